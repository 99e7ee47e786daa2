"""Coaching talks between mentors of the office and HR officers of the districts (plan table C, indicator 1)."""

from datetime import date
from decimal import Decimal
from typing import ClassVar, Final

from skj.language import N_
from skj.ledgers.base import Column, LedgerSpec, Record
from skj.ledgers.parsers import day, day_with, district, person_name, score, session_number, text


class CoachingTalk(Record):
    """One person coached in one session; sessions are counted by distinct numbers."""

    naming: ClassVar = ("session", "district")

    session: int
    held_on: date | None = None
    topic: str | None = None
    mentor: str | None = None
    mentee: str | None = None
    district: str | None = None
    appointed_on: date | None = None
    knowledge_before: Decimal | None = None
    knowledge_after: Decimal | None = None


SPEC: Final = LedgerSpec(
    name="coaching",
    label=N_("coaching talks"),
    record=CoachingTalk,
    columns=(
        Column("session", ("ครั้งที่",), session_number, N_("Session"), required=True, essential=True),
        Column("held_on", ("วันที่", "วันที่พูดคุย"), day, N_("Held on"), essential=True),
        Column("topic", ("หัวข้อ",), text, N_("Topic")),
        Column("mentor", ("ผู้สอนงาน",), person_name, N_("Mentor"), personal="name"),
        Column("mentee", ("ผู้ปฏิบัติงาน",), person_name, N_("Person coached"), personal="name"),
        Column("district", ("สำนักงานเขต", "เขต"), district, N_("District")),
        # People now in service were appointed long before the pivot years of the other ledgers.
        Column("appointed_on", ("วันที่บรรจุ",), day_with((0, 99)), N_("Appointed on")),
        Column("knowledge_before", ("ความรู้ก่อน",), score, N_("Knowledge before")),
        Column("knowledge_after", ("ความรู้หลัง",), score, N_("Knowledge after")),
    ),
    key=("session", "mentee"),
)

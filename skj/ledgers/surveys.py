"""Answers of satisfaction surveys, one row per person who answered (plan readings A18, A21-A23)."""

from datetime import date
from decimal import Decimal
from typing import ClassVar, Final

from skj.language import N_
from skj.ledgers.base import Column, LedgerSpec, Record
from skj.ledgers.parsers import day, indicator_ref, satisfaction, text


class SurveyAnswer(Record):
    """One answer; `overall` runs from 1 to 5, None means not answered."""

    naming: ClassVar = ("group",)

    indicator: str
    respondent: str | None = None
    group: str | None = None
    answered_on: date | None = None
    overall: Decimal | None = None


SPEC: Final = LedgerSpec(
    name="surveys",
    label=N_("satisfaction surveys"),
    record=SurveyAnswer,
    columns=(
        Column("indicator", ("ตัวชี้วัดที่",), indicator_ref, N_("Indicator"), required=True, essential=True),
        Column("respondent", ("ผู้ตอบ", "รหัสผู้ตอบ"), text, N_("Respondent"), personal="name"),
        Column("group", ("กลุ่มผู้ตอบ",), text, N_("Group")),
        Column("answered_on", ("วันที่ตอบ",), day, N_("Answered on")),
        Column("overall", ("ความพึงพอใจโดยรวม", "ความพึงพอใจ"), satisfaction, N_("Overall satisfaction"), essential=True),
    ),
    key=("indicator", "respondent"),
)

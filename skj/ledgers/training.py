"""Anti-corruption training: sessions, the roll with its tests, and the follow-up of the trainees of 2566 (indicator 6)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import ClassVar, Final

from skj.language import N_
from skj.ledgers.base import Column, Fault, LedgerSpec, Record, RowRule
from skj.ledgers.parsers import agencies_list, agency, day, person_name, score, session_number, text, yes_no
from skj.ledgers.rules import doubled_keys, in_order
from skj.rules import rows

NAME: Final = ("ชื่อ - สกุล", "ชื่อ-นามสกุล", "ชื่อและสกุล")
NAME_PARTS: Final = (
    ("title", ("คำนำหน้า", "คำนำหน้าชื่อ", "คำนำหน้านาม")),
    ("given", ("ชื่อ", "ชื่อตัว")),
    ("surname", ("สกุล", "นามสกุล", "ชื่อสกุล")),
)


class TrainingSession(Record):
    """One session; sessions are counted by distinct numbers (contract section 3)."""

    naming: ClassVar = ("session",)

    session: int
    held_on: date | None = None
    agencies: tuple[str, ...] | None = None
    topic: str | None = None


class TrainingAttendance(Record):
    """One person at one session, with the test before and after it."""

    naming: ClassVar = ("session", "agency")

    session: int
    name: str
    agency: str | None = None
    person_type: str | None = None
    pre_test: Decimal | None = None
    post_test: Decimal | None = None
    full_marks: Decimal | None = None


class TrainingFollowup(Record):
    """One trainee of 2566: asked, answered, and whether corrupt conduct was found."""

    naming: ClassVar = ("agency",)

    name: str
    agency: str | None = None
    asked_on: date | None = None
    answered_on: date | None = None
    corrupt_conduct: bool | None = None


def check_sessions(records: Sequence[TrainingSession]) -> Iterator[tuple[TrainingSession, Fault]]:
    """A session number that stands twice counts once."""
    return doubled_keys(records, lambda record: record.session, "session", "", rows.SESSION_REPEATED)


def check_scores(record: TrainingAttendance) -> Iterable[Fault]:
    """No score above the full marks (contract section 2)."""
    for name in ("pre_test", "post_test"):
        marks = getattr(record, name)
        if marks is not None and record.full_marks is not None and marks > record.full_marks:
            yield Fault(rows.SCORE_ABOVE_FULL, name, {"score": marks, "full": record.full_marks})


def check_answer(record: TrainingFollowup) -> Iterable[Fault]:
    """An answer comes after the question and says what was found (plan reading A25)."""
    yield from in_order(record, "asked_on", "answered_on", rows.ANSWER_BEFORE_QUESTION)
    if record.answered_on and record.corrupt_conduct is None:
        yield Fault(rows.CONDUCT_UNKNOWN, "corrupt_conduct")


SESSIONS: Final = LedgerSpec(
    name="training_sessions",
    label=N_("training sessions"),
    record=TrainingSession,
    columns=(
        Column("session", ("ครั้งที่",), session_number, N_("Session"), required=True, essential=True),
        Column("held_on", ("วันที่จัด", "วันที่อบรม"), day, N_("Held on"), essential=True),
        Column("agencies", ("หน่วยงาน",), agencies_list, N_("Agencies")),
        Column("topic", ("หัวข้อ",), text, N_("Topic")),
    ),
    key=("session",),
    ledger_rules=(check_sessions,),
    conflicts=("session",),
)

ROLL: Final = LedgerSpec(
    name="training_roll",
    label=N_("training roll"),
    record=TrainingAttendance,
    columns=(
        Column("session", ("ครั้งที่",), session_number, N_("Session"), required=True, essential=True),
        Column("name", NAME, person_name, N_("Name"), required=True, essential=True, personal="name", parts=NAME_PARTS),
        Column("agency", ("หน่วยงาน", "สังกัด"), agency, N_("Agency")),
        Column("person_type", ("ประเภทบุคลากร",), text, N_("Type of staff")),
        Column("pre_test", ("คะแนนก่อนอบรม", "Pre-test"), score, N_("Test before")),
        Column("post_test", ("คะแนนหลังอบรม", "Post-test"), score, N_("Test after")),
        Column("full_marks", ("คะแนนเต็ม",), score, N_("Full marks")),
    ),
    key=("session", "name"),
    row_rules=(RowRule(("pre_test", "post_test", "full_marks"), check_scores),),
)

FOLLOWUP: Final = LedgerSpec(
    name="training_followup",
    label=N_("follow-up of the trainees of 2566"),
    record=TrainingFollowup,
    columns=(
        Column("name", NAME, person_name, N_("Name"), required=True, essential=True, personal="name", parts=NAME_PARTS),
        Column("agency", ("หน่วยงาน", "สังกัด"), agency, N_("Agency")),
        Column("asked_on", ("วันที่สอบถาม",), day, N_("Asked on"), essential=True),
        Column("answered_on", ("วันที่ตอบ",), day, N_("Answered on")),
        Column("corrupt_conduct", ("พบการกระทำทุจริต",), yes_no, N_("Corrupt conduct found"), personal="sensitive"),
    ),
    key=("name", "agency"),
    row_rules=(RowRule(("asked_on", "answered_on", "corrupt_conduct"), check_answer),),
)

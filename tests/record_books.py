"""Records built in memory and the books they stand in: the ledgers of one office without any file."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from skj.calendar import Period, resolve_period
from skj.ledgers.base import Ledger, Record, Sheet
from skj.ledgers.cases import DisciplineCase
from skj.ledgers.coaching import CoachingTalk
from skj.ledgers.evidence import EvidenceDocument
from skj.ledgers.insignia import InsigniaReturn
from skj.ledgers.knowledge import KnowledgeItem
from skj.ledgers.registry import BY_NAME
from skj.ledgers.rooms import RoomRepair
from skj.ledgers.steps import PlanStep
from skj.ledgers.surveys import SurveyAnswer
from skj.ledgers.training import TrainingAttendance, TrainingFollowup, TrainingSession
from skj.scoring.measures import Books
from skj.scoring.plan import load_plan
from skj.scoring.plan_model import Indicator

PLAN = load_plan("2567")
FEB = date(2024, 2, 12)
YEAR_END = date(2024, 9, 30)
Ledgers = Mapping[str, Iterable[Record]]


def indicator(key: str) -> Indicator:
    """An indicator of the plan of 2567."""
    found = PLAN.find(key)
    assert found is not None
    return found


def as_of(day: date) -> Period:
    """The fiscal year 2567 up to a day."""
    return resolve_period(fiscal_year=2567, today=day)


def books_of(ledgers: Ledgers, expected: Mapping[int, int] | None = None) -> Books:
    """Books that hold these records; all other ledgers are empty."""
    made: dict[str, Ledger[Any]] = {name: Ledger(spec, tuple(ledgers.get(name, ()))) for name, spec in BY_NAME.items()}
    return Books(made.__getitem__, expected or {})


def sheet(ledger: str) -> Sheet:
    """A sheet that records of a ledger say they come from."""
    return Sheet(ledger, f"{ledger}.xlsx", "1", {}, {})


def rooms(count: int, ready_on: date | None = FEB, *, building: str = "1", **fields: Any) -> list[RoomRepair]:
    """So many rooms of one building, all ready on one day."""
    return [
        RoomRepair(
            sheet=sheet("rooms"), row=row, site="คลองใส", building=building, room=f"{row}", ready_on=ready_on, **fields
        )
        for row in range(1, count + 1)
    ]


def talks(sessions: int, held_on: date | None = FEB, *, risen: int = 0, level: int = 0) -> list[CoachingTalk]:
    """A talk for each session, then `risen` and `level` people of session 1 whose knowledge rose or did not."""
    plain = [
        CoachingTalk(sheet=sheet("coaching"), row=row, session=row, held_on=held_on) for row in range(1, sessions + 1)
    ]
    scored = [
        CoachingTalk(
            sheet=sheet("coaching"),
            row=100 + row,
            session=1,
            held_on=held_on,
            knowledge_before=Decimal(5),
            knowledge_after=Decimal(6 if row < risen else 5),
        )
        for row in range(risen + level)
    ]
    return [*plain, *scored]


def answers(number: int, satisfied: int, total: int, answered_on: date | None = FEB) -> list[SurveyAnswer]:
    """Answers on an indicator: 5 and 4 in turn for the satisfied, 3 for the others."""
    grades = [Decimal(5 - row % 2) if row < satisfied else Decimal(3) for row in range(total)]
    return [
        SurveyAnswer(sheet=sheet("surveys"), row=row, indicator=f"{number}", answered_on=answered_on, overall=grade)
        for row, grade in enumerate(grades, 1)
    ]


def papers(number: int, *items: str, dated_on: date | None = FEB) -> list[EvidenceDocument]:
    """A document for each evidence item."""
    return [
        EvidenceDocument(sheet=sheet("evidence"), row=row, indicator=f"{number}", item=item, dated_on=dated_on)
        for row, item in enumerate(items, 1)
    ]


def cases(*days: int, presented_on: date = FEB, **fields: Any) -> list[DisciplineCase]:
    """A case in scope for each number of days it took, all presented on one day."""
    given: dict[str, Any] = {
        "position_type": "อำนวยการ",
        "position_level": "ต้น",
        "serious": True,
        "corruption": True,
    } | fields
    return [
        DisciplineCase(
            sheet=sheet("cases"),
            row=row,
            case_no=f"{row}",
            report_received_on=presented_on - timedelta(taken),
            presented_on=presented_on,
            **given,
        )
        for row, taken in enumerate(days, 1)
    ]


def steps(*weights: float, number: int = 4, done_on: date | None = FEB) -> list[PlanStep]:
    """Steps of these weights, all done on one day."""
    return [
        PlanStep(
            sheet=sheet("steps"), row=row, indicator=f"{number}", step=row, weight=Decimal(str(weight)), done_on=done_on
        )
        for row, weight in enumerate(weights, 1)
    ]


def sessions(count: int, held_on: date | None = FEB) -> list[TrainingSession]:
    """Training sessions 1 to `count`, all held on one day."""
    return [
        TrainingSession(sheet=sheet("training_sessions"), row=row, session=row, held_on=held_on)
        for row in range(1, count + 1)
    ]


def roll(risen: int, total: int, session: int = 1) -> list[TrainingAttendance]:
    """People of one session with both scores, of whom `risen` did better after it."""
    return [
        TrainingAttendance(
            sheet=sheet("training_roll"),
            row=row,
            session=session,
            name=f"คนที่ {row}",
            pre_test=Decimal(10),
            post_test=Decimal(11 if row <= risen else 10),
        )
        for row in range(1, total + 1)
    ]


def trainees(asked: int, clean: int, asked_on: date | None = FEB) -> list[TrainingFollowup]:
    """The trainees of 2566 who were asked, of whom the first `clean` were answered for as clean on the same day."""
    return [
        TrainingFollowup(
            sheet=sheet("training_followup"),
            row=row,
            name=f"คนที่ {row}",
            asked_on=asked_on,
            answered_on=asked_on if row <= clean else None,
            corrupt_conduct=False if row <= clean else None,
        )
        for row in range(1, asked + 1)
    ]


def register(**counts: int) -> list[InsigniaReturn]:
    """Grants by year: `register(y2563=3)`."""
    return [
        InsigniaReturn(sheet=sheet("insignia"), row=row, year=int(year[1:]), name=f"คนที่ {row}", insignia_class="ป.ช.")
        for year, count in counts.items()
        for row in range(1, count + 1)
    ]


def items(count: int, published_on: date | None = FEB) -> list[KnowledgeItem]:
    """Something published of each of so many work processes."""
    return [
        KnowledgeItem(sheet=sheet("knowledge"), row=row, process=f"งานที่ {row}", published_on=published_on)
        for row in range(1, count + 1)
    ]

"""The days by which something must be done with an open case, for a calendar: case numbers without any person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from skj.language import _
from skj.reports.discipline_answer import DisciplineAnswer
from skj.scoring.clocks import Clock
from skj.thai.text import identity_key


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day in a calendar. `uid` stays the same from run to run, so that a calendar moves an entry instead of doubling it."""

    uid: str
    day: date
    title: str
    text: str


def deadlines(answer: DisciplineAnswer) -> list[Deadline]:
    """The last days still to come of the open cases in scope: of the stages that run and of the whole step; soonest first."""
    found = [
        deadline
        for clock in answer.listed
        if clock.is_open
        for deadline in _of_case(answer, clock)
        if deadline.day >= answer.period.as_of
    ]
    return sorted(found, key=lambda each: (each.day, each.title, each.uid))


def _of_case(answer: DisciplineAnswer, clock: Clock) -> Iterator[Deadline]:
    limits = answer.limits
    for number, stage in ((1, clock.stage1), (2, clock.stage2)):
        known = answer.stages.get(number)
        if stage.running is None or known is None:
            continue
        if stage.due_plan:
            text = _("last day of stage {stage}, fewer than {days} days (plan)")
            yield _deadline(
                clock, f"stage{number}-plan", stage.due_plan, text.format(stage=number, days=known.less_than_days)
            )
        if stage.due_law:
            text = _("last day of stage {stage}, at most {days} days (law)")
            yield _deadline(
                clock, f"stage{number}-law", stage.due_law, text.format(stage=number, days=known.law_at_most_days)
            )
    text = _("last day to present it in fewer than {days} days").format(days=limits.strict)
    yield _deadline(clock, "strict", clock.due_strict, text)
    text = _("last day to present it within {days} days").format(days=limits.wide)
    yield _deadline(clock, "wide", clock.due_wide, text)


def _deadline(clock: Clock, kind: str, day: date, what: str) -> Deadline:
    case = clock.case
    text = _("Counted from {start}; the plan's day is not moved by a holiday.").format(
        start=case.report_received_on.isoformat()
    )
    return Deadline(_uid(case.case_no, kind), day, f"{case.shown_no}: {what}", text)


def _uid(case_no: str, kind: str) -> str:
    """Made of the case number alone, hashed: it must not change with the language, the day or the row."""
    return f"{sha256(identity_key(case_no).encode()).hexdigest()[:32]}-{kind}@skj"

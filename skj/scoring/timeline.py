"""The steps of each indicator against their months: what is done, what is late and by how much (plan table จ; reading A33)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from skj.calendar import Period, Span, days_between, next_month
from skj.ledgers.steps import PlanStep
from skj.scoring.measurement import Measurement
from skj.scoring.measures import Books, Question, plan_progress
from skj.scoring.plan_model import Indicator, Measure, Step
from skj.scoring.plan_parts import Label


class StepState(StrEnum):
    """Where a step stands on the as-of day."""

    DONE = "done"
    DONE_LATE = "done_late"
    LATE = "late"
    RUNNING = "running"
    AHEAD = "ahead"
    UNDATED = "undated"


class MonthState(StrEnum):
    """What a month is to a step."""

    NONE = "none"
    PLANNED = "planned"
    DONE = "done"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step: its planned days, when it was done, where it stands, and the state of each of the 12 months from October on.

    `days_late` counts from the planned end to the day it was done, or to the as-of day; 0 when it is not late. `is_read` marks
    a step that stands in no ledger: its months are read from the arrows of the printed plan, never certain.
    """

    number: int
    text: str
    weight: Fraction
    starts: date | None
    ends: date | None
    done_on: date | None
    state: StepState
    days_late: int
    months: tuple[MonthState, ...]
    is_read: bool = False
    record: PlanStep | None = None


@dataclass(frozen=True, slots=True)
class PlanLine:
    """The plan of an indicator: its steps, and the weight done and planned to be done by the as-of day, of `whole`.

    `lost_weight` is the weight of steps that the printed plan has lost, where no ledger gives them.
    """

    indicator: Indicator
    steps: tuple[StepLine, ...]
    measurement: Measurement
    due: Fraction
    lost_weight: int

    @property
    def done(self) -> Fraction:
        """The weight of the steps done, in percent of the plan."""
        return Fraction(self.measurement.numerator)

    @property
    def is_recorded(self) -> bool:
        """Whether the ledger has steps of this indicator."""
        return any(not step.is_read for step in self.steps)

    @property
    def late(self) -> tuple[StepLine, ...]:
        """The steps that are late now."""
        return tuple(step for step in self.steps if step.state is StepState.LATE)


def measure_plans(indicators: Iterable[Indicator], period: Period, books: Books) -> tuple[PlanLine, ...]:
    """The plan of each indicator, from the ledger of steps, else from the plan file."""
    return tuple(_plan(indicator, period, books) for indicator in indicators)


def _plan(indicator: Indicator, period: Period, books: Books) -> PlanLine:
    rows: Sequence[PlanStep] = [row for row in books.ledger("steps").records if indicator.is_meant_by(row.indicator)]
    steps = [_of_ledger(row, period) for row in rows] or [_of_plan(step, period) for step in _known(indicator)]
    return PlanLine(
        indicator,
        tuple(sorted(steps, key=lambda step: step.number)),
        plan_progress(_progress_question(indicator, period), books),
        sum((step.weight for step in steps if not step.is_read and _is_due(step, period.as_of)), Fraction(0)),
        0 if rows else indicator.missing_step_weight,
    )


def _progress_question(indicator: Indicator, period: Period) -> Question:
    """The measure that scores the plan of indicator 4, asked of any indicator."""
    label = Label(th="ความก้าวหน้าตามแผน", en="progress of the plan")
    measure = Measure(id="plan_progress", function="plan_progress", ledger="steps", unit="percent", label=label)
    return Question(indicator, measure, period)


def _known(indicator: Indicator) -> list[Step]:
    return [step for step in indicator.steps if not step.unknown]


def _is_due(step: StepLine, as_of: date) -> bool:
    """Whether the step should have been done: a half-done step counts nothing on either side (reading A33)."""
    return step.ends is not None and step.ends <= as_of


def _of_ledger(row: PlanStep, period: Period) -> StepLine:
    done = row.done_on if period.reached(row.done_on) else None
    state, late = state_of(row.starts, row.ends, done, period.as_of)
    months = months_of(row.starts, row.ends, done, period)
    return StepLine(
        row.step, row.text or "", Fraction(row.weight), row.starts, row.ends, done, state, late, months, record=row
    )


def state_of(starts: date | None, ends: date | None, done: date | None, as_of: date) -> tuple[StepState, int]:
    """Where a step stands and how many days it is late; one without an end is never late."""
    if done is not None:
        late = max(0, days_between(ends, done)) if ends else 0
        return (StepState.DONE_LATE if late else StepState.DONE), late
    if ends is not None and as_of > ends:
        return StepState.LATE, days_between(ends, as_of)
    if starts is None and ends is None:
        return StepState.UNDATED, 0
    return (StepState.AHEAD if starts and as_of < starts else StepState.RUNNING), 0


def months_of(starts: date | None, ends: date | None, done: date | None, period: Period) -> tuple[MonthState, ...]:
    """The 12 months of the fiscal year: planned ones, done when the step is done, and those it ran or runs beyond its end."""
    first, last = starts or ends or done, ends or max(filter(None, (starts, done)), default=None)
    planned = Span(first, last) if first and last else None
    over = Span(ends, done or period.as_of) if ends else None  # without an end nobody can say that a step is late
    inside = MonthState.DONE if done else MonthState.PLANNED
    return tuple(_month_state(month, planned, over, inside) for month in period.months)


def _month_state(month: date, planned: Span | None, over: Span | None, inside: MonthState) -> MonthState:
    if planned and planned.start < next_month(month) and month <= planned.end:
        return inside
    return MonthState.LATE if over and over.start < month <= over.end else MonthState.NONE


def _of_plan(step: Step, period: Period) -> StepLine:
    """A step of the plan file, which says nothing of when it was done."""
    read = step.months_reading.months if step.months_reading else ()
    months = tuple(MonthState.PLANNED if month.month in read else MonthState.NONE for month in period.months)
    return StepLine(
        step.step,
        step.label.text(),
        Fraction(step.weight),
        None,
        None,
        None,
        StepState.UNDATED,
        0,
        months,
        is_read=True,
    )

"""The clocks of a discipline case: days of the whole step and of its two stages (plan table C, indicator 4; readings A1-A7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from skj.calendar import Period, days_between
from skj.diagnostics import Diagnostic, Place, UsageRefused
from skj.ledgers.cases import DisciplineCase
from skj.rules.plan import MISSING_KEY
from skj.scoring.measures import out_of_scope
from skj.scoring.plan_facts import Stage
from skj.scoring.plan_model import Indicator, Measure


class Status(StrEnum):
    """Where a case stands: at risk can no longer meet the stricter limit, overdue none at all."""

    PRESENTED = "presented"
    OPEN = "open"
    AT_RISK = "at_risk"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class StageClock:
    """A stage: whether it kept the plan's limit (fewer than) and the law's (at most) once it is finished; None while unknown.

    `running` are the days so far of a stage that has begun and not ended in a case not presented; `due_plan` and `due_law` the
    last days that keep each limit. An extension is not part of it: `Clock.extended_until`.
    """

    days: int | None
    plan_ok: bool | None = None
    law_ok: bool | None = None
    start: date | None = None
    end: date | None = None
    running: int | None = None
    due_plan: date | None = None
    due_law: date | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """The two limits of the whole step: fewer than `strict` days, at most `wide` days; both from the plan's measures."""

    strict: int
    wide: int


@dataclass(frozen=True, slots=True)
class Clock:
    """One case as of a day. `days` runs to the presentation, or to the as-of date while the case is open."""

    case: DisciplineCase
    in_scope: bool
    why_not: str
    end: date | None
    days: int
    stage1: StageClock
    stage2: StageClock
    between_days: int | None
    status: Status
    due_strict: date
    due_wide: date
    in_year: bool
    as_of: date

    @property
    def is_open(self) -> bool:
        """Whether the case was not presented by the as-of date."""
        return self.end is None

    @property
    def left_strict(self) -> int | None:
        """Days left to the last day that keeps the stricter limit, 0 on that day, below 0 past it; None for a presented case."""
        return (self.due_strict - self.as_of).days if self.is_open else None

    @property
    def left_wide(self) -> int | None:
        """The same for the wider limit."""
        return (self.due_wide - self.as_of).days if self.is_open else None

    @property
    def left(self) -> int | None:
        """Days left to the next limit that can still be kept, else days past the last one."""
        return self.left_strict if self.status is Status.OPEN else self.left_wide

    @property
    def is_extended(self) -> bool | None:
        """Whether stage 1, over the law's limit, was kept by its extension (clause 63 lets it be extended); None without one."""
        until, stage = self.case.extended_until, self.stage1
        if until is None or stage.start is None:
            return None
        return (stage.end or self.as_of) <= until

    @property
    def is_past_law(self) -> bool:
        """Whether a stage that runs is past the law's last day; stage 1 has as long as its extension runs (clause 63)."""
        return any(self.is_stage_past_law(stage) for stage in (self.stage1, self.stage2))

    def is_stage_past_law(self, stage: StageClock) -> bool:
        """The same of one of its stages."""
        is_over = stage.running is not None and stage.due_law is not None and self.as_of > stage.due_law
        return is_over and not (stage is self.stage1 and self.is_extended)


def limits_of(indicator: Indicator) -> Limits:
    """The day limits that the indicator's measures name; UsageRefused when the plan gives only one of them."""
    return Limits(strict=_limit(indicator.measures, "less_than_days"), wide=_limit(indicator.measures, "at_most_days"))


def _limit(measures: Iterable[Measure], name: str) -> int:
    found = next((measure for measure in measures if name in measure.params), None)
    if found is None:
        place = Place(heading=f"measures.params.{name}")
        raise UsageRefused(Diagnostic(MISSING_KEY, place, {"key": place.heading}))
    return found.number(name)


def clock_of(case: DisciplineCase, indicator: Indicator, period: Period) -> Clock:
    """The clocks of one case; dates after the as-of date have not happened yet."""
    limits = limits_of(indicator)
    end = case.presented_on if period.reached(case.presented_on) else None
    days = days_between(case.report_received_on, end or period.as_of)
    reason = out_of_scope(indicator, case)
    running_to = period.as_of if end is None else None
    stages = {stage.stage: stage for stage in indicator.facts.cases.stages} if indicator.facts.cases else {}
    return Clock(
        case=case,
        in_scope=reason is None,
        why_not=reason or "",
        end=end,
        days=days,
        stage1=_stage(case.report_received_on, _by(period, case.ordered_on), stages.get(1), running_to),
        stage2=_stage(
            _by(period, case.division_received_on), _by(period, case.agenda_ordered_on), stages.get(2), running_to
        ),
        between_days=_days(_by(period, case.ordered_on), _by(period, case.division_received_on)),
        status=_status(days, limits, is_open=end is None),
        # The first day is not counted and the last one counts even if it is a holiday (ก.ก. rule 2565 clause 101).
        due_strict=case.report_received_on + timedelta(days=limits.strict - 1),
        due_wide=case.report_received_on + timedelta(days=limits.wide),
        in_year=period.counts(end),
        as_of=period.as_of,
    )


def _by(period: Period, day: date | None) -> date | None:
    return day if period.reached(day) else None


def _days(start: date | None, end: date | None) -> int | None:
    return days_between(start, end) if start and end else None


def _stage(start: date | None, end: date | None, stage: Stage | None, running_to: date | None) -> StageClock:
    """The clock of a stage; `running_to` is the as-of date while the case is open."""
    days = _days(start, end)
    running = _days(start, running_to) if end is None else None
    if stage is None or start is None:
        return StageClock(days, start=start, end=end, running=running)
    law = stage.law_at_most_days
    return StageClock(
        days=days,
        plan_ok=None if days is None else days < stage.less_than_days,
        law_ok=None if days is None or law is None else days <= law,
        start=start,
        end=end,
        running=running,
        due_plan=start + timedelta(days=stage.less_than_days - 1),
        due_law=None if law is None else start + timedelta(days=law),
    )


def _status(days: int, limits: Limits, *, is_open: bool) -> Status:
    if not is_open:
        return Status.PRESENTED
    if days > limits.wide:
        return Status.OVERDUE
    return Status.AT_RISK if days >= limits.strict else Status.OPEN


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over the cases in scope: presented in the fiscal year, and open at the as-of date."""

    presented: int
    under_80: int
    within_90: int
    open: int
    open_over_80: int
    open_over_90: int


def summarise(clocks: Sequence[Clock], limits: Limits) -> Summary:
    """Count the cases in scope; an open case of exactly the strict limit can no longer stay under it."""
    done = [clock.days for clock in clocks if clock.in_scope and clock.in_year]
    running = [clock.days for clock in clocks if clock.in_scope and clock.is_open]
    return Summary(
        presented=len(done),
        under_80=sum(days < limits.strict for days in done),
        within_90=sum(days <= limits.wide for days in done),
        open=len(running),
        open_over_80=sum(days >= limits.strict for days in running),
        open_over_90=sum(days > limits.wide for days in running),
    )


def late_within_stages(clocks: Sequence[Clock], limits: Limits) -> list[Clock]:
    """Cases of this year's share that kept both stage limits of the plan and missed the wide one all the same (reading A1)."""
    return [
        clock
        for clock in clocks
        if clock.in_scope
        and clock.in_year
        and clock.stage1.plan_ok
        and clock.stage2.plan_ok
        and clock.days > limits.wide
    ]


def running_clocks(cases: Iterable[DisciplineCase], indicator: Indicator, period: Period) -> list[Clock]:
    """The clocks of all cases received by the as-of date, soonest due first, presented ones last."""
    clocks = [clock_of(case, indicator, period) for case in cases if period.reached(case.report_received_on)]
    return sorted(clocks, key=lambda clock: (not clock.is_open, not clock.in_scope, clock.due_wide, clock.case.case_no))

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
    """Days of a finished stage and whether it kept the plan's limit (fewer than) and the law's (at most); None while unknown."""

    days: int | None
    plan_ok: bool | None = None
    law_ok: bool | None = None


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

    @property
    def is_open(self) -> bool:
        """Whether the case was not presented by the as-of date."""
        return self.end is None


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
    stages = {stage.stage: stage for stage in indicator.facts.cases.stages} if indicator.facts.cases else {}
    return Clock(
        case=case,
        in_scope=reason is None,
        why_not=reason or "",
        end=end,
        days=days,
        stage1=_stage(case.report_received_on, _by(period, case.ordered_on), stages.get(1)),
        stage2=_stage(case.division_received_on, _by(period, case.agenda_ordered_on), stages.get(2)),
        between_days=_days(_by(period, case.ordered_on), _by(period, case.division_received_on)),
        status=_status(days, limits, is_open=end is None),
        # The first day is not counted and the last one counts even if it is a holiday (ก.ก. rule 2565 clause 101).
        due_strict=case.report_received_on + timedelta(days=limits.strict - 1),
        due_wide=case.report_received_on + timedelta(days=limits.wide),
        in_year=period.counts(end),
    )


def _by(period: Period, day: date | None) -> date | None:
    return day if period.reached(day) else None


def _days(start: date | None, end: date | None) -> int | None:
    return days_between(start, end) if start and end else None


def _stage(start: date | None, end: date | None, stage: Stage | None) -> StageClock:
    days = _days(start, end)
    if days is None or stage is None:
        return StageClock(days)
    law = stage.law_at_most_days
    return StageClock(days, days < stage.less_than_days, None if law is None else days <= law)


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

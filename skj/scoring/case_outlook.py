"""What the share of cases presented in time is, what it can still become this year, and how many more may be late (A7, A10)."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from skj.calendar import Period
from skj.ledgers.cases import DisciplineCase
from skj.scoring.clocks import Clock
from skj.scoring.measures import is_within
from skj.scoring.plan_model import Condition, Indicator, Measure


class Part(NamedTuple):
    """So many cases in time of so many."""

    kept: int
    of: int

    @property
    def share(self) -> Fraction | None:
        """The exact share; None for none of none (A9)."""
        return Fraction(self.kept, self.of) if self.of else None


@dataclass(frozen=True, slots=True)
class LevelOutlook:
    """One level that asks for a share of cases in time.

    `now` is over the cases presented this year. `if_overdue_fail` adds the open cases past the limit as failures (A7).
    `best` and `worst` are the ends of what the year may still bring with the cases known today: each open one may be presented
    in time, late, or in another year, as far as its dates allow. `may_be_late` says how many of the open cases that can still be
    in time may be late when all open ones are presented this year; below 0 so many are too many already, None without a case.
    """

    level: int
    condition: Condition
    measure: Measure
    now: Part
    if_overdue_fail: Part
    best: Part
    worst: Part
    may_be_late: int | None

    def holds(self, part: Part) -> bool:
        """Whether a share meets the level; none of none never does."""
        return part.share is not None and self.condition.holds(part.share)

    @property
    def is_lost(self) -> bool:
        """Whether the cases known today cannot bring the level any more; without any that can be presented nothing is lost yet."""
        return self.best.of > 0 and not self.holds(self.best)


def outlook(clocks: Sequence[Clock], indicator: Indicator, period: Period) -> tuple[LevelOutlook, ...]:
    """The outlook for each level of the indicator that asks for cases in time, the highest level first."""
    asked = [
        (level.level, need, measure)
        for level in reversed(indicator.levels)
        for need in level.requires
        for measure in indicator.measures
        if need.measure == measure.id and measure.function == "presented_within"
    ]
    return tuple(_outlook(level, need, measure, clocks, period) for level, need, measure in asked)


def _outlook(level: int, need: Condition, measure: Measure, clocks: Iterable[Clock], period: Period) -> LevelOutlook:
    mine = [clock for clock in clocks if clock.in_scope]
    done = [clock for clock in mine if clock.in_year]
    running = [clock.case for clock in mine if clock.is_open]
    in_time = sum(is_within(measure, clock.days) for clock in done)
    overdue = sum(not is_within(measure, clock.days) for clock in mine if clock.is_open)
    can_keep = sum(can_be_in_time(case, measure, period) for case in running)
    can_miss = sum(can_be_late(case, measure, period) for case in running)
    reachable = len(running) if period.as_of <= period.fiscal.end else 0
    return LevelOutlook(
        level=level,
        condition=need,
        measure=measure,
        now=Part(in_time, len(done)),
        if_overdue_fail=Part(in_time, len(done) + overdue),
        best=Part(in_time + can_keep, len(done) + can_keep),
        worst=Part(in_time, len(done) + can_miss),
        may_be_late=_may_be_late(need, in_time + can_keep, len(done) + reachable),
    )


def last_day(case: DisciplineCase, measure: Measure) -> date:
    """The last day on which a presentation keeps the measure's limit; the first day is not counted (ก.ก. rule 2565 clause 101)."""
    if "less_than_days" in measure.params:
        return case.report_received_on + timedelta(days=measure.number("less_than_days") - 1)
    return case.report_received_on + timedelta(days=measure.number("at_most_days"))


def can_be_in_time(case: DisciplineCase, measure: Measure, period: Period) -> bool:
    """Whether an open case can still be presented in time, today or later, within the fiscal year."""
    return period.as_of <= min(last_day(case, measure), period.fiscal.end)


def can_be_late(case: DisciplineCase, measure: Measure, period: Period) -> bool:
    """Whether an open case can be presented late within the fiscal year; one received late in the year cannot."""
    return max(period.as_of, last_day(case, measure) + timedelta(1)) <= period.fiscal.end


def _may_be_late(need: Condition, can_be_kept: int, everything: int) -> int | None:
    """Of all cases, as many may be late as leave the share; those that can be kept are `can_be_kept`."""
    if not everything:
        return None
    shares = range(everything + 1)
    fewest = bisect_left(shares, 1, key=lambda kept: int(need.holds(Fraction(kept, everything))))
    return can_be_kept - fewest

"""What `discipline sla` knows before anything is said: clocks, limits, shares; every report of cases in time starts from it."""

from collections.abc import Sequence
from dataclasses import dataclass

from skj.calendar import Period
from skj.ledgers.base import Ledger
from skj.ledgers.cases import DisciplineCase
from skj.scoring.case_outlook import LevelOutlook, outlook
from skj.scoring.clocks import (
    Clock,
    Limits,
    Summary,
    limits_of,
    running_clocks,
    summarise,
)
from skj.scoring.plan_facts import Stage
from skj.scoring.scorecard import Result


@dataclass(frozen=True, slots=True)
class DisciplineAnswer:
    """Everything the report shows."""

    clocks: Sequence[Clock]
    limits: Limits
    summary: Summary
    outlook: Sequence[LevelOutlook]
    result: Result
    period: Period

    @property
    def listed(self) -> list[Clock]:
        """Cases in scope that run or count this year, soonest due first."""
        return [clock for clock in self.clocks if clock.in_scope and (clock.is_open or clock.in_year)]

    @property
    def stages(self) -> dict[int, Stage]:
        """The stages of the plan by number."""
        facts = self.result.indicator.facts.cases
        return {stage.stage: stage for stage in facts.stages} if facts else {}


def answer_discipline(ledger: Ledger[DisciplineCase], result: Result, period: Period) -> DisciplineAnswer:
    """Run the clocks of every case received by the as-of date."""
    clocks = running_clocks(ledger.records, result.indicator, period)
    limits = limits_of(result.indicator)
    outlooks = outlook(clocks, result.indicator, period)
    return DisciplineAnswer(clocks, limits, summarise(clocks, limits), outlooks, result, period)


def case_name(case: DisciplineCase, *, names: bool) -> str:
    """The number of a case; without names, without what may be a person in it."""
    return case.case_no if names else case.shown_no

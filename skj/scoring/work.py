"""Units of work: what more of something adds to a measure, and how much of it there can still be; for what-if questions only.

Nothing here scores: the measurement that a gain would leave is judged by `scoring.levels`, like any other.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Final

from skj.calendar import Period, days_between
from skj.language import N_, _
from skj.ledgers.cases import DisciplineCase
from skj.ledgers.rooms import RoomRepair
from skj.ledgers.steps import PlanStep
from skj.scoring.measurement import Measurement
from skj.scoring.measures import Books, is_within, out_of_scope
from skj.scoring.plan_model import Indicator, Measure


class Growth(StrEnum):
    """What one more unit changes: a count; the part of a whole that is fixed; or part and whole together."""

    COUNT = "count"
    PART = "part"
    BOTH = "both"


# One line for each function of `measures.FUNCTIONS`. Fixed wholes: the paper records expected (A24), 100 percent of the plan
# (A33), the trainees of the year before (A25). Whoever answers, is tested or is presented enlarges the whole too (A7, A22, A26).
GROWTHS: Final[Mapping[str, Growth]] = {
    "sessions_held": Growth.COUNT,
    "processes_published": Growth.COUNT,
    "rooms_repaired": Growth.COUNT,
    "people_asked": Growth.COUNT,
    "records_imported": Growth.PART,
    "plan_progress": Growth.PART,
    "clean_trainees": Growth.PART,
    "survey_satisfied": Growth.BOTH,
    "knowledge_up": Growth.BOTH,
    "presented_within": Growth.BOTH,
}
# The register carries no date of import (A24) and steps count whenever they are done: neither needs a day of the fiscal year.
_NOT_BOUND_TO_THE_YEAR: Final = frozenset({"records_imported", "plan_progress"})


@dataclass(frozen=True, slots=True)
class Outlook:
    """One indicator, what is taken to be measured, and the time there is: after the as-of date up to `by` (None: any later day).

    `found` is what the ledgers say, where `measurements` hold gains already: what those used up cannot be had again.
    """

    indicator: Indicator
    measurements: Mapping[str, Measurement]
    period: Period
    by: date | None
    books: Books
    found: Mapping[str, Measurement] | None = None

    def in_ledgers(self, measure: Measure) -> Measurement:
        """A measurement as the ledgers have it."""
        return (self.found or self.measurements)[measure.id]

    def taken(self, measure: Measure) -> Fraction:
        """The units of a measure that gains supposed before have used up."""
        return Fraction(self.measurements[measure.id].numerator) - self.in_ledgers(measure).numerator

    @property
    def days(self) -> int:
        """The days on which something could still happen that counts in the fiscal year."""
        last = min(self.by or self.period.fiscal.end, self.period.fiscal.end)
        first = max(self.period.as_of + timedelta(days=1), self.period.fiscal.start)
        return max(0, (last - first).days + 1)


@dataclass(frozen=True, slots=True)
class Supply:
    """How many more units there can be at most (None: no limit is known), and why no more."""

    most: Fraction | None = None
    why: str = ""


def supply_of(outlook: Outlook, measure: Measure) -> Supply:
    """What is still to be had of a measure: by the days left, and by what the ledgers and the plan say there is."""
    if not outlook.days and measure.function not in _NOT_BOUND_TO_THE_YEAR:
        return Supply(Fraction(0), _("no day is left that counts in the fiscal year"))
    limit = _SUPPLIES.get(measure.function)
    supply = limit(outlook, measure) if limit else Supply()
    if supply.most is None:
        return supply
    return Supply(max(supply.most - max(outlook.taken(measure), Fraction(0)), Fraction(0)), supply.why)


def _rooms(outlook: Outlook, measure: Measure) -> Supply:
    """Damaged rooms: those recorded and not yet counted, or those the plan says were left (plan table C, indicator 5)."""
    rooms: Iterable[RoomRepair] = outlook.books.ledger(measure.ledger).records
    recorded = len({room.room_key for room in rooms if not outlook.period.reached(room.counted_on)})
    facts = outlook.indicator.facts.housing
    planned = facts.rooms_left - outlook.in_ledgers(measure).numerator if facts else 0
    most = max(Fraction(recorded), Fraction(planned), Fraction(0))
    text = _("{count} damaged rooms are left; the ledger records {recorded} of them")
    return Supply(most, text.format(count=most, recorded=recorded))


def _people(outlook: Outlook, measure: Measure) -> Supply:
    facts = outlook.indicator.facts.training
    if facts is None:
        return Supply()
    left = Fraction(facts.trainees_before) - outlook.in_ledgers(measure).numerator
    text = _("{count} of the {all} trainees are not asked about yet")
    return Supply(max(left, Fraction(0)), text.format(count=max(left, 0), all=facts.trainees_before))


def _clean(outlook: Outlook, measure: Measure) -> Supply:
    """Those without an answer yet: an answer that named corrupt conduct does not become a clean one."""
    found = outlook.in_ledgers(measure)
    left = max(Fraction(found.denominator or 0) - len(found.counted), Fraction(0))
    return Supply(left, _("{count} trainees have no answer yet").format(count=left))


def _imported(outlook: Outlook, measure: Measure) -> Supply:
    found = outlook.in_ledgers(measure)
    if not found.denominator:
        return Supply(Fraction(0), _("the number of paper records expected is not set in skj.toml"))
    left = Fraction(found.denominator) - found.numerator
    return Supply(left, _("{count} paper records are left").format(count=left))


def _steps(outlook: Outlook, measure: Measure) -> Supply:
    left = sum((Fraction(step.weight) for step in steps_left(outlook, measure)), Fraction(0))
    if not left:
        return Supply(left, _("the ledger of steps has no unfinished step of this indicator"))
    return Supply(left, _("the unfinished steps weigh {weight} percent").format(weight=left))


def steps_left(outlook: Outlook, measure: Measure) -> list[PlanStep]:
    """The steps of an indicator that are not done by the as-of date."""
    steps: Iterable[PlanStep] = outlook.books.ledger(measure.ledger).records
    return [
        step
        for step in steps
        if outlook.indicator.is_meant_by(step.indicator) and not outlook.period.reached(step.done_on)
    ]


def _cases(outlook: Outlook, measure: Measure) -> Supply:
    """Open cases that can keep the limit; those that gains suppose to be late are first taken to be the ones that cannot."""
    running = open_cases(outlook, measure)
    kept = len([case for case in running if can_keep(outlook, measure, case)])
    now, found = outlook.measurements[measure.id], outlook.in_ledgers(measure)
    late = Fraction(now.denominator or 0) - Fraction(found.denominator or 0) - outlook.taken(measure)
    used_up = max(Fraction(0), late - (len(running) - kept))
    text = _("{count} open cases can still keep this limit; cases not reported yet are not counted")
    return Supply(kept - used_up, text.format(count=kept))


def open_cases(outlook: Outlook, measure: Measure) -> list[DisciplineCase]:
    """The cases in scope that are reported and not presented by the as-of date; what is not reported yet is nobody's to promise."""
    cases: Iterable[DisciplineCase] = outlook.books.ledger(measure.ledger).records
    return [
        case
        for case in cases
        if outlook.period.reached(case.report_received_on)
        and not outlook.period.reached(case.presented_on)
        and out_of_scope(outlook.indicator, case) is None
    ]


def can_keep(outlook: Outlook, measure: Measure, case: DisciplineCase) -> bool:
    """Whether an open case keeps the limit of a measure when it is presented on the day after the as-of date."""
    soonest = max(outlook.period.as_of + timedelta(days=1), outlook.period.fiscal.start)
    return is_within(measure, days_between(case.report_received_on, soonest))


_SUPPLIES: Final[Mapping[str, Callable[[Outlook, Measure], Supply]]] = {
    "rooms_repaired": _rooms,
    "people_asked": _people,
    "clean_trainees": _clean,
    "records_imported": _imported,
    "plan_progress": _steps,
    "presented_within": _cases,
}


def days_limit(measure: Measure) -> Fraction:
    """The longest number of days a case may take under a measure of days; "less than 80" is 79 (plan reading A5)."""
    strict = measure.params.get("less_than_days")
    return Fraction(strict - 1 if strict is not None else measure.number("at_most_days"))


def sharers(indicator: Indicator, measure: Measure) -> list[Measure]:
    """The measures that count the same cases under other limits of days: what is presented stands in all their wholes."""
    if measure.function != "presented_within":
        return []
    return [
        other
        for other in indicator.measures
        if other.function == measure.function and other.ledger == measure.ledger and other.id != measure.id
    ]


UNIT_WORDS: Final[Mapping[str, str]] = {
    "sessions_held": N_("sessions to hold"),
    "processes_published": N_("work processes to publish"),
    "rooms_repaired": N_("rooms to repair"),
    "people_asked": N_("people to ask about"),
    "records_imported": N_("records to import"),
    "plan_progress": N_("steps to finish"),
    "clean_trainees": N_("trainees to be answered for as clean"),
    "survey_satisfied": N_("satisfied answers"),
    "knowledge_up": N_("people whose knowledge rises"),
    "presented_within": N_("cases to present in time"),
}

"""The scorecard: every indicator measured, its evidence found, its level and points; the total of the component."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from skj.calendar import Period
from skj.language import _
from skj.ledgers.base import Record
from skj.ledgers.evidence import EvidenceDocument
from skj.scoring.levels import Score, score
from skj.scoring.measurement import Measurement
from skj.scoring.measures import FUNCTIONS, Books, Question
from skj.scoring.plan_model import Indicator, Plan
from skj.scoring.readings import Known, reading_warnings


@dataclass(frozen=True, slots=True)
class Result:
    """One indicator: what was measured, the evidence found (by key) and not counted, and the score."""

    indicator: Indicator
    measurements: Mapping[str, Measurement]
    evidence: Mapping[str, EvidenceDocument]
    evidence_left_out: tuple[tuple[Record, str], ...]
    score: Score
    readings: tuple[str, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """Everything to know besides the level: of the ladder, of the measures, of the readings of the plan."""
        return (*self.score.warnings, *self.readings)


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All indicators of a plan at one as-of date."""

    plan: Plan
    period: Period
    results: tuple[Result, ...]

    @property
    def points(self) -> Fraction:
        """Points reached, out of the plan's weight (70 in 2567; plan reading A34)."""
        return sum((result.score.points for result in self.results), Fraction(0))


def make_scorecard(plan: Plan, period: Period, books: Books) -> Scorecard:
    """Score every indicator of the plan."""
    return Scorecard(plan, period, tuple(make_result(indicator, period, books) for indicator in plan.indicators))


def make_result(indicator: Indicator, period: Period, books: Books) -> Result:
    """Measure and score one indicator."""
    measurements = {
        measure.id: FUNCTIONS[measure.function](Question(indicator, measure, period), books)
        for measure in indicator.measures
    }
    found, left_out = find_evidence(indicator, period, books)
    warnings = tuple(reading_warnings(Known(indicator, measurements, period, books)))
    return Result(indicator, measurements, found, left_out, score(indicator, measurements, found), warnings)


def find_evidence(
    indicator: Indicator, period: Period, books: Books
) -> tuple[dict[str, EvidenceDocument], tuple[tuple[Record, str], ...]]:
    """The earliest document of each evidence item that is dated by the as-of date, and the rows that do not count."""
    found: dict[str, EvidenceDocument] = {}
    left_out: list[tuple[Record, str]] = []
    for record in books.ledger("evidence").records:
        if not indicator.is_meant_by(record.indicator):
            continue
        item = indicator.evidence_item(record.item)
        reason = (
            _why_not(period, record)
            if item
            else _("its item “{item}” is not in the plan's list").format(item=record.item)
        )
        if item is None or reason:
            left_out.append((record, reason))
        elif item.key not in found or record.dated_on < found[item.key].dated_on:
            found[item.key] = record
    return found, tuple(left_out)


def _why_not(period: Period, record: EvidenceDocument) -> str:
    if record.dated_on is None:
        return _("has no date")
    return "" if period.reached(record.dated_on) else _("dated after the period")

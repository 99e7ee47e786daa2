"""How the year went: the scorecard at the end of each quarter, and what each month added, from the dates in the ledgers alone."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from skj.calendar import Period, Span
from skj.ledgers.evidence import EvidenceDocument
from skj.ledgers.steps import PlanStep
from skj.scoring.measurement import Measurement
from skj.scoring.measures import Books
from skj.scoring.plan_model import Indicator, Measure, Plan
from skj.scoring.scorecard import Result, Scorecard, make_result, make_scorecard


def quarter_cards(plan: Plan, periods: Iterable[Period], books: Books) -> list[tuple[Period, Scorecard | None]]:
    """The scorecard of each quarter; None for one that has not begun, of which nothing is guessed."""
    return [(period, make_scorecard(plan, period, books) if has_begun(period) else None) for period in periods]


def has_begun(period: Period) -> bool:
    """Whether the period's first day had come by its as-of date."""
    return period.as_of >= period.span.start


@dataclass(frozen=True, slots=True)
class Month:
    """One indicator at a month's end: the result then and at the end of the month before, and what is dated in the month."""

    indicator: Indicator
    span: Span
    before: Result | None
    after: Result
    papers: tuple[EvidenceDocument, ...]
    steps: tuple[PlanStep, ...]
    steps_done: Fraction

    def added(self, measure: Measure) -> Fraction:
        """What the month added to the part of a measure."""
        earlier = self.before.measurements[measure.id].numerator if self.before else 0
        return Fraction(self.after.measurements[measure.id].numerator) - earlier

    def has_changed(self, measure: Measure) -> bool:
        """Whether the figure of a measure is another than at the end of the month before; at first, whether there is any."""
        found = self.after.measurements[measure.id]
        if self.before is None:
            return bool(found.counted)
        return _figure(self.before.measurements[measure.id]) != _figure(found)


def _figure(found: Measurement) -> tuple[int | Fraction, int | Fraction | None]:
    return found.numerator, found.denominator


def whole_months(fiscal: Span, as_of: date) -> list[Span]:
    """The months of the fiscal year that are over by the as-of date, oldest first."""
    months = []
    first = fiscal.start
    while (last := _month_end(first)) <= min(as_of, fiscal.end):
        months.append(Span(first, last))
        first = last + timedelta(days=1)
    return months


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def months_of(indicator: Indicator, period: Period, books: Books) -> Iterator[Month]:
    """Each month of the fiscal year that is over, measured at its end; figures are cumulative from the start of the year."""
    before: Result | None = None
    for span in whole_months(period.fiscal, period.as_of):
        after = make_result(indicator, Period(period.fiscal_year, span.end, period.fiscal), books)
        steps = _steps(indicator, books)
        yield Month(
            indicator,
            span,
            before,
            after,
            _papers(indicator, span, books),
            tuple(step for step in steps if step.done_on in span),
            sum((Fraction(step.weight) for step in steps if step.done_on and step.done_on <= span.end), Fraction(0)),
        )
        before = after


def _papers(indicator: Indicator, span: Span, books: Books) -> tuple[EvidenceDocument, ...]:
    """The documents of the plan's list that are dated in the month, in the order of their dates."""
    documents: Iterable[EvidenceDocument] = books.ledger("evidence").records
    found = [
        paper
        for paper in documents
        if paper.dated_on in span and indicator.is_meant_by(paper.indicator) and indicator.evidence_item(paper.item)
    ]
    return tuple(sorted(found, key=lambda paper: (paper.dated_on or span.end, paper.row)))


def _steps(indicator: Indicator, books: Books) -> Sequence[PlanStep]:
    steps: Iterable[PlanStep] = books.ledger("steps").records
    return sorted((step for step in steps if indicator.is_meant_by(step.indicator)), key=lambda step: step.step)

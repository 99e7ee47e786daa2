"""What to say about the quarters of the year side by side: `kpi trend`. A quarter that has not begun stays blank."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from skj.calendar import Period
from skj.language import _
from skj.ledgers.base import Ledger
from skj.reports.kpi import measure_data
from skj.reports.kpi_traces import result_traces
from skj.reports.model import Chart, Field, Grid, Kind, Line, Note, Report, Scalar, Section, Series, Tone, Trace, spark
from skj.reports.wording import basis_notes, both_eras, iso, period_notes
from skj.scoring.measurement import Measurement, shown_value, signed
from skj.scoring.plan_model import Indicator, Measure, Plan
from skj.scoring.scorecard import Result, Scorecard


@dataclass(frozen=True, slots=True)
class Trend:
    """The quarters of a year with their scorecards, None for those to come; `whole` is the fiscal year up to the as-of date."""

    plan: Plan
    whole: Period
    quarters: Sequence[tuple[Period, Scorecard | None]]

    def results(self, indicator: Indicator) -> list[Result | None]:
        """One indicator through the quarters."""
        cards = [card for _period, card in self.quarters]
        return [None if card is None else card.results[self.plan.indicators.index(indicator)] for card in cards]


def trend_report(trend: Trend, ledgers: Sequence[Ledger[Any]]) -> Report:
    """Points with a picture, levels, and every figure, quarter by quarter, with what the last quarter changed."""
    points = _indicator_grid(trend, Kind.POINTS, lambda result: result.score.points, lambda each: each.weight)
    levels = _indicator_grid(trend, Kind.COUNT, lambda result: result.score.level, lambda each: each.levels[-1].level)
    sections = (
        Section(_("Points"), (_with_total(points, trend), _chart(trend))),
        Section(_("Levels"), (levels,)),
        Section(_("Figures"), (_figures(trend),)),
    )
    return Report(
        title=_("The quarters side by side: {title}").format(title=trend.plan.title.text()),
        subtitle=_subtitle(trend),
        sections=sections,
        main=_long(trend),
        data=trend_data(trend),
        footer=(*basis_notes(ledgers), *period_notes(trend.whole), *undated_notes(trend.plan.indicators)),
        traces=tuple(_traces(trend)),
    )


def _subtitle(trend: Trend) -> str:
    text = _("Fiscal year {year}, each quarter counted from {first} up to its last day; the answer is as of {as_of}")
    as_of = both_eras(trend.whole.as_of)
    return text.format(year=trend.plan.fiscal_year, first=both_eras(trend.whole.fiscal.start), as_of=as_of)


def undated_notes(indicators: Iterable[Indicator]) -> list[Note]:
    """The register of insignia carries no date of import, so it cannot show how it grew (plan reading A24)."""
    text = _("{measure}: its ledger carries no dates of import, so what it holds now stands in every period (A24).")
    return [
        Note(text.format(measure=measure.label.text()), "quiet")
        for indicator in indicators
        for measure in indicator.measures
        if measure.function == "records_imported"
    ]


def _quarter_titles(trend: Trend) -> list[str]:
    return [_quarter_title(period, card) for period, card in trend.quarters]


def _quarter_title(period: Period, card: Scorecard | None) -> str:
    text = _("Q{quarter}") if card is None or period.is_over else _("Q{quarter} so far")
    return text.format(quarter=period.quarter)


def _fields(trend: Trend, kind: Kind) -> tuple[Field, ...]:
    quarters = zip(trend.quarters, _quarter_titles(trend), strict=True)
    return tuple(Field(f"q{period.quarter}", title, kind) for (period, _card), title in quarters)


def _indicator_grid(
    trend: Trend, kind: Kind, value: Callable[[Result], int | Fraction], top: Callable[[Indicator], int]
) -> Grid:
    fields = (
        Field("number", _("No."), Kind.COUNT),
        Field("name", _("Indicator")),
        *_fields(trend, kind),
        Field("change", _("Change"), Kind.TEXT),
        Field("course", _("Course"), Kind.SPARK),
    )
    lines = []
    for indicator in trend.plan.indicators:
        values = [None if result is None else value(result) for result in trend.results(indicator)]
        change = last_change(values)
        course = spark(values, top(indicator))
        lines.append(Line((indicator.number, indicator.short.text(), *values, _signed(change), course), _tone(change)))
    return Grid(fields, tuple(lines))


def _with_total(grid: Grid, trend: Trend) -> Grid:
    totals = _totals(trend)
    title = _("Total of {weight}").format(weight=trend.plan.weight)
    line = Line((None, title, *totals, _signed(last_change(totals)), spark(totals, trend.plan.weight)))
    return Grid(grid.fields, (*grid.lines, line))


def _totals(trend: Trend) -> list[Fraction | None]:
    return [None if card is None else card.points for _period, card in trend.quarters]


def last_change(values: Sequence[int | Fraction | None]) -> Fraction | None:
    """The last known value less the one before it; None with fewer than two."""
    known = [value for value in values if value is not None]
    return Fraction(known[-1]) - known[-2] if len(known) > 1 else None


def _signed(change: Fraction | None) -> str:
    if change is None:
        return ""
    return signed(change) if change else "0"


def _tone(change: Fraction | None) -> Tone:
    return "plain" if not change else "good" if change > 0 else "bad"


def _chart(trend: Trend) -> Chart:
    series = Series(_("Points"), tuple(_totals(trend)), "good")
    limit = (_("all points"), trend.plan.weight)
    return Chart("bars", _("Points by quarter"), tuple(_quarter_titles(trend)), (series,), (limit,), _("points"))


def _figures(trend: Trend) -> Grid:
    fields = (Field("number", _("No."), Kind.COUNT), Field("measure", _("What")), *_fields(trend, Kind.TEXT))
    lines = tuple(
        Line((indicator.number, measure.label.text(), *_texts(trend.results(indicator), measure)))
        for indicator in trend.plan.indicators
        for measure in indicator.measures
    )
    return Grid(fields, lines)


def _texts(results: Sequence[Result | None], measure: Measure) -> list[str]:
    return ["" if result is None else _short(result.measurements[measure.id]) for result in results]


def _short(found: Measurement) -> str:
    """A figure that leaves room for four in a line: `200`, `83.33% (10/12)`, a dash for a share of nothing."""
    value = shown_value(found.value, is_share=found.is_share)
    return f"{value} ({found.numerator}/{found.denominator})" if found.denominator else value


def _long(trend: Trend) -> Grid:
    """One line for each indicator and quarter begun, for machines."""
    fields = (
        Field("number", _("No."), Kind.COUNT),
        Field("id", _("Name")),
        Field("quarter", _("Quarter"), Kind.COUNT),
        Field("as_of", _("As of"), Kind.DATE),
        Field("level", _("Level"), Kind.COUNT),
        Field("points", _("Points"), Kind.POINTS),
        Field("weight", _("of"), Kind.COUNT),
        Field("change", _("Change"), Kind.POINTS),
    )
    lines = []
    for indicator in trend.plan.indicators:
        for (period, result), change in zip(_begun(trend, indicator), _changes(trend, indicator), strict=True):
            score = result.score
            cells: tuple[Scalar, ...] = (period.quarter, period.as_of, score.level, score.points, score.weight, change)
            lines.append(Line((indicator.number, indicator.id, *cells)))
    return Grid(fields, tuple(lines), empty=_("No quarter has begun."))


def _begun(trend: Trend, indicator: Indicator) -> list[tuple[Period, Result]]:
    pairs = zip(trend.quarters, trend.results(indicator), strict=True)
    return [(period, result) for (period, _card), result in pairs if result is not None]


def _changes(trend: Trend, indicator: Indicator) -> list[Fraction | None]:
    """The points of each quarter begun less those of the quarter before; None for the first."""
    points = [result.score.points for _period, result in _begun(trend, indicator)]
    return [None, *(after - before for before, after in pairwise(points))][: len(points)]


def _traces(trend: Trend) -> Iterator[Trace]:
    for (period, card), title in zip(trend.quarters, _quarter_titles(trend), strict=True):
        for result in card.results if card else ():
            for trace in result_traces(result):
                name, label = f"q{period.quarter}.{trace.id}", f"{title} · {trace.label}"
                yield trace._replace(id=name, label=label)


def trend_data(trend: Trend) -> dict[str, Any]:
    """The JSON shape: each quarter with total, change and indicators; a quarter to come has none and no total."""
    totals = _totals(trend)
    return {
        "fiscal_year": trend.plan.fiscal_year,
        "as_of": iso(trend.whole.as_of),
        "weight": trend.plan.weight,
        "quarters": [
            {
                "quarter": period.quarter,
                "start": iso(period.span.start),
                "end": iso(period.span.end),
                "as_of": None if card is None else iso(period.as_of),
                "has_begun": card is not None,
                "is_over": card is not None and period.is_over,
                "points": totals[number],
                "change": last_change(totals[: number + 1]) if card else None,
                "indicators": [_result_data(trend, result, number) for result in (card.results if card else ())],
            }
            for number, (period, card) in enumerate(trend.quarters)
        ],
    }


def _result_data(trend: Trend, result: Result, number: int) -> dict[str, Any]:
    indicator = result.indicator
    return {
        "number": indicator.number,
        "id": indicator.id,
        "level": result.score.level,
        "points": result.score.points,
        "weight": indicator.weight,
        "change": _changes(trend, indicator)[number],
        "measures": [measure_data(measure, result.measurements[measure.id]) for measure in indicator.measures],
    }

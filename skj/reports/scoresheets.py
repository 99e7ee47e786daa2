"""The scorecard as a workbook: the table in the layout officials know, what comes next, a sheet for each indicator."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

from skj.language import _
from skj.ledgers.base import Ledger
from skj.reports.explain import conditions, evidence, level_facts, next_notes
from skj.reports.formvalues import scorecard_values
from skj.reports.kpi import ledger_section, main_figure, next_grid, tone, total_facts, watch_section
from skj.reports.model import Block, Chart, Field, Grid, Kind, Line, Note, Product, Report, Section, Series, Sum
from skj.scoring.measurement import Measurement, shown_value
from skj.scoring.plan_model import Group, Measure, unit_name
from skj.scoring.scorecard import Result, Scorecard

Charts = Mapping[str, Sequence[Chart]]  # by the id of an indicator
NO_CHARTS: Final[Charts] = {}


def with_sheets(report: Report, card: Scorecard, ledgers: Sequence[Ledger[Any]], charts: Charts = NO_CHARTS) -> Report:
    """The scorecard's report with the sheets of its workbook; `charts` are those of the single answers."""
    needs = _arranged(next_grid(card), ("number", "need", "level", "gain"))
    after = Section(_("What comes next"), (needs, *watch_section(card).blocks))
    read = Section(_("Ledgers"), ledger_section(ledgers).blocks)
    singles = (indicator_sheet(result, charts.get(result.indicator.id, ())) for result in card.results)
    return replace(report, sheets=(cover(card), after, *singles, read), values=scorecard_values(card))


def cover(card: Scorecard) -> Section:
    """The sheet that is handed on: the total, the scorecard by groups, points against weights as a picture."""
    return Section(_("Scorecard"), (total_facts(card), official_grid(card), points_chart(card)))


def official_grid(card: Scorecard) -> Grid:
    """Number, indicator, unit, weight, target, result, level, points; a subtotal for each group and the total."""
    fields = (
        Field("number", _("No."), Kind.COUNT),
        Field("name", _("Indicator")),
        Field("unit", _("Unit")),
        Field("weight", _("Weight"), Kind.COUNT),
        Field("target", _("Target")),
        Field("result", _("Result")),
        Field("level", _("Level"), Kind.COUNT),
        Field("points", _("Points"), Kind.POINTS),
    )
    lines: list[Line] = []
    subtotals: list[int] = []
    for group in _groups(card):
        members = [result for result in card.results if result.indicator.group == group.id]
        lines.append(Line((None, f"{group.id} {group.name.text()}", *[None] * 6), rank="group"))
        first = len(lines)
        lines += [_line(result, card) for result in members]
        subtotals.append(len(lines))
        text = _("Subtotal {group}").format(group=group.id)
        lines.append(_sum_line(text, members, range(first, len(lines)), "subtotal"))
    text = _("Total, out of {weight}").format(weight=card.plan.weight)
    lines.append(_sum_line(text, card.results, subtotals, "total"))
    return Grid(fields, tuple(lines), _("Results by indicator"))


def _groups(card: Scorecard) -> list[Group]:
    """The groups that have indicators, in the order of the plan."""
    used = {result.indicator.group for result in card.results}
    return [group for group in card.plan.groups if group.id in used]


def _line(result: Result, card: Scorecard) -> Line:
    indicator, score = result.indicator, result.score
    top = max(card.plan.levels)
    cells = (
        indicator.number,
        indicator.name.text(),
        indicator.unit.text(),
        indicator.weight,
        indicator.target.text,
        main_figure(result),
        score.level,
        score.points,
    )
    # The rule that fits every row of the plan's table: weight × level ÷ 5 (plan section 7).
    return Line(cells, tone(score.level, top), (("points", Product(("weight", "level"), indicator.levels[-1].level)),))


def _sum_line(text: str, results: Sequence[Result], lines: Sequence[int], rank: Any) -> Line:
    weight = sum(result.indicator.weight for result in results)
    points = sum((result.score.points for result in results), Fraction(0))
    total = Sum(tuple(lines))
    return Line(
        (None, text, None, weight, None, None, None, points), formulas=(("weight", total), ("points", total)), rank=rank
    )


def points_chart(card: Scorecard) -> Chart:
    """Points reached against the weight of each indicator."""
    labels = tuple(f"{result.indicator.number}. {result.indicator.short.text()}" for result in card.results)
    reached = Series(_("Points"), tuple(result.score.points for result in card.results))
    weights = Series(_("Weight"), tuple(result.indicator.weight for result in card.results), "quiet")
    return Chart("bars", _("Points by indicator"), labels, (reached, weights), unit=_("points"))


def indicator_sheet(result: Result, charts: Sequence[Chart]) -> Section:
    """One indicator: level, measures, conditions met and not, what the next level needs, documents, what to know."""
    indicator = result.indicator
    blocks: list[Block] = [
        Note(indicator.name.text()),
        level_facts(result),
        *charts,
        _measures(result),
        conditions(result),
        *_upcoming(result),
        _arranged(evidence(result), ("levels", "dated_on", "item", "document_no", "where")),
        *(Note(text, "warn") for text in result.warnings),
    ]
    return Section(f"{indicator.number}. {indicator.short.text()}", tuple(blocks))


def _upcoming(result: Result) -> list[Note]:
    head = Note(_("What the next level needs") + ":")
    notes = next_notes(result)
    return [*([head] if result.score.next else []), *notes]


def _measures(result: Result) -> Grid:
    """The measures, their columns as wide as those of the conditions below them."""
    fields = (
        Field("part", _("Counted"), Kind.DECIMAL),
        Field("whole", _("Out of"), Kind.DECIMAL),
        Field("measure", _("Measure")),
        Field("value", _("Value")),
        Field("counted", _("Rows that counted"), Kind.COUNT),
        Field("left_out", _("Rows that did not"), Kind.COUNT),
    )
    lines = tuple(_measure_line(measure, result.measurements[measure.id]) for measure in result.indicator.measures)
    return Grid(fields, lines, _("Measures"))


def _measure_line(measure: Measure, found: Measurement) -> Line:
    text = _measured(measure, found)
    return Line(
        (found.numerator, found.denominator, measure.label.text(), text, len(found.counted), len(found.left_out))
    )


def _arranged(grid: Grid, names: Sequence[str]) -> Grid:
    """A grid with its columns in this order."""
    places = {each.id: at for at, each in enumerate(grid.fields)}
    order = [places[name] for name in names]
    lines = tuple(line._replace(cells=tuple(line.cells[at] for at in order)) for line in grid.lines)
    return replace(grid, fields=tuple(grid.fields[at] for at in order), lines=lines)


def _measured(measure: Measure, found: Measurement) -> str:
    if found.value is None:
        return "–"
    value = shown_value(found.value, is_share=measure.is_share)
    return value if measure.is_share else f"{value} {unit_name(measure.unit)}"

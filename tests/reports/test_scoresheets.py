"""The sheets of the scorecard's workbook: the official layout, its sums, the charts of single answers, sources and findings."""

from fractions import Fraction
from typing import Any

import pytest

from skj.calendar import resolve_period
from skj.diagnostics import Diagnostic, Place
from skj.ledgers.base import Ledger
from skj.reports.backing import with_backing
from skj.reports.kpi import scorecard_report
from skj.reports.model import Chart, Grid, Kind, Product, Report, Sum
from skj.reports.scoresheets import official_grid, with_sheets
from skj.reports.unitcharts import unit_charts
from skj.resources import samples_folder
from skj.rules.workspace import DATE_UNCLEAR
from skj.scoring.measures import Books
from skj.scoring.scorecard import Scorecard, make_scorecard
from skj.workspace import Workspace


@pytest.fixture(scope="module")
def office() -> tuple[Scorecard, Books, list[Ledger[Any]]]:
    from datetime import date

    space = Workspace(samples_folder())
    books = Books(space.ledger, dict(space.section("insignia").expected))
    period = resolve_period(fiscal_year=2567, today=date(2024, 7, 15), as_of=None, quarter="2")
    ledgers = [space.ledger(name) for name in ("rooms", "cases")]
    return make_scorecard(space.plan, period, books), books, ledgers


def report_of(office: tuple[Scorecard, Books, list[Ledger[Any]]]) -> Report:
    card, books, ledgers = office
    return with_sheets(scorecard_report(card, ledgers), card, ledgers, unit_charts(card, books))


def test_the_official_layout_and_its_sums(office: tuple[Scorecard, Books, list[Ledger[Any]]]) -> None:
    card = office[0]
    grid = official_grid(card)
    assert [each.id for each in grid.fields] == [
        "number",
        "name",
        "unit",
        "weight",
        "target",
        "result",
        "level",
        "points",
    ]
    ranks = [line.rank for line in grid.lines]
    assert ranks.count("entry") == len(card.results) == 6
    assert ranks[-1] == "total"
    points, weight = grid.lines[-1].cells[7], grid.lines[-1].cells[3]
    assert (points, weight) == (card.points, card.plan.weight)
    places = {each.id: at for at, each in enumerate(grid.fields)}
    for line in grid.lines:
        for name, formula in line.formulas:
            assert worked_out(grid, line.cells, places[name], formula) == line.cells[places[name]]


def worked_out(grid: Grid, cells: tuple[Any, ...], column: int, formula: Product | Sum) -> Fraction:
    """What a spreadsheet makes of a formula, done by hand."""
    if isinstance(formula, Sum):
        return summed(grid, formula, column)
    places = {each.id: at for at, each in enumerate(grid.fields)}
    product = Fraction(1)
    for name in formula.of:
        product *= cells[places[name]]
    return product / formula.over


def summed(grid: Grid, formula: Sum, column: int) -> Fraction:
    """The sum of a column over the lines a formula names."""
    numbers: list[Any] = [grid.lines[line].cells[column] for line in formula.lines]
    return sum(map(Fraction, numbers), Fraction(0))


def test_each_indicator_has_its_sheet_and_those_with_days_their_charts(
    office: tuple[Scorecard, Books, list[Ledger[Any]]],
) -> None:
    sheets = report_of(office).sheets
    assert [sheet.title[:2] for sheet in sheets[2:8]] == ["1.", "2.", "3.", "4.", "5.", "6."]
    charts = {sheet.title[0]: [block for block in sheet.blocks if isinstance(block, Chart)] for sheet in sheets[2:8]}
    assert {number: len(found) for number, found in charts.items()} == {"1": 1, "2": 0, "3": 0, "4": 1, "5": 1, "6": 1}
    cases, rooms = charts["4"][0], charts["5"][0]
    assert [limit for _name, limit in cases.limits] == [80, 90]
    assert [limit for _name, limit in rooms.limits] == [120, 180, 240, 300, 360]
    sessions = [value for value in charts["6"][0].series[0].values if value is not None]
    assert sessions == sorted(sessions)
    assert sessions[-1] == office[0].results[5].measurements["sessions"].numerator
    assert all(
        len(series.values) == len(chart.labels)
        for found in charts.values()
        for chart in found
        for series in chart.series
    )


def test_sources_name_every_row_and_findings_their_cells(office: tuple[Scorecard, Books, list[Ledger[Any]]]) -> None:
    report = report_of(office)
    finding = Diagnostic(DATE_UNCLEAR, Place("a.xlsx", "ข", 7, "C"), value="x")
    *_others, origins, findings = with_backing(report, [finding]).sheets
    rows = next(block for block in origins.blocks if isinstance(block, Grid))
    assert len(rows.lines) == sum(len(trace.counted) + len(trace.left_out) for trace in report.traces)
    assert all(line.place and line.place.row and line.place.file for line in rows.lines)
    assert [each.kind for each in rows.fields].count(Kind.PLACE) == 1
    found = next(block for block in findings.blocks if isinstance(block, Grid))
    assert found.lines[0].place == finding.place
    assert found.lines[0].cells[4] == "C7"


def test_nothing_behind_a_report_adds_no_sheet() -> None:
    plain = Report("", "", (), Grid((), ()), {})
    assert with_backing(plain, []) is plain


def test_a_report_without_sections_keeps_its_main_grid() -> None:
    plain = Report("รายงาน", "", (), Grid((), ()), {})
    sheets = with_backing(plain, [Diagnostic(DATE_UNCLEAR)]).sheets
    assert [len(sheet.blocks) for sheet in sheets] == [1, 1]
    assert sheets[0].blocks == (plain.main,)

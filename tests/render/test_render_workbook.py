"""Workbooks: types, formats, print set-up, sameness."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell

from skj.render.workbook import sheet_names, to_xlsx
from skj.reports.model import Facts, Field, Grid, Kind, Line, Report, Scalar, Section
from tests.render.render_samples import speaking, thai_report

# Bars that begin at nothing need an extension of the format, which openpyxl does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")


def opened(report: Report, *, names: bool = False) -> Workbook:
    return load_workbook(io.BytesIO(to_xlsx(report, names=names)))


def cell_of(value: Scalar, kind: Kind) -> Cell:
    grid = Grid((Field("a", "หัว", kind),), (Line((value,)),))
    sheet = opened(Report("", "", (Section("ข", (grid,)),), grid, {})).worksheets[0]
    cell = sheet.cell(sheet.max_row, 1)
    for row in sheet.iter_rows(min_col=1, max_col=1):
        if row[0].value == "หัว":
            cell = sheet.cell(row[0].row + 1, 1)
    assert isinstance(cell, Cell)
    return cell


def test_the_same_report_gives_the_same_bytes() -> None:
    assert to_xlsx(thai_report()) == to_xlsx(thai_report())


def test_one_sheet_for_a_section_with_its_grid() -> None:
    book = opened(thai_report())
    assert book.sheetnames == ["ภาพรวม", "รายละเอียด"]
    sheet = book["รายละเอียด"]
    heads = [cell.value for cell in sheet[6]]
    assert heads[:5] == ["อาคาร", "หน่วยงานรับผิดชอบ", "ผู้ประสานงาน", "ซ่อมแล้ว (ห้อง)", "ร้อยละ"]
    assert sheet.freeze_panes == "A7"
    assert sheet.auto_filter.ref == "A6:H9"
    assert sheet.print_title_rows == "$6:$6"
    assert sheet.page_setup.paperSize == 9
    assert sheet.oddFooter is not None
    assert sheet.oddFooter.right.text == "Page &P of &N"
    assert sheet["A6"].font.name == "TH Sarabun New"


@pytest.mark.parametrize(
    ("value", "kind", "stored", "number_format"),
    [
        (1042, Kind.COUNT, 1042, "#,##0"),
        (Decimal("12.5"), Kind.MONEY, 12.5, "#,##0.00"),
        (Fraction(899_999, 1_000_000), Kind.SHARE, 0.8999, "0.00%"),  # 0.00% of 0.899999 would show 90.00%
        (Fraction(5, 2), Kind.POINTS, 2.5, "General"),
        (True, Kind.TEXT, True, "General"),
        (True, Kind.MARK, "✓", "@"),
        (None, Kind.DATE, None, "General"),
        (date(1899, 5, 1), Kind.DATE, "1 May 1899", "@"),
        (date(2024, 2, 12), Kind.DATE, datetime(2024, 2, 12), "[$-409]d mmm yyyy"),  # noqa: DTZ001  (workbooks know no zones)
        (10**20, Kind.COUNT, "100,000,000,000,000,000,000", "@"),
        (Decimal("NaN"), Kind.MONEY, "NaN", "@"),
        ("0123", Kind.TEXT, "0123", "@"),
        ("=1+1", Kind.COUNT, "=1+1", "@"),
        ("ก\nข", Kind.TEXT, "ก\nข", "@"),
    ],
)
def test_values_keep_their_type(value: Scalar, kind: Kind, stored: object, number_format: str) -> None:
    cell = cell_of(value, kind)
    assert cell.value == stored
    assert cell.number_format == number_format


def test_thai_dates_are_real_dates_shown_in_the_buddhist_era() -> None:
    with speaking("th"):
        cell = cell_of(date(2024, 2, 12), Kind.DATE)
    assert cell.is_date
    assert cell.number_format == "[$-107041E]d mmm yyyy"


def test_long_texts_are_cut_at_the_limit_of_a_cell() -> None:
    value = cell_of("😀" * 20_000, Kind.TEXT).value
    assert isinstance(value, str)
    assert value.endswith("😀…")
    assert len(value.encode("utf-16-le")) // 2 <= 32_767


def test_names_are_masked() -> None:
    def texts(*, names: bool) -> set[object]:
        return {cell.value for row in opened(thai_report(), names=names)["รายละเอียด"].iter_rows() for cell in row}

    assert "นางสาวส…" in texts(names=False)
    assert "นางสาวสมหญิง ใจงาม" not in texts(names=False)
    assert "นางสาวสมหญิง ใจงาม" in texts(names=True)


def test_properties_name_nobody_and_no_moment() -> None:
    moment = datetime(2024, 3, 31, tzinfo=UTC)
    with ZipFile(io.BytesIO(to_xlsx(thai_report(), created=moment))) as archive:
        core = archive.read("docProps/core.xml").decode()
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "<dc:creator></dc:creator>" in core
    assert core.count("2024-03-31T00:00:00Z") == 2


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["ภาพรวม", "ภาพรวม", "ภาพรวม"], ["ภาพรวม", "ภาพรวม (2)", "ภาพรวม (3)"]),
        (["a/b:c*d?e[f]\\g"], ["a-b-c-d-e-f--g"]),
        (["'ก'", ""], ["ก", "Report"]),
        (["History"], ["History (2)"]),
        (["Abc", "aBC"], ["Abc", "aBC (2)"]),
        (["ก" * 40, "ก" * 40], ["ก" * 31, "ก" * 27 + " (2)"]),
        (["a\nb\x1b"], ["a↵b␛"]),
    ],
)
def test_sheet_names(titles: list[str], names: list[str]) -> None:
    assert sheet_names(titles) == names


def test_a_report_without_sections_shows_its_main_grid() -> None:
    grid = Grid((Field("a", "ก"),), (Line(("ข",)),))
    assert opened(Report("รายงาน", "", (), grid, {})).sheetnames == ["รายงาน"]


def test_wide_sheets_lie_down() -> None:
    book = opened(thai_report())
    assert [sheet.page_setup.orientation for sheet in book.worksheets] == ["portrait", "landscape"]


def test_facts_and_an_empty_grid_alone() -> None:
    grid = Grid((), ())
    facts = Facts((("วันที่", date(2024, 2, 12), Kind.DATE),), "สรุป")
    report = replace(thai_report(), sections=(Section("ว่าง", (facts, grid)),))
    values = [cell.value for row in opened(report).worksheets[0].iter_rows() for cell in row if cell.value]
    assert "Nothing to show." in values
    assert "วันที่" in values

"""Workbooks: types, formats, print set-up, sameness."""

import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell

from skj.diagnostics import Place
from skj.render.booktables import formula_text
from skj.render.measuring import paper
from skj.render.workbook import sheet_names, to_xlsx
from skj.reports.model import (
    Chart,
    Facts,
    Field,
    Formula,
    Grid,
    Kind,
    Line,
    Product,
    Report,
    Scalar,
    Section,
    Series,
    Sum,
)
from tests.render.render_samples import speaking, thai_report

# Bars that begin at nothing need an extension of the format, which openpyxl does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")


def opened(report: Report, *, names: bool = False) -> Workbook:
    return load_workbook(io.BytesIO(to_xlsx(report, names=names)))


def cell_of(value: Scalar, kind: Kind) -> Cell:
    grid = Grid((Field("a", "หัว", kind),), (Line((value,)),))
    sheet = opened(Report("", "", (Section("ข", (grid,)),), grid, {})).worksheets[0]
    cell = sheet.cell(sheet.max_row, 2)
    for row in sheet.iter_rows(min_col=2, max_col=2):
        if row[0].value == "หัว":
            cell = sheet.cell(row[0].row + 1, 2)
    assert isinstance(cell, Cell)
    return cell


def test_the_same_report_gives_the_same_bytes() -> None:
    assert to_xlsx(thai_report()) == to_xlsx(thai_report())


def test_one_sheet_for_a_section_with_its_grid() -> None:
    book = opened(thai_report())
    assert book.sheetnames == ["ภาพรวม", "รายละเอียด"]
    sheet = book["รายละเอียด"]
    heads = [cell.value for cell in sheet[5]]
    assert heads[:6] == [None, "อาคาร", "หน่วยงานรับผิดชอบ", "ผู้ประสานงาน", "ซ่อมแล้ว (ห้อง)", "ร้อยละ"]
    assert [cell.value for cell in sheet["A"]][5:8] == ["✓", "✗", "!"]
    assert sheet.freeze_panes == "A6"
    assert sheet.auto_filter.ref is None
    assert sheet.print_title_rows == "$5:$5"
    assert sheet.print_area == "'รายละเอียด'!$A$1:$I$13"
    assert sheet.page_setup.paperSize == 9
    assert sheet.oddFooter is not None
    assert sheet.oddFooter.right.text == "Page &P of &N"
    assert (sheet["B5"].font.name, sheet["B5"].font.charset) == ("TH Sarabun New", 222)


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
        (["ก" * 40, "ก" * 40], ["ก" * 30 + "…", "ก" * 27 + " (2)"]),
        (["สิ่งที่ต้องมีเพื่อขึ้นระดับถัดไป"], ["สิ่งที่ต้องมีเพื่อขึ้นระดับถัด…"]),
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


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [
        (90, 500, (False, False)),  # a page as it is
        (90, 900, (False, True)),  # a little over one page upright
        (140, 600, (True, True)),  # a little over one page lying down
        (140, 900, (False, True)),  # long and wide: upright reads best
        (140, 3000, (True, False)),
        (90, 3000, (False, False)),
    ],
)
def test_what_runs_a_little_over_a_page_is_made_to_fit_one(
    width: float, height: float, expected: tuple[bool, bool]
) -> None:
    assert paper(width, height) == expected


def test_long_lists_are_left_out_of_print() -> None:
    lines = tuple(Line((f"แถว {number}",)) for number in range(50))
    grid = Grid((Field("a", "หัว"),), lines)
    facts = Facts((("ค่า", 1, Kind.COUNT),))
    whole, cut = (
        opened(Report("ร", "", (Section("ข", (facts, grid), printed),), grid, {})).worksheets[0]
        for printed in (None, 1)
    )
    assert whole.print_area.endswith(f"${whole.max_row + 1}")
    assert cut.max_row == whole.max_row
    assert cut.print_area.endswith("$4")
    assert cut.print_title_rows is None


def test_facts_and_an_empty_grid_alone() -> None:
    grid = Grid((), ())
    facts = Facts((("วันที่", date(2024, 2, 12), Kind.DATE),), "สรุป")
    report = replace(thai_report(), sections=(Section("ว่าง", (facts, grid)),))
    values = [cell.value for row in opened(report).worksheets[0].iter_rows() for cell in row if cell.value]
    assert "Nothing to show." in values
    assert "วันที่" in values


def long_report(count: int) -> Report:
    fields = (
        Field("place", "แถว", Kind.PLACE),
        Field("weight", "น้ำหนัก", Kind.COUNT),
        Field("points", "คะแนน", Kind.POINTS),
    )
    lines = tuple(
        Line(
            (f"C{row}", row, Fraction(row, 2)),
            formulas=(("points", Product(("weight",), 2)),),
            place=Place("ก.xlsx", "ข", row),
        )
        for row in range(1, count + 1)
    )
    return Report("", "", (Section("ข", (Grid(fields, lines),)),), Grid(fields, lines), {})


def test_long_tables_can_be_filtered() -> None:
    assert opened(long_report(8)).worksheets[0].auto_filter.ref == "B2:D10"


def test_formulas_are_ours_and_have_their_values() -> None:
    def values(*, data_only: bool) -> list[object]:
        book = load_workbook(io.BytesIO(to_xlsx(long_report(3))), data_only=data_only)
        return [cell.value for cell in book.worksheets[0]["D"] if cell.value is not None][1:]

    assert values(data_only=False) == ["=C3/2", "=C4/2", "=C5/2"]
    assert values(data_only=True) == [0.5, 1, 1.5]


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (Product(("a", "b"), 5), "=B10*C10/5"),
        (Product(("b",)), "=C10"),
        (Sum((0, 1, 2)), "=SUM(D5:D7)"),
        (Sum((3, 0, 1)), "=SUM(D5:D6,D8)"),
        (Sum((2,)), "=SUM(D7)"),
    ],
)
def test_formulas_in_the_words_of_a_spreadsheet(formula: Formula, text: str) -> None:
    assert formula_text(formula, 9, 3, 4, {"a": 1, "b": 2}) == text


def test_places_lead_to_the_files_that_were_read_and_nowhere_else() -> None:
    with ZipFile(io.BytesIO(to_xlsx(long_report(2), link_to={"ก.xlsx": "../ก.xlsx"}.get))) as archive:  # type: ignore[arg-type]
        links = archive.read("xl/worksheets/sheet1.xml").decode()
        targets = archive.read("xl/worksheets/_rels/sheet1.xml.rels").decode()
    assert re.findall(r'<hyperlink [^>]*location="([^"]*)"', links) == ["'ข'!A1", "'ข'!A2"]
    assert set(re.findall(r'Target="([^"]*)"', targets)) == {"..\\ก.xlsx"}
    with ZipFile(io.BytesIO(to_xlsx(long_report(2)))) as archive:
        assert "<hyperlink" not in archive.read("xl/worksheets/sheet1.xml").decode()


def charted(*charts: Chart) -> ZipFile:
    report = replace(thai_report(), sections=(Section("ก", charts),))
    return ZipFile(io.BytesIO(to_xlsx(report)))


def test_charts_are_native_and_show_their_series() -> None:
    rooms = Series("=1+1", (Fraction(3), None, 5)), Series("แผน", (2, 4, 6))
    chart = Chart("lines", "ห้อง", ("ต.ค.", "พ.ย.", "ธ.ค."), rooms, (("ระดับ 1", 4),), "ห้อง")
    with charted(chart) as archive:
        drawn = archive.read("xl/charts/chart1.xml").decode()
    book = opened(replace(thai_report(), sections=(Section("ก", (chart,)),)))
    numbers = book.worksheets[-1]
    assert [[cell.value for cell in row] for row in numbers.iter_rows()] == [
        ["ห้อง (ห้อง)", None, None, None],
        [None, "=1+1", "แผน", "ระดับ 1"],
        ["ต.ค.", 3, 2, 4],
        ["พ.ย.", None, 4, 4],
        ["ธ.ค.", 5, 6, 4],
    ]
    assert numbers["B2"].data_type == "s"
    assert re.findall(r"<c:val><c:numRef><c:f>([^<]*)</c:f>", drawn) == [
        f"'Numbers of the charts'!${at}$3:${at}$5" for at in "BCD"
    ]
    assert "<c:v>=1+1</c:v>" in drawn  # the cached name of a series, beside the reference it comes from


def test_limits_are_lines_over_standing_bars() -> None:
    chart = Chart("bars", "วัน", ("กท 1", "กท 2"), (Series("วัน", (79, 91)),), (("90 วัน", 90),))
    with charted(chart) as archive:
        drawn = archive.read("xl/charts/chart1.xml").decode()
    assert drawn.count("<c:barChart>") == drawn.count("<c:lineChart>") == 1


def test_a_chart_without_numbers_is_left_out() -> None:
    with charted(Chart("bars", "", (), (Series("", ()),))) as archive:
        assert not any("chart" in name for name in archive.namelist())


def test_a_timeline_is_text_in_colours_and_in_a_font_of_one_width() -> None:
    cell = cell_of("dd.|pl.", Kind.TIMELINE)
    assert cell.value == "██·│░✗·"
    assert cell.font.name == "Courier New"
    assert cell_of("ddd", Kind.TIMELINE).value == "███"
    grid = Grid((Field("a", "OND", Kind.TIMELINE),), (Line(("dl.",)),))
    with ZipFile(io.BytesIO(to_xlsx(Report("", "", (Section("s", (grid,)),), grid, {})))) as book:
        texts = book.read("xl/sharedStrings.xml").decode()
    assert [texts.count(colour) for colour in ("FF1E5C2F", "FF9C1B1B")] == [1, 1]

"""Each rule of the lossless append, and each refusal by its name (lossless section 1.6)."""

import contextlib
import io
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from skj.diagnostics import WriteRefused
from skj.files.sheet_edit import CellInput, Edited, append_row, append_rows, refuse_format, set_cells
from tests.files.feature_books import BLOCK, LAST, SHEET, edited_parts, ledger, pivot_book, replaced, totals_book
from tests.files.judge import judge, parts, rows

VALUES: dict[int, CellInput] = {1: 6, 2: "นางทดสอบ", 3: "ป.ม.", 4: date(2024, 3, 9), 5: 12.25}
PART = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"


def sheet(data: bytes) -> str:
    return parts(data)[PART].decode()


def row(data: bytes, number: int = LAST + 1) -> str:
    return rows(parts(data)[PART])[number].decode()


def cell(data: bytes, address: str) -> str:
    """The element of one cell, empty when there is none."""
    found = re.search(rf'<c r="{address}"[^>]*?(?:/>|>.*?</c>)', sheet(data), re.DOTALL)
    return found[0] if found else ""


def seen(data: bytes) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(SHEET).to_python()


def with_rows(*below: str, after: str = "") -> bytes:
    """The ledger with hand-written rows below the records, and elements after the rows."""
    return edited_parts(ledger(), {PART: replaced("</sheetData>", "".join(below) + "</sheetData>" + after)})


def names(edited: Edited) -> list[str]:
    return [one.rule.name for one in edited.notes]


def refusal(data: bytes, values: Mapping[int, CellInput] = VALUES, **options: Any) -> str:
    with pytest.raises(WriteRefused) as refused:
        append_row(data, options.pop("block", BLOCK), values, shown="a.xlsx", **options)
    found = refused.value.diagnostic
    assert found.message()
    assert "{" not in found.message() + found.hint()
    assert found.place.file == "a.xlsx"
    assert found.place.sheet
    return found.rule.name


# Rule 7: the row after the data block.


def test_an_empty_row_that_exists_is_filled_and_keeps_its_styles_attributes_and_cells() -> None:
    data = with_rows(
        '<row r="10" ht="33" customHeight="1"><c r="A10" s="4"/><c r="C10" s="3"/><c r="H10"><v>8</v></c></row>'
    )
    after = append_row(data, BLOCK, {1: 6, 2: "ก"}).data
    assert row(after).startswith('<row r="10" ht="33" customHeight="1">')
    assert cell(after, "A10") == '<c r="A10" s="4"><v>6</v></c>'
    assert cell(after, "C10") == '<c r="C10" s="3"/>'
    assert cell(after, "H10") == '<c r="H10"><v>8</v></c>'


def test_forms_ruled_far_down_get_the_row_below_the_last_record() -> None:
    ruled = [f'<row r="{number}"><c r="A{number}" s="2"/></row>' for number in range(10, 3000)]
    after = append_row(with_rows(*ruled), BLOCK, VALUES).data
    assert seen(after)[LAST][0] == 6
    assert rows(parts(after)[PART])[11] == b'<row r="11"><c r="A11" s="2"/></row>'


def test_a_self_closed_row_is_opened() -> None:
    after = append_row(with_rows('<row r="10" ht="40"/><row r="12"/>'), BLOCK, {1: 6}).data
    assert row(after).startswith('<row r="10" ht="40"><c r="A10"')


def test_prepared_running_numbers_and_formulas_are_kept() -> None:
    def extra(_book: Any, ws: Any) -> None:
        ws.write_formula("F9", "=E9*2", None, 1005)
        ws.write_number("A10", 6)
        ws.write_formula("F10", "=E10*2", None, 0)

    data = ledger(extra)
    block = replace(BLOCK, last_column=6)
    after = append_row(data, block, {2: "ก", 5: 7}).data
    assert "<v>6</v>" in cell(after, "A10")
    assert "<f>E10*2</f>" in cell(after, "F10")
    assert len(seen(after)) == LAST + 1


def test_records_may_start_right_below_the_headings() -> None:
    block = replace(BLOCK, header_row=4, last_row=4)
    data = edited_parts(ledger(), {PART: lambda one: re.sub(rb'<row r="[5-9]".*?</row>', b"", one)})
    after = append_row(data, block, VALUES).data
    assert seen(after)[4][0] == 6
    assert "s=" not in cell(after, "A5")


# Rule 8 and 9: what stands below.


def test_totals_and_signatures_move_down_and_the_total_grows() -> None:
    def extra(book: Any, ws: Any) -> None:
        ws.write_string("A10", "รวม")
        ws.write_formula("E10", "=SUM(E5:E9)", None, 1507.5)
        ws.write_formula("E11", "=E10*7%", None, 105.5)
        ws.merge_range("B13:D13", "ลงชื่อ ........", book.add_format())
        ws.print_area("A1:E13")
        ws.conditional_format("E5:E9", {"type": "top", "value": 1, "format": book.add_format({"bold": True})})

    before = ledger(extra)
    edited = append_row(before, BLOCK, VALUES)
    after = edited.data
    assert seen(after)[9][:2] == [6, "นางทดสอบ"]
    assert seen(after)[10][0] == "รวม"
    assert seen(after)[13][1] == "ลงชื่อ ........"
    assert cell(after, "E11") == cell(before, "E10").replace("E10", "E11").replace("E5:E9", "E5:E10").replace(
        "<v>1507.5</v>", ""
    )
    assert "<f>E11*7%</f></c>" in cell(after, "E12")
    assert 'ref="B14:D14"' in sheet(after)
    assert 'sqref="E5:E10"' in sheet(after)
    assert "$A$1:$E$14" in parts(after)[BOOK].decode()
    assert 'fullCalcOnLoad="1"' in parts(after)[BOOK].decode()
    assert "rows-moved-down" in names(edited)
    assert rows(parts(after)[PART])[9] == rows(parts(before)[PART])[9]


def test_several_rows_fill_the_empty_ones_and_push_the_rest_down() -> None:
    data = with_rows('<row r="10"><c r="A10" s="2"/></row><row r="11"><c r="A11" t="str"><v>รวม</v></c></row>')
    after = append_rows(data, BLOCK, [VALUES, VALUES, VALUES]).data
    assert [line[0] for line in seen(after)[9:]] == [6, 6, 6, "รวม"]
    assert cell(after, "A13") == '<c r="A13" t="str"><v>รวม</v></c>'


def _below(extra: Callable[[Any, Any], None]) -> bytes:
    """A ledger with a totals row right below, and more."""

    def both(book: Any, ws: Any) -> None:
        ws.write_string("A10", "รวม")
        extra(book, ws)

    return ledger(both)


def _chart_of_totals(book: Any, ws: Any) -> None:
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": f"='{SHEET}'!$E$10:$E$12"})
    book.add_worksheet("กราฟ").insert_chart("A1", chart)
    ws.write("E10", 1)


def _formula_elsewhere(book: Any, _ws: Any) -> None:
    book.add_worksheet("สรุป").write_formula("A1", f"='{SHEET}'!E10", None, 1)


HELD: dict[str, tuple[str, Callable[[Any, Any], None]]] = {
    "comment": ("rows-below-held", lambda _book, ws: ws.write_comment("A12", "x")),
    "text box": ("rows-below-held", lambda _book, ws: ws.insert_textbox("B12", "x")),
    "button": ("rows-below-held", lambda _book, ws: ws.insert_button("B12", {})),
    "page break": ("rows-below-held", lambda _book, ws: ws.set_h_pagebreaks([11])),
    "sparkline": ("rows-below-held", lambda _book, ws: ws.add_sparkline("F12", {"range": f"'{SHEET}'!A5:A9"})),
    "table": ("table-in-the-way", lambda _book, ws: ws.add_table("A12:B14", {"name": "Other"})),
    "array": ("array-in-the-way", lambda _book, ws: ws.write_array_formula("B11:B12", "{=A5:A6}")),
    "formula above": ("formula-points-below", lambda _book, ws: ws.write_formula("G5", "=E5/E$10", None, 1)),
    "format formula": (
        "formula-points-below",
        lambda book, ws: ws.conditional_format(
            "A5:A9", {"type": "formula", "criteria": "=$E$10>1", "format": book.add_format()}
        ),
    ),
    "validation formula": (
        "formula-points-below",
        lambda _book, ws: ws.data_validation("C5:C9", {"validate": "list", "source": "=$G$20:$G$30"}),
    ),
    "formula elsewhere": ("formula-points-below", _formula_elsewhere),
    "chart of totals": ("formula-points-below", _chart_of_totals),
    "name with formula": ("formula-points-below", lambda book, _ws: book.define_name("vat", f"='{SHEET}'!$E$10*7%")),
    "merge over the edge": ("merge-in-the-way", lambda book, ws: ws.merge_range("B9:B10", "x", book.add_format())),
    "protection": ("sheet-protected", lambda _book, ws: ws.protect()),
}


@pytest.mark.parametrize("case", HELD)
def test_rows_below_that_cannot_move_without_loss_are_refused(case: str) -> None:
    name, extra = HELD[case]
    assert refusal(_below(extra)) == name


def test_a_merged_title_to_the_side_of_the_rows_below_is_moved_only_as_a_whole() -> None:
    data = _below(lambda book, ws: ws.merge_range("H9:H12", "ข้างตาราง", book.add_format()))
    assert refusal(data) == "merge-in-the-way"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("table-totals-row", totals_book),
        ("pivot-in-the-way", lambda: pivot_book("A10:B14")),
        ("array-in-the-way", lambda: ledger(lambda _book, ws: ws.write_array_formula("E10:E11", "{=A5:A6}"))),
        ("merge-in-the-way", lambda: ledger(lambda book, ws: ws.merge_range("B9:B11", "", book.add_format()))),
        ("merge-in-the-way", lambda: ledger(lambda book, ws: ws.merge_range("B10:C10", "", book.add_format()))),
        ("table-in-the-way", lambda: ledger(lambda _book, ws: ws.add_table("A10:B11", {"header_row": False}))),
    ],
)
def test_what_covers_the_target_row_is_refused(name: str, data: Callable[[], bytes]) -> None:
    assert refusal(data()) == name


# Rule 10: the new row is made after the one above.


def test_the_new_row_copies_attributes_but_is_visible_and_outside_groups() -> None:
    data = ledger(lambda _book, ws: ws.set_row(8, 30, None, {"hidden": True, "level": 2, "collapsed": True}))
    after = append_row(data, BLOCK, {1: 6}).data
    tag = row(after).split(">")[0]
    assert 'ht="30"' in tag
    assert not re.search("hidden|outlineLevel|collapsed", tag)


def test_columns_without_a_value_get_blank_cells_in_the_style_above() -> None:
    after = append_row(ledger(), BLOCK, {1: 6}).data
    assert cell(after, "D10") == '<c r="D10" s="3"/>'
    assert cell(after, "E10") == '<c r="E10" s="4"/>'


def test_spans_are_widened() -> None:
    after = append_row(ledger(), BLOCK, {1: 6, 9: "x"}).data
    assert 'spans="1:9"' in row(after)


def test_a_relative_formula_is_copied_down_and_a_calculated_column_goes_on() -> None:
    def extra(_book: Any, ws: Any) -> None:
        ws.write_formula("F9", "=E9*$E$5+LOG10(A9)", None, 1)

    after = append_row(ledger(extra), replace(BLOCK, last_column=6), VALUES).data
    assert cell(after, "F10") == '<c r="F10"><f>E10*$E$5+LOG10(A10)</f></c>'

    def table(_book: Any, ws: Any) -> None:
        columns: list[dict[str, Any]] = [{"header": f"h{number}"} for number in range(6)]
        columns[5]["formula"] = "=[@h0]*2"
        ws.add_table("A4:F9", {"columns": columns, "name": "T"})

    after = append_row(ledger(table), BLOCK, {1: 6}).data
    calculated = re.search(r"<calculatedColumnFormula>(.*?)<", parts(after)["xl/tables/table1.xml"].decode())
    assert calculated is not None
    assert cell(after, "F10") == f'<c r="F10"><f>{calculated[1]}</f></c>'


def test_a_shared_formula_is_copied_plain_and_stays_whole() -> None:
    change = {
        PART: lambda one: one.replace(
            b"<v>100.5</v></c>", b'<f t="shared" ref="E5:E9" si="0">A5*2</f><v>2</v></c>'
        ).replace(b"<v>502.5</v></c>", b'<f t="shared" si="0"/><v>10</v></c>')
    }
    before = edited_parts(ledger(), change)
    edited = append_row(before, BLOCK, {1: 6})
    assert "<f>A10*2</f>" in cell(edited.data, "E10")
    judge(before, edited.data, PART, {10}, {BOOK})


def test_a_formula_that_cannot_be_copied_is_left_empty_with_a_note() -> None:
    data = ledger(lambda _book, ws: ws.write_array_formula("F9:F9", "{=SUM(A5:A9*E5:E9)}"))
    edited = append_row(data, replace(BLOCK, last_column=6), VALUES)
    assert cell(edited.data, "F10") == ""
    assert "formula-left-empty" in names(edited)


# Rules 11 and 13: texts and numbers.


@pytest.mark.parametrize(
    "text", ["=1+1", "+A1", "-5", "@SUM(A1)", "<b>&amp;</b>", "  ก  ", "ก\nข", "_x0041_", '"คำพูด"', "นํ้า๒๕๖๗"]
)
def test_texts_stay_texts(text: str) -> None:
    after = append_row(ledger(), BLOCK, {1: 6, 2: text}).data
    assert seen(after)[LAST][1] == text
    assert "<f>" not in row(after)
    assert parts(after)["xl/sharedStrings.xml"] == parts(ledger())["xl/sharedStrings.xml"]
    assert 't="inlineStr"' in cell(after, "B10")


def test_control_characters_are_dropped() -> None:
    after = append_row(ledger(), BLOCK, {2: "ก\x00\x07ข\r\nค\ud800"}).data
    assert seen(after)[LAST][1] == "กข\nค"


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        (6, "6"),
        (10**15, "1000000000000000"),
        (0.1, "0.1"),
        (1e-7, "1e-07"),
        (Decimal("1234.50"), "1234.5"),
        (Decimal("1E+3"), "1000"),
    ],
)
def test_numbers_are_stored_unlocalised(value: CellInput, stored: str) -> None:
    assert f"<v>{stored}</v>" in cell(append_row(ledger(), BLOCK, {5: value}).data, "E10")


def test_truth_values_have_a_type_of_their_own() -> None:
    assert cell(append_row(ledger(), BLOCK, {3: True}).data, "C10") == '<c r="C10" s="2" t="b"><v>1</v></c>'


# Rule 12: dates.


def text_dates(*texts: str) -> bytes:
    def extra(_book: Any, ws: Any) -> None:
        for number, text in enumerate(texts):
            ws.write_string(8 - len(texts) + 1 + number, 3, text)

    return ledger(extra)


@pytest.mark.parametrize(
    ("above", "written"),
    [
        ("12 ก.พ. 2567", "9 มี.ค. 2567"),
        ("๑๒ กุมภาพันธ์ ๒๕๖๗", "๙ มีนาคม ๒๕๖๗"),
        ("05 ก.พ. 67", "09 มี.ค. 67"),
        ("5/2/2567", "9/3/2567"),
        ("05/02/2024", "09/03/2024"),
        ("12-02-67", "09-03-67"),
        ("2567-02-12", "2567-03-09"),
        ("วันที่ 1 ก.พ. พ.ศ. 2567", "วันที่ 9 มี.ค. พ.ศ. 2567"),
        ("12 กพ 2567", "9 มีค 2567"),
        ("1 Feb 2024", "9 Mar 2024"),
    ],
)
def test_text_dates_are_followed(above: str, written: str) -> None:
    assert seen(append_row(text_dates(above), BLOCK, VALUES).data)[LAST][3] == written


def test_a_text_that_is_no_date_is_passed_over() -> None:
    assert seen(append_row(text_dates("3/2/2567", "ยังไม่ได้รับ", "-"), BLOCK, VALUES).data)[LAST][3] == "9/3/2567"
    assert seen(append_row(text_dates("ยังไม่ได้รับ"), BLOCK, VALUES).data)[LAST][3] == date(2024, 3, 9)


def cell_formats(data: bytes) -> list[str]:
    return re.findall(r"<xf .*?(?:/>|</xf>)", parts(data)["xl/styles.xml"].decode().split("cellXfs")[1])


def test_a_column_without_dates_gets_a_date_style_at_the_end() -> None:
    def coloured(book: Any, ws: Any) -> None:
        ws.write_string("C9", "-", book.add_format({"bg_color": "yellow", "align": "right"}))

    before = ledger(coloured)
    after = append_row(before, BLOCK, {3: date(2024, 3, 10)}).data
    old, new = cell_formats(before), cell_formats(after)
    assert new[: len(old)] == old
    assert len(new) == len(old) + 1
    assert 'horizontal="right"' in new[-1]
    assert seen(after)[LAST][2] == date(2024, 3, 10)
    assert f'cellXfs count="{len(new)}"' in parts(after)["xl/styles.xml"].decode()


def test_a_fitting_date_style_is_used_again() -> None:
    edited = append_row(ledger(), BLOCK, {3: date(2024, 3, 10)})
    assert cell(edited.data, "C10").startswith('<c r="C10" s="3">')
    assert edited.changed_parts == (PART,)


def test_a_column_never_dated_in_a_book_without_formats_of_its_own_gets_the_thai_one() -> None:
    def plain(_book: Any, ws: Any) -> None:
        for number in range(4, 9):
            ws.write_string(number, 3, "-")

    book = edited_parts(ledger(plain), {"xl/styles.xml": lambda one: re.sub(rb"<numFmts.*?</numFmts>", b"", one)})
    after = append_row(book, BLOCK, {4: date(2024, 3, 9)}).data
    assert "[$-107041E]d mmm yyyy" in parts(after)["xl/styles.xml"].decode()
    assert '<numFmts count="1">' in parts(after)["xl/styles.xml"].decode()
    assert seen(after)[LAST][3] == date(2024, 3, 9)


def test_buddhist_years_typed_as_christian_ones_are_not_repeated() -> None:
    change = {PART: lambda one: re.sub(rb'(<c r="D9" s="3"><v>)\d+', rb"\g<1>243666", one)}
    edited = append_row(edited_parts(ledger(), change), BLOCK, VALUES)
    assert "<v>45360</v>" in cell(edited.data, "D10")
    assert "era-corrected" in names(edited)


def test_a_moment_keeps_its_time() -> None:
    after = append_row(ledger(), BLOCK, {4: datetime(2024, 3, 9, 12, 0)}).data  # noqa: DTZ001  (workbooks know no time zones)
    assert "<v>45360.5</v>" in cell(after, "D10")


# Rules 14 to 18: what grows, and what is only reported.


def test_ranges_grow_for_columns_without_a_value_too_and_longer_ones_stay() -> None:
    def extra(_book: Any, ws: Any) -> None:
        ws.data_validation("C5:C9", {"validate": "list", "source": ["ก"]})
        ws.data_validation("D5:D100", {"validate": "date", "criteria": ">", "value": date(2020, 1, 1)})
        ws.data_validation("K5:K9", {"validate": "list", "source": ["ข"]})

    text = sheet(append_row(ledger(extra), BLOCK, {1: 6}).data)
    assert 'sqref="C5:C10"' in text
    assert 'sqref="D5:D100"' in text
    assert 'sqref="K5:K9"' in text


def test_lists_of_ranges_and_protected_ranges_grow_area_by_area() -> None:
    after = '<protectedRanges><protectedRange sqref="A5:A9 C9 B2:B3" name="r"/></protectedRanges>'
    assert 'sqref="A5:A10 C9:C10 B2:B3"' in sheet(append_row(with_rows(after=after), BLOCK, VALUES).data)


def test_office_2010_lists_grow_in_their_own_element() -> None:
    lists = (
        '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" uri="{CCE6A557}">'
        '<x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1">'
        '<x14:dataValidation type="list"><x14:formula1><xm:f>อื่น!$A$1:$A$9</xm:f></x14:formula1>'
        "<xm:sqref>B5:B9 C5:C9</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
    )
    data = edited_parts(ledger(), {PART: replaced("</worksheet>", lists)})
    after = append_row(data, BLOCK, {1: 6}).data
    assert "<xm:sqref>B5:B10 C5:C10</xm:sqref>" in sheet(after)
    assert "<xm:f>อื่น!$A$1:$A$9</xm:f>" in sheet(after)


def test_records_merged_across_are_merged_in_the_new_row_too() -> None:
    def extra(book: Any, ws: Any) -> None:
        for number in range(5, 10):
            ws.merge_range(f"B{number}:C{number}", "ชื่อ", book.add_format())

    after = append_row(ledger(extra), BLOCK, {1: 6, 2: "ก"}).data
    assert '<mergeCells count="7">' in sheet(after)
    assert '<mergeCell ref="B10:C10"/></mergeCells>' in sheet(after)


def test_a_name_for_one_cell_stays_one_cell() -> None:
    data = ledger(lambda book, _ws: book.define_name("last", f"='{SHEET}'!$A$9"))
    assert parts(append_row(data, BLOCK, VALUES).data)[BOOK] == parts(data)[BOOK]


def _with_chain(data: bytes) -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    changes = {
        "[Content_Types].xml": replaced(
            "</Types>", f'<Override PartName="/xl/calcChain.xml" ContentType="{kind}"/></Types>'
        ),
        "xl/_rels/workbook.xml.rels": replaced(
            "</Relationships>",
            f'<Relationship Id="rId77" Type="{office}/calcChain" Target="calcChain.xml"/></Relationships>',
        ),
    }
    chain = (
        b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="E10" i="1"/></calcChain>'
    )
    return edited_parts(data, changes, {"xl/calcChain.xml": chain})


def test_the_calculation_chain_stays_when_values_are_added_and_goes_when_formulas_move() -> None:
    kept = append_row(_with_chain(ledger()), BLOCK, VALUES).data
    assert "xl/calcChain.xml" in parts(kept)
    moved = append_row(
        _with_chain(_below(lambda _book, ws: ws.write_formula("E10", "=SUM(E5:E9)", None, 1))), BLOCK, VALUES
    )
    assert "xl/calcChain.xml" not in parts(moved.data)
    assert (
        b"calcChain" not in parts(moved.data)["[Content_Types].xml"] + parts(moved.data)["xl/_rels/workbook.xml.rels"]
    )
    assert "xl/calcChain.xml" in moved.changed_parts


def _calculation(settings: str) -> Callable[[bytes], bytes]:
    return lambda one: re.sub(rb"<calcPr[^>]*/>", settings.encode(), one)


@pytest.mark.parametrize("settings", ['<calcPr calcId="191029"/>', ""])
def test_formulas_are_recalculated_on_opening(settings: str) -> None:
    data = ledger(lambda book, _ws: book.add_worksheet("อื่น").write_formula("A1", "=1+1", None, 2))
    data = edited_parts(data, {BOOK: _calculation(settings)})
    assert 'fullCalcOnLoad="1"' in parts(append_row(data, BLOCK, VALUES).data)[BOOK].decode()
    assert 'fullCalcOnLoad="1"' in parts(set_cells(data, BLOCK, 8, {5: 1}).data)[BOOK].decode()


def test_without_formulas_the_workbook_part_is_left_alone() -> None:
    data = edited_parts(ledger(), {BOOK: _calculation('<calcPr calcId="191029"/>')})
    assert append_row(data, BLOCK, VALUES).changed_parts == (PART,)


def test_fixed_ranges_of_charts_formulas_and_pivots_are_reported() -> None:
    def extra(book: Any, ws: Any) -> None:
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": f"='{SHEET}'!$E$5:$E$9"})
        ws.insert_chart("H2", chart)
        book.add_worksheet("สรุป").write_formula("A1", f"=SUM('{SHEET}'!E5:E9)", None, 1)
        ws.write_formula("G2", "=SUM(E5:E9)", None, 1)

    edited = append_row(ledger(extra), BLOCK, VALUES, shown="a.xlsx")
    assert sorted(str(one.args["where"]) for one in edited.notes) == ["A chart", SHEET, "สรุป"]
    assert {one.rule.name for one in edited.notes} == {"range-not-grown"}
    assert {one.place.row for one in edited.notes} == {10}
    assert names(append_row(pivot_book(), BLOCK, VALUES)) == ["pivot-needs-refresh"]


# The list of refusals.


def _xml(change: Callable[[bytes], bytes], part: str = PART) -> Callable[[], bytes]:
    return lambda: edited_parts(ledger(), {part: change})


RELATION = '<Relationship Id="rId8" Type="http://x/{0}" Target="{1}"/></Relationships>'
REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "signature": ("digital-signature", lambda: edited_parts(ledger(), {}, {"_xmlsignatures/origin.sigs": b""})),
    "revision log": (
        "revision-log",
        _xml(
            replaced("</Relationships>", RELATION.format("revisionHeaders", "revisions/h.xml")),
            "xl/_rels/workbook.xml.rels",
        ),
    ),
    "doctype": ("doctype-found", _xml(replaced("<worksheet", "<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet"))),
    "utf-16": ("part-not-utf8", _xml(lambda one: one.decode().replace("UTF-8", "UTF-16").encode("utf-16"))),
    "latin": ("part-not-utf8", _xml(replaced('encoding="UTF-8"', 'encoding="ISO-8859-1"'))),
    "rows without r": ("rows-without-numbers", _xml(lambda one: re.sub(rb'<row r="\d+"', b"<row", one))),
    "cells without r": ("rows-without-numbers", _xml(lambda one: re.sub(rb'<c r="[A-Z]+\d+"', b"<c", one))),
    "cells out of order": ("rows-without-numbers", _xml(replaced('<c r="B9"', '<c r="A9"'))),
    "comment in rows": ("comment-in-sheet-data", _xml(replaced("</sheetData>", '<!-- <row r="10"/> --></sheetData>'))),
    "raw text in rows": (
        "comment-in-sheet-data",
        _xml(replaced("</row></sheetData>", "<![CDATA[ ]]></row></sheetData>")),
    ),
    "protected": ("sheet-protected", lambda: ledger(lambda _book, ws: ws.protect("secret"))),
    "broken tail": ("part-not-well-formed", _xml(replaced("<pageMargins", "<pageMargins <"))),
    "no rows": ("part-not-well-formed", _xml(lambda one: re.sub(rb"<sheetData>.*</sheetData>", b"<sheetData/>", one))),
    "not a sheet": ("part-not-well-formed", _xml(lambda _one: b"<html/>")),
    "part gone": (
        "part-missing",
        _xml(replaced("worksheets/sheet1.xml", "worksheets/sheet9.xml"), "xl/_rels/workbook.xml.rels"),
    ),
    "binary": (
        "format-not-written",
        _xml(lambda one: one.replace(b"sheet.main+xml", b"sheet.binary.main"), "[Content_Types].xml"),
    ),
    "encrypted": ("encrypted-workbook", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)),
    "not a zip": ("not-a-workbook", lambda: b"a,b\r\n"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_unsafe_workbooks_are_refused_by_name(case: str) -> None:
    name, make = REFUSED[case]
    assert refusal(make()) == name


@pytest.mark.parametrize("seed", range(120))
def test_damaged_parts_are_edited_or_refused_but_never_crash(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  (a seeded source of damage, not of secrets)
    part = chance.choice(
        [PART, BOOK, "xl/styles.xml", "xl/tables/table1.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"]
    )
    before = totals_book() if seed % 2 else ledger(HELD["sparkline"][1])
    if part not in parts(before):
        part = PART

    def damage(data: bytes) -> bytes:
        changed = bytearray(data)
        for _ in range(chance.randrange(1, 4)):
            at = chance.randrange(len(changed))
            changed[at : at + chance.randrange(3)] = chance.choice(
                [b"<", b">", b'"', b"", b"9", b"\xff", b"A:", b" r="]
            )
        return bytes(changed)

    with contextlib.suppress(WriteRefused):
        append_row(edited_parts(before, {part: damage}), BLOCK, VALUES)


def test_a_protected_sheet_is_written_with_force_or_where_cells_are_unlocked() -> None:
    data = ledger(lambda _book, ws: ws.protect())
    assert seen(append_row(data, BLOCK, VALUES, force_protection=True).data)[LAST][0] == 6

    def unlocked(book: Any, ws: Any) -> None:
        ws.protect()
        for column in range(5):
            ws.write_string(8, column, "x", book.add_format({"locked": False}))

    assert seen(append_row(ledger(unlocked), BLOCK, {1: 6, 2: "ก"}).data)[LAST][0] == 6


def test_sheets_are_found_by_name_and_kind() -> None:
    assert refusal(ledger(), block=replace(BLOCK, sheet="ไม่มี")) == "sheet-not-found"

    def extra(book: Any, _ws: Any) -> None:
        chart = book.add_chart({"type": "pie"})
        chart.add_series({"values": f"='{SHEET}'!$E$5:$E$9"})
        book.add_chartsheet("แผนภูมิ").set_chart(chart)

    assert refusal(ledger(extra), block=replace(BLOCK, sheet="แผนภูมิ")) == "not-a-worksheet"


def test_a_full_sheet_is_refused() -> None:
    data = edited_parts(
        ledger(), {PART: lambda one: one.replace(b'r="9"', b'r="1048576"').replace(b'9" s=', b'1048576" s=')}
    )
    assert refusal(data, block=replace(BLOCK, last_row=1_048_576)) == "sheet-full"


@pytest.mark.parametrize(
    "values",
    [
        {5: float("nan")},
        {5: Decimal("Infinity")},
        {2: "ก" * 32_768},
        {0: "x"},
        {16_385: "x"},
        {4: date(1899, 1, 1)},
        {2: b"x"},
    ],
)
def test_values_that_no_cell_can_hold_are_refused(values: dict[int, CellInput]) -> None:
    assert refusal(ledger(), values) == "value-not-writable"


@pytest.mark.parametrize("suffix", [".xls", ".ods", ".XLSB", ""])
def test_other_formats_are_refused_with_a_way_out(suffix: str) -> None:
    with pytest.raises(WriteRefused) as refused:
        refuse_format(suffix, "a")
    assert refused.value.diagnostic.rule.name == "format-not-written"
    assert ".xlsx" in refused.value.diagnostic.hint()


def test_writable_formats_pass() -> None:
    for suffix in (".xlsx", ".XLSM", ".csv"):
        refuse_format(suffix)


# Changing cells of a record.


def test_set_cells_keeps_the_style_and_every_other_cell() -> None:
    before = ledger()
    after = set_cells(before, BLOCK, 7, {2: "ใหม่", 4: date(2024, 5, 6), 5: None}).data
    judge(before, after, PART, {7}, set())
    assert cell(after, "D7") == '<c r="D7" s="3"><v>45418</v></c>'
    assert cell(after, "E7") == '<c r="E7" s="4"/>'
    assert cell(after, "A7") == cell(before, "A7")


@pytest.mark.parametrize(
    ("name", "extra", "row_number", "values"),
    [
        ("cell-holds-formula", lambda _book, ws: ws.write_formula("E7", "=1", None, 1), 7, {5: 1}),
        ("array-in-the-way", lambda _book, ws: ws.write_array_formula("F6:F7", "{=A5:A6}"), 7, {6: 1}),
        ("merge-in-the-way", lambda book, ws: ws.merge_range("B7:C7", "x", book.add_format()), 7, {3: "x"}),
        ("sheet-protected", lambda _book, ws: ws.protect(), 7, {2: "x"}),
        ("value-not-writable", lambda _book, _ws: None, 4, {2: "x"}),
        ("value-not-writable", lambda _book, _ws: None, 10, {2: "x"}),
    ],
)
def test_set_cells_refuses(
    name: str, extra: Callable[[Any, Any], None], row_number: int, values: dict[int, CellInput]
) -> None:
    with pytest.raises(WriteRefused) as refused:
        set_cells(ledger(extra), BLOCK, row_number, values, shown="a.xlsx")
    assert refused.value.diagnostic.rule.name == name
    assert refused.value.diagnostic.place.file == "a.xlsx"

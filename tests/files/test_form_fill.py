"""An office's own form: names become values of the right kind, and nothing else changes."""

import io
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText
from xlsxwriter import Workbook

from skj.diagnostics import WriteRefused
from skj.files.form_fill import Entry, Filled, fill_form
from tests.files import feature_books

ENTRIES = {
    "housing.rooms_repaired": Entry(200, "200"),
    "insignia.imported": Entry(Decimal("98.3333"), "98.33", share=True),
    "period.end": Entry(date(2024, 3, 31), "31 มี.ค. 2567"),
    "plan.owner": Entry("สำนักงาน <ก> & ข", "สำนักงาน <ก> & ข"),
    "hostile": Entry("=1+1", "=1+1"),
    "nothing": Entry(None, "–"),
}
Fill = Callable[[Any, Any], None]


def form(write: Fill) -> bytes:
    stream = io.BytesIO()
    with Workbook(stream, {"in_memory": True}) as book:
        write(book, book.add_worksheet("แบบ"))
    return stream.getvalue()


def filled(write: Fill) -> Filled:
    return fill_form(form(write), ENTRIES, "แบบ.xlsx")


def cell(outcome: Filled, address: str) -> Any:
    return load_workbook(io.BytesIO(outcome.data), rich_text=True).worksheets[0][address]


def shown_as(book: Any, number: str) -> Any:
    return book.add_format({"num_format": number, "bold": True})


@pytest.mark.parametrize(
    ("text", "number", "stored", "format_"),
    [
        ("{{housing.rooms_repaired}}", "General", 200, "General"),
        ("  {{ housing.rooms_repaired }} ", "#,##0.00", 200, "#,##0.00"),
        ("{{housing.rooms_repaired}}", "@", 200, "General"),
        ("{{insignia.imported}}", "0.0", 98.3333, "0.0"),
        ("{{insignia.imported}}", "0.00%", 0.983333, "0.00%"),
        ("{{period.end}}", "dd/mm/yyyy", datetime(2024, 3, 31), "dd/mm/yyyy"),  # noqa: DTZ001  (workbooks know no zones)
        ("{{period.end}}", "General", datetime(2024, 3, 31), "[$-107041E]d mmm yyyy"),  # noqa: DTZ001  (as above)
        ("{{plan.owner}}", "General", "สำนักงาน <ก> & ข", "General"),
        ("{{hostile}}", "General", "=1+1", "General"),
        ("{{nothing}}", "0", "–", "0"),
        ("ณ {{period.end}} ได้ {{housing.rooms_repaired}} ห้อง", "@", "ณ 31 มี.ค. 2567 ได้ 200 ห้อง", "@"),
        ("ร้อยละ {{insignia.imported}}", "0.00%", "ร้อยละ 98.33", "0.00%"),
    ],
)
def test_a_name_becomes_its_value(text: str, number: str, stored: object, format_: str) -> None:
    outcome = filled(lambda book, sheet: sheet.write_string("B3", text, shown_as(book, number)))
    found = cell(outcome, "B3")
    assert (found.value, found.number_format, found.font.bold) == (stored, format_, True)
    assert [place.cell for place in outcome.places] == ["B3"]
    assert found.data_type != "f"


def test_only_the_cells_with_names_change() -> None:
    def write(book: Any, sheet: Any) -> None:
        sheet.write_string("A1", "หัวเรื่อง {ไม่ใช่ชื่อ}")
        sheet.write_string("A2", "{{housing.rooms_repaired}}")
        sheet.write_number("A3", 1.5, shown_as(book, "0.0"))
        sheet.merge_range("B1:D1", "{{plan.owner}}")
        sheet.data_validation("A2", {"validate": "list", "source": ["1", "2"]})
        book.add_worksheet("อื่น").write_string("A1", "ไม่มีชื่อ")

    old = form(write)
    new = fill_form(old, ENTRIES).data
    with ZipFile(io.BytesIO(old)) as before, ZipFile(io.BytesIO(new)) as after:
        assert before.namelist() == after.namelist()
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
        sheet = after.read("xl/worksheets/sheet1.xml")
        head, tail = before.read("xl/worksheets/sheet1.xml").split(b'<c r="A2"')
    assert changed == ["xl/worksheets/sheet1.xml"]
    assert b'<c r="A3" s="1"><v>1.5</v></c>' in sheet
    assert sheet.endswith(tail[tail.index(b"</sheetData>") :])
    assert sheet.startswith(head[: head.index(b'<c r="B1"')])


@pytest.mark.parametrize("make", [feature_books.pivot_book, feature_books.macro_book, feature_books.openpyxl_book])
def test_a_form_without_names_is_returned_byte_for_byte(make: Callable[[], bytes]) -> None:
    data = make()
    assert fill_form(data, ENTRIES).data == data


def test_letters_with_formats_of_their_own_keep_them() -> None:
    def write(book: Any, sheet: Any) -> None:
        red = book.add_format({"font_color": "#FF0000"})
        sheet.write_rich_string("A1", "ซ่อมแล้ว ", red, "{{housing.rooms_repaired}}", " ห้อง <ก>")
        sheet.write_rich_string("A2", "ข้าม {{housing.", red, "rooms_repaired}} ห้อง")

    outcome = filled(write)
    whole, torn = cell(outcome, "A1").value, cell(outcome, "A2").value
    assert isinstance(whole, CellRichText)
    assert [str(run) for run in whole] == ["ซ่อมแล้ว ", "200", " ห้อง <ก>"]
    assert str(torn) == "ข้าม 200 ห้อง"


def test_unknown_names_are_told_by_their_cells_and_stay() -> None:
    def write(book: Any, sheet: Any) -> None:
        sheet.write_string("C7", "{{housing.room}} จาก {{housing.rooms_repaired}}")
        book.add_worksheet("สอง").write_string("A1", "{{อะไร}}")

    outcome = filled(write)
    assert [(place.sheet, place.cell, name) for place, name in outcome.unknown] == [
        ("แบบ", "C7", "housing.room"),
        ("สอง", "A1", "อะไร"),
    ]
    assert cell(outcome, "C7").value == "{{housing.room}} จาก 200"


def test_formulas_are_left_alone_and_calculated_again_when_the_form_is_opened() -> None:
    def write(_book: Any, sheet: Any) -> None:
        sheet.write_formula("A1", '="{{housing.rooms_repaired}}"', None, "{{housing.rooms_repaired}}")
        sheet.write_formula("A2", "=A3*2", None, 0)
        sheet.write_string("A3", "{{housing.rooms_repaired}}")

    outcome = filled(write)
    assert cell(outcome, "A1").value == '="{{housing.rooms_repaired}}"'
    assert [place.cell for place in outcome.places] == ["A3"]
    with ZipFile(io.BytesIO(outcome.data)) as archive:
        assert b'fullCalcOnLoad="1"' in archive.read("xl/workbook.xml")


def test_a_value_that_no_cell_can_hold_is_refused_at_its_sheet() -> None:
    data = form(lambda _book, sheet: sheet.write_string("A1", "{{long}}"))
    with pytest.raises(WriteRefused) as refused:
        fill_form(data, {"long": Entry("ก" * 40_000, "ก" * 40_000)}, "แบบ.xlsx")
    assert refused.value.diagnostic.place.sheet == "แบบ"


def test_the_same_form_gives_the_same_bytes() -> None:
    data = form(lambda _book, sheet: sheet.write_string("A1", "{{period.end}} {{hostile}}"))
    assert fill_form(data, ENTRIES).data == fill_form(data, ENTRIES).data

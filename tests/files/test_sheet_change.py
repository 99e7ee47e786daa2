"""Many cells changed in one edit: typed values in the format of their column, refusals cell by cell, nothing else touched."""

import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from skj.diagnostics import Diagnostic, WriteRefused
from skj.files.csv_edit import set_fields, set_records
from skj.files.letter_runs import common_look
from skj.files.sheet_cells import Typed
from skj.files.sheet_change import set_rows
from skj.files.sheet_row import Changes
from skj.files.sheet_styles import Styles
from tests.files.feature_books import BLOCK, SHEET, edited_parts, ledger, replaced
from tests.files.judge import judge, parts

PART = "xl/worksheets/sheet1.xml"
STYLES = "xl/styles.xml"
THAI = "[$-107041E]d mmm yyyy"


def cell(data: bytes, address: str) -> Any:
    """One cell as an independent reader sees it."""
    return load_workbook(io.BytesIO(data))[SHEET][address]


def with_cells(*cells: tuple[str, str, str]) -> Callable[[Any, Any], None]:
    """Cells written as texts, each with a number format of its own: address, text, format."""

    def extra(book: Any, sheet: Any) -> None:
        for address, text, number_format in cells:
            sheet.write_string(address, text, book.add_format({"num_format": number_format, "border": 1, "bold": True}))

    return extra


def test_many_rows_change_in_one_edit_and_nothing_else() -> None:
    before = ledger()
    after = set_rows(before, BLOCK, {number: {2: f"คนใหม่ {number}"} for number in range(5, 10)}).data
    judge(before, after, PART, set(range(5, 10)), set())
    assert [cell(after, f"B{number}").value for number in range(5, 10)] == [f"คนใหม่ {n}" for n in range(5, 10)]


def test_a_shared_string_stays_for_the_cells_that_still_use_it() -> None:
    before = ledger()
    after = set_rows(before, BLOCK, {7: {3: "ป.ม."}}).data
    judge(before, after, PART, {7}, set())
    assert [cell(after, f"C{number}").value for number in range(5, 10)] == [
        "ม.ป.ช.",
        "ม.ป.ช.",
        "ป.ม.",
        "ม.ป.ช.",
        "ม.ป.ช.",
    ]


def test_a_text_date_takes_the_date_format_of_its_column_and_keeps_its_own_look() -> None:
    before = ledger(with_cells(("D6", "2 ก.พ. 2567", "@")))
    after = set_rows(before, BLOCK, {6: {4: Typed(date(2024, 2, 2), like=7)}}).data
    judge(before, after, PART, {6}, {STYLES})
    found = cell(after, "D6")
    assert (found.value.date(), found.number_format, found.font.bold) == (date(2024, 2, 2), THAI, True)


@pytest.mark.parametrize(
    ("own", "expected"), [("@", THAI), ("General", THAI), ("dd/mm/yyyy", THAI), ("d mmm bbbb", "d mmm bbbb")]
)
def test_without_a_neighbour_a_date_is_shown_with_its_buddhist_year(own: str, expected: str) -> None:
    after = set_rows(ledger(with_cells(("D6", "x", own))), BLOCK, {6: {4: Typed(date(2024, 2, 2))}}).data
    assert cell(after, "D6").number_format == expected


@pytest.mark.parametrize(("is_buddhist", "expected"), [(True, THAI), (False, "dd/mm/yyyy")])
def test_a_buddhist_year_that_was_seen_stays_seen(is_buddhist: bool, expected: str) -> None:  # noqa: FBT001  (a parameter)
    before = ledger(with_cells(("D6", "x", "@"), ("D7", "x", "dd/mm/yyyy")))
    after = set_rows(before, BLOCK, {6: {4: Typed(date(2024, 2, 2), like=7, is_buddhist=is_buddhist)}}).data
    assert cell(after, "D6").number_format == expected


def test_a_format_that_fits_is_used_again_and_a_new_one_is_added_at_the_end() -> None:
    before = ledger(with_cells(("D6", "x", "@"), ("D7", "x", "@")))
    after = set_rows(before, BLOCK, {row: {4: Typed(date(2024, 2, row))} for row in (6, 7)}).data
    old, new = (Styles("s", parts(data)[STYLES]).cell_formats for data in (before, after))
    assert new[: len(old)] == old
    assert len(new) == len(old) + 1


@pytest.mark.parametrize(
    ("own", "like", "expected"),
    [("@", 7, "#,##0.00"), ("@", 0, "General"), ("0.0", 7, "0.0"), ("dd/mm/yyyy", 0, "General")],
)
def test_a_number_is_never_left_in_a_text_or_date_format(own: str, like: int, expected: str) -> None:
    after = set_rows(ledger(with_cells(("E6", "1,200", own))), BLOCK, {6: {5: Typed(1200, like)}}).data
    found = cell(after, "E6")
    assert (found.value, found.data_type, found.number_format, found.font.bold) == (1200, "n", expected, True)


def test_the_mark_that_makes_a_text_of_whatever_is_typed_goes() -> None:
    def quoted(book: Any, sheet: Any) -> None:
        sheet.write_string("E6", "5", book.add_format({"quote_prefix": True}))

    after = set_rows(ledger(quoted), BLOCK, {6: {5: Typed(5)}}).data
    found = cell(after, "E6")
    assert (found.value, found.quotePrefix) == (5, False)


def test_a_cell_that_cannot_be_changed_is_told_and_the_others_are_changed() -> None:
    def extra(book: Any, sheet: Any) -> None:
        sheet.write_formula("E6", "=1+1", None, 2)
        sheet.write_rich_string("B7", "นาย", book.add_format({"bold": True}), "ก", "ข")

    before = ledger(extra)
    refused: list[Diagnostic] = []
    rows: dict[int, Changes] = {6: {2: "ใหม่", 5: 3}, 7: {2: "นายกข"}, 8: {2: "อีกคน"}}
    after = set_rows(before, BLOCK, rows, refused=refused, shown="a.xlsx").data
    assert [(found.rule.name, found.place.file, found.place.cell) for found in refused] == [
        ("cell-holds-formula", "a.xlsx", "E6"),
        ("cell-formatted-by-letters", "a.xlsx", "B7"),
    ]
    assert [cell(after, address).value for address in ("B6", "E6", "B8")] == ["ใหม่", "=1+1", "อีกคน"]
    with pytest.raises(WriteRefused):
        set_rows(before, BLOCK, rows, shown="a.xlsx")


def test_letters_that_differ_by_script_alone_keep_their_look() -> None:
    def extra(book: Any, sheet: Any) -> None:
        thai = book.add_format({"font_name": "TH Sarabun", "font_size": 16, "bold": True})
        latin = book.add_format({"font_name": "Arial", "font_size": 16, "bold": True})
        sheet.write_rich_string("B7", thai, "ม.ป.ช ", latin, "2566")
        small = book.add_format({"font_name": "Arial", "font_size": 9, "bold": True})
        sheet.write_rich_string("B8", thai, "ม.ป.ช ", small, "2566")

    refused: list[Diagnostic] = []
    after = set_rows(ledger(extra), BLOCK, {7: {2: "ม.ป.ช. <2566>"}, 8: {2: "ม.ป.ช."}}, refused=refused).data
    (run,) = load_workbook(io.BytesIO(after), rich_text=True).worksheets[0]["B7"].value
    assert (run.text, run.font.sz, run.font.b, run.font.rFont) == ("ม.ป.ช. <2566>", 16, True, "TH Sarabun")
    assert [found.place.cell for found in refused] == ["B8"]


@pytest.mark.parametrize(
    ("item", "look"),
    [
        (b"<r><t>a</t></r><r><t>b</t></r>", b""),
        (b"<r><rPr/><t>a</t></r><r><t>b</t></r>", None),
        (b'<r><rPr><b/><rFont val="A"/></rPr><t>a</t></r>', b'<rPr><b/><rFont val="A"/></rPr>'),
        (
            b'<r><rPr><b/><rFont val="A"/></rPr><t>a</t></r><r ><rPr><b/></rPr><t>b</t></r>',
            b'<rPr><b/><rFont val="A"/></rPr>',
        ),
        (b"<r><rPr><b/></rPr><t>a</t></r><r><rPr><i/></rPr><t>b</t></r>", None),
        (b'<r><rPr><family val="2"></family></rPr></r>\n<r><rPr> </rPr></r>', None),
        (b"<t>a</t>", None),
    ],
)
def test_the_look_that_all_letters_have(item: bytes, look: bytes | None) -> None:
    assert common_look(item, b"") == look
    assert common_look(prefixed(item), b"x:") == (look if look is None else prefixed(look))


def prefixed(xml: bytes) -> bytes:
    return re.sub(rb"<(/?)", rb"<\1x:", xml)


def test_when_no_cell_can_be_changed_not_a_byte_is() -> None:
    before = ledger(lambda _book, sheet: sheet.protect())
    refused: list[Diagnostic] = []
    assert set_rows(before, BLOCK, {6: {2: "x"}}, refused=refused).data == before
    assert [found.rule.name for found in refused] == ["sheet-protected"]


def test_a_workbook_that_cannot_be_edited_refuses_as_a_whole() -> None:
    broken = edited_parts(ledger(), {PART: replaced("<sheetData>", "<sheetData><!-- x -->")})
    with pytest.raises(WriteRefused) as refused:
        set_rows(broken, BLOCK, {6: {2: "x"}}, refused=[], shown="a.xlsx")
    assert refused.value.diagnostic.place.file == "a.xlsx"


CSV = 'ก,ข,ค\r\n1, "x" ,"สอง, สาม"\r\n2,y,z\r\n3,"a\r\nb",c'.encode("cp874")


def test_fields_of_many_csv_records_change_and_every_other_byte_stays() -> None:
    after = set_records(CSV, {2: {3: "ใหม่, แล้ว"}, 4: {1: "๓"}}, encoding="cp874").data
    expected = set_fields(
        set_fields(CSV, 2, {3: "ใหม่, แล้ว"}, encoding="cp874").data, 4, {1: "๓"}, encoding="cp874"
    ).data
    assert after == expected
    assert after.decode("cp874").splitlines()[2] == "2,y,z"


def test_a_character_without_a_place_in_the_encoding_keeps_its_field_as_it_was() -> None:
    refused: list[Diagnostic] = []
    after = set_records(CSV, {3: {2: "✓", 3: "w"}}, encoding="cp874", refused=refused, shown="a.csv").data
    assert after.decode("cp874").splitlines()[2] == "2,y,w"
    assert [(found.rule.name, found.place.cell) for found in refused] == [("character-not-in-encoding", "B3")]

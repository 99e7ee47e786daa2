"""Lossless appends over workbooks with every feature, judged without skj's own code (reliability P12)."""

import io
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from skj.files.sheet_edit import CellInput, append_row, append_rows, set_cells
from tests.files.feature_books import BLOCK, BOOKS, LAST, SHEET, prefixed_book
from tests.files.judge import judge, parts, raw_members, rows

VALUES: dict[int, CellInput] = {1: 6, 2: "นางทดสอบ <ใหม่> & คณะ", 3: "ป.ม.", 4: date(2024, 3, 9), 5: Decimal("12.25")}
SHEET_PART = "xl/worksheets/sheet1.xml"
MAY_GROW = {"xl/workbook.xml", "xl/tables/table1.xml"}


def by_calamine(data: bytes) -> list[list[object]]:
    return [list(row) for row in CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(SHEET).to_python()]


def by_openpyxl(data: bytes) -> list[tuple[object, ...]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data))[SHEET]
    return [tuple(row) for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("feature", BOOKS)
def test_an_append_changes_the_new_row_and_nothing_else(feature: str) -> None:
    before = BOOKS[feature]()
    edited = append_row(before, BLOCK, VALUES)
    assert edited.row == LAST + 1
    judge(before, edited.data, SHEET_PART, {LAST + 1}, MAY_GROW)


@pytest.mark.filterwarnings("ignore:.*(extension|Header or Footer).*:UserWarning")
@pytest.mark.parametrize("feature", BOOKS)
def test_two_readers_see_the_new_row_and_every_old_one(feature: str) -> None:
    before = BOOKS[feature]()
    after = append_row(before, BLOCK, VALUES).data
    assert by_calamine(after)[:LAST] == by_calamine(before)[:LAST]
    assert by_calamine(after)[LAST][:5] == [6, VALUES[2], "ป.ม.", date(2024, 3, 9), 12.25]
    assert len(by_calamine(after)) == LAST + 1
    if feature == "strict":
        return  # openpyxl refuses the Strict form itself
    assert by_openpyxl(after)[:LAST] == by_openpyxl(before)[:LAST]
    seen = by_openpyxl(after)[LAST][:5]
    assert seen == (6, VALUES[2], "ป.ม.", datetime(2024, 3, 9), 12.25)  # noqa: DTZ001  (workbooks know no time zones)


@pytest.mark.parametrize("feature", BOOKS)
def test_changing_a_cell_changes_that_row_only(feature: str) -> None:
    before = BOOKS[feature]()
    after = set_cells(before, BLOCK, 8, {2: "ชื่อใหม่", 4: None}).data
    judge(before, after, SHEET_PART, {8}, {"xl/workbook.xml"})
    assert by_calamine(after)[7][1] == "ชื่อใหม่"
    assert by_calamine(after)[7][3] == ""


@pytest.mark.parametrize("feature", BOOKS)
def test_many_rows_in_one_pass_are_the_same_as_one_by_one(feature: str) -> None:
    before = BOOKS[feature]()
    one = append_row(before, BLOCK, VALUES).data
    both = append_rows(before, BLOCK, [VALUES, {**VALUES, 1: 7}]).data
    two = append_row(one, replace(BLOCK, last_row=LAST + 1), {**VALUES, 1: 7}).data
    assert parts(both) == parts(two)


def test_prefixed_elements_and_odd_targets_are_followed() -> None:
    before = prefixed_book()
    after = append_row(before, BLOCK, VALUES).data
    changed = {name for name, raw in raw_members(after).items() if raw != raw_members(before)[name]}
    assert changed == {SHEET_PART}
    assert b'<x:row r="10"' in parts(after)[SHEET_PART]
    assert parts(before)[SHEET_PART].count(b"<x:row") + 1 == parts(after)[SHEET_PART].count(b"<x:row")


def test_the_same_input_gives_the_same_bytes() -> None:
    before = BOOKS["table"]()
    assert append_row(before, BLOCK, VALUES).data == append_row(before, BLOCK, VALUES).data


def test_a_large_part_packed_in_pieces_unpacks_whole() -> None:
    before = BOOKS["plain"]()
    many = [{**VALUES, 1: number, 2: f"คนที่ {number} " + "ก" * 200} for number in range(6, 6000)]
    after = append_rows(before, BLOCK, many).data
    assert len(rows(parts(after)[SHEET_PART])) == len(rows(parts(before)[SHEET_PART])) + len(many)
    assert by_calamine(after)[-1][0] == 5999

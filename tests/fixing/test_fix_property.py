"""Any mixture of safe faults: corrected whole, read as before, clean when checked again, and not a byte else touched."""

import re
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from skj.ledgers.base import Record
from skj.workspace import Workspace
from tests.files.judge import parts, raw_members, rows
from tests.fixing.faulty_books import (
    EVERY_SAFE,
    FAULTS,
    FIRST,
    IN_CSV,
    ROWS,
    SHEET,
    delimited,
    findings,
    plans,
    sound_row,
    space_of,
    with_faults,
    workbook,
)

PART = "xl/worksheets/sheet1.xml"
MAY_CHANGE = {PART, "xl/styles.xml", "xl/workbook.xml"}


def faults(names: tuple[str, ...]) -> st.SearchStrategy[dict[tuple[int, int], str]]:
    """Cells with what is wrong with them; nearly all dates of a column stay true dates, as the rule on text dates needs."""
    spots = [
        (row, column, name)
        for name in names
        for column in FAULTS[name][0]
        for row in range(2 if name == "text-dates" else ROWS)
    ]
    return st.lists(st.sampled_from(spots), min_size=1, max_size=14).map(
        lambda found: {(row, column): name for row, column, name in found}
    )


def values(space: Workspace) -> list[dict[str, Any]]:
    return [record.model_dump(exclude=Record.unexported) for record in space.ledger("rooms").records]


def cells(data: bytes) -> dict[str, Any]:
    sheet = load_workbook(BytesIO(data))[SHEET]
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row}


@settings(max_examples=10, deadline=None)
@given(found=faults(tuple(FAULTS)))
def test_a_workbook_is_clean_afterwards_and_nothing_else_has_changed(
    tmp_path_factory: pytest.TempPathFactory, found: dict[tuple[int, int], str]
) -> None:
    folder = tmp_path_factory.mktemp("fix")
    before = workbook(with_faults(found))
    space = space_of(folder, "rooms.xlsx", before)
    (plan,) = plans(space)
    assert plan.notes == ()
    assert {(change.found.place.cell, change.refused) for change in plan.changes} >= {
        (f"{'ABCDEFGH'[column - 1]}{FIRST + row}", None) for row, column in found
    }
    after = space.seeing(plan.path, plan.after)
    assert not [item for item in findings(after) if item.code in EVERY_SAFE]
    assert values(after) == values(space)

    changed = {change.found.place.cell for change in plan.written}
    old, new = cells(before), cells(plan.after)
    assert {name: value for name, value in old.items() if name not in changed} == {
        name: value for name, value in new.items() if name not in changed
    }
    old_raw, new_raw = raw_members(before), raw_members(plan.after)
    assert {name for name in old_raw if old_raw[name] != new_raw[name]} <= MAY_CHANGE
    touched = {int(name[1:]) for name in changed}
    old_rows, new_rows = rows(parts(before)[PART]), rows(parts(plan.after)[PART])
    assert all(old_rows[number] == new_rows[number] for number in old_rows if number not in touched)
    for row, column in found:
        expected, cell = sound_row(row)[column - 1], new[f"{'ABCDEFGH'[column - 1]}{FIRST + row}"]
        assert (cell.date() if isinstance(cell, datetime) else cell) == expected, (row, column)


@settings(max_examples=10, deadline=None)
@given(found=faults(IN_CSV), delimiter=st.sampled_from([",", ";", "\t"]))
def test_a_csv_file_is_clean_afterwards_and_only_the_fields_have_changed(
    tmp_path_factory: pytest.TempPathFactory, found: dict[tuple[int, int], str], delimiter: str
) -> None:
    before = delimited(with_faults(found), delimiter=delimiter)
    space = space_of(tmp_path_factory.mktemp("fix"), "rooms.csv", before)
    (plan,) = plans(space)
    after = space.seeing(plan.path, plan.after)
    assert not [item for item in findings(after) if item.code in EVERY_SAFE]
    assert values(after) == values(space)
    sign = re.compile(rb'"[^"]*"|[^"%b]+' % delimiter.encode())
    old, new = ([sign.findall(line) for line in data.split(b"\r\n")] for data in (before, plan.after))
    touched = {(row + 1, column - 1) for row, column in found}
    different = {
        (number, place)
        for number, (left, right) in enumerate(zip(old, new, strict=True))
        for place, (one, other) in enumerate(zip(left, right, strict=True))
        if one != other
    }
    assert different == touched
    expected = delimited(with_faults({}), delimiter=delimiter)
    assert plan.after.decode("utf-8-sig").replace('"', "") == expected.decode("utf-8-sig").replace('"', "")


def test_a_clean_ledger_has_nothing_to_correct(tmp_path: Path) -> None:
    assert plans(space_of(tmp_path, "rooms.xlsx", workbook(with_faults({})))) == []


def test_true_dates_take_the_format_of_their_column(tmp_path: Path) -> None:
    found = {(0, 7): "text-dates", (1, 7): "date-numbers", (2, 7): "era", (3, 6): "era"}
    (plan,) = plans(space_of(tmp_path, "rooms.xlsx", workbook(with_faults(found))))
    sheet = load_workbook(BytesIO(plan.after))[SHEET]
    fixed = [sheet.cell(FIRST + row, column) for row, column in found]
    assert {cell.number_format for cell in fixed} == {"[$-107041E]d mmm yyyy"}
    days = [str(cell.value)[:10] for cell in fixed]
    assert days == ["2024-02-01", "2024-02-02", "2024-02-03", "2024-01-04"]

"""The cells of a row to be written: each follows the habit of its column (lossless rule 12)."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from skj.files.sheet_cells import CellInput
from skj.files.sheet_dates import as_text, written_date
from skj.files.tables import CellValue, RawTable, column_number
from skj.frozen import dataclass
from skj.ledgers.base import NO_OPTIONS, Column, LedgerSpec, Sheet
from skj.thai.dates import format_be
from skj.thai.digits import to_arabic, to_thai
from skj.thai.text import is_blank

LOOKED_AT: Final = 400
SEVERAL: Final = ", "
LONGEST_NUMBER: Final = 15  # what a spreadsheet keeps of a number
YES_NO: Final = {True: "ใช่", False: "ไม่ใช่"}


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The raw values above the row to be written, nearest first, by column number."""

    table: RawTable
    last_row: int
    first_row: int

    def above(self, column: int) -> Iterator[CellValue]:
        """The filled cells above, nearest first, as far back as a habit may be looked for."""
        rows = range(self.last_row, max(self.first_row, self.last_row - LOOKED_AT), -1)
        return (value for row in rows if (value := self.table.value(row, column)) is not None and value != "")


def cells_of(spec: LedgerSpec[Any], sheet: Sheet, values: Mapping[str, Any], near: Neighbours) -> dict[int, CellInput]:
    """Column number to cell value for the fields given; a split name goes into its columns."""
    cells: dict[int, CellInput] = {}
    for column in spec.columns:
        if column.field not in values:
            continue
        if split := {name: letters for name, letters in sheet.split.items() if name.startswith(f"{column.field}.")}:
            cells |= _split_name(column, split, str(values[column.field]))
        elif column.field in sheet.columns:
            number = column_number(sheet.columns[column.field])
            cells[number] = as_cell(column, values[column.field], list(near.above(number)))
    return cells


def as_cell(column: Column, value: Any, above: list[CellValue]) -> CellInput:
    """One value as the cells above it are written: words for yes and no, texts where numbers stand as text, Thai digits."""
    if value is None:
        return None
    if isinstance(value, bool):
        return _yes_no(column, value, above)
    if isinstance(value, date):
        return value
    if isinstance(value, int | Decimal):
        return _number(value, above)
    return SEVERAL.join(value) if isinstance(value, tuple) else _text(str(value), above)


def next_number(column: Column, above: list[CellValue]) -> int:
    """The number that goes on from the cells above: after the nearest where they run on, else after the highest."""
    numbers = [number for raw in above if isinstance(number := column.parse(raw, NO_OPTIONS).value, int)]
    runs_on = len(numbers) > 1 and numbers[0] == numbers[1] + 1
    return (numbers[0] if runs_on else max(numbers, default=0)) + 1


def _yes_no(column: Column, value: bool, above: list[CellValue]) -> CellInput:  # noqa: FBT001  (the value of a cell)
    """What the column uses for this answer; ใช่ or ไม่ใช่ when it was never given, or only by a dash, which may say nothing."""
    used = (raw for raw in above if column.parse(raw, NO_OPTIONS).value is value and not _is_dash(raw))
    first = next(used, None)
    return int(value) if isinstance(first, int | float) else first if isinstance(first, str) else YES_NO[value]


def _is_dash(raw: CellValue) -> bool:
    return isinstance(raw, str) and is_blank(raw)


def _text(text: str, above: list[CellValue]) -> CellInput:
    """A text; a number such as a room's or an indicator's is one where those above are, so that they sort together."""
    is_number = text.isascii() and text.isdecimal() and str(int(text)) == text and len(text) <= LONGEST_NUMBER
    return int(text) if is_number and above and isinstance(above[0], int | float) else text


def _number(value: int | Decimal, above: list[CellValue]) -> CellInput:
    nearest = above[0] if above else None
    if not isinstance(nearest, str):
        return value
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return to_thai(text) if to_arabic(nearest) != nearest else text


def _split_name(column: Column, split: Mapping[str, str], name: str) -> dict[int, CellInput]:
    from skj.ledgers.vocabulary import titles
    from skj.thai.names import read_name

    person = read_name(name, titles())
    parts = {"title": person.title, "given": person.given, "surname": person.surname}
    if f"{column.field}.title" not in split:
        parts["given"] = f"{person.title}{person.given}"
    if f"{column.field}.surname" not in split:
        parts["given"] = f"{parts['given']} {person.surname}".strip()
    return {
        column_number(split[f"{column.field}.{part}"]): text or None
        for part, text in parts.items()
        if f"{column.field}.{part}" in split
    }


def csv_text(value: CellInput, above: list[CellValue]) -> str:
    """A cell of a CSV ledger: dates in the pattern of the dates above, numbers plainly."""
    if value is None:
        return ""
    if isinstance(value, date):
        written = [pattern for raw in above if isinstance(raw, str) and (pattern := written_date(raw))]
        return as_text(value, written) if written else format_be(value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)

"""What is in a file, before any meaning: raw values with their addresses."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple, Self

from skj.diagnostics import Diagnostic, Place
from skj.frozen import dataclass


@dataclass(frozen=True, slots=True)
class CellError:
    """An error value of a spreadsheet such as `#N/A`; readers that return an empty text for it would hide a fault."""

    text: str


_MIDNIGHT: Final = time()

CellValue = str | int | float | bool | date | datetime | time | timedelta | CellError | None


class RawColumn(NamedTuple):
    """The cells of one column, and of which types they are: known once, it spares many a look at every cell."""

    cells: Sequence[CellValue]
    kinds: frozenset[type]

    @classmethod
    def of(cls, cells: Sequence[CellValue]) -> Self:
        """The column of these cells."""
        return cls(cells, frozenset(map(type, cells)))


class Merge(NamedTuple):
    """A merged range, first and last row and column, all counted from 1 and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


class RawTable(NamedTuple):
    """One sheet (or one CSV file) as it is.

    `rows[0][0]` is A1 whatever the sheet's first used cell is, so an index plus one is always the true row or column.
    Rows may have different lengths. `formulas_without_value` lists (row, column) whose formula has no cached result.
    """

    file: str
    sheet: str
    rows: list[list[CellValue]]
    merges: tuple[Merge, ...] = ()
    is_hidden: bool = False
    is_1904: bool = False
    encoding: str = ""
    hidden_rows: frozenset[int] = frozenset()

    def value(self, row: int, column: int) -> CellValue:
        """The raw value at `row`, `column` (both from 1); None outside the sheet."""
        cells = self.rows[row - 1] if 0 < row <= len(self.rows) else []
        return cells[column - 1] if 0 < column <= len(cells) else None

    def place(self, row: int = 0, column: int = 0, heading: str = "") -> Place:
        """The place of a cell, a row (`column` 0) or the sheet (both 0)."""
        return Place(self.file, self.sheet, row, column_letters(column), heading)


class SourceFile(NamedTuple):
    """A file that was read: its tables, its SHA-256 and what was found on the way."""

    file: str
    sha256: str
    tables: tuple[RawTable, ...]
    findings: tuple[Diagnostic, ...] = ()


def raw_text(value: CellValue) -> str:
    """A cell as it is stored: whole numbers without `.0`, days ISO C.E. without an empty time, nothing as an empty text."""
    if value is None:
        return ""
    if isinstance(value, CellError):
        return value.text
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == _MIDNIGHT else value.isoformat(" ")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def column_letters(column: int) -> str:
    """The letters of a column counted from 1 (`28` is `AB`); 0 gives an empty text."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column's letters, `AB` is 28."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number

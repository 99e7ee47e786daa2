"""Ranges such as `A1:G44`: which must grow with a new row, and which move down when rows are inserted (lossless rule 14)."""

from collections.abc import Iterator
from typing import Final

from skj.files.tables import column_letters, column_number
from skj.frozen import dataclass
from skj.patterns import later

LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384
CELLS: Final = later(r"(\$?)([A-Za-z]{1,3})(\$?)(\d+)(?::(\$?)([A-Za-z]{1,3})(\$?)(\d+))?")
ROWS: Final = later(r"(\$?)(\d+):(\$?)(\d+)")
COLUMNS: Final = later(r"\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, all bounds counted from 1 and inclusive."""

    top: int
    left: int
    bottom: int
    right: int

    def meets(self, other: "Area") -> bool:
        """Tell whether the two rectangles share a cell."""
        return self.meets_columns(other.left, other.right) and self.top <= other.bottom and other.top <= self.bottom

    def meets_columns(self, left: int, right: int) -> bool:
        """Tell whether the rectangle reaches into these columns."""
        return self.left <= right and left <= self.right

    def __str__(self) -> str:
        first = f"{column_letters(self.left)}{self.top}"
        last = f"{column_letters(self.right)}{self.bottom}"
        return first if first == last else f"{first}:{last}"


def area_of(text: str) -> Area | None:
    """The rectangle of `A1:G44`, `$A$1`, `4:4` or `A:C`; None when the text is something else."""
    text = text.strip()
    if found := CELLS.fullmatch(text):
        left, top = column_number(found[2]), int(found[4])
        return Area(top, left, int(found[8] or top), column_number(found[6]) if found[6] else left)
    if found := ROWS.fullmatch(text):
        return Area(int(found[2]), 1, int(found[4]), LAST_COLUMN)
    if COLUMNS.fullmatch(text):
        left_letters, right_letters = text.replace("$", "").split(":")
        return Area(1, column_number(left_letters), LAST_ROW, column_number(right_letters))
    return None


def areas_of(text: str) -> Iterator[Area]:
    """The rectangles of a list divided by spaces (`sqref`)."""
    for item in text.split():
        if area := area_of(item):
            yield area


@dataclass(frozen=True, slots=True)
class Growth:
    """What an append does to ranges: `count` rows are added below `last_row`.

    The last `inserted` of them are inserted before row `insert_at` (0 = nothing is inserted), so whatever
    stands from there on moves down.
    """

    first_row: int
    last_row: int
    first_column: int
    last_column: int
    count: int
    insert_at: int = 0
    inserted: int = 0

    @property
    def new_last_row(self) -> int:
        """The last row of the data block afterwards."""
        return self.last_row + self.count

    def moved(self, text: str) -> str:
        """The range after rows were inserted; it does not grow by ending on the last row (merged cells, links)."""
        return self._changed(text, grows=False)

    def grown(self, text: str) -> str:
        """The range after the append: it grows when it ended on the last row and reaches into the block's columns."""
        return self._changed(text, grows=True)

    def grown_list(self, text: str) -> str:
        """The same for a list of ranges divided by spaces."""
        return " ".join(self.grown(item) for item in text.split())

    def _changed(self, text: str, *, grows: bool) -> str:
        area = area_of(text)
        if area is None or COLUMNS.fullmatch(text.strip()):
            return text
        top, bottom = self._rows(area, grows=grows)
        return text if (top, bottom) == (area.top, area.bottom) else _with_rows(text.strip(), top, bottom)

    def _rows(self, area: Area, *, grows: bool) -> tuple[int, int]:
        if self.insert_at and area.bottom >= self.insert_at:
            top = area.top + self.inserted if area.top >= self.insert_at else area.top
            return top, min(area.bottom + self.inserted, LAST_ROW)
        # What ends inside the new rows would have grown had they come one by one.
        reaches = self.last_row <= area.bottom < self.new_last_row and area.meets_columns(
            self.first_column, self.last_column
        )
        # A block without records ends in its headings: what covers only these must not spread to records.
        if grows and reaches and (self.last_row >= self.first_row or area.top < area.bottom):
            return area.top, self.new_last_row
        return area.top, area.bottom


def _with_rows(text: str, top: int, bottom: int) -> str:
    """The same range with other rows, dollar signs and letters kept."""
    if found := ROWS.fullmatch(text):
        return f"{found[1]}{top}:{found[3]}{bottom}"
    found = CELLS.fullmatch(text)
    if found is None:
        return text
    first = f"{found[1]}{found[2]}{found[3]}{top}"
    if found[6] is None:
        return first if top == bottom else f"{first}:{found[1]}{found[2]}{found[3]}{bottom}"
    return f"{first}:{found[5]}{found[6]}{found[7]}{bottom}"

"""How a column is written: where a true date or a number stands in it, and the patterns of its text dates."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from skj.files.sheet_dates import LAST_CHRISTIAN_YEAR, WrittenDate, as_text, written_date
from skj.files.tables import CellValue, RawTable
from skj.thai.dates import format_be, read_date

PATTERNS: Final = 12
_YEAR_DIGITS: Final = 4


@dataclass(slots=True)
class Habits:
    """The habits of the columns of one table below its headings, each looked for once."""

    table: RawTable
    first_row: int
    _rows: dict[tuple[int, str], int] = field(default_factory=dict)
    _patterns: dict[int, list[WrittenDate]] = field(default_factory=dict)

    def date_row(self, column: int) -> int:
        """The last row with a true date that means what it says; 0 when there is none."""
        return self._last(column, "date", _is_sound_date)

    def number_row(self, column: int) -> int:
        """The last row with a number; 0 when there is none."""
        return self._last(
            column, "number", lambda value: isinstance(value, int | float) and not isinstance(value, bool)
        )

    def date_text(self, day: date, column: int) -> str:
        """A date as the text dates of the column are written, with its whole Buddhist year."""
        if column not in self._patterns:
            texts = (value for _row, value in self._upward(column) if isinstance(value, str))
            found = (pattern for text in texts if (pattern := written_date(text)) and _has_whole_year(pattern))
            self._patterns[column] = [pattern for pattern, _number in zip(found, range(PATTERNS), strict=False)]
        patterns = self._patterns[column]
        return as_text(day, patterns) if patterns else format_be(day)

    def _last(self, column: int, kind: str, fits: Callable[[CellValue], bool]) -> int:
        if (column, kind) not in self._rows:
            found = (row for row, value in self._upward(column) if fits(value))
            self._rows[column, kind] = next(found, 0)
        return self._rows[column, kind]

    def _upward(self, column: int) -> Iterator[tuple[int, CellValue]]:
        return ((row, self.table.value(row, column)) for row in range(len(self.table.rows), self.first_row - 1, -1))


def _is_sound_date(value: CellValue) -> bool:
    """A true date of the right era; one typed with a Buddhist year shows nothing worth copying."""
    if not isinstance(value, date):
        return False
    reading = read_date(value)
    return reading.value is not None and reading.era is None


def _has_whole_year(pattern: WrittenDate) -> bool:
    year = pattern.found["year"]
    return len(year) == _YEAR_DIGITS and int(year) > LAST_CHRISTIAN_YEAR

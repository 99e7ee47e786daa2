"""One value into one cell of a workbook, as its own type; only typed writes, so no text becomes a formula or a link (R13)."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from itertools import groupby
from typing import Any, Final

from skj.render.looks import Looks, Style
from skj.render.safe import printable
from skj.render.values import DRESSED, Manner, is_number, is_wild, machine_number, show
from skj.reports.model import Kind, Scalar

TEXT_LIMIT: Final = 32_767  # characters in a cell
EXACT: Final = 10**15  # a workbook keeps 15 digits of a number
_CUT: Final = 10**4  # as `values.machine_number` cuts
FIRST_DAY: Final = date(1900, 3, 1)  # before it the day numbers of Excel are off by one, or there are none


@dataclass(frozen=True, slots=True)
class Cells:
    """Writes cells of one worksheet; rows and columns count from 0."""

    page: Any
    manner: Manner

    def text(self, row: int, column: int, text: str, form: Any) -> None:
        """A text and nothing else."""
        self.page.write_string(row, column, fitting(printable(text)), form)

    def put(self, row: int, column: int, value: Scalar, style: Style) -> None:
        """A value as its own type; what a workbook cannot hold as such is written as text."""
        kind = style.kind
        if isinstance(value, str) and kind not in DRESSED:
            self.page.write_string(row, column, fitting(printable(value)), style.text)
        elif value is None:
            self.page.write_blank(row, column, None, style.blank)
        elif type(value) is date and value >= FIRST_DAY:
            self.page.write_datetime(row, column, value, style.day)
        elif type(value) is int and kind is not Kind.MARK and -EXACT < value < EXACT:
            self.page.write_number(row, column, value, style.number)
        else:
            self._put_rarer(row, column, value, style)

    def formula(self, row: int, column: int, formula: str, value: Scalar, style: Style) -> None:
        """A formula of our own with its value, so that a preview that does not calculate shows the number."""
        self.page.write_formula(row, column, formula, style.number, float(Fraction(value)) if is_number(value) else 0)

    def timeline(self, row: int, column: int, value: str, looks: Looks) -> None:
        """One sign a month, each in the colour of what it says; a text of one colour alone is no rich one to Excel."""
        runs = [(sign, show("".join(same), Kind.TIMELINE, self.manner)) for sign, same in groupby(value)]
        form = looks.format("timeline")
        if len(runs) > 1:
            parts = [part for sign, text in runs for part in (looks.format(f"sign {sign}"), text)]
            self.page.write_rich_string(row, column, *parts, form)
        else:
            self.text(row, column, show(value, Kind.TIMELINE, self.manner), form)

    def _put_rarer(self, row: int, column: int, value: Scalar, style: Style) -> None:
        kind = style.kind
        if isinstance(value, bool) and kind is not Kind.MARK:
            self.page.write_boolean(row, column, value, style.blank)
        elif isinstance(value, date) and whole_day(value) >= FIRST_DAY:
            self.page.write_datetime(row, column, value, style.day)
        elif is_number(value) and not is_wild(value) and abs(Fraction(value)) < EXACT:
            self.page.write_number(row, column, stored_number(value, kind), style.number)
        else:
            self.text(row, column, show(value, kind, self.manner), style.text)


def stored_number(value: Any, kind: Kind) -> float | int:
    """The number as a workbook keeps it; shares are cut before Excel rounds what it shows."""
    if type(value) is Fraction and value >= 0 and value.denominator <= EXACT:
        cut = kind in {Kind.SHARE, Kind.BAR, Kind.POINTS}
        return value.numerator * _CUT // value.denominator / _CUT if cut else float(value)
    number = machine_number(Fraction(value)) if kind in {Kind.SHARE, Kind.BAR, Kind.POINTS} else value
    return int(number) if isinstance(number, int) else float(number or 0)


def fitting(text: str) -> str:
    """`text` within the limit of a cell, which counts UTF-16 units; what is cut ends in …."""
    if len(text) * 2 <= TEXT_LIMIT:
        return text
    units = text.encode("utf-16-le")
    if len(units) // 2 <= TEXT_LIMIT:
        return text
    return units[: 2 * (TEXT_LIMIT - 1)].decode("utf-16-le", "ignore") + "…"


def whole_day(value: date) -> date:
    """The day of a date or of a moment, which do not compare with each other."""
    return value.date() if isinstance(value, datetime) else value

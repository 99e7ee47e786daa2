"""A copy of one sheet in the workbook for the clerk: values at their own addresses, wrong cells coloured and noted."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, Final

from skj.checking.copies import CopiedValue, SheetCopy
from skj.diagnostics import Diagnostic, Severity
from skj.render.bookcells import EXACT, FIRST_DAY, fitting, whole_day
from skj.render.looks import BASE, LINE_HEIGHT, date_format
from skj.render.safe import printable, visible
from skj.render.wrap import width_of

FILLS: Final = {Severity.ERROR: "#F8C9C4", Severity.WARNING: "#FBE5A6", Severity.INFO: "#DCE6F0"}
ROW: Final = LINE_HEIGHT + 2
_NARROW, _WIDE = 8, 40
_LOOKED_AT: Final = 200  # rows by which the width of a column is judged
_BUDDHIST: Final = 2400  # a year from here on was typed as B.E. and is shown as it is stored


@dataclass(slots=True)
class Pens:
    """The looks of a workbook, each made once."""

    book: Any
    made: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)

    def look(self, look: dict[str, Any]) -> Any:
        """The format of a look."""
        key = tuple(sorted(look.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format(look)
        return self.made[key]

    def text(self, page: Any, row: int, column: int, text: str, look: dict[str, Any]) -> None:
        """Write a text as such; row and column count from 0."""
        page.write_string(row, column, fitting(printable(text)), self.look(look))


def on_paper(page: Any, *headings: int) -> None:
    """A4 lying down, as wide as one page, the rows of `headings` (first and last) on each."""
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(0.4, 0.4, 0.5, 0.5)
    page.fit_to_pages(1, 0)
    page.set_footer("&C&P / &N")
    if headings:
        page.repeat_rows(*headings)


@dataclass(slots=True)
class MarkedCopy:
    """Writes one copied sheet; `findings` are those of the whole workbook, which the copy names by their places."""

    pens: Pens
    page: Any
    copy: SheetCopy
    findings: Sequence[Diagnostic]
    marks: dict[tuple[int, int], list[int]] = field(default_factory=dict)  # by cell, which of the findings are about it
    plain: dict[str, Any] = field(default_factory=dict)
    reach: dict[int, int] = field(default_factory=dict)  # by row, its last marked column

    def write(self) -> None:
        """Write it; each row once and from the top, as a workbook of many rows wants it."""
        self._gather()
        widths = self._widths()
        for column, width in widths.items():
            self.page.set_column(column, column, width)
        self.page.set_default_row(ROW)
        for row, cells in enumerate(self.copy.rows(), 1):
            self._row(row, cells)
        self.page.hide_gridlines(0)  # printed too: a number at the right edge of its cell runs into the text beside it
        self.page.freeze_panes(self.copy.heading_row, 0)
        # The row above may be the upper half of the headings.
        on_paper(self.page, max(self.copy.heading_row - 2, 0), self.copy.heading_row - 1)
        self.page.print_area(*self._stretch(), max(widths, default=0))
        for at in sorted(self.marks):  # those below the last row
            self._note(at)

    def _widths(self) -> dict[int, int]:
        """As wide as the first rows need, within limits; by column, counted from 0."""
        widest: dict[int, int] = {}
        for cells in islice(self.copy.rows(), _LOOKED_AT):
            for column, value in enumerate(cells):
                text = "" if value is None else visible(str(value)[:_WIDE])
                widest[column] = max(widest.get(column, 0), width_of(text) + 3)
        return {column: min(max(width, _NARROW), _WIDE) for column, width in widest.items()}

    def _stretch(self) -> tuple[int, int, int]:
        """The first row, the first column and the last row to print, counted from 0: from the first to the last mark.

        Below the headings, which stand on each page, the rows before and after that are for the screen.
        """
        first = min(self.reach, default=1)
        return max(first - 2, 0), 0, max(self.reach, default=self.copy.heading_row)

    def _gather(self) -> None:
        """Findings by cell; one that is about a whole row is noted in its first column."""
        from xlsxwriter.utility import xl_cell_to_rowcol

        for number in self.copy.findings:
            found = self.findings[number]
            row, column = xl_cell_to_rowcol(found.place.cell or f"A{found.place.row}")
            self.marks.setdefault((row + 1, column + 1), []).append(number)
            self.reach[row + 1] = max(self.reach.get(row + 1, 0), column + 1)

    def _about(self, at: tuple[int, int]) -> list[Diagnostic]:
        return [self.findings[number] for number in self.marks.get(at, ())]

    def _look(self, row: int, column: int) -> dict[str, Any]:
        if findings := self._about((row, column)):
            return BASE | {"bg_color": FILLS[max(found.severity for found in findings)], "border": 1}
        return BASE | {"bold": True}

    def _row(self, row: int, cells: Sequence[CopiedValue]) -> None:
        """One row; only marked cells and headings have a look of their own. A row may end before its marked cell."""
        is_heading = row == self.copy.heading_row
        if row in self.reach:
            cells = [*cells, *[None] * (self.reach[row] - len(cells))]
        for column, value in enumerate(cells, 1):
            if (row, column) in self.marks or (is_heading and value is not None):
                self._cell(row - 1, column - 1, value, self._look(row, column))
                self._note((row, column))
            elif value is not None:
                self._cell(row - 1, column - 1, value, BASE)

    def _cell(self, row: int, column: int, value: CopiedValue, look: dict[str, Any]) -> None:
        """One value as its own type; what a workbook cannot hold as such is written as text."""
        if isinstance(value, str):
            self.page.write_string(row, column, fitting(printable(value)), self._format(look, ""))
        elif value is None:
            self.page.write_blank(row, column, None, self._format(look, ""))
        elif isinstance(value, bool):
            self.page.write_boolean(row, column, value, self._format(look, ""))
        elif isinstance(value, int | float) and abs(value) < EXACT:
            self.page.write_number(row, column, value, self._format(look, ""))
        elif isinstance(value, date) and whole_day(value) >= FIRST_DAY:
            number = "yyyy-mm-dd" if value.year >= _BUDDHIST else date_format()
            self.page.write_datetime(row, column, value, self._format(look, number))
        else:
            self.pens.text(self.page, row, column, str(value), look)

    def _format(self, look: dict[str, Any], number: str) -> Any:
        """The format of a look with a number format; those of plain cells are kept, since there may be a million of them."""
        if look is not BASE:
            return self.pens.look(look | {"num_format": number, "align": "left"} if number else look)
        if number not in self.plain:
            self.plain[number] = self.pens.look(BASE | {"num_format": number, "align": "left"} if number else BASE)
        return self.plain[number]

    def _note(self, at: tuple[int, int]) -> None:
        """What is found in a cell, once, while its row is written: a row that waits on the disk takes no note any more."""
        findings = self._about(at)
        if not findings:
            return
        del self.marks[at]
        text = "\n\n".join(
            f"{found.severity.label} {found.code}\n{found.message()}\n{found.hint()}" for found in findings
        )
        size = {"author": "skj", "x_scale": 2.5, "y_scale": min(1.6 * len(findings) + 0.4, 8), "font_size": 11}
        self.page.write_comment(at[0] - 1, at[1] - 1, fitting(printable(text)), size)

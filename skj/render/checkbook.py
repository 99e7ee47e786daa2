"""The workbook for the clerk: what to fix with a link to each cell, a summary, and copies of the sheets with marked cells.

Texts are written as texts. A link leads to a file that was read, by its path on the disk and the cell's own address:
nothing that stands in a cell can become a link or a formula (reliability R13).
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from itertools import islice
from pathlib import PurePath
from tempfile import TemporaryDirectory
from typing import Any, Final

from skj.checking.copies import CopiedValue, SheetCopy
from skj.diagnostics import Diagnostic, Severity
from skj.language import N_, _
from skj.render.bookcells import EXACT, FIRST_DAY, fitting, whole_day
from skj.render.links import MOST_LINKS, LinkTo, place_link
from skj.render.looks import BASE, LINE_HEIGHT, date_format
from skj.render.measuring import lines_needed
from skj.render.safe import printable, visible
from skj.render.workbook import CREATED, OPTIONS, sheet_names
from skj.render.wrap import width_of
from skj.reports.model import Grid, Kind, Report

_HEAD: Final = BASE | {"bold": True, "bg_color": "#E7EEF4", "bottom": 1, "text_wrap": True, "valign": "vcenter"}
_CELL: Final = BASE | {"text_wrap": True, "bottom": 4, "bottom_color": "#BFBFBF"}
_LINK: Final = _CELL | {"font_color": "#0B5CAD", "underline": 1}
_FILLS: Final = {Severity.ERROR: "#F8C9C4", Severity.WARNING: "#FBE5A6", Severity.INFO: "#DCE6F0"}
# The columns of the list: title and width. Those from _OFF_PAPER on are for the screen, so that a printed page can be read.
_COLUMNS: Final = (
    (N_("No."), 6),
    (N_("Done"), 8),
    (N_("Severity"), 12),
    (N_("Code"), 10),
    (N_("Cell"), 9),
    (N_("Sheet"), 18),
    (N_("File"), 24),
    (N_("Person, room or case"), 26),
    (N_("Finding"), 48),
    (N_("What to do"), 48),
    (N_("Value in the cell"), 22),
    (N_("Suggested value"), 20),
    (N_("Copy"), 9),
    (N_("Read as"), 22),
    (N_("Heading"), 26),
    (N_("Ledger"), 30),
    (N_("Responsible"), 24),
)
_OFF_PAPER: Final = 12
_CELL_AT, _COPY_AT = 4, 12
_FITTED: Final = 5_000  # lines whose height is measured; a longer list is worked through by its filter
_ROW: Final = LINE_HEIGHT + 2
_MOST_TEXT_LINES: Final = 8
_SENTENCE: Final = 70  # the width of the summary's first column
_RIGHT: Final = {"align": "right"}
_INDENTED: Final = {"indent": 1}
_NARROW, _WIDE = 8, 40
_LOOKED_AT: Final = 200  # rows by which the width of a column is judged
_MOST_LINES: Final = 1_000_000
_KEPT_ROWS: Final = 20_000  # of the list and the copies; 130,000 findings with their notes would take 1.5 GB
_BUDDHIST: Final = 2400  # a year from here on was typed as B.E. and is shown as it is stored


@dataclass(frozen=True, slots=True)
class Checkbook:
    """What goes into the workbook: the findings (masked unless names were asked for), what stands in the summary, copies."""

    report: Report
    findings: Sequence[Diagnostic]
    grids: Sequence[Grid]
    copies: Sequence[SheetCopy]
    responsible: dict[str, str] = field(default_factory=dict)  # by ledger
    labels: dict[str, str] = field(default_factory=dict)  # by ledger


def to_checkbook(content: Checkbook, link_to: LinkTo, *, created: datetime = CREATED) -> bytes:
    """The workbook as bytes; `link_to` gives the relative path of a file that was read, or nothing. The same check, the same bytes."""
    from xlsxwriter import Workbook

    stream = BytesIO()
    with _storage(content) as options, Workbook(stream, options) as book:
        book.set_properties({"title": visible(content.report.title), "created": created})
        _Writer(book, content, link_to).write()
    return stream.getvalue()


@contextmanager
def _storage(content: Checkbook) -> Iterator[dict[str, Any]]:
    """Where rows wait until the workbook is whole: few in memory, many in a folder of their own that is gone afterwards."""
    rows = len(content.findings) + sum(len(copy.table.rows) for copy in content.copies)
    if rows <= _KEPT_ROWS:
        yield OPTIONS
        return
    with TemporaryDirectory(prefix="skj-") as folder:
        yield OPTIONS | {"in_memory": False, "constant_memory": True, "tmpdir": folder}


@dataclass(slots=True)
class _Writer:
    """Writes the sheets one after the other; formats are made once each."""

    book: Any
    content: Checkbook
    link_to: LinkTo
    formats: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)

    def write(self) -> None:
        titles = [_("To fix"), _("Summary"), *(_title(copy) for copy in self.content.copies)]
        to_fix, summary, *names = sheet_names(titles)
        self._to_fix(self.book.add_worksheet(to_fix), dict(zip(map(_place, self.content.copies), names, strict=True)))
        self._summary(self.book.add_worksheet(summary))
        for copy, name in zip(self.content.copies, names, strict=True):
            _Copy(self, self.book.add_worksheet(name), copy).write()

    def look(self, look: dict[str, Any]) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(look)
        return self.formats[key]

    def text(self, page: Any, row: int, column: int, text: str, look: dict[str, Any]) -> None:
        page.write_string(row, column, fitting(printable(text)), self.look(look))

    def _head(self, page: Any, row: int, titles: Iterable[str]) -> None:
        for column, title in enumerate(titles):
            self.text(page, row, column, title, _HEAD)

    def _to_fix(self, page: Any, copies: dict[tuple[str, str], str]) -> None:
        for column, (_title, width) in enumerate(_COLUMNS):
            page.set_column(column, column, width)
        page.set_default_row(_ROW)
        page.set_row(0, 2 * _ROW)
        self._head(page, 0, (_(title) for title, _width in _COLUMNS))
        page.freeze_panes(1, 0)
        lines = self.content.findings[:_MOST_LINES]
        for row, found in enumerate(lines, 1):
            self._finding(page, row, found, copies.get((found.place.file, found.place.sheet), ""))
        if lines:
            page.autofilter(0, 0, len(lines), len(_COLUMNS) - 1)
        else:
            self.text(page, 1, 0, _("Nothing found."), BASE)
        _on_paper(page, 0)
        page.print_area(0, 0, max(len(lines), 1), _OFF_PAPER - 1)

    def _finding(self, page: Any, row: int, found: Diagnostic, copy: str) -> None:
        fill = _CELL | {"bg_color": _FILLS[found.severity]}
        texts = list(self._texts(found))
        page.set_row(row, _height(texts) if row <= _FITTED else 2 * _ROW)
        page.write_number(row, 0, row, self.look(_CELL))
        for column, text in enumerate(texts, 1):
            self.text(page, row, column, text, fill if column == 2 else _CELL)
        self._links(page, row, found, copy)

    def _texts(self, found: Diagnostic) -> Iterator[str]:
        """The columns after the number, in the order of their titles."""
        place = found.place
        yield from ("", found.severity.label, found.code, place.cell, place.sheet, place.file, found.key)
        yield from (found.message(), found.hint(), found.value or "", found.fix, "", found.read_as)
        yield from (place.heading, _(self.content.labels.get(found.ledger, found.ledger)))
        yield self.content.responsible.get(found.ledger, "")

    def _links(self, page: Any, row: int, found: Diagnostic, copy: str) -> None:
        if row * 2 > MOST_LINKS:
            return
        file = self.link_to(found.place.file)
        if file and (link := place_link(file, found.place)):
            page.write_url(
                row, _CELL_AT, link, self.look(_LINK), found.place.cell or _("open"), _("Open the original file")
            )
        if copy and found.place.row:
            address = found.place.cell or f"A{found.place.row}"
            quoted = copy.replace("'", "''")
            page.write_url(row, _COPY_AT, f"internal:'{quoted}'!{address}", self.look(_LINK), _("copy"))

    def _summary(self, page: Any) -> None:
        report = self.content.report
        page.set_column(0, 0, _SENTENCE)
        page.set_column(1, 8, 17)
        page.set_default_row(_ROW)
        page.set_row(0, 34)
        self.text(page, 0, 0, report.title, BASE | {"bold": True, "font_size": 20})
        self.text(page, 1, 0, report.subtitle, BASE)
        row = 2
        for note in report.footer:
            self.text(page, row, 0, note.text, BASE)
            row += 1
        for grid in self.content.grids:
            row = self._grid(page, row + 1, grid)
        _on_paper(page)

    def _grid(self, page: Any, row: int, grid: Grid) -> int:
        """Write a grid from `row` on, its first column wide enough for a sentence; the next free row."""
        page.set_row(row, 28)
        self.text(page, row, 0, grid.title, BASE | {"bold": True, "font_size": 16})
        for column, each in enumerate(grid.fields):
            self.text(page, row + 1, column, each.title, _HEAD | (_RIGHT if each.kind is Kind.COUNT else _INDENTED))
        row += 2
        for line in grid.lines:
            page.set_row(row, lines_needed(str(line.cells[0]), _SENTENCE) * _ROW)
            for column, value in enumerate(line.cells):
                if isinstance(value, int):
                    page.write_number(row, column, value, self.look(_CELL))
                else:
                    self.text(page, row, column, str(value), _CELL | _INDENTED)
            row += 1
        return row


def _height(texts: Sequence[str]) -> int:
    """The height of a line of the list, by the column that needs most; programs do not all fit rows to their text."""
    on_paper = zip(texts, _COLUMNS[1:_OFF_PAPER], strict=False)
    return _ROW * min(max(lines_needed(visible(text), width) for text, (_title, width) in on_paper), _MOST_TEXT_LINES)


def _on_paper(page: Any, *headings: int) -> None:
    """A4 lying down, as wide as one page, the rows of `headings` (first and last) on each."""
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(0.4, 0.4, 0.5, 0.5)
    page.fit_to_pages(1, 0)
    page.set_footer("&C&P / &N")
    if headings:
        page.repeat_rows(*headings)


def _place(copy: SheetCopy) -> tuple[str, str]:
    return copy.file, copy.sheet


def _title(copy: SheetCopy) -> str:
    return f"{copy.sheet} {PurePath(copy.file).stem}" if copy.sheet else PurePath(copy.file).stem


@dataclass(slots=True)
class _Copy:
    """One copied sheet: values at their own addresses, wrong cells coloured and noted."""

    writer: _Writer
    page: Any
    copy: SheetCopy
    marks: dict[tuple[int, int], list[int]] = field(default_factory=dict)  # by cell, which of the findings are about it
    plain: dict[str, Any] = field(default_factory=dict)
    reach: dict[int, int] = field(default_factory=dict)  # by row, its last marked column

    def write(self) -> None:
        self._gather()
        widths = self._widths()
        for column, width in widths.items():
            self.page.set_column(column, column, width)
        self.page.set_default_row(_ROW)
        for row, cells in enumerate(self.copy.rows(), 1):
            self._row(row, cells)
        self.page.hide_gridlines(0)  # printed too: a number at the right edge of its cell runs into the text beside it
        self.page.freeze_panes(self.copy.heading_row, 0)
        # The row above may be the upper half of the headings.
        _on_paper(self.page, max(self.copy.heading_row - 2, 0), self.copy.heading_row - 1)
        self.page.print_area(*self._on_paper(), max(widths, default=0))
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

    def _on_paper(self) -> tuple[int, int, int]:
        """The first row, the first column and the last row to print, counted from 0: from the first to the last mark.

        Below the headings, which stand on each page, the rows before and after that are for the screen.
        """
        first = min(self.reach, default=1)
        return max(first - 2, 0), 0, max(self.reach, default=self.copy.heading_row)

    def _gather(self) -> None:
        """Findings by cell; one that is about a whole row is noted in its first column."""
        from xlsxwriter.utility import xl_cell_to_rowcol

        for number in self.copy.findings:
            found = self.writer.content.findings[number]
            row, column = xl_cell_to_rowcol(found.place.cell or f"A{found.place.row}")
            self.marks.setdefault((row + 1, column + 1), []).append(number)
            self.reach[row + 1] = max(self.reach.get(row + 1, 0), column + 1)

    def _findings(self, at: tuple[int, int]) -> list[Diagnostic]:
        return [self.writer.content.findings[number] for number in self.marks.get(at, ())]

    def _look(self, row: int, column: int) -> dict[str, Any]:
        if findings := self._findings((row, column)):
            return BASE | {"bg_color": _FILLS[max(found.severity for found in findings)], "border": 1}
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
            self.writer.text(self.page, row, column, str(value), look)

    def _format(self, look: dict[str, Any], number: str) -> Any:
        """The format of a look with a number format; those of plain cells are kept, since there may be a million of them."""
        if look is not BASE:
            return self.writer.look(look | {"num_format": number, "align": "left"} if number else look)
        if number not in self.plain:
            self.plain[number] = self.writer.look(BASE | {"num_format": number, "align": "left"} if number else BASE)
        return self.plain[number]

    def _note(self, at: tuple[int, int]) -> None:
        """What is found in a cell, once, while its row is written: a row that waits on the disk takes no note any more."""
        findings = self._findings(at)
        if not findings:
            return
        del self.marks[at]
        text = "\n\n".join(
            f"{found.severity.label} {found.code}\n{found.message()}\n{found.hint()}" for found in findings
        )
        size = {"author": "skj", "x_scale": 2.5, "y_scale": min(1.6 * len(findings) + 0.4, 8), "font_size": 11}
        self.page.write_comment(at[0] - 1, at[1] - 1, fitting(printable(text)), size)

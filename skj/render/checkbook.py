"""The workbook for the clerk: what to fix with a link to each cell, a summary, and copies of the sheets with marked cells.

Texts are written as texts. A link leads to a file that was read, by its path on the disk and the cell's own address:
nothing that stands in a cell can become a link or a formula (reliability R13).
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import PurePath
from tempfile import TemporaryDirectory, gettempdir
from typing import Any, Final

from skj.checking.copies import SheetCopy
from skj.diagnostics import Diagnostic, WriteRefused
from skj.language import N_, _
from skj.render.links import MOST_LINKS, LinkTo, place_link
from skj.render.looks import BASE
from skj.render.markedcopy import FILLS, ROW, MarkedCopy, Pens, on_paper
from skj.render.measuring import lines_needed
from skj.render.safe import visible
from skj.render.workbook import CREATED, OPTIONS, sheet_names
from skj.reports.model import Grid, Kind, Report
from skj.rules.own import OUTPUT_FAILED

_HEAD: Final = BASE | {"bold": True, "bg_color": "#E7EEF4", "bottom": 1, "text_wrap": True, "valign": "vcenter"}
_CELL: Final = BASE | {"text_wrap": True, "bottom": 4, "bottom_color": "#BFBFBF"}
_LINK: Final = _CELL | {"font_color": "#0B5CAD", "underline": 1}
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
_MOST_TEXT_LINES: Final = 8
_SENTENCE: Final = 70  # the width of the summary's first column
_RIGHT: Final = {"align": "right"}
_INDENTED: Final = {"indent": 1}
_MOST_LINES: Final = 1_000_000
_KEPT_ROWS: Final = 20_000  # of the list and the copies; 130,000 findings with their notes would take 1.5 GB


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
        _Writer(book, Pens(book), content, link_to).write()
    return stream.getvalue()


@contextmanager
def _storage(content: Checkbook) -> Iterator[dict[str, Any]]:
    """Where rows wait until the workbook is whole: few in memory, many in a folder of their own that is gone afterwards.

    WriteRefused when the system's folder for such files has no room.
    """
    rows = len(content.findings) + sum(len(copy.table.rows) for copy in content.copies)
    if rows <= _KEPT_ROWS:
        yield OPTIONS
        return
    try:
        with TemporaryDirectory(prefix="skj-") as folder:
            yield OPTIONS | {"in_memory": False, "constant_memory": True, "tmpdir": folder}
    except OSError as fault:
        args = {"output": gettempdir(), "reason": fault.strerror or str(fault)}
        raise WriteRefused(Diagnostic(OUTPUT_FAILED, args=args)) from fault


@dataclass(slots=True)
class _Writer:
    """Writes the sheets one after the other."""

    book: Any
    pens: Pens
    content: Checkbook
    link_to: LinkTo

    def write(self) -> None:
        titles = [_("To fix"), _("Summary"), *(_title(copy) for copy in self.content.copies)]
        to_fix, summary, *names = sheet_names(titles)
        self._to_fix(self.book.add_worksheet(to_fix), dict(zip(map(_place, self.content.copies), names, strict=True)))
        self._summary(self.book.add_worksheet(summary))
        for copy, name in zip(self.content.copies, names, strict=True):
            MarkedCopy(self.pens, self.book.add_worksheet(name), copy, self.content.findings).write()

    def _head(self, page: Any, row: int, titles: Iterable[str]) -> None:
        for column, title in enumerate(titles):
            self.pens.text(page, row, column, title, _HEAD)

    def _to_fix(self, page: Any, copies: dict[tuple[str, str], str]) -> None:
        for column, (_title, width) in enumerate(_COLUMNS):
            page.set_column(column, column, width)
        page.set_default_row(ROW)
        page.set_row(0, 2 * ROW)
        self._head(page, 0, (_(title) for title, _width in _COLUMNS))
        page.freeze_panes(1, 0)
        lines = self.content.findings[:_MOST_LINES]
        for row, found in enumerate(lines, 1):
            self._finding(page, row, found, copies.get((found.place.file, found.place.sheet), ""))
        if lines:
            page.autofilter(0, 0, len(lines), len(_COLUMNS) - 1)
        else:
            self.pens.text(page, 1, 0, _("Nothing found."), BASE)
        on_paper(page, 0)
        page.print_area(0, 0, max(len(lines), 1), _OFF_PAPER - 1)

    def _finding(self, page: Any, row: int, found: Diagnostic, copy: str) -> None:
        fill = _CELL | {"bg_color": FILLS[found.severity]}
        texts = list(self._texts(found))
        page.set_row(row, _height(texts) if row <= _FITTED else 2 * ROW)
        page.write_number(row, 0, row, self.pens.look(_CELL))
        for column, text in enumerate(texts, 1):
            self.pens.text(page, row, column, text, fill if column == 2 else _CELL)
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
                row, _CELL_AT, link, self.pens.look(_LINK), found.place.cell or _("open"), _("Open the original file")
            )
        if copy and found.place.row:
            address = found.place.cell or f"A{found.place.row}"
            quoted = copy.replace("'", "''")
            page.write_url(row, _COPY_AT, f"internal:'{quoted}'!{address}", self.pens.look(_LINK), _("copy"))

    def _summary(self, page: Any) -> None:
        report = self.content.report
        page.set_column(0, 0, _SENTENCE)
        page.set_column(1, 8, 17)
        page.set_default_row(ROW)
        page.set_row(0, 34)
        self.pens.text(page, 0, 0, report.title, BASE | {"bold": True, "font_size": 20})
        self.pens.text(page, 1, 0, report.subtitle, BASE)
        row = 2
        for note in report.footer:
            self.pens.text(page, row, 0, note.text, BASE)
            row += 1
        for grid in self.content.grids:
            row = self._grid(page, row + 1, grid)
        on_paper(page)

    def _grid(self, page: Any, row: int, grid: Grid) -> int:
        """Write a grid from `row` on, its first column wide enough for a sentence; the next free row."""
        page.set_row(row, 28)
        self.pens.text(page, row, 0, grid.title, BASE | {"bold": True, "font_size": 16})
        for column, each in enumerate(grid.fields):
            self.pens.text(
                page, row + 1, column, each.title, _HEAD | (_RIGHT if each.kind is Kind.COUNT else _INDENTED)
            )
        row += 2
        for line in grid.lines:
            page.set_row(row, lines_needed(str(line.cells[0]), _SENTENCE) * ROW)
            for column, value in enumerate(line.cells):
                if isinstance(value, int):
                    page.write_number(row, column, value, self.pens.look(_CELL))
                else:
                    self.pens.text(page, row, column, str(value), _CELL | _INDENTED)
            row += 1
        return row


def _height(texts: Sequence[str]) -> int:
    """The height of a line of the list, by the column that needs most; programs do not all fit rows to their text."""
    on_paper = zip(texts, _COLUMNS[1:_OFF_PAPER], strict=False)
    return ROW * min(max(lines_needed(visible(text), width) for text, (_title, width) in on_paper), _MOST_TEXT_LINES)


def _place(copy: SheetCopy) -> tuple[str, str]:
    return copy.file, copy.sheet


def _title(copy: SheetCopy) -> str:
    return f"{copy.sheet} {PurePath(copy.file).stem}" if copy.sheet else PurePath(copy.file).stem

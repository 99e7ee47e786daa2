"""A report as a workbook to hand on: one sheet per section, real dates and numbers, ready for A4.

Only typed writes, so no text becomes a formula or a link (reliability R13); the same report gives the same bytes.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from fractions import Fraction
from io import BytesIO
from typing import Any, Final

from skj.language import _, current_language
from skj.render.charts import draw
from skj.render.layout import mark_of
from skj.render.masking import footer
from skj.render.safe import printable, visible
from skj.render.values import NUMERIC, Manner, is_number, is_wild, machine_number, show
from skj.render.wrap import width_of, wrap
from skj.reports.model import Block, Chart, Facts, Field, Grid, Kind, Line, Note, Report, Scalar, Section, Tone

CREATED: Final = datetime(2000, 1, 1, tzinfo=UTC)  # fixed, so that the same report gives the same bytes
FONT: Final = "TH Sarabun New"

_A4: Final = 9
TEXT_LIMIT: Final = 32_767  # characters in a cell
_NAME_LIMIT: Final = 31  # characters in the name of a sheet
_NARROW, _WIDE, _PORTRAIT = 8, 56, 100  # widths in characters; a wider sheet is printed in landscape
_AIR: Final = 4  # around the text of a cell
_PROSE: Final = 88
_FREEZE_ABOVE: Final = 12  # a heading row further down would freeze most of the screen
EXACT: Final = 10**15  # a workbook keeps 15 digits of a number
FIRST_DAY: Final = date(1900, 3, 1)  # before it the day numbers of Excel are off by one, or there are none
LINE_HEIGHT: Final = 21
OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}

BASE: Final = {"font_name": FONT, "font_size": 14, "valign": "top"}
_LOOKS: Final[dict[str, dict[str, Any]]] = {
    "title": {"bold": True, "font_size": 20},
    "subtitle": {"font_size": 14, "font_color": "#595959"},
    "caption": {"bold": True, "font_size": 16},
    "head": {"bold": True, "bg_color": "#E7EEF4", "bottom": 1, "text_wrap": True, "valign": "vcenter", "indent": 1},
    "label": {"font_color": "#595959", "text_wrap": True},
    "cell": {"text_wrap": True, "bottom": 4, "bottom_color": "#BFBFBF", "indent": 1},
    "fact": {"text_wrap": True, "align": "left"},
    "note": {"text_wrap": True},
}
COLOURS: Final[dict[Tone, str]] = {"good": "#1E6B34", "warn": "#8A5A00", "bad": "#A61C1C", "quiet": "#7F7F7F"}
_SHARE_FORMAT: Final = "0.00%"
_NUMBERS: Final = {Kind.COUNT: "#,##0", Kind.MONEY: "#,##0.00", Kind.SHARE: _SHARE_FORMAT, Kind.BAR: _SHARE_FORMAT}


def to_xlsx(report: Report, *, names: bool = False, created: datetime = CREATED) -> bytes:
    """The report as an .xlsx file; `created` stands in its properties, the name of a user never does."""
    from xlsxwriter import Workbook

    content = BytesIO()
    with Workbook(content, OPTIONS) as book:
        book.set_properties({"title": visible(report.title), "created": created})
        sheets = report.sections or (Section(report.title, (report.main,)),)
        for section, name in zip(sheets, sheet_names(section.title for section in sheets), strict=True):
            _Sheet(book, name, report, section, Manner(names=names)).write()
    return content.getvalue()


def sheet_names(titles: Iterable[str]) -> list[str]:
    r"""Names that Excel takes: at most 31 characters, no `[]:*?/\\`, no apostrophe at an end, each one once."""
    taken: set[str] = {"history"}  # Excel keeps this name for itself
    return [_free_name(_plain_name(title) or _("Report"), taken) for title in titles]


def _plain_name(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", "-", visible(title)).strip("' ")[:_NAME_LIMIT].rstrip("' ")


def _free_name(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 1
    while name.casefold() in taken:
        number += 1
        ending = f" ({number})"
        name = wanted[: _NAME_LIMIT - len(ending)] + ending
    taken.add(name.casefold())
    return name


@dataclass(slots=True)
class _Sheet:
    """One worksheet while it is written from top to bottom; `row` is the next free one, counted from 0."""

    book: Any
    name: str
    report: Report
    section: Section
    manner: Manner
    row: int = 0
    page: Any = None
    widths: list[int] = field(default_factory=list)
    formats: dict[tuple[str, str, Tone, str], Any] = field(default_factory=dict)

    def write(self) -> None:
        """Write everything: title, blocks, notes, and how it is printed."""
        self.page = self.book.add_worksheet(self.name)
        self.page.set_default_row(LINE_HEIGHT)
        self.widths = _column_widths(self.section.blocks, self.manner)
        for at, width in enumerate(self.widths):
            self.page.set_column(at, at, width, self.look("note"))
        self._titles()
        for block in self.section.blocks:
            self._block(block)
        for note in footer(self.report, names=self.manner.names):
            self._note(note)
        self._print_setup()

    def look(self, name: str, number: str = "", tone: Tone = "plain", align: str = "") -> Any:
        """The cell format of a look, with a number format, the colour of a tone and an alignment; made once each."""
        key = (name, number, tone, align)
        if key not in self.formats:
            extra = {"num_format": number} if number else {}
            extra |= {"font_color": COLOURS[tone]} if tone in COLOURS else {}
            extra |= {"align": align} if align else {}
            self.formats[key] = self.book.add_format(BASE | _LOOKS[name] | extra)
        return self.formats[key]

    def _titles(self) -> None:
        titles = (
            (self.report.title, "title", 30),
            (self.report.subtitle, "subtitle", 21),
            (self.section.title, "caption", 24),
        )
        for text, look, height in titles:
            if text:
                self.page.set_row(self.row, height)
                self._text(0, text, self.look(look))
                self.row += 1
        self.row += 1

    def _block(self, block: Block) -> None:
        if isinstance(block, Note):
            self._note(block)
            return
        if block.title:
            self._text(0, block.title, self.look("caption"))
            self.row += 1
        if isinstance(block, Facts):
            self._facts(block)
        elif isinstance(block, Chart):
            self._chart(block)
        else:
            self._grid(block)
        self.row += 1

    def _chart(self, chart: Chart) -> None:
        """The picture in characters, in a font whose letters are all as wide."""
        look = self.book.add_format({"font_name": "Courier New", "font_size": 10})
        for line in draw(chart, _PROSE, self.manner):
            self._text(0, line, look)
            self.row += 1

    def _note(self, note: Note) -> None:
        """A sentence over as many columns as make a readable line, as high as it needs."""
        last = _span(self.widths)
        text = f"{mark_of(note.tone, self.manner)} {printable(note.text)}".strip()
        # A twentieth is left for fonts that run wider than cells of a terminal.
        lines = wrap(visible(text), sum(self.widths[: last + 1]) * 19 // 20)
        look = self.look("note", tone=note.tone)
        self.page.merge_range(self.row, 0, self.row, last, "", look)
        self.page.set_row(self.row, LINE_HEIGHT * len(lines))
        self._text(0, text, look)
        self.row += 1

    def _facts(self, facts: Facts) -> None:
        for label, value, kind in facts.items:
            self._text(0, label, self.look("label"))
            self._cell(1, value, kind, "fact", "plain")
            self.row += 1

    def _grid(self, grid: Grid) -> None:
        if not grid.lines:
            self._note(Note(grid.empty or _("Nothing to show."), "quiet"))
            return
        top = self.row
        self._head(grid.fields)
        for line in grid.lines:
            self._line(grid.fields, line)
        for at, column in enumerate(grid.fields):
            if column.kind is Kind.BAR:
                self._bars(at, top + 1)
        if grid is _longest(self.section.blocks):
            self._as_table(top, len(grid.fields))

    def _head(self, fields: Sequence[Field]) -> None:
        for at, column in enumerate(fields):
            self._text(at, column.title, self.look("head", align=_align(column.kind)))
        tall = max(len(wrap(visible(column.title), self.widths[at])) for at, column in enumerate(fields))
        self.page.set_row(self.row, LINE_HEIGHT * tall + 4)
        self.row += 1

    def _line(self, fields: Sequence[Field], line: Line) -> None:
        tall = 1
        for at, (column, value) in enumerate(zip(fields, line.cells, strict=True)):
            self._cell(at, value, column.kind, "cell", line.tone)
            if isinstance(value, str):
                parts = _shown(value, column.kind, self.manner).split("\n")
                tall = max(tall, sum(len(wrap(part, self.widths[at])) for part in parts))
        self.page.set_row(self.row, LINE_HEIGHT * min(tall, 19))  # no row may be higher than 409 points
        self.row += 1

    def _bars(self, column: int, first: int) -> None:
        scale = {"min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1}
        looks = {"type": "data_bar", "bar_color": "#9DB8CE", "bar_solid": True, "bar_only": True}
        self.page.conditional_format(first, column, self.row - 1, column, looks | scale)

    def _as_table(self, top: int, count: int) -> None:
        """Filter buttons for the longest grid of the sheet; its headings stay in sight and are repeated on each page."""
        self.page.autofilter(top, 0, self.row - 1, count - 1)
        self.page.repeat_rows(top)
        if top < _FREEZE_ABOVE:
            self.page.freeze_panes(top + 1, 0)

    def _cell(self, at: int, value: Scalar, kind: Kind, look: str, tone: Tone) -> None:
        """One value as its own type; what a workbook cannot hold as such is written as text."""
        align = "left" if look == "fact" else _align(kind)
        if value is None:
            self.page.write_blank(self.row, at, None, self.look(look, tone=tone))
        elif isinstance(value, bool) and kind is not Kind.MARK:
            self.page.write_boolean(self.row, at, value, self.look(look, "", tone, align))
        elif isinstance(value, date) and _day(value) >= FIRST_DAY:
            self.page.write_datetime(self.row, at, value, self.look(look, date_format(), tone, "left"))
        elif is_number(value) and not is_wild(value) and abs(Fraction(value)) < EXACT:
            self.page.write_number(
                self.row, at, _number(value, kind), self.look(look, _NUMBERS.get(kind, ""), tone, align)
            )
        else:
            text = value if isinstance(value, str) and kind is not Kind.NAME else show(value, kind, self.manner)
            self._text(at, text, self.look(look, "@", tone, align))

    def _text(self, at: int, text: str, look: Any) -> None:
        self.page.write_string(self.row, at, fitting(printable(text)), look)

    def _print_setup(self) -> None:
        self.page.set_paper(_A4)
        if sum(self.widths) > _PORTRAIT:
            self.page.set_landscape()
        self.page.fit_to_pages(1, 0)
        self.page.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.8)
        pages = _("Page {page} of {pages}").format(page="&P", pages="&N")
        self.page.set_footer(f'&R&"{FONT},Regular"&12{pages}')
        self.page.hide_gridlines(2)


def _longest(blocks: Sequence[Block]) -> Grid:
    return max((block for block in blocks if isinstance(block, Grid)), key=lambda grid: len(grid.lines))


def _column_widths(blocks: Sequence[Block], manner: Manner) -> list[int]:
    """The widths of a sheet's columns in characters: as wide as the widest line of a cell, within limits.

    Columns that hold nothing are added until a note laid over them has room for a readable line.
    """
    widest: list[int] = []
    for row in _rows(blocks, manner):
        widest += [0] * (len(row) - len(widest))
        for at, text in enumerate(row):
            widest[at] = max(widest[at], *(width_of(line) for line in text.split("\n")))
    widths = [min(max(width + _AIR, _NARROW), _WIDE) for width in widest]
    missing = max(0, _PROSE - sum(widths))
    return widths + [_NARROW] * -(-missing // _NARROW)


def _rows(blocks: Sequence[Block], manner: Manner) -> Iterator[list[str]]:
    """The texts that need room, row by row; a heading may take two lines, notes are laid over several columns."""
    for block in blocks:
        if isinstance(block, Facts):
            yield from ([printable(label), show(value, kind, manner)] for label, value, kind in block.items)
        elif isinstance(block, Grid) and block.lines:
            yield [column.title[: len(column.title) // 2 + 2] for column in block.fields]
            for line in block.lines:
                yield [
                    _shown(value, column.kind, manner) for column, value in zip(block.fields, line.cells, strict=True)
                ]


def _shown(value: Scalar, kind: Kind, manner: Manner) -> str:
    return printable(value) if isinstance(value, str) and kind is not Kind.NAME else show(value, kind, manner)


def _span(widths: Sequence[int]) -> int:
    """The last of the columns that notes are laid over: enough of them for a readable line."""
    total = 0
    for at, width in enumerate(widths):
        total += width
        if total >= _PROSE:
            return at
    return len(widths) - 1


def _align(kind: Kind) -> str:
    return "right" if kind in NUMERIC else "center" if kind is Kind.MARK else "left"


def date_format() -> str:
    """Real dates that a Thai Excel shows as 12 ก.พ. 2567; `[$-107041E]` is the form that programs agree on (features, Excel Thai formats)."""
    return "[$-107041E]d mmm yyyy" if current_language() == "th" else "[$-409]d mmm yyyy"


def _number(value: Any, kind: Kind) -> float | int:
    """The number as a workbook keeps it; shares are cut before Excel rounds what it shows."""
    number = machine_number(Fraction(value)) if kind in {Kind.SHARE, Kind.BAR, Kind.POINTS} else value
    return int(number) if isinstance(number, int) else float(number or 0)


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def fitting(text: str) -> str:
    """`text` within the limit of a cell, which counts UTF-16 units; what is cut ends in …."""
    if len(text) * 2 <= TEXT_LIMIT:
        return text
    units = text.encode("utf-16-le")
    if len(units) // 2 <= TEXT_LIMIT:
        return text
    return units[: 2 * (TEXT_LIMIT - 1)].decode("utf-16-le", "ignore") + "…"

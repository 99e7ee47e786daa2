"""One worksheet of a report, written from top to bottom: titles, blocks, notes, and how it is printed.

The first column holds the marks of tones, as the gutter of a terminal does; everything else stands to the right of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from skj.language import _
from skj.render.bookcells import Cells
from skj.render.booktables import LEFT, MOST_LINES, Table
from skj.render.layout import mark_of
from skj.render.links import LinkTo, no_link
from skj.render.looks import LINE_HEIGHT, Looks, align_of, print_setup
from skj.render.measuring import MARK_WIDTH, column_widths, lines_needed, paper, room_for
from skj.render.safe import visible
from skj.render.values import Manner, show
from skj.render.wrap import width_of
from skj.reports.model import Block, Chart, Facts, Field, Grid, Kind, Note, Section, Tone

Insert = Callable[[Any, int, Chart, float], int]  # page, row, chart, room in width units: the rows it takes

_PROSE: Final = 92.0  # the least room for a line of prose
_PROSE_ROOM: Final = 140.0  # wider ones are hard to read
_FREEZE_ABOVE: Final = 12  # a heading row further down would freeze most of the screen
_MANY: Final = 8  # lines from which a table gets filter buttons
_BOLDER: Final = 1.12  # letters of titles are bold
_SIZES: Final = {"title": 1.4, "caption": 1.2}  # of letters, against the usual ones


@dataclass(slots=True)
class Sheet:
    """One worksheet while it is written; `row` is the next free one, counted from 0."""

    page: Any
    looks: Looks
    manner: Manner
    insert: Insert
    link_to: LinkTo = no_link
    row: int = 0
    links: int = 0
    added: float = 0.0  # points that rows are higher than usual
    printed: tuple[int, float] | None = None  # rows to print, and their points; None when all are printed
    widths: list[float] = field(default_factory=list)

    @property
    def cells(self) -> Cells:
        """Writes its cells."""
        return Cells(self.page, self.manner)

    def write(self, titles: Sequence[tuple[str, str]], section: Section, notes: Sequence[Note]) -> None:
        """Write everything; `titles` are texts with their looks."""
        self._columns(section.blocks)
        for text, look in titles:
            if text:
                self.prose(text, self.looks.format(look), _SIZES.get(look, 1.0))
        for at, block in enumerate(section.blocks):
            if at == section.printed:
                self.printed = self.row, self._points()
            self._block(block, is_main=block is _longest(section.blocks))
        for note in notes:
            self._note(note)
        self._print_setup()

    def prose(self, text: str, form: Any, size: float = 1.0) -> None:
        """A text over as many columns as make a readable line, as high as it needs; `size` against the usual letters."""
        last = self._reach(LEFT, _PROSE_ROOM)
        room = sum(self.widths[LEFT : last + 1])
        tall = min(lines_needed(visible(text), room / (size if size == 1 else size * _BOLDER)), MOST_LINES)
        self.span(self.row, LEFT, last, form)
        self.cells.text(self.row, LEFT, text, form)
        self.set_height(self.row, LINE_HEIGHT * size * tall)
        self.row += 1

    def set_height(self, row: int, points: float) -> None:
        """The height of a row that is not as high as usual."""
        self.page.set_row(row, points)
        self.added += points - LINE_HEIGHT

    def _points(self) -> float:
        return self.row * LINE_HEIGHT + self.added

    def _columns(self, blocks: Sequence[Block]) -> None:
        """Give every column its width; empty ones are added until prose and facts have room."""
        self.page.set_default_row(LINE_HEIGHT)
        self.widths = [MARK_WIDTH]
        longest = _longest(blocks)
        for grid in (block for block in blocks if isinstance(block, Grid) and block.lines):
            needed = column_widths(grid, self.manner, filtered=grid is longest and _is_filtered(grid))
            self.widths += [0.0] * (len(needed) + LEFT - len(self.widths))
            for at, width in enumerate(needed, LEFT):
                self.widths[at] = max(self.widths[at], width)
        while sum(self.widths) < _PROSE:
            self.widths.append(max(8.0, min(20.0, _PROSE - sum(self.widths))))
        for at, width in enumerate(self.widths):
            self.page.set_column(at, at, width, self.looks.format("column"))

    def _block(self, block: Block, *, is_main: bool) -> None:
        if isinstance(block, Note):
            self._note(block)
            return
        if isinstance(block, Chart):
            self.row += self.insert(self.page, self.row, block, sum(self.widths[LEFT:])) + 1
            return
        self._caption(block.title)
        if isinstance(block, Facts):
            self._facts(block)
        else:
            self._grid(block, is_main=is_main)
        self.row += 1

    def _caption(self, text: str) -> None:
        if text:
            self.prose(text, self.looks.format("caption"), _SIZES["caption"])

    def _note(self, note: Note) -> None:
        self.mark(note.tone)
        self.prose(note.text, self.looks.format("note", note.tone))

    def mark(self, tone: Tone) -> None:
        """The mark of a tone in the first column."""
        sign = mark_of(tone, self.manner).strip()
        if sign:
            self.page.write_string(self.row, 0, sign, self.looks.format("mark", tone))

    # --- facts ------------------------------------------------------------------------------------------------------

    def _facts(self, facts: Facts) -> None:
        """Labels and values side by side, each over the columns it needs."""
        labels = max((width_of(visible(label)) for label, _value, _kind in facts.items), default=0)
        label_end = self._reach(LEFT, min(room_for(labels), 50))
        value_end = self._reach(label_end + 1, 40)
        for label, value, kind in facts.items:
            if kind is Kind.BAR and not label:
                continue  # it draws the number above it, which a screen has room for
            form = self.looks.format("label")
            self.span(self.row, LEFT, label_end, form)
            self.cells.text(self.row, LEFT, label, form)
            style = self.looks.style("fact", kind)
            self.span(self.row, label_end + 1, value_end, style.blank)
            self.cells.put(self.row, label_end + 1, show(None, kind, self.manner) if value is None else value, style)
            if kind is Kind.BAR:
                self._bars(label_end + 1, self.row, self.row, label)
            room = sum(self.widths[label_end + 1 : value_end + 1])
            tall = max(
                lines_needed(show(value, kind, self.manner), room),
                lines_needed(visible(label), sum(self.widths[LEFT : label_end + 1])),
            )
            self.set_height(self.row, LINE_HEIGHT * min(tall, MOST_LINES))
            self.row += 1

    def _reach(self, first: int, wanted: float) -> int:
        """The last of the columns from `first` on that give this much room; one is added at the right when there is none."""
        if first == len(self.widths):
            self.widths.append(20.0)
            self.page.set_column(first, first, 20.0, self.looks.format("column"))
        total = 0.0
        for at in range(first, len(self.widths)):
            total += self.widths[at]
            if total >= wanted:
                return at
        return len(self.widths) - 1

    def span(self, row: int, first: int, last: int, form: Any) -> None:
        """Make one cell of several columns."""
        if last > first:
            self.page.merge_range(row, first, row, last, "", form)

    # --- grids ------------------------------------------------------------------------------------------------------

    def _grid(self, grid: Grid, *, is_main: bool) -> None:
        if not grid.lines:
            self._note(Note(grid.empty or _("Nothing to show."), "quiet"))
            return
        top = self.row
        self._head(grid.fields)
        table = Table(self, grid, top + 1)
        for line in grid.lines:
            table.write(line)
        for at, each in enumerate(grid.fields, LEFT):
            if each.kind is Kind.BAR:
                self._bars(at, top + 1, self.row - 1, each.title)
        if is_main:
            self._as_main(grid, top)

    def _head(self, fields: Sequence[Field]) -> None:
        tall = 1
        for at, each in enumerate(fields, LEFT):
            align = align_of(each.kind)
            look = "timeline_head" if each.kind is Kind.TIMELINE else "head"
            form = self.looks.format(look, align=align, indent=0 if align == "center" else 1)
            self.cells.text(self.row, at, each.title, form)
            tall = max(tall, lines_needed(visible(each.title), self.widths[at] - 2))
        self.set_height(self.row, LINE_HEIGHT * tall + 6)
        self.row += 1

    def _bars(self, column: int, first: int, last: int, title: str) -> None:
        """Bars in the cells; one without a title only draws the number beside it."""
        scale = {"min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1}
        looks = {"type": "data_bar", "bar_color": "#9DB8CE", "bar_solid": True, "bar_only": not title}
        self.page.conditional_format(first, column, last, column, looks | scale)

    def _as_main(self, grid: Grid, top: int) -> None:
        """The longest grid of a sheet: its headings stay in sight and are repeated on each page; long ones can be filtered."""
        if _is_filtered(grid):
            self.page.autofilter(top, LEFT, self.row - 1, LEFT + len(grid.fields) - 1)
        if self.printed is None:
            self.page.repeat_rows(top)
        if top < _FREEZE_ABOVE:
            self.page.freeze_panes(top + 1, 0)

    # --- printing ---------------------------------------------------------------------------------------------------

    def _print_setup(self) -> None:
        page = self.page
        rows, points = self.printed or (self.row, self._points())
        lies, is_one_page = paper(sum(self.widths), points)
        if lies:
            page.set_landscape()
        page.print_area(0, 0, max(0, rows - 1), len(self.widths) - 1)
        print_setup(page, pages=1 if is_one_page else 0)
        page.hide_gridlines(2)


def _is_filtered(grid: Grid) -> bool:
    return len(grid.lines) >= _MANY and all(line.rank == "entry" for line in grid.lines)


def _longest(blocks: Sequence[Block]) -> Grid | None:
    grids = [block for block in blocks if isinstance(block, Grid) and block.lines]
    return max(grids, key=lambda grid: len(grid.lines), default=None)

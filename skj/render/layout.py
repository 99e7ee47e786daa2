"""A report as lines of marked spans, for the screen and for pipes alike: who draws them only picks colours.

Everything stands two cells in; this gutter holds the mark of a line's tone, so that colour never speaks alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final, Literal, NamedTuple

from skj.language import _
from skj.render.charts import draw
from skj.render.masking import footer
from skj.render.safe import visible
from skj.render.values import NUMERIC, Manner, show
from skj.render.wrap import pad, width_of, wrap
from skj.reports.model import Block, Chart, Facts, Field, Grid, Kind, Note, Report, Section, Tone

Role = Literal["title", "subtitle", "heading", "caption", "label", "rule", "plain", "good", "warn", "bad", "quiet"]
Span = tuple[str, Role]
Row = tuple[Span, ...]

GUTTER: Final = 2
GAP: Final = "  "
PROSE: Final = 100  # wider lines of prose are hard to read, however wide the screen is

_LEAST_TEXT: Final = 10
_LEAST_HEAD: Final = 10
_SHORT_BAR: Final = 5
_LABEL: Final = 32
_MARKS: Final[dict[Tone, tuple[str, str]]] = {
    "plain": (" ", " "),
    "good": ("✓", "+"),
    "warn": ("!", "!"),
    "bad": ("✗", "x"),
    "quiet": (" ", " "),
}


class Page(NamedTuple):
    """Where lines go: `width` in cells, None for lines that never wrap, and how values are shown."""

    width: int | None
    manner: Manner

    def room(self, taken: int = GUTTER, most: int | None = None) -> int:
        """The cells left beside `taken`, of `most` at best; without a width as good as endless."""
        return 1 << 30 if self.width is None else max(2, min(self.width, most or self.width) - taken)


def lay_out(report: Report, page: Page) -> Iterator[Row]:
    """All lines of a report in reading order; none is wider than the page."""
    yield from _prose(report.title, "title", page, 0)
    yield from _prose(report.subtitle, "subtitle", page, 0)
    for section in report.sections:
        yield ()
        yield from _section(section, page)
    notes = footer(report, names=page.manner.names)
    if notes:
        yield ()
    for note in notes:
        yield from _note(note, page)


def mark_of(tone: Tone, manner: Manner) -> str:
    """The one-cell mark that says a tone without colour."""
    return _MARKS[tone][manner.ascii]


def hanging(lines: Sequence[str], first: str, role: Role = "plain") -> Iterator[Row]:
    """Lines of prose behind `first`, the later ones below the text of the first."""
    for number, line in enumerate(lines):
        yield ((f"{pad('' if number else first, width_of(first))}{line}", role),)


def _section(section: Section, page: Page) -> Iterator[Row]:
    if section.title:
        yield from _heading(visible(section.title), page)
    for number, block in enumerate(section.blocks):
        if number and not (isinstance(block, Note) and isinstance(section.blocks[number - 1], Note)):
            yield ()
        yield from _block(block, page)


def _heading(title: str, page: Page) -> Iterator[Row]:
    *above, last = wrap(title, page.room(0))
    yield from (((line, "heading"),) for line in above)
    rest = page.room(0, PROSE) - width_of(last) - 1 if page.width is not None else 0
    yield (last, "heading"), (f" {_rule(rest, page)}" if rest > 0 else "", "rule")


def _block(block: Block, page: Page) -> Iterator[Row]:
    if isinstance(block, Note):
        return _note(block, page)
    if isinstance(block, Chart):
        return _chart(block, page)
    return _facts(block, page) if isinstance(block, Facts) else _grid(block, page)


def _chart(chart: Chart, page: Page) -> Iterator[Row]:
    yield from _caption(f"{chart.title} ({chart.unit})" if chart.unit else chart.title, page)
    for line in draw(chart, page.room(most=PROSE) if page.width else PROSE, page.manner):
        yield ((" " * GUTTER + line, "plain"),)


def _note(note: Note, page: Page) -> Iterator[Row]:
    lines = wrap(visible(note.text), page.room(most=PROSE))
    return hanging(lines, f"{mark_of(note.tone, page.manner)} ", note.tone)


def _facts(facts: Facts, page: Page) -> Iterator[Row]:
    yield from _caption(facts.title, page)
    labels = [visible(label) for label, _value, _kind in facts.items]
    width = min(max(map(width_of, labels), default=0), _LABEL, page.room() // 2)
    for label, (_label, value, kind) in zip(labels, facts.items, strict=True):
        yield from _pair(label, show(value, kind, page.manner), width, page)


def _pair(label: str, value: str, width: int, page: Page) -> Iterator[Row]:
    """A label and its value side by side, both wrapped."""
    left = wrap(label, width)
    right = wrap(value, page.room(GUTTER + width + len(GAP), PROSE))
    for name, line in zip_longest(left, right, fillvalue=""):
        yield (" " * GUTTER + pad(name, width) + GAP, "label"), (line, "plain")


def _caption(title: str, page: Page) -> Iterator[Row]:
    if title:
        yield from _prose(title, "caption", page, GUTTER)


def _prose(text: str, role: Role, page: Page, indent: int) -> Iterator[Row]:
    if text:
        yield from hanging(wrap(visible(text), page.room(indent, PROSE)), " " * indent, role)


def _grid(grid: Grid, page: Page) -> Iterator[Row]:
    yield from _caption(grid.title, page)
    if not grid.lines:
        yield from _note(Note(grid.empty or _("Nothing to show."), "quiet"), page)
        return
    cells = _cells(grid, page.manner)
    if _natural(grid.fields, cells) > page.room():
        cells = _cells(grid, replace(page.manner, bar_width=_SHORT_BAR))
    widths = _widths(grid.fields, cells, page.room())
    yield from _table(grid, cells, widths, page) if widths else _cards(grid, cells, page)


def _cells(grid: Grid, manner: Manner) -> list[list[str]]:
    kinds = [field.kind for field in grid.fields]
    return [[show(*pair, manner) for pair in zip(line.cells, kinds, strict=True)] for line in grid.lines]


def _table(grid: Grid, cells: list[list[str]], widths: list[int], page: Page) -> Iterator[Row]:
    heads = [visible(field.title) for field in grid.fields]
    for text in _row(grid.fields, heads, widths, at_foot=True):
        yield ((" " * GUTTER + text, "label"),)
    if page.width is not None:
        yield ((" " * GUTTER + GAP.join(_rule(width, page) for width in widths), "rule"),)
    rows = [list(_row(grid.fields, texts, widths)) for texts in cells]
    airy = sum(len(row) > 1 for row in rows) * 2 > len(rows)  # where most lines are tall, a blank one keeps them apart
    for number, (line, row) in enumerate(zip(grid.lines, rows, strict=True)):
        if number and airy:
            yield ()
        role: Role = line.tone if line.rank == "entry" else "heading"
        yield from hanging(row, f"{_gutter(grid, line.tone, page.manner)} ", role)


def _gutter(grid: Grid, tone: Tone, manner: Manner) -> str:
    """The mark of a line's tone; none where its first cell is the same mark, as ✗ ✗ would be."""
    is_said = grid.fields[0].kind is Kind.MARK and tone in {"good", "bad"}
    return " " if is_said else mark_of(tone, manner)


def _row(
    fields: Sequence[Field], texts: Sequence[str], widths: Sequence[int], *, at_foot: bool = False
) -> Iterator[str]:
    """One line of a table as lines of text; short headings stand at the foot, beside the rule."""
    columns = [wrap(text, width) for text, width in zip(texts, widths, strict=True)]
    tall = max(map(len, columns))
    if at_foot:
        columns = [[""] * (tall - len(column)) + column for column in columns]
    for parts in zip_longest(*columns, fillvalue=""):
        padded = [
            pad(part, width, right=field.kind in NUMERIC)
            for field, part, width in zip(fields, parts, widths, strict=True)
        ]
        yield GAP.join(padded).rstrip()


def _cards(grid: Grid, cells: list[list[str]], page: Page) -> Iterator[Row]:
    """Lines as label and value pairs, for tables that are too wide for the page."""
    labels = [visible(field.title) for field in grid.fields]
    width = min(max(map(width_of, labels)), _LABEL, page.room() // 2)
    for number, (line, texts) in enumerate(zip(grid.lines, cells, strict=True)):
        if number:
            yield ((" " * GUTTER + _rule(min(12, page.room()), page), "rule"),)
        for at, (label, text) in enumerate(zip(labels, texts, strict=True)):
            rows = _pair(label, text, width, page)
            yield from rows if at else _marked(rows, line.tone, _gutter(grid, line.tone, page.manner))


def _marked(rows: Iterator[Row], tone: Tone, mark: str) -> Iterator[Row]:
    """The same rows, the first with the mark of its tone in the gutter."""
    for number, ((label, _role), (text, _plain)) in enumerate(rows):
        gutter = " " if number else mark
        yield (gutter + label[1:], tone if tone != "plain" else "label"), (text, tone)


def _rule(width: int, page: Page) -> str:
    return ("-" if page.manner.ascii else "─") * width


@dataclass(slots=True)
class _Column:
    """How wide a column is, would like to be and can be: `body` is its widest cell, `head` its heading.

    `head_word` is the widest word of the heading, which is not torn as long as it is no monster.
    """

    wraps: bool
    body: int
    head: int
    head_word: int
    width: int = 0

    @property
    def least(self) -> int:
        """The narrowest it may become: text wraps, numbers never do."""
        body = min(self.body, _LEAST_TEXT) if self.wraps else self.body
        return max(body, self.head_word)

    @property
    def two_line_head(self) -> int:
        """The width at which a heading takes about two lines."""
        return max(self.least, self.body, self.head // 2 + 2)


def _widths(fields: Sequence[Field], cells: list[list[str]], room: int) -> list[int] | None:
    """The widths of the columns of a table that fits in `room`; None when it cannot be made to fit."""
    room -= len(GAP) * (len(fields) - 1)
    columns = [_column(field, [row[at] for row in cells], room) for at, field in enumerate(fields)]
    if sum(column.least for column in columns) > room:
        return None
    _shrink([(column, column.two_line_head) for column in columns if not column.wraps], columns, room)
    _shrink([(column, column.least) for column in columns if column.wraps], columns, room)
    _shrink([(column, column.least) for column in columns], columns, room)
    return [column.width for column in columns]


def _column(field: Field, texts: list[str], room: int) -> _Column:
    title = visible(field.title)
    word = min(max(map(width_of, title.split()), default=0), _LEAST_HEAD)
    column = _Column(field.kind in {Kind.TEXT, Kind.NAME, Kind.PLACE}, max(map(width_of, texts)), width_of(title), word)
    column.width = max(column.least, min(max(column.body, column.head), room))
    return column


def _natural(fields: Sequence[Field], cells: list[list[str]]) -> int:
    """The width of a table in which nothing wraps."""
    return len(GAP) * (len(fields) - 1) + sum(
        max(width_of(visible(field.title)), *(width_of(row[at]) for row in cells)) for at, field in enumerate(fields)
    )


def _shrink(limits: list[tuple[_Column, int]], columns: list[_Column], room: int) -> None:
    """Take cells from the widest column that is above its limit until all columns fit, or none can give more."""
    over = sum(column.width for column in columns) - room
    while over > 0:
        givers = [column for column, limit in limits if column.width > limit]
        if not givers:
            return
        max(givers, key=lambda column: column.width).width -= 1
        over -= 1

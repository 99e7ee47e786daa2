"""The row around a wrong cell, as rustc shows source: headings, values, and what the marked one was read as."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from skj.diagnostics import Beside, Diagnostic, Severity
from skj.language import _
from skj.render.layout import PROSE, Page, Role, Row
from skj.render.safe import visible
from skj.render.values import show_day
from skj.render.wrap import pad, width_of

MARKED: Final[dict[Severity, Role]] = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.INFO: "quiet"}
_WIDEST: Final = 28  # a neighbour only helps to find the cell; what is longer is cut
_GAP: Final = "    "

Cell = tuple[str, str]


def margin(item: Diagnostic) -> str:
    """The number of the row, as wide as two digits at least."""
    return str(item.place.row or "").rjust(2)


def as_read(item: Diagnostic) -> str:
    """`read as 1 ก.พ. 2564`; days in the era of the language."""
    try:
        value = show_day(date.fromisoformat(item.read_as))
    except ValueError:
        value = item.read_as
    return _("read as {value}").format(value=value)


def excerpt(item: Diagnostic, page: Page) -> list[Row]:
    """The cell between its neighbours; nothing when it has none, no value, or does not fit the page."""
    if not item.value or not (item.before or item.after):
        return []
    before, after = _beside(item.before), _beside(item.after)
    own = _cell(item.place.column, item.place.heading, visible(item.value))
    room = page.room(len(margin(item)) + 4, PROSE)
    for cells in ([*before, own, *after], [*before, own], [own, *after]):
        at = cells.index(own)
        if len(cells) > 1 and max(_width(cells), _left(cells, at) + width_of(_mark(item, own))) <= room:
            return _rows(item, cells, at)
    return []


def _beside(cell: Beside | None) -> list[Cell]:
    return [_cell(cell.column, cell.heading, _cut(cell.value))] if cell else []


def _cell(column: str, heading: str, value: str) -> Cell:
    return f"{column} {_cut(heading)}", value


def _cut(text: str) -> str:
    shown = visible(text)
    if width_of(shown) <= _WIDEST:
        return shown
    while width_of(shown) >= _WIDEST:
        shown = shown[:-1]
    return f"{shown}…"


def _width(cells: Sequence[Cell]) -> int:
    return sum(_room(cell) for cell in cells) + len(_GAP) * (len(cells) - 1)


def _room(cell: Cell) -> int:
    return max(map(width_of, cell))


def _left(cells: Sequence[Cell], at: int) -> int:
    """Where a cell begins."""
    return sum(_room(cell) for cell in cells[:at]) + len(_GAP) * at


def _mark(item: Diagnostic, own: Cell) -> str:
    mark = "^" * width_of(own[1])
    return f"{mark} {visible(as_read(item))}" if item.read_as else mark


def _rows(item: Diagnostic, cells: Sequence[Cell], at: int) -> list[Row]:
    blank = " " * len(margin(item))
    heads, values = (_GAP.join(pad(cell[line], _room(cell)) for cell in cells).rstrip() for line in (0, 1))
    left = " " * _left(cells, at)
    return [
        ((f"{blank} |  {heads}", "label"),),
        ((f"{margin(item)} |  {values}", "plain"),),
        ((f"{blank} |  {left}", "label"), (_mark(item, cells[at]), MARKED[item.severity])),
    ]

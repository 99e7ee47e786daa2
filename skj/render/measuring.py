"""How wide columns and how high rows of a workbook are, so that nothing is cut in the font or in what stands in for it.

Widths count digits of Excel's usual font. The font of the office is narrow; the ones that replace it where it is missing
are half as wide again, and numbers that do not fit show as ###. So columns are measured for the wide ones.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any, Final

from skj.render.safe import printable, visible
from skj.render.values import Manner, is_number, show
from skj.render.wrap import width_of, wrap
from skj.reports.model import Field, Grid, Kind, Line, Scalar

WIDEST: Final = 1.5  # of a cell of a terminal, in a font that stands in for the office's own
MARK_WIDTH: Final = 3.5  # the column of marks at the left
PORTRAIT: Final = 96  # a wider sheet is printed in landscape
LANDSCAPE: Final = 168.0
_UPRIGHT, _LYING = (97.0, 735.0), (143.0, 490.0)  # A4 within its margins: width units across, points down
_SMALLEST: Final = 0.62  # letters of 14 points are then as high as those of a newspaper
LONG_LIST: Final = 215.0  # lists to look things up in are printed smaller
_MANY: Final = 60

_AIR: Final = 2.5
_BOLD: Final = 1.5  # what bold letters of a heading take more
_BUTTON: Final = 2.5  # the filter button in a heading
_NARROW: Final = 7
_LEAST_TEXT: Final = 24
_WRAPPING: Final = frozenset({Kind.TEXT, Kind.NAME, Kind.PLACE})
_DATE: Final = 18
_LOOKED_AT: Final = 400  # lines by which the width of a text is judged, besides the longest one


def column_widths(grid: Grid, manner: Manner, *, filtered: bool) -> list[float]:
    """The widths of a grid's columns; a heading may take two lines, texts more where a page has no room for them."""
    bodies = [_body_width(field, at, grid.lines, manner) for at, field in enumerate(grid.fields)]
    heads = [_head_width(field.title, filtered=filtered) for field in grid.fields]
    least = [
        max(head, min(body, _LEAST_TEXT) if field.kind in _WRAPPING else body)
        for field, head, body in zip(grid.fields, heads, bodies, strict=True)
    ]
    page = LANDSCAPE if len(grid.lines) < _MANY else LONG_LIST
    return _shared_out([max(pair) for pair in zip(heads, bodies, strict=True)], least, page)


def _shared_out(wanted: list[float], least: list[float], page: float) -> list[float]:
    """The widest columns give way, no further than their least, until a page lying down holds all of them."""
    widths = list(wanted)
    while sum(widths) > page:
        givers = [at for at, width in enumerate(widths) if width > least[at]]
        if not givers:
            break
        widest = max(givers, key=lambda at: widths[at])
        widths[widest] = max(least[widest], widths[widest] - 1)
    return widths


def paper(width: float, height: float) -> tuple[bool, bool]:
    """Whether a sheet so wide (units) and high (points) lies down, and whether it is made to fit one page.

    What runs a little over a page is printed smaller on one, whichever way it reads best, so that no chart is torn.
    """
    lies = width > PORTRAIT + MARK_WIDTH
    across, down = _LYING if lies else _UPRIGHT
    if height * min(1.0, across / width) <= down:
        return lies, False
    scales = {
        way: min(1.0, room[0] / width, room[1] / height)
        for way, room in ((lies, (across, down)), (not lies, _UPRIGHT if lies else _LYING))
    }
    best = max(scales, key=lambda way: scales[way])
    return (best, True) if scales[best] >= _SMALLEST else (lies, False)


def lines_needed(text: str, width: float) -> int:
    """The lines a text takes over columns of this width, in a wide font; programs do not all fit rows to their text."""
    return lines_of(text, letters_in(width))


def letters_in(width: float) -> int:
    """How many cells of a terminal a column of this width surely shows."""
    return max(2, int((width - 1) / WIDEST))


def lines_of(text: str, room: int) -> int:
    """The lines a text takes in so many cells of a terminal."""
    if len(text) <= room and "\n" not in text:
        return 1
    return sum(len(wrap(visible(part), room)) for part in text.split("\n"))


def room_for(cells: int) -> float:
    """The width of a column that shows so many cells of a terminal."""
    return cells * WIDEST + _AIR


def _head_width(title: str, *, filtered: bool) -> float:
    words = max(map(width_of, title.split()), default=0)
    half = ceil(width_of(title) / 2) + 1
    return room_for(max(min(words, 14), half)) + _BOLD + (_BUTTON if filtered else 0)


def _body_width(field: Field, at: int, lines: Sequence[Line], manner: Manner) -> float:
    values = [line.cells[at] for line in lines if line.cells[at] is not None]
    widest = max((_width(value, field.kind, manner) for value in _telling(values)), default=0)
    dated = _DATE if field.kind is Kind.DATE else 0
    return min(max(room_for(widest), dated, _NARROW), LANDSCAPE)


def _telling(values: Sequence[Scalar]) -> Iterable[Any]:
    """The values that decide how wide a column is: the first ones, the longest text, the largest and smallest number."""
    yield from values[:_LOOKED_AT]
    rest = values[_LOOKED_AT:]
    texts = [value for value in rest if isinstance(value, str)]
    yield from [max(texts, key=len)] if texts else []
    numbers = [value for value in rest if is_number(value)]
    yield from [max(numbers, key=_size), min(numbers, key=_size)] if numbers else []


def _size(number: float | Decimal | Fraction) -> float:
    try:
        return float(number)
    except (OverflowError, ValueError):
        return 0.0


def _width(value: Scalar, kind: Kind, manner: Manner) -> int:
    if isinstance(value, str) and kind is not Kind.NAME:
        return max(map(width_of, printable(value[:400]).split("\n")))
    return width_of(show(value, kind, manner))

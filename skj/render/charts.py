"""A chart in characters, for a screen of 80 columns: bars lying down, values over time standing up, limits as rules.

Eighths of a block show small differences; where the stream has no blocks, `#` and `-` stand in for them.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import trunc
from typing import Final, NamedTuple

from skj.render.safe import visible
from skj.render.values import Manner, show
from skj.render.wrap import pad, width_of
from skj.reports.model import Chart, Kind, Number

HEIGHT: Final = 8  # lines of a chart over time
_MOST_BAR: Final = 40
_MOST_LABEL: Final = 28
_MOST_COLUMN: Final = 8
_LEAST_COLUMN: Final = 2
_EIGHTHS: Final = " ▏▎▍▌▋▊▉█"
_LEVELS: Final = " ▁▂▃▄▅▆▇█"


def draw(chart: Chart, room: int, manner: Manner) -> Iterator[str]:
    """The lines of a chart, none wider than `room`; the caller writes its title."""
    top = _top(chart)
    if not top or not chart.labels:
        return iter(())
    return _bars(chart, top, room, manner) if chart.shape == "bars" else _over_time(chart, top, room, manner)


def _top(chart: Chart) -> Fraction:
    """The largest number of the chart, limits included."""
    numbers = [value for series in chart.series for value in series.values if value is not None]
    return max(
        (Fraction(number) for number in [*numbers, *(limit for _name, limit in chart.limits)]), default=Fraction(0)
    )


def _number(value: Number | None, manner: Manner) -> str:
    return show(value, Kind.DECIMAL, manner)


# --- bars -----------------------------------------------------------------------------------------------------------


def _bars(chart: Chart, top: Fraction, room: int, manner: Manner) -> Iterator[str]:
    """One bar a label and series, the value behind it; a limit stands as `|` in each bar and is named below."""
    names = [visible(label) for label in chart.labels]
    several = len(chart.series) > 1
    heads = [f"{name} {visible(series.title)}" if several else name for name in names for series in chart.series]
    values = [series.values[at] for at in range(len(names)) for series in chart.series]
    label_width = min(max(map(width_of, heads)), _MOST_LABEL, room // 2)
    number_width = max(width_of(_number(value, manner)) for value in values)
    length = max(4, min(_MOST_BAR, room - label_width - number_width - 4))
    marks = [min(length - 1, trunc(Fraction(limit) / top * length)) for _name, limit in chart.limits]
    for head, value in zip(heads, values, strict=True):
        bar = _lying(value, top, length, manner)
        yield f"{pad(_cut(head, label_width), label_width)}  {_with_marks(bar, marks, manner)}  {_number(value, manner)}".rstrip()
    yield from _limits_below(chart, manner)


def _lying(value: Number | None, top: Fraction, length: int, manner: Manner) -> str:
    part = max(Fraction(0), Fraction(value or 0)) / top * length
    if manner.ascii:
        return ("#" * trunc(part)).ljust(length)
    whole, eighths = divmod(trunc(part * 8), 8)
    return ("█" * whole + (_EIGHTHS[eighths] if eighths else "")).ljust(length)


def _with_marks(bar: str, marks: Sequence[int], manner: Manner) -> str:
    """The bar with the places of the limits marked where it is empty."""
    sign = "|" if manner.ascii else "┊"
    return "".join(sign if at in marks and letter == " " else letter for at, letter in enumerate(bar))


def _limits_below(chart: Chart, manner: Manner) -> Iterator[str]:
    if chart.limits:
        sign = "|" if manner.ascii else "┊"
        yield f"{sign} " + " · ".join(f"{visible(name)} {_number(limit, manner)}" for name, limit in chart.limits)


# --- values over time -----------------------------------------------------------------------------------------------


class _Plot(NamedTuple):
    """How a chart over time is laid out: `height` lines of `column` cells a label, `top` at the upper edge."""

    chart: Chart
    top: Fraction
    column: int
    manner: Manner
    height: int = HEIGHT

    def eighths(self, value: Number) -> int:
        """A value in eighths of a line from the lower edge."""
        return trunc(max(Fraction(0), Fraction(value)) / self.top * self.height * 8)

    def line_of(self, value: Number) -> int:
        """The line a value falls into, 0 the lowest."""
        return min(self.height - 1, self.eighths(value) // 8)


def _over_time(chart: Chart, top: Fraction, room: int, manner: Manner) -> Iterator[str]:
    """The first series as columns, the others as points, limits as dotted rules with their names at the right edge."""
    scale = width_of(_number(top, manner))
    beside = max((width_of(visible(name)) for name, _limit in chart.limits), default=0)
    names = [visible(label) for label in chart.labels]
    column = (room - scale - beside - 4) // len(names)
    column = max(_LEAST_COLUMN, min(column, _MOST_COLUMN, max(map(width_of, names)) + 1))
    plot = _Plot(chart, top, column, manner)
    for line in range(plot.height - 1, -1, -1):
        yield _plot_line(plot, line, scale, room)
    yield " " * scale + ("+" if manner.ascii else "└") + ("-" if manner.ascii else "─") * (column * len(names))
    yield from _labels_below(names, column, scale + 1)
    yield from _legend(chart, manner)


def _plot_line(plot: _Plot, line: int, scale: int, room: int) -> str:
    manner = plot.manner
    limits = [(name, limit) for name, limit in plot.chart.limits if plot.line_of(limit) == line]
    ground = ("-" if manner.ascii else "┈") if limits else " "
    first, *others = plot.chart.series
    cells = [_standing(plot, first.values[at], line, ground) for at in range(len(plot.chart.labels))]
    for number, series in enumerate(others):
        sign = _point(number, manner)
        cells = [_with_point(plot, cell, value, line, sign) for cell, value in zip(cells, series.values, strict=True)]
    edge = _number(limits[0][1], manner) if limits else _number(plot.top, manner) if line == plot.height - 1 else ""
    text = f"{pad(edge, scale, right=True)}{'|' if manner.ascii else '│'}{''.join(cells)}"
    named = f"{text} {' · '.join(visible(name) for name, _limit in limits)}"
    return (named if width_of(named) <= room else text).rstrip()


def _standing(plot: _Plot, value: Number | None, line: int, ground: str) -> str:
    """One column on one line: full, empty, or the eighths of it that the value reaches."""
    level = 0 if value is None else min(8, max(0, plot.eighths(value) - line * 8))
    if not level:
        return ground * plot.column
    sign = ("#" if level * 2 >= 8 else ground) if plot.manner.ascii else _LEVELS[level]
    return sign * (plot.column - 1) + ground


def _with_point(plot: _Plot, cell: str, value: Number | None, line: int, sign: str) -> str:
    return cell if value is None or plot.line_of(value) != line else sign + cell[1:]


def _point(number: int, manner: Manner) -> str:
    signs = "o+*x" if manner.ascii else "●○◆◇"
    return signs[number % len(signs)]


def _labels_below(names: Sequence[str], column: int, indent: int) -> Iterator[str]:
    """The labels under their columns; every second or third one where they are wider than a column."""
    step = -(-(max(map(width_of, names)) + 1) // column)
    shown = [pad(_cut(name, column * step - 1), column * step) for name in names[::step]]
    yield (" " * indent + "".join(shown)).rstrip()


def _legend(chart: Chart, manner: Manner) -> Iterator[str]:
    """What the columns and points are, when there is more than one series."""
    if len(chart.series) > 1:
        signs = ["#" if manner.ascii else "█", *(_point(number, manner) for number in range(len(chart.series) - 1))]
        yield "   ".join(f"{sign} {visible(series.title)}" for sign, series in zip(signs, chart.series, strict=True))


def _cut(text: str, width: int) -> str:
    """`text` in at most `width` cells."""
    if width_of(text) <= width:
        return text
    kept = text
    while kept and width_of(kept) > width - 1:
        kept = kept[:-1]
    return f"{kept}…"

"""Charts of a report as native charts of a workbook; their numbers stand on a sheet of their own, where anyone can look.

Titles and names are references to cells, so that no text is ever taken for a formula. Series differ by pattern, dash and
marker, not by colour alone: they are told apart in black and white.
"""

from dataclasses import dataclass, field
from typing import Any, Final

from skj.render.bookcells import Cells
from skj.render.looks import FONT, LINE_HEIGHT, Looks, print_setup
from skj.render.measuring import room_for
from skj.render.safe import visible
from skj.render.values import Manner
from skj.render.wrap import width_of
from skj.reports.model import Chart, Kind, Scalar, Series, Tone

_PIXELS: Final = 7.0  # of a width unit
_ROW_PIXELS: Final = int(LINE_HEIGHT * 4 / 3)
_WIDEST, _NARROWEST = 1000, 520
_TALL: Final = 330
_LONG_LABEL: Final = 12  # cells from which labels stand beside lying bars
_MANY_LABELS: Final = 14
_TONES: Final[dict[Tone, str]] = {
    "plain": "#1F4E79",
    "good": "#1E5C2F",
    "warn": "#B36B00",
    "bad": "#9C1B1B",
    "quiet": "#8C8C8C",
}
_COLOURS: Final = ("#1F4E79", "#B36B00", "#5B8A3C", "#7A3E8C")
_PATTERNS: Final = ("", "wide_upward_diagonal", "light_horizontal", "dotted_grid")
_DASHES: Final = ("solid", "dash", "long_dash_dot", "square_dot")
_MARKERS: Final = ("circle", "square", "diamond", "triangle")
_LIMIT: Final = {"color": "#404040", "width": 1.25, "dash_type": "round_dot"}


@dataclass(slots=True)
class Pictures:
    """The charts of one workbook: each is placed on its page at once, its numbers are written when all pages are done."""

    book: Any
    looks: Looks
    manner: Manner
    name: str
    _row: int = 0
    _charts: list[tuple[int, Chart]] = field(default_factory=list)

    def insert(self, page: Any, row: int, chart: Chart, room: float) -> int:
        """Place a chart on a page at a row; how many rows of usual height it takes. Nothing without numbers."""
        if not any(value is not None for series in chart.series for value in series.values):
            return 0
        top, self._row = self._row, self._row + len(chart.labels) + 3
        self._charts.append((top, chart))
        drawn = _Drawing(self.book, chart, self.name, top).draw()
        width = int(min(max(room * _PIXELS, _NARROWEST), _WIDEST))
        height = _height(chart)
        drawn.set_size({"width": width, "height": height})
        page.insert_chart(row, 1, drawn, {"object_position": 2, "description": visible(chart.title)})
        return -(-height // _ROW_PIXELS) + 1

    def write_numbers(self) -> None:
        """The sheet that the charts take their numbers from; nothing when there are none."""
        if not self._charts:
            return
        page = self.book.add_worksheet(self.name)
        cells = Cells(page, self.manner)
        page.set_default_row(LINE_HEIGHT)
        labels = max(width_of(visible(label)) for _top, chart in self._charts for label in chart.labels)
        page.set_column(0, 0, min(room_for(labels), 60), self.looks.format("column"))
        page.set_column(1, 12, 18, self.looks.format("column"))
        for top, chart in self._charts:
            self._numbers(cells, top, chart)
        print_setup(page)

    def _numbers(self, cells: Cells, top: int, chart: Chart) -> None:
        cells.text(top, 0, _titled(chart), self.looks.format("over"))
        heads = [series.title for series in chart.series] + [name for name, _value in chart.limits]
        for at, title in enumerate(heads, 1):
            cells.text(top + 1, at, title, self.looks.format("head"))
        text, number = self.looks.style("cell", Kind.TEXT), self.looks.style("cell", Kind.DECIMAL)
        for row, label in enumerate(chart.labels):
            cells.put(top + 2 + row, 0, label, text)
            values: list[Scalar] = [series.values[row] for series in chart.series]
            for at, value in enumerate([*values, *(limit for _name, limit in chart.limits)], 1):
                if value is not None:
                    cells.put(top + 2 + row, at, value, number)


def _titled(chart: Chart) -> str:
    return f"{chart.title} ({chart.unit})" if chart.unit else chart.title


def _lies(chart: Chart) -> bool:
    """Whether bars lie down, so that long labels can be read; limits are lines, which need bars that stand."""
    long = max((width_of(visible(label)) for label in chart.labels), default=0) > _LONG_LABEL
    return chart.shape == "bars" and long and not chart.limits


def _height(chart: Chart) -> int:
    each = 26 * len(chart.series) + 14
    return min(120 + each * len(chart.labels), 1200) if _lies(chart) else _TALL


@dataclass(frozen=True, slots=True)
class _Drawing:
    """One chart as the library knows it; `top` is the row of its title on the sheet of numbers."""

    book: Any
    chart: Chart
    sheet: str
    top: int

    def draw(self) -> Any:
        """The chart with its series, limits and axes."""
        kind = "line" if self.chart.shape == "lines" else "bar" if _lies(self.chart) else "column"
        drawn = self.book.add_chart({"type": kind})
        for at, series in enumerate(self.chart.series):
            drawn.add_series(self._series(at, kind) | self._look(at, series, kind))
        limits = range(len(self.chart.series), len(self.chart.series) + len(self.chart.limits))
        over = drawn if kind == "line" or not self.chart.limits else self.book.add_chart({"type": "line"})
        for at in limits:
            over.add_series(self._series(at, "line") | self._limit_look(at - len(self.chart.series)))
        if over is not drawn:
            drawn.combine(over)
        self._frame(drawn, kind)
        return drawn

    def _series(self, at: int, _kind: str) -> dict[str, Any]:
        first, last = self.top + 2, self.top + 1 + len(self.chart.labels)
        return {
            "name": [self.sheet, self.top + 1, at + 1],
            "categories": [self.sheet, first, 0, last, 0],
            "values": [self.sheet, first, at + 1, last, at + 1],
        }

    def _look(self, at: int, series: Series, kind: str) -> dict[str, Any]:
        colour = _TONES[series.tone] if series.tone != "plain" else _COLOURS[at % len(_COLOURS)]
        if kind == "line":
            line = {"color": colour, "width": 2.25, "dash_type": _DASHES[at % len(_DASHES)]}
            marker = {"type": _MARKERS[at % len(_MARKERS)], "size": 6, "fill": {"color": colour}}
            return {"line": line, "marker": marker | {"border": {"color": colour}}}
        pattern = _PATTERNS[at % len(_PATTERNS)]
        fill: dict[str, Any] = (
            {"pattern": {"pattern": pattern, "fg_color": colour, "bg_color": "#FFFFFF"}}
            if pattern
            else {"fill": {"color": colour}}
        )
        labels = {"data_labels": {"value": True, "font": _font(11)}} if len(self.chart.labels) <= _MANY_LABELS else {}
        overlap = 100 if at == 0 and self._takes_turns() else 0
        return fill | {"border": {"color": colour}, "gap": 60, "overlap": overlap} | labels

    def _takes_turns(self) -> bool:
        """Whether each label has a value in one series at most; their bars may then stand in one place."""
        rows = zip(*(series.values for series in self.chart.series), strict=True)
        return all(sum(value is not None for value in row) <= 1 for row in rows)

    def _limit_look(self, at: int) -> dict[str, Any]:
        """A dotted line that is named at its end; of two that may be close, such as 80 and 90 days, the lower one below."""
        limits = [limit for _name, limit in self.chart.limits]
        place = "below" if len(limits) == 2 and limits[at] < limits[1 - at] else "above"
        count = len(self.chart.labels)
        hidden: list[dict[str, bool]] = [{"delete": True}] * (count - 1)
        labels = {"series_name": True, "value": False, "position": place, "font": _font(11), "custom": hidden}
        return {"line": _LIMIT, "marker": {"type": "none"}, "data_labels": labels}

    def _frame(self, drawn: Any, kind: str) -> None:
        title = {"name": [self.sheet, self.top, 0], "name_font": _font(14) | {"bold": True}, "overlay": False}
        drawn.set_title(title)
        several = len(self.chart.series) > 1
        limits = list(range(len(self.chart.series), len(self.chart.series) + len(self.chart.limits)))
        drawn.set_legend(
            {"position": "bottom", "font": _font(12), "delete_series": limits} if several else {"none": True}
        )
        numbers = {"num_font": _font(12), "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}, "min": 0}
        names: dict[str, Any] = {"num_font": _font(12), "major_tick_mark": "none"}
        # In a chart of lying bars the library takes the axis of names for the upright one.
        across, upright = (numbers, names | {"reverse": True}) if kind == "bar" else (names, numbers)
        drawn.set_x_axis(across)
        drawn.set_y_axis(upright)
        drawn.show_blanks_as("gap")


def _font(size: int) -> dict[str, Any]:
    return {"name": FONT, "size": size, "pitch_family": 34, "charset": 222}

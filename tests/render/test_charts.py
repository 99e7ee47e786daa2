from fractions import Fraction

import pytest

from skj.render.charts import draw
from skj.render.values import Manner
from skj.render.wrap import width_of
from skj.reports.model import Chart, Series

MONTHS = ("ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.")
ASCII = Manner(ascii=True)


def burn_up() -> Chart:
    done = Series("done", (30, 60, 90, *[None] * 9))
    plan = Series("plan", tuple(30 * month for month in range(1, 13)))
    return Chart("lines", "Rooms", MONTHS, (done, plan), (("ระดับ 1", 120), ("ระดับ 5", 360)))


def days(*values: int) -> Chart:
    return Chart(
        "bars", "Days", tuple(f"กท {at}" for at in range(len(values))), (Series("days", values),), (("90", 90),)
    )


def test_bars_are_as_long_as_their_values() -> None:
    lines = list(draw(days(45, 90), 60, ASCII))
    assert lines[0].count("#") * 2 == lines[1].count("#") == 40
    assert lines[0].endswith("45")
    assert lines[-1] == "| 90 90"


def test_a_limit_is_marked_where_a_bar_does_not_reach_it() -> None:
    short, long, _named = draw(days(45, 120), 60, ASCII)
    assert "|" in short
    assert "|" not in long


def test_a_series_over_time_stands_above_its_labels() -> None:
    lines = list(draw(burn_up(), 80, ASCII))
    columns = [sum(line[4 + 5 * at + 1 : 4 + 5 * at + 2] == "#" for line in lines[:8]) for at in range(4)]
    assert columns == [1, 1, 2, 0]  # 30, 60 and 90 rooms of 360 on 8 lines; a month to come shows nothing


def test_limits_are_named_at_the_right_edge() -> None:
    lines = list(draw(burn_up(), 80, ASCII))
    assert lines[0].startswith("360|")
    assert lines[0].endswith("ระดับ 5")
    assert any(line.startswith("120|-") and line.endswith("ระดับ 1") for line in lines)


@pytest.mark.parametrize("room", [30, 40, 60, 78, 100])
@pytest.mark.parametrize("manner", [Manner(), ASCII])
@pytest.mark.parametrize("chart", [burn_up(), days(1, 200, 90)], ids=["lines", "bars"])
def test_no_line_is_wider_than_the_room(chart: Chart, manner: Manner, room: int) -> None:
    assert all(width_of(line) <= room for line in draw(chart, room, manner))


def test_ascii_is_ascii_but_for_the_texts() -> None:
    chart = Chart("lines", "", ("a", "b"), (Series("s", (1, 2)), Series("t", (2, 1))), (("limit", 2),))
    assert all(line.isascii() for line in draw(chart, 60, ASCII))


def test_nothing_to_draw_is_no_line_at_all() -> None:
    assert list(draw(Chart("bars", "", (), (Series("s", ()),)), 60, ASCII)) == []
    assert list(draw(Chart("bars", "", ("a",), (Series("s", (0,)),)), 60, ASCII)) == []


def test_hostile_labels_are_made_visible() -> None:
    chart = Chart("bars", "", ("\x1b[31m[red]x",), (Series("s", (Fraction(1, 2),)),))
    assert all("\x1b" not in line for line in draw(chart, 60, ASCII))

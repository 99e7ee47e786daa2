"""How far the repairs are: milestones, pace, forecast, shares and both readings of "buildings"."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skj.ledgers.rooms import RoomRepair
from skj.scoring.forecast import level_of
from skj.scoring.progress import Progress, measure_progress, share_by
from tests import record_books as made
from tests.record_books import as_of

MILESTONES = {1: 120, 2: 180, 3: 240, 4: 300, 5: 360}
START, END = date(2023, 10, 1), date(2024, 9, 30)


def progress(rooms: Sequence[RoomRepair], day: date) -> Progress:
    return measure_progress(rooms, as_of(day), MILESTONES)


def daily(count: int, first: date = START) -> list[RoomRepair]:
    """A room a day from `first` on."""
    return [
        room.model_copy(update={"ready_on": first + timedelta(number)}) for number, room in enumerate(made.rooms(count))
    ]


@pytest.mark.parametrize(
    ("count", "level"),
    [
        (0, 0),
        (119, 0),
        (120, 1),
        (179, 1),
        (180, 2),
        (239, 2),
        (240, 3),
        (299, 3),
        (300, 4),
        (359, 4),
        (360, 5),
        (999, 5),
    ],
)
def test_the_level_by_rooms(count: int, level: int) -> None:
    assert level_of(count, MILESTONES) == level


def test_a_milestone_is_reached_on_the_day_of_its_last_room() -> None:
    found = progress(daily(181), END)
    reached = [each.reached_on for each in found.milestones]
    # A room a day from 1 October on: the 120th stands ready on 28 January, the 180th on 28 March 2024.
    assert reached == [date(2024, 1, 28), date(2024, 3, 28), None, None, None]


def test_reached_on_does_not_depend_on_the_order_of_rows() -> None:
    assert progress(daily(181)[::-1], END).milestones == progress(daily(181), END).milestones


def test_a_milestone_after_the_as_of_date_is_not_reached_yet() -> None:
    assert progress(daily(181), date(2024, 1, 27)).milestones[0].reached_on is None
    assert progress(daily(181), date(2024, 1, 28)).milestones[0].reached_on == date(2024, 1, 28)


def test_rooms_of_other_years_are_no_part_of_it() -> None:
    found = progress([*made.rooms(50, date(2023, 9, 30)), *made.rooms(3, building="2")], END)
    assert (found.repaired, found.remaining, found.level) == (3, 357, 0)


def test_nothing_remains_above_the_target() -> None:
    assert progress(made.rooms(400), END).remaining == 0


def test_pace_is_rooms_over_months_of_a_365_day_year() -> None:
    found = progress(made.rooms(60, START), date(2023, 10, 31))
    # 31 days are 31 ÷ (365 ÷ 12) months; 335 days are left for 300 rooms.
    assert found.per_month == 60 / (31 / Fraction(365, 12))
    assert found.needed_per_month == 300 / (335 / Fraction(365, 12))


def test_on_the_last_day_no_pace_can_be_needed() -> None:
    assert progress(made.rooms(359), END).needed_per_month is None
    assert progress(made.rooms(360), END).needed_per_month == 0


def test_a_milestone_not_reached_says_what_it_needs() -> None:
    found = progress(made.rooms(130, START), date(2024, 3, 31)).milestones
    assert [each.missing for each in found] == [0, 50, 110, 170, 230]
    # 183 days are left: 50 rooms in 183 ÷ (365 ÷ 12) months.
    assert [each.needed_per_month for each in found][:2] == [0, 50 / (183 / Fraction(365, 12))]


def test_before_the_year_there_is_no_forecast_and_no_pace() -> None:
    found = progress([], date(2023, 9, 15))
    assert (found.forecast, found.per_month, found.by_month) == (None, None, ())


@given(st.lists(st.dates(START, END), max_size=60), st.dates(START, END))
def test_a_forecast_is_never_below_what_stands_and_is_in_order(days: list[date], day: date) -> None:
    rooms = [room.model_copy(update={"ready_on": when}) for room, when in zip(made.rooms(len(days)), days, strict=True)]
    found = progress(rooms, day)
    if found.forecast is None:
        assert day < date(2023, 11, 30), "from the second whole month on there is a forecast"
        return
    assert found.repaired <= found.forecast.low <= found.forecast.mid <= found.forecast.high
    assert found.forecast.level == level_of(found.forecast.mid, MILESTONES)
    assert found.forecast.level_low <= found.forecast.level <= found.forecast.level_high


@given(st.lists(st.dates(START, END), max_size=60), st.dates(START, END), st.dates(START, END))
def test_one_more_room_never_lowers_the_level(days: list[date], more: date, day: date) -> None:
    milestones = {1: 5, 2: 10, 3: 20, 4: 30, 5: 40}
    rooms = [
        room.model_copy(update={"ready_on": when})
        for room, when in zip(made.rooms(len(days) + 1), [*days, more], strict=True)
    ]
    fewer, found = (measure_progress(each, as_of(day), milestones) for each in (rooms[:-1], rooms))
    assert fewer.level <= found.level
    assert fewer.repaired <= found.repaired <= fewer.repaired + 1


@given(st.lists(st.dates(date(2023, 9, 1), date(2024, 10, 31)), max_size=40), st.dates(START, END))
def test_months_sum_to_the_whole(days: list[date], day: date) -> None:
    rooms = [room.model_copy(update={"ready_on": when}) for room, when in zip(made.rooms(len(days)), days, strict=True)]
    found = progress(rooms, day)
    assert (
        sum(share.repaired for share in found.by_month) == found.repaired == sum(START <= when <= day for when in days)
    )


def test_every_month_begun_stands_there_even_an_empty_one() -> None:
    found = progress(made.rooms(2, date(2023, 12, 5), damaged_on=date(2023, 10, 9)), date(2024, 2, 1))
    assert [(share.key, share.repaired, share.damaged) for share in found.by_month] == [
        ("2023-10", 0, 2),
        ("2023-11", 0, 0),
        ("2023-12", 2, 0),
        ("2024-01", 0, 0),
        ("2024-02", 0, 0),
    ]


def test_a_room_with_two_kinds_of_damage_counts_under_each() -> None:
    rooms = [*made.rooms(1, damage=("ไฟฟ้า", "สุขาภิบาล")), *made.rooms(1, None, building="2", damage=("ไฟฟ้า",))]
    shares = share_by(rooms, as_of(END), lambda room: room.damage or ())
    assert [(share.key, share.repaired, share.damaged, share.left) for share in shares] == [
        ("ไฟฟ้า", 1, 2, 1),
        ("สุขาภิบาล", 1, 1, 0),
    ]


def test_shares_stand_with_the_most_repaired_first() -> None:
    rooms = [*made.rooms(1, building="ข"), *made.rooms(1, building="ก"), *made.rooms(2, building="ค")]
    shares = share_by(rooms, as_of(END), lambda room: [room.building or ""])
    assert [share.key for share in shares] == ["ค", "ก", "ข"]

"""Buildings in both readings, rooms that stand empty, money, and the years of the plan."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from skj.ledgers.rooms import RoomRepair
from skj.scoring.stock import buildings_of, cost_of, costs_by_damage, empty_rooms, many_years
from tests import record_books as made
from tests.record_books import YEAR_END, as_of, indicator

START = date(2023, 10, 1)
FACTS = indicator("housing").facts.housing
KINDS = ("โครงสร้าง", "สุขาภิบาล", "ไฟฟ้า", "วัสดุอุปกรณ์")


def room(**fields: Any) -> RoomRepair:
    return made.rooms(1)[0].model_copy(update=fields)


def test_buildings_with_a_room_repaired_and_with_none_left() -> None:
    rooms = [
        *made.rooms(2, building="1"),
        *made.rooms(1, building="2"),
        *made.rooms(1, None, building="2", damaged_on=START),
        *made.rooms(1, None, building="3"),
        *made.rooms(1, date(2022, 5, 1), building="4"),
    ]
    found = buildings_of(rooms, as_of(YEAR_END))
    assert [(each.building, each.is_started, each.is_complete, each.repaired, each.left) for each in found] == [
        ("1", True, True, 2, 0),
        ("4", False, True, 0, 0),
        ("2", True, False, 1, 1),
        ("3", False, False, 0, 1),
    ]


def test_a_building_of_the_same_name_at_another_site_is_another() -> None:
    found = buildings_of([room(site="ก"), room(site="ข"), room(site="ก ")], as_of(YEAR_END))
    assert [(each.site, each.repaired) for each in found] == [("ก", 2), ("ข", 1)]


def test_rooms_that_stand_empty_and_for_how_long() -> None:
    ready = date(2024, 2, 12)
    rooms = [
        room(room="free"),
        room(room="repaired alone", ready_on=None, repaired_on=date(2024, 2, 2)),
        room(room="given", allocated_to="นายก ใจดี"),
        room(room="lived in", allocated_to="นายข ใจดี", moved_in_on=ready + timedelta(3)),
        room(room="moved in later", allocated_to="นายค ใจดี", moved_in_on=ready + timedelta(99)),
        room(room="damaged", ready_on=None),
        room(room="ready later", ready_on=ready + timedelta(99)),
    ]
    found = empty_rooms(rooms, as_of(date(2024, 3, 12)))
    assert [(each.room.room, each.days, each.is_allocated) for each in found] == [
        ("repaired alone", 39, False),
        ("free", 29, False),
        ("given", 29, True),
        ("moved in later", 29, True),
    ]


def test_a_room_of_an_earlier_year_still_stands_empty() -> None:
    found = empty_rooms([room(ready_on=date(2023, 9, 30))], as_of(date(2023, 10, 30)))
    assert [each.days for each in found] == [30]


def test_the_cost_of_rooms_and_of_those_nobody_wrote_down() -> None:
    found = cost_of([room(cost=Decimal("100.10")), room(cost=Decimal("0.20")), room(cost=None), room(cost=Decimal(0))])
    assert (found.total, found.rooms, found.unknown) == (Decimal("100.30"), 4, 1)
    assert found.per_room == Decimal("33.43")  # 100.30 over the three that are known


def test_no_cost_at_all_has_no_mean() -> None:
    assert cost_of([room(cost=None)]).per_room is None
    assert cost_of([]).total == 0


def test_a_room_with_several_kinds_is_a_line_of_its_own() -> None:
    rooms = [
        room(damage=("ไฟฟ้า", "สุขาภิบาล"), cost=Decimal(70)),
        room(damage=("สุขาภิบาล", "ไฟฟ้า"), cost=None),
        room(damage=("ไฟฟ้า",), cost=Decimal(30)),
        room(damage=None, cost=Decimal(5)),
    ]
    found = costs_by_damage(rooms)
    assert [(each.damage, each.total, each.rooms, each.unknown) for each in found] == [
        (("ไฟฟ้า", "สุขาภิบาล"), Decimal(70), 2, 1),
        (("ไฟฟ้า",), Decimal(30), 1, 0),
        ((), Decimal(5), 1, 0),
    ]


money = st.none() | st.decimals(0, 10**6, places=2)


@given(st.lists(st.tuples(st.sets(st.sampled_from(KINDS)), money), max_size=30))
def test_the_lines_of_the_cost_add_up_to_the_whole(given_rooms: list[tuple[set[str], Decimal | None]]) -> None:
    rooms = [room(damage=tuple(kinds) or None, cost=cost) for kinds, cost in given_rooms]
    whole, lines = cost_of(rooms), costs_by_damage(rooms)
    assert sum((line.total for line in lines), Decimal(0)) == whole.total
    assert (sum(line.rooms for line in lines), sum(line.unknown for line in lines)) == (whole.rooms, whole.unknown)


def test_the_plan_of_four_years_counts_from_the_ledger() -> None:
    assert FACTS is not None
    rooms = [
        *made.rooms(3, date(2023, 9, 30)),
        *made.rooms(200, date(2024, 3, 31)),
        *made.rooms(100, date(2024, 10, 1)),
        *made.rooms(9, date(2025, 10, 1)),
    ]
    found = many_years(rooms, as_of(date(2024, 12, 31)), FACTS)
    assert (found.target, found.before, found.done, found.remaining, found.last_year) == (1200, 3, 300, 900, 2570)
    assert [(each.year, each.repaired, each.so_far, each.has_begun) for each in found.years] == [
        (2567, 200, 200, True),
        (2568, 100, 300, True),
        (2569, 0, 300, False),
        (2570, 0, 300, False),
    ]
    # From 31 December 2567 to 30 September 2570 there are 1,003 days.
    assert found.needed_per_year == 900 / Fraction(1003, 365)


def test_after_the_last_year_no_pace_can_be_needed() -> None:
    assert FACTS is not None
    assert many_years([], as_of(date(2027, 9, 30)), FACTS).needed_per_year is None
    assert many_years(made.rooms(1200), as_of(date(2027, 9, 30)), FACTS).needed_per_year == 0


def test_the_planned_course_holds_until_more_is_stated() -> None:
    assert FACTS is not None
    assert not any(FACTS.planned_by_month([10, 11, 12]))
    plan = FACTS.model_validate(
        {**FACTS.model_dump(), "planned": [{"month": 11, "rooms": 60}, {"month": 1, "rooms": 120}]}
    )
    assert plan.planned_by_month([10, 11, 12, 1, 2]) == (None, 60, 60, 120, 120)

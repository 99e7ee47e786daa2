"""The answer of `housing progress`: which lists it holds, who is named in it, and the rows behind its numbers."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

import pytest

from skj.language import use_language
from skj.ledgers.base import Ledger
from skj.ledgers.rooms import SPEC, RoomRepair
from skj.render.output import COMMON, Format
from skj.reports.housing import HousingAnswer, answer_housing, housing_report
from skj.reports.model import Chart, Grid, Report
from skj.reports.tracing import with_traces
from skj.scoring.scorecard import make_result
from tests import record_books as made
from tests.record_books import FEB, as_of, indicator
from tests.render.whole import to_bytes

DAY: Final = date(2024, 3, 31)
NAME: Final = "นายทดสอบ ลับสุดยอด"
ROOMS: Final = (
    *made.rooms(7, damage=("ไฟฟ้า",), cost=Decimal("10.10")),
    *made.rooms(1, building="2", allocated_to=NAME),
    *made.rooms(1, None, building="3"),
)
LISTS: Final = ("buildings", "empty", "years", "cost")


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


def answered(rooms: tuple[RoomRepair, ...] = ROOMS) -> tuple[HousingAnswer, Ledger[RoomRepair]]:
    period = as_of(DAY)
    result = make_result(indicator("housing"), period, made.books_of({"rooms": rooms}))
    ledger = Ledger(SPEC, rooms)
    return answer_housing(ledger, result, period), ledger


def report(**wanted: Any) -> Report:
    return housing_report(*answered(), **{"by": "district", **wanted})


def blocks(found: Report, kind: type) -> list[Any]:
    return [block for section in found.sections for block in section.blocks if isinstance(block, kind)]


def test_a_list_in_the_whole_answer_is_short_and_says_what_it_leaves_out() -> None:
    empty = report().sections[4]
    assert [len(block.lines) for block in empty.blocks if isinstance(block, Grid)] == [5]
    assert "3 more: “skj housing progress --list empty”" in str(empty.blocks[-1])


def test_a_document_holds_every_list_whole() -> None:
    lists = [block for section in report(whole=True).sections for block in section.blocks if isinstance(block, Grid)]
    assert max(len(grid.lines) for grid in lists) == 8
    assert "more: " not in to_bytes(report(whole=True), Format.TABLE).decode()


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asked_for_is_whole_and_what_a_spreadsheet_gets(name: Any) -> None:
    found = report(only=name)
    assert len(found.sections) == 1
    assert found.main in blocks(found, Grid)
    assert len(report(only="empty").main.lines) == 8


def test_a_plan_without_a_stock_of_rooms_has_no_years() -> None:
    answer, ledger = answered()
    bare = HousingAnswer(**{name: getattr(answer, name) for name in answer.__slots__} | {"years": None, "facts": None})
    found = housing_report(bare, ledger, "district", "years")
    assert (found.main.lines, found.main.empty) == ((), "The plan states no rooms for several years.")


def test_the_picture_ends_where_the_months_end() -> None:
    (chart,) = blocks(report(), Chart)
    repaired, likely = chart.series
    assert repaired.values == (0, 0, 0, 0, 8, 8, *[None] * 6)
    assert likely.values[:6] == (None,) * 6
    assert likely.values[-1] == answered()[0].progress.forecast.mid  # type: ignore[union-attr]
    assert [limit for _name, limit in chart.limits] == [120, 180, 240, 300, 360]


@pytest.mark.parametrize("form", COMMON)
@pytest.mark.parametrize("only", [None, *LISTS])
def test_who_has_the_right_to_a_room_is_masked_in_every_form(form: Format, only: Any) -> None:
    content = to_bytes(with_traces(report(only=only)), form)
    for part in NAME.split():
        assert part.removeprefix("นาย").encode() not in content


def test_who_has_the_right_to_a_room_is_told_when_asked_for() -> None:
    assert NAME in to_bytes(report(), Format.JSON, names=True).decode()
    assert NAME in to_bytes(report(only="empty"), Format.CSV, names=True).decode()


def test_every_number_is_led_back_to_its_rows() -> None:
    traces = {trace.id: trace for trace in report().traces}
    assert {name: (trace.value, len(trace.counted), len(trace.left_out)) for name, trace in traces.items()} == {
        "repaired": (8, 8, 1),
        "buildings_started": (2, 8, 0),
        "buildings_complete": (2, 8, 0),
        "unallocated": (7, 7, 0),
        "not_moved_in": (1, 1, 0),
        "cost": (Decimal("70.70"), 7, 1),
    }


def test_a_short_pace_is_said_in_words() -> None:
    text = to_bytes(report(), Format.TABLE).decode()
    assert "At this pace the year ends short of 360 rooms" in text


def test_on_the_first_day_of_the_year_nothing_is_foretold() -> None:
    period = as_of(date(2023, 10, 1))
    result = make_result(indicator("housing"), period, made.books_of({"rooms": ROOMS}))
    found = housing_report(answer_housing(Ledger(SPEC, ROOMS), result, period), Ledger(SPEC, ROOMS), "month")
    assert "too early to say" in to_bytes(found, Format.TABLE).decode()
    assert found.data["forecast"] is None  # type: ignore[call-overload]


def test_the_day_is_the_one_the_rooms_were_ready() -> None:
    assert {item["ready_on"] for item in report().data["empty"]} == {FEB.isoformat()}  # type: ignore[call-overload]

"""The oracle on tiny truths worked out by hand."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction

import pytest
from making.layout import Row, Value

from tests.workspaces import oracle
from tests.workspaces.oracle import Measure, Truth, quarter_window, score

Q4 = quarter_window(4)


def rows(*values: Mapping[str, Value]) -> list[Row]:
    return [Row(value) for value in values]


def papers(indicator: int, *items: str, dated: date = date(2024, 9, 30)) -> list[Row]:
    documents: list[dict[str, Value]] = [{"indicator": indicator, "item": item, "dated_on": dated} for item in items]
    return rows(*documents)


def level(truth: Truth, name: str, quarter: int = 4) -> int:
    return next(outcome.level for outcome in score(truth, {2563: 2}, quarter) if outcome.id == name)


def case(days: int, end: date = date(2024, 6, 30), **change: Value) -> Row:
    start = end - timedelta(days=days)
    values: dict[str, Value] = {"serious": True, "corruption": True, "position_type": "ทั่วไป", "position_level": "อาวุโส"}
    return Row(values | {"report_received_on": start, "presented_on": end} | change)


@pytest.mark.parametrize(
    ("quarter", "start", "end"),
    [
        (1, date(2023, 10, 1), date(2023, 12, 31)),
        (2, date(2023, 10, 1), date(2024, 3, 31)),
        (4, date(2023, 10, 1), date(2024, 9, 30)),
    ],
)
def test_a_quarter_runs_from_the_first_of_october(quarter: int, start: date, end: date) -> None:
    assert (quarter_window(quarter).start, quarter_window(quarter).as_of) == (start, end)


@pytest.mark.parametrize(
    ("numerator", "denominator", "is_met"), [(336, 420, True), (335, 420, False), (0, 0, False), (8, 10, True)]
)
def test_a_share_is_compared_exactly(numerator: int, denominator: int, is_met: bool) -> None:  # noqa: FBT001  (a table of cases)
    assert Measure(numerator, denominator).reaches(Fraction(80, 100)) is is_met


@pytest.mark.parametrize(("count", "expected"), [(119, 0), (120, 1), (239, 2), (240, 3), (359, 4), (360, 4)])
def test_rooms_alone_reach_level_four(count: int, expected: int) -> None:
    assert level({"rooms": rows(*[{"ready_on": date(2024, 9, 30)}] * count)}, "housing") == expected


def test_a_room_counts_by_the_day_it_was_ready_else_repaired() -> None:
    register = rows(
        {"repaired_on": date(2023, 9, 30)},
        {"repaired_on": date(2023, 9, 30), "ready_on": date(2023, 10, 1)},
        {"repaired_on": date(2024, 9, 30)},
        {"repaired_on": date(2024, 9, 30), "ready_on": date(2024, 10, 1)},
        {},
    )
    assert oracle.rooms(register, Q4) == Measure(2)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([79] * 9 + [80], 5),
        ([79] * 8 + [80] * 2, 4),
        ([90] * 9 + [91], 4),
        ([90] * 8 + [91] * 2, 0),
        ([], 0),
    ],
)
def test_days_of_cases_decide_the_upper_levels(days: Sequence[int], expected: int) -> None:
    assert level({"cases": [case(count) for count in days]}, "discipline") == expected


def test_only_cases_in_scope_and_in_the_year_count() -> None:
    cases = [
        case(10),
        case(10, position_level="ชำนาญงาน"),
        case(10, serious=False),
        case(10, corruption=False),
        case(10, end=date(2023, 9, 30)),
        case(10, presented_on=None),
    ]
    assert oracle.discipline(cases, (), Q4)["presented_within_90"] == Measure(1, 1)


def test_plan_progress_takes_steps_of_indicator_four_done_by_then() -> None:
    steps = rows(
        {"indicator": 4, "weight": 59, "done_on": date(2023, 9, 1)},
        {"indicator": 4, "weight": 1, "done_on": date(2024, 9, 30)},
        {"indicator": 4, "weight": 40, "done_on": date(2024, 10, 1)},
        {"indicator": 5, "weight": 40, "done_on": date(2024, 1, 1)},
    )
    assert oracle.discipline((), steps, Q4)["plan_progress"] == Measure(60, 100)


def test_a_missing_lower_level_stops_a_cumulative_ladder() -> None:
    high = papers(3, "working_group_order", "materials_prepared")
    assert level({"evidence": high}, "knowledge") == 0
    assert level({"evidence": [*papers(3, "plan_approved"), *high]}, "knowledge") == 3


def test_evidence_counts_from_its_day_on() -> None:
    truth = {"evidence": papers(4, "plan_submitted", dated=date(2024, 1, 1))}
    assert [level(truth, "discipline", quarter) for quarter in (1, 2)] == [0, 1]


def test_the_register_is_capped_year_by_year() -> None:
    register = rows({"year": 2563}, {"year": 2563}, {"year": 2563}, {"year": 2564})
    assert oracle.imported(register, {2563: 2, 2564: 2}) == Measure(3, 4)


def test_blank_and_undated_answers_are_none() -> None:
    answers = rows(
        {"indicator": 1, "answered_on": date(2024, 1, 1), "overall": 4},
        {"indicator": 1, "answered_on": date(2024, 1, 1), "overall": 3},
        {"indicator": 1, "answered_on": date(2024, 1, 1), "overall": None},
        {"indicator": 1, "answered_on": None, "overall": 5},
        {"indicator": 2, "answered_on": date(2024, 1, 1), "overall": 5},
    )
    assert oracle.satisfied(answers, 1, Q4) == Measure(1, 2)


def test_the_roll_counts_for_sessions_held() -> None:
    people: list[dict[str, Value]] = [
        {"session": 1, "pre_test": 3, "post_test": 4},
        {"session": 1, "pre_test": 3, "post_test": 3},
        {"session": 1, "pre_test": 3, "post_test": None},
        {"session": 2, "pre_test": 3, "post_test": 4},
    ]
    truth = {
        "training_sessions": rows({"session": 1, "held_on": date(2024, 9, 30)}, {"session": 2, "held_on": None}),
        "training_roll": rows(*people),
    }
    found = oracle.measure(truth, {}, Q4)["training"]
    assert (found["sessions"], found["knowledge_up"]) == (Measure(1), Measure(1, 2))


def test_rows_with_a_fault_count_nowhere() -> None:
    room: dict[str, Value] = {"ready_on": date(2024, 9, 1)}
    outcomes = score({"rooms": [Row(room), Row(room, "double entry")]}, {}, 4)
    assert outcomes[4].measures["rooms_repaired"] == Measure(1)


def test_points_are_weight_times_level_over_five() -> None:
    outcomes = score({"cases": [case(79)] * 10, "evidence": papers(1, "plan_approved")}, {}, 4)
    assert [outcome.points for outcome in outcomes] == [2, 0, 0, 20, 0, 0]
    assert oracle.total(outcomes) == 22

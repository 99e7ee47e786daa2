"""Steps against months, by hand and by property (plan reading A33)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skj.ledgers.steps import PlanStep
from skj.scoring.timeline import MonthState, PlanLine, StepState, measure_plans, months_of, state_of
from tests.record_books import FEB, YEAR_END, as_of, books_of, indicator, sheet

SIGNS = {MonthState.NONE: ".", MonthState.PLANNED: "p", MonthState.DONE: "d", MonthState.LATE: "l"}
JAN, APRIL = date(2024, 1, 1), date(2024, 4, 30)
DAYS = st.none() | st.dates(date(2023, 6, 1), date(2024, 12, 31))


def step(number: int, weight: int, **fields: Any) -> PlanStep:
    return PlanStep(sheet=sheet("steps"), row=number, indicator="2", step=number, weight=Decimal(weight), **fields)


def plan(*steps: PlanStep, day: date = FEB, key: str = "insignia") -> PlanLine:
    return measure_plans([indicator(key)], as_of(day), books_of({"steps": steps}))[0]


@pytest.mark.parametrize(
    ("starts", "ends", "done", "day", "state", "late"),
    [
        (JAN, APRIL, None, FEB, StepState.RUNNING, 0),
        (JAN, APRIL, None, APRIL, StepState.RUNNING, 0),  # the last day is not late
        (JAN, APRIL, None, date(2024, 5, 1), StepState.LATE, 1),
        (JAN, APRIL, None, date(2023, 12, 31), StepState.AHEAD, 0),
        (JAN, APRIL, APRIL, YEAR_END, StepState.DONE, 0),
        (JAN, APRIL, date(2024, 5, 10), YEAR_END, StepState.DONE_LATE, 10),
        (JAN, APRIL, date(2023, 12, 1), YEAR_END, StepState.DONE, 0),
        (None, APRIL, None, YEAR_END, StepState.LATE, 153),
        (JAN, None, None, YEAR_END, StepState.RUNNING, 0),  # nobody knows when it should end
        (None, None, None, YEAR_END, StepState.UNDATED, 0),
        (None, None, FEB, YEAR_END, StepState.DONE, 0),
    ],
)
def test_where_a_step_stands(
    starts: date | None, ends: date | None, done: date | None, day: date, state: StepState, late: int
) -> None:
    assert state_of(starts, ends, done, day) == (state, late)


@pytest.mark.parametrize(
    ("starts", "ends", "done", "day", "bar"),
    [
        (JAN, APRIL, None, FEB, "...pppp....."),
        (JAN, APRIL, None, date(2024, 6, 1), "...ppppll..."),
        (JAN, APRIL, date(2024, 3, 3), YEAR_END, "...dddd....."),
        (JAN, APRIL, date(2024, 6, 3), YEAR_END, "...ddddll..."),
        (date(2023, 8, 1), date(2023, 10, 31), None, date(2023, 11, 5), "pl.........."),
        (JAN, None, None, FEB, "...p........"),
        (None, APRIL, None, FEB, "......p....."),
        (None, None, FEB, YEAR_END, "....d......."),
        (None, None, None, YEAR_END, "............"),
        (date(2024, 8, 1), date(2024, 11, 30), None, date(2025, 1, 1), "..........pp"),
    ],
)
def test_the_months_of_a_step(starts: date | None, ends: date | None, done: date | None, day: date, bar: str) -> None:
    assert "".join(SIGNS[month] for month in months_of(starts, ends, done, as_of(day))) == bar


def test_progress_against_what_was_planned_by_the_day() -> None:
    found = plan(
        step(1, 20, starts=date(2023, 10, 1), ends=date(2023, 11, 30), done_on=date(2023, 12, 15)),
        step(2, 30, starts=date(2023, 12, 1), ends=date(2024, 1, 31)),
        step(3, 25, starts=date(2024, 1, 1), ends=FEB, done_on=date(2024, 2, 13)),  # a day after the day asked for
        step(4, 25, starts=date(2024, 3, 1), ends=date(2024, 4, 30), done_on=date(2024, 2, 1)),
    )
    assert (found.done, found.due) == (Fraction(45), Fraction(75))
    assert [(each.number, each.days_late) for each in found.late] == [(2, 12)]
    assert [each.days_late for each in found.steps] == [15, 12, 0, 0]
    assert found.steps[2].done_on is None


def test_without_a_ledger_the_plan_file_is_shown_and_counts_nothing() -> None:
    found = plan()
    assert not found.is_recorded
    assert [found.done, found.due, len(found.late), found.lost_weight] == [0, 0, 0, 0]
    assert ["".join(SIGNS[month] for month in each.months) for each in found.steps] == [
        "pp..........",
        "..pp........",
        ".....pp.....",
        ".......pp...",
        ".........ppp",
    ]


def test_what_the_printed_plan_lost_is_told() -> None:
    assert (plan(key="housing").lost_weight, len(plan(key="housing").steps)) == (45, 5)
    assert plan(step(1, 100)).lost_weight == 0


@given(DAYS, DAYS, DAYS, st.dates(date(2023, 9, 1), date(2024, 12, 31)))
def test_late_is_told_by_days_and_months_alike(
    starts: date | None, ends: date | None, done_on: date | None, day: date
) -> None:
    period = as_of(day)
    done = done_on if period.reached(done_on) else None
    state, late = state_of(starts, ends, done, day)
    months = months_of(starts, ends, done, period)
    assert (late > 0) == (state in {StepState.LATE, StepState.DONE_LATE})
    assert len(months) == 12
    assert (MonthState.DONE in months) <= (done is not None)
    if MonthState.LATE in months and ends is not None and (starts is None or starts <= ends):
        assert late > 0
        first = months.index(MonthState.LATE)
        assert period.months[first] > ends
        assert period.months[first] <= (done or day)

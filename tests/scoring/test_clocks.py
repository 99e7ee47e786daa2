"""The clocks of discipline cases: days, stages, statuses, due dates, and the counts over them."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skj.ledgers.cases import DisciplineCase
from skj.scoring.clocks import Clock, Limits, Status, clock_of, limits_of, running_clocks, summarise
from tests import record_books as made
from tests.record_books import YEAR_END, as_of, indicator

DISCIPLINE = indicator("discipline")
RECEIVED = date(2024, 1, 10)


def case(**fields: Any) -> DisciplineCase:
    """A case in scope, received on 10 January 2567 and open."""
    return made.cases(0)[0].model_copy(update={"report_received_on": RECEIVED, "presented_on": None, **fields})


def clock(day: date = YEAR_END, **fields: Any) -> Clock:
    return clock_of(case(**fields), DISCIPLINE, as_of(day))


def after(days: int) -> date:
    return RECEIVED + timedelta(days)


def test_the_limits_come_from_the_plan() -> None:
    assert limits_of(DISCIPLINE) == Limits(strict=80, wide=90)


def test_due_dates_of_the_example_in_the_rule() -> None:
    # Facts 2.2: received Wed 10 Jan 2567, the 80th day is 30 Mar and the 90th 9 Apr; fewer than 80 ends a day before.
    found = clock()
    assert (found.due_strict, found.due_wide) == (date(2024, 3, 29), date(2024, 4, 9))


def test_a_due_date_may_be_a_holiday() -> None:
    # Facts 2.2: the 45th day is Sat 24 Feb 2567, Makha Bucha, and stays there.
    found = clock(ordered_on=date(2024, 2, 24))
    assert (found.stage1.days, found.stage1.law_ok) == (45, True)


@given(st.dates(date(2023, 1, 1), date(2025, 12, 31)))
def test_a_case_presented_on_its_due_date_keeps_the_limit_and_a_day_later_does_not(received: date) -> None:
    due = clock_of(case(report_received_on=received), DISCIPLINE, as_of(YEAR_END))
    on_strict = case(report_received_on=received, presented_on=due.due_strict)
    on_wide = case(report_received_on=received, presented_on=due.due_wide)
    assert (on_strict.days, on_wide.days) == (79, 90)


@pytest.mark.parametrize(
    ("days", "status"),
    [
        (0, Status.OPEN),
        (79, Status.OPEN),
        (80, Status.AT_RISK),
        (90, Status.AT_RISK),
        (91, Status.OVERDUE),
        (400, Status.OVERDUE),
    ],
)
def test_the_status_of_an_open_case(days: int, status: Status) -> None:
    found = clock(after(days))
    assert (found.status, found.days, found.is_open, found.end) == (status, days, True, None)


@pytest.mark.parametrize("days", [10, 80, 91])
def test_a_presented_case_is_presented_whatever_its_days(days: int) -> None:
    found = clock(presented_on=after(days))
    assert (found.status, found.days, found.is_open) == (Status.PRESENTED, days, False)


def test_what_happens_after_the_as_of_date_has_not_happened() -> None:
    found = clock(after(30), ordered_on=after(31), presented_on=after(31))
    assert (found.status, found.days, found.stage1.days) == (Status.OPEN, 30, None)


def test_what_happens_on_the_as_of_date_has() -> None:
    found = clock(after(31), ordered_on=after(31), presented_on=after(31))
    assert (found.status, found.days, found.stage1.days) == (Status.PRESENTED, 31, 31)


@pytest.mark.parametrize(("days", "plan_ok", "law_ok"), [(44, True, True), (45, False, True), (46, False, False)])
def test_stage_one_fewer_than_45_in_the_plan_and_at_most_45_in_the_law(
    days: int, *, plan_ok: bool, law_ok: bool
) -> None:
    stage = clock(ordered_on=after(days)).stage1
    assert (stage.days, stage.plan_ok, stage.law_ok) == (days, plan_ok, law_ok)


@pytest.mark.parametrize(("days", "plan_ok"), [(59, True), (60, False), (61, False)])
def test_stage_two_fewer_than_60(days: int, *, plan_ok: bool) -> None:
    stage = clock(division_received_on=after(50), agenda_ordered_on=after(50 + days)).stage2
    assert (stage.days, stage.plan_ok) == (days, plan_ok)


def test_the_days_between_the_stages_belong_to_neither() -> None:
    found = clock(ordered_on=after(40), division_received_on=after(52), agenda_ordered_on=after(60))
    assert (found.stage1.days, found.between_days, found.stage2.days) == (40, 12, 8)


def test_unfinished_stages_have_no_days() -> None:
    found = clock(division_received_on=after(50))
    assert (found.stage1.days, found.stage1.plan_ok, found.stage2.days, found.between_days) == (None, None, None, None)


def test_a_case_out_of_scope_says_why() -> None:
    found = clock(serious=False)
    assert (found.in_scope, found.why_not) == (False, "is not a serious breach")


@pytest.mark.parametrize(
    ("presented_on", "in_year"), [(date(2023, 9, 30), False), (date(2023, 10, 1), True), (YEAR_END, True)]
)
def test_the_year_of_a_case_is_that_of_its_presentation(presented_on: date, *, in_year: bool) -> None:
    assert clock(report_received_on=date(2023, 9, 1), presented_on=presented_on).in_year is in_year


def test_cases_not_yet_received_do_not_run() -> None:
    assert running_clocks([case(report_received_on=YEAR_END + timedelta(1))], DISCIPLINE, as_of(YEAR_END)) == []


def test_open_cases_in_scope_come_first_soonest_due_first() -> None:
    cases = [
        case(case_no="presented", presented_on=after(10)),
        case(case_no="outside", serious=False, report_received_on=date(2023, 10, 1)),
        case(case_no="later", report_received_on=after(5)),
        case(case_no="sooner"),
        case(case_no="same day, other number"),
    ]
    clocks = running_clocks(cases, DISCIPLINE, as_of(YEAR_END))
    assert [found.case.case_no for found in clocks] == [
        "same day, other number",
        "sooner",
        "later",
        "outside",
        "presented",
    ]


def test_the_counts_hold_what_is_in_scope_alone() -> None:
    cases = [
        *(case(presented_on=after(days)) for days in (79, 80, 90, 91)),
        case(presented_on=date(2023, 9, 30), report_received_on=date(2023, 9, 1)),
        *(case(report_received_on=YEAR_END - timedelta(days)) for days in (79, 80, 90, 91)),
        case(serious=False, presented_on=after(10)),
        case(corruption=False),
    ]
    found = summarise(running_clocks(cases, DISCIPLINE, as_of(YEAR_END)), limits_of(DISCIPLINE))
    assert (found.presented, found.under_80, found.within_90) == (4, 1, 3)
    assert (found.open, found.open_over_80, found.open_over_90) == (4, 3, 1)


def test_the_counts_agree_with_the_measures() -> None:
    cases = made.cases(10, 79, 80, 81, 90, 91, 200)
    found = summarise(running_clocks(cases, DISCIPLINE, as_of(YEAR_END)), limits_of(DISCIPLINE))
    assert (found.presented, found.under_80, found.within_90) == (7, 2, 5)


@pytest.mark.parametrize(
    ("days", "fields", "is_past"),
    [
        (45, {}, False),
        (46, {}, True),
        (46, {"extended_until": after(46)}, False),
        (47, {"extended_until": after(46)}, True),
        (46, {"ordered_on": after(46)}, False),  # finished, though late
        (46, {"ordered_on": after(47)}, True),  # not finished yet on that day
        (200, {"ordered_on": after(5), "division_received_on": after(6)}, False),  # the law gives stage 2 no days
        (46, {"presented_on": after(46)}, False),
    ],
)
def test_the_law_counts_a_running_stage_until_its_extension_ends(
    days: int, fields: dict[str, Any], *, is_past: bool
) -> None:
    assert clock(after(days), **fields).is_past_law is is_past

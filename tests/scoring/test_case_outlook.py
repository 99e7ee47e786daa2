"""What the share of cases in time can still become: against every way the year may end, for small years."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from typing import Any, Final, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skj.ledgers.cases import DisciplineCase
from skj.scoring.case_outlook import LevelOutlook, Part, last_day, outlook
from skj.scoring.clocks import running_clocks
from skj.scoring.measures import is_within
from skj.scoring.plan_model import Measure
from tests import record_books as made
from tests.record_books import YEAR_END, as_of, indicator

DISCIPLINE: Final = indicator("discipline")
START: Final = date(2023, 10, 1)
Fate = Literal["in time", "late", "another year"]
FATES: Final[tuple[Fate, ...]] = ("in time", "late", "another year")


def case(**fields: Any) -> DisciplineCase:
    return made.cases(0)[0].model_copy(update={"presented_on": None, **fields})


def looked(cases: list[DisciplineCase], day: date) -> dict[int, LevelOutlook]:
    clocks = running_clocks(cases, DISCIPLINE, as_of(day))
    return {each.level: each for each in outlook(clocks, DISCIPLINE, as_of(day))}


def done(days: int, presented_on: date = date(2024, 2, 1)) -> DisciplineCase:
    return case(report_received_on=presented_on - timedelta(days), presented_on=presented_on)


def test_the_levels_and_limits_are_those_of_the_plan() -> None:
    found = looked([], YEAR_END)
    assert {level: each.measure.params for level, each in found.items()} == {
        5: {"less_than_days": 80},
        4: {"at_most_days": 90},
    }


def test_none_of_none_is_neither_met_nor_allowed_for() -> None:
    found = looked([], YEAR_END)[4]
    assert (found.now, found.best, found.worst, found.may_be_late) == (Part(0, 0), Part(0, 0), Part(0, 0), None)
    assert not found.holds(found.now)
    assert not found.is_lost


def test_a_year_worked_by_hand() -> None:
    # As of 31 March: nine presented, eight of them within 90 days and seven in fewer than 80. Open: one received on 1 March (in time
    # until 30 May), one on 1 January (day 90 is 31 March), one on 1 December (late already).
    presented = [*(done(days) for days in (10, 20, 30, 40, 50, 60, 79)), done(90), done(120)]
    running = [case(report_received_on=day) for day in (date(2024, 3, 1), date(2024, 1, 1), date(2023, 12, 1))]
    found = looked([*presented, *running], date(2024, 3, 31))
    four, five = found[4], found[5]
    assert (four.now, four.best, four.worst) == (Part(8, 9), Part(10, 11), Part(8, 12))
    assert (five.now, five.best, five.worst) == (Part(7, 9), Part(8, 10), Part(7, 12))
    assert (four.if_overdue_fail, five.if_overdue_fail) == (Part(8, 10), Part(7, 11))
    # Of twelve at least 10.8, so eleven, must be in time: ten can be, one too many is late.
    assert (four.may_be_late, five.may_be_late) == (-1, -3)
    assert (four.is_lost, five.is_lost) == (False, True)  # 10/11 is 90.9 %, 8/10 is 80 %


def test_how_many_may_still_be_late() -> None:
    running = [case(report_received_on=date(2024, 3, 1)) for _each in range(20)]
    assert looked(running, date(2024, 3, 31))[4].may_be_late == 2
    assert looked(running[:9], date(2024, 3, 31))[4].may_be_late == 0


@pytest.mark.parametrize(("received", "worst"), [(date(2024, 7, 1), Part(1, 2)), (date(2024, 7, 2), Part(1, 1))])
def test_a_case_received_late_in_the_year_cannot_be_late_in_it(received: date, worst: Part) -> None:
    # Received on 1 July, day 90 is 29 September and 30 September is late; received a day later, every day of the year is in time.
    assert looked([done(5), case(report_received_on=received)], date(2024, 7, 10))[4].worst == worst


def test_after_the_year_nothing_can_change() -> None:
    found = looked([done(5), case(report_received_on=date(2024, 9, 1))], date(2024, 10, 5))[4]
    assert found.now == found.best == found.worst == Part(1, 1)


def test_cases_out_of_scope_change_nothing() -> None:
    inside = [done(5), case(report_received_on=date(2024, 3, 1))]
    outside = [
        case(report_received_on=date(2024, 3, 1), serious=False),
        done(200).model_copy(update={"corruption": False}),
    ]
    assert looked(inside, date(2024, 3, 31)) == looked([*inside, *outside], date(2024, 3, 31))


def endings(each: DisciplineCase, measure: Measure, day: date) -> Iterator[Fate]:
    """Every way an open case may end, found day by day."""
    kept = {
        is_within(measure, (moment - each.report_received_on).days)
        for moment in (day + timedelta(step) for step in range(max(0, (YEAR_END - day).days + 1)))
    }
    yield from (fate for fate, way in (("in time", True), ("late", False)) if way in kept)  # type: ignore[misc]
    yield "another year"


spans = st.integers(0, 160)


@settings(max_examples=60)
@given(st.lists(spans, max_size=3), st.lists(spans, max_size=3), st.integers(0, 380))
def test_best_and_worst_are_the_ends_of_every_way_the_year_may_end(
    taken: list[int], ages: list[int], day_of_year: int
) -> None:
    day = START + timedelta(day_of_year)
    running = [case(case_no=f"o{number}", report_received_on=day - timedelta(age)) for number, age in enumerate(ages)]
    presented = [done(days, min(day, YEAR_END)) for days in taken]
    for each in looked([*presented, *running], day).values():
        kept = sum(is_within(each.measure, days) for days in taken)
        shares = []
        for fates in product(*(endings(one, each.measure, day) for one in running)):
            counted = len(taken) + sum(fate != "another year" for fate in fates)
            if counted:
                shares.append(Fraction(kept + fates.count("in time"), counted))
        assert (each.now.kept, each.now.of) == (kept, len(taken))
        # Where nothing can be in time, or nothing can be late, the end may be that nothing is presented at all: none of none.
        assert each.best.share == max(shares, default=None) or (each.best.of == 0 and max(shares) == 0)
        assert each.worst.share == min(shares, default=None) or (each.worst.of == 0 and min(shares) == 1)


@given(st.lists(spans, max_size=4), st.lists(spans, max_size=6), st.integers(0, 365))
def test_as_many_may_be_late_as_leave_the_level(taken: list[int], ages: list[int], day_of_year: int) -> None:
    day = START + timedelta(day_of_year)
    running = [case(case_no=f"o{number}", report_received_on=day - timedelta(age)) for number, age in enumerate(ages)]
    presented = [done(days, day) for days in taken]
    for each in looked([*presented, *running], day).values():
        still = [one for one in running if day <= min(last_day(one, each.measure), YEAR_END)]
        kept = each.now.kept + len(still)
        whole = len(taken) + len(running)
        if not whole:
            assert each.may_be_late is None
            continue
        fine = [late for late in range(len(still) + 1) if each.condition.holds(Fraction(kept - late, whole))]
        assert each.may_be_late is not None
        assert (max(fine) == min(each.may_be_late, len(still))) if fine else each.may_be_late < 0


@given(st.lists(spans, min_size=1, max_size=8), spans)
def test_one_more_case_in_time_never_lowers_what_holds(taken: list[int], quick: int) -> None:
    before = looked([done(days) for days in taken], YEAR_END)
    after = looked([done(days) for days in [*taken, min(quick, 79)]], YEAR_END)
    for level in before:
        assert before[level].holds(before[level].now) <= after[level].holds(after[level].now)

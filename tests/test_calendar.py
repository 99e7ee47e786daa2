from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skj.calendar import (
    OtherYearError,
    QuarterUnclearError,
    days_between,
    fiscal_year_of,
    fiscal_year_span,
    quarter_of,
    quarter_span,
    read_quarter,
    resolve_period,
)

DAYS = st.dates(date(1941, 1, 1), date(2157, 12, 31))
TODAY = date(2024, 2, 10)


def test_fiscal_year_2567_and_its_quarters() -> None:
    assert (fiscal_year_span(2567).start, fiscal_year_span(2567).end) == (date(2023, 10, 1), date(2024, 9, 30))
    spans = [quarter_span(2567, quarter) for quarter in (1, 2, 3, 4)]
    assert [(span.start, span.end) for span in spans] == [
        (date(2023, 10, 1), date(2023, 12, 31)),
        (date(2024, 1, 1), date(2024, 3, 31)),
        (date(2024, 4, 1), date(2024, 6, 30)),
        (date(2024, 7, 1), date(2024, 9, 30)),
    ]


@given(DAYS)
def test_each_day_lies_in_its_own_quarter_and_year(day: date) -> None:
    assert day in quarter_span(fiscal_year_of(day), quarter_of(day))
    assert day in fiscal_year_span(fiscal_year_of(day))


@given(DAYS)
def test_quarters_of_a_year_follow_each_other_without_gap(day: date) -> None:
    year, quarter = fiscal_year_of(day), quarter_of(day)
    following = quarter_span(year, quarter).end + timedelta(days=1)
    assert (fiscal_year_of(following), quarter_of(following)) == ((year, quarter + 1) if quarter < 4 else (year + 1, 1))


@given(DAYS, st.integers(0, 400))
def test_first_day_is_not_counted(day: date, more: int) -> None:
    assert days_between(day, day + timedelta(days=more)) == more


def test_law_example_of_counting_days() -> None:
    received = date(2024, 1, 10)  # facts 2.2: the 45th, 80th and 90th day
    assert [days_between(received, end) for end in (date(2024, 2, 24), date(2024, 3, 30), date(2024, 4, 9))] == [
        45,
        80,
        90,
    ]


@pytest.mark.parametrize(
    "word",
    [
        "2",
        "๒",
        "2567Q2",
        "2567q2",
        "Q2/2567",
        "2/2567",
        "ไตรมาส 2/2567",
        "ไตรมาสที่ ๒/๒๕๖๗",
        "ไตรมาส 2",
        "Q2",
        "FY2567-Q2",
        " 2 ",
    ],
)
def test_every_word_for_a_quarter(word: str) -> None:
    assert read_quarter(word, fiscal_year=2567, today=TODAY) == (2567, 2)


def test_relative_quarters() -> None:
    assert read_quarter("this", fiscal_year=2567, today=TODAY) == (2567, 2)
    assert read_quarter("last", fiscal_year=2567, today=TODAY) == (2567, 1)
    assert read_quarter("last", fiscal_year=2567, today=date(2023, 10, 1)) == (2566, 4)


@pytest.mark.parametrize("word", ["0", "5", "", "2567", "Q5/2567", "ไตรมาส", "two", "22567", "2/67"])
def test_unclear_quarters_are_refused(word: str) -> None:
    with pytest.raises(QuarterUnclearError):
        read_quarter(word, fiscal_year=2567, today=TODAY)


def test_a_quarter_means_its_last_day_or_today_while_it_runs() -> None:
    assert resolve_period(fiscal_year=2567, today=TODAY, quarter="1").as_of == date(2023, 12, 31)
    running = resolve_period(fiscal_year=2567, today=TODAY, quarter="2")
    assert (running.as_of, running.is_over) == (TODAY, False)
    assert resolve_period(fiscal_year=2567, today=date(2026, 1, 1), as_of=date(2024, 3, 1), quarter="2").as_of == date(
        2024, 3, 1
    )


def test_a_quarter_of_another_year_is_refused() -> None:
    with pytest.raises(OtherYearError):
        resolve_period(fiscal_year=2567, today=TODAY, quarter="2566Q1")


def test_what_counts_is_cumulative_within_the_fiscal_year() -> None:
    period = resolve_period(fiscal_year=2567, today=date(2026, 1, 1), quarter="2")
    days = [date(2023, 9, 30), date(2023, 10, 1), date(2024, 3, 31), date(2024, 4, 1), None]
    assert [period.counts(day) for day in days] == [False, True, True, False, False]
    assert [period.reached(day) for day in days] == [True, True, True, False, False]


def test_nothing_after_the_fiscal_year_counts_however_late_the_as_of_date() -> None:
    period = resolve_period(fiscal_year=2567, today=date(2026, 1, 1))
    assert not period.counts(date(2024, 10, 1))
    assert period.reached(date(2024, 10, 1))

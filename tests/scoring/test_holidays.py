"""Days off: from the file, told and never counted."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from skj.scoring.holidays import holidays, is_covered, is_weekend, working_days

covered = st.dates(date(2023, 1, 1), date(2027, 12, 31))


def test_a_day_that_is_certain_and_one_that_follows_from_the_rules_alone() -> None:
    assert holidays()[date(2024, 4, 12)].is_sure
    assert not holidays()[date(2027, 1, 1)].is_sure
    assert date(2024, 5, 1) not in holidays(), "government offices work on Labour Day (facts 6)"


def test_the_weekdays_off_of_fiscal_2567() -> None:
    assert sum(date(2023, 10, 1) <= day <= date(2024, 9, 30) for day in holidays()) == 18  # facts 6


def test_working_days_counted_by_hand() -> None:
    # Thu 11 April to Wed 17 April 2567: 12 (cabinet), 13-14 (weekend), 15-16 (Songkran) are off; only the 17th is left.
    assert working_days(date(2024, 4, 11), date(2024, 4, 17)) == 1
    assert working_days(date(2024, 4, 11), date(2024, 4, 11)) == 0


def test_a_year_nobody_knows_has_no_working_days() -> None:
    assert not is_covered(2030)
    assert working_days(date(2027, 12, 30), date(2030, 1, 2)) is None


@given(covered, st.integers(0, 120))
def test_working_days_are_some_of_the_days(start: date, length: int) -> None:
    end = start + timedelta(length)
    found = working_days(start, end)
    assert found is None or 0 <= found <= length
    assert found is None or (found >= length // 7 * 5 - 25)


def test_weekends() -> None:
    assert [is_weekend(date(2024, 4, 12) + timedelta(step)) for step in range(4)] == [False, True, True, False]

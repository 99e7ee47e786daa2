"""The range of the year's end: worked by hand, in order, and true as often as it says, over many simulated years."""

import random
from collections.abc import Callable
from math import exp, sin, tau
from statistics import mean
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skj.scoring.forecast import RATE, forecast, level_of, trend_of

MILESTONES: Final = {1: 120, 2: 180, 3: 240, 4: 300, 5: 360}
MONTHS: Final = 12
YEARS: Final = 400  # simulated years of each kind
FIRST: Final = 2  # months seen before the first forecast
counts = st.lists(st.integers(0, 60), min_size=FIRST, max_size=MONTHS - 1)
Year = Callable[[random.Random], list[int]]


def test_the_range_worked_by_hand() -> None:
    found = forecast(60, [20, 30, 10], 9, MILESTONES)
    assert found is not None
    # Mean 20: 60 + 9·20 = 240. Dispersion (1·4 + 200/20) ÷ 3 = 4.667; t of 3 degrees 1.638·1.05 = 1.7199; 1.7199²·4.667·9÷3 = 41.41.
    # 180 + 41.41/2 ± √((180 + 41.41/2)² − 180² + 41.41·60) = 200.71 ± 101.73: 98.97 and 302.44 more.
    assert (found.low, found.mid, found.high) == (158, 240, 363)
    assert (found.level_low, found.level, found.level_high) == (1, 3, 5)


def test_months_alike_leave_a_narrow_range_and_no_certainty() -> None:
    found = forecast(180, [30] * 6, 6, MILESTONES)
    assert found is not None
    assert found.mid == 360
    assert 335 <= found.low < 360 < found.high <= 388


def test_months_without_a_room_forecast_next_to_none() -> None:
    found = forecast(0, [0] * 6, 6, MILESTONES)
    assert found is not None
    assert (found.low, found.mid, found.level_high) == (0, 0, 0)
    assert found.high <= 3


def test_one_month_has_no_spread() -> None:
    assert forecast(30, [30], 11, MILESTONES) is None
    assert forecast(0, [], 12, MILESTONES) is None


def test_at_the_end_of_the_year_the_forecast_is_what_stands() -> None:
    found = forecast(301, [25] * 12, 0, MILESTONES)
    assert found is not None
    assert (found.low, found.mid, found.high, found.level_low, found.level, found.level_high) == (301,) * 3 + (4,) * 3


@pytest.mark.parametrize(("number", "level"), [(0, 0), (119, 0), (120, 1), (359, 4), (360, 5), (999, 5)])
def test_the_level_of_a_number(number: int, level: int) -> None:
    assert level_of(number, MILESTONES) == level


@given(counts, st.floats(0.05, 11))
def test_the_range_is_in_order_and_never_below_what_stands(monthly: list[int], left: float) -> None:
    found = forecast(sum(monthly), monthly, left, MILESTONES)
    assert found is not None
    assert sum(monthly) <= found.low <= found.mid <= found.high
    assert found.level_low <= found.level <= found.level_high


@given(counts)
def test_the_range_narrows_towards_the_end_of_the_year(monthly: list[int]) -> None:
    found = [forecast(sum(monthly), monthly, left, MILESTONES) for left in (6.0, 3.0, 1.0, 0.0)]
    widths = [each.high - each.low for each in found if each]
    assert widths == sorted(widths, reverse=True)


# --- simulated years ------------------------------------------------------------------------------------------------


def chance(dice: random.Random, rate: float) -> int:
    """A number of rooms that come one by one, `rate` of them expected (Knuth)."""
    least, product, count = exp(-rate), dice.random(), 0
    while product > least:
        product *= dice.random()
        count += 1
    return count


def uneven(dice: random.Random, rate: float, dispersion: float) -> int:
    """The same with a pace that itself changes from month to month: variance `dispersion` times the mean."""
    shape = rate / (dispersion - 1)
    return chance(dice, dice.gammavariate(shape, rate / shape))


STEADY: Final[dict[str, Year]] = {
    "thirty a month": lambda dice: [chance(dice, 30) for _ in range(MONTHS)],
    "two a month": lambda dice: [chance(dice, 2) for _ in range(MONTHS)],
    "hardly any": lambda dice: [chance(dice, 0.3) for _ in range(MONTHS)],
    "uneven": lambda dice: [uneven(dice, 30, 3) for _ in range(MONTHS)],
    "very uneven": lambda dice: [uneven(dice, 30, 8) for _ in range(MONTHS)],
    "few and uneven": lambda dice: [uneven(dice, 10, 4) for _ in range(MONTHS)],
    "batches of ten": lambda dice: [10 * chance(dice, 2.5) for _ in range(MONTHS)],
    "nearly alike": lambda dice: [dice.randint(28, 32) for _ in range(MONTHS)],
}
CHANGING: Final[dict[str, Year]] = {
    "rising": lambda dice: [chance(dice, 20 + 1.5 * month) for month in range(MONTHS)],
    "with a season": lambda dice: [chance(dice, 30 * (1 + 0.4 * sin(tau * month / MONTHS))) for month in range(MONTHS)],
}


def held(year: Year) -> list[float]:
    """How often the range held the year's end, after 2, 3, … 11 months, over many years."""
    dice = random.Random(2567)  # noqa: S311  (the same years each time; nothing is secret)
    years = [year(dice) for _ in range(YEARS)]
    return [mean(_holds(months, seen) for months in years) for seen in range(FIRST, MONTHS)]


def _holds(months: list[int], seen: int) -> bool:
    found = forecast(sum(months[:seen]), months[:seen], MONTHS - seen, {})
    return found is not None and found.low <= sum(months) <= found.high


@pytest.mark.parametrize("kind", STEADY)
def test_the_range_holds_the_truth_at_its_stated_rate(kind: str) -> None:
    rates = held(STEADY[kind])
    assert mean(rates) >= float(RATE)
    assert min(rates) >= float(RATE) - 0.05  # 400 years: two standard errors are 0.04


@pytest.mark.parametrize("kind", CHANGING)
def test_a_trend_is_beyond_it_and_so_the_answer_says(kind: str) -> None:
    # Not a wish but the truth: past months that are unlike those to come mislead; docs/decisions.md states it.
    assert mean(held(CHANGING[kind])) < float(RATE)


@pytest.mark.parametrize(
    ("monthly", "trend"),
    [
        ([1, 2, 3], 0),
        ([1, 2, 3, 4], 1),
        ([4, 3, 2, 1], -1),
        ([1, 2, 4, 3], 0),
        ([30] * 8, 0),
        ([], 0),
        # 15 pairs of six months, 13 rise and 2 fall: 11, of 9 that are enough. Four that fall leave 7.
        ([10, 12, 11, 15, 14, 20], 1),
        ([10, 12, 11, 15, 14, 13], 0),
    ],
)
def test_a_steady_rise_or_fall_is_seen(monthly: list[int], trend: int) -> None:
    assert trend_of(monthly) == trend


@pytest.mark.parametrize(
    ("kind", "least", "most"), [("thirty a month", 0, 0.2), ("batches of ten", 0, 0.2), ("rising", 0.5, 1)]
)
def test_how_often_a_trend_is_seen_after_eight_months(kind: str, least: float, most: float) -> None:
    dice = random.Random(67)  # noqa: S311  (as above)
    seen = mean(trend_of((STEADY | CHANGING)[kind](dice)[:8]) != 0 for _year in range(YEARS))
    assert least <= seen <= most

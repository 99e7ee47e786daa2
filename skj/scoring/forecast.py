"""Where a year of counts may end: a range that holds the truth four times in five when the months ahead are like those behind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import ceil, floor, sqrt
from typing import Final

# The rate at which the range is to hold, and Student's t for it (one tenth on each side) by degrees of freedom.
RATE: Final = Fraction(4, 5)
T_VALUES: Final = {
    2: 1.886,
    3: 1.638,
    4: 1.533,
    5: 1.476,
    6: 1.440,
    7: 1.415,
    8: 1.397,
    9: 1.383,
    10: 1.372,
    11: 1.363,
    12: 1.356,
}
LEAST_MONTHS: Final = 2  # one month has no spread
# What is thought of the spread before any month is seen, worth one month: repairs come in batches, so the variance of a
# month is some four times its mean. Without it two months that happen to be alike would promise a certainty nobody has.
PRIOR_MONTHS: Final = 1
PRIOR_DISPERSION: Final = 4.0
# The variance of few counts is itself skewed; so much wider, the range holds at the stated rate in every pattern of months
# that tests/scoring/test_forecast.py simulates.
WIDENED: Final = 1.05
# Kendall's S from which on so many months rise (or fall) more steadily than chance would make them in one year in ten.
STEADY: Final = {4: 6, 5: 8, 6: 9, 7: 11, 8: 12, 9: 14, 10: 17, 11: 19, 12: 22}
HALF_A_ROOM: Final = 0.5  # months without any room do not prove that there will never be one


@dataclass(frozen=True, slots=True)
class Forecast:
    """The number at the end of the fiscal year: a range, its middle, and the level each of the three would give.

    `trend` is 1 when the months past rise steadily, -1 when they fall, else 0; the range takes no account of it.
    """

    low: int
    mid: int
    high: int
    level: int
    level_low: int
    level_high: int
    trend: int = 0


def level_of(number: int, milestones: Mapping[int, int]) -> int:
    """The highest level whose number is reached; 0 below the lowest (plan reading A32)."""
    return max((level for level, needed in milestones.items() if number >= needed), default=0)


def forecast(count: int, monthly: Sequence[int], months_left: float, milestones: Mapping[int, int]) -> Forecast | None:
    """The range around `count` plus the mean of the whole months past, times the months left.

    None while fewer than two whole months are past and some are left: there is no spread yet.
    """
    if months_left <= 0:
        return _with_levels(count, count, count, milestones)
    if len(monthly) < LEAST_MONTHS:
        return None
    low, high = _more_to_come(monthly, months_left)
    mid = round(count + sum(monthly) / len(monthly) * months_left)
    return _with_levels(count + min(floor(low), mid - count), mid, count + ceil(high), milestones, trend_of(monthly))


def _with_levels(low: int, mid: int, high: int, milestones: Mapping[int, int], trend: int = 0) -> Forecast:
    level, level_low, level_high = (level_of(number, milestones) for number in (mid, low, high))
    return Forecast(low, mid, high, level, level_low, level_high, trend)


def trend_of(monthly: Sequence[int]) -> int:
    """1 when the months rise steadily, -1 when they fall, else 0: pairs that rise less pairs that fall (Kendall's S)."""
    steps = sum((later > earlier) - (later < earlier) for earlier, later in combinations(monthly, 2))
    if len(monthly) not in STEADY or abs(steps) < STEADY[len(monthly)]:
        return 0
    return 1 if steps > 0 else -1


def _more_to_come(monthly: Sequence[int], left: float) -> tuple[float, float]:
    """The range of what the months left may add.

    The numbers T are taken that lie within t standard deviations of what the months past lead to expect, the variance
    taken at the pace that past and T would have together: |T - m·S/n| ≤ t·√(d·(S + T)·m/n) with S rooms in n months past, m
    months left and dispersion d. Both ends are the roots of a square. Unlike mean ± t·s it allows for the mean being
    unsure, and its upper end is the further one, as it is with counts.
    """
    months, done = len(monthly), sum(monthly)
    expected = done * left / months
    reached = WIDENED * T_VALUES[PRIOR_MONTHS + months - 1]
    width = reached**2 * _dispersion(monthly) * left / months
    half = expected + width / 2
    reach = sqrt(max(0.0, half * half - expected * expected + width * done))
    return max(0.0, half - reach), half + reach


def _dispersion(monthly: Sequence[int]) -> float:
    """Variance over mean of the months past, drawn towards what is thought beforehand."""
    mean = sum(monthly) / len(monthly)
    squares = sum((month - mean) ** 2 for month in monthly)
    seen = squares / max(mean, HALF_A_ROOM / len(monthly))
    return (PRIOR_MONTHS * PRIOR_DISPERSION + seen) / (PRIOR_MONTHS + len(monthly) - 1)

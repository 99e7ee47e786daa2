"""Days on which government offices in Bangkok are closed (`data/holidays.csv`).

The counting of days does not need them (facts 2.2): they are told beside a last day that falls on one, because people ask.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Final, NamedTuple

from skj.ledgers.vocabulary.wordlists import rows

SATURDAY: Final = 5
UNSURE: Final = "L"  # by rule only: the cabinet may still decide otherwise


class Holiday(NamedTuple):
    """A weekday off; `is_sure` is False for one that follows from the rules alone."""

    name: str
    is_sure: bool


@cache
def holidays() -> Mapping[date, Holiday]:
    """Every weekday off of the file, by day."""
    return {
        date.fromisoformat(row["date"]): Holiday(row["name"], row["sureness"] != UNSURE) for row in rows("holidays.csv")
    }


def is_weekend(day: date) -> bool:
    """Whether a day is a Saturday or Sunday."""
    return day.weekday() >= SATURDAY


def is_covered(year: int) -> bool:
    """Whether the file knows the holidays of a year (C.E.)."""
    return any(day.year == year for day in holidays())


def working_days(start: date, end: date) -> int | None:
    """Working days after `start` up to and with `end`; None when the holidays of a year among them are not known."""
    if not all(is_covered(year) for year in range(start.year, end.year + 1)):
        return None
    days = (start + timedelta(step) for step in range(1, (end - start).days + 1))
    return sum(not is_weekend(day) and day not in holidays() for day in days)

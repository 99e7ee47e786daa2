"""The months of a fiscal year as people read them, and counts that grow from month to month."""

from collections.abc import Sequence
from datetime import date

from skj.calendar import BE_OFFSET, Period, next_month
from skj.language import current_language
from skj.thai.dates import MONTHS


def month_name(month: date) -> str:
    """A month without its year, as short as it is written: `ก.พ.`, `Feb`."""
    names = MONTHS[month.month - 1]
    return names.short if current_language() == "th" else names.english[0][:3]


def month_and_year(month: date) -> str:
    """`ก.พ. 2567`, `Feb 2024`."""
    year = month.year + BE_OFFSET if current_language() == "th" else month.year
    return f"{month_name(month)} {year}"


def month_of_key(key: str) -> str:
    """The month of a key such as `2024-02` as people write it: `ก.พ. 2567`; in English the key itself."""
    return month_and_year(date.fromisoformat(f"{key}-01")) if current_language() == "th" else key


def month_names(period: Period) -> tuple[str, ...]:
    """The 12 months, October first."""
    return tuple(map(month_name, period.months))


def initials(period: Period) -> str:
    """One letter a month, quarters apart: `OND|JFM|AMJ|JAS`, `ตพธ|มกม|มพม|กสก`."""
    return by_quarters("".join(_initial(month_name(month)) for month in period.months))


def _initial(name: str) -> str:
    """The first letter that is no vowel before its consonant: ม of เม.ย."""
    return next(letter for letter in name if not "เ" <= letter <= "ไ")


def by_quarters(signs: str) -> str:
    """One sign a month with a bar after each third."""
    return "|".join(signs[at : at + 3] for at in range(0, len(signs), 3))


def running_counts(days: Sequence[date], period: Period) -> tuple[int | None, ...]:
    """How many of the days had passed at the end of each month; None for a month that has not begun."""
    return tuple(
        sum(day < next_month(month) for day in days) if month <= period.as_of else None for month in period.months
    )

"""Fiscal years, quarters, as-of dates and day counts; all pure. The Thai fiscal year N (B.E.) runs 1 Oct N-1 to 30 Sep N."""

import re
from datetime import date
from typing import Final, NamedTuple

from skj.patterns import later

BE_OFFSET: Final = 543
QUARTERS: Final = (1, 2, 3, 4)

_DIGITS: Final = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_QUARTER_WORDS: Final = later(
    r"(?:(?P<plain>[1-4])"
    r"|Q(?P<q>[1-4])"
    r"|(?:FY)?(?P<year>\d{4})-?Q(?P<yq>[1-4])"
    r"|Q?(?P<qs>[1-4])/(?P<ys>\d{4})"
    r"|ไตรมาส(?:ที่)?(?P<tq>[1-4])(?:/(?P<ty>\d{4}))?)",
    re.IGNORECASE,
)


def fiscal_year_of(day: date) -> int:
    """The B.E. fiscal year a day belongs to (facts 5)."""
    return day.year + BE_OFFSET + (1 if day.month >= 10 else 0)


def days_between(start: date, end: date) -> int:
    """Days from `start` to `end` with the first day not counted (ก.ก. rule 2565 clause 101; plan reading A6)."""
    return (end - start).days


class Span(NamedTuple):
    """Days from `start` to `end`, both inclusive."""

    start: date
    end: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day <= self.end


def fiscal_year_span(fiscal_year: int) -> Span:
    """First and last day of a B.E. fiscal year."""
    year = fiscal_year - BE_OFFSET
    return Span(date(year - 1, 10, 1), date(year, 9, 30))


def quarter_span(fiscal_year: int, quarter: int) -> Span:
    """First and last day of a quarter: 1 = Oct-Dec, 2 = Jan-Mar, 3 = Apr-Jun, 4 = Jul-Sep."""
    year = fiscal_year - BE_OFFSET
    ends = {1: date(year - 1, 12, 31), 2: date(year, 3, 31), 3: date(year, 6, 30), 4: date(year, 9, 30)}
    start = date(year - 1, 10, 1) if quarter == 1 else date(year, 3 * quarter - 5, 1)
    return Span(start, ends[quarter])


def quarter_of(day: date) -> int:
    """The fiscal quarter a day lies in."""
    return (day.month - 10) % 12 // 3 + 1


def next_month(day: date) -> date:
    """The first day of the month after that of `day`."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


class Period(NamedTuple):
    """What counts: everything the ledgers date within `fiscal`, up to `as_of` (contract section 4).

    `span` is the quarter asked for, or the fiscal year when none was. `is_over` says whether `span` had ended by `today`.
    """

    fiscal_year: int
    as_of: date
    span: Span
    quarter: int | None = None
    is_over: bool = True

    @property
    def fiscal(self) -> Span:
        """The whole fiscal year."""
        return fiscal_year_span(self.fiscal_year)

    @property
    def months(self) -> tuple[date, ...]:
        """The first days of the 12 months of the fiscal year, October first."""
        months = [self.fiscal.start]
        while len(months) < 12:
            months.append(next_month(months[-1]))
        return tuple(months)

    def counts(self, day: date | None) -> bool:
        """Whether a dated event counts: in the fiscal year and not after the as-of date. An undated one never does."""
        return day is not None and self.fiscal.start <= day <= min(self.as_of, self.fiscal.end)

    def reached(self, day: date | None) -> bool:
        """Whether a day is known and not after the as-of date, in whatever year (evidence, plan steps)."""
        return day is not None and day <= self.as_of


class QuarterUnclearError(ValueError):
    """A quarter word that is not understood."""


class OtherYearError(ValueError):
    """A quarter of another fiscal year than the workspace's."""

    def __init__(self, fiscal_year: int) -> None:
        super().__init__(str(fiscal_year))
        self.fiscal_year = fiscal_year


def read_quarter(text: str, *, fiscal_year: int, today: date) -> tuple[int, int]:
    """Read a quarter word (`2`, `2567Q2`, `Q2/2567`, `2/2567`, `ไตรมาส 2/2567`, `this`, `last`) as (fiscal year, quarter).

    Raises QuarterUnclearError. A word without a year belongs to `fiscal_year`.
    """
    word = re.sub(r"\s+", "", text.translate(_DIGITS))
    if word.lower() in {"this", "this-quarter", "last", "last-quarter"}:
        return _relative(word.lower(), today)
    match = _QUARTER_WORDS.fullmatch(word)
    if not match:
        raise QuarterUnclearError(text)
    found = match.groupdict()
    quarter = next(found[name] for name in ("plain", "q", "yq", "qs", "tq") if found[name])
    year = next((found[name] for name in ("year", "ys", "ty") if found[name]), None)
    return (int(year) if year else fiscal_year), int(quarter)


def _relative(word: str, today: date) -> tuple[int, int]:
    year, quarter = fiscal_year_of(today), quarter_of(today)
    if word.startswith("this"):
        return year, quarter
    return (year, quarter - 1) if quarter > 1 else (year - 1, 4)


def resolve_period(*, fiscal_year: int, today: date, as_of: date | None = None, quarter: str | None = None) -> Period:
    """Say what counts; `as_of` stands in for today, and a quarter means "as of its last day", or `as_of` while it is not over.

    Raises QuarterUnclearError, or OtherYearError for a quarter of another fiscal year than `fiscal_year`.
    """
    day = as_of or today
    if quarter is None:
        return Period(fiscal_year, day, fiscal_year_span(fiscal_year), is_over=day > fiscal_year_span(fiscal_year).end)
    year, number = read_quarter(quarter, fiscal_year=fiscal_year, today=day)
    if year != fiscal_year:
        raise OtherYearError(year)
    span = quarter_span(year, number)
    return Period(year, min(day, span.end), span, number, is_over=day >= span.end)


def month_key(day: date) -> str:
    """The month of a day as data writes it: `2024-02`."""
    return f"{day.year}-{day.month:02d}"


def months_begun(period: Period) -> list[str]:
    """Every month of the fiscal year that has begun by the as-of date, oldest first, as `2024-02`."""
    first, last = period.fiscal.start, min(period.as_of, period.fiscal.end)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [
        f"{first.year + (first.month - 1 + step) // 12}-{(first.month - 1 + step) % 12 + 1:02d}"
        for step in range(count)
    ]

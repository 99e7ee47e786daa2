"""Parsers of dates and of Buddhist years (facts 5)."""

from calendar import monthrange
from datetime import date, datetime
from typing import Final

from skj.files.tables import CellError, CellValue
from skj.ledgers.base import Issue, Parser, Reading, ReadingOptions
from skj.ledgers.parsers.making import BLANK, failed, is_nothing, is_number, shown
from skj.patterns import later
from skj.rules import cells, forms
from skj.thai.dates import (
    BE_FIRST,
    BE_LAST,
    BE_OFFSET,
    CE_FIRST,
    CE_LAST,
    DateNote,
    DateProblem,
    DateReading,
    Spelling,
    format_be,
    read_date,
)
from skj.thai.digits import to_arabic
from skj.thai.text import clean_text, is_blank

DEFAULT_PIVOT: Final = (63, 75)
FULL_PIVOT: Final = (0, 99)
_MONTH_FIRST: Final = later(r"(?P<month>\d{1,2})(?P<gap>[\s./-]+)(?P<day>\d{1,2})(?P<year>[\s./-]+\d+)")
_CE_SHORT: Final = range(20, 33)
_BE_CENTURY: Final = 2500
_SPREADSHEET_CENTURY: Final = 1900  # a spreadsheet takes two-digit years from 30 on for those of 19xx

_PROBLEMS: Final = {
    DateProblem.NOT_A_DATE: cells.NOT_A_DATE,
    DateProblem.NO_DAY: cells.DATE_WITHOUT_DAY,
    DateProblem.NO_YEAR: cells.DATE_WITHOUT_YEAR,
    DateProblem.YEAR_ONLY: cells.YEAR_INSTEAD_OF_DATE,
    DateProblem.IMPOSSIBLE_DAY: cells.IMPOSSIBLE_DAY,
    DateProblem.TWO_DIGIT_AMBIGUOUS: cells.AMBIGUOUS_YEAR,
    DateProblem.YEAR_OUT_OF_RANGE: cells.YEAR_OUT_OF_RANGE,
    DateProblem.BEFORE_2484: cells.BEFORE_2484,
    DateProblem.NO_COUNTERPART: cells.NO_COUNTERPART,
    DateProblem.NOT_A_DATE_NUMBER: cells.NOT_A_DATE_NUMBER,
    DateProblem.MONTH_UNCLEAR: cells.MONTH_UNCLEAR,
}

# The gravest first: a cell gets one finding. A dropped time and a two-digit year within the pivot are ordinary.
_NOTES: Final = {
    DateNote.BE_TYPED_AS_CE: cells.BE_TYPED_AS_CE,
    DateNote.WEEKDAY_MISMATCH: cells.WEEKDAY_MISMATCH,
    DateNote.SERIAL_NUMBER: cells.SERIAL_NUMBER,
    DateNote.CE_YEAR: cells.CE_YEAR,
}


def day_with(pivot: tuple[int, int] = FULL_PIVOT) -> Parser:
    """A parser of dates; two-digit years from `pivot[0]` to `pivot[1]` are B.E. 25xx (วันที่บรรจุ reaches far back)."""
    last_short = _SPREADSHEET_CENTURY + pivot[1]

    def parse(value: CellValue, options: ReadingOptions) -> Reading:
        if value.__class__ is date and last_short < value.year <= CE_LAST:  # as nearly every workbook holds it
            return Reading(value)
        if isinstance(value, CellError):
            return failed(cells.CELL_ERROR)
        is_1904, two_digit_years = options.is_1904, options.two_digit_years
        reading = read_date(value, is_1904=is_1904, two_digit_years=two_digit_years, pivot=pivot)
        if reading.problem is not None:
            return _failed(reading.problem, value)
        return _short_year_meant(reading.value, pivot) or _judged(reading)

    return parse


def _failed(problem: DateProblem, value: CellValue) -> Reading:
    """The reason, and the day that was probably meant, where there is a guess."""
    rule = _PROBLEMS[problem]
    meant = _guess(problem, to_arabic(clean_text(value))) if isinstance(value, str) else None
    return Reading(None, Issue(rule, fix=format_be(meant) if meant else ""))


def _guess(problem: DateProblem, text: str) -> date | None:
    """A two-digit year as the nearer of both eras, month and day the other way round; never taken without being asked."""
    if problem is DateProblem.TWO_DIGIT_AMBIGUOUS:
        return read_date(text, two_digit_years="ce", pivot=FULL_PIVOT).value
    if problem is DateProblem.IMPOSSIBLE_DAY and (found := _MONTH_FIRST.fullmatch(text)):
        return read_date(f"{found['day']}{found['gap']}{found['month']}{found['year']}").value
    return None


def _short_year_meant(day: date | None, pivot: tuple[int, int]) -> Reading | None:
    """A day of 1967: a spreadsheet makes it of 12/2/67, and 2567 was meant. It stays as it is until somebody has looked."""
    short = day.year - _SPREADSHEET_CENTURY if day else 0
    if day is None or pivot == FULL_PIVOT or not pivot[0] <= short <= pivot[1]:
        return None
    try:
        fix = format_be(day.replace(year=_BE_CENTURY + short - BE_OFFSET))
    except ValueError:  # 29 February
        fix = ""
    return Reading(day, Issue(forms.SHORT_YEAR_STORED, {"year": _BE_CENTURY + short}, fix))


def _judged(reading: DateReading) -> Reading:
    if reading.value is None:
        return BLANK
    rule = next((rule for note, rule in _NOTES.items() if note in reading.notes), None) if reading.notes else None
    return Reading(reading.value, Issue(rule, fix=format_be(reading.value)) if rule else None)


day: Final = day_with(DEFAULT_PIVOT)
"""A `date` in any spelling of facts 5; two-digit years 63-75 are B.E. 2563-2575."""


def _month(*, is_end: bool) -> Parser:
    """A parser of dates that also takes a month alone, as its first or its last day (the plan's table จ plans by months)."""

    def parse(value: CellValue, options: ReadingOptions) -> Reading:
        reading = day(value, options)
        if not (isinstance(value, str) and reading.issue and reading.issue.rule is cells.DATE_WITHOUT_DAY):
            return reading
        first = day(f"1 {clean_text(value)}", options)
        if not is_end or first.value is None:
            return first
        return Reading(first.value.replace(day=monthrange(first.value.year, first.value.month)[1]))

    return parse


month_start: Final = _month(is_end=False)
"""A day, or the first day of a month given without one."""

month_end: Final = _month(is_end=True)
"""A day, or the last day of a month given without one."""

_YEAR: Final = later(
    r"(?:ประจำ)?\s*(?:ปี)?\s*(?:งบประมาณ)?\s*(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?)?\s*(?P<digits>\d{4}|\d{2})(?:\.0+)?"
)


def buddhist_year_from(since: int) -> Parser:
    """A parser of B.E. years from `since` on, an `int`; a C.E. year is converted with a warning."""

    def parse(value: CellValue, options: ReadingOptions) -> Reading:
        reading = _year(value, options)
        is_early = reading.value is not None and reading.value < since
        return failed(cells.YEAR_TOO_EARLY, since=str(since)) if is_early else reading

    return parse


buddhist_year: Final = buddhist_year_from(BE_FIRST)
"""A B.E. year, an `int`: 2563, "พ.ศ. ๒๕๖๓", "ปี 63"."""


def _year(value: CellValue, options: ReadingOptions) -> Reading:
    # As nearly every workbook holds it.
    if value.__class__ is float and BE_FIRST <= value <= BE_LAST and value.is_integer():
        return Reading(int(value))
    if is_nothing(value):
        return BLANK
    if isinstance(value, CellError):
        return failed(cells.CELL_ERROR)
    if isinstance(value, date):
        return _year_of_date(value, is_1904=options.is_1904)
    if isinstance(value, str) or is_number(value):
        return _year_of_text(shown(value), options)
    return failed(cells.NOT_A_YEAR)


def _year_of_text(value: str, options: ReadingOptions) -> Reading:
    if is_blank(value):
        return BLANK
    found = _YEAR.fullmatch(to_arabic(clean_text(value)))
    if not found:
        return _year_of_written_day(value, options)
    year = int(found["digits"])
    return _short_year(year, options) if len(found["digits"]) == 2 else _long_year(year)


def _year_of_written_day(value: str, options: ReadingOptions) -> Reading:
    """The year of a whole date in words ("28 ก.ค. 2563"); a day number or anything else is no year."""
    written = read_date(value, two_digit_years=options.two_digit_years)
    is_number = written.spelling in {Spelling.SERIAL, Spelling.COMPACT}
    return failed(cells.NOT_A_YEAR) if written.value is None or is_number else _year_of_day(written.value)


def _long_year(year: int) -> Reading:
    """A year of four digits (facts 5, year rule)."""
    if BE_FIRST <= year <= BE_LAST:
        return Reading(year)
    if CE_FIRST <= year <= CE_LAST:
        meant = year + BE_OFFSET
        return Reading(meant, Issue(cells.CE_YEAR_NUMBER, fix=str(meant)))
    return failed(cells.NOT_A_YEAR)


def _short_year(year: int, options: ReadingOptions) -> Reading:
    """A year of two digits: "ปี 63" is 2563 within the pivot; C.E. only where the column is declared so."""
    if options.two_digit_years == "ce" and year in _CE_SHORT:
        return _long_year(2000 + year)
    first, last = DEFAULT_PIVOT
    return Reading(2500 + year) if first <= year <= last else failed(cells.AMBIGUOUS_YEAR)


def _year_of_date(value: date, *, is_1904: bool) -> Reading:
    """The year of a true date; when a date format was laid over a bare year (2563 then shows as a day of 1907), that."""
    plain = value.date() if isinstance(value, datetime) else value
    start = date(1904, 1, 1) if is_1904 else date(1899, 12, 30)
    bare = _long_year((plain - start).days)
    if bare.value is not None:
        return Reading(bare.value, bare.issue or Issue(cells.YEAR_FROM_DATE, fix=str(bare.value)))
    meant = read_date(value).value
    return _year_of_day(meant) if meant else failed(cells.NOT_A_YEAR)


def _year_of_day(value: date) -> Reading:
    year = value.year + BE_OFFSET
    return Reading(year, Issue(cells.YEAR_FROM_DATE, fix=str(year)))

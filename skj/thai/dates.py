"""Thai dates: a value or the reason why there is none, for every cell; table-driven and never a guess (facts 5)."""

import math
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final, Literal, NamedTuple

from skj.patterns import later
from skj.thai.digits import to_arabic, to_thai
from skj.thai.text import clean_text, is_blank

BE_OFFSET: Final = 543
BE_FIRST, BE_LAST = 2484, 2700  # before 2484 the year began on 1 April: another difference, and days that never were
CE_FIRST, CE_LAST = BE_FIRST - BE_OFFSET, BE_LAST - BE_OFFSET
BE_KNOWN_FIRST: Final = 2400  # a year from here on is meant as a Buddhist year, even when it is too old to be read
LAST_SERIAL: Final = 2_958_465  # 31 December 9999, the last day a spreadsheet knows
_BE_CENTURY: Final = 2500
_CE_CENTURY: Final = 2000
_CE_SHORT: Final = range(20, 33)
_SECONDS_A_DAY: Final = 86_400
_CACHED: Final = 65_536  # 100,000 rows hold some 16,000 different dates (speed.md, point 6)

ShortYears = Literal["be", "ce"]
BeStyle = Literal["short", "long", "numeric", "short_year"]
CeStyle = Literal["short", "long", "numeric"]


class Era(StrEnum):
    """The era a year was written in."""

    BE = "be"
    CE = "ce"


class Spelling(StrEnum):
    """How a date was written."""

    NONE = "none"
    NUMERIC = "numeric"
    MONTH_NAME = "month_name"
    ISO = "iso"
    COMPACT = "compact"
    SERIAL = "serial"
    TRUE_DATE = "true_date"


class DateNote(StrEnum):
    """What is worth saying about a date that was read."""

    BE_TYPED_AS_CE = "be_typed_as_ce"
    SERIAL_NUMBER = "serial_number"
    TWO_DIGIT_YEAR = "two_digit_year"
    CE_YEAR = "ce_year"
    TIME_DROPPED = "time_dropped"
    WEEKDAY_MISMATCH = "weekday_mismatch"


class DateProblem(StrEnum):
    """Why a cell was not read as a date."""

    NOT_A_DATE = "not_a_date"
    NO_DAY = "no_day"
    NO_YEAR = "no_year"
    YEAR_ONLY = "year_only"
    IMPOSSIBLE_DAY = "impossible_day"
    TWO_DIGIT_AMBIGUOUS = "two_digit_ambiguous"
    YEAR_OUT_OF_RANGE = "year_out_of_range"
    BEFORE_2484 = "before_2484"
    NO_COUNTERPART = "no_counterpart"
    NOT_A_DATE_NUMBER = "not_a_date_number"
    MONTH_UNCLEAR = "month_unclear"


class DateReading(NamedTuple):
    """The verdict on one cell: a day of the years C.E. 1941-2157, or a problem; a blank cell has neither.

    `era` is the era that was written: None for a true date or a serial number that needed no mending.
    """

    value: date | None
    spelling: Spelling
    era: Era | None = None
    notes: tuple[DateNote, ...] = ()
    problem: DateProblem | None = None


class Month(NamedTuple):
    """One month with all its accepted names; dots and spaces in them do not matter."""

    number: int
    full: str
    short: str
    spoken: tuple[str, ...]
    english: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of the month."""
        return (self.full, self.short, *self.spoken, *self.english)


MONTHS: Final = (
    Month(1, "มกราคม", "ม.ค.", ("มกรา",), ("January", "Jan")),
    Month(2, "กุมภาพันธ์", "ก.พ.", ("กุมภา",), ("February", "Feb")),
    Month(3, "มีนาคม", "มี.ค.", ("มีนา",), ("March", "Mar")),
    Month(4, "เมษายน", "เม.ย.", ("เมษา",), ("April", "Apr")),
    Month(5, "พฤษภาคม", "พ.ค.", ("พฤษภา",), ("May", "May")),
    Month(6, "มิถุนายน", "มิ.ย.", ("มิถุนา",), ("June", "Jun")),
    Month(7, "กรกฎาคม", "ก.ค.", ("กรกฎา",), ("July", "Jul")),
    Month(8, "สิงหาคม", "ส.ค.", ("สิงหา",), ("August", "Aug")),
    Month(9, "กันยายน", "ก.ย.", ("กันยา",), ("September", "Sep", "Sept")),
    Month(10, "ตุลาคม", "ต.ค.", ("ตุลา",), ("October", "Oct")),
    Month(11, "พฤศจิกายน", "พ.ย.", ("พฤศจิกา",), ("November", "Nov")),
    Month(12, "ธันวาคม", "ธ.ค.", ("ธันวา",), ("December", "Dec")),
)

WEEKDAYS: Final = (
    ("จันทร์", "จ.", "monday", "mon"),
    ("อังคาร", "อ.", "tuesday", "tue"),
    ("พุธ", "พ.", "wednesday", "wed"),
    ("พฤหัสบดี", "พฤหัส", "พฤ.", "thursday", "thu"),
    ("ศุกร์", "ศ.", "friday", "fri"),
    ("เสาร์", "ส.", "saturday", "sat"),
    ("อาทิตย์", "อา.", "sunday", "sun"),
)

_DASHES: Final = "\\-\u2010-\u2015\u2212"
_NOT_IN_A_MONTH: Final = later(rf"[\s./,\\ฯ{_DASHES}]")


def _month_key(text: str) -> str:
    """The name of a month as it is looked up: no dots, spaces or separators, and กรกฏาคม with its right letter."""
    return _NOT_IN_A_MONTH.sub("", text).replace("ฏ", "ฎ").casefold()


_MONTH_NUMBERS: Final = {_month_key(name): month.number for month in MONTHS for name in month.names}
_USUAL_DAYS: Final = {form: day for day in range(1, 32) for form in (str(day), f"{day:02d}")}
_USUAL_YEARS: Final = {str(year): year - BE_OFFSET for year in range(BE_FIRST, BE_LAST + 1)}
_USUAL_MONTHS: Final = {name: month.number for month in MONTHS for name in (month.full, month.short)}
_WEEKDAY_NUMBERS: Final = {name.rstrip("."): number for number, names in enumerate(WEEKDAYS) for name in names}
_MONTH_LIKE: Final = later(f"[ก-๎a-z]{{1,{max(map(len, _MONTH_NUMBERS)) + 3}}}")  # a misspelling may be a little longer


def read_date(
    value: object,
    *,
    is_1904: bool = False,
    two_digit_years: ShortYears = "be",
    pivot: tuple[int, int] = (63, 75),
) -> DateReading:
    """The date in a cell: text in any spelling of facts 5, a true date, or a serial number (F6); never raises.

    `is_1904`: the workbook counts its serial numbers from 1904. `two_digit_years`: "ce" lets 20-32 mean 2020-2032.
    `pivot`: the first and last two-digit year that means B.E. 25xx.
    """
    if isinstance(value, str):
        return _read_text(value, is_1904, two_digit_years, pivot)
    if value is None or _is_missing(value):
        return _BLANK
    if isinstance(value, datetime):
        return _read_moment(value)
    if isinstance(value, date):
        return _read_day(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _read_number(value, is_1904)
    return _NOT_A_DATE


def _is_missing(value: object) -> bool:
    """Whether this is a not-a-number or pandas' not-a-time, which differ from themselves."""
    return isinstance(value, (float, datetime)) and value != value  # noqa: PLR0124  (that is the test)


def format_be(day: date, style: BeStyle = "short", *, thai_digits: bool = False) -> str:
    """`day` in the Buddhist era: "12 ก.พ. 2567", long "12 กุมภาพันธ์ 2567", numeric "12/2/2567", short_year "12 ก.พ. 67"."""
    year, month = (
        day.year + BE_OFFSET,
        MONTHS[day.month - 1],
    )  # F3: arithmetic on the year; 29 February has no B.E. `date`
    text = {
        "short": f"{day.day} {month.short} {year}",
        "long": f"{day.day} {month.full} {year}",
        "numeric": f"{day.day}/{day.month}/{year}",
        "short_year": f"{day.day} {month.short} {year % 100:02d}",
    }[style]
    return to_thai(text) if thai_digits else text


def format_ce(day: date, style: CeStyle = "short") -> str:
    """`day` in the Christian era and English: "12 Feb 2024", long "12 February 2024", numeric "12/2/2024"."""
    full, short = MONTHS[day.month - 1].english[:2]
    return {
        "short": f"{day.day} {short} {day.year}",
        "long": f"{day.day} {full} {day.year}",
        "numeric": f"{day.day}/{day.month}/{day.year}",
    }[style]


_BLANK: Final = DateReading(None, Spelling.NONE)
_NOT_A_DATE: Final = DateReading(None, Spelling.NONE, problem=DateProblem.NOT_A_DATE)


def _failed(problem: DateProblem, spelling: Spelling = Spelling.NONE, era: Era | None = None) -> DateReading:
    return DateReading(None, spelling, era, problem=problem)


def _noted(reading: DateReading, *notes: DateNote) -> DateReading:
    """`reading` with more notes, when there are any."""
    return reading._replace(notes=(*reading.notes, *notes)) if notes else reading


def _day(year: int, month: int, day: int) -> date | None:
    """The day, or None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


# --- years ------------------------------------------------------------------------------------------------------------


class _Rules(NamedTuple):
    """What decides over a year besides its digits; `stated` is an era written beside it."""

    is_1904: bool = False
    two_digit_years: ShortYears = "be"
    pivot: tuple[int, int] = (63, 75)
    stated: Era | None = None


class _Year(NamedTuple):
    """A year in C.E., or the problem with it."""

    ce: int = 0
    era: Era | None = None
    notes: tuple[DateNote, ...] = ()
    problem: DateProblem | None = None


def _year(digits: str, rules: _Rules) -> _Year:
    """The year rule of facts 5."""
    if len(digits) == 2:
        return _short_year(int(digits), rules)
    if len(digits) == 4:
        return _long_year(int(digits), rules.stated)
    return _Year(problem=DateProblem.YEAR_OUT_OF_RANGE)


def _long_year(year: int, stated: Era | None) -> _Year:
    """A year of four digits; one that contradicts the era written beside it is out of range."""
    if BE_FIRST <= year <= BE_LAST and stated is not Era.CE:
        return _Year(year - BE_OFFSET, Era.BE)
    if CE_FIRST <= year <= CE_LAST and stated is not Era.BE:
        return _Year(year, Era.CE, (DateNote.CE_YEAR,))
    if BE_KNOWN_FIRST <= year < BE_FIRST and stated is not Era.CE:
        return _Year(era=Era.BE, problem=DateProblem.BEFORE_2484)
    return _Year(problem=DateProblem.YEAR_OUT_OF_RANGE)


def _short_year(year: int, rules: _Rules) -> _Year:
    """A year of two digits: B.E. within the pivot, C.E. only where the column or the text says so, else ambiguous."""
    era = rules.stated or Era(rules.two_digit_years)
    if era is Era.CE and year in _CE_SHORT:
        return _Year(_CE_CENTURY + year, Era.CE, (DateNote.TWO_DIGIT_YEAR,))
    first, last = rules.pivot
    if rules.stated is not Era.CE and first <= year <= last:
        return _Year(_BE_CENTURY + year - BE_OFFSET, Era.BE, (DateNote.TWO_DIGIT_YEAR,))
    return _Year(problem=DateProblem.TWO_DIGIT_AMBIGUOUS)


def _dated(digits: tuple[str, str, str], spelling: Spelling, rules: _Rules) -> DateReading:
    """The reading of year, month and day; 543 goes off the year before the day is built, for the sake of 29 February (F3)."""
    year = _year(digits[0], rules)
    if year.problem:
        return _failed(year.problem, spelling, year.era)
    value = _day(year.ce, int(digits[1]), int(digits[2]))
    if value is None:
        return _failed(DateProblem.IMPOSSIBLE_DAY, spelling, year.era)
    return DateReading(value, spelling, year.era, year.notes)


# --- true dates and numbers -------------------------------------------------------------------------------------------


def _read_moment(value: datetime) -> DateReading:
    """A true date with a time of day, which spreadsheets give to every date."""
    is_midnight = not (value.hour or value.minute or value.second or value.microsecond)
    return _noted(_read_day(value.date()), *(() if is_midnight else (DateNote.TIME_DROPPED,)))


@lru_cache(maxsize=_CACHED)
def _read_day(day: date) -> DateReading:
    """A true date."""
    return _stored(day, DateReading(day, Spelling.TRUE_DATE), DateProblem.YEAR_OUT_OF_RANGE)


def _stored(day: date, reading: DateReading, outside: DateProblem) -> DateReading:
    """`reading` when its day can be meant, mended when a B.E. year was stored as C.E. (F7), else the problem `outside`."""
    if BE_KNOWN_FIRST <= day.year <= BE_LAST:
        return _mended(day, reading)
    if CE_FIRST <= day.year <= CE_LAST:
        return reading
    return reading._replace(value=None, notes=(), problem=outside)


def _mended(day: date, reading: DateReading) -> DateReading:
    """The same day and month, 543 years before; the number of days between the two is not constant (facts 5)."""
    meant = reading._replace(value=None, era=Era.BE, notes=(*reading.notes, DateNote.BE_TYPED_AS_CE))
    if day.year < BE_FIRST:
        return meant._replace(problem=DateProblem.BEFORE_2484)
    value = _day(day.year - BE_OFFSET, day.month, day.day)
    return meant._replace(value=value, problem=None if value else DateProblem.NO_COUNTERPART)


@lru_cache(maxsize=_CACHED)
def _read_number(value: float, is_1904: bool) -> DateReading:  # noqa: FBT001  (positional: lru_cache is faster so)
    """A number: 20240212, a bare year, else a serial number of a day."""
    if 10**7 <= value < 10**8 and value == int(value):
        return _read_compact(str(int(value)), _Rules())
    if math.isfinite(value) and _is_bare_year(value):
        return _failed(DateProblem.YEAR_ONLY)
    return _read_serial(value, is_1904=is_1904)


def _is_bare_year(value: float) -> bool:
    """Whether a number is a year of either era; as a serial number it would be a day before 1928."""
    return value == int(value) and (1900 <= value <= CE_LAST or BE_KNOWN_FIRST <= value <= BE_LAST)


def _read_serial(value: float, *, is_1904: bool) -> DateReading:
    """A spreadsheet's day number (F6); its fraction is the time of day, told apart to the second."""
    start = date(1904, 1, 1) if is_1904 else date(1899, 12, 30)
    last = LAST_SERIAL - (date(1904, 1, 1) - date(1899, 12, 30)).days * is_1904
    if not 1 <= value <= last:
        return _failed(DateProblem.NOT_A_DATE_NUMBER)
    days, seconds = divmod(round(value * _SECONDS_A_DAY), _SECONDS_A_DAY)
    day = start + timedelta(days=min(days, last))
    notes = (DateNote.SERIAL_NUMBER, DateNote.TIME_DROPPED) if seconds else (DateNote.SERIAL_NUMBER,)
    return _stored(day, DateReading(day, Spelling.SERIAL, notes=notes), DateProblem.NOT_A_DATE_NUMBER)


# --- text -------------------------------------------------------------------------------------------------------------

_SEPARATOR: Final = rf"[\s./\\{_DASHES}]+"
_ERA: Final = (
    r"(?:ปี\s*)?(?:(?P<be>พ\.?\s?ศ\.?|พุทธศักราช|(?<![a-z])b\.?\s?e\.?)"
    r"|(?P<ce>ค\.?\s?ศ\.?|คริสต์?ศักราช|(?<![a-z])(?:a\.?\s?d|c\.?\s?e)\.?))"
)
_ERA_BEFORE: Final = later(rf"(?:{_ERA}|ปี)\s*(?=[0-9]+$)")
_ERA_AFTER: Final = later(rf"(?<=[0-9])\s*{_ERA}$")
_IN_AN_ERA: Final = frozenset("ศปabc")  # no era is written without one of these, nor is ปี
_WEEKDAY: Final = "|".join(sorted(_WEEKDAY_NUMBERS, key=len, reverse=True))
_OPENING: Final = later(
    rf"(?:(?:ณ|ลง|เมื่อ)\s*)?(?:วัน\s*)?(?P<weekday>{_WEEKDAY})?ฯ?[.,]?\s*(?:ที่)?\s*(?=[0-9]|[a-z]+\.?\s+[0-9]{{1,2}},?\s+[0-9]{{4}}$)"
)
_CLOCK: Final = r"(?:[01]?[0-9]|2[0-3])"
_MINUTES: Final = r"[0-5][0-9]"
_TIME: Final = later(
    rf"(?:(?<=[0-9])t|[\s,]+)(?P<time>{_CLOCK}:{_MINUTES}(?::{_MINUTES}(?:[.,][0-9]+)?)?)\s*(?P<half>am|pm)?(?:\s*น)?"
    r"(?P<zone>z|[+-][0-9]{2}:?[0-9]{2})?$"
)
_SPOKEN_TIME: Final = later(
    rf"(?:[\s,]*เวลา\s*(?:{_CLOCK}(?:[:.]{_MINUTES}){{0,2}})(?:\s*น)?|\s+{_CLOCK}\.{_MINUTES}\s*น)$"
)
_HERE: Final = frozenset({"+07:00", "+0700"})


@lru_cache(maxsize=_CACHED)
def _read_text(text: str, is_1904: bool, two_digit_years: ShortYears, pivot: tuple[int, int]) -> DateReading:  # noqa: FBT001
    """A date in words or figures. Positional arguments only, since lru_cache is faster so."""
    if usual := _read_usual(text):
        return usual
    plain = to_arabic(clean_text(text)).casefold().strip(" '\"\u2018\u2019\u201c\u201d.,;")
    body, weekday = _without_opening(plain)
    body, has_time = _without_time(body)
    body, stated = _without_era(body)
    reading = _read_body(body, _Rules(is_1904, two_digit_years, pivot, stated))
    if reading.value is None:
        return _BLANK if is_blank(text) else reading
    return _noted(reading, *_text_notes(reading.value, weekday, has_time=has_time))


def _read_usual(text: str) -> DateReading | None:
    """The date of "12 ก.พ. 2567", as most people type it, or None: what the forms below would read, without any expression."""
    match text.split(" "):
        case [day, month, year] if day in _USUAL_DAYS and month in _USUAL_MONTHS and year in _USUAL_YEARS:
            value = _day(_USUAL_YEARS[year], _USUAL_MONTHS[month], _USUAL_DAYS[day])
            return DateReading(value, Spelling.MONTH_NAME, Era.BE) if value else None
    return None


def _text_notes(value: date, weekday: int | None, *, has_time: bool) -> tuple[DateNote, ...]:
    """What the words around a date give to say."""
    dropped = (DateNote.TIME_DROPPED,) if has_time else ()
    return dropped if weekday in {None, value.weekday()} else (*dropped, DateNote.WEEKDAY_MISMATCH)


def _without_opening(text: str) -> tuple[str, int | None]:
    """`text` without "วันจันทร์ที่" and the like, and the weekday named there (Monday is 0)."""
    opening = None if text[:1].isdecimal() else _OPENING.match(text)
    if not opening:
        return text, None
    name = opening["weekday"]
    return text[opening.end() :], _WEEKDAY_NUMBERS[name] if name else None


def _without_time(text: str) -> tuple[str, bool]:
    """`text` without a time of day, and whether that time said anything (midnight does not)."""
    if ("เวลา" in text or text.endswith("น")) and (spoken := _SPOKEN_TIME.search(text)):
        return text[: spoken.start()], True
    found = _TIME.search(text) if ":" in text else None
    if not found:
        return text, False
    is_midnight = not found["time"].strip("0:.,") or (found["half"] == "am" and not found["time"][2:].strip("0:."))
    if found["zone"] and found["zone"] not in _HERE and not is_midnight:
        return text, False  # in Bangkok it may be the next day: not a date of ours
    return text[: found.start()], not is_midnight


def _without_era(text: str) -> tuple[str, Era | None]:
    """`text` without พ.ศ., ค.ศ. and the like beside the year, and the era so stated."""
    if _IN_AN_ERA.isdisjoint(text):
        return text, None
    found = (_ERA_BEFORE if text[-1:].isdigit() else _ERA_AFTER).search(text)
    if not found:
        return text, None
    stated = Era.BE if found["be"] else Era.CE if found["ce"] else None
    return f"{text[: found.start()]} {text[found.end() :]}".strip(), stated


def _read_body(body: str, rules: _Rules) -> DateReading:
    """The verdict of the first form that fits."""
    for form in _FORMS:
        match = form.pattern.fullmatch(body)
        reading = form.read(match, rules) if match else None
        if reading:
            return reading
    return _NOT_A_DATE


def _read_compact(digits: str, rules: _Rules) -> DateReading:
    """20240212 or 25670212."""
    return _dated((digits[:4], digits[4:6], digits[6:]), Spelling.COMPACT, rules)


def _from_compact(match: re.Match[str], rules: _Rules) -> DateReading:
    return _read_compact(match[0], rules)


def _from_serial(match: re.Match[str], rules: _Rules) -> DateReading:
    return _read_number(float(match[0]), rules.is_1904)


def _from_number(match: re.Match[str], _rules: _Rules) -> DateReading:
    return _failed(DateProblem.YEAR_ONLY if _is_bare_year(int(match[0])) else DateProblem.NOT_A_DATE_NUMBER)


def _from_year_first(match: re.Match[str], rules: _Rules) -> DateReading:
    return _dated((match[1], match[2], match[3]), Spelling.ISO, rules)


def _from_figures(match: re.Match[str], rules: _Rules) -> DateReading:
    """Day first, always (facts 5)."""
    return _dated((match[3], match[2], match[1]), Spelling.NUMERIC, rules)


def _from_names(match: re.Match[str], rules: _Rules) -> DateReading | None:
    key = _month_key(match[2])
    if key in _MONTH_NUMBERS:
        return _dated((match[3], str(_MONTH_NUMBERS[key]), match[1]), Spelling.MONTH_NAME, rules)
    return _unclear(key, int(match[1]), match[3])


def _unclear(key: str, day: int, year: str) -> DateReading | None:
    """A date whose month is not one of the table: never guessed, since มี.ค./มิ.ย. and ก.พ./ก.ค./ก.ย. differ by one letter."""
    looks_like_a_date = _MONTH_LIKE.fullmatch(key) and 1 <= day <= 31 and len(year) in {2, 4}
    return _failed(DateProblem.MONTH_UNCLEAR, Spelling.MONTH_NAME) if looks_like_a_date else None


def _from_month_first(match: re.Match[str], rules: _Rules) -> DateReading | None:
    number = _MONTH_NUMBERS.get(match[1])
    return _dated((match[3], str(number), match[2]), Spelling.MONTH_NAME, rules) if number else None


def _missing_day(match: re.Match[str], _rules: _Rules) -> DateReading | None:
    return _failed(DateProblem.NO_DAY, Spelling.MONTH_NAME) if _month_key(match[1]) in _MONTH_NUMBERS else None


def _missing_year(match: re.Match[str], _rules: _Rules) -> DateReading | None:
    return _failed(DateProblem.NO_YEAR, Spelling.MONTH_NAME) if _month_key(match[2]) in _MONTH_NUMBERS else None


def _month_and_year(match: re.Match[str], _rules: _Rules) -> DateReading | None:
    month, year = sorted((match[1], match[2]), key=len)
    is_one = int(month) in range(1, 13) and _is_bare_year(int(year))
    return _failed(DateProblem.NO_DAY, Spelling.NUMERIC) if is_one else None


def _two_figures(match: re.Match[str], _rules: _Rules) -> DateReading | None:
    """12/2 lacks its year; 2/67 can only lack its day."""
    first, second = int(match[1]), int(match[2])
    if first in range(1, 32) and second in range(1, 13):
        return _failed(DateProblem.NO_YEAR, Spelling.NUMERIC)
    return _failed(DateProblem.NO_DAY, Spelling.NUMERIC) if first in range(1, 13) and second > 31 else None


class _Form(NamedTuple):
    """One way to write a date and what reads it; None from `read` means "try the next"."""

    expression: str
    read: Callable[[re.Match[str], _Rules], DateReading | None]

    @property
    def pattern(self) -> re.Pattern[str]:
        """The expression ready for use; the rarer ones may never be needed in a run."""
        return _compiled(self.expression)


_compiled: Final = cache(re.compile)


_DAY: Final = "([0-9]{1,2})"
_WORDS: Final = r"(?:\s*เดือน)?([^0-9]+?)"
_FORMS: Final = (  # the most frequent first: no text fits two of them that read it
    _Form(f"{_DAY}{_SEPARATOR}{_DAY}{_SEPARATOR}([0-9]+)", _from_figures),
    _Form(f"{_DAY}{_WORDS}([0-9]+)", _from_names),
    _Form(f"([0-9]{{4}}){_SEPARATOR}{_DAY}{_SEPARATOR}{_DAY}", _from_year_first),
    _Form("[0-9]{8}", _from_compact),
    _Form(r"[0-9]{5,6}(?:\.[0-9]+)?", _from_serial),
    _Form("[0-9]+", _from_number),
    _Form(rf"([a-z]+)\.?\s+{_DAY},?\s+([0-9]{{4}})", _from_month_first),
    _Form(f"{_WORDS}(?:[0-9]{{4}}|[0-9]{{2}})?", _missing_day),
    _Form(f"{_DAY}{_WORDS}", _missing_year),
    _Form(f"{_DAY}{_SEPARATOR}([0-9]{{4}})", _month_and_year),
    _Form(f"([0-9]{{4}}){_SEPARATOR}{_DAY}", _month_and_year),
    _Form(f"{_DAY}{_SEPARATOR}{_DAY}", _two_figures),
)

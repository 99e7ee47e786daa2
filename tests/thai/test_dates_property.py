"""Every day of B.E. 2484-2700 in every spelling of facts 5 comes back as itself, and nothing else ever comes out."""

import calendar
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from skj.thai.dates import MONTHS, DateProblem, format_be, format_ce, read_date
from skj.thai.digits import to_thai

FIRST, LAST = date(1941, 1, 1), date(2157, 12, 31)
SHORT_FIRST, SHORT_LAST = date(2020, 1, 1), date(2032, 12, 31)
EXCEL_START = date(1899, 12, 30)
WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")

Writer = Callable[[date], object]


def _full(day: date) -> str:
    return MONTHS[day.month - 1].full


def _short(day: date) -> str:
    return MONTHS[day.month - 1].short


def _spoken(day: date) -> str:
    return MONTHS[day.month - 1].spoken[0]


def _be(day: date) -> int:
    return day.year + 543


def _yy(day: date) -> str:
    return f"{_be(day) % 100:02d}"


def _typed_as_ce(day: date) -> object:
    """What a Gregorian Excel stores when the Buddhist year is typed; 29 February stays text there when 25xx is no leap year."""
    is_day = (day.month, day.day) != (2, 29) or calendar.isleap(_be(day))
    return date(_be(day), day.month, day.day) if is_day else format_be(day, "numeric")


LONG_SPELLINGS: dict[str, Writer] = {
    "12 ก.พ. 2567": format_be,
    "๑๒ ก.พ. ๒๕๖๗": lambda day: format_be(day, thai_digits=True),
    "12 กุมภาพันธ์ 2567": lambda day: format_be(day, "long"),
    "๑๒ กุมภาพันธ์ ๒๕๖๗": lambda day: format_be(day, "long", thai_digits=True),
    "12 กุมภาพันธ์ พ.ศ. 2567": lambda day: f"{day.day} {_full(day)} พ.ศ. {_be(day)}",
    "12 กุมภาพันธ์ พุทธศักราช ๒๕๖๗": lambda day: f"{day.day} {_full(day)} พุทธศักราช {to_thai(str(_be(day)))}",
    "วันที่ 12 เดือน กุมภาพันธ์ พ.ศ. 2567": lambda day: f"วันที่ {day.day} เดือน {_full(day)} พ.ศ. {_be(day)}",
    "วันจันทร์ที่ 12 กุมภาพันธ์ 2567": lambda day: f"วัน{WEEKDAYS[day.weekday()]}ที่ {day.day} {_full(day)} {_be(day)}",
    "12-ก.พ.-2567": lambda day: f"{day.day}-{_short(day)}-{_be(day)}",
    "12ก.พ.2567": lambda day: f"{day.day}{_short(day)}{_be(day)}",
    "12 กพ 2567": lambda day: f"{day.day} {_short(day).replace('.', '')} {_be(day)}",
    "12 ก.พ 2567": lambda day: f"{day.day} {_short(day)[:-1]} {_be(day)}",
    "12 ก. พ. 2567": lambda day: f"{day.day} {_short(day).replace('.', '. ')}{_be(day)}",
    "12 กุมภา 2567": lambda day: f"{day.day} {_spoken(day)} {_be(day)}",
    "12/2/2567": lambda day: format_be(day, "numeric"),
    "๑๒/๒/๒๕๖๗": lambda day: format_be(day, "numeric", thai_digits=True),
    "12/02/2567": lambda day: f"{day.day:02d}/{day.month:02d}/{_be(day)}",
    "12-02-2567": lambda day: f"{day.day:02d}-{day.month:02d}-{_be(day)}",
    "12.2.2567": lambda day: f"{day.day}.{day.month}.{_be(day)}",
    "12/2/2567 00:00:00": lambda day: f"{format_be(day, 'numeric')} 00:00:00",
    "2567-02-12": lambda day: f"{_be(day)}-{day:%m-%d}",
    "25670212": lambda day: f"{_be(day)}{day:%m%d}",
    "12 Feb 2567": lambda day: f"{day.day} {MONTHS[day.month - 1].english[1]} {_be(day)}",
    "2024-02-12": date.isoformat,
    "20240212": lambda day: int(f"{day:%Y%m%d}"),
    "12 Feb 2024": format_ce,
    "12/2/2024": lambda day: format_ce(day, "numeric"),
    "ค.ศ. 2024": lambda day: f"{day.day} {_full(day)} ค.ศ. {day.year}",
    "true date": lambda day: day,
    "true date with midnight": lambda day: datetime.combine(day, time()),
    "true date typed in B.E.": _typed_as_ce,
    "serial": lambda day: float((day - EXCEL_START).days),
    "serial as text": lambda day: str((day - EXCEL_START).days),
}

SHORT_SPELLINGS: dict[str, Writer] = {
    "12 ก.พ. 67": lambda day: format_be(day, "short_year"),
    "๑๒ ก.พ. ๖๗": lambda day: format_be(day, "short_year", thai_digits=True),
    "12/02/67": lambda day: f"{day.day:02d}/{day.month:02d}/{_yy(day)}",
    "12-02-67": lambda day: f"{day.day:02d}-{day.month:02d}-{_yy(day)}",
    "12.2.67": lambda day: f"{day.day}.{day.month}.{_yy(day)}",
    "12-ก.พ.-67": lambda day: f"{day.day}-{_short(day)}-{_yy(day)}",
    "12ก.พ.67": lambda day: f"{day.day}{_short(day)}{_yy(day)}",
}

MONTH_ENDS = [
    date(year, month, calendar.monthrange(year, month)[1]) for year in range(1941, 2158) for month in range(1, 13)
]


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]


def _misread(days: list[date], write: Writer) -> list[object]:
    return [write(day) for day in days if read_date(write(day)).value != day]


@pytest.mark.parametrize("write", LONG_SPELLINGS.values(), ids=LONG_SPELLINGS.keys())
def test_every_end_of_month_and_leap_day_comes_back(write: Writer) -> None:
    assert _misread(MONTH_ENDS, write) == []


@pytest.mark.parametrize("write", SHORT_SPELLINGS.values(), ids=SHORT_SPELLINGS.keys())
def test_every_day_of_2563_to_2575_comes_back_from_two_digits(write: Writer) -> None:
    days = _days(SHORT_FIRST, SHORT_LAST)
    assert (_be(days[0]), _be(days[-1])) == (2563, 2575)
    assert _misread(days, write) == []


@pytest.mark.parametrize("spelling", ["true date", "true date typed in B.E.", "serial"])
def test_every_single_day_comes_back_as_true_date_and_as_number(spelling: str) -> None:
    assert _misread(_days(FIRST, LAST), LONG_SPELLINGS[spelling]) == []


@settings(max_examples=1000)
@given(st.dates(FIRST, LAST), st.sampled_from(sorted(LONG_SPELLINGS)))
def test_any_day_comes_back_in_any_spelling(day: date, spelling: str) -> None:
    reading = read_date(LONG_SPELLINGS[spelling](day))
    assert (reading.value, reading.problem) == (day, None)


@given(
    st.dates(FIRST, LAST),
    st.sampled_from(sorted({name for month in MONTHS for name in month.names})),
    st.sampled_from(["", " ", "-", "/", ". ", " - "]),
)
def test_a_month_is_never_taken_for_another(day: date, name: str, gap: str) -> None:
    month = next(month.number for month in MONTHS if name in month.names)
    assume(day.day <= calendar.monthrange(day.year, month)[1])
    assert read_date(f"{day.day}{gap}{name}{gap}{_be(day)}").value == date(day.year, month, day.day)


@given(st.integers(0, 40), st.integers(0, 15), st.integers(2484, 2700))
def test_a_day_is_read_exactly_when_the_christian_calendar_has_it(day: int, month: int, year: int) -> None:
    reading = read_date(f"{day}/{month}/{year}")
    exists = 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year - 543, month)[1]
    assert reading.value == (date(year - 543, month, day) if exists else None)
    assert reading.problem == (None if exists else DateProblem.IMPOSSIBLE_DAY)


CELLS = st.one_of(
    st.text(max_size=20),
    st.text("0123456789๑๒๓./- กพมคยตเพศ.t:z", max_size=14),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.booleans(),
    st.none(),
    st.binary(max_size=3),
)


@given(cell=CELLS, is_1904=st.booleans(), short=st.sampled_from(["be", "ce"]))
def test_whatever_the_cell_a_value_lies_in_the_window_and_else_there_is_a_reason(
    *, cell: object, is_1904: bool, short: str
) -> None:
    reading = read_date(cell, is_1904=is_1904, two_digit_years="ce" if short == "ce" else "be")
    assert reading.value is None or (FIRST <= reading.value <= LAST and reading.problem is None)
    assert type(reading.value) in {date, type(None)}
    assert reading == read_date(cell, is_1904=is_1904, two_digit_years="ce" if short == "ce" else "be")

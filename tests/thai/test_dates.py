"""The date engine: a verdict for every cell (facts 5; features F1-F4, F6, F7)."""

import calendar
import math
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest

from skj.thai import dates
from skj.thai.dates import (
    LAST_SERIAL,
    MONTHS,
    DateNote,
    DateProblem,
    DateReading,
    Era,
    Spelling,
    format_be,
    format_ce,
    read_date,
)

FEB_12 = date(2024, 2, 12)
OCT_5 = date(2024, 10, 5)
BLANK = DateReading(None, Spelling.NONE)

SPELLINGS = [
    ("12 ก.พ. 67", Spelling.MONTH_NAME),
    ("12 ก.พ. 2567", Spelling.MONTH_NAME),
    ("๑๒ กุมภาพันธ์ ๒๕๖๗", Spelling.MONTH_NAME),
    ("๑๒ ก.พ. ๖๗", Spelling.MONTH_NAME),
    ("12 กุมภาพันธ์ พ.ศ. 2567", Spelling.MONTH_NAME),
    ("12 กุมภาพันธ์ พ.ศ.2567", Spelling.MONTH_NAME),
    ("12 กุมภาพันธ์พ.ศ.2567", Spelling.MONTH_NAME),
    ("12 ก.พ. พ.ศ. 2567", Spelling.MONTH_NAME),
    ("12 ก.พ. พ ศ 67", Spelling.MONTH_NAME),
    ("วันที่ 12 เดือน กุมภาพันธ์ พ.ศ. 2567", Spelling.MONTH_NAME),
    ("วันที่ ๑๒ เดือนกุมภาพันธ์ พ.ศ. ๒๕๖๗", Spelling.MONTH_NAME),
    ("ลงวันที่ 12 กุมภาพันธ์ 2567", Spelling.MONTH_NAME),
    ("ณ วันที่ 12 กุมภาพันธ์ 2567", Spelling.MONTH_NAME),
    ("วันจันทร์ที่ 12 กุมภาพันธ์ 2567", Spelling.MONTH_NAME),
    ("วันจันทร์ที่ 12 กุมภาพันธ์ พ.ศ. 2567", Spelling.MONTH_NAME),
    ("วันจันทร์ ที่ 12 กุมภาพันธ์ 2567", Spelling.MONTH_NAME),
    ("จันทร์ 12 ก.พ. 67", Spelling.MONTH_NAME),
    ("จ. 12 ก.พ. 67", Spelling.MONTH_NAME),
    ("12 กุมภาพันธ์ พุทธศักราช ๒๕๖๗", Spelling.MONTH_NAME),
    ("12 ก.พ. ปี 2567", Spelling.MONTH_NAME),
    ("12 ก.พ. 2567 พ.ศ.", Spelling.MONTH_NAME),
    ("12-ก.พ.-67", Spelling.MONTH_NAME),
    ("12–ก.พ.–2567", Spelling.MONTH_NAME),
    ("12/ก.พ./67", Spelling.MONTH_NAME),
    ("12.ก.พ.2567", Spelling.MONTH_NAME),
    ("12ก.พ.67", Spelling.MONTH_NAME),
    ("12กพ67", Spelling.MONTH_NAME),
    ("12 กพ. 67", Spelling.MONTH_NAME),
    ("12 ก.พ 67", Spelling.MONTH_NAME),
    ("12 ก. พ. 67", Spelling.MONTH_NAME),
    ("12 กุมภา 67", Spelling.MONTH_NAME),
    ("12 กุมภาฯ 67", Spelling.MONTH_NAME),
    ("12 กุมภาพันธ์, 2567", Spelling.MONTH_NAME),
    ("12 Feb 2567", Spelling.MONTH_NAME),
    ("12 Feb 2567 B.E.", Spelling.MONTH_NAME),
    ("12-Feb-67", Spelling.MONTH_NAME),
    ("12/2/2567", Spelling.NUMERIC),
    ("12/02/67", Spelling.NUMERIC),
    ("12-02-67", Spelling.NUMERIC),
    ("12.2.67", Spelling.NUMERIC),
    ("12 / 2 / 2567", Spelling.NUMERIC),
    ("12 -2- 67", Spelling.NUMERIC),
    ("12 2 2567", Spelling.NUMERIC),
    ("๑๒/๒/๒๕๖๗", Spelling.NUMERIC),
    ("๑๒/02/๖๗", Spelling.NUMERIC),
    ("12/2/พ.ศ. 2567", Spelling.NUMERIC),
    ("'12/2/2567", Spelling.NUMERIC),
    (" 12\u00a0/2/2567\u200b ", Spelling.NUMERIC),
    ("2567-02-12", Spelling.ISO),
    ("2567/2/12", Spelling.ISO),
    ("2567-02-12T00:00:00", Spelling.ISO),
    ("25670212", Spelling.COMPACT),
    ("๒๕๖๗๐๒๑๒", Spelling.COMPACT),
]

CE_SPELLINGS = [
    ("12 ก.พ. ค.ศ. 2024", Spelling.MONTH_NAME),
    ("ค.ศ. 2024", None),
    ("12 กุมภาพันธ์ คริสต์ศักราช 2024", Spelling.MONTH_NAME),
    ("12 Feb 2024", Spelling.MONTH_NAME),
    ("12 February 2024", Spelling.MONTH_NAME),
    ("12-feb-2024", Spelling.MONTH_NAME),
    ("Mon, 12 Feb 2024", Spelling.MONTH_NAME),
    ("February 12, 2024", Spelling.MONTH_NAME),
    ("12 Feb 2024 A.D.", Spelling.MONTH_NAME),
    ("12/2/2024", Spelling.NUMERIC),
    ("2024-02-12", Spelling.ISO),
    ("2024-02-12T00:00:00.000Z", Spelling.ISO),
    ("20240212", Spelling.COMPACT),
]


@pytest.mark.parametrize(("text", "spelling"), SPELLINGS)
def test_a_buddhist_date_is_read_in_every_spelling(text: str, spelling: Spelling) -> None:
    reading = read_date(text)
    assert (reading.value, reading.spelling, reading.era, reading.problem) == (FEB_12, spelling, Era.BE, None)
    assert set(reading.notes) <= {DateNote.TWO_DIGIT_YEAR}


@pytest.mark.parametrize(("text", "spelling"), [pair for pair in CE_SPELLINGS if pair[1]])
def test_a_christian_year_is_read_and_said(text: str, spelling: Spelling) -> None:
    assert read_date(text) == DateReading(FEB_12, spelling, Era.CE, (DateNote.CE_YEAR,))


# --- the findings that decided the design ------------------------------------------------------------------------------

F1_AND_F2 = {
    "05/10/2567": OCT_5,
    "1/10/67": date(2024, 10, 1),
    "5-10-2567": OCT_5,
    "5-11-2567": date(2024, 11, 5),
    "5-12-2567": date(2024, 12, 5),
    "5/10/2567": OCT_5,
    "5 ต.ค. 2567": OCT_5,
    "5 ต.ค.67": OCT_5,
    "5 ตค 2567": OCT_5,
    "5 ต.ค 2567": OCT_5,
    "5 ตุลาคม 2567": OCT_5,
    "5 ต.ค. พ.ศ. 2567": OCT_5,
    "๕ ต.ค. ๒๕๖๗": OCT_5,
    "๕/๑๐/๒๕๖๗": OCT_5,
    "5 ต.ค. 2554": date(2011, 10, 5),
}


@pytest.mark.parametrize(("text", "day"), F1_AND_F2.items())
def test_f1_f2_the_texts_that_general_parsers_get_wrong(text: str, day: date) -> None:
    assert read_date(text).value == day


def test_f1_a_bare_buddhist_year_is_not_taken_for_a_date() -> None:
    assert read_date("2554").problem is DateProblem.YEAR_ONLY


def test_f3_29_february_follows_the_christian_calendar() -> None:
    assert read_date("29/02/2567").value == date(2024, 2, 29)
    assert read_date("29/02/2568") == DateReading(None, Spelling.NUMERIC, Era.BE, problem=DateProblem.IMPOSSIBLE_DAY)


@pytest.mark.parametrize("year", [2563, 2567, 2571])
def test_f3_leap_years_of_both_calendars_that_differ(year: int) -> None:
    assert not calendar.isleap(year)
    assert read_date(f"29 ก.พ. {year}").value == date(year - 543, 2, 29)


def test_f3_29_february_is_written_by_arithmetic_on_the_year() -> None:
    assert format_be(date(2024, 2, 29), "numeric") == "29/2/2567"
    assert format_be(date(2024, 2, 29)) == "29 ก.พ. 2567"


def test_f4_a_pandas_column_of_buddhist_text_never_passes_as_christian() -> None:
    column = pd.Series(["2567-02-12", "12/2/2567", "12 ก.พ. 67", "2024-02-12", None, "12 กุมภาพันธ์ 2567"], dtype=object)
    days = [read_date(value).value for value in column]
    assert days == [FEB_12, FEB_12, FEB_12, FEB_12, None, FEB_12]


def test_f4_what_pandas_makes_of_a_buddhist_year_is_mended_or_nothing() -> None:
    # pandas 2 cannot hold the year 2567 (not-a-time); pandas 3 holds it in silence. Neither may come out as C.E. 2567.
    parsed = pd.to_datetime(pd.Series(["2567-02-12", "2567-10-05"]), format="%Y-%m-%d", errors="coerce")
    readings = [read_date(value) for value in parsed]
    assert [reading.value for reading in readings] in ([FEB_12, OCT_5], [None, None])
    assert all(reading == BLANK or DateNote.BE_TYPED_AS_CE in reading.notes for reading in readings)


def test_f4_missing_values_of_pandas_are_blank() -> None:
    assert read_date(pd.NaT) == BLANK
    assert read_date(math.nan) == BLANK


@pytest.mark.parametrize(
    ("serial", "day"),
    [(45570.0, OCT_5), (45334, FEB_12), (45334.0, FEB_12), ("45334", FEB_12), ("๔๕๓๓๔", FEB_12), ("45334.0", FEB_12)],
)
def test_f6_a_serial_number_is_a_date_and_says_so(serial: object, day: date) -> None:
    assert read_date(serial) == DateReading(day, Spelling.SERIAL, notes=(DateNote.SERIAL_NUMBER,))


@pytest.mark.parametrize("serial", [20000, 60000])
def test_f6_every_serial_of_an_office_lifetime_is_a_date(serial: int) -> None:
    assert read_date(serial).value == date(1899, 12, 30) + timedelta(days=serial)


@pytest.mark.parametrize(
    ("serial", "day"), [(243896, OCT_5), (243661, FEB_12), (243666, date(2024, 2, 17)), (292560, date(2157, 12, 31))]
)
def test_f7_a_buddhist_year_stored_as_christian_is_mended(serial: int, day: date) -> None:
    notes = (DateNote.SERIAL_NUMBER, DateNote.BE_TYPED_AS_CE)
    assert read_date(serial) == DateReading(day, Spelling.SERIAL, Era.BE, notes)


def test_f7_the_edges_of_the_mended_serials() -> None:
    assert read_date(182622).problem is DateProblem.NOT_A_DATE_NUMBER
    assert read_date(182623).problem is DateProblem.BEFORE_2484
    assert DateNote.BE_TYPED_AS_CE in read_date(182623).notes
    assert read_date(292561).problem is DateProblem.NOT_A_DATE_NUMBER


def test_f7_a_day_is_mended_by_its_year_and_not_by_a_number_of_days() -> None:
    typed = [date(2567, 2, 12), date(2567, 3, 1)]
    meant = [read_date(day).value for day in typed]
    assert meant == [FEB_12, date(2024, 3, 1)]
    assert (typed[1] - typed[0]).days == 18 - 1  # 29 February lies between the two in C.E. 2024 and not in 2567
    assert meant[1] is not None
    assert (meant[1] - FEB_12).days == 18


# --- true dates and numbers ---------------------------------------------------------------------------------------------


def test_a_true_date_is_taken_as_it_is() -> None:
    assert read_date(FEB_12) == read_date(datetime(2024, 2, 12)) == DateReading(FEB_12, Spelling.TRUE_DATE)  # noqa: DTZ001  (spreadsheets know no zone)
    assert read_date(pd.Timestamp("2024-02-12")) == DateReading(FEB_12, Spelling.TRUE_DATE)


def test_a_time_of_day_is_dropped_and_said() -> None:
    reading = read_date(datetime(2024, 2, 12, 9, 30, tzinfo=UTC))
    assert reading == DateReading(FEB_12, Spelling.TRUE_DATE, notes=(DateNote.TIME_DROPPED,))
    assert read_date(45334.5).notes == (DateNote.SERIAL_NUMBER, DateNote.TIME_DROPPED)
    assert read_date("45334.5").value == FEB_12


def test_a_serial_a_hair_before_midnight_is_the_next_day() -> None:
    assert read_date(45333.9999999) == read_date(45334)


def test_a_true_date_of_a_buddhist_year_is_mended() -> None:
    assert read_date(date(2567, 2, 12)) == DateReading(FEB_12, Spelling.TRUE_DATE, Era.BE, (DateNote.BE_TYPED_AS_CE,))


@pytest.mark.parametrize("value", [date(2568, 2, 29), datetime(2568, 2, 29), 244043])  # noqa: DTZ001  (spreadsheets know no zone)
def test_a_day_that_only_the_wrong_calendar_has_is_no_date(value: object) -> None:
    reading = read_date(value)
    assert (reading.value, reading.problem, reading.era) == (None, DateProblem.NO_COUNTERPART, Era.BE)


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        (date(1940, 12, 31), "year_out_of_range"),
        (date(2158, 1, 1), "year_out_of_range"),
        (date(2399, 12, 31), "year_out_of_range"),
    ],
)
def test_a_true_date_outside_both_windows_is_refused(day: date, problem: str) -> None:
    assert read_date(day) == DateReading(None, Spelling.TRUE_DATE, problem=DateProblem(problem))


def test_the_edges_of_the_window_of_true_dates() -> None:
    assert read_date(date(1941, 1, 1)).value == date(1941, 1, 1)
    assert read_date(date(2157, 12, 31)).value == date(2157, 12, 31)
    assert read_date(date(2400, 1, 1)).problem is DateProblem.BEFORE_2484
    assert read_date(date(2483, 12, 31)).problem is DateProblem.BEFORE_2484
    assert read_date(date(2484, 1, 1)).value == date(1941, 1, 1)
    assert read_date(date(2700, 12, 31)).value == date(2157, 12, 31)


def test_serials_of_a_workbook_that_counts_from_1904() -> None:
    assert read_date(45334 - 1462, is_1904=True).value == FEB_12
    assert read_date(str(45334 - 1462), is_1904=True).value == FEB_12
    assert read_date(243896 - 1462, is_1904=True).value == OCT_5
    assert read_date(LAST_SERIAL, is_1904=True).problem is DateProblem.NOT_A_DATE_NUMBER
    assert read_date("12/2/2567", is_1904=True).value == FEB_12


@pytest.mark.parametrize("number", [20240212, 20240212.0, 25670212, "25670212"])
def test_a_compact_date_is_read_as_number_and_as_text(number: object) -> None:
    reading = read_date(number)
    assert (reading.value, reading.spelling) == (FEB_12, Spelling.COMPACT)


@pytest.mark.parametrize(
    "number",
    [
        0,
        -1,
        1,
        67,
        366,
        1484,
        3110,
        9999,
        14976,
        1e300,
        math.inf,
        -math.inf,
        LAST_SERIAL,
        LAST_SERIAL + 1,
        120267,
        1234567,
        0.5,
    ],
)
def test_a_number_that_can_be_no_date_is_refused(number: float) -> None:
    reading = read_date(number)
    assert (reading.value, reading.problem) == (None, DateProblem.NOT_A_DATE_NUMBER)


@pytest.mark.parametrize("value", [True, False, b"12/2/2567", [], {}, timedelta(days=1), object(), pd.NA])
def test_anything_else_is_no_date(value: object) -> None:
    assert read_date(value) == DateReading(None, Spelling.NONE, problem=DateProblem.NOT_A_DATE)


@pytest.mark.parametrize("value", [None, "", " ", "-", "–", "ไม่มี", "N/A", "......", "..../..../...."])
def test_a_blank_cell_has_no_value_and_no_problem(value: object) -> None:
    assert read_date(value) == BLANK


# --- what is wrong with a text ------------------------------------------------------------------------------------------

WRONG = {
    DateProblem.NO_DAY: "ก.พ. 67 | กุมภาพันธ์ 2567 | เดือนกุมภาพันธ์ 2567 | ก.พ.-67 | ก.พ. พ.ศ. 2567 | กุมภาพันธ์ | Feb 2024 | 2/2567 | 2567-02 | 02/67",
    DateProblem.NO_YEAR: "12 ก.พ. | 12 กุมภาพันธ์ | 12/2 | วันที่ 12 ก.พ.",
    DateProblem.YEAR_ONLY: "2567 | ๒๕๖๗ | พ.ศ. 2567 | ปี 2567 | 2024 | ค.ศ. 2024",
    DateProblem.IMPOSSIBLE_DAY: "31/2/2567 | 29/2/2568 | 29 ก.พ. 68 | 31 เม.ย. 2567 | 12/13/2567 | 0/1/2567 | 32 ม.ค. 2567 | 2567-02-30 | 25670230 | 29 Feb 2023",
    DateProblem.TWO_DIGIT_AMBIGUOUS: "12/2/24 | 12/2/20 | 12/2/32 | 12/2/62 | 12/2/76 | 12/2/00 | 12/2/99 | 12 ก.พ. 24 | 12 ก.พ. พ.ศ. 24 | 12 Feb ค.ศ. 67",
    DateProblem.YEAR_OUT_OF_RANGE: "12/2/1467 | 12/2/1481 | 12/2/1484 | 12/2/3110 | 12/2/1940 | 12/2/2158 | 12/2/2399 | 12/2/2701 | 12/2/567 | 12/2/25670"
    " | 12 ก.พ. พ.ศ. 2024 | 12 ก.พ. ค.ศ. 2567 | 12 ก.พ. ค.ศ. 2470 | 1481-02-12 | 12022567",
    DateProblem.BEFORE_2484: "12/2/2483 | 12/2/2400 | 1 เม.ย. 2470 | 2483-12-31 | 24831231",
    DateProblem.MONTH_UNCLEAR: "12 ก. 2567 | 12 พ. 67 | 12 ม. 67 | 12 ม.ย. 67 | 12 มี. 67 | 12 พฤษจิกายน 2567 | 12 กุมพาพันธ์ 2567 | 12 มิค. 67 | 12 Fbe 2024",
    DateProblem.NOT_A_DATE: "รอซ่อม | เมื่อวาน | 12-14 ก.พ. 67 | 12/2/2567 และ 13/2/2567 | วันที่ | ห้อง 12 | 99 ซอย 14 | 12// | 12:30 | 1.2.3.4"
    " | 12/2/๒x | ก่อน 12 ก.พ. 67 | 12/2/2567* | 12/2/2567 25:00 | 12 ก.พ. 67 - 14 ก.พ. 67 | ٢/٢/٢٥٦٧",
    DateProblem.NOT_A_DATE_NUMBER: "67 | 12 | 0 | 1484 | 3110 | 9999 | 123456789 | 1234567 | 14976 | 120267",
}


@pytest.mark.parametrize(
    ("problem", "text"), [(problem, text) for problem, texts in WRONG.items() for text in texts.split(" | ")]
)
def test_a_text_that_is_no_date_gets_the_reason(problem: DateProblem, text: str) -> None:
    reading = read_date(text)
    assert (reading.value, reading.problem, reading.notes) == (None, problem, ())


LOOK_ALIKES = {"มี.ค.": 3, "มิ.ย.": 6, "พ.ค.": 5, "พ.ย.": 11, "ก.พ.": 2, "ก.ค.": 7, "ก.ย.": 9}


@pytest.mark.parametrize(("name", "number"), LOOK_ALIKES.items())
def test_look_alike_months_are_told_apart(name: str, number: int) -> None:
    for written in (name, name.replace(".", ""), name.rstrip("."), name.replace(".", ". "), f" {name}"):
        assert read_date(f"12{written}2567").value == date(2024, number, 12)


def test_the_wrong_letter_in_july_is_forgiven() -> None:
    assert read_date("31 กรกฏาคม 2567").value == read_date("31 กรกฎาคม 2567").value == date(2024, 7, 31)
    assert read_date("31 กรกฏา 67").value == date(2024, 7, 31)


def test_two_digit_years_at_the_edges_of_the_pivot() -> None:
    assert read_date("1/10/63").value == date(2020, 10, 1)
    assert read_date("1/10/75").value == date(2032, 10, 1)
    assert read_date("1/10/80", pivot=(60, 80)).value == date(2037, 10, 1)
    assert read_date("1/10/63", pivot=(64, 80)).problem is DateProblem.TWO_DIGIT_AMBIGUOUS
    assert read_date("1/10/67").notes == (DateNote.TWO_DIGIT_YEAR,)


def test_a_column_declared_christian_reads_20_to_32_as_such() -> None:
    assert read_date("12/2/24", two_digit_years="ce") == DateReading(
        FEB_12, Spelling.NUMERIC, Era.CE, (DateNote.TWO_DIGIT_YEAR,)
    )
    assert read_date("12/2/20", two_digit_years="ce").value == date(2020, 2, 12)
    assert read_date("12/2/32", two_digit_years="ce").value == date(2032, 2, 12)
    assert read_date("12/2/67", two_digit_years="ce").value == FEB_12
    assert read_date("12/2/33", two_digit_years="ce").problem is DateProblem.TWO_DIGIT_AMBIGUOUS
    assert read_date("12 ก.พ. พ.ศ. 24", two_digit_years="ce").problem is DateProblem.TWO_DIGIT_AMBIGUOUS


def test_an_era_beside_a_two_digit_year_counts_as_declared() -> None:
    assert read_date("12 ก.พ. ค.ศ. 24").value == FEB_12
    assert read_date("12 ก.พ. พ.ศ. 67").value == FEB_12


TIMES = [
    "09:30",
    " 9:30",
    "09:30:15",
    "09.30 น.",
    "เวลา 09.30 น.",
    "เวลา 9.30",
    "เวลา 9 น.",
    ", 09:30 น.",
    "9:30 PM",
    "เวลา 21:30 น.",
]


@pytest.mark.parametrize("time", TIMES)
@pytest.mark.parametrize("text", ["12/2/2567", "12 ก.พ. 2567", "2567-02-12"])
def test_a_trailing_time_is_dropped_and_said(text: str, time: str) -> None:
    reading = read_date(f"{text} {time}")
    assert (reading.value, reading.notes) == (FEB_12, (DateNote.TIME_DROPPED,))


@pytest.mark.parametrize(
    "text",
    [
        "12/2/2567 00:00:00",
        "12/2/2567 0:00",
        "2567-02-12T00:00:00",
        "2567-02-12 00:00:00.000",
        "12/2/2567 12:00:00 AM",
        "2567-02-12T00:00:00+00:00",
    ],
)
def test_midnight_says_nothing(text: str) -> None:
    assert read_date(text) == read_date(text.replace("T", " ").split(" ")[0])
    assert read_date(text).value == FEB_12


def test_a_time_of_this_zone_is_read_and_one_of_another_is_not() -> None:
    assert read_date("2024-02-12T09:30:00.000+07:00").value == FEB_12
    assert read_date("2024-02-11T17:00:00.000Z").problem is DateProblem.NOT_A_DATE  # in Bangkok it is the 12th already


def test_a_wrong_weekday_is_said() -> None:
    assert read_date("วันอังคารที่ 12 กุมภาพันธ์ 2567").notes == (DateNote.WEEKDAY_MISMATCH,)
    assert read_date("พ. 12 ก.พ. 2567 09:30").notes == (DateNote.TIME_DROPPED, DateNote.WEEKDAY_MISMATCH)


def test_the_seven_weekdays_are_known() -> None:
    names = ["จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์"]
    for offset, name in enumerate(names):
        reading = read_date(f"วัน{name}ที่ {12 + offset} กุมภาพันธ์ 2567")
        assert (reading.value, reading.notes) == (FEB_12 + timedelta(days=offset), ())


def test_a_mixed_column_can_be_counted_by_era() -> None:
    eras = Counter(read_date(text).era for text in ("12/2/2567", "12/2/2024", "12 ก.พ. 67", "-"))
    assert eras == {Era.BE: 2, Era.CE: 1, None: 1}


# --- writing ------------------------------------------------------------------------------------------------------------


def test_dates_are_written_in_the_buddhist_era() -> None:
    assert format_be(FEB_12) == "12 ก.พ. 2567"
    assert format_be(FEB_12, "long") == "12 กุมภาพันธ์ 2567"
    assert format_be(FEB_12, "numeric") == "12/2/2567"
    assert format_be(FEB_12, "short_year") == "12 ก.พ. 67"
    assert format_be(FEB_12, "long", thai_digits=True) == "๑๒ กุมภาพันธ์ ๒๕๖๗"
    assert format_be(date(1958, 1, 1), "short_year") == "1 ม.ค. 01"


def test_dates_are_written_in_the_christian_era() -> None:
    assert format_ce(FEB_12) == "12 Feb 2024"
    assert format_ce(FEB_12, "long") == "12 February 2024"
    assert format_ce(FEB_12, "numeric") == "12/2/2024"


def test_the_table_of_months_is_sound() -> None:
    assert [month.number for month in MONTHS] == list(range(1, 13))
    for name in {name for month in MONTHS for name in month.names}:
        assert len([month for month in MONTHS if name in month.names]) == 1
    assert all(month.full.startswith(spoken) for month in MONTHS for spoken in month.spoken)


USUAL_DAYS = [str(day) for day in range(33)] + [f"{day:02d}" for day in range(10)] + ["๑๒", "012", "+1", "1.", ""]
USUAL_YEARS = ["2484", "2483", "2567", "2568", "2700", "2701", "67", "๒๕๖๗", "2024", "02567", ""]
USUAL_MONTHS = [name for month in MONTHS for name in month.names] + ["ก.พ", "กพ", "ก. พ.", "xx", ""]


def test_the_usual_form_is_read_as_every_form_is(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"{day} {month} {year}" for day in USUAL_DAYS for month in USUAL_MONTHS for year in USUAL_YEARS]
    quick = [dates._read_usual(text) for text in texts]
    assert sum(reading is not None for reading in quick) > 3_000
    monkeypatch.setattr(dates, "_read_usual", lambda _text: None)
    dates._read_text.cache_clear()
    for text, reading in zip(texts, quick, strict=True):
        assert reading is None or read_date(text) == reading, text

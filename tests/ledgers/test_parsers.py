"""The parsers of columns: what a cell is read as, and what is said about it."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skj.diagnostics import Diagnostic, Rule, Severity
from skj.files.tables import CellError, CellValue
from skj.language import LANGUAGES, use_language
from skj.ledgers import parsers
from skj.ledgers.base import NO_OPTIONS, Parser, Reading, ReadingOptions
from skj.ledgers.parsers.making import shown
from skj.rules import cells

ALL: dict[str, Parser] = {
    name: getattr(parsers, name)
    for name in parsers.__all__
    if name not in {"BLANK", "shown", "day_with", "buddhist_year_from"}
}
NUMBERS = [
    "whole_number",
    "list_number",
    "session_number",
    "amount",
    "score",
    "weight",
    "buddhist_year",
    "satisfaction",
]
CE_SHORT = ReadingOptions(two_digit_years="ce")


def read(name: str, value: CellValue, options: ReadingOptions = NO_OPTIONS) -> Any:
    """The value of a cell that is read without a word."""
    reading = ALL[name](value, options)
    assert reading.issue is None, reading
    return reading.value


def refused(name: str, value: CellValue, options: ReadingOptions = NO_OPTIONS) -> str:
    """The name of the error that a cell is refused with."""
    reading = ALL[name](value, options)
    assert reading.failed, reading
    assert reading.value is None
    assert reading.issue is not None
    return reading.issue.rule.name


def noted(name: str, value: CellValue, options: ReadingOptions = NO_OPTIONS) -> tuple[Any, str, str]:
    """Value, rule and fix of a cell that is read with a remark."""
    reading = ALL[name](value, options)
    assert not reading.failed, reading
    assert reading.issue is not None
    return reading.value, reading.issue.rule.name, reading.issue.fix


# --- all parsers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ALL)
def test_error_values_are_errors_and_blanks_are_nothing(name: str) -> None:
    assert refused(name, CellError("#N/A")) == "spreadsheet-error-value"
    assert read(name, None) is None
    assert read(name, "") is None
    assert read(name, " \u00a0\u200b ") is None
    assert read(name, float("nan")) is None


@pytest.mark.parametrize("name", sorted(ALL.keys() - {"yes_no"}))
@pytest.mark.parametrize("value", ["-", "–", "ไม่มี", "N/A"])
def test_words_for_nothing_are_nothing(name: str, value: str) -> None:
    assert read(name, value) is None


@pytest.mark.parametrize("name", [*NUMBERS, "day"])
@pytest.mark.parametrize("value", [True, False, time(9, 30), timedelta(hours=3), float("inf")])
def test_true_false_times_and_infinity_are_no_numbers_and_no_dates(name: str, value: CellValue) -> None:
    assert refused(name, value)


@pytest.mark.parametrize(
    "name", ["whole_number", "list_number", "session_number", "amount", "score", "weight", "satisfaction"]
)
def test_dates_are_no_numbers(name: str) -> None:
    assert refused(name, datetime(2024, 2, 12))  # noqa: DTZ001  (cells have no time zone)


CELLS = st.one_of(
    st.text(max_size=20),
    st.text(alphabet="๐๑0159.,/-()%บาท ก.พ.ครั้งที่", max_size=15),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


@given(CELLS)
def test_no_parser_raises_and_a_failed_cell_has_no_value(value: CellValue) -> None:
    for parse in ALL.values():
        reading = parse(value, NO_OPTIONS)
        assert not reading.failed or reading.value is None
        assert reading == parse(value, NO_OPTIONS)


@pytest.mark.parametrize(
    "value", ["()" * 9000 + "ก", "1" + ",111" * 2000, "9" * 4000, "ก" + " " * 30000 + "ก", "และ" * 9000, "/" * 9000]
)
def test_absurdly_long_cells_are_read_to_the_end(value: str) -> None:
    for parse in ALL.values():
        assert isinstance(parse(value, NO_OPTIONS), Reading)


# --- texts -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  อาคาร  1\n ชั้น 2 ", "อาคาร 1 ชั้น 2"),
        ("กําหนด", "กำหนด"),
        (12, "12"),
        (12.0, "12"),
        (12.5, "12.5"),
        (0.1 + 0.2, "0.3"),
        (1e16, "10000000000000000"),
        (True, "TRUE"),
        (time(9, 30), "09:30"),
    ],
)
def test_text_is_what_people_see(value: CellValue, text: str) -> None:
    assert read("text", value) == text


def test_a_date_in_a_text_column_is_doubted() -> None:
    assert noted("text", datetime(2567, 1, 1)) == ("1 ม.ค. 2567", "text-turned-into-date", "")  # noqa: DTZ001
    assert noted("text", date(2024, 2, 12))[0] == "12 ก.พ. 2567"
    assert noted("text", date(1907, 1, 6))[0] == "1907-01-06"


def test_the_cause_of_a_return_is_kept_as_written() -> None:
    assert read("return_cause_text", "ถึงแก่กรรม  (ทายาทคืน)") == "ถึงแก่กรรม (ทายาทคืน)"


def test_names_keep_their_titles_and_two_people_are_noticed() -> None:
    assert read("person_name", " น.ส.  สมศรี   ใจดี ") == "น.ส. สมศรี ใจดี"
    assert read("person_name", "นายสมชาย ใจดี, ร.น.") == "นายสมชาย ใจดี, ร.น."
    value, rule, _ = noted("person_name", "นายสมชาย ใจดี\nนางสมศรี ใจงาม")
    assert (value, rule) == ("นายสมชาย ใจดี นางสมศรี ใจงาม", "two-people-in-one-cell")


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("สนพ.", ["สำนักการแพทย์"]),
        ("สำนักการแพทย์, สำนักอนามัย", ["สำนักการแพทย์", "สำนักอนามัย"]),
        ("สำนักการจราจรและขนส่ง", ["สำนักการจราจรและขนส่ง"]),
        ("สำนักการจราจรและขนส่ง และสำนักการคลัง", ["สำนักการจราจรและขนส่ง", "สำนักการคลัง"]),
        ("สนพ. และ สนอ.", ["สำนักการแพทย์", "สำนักอนามัย"]),
        ("สนพ. สนอ. สยป.", ["สำนักการแพทย์", "สำนักอนามัย", "สำนักยุทธศาสตร์และประเมินผล"]),
        ("สำนักวัฒนธรรม กีฬา และการท่องเที่ยว", ["สำนักวัฒนธรรม กีฬา และการท่องเที่ยว"]),
        ("สำนักวัฒนธรรม, กีฬา และการท่องเที่ยว", ["สำนักวัฒนธรรม กีฬา และการท่องเที่ยว"]),
        ("สนพ.\nสนข.บางรัก / กองกลาง", ["สำนักการแพทย์", "สำนักงานเขตบางรัก", "กองกลาง"]),
        ("สนพ.; สนพ.", ["สำนักการแพทย์"]),
        (";", None),
    ],
)
def test_agencies_of_a_session(value: str, names: list[str] | None) -> None:
    assert read("agencies_list", value) == (tuple(names) if names else None)


def test_an_agency_is_canonical_or_stays() -> None:
    assert read("agency", "สำนักการแพทย์ กทม.") == "สำนักการแพทย์"
    assert read("agency", "  โรงพยาบาลกลาง ") == "โรงพยาบาลกลาง"


@pytest.mark.parametrize(
    ("value", "reference"),
    [
        (1, "1"),
        (1.0, "1"),
        ("๑", "1"),
        ("1.", "1"),
        ("01", "1"),
        ("ตัวชี้วัดที่ 1", "1"),
        ("ตัวชี้วัดที่ ๒ ร้อยละ", "2"),
        ("KPI 2", "2"),
        ("1 HR 1:1 Coaching & Mentor", "1"),
        ("coaching", "coaching"),
        (" Housing ", "housing"),
        ("HR 1:1 Coaching", "hr 1:1 coaching"),
        ("3.3.3.1", "3.3.3.1"),
        ("2567", "2567"),
    ],
)
def test_references_to_indicators(value: CellValue, reference: str) -> None:
    assert read("indicator_ref", value) == reference


# --- numbers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [12, 12.0, "12", "๑๒", " 12 ", "12.", "12.0", "(12)", "ครั้งที่ 12", "รุ่นที่ ๑๒", "ลำดับที่ 12", "ที่ 12", "12 ห้อง", "No. 12"],
)
@pytest.mark.parametrize("name", ["whole_number", "list_number", "session_number"])
def test_whole_numbers(name: str, value: CellValue) -> None:
    number = read(name, value)
    assert number == 12
    assert type(number) is int


def test_whole_numbers_with_thousands_and_limits() -> None:
    assert read("whole_number", "1,200") == 1200
    assert read("whole_number", 0) == 0
    assert refused("whole_number", -1) == "negative-number"
    assert refused("whole_number", "-1") == "negative-number"
    assert refused("list_number", 0) == "number-below-one"
    assert refused("session_number", "0/2567") == "number-below-one"


@pytest.mark.parametrize("value", [12.5, "12.5", "1,20", "12-13", "สิบสอง", "1 2", "12ก", "1e3"])
def test_what_is_no_whole_number(value: CellValue) -> None:
    assert refused("whole_number", value) == "not-a-whole-number"


@pytest.mark.parametrize("value", ["3/2567", "ครั้งที่ ๓/๒๕๖๗", "3 / 67", "ครั้งที่ 3 ปี 2567", "รุ่นที่ 3 ปีงบประมาณ พ.ศ. 2567"])
def test_sessions_of_a_year(value: str) -> None:
    assert read("session_number", value) == 3


def test_a_session_that_became_a_date_is_refused() -> None:
    assert refused("session_number", datetime(2567, 3, 1)) == "not-a-session-number"  # noqa: DTZ001
    assert refused("session_number", "3/12/2567") == "not-a-session-number"


@pytest.mark.parametrize(
    ("value", "money"),
    [
        (1234, "1234"),
        (1234.5, "1234.5"),
        (0.1 + 0.2, "0.3"),
        (1234567.89, "1234567.89"),
        (0, "0"),
        ("1,234.50", "1234.50"),
        ("๑,๒๓๔", "1234"),
        ("1234 บาท", "1234"),
        ("1,234.- ", "1234"),
        ("฿500", "500"),
        ("500 บาทถ้วน", "500"),
        (".5", "0.5"),
    ],
)
def test_amounts_have_no_binary_noise(value: CellValue, money: str) -> None:
    amount = read("amount", value)
    assert isinstance(amount, Decimal)
    assert str(amount) == money


@pytest.mark.parametrize("value", [-1, -0.5, "-5", "−5", "(500)", "- 5"])
def test_amounts_below_zero(value: CellValue) -> None:
    assert refused("amount", value) == "negative-number"


@pytest.mark.parametrize("value", ["ฟรี", "1.234,50", "1,23", "5 ห้อง", "15%", "1 234", "12-15", "1e3"])
def test_what_is_no_amount(value: CellValue) -> None:
    assert refused("amount", value) == "not-a-number"


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_an_amount_survives_the_way_through_a_spreadsheet(money: Decimal) -> None:
    assert read("amount", float(money)) == money
    assert read("amount", f"{money:,}") == money


def test_scores() -> None:
    assert read("score", "๘.๕ คะแนน") == Decimal("8.5")
    assert read("score", 0) == 0
    assert refused("score", "8/10") == "not-a-number"
    assert refused("score", -1) == "negative-number"


@pytest.mark.parametrize("value", [15, 15.0, "15", "15%", "15 %", "ร้อยละ 15", "๑๕"])
def test_weights_are_percentages(value: CellValue) -> None:
    assert read("weight", value) == Decimal(15)


def test_a_cell_in_percent_format_is_read_with_a_warning() -> None:
    assert noted("weight", 0.15) == (Decimal(15), "fraction-read-as-percent", "15")
    assert noted("weight", 0.125) == (Decimal("12.5"), "fraction-read-as-percent", "12.5")
    assert str(noted("weight", 0.2)[0]) == "20"
    assert read("weight", "0.5") == Decimal("0.5")
    assert [read("weight", value) for value in (0, 1, 100)] == [0, 1, 100]


@pytest.mark.parametrize("value", [101, -1, "150%"])
def test_weights_out_of_range(value: CellValue) -> None:
    assert refused("weight", value) == "not-a-percentage"


# --- dates and years -------------------------------------------------------------------------------------------------

DAY = date(2024, 2, 12)


@pytest.mark.parametrize(
    "value",
    [
        DAY,
        datetime(2024, 2, 12),  # noqa: DTZ001
        datetime(2024, 2, 12, 14, 30),  # noqa: DTZ001
        "12 ก.พ. 67",
        "12 ก.พ. 2567",
        "๑๒ กุมภาพันธ์ ๒๕๖๗",
        "12 กุมภาพันธ์ พ.ศ. 2567",
        "วันจันทร์ที่ 12 กุมภาพันธ์ 2567",
        "12/2/2567",
        "12-02-67",
        "2567-02-12",
    ],
)
def test_days_are_read_without_a_word(value: CellValue) -> None:
    assert read("day", value) == DAY


def test_leap_days_of_the_buddhist_era() -> None:
    assert read("day", "29/2/2567") == date(2024, 2, 29)
    assert refused("day", "29/2/2568") == "impossible-day"
    assert refused("day", datetime(2568, 2, 29)) == "day-without-counterpart"  # noqa: DTZ001


@pytest.mark.parametrize(
    ("value", "rule", "severity"),
    [
        (datetime(2567, 2, 12), "buddhist-year-typed-as-ce", Severity.WARNING),  # noqa: DTZ001
        (45334, "serial-number-as-date", Severity.INFO),
        (45334.0, "serial-number-as-date", Severity.INFO),
        (243661, "buddhist-year-typed-as-ce", Severity.WARNING),
        ("12/2/2024", "ce-year", Severity.INFO),
        ("2024-02-12", "ce-year", Severity.INFO),
        ("วันอังคารที่ 12 กุมภาพันธ์ 2567", "weekday-mismatch", Severity.WARNING),
    ],
)
def test_days_read_with_a_remark(value: CellValue, rule: str, severity: Severity) -> None:
    reading = ALL["day"](value, NO_OPTIONS)
    assert reading.issue is not None
    assert (reading.value, reading.issue.rule.name, reading.issue.rule.severity) == (DAY, rule, severity)
    assert reading.issue.fix == "12 ก.พ. 2567"


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("เมื่อวาน", "not-a-date"),
        ("ก.พ. 67", "date-without-day"),
        ("12 ก.พ.", "date-without-year"),
        (2567, "year-instead-of-date"),
        ("31/4/2567", "impossible-day"),
        ("1/10/20", "ambiguous-two-digit-year"),
        ("1/1/3110", "year-out-of-range"),
        ("1/1/2470", "date-before-2484"),
        (-5, "number-is-not-a-date"),
        ("12 ม.ย. 67", "unclear-month"),
    ],
)
def test_every_problem_of_a_day_has_its_own_rule(value: CellValue, rule: str) -> None:
    assert refused("day", value) == rule


def test_options_reach_the_days() -> None:
    assert noted("day", 43872, ReadingOptions(is_1904=True))[0] == DAY
    assert ALL["day"]("12/2/24", CE_SHORT).value == DAY
    assert refused("day", "12/2/24") == "ambiguous-two-digit-year"


def test_dates_of_appointment_reach_far_back() -> None:
    parse = parsers.day_with()
    assert parse("1/10/35", NO_OPTIONS) == Reading(date(1992, 10, 1))
    assert parsers.day_with((63, 75))("1/10/35", NO_OPTIONS).failed
    assert parse(None, NO_OPTIONS) == parsers.BLANK


@pytest.mark.parametrize(
    "value",
    [
        2563,
        2563.0,
        "2563",
        "๒๕๖๓",
        "พ.ศ. 2563",
        "พ.ศ.2563",
        "ประจำปี ๒๕๖๓",
        "ปี 63",
        "63",
        63,
        "ปีงบประมาณ พ.ศ. 2563",
        "2563.0",
    ],
)
def test_buddhist_years(value: CellValue) -> None:
    year = read("buddhist_year", value)
    assert year == 2563
    assert type(year) is int


@pytest.mark.parametrize("value", [2020, "2020", "ค.ศ. 2020", 2020.0])
def test_christian_years_are_converted_with_a_warning(value: CellValue) -> None:
    assert noted("buddhist_year", value) == (2563, "ce-year-instead-of-buddhist", "2563")


@pytest.mark.parametrize(
    "value",
    [
        date(2020, 7, 28),
        datetime(2563, 7, 28),  # noqa: DTZ001
        datetime(1907, 1, 6),  # noqa: DTZ001  (2563 in a cell with a date format)
        "28 ก.ค. 2563",
    ],
)
def test_dates_give_their_year_with_a_note(value: CellValue) -> None:
    assert noted("buddhist_year", value) == (2563, "date-instead-of-year", "2563")


def test_a_bare_year_under_a_date_format_of_1904() -> None:
    assert noted("buddhist_year", date(1911, 1, 7), ReadingOptions(is_1904=True))[0] == 2563


@pytest.mark.parametrize("value", ["ปีที่แล้ว", "25630", 2563.5, 44000, "44000", 20240212, 3110, 1467, "2563/2564"])
def test_what_is_no_year(value: CellValue) -> None:
    assert refused("buddhist_year", value) == "not-a-year"


def test_short_years_outside_the_pivot_are_not_guessed() -> None:
    assert refused("buddhist_year", "20") == "ambiguous-two-digit-year"
    assert noted("buddhist_year", "20", CE_SHORT)[0] == 2563


def test_years_before_the_first_of_the_ledger() -> None:
    parse = parsers.buddhist_year_from(2563)
    assert parse(2563, NO_OPTIONS) == Reading(2563)
    reading = parse("2562", NO_OPTIONS)
    assert reading.issue is not None
    assert (reading.value, reading.issue.rule, reading.issue.args) == (None, cells.YEAR_TOO_EARLY, {"since": "2563"})


# --- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["ใช่", "✓", "/", "Y", 1, 1.0, True, "ร้ายแรง"])
def test_yes(value: CellValue) -> None:
    assert read("yes_no", value) is True


@pytest.mark.parametrize("value", ["ไม่ใช่", "-", "–", "ไม่มี", "N", 0, 0.0, False, "☐"])
def test_no(value: CellValue) -> None:
    assert read("yes_no", value) is False


@pytest.mark.parametrize("value", ["x", "ไม่ทราบ", 2, 0.5, date(2024, 1, 1), "อาจจะ"])
def test_an_unknown_answer_is_never_a_no(value: CellValue) -> None:
    assert refused("yes_no", value) == "not-yes-or-no"


def test_districts_are_named_without_their_prefix() -> None:
    assert read("district", "สำนักงานเขตราษฏร์บูรณะ") == "ราษฎร์บูรณะ"
    assert read("district", 1004.0) == "บางรัก"
    reading = ALL["district"]("เขตบางลัก", NO_OPTIONS)
    assert reading.issue is not None
    assert (reading.issue.rule, reading.issue.args) == (cells.UNKNOWN_DISTRICT, {"nearest": "บางรัก"})


def test_classes_are_abbreviated_and_lower_ones_refused() -> None:
    assert read("insignia_class", "มหาปรมาภรณ์ช้างเผือก") == "ม.ป.ช."
    assert read("insignia_class", "ปม") == "ป.ม."
    assert refused("insignia_class", "ท.ช.") == "class-below-sash"
    assert refused("insignia_class", "จัตุรถาภรณ์") == "unknown-insignia-class"


def test_positions() -> None:
    assert read("position_type", "ประเภทวิชาการ") == "วิชาการ"
    assert read("position_type", "ข้าราชการครู กทม.") == "ข้าราชการครูและบุคลากรทางการศึกษา"
    assert noted("position_type", "อำนวยการ ระดับสูง")[:2] == ("อำนวยการ", "level-in-type-cell")
    assert refused("position_type", "วิชากร") == "unknown-position-type"
    assert read("position_level", "ระดับชำนาญการพิเศษ") == "ชำนาญการพิเศษ"
    assert read("position_level", "ชก.") == "ชำนาญการ"
    assert read("position_level", "อำนวยการสูง") == "สูง"
    assert read("position_level", "คศ. 3") == "คศ. 3"
    assert refused("position_level", "ชำนาญ") == "unknown-position-level"
    assert refused("position_level", 8) == "unknown-position-level"


def test_damage_keeps_unknown_words_with_a_warning() -> None:
    assert read("damage", "ไฟฟ้า และโครงสร้าง") == ("โครงสร้าง", "ไฟฟ้า")
    reading = ALL["damage"]("ไฟฟ้า, ปลวก", NO_OPTIONS)
    assert reading.value == ("ไฟฟ้า", "ปลวก")
    assert reading.issue is not None
    assert (reading.issue.rule.severity, reading.issue.args) == (Severity.WARNING, {"unknown": "ปลวก"})


@pytest.mark.parametrize(
    ("value", "score"),
    [(5, "5"), (1.0, "1"), (4.7, "4.7"), ("๔", "4"), ("มากที่สุด", "5"), ("ดี", "4"), ("น้อยที่สุด (1)", "1")],
)
def test_satisfaction(value: CellValue, score: str) -> None:
    answer = read("satisfaction", value)
    assert isinstance(answer, Decimal)
    assert str(answer) == score


@pytest.mark.parametrize("value", [0, 6, 5.1, 0.9, "0", "-4", "ดีใจ", "4/5"])
def test_satisfaction_outside_the_scale(value: CellValue) -> None:
    assert refused("satisfaction", value) == "not-a-satisfaction-score"


# --- image names -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("2563-001.jpg", "2563-001.jpg"),
        (" ภาพที่ 1.PNG ", "ภาพที่ 1.PNG"),
        ("cafe\u0301.jpg", "café.jpg"),
        (12.0, "12"),
        ("a..b.jpg", "a..b.jpg"),
        ("console.jpg", "console.jpg"),
        ("ก" * 66, "ก" * 66),
        ("....", None),
    ],
)
def test_plain_image_names(value: CellValue, name: str | None) -> None:
    assert read("image_name", value) == name


@pytest.mark.parametrize(
    "value",
    [
        ".",
        "..",
        "../a.jpg",
        "..\\a.jpg",
        "a/b.jpg",
        "/etc/passwd",
        "\\\\server\\share\\a.jpg",
        "C:\\a.jpg",
        "C:a.jpg",
        "a.jpg:stream",
        "~/a.jpg",
        "~a.jpg",
        "a\x00.jpg",
        "a\n.jpg",
        "a\u202egpj.exe",
        "a\u200b.jpg",
        "\ud800.jpg",
        "CON",
        "con.jpg",
        "NUL .txt",
        "LPT9.tar.gz",
        "COM¹.jpg",
        "CONIN$",
        "a.jpg.",
        "a?.jpg",
        "a*.jpg",
        "<a>.jpg",
        "ก" * 67,
        "a" * 201,
    ],
)
def test_unsafe_image_names(value: str) -> None:
    assert refused("image_name", value) == "unsafe-file-name"


# --- rules -----------------------------------------------------------------------------------------------------------

RULES = [rule for rule in vars(cells).values() if isinstance(rule, Rule)]


def test_codes_and_names_of_rules_are_unique() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.code.startswith("SKJ3") for rule in RULES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_can_be_told_with_the_arguments_parsers_give(rule: Rule, language: str) -> None:
    given_args = {
        "nearest": "บางรัก",
        "unknown": "ปลวก",
        "since": "2563",
        "percent": "15",
        "reason": "it begins with ~",
        "level": "สูง",
    }
    found = Diagnostic(rule, args=given_args, value="คำ", fix="12 ก.พ. 2567")
    use_language("th" if language == "th" else "en")
    try:
        assert "{" not in found.message() + found.hint()
        assert found.message()
        assert found.hint()
    finally:
        use_language("en")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("ต.ค. 66", date(2023, 10, 1), date(2023, 10, 31)),
        ("กุมภาพันธ์ ๒๕๖๗", date(2024, 2, 1), date(2024, 2, 29)),
        ("12 ก.พ. 2567", date(2024, 2, 12), date(2024, 2, 12)),
    ],
)
def test_a_planned_month_is_its_first_or_last_day(text: str, first: date, last: date) -> None:
    assert (parsers.month_start(text, NO_OPTIONS).value, parsers.month_end(text, NO_OPTIONS).value) == (first, last)


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan")])
def test_what_is_no_number_at_all_never_becomes_one(value: float) -> None:
    """A damaged workbook can hold 1e999 and NaN; the second is taken for blank, as programs that write it mean it."""
    known = (parsers.amount, parsers.score, parsers.weight, parsers.whole_number, parsers.list_number)
    readings = [parse(value, NO_OPTIONS) for parse in (*known, parsers.session_number, parsers.day)]
    assert all(reading.value is None for reading in readings)
    assert all(reading.failed for reading in readings) or value != value  # noqa: PLR0124  (only NaN differs from itself)
    assert shown(value)

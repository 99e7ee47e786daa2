"""Parsers of numbers: money, marks, weights, and whole numbers that count or name something."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from math import isfinite
from typing import Any, Final, TypeGuard, cast

from skj.diagnostics import Rule
from skj.files.tables import CellValue, RawColumn
from skj.ledgers.base import Issue, Parser, Reading, ReadingOptions
from skj.ledgers.parsers.making import MANY, decimal_of, failed, filled, is_number, is_whole, parser
from skj.patterns import later
from skj.rules import cells
from skj.thai.digits import to_arabic
from skj.thai.text import clean_text

_LONGEST_PLAIN: Final = 10
_MINUS: Final = "-\u2212\u2013"  # in a character class the hyphen goes first
_DIGITS: Final = r"(?P<digits>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)"
_IN_BRACKETS: Final = later(r"\((.+)\)")
_COUNTED: Final = later(
    r"[(\[]?\s*(?:(?:ลำดับ|ครั้ง|รุ่น|ขั้นตอน|ขั้น|ข้อ|อันดับ|หมายเลข|เลข|no\.?)?(?:ที่)?\s*)"
    rf"(?P<sign>[{_MINUS}+])?(?P<digits>\d{{1,3}}(?:,\d{{3}}){{1,4}}|\d{{1,15}})(?:\.0+)?\s*(?:ราย|คน|ห้อง|ครั้ง|เรื่อง)?\s*[.)\]]?"
)
_OF_A_YEAR: Final = later(r"\s*(?:/|ปี(?:งบประมาณ)?)\s*(?:พ\.?ศ\.?\s*)?(?:\d{4}|\d{2})$")


def _decimal_in(before: str, after: str) -> Callable[[str], Decimal | None]:
    """What finds the number in a text, with the words that may stand before and after it."""
    pattern = later(rf"(?:{before})?\s*(?P<sign>[{_MINUS}+])?\s*{_DIGITS}\s*(?:{after})?")

    def find(value: str) -> Decimal | None:
        plain = to_arabic(clean_text(value))
        in_brackets = _IN_BRACKETS.fullmatch(plain)  # (500) is below zero in accounts
        found = pattern.fullmatch(in_brackets[1] if in_brackets else plain)
        if not found:
            return None
        number = Decimal(found["digits"].replace(",", ""))
        return -number if in_brackets or found["sign"] not in {None, "+"} else number

    return find


def _number(find: Callable[[str], Decimal | None], judge: Callable[[Decimal], Reading]) -> Parser:
    """A parser of decimal numbers; `judge` says whether one may stand here."""

    def of_text(value: str) -> Reading:
        number = find(value)
        return failed(cells.NOT_A_NUMBER) if number is None else judge(number)

    def of_other(value: CellValue) -> Reading:
        return judge(decimal_of(value)) if is_number(value) and isfinite(value) else failed(cells.NOT_A_NUMBER)

    return parser(filled(of_text), of_other)


def _not_below_zero(number: Decimal) -> Reading:
    return failed(cells.NEGATIVE_NUMBER) if number < 0 else Reading(number)


def _percentage(number: Decimal) -> Reading:
    return Reading(number) if 0 <= number <= 100 else failed(cells.NOT_A_PERCENTAGE)


amount: Final = _number(_decimal_in("฿", r"\.-|บาท(?:ถ้วน)?\.?|฿"), _not_below_zero)
"""Money in baht, a `Decimal` of zero or more: 1234.5, "1,234.50", "๑,๒๓๔ บาท"."""

score: Final = _number(_decimal_in("", "คะแนน"), _not_below_zero)
"""Marks of a test, a `Decimal` of zero or more."""

_percent: Final = _number(_decimal_in("ร้อยละ", "%|เปอร์เซ็นต์"), _percentage)


def weight(value: CellValue, options: ReadingOptions) -> Reading:
    """The weight of a step in percent, a `Decimal`: 15, "15%" and "15 %" are 15.

    A number between 0 and 1 comes from a cell in percent format, which stores 15 % as 0.15; it is read so, with a
    warning. A text is taken at its word.
    """
    reading = _percent(value, options)
    if not is_number(value) or reading.value is None or not 0 < reading.value < 1:
        return reading
    percent = format((reading.value * 100).normalize(), "f")
    return Reading(Decimal(percent), Issue(cells.FRACTION_AS_PERCENT, {"percent": percent}, percent))


def _whole_in(plain: str) -> int | None:
    """The number of "ครั้งที่ 3", "รุ่นที่ 3", "1,200" or "12."."""
    found = _COUNTED.fullmatch(plain)
    if not found:
        return None
    number = int(found["digits"].replace(",", ""))
    return -number if found["sign"] not in {None, "+"} else number


def _session_in(plain: str) -> int | None:
    """The same for "3/2567", the third session of that year."""
    return _whole_in(_OF_A_YEAR.sub("", plain))


def _whole(lowest: int, below: Rule, no_number: Rule, find: Callable[[str], int | None]) -> Parser:
    """A parser of whole numbers from `lowest` on."""

    def judge(number: int | None) -> Reading:
        if number is None:
            return failed(no_number)
        return failed(below) if number < lowest else Reading(number)

    def of_text(value: str) -> Reading:
        return judge(find(to_arabic(clean_text(value)).casefold()))

    def of_other(value: CellValue) -> Reading:
        return judge(int(value) if is_number(value) and is_whole(value) else None)

    judged = parser(filled(of_text), of_other)

    def parse(value: CellValue, options: ReadingOptions) -> Reading:
        if _is_whole(value, lowest):  # as nearly every workbook holds it
            return Reading(int(value))
        return judged(value, options)

    def many(column: RawColumn) -> tuple[Sequence[Any], Iterable[int]]:
        cells = cast("Sequence[Any]", column.cells)
        if column.kinds == {float} and all(map(float.is_integer, cells)) and min(cells) >= lowest:
            return list(map(int, cells)), ()
        values = [_plain_whole(value, lowest) for value in cells]
        return values, [place for place, value in enumerate(cells) if value is not None and values[place] is None]

    MANY[parse] = many
    return parse


def _plain_whole(value: CellValue, lowest: int) -> int | None:
    """The number of a cell that is plainly one: 12.0, or "12" as CSV files hold it."""
    if value.__class__ is str:
        value = int(value) if value.isascii() and value.isdecimal() and len(value) < _LONGEST_PLAIN else None
        return value if value is not None and value >= lowest else None
    return int(value) if _is_whole(value, lowest) else None


def _is_whole(value: CellValue, lowest: int) -> TypeGuard[float]:
    return isinstance(value, float) and value.is_integer() and value >= lowest


whole_number: Final = _whole(0, cells.NEGATIVE_NUMBER, cells.NOT_A_WHOLE_NUMBER, _whole_in)
"""A whole number of zero or more: 12, 12.0, "๑๒", "1,200", "ลำดับที่ 12"."""

list_number: Final = _whole(1, cells.NUMBER_BELOW_ONE, cells.NOT_A_WHOLE_NUMBER, _whole_in)
"""A place in a list, from 1 on."""

session_number: Final = _whole(1, cells.NUMBER_BELOW_ONE, cells.NOT_A_SESSION_NUMBER, _session_in)
"""The number of a session, from 1 on: "ครั้งที่ 1", "1/2567", "๑"."""

"""Dates, digits and words as Thai offices write them."""

from collections.abc import Callable
from datetime import date
from typing import Final

from making.books import Cell, serial

MONTHS: Final = [
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
]
SHORT: Final = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]
WEEKDAYS: Final = ["จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์"]
DIGITS: Final = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def thai_digits(text: str) -> str:
    """The same text with Thai digits."""
    return text.translate(DIGITS)


def buddhist(day: date) -> int:
    """The year in the Buddhist era."""
    return day.year + 543


def _long(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {buddhist(day)}"


def _short(day: date) -> str:
    return f"{day.day} {SHORT[day.month - 1]} {buddhist(day)}"


def _short2(day: date) -> str:
    return f"{day.day} {SHORT[day.month - 1]} {buddhist(day) % 100}"


SPELLINGS: Final[dict[str, Callable[[date], str]]] = {
    "short": _short,
    "short2": _short2,
    "long": _long,
    "long_thai": lambda day: thai_digits(_long(day)),
    "short_thai": lambda day: thai_digits(_short2(day)),
    "era": lambda day: f"{day.day} {MONTHS[day.month - 1]} พ.ศ. {buddhist(day)}",
    "words": lambda day: f"วันที่ {day.day} เดือน {MONTHS[day.month - 1]} พ.ศ. {buddhist(day)}",
    "weekday": lambda day: f"วัน{WEEKDAYS[day.weekday()]}ที่ {_long(day)}",
    "slash": lambda day: f"{day.day}/{day.month}/{buddhist(day)}",
    "slash2": lambda day: f"{day.day:02}/{day.month:02}/{buddhist(day) % 100}",
    "slash_thai": lambda day: thai_digits(f"{day.day:02}/{day.month:02}/{buddhist(day)}"),
    "dash2": lambda day: f"{day.day:02}-{day.month:02}-{buddhist(day) % 100}",
    "dot2": lambda day: f"{day.day}.{day.month}.{buddhist(day) % 100}",
    "dash_month": lambda day: f"{day.day}-{SHORT[day.month - 1]}-{buddhist(day) % 100}",
    "no_dots": lambda day: _short2(day).replace(".", ""),
    "one_dot": lambda day: f"{day.day} {SHORT[day.month - 1].rstrip('.')} {buddhist(day)}",
    "iso_be": lambda day: f"{buddhist(day)}-{day:%m-%d}",
    "iso": lambda day: f"{day:%Y-%m-%d}",
}
TRUE_FORMATS: Final = (
    "[$-107041E]d mmm yyyy;@",
    "[$-D07041E]d mmm yyyy",
    "[$-th-TH,107]d mmm yy",
    "[$-1070000]d/mm/yyyy;@",
    "dd/mm/yyyy",
    "d/m/bbbb",
)
SERIAL_IDS: Final = (71, 72, 73, 74, 77, 80, 81)
TRUE: Final = "true"
TYPED_BE: Final = "typed_be"
SERIAL: Final = "serial"


def date_cell(day: date, style: str, choice: int = 0) -> Cell:
    """The cell of a day in a style of `SPELLINGS`, or a true date, one typed with the B.E. year as C.E., or a serial number.

    `choice` picks the number format of the last three.
    """
    if style == TRUE:
        return Cell(day, TRUE_FORMATS[choice % len(TRUE_FORMATS)])
    if style == SERIAL:
        return Cell(serial(day), SERIAL_IDS[choice % len(SERIAL_IDS)])
    return typed_be(day) if style == TYPED_BE else Cell(SPELLINGS[style](day))


def typed_be(day: date) -> Cell:
    """What an Excel that counts in C.E. makes of a typed B.E. date: the year 2567 A.D., or a text when there is no such day."""
    try:
        return Cell(day.replace(year=buddhist(day)), "d/m/yyyy")
    except ValueError:  # 29 February exists in 2567 B.E. but not in 2567 A.D. (facts 5)
        return Cell(SPELLINGS["slash"](day))

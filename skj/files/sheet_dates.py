"""Dates as a column of the office writes them: serial numbers, or text in the pattern of the neighbours (lossless rule 12)."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from skj.frozen import dataclass

LONG: Final = (
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
)
SHORT: Final = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
ENGLISH: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
# Every way a column may write the months, longest names first where one begins another.
FORMS: Final = (
    LONG,
    SHORT,
    tuple(name[:-1] for name in SHORT),
    tuple(name.replace(".", "") for name in SHORT),
    ENGLISH,
    tuple(name[:3] for name in ENGLISH),
)
NAMES: Final = "|".join(re.escape(name) for form in FORMS for name in form)
LEAD: Final = r"\s*(?:วันที่\s*)?"
ERA: Final = r"\s*(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?)?\s*'?"
SPELLINGS: Final = (
    re.compile(rf"{LEAD}(?P<day>\d{{1,2}})\s*(?P<month>{NAMES}){ERA}(?P<year>\d{{4}}|\d{{2}})\s*"),
    re.compile(rf"{LEAD}(?P<day>\d{{1,2}})\s*[/.-]\s*(?P<month>\d{{1,2}})\s*[/.-]\s*(?P<year>\d{{4}}|\d{{2}})\s*"),
    re.compile(r"\s*(?P<year>\d{4})\s*[-/.]\s*(?P<month>\d{1,2})\s*[-/.]\s*(?P<day>\d{1,2})\s*"),
)
THAI_DIGITS: Final = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
ERA_GAP: Final = 543
# A four-digit year above this is Buddhist; so is the year of a serial that was typed with a Buddhist year.
LAST_CHRISTIAN_YEAR: Final = 2400
FIRST_SERIAL: Final = 61
LAST_SERIAL: Final = 2_950_000
EPOCH_1900: Final = date(1899, 12, 30)
DAYS_TO_1904: Final = 1462


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A text date and where its day, month and year stand, so that another date can be written the same way."""

    text: str
    found: re.Match[str]

    @property
    def is_padded(self) -> bool | None:
        """Tell whether days and months below 10 get a zero; None when this text does not show it."""
        numbers = [piece for piece in (self.found["day"], self.found["month"]) if piece.isdecimal() and int(piece) < 10]
        return len(numbers[0]) == 2 if numbers else None

    def write(self, day: date, *, padded: bool) -> str:
        """The date in the same pattern: same order, separators, digits, month names, era and length of the year."""
        pieces = {
            "day": _number(day.day, padded=padded),
            "month": self._month(day, padded=padded),
            "year": self._year(day),
        }
        text = self.text
        for name in sorted(pieces, key=self.found.start, reverse=True):
            start, end = self.found.span(name)
            piece = pieces[name].translate(THAI_DIGITS) if _has_thai_digits(self.text) else pieces[name]
            text = text[:start] + piece + text[end:]
        return text

    def _month(self, day: date, *, padded: bool) -> str:
        written = self.found["month"]
        form = next((form for form in FORMS if written in form), None)
        return form[day.month - 1] if form else _number(day.month, padded=padded)

    def _year(self, day: date) -> str:
        year = int(self.found["year"])
        if len(self.found["year"]) == 4:
            return f"{day.year + ERA_GAP if year > LAST_CHRISTIAN_YEAR else day.year:04}"
        # Two digits: the era that puts the neighbour nearer to the new date.
        buddhist, christian = abs(2500 + year - ERA_GAP - day.year), abs(2000 + year - day.year)
        return f"{(day.year + ERA_GAP if buddhist <= christian else day.year) % 100:02}"


def written_date(text: str) -> WrittenDate | None:
    """Recognise a text date, in Thai or Arabic digits, with Thai, English or numeric months; None for other text."""
    for spelling in SPELLINGS:
        found = spelling.fullmatch(text)
        if found and 1 <= int(found["day"]) <= 31 and _is_month(found["month"]):
            return WrittenDate(text, found)
    return None


def as_text(day: date, neighbours: Sequence[WrittenDate]) -> str:
    """The date in the pattern of the nearest neighbour; the others may show whether numbers are padded."""
    shown = (one.is_padded for one in neighbours if one.is_padded is not None)
    return neighbours[0].write(day, padded=next(shown, False))


def serial(day: date, *, is_1904: bool) -> Decimal | None:
    """The date (with its time, if any) as the workbook's number; None when the date is before the system begins."""
    whole = date(day.year, day.month, day.day)
    days = Decimal((whole - EPOCH_1900).days - (DAYS_TO_1904 if is_1904 else 0))
    # Serials below 61 are a day off in Excel, which counts 29 February 1900.
    if days < (0 if is_1904 else FIRST_SERIAL):
        return None
    if isinstance(day, datetime):
        seconds = timedelta(hours=day.hour, minutes=day.minute, seconds=day.second) // timedelta(seconds=1)
        days += (Decimal(seconds) / 86400).quantize(Decimal("1e-10"))
    return days


def is_buddhist_serial(number: float, *, is_1904: bool) -> bool:
    """Tell whether a serial falls in a year that only makes sense as a Buddhist one."""
    if not 0 < number < LAST_SERIAL:
        return False
    return (EPOCH_1900 + timedelta(int(number) + (DAYS_TO_1904 if is_1904 else 0))).year > LAST_CHRISTIAN_YEAR


def _number(value: int, *, padded: bool) -> str:
    return f"{value:02}" if padded else str(value)


def _is_month(text: str) -> bool:
    return not text.isdecimal() or 1 <= int(text) <= 12


def _has_thai_digits(text: str) -> bool:
    return any("๐" <= letter <= "๙" for letter in text)

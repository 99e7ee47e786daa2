"""Tells rows that are no records: totals, signatures, sub-headings, notes, column numbers (contract section 2)."""

import re
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise
from typing import Final

from skj.files.tables import CellValue
from skj.language import N_
from skj.patterns import later
from skj.thai.digits import to_arabic
from skj.thai.text import clean_text, is_blank


class RowKind(Enum):
    """What a row is when it is not a record; the value is the word for people."""

    BLANK = N_("a blank row")
    TOTAL = N_("a total")
    SIGNATURE = N_("a signature")
    NOTE = N_("a note")
    SUB_HEADING = N_("a sub-heading")
    COLUMN_NUMBERS = N_("column numbers")
    UNITS = N_("units of the columns")
    HEADINGS_AGAIN = N_("repeated headings")
    NUMBERED_BLANK = N_("a numbered row still to be filled in")


_TOTAL_WORDS: Final = (
    r"^\W*(รวม|ยอดรวม|ผลรวม|รวมยอด|ยอด(ยกมา|ยกไป|คงเหลือ)|จำนวนรวม|คงเหลือ|เฉลี่ย|ค่าเฉลี่ย|(grand |sub-?)?total|sum|average)"
    r"(ทั้งสิ้น|ทั้งหมด|ทั้งปี|ย่อย|เป็นเงิน|เงิน|จำนวน|สุทธิ|หน้านี้|ทุก\w+|แห่ง|เขต|อาคาร|ครั้งที่|เดือน|ไตรมาส|ปี)?\s*"
    r"(ทั้งสิ้น|ทั้งหมด|เป็นเงิน|จำนวน)?"
)
_TOTAL: Final = later(_TOTAL_WORDS + r"(\W|\d|$)", re.IGNORECASE)
_ONLY_TOTAL: Final = later(_TOTAL_WORDS + r"\W*$", re.IGNORECASE)
# The total of a part named in one word with it: รวมเขตพระนคร, รวมเดือนมกราคม.
_PART_TOTAL: Final = later(r"^\W*(รวม|ยอดรวม|รวมยอด)\s*(เขต|สำนักงานเขต|อาคาร|เดือน|กลุ่ม|แห่ง|ตัวชี้วัด|ประจำ)\S")
_SIGNATURE: Final = later(
    r"^\W*(ลงชื่อ|ลงนาม|ผู้(จัดทำ|รายงาน|ตรวจสอบ|รับรอง|อนุมัติ|บันทึก|ควบคุม|เห็นชอบ|กรอก|ให้ข้อมูล)(ข้อมูล|รายงาน|เอกสาร)?([\s.…:_/()]|$)|ตำแหน่ง\s*[.…:_]|ตรวจ(แล้ว|สอบแล้ว)|ทราบ$|อนุมัติ$|เห็นชอบ$)"
)
_NAME_IN_BRACKETS: Final = later(r"^\(\s*([.…_\s]+|[^()]{4,})\s*\)$")
_DATE_LINE: Final = later(r"^\W*(วันที่|ณ วันที่|วัน/เดือน/ปี)\s*[.…_/\s]{3,}")
_SIGNING_DAY: Final = later(r"^\W*(ณ\s*)?วันที่\s*[\d๐-๙.…_]")
_UNIT: Final = later(
    r"^[(\[]\s*(ว\.?[/.]?ด\.?[/.]?ป\.?|วัน[/ ]*เดือน[/ ]*ปี|บาท|ห้อง|ราย|คน|คะแนน|ร้อยละ|ครั้ง|พ\.?ศ\.?|ปี|เดือน|วัน|%|หน่วย.{0,12})\s*[)\]]$"
)
_DOTS: Final = later(r"^[.…_\s-]{5,}$")
_NOTE: Final = later(r"^\W*(หมายเหตุ|ที่มา|แหล่งข้อมูล|ข้อมูล ณ|ข้อมูลณ|อ้างอิง|คำชี้แจง|คำอธิบาย|note|source|remark)", re.IGNORECASE)
_COLUMN_NUMBER: Final = later(r"^\(?(\d{1,2})\)?$")
_COUNT: Final = later(r"(\d[\d,]*)\s*(ห้อง|ราย|คน|เรื่อง|รายการ|ดวง|ชิ้น|ฉบับ|ครั้ง|แห่ง|ขั้นตอน|กระบวนงาน)")
FOOTER_CELLS: Final = 3
SUB_HEADING_CELLS: Final = 1
SPARSE_TOTAL: Final = 4
SHORT_NUMBERING: Final = 4


def filled(cells: Sequence[CellValue]) -> list[CellValue]:
    """The cells of a row that are not blank."""
    return [value for value in cells if value is not None and not (isinstance(value, str) and not value.strip())]


def marked_kind(cells: Sequence[CellValue]) -> RowKind | None:
    """The kind a row says itself to be by its words: a total, a signature or a note; None for all others."""
    texts = [clean_text(value) for value in cells if isinstance(value, str) and value.strip()]
    if not texts:
        return None
    if _TOTAL.match(texts[0]) or _PART_TOTAL.match(texts[0]) or says_total(cells):
        return RowKind.TOTAL
    if _SIGNATURE.match(texts[0]) or _DATE_LINE.match(texts[0]):
        return RowKind.SIGNATURE
    if _NOTE.match(texts[0]):
        return RowKind.NOTE
    return RowKind.SIGNATURE if all(_NAME_IN_BRACKETS.match(text) or _DOTS.match(text) for text in texts) else None


def is_units(cells: Sequence[CellValue]) -> bool:
    """Whether a row below the headings only says units in brackets: (ว/ด/ป), (บาท)."""
    present = filled(cells)
    return bool(present) and all(isinstance(value, str) and _UNIT.match(clean_text(value)) for value in present)


def is_signing_day(cells: Sequence[CellValue]) -> bool:
    """Whether a row holds the day of signing as signers write it: วันที่ 30 กันยายน 2567."""
    return any(isinstance(value, str) and _SIGNING_DAY.match(clean_text(value)) for value in cells)


def says_total(cells: Sequence[CellValue]) -> bool:
    """Whether a cell of a sparse row holds the word for a total and nothing else, wherever the column stands."""
    present = filled(cells)
    if len(present) > SPARSE_TOTAL:
        return False
    return any(isinstance(value, str) and _ONLY_TOTAL.match(clean_text(value)) for value in present)


def bare_kind(cells: Sequence[CellValue], *, in_footer: bool) -> RowKind | None:
    """The kind of a row that could not be read as a record and does not say what it is; None when it is a faulty record."""
    present = filled(cells)
    meaningful = [value for value in present if not (isinstance(value, str) and is_blank(clean_text(value)))]
    if not meaningful:
        return RowKind.BLANK
    if in_footer and len(present) <= FOOTER_CELLS:
        return RowKind.SIGNATURE
    if len(present) <= SUB_HEADING_CELLS:
        return (
            RowKind.SUB_HEADING
            if isinstance(present[0], str) and not _is_number(present[0])
            else RowKind.NUMBERED_BLANK
        )
    return None


def is_column_numbers(cells: Sequence[CellValue], columns: int) -> bool:
    """Whether a row numbers the columns: (1) (2) (3) …, as forms do below their headings, nearly all `columns` of them."""
    numbers = [_column_number(value) for value in filled(cells)]
    if len(numbers) < max(3, columns - 1) or numbers[0] not in {0, 1}:
        return False
    return all(after == before + 1 for before, after in pairwise(numbers)) and _is_bracketed_or_long(
        cells, len(numbers)
    )


def _is_bracketed_or_long(cells: Sequence[CellValue], count: int) -> bool:
    """A short row of plain numbers may as well be a record: an answer 3 of respondent 2 to indicator 1."""
    return count > SHORT_NUMBERING or any(isinstance(value, str) and "(" in value for value in cells)


def stated_count(cells: Sequence[CellValue]) -> int | None:
    """The number of rows a total states in words, as in "รวม 45 ห้อง"."""
    texts = (to_arabic(clean_text(value)) for value in cells if isinstance(value, str))
    found = next((match for text in texts if (match := _COUNT.search(text))), None)
    return int(found[1].replace(",", "")) if found else None


def _is_number(text: str) -> bool:
    return to_arabic(text).strip().rstrip(".").isdigit()


def _column_number(value: CellValue) -> int:
    """The number a cell stands for, or a number that breaks every sequence."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return int(value) if float(value).is_integer() else -9
    match = _COLUMN_NUMBER.match(to_arabic(clean_text(value))) if isinstance(value, str) else None
    return int(match[1]) if match else -9

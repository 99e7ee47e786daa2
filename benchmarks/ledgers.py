"""Makes the registers that are measured: invented people, real and typed dates, a filter and a list, as offices have them."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import xlsxwriter

Grant = tuple[Any, ...]

SHEET: Final = "ทะเบียน"
HEADER_ROW: Final = 4
HEADINGS: Final = (
    "ลำดับที่",
    "ปีที่ได้รับเครื่องราชอิสริยาภรณ์",
    "ชื่อ - สกุล",
    "ชั้นตราเครื่องราชอิสริยาภรณ์",
    "ลำดับที่ได้รับ",
    "วันที่รับ",
    "วันที่ส่งคืน",
    "สาเหตุส่งคืน",
    "ชื่อไฟล์ภาพ",
)
# The limits are raised for ledgers of half a million rows, which no office has.
SETTINGS: Final = """[office]
fiscal_year = 2567
plan = "2567"

[limits]
rows = 1_000_000
text_bytes = 1_000_000_000

[ledgers.insignia]
files = ["insignia.%s"]
"""
MONTHS: Final = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
GIVEN: Final = ("สมชาย", "สมหญิง", "ประเสริฐ", "วิไล", "อนันต์", "มาลี", "กิตติ", "สุดา", "พรชัย", "นภา")
SURNAMES: Final = ("ใจดี", "รักไทย", "มั่นคง", "สุขใจ", "ทองดี", "แก้วใส", "บุญมา", "ศรีสุข")
CLASSES: Final = ("ม.ป.ช.", "ม.ว.ม.", "ป.ช.", "ป.ม.")
TOP: Final = ("ม.ป.ช.", "ม.ว.ม.")  # above them there is no class to return them for
CAUSES: Final = ("ได้รับพระราชทานชั้นสูงขึ้น", "ถึงแก่กรรม")
DATE_FORMAT: Final = "[$-107041E]d mmm yyyy;@"


def make_workspace(folder: Path, rows: int, form: str = "xlsx", faults: int = 0) -> Path:
    """A workspace with one register of `rows` grants, `faults` of them with a day that is none; returns the ledger's file."""
    folder.mkdir(parents=True)
    (folder / "skj.toml").write_text(SETTINGS % form, encoding="utf-8")
    path = folder / f"insignia.{form}"
    every = rows // faults if faults else rows + 1
    grants = (_faulty(grant) if number % every == every - 1 else grant for number, grant in enumerate(_grants(rows)))
    if form == "csv":
        _write_csv(path, grants)
    else:
        _write_xlsx(path, rows, grants)
    return path


def _write_csv(path: Path, grants: Iterator[Grant]) -> None:
    """As an office saves it from its workbook: dates are texts there."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        lines = csv.writer(stream)
        lines.writerow(HEADINGS)
        lines.writerows([thai_day(value) if isinstance(value, date) else value for value in grant] for grant in grants)


def _write_xlsx(path: Path, rows: int, grants: Iterator[Grant]) -> None:
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet(SHEET)
    sheet.write_string(0, 0, "ทะเบียนเครื่องราชอิสริยาภรณ์")
    sheet.write_row(HEADER_ROW - 1, 0, HEADINGS)
    shown = book.add_format({"num_format": DATE_FORMAT})
    for at, grant in enumerate(grants, HEADER_ROW):
        for column, value in enumerate(grant):
            if isinstance(value, date):
                sheet.write_datetime(at, column, value, shown)
            elif value is not None:
                sheet.write(at, column, value)
    sheet.autofilter(HEADER_ROW - 1, 0, HEADER_ROW - 1 + rows, len(HEADINGS) - 1)
    sheet.data_validation(HEADER_ROW, 3, HEADER_ROW - 1 + rows, 3, {"validate": "list", "source": list(CLASSES)})
    book.close()


def name_of(number: int) -> str:
    """The person of a row; nearly all of them are different."""
    return f"นาย{GIVEN[number % 10]}{number // 97 % 1000} {SURNAMES[number % 8]}{number % 977}"


def _grants(rows: int) -> Iterator[Grant]:
    """Invented grants; six dates of receipt in ten are true dates, the others are typed in Thai."""
    for number in range(rows):
        year = 2563 + number % 4
        received = date(year - 543 + 1, 1, 1) + timedelta(days=number % 300)
        seen = received if number % 5 < 3 else thai_day(received)
        grade = CLASSES[number // 4 % 4]
        back = (received + timedelta(days=200), CAUSES[grade in TOP], f"img{number}.jpg")
        grant = (number + 1, year, name_of(number), grade, number + 1, seen)
        yield (*grant, *(back if number % 3 == 0 else (None, None, None)))


def thai_day(day: date) -> str:
    """A date as people type it."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year + 543}"


def _faulty(grant: Grant) -> Grant:
    return (*grant[:5], "31 ก.พ. 2567", *grant[6:])

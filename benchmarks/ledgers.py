"""Makes the registers that are measured: invented people, real and typed dates, a filter and a list, as offices have them."""

from datetime import date, timedelta
from pathlib import Path
from typing import Final

import xlsxwriter

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
SETTINGS: Final = '[office]\nfiscal_year = 2567\nplan = "2567"\n\n[ledgers.insignia]\nfiles = ["insignia.xlsx"]\n'
MONTHS: Final = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
GIVEN: Final = ("สมชาย", "สมหญิง", "ประเสริฐ", "วิไล", "อนันต์", "มาลี", "กิตติ", "สุดา", "พรชัย", "นภา")
SURNAMES: Final = ("ใจดี", "รักไทย", "มั่นคง", "สุขใจ", "ทองดี", "แก้วใส", "บุญมา", "ศรีสุข")
CLASSES: Final = ("ม.ป.ช.", "ม.ว.ม.", "ป.ช.", "ป.ม.")
DATE_FORMAT: Final = "[$-107041E]d mmm yyyy;@"


def make_workspace(folder: Path, rows: int) -> Path:
    """A workspace with one register of `rows` grants; returns the workbook."""
    folder.mkdir(parents=True)
    (folder / "skj.toml").write_text(SETTINGS, encoding="utf-8")
    path = folder / "insignia.xlsx"
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet(SHEET)
    sheet.write_string(0, 0, "ทะเบียนเครื่องราชอิสริยาภรณ์")
    sheet.write_row(HEADER_ROW - 1, 0, HEADINGS)
    shown = book.add_format({"num_format": DATE_FORMAT})
    for number in range(rows):
        _write_grant(sheet, shown, number)
    sheet.autofilter(HEADER_ROW - 1, 0, HEADER_ROW - 1 + rows, len(HEADINGS) - 1)
    sheet.data_validation(HEADER_ROW, 3, HEADER_ROW - 1 + rows, 3, {"validate": "list", "source": list(CLASSES)})
    book.close()
    return path


def name_of(number: int) -> str:
    """The person of a row; nearly all of them are different."""
    return f"นาย{GIVEN[number % 10]}{number // 97 % 1000} {SURNAMES[number % 8]}{number % 977}"


def _write_grant(sheet: xlsxwriter.worksheet.Worksheet, shown: xlsxwriter.format.Format, number: int) -> None:
    year, at = 2563 + number % 4, HEADER_ROW + number
    received = date(year - 543 + 1, 1, 1) + timedelta(days=number % 300)
    sheet.write_row(at, 0, (number + 1, year, name_of(number), CLASSES[number // 4 % 4], number + 1))
    if number % 5 < 3:  # six dates in ten are true dates
        sheet.write_datetime(at, 5, received, shown)
    else:
        sheet.write_string(at, 5, f"{received.day} {MONTHS[received.month - 1]} {received.year + 543}")
    if number % 3 == 0:
        sheet.write_datetime(at, 6, received + timedelta(days=200), shown)
        sheet.write_row(at, 7, ("ได้รับพระราชทานชั้นสูงขึ้น", f"img{number}.jpg"))

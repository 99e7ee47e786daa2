"""A small office whose ledgers hold every hostile text of the tests wherever a ledger takes a text; in workbooks, as offices do."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from xlsxwriter import Workbook

from tests.render.render_samples import PAYLOADS

# What no XML can hold; a workbook with it is not a workbook.
HELD: Final = tuple(text for text in PAYLOADS if not any("\ud800" <= letter <= "\udfff" for letter in text))
SETTINGS: Final = """[office]
fiscal_year = 2567
language = "th"
[ledgers.rooms]
files = ["ledgers/rooms.xlsx"]
[ledgers.cases]
files = ["ledgers/cases.xlsx"]
[ledgers.insignia]
files = ["ledgers/insignia.xlsx"]
expected = { 2566 = 100 }
[ledgers.evidence]
files = ["ledgers/evidence.xlsx"]
[ledgers.training_roll]
files = ["ledgers/roll.xlsx"]
[ledgers.training_sessions]
files = ["ledgers/sessions.xlsx"]
[ledgers.knowledge]
files = ["ledgers/knowledge.xlsx"]
"""
TABLES: Final[dict[str, tuple[str, Sequence[str]]]] = {
    "rooms": (
        "แห่ง,อาคาร,เขต,ห้อง,รายการชำรุด,วันที่ซ่อมเสร็จ,ภาพหลังซ่อม",
        ("{}", "{}", "พระนคร", "{n}", "ไฟฟ้า", "12 ก.พ. 2567", "{}"),
    ),
    "cases": (
        "เลขเรื่อง,ชื่อผู้ถูกกล่าวหา,ประเภทตำแหน่ง,ระดับ,ร้ายแรง,ทุจริต,วันที่ได้รับรายงาน,เหตุผลที่ขยายเวลา",
        ("{}{n}", "{}", "วิชาการ", "ชพ.", "ใช่", "ใช่", "10 ม.ค. 2567", "{}"),
    ),
    "insignia": (
        "ประจำปี,ชื่อ - สกุล,ชั้นตรา,ลำดับในประกาศ,วันที่รับ,หน่วยงาน",
        ("2566", "{}", "ป.ช.", "{n}", "1 ธ.ค. 2566", "{}"),
    ),
    "evidence": ("ตัวชี้วัดที่,รายการ,เลขที่หนังสือ,ชื่อเอกสาร,ลงวันที่,ไฟล์", ("5", "{}", "{}", "{}", "1 ธ.ค. 2566", "{}")),
    "roll": ("ครั้งที่,ชื่อ - สกุล,หน่วยงาน,คะแนนก่อนอบรม,คะแนนหลังอบรม,คะแนนเต็ม", ("1", "{}", "{}", "5", "8", "10")),
    "sessions": ("ครั้งที่,วันที่จัด,หน่วยงาน,หัวข้อ", ("{n}", "12 ก.พ. 2567", "{}", "{}")),
    "knowledge": ("กระบวนงาน,เรื่อง,ประเภท,วันที่เผยแพร่,ที่อยู่เว็บ", ("{}", "{}", "{}", "12 ก.พ. 2567", "{}")),
}


def write_hostile_office(folder: Path, texts: Sequence[str] = HELD) -> Path:
    """Write the office into `folder`, a row for each text in each ledger."""
    (folder / "ledgers").mkdir(parents=True)
    (folder / "skj.toml").write_text(SETTINGS, encoding="utf-8")
    for name, (headings, row) in TABLES.items():
        with Workbook(
            folder / "ledgers" / f"{name}.xlsx", {"strings_to_formulas": False, "strings_to_urls": False}
        ) as book:
            page = book.add_worksheet("ทะเบียน")
            for column, heading in enumerate(headings.split(",")):
                page.write_string(0, column, heading)
            for number, text in enumerate(texts, 1):
                for column, shape in enumerate(row):
                    page.write_string(number, column, shape.replace("{n}", str(number)).replace("{}", text))
    return folder

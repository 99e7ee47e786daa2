"""A very small office on disk, for tests that run whole commands: CSV ledgers of a few rows, quick to read."""

from pathlib import Path

CANARY = "ลับสุดยอดเหลือเกิน"
ROOMS = """แห่ง,อาคาร,เขต,ห้อง,รายการชำรุด,วันที่เริ่มซ่อม,วันที่ซ่อมเสร็จ,หมายเหตุ
คลองใส,1,พระนคร,101,ไฟฟ้า,1 ก.พ. 2567,12 ก.พ. 2567,
คลองใส,1,พระนคร,102,สุขาภิบาล,1 ก.พ. 2567,31 มี.ค. 2567,
คลองใส,1,พระนคร,103,ไฟฟ้า,1 ก.พ. 2567,1 เม.ย. 2567,
คลองใส,1,เมืองใหม่,104,ไฟฟ้า,1 ก.พ. 2567,12 ก.พ. 2567,
"""
# One case open for long, one presented on its 79th day, one faulty row that names the accused in every cell it can.
CASES = f"""เลขเรื่อง,ชื่อผู้ถูกกล่าวหา,ประเภทตำแหน่ง,ระดับ,ร้ายแรง,ทุจริต,วันที่ได้รับรายงาน,วันที่เสนอ อ.ก.ก.,เหตุผลที่ขยายเวลา
กท 1/2567,นาย{CANARY} มากมาย,วิชาการ,ชพ.,ใช่,ใช่,10 ม.ค. 2567,,{CANARY} ลาป่วย
กท 2/2567,นาง{CANARY} มากมี,บริหาร,สูง,ใช่,ใช่,10 ม.ค. 2567,29 มี.ค. 2567,
กท 3/2567,นาย{CANARY} มากมาย,วิชาการ,ชพ.,{CANARY},ใช่,31 ก.พ. 2567,,{CANARY} ลาป่วย
กท 2/2567,นาง{CANARY} มากมี,บริหาร,สูง,ใช่,ใช่,10 ม.ค. 2567,29 มี.ค. 2567,
นาย{CANARY} มากมาย,,,,,,,,
"""
INSIGNIA = """ประจำปี,ชื่อ - สกุล,ชั้นตรา,ลำดับในประกาศ,วันที่รับ
2563,นายสมชาย ใจดี,ป.ช.,1,1 ธ.ค. 2563
2564,นางสาวสมใจ มั่นคง,ป.ม.,1,1 ธ.ค. 2564
"""
EVIDENCE = """ตัวชี้วัดที่,รายการ,ลงวันที่
4,plan_submitted,1 ธ.ค. 2566
1,plan_approved,1 ธ.ค. 2566
"""
SETTINGS = """[office]
fiscal_year = 2567
language = "{language}"
[ledgers.rooms]
files = ["ledgers/rooms*.csv"]
[ledgers.cases]
files = ["ledgers/cases.csv"]
[ledgers.insignia]
files = ["ledgers/insignia.csv"]
expected = {{ 2563 = 1, 2564 = 1 }}
[ledgers.evidence]
files = ["ledgers/evidence.csv"]
"""


def write_office(folder: Path, language: str = "en") -> Path:
    """Write the office into `folder`."""
    (folder / "ledgers").mkdir(parents=True)
    for name, text in {"rooms": ROOMS, "cases": CASES, "insignia": INSIGNIA, "evidence": EVIDENCE}.items():
        (folder / "ledgers" / f"{name}.csv").write_text(text, encoding="utf-8")
    (folder / "skj.toml").write_text(SETTINGS.format(language=language), encoding="utf-8")
    return folder

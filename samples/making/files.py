"""The files of the sample office: which ledger stands in which file, sheet and layout."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from making.books import Cell, Sheet, write_book
from making.layout import CLASSES, SATISFIED, Heading, Layout, Pen, Row, Value, lay_out
from making.office import Truth
from making.thai import TYPED_BE

TEXT_DATES = (
    "short",
    "short2",
    "long",
    "long_thai",
    "short_thai",
    "era",
    "slash",
    "slash2",
    "dash2",
    "dot2",
    "dash_month",
    "no_dots",
    "one_dot",
)
CSV_DATES = (*TEXT_DATES[:9], "slash_thai", "iso_be", "iso")
MIXED_DATES = (*TEXT_DATES, *("true",) * 12, *("typed_be",) * 2, "serial")
WORDS: Mapping[str, Mapping[Value, Sequence[str]]] = {
    "insignia_class": CLASSES,
    "overall": SATISFIED,
    "corrupt_conduct": {True: ("พบ",), False: ("ไม่พบ",)},
}

# Indicator 1 writes the Thai labels of the plan, the others its keys: both are met in an office (contract section 2).
LABELS: Mapping[tuple[Value, Value], str] = {
    (1, "plan_approved"): "แผนงานที่ปลัดกรุงเทพมหานครเห็นชอบ",
    (1, "working_group_order"): "คำสั่งแต่งตั้งคณะทำงาน",
    (1, "working_group_minutes"): "รายงานการประชุมคณะทำงาน",
    (1, "district_letter"): "หนังสือสอบถามสำนักงานเขตทั้ง 50 เขต",
    (1, "needs_summary"): "ตารางสรุปข้อปัญหาและสิ่งที่ต้องการพัฒนา",
    (1, "coach_order"): "คำสั่งแต่งตั้ง Coaching & Mentor",
    (1, "session_timetable"): "ตารางการพูดคุยเชิงลึกตามหัวข้อ",
    (1, "final_report"): "รายงานสรุปผลเสนอปลัดกรุงเทพมหานคร",
}
WRONG_TOTAL = 999_000


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row that must be set aside: where it stands, the cell that is wrong and why."""

    ledger: str
    file: str
    sheet: str
    row: int
    cell: str
    reason: str


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of a file: the rows of one ledger in a layout."""

    file: str
    ledger: str
    layout: Layout
    rows: Sequence[Row]
    dates: Sequence[str] = MIXED_DATES
    numbers: Sequence[str] = ("number",)
    blanks: Sequence[str | None] = (None,)
    prefixes: Sequence[str] = ("",)
    encoding: str = "utf-8-sig"


@dataclass(slots=True)
class Written:
    """What was written: the sheets by file and the rows to be set aside."""

    sheets: dict[str, list[Sheet]] = field(default_factory=dict)
    encodings: dict[str, str] = field(default_factory=dict)
    set_aside: list[SetAside] = field(default_factory=list)


def headings(*pairs: str) -> tuple[Heading, ...]:
    """Headings from texts such as `received_on=วันที่|รับ` (the part before `|` stands on the line above)."""
    return tuple(_heading(pair) for pair in pairs)


def _heading(pair: str) -> Heading:
    name, _, text = pair.partition("=")
    over, bar, below = text.partition("|")
    return Heading(name, below if bar else text, over if bar else "")


def signed(name: str, post: str) -> tuple[str, ...]:
    """A signature block."""
    return ("ลงชื่อ ................................................ ผู้รายงาน", f"({name})", f"ตำแหน่ง {post}")


def pages(truth: Truth) -> list[Page]:
    """Every page of the office's files."""
    makers: tuple[Callable[[Truth], list[Page]], ...] = (
        _insignia,
        _rooms,
        _cases,
        _training,
        _coaching,
        _knowledge,
        _surveys,
        _evidence,
        _steps,
        _budget,
    )
    return [page for maker in makers for page in maker(truth)]


def write_files(folder: Path, truth: Truth, rng: random.Random, *, clean: bool = False) -> list[SetAside]:
    """Write all files under `folder`; returns the rows that must be set aside, with their cells.

    `clean`: no date is typed with a Buddhist year as if it were C.E.
    """
    written = Written()
    for page in pages(truth):
        dates = tuple(style for style in page.dates if not clean or style != TYPED_BE)
        _add_page(written, replace(page, dates=dates), rng)
    for name, sheets in written.sheets.items():
        path = folder / "ledgers" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_book(path, sheets, written.encodings[name])
    return written.set_aside


def _add_page(written: Written, page: Page, rng: random.Random) -> None:
    pen = Pen(rng, page.dates, page.numbers, page.blanks, WORDS, page.prefixes, page.encoding)
    sheet, places = lay_out(page.layout, page.rows, pen)
    written.sheets.setdefault(page.file, _covers(page.file)).append(sheet)
    written.encodings[page.file] = page.encoding
    for row, place in zip(page.rows, places, strict=True):
        if row.fault:
            cell = f"{chr(64 + page.layout.column(row.at))}{place}"
            name = "" if page.file.endswith(".csv") else page.layout.sheet
            written.set_aside.append(SetAside(page.ledger, f"ledgers/{page.file}", name, place, cell, row.fault))


def _covers(file: str) -> list[Sheet]:
    """The register of rooms opens with a cover that is no ledger."""
    if file != "rooms.xlsx":
        return []
    cover = Sheet("ปก")
    cover.put(3, 2, Cell("ทะเบียนห้องพักอาศัยที่ชำรุด ประจำปีงบประมาณ พ.ศ. 2567", is_bold=True))
    cover.put(5, 2, Cell("กลุ่มงานสวัสดิการ สำนักงานการเจ้าหน้าที่ สำนักปลัดกรุงเทพมหานคร"))
    return [cover]


def _of(rows: Sequence[Row], name: str, wanted: set[object]) -> list[Row]:
    return [row for row in rows if row[name] in wanted]


def _insignia(truth: Truth) -> list[Page]:
    """Two files by year: one with split names and headings in two lines, one with a sheet for each year."""
    rows = truth["insignia"]
    early = headings(
        "seq=ที่", "year=ปีที่ได้รับ", "name:title=คำนำหน้า", "name:given=ชื่อ", "name:surname=นามสกุล", "insignia_class=ชั้นตรา",
        "list_no=ลำดับในประกาศ", "received_on=วันที่|รับ", "returned_on=วันที่|ส่งคืน", "return_cause=สาเหตุการส่งคืน", "image_file=ไฟล์ภาพ",
        "agency=สังกัด", "=หมายเหตุ",
    )  # fmt: skip
    late = headings(
        "seq=ลำดับที่", "year=ปีที่ได้รับ\nเครื่องราชอิสริยาภรณ์", "name=ชื่อ - สกุล", "position=ตำแหน่ง", "agency=หน่วยงาน",
        "insignia_class=ชั้นตรา\nเครื่องราชอิสริยาภรณ์", "list_no=ลำดับที่ได้รับ", "received_on=วันที่ได้รับ", "returned_on=วันส่งคืน",
        "return_cause=สาเหตุส่งคืน", "image_file=ชื่อไฟล์ภาพ",
    )  # fmt: skip
    titles = ("ทะเบียนรับและส่งคืนเครื่องราชอิสริยาภรณ์ชั้นสายสะพาย", "ส่วนข้อมูลบุคคล สำนักงานการเจ้าหน้าที่")
    by_hand = Layout(
        "ทะเบียน 2563-2564", early, titles, merges_title=True, section=lambda row: f"ประจำปี {row['year']}", top=1, left=1
    )
    found = [
        Page("insignia_2563-2564.xlsx", "insignia", by_hand, _of(rows, "year", {2563, 2564}), blanks=(None, None, "-"))
    ]
    for year in (2565, 2566):
        own = _of(rows, "year", {year})
        layout = Layout(
            f"ปี {year}", late, (*titles, f"ประจำปี พ.ศ. {year}"), top=2, left=2, blank_every=17, is_numbered=year == 2566,
            total={"name": f"{len(own)} ราย"}, signature=signed("นางสาวกนกวรรณ ทองวิเศษ", "นักทรัพยากรบุคคลชำนาญการ"),
        )  # fmt: skip
        found.append(
            Page(
                "insignia_2565-2566.xlsx",
                "insignia",
                layout,
                own,
                numbers=("number", "number", "text", "thai"),
                blanks=(None, "-", "–"),
            )
        )
    return found


def _rooms(truth: Truth) -> list[Page]:
    """One workbook, a sheet for each group of sites, sub-headings by building and a total that disagrees."""
    rows = truth["rooms"]
    columns = headings(
        "site=อาคารสงเคราะห์", "building=อาคาร", "district=สำนักงานเขต", "room=เลขที่ห้อง", "damage=รายการชำรุด", "damaged_on=วันที่|พบชำรุด",
        "started_on=วันที่|เริ่มซ่อม", "repaired_on=วันที่|ซ่อมแล้วเสร็จ", "ready_on=วันที่|พร้อมเข้าพัก", "cost=ค่าใช้จ่าย (บาท)",
        "allocated_to=ผู้ได้รับสิทธิ", "moved_in_on=วันที่|เข้าพัก", "photo_before=ภาพก่อนซ่อม", "photo_after=ภาพหลังซ่อม", "=หมายเหตุ",
    )  # fmt: skip
    groups = {
        "พระนคร": {"ดุสิต", "ดินแดง", "ห้วยขวาง"},
        "ตะวันออก": {"บึงกุ่ม"},
        "ฝั่งธนบุรี": {"ทุ่งครุ", "ตลิ่งชัน", "จอมทอง"},
        "บางแค": {"บางแค"},
    }
    found = []
    for number, (name, districts) in enumerate(groups.items()):
        sites = {row["site"] for row in rows if row["district"] in districts}
        own = [row for row in rows if row["site"] in sites]
        layout = Layout(
            f"กลุ่ม{name}", columns, (f"บัญชีห้องพักอาศัยที่ชำรุด กลุ่ม{name}",), top=1 + number % 2, left=1 + number % 2, merges_title=True,
            section=lambda row: f"{row['site']} {row['building']}", total={"cost": _total(own, number, truth)},
            signature=signed("นายเดชา พูนสวัสดิ์", "นายช่างโยธาอาวุโส") if number == 3 else (),
        )  # fmt: skip
        found.append(Page("rooms.xlsx", "rooms", layout, own, prefixes=("", "", "เขต", "สำนักงานเขต")))
    return found


def _total(rows: Sequence[Row], number: int, truth: Truth) -> int:
    """The total under a sheet of rooms; the clerk of the second one is wrong in an office where rows are wrong at all."""
    return WRONG_TOTAL if number == 1 and any(row.fault for row in truth["rooms"]) else _cost(rows)


def _cost(rows: Sequence[Row]) -> int:
    return sum(int(str(row["cost"])) for row in rows if row["cost"] is not None)


def _cases(truth: Truth) -> list[Page]:
    columns = headings(
        "=ลำดับ", "case_no=เลขที่เรื่อง", "accused=ผู้ถูกกล่าวหา", "position_type=ประเภทตำแหน่ง", "position_level=ระดับตำแหน่ง",
        "serious=วินัยอย่างร้ายแรง", "corruption=กรณีทุจริต", "report_received_on=วันที่ผู้มีอำนาจได้รับรายงานการสอบสวน",
        "ordered_on=วันที่ผู้มีอำนาจสั่งการ", "division_received_on=วันที่กองวินัยฯ รับเรื่อง", "agenda_ordered_on=วันที่สั่งนำเข้า",
        "presented_on=วันที่นำเสนอ\nอ.ก.ก.", "extended_until=ขยายเวลาถึง", "extension_reason=เหตุผลที่ขยายเวลา",
    )  # fmt: skip
    layout = Layout("สมุดคุมเรื่อง", columns, ("ลับ", "สมุดคุมเรื่องวินัยอย่างร้ายแรง กรณีทุจริต"), top=2, blank_every=12)
    return [Page("cases.xlsx", "cases", layout, truth["cases"], blanks=(None, None, "-"))]


def _training(truth: Truth) -> list[Page]:
    sessions = Layout(
        "แผนการอบรม",
        headings("session=ครั้งที่", "held_on=วันที่อบรม", "agencies=หน่วยงาน", "topic=หัวข้อ", "=สถานที่"),
        ("ตารางการอบรม ปี 2567",),
    )
    columns = headings("=ลำดับ", "session=ครั้งที่", "name=ชื่อ - สกุล", "agency=สังกัด", "person_type=ประเภทบุคลากร", "pre_test=คะแนน|ก่อนอบรม", "post_test=คะแนน|หลังอบรม", "full_marks=คะแนน|เต็ม")  # fmt: skip
    roll = Layout(
        "ทะเบียนผู้เข้าอบรม",
        columns,
        ("ทะเบียนผู้เข้ารับการอบรมและผลการทดสอบ",),
        left=2,
        section=lambda row: f"อบรมครั้งที่ {row['session']}",
    )
    asked = headings(
        "name=ชื่อ-สกุล",
        "agency=หน่วยงาน",
        "asked_on=วันที่สอบถาม",
        "answered_on=วันที่ตอบ",
        "corrupt_conduct=พบการกระทำทุจริต",
        "=หมายเหตุ",
    )
    followup = Layout("ติดตามผล", asked, ("ติดตามผลผู้ผ่านการอบรม ปี 2566 จำนวน 420 คน",))
    return [
        Page("training_sessions.xls", "training_sessions", sessions, truth["training_sessions"], (*TEXT_DATES, "true", "true")),
        Page("training_roll.xlsx", "training_roll", roll, truth["training_roll"], numbers=("number", "number", "text", "thai"), blanks=(None, "-")),
        Page("training_followup.csv", "training_followup", followup, truth["training_followup"], CSV_DATES, ("text",), (None, None, "-")),
    ]  # fmt: skip


def _coaching(truth: Truth) -> list[Page]:
    columns = headings(
        "session=ครั้งที่", "held_on=วันที่พูดคุย", "topic=หัวข้อ", "mentor=ผู้สอนงาน", "mentee=ผู้ปฏิบัติงาน", "district=เขต",
        "appointed_on=วันที่บรรจุ", "knowledge_before=ความรู้|ก่อน", "knowledge_after=ความรู้|หลัง",
    )  # fmt: skip
    layout = Layout(
        "บันทึกการพูดคุย", columns, ("บันทึกการพูดคุยเชิงลึก HR 1:1 Coaching & Mentor", "ปีงบประมาณ ๒๕๖๗"), blank_every=8,
        signature=signed("นายวรวิทย์ ศรีมงคล", "หัวหน้าส่วนบรรจุและแต่งตั้ง"),
    )  # fmt: skip
    return [
        Page(
            "coaching.xlsx",
            "coaching",
            layout,
            truth["coaching"],
            numbers=("number", "text", "thai"),
            prefixes=("", "สำนักงานเขต", "สนข."),
        )
    ]


def _knowledge(truth: Truth) -> list[Page]:
    layout = Layout(
        "",
        headings("process=กระบวนงาน", "title=ชื่อเรื่อง", "kind=ประเภท", "published_on=วันที่เผยแพร่", "url=ที่อยู่เว็บ", "=ผู้จัดทำ"),
    )
    return [Page("knowledge.csv", "knowledge", layout, truth["knowledge"], CSV_DATES, encoding="cp874")]


def _surveys(truth: Truth) -> list[Page]:
    """Indicators 1-3 from an on-line form (CSV), indicator 5 typed in from paper (ODS)."""
    rows = truth["surveys"]
    form = Layout(
        "",
        headings(
            "=ประทับเวลา",
            "indicator=ตัวชี้วัดที่",
            "respondent=รหัสผู้ตอบ",
            "group=กลุ่มผู้ตอบ",
            "answered_on=วันที่ตอบ",
            "overall=ความพึงพอใจโดยรวม",
        ),
    )
    columns = headings(
        "respondent=ผู้ตอบ", "indicator=ตัวชี้วัดที่", "group=กลุ่มผู้ตอบ", "answered_on=วันที่ตอบ", "overall=ความพึงพอใจ", "=ข้อเสนอแนะ"
    )
    paper = Layout("แบบสำรวจ", columns, ("ผลสำรวจความพึงพอใจในการเข้าพักอาศัย",), top=2, left=2)
    return [
        Page("surveys_online.csv", "surveys", form, _of(rows, "indicator", {1, 2, 3}), CSV_DATES, ("text",)),
        Page(
            "surveys_housing.ods",
            "surveys",
            paper,
            _of(rows, "indicator", {5}),
            (*TEXT_DATES, "true", "true"),
            ("number", "thai"),
        ),
    ]


def _evidence(truth: Truth) -> list[Page]:
    columns = headings(
        "indicator=ตัวชี้วัดที่",
        "item=รายการ",
        "document_no=เลขที่หนังสือ",
        "title=ชื่อเอกสาร",
        "dated_on=ลงวันที่",
        "signed_by=ผู้ลงนาม",
        "file=ไฟล์",
    )
    rows = [
        replace(row, values={**row.values, "item": LABELS.get((row["indicator"], row["item"]), row["item"])})
        for row in truth["evidence"]
    ]
    layout = Layout(
        "เอกสารอ้างอิง",
        columns,
        ("ทะเบียนเอกสารหลักฐานประกอบตัวชี้วัด",),
        section=lambda row: f"หลักฐานประกอบตัวชี้วัด {row['indicator']}",
    )
    return [Page("evidence.xlsx", "evidence", layout, rows, blanks=(None, "-"))]


def _steps(truth: Truth) -> list[Page]:
    columns = headings(
        "indicator=ตัวชี้วัดที่", "step=ขั้นตอนที่", "text=ขั้นตอนการปฏิบัติงาน", "weight=เนื้องาน (ร้อยละ)", "starts=เริ่ม",
        "ends=สิ้นสุด", "done_on=วันที่แล้วเสร็จ", "=ผู้รับผิดชอบ",
    )  # fmt: skip
    layout = Layout(
        "แผนปฏิบัติการ", columns, ("แผนปฏิบัติการตามตัวชี้วัด ปีงบประมาณ พ.ศ. 2567",), merges_title=True, blank_every=9
    )
    return [Page("steps.xlsx", "steps", layout, truth["steps"], blanks=(None, "-"))]


def _budget(truth: Truth) -> list[Page]:
    layout = Layout(
        "เบิกจ่าย", headings("=ที่", "project=โครงการ", "budget=งบประมาณ", "paid_on=วันที่เบิกจ่าย", "amount=จำนวนเงิน"), ("รายงานการเบิกจ่ายงบประมาณ", "ปีงบประมาณ 2567"),
        section=lambda row: str(row["project"]), total={"amount": sum(int(str(row["amount"])) for row in truth["budget"] if row["amount"] is not None)},
        total_label="รวมทั้งสิ้น", signature=signed("นางนงลักษณ์ ไชยเกษม", "เจ้าพนักงานการเงินและบัญชี"),
    )  # fmt: skip
    return [
        Page(
            "budget.xls", "budget", layout, truth["budget"], (*TEXT_DATES, "true", "true"), ("number", "number", "text")
        )
    ]

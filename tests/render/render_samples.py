"""Reports and hostile texts for the tests of `skj.render`; every person is invented."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from fractions import Fraction

from skj import language
from skj.language import Language, use_language
from skj.reports.model import Facts, Field, Grid, Kind, Line, Note, Report, Section

FORMULAS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.org","ดู")',
    '=WEBSERVICE("http://example.org/")',
    "=IMPORTXML(A1)",
    '=DDE("cmd";"/C calc";"x")',
    "+1+1",
    "+cmd|' /C calc'!A0",
    "-1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "@A1",
    "＝1+1",
    "＋1",
    "－1+1",
    "＠SUM(1)",
    " =1+1",
    "   +1",
    "\u00a0=1+1",
    "\u3000=1+1",
    "\u200b=1+1",
    "\u200b\u200c =1+1",
    "\ufeff=1+1",
    "\u2060@A1",
    "\u00ad=1+1",
    "\u202e=1+1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\0=1+1",
    "\x1f=1+1",
    "'=1+1",
    "''=1+1",
    "' =1+1",
    '"=1+1',
    "=1+1\n=2+2",
    "{=1+1}",
]
MARKUP = [
    "[/foo]",
    "[/]",
    "[red]x[/red]",
    "[bold]นาย",
    "[link=http://example.org]x[/link]",
    "[@click=app.quit]x",
    "\\[red]",
    ":skull:",
    "| a | b |",
    "\\| a",
    "`code`",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](http://example.org/x.png)",
    "http://example.org",
    "www.example.org",
    "# ไม่ใช่หัวข้อ",
    "1. ไม่ใช่รายการ",
    "- ไม่ใช่รายการ",
    "&lt;b&gt;",
    "{0} {name} %s %n",
    "_x0041_",
]
CONTROLS = [
    "\x1b[31mแดง\x1b[0m",
    "\x1b[2J\x1b[H",
    "\x1b]0;ชื่อหน้าต่าง\x07",
    "\x1b]8;;http://example.org\x1b\\x\x1b]8;;\x1b\\",
    "\x1b]52;c;aGk=\x07",
    "\x1bP+q544e\x1b\\",
    "\x9b31mแดง",
    "\x9d0;x\x9c",
    "\x90x\x9c",
    "a\x08\x08\x08b",
    "a\rb",
    "a\nb",
    "a\r\nb",
    "a\vb\fc",
    "a\x85b\u2028c\u2029d",
    "\x07\x00\x7f",
    "abc\u202edef",
    "\u2066x\u2069",
    "\u200e\u200f\u061c",
    "\ud800",
    "x\udfffy",
    "\ufffe\uffff",
    "\U000e0041\U000e007f",
    "\ufff9x\ufffay\ufffb",
    "่้ํา",
    "e\u0301\u0301\u0301",
    "👩‍👩‍👧‍👦👍🏽",
    "ก" * 400,
    "漢字" * 60,
    "\t",
]
PAYLOADS = [*FORMULAS, *MARKUP, *CONTROLS]


class Terminal(io.StringIO):
    """A stream that says a person looks at it."""

    def isatty(self) -> bool:
        """Yes."""
        return True


@contextmanager
def speaking(tongue: Language) -> Iterator[None]:
    """The block in one language; the one in use comes back."""
    before = language.current_language()
    use_language(tongue)
    try:
        yield
    finally:
        use_language(before)


def hostile_report(text: str) -> Report:
    """A report that holds `text` wherever a report can hold text from a file."""
    fields = (
        Field("a", text),
        Field("name", text, Kind.NAME),
        Field("n", text, Kind.COUNT),
        Field("d", text, Kind.DATE),
    )
    grid = Grid(fields, (Line((text, text, text, text)), Line((None, "นายทดสอบ", 3, date(2024, 2, 12)))), text)
    facts = Facts(((text, text, Kind.TEXT), (text, text, Kind.SHARE), (text, text, Kind.MARK)), text)
    blocks = (facts, grid, Note(text, "warn"), Grid(fields, (), text, text))
    data = {"key": text, text: [text, {"name": text}]}
    return Report(text, text, (Section(text, blocks), Section(text, (Note(text),))), grid, data, (Note(text, "quiet"),))


def thai_report() -> Report:
    """Every kind of value, long Thai text and all tones."""
    fields = (
        Field("building", "อาคาร"),
        Field("unit", "หน่วยงานรับผิดชอบ"),
        Field("contact", "ผู้ประสานงาน", Kind.NAME),
        Field("repaired", "ซ่อมแล้ว (ห้อง)", Kind.COUNT),
        Field("percent", "ร้อยละ", Kind.SHARE),
        Field("bar", "", Kind.BAR),
        Field("last", "ซ่อมเสร็จล่าสุด", Kind.DATE),
        Field("met", "ผ่าน", Kind.MARK),
    )
    long_name = "อาคารที่พักเจ้าหน้าที่ดับเพลิงและกู้ภัย (ด้านข้างโรงเรียนคลองจั่นวิทยา)"
    day = date(2024, 2, 12)
    lines = (
        Line(
            (
                "แฟลตดินแดง อาคาร 5",
                "สำนักงานเขตดินแดง",
                "นางสาวสมหญิง ใจงาม",
                1042,
                Fraction(7, 8),
                Fraction(7, 8),
                day,
                True,
            ),
            "good",
        ),
        Line(
            (
                long_name,
                "สำนักป้องกันและบรรเทาสาธารณภัย",
                "พ.ต.ท. เกษม ศรีสุข",
                3,
                Fraction(2, 3),
                Fraction(2, 3),
                None,
                False,
            ),
            "bad",
        ),
        Line(("น้ำใจ", "สำนักงานเขตบางบอน", None, 0, Fraction(0), Fraction(0), None, None), "warn"),
    )
    grid = Grid(fields, lines, "รายอาคาร")
    facts = Facts(
        (
            ("เป้าหมาย", 1138, Kind.COUNT),
            ("คิดเป็น", Fraction(8999, 10_000), Kind.SHARE),
            ("งบประมาณที่ได้รับจัดสรรตามแผนปฏิบัติราชการประจำปี", Decimal("1234567.5"), Kind.MONEY),
            ("คะแนน", Fraction(5, 2), Kind.POINTS),
        ),
    )
    note = Note(
        "ต้องซ่อมเพิ่มอีก 18 ห้องภายใน 30 ก.ย. 2567 จึงจะถึงระดับ 4 ซึ่งเร็วกว่าอัตราปัจจุบันเดือนละ 2.4 ห้อง ควรเร่งรัดผู้รับจ้าง", "warn"
    )
    sections = (Section("ภาพรวม", (facts, note)), Section("รายละเอียด", (grid, Grid(fields, (), empty="ไม่มีรายการค้าง"))))
    data = {
        "as_of": day,
        "share": Fraction(2, 3),
        "by_building": [{"building": "น้ำใจ", "contact": "นางสาวสมหญิง ใจงาม"}],
    }
    return Report(
        "ความก้าวหน้าการซ่อมแซมห้องพัก", "ข้อมูล ณ 31 มี.ค. 2567", sections, grid, data, (Note("ที่มา: rooms.xlsx", "quiet"),)
    )

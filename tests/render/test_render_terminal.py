"""Reports and findings on a terminal: widths, colours, masks, folding."""

import io
import re

import pytest
from rich.cells import cell_len

from skj.diagnostics import Diagnostic, Findings, Place, Rule, Severity
from skj.render.terminal import can_draw, print_findings, print_report
from skj.reports.model import Field, Grid, Kind, Line, Report, Section
from tests.render.render_samples import speaking, thai_report

SGR = re.compile(r"\x1b\[[0-9;]*m")
WRONG_ORDER = Rule(
    "SKJ899", "dates-run-backwards", Severity.ERROR, "The return ({value}) is before the receipt.", "Check row {row}."
)
HIDDEN = Rule("SKJ898", "sheet-is-hidden", Severity.WARNING, "The sheet is hidden.", "Show the sheet.")


def drawn(report: Report, width: int = 80, *, colour: bool = False, names: bool = False) -> str:
    stream = io.StringIO()
    print_report(report, stream, colour=colour, width=width, names=names)
    return stream.getvalue()


def told(findings: Findings, **options: object) -> str:
    stream = io.StringIO()
    print_findings(findings, stream, **options)  # type: ignore[arg-type]  # the options of print_findings, passed on
    return stream.getvalue()


def many_findings() -> Findings:
    findings = Findings()
    for row in range(18, 30):
        findings.add(
            WRONG_ORDER, Place("a.xlsx", "ทะเบียน", row, "G", "วันที่ส่งคืน"), value="1 ก.พ. 2564", key="ทดสอบ", personal=True
        )
    findings.add(HIDDEN, Place("b.xlsx", "ชั่วคราว"))
    return findings


@pytest.mark.parametrize("width", [20, 30, 40, 60, 80, 100, 160])
@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("tongue", ["th", "en"])
def test_no_line_is_wider_than_the_page(width: int, tongue: str, *, colour: bool) -> None:
    with speaking("th" if tongue == "th" else "en"):
        lines = SGR.sub("", drawn(thai_report(), width, colour=colour)).splitlines()
    assert max(map(cell_len, lines)) <= width
    assert len(lines) > 15


def test_colour_adds_nothing_but_colour() -> None:
    coloured = drawn(thai_report(), colour=True)
    assert SGR.search(coloured)
    assert SGR.sub("", coloured) == drawn(thai_report())
    assert "\x1b" not in drawn(thai_report())


@pytest.mark.parametrize("width", [80, 24])
def test_a_line_that_begins_with_a_mark_is_marked_once(width: int) -> None:
    fields = (Field("well", "Well", Kind.MARK), Field("what", "Looked at"))
    lines = (
        Line((False, "the ledger of rooms"), "bad"),
        Line((True, "the plan of the year"), "good"),
        Line((None, "the shared folder"), "warn"),
    )
    grid = Grid(fields, lines)
    text = drawn(Report("Ready?", "", (Section("", (grid,)),), grid, {}), width)
    assert [text.count(sign) for sign in "✗✓!"] == [1, 1, 1]


def test_tones_have_marks() -> None:
    marks = {line[0] for line in drawn(thai_report(), 200).splitlines() if line}
    assert {"✓", "✗", "!"} <= marks


def test_columns_stand_below_each_other() -> None:
    fields = (Field("a", "อาคาร"), Field("n", "ห้อง", Kind.COUNT), Field("d", "ผ่าน", Kind.MARK))
    grid = Grid(fields, (Line(("น้ำใจ", 5, True)), Line(("กี่", 1234, False))))
    text = drawn(Report("รายงาน", "", (Section("", (grid,)),), grid, {}))
    rows = [line for line in text.splitlines() if "✓" in line or "✗" in line]
    assert rows == ["  น้ำใจ       5  ✓", "  กี่      1,234  ✗"]
    assert len({cell_len(row) for row in rows}) == 1


def test_wide_tables_become_cards() -> None:
    fields = tuple(Field(f"f{at}", f"หัวข้อ{at}") for at in range(14))
    grid = Grid(fields, (Line(tuple(f"ข้อความที่ยาวพอสมควร {at}" for at in range(14))),))
    text = drawn(Report("รายงาน", "", (Section("", (grid,)),), grid, {}))
    assert "หัวข้อ13  ข้อความที่ยาวพอสมควร 13" in text


def test_an_empty_grid_says_so() -> None:
    assert "ไม่มีรายการค้าง" in drawn(thai_report())


def test_names_are_masked_and_the_footer_says_so() -> None:
    masked, shown = drawn(thai_report(), 200), drawn(thai_report(), 200, names=True)
    assert "ใจงาม" not in masked
    assert "นางสาวส…" in masked
    assert "นางสาวสมหญิง ใจงาม" in shown
    assert len(masked.splitlines()) == len(shown.splitlines()) + 1


def test_a_console_without_block_letters_gets_ascii() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="cp874", newline="\n")
    assert not can_draw(stream)
    print_report(thai_report(), stream, colour=False, width=200)
    stream.flush()
    text = _content(stream)
    assert "#" in text
    assert "---" in text
    assert "แฟลตดินแดง" in text


def test_findings_say_what_where_and_what_to_do() -> None:
    findings = Findings()
    findings.add(
        WRONG_ORDER, Place("a.xlsx", "ทะเบียน", 18, "G", "วันที่ส่งคืน"), value="1 ก.พ. 2564", key="ห้อง 5", fix="1 ก.พ. 2566"
    )
    assert told(findings, width=80).splitlines() == [
        "error SKJ899 The return (1 ก.พ. 2564) is before the receipt.",
        "  --> a.xlsx › ทะเบียน › G18 (วันที่ส่งคืน)",
        "18 |  1 ก.พ. 2564",
        "   =  ห้อง 5",
        "fix: 1 ก.พ. 2566",
        "hint: Check row 18. · skj explain SKJ899",
        "",
    ]


def test_findings_are_folded_and_the_gravest_stand_last() -> None:
    lines = told(many_findings(), fold_after=3, width=80).splitlines()
    assert lines[0].startswith("warning SKJ898")
    assert "… 9 more like this (SKJ899)" in lines
    assert lines[-1] == "Errors: 12 · warnings: 1 · notes: 0 · files: 2"
    assert sum(line.startswith("error") for line in lines) == 3
    assert "more like this" not in told(many_findings(), fold_after=None)


def test_the_same_hint_is_said_once() -> None:
    findings = Findings([Diagnostic(HIDDEN, Place("b.xlsx", name)) for name in ("ก", "ข", "ค")])
    assert told(findings, width=80).count("Show the sheet.") == 1


def test_personal_findings_are_masked() -> None:
    masked, shown = told(many_findings()), told(many_findings(), names=True)
    assert "1 ก.พ. 2564" not in masked
    assert "ทดสอบ" not in masked
    assert "1… (11 characters)" in masked
    assert "1 ก.พ. 2564" in shown
    assert "ทดสอบ" in shown


@pytest.mark.parametrize("width", [20, 40, 80])
def test_findings_keep_to_the_page(width: int) -> None:
    lines = SGR.sub("", told(many_findings(), width=width, colour=True, names=True)).splitlines()
    assert max(map(cell_len, lines)) <= width


def test_plain_findings_have_one_line_for_one_sentence() -> None:
    text = told(many_findings(), plain=True, colour=True)
    assert "\x1b" not in text
    assert "error SKJ899 The return (1… (11 characters)) is before the receipt." in text.splitlines()


def test_no_findings_no_words() -> None:
    assert not told(Findings())


def _content(stream: io.TextIOWrapper) -> str:
    content = stream.buffer
    assert isinstance(content, io.BytesIO)
    return content.getvalue().decode("cp874")

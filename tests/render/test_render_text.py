"""JSON, JSON lines, CSV, Markdown and plain text."""

import csv
import io
import json
import tracemalloc
from dataclasses import replace
from datetime import date
from fractions import Fraction

from rich.cells import cell_len

from skj.render import text as writers
from skj.render.safe import csv_original, printable
from skj.reports.model import Each, Field, Grid, Kind, Line, Note, Report, Section
from tests.render.render_samples import PAYLOADS, hostile_report, thai_report
from tests.render.whole import to_csv, to_json, to_jsonl, to_markdown, to_plain


def rows_of(document: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(document.removeprefix("\ufeff"), newline="")))


def test_json_is_the_data_in_its_own_order() -> None:
    text = to_json(thai_report())
    data = json.loads(text)
    assert list(data) == ["as_of", "share", "by_building"]
    assert data["as_of"] == "2024-02-12"
    assert data["share"] == 0.6666
    assert data["by_building"] == [{"building": "น้ำใจ", "contact": "นางสาวส…"}]
    assert '\n  "as_of"' in text
    assert "น้ำใจ" in text
    assert text.endswith("}\n")


def test_lines_that_are_made_when_asked_for_are_the_same_json() -> None:
    days = [date(2024, 2, number) for number in range(1, 4)]
    made = Each(days, lambda day: {"day": day, "contact": "นายทดสอบ ระบบ"})
    for names in (False, True):
        documents = [to_json(replace(thai_report(), data={"lines": lines}), names=names) for lines in (made, [*made])]
        assert documents[0] == documents[1]
    people = replace(thai_report(), data={"contact": Each(["นายทดสอบ ระบบ"], str)})
    assert json.loads(to_json(people)) == {"contact": ["นายท…"]}
    assert '"lines": []' in to_json(replace(thai_report(), data={"lines": made[:0]}))


def test_a_long_json_document_is_never_held_as_a_whole() -> None:
    lines = Each(range(20_000), lambda number: {"number": number, "text": "ก" * 100})
    tracemalloc.start()
    length = sum(map(len, writers.to_json(replace(thai_report(), data={"lines": lines}))))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < length / 4


def test_json_is_the_same_every_time() -> None:
    assert to_json(thai_report()) == to_json(thai_report())


def test_json_with_names() -> None:
    assert "นางสาวสมหญิง ใจงาม" in to_json(thai_report(), names=True)


def test_json_keeps_hostile_texts_exactly() -> None:
    for text in PAYLOADS:
        document = to_json(hostile_report(text), names=True)
        assert json.loads(document.encode())["key"] == text


def test_jsonl_takes_the_main_grid() -> None:
    first, *others = map(json.loads, to_jsonl(thai_report()).splitlines())
    assert first == {
        "building": "แฟลตดินแดง อาคาร 5",
        "unit": "สำนักงานเขตดินแดง",
        "contact": "นางสาวส…",
        "repaired": 1042,
        "percent": 87.5,
        "last": "2024-02-12",
        "met": True,
    }
    assert len(others) == 2
    assert others[1]["met"] is None


def test_jsonl_takes_the_elements_of_a_list() -> None:
    report = replace(thai_report(), data=[{"contact": "นายทดสอบ", "share": Fraction(1, 2)}, 3])
    assert to_jsonl(report) == '{"contact": "นายท…", "share": 0.5}\n3\n'


def test_csv_opens_in_excel() -> None:
    document = to_csv(thai_report())
    first, second, *_rest = document.split("\r\n")
    assert first.startswith('\ufeff"อาคาร","หน่วยงานรับผิดชอบ"')
    assert second == '"แฟลตดินแดง อาคาร 5","สำนักงานเขตดินแดง","นางสาวส…",1042,87.5,"2024-02-12","yes"'
    assert "\n" not in document.replace("\r\n", "")
    assert rows_of(document)[3][2:4] == ["", "0"]


def test_csv_leaves_numbers_alone() -> None:
    grid = Grid((Field("n", "จำนวน", Kind.COUNT), Field("t", "ข้อความ")), (Line((-5, "-5")),))
    assert to_csv(Report("", "", (), grid, {})).splitlines()[1] == '-5,"\'-5"'


def test_csv_round_trip() -> None:
    for text in PAYLOADS:
        _head, row, _second = rows_of(to_csv(hostile_report(text), names=True))
        assert [csv_original(cell) for cell in row] == [printable(text)] * 4


def test_plain_lines_up_and_never_wraps() -> None:
    text = to_plain(thai_report())
    rows = [line for line in text.splitlines() if "12 Feb 2024" in line or "67 %" in line or "66.66 %" in line]
    assert len(rows) == 2
    assert len({cell_len(row[: row.index(" %")]) for row in rows}) == 1
    assert not set("─█░✓✗–│") & set(text)
    assert "นางสาวส…" in text
    assert "yes" in text


def test_markdown_has_headings_tables_and_notes() -> None:
    text = to_markdown(thai_report())
    assert text.startswith("# ความก้าวหน้าการซ่อมแซมห้องพัก\n\nข้อมูล ณ")
    assert "\n## รายละเอียด\n" in text
    assert "| --- | --- | --- | ---: | ---: | --- | :---: |" in text
    assert "- **เป้าหมาย:** 1,138" in text
    assert "\n> ! ต้องซ่อมเพิ่ม" in text
    assert "\n---\n\n> ที่มา: rooms.xlsx" in text


def test_markdown_tables_hold_their_columns() -> None:
    from markdown_it import MarkdownIt

    page = MarkdownIt("commonmark").enable("table")
    for text in PAYLOADS:
        html = page.render(to_markdown(hostile_report(text)))
        assert html.count("<td") == 8
        assert html.count("<th") - html.count("<thead") == 4
        assert not any(tag in html for tag in ("<script", "<img", "<a ", "<code", "<ol", "<h4"))


def test_markdown_of_nothing() -> None:
    grid = Grid((Field("a", "ก"),), ())
    text = to_markdown(Report("รายงาน", "", (Section("", (grid, Note("จบ"))),), grid, {}))
    assert text == "# รายงาน\n\nNothing to show.\n\n> จบ\n"

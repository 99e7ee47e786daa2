"""Raw tables to records: nasty layouts give the right records, and every row is accounted for."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skj.diagnostics import Severity
from skj.files.tables import CellError, CellValue, Merge, RawTable, SourceFile
from skj.ledgers import budget, cases, coaching, evidence, insignia, rooms, steps, surveys, training
from skj.ledgers.base import Ledger, LedgerSpec
from skj.ledgers.knownheadings import LedgerSettings
from skj.ledgers.reading import identify, read_ledger
from skj.ledgers.registry import SPECS
from skj.ledgers.rowkinds import RowKind
from tests.raw_tables import errors_of, kinds_of, names_of, read_rows, read_tables, table_of

Rows = Sequence[Sequence[CellValue]]
ROOMS = ("แห่ง", "อาคาร", "เขต", "ห้อง", "รายการชำรุด", "วันที่ซ่อมเสร็จ")
ROOM = ("คลองใส", "1", "พระนคร", "101", "ไฟฟ้า", "12 ก.พ. 2567")
NEXT = ("คลองใส", "1", "พระนคร", "102", "ประปา", "13/2/2567")
BOTH = [("101", date(2024, 2, 12)), ("102", date(2024, 2, 13))]


def read_rooms(ledger: Ledger[Any]) -> list[tuple[str, date | None]]:
    return [(record.room, record.repaired_on) for record in ledger.records]


def shifted(cells: Sequence[CellValue], by: int) -> list[CellValue]:
    return [None] * by + list(cells)


LAYOUTS: Mapping[str, RawTable] = {
    "plain": table_of(ROOMS, ROOM, NEXT),
    "titles": table_of(["ทะเบียนห้อง"], ["ปี 2567"], [], ROOMS, ROOM, NEXT),
    "merged title": table_of(["ทะเบียนห้อง"], ROOMS, ROOM, NEXT, merges=[Merge(1, 1, 1, 6)]),
    "offset": table_of([], shifted(ROOMS, 3), shifted(ROOM, 3), shifted(NEXT, 3)),
    "blank rows": table_of(ROOMS, [], ROOM, [None] * 6, ["", " "], NEXT, []),
    "numbering row": table_of(ROOMS, [1, 2, 3, 4, 5, 6], ROOM, NEXT),
    "numbering in brackets": table_of(ROOMS, ["(๑)", "(๒)", "(๓)", "(๔)", "(๕)", "(๖)"], ROOM, NEXT),
    "sub-headings": table_of(ROOMS, ["กลุ่มพระนคร"], ROOM, ["กลุ่มอื่น"], NEXT),
    "totals and signatures": table_of(
        ROOMS, ROOM, NEXT, ["รวม 2 ห้อง"], [], [None, None, "ลงชื่อ ........."], [None, None, "(นายอนุชา แก้วมงคล)"]
    ),
    "short rows": table_of(ROOMS, [*ROOM, None, None], NEXT),
    "extra columns": table_of(("ที่", *ROOMS, "หมายเหตุ"), (1, *ROOM, "ก"), (2, *NEXT, None)),
    "headings over two lines": table_of(
        ("แห่ง", "อาคาร", "เขต", "ห้อง", "รายการ", "วันที่"),
        (None, None, None, None, "ชำรุด", "ซ่อมเสร็จ"),
        ROOM,
        NEXT,
    ),
    "group merged over two columns": table_of(
        ("แห่ง", "อาคาร", "เขต", "ห้อง", "รายการชำรุด", "วันที่", None),
        (None, None, None, None, None, "ซ่อมเสร็จ", "เข้าพัก"),
        ROOM,
        NEXT,
        merges=[*(Merge(1, column, 2, column) for column in range(1, 6)), Merge(1, 6, 1, 7)],
    ),
    "repeated headings": table_of(ROOMS, ROOM, [], ["หน้า 2"], ROOMS, NEXT),
    "repeated headings in another order": table_of(ROOMS, ROOM, ROOMS[::-1], NEXT[::-1]),
    "repeated headings, moved": table_of(ROOMS, ROOM, shifted(ROOMS, 2), shifted(NEXT, 2)),
    "a second table below signatures": table_of(
        ROOMS, ROOM, ["ลงชื่อ ..........."], ["(นายอนุชา แก้วมงคล)"], [], ["ตารางที่ 2"], ROOMS, NEXT
    ),
    "repeated headings over two lines": table_of(
        ROOMS,
        ROOM,
        ("แห่ง", "อาคาร", "เขต", "ห้อง", "รายการ", "วันที่"),
        (None, None, None, None, "ชำรุด", "ซ่อมเสร็จ"),
        NEXT,
    ),
    "merged downwards": table_of(
        ROOMS, ROOM, (None, None, None, *NEXT[3:]), merges=[Merge(2, 1, 3, 1), Merge(2, 2, 3, 2), Merge(2, 3, 3, 3)]
    ),
    "line breaks in headings": table_of(
        ("แห่ง", "อาคาร", "เขต", "เลขที่\nห้อง", "สภาพ\nชำรุด", "วันที่\nซ่อมแล้วเสร็จ"), ROOM, NEXT
    ),
    "spaces in cells": table_of(ROOMS, tuple(f" {text}\n" for text in ROOM), NEXT),
    "room numbers as numbers": table_of(ROOMS, (*ROOM[:3], 101.0, *ROOM[4:]), (*NEXT[:3], 102, *NEXT[4:])),
    "true dates": table_of(
        ROOMS,
        (*ROOM[:5], date(2024, 2, 12)),
        (*NEXT[:5], datetime(2024, 2, 13, 9, 30)),  # noqa: DTZ001  (as sheets have it)
    ),
    "B.E. years typed into true dates": table_of(ROOMS, (*ROOM[:5], date(2567, 2, 12)), (*NEXT[:5], date(2567, 2, 13))),
    "serial numbers": table_of(ROOMS, (*ROOM[:5], 45334), (*NEXT[:5], 45335.0)),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_same_records_in_whatever_layout(name: str) -> None:
    ledger = read_tables(rooms.SPEC, LAYOUTS[name])
    assert read_rooms(ledger) == BOTH
    assert (errors_of(ledger), ledger.left_out) == ([], ())


def test_two_tables_in_two_sheets_are_one_ledger() -> None:
    tables = [table_of(ROOMS, ROOM, sheet="ก"), table_of(ROOMS, NEXT, sheet="ข")]
    ledger = read_tables(rooms.SPEC, *tables)
    assert read_rooms(ledger) == BOTH
    assert [record.source()["sheet"] for record in ledger.records] == ["ก", "ข"]


def test_two_files_are_one_ledger() -> None:
    tables = {"a.xlsx": table_of(ROOMS, ROOM), "b.xlsx": table_of(ROOMS, NEXT)}
    files = [SourceFile(name, name * 9, (RawTable(name, "", table.rows),)) for name, table in tables.items()]
    ledger = read_ledger(rooms.SPEC, files)
    assert [record.source()["file"] for record in ledger.records] == ["a.xlsx", "b.xlsx"]
    assert dict(ledger.files) == {"a.xlsx": "a.xlsx" * 9, "b.xlsx": "b.xlsx" * 9}


def test_a_cover_sheet_is_said_to_be_foreign() -> None:
    ledger = read_tables(rooms.SPEC, table_of(["รายงานประจำปี"], sheet="ปก"), table_of(ROOMS, ROOM, NEXT))
    assert read_rooms(ledger) == BOTH
    assert names_of(ledger, Severity.INFO) == ["sheet-not-this-ledger"]


def test_a_hidden_sheet_is_read_with_a_warning() -> None:
    table = table_of(ROOMS, ROOM, NEXT)
    hidden = RawTable(table.file, table.sheet, table.rows, is_hidden=True)
    ledger = read_tables(rooms.SPEC, hidden)
    assert (read_rooms(ledger), names_of(ledger)) == (BOTH, ["sheet-hidden"])


def test_a_sheet_that_fits_another_ledger_better_is_left_to_it() -> None:
    roll = table_of(["ครั้งที่", "ชื่อ - สกุล", "หน่วยงาน", "คะแนนก่อนอบรม", "วันที่จัด"], [1, "นายก ข", "", 1, ""], sheet="ก")
    held = table_of(["ครั้งที่", "วันที่จัด", "หน่วยงาน"], [1, "1 ธ.ค. 2566", None], sheet="ข")
    ledger = read_tables(training.SESSIONS, roll, held, rivals=SPECS)
    assert [record.source()["sheet"] for record in ledger.records] == ["ข"]


def test_the_sheet_named_in_the_settings_is_the_only_one_read() -> None:
    tables = [table_of(ROOMS, ROOM, sheet="ห้อง 66"), table_of(ROOMS, NEXT, sheet="ห้อง 67")]
    ledger = read_tables(rooms.SPEC, *tables, settings=LedgerSettings(sheet="ห้อง  67"))
    assert read_rooms(ledger) == BOTH[1:]


def test_an_unknown_sheet_is_an_error_that_names_those_there() -> None:
    ledger = read_tables(rooms.SPEC, table_of(ROOMS, ROOM, sheet="ห้อง"), settings=LedgerSettings(sheet="ทะเบียน"))
    assert names_of(ledger) == ["sheet-unknown"]
    assert "ห้อง" in str(ledger.findings[0].args["present"])


def test_no_heading_row_is_an_error_that_names_what_was_looked_for() -> None:
    ledger = read_rows(cases.SPEC, ["ทะเบียนเรื่อง"], ["เลขเรื่อง", "ชื่อ"], ["1", "ก"])
    assert names_of(ledger) == ["heading-row-missing"]
    assert ledger.findings[0].args["wanted"] == "“วันที่ผู้มีอำนาจได้รับรายงานการสอบสวน”"


def test_no_sheet_at_all_is_an_error_too() -> None:
    assert names_of(read_tables(rooms.SPEC)) == ["heading-row-missing"]


def test_extra_columns_are_kept() -> None:
    headings = ("ที่", *ROOMS, "หมายเหตุ", "หมายเหตุ 2")
    ledger = read_rows(rooms.SPEC, headings, (1, *ROOM, "รอช่าง", None))
    assert dict(ledger.records[0].extra) == {"ที่": "1", "หมายเหตุ": "รอช่าง"}


def test_a_record_knows_the_cell_of_each_field() -> None:
    ledger = read_tables(rooms.SPEC, LAYOUTS["offset"])
    assert str(ledger.records[1].place("room")) == "ledger.xlsx › แผ่น 1 › G4 (ห้อง)"
    assert ledger.records[1].source() == {"file": "ledger.xlsx", "sheet": "แผ่น 1", "row": 4}


def test_a_record_after_repeated_headings_knows_its_own_cells() -> None:
    ledger = read_tables(rooms.SPEC, LAYOUTS["repeated headings in another order"])
    assert [record.place("room").cell for record in ledger.records] == ["D2", "C4"]


def test_a_missing_heading_is_told_and_its_field_stays_blank() -> None:
    ledger = read_rows(rooms.SPEC, [*ROOMS[:2], *ROOMS[3:]], [*ROOM[:2], *ROOM[3:]])
    assert [(found.rule.name, found.args["wanted"]) for found in ledger.findings] == [("heading-missing", "เขต")]
    assert ledger.records[0].district is None


def test_a_doubled_heading_is_told_at_its_column() -> None:
    ledger = read_rows(rooms.SPEC, (*ROOMS, "เลขที่ห้อง"), (*ROOM, "999"))
    assert [(found.rule.name, found.place.cell) for found in ledger.findings] == [("heading-doubled", "G1")]
    assert (ledger.records[0].room, dict(ledger.records[0].extra)) == ("101", {"เลขที่ห้อง": "999"})


def test_a_heading_named_in_the_settings_wins() -> None:
    settings = LedgerSettings(columns={"repaired_on": "เสร็จแล้วเมื่อใด"})
    table = table_of((*ROOMS, "เสร็จแล้วเมื่อใด"), (*ROOM, "1/3/2567"))
    assert read_tables(rooms.SPEC, table, settings=settings).records[0].repaired_on == date(2024, 3, 1)


def test_a_heading_named_in_the_settings_that_is_not_there_is_an_error() -> None:
    ledger = read_tables(rooms.SPEC, table_of(ROOMS, ROOM), settings=LedgerSettings(columns={"cost": "ราคา"}))
    assert [(found.rule.name, found.args["wanted"]) for found in ledger.findings] == [
        ("setting-names-missing-heading", "ราคา")
    ]


def test_two_digit_years_are_read_as_the_settings_say() -> None:
    table = table_of(ROOMS, (*ROOM[:5], "12/2/24"))
    assert read_tables(rooms.SPEC, table, settings=LedgerSettings(two_digit_years="ce")).records[0].repaired_on == date(
        2024, 2, 12
    )
    assert errors_of(read_tables(rooms.SPEC, table)) == [("ambiguous-two-digit-year", "F2")]


def test_dates_count_from_1904_in_such_a_workbook() -> None:
    table = table_of(ROOMS, (*ROOM[:5], 45334 - 1462))
    old = RawTable(table.file, table.sheet, table.rows, is_1904=True)
    assert read_tables(rooms.SPEC, old).records[0].repaired_on == date(2024, 2, 12)


def test_cells_merged_downwards_are_told() -> None:
    ledger = read_tables(rooms.SPEC, LAYOUTS["merged downwards"])
    told = [
        (found.place.cell, found.args["last"]) for found in ledger.findings if found.rule.name == "merged-over-rows"
    ]
    assert told == [("A2", 3), ("B2", 3), ("C2", 3)]


def test_a_merge_in_an_unknown_column_is_not_told() -> None:
    table = table_of((*ROOMS, "หมายเหตุ"), (*ROOM, "ก"), NEXT, merges=[Merge(2, 7, 3, 7)])
    assert names_of(read_tables(rooms.SPEC, table), Severity.INFO) == []


# --- names ------------------------------------------------------------------------------------------------------------

NAMES: Mapping[str, RawTable] = {
    "one cell": table_of(["ประจำปี", "ชื่อ - สกุล", "ชั้น"], [2563, "นายสมชาย ใจดี", "ป.ช."]),
    "spaces": table_of(["ประจำปี", "ชื่อ - สกุล", "ชั้น"], [2563, " นายสมชาย   ใจดี ", "ป.ช."]),
    "three cells": table_of(["ประจำปี", "คำนำหน้า", "ชื่อ", "นามสกุล", "ชั้น"], [2563, "นาย", "สมชาย", "ใจดี", "ป.ช."]),
    "title with the given name": table_of(["ประจำปี", "ชื่อ", "สกุล", "ชั้น"], [2563, "นายสมชาย", "ใจดี", "ป.ช."]),
    "merged heading over three cells": table_of(
        ["ประจำปี", "ชื่อ - สกุล", None, None, "ชั้น"], [2563, "นายสมชาย", None, "ใจดี", "ป.ช."], merges=[Merge(1, 2, 1, 4)]
    ),
    "merged group over parts": table_of(
        ["ประจำปี", "ผู้ได้รับ", None, None, "ชั้น"],
        [None, "คำนำหน้า", "ชื่อ", "สกุล", None],
        [2563, "นาย", "สมชาย", "ใจดี", "ป.ช."],
        merges=[Merge(1, 2, 1, 4), Merge(1, 1, 2, 1), Merge(1, 5, 2, 5)],
    ),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_put_together(name: str) -> None:
    ledger = read_tables(insignia.SPEC, NAMES[name])
    assert [record.name for record in ledger.records] == ["นายสมชาย ใจดี"]


def test_a_split_name_without_its_parts_is_a_blank_name() -> None:
    table = table_of(["ประจำปี", "คำนำหน้า", "ชื่อ", "สกุล", "ชั้น"], [2563, "นาย", None, None, "ป.ช."])
    assert errors_of(read_tables(insignia.SPEC, table)) == [("value-required", "C2")]


# --- faults -----------------------------------------------------------------------------------------------------------


def test_every_fault_of_a_row_is_told_not_only_the_first() -> None:
    ledger = read_rows(rooms.SPEC, ROOMS, ("คลองใส", "1", "เมืองใหม่", None, "ผีหลอก", "31 ก.พ. 2567"))
    assert errors_of(ledger) == [
        ("unknown-district", "C2"),
        ("value-required", "D2"),
        ("impossible-day", "F2"),
    ]
    assert len(ledger.left_out[0].reasons) == 4  # the unknown kind of damage is a warning


def test_an_error_value_of_the_sheet_is_a_fault() -> None:
    ledger = read_rows(rooms.SPEC, ROOMS, (*ROOM[:5], CellError("#REF!")))
    assert [(found.place.cell, found.value) for found in ledger.findings] == [("F2", "#REF!")]
    assert len(ledger.left_out) == 1


def test_a_warning_leaves_the_row_counted() -> None:
    ledger = read_rows(rooms.SPEC, ROOMS, (*ROOM[:5], date(2567, 2, 12)))
    assert (len(ledger.records), names_of(ledger)) == (1, ["buddhist-year-typed-as-ce"])


def test_findings_come_in_the_order_of_the_sheet() -> None:
    wrong = (*ROOM[:2], "เมืองใหม่", *ROOM[3:])
    ledger = read_rows(rooms.SPEC, ROOMS, wrong, ROOM, wrong)
    assert [found.place.row for found in ledger.findings] == [2, 4]


CASES = ("เลขเรื่อง", "ประเภทตำแหน่ง", "ร้ายแรง", "วันที่ได้รับรายงาน")


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        (("กท 1", "ทั่วไป", "ใช่", "31 เม.ย. 67"), True),
        (("กท 1", "ทั่วไป", "ใช่", "32/1/2567"), True),
        (("กท 1", "ทั่วไป", "ใช่", "31 กุมภาพันธ์ พ.ศ. ๒๕๖๗"), True),
        (("กท 1", "ทั่วไป", "ใช่", "นายลับสุด ยอดมาก"), False),
        (("กท 1", "ทั่วไป", "นายลับสุด ยอดมาก", "1 ม.ค. 2567"), False),
        (("กท 1", "1. นายลับสุด ยอดมาก 67", "ใช่", "1 ม.ค. 2567"), False),
    ],
)
def test_in_a_ledger_of_secrets_a_name_in_the_wrong_cell_is_hidden(cells: tuple[str, ...], *, shown: bool) -> None:
    found = [finding.masked() for finding in read_rows(cases.SPEC, CASES, cells).findings]
    wrong = next(text for text in cells if text not in {"กท 1", "ทั่วไป", "ใช่", "1 ม.ค. 2567"})
    assert found
    assert any(wrong in f"{one.value} {one.message()} {one.hint()}" for one in found) is shown


# --- every row is accounted for -------------------------------------------------------------------------------------------

CELL = st.one_of(
    st.none(),
    st.sampled_from([
        "", " ", "-", "รวม", "รวม 3 ห้อง", "ลงชื่อ .....", "(นายอนุชา แก้วมงคล)", "หมายเหตุ", "นายสมชาย ใจดี", "ป.ช.", "1",
        "๒", "12 ก.พ. 2567", "31 ก.พ. 2567", "พระนคร", "เมืองใหม่", "ไฟฟ้า", "ทั่วไป", "plan_approved", "ใช่", "5", "100",
    ]),
    st.integers(-3, 130),
    st.floats(0, 50000),
    st.dates(date(1900, 1, 1), date(2700, 1, 1)),
    st.booleans(),
    st.just(CellError("#N/A")),
    st.text(max_size=6),
)  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> tuple[LedgerSpec[Any], RawTable]:
    """A sheet of any ledger with random rows, among them headings once more, and merges anywhere."""
    spec = draw(st.sampled_from(SPECS))
    headings = [column.heading for column in spec.columns]
    width = len(headings)
    row = st.one_of(
        st.lists(CELL, max_size=width + 1), st.lists(CELL, min_size=width, max_size=width), st.just(headings)
    )
    body = draw(st.lists(row, max_size=12))
    corner = st.tuples(st.integers(2, 10), st.integers(1, width), st.integers(0, 3), st.integers(0, 2))
    merges = [
        Merge(top, left, top + down, left + right) for top, left, down, right in draw(st.lists(corner, max_size=3))
    ]
    # A sheet holds nothing under a merge but its first cell; headings are merged in tests of their own.
    sound = [merge for merge in merges if headings not in body[merge.top - 2 : merge.bottom - 1]]
    return spec, table_of(headings, *body, merges=sound)


def is_empty(table: RawTable, row: int) -> bool:
    """Whether a row says nothing: blank, dashes and the like, also after cells merged over it."""
    covered = any(
        merge.top < row <= merge.bottom and merge.left == merge.right and table.value(merge.top, merge.left) is not None
        for merge in table.merges
    )
    blanks = {None, "", "-"}
    return not covered and all(
        (value.strip() if isinstance(value, str) else value) in blanks for value in table.rows[row - 1]
    )


@given(tables())
def test_every_row_is_a_record_set_aside_or_said_to_be_something_else(case: tuple[LedgerSpec[Any], RawTable]) -> None:
    spec, table = case
    ledger = read_tables(spec, table)
    records = [record.row for record in ledger.records]
    aside = [row.place.row for row in ledger.left_out]
    other = list(kinds_of(ledger))
    told = [*records, *aside, *other]
    assert len(told) == len(set(told))
    silent = set(range(2, len(table.rows) + 1)) - set(told)
    assert [row for row in silent if not is_empty(table, row) and not says_nothing(table, row)] == []


def says_nothing(table: RawTable, row: int) -> bool:
    """A row of words for "nothing" alone, such as dots, invisible letters or a lone mark."""
    from skj.thai.text import clean_text, is_blank

    return all(
        value is None or (isinstance(value, str) and is_blank(clean_text(value))) for value in table.rows[row - 1]
    )


@given(tables())
def test_a_row_set_aside_says_why_and_a_record_has_no_error(case: tuple[LedgerSpec[Any], RawTable]) -> None:
    spec, table = case
    ledger = read_tables(spec, table)
    assert all(any(reason.severity is Severity.ERROR for reason in row.reasons) for row in ledger.left_out)
    wrong = {found.place.row for found in ledger.findings if found.severity is Severity.ERROR}
    assert not wrong & {record.row for record in ledger.records}


@given(tables())
def test_reading_twice_gives_the_same(case: tuple[LedgerSpec[Any], RawTable]) -> None:
    spec, table = case
    first, second = read_tables(spec, table), read_tables(spec, table)
    assert (first.records, first.left_out, first.findings) == (second.records, second.left_out, second.findings)


# --- which ledger a file is --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_a_file_with_the_canonical_headings_is_that_ledger(spec: LedgerSpec[Any]) -> None:
    found = identify(table_of([column.heading for column in spec.columns]), SPECS)
    assert found is spec


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_its_essential_and_required_columns_are_enough(spec: LedgerSpec[Any]) -> None:
    headings = [column.heading for column in spec.columns if column.essential or column.required]
    assert read_rows(spec, headings).sheets


def test_a_list_of_names_is_no_ledger() -> None:
    assert identify(table_of(["ชื่อ", "อายุ"], ["ก", 3]), SPECS) is None


# --- one record of each ledger, to the last field -------------------------------------------------------------------------

ONE_EACH: Mapping[str, tuple[LedgerSpec[Any], Mapping[str, CellValue], Mapping[str, Any]]] = {
    "cases": (
        cases.SPEC,
        {"เลขเรื่อง": "กท 1/2567", "ประเภทตำแหน่ง": "วิชาการ", "ระดับ": "ชพ.", "ร้ายแรง": "✓", "ทุจริต": "/",
         "วันที่ได้รับรายงาน": "10 ม.ค. 67", "วันที่เสนอ อ.ก.ก.": "-"},
        {"case_no": "กท 1/2567", "position_level": "ชำนาญการพิเศษ", "serious": True, "corruption": True,
         "report_received_on": date(2024, 1, 10), "presented_on": None},
    ),
    "coaching": (
        coaching.SPEC,
        {"ครั้งที่": "๑", "วันที่": "1/12/66", "เขต": "สนข.บางแค", "วันที่บรรจุ": "1 เม.ย. 45", "ความรู้ก่อน": "5.5", "ความรู้หลัง": 8},
        {"session": 1, "held_on": date(2023, 12, 1), "district": "บางแค", "appointed_on": date(2002, 4, 1),
         "knowledge_before": Decimal("5.5"), "knowledge_after": Decimal(8)},
    ),
    "surveys": (
        surveys.SPEC,
        {"ตัวชี้วัดที่": "ตัวชี้วัดที่ ๕", "วันที่ตอบ": "2024-02-12", "ความพึงพอใจ": "พึงพอใจมากที่สุด"},
        {"indicator": "5", "answered_on": date(2024, 2, 12), "overall": Decimal(5)},
    ),
    "evidence": (
        evidence.SPEC,
        {"ตัวชี้วัดที่": 1.0, "รายการ": "plan_approved", "ลงวันที่": "๑๒ กุมภาพันธ์ ๒๕๖๗"},
        {"indicator": "1", "item": "plan_approved", "dated_on": date(2024, 2, 12)},
    ),
    "steps": (
        steps.SPEC,
        {"ตัวชี้วัดที่": "discipline", "ขั้นตอนที่": "ขั้นตอนที่ 2", "เนื้องาน (ร้อยละ)": "40 %", "วันที่แล้วเสร็จ": "ไม่มี"},
        {"indicator": "discipline", "step": 2, "weight": Decimal(40), "done_on": None},
    ),
    "budget": (
        budget.SPEC,
        {"โครงการ": "วัสดุ", "งบประมาณ": "๕๐,๐๐๐ บาท", "จำนวนเงิน": 12.5, "วันที่เบิกจ่าย": "12.2.67"},
        {"project": "วัสดุ", "budget": Decimal(50000), "amount": Decimal("12.5"), "paid_on": date(2024, 2, 12)},
    ),
    "sessions": (
        training.SESSIONS,
        {"ครั้งที่": "ครั้งที่ 3", "วันที่อบรม": "12 ก.พ. 67", "หน่วยงาน": "เขตพระนคร, เขตดุสิต"},
        {"session": 3, "held_on": date(2024, 2, 12)},
    ),
    "follow-up": (
        training.FOLLOWUP,
        {"ชื่อ - สกุล": "นายสมชาย ใจดี", "วันที่สอบถาม": "12 ก.พ. 67", "พบการกระทำทุจริต": "ไม่พบ"},
        {"name": "นายสมชาย ใจดี", "asked_on": date(2024, 2, 12), "corrupt_conduct": False},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ONE_EACH)
def test_one_record_of_each_ledger(name: str) -> None:
    spec, cells, wanted = ONE_EACH[name]
    ledger = read_rows(spec, list(cells), list(cells.values()))
    assert errors_of(ledger) == []
    assert {field: getattr(ledger.records[0], field) for field in wanted} == dict(wanted)


def test_a_numbering_row_is_said_to_be_one() -> None:
    assert kinds_of(read_tables(rooms.SPEC, LAYOUTS["numbering row"])) == {2: RowKind.COLUMN_NUMBERS.value}

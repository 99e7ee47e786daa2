"""Rows that are no records: what they say themselves to be, and what the reader makes of them."""

from collections.abc import Sequence

import pytest

from skj.files.tables import CellValue
from skj.ledgers import budget, cases, insignia, knowledge, rooms, training
from skj.ledgers.rowkinds import RowKind, bare_kind, is_column_numbers, marked_kind, says_total, stated_count
from tests.raw_tables import kinds_of, names_of, read_rows

ROOMS = ("แห่ง", "อาคาร", "เขต", "ห้อง", "รายการชำรุด", "วันที่ซ่อมเสร็จ", "ค่าซ่อม")
ROOM = ("คลองใส", "1", "พระนคร", "101", "ไฟฟ้า", "12 ก.พ. 2567", 100)
PEOPLE = ("ที่", "ประจำปี", "ชื่อ - สกุล", "ชั้นตรา", "ลำดับที่ได้รับ")
PERSON = (1, 2563, "นายสมชาย ใจดี", "ป.ช.", 1)

MARKED: list[tuple[Sequence[CellValue], RowKind | None]] = [
    (["รวม"], RowKind.TOTAL),
    (["รวมทั้งสิ้น", None, 45], RowKind.TOTAL),
    (["รวมเป็นเงิน", 1000], RowKind.TOTAL),
    (["รวม 45 ห้อง"], RowKind.TOTAL),
    (["ยอดรวม"], RowKind.TOTAL),
    (["ยอดยกมา", 1000], RowKind.TOTAL),
    (["รวมหน้านี้", 12], RowKind.TOTAL),
    (["รวมเดือนมกราคม 2567", 12], RowKind.TOTAL),
    (["รวมเขตพระนคร", 12], RowKind.TOTAL),
    (["รวมอาคาร 1", 12], RowKind.TOTAL),
    (["รวมตัวชี้วัดที่ 4", 100], RowKind.TOTAL),
    (["- รวม -"], RowKind.TOTAL),
    (["Total", 12], RowKind.TOTAL),
    (["Grand Total", 12], RowKind.TOTAL),
    (["ค่าเฉลี่ย", 4.2], RowKind.TOTAL),
    ([None, None, "รวม", 12], RowKind.TOTAL),
    ([1, None, "รวมทั้งสิ้น"], RowKind.TOTAL),
    (["รวมพล ใจดี"], None),
    (["รวมใจ"], None),
    (["ลงชื่อ ............ ผู้รายงาน"], RowKind.SIGNATURE),
    (["ผู้จัดทำ"], RowKind.SIGNATURE),
    (["ผู้ตรวจสอบ ........."], RowKind.SIGNATURE),
    (["(นายอนุชา แก้วมงคล)"], RowKind.SIGNATURE),
    (["(...................)"], RowKind.SIGNATURE),
    (["......................"], RowKind.SIGNATURE),
    (["วันที่ ....../....../......"], RowKind.SIGNATURE),
    (["ตำแหน่ง ............."], RowKind.SIGNATURE),
    (["ตรวจแล้ว"], RowKind.SIGNATURE),
    (["ทราบ"], RowKind.SIGNATURE),
    (["ตำแหน่ง"], None),
    (["หมายเหตุ : ห้องว่างไม่นับ"], RowKind.NOTE),
    (["* หมายเหตุ"], RowKind.NOTE),
    (["ที่มา : กองการเจ้าหน้าที่"], RowKind.NOTE),
    (["ข้อมูล ณ วันที่ 30 กันยายน 2567"], RowKind.NOTE),
    (["Note: none"], RowKind.NOTE),
    (["เขตพระนคร"], None),
    ([1, 2, 3], None),
    ([], None),
]


@pytest.mark.parametrize(
    ("cells", "kind"), MARKED, ids=lambda value: " ".join(map(str, value)) if isinstance(value, list) else ""
)
def test_what_a_row_says_of_itself(cells: Sequence[CellValue], kind: RowKind | None) -> None:
    assert marked_kind(cells) is kind


@pytest.mark.parametrize(
    ("cells", "is_total"),
    [
        (["", None, "รวม"], True),
        ([1, 2, 3, "รวม"], True),
        ([1, 2, 3, 4, "รวม"], False),
        (["เงินรวม"], False),
        (["รวมกันเฉพาะกิจ"], False),
    ],
)
def test_a_cell_that_holds_nothing_but_the_word_for_a_total(cells: Sequence[CellValue], *, is_total: bool) -> None:
    assert says_total(cells) is is_total


@pytest.mark.parametrize(
    ("cells", "in_footer", "kind"),
    [
        ([], False, RowKind.BLANK),
        ([None, " "], False, RowKind.BLANK),
        (["-", "ไม่มี", None], False, RowKind.BLANK),
        (["เขตพระนคร"], False, RowKind.SUB_HEADING),
        ([12], False, RowKind.NUMBERED_BLANK),
        (["๑๒."], False, RowKind.NUMBERED_BLANK),
        (["ก", "ข"], False, None),
        (["ก", "ข", "ค"], True, RowKind.SIGNATURE),
        (["ก", "ข", "ค", "ง"], True, None),
    ],
)
def test_a_row_that_does_not_say_what_it_is(
    cells: Sequence[CellValue], *, in_footer: bool, kind: RowKind | None
) -> None:
    assert bare_kind(cells, in_footer=in_footer) is kind


@pytest.mark.parametrize(
    ("cells", "is_it"),
    [
        (["(1)", "(2)", "(3)", "(4)"], True),
        (["๑", "๒", "๓", "๔", "๕"], True),
        ([0, 1, 2, 3, 4], True),
        ([1.0, 2.0, 3.0, 4.0, 5.0], True),
        ([1, 2, 3], False),  # as well an answer 3 of respondent 2 to indicator 1
        ([1, 2], False),
        ([1, 3, 4], False),
        ([2, 3, 4], False),
        ([1, "นายสมชาย", 3], False),
        ([1, 2.5, 3], False),
    ],
)
def test_column_numbers(cells: Sequence[CellValue], *, is_it: bool) -> None:
    assert is_column_numbers(cells, len(cells)) is is_it


def test_column_numbers_stand_in_nearly_all_columns() -> None:
    assert is_column_numbers([1, 2, 3, 4, 5], 6)
    assert not is_column_numbers([1, 2, 3, 4, 5], 9)


@pytest.mark.parametrize(
    ("cells", "count"),
    [
        (["รวม 45 ห้อง"], 45),
        (["รวม", "๔๕ ราย"], 45),
        (["รวมทั้งสิ้น 1,390 ห้อง"], 1390),
        (["รวม", 45], None),
        (["รวม 45 บาท"], None),
    ],
)
def test_a_count_in_words(cells: Sequence[CellValue], count: int | None) -> None:
    assert stated_count(cells) == count


# --- what the reader makes of them ------------------------------------------------------------------------------------

BETWEEN: list[tuple[Sequence[CellValue], str]] = [
    (["เขตพระนคร"], RowKind.SUB_HEADING.value),
    ([None, None, "อาคาร 2"], RowKind.SUB_HEADING.value),
    (["ลงชื่อ ........ ผู้รายงาน"], RowKind.SIGNATURE.value),
    ([None, None, None, "(นายอนุชา แก้วมงคล)"], RowKind.SIGNATURE.value),
    (["หมายเหตุ ห้องว่างไม่นับ"], RowKind.NOTE.value),
    (["รวม", None, None, None, None, None, 100], RowKind.TOTAL.value),
    (ROOMS, RowKind.HEADINGS_AGAIN.value),
    ([7], RowKind.NUMBERED_BLANK.value),
    ([*[None] * 9, "เขียนไว้นอกตาราง"], RowKind.NOTE.value),
]


@pytest.mark.parametrize(("cells", "kind"), BETWEEN, ids=[kind for _cells, kind in BETWEEN])
def test_it_is_said_and_not_counted(cells: Sequence[CellValue], kind: str) -> None:
    ledger = read_rows(rooms.SPEC, ROOMS, ROOM, cells)
    assert len(ledger.records) == 1
    assert not ledger.left_out
    assert kinds_of(ledger) == {3: kind}


def test_a_numbering_row_below_the_headings() -> None:
    ledger = read_rows(rooms.SPEC, ROOMS, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"], ROOM)
    assert (len(ledger.records), kinds_of(ledger)) == (1, {2: RowKind.COLUMN_NUMBERS.value})


def test_numbers_in_a_row_further_down_are_a_record() -> None:
    ledger = read_rows(budget.SPEC, ["โครงการ", "งบประมาณ", "จำนวนเงิน"], ["ก", 5, 6], [1, 2, 3])
    assert [record.project for record in ledger.records] == ["ก", "1"]


def test_rows_numbered_in_advance_are_no_faults() -> None:
    ledger = read_rows(insignia.SPEC, PEOPLE, PERSON, [2, None, None, None, None], [3])
    assert (len(ledger.records), len(ledger.left_out)) == (1, 0)
    assert kinds_of(ledger) == dict.fromkeys((3, 4), RowKind.NUMBERED_BLANK.value)


def test_rows_numbered_in_advance_with_dashes_are_no_faults() -> None:
    ledger = read_rows(insignia.SPEC, PEOPLE, PERSON, [None, "-", "-", "-", None])
    assert (len(ledger.records), len(ledger.left_out), kinds_of(ledger)) == (1, 0, {})


@pytest.mark.parametrize("name", ["รวม ใจดี", "นายรวม ใจดี", "รวมพล คนกล้า", "ยอด มณี", "ผู้จัดทำ ดีเลิศ"])
def test_a_person_may_be_called_like_a_total(name: str) -> None:
    ledger = read_rows(insignia.SPEC, PEOPLE, [1, 2563, name, "ป.ช.", 1])
    assert [record.name for record in ledger.records] == [name]


@pytest.mark.parametrize("name", ["รวม ใจดี", "ลงชื่อ มาก่อน"])
def test_a_person_in_the_first_column_may_be_called_like_a_total(name: str) -> None:
    headings = ["ชื่อ - สกุล", "ประจำปี", "ชั้นตรา", "วันที่รับ"]
    ledger = read_rows(insignia.SPEC, headings, [name, 2563, "ป.ช.", "1 ธ.ค. 2563"])
    assert [record.name for record in ledger.records] == [name]


def test_a_remark_may_say_checked() -> None:
    headings = ["หมายเหตุ", *PEOPLE]
    ledger = read_rows(insignia.SPEC, headings, ["ตรวจแล้ว", *PERSON])
    assert (len(ledger.records), kinds_of(ledger)) == (1, {})


def test_a_faulty_row_with_such_a_remark_is_not_lost_as_a_signature() -> None:
    headings = ["หมายเหตุ", "กระบวนงาน", "ชื่อเรื่อง", "วันที่เผยแพร่"]
    ledger = read_rows(knowledge.SPEC, headings, ["ตรวจแล้ว", "งานบรรจุ", "คู่มือ", "31 มิ.ย. 2567"])
    assert ([row.place.row for row in ledger.left_out], kinds_of(ledger)) == ([2], {})


@pytest.mark.parametrize("name", ["รวม ใจดี", "ลงชื่อ มาก่อน"])
def test_a_faulty_row_of_a_person_called_like_a_total_is_not_lost(name: str) -> None:
    headings = ["ชื่อ - สกุล", "ประจำปี", "ชั้นตรา", "วันที่รับ", "ตำแหน่ง"]
    ledger = read_rows(insignia.SPEC, headings, [name, 2563, "ป.ช.", "31 ก.พ. 2564", "นิติกร"])
    assert ([row.place.row for row in ledger.left_out], kinds_of(ledger)) == ([2], {})


def test_a_signature_below_a_foreign_column_is_a_signature() -> None:
    headings = [*ROOMS, "หมายเหตุ"]
    ledger = read_rows(rooms.SPEC, headings, ROOM, [*[None] * 7, "ลงชื่อ ........ ผู้รายงาน"])
    assert (kinds_of(ledger), ledger.left_out) == ({3: RowKind.SIGNATURE.value}, ())


def test_a_total_beside_a_running_number_is_a_total() -> None:
    ledger = read_rows(rooms.SPEC, ["ที่", *ROOMS], [1, *ROOM], ["รวมทั้งสิ้น", None, None, None, None, None, None, 100])
    assert (kinds_of(ledger), ledger.left_out) == ({3: RowKind.TOTAL.value}, ())


def test_a_project_may_begin_like_a_total() -> None:
    headings = ["โครงการ", "งบประมาณ", "วันที่เบิกจ่าย", "จำนวนเงิน"]
    ledger = read_rows(budget.SPEC, headings, ["รวมพลังคนทำงาน", 500, "1 ธ.ค. 2566", 100])
    assert [record.project for record in ledger.records] == ["รวมพลังคนทำงาน"]


def test_below_a_signature_sparse_rows_belong_to_it() -> None:
    footer: list[list[CellValue]] = [
        ["ลงชื่อ ..............."],
        [None, "นายอนุชา แก้วมงคล"],
        [None, "นักทรัพยากรบุคคล", "ชำนาญการ"],
    ]
    ledger = read_rows(rooms.SPEC, ROOMS, ROOM, *footer)
    assert (len(ledger.records), len(ledger.left_out), sorted(kinds_of(ledger))) == (1, 0, [3, 4, 5])


def test_a_full_row_below_a_signature_is_a_record_all_the_same() -> None:
    second = ("คลองใส", "1", "พระนคร", "102", "ไฟฟ้า", "12 ก.พ. 2567", 100)
    ledger = read_rows(rooms.SPEC, ROOMS, ROOM, ["ลงชื่อ ..............."], second)
    assert [record.room for record in ledger.records] == ["101", "102"]


def test_a_faulty_record_below_a_signature_is_not_lost() -> None:
    wrong = ("คลองใส", "1", "เมืองใหม่", "102", "ไฟฟ้า", "12 ก.พ. 2567", 100)
    ledger = read_rows(rooms.SPEC, ROOMS, ROOM, ["ลงชื่อ ..............."], wrong)
    assert [row.place.row for row in ledger.left_out] == [4]


def test_a_row_of_two_cells_that_cannot_be_read_is_a_fault() -> None:
    ledger = read_rows(rooms.SPEC, ROOMS, ROOM, ["คลองใส", "1"])
    assert [row.place.row for row in ledger.left_out] == [3]


def test_rows_of_the_discipline_ledger_are_never_quoted() -> None:
    headings = ["เลขเรื่อง", "ชื่อผู้ถูกกล่าวหา", "ประเภทตำแหน่ง", "วันที่ได้รับรายงาน"]
    ledger = read_rows(cases.SPEC, headings, ["กท 1/2567", None, "ทั่วไป", "1 ธ.ค. 2566"], [None, "นายลับสุดยอด ใจดี"])
    assert kinds_of(ledger) == {3: RowKind.SUB_HEADING.value}
    assert not any("ลับสุดยอด" in found.masked().message() for found in ledger.findings)


def test_a_signature_is_not_quoted_whole() -> None:
    ledger = read_rows(training.SESSIONS, ["ครั้งที่", "วันที่จัด"], [1, "1 ธ.ค. 2566"], ["(นายลับสุดยอด ใจดี)"])
    assert not any("สุดยอด" in found.masked().message() for found in ledger.findings)


def test_nothing_but_headings_is_an_empty_ledger() -> None:
    assert names_of(read_rows(rooms.SPEC, ROOMS)) == ["ledger-empty"]


def test_nothing_but_numbers_to_fill_in_is_an_empty_ledger() -> None:
    assert names_of(read_rows(insignia.SPEC, PEOPLE, [1], [2], [3])) == ["ledger-empty"]


def test_a_line_of_units_below_the_headings_is_no_record() -> None:
    ledger = read_rows(
        rooms.SPEC,
        ROOMS,
        [None, None, None, None, None, "(ว/ด/ป)", "(บาท)"],
        ["แฟลต ก", "1", "ดินแดง", "101", "ไฟฟ้า", "1 ก.พ. 2567", 500],
    )
    assert (len(ledger.records), len(ledger.left_out)) == (1, 0)

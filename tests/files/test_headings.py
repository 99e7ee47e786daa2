"""The heading row is found by what it says in whatever layout, and each field gets its own column."""

from collections.abc import Mapping, Sequence

import pytest

from skj.files.headings import Headings, closest_headings, find_headings
from skj.files.tables import CellValue, Merge, RawTable, column_number
from skj.ledgers import cases, coaching, insignia, rooms, surveys, training
from skj.ledgers.base import LedgerSpec
from skj.ledgers.knownheadings import LedgerSettings, vocabulary
from skj.ledgers.registry import SPECS
from tests.raw_tables import table_of

Rows = Sequence[Sequence[CellValue]]
FULL = ("แห่ง", "อาคาร", "เขต", "ห้อง", "รายการชำรุด", "วันที่ซ่อมเสร็จ")
ROOM = ("คลองใส", "1", "พระนคร", "101", "ไฟฟ้า", "12 ก.พ. 2567")
A_TO_F = {"site": "A", "building": "B", "district": "C", "room": "D", "damage": "E", "repaired_on": "F"}


def found_in(table: RawTable, spec: LedgerSpec[rooms.RoomRepair] | LedgerSpec[coaching.CoachingTalk]) -> Headings:
    found = find_headings(table, vocabulary(spec))
    assert found is not None
    return found


def placed(found: Headings, wanted: Mapping[str, str]) -> None:
    assert dict(found.columns) == {name: column_number(letters) for name, letters in wanted.items()}


ONE_LINE: Mapping[str, tuple[Rows, int, Mapping[str, str]]] = {
    "first row": ([FULL, ROOM], 1, A_TO_F),
    "title rows above": ([["ทะเบียนห้องพัก"], ["ปีงบประมาณ 2567"], [], FULL, ROOM], 4, A_TO_F),
    "a long story above": ([*([f"ข้อความ {row}"] for row in range(60)), FULL, ROOM], 61, A_TO_F),
    "blank rows above": ([[], [None], ["  "], FULL, ROOM], 4, A_TO_F),
    "offset by two columns": (
        [[None, None, *FULL]],
        1,
        {"site": "C", "building": "D", "district": "E", "room": "F", "damage": "G", "repaired_on": "H"},
    ),
    "empty columns between": ([["แห่ง", None, "ห้อง", "", "เขต"]], 1, {"site": "A", "room": "C", "district": "E"}),
    "another order": ([["ห้อง", "เขต", "แห่ง"]], 1, {"room": "A", "district": "B", "site": "C"}),
    "aliases": (
        [["ที่ตั้ง", "สำนักงานเขต", "เลขที่ห้อง", "ซ่อมเสร็จเมื่อ"]],
        1,
        {"site": "A", "district": "B", "room": "C", "repaired_on": "D"},
    ),
    "spaces and line breaks": (
        [[" แห่ง ", "เลขที่\nห้อง", "วันที่  ซ่อม\nเสร็จ"]],
        1,
        {"site": "A", "room": "B", "repaired_on": "C"},
    ),
    "dots": ([["แห่ง.", "ห้อง.", "เขต :"]], 1, {"site": "A", "room": "B", "district": "C"}),
    "no-break space": ([["แห่ง\xa0", "\u200bห้อง", "รายการ\xa0ชำรุด"]], 1, {"site": "A", "room": "B", "damage": "C"}),
    "unit in brackets, known": ([["ห้อง", "แห่ง", "ค่าใช้จ่าย (บาท)"]], 1, {"room": "A", "site": "B", "cost": "C"}),
    "unit in brackets, unknown": ([["ห้อง", "แห่ง", "ค่าซ่อม (บาท)"]], 1, {"room": "A", "site": "B", "cost": "C"}),
    "unit left out": ([["ห้อง", "แห่ง", "ค่าใช้จ่าย"]], 1, {"room": "A", "site": "B", "cost": "C"}),
    "hint in brackets": (
        [["ห้อง (เลขที่)", "แห่ง (ชื่อ)", "วันที่ซ่อมเสร็จ (ว/ด/ป)"]],
        1,
        {"room": "A", "site": "B", "repaired_on": "C"},
    ),
    "long form of date": ([["ห้อง", "วัน เดือน ปี ที่ซ่อมเสร็จ"]], 1, {"room": "A", "repaired_on": "B"}),
    "unknown columns": ([["ลำดับ", "ห้อง", "หมายเหตุ", "แห่ง", "ผู้บันทึก"]], 1, {"room": "B", "site": "D"}),
    "a title that is a heading": ([["อาคารสงเคราะห์"], FULL, ROOM], 2, A_TO_F),
}


@pytest.mark.parametrize("name", ONE_LINE)
def test_one_line(name: str) -> None:
    rows, row, wanted = ONE_LINE[name]
    found = found_in(table_of(*rows), rooms.SPEC)
    assert (found.first_row, found.last_row) == (row, row)
    placed(found, wanted)


def test_the_script_of_digits_does_not_matter() -> None:
    named = vocabulary(rooms.SPEC, LedgerSettings(columns={"ready_on": "ข้อ 9"}))
    found = find_headings(table_of(["ห้อง", "แห่ง", "ข้อ ๙"]), named)
    assert found is not None
    assert found.columns["ready_on"] == 3


def test_two_headings_in_a_title_row_do_not_win() -> None:
    placed(found_in(table_of(["อาคาร", "เขต"], FULL, ROOM), rooms.SPEC), A_TO_F)


def test_a_title_is_no_part_of_the_headings() -> None:
    found = found_in(table_of(["ทะเบียนห้องพัก"], ["ปี 2567"], FULL, ROOM, merges=[Merge(1, 1, 1, 6)]), rooms.SPEC)
    assert tuple(found.titles.values()) == FULL


COACHING = ("ครั้งที่", "วันที่", "หัวข้อ", "ความรู้", None)
SEVERAL_LINES: Mapping[str, tuple[RawTable, tuple[int, int], Mapping[str, str]]] = {
    "broken into two lines": (
        table_of(["แห่ง", "ห้อง", "วันที่"], [None, None, "ซ่อมเสร็จ"], ["ก", "1", None]),
        (1, 2),
        {"site": "A", "room": "B", "repaired_on": "C"},
    ),
    "broken into three lines": (
        table_of(["แห่ง", "ห้อง", "วันที่"], [None, None, "พร้อม"], [None, None, "จัดเข้าพัก"], ["ก", "1", None]),
        (1, 3),
        {"site": "A", "room": "B", "ready_on": "C"},
    ),
    "merged group": (
        table_of(
            ["แห่ง", "ห้อง", "วันที่", None],
            [None, None, "ซ่อมเสร็จ", "เข้าพัก"],
            merges=[Merge(1, 1, 2, 1), Merge(1, 2, 2, 2), Merge(1, 3, 1, 4)],
        ),
        (1, 2),
        {"site": "A", "room": "B", "repaired_on": "C", "moved_in_on": "D"},
    ),
    "group of a CSV, not merged": (
        table_of(["แห่ง", "ห้อง", "วันที่", None], [None, None, "ซ่อมเสร็จ", "เข้าพัก"]),
        (1, 2),
        {"site": "A", "room": "B", "repaired_on": "C", "moved_in_on": "D"},
    ),
    "group whose lines are whole headings": (
        table_of(["แห่ง", "ห้อง", "การซ่อม", None], [None, None, "วันที่เริ่มซ่อม", "วันที่ซ่อมเสร็จ"]),
        (1, 2),
        {"site": "A", "room": "B", "started_on": "C", "repaired_on": "D"},
    ),
    "two groups of a CSV": (
        table_of(
            ["ห้อง", "วันที่", None, "ภาพ", None],
            [None, "เริ่มซ่อม", "ซ่อมเสร็จ", "ก่อนซ่อม", "หลังซ่อม"],
        ),
        (1, 2),
        {"room": "A", "started_on": "B", "repaired_on": "C", "photo_before": "D", "photo_after": "E"},
    ),
    "units on a line of their own": (
        table_of(["แห่ง", "ห้อง", "ค่าซ่อม", "วันที่"], [None, None, "(บาท)", "ซ่อมเสร็จ"]),
        (1, 2),
        {"site": "A", "room": "B", "cost": "C", "repaired_on": "D"},
    ),
    "title rows above two lines": (
        table_of(["ทะเบียน"], ["ปี 2567"], ["แห่ง", "ห้อง", "วันที่"], [None, None, "ซ่อมเสร็จ"]),
        (3, 4),
        {"site": "A", "room": "B", "repaired_on": "C"},
    ),
    "whole headings below a group, the others merged downwards": (
        table_of(
            ["แห่ง", "ห้อง", "การซ่อม", None],
            [None, None, "วันที่เริ่มซ่อม", "วันที่ซ่อมเสร็จ"],
            merges=[Merge(1, 1, 2, 1), Merge(1, 2, 2, 2), Merge(1, 3, 1, 4)],
        ),
        (1, 2),
        {"site": "A", "room": "B", "started_on": "C", "repaired_on": "D"},
    ),
    "a merged title above": (
        table_of(["ทะเบียนห้องพัก"], FULL, ROOM, merges=[Merge(1, 1, 1, 6)]),
        (2, 2),
        A_TO_F,
    ),
}


@pytest.mark.parametrize("name", SEVERAL_LINES)
def test_several_lines(name: str) -> None:
    table, lines, wanted = SEVERAL_LINES[name]
    found = found_in(table, rooms.SPEC)
    assert (found.first_row, found.last_row) == lines
    placed(found, wanted)


def test_a_group_without_merges_serves_the_columns_to_its_right() -> None:
    found = found_in(table_of(COACHING, [None, None, None, "ก่อน", "หลัง"]), coaching.SPEC)
    placed(found, {"session": "A", "held_on": "B", "topic": "C", "knowledge_before": "D", "knowledge_after": "E"})


def test_the_titles_are_what_people_see() -> None:
    found = found_in(table_of(["ห้อง", "วันที่", "หมายเหตุ"], [None, "ซ่อม\nเสร็จ", None]), rooms.SPEC)
    assert found.titles == {1: "ห้อง", 2: "วันที่ ซ่อม เสร็จ", 3: "หมายเหตุ"}


def test_a_name_merged_over_three_columns_spans_them() -> None:
    table = table_of(["ประจำปี", "ชื่อ - สกุล", None, None, "ชั้นตรา"], merges=[Merge(1, 2, 1, 4)])
    found = find_headings(table, vocabulary(insignia.SPEC))
    assert found is not None
    assert dict(found.spans) == {"name": 4}
    assert found.doubled == ()


def test_a_second_name_beside_a_merged_one_is_doubled() -> None:
    merges = [Merge(1, 2, 1, 3), Merge(1, 5, 1, 6)]
    table = table_of(["ประจำปี", "ชื่อ - สกุล", None, "ชั้นตรา", "ชื่อ - สกุล", None], merges=merges)
    found = find_headings(table, vocabulary(insignia.SPEC))
    assert found is not None
    assert (dict(found.spans), found.doubled) == ({"name": 3}, (("name", 5), ("name", 6)))


def test_a_split_name_has_a_column_for_each_part() -> None:
    found = find_headings(table_of(["ประจำปี", "คำนำหน้า", "ชื่อ", "นามสกุล", "ชั้น"]), vocabulary(insignia.SPEC))
    assert found is not None
    placed(found, {"year": "A", "name.title": "B", "name.given": "C", "name.surname": "D", "insignia_class": "E"})


@pytest.mark.parametrize("given", ["ชื่อ", "ชื่อตัว"])
def test_the_surname_of_the_law_beside_a_given_name_is_no_whole_name(given: str) -> None:
    found = find_headings(table_of(["ประจำปี", "คำนำหน้านาม", given, "ชื่อสกุล", "ชั้น"]), vocabulary(insignia.SPEC))
    assert found is not None
    placed(found, {"year": "A", "name.title": "B", "name.given": "C", "name.surname": "D", "insignia_class": "E"})


@pytest.mark.parametrize("heads", [("ชื่อสกุล",), ("ชื่อ", "ชื่อ - สกุล"), ("ชื่อ", "นามสกุล", "ชื่อสกุล")])
def test_a_whole_name_stays_one_where_nothing_says_otherwise(heads: Sequence[str]) -> None:
    found = find_headings(table_of(["ประจำปี", "ชั้น", *heads]), vocabulary(insignia.SPEC))
    assert found is not None
    assert found.columns["name"] == len(heads) + 2


def test_the_second_heading_of_a_field_is_doubled() -> None:
    found = found_in(table_of(["ห้อง", "แห่ง", "เลขที่ห้อง"]), rooms.SPEC)
    assert found.columns["room"] == 1
    assert found.doubled == (("room", 3),)


def test_a_heading_named_in_the_settings_is_the_only_one_for_its_field() -> None:
    words = vocabulary(rooms.SPEC, LedgerSettings(columns={"repaired_on": "เสร็จแล้วเมื่อใด"}))
    found = find_headings(table_of(["ห้อง", "แห่ง", "วันที่ซ่อมเสร็จ", "เสร็จแล้วเมื่อใด"]), words)
    assert found is not None
    assert found.columns["repaired_on"] == 4


def test_a_setting_may_take_the_heading_of_another_field() -> None:
    words = vocabulary(rooms.SPEC, LedgerSettings(columns={"ready_on": "วันที่ซ่อมเสร็จ"}))
    found = find_headings(table_of(["ห้อง", "แห่ง", "วันที่ซ่อมเสร็จ"]), words)
    assert found is not None
    assert "repaired_on" not in found.columns
    assert found.columns["ready_on"] == 3


NOTHING: Mapping[str, Rows] = {
    "empty sheet": [],
    "blank rows": [[], [None, None]],
    "numbers only": [[1, 2, 3], [4, 5, 6]],
    "no essential heading": [["แห่ง", "อาคาร", "เขต"]],
    "one heading alone": [["ห้อง"], ["101"]],
    "another ledger": [["ครั้งที่", "วันที่จัด", "หัวข้อ"]],
    "a sentence": [["รายงานห้องพัก แห่ง และ เขต ทั้งหมด"]],
    "headings below the search depth": [*([["-"]] * 130), FULL],
}


@pytest.mark.parametrize("name", NOTHING)
def test_no_heading_row_is_found(name: str) -> None:
    assert find_headings(table_of(*NOTHING[name]), vocabulary(rooms.SPEC)) is None


def test_the_closest_row_tells_what_is_there() -> None:
    table = table_of(["ทะเบียน"], ["แห่ง", "อาคาร", "เขต"], ["คลองใส", "1", "พระนคร"])
    assert closest_headings(table, vocabulary(rooms.SPEC)) == {"site", "building", "district"}


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_the_canonical_headings_of_every_ledger_are_found(spec: LedgerSpec[rooms.RoomRepair]) -> None:
    found = find_headings(table_of([column.heading for column in spec.columns]), vocabulary(spec))
    assert found is not None
    assert dict(found.columns) == {column.field: number for number, column in enumerate(spec.columns, 1)}
    assert found.doubled == ()


ALIASES = [(spec, column.field, alias) for spec in SPECS for column in spec.columns for alias in column.headings[1:]]


@pytest.mark.parametrize(("spec", "field", "alias"), ALIASES, ids=lambda value: str(getattr(value, "name", value)))
def test_every_alias_works_as_its_canonical_heading_does(
    spec: LedgerSpec[rooms.RoomRepair], field: str, alias: str
) -> None:
    headings = [alias if column.field == field else column.heading for column in spec.columns]
    found = find_headings(table_of(headings), vocabulary(spec))
    assert found is not None
    assert dict(found.columns) == {column.field: number for number, column in enumerate(spec.columns, 1)}


def test_similar_headings_keep_apart() -> None:
    words = vocabulary(cases.SPEC)
    headings = ["เลขเรื่อง", "ประเภทตำแหน่ง", "ระดับ", "วันที่ได้รับรายงาน", "วันที่สั่งการ", "วันที่สั่งนำเข้า", "วันที่เสนอ อ.ก.ก."]
    found = find_headings(table_of(headings), words)
    assert found is not None
    assert list(found.columns.values()) == [1, 2, 3, 4, 5, 6, 7]


def test_dots_inside_abbreviations_do_not_matter() -> None:
    found = find_headings(table_of(["เลขเรื่อง", "วันที่ได้รับรายงาน", "วันที่เสนอ อกก"]), vocabulary(cases.SPEC))
    assert found is not None
    assert found.columns["presented_on"] == 3


def test_the_roll_and_the_sessions_share_headings_but_not_ledgers() -> None:
    table = table_of(["ครั้งที่", "ชื่อ - สกุล", "หน่วยงาน", "คะแนนก่อนอบรม", "คะแนนหลังอบรม"])
    assert find_headings(table, vocabulary(training.SESSIONS)) is None
    assert find_headings(table, vocabulary(training.ROLL)) is not None


def test_a_number_where_a_heading_should_be_is_no_heading() -> None:
    assert find_headings(table_of(["ตัวชี้วัดที่", 9]), vocabulary(surveys.SPEC)) is None

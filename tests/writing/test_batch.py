"""Many rows from a file: checked against the ledger and against each other, all or none."""

from pathlib import Path

import pytest

from skj.diagnostics import InputRefused, UsageRefused
from skj.files.csv_edit import insert_lines
from skj.writing.batch import batch_drafts
from skj.writing.drafts import Draft, Spot
from tests.writing.desk import Desk, book_of, cells

HEADINGS = ("ที่", "ประจำปี", "ชื่อ - สกุล", "ชั้นตรา", "ลำดับในประกาศ")
OLD = (1, 2566, "นายเก่า อยู่ก่อน", "ป.ม.", 5)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, "insignia", {"r.xlsx": book_of({"ก": [HEADINGS, OLD, (2, 2566, "นายสอง มาแล้ว", "ป.ม.", 6)]})})


def drafts(desk: Desk, *lines: str, headings: str = "ชื่อและสกุล,ปีที่ได้รับ,ชั้น,ลำดับที่ได้รับ") -> list[Draft]:
    path = desk.folder / "batch.csv"
    path.write_text("\n".join([headings, *lines]), encoding="utf-8")
    space = desk.space()
    target = desk.target(space, {})
    spot = Spot(space.ledger("insignia"), target.sheet, target.last_row + 1)
    return batch_drafts(target, spot, path, space.settings_of("insignia"))


def test_rows_are_numbered_and_placed_in_turn(desk: Desk) -> None:
    found = drafts(desk, "นายก ขาว,2566,ปม,11", "นายข ดำ,๒๕๖๖,ป.ม.,12")
    assert [(draft.spot.row, draft.values["seq"]) for draft in found] == [(4, 3), (5, 4)]
    assert [draft.findings for draft in found] == [(), ()]


def test_rows_are_checked_against_the_ledger_and_each_other(desk: Desk) -> None:
    found = drafts(desk, "นายก ขาว,2566,ปม,5", "นายข ดำ,2566,ป.ม.,12", "นายค เขียว,2566,ป.ม.,13")
    assert [[one.code for one in draft.errors] for draft in found] == [["SKJ421"], [], []]
    doubled = drafts(desk, "นายข ดำ,2566,ป.ม.,12", "นายข ดำ,2566,ป.ม.,12")
    assert sum(bool(draft.errors) for draft in doubled) == 1


def test_a_row_that_cannot_be_read_is_an_error_of_its_own(desk: Desk) -> None:
    found = drafts(desk, "นายก ขาว,2566,ปม,11", "นายข ดำ,2566,ตราอะไร,12")
    assert [bool(draft.errors) for draft in found] == [True, False]
    assert found[0].errors[0].place.row == 3


def test_columns_that_are_no_fields_are_said_once(desk: Desk) -> None:
    found = drafts(desk, "นายก ขาว,2566,ปม,x", "นายข ดำ,2566,ปม,y", headings="ชื่อและสกุล,ปีที่ได้รับ,ชั้น,เบอร์โทร")
    assert [[one.code for one in draft.warnings] for draft in found] == [["SKJ799"], []]


def test_a_field_without_a_column_in_the_sheet_is_an_error(desk: Desk) -> None:
    found = drafts(desk, "นายก ขาว,2566,ปม,สำนักการคลัง", headings="ชื่อและสกุล,ปีที่ได้รับ,ชั้น,หน่วยงาน")
    assert [[one.code for one in draft.errors] for draft in found] == [["SKJ786"]]


def test_files_without_rows_or_headings_are_refused(desk: Desk) -> None:
    with pytest.raises(UsageRefused):
        drafts(desk)
    with pytest.raises(InputRefused):
        drafts(desk, "นายก ขาว,2566", headings="อะไร,ไม่รู้")


def test_two_hundred_rows_in_one_pass(desk: Desk) -> None:
    from skj.writing.plans import plan_append

    found = drafts(desk, *[f"นายคนที่{number} เพิ่ม,2566,ป.ม.,{100 + number}" for number in range(200)])
    plan = plan_append(desk.target(desk.space(), {}), found)
    (desk.folder / "r.xlsx").write_bytes(plan.edit((desk.folder / "r.xlsx").read_bytes()).data)
    assert [row[0] for row in cells(desk.folder / "r.xlsx")[1:]] == list(range(1, 203))


def test_lines_of_a_batch_go_into_a_csv_file_together() -> None:
    data = "ก,ข\r\n1,2\r\nรวม,1".encode()
    offset = data.index("รวม".encode())
    edited = insert_lines(data, offset, [["3", "4"], ["5,5"]], shown="r.csv")
    assert (edited.data, edited.row) == ('ก,ข\r\n1,2\r\n3,4\r\n"5,5",\r\nรวม,1'.encode(), 3)
    at_end = insert_lines(data, len(data), [["3"], ["4"]], shown="r.csv")
    assert at_end.data == data + b"\r\n3,\r\n4,"

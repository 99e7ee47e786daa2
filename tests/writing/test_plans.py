"""Where a row goes and what the file holds afterwards, for every way offices keep their ledgers."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from skj.diagnostics import InputRefused, UsageRefused, WriteRefused
from skj.files.tables import CellValue
from skj.rules.editing import SHEET_PROTECTED
from skj.rules.sheets import NO_HEADING_ROW
from skj.starting import write_workspace
from skj.workspace import Workspace
from tests.sample_offices import SAMPLES
from tests.writing.desk import Desk, book_of, cells

HEADINGS = ("ลำดับที่", "ประจำปี", "ชื่อ - สกุล", "ชั้นตรา", "ลำดับในประกาศ", "วันที่รับ")
ROW = {"year": "2566", "name": "นางสาวใหม่ มาแล้ว", "insignia_class": "ป.ม.", "list_no": "77", "received_on": "5 ก.พ. 67"}
OLD = (1, 2566, "นายเก่า อยู่ก่อน", "ป.ม.", 5, date(2024, 1, 12))
KNOWLEDGE = ("กระบวนงาน", "เรื่อง", "ประเภท", "วันที่เผยแพร่")
SIGNED = ("", "", "ลงชื่อ .......................... ผู้รายงาน")


def insignia(folder: Path, *rows: Sequence[CellValue], settings: str = "") -> Desk:
    return Desk(folder, "insignia", {"r.xlsx": book_of({"ทะเบียน": rows})}, settings)


def csv_of(rows: Iterable[Sequence[CellValue]], newline: str = "\r\n", encoding: str = "utf-8") -> bytes:
    lines = (",".join("" if cell is None else str(cell) for cell in row) for row in rows)
    return "".join(line + newline for line in lines).encode(encoding)


def test_true_dates_stay_true_dates(tmp_path: Path) -> None:
    desk = insignia(tmp_path, HEADINGS, OLD)
    assert desk.add(**ROW).plan.row == 3
    assert cells(tmp_path / "r.xlsx")[2] == [2, 2566, "นางสาวใหม่ มาแล้ว", "ป.ม.", 77, datetime(2024, 2, 5)]  # noqa: DTZ001  (a day in a cell has no zone)


def test_text_dates_thai_digits_and_numbers_as_text(tmp_path: Path) -> None:
    desk = insignia(tmp_path, HEADINGS, ("๑", "๒๕๖๖", "นายเก่า อยู่ก่อน", "ปม.", "5", "๑๒ ม.ค. ๒๕๖๗"))
    desk.add(**ROW)
    assert cells(tmp_path / "r.xlsx")[2] == [
        "๒",
        "๒๕๖๖",
        "นางสาวใหม่ มาแล้ว",
        "ป.ม.",
        "77",
        "๕ ก.พ. ๒๕๖๗",
    ]


@pytest.mark.parametrize(
    ("headings", "cells_written"),
    [
        (("คำนำหน้า", "ชื่อ", "นามสกุล"), ["นางสาว", "ใหม่", "มาแล้ว"]),
        (("ชื่อ", "นามสกุล"), ["นางสาวใหม่", "มาแล้ว"]),
    ],
)
def test_a_split_name_goes_into_its_columns(
    tmp_path: Path, headings: tuple[str, ...], cells_written: list[str]
) -> None:
    old = ("นาย", "เก่า", "อยู่ก่อน") if len(headings) == 3 else ("นายเก่า", "อยู่ก่อน")
    desk = insignia(tmp_path, ("ประจำปี", *headings, "ชั้นตรา"), (2566, *old, "ป.ม."))
    desk.add(year="2566", name="นางสาวใหม่ มาแล้ว", insignia_class="ป.ม.")
    assert cells(tmp_path / "r.xlsx")[2] == [2566, *cells_written, "ป.ม."]


def test_the_sheet_of_the_year_gets_the_row(tmp_path: Path) -> None:
    other = (1, 2565, "นายอื่น คนละปี", "ป.ม.", 5, None)
    desk = Desk(tmp_path, "insignia", {"r.xlsx": book_of({"๒๕๖๕": [HEADINGS, other], "๒๕๖๖": [HEADINGS, OLD]})})
    assert desk.add(**ROW).plan.target.sheet.sheet == "๒๕๖๖"
    assert len(cells(tmp_path / "r.xlsx", "๒๕๖๕")) == 2


def test_several_sheets_and_files_are_refused_by_name(tmp_path: Path) -> None:
    sheets: dict[str, list[Sequence[CellValue]]] = {
        "ก": [HEADINGS, OLD],
        "ข": [HEADINGS, (1, 2566, "นายสอง แผ่น", "ป.ม.", 6, None)],
    }
    desk = Desk(tmp_path, "insignia", {"r.xlsx": book_of(sheets)})
    with pytest.raises(UsageRefused) as refused:
        desk.plan(desk.space(), ROW)
    assert (refused.value.diagnostic.code, "“ก”, “ข”" in refused.value.diagnostic.message()) == ("SKJ789", True)
    assert desk.plan(desk.space(), ROW, sheet="ข").target.sheet.sheet == "ข"
    desk = Desk(tmp_path, "insignia", {name: book_of({"ก": [HEADINGS, OLD]}) for name in ("a.xlsx", "b.xlsx")})
    with pytest.raises(UsageRefused) as refused:
        desk.plan(desk.space(), {**ROW, "year": "2567"})
    assert (refused.value.diagnostic.code, "a.xlsx, b.xlsx" in refused.value.diagnostic.message()) == ("SKJ788", True)
    assert desk.plan(desk.space(), ROW, file="b.xlsx").target.path.name == "b.xlsx"
    with pytest.raises(UsageRefused) as refused:
        desk.plan(desk.space(), ROW, file="c.xlsx")
    assert (refused.value.diagnostic.code, "a.xlsx, b.xlsx" in refused.value.diagnostic.hint()) == ("SKJ777", True)
    assert "c.xlsx" in refused.value.diagnostic.message()
    for file in (None, "b.xlsx"):
        with pytest.raises(UsageRefused) as refused:
            desk.target(desk.space(), ROW, sheet="ค", **({"file": file} if file else {}))
        assert (refused.value.diagnostic.code, "“ก”" in refused.value.diagnostic.hint()) == ("SKJ778", True)
        assert "“ค”" in refused.value.diagnostic.message()


def test_totals_and_signatures_move_down(tmp_path: Path) -> None:
    desk = insignia(tmp_path, HEADINGS, OLD, ("รวม", 1, "ราย"), (), SIGNED)
    desk.add(**ROW)
    found = cells(tmp_path / "r.xlsx")
    assert [row[2] for row in found[1:3]] == ["นายเก่า อยู่ก่อน", "นางสาวใหม่ มาแล้ว"]
    assert found[3][0] == "รวม"
    assert found[5][2] == SIGNED[2]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
@pytest.mark.parametrize("newline", ["\r\n", "\n"])
def test_csv_gets_one_line_before_what_stands_below(tmp_path: Path, encoding: str, newline: str) -> None:
    above: list[Sequence[CellValue]] = [HEADINGS, (1, 2566, "นายเก่า อยู่ก่อน", "ป.ม.", 5, "12 ม.ค. 67")]
    below: list[Sequence[CellValue]] = [("", "", "", "", "", ""), SIGNED]
    bare = encoding.removesuffix("-sig")
    start = csv_of(above, newline, encoding)
    desk = Desk(tmp_path, "insignia", {"r.csv": start + csv_of(below, newline, bare)})
    desk.add(**ROW)
    line = f"2,2566,นางสาวใหม่ มาแล้ว,ป.ม.,77,5 ก.พ. 67{newline}".encode(bare)
    assert (tmp_path / "r.csv").read_bytes() == start + line + csv_of(below, newline, bare)


@pytest.mark.parametrize("ending", ["", "\r\n", "\r\n\r\n\r\n", "\r\n,,,,,\r\n"])
def test_csv_with_any_ending(tmp_path: Path, ending: str) -> None:
    text = ",".join(HEADINGS) + "\r\n" + '1,2566,"นายเก่า\r\nอยู่ก่อน",ป.ม.,5,12/01/67' + ending
    desk = Desk(tmp_path, "insignia", {"r.csv": text.encode()})
    assert desk.add(**ROW).plan.row == 3
    after = (tmp_path / "r.csv").read_bytes().decode()
    assert after.replace("2,2566,นางสาวใหม่ มาแล้ว,ป.ม.,77,05/02/67", "", 1).replace("\r\n", "") == text.replace(
        "\r\n", ""
    )
    assert desk.space().ledger("insignia").records[-1].name == "นางสาวใหม่ มาแล้ว"


@pytest.mark.parametrize("typed", ["=1+1", "@SUM(A1)", "+ก", "-ก", "＝1"])
def test_a_formula_is_refused_in_csv_and_a_text_in_a_workbook(tmp_path: Path, typed: str) -> None:
    texts = {"process": "ก", "title": typed, "kind": "คู่มือ"}
    desk = Desk(tmp_path, "knowledge", {"k.csv": csv_of([KNOWLEDGE, ("ก", "ข", "คู่มือ", "1 ก.พ. 67")])})
    with pytest.raises(WriteRefused) as refused:
        desk.plan(desk.space(), texts)
    assert refused.value.diagnostic.code == "SKJ790"
    desk = Desk(tmp_path, "knowledge", {"k.xlsx": book_of({"ก": [KNOWLEDGE, ("ก", "ข", "คู่มือ", "1 ก.พ. 67")]})})
    desk.add(**texts)
    cell = load_workbook(tmp_path / "k.xlsx").worksheets[0]["B3"]
    assert (cell.data_type, cell.value) == ("s", typed)


@pytest.mark.parametrize("typed", ["-", "--", "-5", "+66812345678"])
def test_a_dash_or_a_number_is_no_formula(tmp_path: Path, typed: str) -> None:
    from skj.writing.plans import _safe

    desk = Desk(tmp_path, "knowledge", {"k.csv": csv_of([KNOWLEDGE, ("ก", "ข", "คู่มือ", "1 ก.พ. 67")])})
    target = desk.target(desk.space(), {"process": "ก"})
    assert _safe(target, typed) == typed


def test_a_column_that_is_not_there_is_refused(tmp_path: Path) -> None:
    desk = insignia(tmp_path, HEADINGS, OLD)
    draft = desk.draft(desk.space(), {**ROW, "agency": "สำนักการคลัง"})
    assert [found.code for found in draft.errors] == ["SKJ786"]


def test_rows_numbered_beforehand_are_filled(tmp_path: Path) -> None:
    desk = insignia(tmp_path, HEADINGS, OLD, (2,), (3,), (), SIGNED)
    desk.add(**ROW)
    found = cells(tmp_path / "r.xlsx")
    assert found[2][:3] == [2, 2566, "นางสาวใหม่ มาแล้ว"]
    assert [row[0] for row in found[3:]] == [3, None, None]
    assert len(found) == 6


def test_every_template_takes_its_first_row_and_the_second(tmp_path: Path) -> None:
    write_workspace(tmp_path)
    rows = {
        "insignia": ROW,
        "rooms": {"site": "สวนลำไย", "building": "อาคาร 1", "district": "ดินแดง", "room": "101", "damage": "ไฟฟ้า"},
        "cases": {"case_no": "กท 1/2567", "position_type": "ทั่วไป", "report_received_on": "1/2/67", "serious": "ใช่"},
        "training_sessions": {"session": "1", "held_on": "1/2/67"},
        "training_roll": {"session": "1", "name": "นายก ขาว", "agency": "สำนักการคลัง"},
        "training_followup": {"name": "นายก ขาว", "asked_on": "1/2/67"},
        "coaching": {"session": "1", "held_on": "1/2/67", "mentor": "นายก ขาว", "mentee": "นางข ดำ", "district": "ดุสิต"},
        "knowledge": {"process": "ก", "title": "ข", "kind": "คู่มือ", "published_on": "1/2/67"},
        "surveys": {"indicator": "3", "respondent": "R1", "overall": "มาก"},
        "evidence": {"indicator": "1", "item": "final_report", "dated_on": "1/2/67"},
    }
    for name, texts in rows.items():
        desk = Desk.__new__(Desk)
        desk.folder, desk.name = tmp_path, name
        desk.spec = Workspace(tmp_path).ledger(name).spec
        assert desk.add(**texts).receipt.row == 2, name
        second = {**texts, "room": "102", "case_no": "กท 2/2567", "list_no": "78", "session": "2"}
        texts_again = {key: text for key, text in second.items() if key in texts}
        texts_again |= {"name": "นายง เขียว"} if "name" in texts else {}
        assert desk.add(**texts_again).receipt.row == 3, name
        assert [record.row for record in Workspace(tmp_path).ledger(name).records] == [2, 3], name


@pytest.mark.parametrize(
    ("ledger", "file", "texts"),
    [
        ("training_sessions", "training_sessions.xls", {"session": "12", "held_on": "1/2/67"}),
        ("surveys", "surveys_housing.ods", {"indicator": "5", "respondent": "R1", "overall": "5"}),
    ],
)
def test_old_and_open_document_files_are_refused_with_what_to_do(
    tmp_path: Path, ledger: str, file: str, texts: dict[str, str]
) -> None:
    desk = Desk(tmp_path, ledger, {file: (SAMPLES / "ledgers" / file).read_bytes()})
    with pytest.raises(WriteRefused) as refused:
        desk.plan(desk.space(), texts)
    assert refused.value.diagnostic.code == "SKJ730"
    assert ".xlsx" in refused.value.diagnostic.hint()


def test_a_protected_sheet_is_refused(tmp_path: Path) -> None:
    desk = insignia(tmp_path, HEADINGS, OLD)
    book = load_workbook(tmp_path / "r.xlsx")
    book.worksheets[0].protection.enable()
    book.save(tmp_path / "r.xlsx")
    before = (tmp_path / "r.xlsx").read_bytes()
    with pytest.raises(WriteRefused) as refused:
        desk.add(**ROW)
    assert refused.value.diagnostic.rule is SHEET_PROTECTED
    assert (tmp_path / "r.xlsx").read_bytes() == before


def test_a_file_without_the_headings_is_no_place(tmp_path: Path) -> None:
    desk = insignia(tmp_path, ("ก", "ข"), (1, 2))
    with pytest.raises(InputRefused) as refused:
        desk.plan(desk.space(), ROW)
    assert refused.value.diagnostic.rule is NO_HEADING_ROW


def test_two_digit_years_are_read_as_the_office_says(tmp_path: Path) -> None:
    from skj.commands.writing import reading_options

    desk = insignia(tmp_path, HEADINGS, OLD, settings='two_digit_years = "ce"\n')
    assert reading_options(desk.space(), "insignia").two_digit_years == "ce"


def test_headings_named_in_the_settings_are_written_to(tmp_path: Path) -> None:
    headings = ("ลำดับที่", "ประจำปี", "ผู้ได้รับ (ตามบัญชี)", "ชั้นตรา", "ลำดับในประกาศ", "วันที่รับ")
    desk = insignia(tmp_path, headings, OLD, settings='[ledgers.insignia.columns]\nname = "ผู้ได้รับ (ตามบัญชี)"\n')
    desk.add(**ROW)
    assert cells(tmp_path / "r.xlsx")[2][2] == "นางสาวใหม่ มาแล้ว"


def test_a_second_page_with_its_own_order_of_columns_gets_the_row(tmp_path: Path) -> None:
    other = ("ชื่อ - สกุล", "ประจำปี", "ลำดับที่", "ลำดับในประกาศ", "ชั้นตรา", "วันที่รับ")
    second = ("นายสอง หน้า", 2566, 2, 9, "ป.ม.", date(2024, 1, 13))
    desk = insignia(tmp_path, HEADINGS, OLD, other, second)
    desk.add(**ROW)
    assert cells(tmp_path / "r.xlsx")[4][:5] == ["นางสาวใหม่ มาแล้ว", 2566, 3, 77, "ป.ม."]

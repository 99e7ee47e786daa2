"""Totals below and within a table: right ones pass without a word, wrong ones are told."""

from collections.abc import Sequence

import pytest

from skj.diagnostics import Diagnostic
from skj.files.tables import CellValue
from skj.ledgers import budget, insignia, rooms
from tests.raw_tables import kinds_of, read_rows

HEADINGS = ("แห่ง", "อาคาร", "เขต", "ห้อง", "รายการชำรุด", "ค่าซ่อม")


def room(number: int, cost: CellValue, district: str = "พระนคร") -> tuple[CellValue, ...]:
    return "คลองใส", "1", district, f"{number}", "ไฟฟ้า", cost


def total(amount: CellValue, word: CellValue = "รวม") -> tuple[CellValue, ...]:
    return word, None, None, None, None, amount


def disagreements(*rows: Sequence[CellValue]) -> list[Diagnostic]:
    ledger = read_rows(rooms.SPEC, HEADINGS, *rows)
    return [found for found in ledger.findings if found.rule.name == "total-disagrees"]


RIGHT: dict[str, Sequence[Sequence[CellValue]]] = {
    "sum": [room(1, 100), room(2, 250.5), total(350.5)],
    "sum as text": [room(1, "1,000"), room(2, "๕๐๐ บาท"), total("1,500.00 บาท")],
    "no number": [room(1, 100), total(None)],
    "sub-totals and the whole": [room(1, 100), total(100), room(2, 50), room(3, 50), total(100), total(200, "รวมทั้งสิ้น")],
    "whole after one part": [room(1, 100), total(100), room(2, 50), total(150, "รวมทั้งสิ้น")],
    "a row set aside is summed": [room(1, 100), room(2, 50, "เมืองใหม่"), total(150)],
    "a row set aside is counted": [room(1, 100), room(2, 50, "เมืองใหม่"), ["รวม 2 ห้อง"]],
    "count in words": [room(1, 100), room(2, 50), ["รวมทั้งสิ้น ๒ ห้อง"]],
    "count in a cell of its own": [room(1, 100), room(2, 50), ["รวม", None, "2 ห้อง", None, None, 150]],
    "count of a part": [room(1, 1), ["รวม 1 ห้อง"], room(2, 1), room(3, 1), ["รวม 2 ห้อง"], ["รวมทั้งสิ้น 3 ห้อง"]],
    "blank cost": [room(1, None), room(2, 50), total(50)],
    "no rows at all": [total(0)],
}


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_total_passes(name: str) -> None:
    assert disagreements(*RIGHT[name]) == []


WRONG: dict[str, tuple[Sequence[Sequence[CellValue]], str, str, str]] = {
    "sum": ([room(1, 100), room(2, 250), total(351)], "F4", "351", "350"),
    "count": ([room(1, 100), ["รวม 2 ห้อง"]], "", "2", "1"),
    "whole": ([room(1, 100), total(100), room(2, 50), total(151, "รวมทั้งสิ้น")], "F5", "151", "150"),
    "part": ([room(1, 100), total(90), room(2, 50)], "F3", "90", "100"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_total_is_told_at_its_cell(name: str) -> None:
    rows, cell, stated, computed = WRONG[name]
    found = disagreements(*rows)
    assert [(one.place.cell, one.value, str(one.args["computed"])) for one in found] == [(cell, stated, computed)]


def test_a_wrong_total_sets_no_row_aside() -> None:
    ledger = read_rows(rooms.SPEC, HEADINGS, room(1, 100), total(999))
    assert (len(ledger.records), len(ledger.left_out), list(kinds_of(ledger))) == (1, 0, [3])


def test_a_total_is_never_a_record_of_the_budget() -> None:
    ledger = read_rows(budget.SPEC, ["โครงการ", "จำนวนเงิน"], ["ก", 100], ["รวม", 100])
    assert [record.project for record in ledger.records] == ["ก"]


def test_a_total_in_a_later_column_is_seen() -> None:
    headings = ["โครงการ", "งบประมาณ", "วันที่เบิกจ่าย", "จำนวนเงิน"]
    ledger = read_rows(budget.SPEC, headings, ["ก", 500, "1 ธ.ค. 2566", 100], [None, None, "รวม", 101])
    assert [found.value for found in ledger.findings if found.rule.name == "total-disagrees"] == ["101"]


def test_a_count_of_people_below_a_register() -> None:
    rows: list[list[CellValue]] = [
        ["ประจำปี", "ชื่อ - สกุล", "ชั้นตรา"],
        [2563, "นายสมชาย ใจดี", "ป.ช."],
        [2563, "นางสมใจ ใจดี", "ป.ม."],
    ]
    ledger = read_rows(insignia.SPEC, *rows, ["รวม", "3 ราย"])
    assert [found.value for found in ledger.findings if found.rule.name == "total-disagrees"] == ["3"]

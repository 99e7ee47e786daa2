"""A row before it is written: errors, warnings, what is replaced."""

from datetime import date
from pathlib import Path

import pytest

from skj.ledgers.base import ReadingOptions
from skj.writing.drafts import Spot, as_typed, changed_draft, new_draft, read_values
from tests.writing.desk import Desk, book_of

HEADINGS = ("แห่ง", "อาคาร", "เขต", "ห้อง", "รายการชำรุด", "วันที่เริ่มซ่อม", "วันที่ซ่อมเสร็จ", "ผู้ได้รับสิทธิ")
ROW = ("สวนลำไย", "อาคาร 1", "ดินแดง", "101", "ไฟฟ้า", "1 ก.พ. 67", None, "นายเก่า อยู่ก่อน")
NEW = {"site": "สวนลำไย", "building": "อาคาร ๑", "district": "เขตดินแดง", "room": "102", "damage": "ไฟฟ้า"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, "rooms", {"r.xlsx": book_of({"ก": [HEADINGS, ROW]})})


@pytest.mark.parametrize(
    ("texts", "codes"),
    [
        (NEW, []),
        ({**NEW, "room": "๑๐๑"}, ["SKJ420"]),
        ({**NEW, "district": "ไม่มีเขต"}, ["SKJ3"]),
        ({**NEW, "started_on": "5 ก.พ. 67", "repaired_on": "1 ก.พ. 67"}, ["SKJ405"]),
        ({key: text for key, text in NEW.items() if key != "room"}, ["SKJ401"]),
        ({**NEW, "room": "-"}, ["SKJ401"]),
        ({**NEW, "started_on": "31 เม.ย. 67"}, ["SKJ3"]),
        ({**NEW, "cost": "50"}, ["SKJ786"]),
    ],
)
def test_errors_of_a_new_row(desk: Desk, texts: dict[str, str], codes: list[str]) -> None:
    draft = desk.draft(desk.space(), texts)
    assert [any(found.code.startswith(code) for code in codes) for found in draft.errors] == [True] * len(codes)
    is_writable = not draft.errors or codes in (["SKJ420"], ["SKJ405"])  # a record that must not stand there
    assert (draft.record is not None) == is_writable


def test_findings_point_at_the_cell_to_be_written(desk: Desk) -> None:
    draft = desk.draft(desk.space(), {**NEW, "started_on": "31 เม.ย. 67"})
    assert [str(found.place.cell) for found in draft.errors] == ["F3"]


def test_what_is_replaced_is_said_and_masked(desk: Desk) -> None:
    ledger = desk.space().ledger("rooms")
    record = ledger.records[0]
    changes = {"started_on": date(2024, 2, 3), "repaired_on": date(2024, 3, 1), "allocated_to": "นายใหม่ มาแล้ว"}
    draft = changed_draft(Spot(ledger, record.sheet, record.row), record, changes)
    replaced = [found for found in draft.warnings if found.code == "SKJ794"]
    assert [(found.field, found.value) for found in replaced] == [
        ("started_on", "1 ก.พ. 2567"),
        ("allocated_to", "นายเก่า อยู่ก่อน"),
    ]
    assert "3 ก.พ. 2567" in replaced[0].message()
    assert "ใหม่" not in replaced[1].masked().message()
    assert "เก่า" not in replaced[1].masked().message()
    assert draft.errors == ()


def test_a_changed_row_is_not_its_own_copy(desk: Desk) -> None:
    ledger = desk.space().ledger("rooms")
    record = ledger.records[0]
    draft = changed_draft(Spot(ledger, record.sheet, record.row), record, {"damage": ("โครงสร้าง",)})
    assert [found.code for found in draft.errors] == []


def test_typed_texts_follow_the_reading_of_the_ledger(desk: Desk) -> None:
    ledger = desk.space().ledger("rooms")
    as_written = Spot(ledger, ledger.sheets[0], 3)
    christian = Spot(ledger, ledger.sheets[0], 3, options=ReadingOptions(two_digit_years="ce"))
    assert read_values(as_written, {"started_on": "1/2/24"})[0].get("started_on") != date(2024, 2, 1)
    assert read_values(christian, {"started_on": "1/2/24"})[0]["started_on"] == date(2024, 2, 1)


def test_values_that_only_the_record_refuses_become_findings(desk: Desk) -> None:
    ledger = desk.space().ledger("rooms")
    draft = new_draft(Spot(ledger, ledger.sheets[0], 3), {**NEW, "damage": 5})
    assert [found.code for found in draft.errors] == ["SKJ412"]


@pytest.mark.parametrize(
    ("value", "text"), [(date(2024, 2, 1), "1 ก.พ. 2567"), (True, "ใช่"), (("ก", "ข"), "ก, ข"), (5, "5"), ("ก", "ก")]
)
def test_values_as_a_person_would_type_them(value: object, text: str) -> None:
    assert as_typed(value) == text

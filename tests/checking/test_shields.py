"""What may be shown of a sheet without names, and what findings learn from their sheet."""

from datetime import date, datetime, time
from typing import Any

import pytest

from skj.checking.excerpts import Excerpts
from skj.checking.shields import Shield, shield_of
from skj.diagnostics import Diagnostic
from skj.files.tables import CellError, CellValue, RawTable, raw_text
from skj.ledgers import cases, rooms
from skj.ledgers.base import Ledger, LedgerSpec
from skj.ledgers.knownheadings import DEFAULT_SETTINGS, LedgerSettings
from tests.raw_tables import read_rows, table_of

HEADINGS = ("แห่ง", "อาคาร", "เขต", "ห้อง", "รายการชำรุด", "วันที่เริ่มซ่อม", "วันที่ซ่อมเสร็จ", "ผู้ได้รับสิทธิ", "หมายเหตุ")
NAME = "นายลับ เหลือเกิน"
ROOM = ("คลองใส", "1", "พระนคร", "101", "ไฟฟ้า", date(2024, 2, 1), "12 ก.พ. 2567", NAME, "ฝากไว้กับลับ")
CASE_HEADINGS = ("เลขเรื่อง", "ผู้ถูกกล่าวหา", "ประเภทตำแหน่ง", "ระดับ", "ร้ายแรง", "ทุจริต", "วันที่ได้รับรายงาน")


class Memory:
    """As much of a workspace as excerpts look at: one ledger in one sheet."""

    def __init__(self, spec: LedgerSpec[Any], *rows: tuple[CellValue, ...]) -> None:
        self.read: Ledger[Any] = read_rows(spec, *rows)
        self.sheet: RawTable = table_of(*rows)

    def ledger(self, _name: str) -> Ledger[Any]:
        """The only ledger."""
        return self.read

    def table(self, _file: str, _sheet: str) -> RawTable:
        """The only sheet."""
        return self.sheet

    def settings_of(self, _name: str) -> LedgerSettings:
        """No settings."""
        return DEFAULT_SETTINGS

    def shield(self) -> Shield:
        """The shield of the only sheet."""
        return shield_of(self.read.spec, self.read.sheets[0], self.sheet, DEFAULT_SETTINGS, self.read.findings)

    def completed(self) -> dict[str, Diagnostic]:
        """The findings by code, each with what its sheet knows."""
        excerpts = Excerpts(self, [self.read.spec.name])  # type: ignore[arg-type]  # stands in for a workspace
        return {found.code: excerpts.complete(found) for found in self.read.findings}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (101.0, "101"),
        (0.5, "0.5"),
        (date(2567, 10, 5), "2567-10-05"),
        (datetime(2024, 2, 12), "2024-02-12"),  # noqa: DTZ001  (cells have no time zone)
        (datetime(2024, 2, 12, 8, 30), "2024-02-12 08:30:00"),  # noqa: DTZ001  (as above)
        (time(8, 30), "08:30:00"),
        (CellError("#N/A"), "#N/A"),
        (" ก ", " ก "),
    ],
)
def test_raw_text_is_the_cell_as_stored(value: CellValue, text: str) -> None:
    assert raw_text(value) == text


def test_known_columns_are_shown_and_people_are_not() -> None:
    shield = Memory(rooms.SPEC, ("ผู้จัดทำ " + NAME,), HEADINGS, ROOM).shield()
    assert not shield.hides(2, 8, "ผู้ได้รับสิทธิ")
    assert not shield.hides(3, 1, "คลองใส")
    assert shield.hides(3, 8, NAME)
    assert shield.hides(3, 3, NAME), "a name that slipped into another column is not understood there"
    assert shield.hides(3, 9, "ฝากไว้กับลับ"), "a column that is none of the ledger's may name anyone"
    assert not shield.hides(3, 9, "12 ก.พ. 2567")
    assert shield.hides(1, 1, "ผู้จัดทำ " + NAME), "so may a title"


def test_rows_that_are_no_records_are_hidden() -> None:
    shield = Memory(rooms.SPEC, HEADINGS, ROOM, (), (None, None, f"ลงชื่อ {NAME}")).shield()
    assert shield.hides(4, 3, f"ลงชื่อ {NAME}")
    assert not shield.hides(2, 3, "พระนคร")


def test_everything_but_figures_is_hidden_in_a_ledger_of_secrets() -> None:
    shield = Memory(
        cases.SPEC, CASE_HEADINGS, ("กท 1/2567", NAME, "วิชาการ", "ชพ.", "ใช่", "ใช่", "10 ม.ค. 2567")
    ).shield()
    assert shield.hides(2, 2, NAME)
    assert shield.hides(2, 4, NAME)
    assert not shield.hides(2, 7, "10 ม.ค. 2567")
    assert shield.open_columns() == frozenset()


def test_below_other_headings_no_column_is_known() -> None:
    other = ("แห่ง", "อาคาร", "เขต", "ห้อง", "ผู้ได้รับสิทธิ", "รายการชำรุด", "วันที่ซ่อมเสร็จ")
    moved = ("คลองใส", "1", "พระนคร", "102", NAME, "ไฟฟ้า", "12 ก.พ. 2567")
    shield = Memory(rooms.SPEC, HEADINGS, ROOM, other, moved).shield()
    assert not shield.hides(2, 5, "ไฟฟ้า")
    assert shield.hides(4, 5, NAME)
    assert not shield.is_record(4)


def test_below_the_same_headings_again_the_columns_are_known() -> None:
    again = ("คลองใส", "1", "พระนคร", "102", "ไฟฟ้า", None, "12 ก.พ. 2567", NAME)
    shield = Memory(rooms.SPEC, HEADINGS, ROOM, HEADINGS, again).shield()
    assert not shield.hides(4, 5, "ไฟฟ้า")
    assert shield.hides(4, 8, NAME)


def test_a_finding_learns_its_raw_value_its_reading_and_its_neighbours() -> None:
    late = (*ROOM[:5], date(2024, 3, 1), "๑๒/๒/๖๗", *ROOM[7:])
    found = Memory(rooms.SPEC, HEADINGS, late).completed()["SKJ405"]
    assert (found.value, found.read_as) == ("๑๒/๒/๖๗", "12 ก.พ. 2567")
    assert found.before is not None
    assert (found.before.column, found.before.heading, found.before.value) == ("F", "วันที่เริ่มซ่อม", "2024-03-01")
    assert found.after is not None
    assert (found.after.value, found.after.personal) == (NAME, True)
    masked = found.masked()
    assert masked.after is not None
    assert NAME not in masked.after.value
    assert masked.key == "คลองใส 1 101"


def test_a_warning_about_a_sound_row_learns_whom_it_concerns() -> None:
    typed = (*ROOM[:5], date(2567, 2, 1), *ROOM[6:])
    found = Memory(rooms.SPEC, HEADINGS, typed).completed()["SKJ331"]
    assert found.key == "คลองใส 1 101"
    assert (found.value, found.read_as) == ("2567-02-01", "1 ก.พ. 2567")


def test_a_finding_without_a_row_stays_as_it_is() -> None:
    memory = Memory(rooms.SPEC, HEADINGS[:3] + HEADINGS[4:], ROOM[:3] + ROOM[4:])
    before = {found.code: found for found in memory.read.findings if not found.place.row}
    after = memory.completed()
    assert all(after[code] == found for code, found in before.items())

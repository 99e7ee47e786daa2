"""Reading near a new row says of it what reading the whole ledger says, and finds the same rows to change."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skj.files.tables import CellValue, RawTable, SourceFile
from skj.ledgers import cases, insignia, rooms, training
from skj.ledgers.base import NO_OPTIONS, Fault, Ledger, LedgerSpec, Record
from skj.ledgers.lookup import read_near, read_rows, set_aside, skeleton
from skj.ledgers.reading import read_ledger
from skj.ledgers.registry import SPECS
from skj.scoring.search import How, search
from skj.thai.text import identity_key
from skj.workspace import Workspace
from skj.writing.plans import place_of
from tests.raw_tables import FILE, table_of
from tests.workspaces.maker import make_workspace

NAMES: Final = (
    "นายสมชาย ใจดี",
    "นาย สมชาย  ใจดี",
    "สมชาย ใจดี",
    "ใจดี สมชาย",
    "นางสาวสมศรี ใจดี",
    "น.ส.สมศรี ใจดี",
    "นางจันทร์ฏา ณ นคร",
    "นาย",
    "เอ",
)
NUMBERS: Final = (1, 2, 12, 1.0, "1", "๑", "01", "ลำดับที่ 2", "12.", None, "x")
POOLS: Final[dict[str, tuple[CellValue, ...]]] = {
    "seq": (1, 2, "๓", None),
    "year": (2565, 2566, "๒๕๖๖", "พ.ศ. 2565", 2566.0, "x"),
    "name": NAMES,
    "insignia_class": ("ป.ม.", "ปม", "ประถมาภรณ์มงกุฎไทย", "ม.ว.ม.", "?"),
    "list_no": NUMBERS,
    "received_on": (None, "1 ก.พ. 2567"),
    "site": ("สวนลำไย", "สวน ลำไย", "บึงกระถิน", None),
    "building": ("อาคาร 1", "อาคาร ๑", "อาคาร2"),
    "district": ("ดินแดง", "เขตดินแดง"),
    "room": ("101", 101, 101.0, "๑๐๑", "1/2", "1 / 2", "12", "ะ", "/"),
    "damage": ("ไฟฟ้า",),
    "case_no": ("กท 0404/1", "กท0404/๑", "กท 0404/12", "12", 12, "/"),
    "position_type": ("ทั่วไป",),
    "report_received_on": ("1 ก.พ. 2567", "x"),
    "session": (1, "๑", "ครั้งที่ 1", "1/2567", 12, "01", 2.0),
    "held_on": ("1 ก.พ. 2567", None),
}
CHECKED: Final = (insignia.SPEC, rooms.SPEC, cases.SPEC, training.SESSIONS)
SIGNATURE: Final = ("ลงชื่อ .......................... ผู้รายงาน", "(นายอนุชา แก้วมงคล)")


class Space:
    """As much of a workspace as finding a place needs."""

    def __init__(self, table: RawTable) -> None:
        self._table = table

    def path_of(self, file: str) -> Path:
        """The path of the one file."""
        return Path(file)

    def table(self, _file: str, _sheet: str) -> RawTable:
        """The one table."""
        return self._table


def fields_of(spec: LedgerSpec[Any]) -> list[str]:
    return [column.field for column in spec.columns if column.field in POOLS]


def heading_row(spec: LedgerSpec[Any], names: Sequence[str]) -> list[CellValue]:
    return [spec.column(name).heading for name in names]


@st.composite
def ledgers(draw: st.DrawFn, spec: LedgerSpec[Any]) -> tuple[RawTable, dict[str, CellValue]]:
    """A sheet with rows of few different values, pages, faults and what stands below; and a row to be added."""
    names = draw(st.permutations(fields_of(spec)))
    rows: list[list[CellValue]] = [["ทะเบียน"], heading_row(spec, names)]
    for page in range(draw(st.integers(1, 2))):
        if page:
            names = draw(st.permutations(names))
            rows.append(heading_row(spec, names))
        for _row in range(draw(st.integers(0, 8))):
            rows += [[draw(st.sampled_from(POOLS[name])) for name in names]]
    rows += draw(st.sampled_from(([], [[None]], [[None], [SIGNATURE[0]], [SIGNATURE[1]]], [["รวม", None, 3]])))
    return table_of(*rows), {name: draw(st.sampled_from(POOLS[name])) for name in names}


def read_values(spec: LedgerSpec[Any], raw: dict[str, CellValue]) -> dict[str, Any] | None:
    readings = {name: spec.column(name).parse(value, NO_OPTIONS) for name, value in raw.items() if value is not None}
    values = {name: reading.value for name, reading in readings.items() if reading.value is not None}
    lacking = any(column.required and column.field not in values for column in spec.columns)
    return None if lacking or any(reading.failed for reading in readings.values()) else values


def faults_of(found: list[Fault]) -> list[tuple[str, object]]:
    return sorted((fault.rule.code, str(fault.args.get("first"))) for fault in found)


def cross_faults(ledger: Ledger[Any], record: Record) -> list[Fault]:
    records = (*ledger.records, record)
    return [fault for rule in ledger.spec.ledger_rules for found, fault in rule(records) if found is record]


@pytest.mark.parametrize("spec", CHECKED, ids=lambda spec: spec.name)
@given(data=st.data())
def test_a_new_row_gets_the_faults_that_the_whole_ledger_would_give_it(
    spec: LedgerSpec[Any], data: st.DataObject
) -> None:
    table, raw = data.draw(ledgers(spec))
    values = read_values(spec, raw)
    source = SourceFile(FILE, "0" * 64, (table,))
    near = read_near(spec, [source], values or {})
    full = read_ledger(spec, [source])
    assert near.sheets == full.sheets
    if values is None or len(values) < 2 or not near.sheets:  # one value alone is no record
        return
    sheet = near.sheets[-1]
    target = place_of(Space(table), near, sheet)  # type: ignore[arg-type]  # a workspace of one table
    assert target.last_row == place_of(Space(table), full, sheet).last_row  # type: ignore[arg-type]
    record = spec.record(sheet=sheet, row=target.last_row + 1, **values)
    order = sorted(sheet.columns, key=lambda name: sheet.columns[name])
    rows: list[Sequence[CellValue]] = [*table.rows]
    rows.insert(target.last_row, [raw[name] for name in order])
    again = read_ledger(spec, [SourceFile(FILE, "0" * 64, (table_of(*rows),))])
    said = [
        (found.code, str(found.args.get("first")))
        for found in again.findings
        if found.place.row == record.row and found.code.startswith("SKJ42")
    ]
    assert faults_of(cross_faults(near, record)) == sorted(said)


def test_every_ledger_with_conflicts_is_tested_here() -> None:
    assert {spec.name for spec in SPECS if spec.conflicts and spec.name != "steps"} == {spec.name for spec in CHECKED}
    assert all(spec.conflicts for spec in SPECS if spec.ledger_rules and spec.name != "steps")


@pytest.mark.parametrize("seed", [0])
def test_rows_to_change_are_found_in_random_workspaces(tmp_path: Path, seed: int) -> None:
    make_workspace(tmp_path, seed)
    space = Workspace(tmp_path)
    for record in space.ledger("insignia").records[::40]:
        near = space.near("insignia", {"name": record.name})
        assert found_by_name(near, record.name) == found_by_name(space.ledger("insignia"), record.name)
    for name, field in (("rooms", "room"), ("cases", "case_no")):
        for record in space.ledger(name).records[::60]:
            near = space.near(name, {field: getattr(record, field)})
            assert found_by_key(near, record, field) == found_by_key(space.ledger(name), record, field)


@pytest.mark.parametrize("seed", range(2))
def test_the_place_of_a_new_row_is_the_same_in_random_workspaces(tmp_path: Path, seed: int) -> None:
    make_workspace(tmp_path, seed)
    for name in ("insignia", "rooms", "cases", "training_roll", "coaching", "evidence", "knowledge"):
        space = Workspace(tmp_path)
        full, near = space.ledger(name), space.near(name, {})
        assert near.sheets == full.sheets
        for sheet in (each for each in full.sheets if each.file.endswith((".xlsx", ".csv"))):
            assert place_of(space, near, sheet).last_row == place_of(space, full, sheet).last_row, sheet


def found_by_name(ledger: Ledger[Any], name: str) -> list[tuple[str, str, int]]:
    found = [match.record for match in search(ledger.records, name) if match.how in {How.EXACT, How.SWAPPED}]
    return places(ledger, found)


def found_by_key(ledger: Ledger[Any], wanted: Record, field: str) -> list[tuple[str, str, int]]:
    key = identity_key(getattr(wanted, field))
    return places(ledger, [record for record in ledger.records if identity_key(getattr(record, field)) == key])


def places(ledger: Ledger[Any], records: Sequence[Record]) -> list[tuple[str, str, int]]:
    """Where records stand that are no copies of earlier ones."""
    copies = set_aside(ledger)
    return sorted((each.sheet.file, each.sheet.sheet, each.row) for each in records if id(each) not in copies)


@pytest.mark.parametrize("typed", ["ใจดี สมชาย", "นายสมชาย ใจดี", "สมชาย  ใจดี", "ว่าที่ ร.ต. สมชาย ใจดี"])
def test_a_person_is_found_whatever_way_the_name_is_typed(typed: str) -> None:
    others: list[list[CellValue]] = [[2566, f"นางสมศรี คนที่{number}", "ป.ม."] for number in range(20)]
    table = table_of(["ปีที่ได้รับ", "ชื่อ - สกุล", "ชั้นตรา"], [2566, "นาย สมชาย  ใจดี", "ป.ม."], *others)
    near = read_near(insignia.SPEC, [SourceFile(FILE, "0" * 64, (table,))], {"name": typed})
    assert [row for _file, _sheet, row in found_by_name(near, typed)] == [2]
    assert [record.row for record in near.records] == [2, 22]  # and not the whole ledger


def test_a_name_of_nothing_but_marks_does_not_hang() -> None:
    assert skeleton("ะ/") == ""
    table = table_of(["ห้อง", "อาคาร"], ["101", "อาคาร 1"], ["ะ", "อาคาร 1"], ["102", "อาคาร 1"])
    near = read_near(rooms.SPEC, [SourceFile(FILE, "0" * 64, (table,))], {"room": "ะ"})
    assert 3 in [record.row for record in near.records] + [left.place.row for left in near.left_out]


def test_rows_just_written_are_read_alone() -> None:
    table = table_of(
        ["ห้อง", "อาคาร", "แห่ง", "เขต", "รายการชำรุด"], *[[str(n), "1", "ก", "ดินแดง", "ไฟฟ้า"] for n in range(9)]
    )
    source = SourceFile(FILE, "0" * 64, (table,))
    found = read_rows(rooms.SPEC, source, Workspace.of_files([]).settings_of("rooms"), [4, 99])
    assert [record.row for record in found] == [4]

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from skj.files.tables import CellValue
from skj.ledgers.knownheadings import LedgerSettings
from skj.ledgers.registry import BY_NAME, SPECS
from skj.mapping.likeness import likeness
from skj.mapping.propose import ColumnProposal, Knowledge, Status, TableProposal, propose
from skj.thai.text import heading_key
from tests.mapping.layouts import Page, make_page
from tests.raw_tables import table_of
from tests.workspaces.headings import HEADINGS

LAYOUTS = 72
LEAST_RIGHT = 0.98
ALL = Knowledge(SPECS)
CONFIRMED = {Status.KNOWN, Status.SURE}


def pages() -> Iterator[Page]:
    """Each ledger six times; every sixth page has a second table of another ledger below the first."""
    names = list(HEADINGS)
    for seed in range(LAYOUTS):
        below = names[(seed * 7 + 3) % len(names)] if seed % 6 == 5 else ""
        yield make_page(names[seed % len(names)], seed, below)


@dataclass
class Tally:
    """How the columns of many pages came out."""

    outcomes: Counter[str] = field(default_factory=Counter)
    silent: list[str] = field(default_factory=list)

    def table(self, found: TableProposal | None, ledger: str, truth: Mapping[int, str]) -> None:
        """Compare one table; a field that is taken without a question and is not the true one is silent."""
        is_ledger = found is not None and found.spec is not None and found.spec.name == ledger
        columns = {column.column: column for column in found.columns} if found else {}
        for number, name in truth.items():
            self.column(columns.get(number), name, is_ledger=is_ledger)

    def column(self, column: ColumnProposal | None, name: str, *, is_ledger: bool) -> None:
        """Count one column."""
        is_right = is_ledger and ((column.field if column else None) or "") == name
        is_taken = column is not None and column.status in CONFIRMED
        self.outcomes["columns"] += 1
        self.outcomes["right"] += is_right
        self.outcomes["asked"] += column is not None and column.status is Status.UNCLEAR
        if is_taken and not is_right and column:
            self.silent.append(f"{column.heading} -> {column.field}, not {name}")


def test_columns_of_pages_never_seen_are_right_and_never_silently_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    tally, slips, tables = Tally(), 0, 0
    for page in pages():
        found = propose(page.table, ALL)
        slips, tables = slips + page.slips, tables + len(page.truths)
        for place, (ledger, truth) in enumerate(page.truths):
            tally.table(found[place] if place < len(found) else None, ledger, truth)
    columns, right, asked = (tally.outcomes[name] for name in ("columns", "right", "asked"))
    with capsys.disabled():
        print(  # noqa: T201  (the figure is looked at, not only checked)
            f"\nmapping: {LAYOUTS} layouts, {tables} tables, {columns} columns, {slips} headings mistyped: "
            f"{right / columns:.2%} right, {asked / columns:.2%} asked, {len(tally.silent)} silently wrong"
        )
    assert slips > LAYOUTS
    assert tally.silent == []
    assert right / columns >= LEAST_RIGHT


def only(*rows: Sequence[CellValue], knowledge: Knowledge = ALL) -> TableProposal:
    (found,) = propose(table_of(*rows), knowledge)
    return found


def status_of(found: TableProposal) -> dict[str, tuple[str | None, Status]]:
    return {column.heading: (column.field, column.status) for column in found.columns}


ROOMS = ["คลองใส", "1", "พระนคร", "101", "ไฟฟ้า", "12 ก.พ. 2567"]
HEADED = ["แห่ง", "อาคาร", "เขต", "ห้อง", "รายการชำรุด", "วันที่ซ่อมเสร็จ"]


def test_headings_that_are_right_are_known_for_certain() -> None:
    found = only(HEADED, ROOMS, ROOMS)
    assert found.spec is BY_NAME["rooms"]
    assert found.is_sure
    assert {column.status for column in found.columns} == {Status.KNOWN}
    assert {column.confidence for column in found.columns} == {1.0}


@pytest.mark.parametrize(
    ("typed", "place"),
    [("เขด", 2), ("รายการชำรด", 4), ("วันทีซอมเสร็จ", 5), ("วันที่ซ่อมสเร็จ", 5), ("หอง", 3), ("อาคาน", 1)],
)
def test_a_slip_of_the_hand_is_seen_through(typed: str, place: int) -> None:
    headings = [*HEADED[:place], typed, *HEADED[place + 1 :]]
    found = only(headings, ROOMS, ROOMS)
    assert found.columns[place].field == heading_field(HEADED[place])
    assert found.columns[place].status in {Status.SURE, Status.UNCLEAR}


def heading_field(heading: str) -> str:
    return next(column.field for column in BY_NAME["rooms"].columns if heading in column.headings)


def test_values_tell_what_the_heading_does_not() -> None:
    found = only([*HEADED[:2], "พื้นที่เขตใด", *HEADED[3:]], ROOMS, [*ROOMS[:2], "บางรัก", *ROOMS[3:]])
    column = found.columns[2]
    assert (column.field, column.status) == ("district", Status.UNCLEAR)


def test_a_known_heading_over_other_values_is_asked() -> None:
    wrong = [*ROOMS[:5], "นายสมชาย ใจดี"]
    assert status_of(only(HEADED, wrong, wrong))["วันที่ซ่อมเสร็จ"][1] is Status.UNCLEAR


def test_two_columns_are_never_one_field() -> None:
    headings = [*HEADED, "วันที่ซ่อมเสรจ", "วันที่ซอมเสร็จ", "เขต"]
    row = [*ROOMS, "13 ก.พ. 2567", "14 ก.พ. 2567", "บางรัก"]
    found = only(headings, row, row)
    fields = [column.field for column in found.columns if column.field]
    assert len(fields) == len(set(fields))
    assert status_of(found)["เขต"][1] is not Status.KNOWN, "a heading that stands twice is asked"


def test_dates_that_could_be_any_of_several_are_asked() -> None:
    found = only([*HEADED[:5], "วันที่ซ่อม"], ROOMS, ROOMS)
    assert found.columns[5].status is Status.UNCLEAR
    assert {choice.field for choice in found.columns[5].choices} >= {"repaired_on", "started_on"}


def test_what_is_no_ledger_is_not_taken_for_one() -> None:
    found = propose(table_of(["รายการ", "จำนวน", "หน่วย"], ["ปากกา", 3, "ด้าม"], ["กระดาษ", 5, "รีม"]), ALL)
    assert not [table for table in found if table.is_sure and not table.missing]
    assert propose(table_of(["เรียน ผู้อำนวยการ"], ["ขอแสดงความนับถือ"]), ALL) == []
    assert propose(table_of(), ALL) == []


def test_an_essential_column_that_is_missing_is_told() -> None:
    found = only([*HEADED[:3], "ๆๆๆ", *HEADED[4:]], ROOMS, ROOMS)
    assert found.spec is BY_NAME["rooms"]
    assert found.missing == ("ห้อง",)


REGISTER = ["ลำดับที่", "ประจำปี", "ชื่อ - สกุล", "ชั้นตรา"]
GRANTS: Sequence[Sequence[CellValue]] = [[1, 2566, "นายสมชาย ใจดี", "ม.ว.ม."], [2, 2567, "นางสมใจ มั่นคง", "ป.ช."]]


@pytest.mark.parametrize(
    ("typed", "place", "field"),
    [("ปี", 1, "year"), ("ปี พ.ศ.", 1, "year"), ("ชื่อผู้ได้รับพระราชทาน", 2, "name"), ("ชื่อข้าราชการ", 2, "name")],
)
def test_the_one_column_an_essential_field_may_be_is_asked(typed: str, place: int, field: str) -> None:
    found = only([*REGISTER[:place], typed, *REGISTER[place + 1 :]], *GRANTS)
    column = found.columns[place]
    assert (column.field, column.status, column.choices[0].field) == (field, Status.UNCLEAR, field)
    assert 0 < column.confidence < 0.6
    assert len(column.examples) == 2
    assert (found.missing, field in found.mapped) == ((), False)


def test_a_longer_heading_that_holds_the_essential_one_is_asked() -> None:
    found = only([*HEADED[:3], "หมายเลขห้องพัก", *HEADED[4:]], ROOMS, ROOMS)
    assert status_of(found)["หมายเลขห้องพัก"] == ("room", Status.UNCLEAR)
    assert found.missing == ()


@pytest.mark.parametrize(
    ("more", "rows"),
    [
        (["ปี", "ปี พ.ศ."], [[2566, 2566], [2567, 2567]]),  # two may be it
        (["ปี"], [["ครั้งแรก"], ["ครั้งที่สอง"]]),  # no years
        (["หมายเหตุ"], [[2566], [2567]]),  # nothing in the heading says so
        (["ปี"], [[""], [""]]),  # no values at all
    ],
)
def test_what_may_be_several_or_does_not_fit_is_not_proposed(more: list[str], rows: list[list[CellValue]]) -> None:
    without_year = [[row[0], *row[2:]] for row in GRANTS]
    found = only(
        ["ลำดับที่", *REGISTER[2:], *more], *([*row, *added] for row, added in zip(without_year, rows, strict=True))
    )
    assert found.missing == ("ปีที่ได้รับเครื่องราชอิสริยาภรณ์",)
    assert "year" not in {column.field for column in found.columns}


def test_a_name_in_three_columns_is_three_parts() -> None:
    found = only(
        ["ประจำปี", "คำนำหน้า", "ชือ", "นามสกล", "ชั้นตรา"],
        [2564, "นาย", "สมชาย", "ใจดี", "ป.ช."],
        [2564, "นางสาว", "สมใจ", "มั่นคง", "ป.ม."],
    )
    assert [column.field for column in found.columns] == [
        "year",
        "name.title",
        "name.given",
        "name.surname",
        "insignia_class",
    ]


def test_what_the_settings_name_is_known() -> None:
    settings = {"rooms": LedgerSettings(columns={"repaired_on": "เสร็จแล้วเมื่อใด"})}
    found = only([*HEADED[:5], "เสร็จแล้ว เมื่อใด"], ROOMS, ROOMS, knowledge=Knowledge(SPECS, settings))
    assert found.columns[5].status is Status.KNOWN


def test_names_of_people_are_marked_as_personal() -> None:
    found = only([*HEADED, "ผู้ได้รับสิทธิ", "ผู้แจ้ง"], *[[*ROOMS, "นายสมชาย ใจดี", "นางสมใจ มั่นคง"]] * 2)
    assert {column.heading for column in found.columns if column.is_personal} >= {"ผู้ได้รับสิทธิ", "ผู้แจ้ง"}


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [("เขต", "เขต", 1.0), ("วันทีรับ", "วันที่รับ", 0.97), ("วันที่ซ่อมสเร็จ", "วันที่ซ่อมเสร็จ", 0.9), ("ชื่อ-สกุลผู้รับ", "ชื่อ-สกุล", 0.65)],
)
def test_likeness_of_headings(one: str, other: str, least: float) -> None:
    assert likeness(heading_key(one), heading_key(other)) >= least
    assert likeness(heading_key(one), heading_key("งบประมาณ")) < 0.5


def test_a_page_with_english_headings_is_found_and_none_is_silently_wrong() -> None:
    heads = ["Site", "Building", "District", "Room", "Damage", "Started", "Repaired on", "Cost (Baht)"]
    rows: list[list[CellValue]] = [
        ["คลองใส", "อาคาร 1", "พระนคร", f"10{at}", "ไฟฟ้า", "1 ม.ค. 2567", "15 ก.พ. 2567", 5000 + at] for at in range(6)
    ]
    (found,) = propose(table_of(heads, *rows), ALL)
    assert found.spec is not None
    assert found.spec.name == "rooms"
    taken = {column.heading: name for name, column in found.mapped.items()}
    right = dict(
        zip(heads, ["site", "building", "district", "room", "damage", "started_on", "repaired_on", "cost"], strict=True)
    )
    assert taken.items() <= right.items()
    assert len(taken) >= 7

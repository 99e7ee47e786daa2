"""The office's folder: settings, which files are which ledger, and ledgers as tables for analysis."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from skj.diagnostics import InputRefused, UsageRefused
from skj.language import use_language
from skj.ledgers.registry import SPECS
from skj.resources import samples_folder
from skj.workspace import Workspace, find_workspace, read_settings
from tests.offices import ROOMS, write_office


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return write_office(tmp_path / "office")


def with_settings(office: Path, text: str) -> Workspace:
    (office / "skj.toml").write_text(text, encoding="utf-8")
    return Workspace(office)


# --- settings ---------------------------------------------------------------------------------------------------------------

WRONG = {
    "[office]\nfiscal_yaer = 2567": ("office.fiscal_yaer", "no such setting"),
    "[office]\nfiscal_year = 2024": ("office.fiscal_year", "B.E."),
    "[office]\nfiscal_year = 3000": ("office.fiscal_year", "B.E."),
    '[office]\nfiscal_year = "x"': ("office.fiscal_year", "whole number"),
    '[office]\nlanguage = "fr"': ("office.language", "'th' or 'en'"),
    '[ledgers.rooms]\nfiles = "a.csv"': ("ledgers.rooms.files", "list"),
    "[ledgers.rooms]\nsheet = 3": ("ledgers.rooms.sheet", "text"),
    '[ledgers.rooms]\ntwo_digit_years = "x"': ("ledgers.rooms.two_digit_years", "'be' or 'ce'"),
    "[ledgers.flats]\nfiles = []": ("ledgers.flats", "insignia"),
    '[ledgers.rooms.columns]\nflat = "x"': ("ledgers.rooms.columns.flat", "repaired_on"),
    "[ledgers.insignia]\nexpected = { 2563 = -1 }": ("ledgers.insignia.expected.2563", ""),
}


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_setting_is_named_with_its_reason(office: Path, text: str) -> None:
    with pytest.raises(UsageRefused) as refused:
        with_settings(office, text)
    found = refused.value.diagnostic
    assert (found.code, found.args["key"]) == ("SKJ652", WRONG[text][0])
    assert WRONG[text][1] in str(found.args["reason"])


@pytest.mark.parametrize("content", [b"[office", b"\xff\xfe\x00", "ปี = 1\nปี = 2".encode()])
def test_settings_that_are_no_toml_are_refused(office: Path, content: bytes) -> None:
    (office / "skj.toml").write_bytes(content)
    with pytest.raises(UsageRefused) as refused:
        Workspace(office)
    assert refused.value.diagnostic.code == "SKJ651"


def test_no_settings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageRefused) as refused:
        Workspace(tmp_path)
    assert refused.value.diagnostic.code == "SKJ650"


def test_empty_settings_are_the_defaults(office: Path) -> None:
    space = with_settings(office, "")
    assert (space.fiscal_year, space.settings.office.language, space.plan.fiscal_year) == (2567, "th", 2567)


def test_a_byte_order_mark_does_not_matter(office: Path) -> None:
    (office / "skj.toml").write_text("[office]\nfiscal_year = 2566\n", encoding="utf-8-sig")
    assert Workspace(office).fiscal_year == 2566


@pytest.mark.parametrize("text", ['[office]\nplan = "2567"', "[office]\nplan = 2567"])
def test_a_plan_may_be_a_number(office: Path, text: str) -> None:
    assert with_settings(office, text).plan.fiscal_year == 2567


def test_settings_of_columns_may_name_a_part_of_a_name(office: Path) -> None:
    (office / "skj.toml").write_text('[ledgers.insignia.columns]\n"name.given" = "ชื่อตัว"', encoding="utf-8")
    assert read_settings(office / "skj.toml").ledgers["insignia"].columns == {"name.given": "ชื่อตัว"}


def test_the_folder_or_its_settings_may_be_named(office: Path) -> None:
    assert Workspace(office / "skj.toml").root == Workspace(office).root == office
    assert Workspace(str(office)).root == office


def test_a_workspace_is_found_from_any_folder_below(office: Path) -> None:
    assert find_workspace(office / "ledgers") == office
    assert find_workspace(office.parent) is None


# --- files ------------------------------------------------------------------------------------------------------------------


def test_several_patterns_and_files_are_one_ledger_in_the_order_of_names(office: Path) -> None:
    for name in ("b.csv", "a.csv", "c.csv"):
        (office / name).write_text(ROOMS, encoding="utf-8")
    space = with_settings(office, '[ledgers.rooms]\nfiles = ["c.csv", "?.csv", "ledgers/rooms.csv"]')
    assert [space.shown(path) for path in space.files_of("rooms")] == ["c.csv", "a.csv", "b.csv", "ledgers/rooms.csv"]


def test_folders_below_are_searched_with_two_stars(office: Path) -> None:
    deep = office / "ledgers" / "2567" / "q1"
    deep.mkdir(parents=True)
    (deep / "rooms_x.csv").write_text(ROOMS, encoding="utf-8")
    space = with_settings(office, '[ledgers.rooms]\nfiles = ["ledgers/**/rooms*.csv"]')
    assert len(space.files_of("rooms")) == 2


def test_backslashes_of_windows_are_taken(office: Path) -> None:
    assert len(with_settings(office, "[ledgers.rooms]\nfiles = ['ledgers\\rooms.csv']").files_of("rooms")) == 1


@pytest.mark.parametrize("name", ["~$rooms.csv", ".~lock.rooms.csv#", ".skj-rooms.csv", "rooms_folder.csv/"])
def test_what_programs_leave_beside_a_ledger_is_no_ledger(office: Path, name: str) -> None:
    if name.endswith("/"):
        (office / "ledgers" / name).mkdir()
    else:
        (office / "ledgers" / name).write_text("x", encoding="utf-8")
    space = with_settings(office, '[ledgers.rooms]\nfiles = ["ledgers/*rooms*", "ledgers/.*"]')
    assert [path.name for path in space.files_of("rooms")] == ["rooms.csv"]


def test_a_pattern_without_a_file_is_a_finding_and_not_the_end(office: Path) -> None:
    ledger = with_settings(office, '[ledgers.rooms]\nfiles = ["none.csv", "ledgers/rooms.csv"]').ledger("rooms")
    assert len(ledger.records) == 3
    assert [found.args["pattern"] for found in ledger.findings if found.code == "SKJ653"] == ["none.csv"]


def test_a_ledger_without_files_is_empty_with_a_warning(office: Path) -> None:
    ledger = with_settings(office, "").ledger("rooms")
    assert (ledger.records, ledger.is_configured, [found.code for found in ledger.findings]) == ((), False, ["SKJ654"])


def test_a_ledger_is_read_once(office: Path) -> None:
    space = Workspace(office)
    assert space.ledger("rooms") is space.ledger("rooms")


def test_files_are_shown_relative_to_the_folder(office: Path) -> None:
    assert {record.source()["file"] for record in Workspace(office).ledger("rooms").records} == {"ledgers/rooms.csv"}


def test_named_files_tell_what_they_are(office: Path) -> None:
    space = Workspace.of_files([office / "ledgers" / "rooms.csv", office / "ledgers" / "cases.csv"])
    assert [spec.name for spec in SPECS if space.files_of(spec.name)] == ["rooms", "cases"]


def test_a_named_file_of_no_ledger_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("ก,ข\n1,2\n", encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        Workspace.of_files([tmp_path / "a.csv"])
    assert refused.value.diagnostic.code == "SKJ659"


# --- tables for analysis ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def samples() -> Workspace:
    return Workspace(samples_folder())


def test_a_table_has_a_row_for_each_record_and_its_source(office: Path) -> None:
    frame = Workspace(office).frame("rooms")
    assert list(frame.columns[-3:]) == ["source_file", "source_sheet", "source_row"]
    assert frame["source_row"].tolist() == [2, 3, 4]
    assert set(frame["source_file"]) == {"ledgers/rooms.csv"}


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_every_ledger_is_a_table(samples: Workspace, spec: object) -> None:
    name = getattr(spec, "name", "")
    frame = samples.frame(name)
    assert len(frame) == len(samples.ledger(name).records)


TYPES = {"session": "Int64", "name": "string", "held_on": "datetime64[s]", "pre_test": "object", "corrupt_conduct": "boolean", "repaired_on": "datetime64[s]"}  # fmt: skip


@pytest.mark.parametrize("name", ["rooms", "training_roll", "training_followup", "training_sessions", "coaching"])
def test_columns_are_typed_by_what_they_hold(samples: Workspace, name: str) -> None:
    frame = samples.frame(name)
    assert {column: str(frame[column].dtype) for column in TYPES if column in frame} == {
        column: kind for column, kind in TYPES.items() if column in frame
    }


def test_an_empty_ledger_is_an_empty_table_with_the_same_types(office: Path) -> None:
    frame = with_settings(office, "").frame("rooms")
    assert (len(frame), str(frame["repaired_on"].dtype), str(frame["room"].dtype)) == (0, "datetime64[s]", "string")


def test_dates_are_ce_at_second_resolution_and_cannot_overflow(tmp_path: Path) -> None:
    rows = "ตัวชี้วัดที่,รายการ,ลงวันที่\n1,plan_approved,1 ม.ค. 2484\n1,final_report,31 ธ.ค. 2700\n1,needs_summary,-\n"
    (tmp_path / "evidence.csv").write_text(rows, encoding="utf-8")
    dates = Workspace.of_files([tmp_path / "evidence.csv"]).frame("evidence")["dated_on"]
    assert str(dates.dtype) == "datetime64[s]"
    assert [None if pd.isna(day) else day.date() for day in dates] == [date(1941, 1, 1), date(2157, 12, 31), None]


def test_money_stays_exact(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text("โครงการ,จำนวนเงิน\nก,0.10\nก,0.20\n", encoding="utf-8")
    assert Workspace.of_files([tmp_path / "b.csv"]).frame("budget")["amount"].sum() == Decimal("0.30")


def test_tables_group_by_the_fiscal_year(samples: Workspace) -> None:
    frame = samples.frame("rooms")
    ready = frame["ready_on"].fillna(frame["repaired_on"])
    in_year = frame[(ready >= "2023-10-01") & (ready <= "2024-03-31")]
    assert len(in_year) == sum(
        date(2023, 10, 1) <= record.counted_on <= date(2024, 3, 31)
        for record in samples.ledger("rooms").records
        if record.counted_on
    )


def test_given_bytes_are_seen_and_other_ledgers_are_not_read_again(office: Path) -> None:
    space = Workspace(office)
    before = {spec.name: space.ledger(spec.name) for spec in SPECS}
    path = next(path for path in space.files_of("rooms"))
    again = space.seeing(path, b"")
    assert not again.ledger("rooms").records
    assert before["rooms"].records
    others = [spec.name for spec in SPECS if path not in space.files_of(spec.name)]
    assert others
    assert all(again.ledger(name) is before[name] for name in others)
    assert set(again.files_with_secrets()) == set(space.files_with_secrets())

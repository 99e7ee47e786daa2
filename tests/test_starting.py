"""`skj init`: templates whose headings are read back, settings that are accepted, nothing of the office's touched."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from skj.diagnostics import UsageRefused
from skj.files.source import read_source
from skj.language import use_language
from skj.ledgers.base import LedgerSpec
from skj.ledgers.reading import identify, read_ledger
from skj.ledgers.registry import SPECS
from skj.starting import settings_text, write_workspace
from skj.workspace import Workspace


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    write_workspace(folder)
    return folder


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_every_heading_of_a_template_is_read_back(started: Path, spec: LedgerSpec[Any]) -> None:
    source = read_source(started / "ledgers" / f"{spec.name}.xlsx", spec.name)
    ledger = read_ledger(spec, [source])
    assert [found.rule.name for found in ledger.findings] == ["ledger-empty"]
    assert set(ledger.sheets[0].columns) == {column.field for column in spec.columns}


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_a_template_is_known_as_its_own_ledger(started: Path, spec: LedgerSpec[Any]) -> None:
    source = read_source(started / "ledgers" / f"{spec.name}.xlsx", spec.name)
    assert [identify(table, SPECS) for table in source.tables] == [spec]


def test_the_settings_are_accepted_and_find_every_template(started: Path) -> None:
    space = Workspace(started)
    assert {spec.name: len(space.files_of(spec.name)) for spec in SPECS} == {spec.name: 1 for spec in SPECS}


def test_the_settings_show_every_ledger() -> None:
    assert all(f"[ledgers.{spec.name}]" in settings_text() for spec in SPECS)


def test_the_comments_of_the_settings_are_right_when_they_are_taken_out(tmp_path: Path) -> None:
    shown = settings_text().splitlines()
    plain = [line.removeprefix("# ") if line.startswith("# ") else line for line in shown]
    (tmp_path / "skj.toml").write_text("\n".join(plain), encoding="utf-8")
    assert Workspace(tmp_path).section("rooms").sheet == "ชื่อแผ่นงาน"


def test_a_row_filled_into_a_template_is_a_record(started: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(started / "ledgers" / "budget.xlsx")
    cells: dict[str, str | int] = {"A2": "วัสดุ", "B2": 500, "C2": "1 ธ.ค. 2566", "D2": 100}
    for address, value in cells.items():
        book.worksheets[0][address] = value
    book.save(tmp_path / "budget.xlsx")
    space = Workspace.of_files([tmp_path / "budget.xlsx"])
    assert [record.project for record in space.ledger("budget").records] == ["วัสดุ"]


def test_files_that_are_there_are_not_touched(tmp_path: Path) -> None:
    mine = tmp_path / "ledgers" / "rooms.xlsx"
    mine.parent.mkdir()
    mine.write_bytes(b"mine")
    written = write_workspace(tmp_path)
    assert (mine.read_bytes(), mine in written, len(written)) == (b"mine", False, len(SPECS))


def test_a_workspace_that_is_there_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "skj.toml").write_text("[office]\n", encoding="utf-8")
    with pytest.raises(UsageRefused) as refused:
        write_workspace(tmp_path)
    assert refused.value.diagnostic.rule.name == "workspace-exists"
    assert [path.name for path in tmp_path.iterdir()] == ["skj.toml"]


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    write_workspace(tmp_path / "new" / "office")
    assert (tmp_path / "new" / "office" / "skj.toml").is_file()


def test_every_date_column_shows_the_buddhist_era(started: Path) -> None:
    sheet = openpyxl.load_workbook(started / "ledgers" / "cases.xlsx").worksheets[0]
    formats = {str(sheet.cell(1, number).value): sheet.cell(2, number).number_format for number in range(1, 14)}
    assert all(
        ("107041E" in found) == (heading.startswith("วันที่") or heading == "ขยายเวลาถึง")
        for heading, found in formats.items()
    )

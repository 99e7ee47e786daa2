"""The sample office is made anew with the same bytes, and the committed one is up to date."""

import json
import os
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

from skj.calendar import resolve_period
from skj.commands.kpi import books_of
from skj.scoring.scorecard import make_scorecard
from skj.workspace import Workspace

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
MADE = ("ledgers", "images", "evidence", "skj.toml", "expected.json")
MOST_BYTES = 600_000


def generate(folder: Path) -> dict[str, Path]:
    """Run the generator into a folder."""
    environment = os.environ | {"PYTHONHASHSEED": "random"}
    subprocess.run([sys.executable, str(SAMPLES / "generate.py"), str(folder)], check=True, env=environment)
    return made_files(folder)


def made_files(folder: Path) -> dict[str, Path]:
    """The files that the generator writes, by their path in the folder."""
    found = (path for name in MADE for path in [folder / name, *(folder / name).rglob("*")])
    return {path.relative_to(folder).as_posix(): path for path in found if path.is_file()}


def unpacked(path: Path) -> dict[str, bytes]:
    """What is in a file whatever compressor the platform has: the members of a zip, else the bytes."""
    if not zipfile.is_zipfile(path):
        return {"": path.read_bytes()}
    with zipfile.ZipFile(path) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return generate(tmp_path_factory.mktemp("fresh"))


def test_two_runs_give_identical_bytes(fresh: dict[str, Path], tmp_path: Path) -> None:
    again = generate(tmp_path)
    assert {name: path.read_bytes() for name, path in again.items()} == {
        name: path.read_bytes() for name, path in fresh.items()
    }


def test_the_committed_samples_are_up_to_date(fresh: dict[str, Path]) -> None:
    committed = made_files(SAMPLES)
    assert sorted(committed) == sorted(fresh)
    assert [name for name, path in fresh.items() if unpacked(path) != unpacked(committed[name])] == []


def test_zip_members_carry_a_fixed_time(fresh: dict[str, Path]) -> None:
    zips = [zipfile.ZipFile(path) for path in fresh.values() if zipfile.is_zipfile(path)]
    stamps = {entry.date_time for archive in zips for entry in archive.infolist()}
    for archive in zips:
        archive.close()
    assert {stamp[0] for stamp in stamps} <= {1980, 2024}


def test_the_samples_stay_small() -> None:
    assert sum(path.stat().st_size for path in made_files(SAMPLES).values()) < MOST_BYTES


def test_faults_are_told_in_the_readme() -> None:
    told = (SAMPLES / "README.md").read_text(encoding="utf-8")
    set_aside = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))["set_aside"]
    assert [
        row for row in set_aside if f"`{Path(row['file']).name}` | {row['sheet']} | {row['cell']} |" not in told
    ] == []


@pytest.mark.parametrize("quarter", ["1", "2", "3", "4"])
def test_the_rows_of_a_share_add_up_to_its_part(quarter: str) -> None:
    """An auditor counts the rows that a trace marks as meeting the condition, and finds the numerator."""
    space = Workspace(Path(__file__).parents[1] / "samples")
    period = resolve_period(fiscal_year=2567, today=date(2024, 10, 1), quarter=quarter)
    card = make_scorecard(space.plan, period, books_of(space))
    marked = {"survey_satisfied", "knowledge_up", "presented_within", "clean_trainees"}
    shares = [
        result.measurements[measure.id]
        for result in card.results
        for measure in result.indicator.measures
        if measure.function in marked
    ]
    assert len(shares) >= 7
    assert [len(share.counted) - len(share.short) for share in shares] == [share.numerator for share in shares]

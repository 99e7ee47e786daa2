"""The maker itself: repeatable, true to its rows, and near the thresholds."""

from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from tests.workspaces.maker import Expected, make_workspace

SEEDS = range(5)
MARKS = (60, 120, 180, 240, 300, 360)


@dataclass(frozen=True)
class Made:
    """A workspace and what must come out of it."""

    folder: Path
    expected: Expected


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Made]:
    folders = [tmp_path_factory.mktemp(f"seed{seed}") for seed in SEEDS]
    return [Made(folder, make_workspace(folder, seed)) for folder, seed in zip(folders, SEEDS, strict=True)]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_seed_gives_the_same_workspace(made: list[Made], tmp_path: Path) -> None:
    assert make_workspace(tmp_path, SEEDS[1]) == made[1].expected
    assert contents(tmp_path) == contents(made[1].folder)


def test_rows_set_aside_stand_where_they_are_said_to(made: list[Made]) -> None:
    asides = [(one, aside) for one in made for aside in one.expected.set_aside if aside.file.endswith(".xlsx")]
    assert asides
    for one, aside in asides:
        sheet = openpyxl.load_workbook(one.folder / aside.file)[aside.sheet]
        assert (
            sum(cell is not None for row in sheet.iter_rows(aside.row, aside.row, values_only=True) for cell in row) > 1
        )


def test_points_differ_between_workspaces(made: list[Made]) -> None:
    assert len({one.expected.points(4) for one in made}) > 2


def test_rooms_sit_next_to_the_thresholds(made: list[Made]) -> None:
    counts = {one.expected.quarters[4][4].measures["rooms_repaired"].numerator for one in made}
    assert all(min(abs(count - mark) for mark in MARKS) <= 1 for count in counts)

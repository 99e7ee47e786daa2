"""`skj doctor` from outside: what it finds wrong, with a cure, and that nothing wrong is nothing said."""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from skj.cli import main
from skj.doctoring import share
from skj.doctoring.checks import State
from skj.doctoring.share import share_check
from skj.doctoring.surroundings import Surroundings, holiday_check, surroundings_checks
from skj.files import journal
from skj.files.disk import RealDisk
from skj.language import use_language
from tests.offices import ROOMS, write_office

DAY = 86400
CLEAN = "\n".join(ROOMS.splitlines()[:4]) + "\n"
SETTINGS = '[office]\nfiscal_year = 2567\n[ledgers.rooms]\nfiles = ["ledgers/rooms*.csv"]\nimages = "pictures"\n'


@dataclass(frozen=True)
class Outcome:
    """What a run gave back."""

    code: int
    out: str
    err: str

    @property
    def checks(self) -> dict[str, dict[str, Any]]:
        """The checks of the JSON output by id."""
        return {check["id"]: check for check in json.loads(self.out)["checks"]}


Skj = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    for name in ("SKJ_LANG", "SKJ_WORKSPACE", "SKJ_DEBUG", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SKJ_TODAY", "2026-11-22")
    monkeypatch.chdir(tmp_path)
    yield
    use_language("en")


@pytest.fixture
def skj(capsys: pytest.CaptureFixture[str]) -> Skj:
    def run(*words: str | Path) -> Outcome:
        code = main(["doctor", *map(str, words), "--lang", "en"])
        out, err = capsys.readouterr()
        assert "SKJ901" not in err, err
        return Outcome(code, out, err)

    return run


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of one clean ledger."""
    folder = tmp_path / "office"
    (folder / "ledgers").mkdir(parents=True)
    (folder / "pictures").mkdir()
    (folder / "ledgers" / "rooms.csv").write_text(CLEAN, encoding="utf-8")
    (folder / "skj.toml").write_text(SETTINGS, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def said(skj: Skj, *words: str) -> tuple[int, dict[str, dict[str, Any]]]:
    outcome = skj("--format", "json", *words)
    return outcome.code, outcome.checks


@pytest.mark.usefixtures("office")
def test_a_sound_office_has_nothing_to_mend(skj: Skj) -> None:
    code, checks = said(skj)
    assert code == 0
    assert not [check for check in checks.values() if check["status"] == "no"]
    assert checks["ledger.rooms"]["status"] == "yes"
    assert "rows: 3" in checks["ledger.rooms"]["found"]
    assert checks["ledger.cases"]["status"] == "unknown"
    assert checks["network"]["found"] == "no network is used"
    assert "2567" in checks["plan"]["found"]


@pytest.mark.usefixtures("office")
def test_every_line_that_is_not_well_has_a_cure(skj: Skj) -> None:
    _code, checks = said(skj)
    assert [check["id"] for check in checks.values() if check["status"] != "yes" and not check["cure"]] == []


def test_without_a_workspace_the_computer_is_looked_at(skj: Skj) -> None:
    code, checks = said(skj)
    assert code == 1
    assert checks["workspace"]["status"] == "no"
    assert "skj init" in checks["workspace"]["cure"]
    assert checks["python"]["status"] == "yes"
    assert "plan" not in checks


def spoil_settings(office: Path) -> None:
    (office / "skj.toml").write_text("[office]\nyear = 2567\n", encoding="utf-8")


def spoil_plan(office: Path) -> None:
    (office / "skj.toml").write_text(SETTINGS.replace("[ledgers", 'plan = "none.toml"\n[ledgers'), encoding="utf-8")


def spoil_rows(office: Path) -> None:
    (office / "ledgers" / "rooms.csv").write_text(ROOMS, encoding="utf-8")


def spoil_headings(office: Path) -> None:
    (office / "ledgers" / "rooms.csv").write_text(CLEAN.replace("ห้อง,", "หมายเลข,"), encoding="utf-8")


def spoil_files(office: Path) -> None:
    (office / "ledgers" / "rooms.csv").unlink()


def spoil_images(office: Path) -> None:
    (office / "pictures").rmdir()


def open_it(office: Path) -> None:
    (office / "ledgers" / ".~lock.rooms.csv#").write_text(
        "สมศรี,somsri,pc7,22.11.2026 10:12,file:///x;", encoding="utf-8"
    )


def leave_a_file(office: Path) -> None:
    path = office / "ledgers" / ".skj-77-0a1b2c3d-1.tmp"
    path.write_bytes(b"half")
    os.utime(path, (time.time() - DAY, time.time() - DAY))


def break_the_journal(office: Path) -> None:
    folder = office / "ledgers" / journal.HISTORY
    folder.mkdir()
    (folder / journal.JOURNAL).write_bytes(b'{"id": "x"}\n')


@pytest.mark.parametrize(
    ("spoil", "id_", "found", "cure"),
    [
        (spoil_settings, "workspace", "year", "skj config"),
        (spoil_plan, "plan", "none.toml", ""),
        (spoil_rows, "ledger.rooms", "set aside: 1", "skj check rooms"),
        (spoil_headings, "ledger.rooms", "ห้อง", ""),
        (spoil_files, "ledger.rooms", "rooms*.csv", "skj.toml"),
        (spoil_images, "images.rooms", "pictures", "images"),
        (open_it, "open.rooms", "LibreOffice by สมศรี", ".~lock.rooms.csv#"),
        (leave_a_file, "leftovers", ".skj-77-0a1b2c3d-1.tmp", "Delete"),
        (break_the_journal, "journal", "", "skj log --verify"),
    ],
)
def test_each_fault_is_found_and_has_its_cure(
    skj: Skj, office: Path, spoil: Callable[[Path], None], id_: str, found: str, cure: str
) -> None:
    spoil(office)
    code, checks = said(skj)
    assert code == 1
    check = checks[id_]
    assert check["status"] == "no"
    assert found in check["found"]
    assert check["cure"]
    assert cure in check["cure"]


@pytest.mark.parametrize(
    ("today", "days", "options", "is_stale"),
    [
        ("2024-05-01", 39, (), False),
        ("2024-05-01", 42, (), True),
        ("2024-05-01", 42, ("--stale-days", "60"), False),
        ("2026-11-22", 300, (), False),  # the year of the workspace is over
    ],
)
def test_a_ledger_left_alone_in_its_year_is_stale(
    skj: Skj,
    office: Path,
    monkeypatch: pytest.MonkeyPatch,
    today: str,
    days: int,
    options: tuple[str, ...],
    is_stale: bool,  # noqa: FBT001  (a parameter of the test)
) -> None:
    monkeypatch.setenv("SKJ_TODAY", today)
    changed = time.mktime(time.strptime(today, "%Y-%m-%d")) - days * DAY + DAY / 2
    os.utime(office / "ledgers" / "rooms.csv", (changed, changed))
    code, checks = said(skj, *options)
    assert ("stale.rooms" in checks) == is_stale
    assert code == int(is_stale)


def test_a_file_just_written_is_not_left_over(skj: Skj, office: Path) -> None:
    (office / "ledgers" / ".skj-77-0a1b2c3d-1.tmp").write_bytes(b"half")
    assert said(skj)[0] == 0


def test_the_table_says_it_in_both_languages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office = write_office(tmp_path / "office")
    assert main(["doctor", "-w", str(office), "--lang", "th"]) == 1
    thai = capsys.readouterr().out
    assert "ไม่ใช้เครือข่าย" in thai
    assert main(["doctor", "-w", str(office), "--lang", "en"]) == 1
    assert "no network is used" in capsys.readouterr().out


# --- the share ---------------------------------------------------------------------------------------------------------


def test_a_good_folder_is_verified_and_left_clean(skj: Skj, office: Path) -> None:
    before = sorted((office / "ledgers").iterdir())
    code, checks = said(skj, "--share")
    assert (code, checks["share"]["status"]) == (0, "yes")
    assert "verified" in checks["share"]["found"]
    assert sorted((office / "ledgers").iterdir()) == before


class NoLock(RealDisk):
    """A share whose locks exclude nobody."""

    def lock(self, path: Path, like: Any, wait_seconds: float, on_wait: Any) -> Any:
        """Lock something else."""
        return super().lock(path.with_name(f"{path.name}.elsewhere"), like, wait_seconds, on_wait)


class NoReplace(RealDisk):
    """A share that cannot replace a file."""

    def replace(self, source: Path, target: Path) -> None:  # noqa: ARG002  (the signature of a disk)
        """Refuse."""
        raise OSError(95, "not supported")


class Halves(RealDisk):
    """A share on which a replace is a copy in two steps."""

    def replace(self, source: Path, target: Path) -> None:
        """Write in halves."""
        data = source.read_bytes()
        target.write_bytes(data[:100])
        time.sleep(0.02)
        target.write_bytes(data)
        source.unlink()


class LosesLines(RealDisk):
    """A share on which a line added over another's is gone: the end of the file is remembered and not looked up."""

    def append_line(self, path: Path, line: bytes, like: Any) -> None:
        """Write where this program left off."""
        mine = getattr(self, "mine", b"") + line
        self.mine = mine
        with path.open("r+b" if path.exists() else "w+b") as file:
            file.write(mine)
        assert like


@pytest.mark.parametrize(
    ("disk", "found"),
    [
        (NoLock(), "the lock"),
        (LosesLines(), "lost, torn"),
        (NoReplace(), "could not be replaced"),
        (Halves(), "half-written"),
    ],
)
def test_a_bad_share_is_told_and_left_clean(tmp_path: Path, disk: RealDisk, found: str) -> None:
    check = share_check(tmp_path, "ledgers", disk)
    assert check.state is State.NO
    assert found in check.found
    assert check.cure
    assert [path.name for path in tmp_path.iterdir() if not path.name.endswith(".elsewhere")] == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    check = share_check(tmp_path / "none", "none")
    assert check.state is State.NO


def test_the_other_program_answers(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"")
    assert share.answer("lock", path) == share.FREE
    path.write_bytes(share.OLD[:-1])
    assert share.answer("read", path) == share.TORN


# --- the computer ------------------------------------------------------------------------------------------------------


PC = Surroundings((3, 13, 0), "1", 120, "utf-8", has_colour=False, language="th")


@pytest.mark.parametrize(
    ("seen", "id_", "state"),
    [
        (replace(PC, python=(3, 10, 1)), "python", State.NO),
        (PC, "python", State.YES),
        (PC, "width", State.YES),
        (replace(PC, width=60), "width", State.NO),
        (replace(PC, width=None), "width", State.UNKNOWN),
        (replace(PC, encoding="cp1252"), "encoding", State.NO),
        (replace(PC, encoding="unheard-of"), "encoding", State.NO),
        (PC, "encoding", State.YES),
        (replace(PC, has_colour=True), "colour", State.YES),
    ],
)
def test_the_computer(seen: Surroundings, id_: str, state: State) -> None:
    (check,) = [check for check in surroundings_checks(seen) if check.id == id_]
    assert check.state is state
    assert bool(check.cure) == (state is not State.YES)


def test_years_without_holidays_are_named() -> None:
    assert holiday_check(range(2023, 2025)).state is State.YES
    check = holiday_check(range(2027, 2030))
    assert (check.state, "2571, 2572" in check.found) == (State.NO, True)


def test_the_python_that_runs_this_is_well() -> None:
    assert sys.version_info[:2] >= (3, 11)

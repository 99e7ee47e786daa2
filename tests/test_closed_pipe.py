"""Who stops reading changes neither what is done nor how it ends: a refused write never ends as if all were well."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.offices import write_office

ADD = ("insignia", "add", "--year", "2564", "--class", "ป.ม.", "--name", "นายทดสอบ ท่อปิด", "--list-no", "9", "--yes")


def ends(office: Path, *words: str, closed: str) -> int:
    """The exit code of a command whose output (`out`), messages (`err`) or both nobody reads."""
    reader, writer = os.pipe()
    os.close(reader)
    streams = {"std" + name: writer if name in closed else subprocess.DEVNULL for name in ("out", "err")}
    command = [sys.executable, "-m", "skj", *words, "-w", str(office)]
    env = {**os.environ, "SKJ_TODAY": "2024-09-30"}
    code = subprocess.run(command, check=False, stdin=subprocess.DEVNULL, env=env, **streams).returncode  # type: ignore[call-overload]  # streams by name
    os.close(writer)
    return int(code)


@pytest.mark.parametrize("closed", ["out", "err", "out err"])
def test_the_exit_code_stays(tmp_path: Path, closed: str) -> None:
    office = write_office(tmp_path / "office")
    ledger = office / "ledgers" / "insignia.csv"
    assert ends(office, *ADD, closed=closed) == 0
    written = ledger.read_bytes()
    assert "ท่อปิด" in written.decode()
    assert ends(office, *ADD, closed=closed) == 4  # the same row again
    assert ledger.read_bytes() == written
    assert ends(office, "insignia", "find-nobody", closed=closed) == 2
    assert ends(office, "kpi", "report", closed=closed) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full is known to Linux alone")
@pytest.mark.parametrize("words", [("--help",), ("check",), ("check", "--format", "json"), ("kpi", "report")])
def test_a_full_disk_is_told(tmp_path: Path, words: tuple[str, ...]) -> None:
    office = write_office(tmp_path / "office")
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "skj", *words]
        env = {**os.environ, "SKJ_TODAY": "2024-09-30", "SKJ_LANG": "en", "SKJ_WORKSPACE": str(office)}
        done = subprocess.run(command, check=False, stdout=full, stderr=subprocess.PIPE, env=env, text=True)
    assert done.returncode == 4
    assert done.stderr.startswith("error SKJ919 The output could not be written: No space left on device.")
    assert "SKJ901" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full is known to Linux alone")
@pytest.mark.parametrize(("words", "code"), [(("kpi", "report"), 0), (("insignia", "find-nobody"), 2), (ADD, 0)])
def test_messages_for_a_full_disk_are_lost_alone(tmp_path: Path, words: tuple[str, ...], code: int) -> None:
    office = write_office(tmp_path / "office")
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "skj", *words]
        env = {**os.environ, "SKJ_TODAY": "2024-09-30", "SKJ_WORKSPACE": str(office)}
        done = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=full, env=env)
    assert (done.returncode, bool(done.stdout)) == (code, code == 0)


@pytest.mark.skipif(os.name == "nt", reason="a shell of Unix closes streams")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_streams_closed_before_the_start_are_no_fault(tmp_path: Path, closed: str) -> None:
    office = write_office(tmp_path / "office")
    command = ["sh", "-c", f'exec "$0" -m skj kpi report -w "$1" {closed}', sys.executable, str(office)]
    assert subprocess.run(command, check=False, env={**os.environ, "SKJ_TODAY": "2024-09-30"}).returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="as above")
def test_a_row_that_was_written_is_no_refused_write_though_the_words_are_lost(tmp_path: Path) -> None:
    office = write_office(tmp_path / "office")
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "skj", *ADD, "-w", str(office), "--lang", "en"]
        done = subprocess.run(command, check=False, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 0
    assert "SKJ919" in done.stderr
    assert "ท่อปิด" in (office / "ledgers" / "insignia.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["table", "json", "csv", "xlsx"])
def test_findings_are_told_by_the_code_though_nobody_reads_them(tmp_path: Path, form: str) -> None:
    office = write_office(tmp_path / "office")
    register = office / "ledgers" / "insignia.csv"
    register.write_bytes(register.read_bytes() + "2564,นายผิด วันที่,ป.ม.,7,31 ก.พ. 2567,,\r\n".encode())
    assert ends(office, "check", "--format", form, closed="out err") == 1

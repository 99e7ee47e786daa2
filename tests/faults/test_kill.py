"""P1: SIGKILL at every system call between taking the lock and the end (strace injection). SKJ_FAULTS=all takes every call."""

import os
import re
import shutil
import subprocess
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.faults.rig import DRIVE, added, chain_faults, drive, environment, make_ledger, say, strays, write_settings

pytestmark = pytest.mark.faults
# Only these change what another process, or the next run, can see: killing at any other call is killing at the next of these.
_FOR_FILES = {"openat", "write", "pwrite64", "close", "fsync", "ftruncate", "flock"}
_FOR_FOLDERS = {"rename", "link", "unlink", "mkdir", "chmod", "fchmod", "fchown", "utimensat"}
_CHANGING = _FOR_FILES | _FOR_FOLDERS


def traced(arguments: list[str], ledger: Path) -> subprocess.CompletedProcess[bytes]:
    command = ["strace", "-f", *arguments, *DRIVE, str(ledger), "killed"]
    return subprocess.run(command, env=environment(), capture_output=True, check=False)


@pytest.fixture(autouse=True)
def _needs_strace(tmp_path: Path) -> None:
    if not shutil.which("strace"):
        pytest.skip("strace is not installed")
    if traced(["-o", str(tmp_path / "probe")], make_ledger(tmp_path, "csv")).returncode:
        pytest.skip("ptrace is not allowed here")


def points(ledger: Path, log: Path) -> list[tuple[str, str]]:
    """Each call after the lock was opened, as its name and its number among the calls of that name."""
    assert traced(["-o", str(log)], ledger).returncode == 0
    counts: Counter[str] = Counter()
    found: list[tuple[str, str]] = []
    is_locked = False
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        call = re.match(r"\d+\s+(\w+)\(", line)
        if call:
            counts[call[1]] += 1
            is_locked = is_locked or ".skj-lock" in line
            if is_locked and (call[1] in _CHANGING or os.environ.get("SKJ_FAULTS") == "all"):
                found.append((call[1], str(counts[call[1]])))
    return found


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_kill_at_every_call(tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    started = time.monotonic()
    (tmp_path / "whole").mkdir()
    whole = make_ledger(tmp_path / "whole", kind)
    old = whole.read_bytes()
    plan = points(whole, tmp_path / "log")
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # each kill is two processes; nothing is shared
        outcomes = list(pool.map(lambda point: kill_in(tmp_path / point[0] / point[1], whole, old, point), plan))
    figures = Counter[str]()
    for outcome in outcomes:
        figures.update(outcome)
    figures["most strays of one kill"] = max(outcome["strays"] for outcome in outcomes)
    said = ", ".join(f"{count} {name}" for name, count in sorted(figures.items()))
    say(capsys, f"P1 {kind}: {len(plan)} points in {time.monotonic() - started:.0f} s: {said}")
    assert len(plan) > 60
    assert figures["torn"] == 0
    assert figures["most strays of one kill"] <= 1
    assert figures["next run failed"] == 0
    assert figures["chain broken"] == 0


def kill_in(folder: Path, whole: Path, old: bytes, point: tuple[str, str]) -> Counter[str]:
    """One kill in a folder of its own."""
    folder.mkdir(parents=True)
    write_settings(folder, whole.name)
    (folder / whole.name).write_bytes(old)
    outcome = kill_once(folder / whole.name, *point, old)
    shutil.rmtree(folder)
    return outcome


def kill_once(ledger: Path, call: str, when: str, old: bytes) -> Counter[str]:
    """One kill, judged; then the next run, which must go on and clean up."""
    figures = Counter[str]()
    traced(["-o", os.devnull, "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={when}"], ledger)
    rows = added(ledger)
    figures["old" if ledger.read_bytes() == old else "new" if rows == ["killed"] else "torn"] += 1
    left = strays(ledger.parent)
    figures["with a stray file"] += bool(left)
    figures["strays"] += len(left)
    for path in left:
        os.utime(path, (time.time() - 7_200,) * 2)
    run = drive(ledger, "next")
    figures["next run failed"] += bool(run.returncode or strays(ledger.parent) or added(ledger) != [*rows, "next"])
    figures["chain broken"] += chain_faults(ledger.parent)
    return figures

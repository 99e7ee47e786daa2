"""P6: many writers at once, none lost, none doubled; then the same with writers killed at random."""

import subprocess
import time
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from tests.faults.rig import DRIVE, added, chain_faults, environment, journal_length, make_ledger, say

pytestmark = pytest.mark.faults
WRITERS, ADDS, SEED = 16, 100, 20240612
KILLED_ADDS = 30


def start(ledger: Path, writers: int = WRITERS, adds: int = ADDS) -> list[subprocess.Popen[str]]:
    commands = ([*DRIVE, str(ledger), f"w{writer}", str(adds)] for writer in range(writers))
    return [subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True) for command in commands]


def acknowledged(writers: list[subprocess.Popen[str]]) -> list[str]:
    said = [writer.communicate()[0] for writer in writers]
    return [line.removeprefix("done ") for text in said for line in text.splitlines() if line.startswith("done ")]


def order_faults(rows: list[str]) -> int:
    """Rows of one writer that are not in the order in which it added them."""
    last: dict[str, int] = {}
    faults = 0
    for row in rows:
        writer, _, number = row.partition("-")
        faults += int(number) <= last.get(writer, -1)
        last[writer] = int(number)
    return faults


@pytest.mark.parametrize(("kind", "writers", "adds"), [("csv", WRITERS, ADDS), ("xlsx", 8, 25)])
def test_many_writers(tmp_path: Path, kind: str, writers: int, adds: int, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = make_ledger(tmp_path, kind)
    started = time.monotonic()
    done = acknowledged(start(ledger, writers, adds))
    seconds = time.monotonic() - started
    rows = added(ledger)
    say(
        capsys,
        f"P6 {kind}: {writers} writers x {adds} adds with the command itself: {len(rows)} rows of {writers * adds}, "
        f"{len(set(rows))} different, {len(done)} acknowledged, in {seconds:.1f} s",
    )
    assert sorted(rows) == sorted(done)
    assert len(set(rows)) == writers * adds
    assert order_faults(rows) == 0
    assert journal_length(tmp_path) == writers * adds
    assert chain_faults(tmp_path) == 0


def test_writers_killed_at_random(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    random = Random(SEED)  # noqa: S311  (a test's dice, the seed is printed)
    ledger = make_ledger(tmp_path, "csv")
    writers = start(ledger, adds=KILLED_ADDS)
    killed = 0
    while alive := [writer for writer in writers if writer.poll() is None]:
        time.sleep(0.4)
        if killed < WRITERS - 2:
            random.choice(alive).kill()
            killed += 1
    done = acknowledged(writers)
    counts = Counter(added(ledger))
    unsaid = len(counts.keys() - set(done))
    say(capsys, f"P6 with {killed} kills (seed {SEED}): {len(done)} acknowledged, {len(counts)} rows, {unsaid} unsaid")
    assert set(done) <= counts.keys()
    assert set(counts.values()) == {1}
    assert unsaid <= killed
    assert order_faults(list(counts)) == 0
    assert chain_faults(tmp_path) == 0

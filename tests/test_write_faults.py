"""The short form of the fault harnesses for every change: kills and many writers (reliability P1, P6); `make faults` has all."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.rig import DRIVE, added, chain_faults, environment, journal_length, make_ledger


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the kills need fork")
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_killed_at_each_step_the_register_is_the_old_or_the_new_one(tmp_path: Path, kind: str) -> None:
    program = [sys.executable, "-m", "tests.faults.kill_short", str(tmp_path), kind]
    run = subprocess.run(program, env=environment(), capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    outcomes = json.loads(run.stdout)
    assert set(outcomes) == {"old", "new"}
    assert sum(outcomes.values()) > 15


@pytest.mark.parametrize(("kind", "writers", "adds"), [("csv", 4, 8), ("xlsx", 2, 4)])
def test_no_row_of_several_writers_is_lost_or_doubled(tmp_path: Path, kind: str, writers: int, adds: int) -> None:
    ledger = make_ledger(tmp_path, kind)
    commands = ([*DRIVE, str(ledger), f"w{writer}", str(adds)] for writer in range(writers))
    started = [subprocess.Popen(each, env=environment(), stdout=subprocess.PIPE, text=True) for each in commands]
    said = [writer.communicate()[0] for writer in started]
    done = [line.removeprefix("done ") for text in said for line in text.splitlines()]
    rows = added(ledger)
    assert sorted(rows) == sorted(done)
    assert len(set(rows)) == writers * adds
    assert journal_length(tmp_path) == writers * adds
    assert chain_faults(tmp_path) == 0

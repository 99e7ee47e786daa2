"""Ctrl-C at any moment: exit code 130, one sentence, and the ledger is the old one or the new one with nothing beside it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.offices import write_office

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
# The signal is a real one, sent by the process to itself at the moment that is tried.
CHILD = """
import importlib, os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a suite that runs in the background hands down "ignored"
module, name, calls = sys.argv[1], sys.argv[2], int(sys.argv[3])
place = importlib.import_module(module)
real = getattr(place, name)
def interrupted(*given, **named):
    global calls
    calls -= 1
    if calls == 0:
        os.kill(os.getpid(), signal.SIGINT)
    return real(*given, **named)
setattr(place, name, interrupted)
from skj.cli import main
sys.exit(main(sys.argv[4:]))
"""
ADD = ("insignia", "add", "--year", "2564", "--class", "ป.ม.", "--name", "นายทดสอบ หยุดเขียน", "--list-no", "9", "--yes")


def interrupt(office: Path, at: str, *words: str, call: int = 1) -> "subprocess.CompletedProcess[str]":
    module, _, name = at.partition(":")
    command = [sys.executable, "-c", CHILD, module, name, str(call), *words, "-w", str(office), "--lang", "en"]
    env = {**os.environ, "SKJ_TODAY": "2024-09-30", "PYTHONUTF8": "1"}
    return subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8", env=env)


@pytest.mark.parametrize(
    "at", ["skj.files.source:parse_source", "skj.ledgers.reading:find_headings", "skj.ledgers.tablereading:plain_rows"]
)
def test_while_reading(tmp_path: Path, at: str) -> None:
    office = write_office(tmp_path / "office")
    before = {path: path.read_bytes() for path in office.rglob("*") if path.is_file()}
    run = interrupt(office, at, "check")
    assert (run.returncode, run.stdout) == (130, "")
    assert run.stderr == "Interrupted; nothing was left half-done.\n"
    assert {path: path.read_bytes() for path in office.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(("at", "call"), [("os:fsync", 1), ("os:fsync", 2), ("os:replace", 1), ("os:replace", 2)])
def test_while_writing(tmp_path: Path, at: str, call: int) -> None:
    office = write_office(tmp_path / "office")
    ledger = office / "ledgers" / "insignia.csv"
    before = ledger.read_bytes()
    run = interrupt(office, at, *ADD, call=call)
    assert run.returncode in {0, 130}, run.stderr
    after = ledger.read_bytes()
    assert after in {before, before + after[len(before) :]}
    assert ("หยุดเขียน" in after.decode()) == (after != before)
    beside = {path.name for path in ledger.parent.iterdir()} - {ledger.name, "rooms.csv", "cases.csv", "evidence.csv"}
    assert beside <= {".skj-history", "insignia.csv.skj-lock"}
    assert [path for path in ledger.parent.rglob(".skj-*") if path.is_file()] == []

"""What the fault harnesses share: starting the driver, and judges that know nothing of `skj`."""

import csv
import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

DRIVER = Path(__file__).with_name("driver.py")
DRIVE = [sys.executable, str(DRIVER)]
NAME = "ทะเบียน เครื่องราชฯ"
HEADINGS = ("ชื่อ - สกุล", "ประจำปี", "ชั้นตรา")
OLD_ROWS = 200
_FIRST_CELL = re.compile(r'<c r="A[0-9]+"[^>]*><is><t[^>]*>(.*?)</t></is></c>')


def environment() -> dict[str, str]:
    """One that makes two runs alike, call by call."""
    fixed = {
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return os.environ | fixed


def drive(ledger: Path, label: str, times: int = 1) -> subprocess.CompletedProcess[str]:
    """Run the driver to its end."""
    command = [*DRIVE, str(ledger), label, str(times)]
    return subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)


def make_ledger(folder: Path, kind: str, rows: int = OLD_ROWS, name: str = NAME) -> Path:
    """A small register of insignia and the workspace around it, without any help of skj."""
    path = folder / f"{name}.{kind}"
    lines = [HEADINGS, *((f"old-{row}", 2566, "ป.ม.") for row in range(rows))]
    if kind == "csv":
        path.write_bytes("".join(f"{a},{b},{c}\r\n" for a, b, c in lines).encode())
    else:
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet()
            for row, line in enumerate(lines):
                sheet.write_row(row, 0, line)
    write_settings(folder, path.name)
    return path


def write_settings(folder: Path, file: str) -> None:
    """The skj.toml of an office whose register is this file."""
    (folder / "skj.toml").write_text(f'[office]\n[ledgers.insignia]\nfiles = ["{file}"]\n', encoding="utf-8")


def added(ledger: Path) -> list[str]:
    """The names below the old rows, by csv, or by zipfile and regular expressions from the texts added to the sheet."""
    if ledger.suffix == ".csv":
        with ledger.open(encoding="utf-8", newline="") as lines:
            return [row[0] for row in csv.reader(lines)][OLD_ROWS + 1 :]
    with zipfile.ZipFile(ledger) as book:
        assert book.testzip() is None
        return _FIRST_CELL.findall(book.read("xl/worksheets/sheet1.xml").decode())


def chain_faults(folder: Path) -> int:
    """How many journal lines do not hold the hash of the line before."""
    lines = (folder / ".skj-history" / "journal.jsonl").read_bytes().splitlines()
    before = ["0" * 64, *(hashlib.sha256(line).hexdigest() for line in lines)]
    return sum(json.loads(line)["previous"] != previous for line, previous in zip(lines, before, strict=False))


def journal_length(folder: Path) -> int:
    """How many lines the journal has."""
    return len((folder / ".skj-history" / "journal.jsonl").read_bytes().splitlines())


def strays(folder: Path) -> list[Path]:
    """Temporary files left beside the ledger."""
    return list(folder.glob(".skj-*.tmp"))


def say(capsys: pytest.CaptureFixture[str], text: str) -> None:
    """Show a figure of the run, past pytest's capture."""
    with capsys.disabled():
        sys.stdout.write(f"\n  {text}\n")

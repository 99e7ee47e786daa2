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
NAME = "ทะเบียน ห้อง"


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


def make_ledger(folder: Path, kind: str, rows: int = 200) -> Path:
    """A small ledger without any help of skj."""
    path = folder / f"{NAME}.{kind}"
    if kind == "csv":
        path.write_bytes("".join(f"{row},ห้อง {row}\r\n" for row in range(rows)).encode())
    else:
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet()
            for row in range(rows):
                sheet.write_row(row, 0, [f"{row}", f"ห้อง {row}"])
    return path


def first_column(ledger: Path) -> list[str]:
    """The first column by csv, or the inline texts that were added to the sheet by zipfile and regular expressions."""
    if ledger.suffix == ".csv":
        with ledger.open(encoding="utf-8", newline="") as lines:
            return [row[0] for row in csv.reader(lines)]
    with zipfile.ZipFile(ledger) as book:
        assert book.testzip() is None
        return re.findall(r"<is><t>(.*?)</t></is>", book.read("xl/worksheets/sheet1.xml").decode())


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

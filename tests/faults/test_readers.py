"""P7: one writer, four readers: whoever reads while rows are added sees one whole version, never a torn or missing file."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.rig import DRIVE, OLD_ROWS, environment, make_ledger, say

pytestmark = pytest.mark.faults
READERS, READS, ADDS = 4, 1_000, 60

# Reads as any other program would: the csv module, or zipfile; a file missing for a moment is looked for again (R10).
READER = """
import csv, io, json, sys, time, zipfile, re
path, stop = sys.argv[1], sys.argv[2]
import os
seen, faults, reads = set(), [], 0
while not os.path.exists(stop):
    for _ in range(40):
        try:
            data = open(path, "rb").read()
            break
        except (FileNotFoundError, PermissionError):
            time.sleep(0.01)
    else:
        faults.append("missing")
        continue
    try:
        if path.endswith(".csv"):
            rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
            assert data.endswith(b"\\r\\n") and all(len(row) == 3 for row in rows), "torn"
        else:
            with zipfile.ZipFile(io.BytesIO(data)) as book:
                assert book.testzip() is None, "torn"
                rows = re.findall(rb"<row ", book.read("xl/worksheets/sheet1.xml"))
        seen.add(len(rows))
    except Exception as error:
        faults.append(f"{type(error).__name__}: {error}")
    reads += 1
print(json.dumps({"reads": reads, "faults": faults, "seen": sorted(seen)}))
"""


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_readers_see_one_version_each_time(tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    ledger, stop = make_ledger(tmp_path, kind), tmp_path / "stop"
    command = [sys.executable, "-c", READER, str(ledger), str(stop)]
    readers = [subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True) for _ in range(READERS)]
    writer = subprocess.run(
        [*DRIVE, str(ledger), "w", str(ADDS)], env=environment(), capture_output=True, text=True, check=False
    )
    stop.touch()
    told = [json.loads(reader.communicate()[0]) for reader in readers]
    reads, faults = sum(one["reads"] for one in told), [fault for one in told for fault in one["faults"]]
    versions = {count for one in told for count in one["seen"]}
    say(
        capsys,
        f"P7 {kind}: {reads:,} reads by {READERS} readers during {ADDS} adds: {len(faults)} faults, {len(versions)} versions",
    )
    assert writer.returncode == 0, writer.stdout + writer.stderr
    assert faults == []
    assert reads >= READS
    assert versions <= set(range(OLD_ROWS + 1, OLD_ROWS + 2 + ADDS))

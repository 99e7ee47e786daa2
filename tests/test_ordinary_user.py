"""P5 on the real disk: an ordinary user in a folder without the right to write is refused at once, before any write."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.faults.rig import environment, make_ledger

NOBODY = 65534
# Loaded as the administrator, who may read the code; written as somebody else.
PROGRAM = """
import json, os, sys, time
from pathlib import Path
from tests.faults.driver import add
add(Path(sys.argv[2]), "warm")
os.setgroups([]); os.setgid(65534); os.setuid(65534)
started = time.process_time()
code, said = add(Path(sys.argv[1]), "somebody")
print(json.dumps({"code": code, "said": said, "seconds": time.process_time() - started}))
"""


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that every user may enter; pytest's own is closed to others."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.skipif(
    not hasattr(os, "setuid") or os.geteuid() != 0, reason="only an administrator can become another user"
)
@pytest.mark.parametrize(("denied", "code"), [("folder", "SKJ751"), ("ledger", "SKJ750")])
def test_without_the_right_to_write_nothing_is_tried(open_to_all: Path, denied: str, code: str) -> None:
    office, other = open_to_all / "office", open_to_all / "other"
    for folder in (office, other):
        folder.mkdir()
        make_ledger(folder, "csv", rows=3)
    (ledger,) = office.glob("*.csv")
    ledger.chmod(0o444 if denied == "ledger" else 0o666)
    office.chmod(0o555 if denied == "folder" else 0o777)
    held, names = ledger.read_bytes(), sorted(path.name for path in office.iterdir())
    (warm,) = other.glob("*.csv")
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(ledger), str(warm)],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert (told["code"], code in told["said"], ledger.name in told["said"]) == (4, True, True), told
    assert told["seconds"] < 0.5
    assert (ledger.read_bytes(), sorted(path.name for path in office.iterdir())) == (held, names)

"""P4: a full disk, with every step in turn the one that hits the limit (tmpfs in an unshared mount namespace)."""

import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.faults.rig import environment, say

pytestmark = pytest.mark.faults
_MOUNT = 'mount -t tmpfs -o size=64k none "$0" || exit 77; exec "$@"'


def test_full_disk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if not shutil.which("unshare"):
        pytest.skip("unshare is not installed")
    program = [sys.executable, str(Path(__file__).with_name("full_disk.py")), str(tmp_path)]
    command = ["unshare", "-m", "sh", "-c", _MOUNT, str(tmp_path), *program]
    run = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    if run.returncode == 77 or "unshare failed" in run.stderr:
        pytest.skip("mount namespaces are not allowed here")
    assert run.returncode == 0, run.stderr
    figures = Counter(run.stdout.split())
    say(capsys, f"P4: {sum(figures.values())} commits on a 64 kB disk: {dict(figures)}")
    assert set(figures) == {"new", "SKJ760"}
    assert min(figures.values()) >= 50

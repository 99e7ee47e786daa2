"""P8: a ledger open in a real LibreOffice is refused by name; a lock that a killed LibreOffice left is explained."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from skj.diagnostics import WriteRefused
from skj.files.commit import Description, commit
from skj.files.disk import local_now
from tests.faults.rig import drive, make_ledger, say

pytestmark = pytest.mark.faults
NAMES = ["ledger.xlsx", "ทะเบียน เครื่องราชฯ 2567.xlsx", "ห้อง, ชั้น;1.xlsx"]


@contextmanager
def opened(path: Path, profile: Path) -> Iterator[Path]:
    """The ledger open in a LibreOffice with its own profile; gives the lock file, kills that process group at the end."""
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed")
    command = [office, "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}", str(path)]
    process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    lock = path.with_name(f".~lock.{path.name}#")
    try:
        deadline = time.monotonic() + 90
        while not (lock.exists() and lock.stat().st_size) and time.monotonic() < deadline:
            time.sleep(0.1)
        yield lock
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.parametrize("name", NAMES)
def test_open_in_libreoffice(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = make_ledger(tmp_path, Path(name).suffix[1:], name=Path(name).stem)
    old = path.read_bytes()
    with opened(path, tmp_path / "profile") as lock:
        text = lock.read_bytes()
        run = drive(path, "row")
        assert run.returncode == 4, run.stdout + run.stderr
        assert run.stdout.startswith("refused SKJ741")
        assert lock.read_bytes() == text
    assert path.read_bytes() == old
    stale = stale_refusal(path)
    assert stale.diagnostic.code == "SKJ748"
    assert "--ignore-owner-file" in stale.diagnostic.hint()
    assert lock.read_bytes() == text
    say(capsys, f"P8 {name}: refused while open and after the kill; lock file of {len(text)} bytes untouched")


def stale_refusal(path: Path) -> WriteRefused:
    """What a write says eleven hours later, with the lock file still there."""
    with pytest.raises(WriteRefused) as caught:
        commit(
            path,
            path.name,
            lambda data: data + b"row",
            expected_sha256=None,
            verify=lambda _data: None,
            description=Description("late"),
            clock=lambda: local_now() + timedelta(hours=11),
        )
    return caught.value

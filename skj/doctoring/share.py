"""Tries on the folder itself what writing relies on: two programs and one lock, and a replace while another reads."""

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from skj.doctoring.checks import Check, State
from skj.files.commit import LOCK_SUFFIX, PREFIX
from skj.files.disk import REAL, Disk, Status
from skj.language import _

LOCKED, FREE, TORN = "locked", "free", "torn"
OLD: Final = b"old" * 5000
NEW: Final = b"new" * 7000
ROUNDS: Final = 40
PATIENCE: Final = 30.0
_LOCK_SECONDS: Final = 0.2


def share_check(folder: Path, shown: str, disk: Disk = REAL) -> Check:
    """Whether the folder does what a safe write needs. What is made for the trial is removed again."""
    label = _("Folder {folder} as a share").format(folder=shown)
    try:
        fault = _try_all(folder, disk)
    except (OSError, subprocess.SubprocessError) as error:
        fault = getattr(error, "strerror", None) or type(error).__name__
    if fault:
        cure = _("Keep the ledgers on a folder of this computer or another share, or let one person write at a time.")
        return Check("share", label, State.NO, fault, cure)
    found = _("verified between two programs on this computer; run it on each computer that writes")
    return Check("share", label, State.YES, found)


def _try_all(folder: Path, disk: Disk) -> str:
    """What went wrong; an empty text when nothing did."""
    base = folder / f"{PREFIX}probe-{os.getpid()}.tmp"
    made = [base, base.with_name(f"{base.name}.new"), base.with_name(base.name + LOCK_SUFFIX)]
    try:
        like = _prepare(base, disk)
        return _try_lock(made[2], like, disk) or _try_replace(base, made[1], like, disk)
    finally:
        for path in made:
            with suppress(OSError):
                disk.remove(path)


def _prepare(base: Path, disk: Disk) -> Status:
    with base.open("xb") as file:
        disk.write_all(file, OLD)
        disk.sync(file)
    return disk.stat(base)


def _try_lock(side: Path, like: Status, disk: Disk) -> str:
    with disk.lock(side, like, PATIENCE, None):
        if _ask("lock", side) != LOCKED:
            return _("two programs could hold the lock at the same time")
    if _ask("lock", side) != FREE:
        return _("the lock was not free again after it was given back")
    return ""


def _try_replace(base: Path, new: Path, like: Status, disk: Disk) -> str:
    """Replace the file many times while another program reads it: it must always see one whole version."""
    child = _start("read", base)
    try:
        for number in range(ROUNDS):
            with disk.create(new, like) as file:
                disk.write_all(file, NEW if number % 2 else OLD)
                disk.sync(file)
            _replace(new, base, disk)
            disk.sync_dir(base.parent)
    except OSError as error:
        child.kill()
        return _("a file could not be replaced: {reason}").format(reason=error.strerror)
    finally:
        with suppress(OSError):
            disk.remove(base)
        answer = child.communicate(timeout=PATIENCE)[0].strip()
    return _("another program saw a half-written file") if answer == TORN else ""


def _replace(new: Path, base: Path, disk: Disk) -> None:
    """As a write does it: on Windows a reader is in the way for moments."""
    until = time.monotonic() + PATIENCE / 3
    while True:
        try:
            return disk.replace(new, base)
        except PermissionError:
            if time.monotonic() > until:
                raise
            time.sleep(0.01)


def _start(task: str, path: Path) -> "subprocess.Popen[str]":
    words = [sys.executable, "-m", "skj.doctoring.share", task, str(path)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)  # noqa: S603  (this program itself)


def _ask(task: str, path: Path) -> str:
    return _start(task, path).communicate(timeout=PATIENCE)[0].strip()


# --- the other program -------------------------------------------------------------------------------------------------


def answer(task: str, path: Path, disk: Disk = REAL) -> str:
    """What the second program says: whether it gets the lock, or whether it ever saw a torn file."""
    return _lock_answer(path, disk) if task == "lock" else _read_answer(path, disk)


def _lock_answer(path: Path, disk: Disk) -> str:
    try:
        with disk.lock(path, Status(0, disk.stat(path).modified, 0o600), _LOCK_SECONDS, None):
            return FREE
    except TimeoutError:
        return LOCKED


def _read_answer(path: Path, disk: Disk) -> str:
    """Read until the file is gone; while it is being replaced it may be missing for a moment (reliability R10)."""
    until = time.monotonic() + PATIENCE
    missing_since: float | None = None
    while time.monotonic() < until:
        try:
            if disk.read_bytes(path) not in {OLD, NEW}:
                return TORN
            missing_since = None
        except PermissionError:
            continue
        except FileNotFoundError:
            missing_since = missing_since or time.monotonic()
            if time.monotonic() - missing_since > 0.5:
                return FREE
            time.sleep(0.01)
    return FREE


if __name__ == "__main__":
    sys.stdout.write(answer(sys.argv[1], Path(sys.argv[2])))

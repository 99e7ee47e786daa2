"""Tries on the folder itself what writing relies on: one lock for two programs, lines added by both, a replace while another reads."""

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

LOCKED, FREE, TORN, ADDED = "locked", "free", "torn", "added"
OLD: Final = b"old" * 5000
NEW: Final = b"new" * 7000
ROUNDS: Final = 40
LINES: Final = 25  # what each of the two programs adds
TURN_SECONDS: Final = 2.0
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
    new, side, lines = (base.with_name(base.name + end) for end in (".new", LOCK_SUFFIX, ".lines"))
    made = [base, new, side, lines]
    try:
        like = _prepare(base, disk)
        return (
            _try_lock(side, like, disk) or _try_append(lines, side, like, disk) or _try_replace(base, new, like, disk)
        )
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


def _try_append(lines: Path, side: Path, like: Status, disk: Disk) -> str:
    """Two programs add lines in turn, as the journal does: every line must be there, whole, and seen by the other at once."""
    fault = _("lines that two programs added were lost, torn or seen too late")
    child = _start("append", lines, side)
    try:
        _add_in_turn(lines, side, like, disk, ahead=1)
    except TimeoutError:
        return fault
    finally:
        answer = child.communicate(timeout=PATIENCE)[0].strip()
    wanted = [_line(who, number) for number in range(LINES) for who in (0, 1)]
    found = disk.read_bytes(lines).decode("ascii", "replace").splitlines()
    return "" if answer == ADDED and found == wanted else fault


def _add_in_turn(lines: Path, side: Path, like: Status, disk: Disk, *, ahead: int) -> None:
    """Add each line when the other's is there; `ahead` is how many of the other's come first. TimeoutError when it is not."""
    for number in range(LINES):
        _await_lines(lines, 2 * number + ahead, disk)
        with disk.lock(side, like, PATIENCE, None):
            disk.append_line(lines, f"{_line(ahead, number)}\n".encode(), like)


def _await_lines(lines: Path, count: int, disk: Disk) -> None:
    until = time.monotonic() + TURN_SECONDS + (0 if count > 1 else PATIENCE / 3)  # the other has to start first
    while time.monotonic() < until:
        with suppress(FileNotFoundError):
            if disk.read_bytes(lines).count(b"\n") == count:
                return
        if not count:
            return
        time.sleep(0.002)
    raise TimeoutError


def _line(who: int, number: int) -> str:
    return f"{('there', 'here')[who]} {number:03d} " + "x" * 200


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


def _start(task: str, *paths: Path) -> "subprocess.Popen[str]":
    words = [sys.executable, "-m", "skj.doctoring.share", task, *map(str, paths)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)  # noqa: S603  (this program itself)


def _ask(task: str, path: Path) -> str:
    return _start(task, path).communicate(timeout=PATIENCE)[0].strip()


# --- the other program -------------------------------------------------------------------------------------------------


def answer(task: str, *paths: Path, disk: Disk = REAL) -> str:
    """What the second program says: whether it gets the lock, whether it ever saw a torn file, whether it added its lines."""
    if task == "append":
        return _append_answer(paths[0], paths[1], disk)
    return _lock_answer(paths[0], disk) if task == "lock" else _read_answer(paths[0], disk)


def _append_answer(lines: Path, side: Path, disk: Disk) -> str:
    try:
        _add_in_turn(lines, side, Status(0, disk.stat(side).modified, 0o600), disk, ahead=0)
    except TimeoutError:
        return TORN
    return ADDED


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
    sys.stdout.write(answer(sys.argv[1], *map(Path, sys.argv[2:])))

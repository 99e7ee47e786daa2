"""Adds a row again and again, each time killed at the next call that Python announces once the lock is taken.

Usage: kill_short.py FOLDER KIND. Prints the outcomes as JSON. A fork for each kill: one start of Python for all of them.
"""

import json
import os
import shutil
import signal
import sys
from collections import Counter
from itertools import count
from pathlib import Path

from tests.faults.driver import add
from tests.faults.rig import added, chain_faults, make_ledger, strays, write_settings

# What changes a file or folder; reading is left out, since killing there is killing at the next of these.
_EVENTS = frozenset({"open", "os.rename", "os.remove", "os.link", "os.mkdir", "os.chmod", "fcntl.flock"})


class Killer:
    """An audit hook that ends its own process at the n-th event after the lock was opened."""

    def __init__(self, when: int) -> None:
        self.when, self.seen, self.is_locked = when, 0, False

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        """Count the event; the last one that this process sees is number `when`."""
        if event not in _EVENTS or (event == "open" and not _writes(arguments[-1])):
            return
        self.is_locked = self.is_locked or any(".skj-lock" in str(argument) for argument in arguments)
        self.seen += self.is_locked
        if self.seen == self.when:
            os.kill(os.getpid(), signal.SIGKILL)


def _writes(flags: object) -> bool:
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def killed_at(ledger: Path, when: int) -> bool:
    """Whether a child that adds a row was killed at its n-th event; False when it came to its end before."""
    child = os.fork()
    if child == 0:
        sys.addaudithook(Killer(when))
        add(ledger, "killed")
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def judged(ledger: Path, old: bytes) -> str:
    """The state after a kill, and whether the next run goes on from it."""
    rows, before = added(ledger), ledger.read_bytes()
    state = "old" if before == old else "new" if rows == ["killed"] else "torn"
    too_many = len(strays(ledger.parent)) > 1
    code, _said = add(ledger, "next")
    is_whole = code == 0 and added(ledger) == [*rows, "next"] and chain_faults(ledger.parent) == 0
    return state if is_whole and not too_many else f"{state}, then broken"


def main(folder: Path, kind: str) -> None:
    """Kill at the first event, the second …, until one run comes to its end."""
    whole = make_ledger(folder, kind, rows=200)
    old, outcomes = whole.read_bytes(), Counter[str]()
    for when in count(1):
        office = folder / str(when)
        office.mkdir()
        write_settings(office, whole.name)
        (office / whole.name).write_bytes(old)
        if not killed_at(office / whole.name, when):
            break
        outcomes[judged(office / whole.name, old)] += 1
        shutil.rmtree(office)
    sys.stdout.write(json.dumps(outcomes))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])

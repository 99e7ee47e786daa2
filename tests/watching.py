"""What the interpreter reports of opened files and started programs, while a test looks.

A hook cannot be taken away again, so there is one for all tests, switched on and off.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

FORBIDDEN: Final = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "os.startfile",
    "pickle.",
    "urllib.",
    "webbrowser.",
    "ctypes.dlopen",
    "ftplib.",
    "smtplib.",
)


class Watch:
    """Programs, sockets and files: `strangers` are what no command has any business with, `opened` the files it opened."""

    def __init__(self) -> None:
        self.is_on = False
        self.strangers: list[str] = []
        self.opened: list[tuple[Path, bool]] = []

    def __call__(self, event: str, details: tuple[Any, ...]) -> None:
        """Take down an event; the interpreter calls this."""
        if not self.is_on:
            return
        if event.startswith(FORBIDDEN):
            self.strangers.append(f"{event} {details!r}")
        elif event == "open" and isinstance(details[0], str | bytes):
            path = details[0] if isinstance(details[0], str) else details[0].decode()
            self.opened.append((Path(path).absolute(), _is_for_writing(*details[1:])))

    def written_outside(self, folder: Path) -> list[Path]:
        """The files opened for writing that do not lie in `folder`."""
        return [path for path, writing in self.opened if writing and not path.is_relative_to(folder)]

    def opened_between(self, outer: Path, inner: Path) -> list[Path]:
        """The files opened that lie in `outer` and not in `inner`, wherever their links lead."""
        real = (path.resolve() for path, _writing in self.opened)
        return [path for path in real if path.is_relative_to(outer) and not path.is_relative_to(inner)]


def _is_for_writing(mode: str | None, flags: int | None) -> bool:
    return any(letter in (mode or "") for letter in "wax+") or bool((flags or 0) & 0x3)


_WATCH: Final = Watch()
sys.addaudithook(_WATCH)


@contextmanager
def watching() -> Iterator[Watch]:
    """Look at what happens inside."""
    _WATCH.strangers, _WATCH.opened, _WATCH.is_on = [], [], True
    try:
        yield _WATCH
    finally:
        _WATCH.is_on = False

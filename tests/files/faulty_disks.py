"""Disks for tests: one that fails at the n-th step, and one that forgets what was not synced (reliability section 9)."""

import errno
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any, BinaryIO

from skj.files.disk import RealDisk, Status

# ruff: noqa: D102  (the steps are described by the protocol `Disk`)

STEPS = frozenset(name for name in vars(RealDisk) if not name.startswith("_"))


class FailingDisk:
    """The real disk, but step number `at` fails with `code`, and with `for_ever` all later ones too.

    `code` 0 is the quiet fault: half of the bytes are written and nobody is told (reliability R6). `only` restricts
    counting to steps of one name.
    """

    def __init__(self, at: int, code: int, *, for_ever: bool = False, only: str = "") -> None:
        self.at, self.code, self.for_ever, self.only = at, code, for_ever, only
        self.steps: list[str] = []
        self.real = RealDisk()

    def __getattr__(self, name: str) -> Any:
        if name not in STEPS:
            raise AttributeError(name)

        def step(*args: Any) -> Any:
            if self._is_hit(name):
                if self.code:
                    raise OSError(self.code, os.strerror(self.code))
                return _half(self.real, name, args)
            return getattr(self.real, name)(*args)

        return step

    def _is_hit(self, name: str) -> bool:
        if self.only and name != self.only:
            return False
        self.steps.append(name)
        return len(self.steps) == self.at or (self.for_ever and len(self.steps) > self.at)


def _half(real: RealDisk, name: str, args: tuple[Any, ...]) -> Any:
    """Half of a write, reported as a success; steps that write nothing are left alone."""
    if name == "write_all":
        file, data = args
        file.write(data[: len(data) // 2])
        return None
    if name == "append_line":
        path, line, like = args
        return real.append_line(path, line[: len(line) // 2], like)
    return getattr(real, name)(*args)


@dataclass
class Inode:
    """One file: what is safe, and the writes since the last sync."""

    safe: bytes = b""
    unsafe: list[bytes] = field(default_factory=list)

    @property
    def data(self) -> bytes:
        return self.safe + b"".join(self.unsafe)

    def after_crash(self, random: Random) -> bytes:
        """Each unsynced write is kept, dropped, cut or garbled."""
        return self.safe + b"".join(_damaged(part, random) for part in self.unsafe)


def _damaged(part: bytes, random: Random) -> bytes:
    fate = random.randrange(4)
    if fate == 0:
        return part
    if fate == 1:
        return b""
    return part[: random.randrange(len(part) + 1)] if fate == 2 else random.randbytes(len(part))


class _Handle(io.BytesIO):
    """An open file of the list disk."""

    def __init__(self, inode: Inode) -> None:
        super().__init__()
        self.inode = inode


class PowerCut(BaseException):
    """The moment at which the list disk loses its power; no code may catch it as an error of the system."""


class WriteListDisk:
    """A disk in memory that keeps unsynced writes and unsynced names as lists, and loses power before step `at`.

    After the cut each change of a name that was not synced has happened or not, independently of the others: harsher
    than a journalling file system, which keeps their order.
    """

    def __init__(self, files: dict[Path, bytes], at: int = 0) -> None:
        self.names = {path: Inode(data) for path, data in files.items()}
        self.safe_names = dict(self.names)
        self.pending: list[dict[Path, Inode | None]] = []
        self.at, self.steps = at, 0

    def _step(self) -> None:
        self.steps += 1
        if self.steps == self.at:
            raise PowerCut

    def _rename(self, change: dict[Path, Inode | None]) -> None:
        self._step()
        self.pending.append(change)
        _apply(self.names, change)

    def after_crash(self, seed: int) -> dict[Path, bytes]:
        """What is on the disk when the power is back."""
        random = Random(seed)  # noqa: S311  (a test's dice)
        names = dict(self.safe_names)
        for change in self.pending:
            if random.random() < 0.5:
                _apply(names, change)
        return {path: inode.after_crash(random) for path, inode in names.items()}

    def resolve(self, path: Path) -> Path:
        return path

    def read_bytes(self, path: Path) -> bytes:
        if path not in self.names:
            raise FileNotFoundError(errno.ENOENT, "missing", str(path))
        return self.names[path].data

    def stat(self, path: Path) -> Status:
        return Status(len(self.read_bytes(path)), datetime(2024, 6, 12, 10, tzinfo=UTC), 0o600)

    def probe(self, path: Path) -> None:
        self.read_bytes(path)

    def can_write(self, folder: Path) -> bool:
        return bool(folder)

    def create(self, path: Path, like: Status) -> BinaryIO:
        if path in self.names or not like.mode:
            raise FileExistsError(errno.EEXIST, "there already", str(path))
        self._rename({path: Inode()})
        return _Handle(self.names[path])

    def write_all(self, file: BinaryIO, data: bytes) -> None:
        assert isinstance(file, _Handle)
        for start in range(0, len(data), 16):
            self._step()
            file.inode.unsafe.append(data[start : start + 16])

    def sync(self, file: BinaryIO) -> None:
        assert isinstance(file, _Handle)
        self._step()
        file.inode.safe, file.inode.unsafe = file.inode.data, []

    def replace(self, source: Path, target: Path) -> None:
        self._rename({source: None, target: self.names[source]})

    def link(self, source: Path, target: Path) -> None:
        assert target not in self.names
        self._rename({target: self.names[source]})

    def sync_dir(self, folder: Path) -> None:
        self._step()
        for change in [one for one in self.pending if any(path.parent == folder for path in one)]:
            _apply(self.safe_names, change)
            self.pending.remove(change)

    def remove(self, path: Path) -> None:
        self.read_bytes(path)
        self._rename({path: None})

    def make_dir(self, folder: Path, like: Status) -> None:
        assert folder.name
        assert like.mode

    def list(self, folder: Path) -> tuple[str, ...]:
        return tuple(sorted(path.name for path in self.names if path.parent == folder))

    def append_line(self, path: Path, line: bytes, like: Status) -> None:
        assert like.mode
        if path not in self.names:
            self._rename({path: Inode()})
        inode = self.names[path]
        inode.unsafe.append(line)
        self._step()
        inode.safe, inode.unsafe = inode.data, []

    @contextmanager
    def lock(self, path: Path, like: Status, wait_seconds: float, on_wait: Callable[[], None] | None) -> Iterator[None]:
        assert path.suffix == ".skj-lock"
        assert like.mode
        assert wait_seconds >= 0
        assert on_wait is None
        yield


def _apply(names: dict[Path, Inode], change: dict[Path, Inode | None]) -> None:
    for path, inode in change.items():
        if inode is None:
            names.pop(path, None)
        else:
            names[path] = inode

"""Every way in which `skj` changes a disk: one small protocol, so that tests can make any single step fail."""

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from skj.frozen import dataclass

WAIT_MESSAGE_AFTER: Final = 1.0  # seconds; reliability section 3, step 1
POLL_SECONDS: Final = 0.01
_NO_FOLDER_SYNC: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF})


@dataclass(frozen=True, slots=True)
class Status:
    """What is known of a file without reading it; `modified` is local time with its offset, `mode` the permission bits."""

    size: int
    modified: datetime
    mode: int
    owner: int = -1
    group: int = -1


class Disk(Protocol):
    """The steps a write is made of; each may raise `OSError`, and none does more than its name says."""

    def resolve(self, path: Path) -> Path:
        """The path behind all symbolic links: replacing a link would cut it off from its ledger."""

    def read_bytes(self, path: Path) -> bytes:
        """The whole file."""

    def stat(self, path: Path) -> Status:
        """Size, time and rights of the file."""

    def probe(self, path: Path) -> None:
        """Open an existing file for writing and close it unchanged; raises when that is denied."""

    def can_write(self, folder: Path) -> bool:
        """Whether files can be made in `folder`, as far as the system tells without trying."""

    def create(self, path: Path, like: Status) -> BinaryIO:
        """A new file with the rights of `like`; raises `FileExistsError` rather than open an existing one."""

    def write_all(self, file: BinaryIO, data: bytes) -> None:
        """Write every byte or raise."""

    def sync(self, file: BinaryIO) -> None:
        """Force what was written onto the disk."""

    def replace(self, source: Path, target: Path) -> None:
        """Put `source` in the place of `target` in one step."""

    def link(self, source: Path, target: Path) -> None:
        """Give `source` a second name, complete from the first moment; raises `FileExistsError` when it is taken."""

    def sync_dir(self, folder: Path) -> None:
        """Force the names in `folder` onto the disk; does nothing where the system has no such step."""

    def remove(self, path: Path) -> None:
        """Remove one file."""

    def make_dir(self, folder: Path, like: Status) -> None:
        """Make a folder that can be entered by whoever may read `like`; an existing one is left as it is."""

    def list(self, folder: Path) -> tuple[str, ...]:
        """The names in `folder`, sorted; none when it does not exist."""

    def append_line(self, path: Path, line: bytes, like: Status) -> None:
        """Add `line` at the end, synced; on failure the file keeps its old length where the system allows it."""

    def lock(
        self, path: Path, like: Status, wait_seconds: float, on_wait: Callable[[], None] | None
    ) -> AbstractContextManager[None]:
        """Hold the lock file `path`, which stays; `on_wait` is called after a second; raises `TimeoutError`."""


class RealDisk:
    """The disk of this computer, or a share it has mounted."""

    def resolve(self, path: Path) -> Path:
        """The path behind all symbolic links."""
        return path.resolve()

    def read_bytes(self, path: Path) -> bytes:
        """The whole file."""
        return path.read_bytes()

    def stat(self, path: Path) -> Status:
        """Size, time and rights of the file."""
        found = path.stat()
        modified = datetime.fromtimestamp(found.st_mtime).astimezone()
        return Status(found.st_size, modified, stat.S_IMODE(found.st_mode), found.st_uid, found.st_gid)

    def probe(self, path: Path) -> None:
        """Open for writing without truncation; unlike `os.access` it tells a missing file from a denied one."""
        with path.open("r+b"):
            pass

    def can_write(self, folder: Path) -> bool:
        """Whether files can be made in `folder`."""
        return os.access(folder, os.W_OK | os.X_OK)

    def create(self, path: Path, like: Status) -> BinaryIO:
        """A new file, readable by its owner only until it has the rights of `like`."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
        file = os.fdopen(os.open(path, flags, 0o600), "wb")
        _take_rights(file.fileno(), like)
        return file

    def write_all(self, file: BinaryIO, data: bytes) -> None:
        """Write through the buffered file, which goes on after a short write (reliability R6), and count the bytes."""
        file.write(data)
        file.flush()
        if (size := os.fstat(file.fileno()).st_size) != len(data):
            raise OSError(errno.EIO, f"{size} of {len(data)} bytes written")

    def sync(self, file: BinaryIO) -> None:
        """Flush and fsync."""
        file.flush()
        _sync(file.fileno())

    def replace(self, source: Path, target: Path) -> None:
        """`os.replace`: in one step on POSIX; on Windows refused while anyone holds `target` open."""
        source.replace(target)

    def link(self, source: Path, target: Path) -> None:
        """A hard link; some shares have none and raise."""
        target.hardlink_to(source)

    def sync_dir(self, folder: Path) -> None:
        """Fsync the folder; Windows has no such step, and some shares answer that they have none."""
        if sys.platform == "win32":
            return
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in _NO_FOLDER_SYNC:
                raise
        finally:
            os.close(handle)

    def remove(self, path: Path) -> None:
        """Remove one file."""
        path.unlink()

    def make_dir(self, folder: Path, like: Status) -> None:
        """Whoever may read the file may enter the folder."""
        if not folder.is_dir():
            folder.mkdir(exist_ok=True)
            folder.chmod(0o700 | like.mode | (like.mode & 0o444) >> 2)

    def list(self, folder: Path) -> tuple[str, ...]:
        """The names in `folder`, sorted."""
        try:
            return tuple(sorted(os.listdir(folder)))  # noqa: PTH208  (names are wanted, not paths)
        except FileNotFoundError:
            return ()

    def append_line(self, path: Path, line: bytes, like: Status) -> None:
        """Append with plain writes: a buffered file would try again on closing, after the cut."""
        is_new = not path.exists()
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        try:
            if is_new:
                _take_rights(handle, like)
            _append(handle, line)
        finally:
            os.close(handle)

    @contextmanager
    def lock(self, path: Path, like: Status, wait_seconds: float, on_wait: Callable[[], None] | None) -> Iterator[None]:
        """A native lock on a file beside the ledger, never on the ledger (reliability R7)."""
        from filelock import FileLock, Timeout

        # Everybody who may write the ledger must be able to open its lock file, whatever the umask of the first writer.
        side = FileLock(path, mode=0o600 | like.mode & 0o666)
        try:
            side.acquire(timeout=min(WAIT_MESSAGE_AFTER, wait_seconds), poll_interval=POLL_SECONDS)
        except Timeout:
            if on_wait:
                on_wait()
            side.acquire(timeout=max(wait_seconds - WAIT_MESSAGE_AFTER, 0.0), poll_interval=POLL_SECONDS)
        try:
            yield
        finally:
            side.release()


REAL: Final = RealDisk()


def local_now() -> datetime:
    """The time of this computer with its offset."""
    return datetime.now().astimezone()


def _take_rights(handle: int, like: Status) -> None:
    """Owner and group where the system allows it (only an administrator may give files away), then the mode."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        os.fchown(handle, like.owner, like.group)
    os.fchmod(handle, like.mode)


def _append(handle: int, line: bytes) -> None:
    """Write all of `line`, or cut the file back to what it was."""
    size = os.fstat(handle).st_size
    try:
        _write_fully(handle, line)
        _sync(handle)
    except OSError:
        with suppress(OSError):
            os.ftruncate(handle, size)
        raise


def _write_fully(handle: int, data: bytes) -> None:
    """`os.write` may write less than asked and say nothing (reliability R6): go on until it is all there."""
    rest = memoryview(data)
    while rest:
        written = os.write(handle, rest)
        if written == 0:
            raise OSError(errno.EIO, "nothing was written")
        rest = rest[written:]


def _sync(handle: int) -> None:
    """Fsync; on macOS down to the disk's own cache (reliability 3.1)."""
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
    else:
        os.fsync(handle)

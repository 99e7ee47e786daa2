"""Writing to an office's own file so that it is the old one or the new one at every moment (reliability section 3)."""

import errno
import getpass
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import field, replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Final, TypeVar

from skj import __version__
from skj.diagnostics import Diagnostic, Place, Refusal, Rule, WriteRefused
from skj.files import backups, journal, owners
from skj.files.disk import REAL, Disk, Status, local_now
from skj.files.journal import Entry, hash_of
from skj.files.retention import KEPT, Retention
from skj.frozen import dataclass
from skj.patterns import later
from skj.rules import writing

LOCK_SUFFIX: Final = ".skj-lock"
PREFIX: Final = ".skj-"
REPLACE_SECONDS: Final = 10.0
# While Excel saves, the ledger is gone for a moment (R10): look often, or two saves in a row look like one long absence.
READ_PAUSES: Final = (0.02,) * 60
LEFTOVER_AGE: Final = timedelta(hours=1)
_WINDOWS_LEFTOVER_AGE: Final = timedelta(days=1)
_SHARING_VIOLATION: Final = 32  # Windows: another program has the file open
_TEMPORARY: Final = later(r"\.skj-(?P<process>\d{1,10})-(?P<host>[0-9a-f]{8})-\d+\.tmp")
_UNKNOWN: Final = "unknown"
Result = TypeVar("Result")


def this_writer() -> tuple[str, str]:
    """Who writes: the user's name and the computer's."""
    return _user(), platform.node()


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        return _UNKNOWN


@dataclass(slots=True)
class Description:
    """What the journal says of a write: the command without its values, and where the row stands (0 = no single row).

    An `edit` that finds another row free than was thought, because somebody wrote in between, corrects `row` here.
    """

    command: str
    sheet: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Receipt:
    """A write that took place. `backup` is the kept version before it; `notes` hold what the user should know.

    `journal_id` is empty when the line could not be written; a note says so then.
    """

    file: str
    sheet: str
    row: int
    sha_before: str
    sha_after: str
    backup: Path
    journal_id: str
    notes: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class _Job:
    """All that stays the same from the first step to the last."""

    path: Path
    shown: str
    description: Description
    disk: Disk
    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    ignore_owner_file: bool
    retention: Retention
    user: str = field(default_factory=_user)
    host: str = field(default_factory=platform.node)

    @property
    def history(self) -> Path:
        return journal.history_folder(self.path.parent)

    def says(self, rule: Rule, **args: object) -> Diagnostic:
        return Diagnostic(rule, Place(self.shown, self.description.sheet, self.description.row), args)

    def refuse(self, rule: Rule, **args: object) -> WriteRefused:
        return WriteRefused(self.says(rule, **args))


@dataclass(frozen=True, slots=True)
class _Change:
    """The bytes before and after, and where the version before is kept."""

    before: bytes
    after: bytes
    id: str
    backup: str
    sha_before: str
    sha_after: str


def commit(  # noqa: PLR0913  (each is one independent condition of the write, all but four have a default)
    path: Path,
    shown: str,
    edit: Callable[[bytes], bytes],
    *,
    expected_sha256: str | None,
    verify: Callable[[bytes], None],
    description: Description,
    disk: Disk = REAL,
    clock: Callable[[], datetime] = local_now,
    ignore_owner_file: bool = False,
    wait_seconds: float = 10.0,
    on_wait: Callable[[], None] | None = None,
    sleep: Callable[[float], None] = time.sleep,
    retention: Retention = KEPT,
) -> Receipt:
    """Replace the ledger `path` by `edit` of its bytes, in the twelve steps of reliability section 3.

    `shown` is the file's name in messages. `expected_sha256` is what the command had read; None accepts whatever is
    there, for an `edit` that looks for itself. `verify` gets the new bytes and raises `ValueError` or a `Refusal` when
    they do not read back as they should. `on_wait` is called once after a second of waiting for another `skj`;
    `retention` says which kept versions stay.
    Raises `WriteRefused`: nothing was changed, except with SKJ765, which says that somebody saved over the new ledger.
    """
    try:
        job = _Job(disk.resolve(path), shown, description, disk, clock, sleep, ignore_owner_file, retention)
        with _sole_writer(job, wait_seconds, on_wait) as like:
            return _write(job, like, edit, verify, expected_sha256)
    except OSError as error:
        raise WriteRefused(failure(error, shown)) from error


_FAILURES: Final = {
    errno.ENOSPC: writing.DISK_FULL,
    errno.EDQUOT: writing.DISK_FULL,
    errno.EACCES: writing.NO_PERMISSION,
    errno.EPERM: writing.NO_PERMISSION,
    errno.EROFS: writing.READ_ONLY_DISK,
    errno.ENOENT: writing.LEDGER_MISSING,
}


def failure(error: OSError, shown: str) -> Diagnostic:
    """The finding for an error of the system that ended a write before it touched the ledger."""
    rule = _FAILURES.get(error.errno or 0, writing.WRITE_FAILED)
    return Diagnostic(rule, Place(shown), {"reason": failure_reason(error)})


def failure_reason(error: OSError) -> str:
    """What the system says of a failure."""
    return error.strerror or type(error).__name__


@contextmanager
def _sole_writer(job: _Job, wait_seconds: float, on_wait: Callable[[], None] | None) -> Iterator[Status]:
    """Step 1: rights looked at before anything is written, then the side lock, which is kept for ever (R7)."""
    like = _rights(job, wait_seconds)
    side = job.path.with_name(job.path.name + LOCK_SUFFIX)
    with _lock(job, side, like, wait_seconds, on_wait):
        yield like


@contextmanager
def _lock(
    job: _Job, side: Path, like: Status, wait_seconds: float, on_wait: Callable[[], None] | None
) -> Iterator[None]:
    lock = job.disk.lock(side, like, wait_seconds, on_wait)
    try:
        lock.__enter__()
    except TimeoutError as error:
        raise job.refuse(writing.LEDGER_LOCKED, seconds=round(wait_seconds)) from error
    try:
        yield
    finally:
        with suppress(OSError):  # the system lets go of the lock when the run ends at the latest
            lock.__exit__(None, None, None)


def _rights(job: _Job, wait_seconds: float) -> Status:
    """Refuse a read-only ledger or folder before any write."""
    _patiently(job, lambda: _probe(job, wait_seconds))
    if not job.disk.can_write(job.path.parent):
        raise job.refuse(writing.FOLDER_READ_ONLY)
    return _patiently(job, lambda: job.disk.stat(job.path))


def _probe(job: _Job, wait_seconds: float) -> None:
    """Open for writing; on Windows a file that another program holds is waited for, as the table of section 2 asks."""
    for pause in (*_pauses(wait_seconds), None):
        try:
            return job.disk.probe(job.path)
        except PermissionError as error:
            if getattr(error, "winerror", None) != _SHARING_VIOLATION:
                raise job.refuse(writing.LEDGER_READ_ONLY) from error
            if pause is None:
                raise job.refuse(writing.HELD_OPEN, seconds=round(wait_seconds)) from error
            job.sleep(pause)
    return None


def _pauses(limit: float) -> Iterator[float]:
    """10, 20, 40 … milliseconds, together `limit` seconds."""
    pause = 0.01
    while limit > 0:
        yield min(pause, limit)
        limit, pause = limit - pause, pause * 2


def _patiently(job: _Job, read: Callable[[], Result]) -> Result:
    """The result of `read`, tried again for about a second while the ledger is missing (R10)."""
    for pause in READ_PAUSES:
        with suppress(FileNotFoundError):
            return read()
        job.sleep(pause)
    return read()


def _read(job: _Job) -> bytes:
    return _patiently(job, lambda: job.disk.read_bytes(job.path))


def _write(
    job: _Job, like: Status, edit: Callable[[bytes], bytes], verify: Callable[[bytes], None], expected: str | None
) -> Receipt:
    """Steps 2 to 11, under the side lock."""
    notes = _owners(job)
    with _courtesy(job, like):
        before = _read(job)
        if expected not in {None, hash_of(before)}:
            raise job.refuse(writing.CHANGED_MEANWHILE)
        after = _build(job, before, edit, verify)
        notes += _sweep(job) + _mend(job, like, hash_of(before))
        change = _change(job, before, after)
        _exchange(job, like, change)
        doubt = _doubt(job, change)
        line, lost = _log(job, like, change)
    if doubt and doubt.rule is writing.NOT_WHAT_WAS_WRITTEN:
        raise WriteRefused(doubt)
    with suppress(OSError):  # the ledger is written; the next write prunes again
        backups.prune(
            job.history, job.path.name, job.clock().date(), job.disk, spare=change.backup, retention=job.retention
        )
    return _receipt(job, change, line, (*notes, *(note for note in (doubt, lost) if note)))


def _receipt(job: _Job, change: _Change, line: str, notes: tuple[Diagnostic, ...]) -> Receipt:
    backup, about = job.history / change.backup, job.description
    return Receipt(job.shown, about.sheet, about.row, change.sha_before, change.sha_after, backup, line, notes)


def _owners(job: _Job) -> list[Diagnostic]:
    """Step 2: who has the ledger open; refused unless the user said to ignore it, which is noted."""
    found = [owner for owner in owners.find_owners(job.path, job.disk, job.clock()) if not _cleared(job, owner)]
    if found and not job.ignore_owner_file:
        raise WriteRefused(owners.refusal_of(found[0], job.shown))
    return [owners.ignored_note(owner, job.shown) for owner in found]


def _cleared(job: _Job, owner: owners.Owner) -> bool:
    """Our own courtesy lock seen under the side lock was left by a dead run of this computer: remove it."""
    if not owner.is_ours or owner.host != job.host:
        return False
    with suppress(OSError):
        job.disk.remove(owner.path)
    return True


@contextmanager
def _courtesy(job: _Job, like: Status) -> Iterator[None]:
    """While we write, LibreOffice shall tell an officer who opens the ledger in this second."""
    file, text = owners.libreoffice_lock_path(job.path), owners.own_lock(job.user, job.host, job.clock(), os.getpid())
    is_made = _announce(job, like, file, text)
    try:
        yield
    finally:
        if is_made:
            with suppress(OSError):  # the next run on this computer clears it
                if job.disk.read_bytes(file) == text:
                    job.disk.remove(file)


def _announce(job: _Job, like: Status, file: Path, text: bytes) -> bool:
    """Whether our lock file was made; that somebody else's is in the way is a refusal, any other failure is not.

    It is written under another name first: a crash must never leave an empty lock file, which nobody could clear.
    """
    temporary = _free_name(job)
    try:
        _write_new(job, temporary, like, text)
        job.disk.link(temporary, file)
    except FileExistsError:
        _owners(job)
        return False
    except OSError:
        return False
    finally:
        with suppress(OSError):
            job.disk.remove(temporary)
    return True


def _build(job: _Job, before: bytes, edit: Callable[[bytes], bytes], verify: Callable[[bytes], None]) -> bytes:
    """Step 4: the new bytes, complete in memory and read back before any disk sees them."""
    try:
        after = edit(before)
        verify(after)
    except Refusal:
        raise
    except ValueError as error:
        raise job.refuse(writing.CANNOT_VERIFY, reason=str(error)) from error
    return after


def _change(job: _Job, before: bytes, after: bytes) -> _Change:
    sha_before, sha_after = hash_of(before), hash_of(after)
    id_, backup = _free_version(job, sha_before, sha_after)
    return _Change(before, after, id_, backup, sha_before, sha_after)


def _free_version(job: _Job, sha_before: str, sha_after: str) -> tuple[str, str]:
    """An id and a name for the version before; a broken-off write of the same second may have left one."""
    now, name = job.clock(), job.path.name
    taken = {f"{name}/{kept}" for kept in job.disk.list(job.history / name)}
    lines = len(journal.read_lines(job.history, job.disk))
    ids = (backups.entry_id(now, sha_before, sha_after, number) for number in count(lines))
    named = ((id_, backups.version_name(name, id_, sha_before, sha_after)) for id_ in ids)
    return next((id_, backup) for id_, backup in named if backup not in taken)


def _exchange(job: _Job, like: Status, change: _Change) -> None:
    """Steps 5 to 8. Only replacing uses up the temporary file: while that is there, the ledger is the old one."""
    temporary, backup = _free_name(job), job.history / change.backup
    try:
        _write_new(job, temporary, like, change.after)
        _require_unmoved(job, change)
        backups.make_folders(job.history, job.path.name, job.disk, like)
        _write_new(job, backup, like, change.before)
        for folder in (backup.parent, job.history):
            job.disk.sync_dir(folder)
        _replace(job, temporary, change)
    except BaseException:
        _discard(job, temporary, backup)
        raise


def _discard(job: _Job, temporary: Path, backup: Path) -> None:
    """Leave nothing behind; the backup stays when the temporary file is gone, as the ledger may have been replaced."""
    with suppress(OSError):
        job.disk.remove(temporary)
        job.disk.remove(backup)


def _free_name(job: _Job) -> Path:
    """A name in the same folder (only there a replace is one step) that tells the process and the computer."""
    taken = set(job.disk.list(job.path.parent))
    names = (f"{PREFIX}{os.getpid()}-{_host_mark(job)}-{number}.tmp" for number in count(1))
    return job.path.with_name(next(name for name in names if name not in taken))


def _host_mark(job: _Job) -> str:
    return hash_of(job.host.encode("utf-8", "surrogatepass"))[:8]


def _write_new(job: _Job, path: Path, like: Status, data: bytes) -> None:
    """Step 5: exclusive, in full, synced, and read back: a short write must never be committed (R6)."""
    with job.disk.create(path, like) as file:
        job.disk.write_all(file, data)
        job.disk.sync(file)
    if job.disk.read_bytes(path) != data:
        raise OSError(errno.EIO, "the new file does not hold what was written")


def _require_unmoved(job: _Job, change: _Change) -> None:
    """Step 6: the ledger is still what was read."""
    if hash_of(_read(job)) != change.sha_before:
        raise job.refuse(writing.CHANGED_MEANWHILE)


def _replace(job: _Job, temporary: Path, change: _Change) -> None:
    """Step 8; before each attempt the ledger is compared again, so the window for others is as short as it can be."""
    for pause in (*_pauses(REPLACE_SECONDS), None):
        _require_unmoved(job, change)
        try:
            return job.disk.replace(temporary, job.path)
        except OSError as error:
            if not _exists(job, temporary):  # a share may report the failure of a step that it has done
                return None
            if not isinstance(error, PermissionError):
                raise
            if pause is None:
                raise job.refuse(writing.HELD_OPEN, seconds=round(REPLACE_SECONDS)) from error
            job.sleep(pause)
    return None


def _exists(job: _Job, path: Path) -> bool:
    try:
        job.disk.stat(path)
    except FileNotFoundError:
        return False
    return True


def _doubt(job: _Job, change: _Change) -> Diagnostic | None:
    """Steps 9 and 10: sync the folder and read back; None when all is certain."""
    try:
        job.disk.sync_dir(job.path.parent)
        found = hash_of(_read(job))
    except OSError as error:
        return job.says(writing.NOT_CONFIRMED, reason=failure_reason(error))
    backup = f"{journal.HISTORY}/{change.backup}"
    return None if found == change.sha_after else job.says(writing.NOT_WHAT_WAS_WRITTEN, backup=backup)


def _log(job: _Job, like: Status, change: _Change) -> tuple[str, Diagnostic | None]:
    """Step 11: the id of the journal line; the ledger is written already, so a failure is a note and no refusal."""
    try:
        return journal.append(job.history, _entry(job, change), job.disk, like).id, None
    except OSError as error:
        folder = job.history.name
        return "", job.says(writing.JOURNAL_NOT_WRITTEN, reason=failure_reason(error), folder=folder)


def _entry(job: _Job, change: _Change) -> Entry:
    return Entry(
        id=change.id,
        time=job.clock().isoformat(timespec="seconds"),
        user=job.user,
        host=job.host,
        command=job.description.command,
        file=job.path.name,
        sheet=job.description.sheet,
        row=job.description.row,
        before=change.sha_before,
        after=change.sha_after,
        backup=change.backup,
        version=__version__,
        ignored_owner_file=job.ignore_owner_file,
    )


def _mend(job: _Job, like: Status, current: str) -> list[Diagnostic]:
    """Add the line of a write that was broken off between replacing and logging: its kept version tells its hashes."""
    lines = journal.read_lines(job.history, job.disk)
    last = journal.last_entry(lines, job.path.name)
    if last and last.after == current:
        return []
    logged = {entry.backup for entry in journal.entries_of(lines)}
    kept = backups.versions(job.history, job.path.name, job.disk)
    orphans = [version for version in kept if version.name not in logged and backups.matches(version, after=current)]
    return [_add_late(job, like, orphans[-1], current)] if orphans else []


def _add_late(job: _Job, like: Status, version: backups.Version, current: str) -> Diagnostic:
    before = job.disk.read_bytes(job.history / version.name)
    change = _Change(before, b"", version.id, version.name, hash_of(before), current)
    described = replace(
        _entry(job, change), command="", sheet="", row=0, user="", ignored_owner_file=False, is_late=True
    )
    journal.append(job.history, described, job.disk, like)
    return job.says(writing.LATE_LINE_ADDED, id=version.id)


def _sweep(job: _Job) -> list[Diagnostic]:
    """Remove temporary files of dead processes of this computer that are older than an hour, and say so."""
    removed = 0
    for name in job.disk.list(job.path.parent):
        with suppress(OSError):
            if _is_leftover(job, name):
                job.disk.remove(job.path.with_name(name))
                removed += 1
    return [job.says(writing.LEFTOVERS_REMOVED, count=removed)] if removed else []


def _is_leftover(job: _Job, name: str) -> bool:
    match = _TEMPORARY.fullmatch(name)
    if not match or match["host"] != _host_mark(job):
        return False
    age = job.clock() - job.disk.stat(job.path.with_name(name)).modified
    return age > LEFTOVER_AGE and not _is_running(int(match["process"]), age)


def _is_running(process: int, age: timedelta) -> bool:
    """Windows has no harmless way to ask (signal 0 would end the process): there only age counts."""
    if sys.platform == "win32":
        return age < _WINDOWS_LEFTOVER_AGE
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True

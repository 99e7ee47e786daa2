"""Looking back: the journal's entries, whether its chain is whole, and taking a write back."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from skj.diagnostics import Diagnostic, Findings, Place, Rule, UsageRefused, WriteRefused
from skj.files import backups, journal
from skj.files.commit import Description, Receipt, commit, failure
from skj.files.disk import REAL, Disk, local_now
from skj.files.journal import HISTORY, JOURNAL, NO_LINE, Entry, entry_of, hash_of
from skj.files.retention import KEPT, Retention
from skj.rules import writing

_SHOWN: Final = f"{HISTORY}/{JOURNAL}"


def entries(folder: Path, disk: Disk = REAL) -> list[Entry]:
    """All writes to ledgers in `folder`, oldest first; altered lines are left out (`verify_chain` names them)."""
    return journal.entries_of(journal.read_lines(journal.history_folder(folder), disk))


def verify_chain(folder: Path, disk: Disk = REAL) -> Findings:
    """What does not fit: altered, removed or moved lines, and ledgers or kept versions that the lines do not explain.

    A ledger edited in a spreadsheet since the last line is a note (SKJ783); it looks the same as lines cut off at the
    end together with their kept versions.
    """
    history = journal.history_folder(folder)
    lines = journal.read_lines(history, disk)
    findings = Findings()
    findings.extend(_chain_findings(lines))
    for ledger in _ledgers(history, lines, disk):
        findings.extend(_ledger_findings(folder, ledger, journal.entries_of(lines), disk))
    return findings


def _chain_findings(lines: list[bytes]) -> Iterator[Diagnostic]:
    """Each line must be as it was written and hold the hash of the line before it."""
    previous = NO_LINE
    for number, line in enumerate(lines, 1):
        entry = entry_of(line)
        if entry is None:
            yield _at(writing.LINE_CHANGED, number)
        elif entry.previous != previous:
            yield _at(writing.CHAIN_BROKEN, number)
        previous = hash_of(line)


def _at(rule: Rule, line: int) -> Diagnostic:
    return Diagnostic(rule, Place(_SHOWN, row=line), {"line": line})


def _ledgers(history: Path, lines: list[bytes], disk: Disk) -> list[str]:
    """Every ledger that has a line or a folder of kept versions."""
    folders = (name for name in disk.list(history) if name not in {JOURNAL, journal.LOCK})
    return sorted({*folders, *(entry.file for entry in journal.entries_of(lines))})


def _ledger_findings(folder: Path, ledger: str, lines: list[Entry], disk: Disk) -> Iterator[Diagnostic]:
    own = [entry for entry in lines if entry.file == ledger and entry.after]
    current = _hash_or_none(folder / ledger, disk)
    logged = {entry.backup for entry in own}
    is_explained = bool(own) and own[-1].after == current
    if own and not is_explained:
        yield Diagnostic(writing.LEDGER_CHANGED_ELSEWHERE, Place(ledger), {"id": own[-1].id})
    for version in backups.versions(journal.history_folder(folder), ledger, disk):
        if version.name not in logged:
            is_result = current is not None and not is_explained and backups.matches(version, after=current)
            rule = writing.LINE_MISSING if is_result else writing.VERSION_WITHOUT_LINE
            yield Diagnostic(rule, Place(ledger), {"backup": f"{HISTORY}/{version.name}"})


def _hash_or_none(path: Path, disk: Disk) -> str | None:
    try:
        return hash_of(disk.read_bytes(path))
    except FileNotFoundError:
        return None


def undo(  # noqa: PLR0913  (the conditions of `commit`, passed on)
    path: Path,
    shown: str,
    entry_id: str | None = None,
    *,
    disk: Disk = REAL,
    clock: Callable[[], datetime] = local_now,
    ignore_owner_file: bool = False,
    wait_seconds: float = 10.0,
    on_wait: Callable[[], None] | None = None,
    retention: Retention = KEPT,
) -> Receipt:
    """Restore the exact bytes before `entry_id` (None = the last write to this ledger), as a commit with its own line.

    An undo is a write like any other and can be taken back in its turn. Raises `UsageRefused` when there is no such
    entry, `WriteRefused` when the ledger was changed since or the version before is gone or damaged.
    """
    try:
        real = disk.resolve(path)
        entry = _find(real, shown, entry_id, disk)
        data = _kept(real, shown, entry, disk)
    except OSError as error:
        raise WriteRefused(failure(error, shown)) from error
    return commit(
        path,
        shown,
        lambda _: data,
        expected_sha256=entry.after,
        verify=lambda _: None,  # `_kept` has compared the hash with the journal's
        description=Description(f"undo {entry.id}", entry.sheet, entry.row),
        disk=disk,
        clock=clock,
        ignore_owner_file=ignore_owner_file,
        wait_seconds=wait_seconds,
        on_wait=on_wait,
        retention=retention,
    )


def _find(path: Path, shown: str, entry_id: str | None, disk: Disk) -> Entry:
    own = [entry for entry in entries(path.parent, disk) if entry.file == path.name and entry.backup]
    if not own:
        raise UsageRefused(Diagnostic(writing.NOTHING_TO_UNDO, Place(shown)))
    wanted = [entry for entry in own if entry_id in {None, entry.id}]
    if not wanted:
        raise UsageRefused(Diagnostic(writing.UNKNOWN_ENTRY, Place(shown), {"id": entry_id}))
    return wanted[-1]


def _kept(path: Path, shown: str, entry: Entry, disk: Disk) -> bytes:
    """The bytes before `entry`; refused when the ledger is not as that entry left it."""
    if _hash_or_none(path, disk) != entry.after:
        raise _refused(writing.CHANGED_SINCE, shown, entry)
    try:
        data = disk.read_bytes(journal.history_folder(path.parent) / entry.backup)
    except FileNotFoundError as error:
        raise _refused(writing.VERSION_GONE, shown, entry) from error
    if hash_of(data) != entry.before:
        raise _refused(writing.VERSION_DAMAGED, shown, entry)
    return data


def _refused(rule: Rule, shown: str, entry: Entry) -> WriteRefused:
    return WriteRefused(Diagnostic(rule, Place(shown), {"id": entry.id, "backup": f"{HISTORY}/{entry.backup}"}))

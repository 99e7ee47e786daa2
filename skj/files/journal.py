"""The journal of all writes in a folder: `.skj-history/journal.jsonl`, one sealed and chained JSON line per write.

A line holds no personal data: who ran which command on which row of which file, and the hashes before and after. It
holds the hash of the line before it and a seal over itself. Whoever can write the folder can also forge a whole new
chain; the journal shows accidents and careless edits, it is not a signature.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from skj import __version__
from skj.files.disk import Disk, Status
from skj.frozen import dataclass

HISTORY: Final = ".skj-history"
JOURNAL: Final = "journal.jsonl"
LOCK: Final = "journal.skj-lock"
NO_LINE: Final = "0" * 64
_LOCK_SECONDS: Final = 30.0  # the lock is held for one append; waiting longer means a dead share


@dataclass(frozen=True, slots=True)
class Entry:
    """One write. `time` is ISO with offset, `backup` the kept version before it (relative to the history folder).

    `is_late` marks a line that was added by a later run because the write was broken off just before its line. A line
    without hashes tells that masked names of the ledger were shown; it says nothing of what stands in it.
    """

    id: str
    time: str
    user: str
    host: str
    command: str
    file: str
    sheet: str
    row: int
    before: str
    after: str
    backup: str
    version: str
    ignored_owner_file: bool = False
    is_late: bool = False
    previous: str = NO_LINE


def hash_of(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return sha256(data).hexdigest()


def history_folder(folder: Path) -> Path:
    """Where the history of the ledgers in `folder` is."""
    return folder / HISTORY


def line_of(entry: Entry) -> bytes:
    """The line of `entry` without its newline: one JSON object whose last key seals all others."""
    body = asdict(entry)
    return _json(body | {"seal": hash_of(_json(body))})


def entry_of(line: bytes) -> Entry | None:
    """The entry of an intact line; None when a single byte differs from what `line_of` wrote."""
    try:
        values = json.loads(line)
        entry = _entry(values) if isinstance(values, dict) else None
        return entry if entry and line_of(entry) == line else None
    except (ValueError, TypeError, RecursionError):
        return None


def _entry(values: dict[str, Any]) -> Entry | None:
    seal = values.pop("seal", None)
    kinds = {field.name: field.type for field in fields(Entry)}
    is_whole = isinstance(seal, str) and {name: type(value) for name, value in values.items()} == kinds
    return Entry(**values) if is_whole else None


def _json(values: dict[str, Any]) -> bytes:
    """A file name of an old system may hold bytes that are no UTF-8; they pass through."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def read_lines(history: Path, disk: Disk) -> list[bytes]:
    """The raw lines of the journal, oldest first; none when there is no journal yet."""
    try:
        text = disk.read_bytes(history / JOURNAL)
    except FileNotFoundError:
        return []
    lines = text.split(b"\n")
    return lines if lines[-1] else lines[:-1]


def entries_of(lines: Iterable[bytes]) -> list[Entry]:
    """The entries of all intact lines."""
    return [entry for line in lines if (entry := entry_of(line))]


def note_of(  # noqa: PLR0913  (what the line says)
    id_: str, now: datetime, who: tuple[str, str], command: str, ledger: str, *, state: str = ""
) -> Entry:
    """A line that is no write: `state` is the hash the ledger was left with, empty when the line says nothing of it.

    `who` is user and computer.
    """
    return Entry(
        id=id_,
        time=now.isoformat(timespec="seconds"),
        user=who[0],
        host=who[1],
        command=command,
        file=ledger,
        sheet="",
        row=0,
        before=state,
        after=state,
        backup="",
        version=__version__,
    )


def last_entry(lines: Sequence[bytes], ledger: str) -> Entry | None:
    """The newest intact entry that knows how it left `ledger`; looks from the end, as a journal grows for years."""
    entries = (entry for line in reversed(lines) if (entry := entry_of(line)))
    return next((entry for entry in entries if entry.file == ledger and entry.after), None)


def append(history: Path, entry: Entry, disk: Disk, like: Status) -> Entry:
    """Chain `entry` to the last line and write it, synced; returns it as written. Ledgers of one folder share the journal."""
    with disk.lock(history / LOCK, like, _LOCK_SECONDS, None):
        text = _read(history / JOURNAL, disk)
        lines = text.split(b"\n")
        last = lines[-1] or (lines[-2] if len(lines) > 1 else b"")
        chained = replace(entry, previous=hash_of(last) if last else NO_LINE)
        gap = b"\n" if lines[-1] else b""  # a line that a crash cut short stays as it is, and shows
        disk.append_line(history / JOURNAL, gap + line_of(chained) + b"\n", like)
        disk.sync_dir(history)
    return chained


def _read(path: Path, disk: Disk) -> bytes:
    try:
        return disk.read_bytes(path)
    except FileNotFoundError:
        return b""

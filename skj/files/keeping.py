"""The duties that kept versions bring: a list of them, pruning by age and number, and finding a person in them (R16)."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from skj.diagnostics import Refusal
from skj.files import backups, journal
from skj.files.backups import Version
from skj.files.disk import REAL, Disk
from skj.files.retention import KEPT, Retention
from skj.files.source import parse_source
from skj.thai.text import search_key

FORGET: Final = "log --forget"


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept version: the folder of its ledger, the ledger's file name, and its size in bytes."""

    folder: Path
    ledger: str
    version: Version
    size: int

    @property
    def path(self) -> Path:
        """Where it is."""
        return journal.history_folder(self.folder) / self.version.name


@dataclass(frozen=True, slots=True)
class Holding:
    """A version in which a person was looked for: how many rows name them; `rows` is None when it cannot be read."""

    kept: Kept
    rows: int | None


def kept_versions(folder: Path, disk: Disk = REAL) -> list[Kept]:
    """Every kept version of every ledger in `folder`, also of ledgers that are gone; oldest first within a ledger."""
    history = journal.history_folder(folder)
    names = [name for name in disk.list(history) if name not in {journal.JOURNAL, journal.LOCK}]
    return [
        Kept(folder, name, version, disk.stat(history / version.name).size)
        for name in names
        for version in backups.versions(history, name, disk)
    ]


def prunable(folder: Path, today: date, retention: Retention = KEPT, disk: Disk = REAL) -> list[Kept]:
    """The versions that need not be kept any more."""
    kept = kept_versions(folder, disk)
    names = dict.fromkeys(each.ledger for each in kept)
    old = {
        version.name
        for name in names
        for version in backups.to_prune([each.version for each in kept if each.ledger == name], today, retention)
    }
    return [each for each in kept if each.version.name in old]


def remove(kept: Iterable[Kept], disk: Disk = REAL) -> list[Kept]:
    """Remove versions; returns what is gone. OSError for the first that cannot be removed."""
    gone = []
    for each in kept:
        with suppress(FileNotFoundError):
            disk.remove(each.path)
        gone.append(each)
    return gone


def find_person(kept: Iterable[Kept], name: str, disk: Disk = REAL) -> Iterator[Holding]:
    """The versions that hold a person, and those that cannot be read; `name` is looked for without title, as search does."""
    wanted = person_key(name)
    for each in kept:
        rows = _rows_with(each.path, each.ledger, wanted, disk)
        if rows is None or rows:
            yield Holding(each, rows)


def person_key(name: str) -> str:
    """Given name and surname as they are compared: a row is looked through as one text, so split names are found too."""
    return search_key(name)


def tables_hold(path: Path, name: str, disk: Disk = REAL) -> bool:
    """Whether a file of today holds the person; one that cannot be read is said to hold nobody, `skj check` names it."""
    return bool(_rows_with(path, path.name, person_key(name), disk))


def _rows_with(path: Path, shown: str, wanted: str, disk: Disk) -> int | None:
    """How many rows hold the key; None when the file cannot be read."""
    try:
        source = parse_source(disk.read_bytes(path), Path(shown), shown)
    except (Refusal, OSError):
        return None
    return sum(
        wanted in search_key("".join(str(value) for value in cells if isinstance(value, str)))
        for table in source.tables
        for cells in table.rows
    )


def record_removal(gone: Sequence[Kept], now: datetime, who: tuple[str, str], disk: Disk = REAL) -> None:
    """A journal line for one ledger: how many versions were removed, and of whom not; `who` is user and computer."""
    ledger, count = gone[0].ledger, len(gone)
    history = journal.history_folder(gone[0].folder)
    lines = journal.read_lines(history, disk)
    last = journal.last_entry(lines, ledger)
    state = last.after if last else ""
    id_ = backups.entry_id(now, state, str(count), len(lines))
    entry = journal.note_of(id_, now, who, f"{FORGET} {count}", ledger, state=state)
    journal.append(history, entry, disk, disk.stat(history / journal.JOURNAL) if lines else disk.stat(history))

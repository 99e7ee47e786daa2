"""The files by which Excel and LibreOffice say that they have a ledger open (reliability section 2)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

from skj.diagnostics import Diagnostic, Place, Rule
from skj.files.disk import REAL, Disk, local_now
from skj.frozen import dataclass
from skj.language import N_
from skj.rules import writing

Program = Literal["Excel", "LibreOffice"]
WORKING_DAY: Final = timedelta(hours=10)  # an owner file older than this was perhaps left by a crash

EXCEL_SIZE: Final = 165
_OFFICE_SIZES: Final = range(162, EXCEL_SIZE + 1)  # Word writes 162, Excel and PowerPoint 165
_NAME_LENGTHS: Final = range(1, 53)
_WORD_LENGTH_AT: Final = 54
_EXCEL_LENGTH_AT: Final = 55
_LIBREOFFICE_LIMIT: Final = 32_000
_FIELDS: Final = 5
_TIME_FORMAT: Final = "%d.%m.%Y %H:%M"
_OWN_PROFILE: Final = "skj:"


@dataclass(frozen=True, slots=True)
class LockOwner:
    """The five fields of a LibreOffice lock file; `since` is local time of the holder's computer, None when unreadable."""

    name: str
    user: str
    host: str
    since: datetime | None
    profile: str


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody who has a ledger open; `person` and `host` are empty when the file does not tell (`is_readable` False)."""

    program: Program
    person: str
    host: str
    since: datetime
    is_readable: bool
    path: Path
    age: timedelta
    profile: str = ""

    @property
    def is_ours(self) -> bool:
        """Whether the file was made by a writing `skj` and not by an office program."""
        return self.profile.startswith(_OWN_PROFILE)

    @property
    def is_perhaps_stale(self) -> bool:
        """Older than a working day; nothing proves that it is left over."""
        return self.age > WORKING_DAY


def excel_owner_path(path: Path) -> Path:
    """Where Excel puts its owner file: unlike Word it never shortens the name."""
    return path.with_name(f"~${path.name}")


def libreoffice_lock_path(path: Path) -> Path:
    """Where LibreOffice puts its lock file."""
    return path.with_name(f".~lock.{path.name}#")


def read_excel_owner(data: bytes) -> str | None:
    """The user's name in the bytes of a `~$` file, or None when they do not have the known layout. Never raises."""
    if len(data) not in _OFFICE_SIZES or data[0] not in _NAME_LENGTHS:
        return None
    start = _EXCEL_LENGTH_AT if _is_excel_layout(data) else _WORD_LENGTH_AT
    length = int.from_bytes(data[start : start + 2], "little")
    if length not in _NAME_LENGTHS:
        return None
    return _visible(data[start + 2 : start + 2 + 2 * length].decode("utf-16-le", errors="replace")) or None


def _is_excel_layout(data: bytes) -> bool:
    """Excel fills with blanks up to byte 54; a Word file may hold the length 32 there, but after zeros."""
    return data[_WORD_LENGTH_AT] == 0x20 and any(data[_WORD_LENGTH_AT - 2 : _WORD_LENGTH_AT])


def read_libreoffice_lock(data: bytes) -> LockOwner | None:
    """The first entry of a `.~lock…#` file, or None when it is not five fields and a semicolon. Never raises."""
    if len(data) > _LIBREOFFICE_LIMIT:
        return None
    fields = _first_entry(data.decode("utf-8", errors="replace"))
    if len(fields) != _FIELDS:
        return None
    name, user, host, since, profile = (_visible(field) for field in fields)
    return LockOwner(name, user, host, _read_time(since), profile)


def _first_entry(text: str) -> list[str]:
    """The fields before the first semicolon; none when the semicolon is missing. A backslash takes the next sign as it is."""
    fields, letters = [""], iter(text)
    for letter in letters:
        if letter == ";":
            return fields
        if letter == ",":
            fields.append("")
        else:
            fields[-1] += next(letters, "") if letter == "\\" else letter
    return []


def _read_time(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, _TIME_FORMAT).astimezone()
    except (ValueError, OverflowError, OSError):
        return None


def _visible(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable()).strip()


def write_libreoffice_lock(owner: LockOwner) -> bytes:
    """The bytes LibreOffice would write for `owner`."""
    since = owner.since.strftime(_TIME_FORMAT) if owner.since else ""
    fields = (owner.name, owner.user, owner.host, since, owner.profile)
    return (",".join(_escaped(field) for field in fields) + ";").encode("utf-8", errors="replace")


def _escaped(field: str) -> str:
    return "".join(f"\\{letter}" if letter in ",;\\" else letter for letter in field)


def own_lock(user: str, host: str, now: datetime, process: int) -> bytes:
    """The lock file `skj` makes while it writes, so that LibreOffice tells an officer who opens the ledger just then."""
    return write_libreoffice_lock(LockOwner(f"skj ({user})", user, host, now, f"{_OWN_PROFILE}{process}"))


def find_owners(path: Path, disk: Disk, now: datetime) -> tuple[Owner, ...]:
    """Everybody who says that `path` (links resolved) is open at `now`; never raises, whatever the files hold."""
    shared = path.with_name(f".~sharing.{path.name}#")
    lock = libreoffice_lock_path(path)
    found = (
        _excel_owner(excel_owner_path(path), disk, now),
        *(_lock_owner(file, disk, now) for file in (lock, shared)),
    )
    return tuple(owner for owner in found if owner)


def _excel_owner(file: Path, disk: Disk, now: datetime) -> Owner | None:
    data, since = _look(file, disk, now)
    if since is None:
        return None
    person = read_excel_owner(data) if data is not None and len(data) == EXCEL_SIZE else None
    return Owner("Excel", person or "", "", since, person is not None, file, now - since)


def _lock_owner(file: Path, disk: Disk, now: datetime) -> Owner | None:
    data, changed = _look(file, disk, now)
    if changed is None:
        return None
    read = read_libreoffice_lock(data) if data is not None else None
    if read is None:
        return Owner("LibreOffice", "", "", changed, is_readable=False, path=file, age=now - changed)
    since = read.since or changed
    return Owner("LibreOffice", read.name or read.user, read.host, since, True, file, now - since, read.profile)  # noqa: FBT003  (is_readable, by position with its neighbours)


def _look(file: Path, disk: Disk, now: datetime) -> tuple[bytes | None, datetime | None]:
    """Contents and time of an owner file: no time = no file, no contents = Excel denies reading it."""
    try:
        since = disk.stat(file).modified
    except PermissionError:
        since = now  # it is there but does not let us look: somebody holds it now
    except OSError:
        return None, None
    try:
        return disk.read_bytes(file), since
    except FileNotFoundError:
        return None, None
    except OSError:
        return None, since


_OPEN: Final[Mapping[Program, Rule]] = MappingProxyType(
    {"Excel": writing.OPEN_IN_EXCEL, "LibreOffice": writing.OPEN_IN_LIBREOFFICE}
)


def refusal_of(owner: Owner, shown: str) -> Diagnostic:
    """Why nothing may be written while `owner` stands: program, person, host and time (table of reliability section 2)."""
    if owner.is_perhaps_stale:
        return _about(writing.OWNER_FILE_PERHAPS_STALE, owner, shown)
    return _about(_OPEN[owner.program] if owner.is_readable else writing.OPEN_BY_SOMEBODY, owner, shown)


def open_notes(path: Path, shown: str) -> list[Diagnostic]:
    """What a report says of a ledger that others have open; a writing `skj` has it only for a moment and is not told of."""
    owners = find_owners(path, REAL, local_now())
    return [_about(writing.OPEN_WHILE_READING, owner, shown) for owner in owners if not owner.is_ours]


def ignored_note(owner: Owner, shown: str) -> Diagnostic:
    """What a write says that was told to ignore `owner`."""
    return _about(writing.OWNER_FILE_IGNORED, owner, shown)


def _about(rule: Rule, owner: Owner, shown: str) -> Diagnostic:
    since = owner.since.strftime("%Y-%m-%d %H:%M")
    person, host = owner.person or N_("somebody"), owner.host or N_("unknown")
    return Diagnostic(
        rule, Place(shown), {"person": person, "host": host, "since": since, "owner_file": owner.path.name}
    )

"""The versions kept of each ledger: `.skj-history/LEDGER NAME/TIME-…`, one file before each write."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from skj.files.disk import Disk, Status
from skj.files.journal import hash_of
from skj.files.retention import KEPT, Retention
from skj.frozen import dataclass
from skj.patterns import later

_SHORT: Final = 12  # hexadecimal digits of a hash in a name
_NAME: Final = later(r"(?P<id>(?P<time>\d{8}-\d{6})-[0-9a-f]{8,})-(?P<before>[0-9a-f]{12})-(?P<after>[0-9a-f]{12})")
_TIME: Final = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class Version:
    """A kept version: `before` and `after` are the first digits of the hashes around the write it was made for."""

    id: str
    time: datetime
    before: str
    after: str
    name: str

    @property
    def day(self) -> date:
        """The local day on which it was made."""
        return self.time.date()


def entry_id(now: datetime, before: str, after: str, count: int) -> str:
    """An id that differs for each write and sorts by time; `count` is the number of journal lines so far."""
    return f"{now.strftime(_TIME)}-{count:05d}{hash_of(f'{before}{after}'.encode())[:3]}"


def version_name(ledger: str, id_: str, before: str, after: str) -> str:
    """The kept version's path inside the history folder."""
    return f"{ledger}/{id_}-{before[:_SHORT]}-{after[:_SHORT]}{Path(ledger).suffix}"


def matches(version: Version, before: str = "", after: str = "") -> bool:
    """Whether the digits in the name belong to these hashes; an empty hash matches."""
    return before[:_SHORT] in {"", version.before} and after[:_SHORT] in {"", version.after}


def versions(history: Path, ledger: str, disk: Disk) -> list[Version]:
    """The kept versions of `ledger`, oldest first; other files in the folder are left alone."""
    return [found for name in disk.list(history / ledger) if (found := _version(ledger, name))]


def _version(ledger: str, name: str) -> Version | None:
    match = _NAME.match(name)
    if not match or name[match.end() :] != Path(ledger).suffix:
        return None
    with suppress(ValueError):
        # The time is that of the computer which wrote; only its day and its order count.
        time = datetime.fromisoformat(match["time"]).astimezone()
        return Version(match["id"], time, match["before"], match["after"], f"{ledger}/{name}")
    return None


def to_prune(kept: list[Version], today: date, retention: Retention = KEPT) -> list[Version]:
    """The versions that need not be kept: neither one of the last ones nor the last of a day that is recent enough."""
    recent = timedelta(days=retention.days)
    last_of_day = {version.day: version for version in kept if today - version.day <= recent}
    keep = {version.name for version in (*last_of_day.values(), *kept[-retention.versions :])}
    return [version for version in kept if version.name not in keep]


def prune(  # noqa: PLR0913  (which versions, and where they are)
    history: Path, ledger: str, today: date, disk: Disk, *, spare: str = "", retention: Retention = KEPT
) -> tuple[str, ...]:
    """Remove what `to_prune` names, but never `spare` (a clock set back makes the newest look old); returns what went."""
    removed = []
    for version in to_prune(versions(history, ledger, disk), today, retention):
        if version.name != spare:
            with suppress(OSError):  # the next write tries again
                disk.remove(history / version.name)
                removed.append(version.name)
    return tuple(removed)


def make_folders(history: Path, ledger: str, disk: Disk, like: Status) -> None:
    """The history folder and the ledger's own folder in it, with rights as the ledger has."""
    for folder in (history, history / ledger):
        disk.make_dir(folder, like)

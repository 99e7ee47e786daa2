"""The journal line that masked names were shown: by whom, when, from which ledger; never which names (reliability section 7)."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from skj import __version__
from skj.diagnostics import Diagnostic, Place
from skj.files import backups, journal
from skj.files.commit import failure_reason, this_writer
from skj.files.disk import REAL, Disk, local_now
from skj.files.journal import Entry
from skj.rules import writing

COMMAND: Final = "show-names: {command}"


def record_shown(
    ledgers: Iterable[tuple[Path, str]], command: str, disk: Disk = REAL, clock: Callable[[], datetime] = local_now
) -> Iterator[Diagnostic]:
    """Write a line for each ledger, given by its path and its name for people; a finding for each that cannot be written.

    The line holds no hash, since it tells nothing of what stands in the ledger.
    """
    for path, shown in ledgers:
        try:
            _record(disk.resolve(path), command, disk, clock())
        except OSError as error:
            yield Diagnostic(writing.NAMES_SHOWN_UNRECORDED, Place(shown), {"reason": failure_reason(error)})


def _record(ledger: Path, command: str, disk: Disk, now: datetime) -> None:
    history, like = journal.history_folder(ledger.parent), disk.stat(ledger)
    disk.make_dir(history, like)
    user, host = this_writer()
    entry = Entry(
        id=backups.entry_id(now, "", command, len(journal.read_lines(history, disk))),
        time=now.isoformat(timespec="seconds"),
        user=user,
        host=host,
        command=COMMAND.format(command=command),
        file=ledger.name,
        sheet="",
        row=0,
        before="",
        after="",
        backup="",
        version=__version__,
    )
    journal.append(history, entry, disk, like)

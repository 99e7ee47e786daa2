"""The journal line that masked names were shown: by whom, when, from which ledger; never which names (reliability section 7)."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from skj.diagnostics import Diagnostic, Place
from skj.files import backups, journal
from skj.files.commit import failure_reason, this_writer
from skj.files.disk import REAL, Disk, local_now
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
    id_ = backups.entry_id(now, "", command, len(journal.read_lines(history, disk)))
    journal.append(
        history, journal.note_of(id_, now, this_writer(), COMMAND.format(command=command), ledger.name), disk, like
    )

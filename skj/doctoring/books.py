"""The workspace: its plan, each ledger, the journals beside them, what broken-off runs left, the images."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from skj.calendar import fiscal_year_of
from skj.diagnostics import Refusal, Severity
from skj.doctoring.checks import Check, State
from skj.doctoring.surroundings import refused
from skj.files import history
from skj.files.commit import LEFTOVER_AGE, PREFIX
from skj.files.disk import REAL, Disk
from skj.files.owners import find_owners
from skj.language import _
from skj.ledgers.base import Ledger, LedgerSpec
from skj.ledgers.registry import SPECS
from skj.workspace import Workspace

TEMPORARY: Final = ".tmp"
_UNREADABLE: Final = ("SKJ1", "SKJ2", "SKJ653")


@dataclass(frozen=True, slots=True)
class Moment:
    """When the doctor looks, and after how many days without change a ledger is stale."""

    today: date
    now: datetime
    stale_days: int


def plan_check(space: Workspace) -> Check:
    """Whether the plan of the year can be used."""
    try:
        plan = space.plan
    except Refusal as refusal:
        return refused("plan", _("Plan"), refusal)
    found = _("{plan}: {count} indicators").format(plan=plan.title.text(), count=len(plan.indicators))
    return Check("plan", _("Plan"), State.YES, found)


def ledger_checks(space: Workspace, moment: Moment, disk: Disk = REAL) -> Iterator[Check]:
    """Every ledger: read or not, who has it open, stale or not."""
    for spec in SPECS:
        paths = space.files_of(spec.name)
        yield _reading(space, spec, moment, disk)
        yield from _owners(space, spec, paths, moment, disk)
        if paths and space.settings.ledgers:
            yield from _stale(space, spec, paths, moment, disk)


def _reading(space: Workspace, spec: LedgerSpec[Any], moment: Moment, disk: Disk) -> Check:
    """Found, headings, rows, set aside, age."""
    label, id_ = _(spec.label), f"ledger.{spec.name}"
    if not space.section(spec.name).files:
        cure = _("Name its files in skj.toml, or run “skj map FILE --write”.")
        return Check(id_, label, State.UNKNOWN, _("no files are named"), cure, spec.name)
    ledger = space.ledger(spec.name)
    wrong = next((found for found in ledger.findings if _is_unread(found.code, found.severity)), None)
    if wrong is not None:
        return Check(id_, label, State.NO, wrong.message(), wrong.hint(), spec.name)
    if ledger.left_out:
        cure = _("“skj check {ledger}” shows what is wrong with them.").format(ledger=spec.name)
        return Check(id_, label, State.NO, _told(space, ledger, moment, disk), cure, spec.name)
    return Check(id_, label, State.YES, _told(space, ledger, moment, disk), "", spec.name)


def _is_unread(code: str, severity: Severity) -> bool:
    return severity is Severity.ERROR and code.startswith(_UNREADABLE)


def _told(space: Workspace, ledger: Ledger[Any], moment: Moment, disk: Disk) -> str:
    text = _("files: {files}, rows: {rows}, set aside: {left}, columns: {columns}, last changed {days} days ago")
    columns = max((len(sheet.columns) for sheet in ledger.sheets), default=0)
    return text.format(
        files=len(ledger.files),
        rows=len(ledger.records),
        left=len(ledger.left_out),
        columns=columns,
        days=_age(space.files_of(ledger.spec.name), moment, disk),
    )


def _age(paths: Sequence[Path], moment: Moment, disk: Disk) -> int:
    """Days since the newest file was changed."""
    newest = max((_changed(path, disk) or moment.now for path in paths), default=moment.now)
    return max((moment.today - newest.date()).days, 0)


def _changed(path: Path, disk: Disk) -> datetime | None:
    try:
        return disk.stat(path).modified
    except OSError:
        return None


def _owners(
    space: Workspace, spec: LedgerSpec[Any], paths: Sequence[Path], moment: Moment, disk: Disk
) -> Iterator[Check]:
    label = _("{ledger}: open elsewhere").format(ledger=_(spec.label))
    for path in paths:
        for owner in find_owners(disk.resolve(path), disk, moment.now):
            found = _("{file} is open in {program} by {person}").format(
                file=space.shown(path), program=owner.program, person=owner.person or _("somebody")
            )
            cure = _("Ask for it to be saved and closed. If nobody has it open, delete {file}.").format(
                file=owner.path.name
            )
            yield Check(f"open.{spec.name}", label, State.NO, found, cure, spec.name)


def _stale(
    space: Workspace, spec: LedgerSpec[Any], paths: Sequence[Path], moment: Moment, disk: Disk
) -> Iterator[Check]:
    """Only while the workspace's year runs: the ledgers of a year that is over rest."""
    days = _age(paths, moment, disk)
    if days <= moment.stale_days or _year(space) != fiscal_year_of(moment.today):
        return
    label = _("{ledger}: up to date").format(ledger=_(spec.label))
    found = _("not changed for {days} days").format(days=days)
    cure = _("Enter what has happened since, or put up with it by --stale-days {days}.").format(days=days)
    yield Check(f"stale.{spec.name}", label, State.NO, found, cure, spec.name)


def _year(space: Workspace) -> int | None:
    try:
        return space.fiscal_year
    except Refusal:
        return None


def checked_folders(space: Workspace) -> list[Path]:
    """The folders that hold ledgers; the workspace itself when there is none."""
    return space.ledger_folders() or [space.root.resolve()]


def folder_checks(space: Workspace, moment: Moment, disk: Disk = REAL) -> Iterator[Check]:
    """The journal and the left-over files of every folder with ledgers."""
    for folder in checked_folders(space):
        shown = space.shown(folder) if folder != space.root.resolve() else "."
        yield _journal(folder, shown, disk)
        yield _leftovers(sorted({folder, space.root.resolve()}), shown, moment, disk)


def _journal(folder: Path, shown: str, disk: Disk) -> Check:
    label = _("Journal of {folder}").format(folder=shown)
    try:
        faults = [found for found in history.verify_chain(folder, disk) if found.severity > Severity.INFO]
        count = len(history.entries(folder, disk))
    except OSError as error:
        found = _("cannot be read: {reason}").format(reason=error.strerror)
        return Check("journal", label, State.NO, found, _("Ask for the right to read this folder."))
    if faults:
        cure = _("“skj log --verify” shows every line that does not fit.")
        return Check("journal", label, State.NO, faults[0].message(), cure)
    return Check("journal", label, State.YES, _("whole, {count} entries").format(count=count))


def _leftovers(folders: Sequence[Path], shown: str, moment: Moment, disk: Disk) -> Check:
    label = _("Left-over files in {folder}").format(folder=shown)
    found = [name for folder in folders for name in _left_in(folder, moment, disk)]
    if found:
        cure = _("Delete them when no skj is running; the next write to a ledger there clears most of them.")
        return Check("leftovers", label, State.NO, ", ".join(found), cure)
    return Check("leftovers", label, State.YES, _("none"))


def _left_in(folder: Path, moment: Moment, disk: Disk) -> list[str]:
    """Temporary files of skj that no run can still be writing."""
    names = [name for name in disk.list(folder) if name.startswith(PREFIX) and TEMPORARY in name]
    ages = {name: _changed(folder / name, disk) for name in names}
    return [name for name, changed in ages.items() if changed and moment.now - changed > LEFTOVER_AGE]


def image_checks(space: Workspace) -> Iterator[Check]:
    """The folders of photographs that skj.toml names."""
    for spec in SPECS:
        folder = space.images_folder(spec.name)
        if folder is None:
            continue
        label = _("{ledger}: images").format(ledger=_(spec.label))
        if folder.is_dir():
            count = sum(1 for item in folder.iterdir() if item.is_file())
            yield Check(f"images.{spec.name}", label, State.YES, _("{count} files").format(count=count), "", spec.name)
        else:
            found = _("{folder} is not there").format(folder=space.shown(folder))
            cure = _("Make the folder, or correct “images” under [ledgers.{ledger}].").format(ledger=spec.name)
            yield Check(f"images.{spec.name}", label, State.NO, found, cure, spec.name)

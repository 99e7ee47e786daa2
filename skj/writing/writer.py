"""Commits a plan to the office's own file; what another skj wrote in between is read first, what others wrote refuses."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from skj.diagnostics import Diagnostic, Place, WriteRefused
from skj.files import journal
from skj.files.commit import Description, Receipt, commit
from skj.files.disk import REAL
from skj.files.journal import hash_of
from skj.files.sheet_edit import Edited
from skj.files.source import parse_source
from skj.frozen import dataclass
from skj.ledgers.base import Record
from skj.ledgers.knownheadings import LedgerSettings
from skj.ledgers.lookup import read_rows
from skj.rules import drafts as rules
from skj.workspace import Workspace
from skj.writing.plans import Plan

Planner = Callable[[Workspace], Plan]
# Above this size the new file is checked part by part by the editor itself instead of being read as a whole again.
READ_BACK_BYTES = 1_500_000


@dataclass(frozen=True, slots=True)
class Written:
    """A write that took place: the plan as carried out, the receipt, and what the edit wants people to know."""

    plan: Plan
    receipt: Receipt
    notes: tuple[Diagnostic, ...]


class _Edit:
    """The edit under the lock: the plan made before, or a new one when another skj has written in between."""

    def __init__(
        self, space: Workspace, planner: Planner, plan: Plan, description: Description, *, takes_warnings: bool
    ) -> None:
        self.space, self.planner, self.plan, self.description = space, planner, plan, description
        self.takes_warnings = takes_warnings
        self.edited: Edited | None = None

    def __call__(self, data: bytes) -> bytes:
        if hash_of(data) != self.space.sha_of(self.plan.target.path):
            self._plan_again(data)
        self.edited = self.plan.edit(data)
        self.description.row = self.edited.row
        return self.edited.data

    def _plan_again(self, data: bytes) -> None:
        """Only a write that the journal knows may lie between reading and writing; its rows are checked against anew."""
        path, shown = self.plan.target.path, self.plan.target.sheet.file
        lines = journal.read_lines(journal.history_folder(path.resolve().parent), REAL)
        last = journal.last_entry(lines, path.resolve().name)
        if last is None or last.after != hash_of(data):
            raise WriteRefused(Diagnostic(rules.CHANGED_SINCE_READ, Place(shown)))
        confirmed = {(found.code, found.field) for found in self.plan.findings}
        self.plan = self.planner(self.space.seeing(path, data))
        if self.plan.errors:
            raise WriteRefused(self.plan.errors[0])
        unseen = [found for found in self.plan.warnings if (found.code, found.field) not in confirmed]
        if unseen and not self.takes_warnings:
            raise WriteRefused(unseen[0])


def write(  # noqa: PLR0913  (what to write, and how to behave when the file is held by somebody)
    space: Workspace,
    planner: Planner,
    plan: Plan,
    command: str,
    *,
    ignore_owner_file: bool = False,
    takes_warnings: bool = False,
    on_wait: Callable[[], None] | None = None,
) -> Written:
    """Commit `plan`; WriteRefused leaves the file as it was. `planner` makes the plan again from newer bytes.

    `takes_warnings`: go on although newer bytes give the row a warning that nobody has seen.
    """
    target = plan.target
    description = Description(command, target.sheet.sheet, plan.row)
    edit = _Edit(space, planner, plan, description, takes_warnings=takes_warnings)
    receipt = commit(
        target.path,
        target.sheet.file,
        edit,
        expected_sha256=None,
        verify=lambda data: _verify(edit.plan, data, space.settings_of(target.sheet.ledger)),
        description=description,
        ignore_owner_file=ignore_owner_file,
        on_wait=on_wait,
        retention=space.settings.history.retention,
    )
    return Written(edit.plan, receipt, edit.edited.notes if edit.edited else ())


def _verify(plan: Plan, data: bytes, settings: LedgerSettings) -> None:
    """Read the new file back as any reader would: each row written must be there as it was meant. Raises ValueError."""
    if len(data) > READ_BACK_BYTES and not plan.target.is_csv:
        return
    target, spec = plan.target, plan.drafts[0].spot.spec
    encoding = target.table.encoding or None
    source = parse_source(data, Path(target.path.name), target.sheet.file, encoding=encoding)
    settings = replace(settings, sheet=target.sheet.sheet or settings.sheet)
    written = range(plan.row, plan.row + len(plan.drafts))
    found = {record.row: record for record in read_rows(spec, source, settings, written)}
    for number, draft in enumerate(plan.drafts):
        if draft.record is None or _fields(found.get(plan.row + number)) != _fields(draft.record):
            raise ValueError(str(plan.row + number))


def _fields(record: Record | None) -> dict[str, Any] | None:
    return record.model_dump(exclude=set(Record.unexported)) if record else None

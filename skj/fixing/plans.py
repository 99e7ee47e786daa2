"""The corrected bytes of each file, made in memory and read back before anything is written."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final, Literal

from skj.diagnostics import Diagnostic, Place, Refusal, WriteRefused
from skj.files.csv_edit import FORMULA_STARTS, set_records
from skj.files.journal import hash_of
from skj.files.sheet_cells import CellInput, Typed
from skj.files.sheet_change import set_rows
from skj.files.sheet_edit import refuse_format
from skj.files.sheet_target import DataBlock
from skj.files.source import read_bytes
from skj.files.tables import column_number, raw_text
from skj.fixing.choosing import Wanted
from skj.fixing.corrections import Correction, corrections
from skj.ledgers.base import Record
from skj.rules import drafts as draft_rules
from skj.rules import fixing as rules
from skj.workspace import Workspace
from skj.writing.plans import HARMLESS

# One correction can bring another to light (a number read as a date among text dates); more rounds than this are a fault.
ROUNDS: Final = 4
_Row = tuple[str, int]  # sheet and row
Check = Callable[[Workspace], Sequence[Diagnostic]]


Kind = Literal["text", "number", "date"]


@dataclass(frozen=True, slots=True)
class Change:
    """One cell before and after, as text and as what it is stored as; `refused` says why it stays as it is."""

    found: Diagnostic
    name: str
    is_safe: bool
    before: str
    after: str
    kind_before: Kind
    kind_after: Kind
    refused: Diagnostic | None = None


@dataclass(frozen=True, slots=True)
class FilePlan:
    """What happens to one file: `after` are its new bytes, equal to `before` when nothing can be changed."""

    path: Path
    shown: str
    before: bytes
    after: bytes
    changes: tuple[Change, ...]
    notes: tuple[Diagnostic, ...] = ()

    @property
    def written(self) -> tuple[Change, ...]:
        """The changes that `after` holds."""
        return tuple(change for change in self.changes if change.refused is None)


def plan_files(space: Workspace, findings: Sequence[Diagnostic], wanted: Wanted, check: Check) -> list[FilePlan]:
    """A plan for each file that has a cell to correct, in the order of the findings.

    `check` gives the findings in a workspace that sees the corrected bytes: one correction can bring another to light.
    """
    files: dict[str, _File] = {}
    seen, todo = space, corrections(space, findings, wanted)
    for _round in range(ROUNDS):
        for shown, own in _by_file(todo).items():
            file = files.setdefault(shown, _File(space, shown))
            file.apply(seen, own)
            seen = file.seen_by(seen)
        todo = [each for each in corrections(seen, check(seen), wanted) if not _is_refused(files, each)] if todo else []
        if not todo:
            break
    return [file.plan(seen) for file in files.values()]


def _by_file(todo: Sequence[Correction]) -> dict[str, list[Correction]]:
    files: dict[str, list[Correction]] = {}
    for each in todo:
        files.setdefault(each.found.place.file, []).append(each)
    return files


def _is_refused(files: Mapping[str, "_File"], correction: Correction) -> bool:
    file = files.get(correction.found.place.file)
    return file is not None and file.refuses(correction)


def _change(correction: Correction, refused: Diagnostic | None) -> Change:
    value = correction.value
    after, stored = (correction.found.fix, value.value) if isinstance(value, Typed) else (correction.text, value)
    return Change(
        correction.found,
        correction.mend.name,
        correction.is_safe,
        raw_text(correction.raw),
        after,
        _kind(correction.raw),
        _kind(stored),
        refused,
    )


def _kind(value: object) -> Kind:
    """What a cell is stored as; of a truth value a spreadsheet makes a number too."""
    if isinstance(value, date):
        return "date"
    return "text" if isinstance(value, str) else "number"


class _File:
    """One file on its way from the old bytes to the new ones."""

    def __init__(self, space: Workspace, shown: str) -> None:
        self.space, self.shown = space, shown
        self.path = space.path_of(shown)
        self.names = _ledgers_of(space, self.path)
        self.before = self.after = b""
        self.changes: dict[tuple[int, int, str], Change] = {}
        self.notes: list[Diagnostic] = []
        self.refusal: Diagnostic | None = None

    def apply(self, seen: Workspace, todo: Sequence[Correction]) -> None:
        """Correct cells in memory; what forbids to edit the file at all refuses every one of them."""
        try:
            self.before = self.before or self._read()
            self.after = self._edited(seen, self.after or self.before, todo)
        except Refusal as refusal:
            self.refusal = refusal.diagnostic
            for each in todo:
                self._keep(each, refusal.diagnostic)

    def seen_by(self, space: Workspace) -> Workspace:
        """The workspace that sees the new bytes."""
        return space.seeing(self.path, self.after) if self.after else space

    def refuses(self, correction: Correction) -> bool:
        """Whether nothing more is done about a cell: it cannot be changed, or it would be a guess about a corrected cell."""
        change = self.changes.get(self._key(correction))
        is_over = change is not None and (change.refused is not None or not correction.is_safe)
        return self.refusal is not None or is_over

    def plan(self, seen: Workspace) -> FilePlan:
        """What is to be written; nothing when the file would be read otherwise than it should."""
        try:
            if self.after:
                self._compare(seen)
        except Refusal as refusal:
            self.refusal = refusal.diagnostic
        if self.refusal is None:
            return FilePlan(
                self.path, self.shown, self.before, self.after, tuple(self.changes.values()), tuple(self.notes)
            )
        refused = tuple(replace(change, refused=self.refusal) for change in self.changes.values())
        return FilePlan(self.path, self.shown, b"", b"", refused, (self.refusal,))

    def _read(self) -> bytes:
        refuse_format(self.path.suffix, self.shown)
        data = read_bytes(self.path, self.shown, self.space.settings.limits)
        if hash_of(data) != self.space.sha_of(self.path):
            raise WriteRefused(Diagnostic(draft_rules.CHANGED_SINCE_READ, Place(self.shown)))
        return data

    @staticmethod
    def _key(correction: Correction) -> tuple[int, int, str]:
        _file, sheet, row, column = correction.spot
        return row, column, sheet

    def _edited(self, seen: Workspace, data: bytes, todo: Sequence[Correction]) -> bytes:
        sheets: dict[str, list[Correction]] = {}
        for each in todo:
            sheets.setdefault(each.found.place.sheet, []).append(each)
        refused: list[Diagnostic] = []
        for sheet, own in sheets.items():
            data = self._edit(seen, data, sheet, own, refused)
        why = {(item.place.row, column_number(item.place.column), item.place.sheet): item for item in refused}
        for each in todo:
            self._keep(each, why.get(self._key(each)))
        return data

    def _keep(self, correction: Correction, refused: Diagnostic | None) -> None:
        """A cell corrected twice is one change: from what was stored at first to what stands at last."""
        new, held = _change(correction, refused), self.changes.get(self._key(correction))
        if held is None:
            self.changes[self._key(correction)] = new
        elif refused is None:
            self.changes[self._key(correction)] = replace(
                held, after=new.after, kind_after=new.kind_after, is_safe=held.is_safe and new.is_safe
            )

    def _edit(
        self, seen: Workspace, data: bytes, sheet: str, own: Sequence[Correction], refused: list[Diagnostic]
    ) -> bytes:
        encoding = seen.table(self.shown, sheet).encoding
        if encoding:
            return set_records(data, _texts(own, refused), encoding=encoding, refused=refused, shown=self.shown).data
        block = _block(seen, self.names, self.shown, sheet, own)
        edited = set_rows(data, block, _values(own), refused=refused, shown=self.shown)
        self.notes += [note for note in edited.notes if note not in self.notes]
        return edited.data

    def _compare(self, seen: Workspace) -> None:
        """Nothing may be read otherwise than before but what a guess has changed; the second defence behind `is_safe`."""
        guessed = {(sheet, row) for (row, _column, sheet), change in self.changes.items() if not change.is_safe}
        for name in self.names:
            old, new = (_records(space, name, self.shown) for space in (self.space, seen))
            row = next(_read_otherwise(old, new, guessed), None)
            if row is not None:
                raise WriteRefused(Diagnostic(rules.READ_OTHERWISE, Place(self.shown, *row)))


def _ledgers_of(space: Workspace, path: Path) -> list[str]:
    """Every ledger that reads the file, whether it was asked for or not."""
    from skj.ledgers.registry import SPECS

    return [spec.name for spec in SPECS if path in space.files_of(spec.name)]


def _records(space: Workspace, name: str, file: str) -> dict[_Row, Record]:
    """The records of a ledger in a file, by sheet and row."""
    own = (record for record in space.ledger(name).records if record.sheet.file == file)
    return {(record.sheet.sheet, record.row): record for record in own}


def _read_otherwise(
    old: Mapping[_Row, Record], new: Mapping[_Row, Record], guessed: AbstractSet[_Row]
) -> Iterator[_Row]:
    """The rows that are read otherwise than before; where there are guesses, rows may come and go."""
    rows = (old.keys() & new.keys()) - guessed if guessed else old.keys() | new.keys()
    return (row for row in sorted(rows) if not _say_the_same(old.get(row), new.get(row)))


def _say_the_same(old: Record | None, new: Record | None) -> bool:
    """Whether two records have the same values; where they stand is no part of it."""
    if old is None or new is None:
        return False
    return old.model_dump(exclude=Record.unexported) == new.model_dump(exclude=Record.unexported)


def _values(own: Sequence[Correction]) -> dict[int, dict[int, CellInput | Typed]]:
    rows: dict[int, dict[int, CellInput | Typed]] = {}
    for each in own:
        _file, _sheet, row, column = each.spot
        rows.setdefault(row, {})[column] = each.value
    return rows


def _texts(own: Sequence[Correction], refused: list[Diagnostic]) -> dict[int, dict[int, str | None]]:
    """The fields of a CSV file; a text that a spreadsheet would compute is refused (reliability section 5)."""
    rows: dict[int, dict[int, str | None]] = {}
    for each in own:
        _file, _sheet, row, column = each.spot
        if each.text.startswith(FORMULA_STARTS) and not HARMLESS.fullmatch(each.text):
            refused.append(Diagnostic(draft_rules.FORMULA_IN_TEXT, each.found.place, value=each.text))
        else:
            rows.setdefault(row, {})[column] = each.text
    return rows


def _block(space: Workspace, names: Sequence[str], file: str, sheet: str, own: Sequence[Correction]) -> DataBlock:
    """The records of a sheet, as far as any ledger reads them, and the cells to be corrected."""
    ledgers = [space.ledger(name) for name in names]
    heads = [
        each.heading_row
        for ledger in ledgers
        for each in (*ledger.sheets, *(record.sheet for record in ledger.records[:1]))
        if (each.file, each.sheet) == (file, sheet)
    ]
    rows = [record.row for ledger in ledgers for record in ledger.records if _is_on(record, file, sheet)]
    rows += [
        left.place.row
        for ledger in ledgers
        for left in ledger.left_out
        if (left.place.file, left.place.sheet) == (file, sheet)
    ]
    rows += [each.spot[2] for each in own]
    first = min([*heads, *(row - 1 for row in rows)])
    columns = [each.spot[3] for each in own]
    return DataBlock(sheet, first, max(rows), {}, min(columns), max(columns))


def _is_on(record: Record, file: str, sheet: str) -> bool:
    return (record.sheet.file, record.sheet.sheet) == (file, sheet)

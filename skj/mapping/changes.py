"""From proposals to what skj.toml must say, proven by reading the files again as they would then be read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from skj.diagnostics import Diagnostic, Place, Rule, WriteRefused
from skj.files.tables import SourceFile
from skj.ledgers.base import LedgerSpec
from skj.ledgers.knownheadings import LedgerSettings
from skj.ledgers.reading import matching_sheets
from skj.mapping.propose import Status, TableProposal
from skj.mapping.settings_edit import LedgerChange
from skj.rules import mapping as rules

Found = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Books:
    """A ledger as skj.toml knows it: its settings, the file to be mapped, its other files; `entry` is what to add to `files`."""

    spec: LedgerSpec[Any]
    settings: LedgerSettings
    source: SourceFile
    others: Sequence[SourceFile]
    entry: str


def change_for(books: Books, tables: Sequence[TableProposal]) -> LedgerChange:
    """What to add for the tables of one file that are this ledger; a change that is empty when nothing is needed.

    Raises WriteRefused when the settings would not make the file read as proposed, or would spoil another file.
    """
    columns = _headings(books, tables)
    for sheet in dict.fromkeys(("", *(table.sheet for table in tables))):
        change = LedgerChange(books.spec.name, books.entry, sheet, columns)
        if _is_read_so(books, settings_with(books.settings, change), tables):
            _refuse_if_spoiled(books, change)
            return change
    raise _would_not_hold(books, settings_with(books.settings, LedgerChange(books.spec.name, columns=columns)), tables)


def settings_with(settings: LedgerSettings, change: LedgerChange) -> LedgerSettings:
    """The settings as they will be."""
    return replace(settings, sheet=change.sheet or settings.sheet, columns={**settings.columns, **change.columns})


def _headings(books: Books, tables: Iterable[TableProposal]) -> Mapping[str, str]:
    """The headings that must be named: of columns that the reader would not find by itself."""
    found: dict[str, str] = {}
    for table in tables:
        for name, column in table.mapped.items():
            if column.status is Status.SURE and found.setdefault(name, column.heading) != column.heading:
                raise _refused(rules.MAPPING_WOULD_NOT_HOLD, books.source.file, name, column.heading)
    return found


def _read(spec: LedgerSpec[Any], source: SourceFile, settings: LedgerSettings) -> Found:
    """The columns of each sheet as the reader of ledgers finds them."""
    from skj.ledgers.registry import SPECS

    return {table.sheet: dict(headings.columns) for table, headings in matching_sheets(source, spec, settings, SPECS)}


def _wanted(tables: Iterable[TableProposal]) -> Found:
    """The columns of each sheet as proposed; of several tables in a sheet the reader is led by the first."""
    found: Found = {}
    for table in tables:
        found.setdefault(table.sheet, {name: column.column for name, column in table.mapped.items()})
    return found


def _is_read_so(books: Books, settings: LedgerSettings, tables: Sequence[TableProposal]) -> bool:
    wanted, found = _wanted(tables), _read(books.spec, books.source, settings)
    return wanted.keys() == found.keys() and not any(_differing(wanted[sheet], found[sheet]) for sheet in wanted)


def _differing(wanted: Mapping[str, int], found: Mapping[str, int]) -> list[str]:
    """The fields that would be read from another column or from none."""
    return [name for name, column in wanted.items() if found.get(name) != column]


def _would_not_hold(books: Books, settings: LedgerSettings, tables: Sequence[TableProposal]) -> WriteRefused:
    found = _read(books.spec, books.source, settings)
    for table in tables:
        for name in _differing(_wanted([table])[table.sheet], found.get(table.sheet, {})):
            return _refused(rules.MAPPING_WOULD_NOT_HOLD, books.source.file, name, table.mapped[name].heading)
    sheet = next(iter(found.keys() - {table.sheet for table in tables}), "")
    return _refused(rules.MAPPING_WOULD_NOT_HOLD, books.source.file, books.spec.name, sheet)


def _refuse_if_spoiled(books: Books, change: LedgerChange) -> None:
    """The other files of the ledger must read as before."""
    after = settings_with(books.settings, change)
    for other in books.others:
        before = _read(books.spec, other, books.settings)
        now = _read(books.spec, other, after)
        for sheet, columns in before.items():
            if lost := _differing(columns, now.get(sheet, {})):
                raise _refused(rules.MAPPING_SPOILS_OTHER, other.file, lost[0], "")


def _refused(rule: Rule, file: str, field: str, heading: str) -> WriteRefused:
    return WriteRefused(Diagnostic(rule, Place(file), {"field_id": field, "heading": heading}))

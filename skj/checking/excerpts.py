"""Completes findings for people: the cell as stored, what it was read as, its neighbours, whom the row is about."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from skj.checking.shields import Shield, shield_of
from skj.diagnostics import Beside, Diagnostic
from skj.files.tables import RawTable, column_letters, column_number, raw_text
from skj.ledgers.base import LedgerSpec, Sheet
from skj.rules import cells
from skj.thai.text import is_blank
from skj.workspace import Workspace

# The families of rules about rows that are records; a total or a sheet concerns nobody.
ABOUT_RECORDS: Final = ("SKJ3", "SKJ4", "SKJ5")
# Rules whose fix is what the cell was read as, though somebody should look before it is written; that of others is a proposal.
_READ_AS_FIX: Final = frozenset({cells.FRACTION_AS_PERCENT, cells.WEEKDAY_MISMATCH, cells.YEAR_FROM_DATE})


class Excerpts:
    """Looks findings up in the sheets they were made from; sheets are kept, so that each is prepared once."""

    def __init__(self, space: Workspace, names: Iterable[str]) -> None:
        self.space = space
        self._sheets: dict[tuple[str, str, str], tuple[LedgerSpec[Any], Sheet]] = {
            (name, sheet.file, sheet.sheet): (ledger.spec, sheet)
            for name in names
            for ledger in [space.ledger(name)]
            for sheet in ledger.sheets
        }
        self._shields: dict[tuple[str, str, str], Shield] = {}

    def complete(self, found: Diagnostic) -> Diagnostic:
        """The finding with everything its sheet knows; one that is about no row stays as it is."""
        shield = self.shield(found.ledger, found.place.file, found.place.sheet)
        if shield is None or found.place.row <= shield.headings.last_row:
            return found
        return _with_cells(_with_key(found, shield), shield) if found.place.cell else _with_key(found, shield)

    def shield(self, ledger: str, file: str, sheet: str) -> Shield | None:
        """What a sheet may show; None when no such sheet was read as this ledger."""
        key = (ledger, file, sheet)
        if key not in self._sheets:
            return None
        if key not in self._shields:
            spec, own = self._sheets[key]
            findings = self.space.ledger(ledger).findings
            table = self.space.table(file, sheet)
            self._shields[key] = shield_of(spec, own, table, self.space.settings_of(ledger), findings)
        return self._shields[key]

    def shields(self, file: str, sheet: str) -> list[Shield]:
        """The shields of a sheet under every ledger that reads it."""
        own = [ledger for ledger, other, name in self._sheets if (other, name) == (file, sheet)]
        return [shield for ledger in own if (shield := self.shield(ledger, file, sheet))]


def _with_key(found: Diagnostic, shield: Shield) -> Diagnostic:
    """The person, room or case as the row itself names it, when the finding was made before the row was understood."""
    if found.key or not found.code.startswith(ABOUT_RECORDS) or not shield.is_record(found.place.row):
        return found
    fields = shield.spec.key
    key = " ".join(text for name in fields if (text := _field_text(shield, found.place.row, name)))
    is_personal = any(shield.spec.column(name).personal for name in fields)
    return replace(found, key=key, personal_key=found.personal_key or is_personal)


def _field_text(shield: Shield, row: int, name: str) -> str:
    numbers = sorted({number for number, column in shield.columns.items() if column.field == name})
    return " ".join(text for number in numbers if (text := raw_text(shield.table.value(row, number))))


def _with_cells(found: Diagnostic, shield: Shield) -> Diagnostic:
    row, number = found.place.row, column_number(found.place.column)
    before, after = _neighbours(shield, row, number)
    found = replace(found, before=before, after=after)
    raw = raw_text(shield.table.value(row, number))
    if not raw or not found.value:
        return found
    personal = found.personal or (raw != found.value and shield.hides(row, number, raw))
    return replace(found, value=raw, read_as=_read_as(found, shield.table, raw), personal=personal)


def _read_as(found: Diagnostic, table: RawTable, raw: str) -> str:
    """What the cell was taken for: the value of the record, or the reading that a warning about the cell names."""
    stored = str(table.value(found.place.row, column_number(found.place.column)))
    if found.value not in {raw, stored}:
        return found.value or ""
    return found.fix if found.rule.safe_fix or found.rule in _READ_AS_FIX else ""


def _neighbours(shield: Shield, row: int, number: int) -> tuple[Beside | None, Beside | None]:
    """The nearest filled cells of the ledger's own columns to the left and to the right."""
    if not shield.is_record(row):
        return None, None
    known = sorted(shield.columns)
    left = (each for each in reversed(known) if each < number)
    right = (each for each in known if each > number)
    return next(_filled(shield, row, left), None), next(_filled(shield, row, right), None)


def _filled(shield: Shield, row: int, numbers: Iterable[int]) -> Iterator[Beside]:
    for number in numbers:
        text = raw_text(shield.table.value(row, number))
        if not is_blank(text):
            heading = shield.headings.titles.get(number, "")
            yield Beside(column_letters(number), heading, text, shield.hides(row, number, text))

"""Which cells of a ledger's sheet may be shown without names: only what surely is no person."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from skj.diagnostics import Diagnostic
from skj.files.headings import Headings, find_headings
from skj.files.tables import RawTable, raw_text
from skj.ledgers.base import Column, LedgerSpec, Sheet
from skj.ledgers.knownheadings import LedgerSettings, split_parts, vocabulary
from skj.ledgers.rowfindings import may_name_someone, says_only_figures
from skj.ledgers.rowkinds import RowKind
from skj.rules.sheets import ROW_NOT_A_RECORD
from skj.thai.text import clean_text, is_blank


@dataclass(slots=True)
class Shield:
    """One sheet of one ledger and what it may show.

    Titles above the headings, columns that are none of the ledger's, and rows that are no records may name anyone; so
    may everything below headings that stand differently from the first ones.
    """

    spec: LedgerSpec[Any]
    sheet: Sheet
    table: RawTable
    headings: Headings
    others: frozenset[int] = frozenset()  # rows that are no records
    known_until: int = 1 << 31  # the last row to which the headings apply
    columns: dict[int, Column] = field(default_factory=dict)
    judged: dict[tuple[str, str], bool] = field(default_factory=dict)  # by field and text; words repeat

    def hides(self, row: int, column: int, text: str) -> bool:
        """Whether the cell may name someone who must not be shown."""
        if is_blank(text) or self.headings.first_row <= row <= self.headings.last_row:
            return False
        own = self.columns.get(column)
        if own is None or not self.is_record(row):
            return (own is not None and own.personal is not None) or not says_only_figures(text)
        key = (own.field, text)
        if key not in self.judged:
            self.judged[key] = may_name_someone(self.spec, own, text)
        return self.judged[key]

    def open_columns(self) -> frozenset[int]:
        """The columns that name nobody in rows that are records, whatever stands in them: all, in a ledger without people."""
        has_people = any(column.personal for column in self.spec.columns)
        return frozenset() if has_people else frozenset(self.columns)

    def is_record(self, row: int) -> bool:
        """Whether a row is read as a record under the first headings."""
        return self.headings.last_row < row <= self.known_until and row not in self.others


def shield_of(
    spec: LedgerSpec[Any], sheet: Sheet, table: RawTable, settings: LedgerSettings, findings: Iterable[Diagnostic]
) -> Shield:
    """The shield of a sheet as it was read; `findings` are those of its ledger."""
    headings = find_headings(table, vocabulary(spec, settings)) or Headings(1, sheet.heading_row, {}, {})
    notes = [
        found
        for found in findings
        if found.rule is ROW_NOT_A_RECORD and (found.place.file, found.place.sheet) == (table.file, table.sheet)
    ]
    columns = {number: column for column in spec.columns for number in _numbers(column, headings)}
    again = [found.place.row for found in notes if found.args.get("what") == RowKind.HEADINGS_AGAIN.value]
    known_until = next((row for row in sorted(again) if not _same_headings(table, headings, row, columns)), 1 << 31)
    return Shield(spec, sheet, table, headings, frozenset(found.place.row for found in notes), known_until, columns)


def _numbers(column: Column, headings: Headings) -> list[int]:
    """Every column of a sheet that holds a field: one, the parts of a split name, or those below a merged heading."""
    first = headings.columns.get(column.field)
    own = [] if first is None else list(range(first, headings.spans.get(column.field, first) + 1))
    return own + [headings.columns[name] for name, _words in split_parts(column) if name in headings.columns]


def _same_headings(table: RawTable, headings: Headings, row: int, columns: Iterable[int]) -> bool:
    """Whether headings that come again say the same above every column of the ledger."""
    first = range(headings.first_row, headings.last_row + 1)
    return all(_heading(table, row, number) in {_heading(table, each, number) for each in first} for number in columns)


def _heading(table: RawTable, row: int, number: int) -> str:
    return clean_text(raw_text(table.value(row, number)))

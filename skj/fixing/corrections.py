"""From findings to corrections: which cell gets which value, and whether it is read as the same value afterwards."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from skj.diagnostics import Diagnostic, Rule, Severity
from skj.files.sheet_cells import CellInput, Typed
from skj.files.tables import CellValue, RawTable, column_number
from skj.fixing.choosing import Wanted
from skj.fixing.habits import Habits
from skj.ledgers import parsers
from skj.ledgers.base import NO_OPTIONS, Column, Parser, Reading, ReadingOptions
from skj.ledgers.registry import BY_NAME
from skj.rules import mends
from skj.rules.mends import Mend
from skj.thai.dates import Era, read_date
from skj.thai.text import clean_text
from skj.workspace import Workspace

# A loose spelling is one rule for all lists; which list it is tells the column.
_LISTS: Final[Mapping[Parser, Mend]] = {
    parsers.district: mends.DISTRICTS,
    parsers.insignia_class: mends.CLASSES,
    parsers.position_type: mends.POSITIONS,
    parsers.position_level: mends.POSITIONS,
}
_LOOSE: Final = mends.WORDS.codes
_NUMBER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?")
_LONGEST_NUMBER: Final = 15  # what a spreadsheet keeps of a number


@dataclass(frozen=True, slots=True)
class Correction:
    """One cell to be corrected: the finding, the stored value, the new one for a workbook and the new text for CSV."""

    found: Diagnostic
    mend: Mend
    is_safe: bool
    raw: CellValue
    value: CellInput | Typed
    text: str

    @property
    def spot(self) -> tuple[str, str, int, int]:
        """File, sheet, row and column number of the cell."""
        place = self.found.place
        return place.file, place.sheet, place.row, column_number(place.column)


def mend_of(found: Diagnostic, column: Column) -> Mend | None:
    """The correction that mends a finding; None when nothing can be written for it."""
    if found.code in _LOOSE:
        return _LISTS.get(column.parse, mends.WORDS)
    return mends.BY_CODE.get(found.code)


def corrections(space: Workspace, findings: Iterable[Diagnostic], wanted: Wanted) -> list[Correction]:
    """The corrections that are wanted, one for each cell at most, in the order of the findings."""
    maker = _Maker(space)
    best: dict[tuple[str, str, int, int], Correction] = {}
    for found in findings:
        made = maker.make(found)
        if made is None or not wanted.takes(made.mend, found.rule, is_safe=made.is_safe):
            continue
        held = best.get(made.spot)
        if held is None or _rank(made) < _rank(held):
            best[made.spot] = made
    return list(best.values())


def _rank(correction: Correction) -> tuple[bool, int]:
    return not correction.is_safe, mends.MENDS.index(correction.mend)


class _Maker:
    """Makes corrections; what is known of a table is kept."""

    def __init__(self, space: Workspace) -> None:
        self.space = space
        self._tables: dict[tuple[str, str], tuple[RawTable, Habits] | None] = {}

    def make(self, found: Diagnostic) -> Correction | None:
        """The correction of a finding; None when it has none, or when its cell holds nothing of its own."""
        if not (found.fix and found.place.cell and found.ledger in BY_NAME):
            return None
        column = next((each for each in BY_NAME[found.ledger].columns if each.field == found.field), None)
        mend, cell = mend_of(found, column) if column else None, self._cell(found, column) if column else None
        if mend is None or cell is None:
            return None
        value, text = _values(found.fix, mend, cell)
        is_alike = _reads_alike(cell, found)
        is_nothing_new = value == cell.raw == text
        if is_nothing_new or not (is_alike or cell.is_part or _can_be_read(cell, found.fix)):
            return None
        return Correction(found, mend, found.rule.safe_fix and is_alike, cell.raw, value, text)

    def _cell(self, found: Diagnostic, column: Column) -> "_Cell | None":
        """The cell of a finding; None when it is blank or was not read."""
        place = found.place
        known = self._table(place.file, place.sheet)
        raw = known[0].value(place.row, column_number(place.column)) if known else None
        is_blank = raw is None or (isinstance(raw, str) and not raw.strip())
        if known is None or is_blank or _is_covered(known[0], place.row, column_number(place.column)):
            return None
        table, habits = known
        options = self._options(table, found.ledger)
        is_part = place.column != self._main(found)
        return _Cell(column, column_number(place.column), raw, habits, options, bool(table.encoding), is_part)

    def _main(self, found: Diagnostic) -> str:
        """The column of the whole field; other columns hold a part of it, such as the surname."""
        sheets = self.space.ledger(found.ledger).sheets
        own = (each for each in sheets if (each.file, each.sheet) == (found.place.file, found.place.sheet))
        return next((each.columns.get(found.field, "") for each in own if f"{found.field}.given" not in each.split), "")

    def _table(self, file: str, sheet: str) -> tuple[RawTable, Habits] | None:
        if (file, sheet) not in self._tables:
            try:
                table = self.space.table(file, sheet)
            except KeyError:
                self._tables[file, sheet] = None
            else:
                self._tables[file, sheet] = table, Habits(table, 1)
        return self._tables[file, sheet]

    def _options(self, table: RawTable, ledger: str) -> ReadingOptions:
        years = self.space.settings_of(ledger).two_digit_years
        return ReadingOptions(table.is_1904, "ce" if years == "ce" else "be")


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell to be corrected; `is_text` in a CSV file, `is_part` when it holds a part of its field, such as a surname."""

    column: Column
    number: int
    raw: CellValue
    habits: Habits
    options: ReadingOptions
    is_text: bool
    is_part: bool


def _is_covered(table: RawTable, row: int, column: int) -> bool:
    """Whether a merge lies over the cell and another cell has the value, which is corrected there."""
    return any(
        merge.top <= row <= merge.bottom
        and merge.left <= column <= merge.right
        and (row, column) != (merge.top, merge.left)
        for merge in table.merges
    )


def _values(fix: str, mend: Mend, cell: _Cell) -> tuple[CellInput | Typed, str]:
    """What is written to a workbook, and what to a CSV file."""
    meant = cell.column.parse(fix, NO_OPTIONS).value if mend.is_typed else None
    if isinstance(meant, date):
        text, like = cell.habits.date_text(meant, cell.number), cell.habits.date_row(cell.number)
        typed = Typed(meant, like, is_buddhist=read_date(cell.raw).era is Era.BE)
        return (typed if like or not isinstance(cell.raw, str) else text), text
    if isinstance(meant, int | Decimal) and _is_number(fix) and not cell.is_text:
        return Typed(meant, cell.habits.number_row(cell.number)), fix
    return fix, fix


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None and len(text) <= _LONGEST_NUMBER


def _can_be_read(cell: _Cell, text: str) -> bool:
    return not cell.column.parse(text, cell.options).failed


def _reads_alike(cell: _Cell, found: Diagnostic) -> bool:
    """Whether the cell is read as the same value afterwards, and no doubt goes with the old spelling but its own."""
    if cell.is_part:
        return isinstance(cell.raw, str) and clean_text(cell.raw) == clean_text(found.fix)
    before, after = cell.column.parse(cell.raw, cell.options), cell.column.parse(found.fix, cell.options)
    if before.value != after.value or after.failed or before.failed:
        return False
    return before.issue is None or before.issue.rule is found.rule or _is_harmless(before.issue.rule, after)


def _is_harmless(doubt: Rule, after: Reading) -> bool:
    """Whether a doubt stays, or is none that a person has to look at."""
    stays = after.issue is not None and after.issue.rule is doubt
    return stays or doubt.safe_fix or doubt.severity < Severity.WARNING

"""Raw tables in memory, as a reader would give them, and ledgers read from them."""

from collections.abc import Sequence
from typing import Any

from skj.diagnostics import Severity
from skj.files.tables import CellValue, Merge, RawTable, SourceFile
from skj.ledgers.base import Ledger, LedgerSpec
from skj.ledgers.knownheadings import DEFAULT_SETTINGS, LedgerSettings
from skj.ledgers.reading import read_ledger

FILE = "ledger.xlsx"


def table_of(*rows: Sequence[CellValue], merges: Sequence[Merge] = (), sheet: str = "แผ่น 1") -> RawTable:
    """A sheet of these rows; the first is row 1 and begins in column A."""
    return RawTable(FILE, sheet, [list(cells) for cells in rows], tuple(merges))


def read_tables(
    spec: LedgerSpec[Any],
    *tables: RawTable,
    settings: LedgerSettings = DEFAULT_SETTINGS,
    rivals: Sequence[LedgerSpec[Any]] = (),
) -> Ledger[Any]:
    """The ledger in one file of these sheets."""
    return read_ledger(spec, [SourceFile(FILE, "0" * 64, tables)], settings, rivals)


def read_rows(spec: LedgerSpec[Any], *rows: Sequence[CellValue], merges: Sequence[Merge] = ()) -> Ledger[Any]:
    """The ledger in one sheet of these rows."""
    return read_tables(spec, table_of(*rows, merges=merges))


def names_of(ledger: Ledger[Any], lowest: Severity = Severity.WARNING) -> list[str]:
    """The names of the rules found, in the order of places; notes are left out unless asked for."""
    return [found.rule.name for found in ledger.findings if found.severity >= lowest]


def errors_of(ledger: Ledger[Any]) -> list[tuple[str, str]]:
    """Rule and cell of every error."""
    return [(found.rule.name, found.place.cell) for found in ledger.findings if found.severity is Severity.ERROR]


def kinds_of(ledger: Ledger[Any]) -> dict[int, str]:
    """What the rows that are no records were said to be, by row."""
    return {
        found.place.row: str(found.args["what"]) for found in ledger.findings if found.rule.name == "row-not-a-record"
    }

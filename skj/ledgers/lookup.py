"""Reads only the rows that matter for a row to be written: those it may conflict with, the last ones, the first of its like.

A ledger of 100,000 rows is read in a fraction of the time; whatever the cross-row rules could say of the new row they
also say of this part, because each row that shares one of the ledger's `conflicts` is in it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from skj.diagnostics import Findings, Severity
from skj.files.headings import Headings
from skj.files.tables import CellValue, RawTable, SourceFile
from skj.ledgers.base import Ledger, LedgerSpec, Record
from skj.ledgers.cellreading import CellReader
from skj.ledgers.knownheadings import DEFAULT_SETTINGS, LedgerSettings
from skj.ledgers.reading import matching_sheets
from skj.ledgers.tablereading import Rows, TableReader
from skj.patterns import later
from skj.thai.digits import to_arabic

# Offices split ledgers over files and sheets by these; the first row of its like tells where a new row belongs.
SPLIT_BY: Final = ("year", "site", "session", "indicator")
# Consonants, digits and Latin letters survive every way of typing the same word; vowels, marks and spaces may not.
_DROPPED: Final = dict.fromkeys(
    [*range(0x0E2F, 0x0E50), *range(0x20, 0x30), 0x0D, 0xA0, 0x200B, 0x200C, 0x200D, 0xFEFF]
)
_ALIKE: Final = str.maketrans("ฏ๐๑๒๓๔๕๖๗๘๙ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ฎ0123456789abcdefghijklmnopqrstuvwxyz")
_SKELETON: Final = _DROPPED | _ALIKE
_DIGITS: Final = later(r"\d+")


def skeleton(text: str) -> str:
    """The letters of a text that do not depend on how it was typed."""
    return text.translate(_SKELETON)


def read_near(
    spec: LedgerSpec[Any],
    sources: Sequence[SourceFile],
    wanted: Mapping[str, Any],
    settings: LedgerSettings = DEFAULT_SETTINGS,
    rivals: Sequence[LedgerSpec[Any]] = (),
) -> Ledger[Any]:
    """The part of a ledger that a row with the values `wanted` has to do with; findings are those of its rows alone."""
    findings = Findings()
    rows = Rows([], [])
    sheets = []
    for source in sources:
        for table, headings in matching_sheets(source, spec, settings, rivals):
            reader = TableReader(spec, table, headings, settings, findings)
            rows.extend(reader.read(_rows_that_matter(reader, table, headings, wanted)))
            sheets.append(reader.sheet)
    files = {source.file: source.sha256 for source in sources}
    return Ledger(spec, tuple(rows.records), tuple(rows.left_out), tuple(findings.sorted()), files, tuple(sheets))


def read_rows(spec: LedgerSpec[Any], source: SourceFile, settings: LedgerSettings, rows: Sequence[int]) -> list[Record]:
    """The records of some rows of a sheet, for looking at what was just written."""
    found: list[Record] = []
    for table, headings in matching_sheets(source, spec, settings, ()):
        present = {row for row in rows if headings.last_row < row <= len(table.rows)}
        # From headings that stand again on, everything is read: they may order the columns otherwise.
        read = sorted(present.union(range(_headings_again(table, headings), max(present, default=0) + 1)))
        records = TableReader(spec, table, headings, settings, Findings()).read(read).records
        found += [record for record in records if record.row in present]
    return found


def set_aside(ledger: Ledger[Any]) -> set[int]:
    """The ids of records that a cross-row rule sets aside when the ledger is read as a whole: copies of earlier rows."""
    faults = (found for rule in ledger.spec.ledger_rules for found in rule(ledger.records))
    return {id(record) for record, fault in faults if fault.rule.severity is Severity.ERROR}


def _rows_that_matter(reader: TableReader, table: RawTable, headings: Headings, wanted: Mapping[str, Any]) -> list[int]:
    first = headings.last_row + 1
    last = reader.last_sound_row()
    chosen = {
        row
        for name in reader.spec.conflicts
        if name in wanted
        for row in _rows_like(reader, table, first, name, wanted[name])
    }
    for name in SPLIT_BY:
        if name in wanted:
            chosen.update(_first(_rows_like(reader, table, first, name, wanted[name])))
    from_here = min(last, _headings_again(table, headings))
    return sorted(chosen | set(range(max(first, from_here), len(table.rows) + 1)))


def _first(rows: Iterator[int]) -> list[int]:
    row = next(rows, None)
    return [] if row is None else [row]


def _rows_like(reader: TableReader, table: RawTable, first: int, name: str, value: Any) -> Iterator[int]:
    """Rows whose raw cell could mean `value`, in whatever spelling; some may mean something else."""
    cell = next((each for each in reader.cells if each.column.field == name), None)
    if cell is None:
        return iter(())
    below = table.rows[first - 1 :]
    if isinstance(value, int):
        raw = _column(below, cell.number)
        return (
            row
            for row, each in enumerate(raw, first)
            if each == value or (each.__class__ is str and _may_be(each, value))
        )
    texts = _texts(below, cell)
    parts = _needles(cell, str(value))
    if not parts:
        return iter(range(first, len(table.rows) + 1))
    found = _holding(texts, max(parts, key=len))
    return (first + index for index in found if all(part in skeleton(texts[index]) for part in parts))


def _holding(texts: list[str], needle: str) -> Iterator[int]:
    """The places of the texts whose skeleton holds `needle`; all of them are looked through as one text, which is faster."""
    joined = skeleton("\n".join(texts))
    found, place, index = joined.find(needle), 0, 0
    while found >= 0:
        index += joined.count("\n", place, found)
        yield index
        place = joined.find("\n", found)
        if place < 0:
            return
        found = joined.find(needle, place)


def _needles(cell: CellReader, text: str) -> list[str]:
    """What must stand in the cell: of a person given name and surname, in whatever order."""
    if not cell.column.parts:
        return [letters] if (letters := skeleton(text)) else []
    from skj.ledgers.vocabulary import titles
    from skj.thai.names import read_name

    person = read_name(text, titles())
    return [letters for part in (person.given, person.surname) if (letters := skeleton(part))]


def _column(rows: Sequence[Sequence[CellValue]], number: int) -> list[CellValue]:
    return [cells[number - 1] if len(cells) >= number else None for cells in rows]


def _texts(rows: Sequence[Sequence[CellValue]], cell: CellReader) -> list[str]:
    """The raw cells on one line each; most are so already."""
    if len(cell.numbers) > 1:
        return [_text(cells, cell) for cells in rows]
    raw = _column(rows, cell.number)
    return [each if isinstance(each, str) and "\n" not in each else _line(each) for each in raw]


def _text(cells: Sequence[CellValue], cell: CellReader) -> str:
    """The raw cell (or the cells of a split name) on one line."""
    raw = _at(cells, cell.number)
    if len(cell.numbers) > 1:
        raw = "".join(part for number in cell.numbers if isinstance(part := _at(cells, number), str))
    return _line(raw)


def _line(raw: CellValue) -> str:
    return raw.replace("\n", "") if isinstance(raw, str) else _plain(raw)


def _plain(raw: CellValue) -> str:
    """A number as the text it would be read as: 12.0 is room 12."""
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return "" if raw is None else str(raw)


def _at(cells: Sequence[CellValue], number: int) -> CellValue:
    return cells[number - 1] if number <= len(cells) else None


def _may_be(raw: CellValue, value: int) -> bool:
    """Whether a number typed as text may be `value`."""
    return value in map(int, _DIGITS.findall(to_arabic(str(raw)).replace(",", "")))


def _headings_again(table: RawTable, headings: Headings) -> int:
    """The first row that says a heading again; from there on all is read, as a second page may order its columns otherwise."""
    column = min(headings.titles)
    said = {table.value(headings.last_row, number) for number in headings.titles} | set(headings.titles.values())
    below = enumerate(_column(table.rows[headings.last_row :], column), headings.last_row + 1)
    return next((row for row, raw in below if raw and raw in said), len(table.rows))

"""Where a row goes and the edit that puts it there: a workbook sheet or a CSV file, new rows or cells of a row."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from skj.diagnostics import Diagnostic, InputRefused, Place, Severity, UsageRefused, WriteRefused
from skj.files.csv_edit import FORMULA_STARTS, insert_lines, line_offset, set_fields
from skj.files.sheet_cells import CellInput
from skj.files.sheet_edit import DataBlock, Edited, append_rows, refuse_format, set_cells
from skj.files.tables import RawTable, column_number
from skj.frozen import dataclass
from skj.ledgers.base import Column, Ledger, LedgerSpec, Sheet
from skj.ledgers.lookup import SPLIT_BY
from skj.patterns import later
from skj.rules import drafts as rules
from skj.rules import sheets as sheet_rules
from skj.workspace import Workspace
from skj.writing.cells import Neighbours, cells_of, csv_text, next_number
from skj.writing.drafts import Draft

NEW_LINE: Final = 1
# A number or a lone dash begins like a formula and is none; parsers have removed what is invisible.
HARMLESS: Final = later(r"[+-]?[0-9]*\.?[0-9]*|-+")

Edit = Callable[[bytes], Edited]


@dataclass(frozen=True, slots=True)
class Target:
    """A table that may get rows: its file, its raw cells and its last record."""

    path: Path
    sheet: Sheet
    table: RawTable
    last_row: int

    @property
    def is_csv(self) -> bool:
        """Whether the file is delimited text."""
        return bool(self.table.encoding)

    def number_after(self, column: Column) -> int:
        """The next running number of `column`."""
        return next_number(column, list(self.near().above(column_number(self.sheet.columns[column.field]))))

    def near(self) -> Neighbours:
        """The cells above the next row."""
        return Neighbours(self.table, self.last_row, self.sheet.heading_row)

    def block(self) -> DataBlock:
        """The records as the workbook editor wants them."""
        columns = {name: column_number(letters) for name, letters in {**self.sheet.columns, **self.sheet.split}.items()}
        used = [*columns.values(), self.sheet.width]
        return DataBlock(
            self.sheet.sheet, self.sheet.heading_row, self.last_row, columns, min(columns.values()), max(used)
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be written where; `edit` does it in memory. `row` is the first row written."""

    target: Target
    drafts: tuple[Draft, ...]
    row: int
    edit: Edit

    @property
    def findings(self) -> list[Diagnostic]:
        """Everything found about the rows."""
        return [found for draft in self.drafts for found in draft.findings]

    @property
    def errors(self) -> list[Diagnostic]:
        """What forbids writing."""
        return [found for found in self.findings if found.severity is Severity.ERROR]

    @property
    def warnings(self) -> list[Diagnostic]:
        """What a person should look at before the rows are written."""
        return [found for found in self.findings if found.severity is Severity.WARNING]


def find_place(
    space: Workspace,
    ledger: Ledger[Any],
    values: Mapping[str, Any],
    *,
    file: str | None = None,
    sheet: str | None = None,
) -> Target:
    """The table that gets a new row: the one named, the only one, or the one where all rows of its year (site …) stand.

    UsageRefused when it is not clear which, InputRefused for a file without the headings, WriteRefused for formats that
    are never written.
    """
    names = {"ledger_name": ledger.spec.label, "ledger_id": ledger.spec.name}
    sheets = [
        each for each in ledger.sheets if file is None or Path(each.file).name == Path(file).name or each.file == file
    ]
    chosen = [each for each in sheets if sheet is None or each.sheet == sheet]
    if len(chosen) > 1:
        chosen = _where_alike(ledger, chosen, values) or chosen
    files = sorted({each.file for each in chosen})
    if not files:
        _say_what_lacks(space, ledger.spec.name, file)
        raise UsageRefused(_nowhere(ledger, sheets, names, file, sheet))
    if len(files) > 1:
        raise UsageRefused(Diagnostic(rules.SEVERAL_FILES, Place(), {**names, "files": ", ".join(files)}))
    if len(chosen) > 1:
        raise UsageRefused(Diagnostic(rules.SEVERAL_SHEETS, Place(files[0]), {"sheets": _listed(chosen)}))
    return place_of(space, ledger, chosen[0])


def _nowhere(
    ledger: Ledger[Any], sheets: Sequence[Sheet], names: Mapping[str, str], file: str | None, sheet: str | None
) -> Diagnostic:
    """That the ledger has no such sheet, no such file, or nothing to write to; what it has is named."""
    if sheets:
        args = {**names, "sheet_id": sheet, "sheets": _listed(sheets)}
        return Diagnostic(rules.NOT_ITS_SHEET, Place(file or ""), args)
    if file is not None and ledger.sheets:
        files = ", ".join(sorted({each.file for each in ledger.sheets}))
        return Diagnostic(rules.NOT_ITS_FILE, Place(file), {**names, "files": files})
    return Diagnostic(rules.NO_LEDGER_FILE, Place(file or ""), names)


def _listed(sheets: Sequence[Sheet]) -> str:
    return ", ".join(f"“{name}”" for name in dict.fromkeys(each.sheet for each in sheets))


def _say_what_lacks(space: Workspace, name: str, file: str | None) -> None:
    """InputRefused when there is a file but not the sheet or the headings of the ledger."""
    for found in space.ledger(name).findings:
        is_meant = file is None or Path(found.place.file).name == Path(file).name
        if is_meant and found.rule in (sheet_rules.NO_HEADING_ROW, sheet_rules.SHEET_UNKNOWN):
            raise InputRefused(found)


def _where_alike(ledger: Ledger[Any], sheets: Sequence[Sheet], values: Mapping[str, Any]) -> list[Sheet]:
    """The sheets that hold rows of the same year, site, session or indicator, when that leaves just one."""
    for name in SPLIT_BY:
        alike = [
            record.sheet for record in ledger.records if name in values and getattr(record, name, None) == values[name]
        ]
        found = [each for each in sheets if each in alike]
        if len(found) == 1:
            return found
    return []


def place_of(space: Workspace, ledger: Ledger[Any], sheet: Sheet) -> Target:
    """The table of `sheet` with its last record; WriteRefused for formats never written."""
    path = space.path_of(sheet.file)
    refuse_format(path.suffix, sheet.file)
    rows = [record.row for record in ledger.records if record.sheet == sheet]
    rows += [
        left.place.row for left in ledger.left_out if (left.place.file, left.place.sheet) == (sheet.file, sheet.sheet)
    ]
    return Target(path, sheet, space.table(sheet.file, sheet.sheet), max([sheet.heading_row, *rows]))


def numbered(target: Target, spec: LedgerSpec[Any], values: Mapping[str, Any], ahead: int = 0) -> Mapping[str, Any]:
    """The values with a running number when the sheet has that column and none was given; `ahead` rows come before."""
    if "seq" in values or "seq" not in target.sheet.columns:
        return values
    return {"seq": target.number_after(spec.column("seq")) + ahead, **values}


def plan_append(target: Target, drafts: Sequence[Draft]) -> Plan:
    """New rows below the last record."""
    near = target.near()
    cells = [cells_of(draft.spot.spec, target.sheet, draft.values, near) for draft in drafts]
    edit = _lines_added(target, cells) if target.is_csv else _rows_added(target, cells)
    return Plan(target, tuple(drafts), target.last_row + NEW_LINE, edit)


def plan_change(target: Target, draft: Draft) -> Plan:
    """Some cells of one row."""
    near = Neighbours(target.table, target.last_row, target.sheet.heading_row)
    changed = {name: draft.values.get(name) for name in draft.changed}
    cells = cells_of(draft.spot.spec, target.sheet, changed, near)
    row = draft.spot.row
    edit = _fields_changed(target, row, cells) if target.is_csv else _cells_changed(target, row, cells)
    return Plan(target, (draft,), row, edit)


def _rows_added(target: Target, rows: Sequence[Mapping[int, CellInput]]) -> Edit:
    return lambda data: append_rows(data, target.block(), rows, shown=target.sheet.file)


def _cells_changed(target: Target, row: int, cells: Mapping[int, CellInput]) -> Edit:
    return lambda data: set_cells(data, target.block(), row, cells, shown=target.sheet.file)


def _lines_added(target: Target, rows: Sequence[Mapping[int, CellInput]]) -> Edit:
    """Below the last record: at the end, or before the blank lines, totals and signatures that follow."""
    shown, encoding = target.sheet.file, target.table.encoding
    texts = [_texts(target, cells) for cells in rows]
    lines = [[each.get(number, "") for number in range(1, max([*each, target.sheet.width]) + 1)] for each in texts]

    def edit(data: bytes) -> Edited:
        offset = line_offset(data, target.last_row + NEW_LINE, encoding=encoding, shown=shown)
        return insert_lines(data, offset, lines, encoding=encoding, shown=shown)

    return edit


def _fields_changed(target: Target, row: int, cells: Mapping[int, CellInput]) -> Edit:
    shown, encoding = target.sheet.file, target.table.encoding
    texts = _texts(target, cells)
    return lambda data: set_fields(data, row, texts, encoding=encoding, shown=shown)


def _texts(target: Target, cells: Mapping[int, CellInput]) -> dict[int, str]:
    """The fields of a line by column; WriteRefused for a text that would be computed, before any file is touched."""
    near = target.near()
    return {number: _safe(target, csv_text(value, list(near.above(number)))) for number, value in cells.items()}


def _safe(target: Target, text: str) -> str:
    """Refuse a text that a spreadsheet would compute; a negative number is none (reliability section 5)."""
    if text.startswith(FORMULA_STARTS) and not HARMLESS.fullmatch(text):
        raise WriteRefused(Diagnostic(rules.FORMULA_IN_TEXT, Place(target.sheet.file), value=text))
    return text

"""Adding rows to a workbook and changing cells, bytes in and bytes out, with nothing else changed (lossless.md section 1.6)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from skj.diagnostics import Diagnostic, Place
from skj.files.refusing import refusals_at, refuse
from skj.files.sheet_cells import CellInput
from skj.files.sheet_formulas import copied_down
from skj.files.sheet_grow import (
    changed_parts,
    frame_splices,
    has_formulas,
    table_changes,
    without_chain,
    workbook_change,
)
from skj.files.sheet_insert import moved_rows, refuse_unmovable
from skj.files.sheet_notes import note_followers
from skj.files.sheet_ranges import LAST_COLUMN, Area, Growth
from skj.files.sheet_refusals import (
    is_protected,
    refuse_covered,
    refuse_full,
    refuse_hidden_cells,
    refuse_locked,
    refuse_split_merges,
)
from skj.files.sheet_row import Changes, Values, changed_row, new_row
from skj.files.sheet_rows import Cell, Row, Sheet
from skj.files.sheet_target import DataBlock, Target, cell_name, open_target
from skj.files.xml_scan import Splice, check_well_formed, spliced
from skj.frozen import dataclass
from skj.language import N_
from skj.rules import editing as rules

__all__ = ["CellInput", "DataBlock", "Edited", "append_row", "append_rows", "refuse_format", "set_cells"]

WRITABLE: Final = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".csv"})


@dataclass(frozen=True, slots=True)
class Edited:
    """A file after an edit: its bytes, the first row written (from 1), the zip members that changed, and notes."""

    data: bytes
    row: int
    changed_parts: tuple[str, ...] = ()
    notes: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class _Room:
    """Where the new rows go: rows that exist and are empty by number, and where the rest of the sheet's rows begin."""

    growth: Growth
    existing: Mapping[int, Row]
    position: int


def append_row(
    data: bytes, block: DataBlock, values: Mapping[int, CellInput], *, force_protection: bool = False, shown: str = ""
) -> Edited:
    """Add one record below the last one; `values` by column number from 1, None or missing = no value.

    Args:
        data: The workbook's bytes.
        block: Where the records stand.
        values: What to write.
        force_protection: Write to locked cells of a protected sheet too.
        shown: The file's name for messages.

    Raises:
        WriteRefused: The row cannot be added without loss; the diagnostic names why (SKJ701-SKJ734).
    """
    return append_rows(data, block, [values], force_protection=force_protection, shown=shown)


def append_rows(
    data: bytes,
    block: DataBlock,
    rows: Sequence[Mapping[int, CellInput]],
    *,
    force_protection: bool = False,
    shown: str = "",
) -> Edited:
    """Add several records below the last one in one pass; arguments and refusals as for `append_row`."""
    place = Place(shown, block.sheet)
    if not rows:
        return Edited(data, block.last_row + 1)
    with refusals_at(place):
        target = open_target(data, block)
        _refuse_columns(rows)
        room = _room(target, rows)
        _refuse_room(target, room, rows, force_protection=force_protection)
        parts, dropped = _appended(target, room, rows)
        note_followers(target, room.growth)
        return packed(target, parts, dropped, block.last_row + 1, place)


def set_cells(  # noqa: PLR0913  (the two options have defaults and are given by name)
    data: bytes,
    block: DataBlock,
    row: int,
    values: Mapping[int, CellInput],
    *,
    force_protection: bool = False,
    shown: str = "",
) -> Edited:
    """Change cells of one record (`row` as the sheet counts); None empties a cell. Styles and all other cells stay.

    Raises:
        WriteRefused: A formula, merged cell, pivot table, totals row or protection is in the way (SKJ701-SKJ734).
    """
    place = Place(shown, block.sheet, row)
    with refusals_at(place):
        target = open_target(data, block)
        _refuse_columns([values])
        found = record_row(target, row)
        refuse_cells(target, found, values, force_protection=force_protection)
        new = changed_row(target, found, values)
        parts = edited_parts(target, [(found.start, found.end, new)], _cells_area(values, row), [new], None)
        return packed(target, parts, [], row, place)


def refuse_format(suffix: str, shown: str = "") -> None:
    """Refuse file kinds that are read but never written (`.xls`, `.ods`, `.xlsb` ...); others pass."""
    if suffix.lower() not in WRITABLE:
        with refusals_at(Place(shown)):
            refuse(rules.FORMAT_NOT_WRITTEN, suffix=suffix)


def _room(target: Target, rows: Sequence[Values]) -> _Room:
    """Empty rows below the last record are filled; from the first one that is taken on, rows are inserted."""
    block, count = target.block, len(rows)
    existing: dict[int, Row] = {}
    position, free = target.source_row.end, 0
    following = target.sheet.rows_from(position)
    row = next(following, None)
    while free < count:
        number = block.last_row + 1 + free
        found = row if row is not None and row.number == number else None
        if not _is_free(target, number, found, rows[free]):
            break
        if found is not None:
            existing[number], position = found, found.end
            row = next(following, None)
        free += 1
    at = block.last_row + 1 + free if free < count else 0
    bounds = (block.header_row + 1, block.last_row, block.first_column, block.last_column)
    return _Room(Growth(*bounds, count, at, count - free), existing, position)


def _is_free(target: Target, number: int, row: Row | None, values: Values) -> bool:
    """Tell whether a row can be filled: nothing in the block's columns but what was prepared, no merge over several rows."""
    block = target.block
    line = Area(number, block.first_column, number, block.last_column)
    if any(merge.top < merge.bottom and merge.meets(line) for merge in target.merges):
        return False
    cells = row.cells() if row else {}
    inside = {column: cell for column, cell in cells.items() if block.first_column <= column <= block.last_column}
    return all(_is_prepared(target, number, cell, values) for cell in inside.values() if cell.has_content)


def _is_prepared(target: Target, number: int, cell: Cell, values: Values) -> bool:
    """Tell whether a form was prepared with this content: a running number, or the formula of the row above copied down."""
    above = target.source_row.cells().get(cell.column) if target.has_records else None
    formula = cell.formula
    if formula is not None:
        return above is not None and _goes_on(target, above, cell, number)
    start = above.value if above is not None and above.kind == "n" else "" if target.has_records else "0"
    runs = cell.kind == "n" and start.isdigit() and cell.value == str(int(start) + number - target.block.last_row)
    return runs and values.get(cell.column) in (None, int(cell.value))


def _goes_on(target: Target, above: Cell, cell: Cell, number: int) -> bool:
    """Tell whether a formula is that of the row above, copied down."""
    old, new = above.formula, cell.formula
    if old is None or new is None:
        return False
    if old.kind == new.kind == "shared":
        return old.attributes.get("si") == new.attributes.get("si")
    names = cell_name(cell.column, target.block.last_row), cell_name(cell.column, number)
    return old.kind == new.kind == "normal" and copied_down(old.text, *names) == new.text


def _refuse_room(target: Target, room: _Room, rows: Sequence[Values], *, force_protection: bool) -> None:
    growth, block = room.growth, target.block
    refuse_full(growth.new_last_row)
    refuse_split_merges(target)
    filled = growth.count - growth.inserted
    if filled:
        first, last = block.last_row + 1, block.last_row + filled
        refuse_covered(target, Area(first, block.first_column, last, block.last_column))
    for number, values in enumerate(rows[:filled], block.last_row + 1):
        refuse_hidden_cells(target, number, _given(values))
    if not force_protection:
        _refuse_protected(target, room, rows)
    if growth.insert_at:
        refuse_unmovable(target, growth, room.position)


def _refuse_protected(target: Target, room: _Room, rows: Sequence[Values]) -> None:
    first = target.block.last_row + 1
    if room.growth.insert_at and is_protected(target):
        refuse(rules.SHEET_PROTECTED, row=room.growth.insert_at)
    for number, values in enumerate(rows, first):
        refuse_locked(target, [room.existing.get(number)], _given(values), number)


def _appended(target: Target, room: _Room, rows: Sequence[Values]) -> tuple[dict[str, bytes], list[str]]:
    """The changed parts, and those to be dropped."""
    growth = room.growth
    splices: list[Splice] = []
    new_rows: list[bytes] = []
    at = target.source_row.end
    for number, values in enumerate(rows, target.block.last_row + 1):
        existing = room.existing.get(number)
        start, end = (existing.start, existing.end) if existing else (at, at)
        new_rows.append(new_row(target, number, values, existing))
        splices.append((start, end, new_rows[-1]))
        at = end
    dropped: list[str] = []
    chain: dict[str, bytes] = {}
    if growth.insert_at:
        moved = moved_rows(target, growth, room.position)
        splices.append((room.position, target.sheet.rows_end, moved))
        new_rows.append(moved)
        chain, dropped = _moved_chain(target, moved)
        target.note(rules.ROWS_MOVED_DOWN, row=growth.insert_at, count=growth.inserted)
    return edited_parts(target, splices, _new_area(target, growth, rows), new_rows, growth) | chain, dropped


def _moved_chain(target: Target, moved: bytes) -> tuple[dict[str, bytes], list[str]]:
    """The calculation chain names cells that moved: it goes (rule 16)."""
    has_moved = target.sheet.patterns.formula.search(moved) is not None
    return without_chain(target.package) if has_moved else ({}, [])


def edited_parts(
    target: Target, splices: list[Splice], used: Area, new_rows: Sequence[bytes], growth: Growth | None
) -> dict[str, bytes]:
    """All parts that the edit touches; the rows that stay are neither parsed nor copied more than once."""
    package = target.package
    nothing = Growth(1, 0, 0, 0, 0)
    beside = list(frame_splices(target, growth or nothing, used))
    _check_frame(target, beside, new_rows)
    sheet = target.sheet
    parts = {target.entry.part: spliced(sheet.data, [*(_in_part(sheet, one) for one in beside), *splices])}
    recalculate = has_formulas(target) or any(sheet.patterns.formula.search(row) for row in new_rows)
    small = {package.workbook: workbook_change(target, growth, recalculate=recalculate)}
    if growth:
        small |= table_changes(target, growth)
    if "styles" in vars(target) and (styles := target.styles.changed()):
        small[target.styles.part] = styles
    for name, content in changed_parts(package, small).items():
        check_well_formed(name, content)
        parts[name] = content
    return parts


def _check_frame(target: Target, splices: list[Splice], new_rows: Sequence[bytes]) -> None:
    """Parse what is new strictly: the changed parts before and after the rows around the new rows (speed decision 1)."""
    at = len(target.sheet.head)
    changed = spliced(target.frame, [*splices, (at, at, b"".join(new_rows))])
    check_well_formed(target.entry.part, changed)


def _in_part(sheet: Sheet, splice: Splice) -> Splice:
    """A splice of the sheet without its rows, placed in the whole part."""
    shift = sheet.rows_end - sheet.rows_start if splice[0] >= sheet.rows_start else 0
    return splice[0] + shift, splice[1] + shift, splice[2]


def packed(target: Target, parts: dict[str, bytes], dropped: list[str], row: int, place: Place) -> Edited:
    """The whole file with its changed and dropped parts."""
    data = target.package.archive.patched(parts, dropped)
    notes = tuple(replace(one, place=replace(place, row=row)) for one in target.notes)
    return Edited(data, row, tuple(sorted({*parts, *dropped})), notes)


def record_row(target: Target, row: int, found: Mapping[int, Row] = MappingProxyType({})) -> Row:
    """The row of a record, taken from `found` where it is there; refused outside the records."""
    block = target.block
    if not block.header_row < row <= block.last_row:
        refuse(rules.VALUE_NOT_WRITABLE, cell=f"{row}", detail=N_("it is not the row of a record"))
    return found.get(row) or target.row_that_exists(row)


def refuse_cells(target: Target, row: Row, values: Changes, *, force_protection: bool) -> None:
    """Refuse values for cells with formulas, under merges, in pivot tables and totals rows, or locked."""
    cells = row.cells()
    for column in values:
        if column in cells and cells[column].formula is not None:
            refuse(rules.CELL_HOLDS_FORMULA, cell=cell_name(column, row.number))
        refuse_covered(target, Area(row.number, column, row.number, column))
    refuse_hidden_cells(target, row.number, values)
    if not force_protection:
        refuse_locked(target, [row], list(values), row.number)


def _refuse_columns(rows: Sequence[Values]) -> None:
    for values in rows:
        for column, value in values.items():
            if not 1 <= column <= LAST_COLUMN:
                refuse(rules.VALUE_NOT_WRITABLE, cell=str(column), detail=N_("a sheet has no such column"))
            if not isinstance(value, str | int | float | Decimal | date | None):
                refuse(rules.VALUE_NOT_WRITABLE, cell=str(column), detail=N_("it is not a text, number or date"))


def _given(values: Values) -> list[int]:
    return [column for column, value in values.items() if value is not None and value != ""]


def _new_area(target: Target, growth: Growth, rows: Sequence[Values]) -> Area:
    """The rectangle that the new cells, blank styled ones included, may take up."""
    above = target.source_row.cells() if target.has_records else {}
    inside = [column for column in above if growth.first_column <= column <= growth.last_column]
    columns = sorted({*inside, *(column for values in rows for column in _given(values))}) or [growth.first_column]
    return Area(growth.last_row + 1, columns[0], growth.new_last_row, columns[-1])


def _cells_area(values: Values, row: int) -> Area:
    return rows_area({row: values})


def rows_area(rows: Mapping[int, Changes]) -> Area:
    """The rectangle around all cells that are changed."""
    columns = sorted({column for values in rows.values() for column in values}) or [1]
    return Area(min(rows), columns[0], max(rows), columns[-1])

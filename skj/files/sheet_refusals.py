"""What stands in the way of an edit, each refused by its own name (lossless rules 8 and 9, and the list of refusals)."""

from collections.abc import Collection, Iterable

from skj.files.refusing import refuse
from skj.files.sheet_ranges import LAST_ROW, Area
from skj.files.sheet_rows import Row
from skj.files.sheet_target import Target
from skj.rules import editing as rules


def refuse_covered(target: Target, area: Area) -> None:
    """Refuse when pivot tables, array formulas, a totals row or another table lie over the rows to be written."""
    row = area.top
    for pivot in target.pivots:
        if pivot.meets(area):
            refuse(rules.PIVOT_IN_THE_WAY, area=str(pivot), row=row)
    for array in target.arrays:
        if array.meets(area):
            refuse(rules.ARRAY_IN_THE_WAY, area=str(array), row=row)
    _refuse_tables(target, area)


def refuse_locked(target: Target, rows: Iterable[Row | None], columns: Collection[int], row: int) -> None:
    """Refuse when the sheet is protected and one of the cells to be written is locked; None = a row to be made."""
    if not is_protected(target):
        return
    source = target.source_row.cells()
    for existing in rows:
        cells = existing.cells() if existing else source
        styles = [cells[column].style if column in cells else 0 for column in columns]
        if any(target.styles.is_locked(style) for style in styles):
            refuse(rules.SHEET_PROTECTED, row=row)


def is_protected(target: Target) -> bool:
    """Tell whether the sheet is protected; a password alone does not protect it."""
    return any(tag.name == "sheetProtection" and tag.get("sheet") in ("1", "true") for tag in target.tags)


def refuse_split_merges(target: Target) -> None:
    """Refuse when merged cells tie the last record to the row below it."""
    block = target.block
    for merge in target.merges:
        is_beside = merge.meets_columns(block.first_column, block.last_column)
        if is_beside and merge.top <= block.last_row < merge.bottom:
            refuse(rules.MERGE_IN_THE_WAY, area=str(merge), row=block.last_row + 1)


def refuse_hidden_cells(target: Target, row: int, columns: Iterable[int]) -> None:
    """Refuse values for cells that a merge covers: only the first cell of a merged range shows."""
    for merge in target.merges:
        for column in columns:
            is_first = (row, column) == (merge.top, merge.left)
            if not is_first and merge.meets(Area(row, column, row, column)):
                refuse(rules.MERGE_IN_THE_WAY, area=str(merge), row=row)


def refuse_full(last_row: int) -> None:
    """Refuse rows below the end of a sheet."""
    if last_row > LAST_ROW:
        refuse(rules.SHEET_FULL, row=last_row)


def _refuse_tables(target: Target, area: Area) -> None:
    block = target.block
    records = Area(block.header_row, block.first_column, block.last_row, block.last_column)
    for table in target.tables:
        if not table.area.meets_columns(area.left, area.right):
            continue
        if table.has_totals and area.top <= table.area.bottom <= area.bottom:
            refuse(rules.TABLE_TOTALS_ROW, table=table.name, row=table.area.bottom)
        if table.has_totals and table.area.bottom == block.last_row:
            refuse(rules.TABLE_TOTALS_ROW, table=table.name, row=table.area.bottom)
        if table.area.meets(area) and not table.area.meets(records):
            refuse(rules.TABLE_IN_THE_WAY, table=table.name, area=str(table.area), row=area.top)

"""Cells of many records changed in one pass, bytes in and bytes out, with nothing else changed (lossless.md section 1.6)."""

from collections.abc import Mapping
from dataclasses import replace

from skj.diagnostics import Diagnostic, Place, WriteRefused
from skj.files.refusing import refusals_at, refuse
from skj.files.sheet_edit import Edited, edited_parts, packed, record_row, refuse_cells, rows_area
from skj.files.sheet_row import Changes, changed_row
from skj.files.sheet_rows import Row
from skj.files.sheet_target import DataBlock, Target, cell_name, open_target
from skj.files.tables import column_letters
from skj.files.xml_scan import Splice
from skj.rules import editing as rules


def set_rows(  # noqa: PLR0913  (the options have defaults and are given by name)
    data: bytes,
    block: DataBlock,
    rows: Mapping[int, Changes],
    *,
    refused: list[Diagnostic] | None = None,
    force_protection: bool = False,
    shown: str = "",
) -> Edited:
    """Change cells of many records in one pass; arguments and refusals as for `set_cells`, values by row and column.

    With `refused` a cell that cannot be changed stays as it is and its reason is put there; without, it refuses all.
    """
    place = Place(shown, block.sheet)
    with refusals_at(place):
        target = open_target(data, block)
    found = target.sheet.rows_numbered(rows)
    splices: list[Splice] = []
    for number in sorted(rows):
        with refusals_at(replace(place, row=number)):
            row = record_row(target, number, found)
            values = _changeable(target, row, rows[number], refused, place, force_protection=force_protection)
            if values:
                splices.append((row.start, row.end, changed_row(target, row, values)))
    if not splices:
        return Edited(data, min(rows, default=0))
    with refusals_at(place):
        parts = edited_parts(target, splices, rows_area(rows), [new for _start, _end, new in splices], None)
        return packed(target, parts, [], min(rows), place)


def _changeable(  # noqa: PLR0913  (all of it decides what may be changed)
    target: Target, row: Row, values: Changes, refused: list[Diagnostic] | None, place: Place, *, force_protection: bool
) -> Changes:
    """The values whose cells can be changed; the others are refused one by one, or all together."""
    try:
        refuse_cells(target, row, values, force_protection=force_protection)
        _refuse_rich(target, row, values)
        changed_row(target, row, values)
    except WriteRefused as refusal:
        if refused is None:
            raise
        if len(values) == 1:
            at = replace(place, row=row.number, column=column_letters(next(iter(values))))
            refused.append(replace(refusal.diagnostic, place=at))
            return {}
    else:
        return values
    alone = ({column: value} for column, value in values.items())
    parts = (_changeable(target, row, each, refused, place, force_protection=force_protection) for each in alone)
    return {column: value for part in parts for column, value in part.items()}


def _refuse_rich(target: Target, row: Row, values: Changes) -> None:
    """A corrected text would lose the bold or red letters within the old one, unless all of them look alike."""
    cells = row.cells()
    for column in values:
        if column in cells and target.look_of_letters(cells[column]) is None:
            refuse(rules.CELL_IS_RICH, cell=cell_name(column, row.number))

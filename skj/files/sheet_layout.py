"""From calamine's worksheet to rows of raw values with true addresses."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from skj.files.tables import CellValue

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

Corners = tuple[tuple[int, int], tuple[int, int]]


class Laid(NamedTuple):
    """The rows from A1 on, None for blank cells, and the corners of merged ranges, counted from 0."""

    rows: list[list[CellValue]]
    merges: Sequence[Corners]


def laid_out(sheet: "CalamineSheet") -> Laid:
    """A worksheet laid out from A1 on."""
    # skip_empty_area would move the first used cell to A1 and make every address false (features F10, section c).
    rows = cast("list[list[CellValue]]", sheet.to_python(skip_empty_area=False))
    blank_to_none(rows)
    return Laid(rows, sheet.merged_cell_ranges or ())


def blank_to_none(rows: list[list[CellValue]]) -> None:
    """Put None for the empty texts that calamine gives for blank cells."""
    for row in rows:
        at = -1
        for _ in range(row.count("")):
            at = row.index("", at + 1)
            row[at] = None

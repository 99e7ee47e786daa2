"""Cells merged downwards repeat their value in every row they cover, as the sheet shows it to people."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence

from skj.files.tables import CellValue, RawTable


def rows_with_merges(
    table: RawTable, after: int, tell: Callable[[int, int, int], None]
) -> tuple[Callable[[int], Sequence[CellValue]], Collection[int]]:
    """A function row -> cells with merged values repeated, and the rows that have such values.

    `tell` hears of each merge below row `after`: top, column, bottom.
    """
    filled_in: dict[int, dict[int, CellValue]] = defaultdict(dict)
    for merge in table.merges:
        value = table.value(merge.top, merge.left)
        if merge.top <= after or merge.left != merge.right or merge.bottom == merge.top or value is None:
            continue
        tell(merge.top, merge.left, merge.bottom)
        for row in range(merge.top + 1, min(merge.bottom, len(table.rows)) + 1):
            filled_in[row][merge.left] = value

    def cells_of(row: int) -> Sequence[CellValue]:
        cells = table.rows[row - 1]
        return cells if row not in filled_in else _overlaid(cells, filled_in[row])

    return cells_of, filled_in.keys()


def _overlaid(cells: Sequence[CellValue], values: Mapping[int, CellValue]) -> list[CellValue]:
    wide = list(cells) + [None] * (max(values) - len(cells))
    for number, value in values.items():
        wide[number - 1] = wide[number - 1] if wide[number - 1] is not None else value
    return wide

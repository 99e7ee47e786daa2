"""A large worksheet laid out in pieces on several cores: calamine frees the interpreter lock while it parses.

A piece is the same workbook with some rows of the sheet and no others, so that number formats, shared strings and dates are
read as in the whole. Only a sheet that the guard has proven plain is cut: there every cell states its own address, between
the bytes that `SheetFacts.block` names. Whatever is not as expected is read whole instead.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Final, cast

from skj.files.guard import STRINGS, Package
from skj.files.sheet_layout import Corners, Laid, blank_to_none
from skj.files.sheet_scan import Block
from skj.files.tables import CellValue
from skj.files.threads import in_order

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

ROWS_END: Final = b"</sheetData>"

Rows = list[list[CellValue]]


class Pieces:
    """The large plain sheets of a workbook, each laid out piece by piece. `sheets` are the parts of all sheets."""

    def __init__(self, package: Package, sheets: Collection[str]) -> None:
        self._package = package
        self._frame = {name: package.read(name) for name in package.frame() if name not in sheets}

    def outline(self) -> "CalamineWorkbook":
        """The workbook without any cell, which tells what sheets there are; CalamineError when it cannot be read."""
        return self._opened({name: data for name, data in self._frame.items() if name != STRINGS})

    def laid_out(self, sheet: str, part: str, block: Block) -> Laid | None:
        """A sheet laid out; None when it has to be read whole."""
        from python_calamine import CalamineError

        data = self._package.read(part)

        def parsed(ends: Block) -> "CalamineSheet":
            return self._opened({**self._frame, part: _with_rows(data, block, *ends)}).get_sheet_by_name(sheet)

        places = _places(data, block, self._package.pieces(block))
        try:
            with closing(in_order(parsed, list(pairwise(places)))) as pieces:
                return _joined(pieces)
        except CalamineError:
            return None

    def _opened(self, parts: Mapping[str, bytes]) -> "CalamineWorkbook":
        from python_calamine import CalamineWorkbook

        return CalamineWorkbook.from_filelike(BytesIO(self._package.archive(parts)))


def _places(data: bytes, block: Block, count: int) -> list[int]:
    """Where the pieces begin, each with a row, and last where the rows end."""
    begin, end = block
    step = (end - begin) // count
    found = {data.find(b"<row", begin + number * step, end) for number in range(1, count)}
    return [begin, *sorted(place for place in found if place > begin), end]


def _with_rows(data: bytes, block: Block, begin: int, end: int) -> bytes:
    """The part with these rows only; what follows the rows stays with the first ones, which tell the merged ranges."""
    view = memoryview(data)
    rest = data.rfind(b"</") if begin > block[0] else block[1] + len(ROWS_END)
    return b"".join([view[: block[0]], view[begin:end], ROWS_END, view[rest:]])


def _joined(pieces: Iterable["CalamineSheet"]) -> Laid | None:
    """The rows of all pieces from A1 on, all of one width; None when they are not in the order of their rows."""
    rows: Rows = []
    merges: Sequence[Corners] = ()
    for sheet in pieces:
        merges = merges or sheet.merged_cell_ranges or ()
        top, left = sheet.start or (len(rows), 0)
        if top < len(rows):
            return None
        found = cast("Rows", sheet.to_python(skip_empty_area=True))
        blank_to_none(found)
        rows += [[] for _ in range(top - len(rows))]
        rows += [[*[None] * left, *cells] for cells in found] if left else found
    _widen(rows)
    return Laid(rows, merges)


def _widen(rows: Rows) -> None:
    widths = set(map(len, rows))
    if len(widths) > 1:
        width = max(widths)
        for cells in rows:
            cells.extend([None] * (width - len(cells)))

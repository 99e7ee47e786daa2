"""A large worksheet laid out in pieces on several cores: calamine frees the interpreter lock while it parses.

A piece is the same workbook with some rows of the sheet and no others, so that number formats, shared strings and dates are
read as in the whole. Only a sheet that the guard has proven plain is cut: there every cell states its own address, between
the bytes that `SheetFacts.block` names. Whatever is not as expected is read whole instead.
"""

from collections.abc import Collection, Iterable, Sequence
from contextlib import closing
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Final, cast

from skj.files.guard import Package
from skj.files.sheet_layout import Corners, Laid, blank_to_none
from skj.files.sheet_scan import Block
from skj.files.tables import CellValue
from skj.files.threads import in_order

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

ROWS_END: Final = b"</sheetData>"


def in_pieces(package: Package, part: str, sheet: str, block: Block, sheets: Collection[str]) -> Laid | None:
    """A large plain sheet laid out piece by piece; None when it has to be read whole. `sheets` are the parts of all sheets."""
    from python_calamine import CalamineError, CalamineWorkbook

    data = package.read(part)
    frame = {name: package.read(name) for name in package.frame() if name not in sheets}

    def parsed(ends: tuple[int, int]) -> "CalamineSheet":
        piece = package.archive({**frame, part: _with_rows(data, block, *ends)})
        return CalamineWorkbook.from_filelike(BytesIO(piece)).get_sheet_by_name(sheet)

    places = _places(data, block, package.pieces(block))
    try:
        with closing(in_order(parsed, list(pairwise(places)))) as pieces:
            return _joined(pieces)
    except CalamineError:
        return None


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
    rows: list[list[CellValue]] = []
    merges: Sequence[Corners] = ()
    for sheet in pieces:
        merges = merges or sheet.merged_cell_ranges or ()
        top, left = sheet.start or (len(rows), 0)
        if top < len(rows):
            return None
        found = cast("list[list[CellValue]]", sheet.to_python(skip_empty_area=True))
        blank_to_none(found)
        rows += [[] for _ in range(top - len(rows))]
        rows += [[*[None] * left, *cells] for cells in found] if left else found
    _widen(rows)
    return Laid(rows, merges)


def _widen(rows: list[list[CellValue]]) -> None:
    widths = set(map(len, rows))
    if len(widths) > 1:
        width = max(widths)
        for cells in rows:
            cells.extend([None] * (width - len(cells)))

"""An .xls workbook (BIFF) looked over before the reader lays it out; a false DIMENSIONS record would abort the process."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from skj.files.biff_amend import Amendments
from skj.files.limits import Limits, check_box, check_spread, check_text, refusal
from skj.files.ole import OleError, OleFile, Stream
from skj.files.sheet_scan import Address, SheetFacts
from skj.rules import files as rules

BOF: Final = 0x0809
EOF: Final = 0x000A
FILEPASS: Final = 0x002F
DATE_1904: Final = 0x0022
BOUNDSHEET: Final = 0x0085
STRINGS: Final = 0x00FC
CONTINUE: Final = 0x003C
DIMENSIONS: Final = 0x0200
ROW: Final = 0x0208
MULTIPLE_NUMBERS: Final = 0x00BD
SHARED_TEXT: Final = 0x00FD
FORMULA: Final = 0x0006
BOOLEAN_OR_ERROR: Final = 0x0205
# NUMBER, LABEL, BOOLERR, RK, RSTRING, LABELSST, MULRK, FORMULA; the blank ones (BLANK, MULBLANK) hold no value.
VALUES: Final = frozenset({0x0203, 0x0204, 0x0205, 0x027E, 0x00D6, 0x00FD, 0x00BD, 0x0006})
# What Numbers writes for FORMULA; Excel reads them, calamine does not.
OTHER_FORMULAS: Final = frozenset({0x0206, 0x0406})
ROWS: Final = 65_536
COLUMNS: Final = 256
LONGEST: Final = 0xFFFF
ERRORS: Final = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


@dataclass(frozen=True, slots=True)
class BiffFacts:
    """Whether dates count from 1904, the facts of each sheet in the order of the sheet tabs, and what to change for calamine.

    `changes` are new bytes by their place in the stream.
    """

    is_1904: bool
    sheets: tuple[SheetFacts, ...]
    changes: Mapping[int, bytes]


@dataclass(slots=True)
class _Sheet:
    """What was found in one substream so far."""

    last_row: int = 0
    last_column: int = 0
    errors: dict[Address, str] = field(default_factory=dict)
    unread: list[Address] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    uses: list[int] = field(default_factory=list)


def scan_biff(container: OleFile, book: Stream, file: str, limits: Limits) -> BiffFacts:
    """The facts of the workbook in the stream `book`; InputRefused beyond the limits, with a password or when damaged."""
    try:
        return _scanned(container.read(book), file, limits)
    except (OleError, struct.error, IndexError) as fault:
        raise refusal(rules.DAMAGED, file, reason=str(fault) or type(fault).__name__) from fault


def _scanned(stream: bytes, file: str, limits: Limits) -> BiffFacts:
    starts, is_1904, lengths, changes = _globals(stream, file, limits)
    if max(starts, default=0) > len(stream):
        raise OleError(max(starts))
    sheets = [_sheet(stream, start, file) for start in starts]
    for number, sheet in enumerate(sheets, start=1):
        check_box(f"#{number}", file, sheet.last_row, sheet.last_column, limits)
    spread = sum(sheet.last_row * sheet.last_column for sheet in sheets)  # the reader lays all sheets out at once
    check_spread("Workbook", file, spread, len(stream), limits)
    check_text(sum(lengths[use] for sheet in sheets for use in sheet.uses if use < len(lengths)), file, limits)
    facts = [SheetFacts(sheet.errors, tuple(sheet.unread), frozenset(sheet.hidden_rows)) for sheet in sheets]
    return BiffFacts(is_1904, tuple(facts), changes)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """The kind, the first byte and the size of each record of one substream, up to its end."""
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, at + 4, size
        if kind == EOF:
            return
        at += 4 + size


def _globals(stream: bytes, file: str, limits: Limits) -> tuple[list[int], bool, list[int], dict[int, bytes]]:
    starts, is_1904, strings = [], False, list[bytes]()
    amendments = Amendments(stream, file)
    previous = 0
    for kind, at, size in _records(stream, 0):
        if kind == FILEPASS:
            raise refusal(rules.PASSWORD, file)
        if kind == BOUNDSHEET:
            starts.append(struct.unpack_from("<I", stream, at)[0])
        elif kind == DATE_1904:
            is_1904 = struct.unpack_from("<H", stream, at)[0] == 1
        elif kind == STRINGS or (kind == CONTINUE and previous == STRINGS):
            strings.append(stream[at : at + size])
        else:
            amendments.note(kind, at)
        previous = previous if kind == CONTINUE else kind
    return starts, is_1904, _string_lengths(strings, file, limits), amendments.changes


def _sheet(stream: bytes, start: int, file: str) -> _Sheet:
    sheet = _Sheet()
    for kind, at, size in _nested(stream, start):
        _note(sheet, kind, stream, at, size)
        _check_dimensions(kind, stream, at, size, file)
    return sheet


def _nested(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """The records of a substream with the substreams inside it."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, at + 4, size
        depth += (kind == BOF) - (kind == EOF)
        if depth <= 0:
            return
        at += 4 + size


def _note(sheet: _Sheet, kind: int, stream: bytes, at: int, size: int) -> None:
    if kind in VALUES:
        row, column = struct.unpack_from("<HH", stream, at)
        last = struct.unpack_from("<H", stream, at + size - 2)[0] if kind == MULTIPLE_NUMBERS else column
        sheet.last_row, sheet.last_column = max(sheet.last_row, row + 1), max(sheet.last_column, column + 1, last + 1)
        _note_value(sheet, kind, stream, at, (row + 1, column + 1))
    elif kind in OTHER_FORMULAS:
        row, column = struct.unpack_from("<HH", stream, at)
        sheet.unread.append((row + 1, column + 1))
    elif kind == ROW and size >= 14 and stream[at + 12] & 0x20:
        sheet.hidden_rows.add(struct.unpack_from("<H", stream, at)[0] + 1)


def _note_value(sheet: _Sheet, kind: int, stream: bytes, at: int, address: Address) -> None:
    if kind == SHARED_TEXT:
        sheet.uses.append(struct.unpack_from("<I", stream, at + 6)[0])
    elif kind == BOOLEAN_OR_ERROR and stream[at + 7]:
        sheet.errors[address] = ERRORS.get(stream[at + 6], "#ERROR!")
    elif kind == FORMULA and stream[at + 12 : at + 14] == b"\xff\xff" and stream[at + 6] == 2:
        sheet.errors[address] = ERRORS.get(stream[at + 8], "#ERROR!")


def _check_dimensions(kind: int, stream: bytes, at: int, size: int, file: str) -> None:
    """The reader sets aside memory for the whole stated rectangle: refuse one that the format does not even have."""
    if kind != DIMENSIONS:
        return
    form = "<IIHH" if size >= 14 else "<HHHH"
    first_row, rows, first_column, columns = struct.unpack_from(form, stream, at)
    # The reader subtracts first from last: a first one beyond the last makes an immense number.
    is_reversed = 0 < rows < first_row or 0 < columns < first_column
    if rows > ROWS or columns > COLUMNS or is_reversed:
        raise refusal(rules.COUNT_FALSE, file, part="DIMENSIONS", count=rows * columns)


def _string_lengths(blocks: list[bytes], file: str, limits: Limits) -> list[int]:
    """The bytes of each shared string, as UTF-8 at its longest."""
    total = sum(map(len, blocks))
    if not blocks:
        return []
    stated = struct.unpack_from("<I", blocks[0], 4)[0]
    if stated * 3 > total:
        raise refusal(rules.COUNT_FALSE, file, part="SST", count=stated)
    if total > limits.unpacked_bytes:
        raise refusal(rules.UNPACKS_TOO_FAR, file, count=total, limit=limits.unpacked_bytes, setting="unpacked_bytes")
    try:
        return list(_lengths(blocks, stated))
    except (IndexError, struct.error):
        return [min(total, 3 * LONGEST)] * stated  # not understood: take every string for the longest there can be


def _lengths(blocks: list[bytes], stated: int) -> Iterator[int]:
    """Walk through the strings of an SST; in each following block the first byte says anew whether letters take two bytes."""
    block, at = 0, 8
    for _ in range(stated):
        if at >= len(blocks[block]):
            block, at = block + 1, 0
        count, flags = struct.unpack_from("<HB", blocks[block], at)
        at += 3
        extra = 0
        if flags & 8:
            extra += 4 * struct.unpack_from("<H", blocks[block], at)[0]
            at += 2
        if flags & 4:
            extra += struct.unpack_from("<I", blocks[block], at)[0]
            at += 4
        yield count * 3
        block, at = _beyond_letters(blocks, block, at, count, wide=bool(flags & 1))
        block, at = _beyond(blocks, block, at + extra)


def _beyond_letters(blocks: list[bytes], block: int, at: int, count: int, *, wide: bool) -> tuple[int, int]:
    width = 2 if wide else 1
    while count * width > len(blocks[block]) - at:
        count -= (len(blocks[block]) - at) // width
        block, at = block + 1, 1
        width = 2 if blocks[block][0] & 1 else 1
    return block, at + count * width


def _beyond(blocks: list[bytes], block: int, at: int) -> tuple[int, int]:
    while at > len(blocks[block]):
        at -= len(blocks[block])
        block += 1
    return block, at

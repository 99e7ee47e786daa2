"""The old container of .xls and of password-protected .xlsx files (MS-CFB): which streams it holds, and one stream's bytes.

A workbook embedded in another has streams of the same names. Which one is the file's own is told by the tree of the directory;
calamine takes the first in the order of the directory, so the container can be written anew with that one alone.
"""

import struct
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NO_SECTOR: Final = 0xFFFFFFFA  # this and all above mean "end" or "free"
HEADER_SLOTS: Final = 109
ENTRY: Final = 128
SMALL_STREAM: Final = 4096
SMALL_UNIT: Final = 64
NUMBERS: Final = struct.Struct("<I")
TREE: Final = struct.Struct("<III")
ROOT: Final = 0
BOOKS: Final = ("workbook", "book")


class OleError(ValueError):
    """The container contradicts itself."""


class Stream(NamedTuple):
    """A directory entry: its name, where in the file it stands, its two neighbours and its content, first sector and size."""

    name: str
    at: int
    left: int
    right: int
    child: int
    first: int
    size: int

    @property
    def key(self) -> str:
        """The name as names are compared: the case of Latin letters does not count."""
        return self.name.encode("utf-8", "replace").lower().decode()


class OleFile(NamedTuple):
    """An opened container; every chain is bounded by the number of its sectors, so that a loop ends as OleError.

    `streams` are all by their names in small letters, `book` the one that holds the workbook.
    """

    data: bytes
    sector: int
    table: list[int]
    small_table: list[int]
    small: bytes
    entries: list[Stream]
    streams: dict[str, Stream]
    book: Stream | None

    def read(self, stream: Stream) -> bytes:
        """The bytes of a stream; OleError when it is cut off."""
        if stream.size < SMALL_STREAM:
            found = b"".join(
                self.small[at * SMALL_UNIT : (at + 1) * SMALL_UNIT] for at in _chain(self.small_table, stream.first)
            )
        else:
            found = _joined(self.data, self.sector, self.table, stream.first)
        if len(found) < stream.size:
            raise OleError(stream.name)
        return found[: stream.size]

    def with_book(self, book: Stream, changes: Mapping[int, bytes]) -> bytes:
        """The container with bytes of the workbook changed, by their place in its stream, and no other stream of its names."""
        data = bytearray(self.data)
        for entry in self.entries:
            if entry is not book and entry.key in BOOKS:
                data[entry.at : entry.at + 2] = b"_\0"
        places = self._places(book) if changes else []
        unit = SMALL_UNIT if book.size < SMALL_STREAM else self.sector
        for at, new in changes.items():
            for number, byte in enumerate(new, start=at):
                data[places[number // unit] + number % unit] = byte
        return bytes(data)

    def _places(self, stream: Stream) -> list[int]:
        """Where in the file each piece of a stream begins."""
        if stream.size >= SMALL_STREAM:
            return [(number + 1) * self.sector for number in _chain(self.table, stream.first)]
        large = [(number + 1) * self.sector for number in _chain(self.table, self.entries[ROOT].first)]
        return [
            large[number * SMALL_UNIT // self.sector] + number * SMALL_UNIT % self.sector
            for number in _chain(self.small_table, stream.first)
        ]


def open_ole(data: bytes) -> OleFile:
    """Read the tables and the directory of a container; OleError when it is damaged."""
    try:
        return _opened(data)
    except (struct.error, IndexError, UnicodeDecodeError) as fault:
        raise OleError(str(fault)) from fault


def _opened(data: bytes) -> OleFile:
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in {9, 12}:
        raise OleError(shift)
    sector = 1 << shift
    table = _allocation(data, sector)
    entries = list(_entries(data, sector, table))
    small_table = _numbers(_joined(data, sector, table, struct.unpack_from("<I", data, 60)[0]))
    root = entries[ROOT]
    small = _joined(data, sector, table, root.first) if root.size else b""
    streams = {entry.key: entry for entry in reversed(entries[1:])}
    own = {entry.key: entry for entry in _own(entries)}
    book = next((found[name] for found in (own, streams) for name in BOOKS if name in found), None)
    return OleFile(data, sector, table, small_table, small, entries, streams, book)


def _own(entries: list[Stream]) -> Iterator[Stream]:
    """The entries directly below the root, not those within embedded documents."""
    waiting, seen = [entries[ROOT].child], {ROOT}
    while waiting:
        number = waiting.pop()
        if number < len(entries) and number not in seen:
            seen.add(number)
            yield entries[number]
            waiting += entries[number].left, entries[number].right


def _allocation(data: bytes, sector: int) -> list[int]:
    """The sector allocation table, which is itself listed in the header and in further list sectors."""
    places = list(struct.unpack_from(f"<{HEADER_SLOTS}I", data, 76))
    following = struct.unpack_from("<I", data, 68)[0]
    wanted = len(data) // sector // (sector // 4) + 1  # table sectors beyond these describe sectors that do not exist
    while following < NO_SECTOR and len(places) < wanted:
        *more, following = _numbers(_sector(data, sector, following))
        places += more
    used = [place for place in places if place < NO_SECTOR][:wanted]
    return [number for place in used for number in _numbers(_sector(data, sector, place))]


def _sector(data: bytes, size: int, number: int) -> bytes:
    begin = (number + 1) * size
    if begin >= len(data):
        raise OleError(number)
    return data[begin : begin + size]


def _numbers(data: bytes) -> list[int]:
    return [number for (number,) in NUMBERS.iter_unpack(data[: len(data) // 4 * 4])]


def _chain(table: list[int], first: int) -> Iterator[int]:
    for _ in range(len(table)):
        if first >= NO_SECTOR:
            return
        yield first
        first = table[first]
    if first < NO_SECTOR:
        raise OleError(first)


def _joined(data: bytes, sector: int, table: list[int], first: int) -> bytes:
    return b"".join(_sector(data, sector, number) for number in _chain(table, first))


def _entries(data: bytes, sector: int, table: list[int]) -> Iterator[Stream]:
    for number in _chain(table, struct.unpack_from("<I", data, 48)[0]):
        begin = (number + 1) * sector
        for at in range(begin, begin + sector, ENTRY):
            # Up to the first null character, as calamine takes it, whatever length is stated.
            name = data[at : at + 64].decode("utf-16-le", "replace").partition("\0")[0]
            yield Stream(name, at, *TREE.unpack_from(data, at + 68), *struct.unpack_from("<II", data, at + 116))

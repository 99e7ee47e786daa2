"""The old container of .xls and of password-protected .xlsx files (MS-CFB): which streams it holds, and one stream's bytes."""

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NO_SECTOR: Final = 0xFFFFFFFA  # this and all above mean "end" or "free"
HEADER_SLOTS: Final = 109
ENTRY: Final = 128
SMALL_STREAM: Final = 4096
NUMBERS: Final = struct.Struct("<I")


class OleError(ValueError):
    """The container contradicts itself."""


class Stream(NamedTuple):
    """A directory entry: its first sector and its size in bytes."""

    name: str
    first: int
    size: int


class OleFile(NamedTuple):
    """An opened container; every chain is bounded by the number of its sectors, so that a loop ends as OleError."""

    data: bytes
    sector: int
    table: list[int]
    small_table: list[int]
    small: bytes
    streams: dict[str, Stream]

    def read(self, name: str) -> bytes:
        """The bytes of a stream by its name in the directory; KeyError when there is none, OleError when it is cut off."""
        stream = self.streams[name]
        if stream.size < SMALL_STREAM:
            found = b"".join(self.small[at * 64 : at * 64 + 64] for at in _chain(self.small_table, stream.first))
        else:
            found = _joined(self.data, self.sector, self.table, stream.first)
        if len(found) < stream.size:
            raise OleError(name)
        return found[: stream.size]


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
    entries = list(_entries(_joined(data, sector, table, struct.unpack_from("<I", data, 48)[0])))
    small_table = _numbers(_joined(data, sector, table, struct.unpack_from("<I", data, 60)[0]))
    root = entries[0]
    small = _joined(data, sector, table, root.first) if root.size else b""
    return OleFile(data, sector, table, small_table, small, {entry.name: entry for entry in entries[1:]})


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


def _entries(directory: bytes) -> Iterator[Stream]:
    if len(directory) % ENTRY:
        raise OleError(len(directory))
    for at in range(0, len(directory), ENTRY):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le")
        yield Stream(name, *struct.unpack_from("<II", directory, at + 116))

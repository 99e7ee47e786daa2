"""What the bytes of a photograph are, whatever the file is called: followed to the end, never unpacked (reliability 6)."""

import zlib
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Final, NamedTuple

_LARGEST_SIDE: Final = 65_535  # what a JPEG can say; a larger PNG is an attack on whoever opens it


class ImageKind(StrEnum):
    """What a photograph may be, by its content."""

    PNG = "png"
    JPEG = "jpeg"
    PDF = "pdf"


class Picture(NamedTuple):
    """What the bytes of a file are; a PDF has no size in dots."""

    kind: ImageKind
    width: int = 0
    height: int = 0


_STARTS: Final = {b"\x89PNG\r\n\x1a\n": ImageKind.PNG, b"\xff\xd8\xff": ImageKind.JPEG, b"%PDF-": ImageKind.PDF}


def kind_of(data: bytes) -> ImageKind | None:
    """What a file says it is by its first bytes; None for anything that is no photograph."""
    return next((kind for start, kind in _STARTS.items() if data.startswith(start)), None)


def picture_of(data: bytes) -> Picture | None:
    """What the bytes are, followed from the first to the last part without unpacking any; None when they break off or lie."""
    kind = kind_of(data)
    return _READERS[kind](data) if kind else None


def _png(data: bytes) -> Picture | None:
    """Every chunk with its checksum, sizes first, picture data somewhere, the end at the end."""
    chunks = list(_chunks(data))
    names = [name for name, _content in chunks]
    if names[:1] != [b"IHDR"] or b"IDAT" not in names or names[-1] != b"IEND":
        return None
    head = chunks[0][1]
    return _sized(ImageKind.PNG, int.from_bytes(head[:4]), int.from_bytes(head[4:8]))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Names and contents of the chunks whose checksum is right, up to the end or the first that is wrong."""
    at = 8
    while at + 12 <= len(data):
        end = at + 8 + int.from_bytes(data[at : at + 4])
        body = data[at + 4 : end]
        if end + 4 > len(data) or zlib.crc32(body) != int.from_bytes(data[end : end + 4]):
            return
        yield body[:4], body[4:]
        if body[:4] == b"IEND":
            return
        at = end + 4


_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN: Final = 0xDA
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})


def _jpeg(data: bytes) -> Picture | None:
    """The sizes of the frame, and the mark of the end behind the first scan; some phones append more, which is no fault."""
    found: Picture | None = None
    for marker, start, end in _segments(data):
        if marker in _FRAMES:
            found = _sized(
                ImageKind.JPEG, int.from_bytes(data[start + 3 : start + 5]), int.from_bytes(data[start + 1 : start + 3])
            )
        if marker == _SCAN:
            return found if data.find(b"\xff\xd9", end) > 0 else None
    return None


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Markers with where their content starts and ends, up to and with the first scan; none where the chain breaks."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF or marker in _ALONE:
            at += 1 if marker == 0xFF else 2
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if end < at + 4 or end > len(data):
            return
        yield marker, at + 4, end
        if marker == _SCAN:
            return
        at = end


def _pdf(data: bytes) -> Picture | None:
    return Picture(ImageKind.PDF) if b"%%EOF" in data[-2048:] else None


def _sized(kind: ImageKind, width: int, height: int) -> Picture | None:
    is_real = 0 < width <= _LARGEST_SIDE and 0 < height <= _LARGEST_SIDE
    return Picture(kind, width, height) if is_real else None


_READERS: Final[Mapping[ImageKind, Callable[[bytes], Picture | None]]] = {
    ImageKind.PNG: _png,
    ImageKind.JPEG: _jpeg,
    ImageKind.PDF: _pdf,
}

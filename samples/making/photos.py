"""Tiny photographs of returned insignia: plain colour fields in PNG."""

import struct
import zlib

SIDE = 12


def png(red: int, green: int, blue: int) -> bytes:
    """A small picture of one colour with a lighter band, the same bytes for the same colour."""
    light = bytes(min(255, part + 70) for part in (red, green, blue))
    dark = bytes((red, green, blue))
    lines = b"".join(b"\0" + (light if 4 <= line < 8 else dark) * SIDE for line in range(SIDE))
    head = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(lines, 9)) + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

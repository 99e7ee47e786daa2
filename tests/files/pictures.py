"""Photographs for tests, byte by byte."""

import struct
import zlib

PNG_START = b"\x89PNG\r\n\x1a\n"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk of a PNG with its checksum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 2, height: int = 2) -> bytes:
    """A grey picture that every reader can show."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = b"".join(b"\0" + b"\x80" * width for _row in range(height)) if width * height < 10_000 else b""
    return PNG_START + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def segment(marker: int, content: bytes) -> bytes:
    """One segment of a JPEG."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def jpeg(width: int = 16, height: int = 8, before: bytes = b"", behind: bytes = b"") -> bytes:
    """The parts of a JPEG in their order; its scan is noise, which nobody here unpacks."""
    application = segment(0xE0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0")
    frame = segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\0")
    scan = segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"\x12\x34\xff\0\x56"
    return b"\xff\xd8" + application + before + frame + scan + b"\xff\xd9" + behind

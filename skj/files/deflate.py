"""Raw deflate streams: by isal where it is installed, else by zlib in pieces whose bytes do not depend on the number of cores."""

import zlib
from typing import Any, Final

CHUNK: Final = 1 << 20
WINDOW: Final = 1 << 15
LEVEL: Final = 6
# The sheet of a ledger: a quarter to a tenth of the time for a quarter more bytes; the next program that saves it packs it anew.
LARGE: Final = 1 << 17
LARGE_LEVEL: Final = 2
ISAL_LEVEL: Final = 2

try:
    from isal import isal_zlib as _isal
except ImportError:  # the optional extra `fast`
    _isal = None
_engine: Any = _isal or zlib


def deflated(data: bytes) -> bytes:
    """Return `data` as one raw deflate stream."""
    if _isal is not None:
        packer = _isal.compressobj(ISAL_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        return bytes(packer.compress(data) + packer.flush())
    if len(data) <= 2 * CHUNK:
        return _piece(data, 0, len(data))
    from skj.files.threads import in_order

    # zlib frees the interpreter lock; pieces of a fixed size primed with the window before them join to one stream.
    return b"".join(in_order(lambda start: _piece(data, start, start + CHUNK), range(0, len(data), CHUNK)))


def _piece(data: bytes, start: int, end: int) -> bytes:
    window = data[max(0, start - WINDOW) : start]
    settings = (
        LARGE_LEVEL if len(data) > LARGE else LEVEL,
        zlib.DEFLATED,
        -zlib.MAX_WBITS,
        zlib.DEF_MEM_LEVEL,
        zlib.Z_DEFAULT_STRATEGY,
    )
    packer = zlib.compressobj(*settings, zdict=window) if window else zlib.compressobj(*settings)
    return packer.compress(data[start:end]) + packer.flush(zlib.Z_FINISH if end >= len(data) else zlib.Z_SYNC_FLUSH)


def inflated(packed: bytes, size: int) -> bytes | None:
    """Unpack a raw deflate stream of exactly `size` bytes; None when it is damaged, shorter or longer."""
    unpacker = _engine.decompressobj(-zlib.MAX_WBITS)
    try:
        data = bytes(unpacker.decompress(packed, size + 1))
    except _engine.error:
        return None
    return data if len(data) == size and unpacker.eof else None

"""Memory that large files left free goes back to the system, where the system's allocator would keep it for later."""

import sys
from typing import Final

MANY: Final = 20_000  # rows that leave enough free to be worth the 3 ms


def give_back(rows: int) -> None:
    """Let go of what is free after so many rows were read or looked at; nothing after few, or where it cannot be done.

    glibc keeps what was freed once it has seen large blocks go (`mallopt(3)`, M_MMAP_THRESHOLD): 45 MiB of 173 after a
    register of 100,000 rows was read.
    """
    if rows < MANY or sys.platform != "linux":
        return
    from ctypes import CDLL  # start-up: only large files need it

    trim = getattr(CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)

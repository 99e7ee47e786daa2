"""A bar on the terminal while large ledgers are read; it is gone when the answer comes."""

import shutil
from collections.abc import Callable
from typing import Final, TextIO

from skj.language import _
from skj.render.safe import visible
from skj.render.streams import is_terminal
from skj.render.wrap import width_of

Watch = Callable[[str, float], None]
CELLS: Final = 24


def watch(stream: TextIO) -> Watch | None:
    """What shows how far reading is: the name of a file and a share from 0 to 1; None when nobody looks at `stream`."""
    return Bar(stream).show if is_terminal(stream) else None


class Bar:
    """One line of `stream` that is written over and over, and wiped at the end."""

    def __init__(self, stream: TextIO) -> None:
        self._stream, self._shown = stream, 0

    def show(self, name: str, share: float) -> None:
        """Draw the bar; a share of 1 wipes it."""
        line = bar_line(name, share, shutil.get_terminal_size().columns) if share < 1 else ""
        if not line and not self._shown:
            return
        # Wiped with spaces and no control sequence: that works on every terminal.
        blank = " " * max(0, self._shown - width_of(line))
        self._stream.write(f"\r{line}{blank}" + ("" if line else "\r"))
        self._stream.flush()
        self._shown = width_of(line)


def bar_line(name: str, share: float, width: int) -> str:
    """`[######----]  60%  reading insignia.xlsx`, as much of it as fits into `width` cells."""
    done = round(share * CELLS)
    bar = f"[{'#' * done}{'-' * (CELLS - done)}] {share:4.0%}"
    told = _("reading {file}").format(file=visible(name))
    whole = f"{bar}  {told}"
    return next((line for line in (whole, bar) if width_of(line) < width), "")

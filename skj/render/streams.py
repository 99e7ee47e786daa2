"""Standard streams made ready for Thai, and whether to use colour."""

import io
import os
import sys
from typing import TextIO


def prepare_streams() -> None:
    """Make redirected output UTF-8 with LF, and no stream ever fail on a character it lacks (features F13).

    Python on Windows gives redirected streams the ANSI code page; a terminal keeps its own encoding.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            _prepare(stream)


def use_colour(stream: TextIO, no_color: bool = False) -> bool:  # noqa: FBT001, FBT002  (the value of --no-color)
    """Whether to colour `stream`: --no-color and NO_COLOR forbid it, FORCE_COLOR asks for it, else only a good terminal."""
    if no_color or os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in {"", "0"}:
        return True
    return os.environ.get("TERM") != "dumb" and is_terminal(stream)


def is_terminal(stream: object) -> bool:
    """Whether a person looks at `stream`; a closed or half-made stream is not a terminal."""
    try:
        return bool(stream.isatty())  # type: ignore[attr-defined]  # any object may stand in for a stream; see the except
    except (AttributeError, ValueError):
        return False


def _prepare(stream: io.TextIOWrapper) -> None:
    if is_terminal(stream):
        stream.reconfigure(errors="replace")
    else:
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")

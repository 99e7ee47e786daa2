"""Standard streams made ready for Thai, and whether to use colour."""

import io
import os
import sys
from collections.abc import Iterable
from typing import Any, TextIO, cast


class PatientStream:
    """A stream whose reader may go at any moment: the rest is lost, and neither what is done nor the exit code changes.

    A write that was refused, or a register with errors, would otherwise end as if all were well.
    """

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    @property
    def buffer(self) -> "PatientStream":
        """The same for bytes."""
        return PatientStream(self._stream.buffer)

    def write(self, text: str | bytes) -> int:
        """Write, as long as somebody reads."""
        try:
            return int(self._stream.write(text))
        except BrokenPipeError:
            return self._unheard(len(text))

    def writelines(self, lines: Iterable[str | bytes]) -> None:
        """Write one after the other."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Hand on what was written, as long as somebody reads."""
        try:
            self._stream.flush()
        except BrokenPipeError:
            self._unheard(0)

    def _unheard(self, length: int) -> int:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._stream.fileno())
        os.close(nowhere)
        return length

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def prepare_streams() -> None:
    """Make redirected output UTF-8 with LF, and no stream ever fail on a character it lacks (features F13).

    Python on Windows gives redirected streams the ANSI code page; a terminal keeps its own encoding.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            _prepare(stream)
    sys.stdout = _patient(sys.stdout, sys.__stdout__)
    sys.stderr = _patient(sys.stderr, sys.__stderr__)


def _patient(stream: TextIO, own: TextIO | None) -> TextIO:
    """The process's own stream made patient when it leads to a file or to another program."""
    is_own = stream is own and isinstance(stream, io.TextIOWrapper)
    return cast("TextIO", PatientStream(stream)) if is_own and not is_terminal(stream) else stream


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

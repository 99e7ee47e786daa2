"""Standard streams made ready for Thai, and whether to use colour."""

import errno
import io
import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, TextIO, cast

if TYPE_CHECKING:
    from skj.diagnostics import WriteRefused


# Windows says "invalid argument" when the reader of a pipe has gone.
_NOBODY_READS: Final = frozenset({errno.EPIPE, errno.EINVAL})


class PatientStream:
    """A stream whose reader may go at any moment: the rest is lost, and neither what is done nor the exit code changes.

    A write that was refused, or a register with errors, would otherwise end as if all were well. A full disk is another
    matter: WriteRefused says so, where it is the answer that is lost; for lost words nobody is left to be told.
    """

    def __init__(self, stream: Any, *, is_answer: bool = True) -> None:
        self._stream = stream
        self._is_answer = is_answer

    @property
    def buffer(self) -> "PatientStream":
        """The same for bytes."""
        return PatientStream(self._stream.buffer, is_answer=self._is_answer)

    def write(self, text: str | bytes) -> int:
        """Write, as long as somebody reads."""
        if text == "":  # typer writes nothing to see what a stream takes, and would swallow a fault
            return 0
        try:
            return int(self._stream.write(text))
        except OSError as fault:
            self._lost(fault)
            return len(text)

    def writelines(self, lines: Iterable[str | bytes]) -> None:
        """Write one after the other."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Hand on what was written, as long as somebody reads."""
        try:
            self._stream.flush()
        except OSError as fault:
            self._lost(fault)

    def _lost(self, fault: OSError) -> None:
        """Lead the rest nowhere, or Python would try to write it once more when it ends."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._stream.fileno())
        os.close(nowhere)
        if self._is_answer and fault.errno not in _NOBODY_READS:
            raise _not_written(fault) from fault

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _not_written(fault: OSError) -> "WriteRefused":
    from skj.diagnostics import Diagnostic, WriteRefused
    from skj.rules.own import STREAM_FAILED

    return WriteRefused(Diagnostic(STREAM_FAILED, args={"reason": fault.strerror or str(fault)}))


def prepare_streams() -> None:
    """Make redirected output UTF-8 with LF, and no stream ever fail on a character it lacks (features F13).

    Python on Windows gives redirected streams the ANSI code page; a terminal keeps its own encoding. A stream that was closed
    before, as of a scheduled task, leads nowhere.
    """
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            _prepare(stream)
    sys.stdout = _patient(sys.stdout, sys.__stdout__)
    sys.stderr = _patient(sys.stderr, sys.__stderr__, is_answer=False)


def _nowhere() -> TextIO:
    return os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")


def _patient(stream: TextIO, own: TextIO | None, *, is_answer: bool = True) -> TextIO:
    """The process's own stream made patient when it leads to a file or to another program."""
    is_own = stream is own and isinstance(stream, io.TextIOWrapper)
    return cast("TextIO", PatientStream(stream, is_answer=is_answer)) if is_own and not is_terminal(stream) else stream


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

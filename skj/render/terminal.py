"""Reports and findings on a terminal: colours by role, every text as rich `Text`, never as markup (reliability R14)."""

import os
from collections.abc import Iterable
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Final, TextIO

from skj.diagnostics import Diagnostic
from skj.render.findings import FOLD_AFTER, lay_out_findings
from skj.render.layout import Page, Role, Row, lay_out
from skj.render.streams import is_terminal
from skj.render.values import Manner
from skj.reports.model import Report

if TYPE_CHECKING:
    from rich.text import Text

_STYLES: Final[dict[Role, str]] = {
    "title": "bold",
    "subtitle": "dim",
    "heading": "bold",
    "caption": "bold",
    "label": "dim",
    "rule": "dim",
    "plain": "",
    "good": "green",
    "warn": "yellow",
    "bad": "red",
    "quiet": "dim",
}
_DRAWN: Final = "─│█▌░·▼✓✗–…"
_WIDTH: Final = 80


def print_report(
    report: Report, stream: TextIO, *, colour: bool, width: int | None = None, names: bool = False
) -> None:
    """Write `report` for a reader: no line is wider than `width` (None: as wide as the terminal)."""
    page = Page(width or terminal_width(), Manner(names=names, ascii=not can_draw(stream)))
    print_rows(lay_out(report, page), stream, colour=colour)


def print_findings(  # noqa: PLR0913  (each says one independent thing about how to print)
    findings: Iterable[Diagnostic],
    stream: TextIO,
    *,
    colour: bool = False,
    width: int | None = None,
    names: bool = False,
    plain: bool = False,
    fold_after: int | None = FOLD_AFTER,
    counted: bool = True,
) -> None:
    """Write findings, folded after `fold_after` of one rule (None: all), and a last line that counts them if `counted`.

    `plain` is for logs: no colour, nothing drawn, no line wrapped; in a pipe lines stay whole as well unless `width` is given.
    Personal values are masked unless `names`.
    """
    wraps = not plain and (width is not None or is_terminal(stream))
    page = Page(width or terminal_width() if wraps else None, Manner(names=names, ascii=plain or not can_draw(stream)))
    print_rows(lay_out_findings(findings, page, fold_after, counted=counted), stream, colour=colour and not plain)


def print_rows(rows: Iterable[Row], stream: TextIO, *, colour: bool) -> None:
    """Write lines of marked spans, with colour escapes only when `colour`; a character the stream lacks becomes `?`."""
    if not colour:
        stream.writelines(f"{_encodable(''.join(text for text, _role in row).rstrip(), stream)}\n" for row in rows)
        return
    from rich.console import Console

    # The caller has decided about colour; left alone, rich would look at NO_COLOR and TERM again.
    console = Console(
        file=stream,
        force_terminal=True,
        no_color=False,
        color_system="standard",
        highlight=False,
        markup=False,
        emoji=False,
    )
    for row in rows:
        console.print(_text(row, stream), soft_wrap=True)


def terminal_width() -> int:
    """The width of the terminal in cells: what COLUMNS says, or the terminal itself, or 80."""
    return max(20, get_terminal_size((_WIDTH, 24)).columns - _last_column())


def can_draw(stream: TextIO) -> bool:
    """Whether `stream` can hold blocks, rules and marks; a console in Windows-874 cannot."""
    try:
        _DRAWN.encode(getattr(stream, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _last_column() -> int:
    # The old Windows console moves to the next line after its last column, which doubles every full line.
    return int(os.name == "nt")


def _text(row: Row, stream: TextIO) -> "Text":
    from rich.text import Text

    line = Text()
    for text, role in row:
        line.append(_encodable(text, stream), _STYLES[role])
    line.rstrip()
    return line


def _encodable(text: str, stream: TextIO) -> str:
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return text.encode(encoding, "replace").decode(encoding)

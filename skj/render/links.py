"""Links from a workbook to the office's own files, made only of paths on the disk and addresses, never of what a cell holds."""

import os
import re
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Final

from skj.diagnostics import Place
from skj.render.safe import printable

LinkTo = Callable[[str], str]  # the name of a file that was read, as people see it, to its relative path or nothing

MOST_LINKS: Final = 65_000  # Excel takes 65,530 in a sheet
_LONGEST_LINK: Final = 2_000
_PERCENT: Final = re.compile("%[0-9a-fA-F]{2}")


def no_link(_file: str) -> str:
    """For workbooks that lead nowhere."""
    return ""


def relative_link(file: Path, folder: Path) -> str:
    """The path of a ledger as seen from the folder of the workbook, with forward slashes.

    Nothing when there is none (another drive) or when the name holds what a link would read as something else.
    """
    try:
        path = os.path.relpath(file.resolve(), folder.resolve())
    except ValueError:
        return ""
    link = PurePath(path).as_posix()
    return "" if _is_unclear(link) else link


def place_link(file: str, place: Place) -> str:
    """The link to a place in the file with this relative path; a file without sheets is opened as a whole."""
    cell = place.cell or (f"A{place.row}" if place.row else "A1")
    sheet = place.sheet
    anchor = "#'{}'!{}".format(sheet.replace("'", "''"), cell) if sheet and sheet == printable(sheet) else ""
    return f"external:{file}{anchor}" if len(file) + len(anchor) < _LONGEST_LINK else ""


def _is_unclear(link: str) -> bool:
    return any(sign in link for sign in '#\\:?*|"<>\n\r\t') or _PERCENT.search(link) is not None

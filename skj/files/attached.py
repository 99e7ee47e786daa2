"""Documents a register names: whether a file of that name stands in the office's folders (reliability 6).

A name from a cell never becomes a path: each part of it is compared with the names that stand in a folder, and what leads out of
the workspace is not looked at.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from skj.files.images import plain_name, unsafe_reason

_BETWEEN_FOLDERS: Final = re.compile(r"[/\\]")
_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


class Attached(StrEnum):
    """What became of looking for a document."""

    FOUND = "found"
    MISSING = "missing"
    EMPTY = "empty"
    OUTSIDE = "outside"  # an absolute path, one with .., or a link out of the workspace
    ADDRESS = "address"  # on the web, where skj never looks
    NOT_NAMED = "not_named"


@dataclass(frozen=True)
class Cabinet:
    """The folders documents are looked for in, in this order; each folder is listed once. Nothing outside `root` is looked at."""

    root: Path
    folders: Sequence[Path]
    _listed: dict[Path, Mapping[str, str]] = field(default_factory=dict)

    def look_for(self, text: str | None) -> Attached:
        """What is there of the file a cell names, `plan.pdf` or `2567/plan.pdf`."""
        name = (text or "").strip()
        if not name:
            return Attached.NOT_NAMED
        if _ADDRESS.match(name):
            return Attached.ADDRESS
        parts = [plain_name(part) for part in _BETWEEN_FOLDERS.split(name)]
        if any(not part or unsafe_reason(part) for part in parts):
            return Attached.OUTSIDE
        states = [self._in(folder, parts) for folder in self.folders]
        return next((state for state in states if state is not Attached.MISSING), Attached.MISSING)

    def _in(self, folder: Path, parts: Sequence[str]) -> Attached:
        path = folder
        for part in parts:
            name = self._names(path).get(part.casefold())
            if name is None:
                return Attached.MISSING
            path /= name
            if not self._is_inside(path):
                return Attached.OUTSIDE
        return _state_of(path)

    def _names(self, folder: Path) -> Mapping[str, str]:
        """The names in a folder as they are compared, to what they are there; capitals do not matter, as on Windows."""
        if folder not in self._listed:
            self._listed[folder] = {plain_name(name).casefold(): name for name in _names_in(folder)}
        return self._listed[folder]

    def _is_inside(self, path: Path) -> bool:
        try:
            return path.resolve().is_relative_to(self.root.resolve())
        except (OSError, RuntimeError):  # RuntimeError: links in a circle
            return False


def _names_in(folder: Path) -> list[str]:
    try:
        return sorted((path.name for path in folder.iterdir()), reverse=True)
    except OSError:
        return []


def _state_of(path: Path) -> Attached:
    """A folder, a pipe or a device is no document."""
    try:
        if not path.is_file():
            return Attached.MISSING
        return Attached.FOUND if path.stat().st_size else Attached.EMPTY
    except OSError:
        return Attached.MISSING

"""Photographs a ledger names: which names are safe, where they are looked for, and what a file is by its content (reliability 6).

A name from a cell never becomes a path: it is compared with the names that stand in the folder. What a file is called says
nothing about what it is; only its bytes do.
"""

import os
import re
import stat
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

from skj.files.pictures import Picture, kind_of, picture_of
from skj.language import N_
from skj.patterns import later

IMAGE_BYTES: Final = 30 << 20  # more than any camera makes; a larger file is not opened
LONGEST_NAME: Final = 200  # bytes; most file systems end at 255

_FOLDERS: Final = frozenset({".", ".."})
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_DEVICE: Final = later(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³]|conin\$|conout\$|clock\$)\s*(?:\..*)?", re.IGNORECASE)
_PLAINLY_SAFE: Final = later(
    r"(?!con|prn|aux|nul|com|lpt|clock)[a-z0-9_-]{1,100}\.[a-z0-9]{1,10}", re.IGNORECASE | re.ASCII
)
# Left in every folder by Windows, macOS, LibreOffice and Excel; nobody's photograph.
_SYSTEM_FILES: Final = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db"})
_SYSTEM_STARTS: Final = (".", "~$")


def _has_invisible(name: str) -> bool:
    return any(unicodedata.category(sign) in _INVISIBLE for sign in name)


def _is_too_long(name: str) -> bool:
    return len(name.encode("utf-8", "surrogatepass")) > LONGEST_NAME


# The first reason that holds is told.
_UNSAFE: Final[tuple[tuple[Callable[[str], object], str], ...]] = (
    (_FOLDERS.__contains__, N_("it stands for a folder")),
    (re.compile(r"[/\\]").search, N_("it holds the separator of folders")),
    (re.compile("^[A-Za-z]:").search, N_("it begins with the letter of a drive")),
    (re.compile("^~").search, N_("it begins with ~")),
    (_has_invisible, N_("it holds invisible characters")),
    (re.compile(r'[<>:"|?*]').search, N_("it holds a character that Windows does not allow")),
    (re.compile(r"[. ]$").search, N_("it ends with a dot")),
    (_DEVICE.fullmatch, N_("it is the name of a device of Windows")),
    (_is_too_long, N_("it is longer than 200 bytes")),
)


def plain_name(text: str) -> str:
    """A name as it is compared: NFC, without the blanks around it."""
    return unicodedata.normalize("NFC", text.strip(" \t"))


def is_plainly_safe(text: str) -> bool:
    """Whether a text is a safe name as it stands, in letters and digits of ASCII with an ending."""
    return _PLAINLY_SAFE.fullmatch(text) is not None


def unsafe_reason(name: str) -> str | None:
    """Why a `plain_name` cannot be that of a file in a folder, to be translated; None when it can."""
    if is_plainly_safe(name):
        return None
    return next((reason for is_unsafe, reason in _UNSAFE if is_unsafe(name)), None)


class ImageState(StrEnum):
    """What became of looking at a photograph."""

    FINE = "fine"
    UNSAFE_NAME = "unsafe_name"
    MISSING = "missing"
    LEADS_OUT = "leads_out"
    NOT_A_FILE = "not_a_file"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_AN_IMAGE = "not_an_image"
    DAMAGED = "damaged"
    NOT_READABLE = "not_readable"


# A file is there, but nobody can look at it.
UNREADABLE: Final = frozenset(ImageState) - {ImageState.FINE, ImageState.MISSING, ImageState.UNSAFE_NAME}


class Look(NamedTuple):
    """A photograph looked at: its state, the file's own name, and what it is when it is fine."""

    state: ImageState
    file: str = ""
    picture: Picture | None = None
    size: int = 0


@dataclass(frozen=True)
class ImageFolder:
    """A folder of photographs; listed once, and nothing outside of it is ever opened."""

    path: Path
    limit: int = IMAGE_BYTES

    @cached_property
    def files(self) -> Mapping[str, str]:
        """The names as they are compared, to the names as the folder has them; empty when there is no folder."""
        return {plain_name(name): name for name in sorted(_listed(self.path)) if not _is_system(name)}

    @cached_property
    def _folded(self) -> Mapping[str, str]:
        return {plain: plain.casefold() for plain in self.files}

    def find(self, name: str) -> str | None:
        """The file a cell names, by its own name; capitals do not matter where only one file fits, as on Windows."""
        plain = plain_name(name)
        if plain in self.files:
            return self.files[plain]
        alike = [self.files[other] for other, folded in self._folded.items() if folded == plain.casefold()]
        return alike[0] if len(alike) == 1 else None

    def look(self, name: str) -> Look:
        """Look at the photograph a cell names."""
        if unsafe_reason(plain_name(name)):
            return Look(ImageState.UNSAFE_NAME)
        found = self.find(name)
        return Look(ImageState.MISSING) if found is None else self.look_at(found)

    def look_at(self, file: str) -> Look:
        """Look at a file of the folder, by its own name."""
        state, data = self._content(file)
        return _judged(file, data) if state is ImageState.FINE else Look(state, file)

    def content(self, file: str) -> bytes:
        """The bytes of a file of the folder; empty when it cannot be read or must not be."""
        return self._content(file)[1]

    def _content(self, file: str) -> tuple[ImageState, bytes]:
        """The bytes, or why there are none: a link out of the folder, a device, a file too large or locked."""
        path = self.path / file
        try:
            if not path.resolve().is_relative_to(self.path.resolve()):
                return ImageState.LEADS_OUT, b""
            status = path.stat()
            if not stat.S_ISREG(status.st_mode):  # a pipe would keep its reader waiting for ever
                return ImageState.NOT_A_FILE, b""
            if status.st_size > self.limit:
                return ImageState.TOO_LARGE, b""
            with path.open("rb") as stream:
                return ImageState.FINE, stream.read(self.limit)
        except FileNotFoundError:
            return ImageState.MISSING, b""
        except (OSError, RuntimeError, ValueError):  # RuntimeError: links in a circle
            return ImageState.NOT_READABLE, b""


def _listed(folder: Path) -> list[str]:
    """The names in a folder, without its sub-folders."""
    try:
        with os.scandir(folder) as entries:
            return [entry.name for entry in entries if not _is_folder(entry)]
    except OSError:
        return []


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_system(name: str) -> bool:
    return name.startswith(_SYSTEM_STARTS) or name.casefold() in _SYSTEM_FILES


def _judged(file: str, data: bytes) -> Look:
    if not data:
        return Look(ImageState.EMPTY, file)
    kind = kind_of(data)
    if kind is None:
        return Look(ImageState.NOT_AN_IMAGE, file, size=len(data))
    picture = picture_of(data)
    return Look(ImageState.FINE if picture else ImageState.DAMAGED, file, picture, len(data))

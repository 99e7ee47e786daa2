"""The parser of image names: plain file names only, since they are data from a ledger (reliability 6)."""

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from skj.language import N_
from skj.ledgers.base import Reading
from skj.ledgers.parsers.making import BLANK, failed, texts_only
from skj.rules import cells
from skj.thai.text import is_blank

_LONGEST_NAME: Final = 200  # bytes; most file systems end at 255
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_FOLDERS: Final = frozenset({".", ".."})
_DEVICE: Final = re.compile(
    r"(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³]|conin\$|conout\$|clock\$)\s*(?:\..*)?", re.IGNORECASE
)


def _has_invisible(name: str) -> bool:
    return any(unicodedata.category(sign) in _INVISIBLE for sign in name)


def _is_too_long(name: str) -> bool:
    return len(name.encode("utf-8", "surrogatepass")) > _LONGEST_NAME


_PLAINLY_SAFE: Final = re.compile(
    r"(?!con|prn|aux|nul|com|lpt|clock)[a-z0-9_-]{1,100}\.[a-z0-9]{1,10}", re.IGNORECASE | re.ASCII
)

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


def _image(value: str) -> Reading:
    name = unicodedata.normalize("NFC", value.strip(" \t"))
    if name not in _FOLDERS and is_blank(name):
        return BLANK
    if _PLAINLY_SAFE.fullmatch(name):
        return Reading(name)
    reason = next((reason for is_unsafe, reason in _UNSAFE if is_unsafe(name)), None)
    return failed(cells.UNSAFE_IMAGE_NAME, reason=reason) if reason else Reading(name)


image_name: Final = texts_only(_image)
"""A plain file name in NFC; anything that could leave the image folder is an error."""

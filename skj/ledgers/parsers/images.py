"""The parser of image names: plain file names only, since they are data from a ledger (reliability 6)."""

from collections.abc import Collection
from typing import Final

from skj.files.images import is_plainly_safe, plain_name, unsafe_reason
from skj.ledgers.base import Reading
from skj.ledgers.parsers.making import BLANK, MANY, failed, texts_as_they_are, texts_only
from skj.rules import cells
from skj.thai.text import is_blank

_FOLDERS: Final = frozenset({".", ".."})  # dots alone are blank elsewhere


def _image(value: str) -> Reading:
    name = plain_name(value)
    if name not in _FOLDERS and is_blank(name):
        return BLANK
    reason = unsafe_reason(name)
    return failed(cells.UNSAFE_IMAGE_NAME, reason=reason) if reason else Reading(name)


def _doubtful(names: Collection[str]) -> set[str]:
    return {name for name in names if is_blank(name) or not is_plainly_safe(name)}


image_name: Final = texts_only(_image)
"""A plain file name in NFC; anything that could leave the image folder is an error."""

MANY[image_name] = texts_as_they_are(_doubtful)

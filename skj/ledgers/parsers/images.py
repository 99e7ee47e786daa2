"""The parser of image names: plain file names only, since they are data from a ledger (reliability 6)."""

from typing import Final

from skj.files.images import plain_name, unsafe_reason
from skj.ledgers.base import Reading
from skj.ledgers.parsers.making import BLANK, failed, texts_only
from skj.rules import cells
from skj.thai.text import is_blank

_FOLDERS: Final = frozenset({".", ".."})  # dots alone are blank elsewhere


def _image(value: str) -> Reading:
    name = plain_name(value)
    if name not in _FOLDERS and is_blank(name):
        return BLANK
    reason = unsafe_reason(name)
    return failed(cells.UNSAFE_IMAGE_NAME, reason=reason) if reason else Reading(name)


image_name: Final = texts_only(_image)
"""A plain file name in NFC; anything that could leave the image folder is an error."""

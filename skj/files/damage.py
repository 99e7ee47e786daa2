"""What zip, the XML parser and the other readers say of a damaged workbook, in words of ours; their own stay behind in brackets."""

from typing import Final

from skj.language import N_
from skj.patterns import later

NO_END: Final = N_(
    "the list of parts at its end is missing or broken, as after a download or a copy that was cut short"
)
NOT_UNPACKED: Final = N_("a part of it cannot be unpacked whole")
NOT_XML: Final = N_("a part of it is not well-formed XML")
PACKED_OTHERWISE: Final = N_("it is packed in a way that office programs do not use")
STRANGE: Final = N_("a part of it holds what office programs do not write")
MISPLACED: Final = N_("a part of it is missing or not where the file says")
NOT_CONNECTED: Final = N_("the pieces it is made of do not fit together")

# What is said, first match first: Python's zipfile, our own guard, zlib, expat, python-calamine and struct.
_MEANT: Final = (
    (later(r": .*line \d+, column \d+$"), NOT_XML),
    (later(r": (Error -\d|CRC-32$|incomplete)|[Bb]ad CRC-32"), NOT_UNPACKED),
    (later(r"compression method|zip file version|multiple disks|encrypted"), PACKED_OTHERWISE),
    (later(r"zip file|[Ee]nd of central|central directory|zip64|[Zz]ip archive|Corrupt extra"), NO_END),
    (later(r"^[^:]+\.\w+$"), MISPLACED),
    (later(r"^[^:]+\.xml: "), STRANGE),
    (later(r"^-?\d+$|unpack|out of range|^\w+Error$|^Workbook$|^Book$"), NOT_CONNECTED),
)


def plain_words(said: str) -> tuple[str, str]:
    """What is wrong in words that are translated, and what was said in brackets; what is unknown stands alone as it was said."""
    meant = next((words for pattern, words in _MEANT if pattern.search(said)), "")
    return (meant, f" ({said})") if meant else (said, "")

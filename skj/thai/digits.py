"""Thai and Arabic digits."""

from typing import Final

from skj.patterns import later

_THAI: Final = "๐๑๒๓๔๕๖๗๘๙"
_ARABIC: Final = "0123456789"
_THAI_DIGIT: Final = later("[๐-๙]")  # translating costs ten times as much as looking whether there is anything to do
_TO_ARABIC: Final = str.maketrans(_THAI, _ARABIC)
_TO_THAI: Final = str.maketrans(_ARABIC, _THAI)


def to_arabic(text: str) -> str:
    """`text` with the Thai digits ๐-๙ written as 0-9; digits of any other script stay."""
    return text.translate(_TO_ARABIC) if _THAI_DIGIT.search(text) else text


def to_thai(text: str) -> str:
    """`text` with the digits 0-9 written as ๐-๙."""
    return text.translate(_TO_THAI)

"""Thai dictionary order."""

from typing import Final

from skj.patterns import later
from skj.thai.digits import to_arabic
from skj.thai.text import clean_text

_LEADING_VOWEL: Final = later("([เแโใไ])([ก-ฮ])")
_LIGHT_MARKS: Final = "\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c"  # maitaikhu, the four tones, thanthakhat
_WITHOUT_LIGHT_MARKS: Final = str.maketrans("", "", _LIGHT_MARKS)
_NOT_LIGHT: Final = later(f"[^{_LIGHT_MARKS}]")


def sort_key(text: str) -> tuple[str, str, str]:
    """A key that sorts as a Thai dictionary does: letters first, tone marks only between equal letters, then the text itself.

    Code-point order is wrong for the vowels written before their consonant (facts 7.2): they are moved behind it.
    """
    plain = clean_text(text)
    letters = _LEADING_VOWEL.sub(r"\2\1", to_arabic(plain).casefold())
    return letters.translate(_WITHOUT_LIGHT_MARKS), _NOT_LIGHT.sub(" ", letters), plain

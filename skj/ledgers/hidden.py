"""Numbers of secret matters that may hold a person: a name typed into the wrong cell must not reach a report (facts 8)."""

import re
from functools import cache
from typing import Final

from skj.ledgers.vocabulary.wordlists import case_words
from skj.thai.digits import to_arabic

# A word with its vowels and tone marks, which are no letters to Python.
_WORD: Final = re.compile(r"(?:[^\W\d_]|[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])+")
_CITIZEN: Final = re.compile(r"(?<!\d)\d(?:[-\s]?\d){12}(?!\d)")  # the 13 digits of a citizen, which are no case number
_CONSONANTS: Final = re.compile(r"[ก-ฮ]{1,3}")  # กท, สกจ: an office writes itself so, and hardly any person
_LETTERS: Final = re.compile(r"[A-Za-z]{1,2}|[A-Z]{3,5}")
_GAP: Final = "…"


def may_hold_person(text: str) -> bool:
    """Whether a number such as `กท 0404/409` holds more than figures, abbreviations of offices and words of registers."""
    words = _WORD.findall(text)
    if _CITIZEN.search(to_arabic(text)):
        return True
    if all(_is_of_registers(word) for word in words):
        return False
    return not any(letter.isdigit() for letter in text) or not all(map(_is_harmless, words))


def without_person(text: str) -> str:
    """The text with everything that may be part of a person left out; figures stay, so that the matter can be found."""
    if not may_hold_person(text):
        return text
    open_text = _CITIZEN.sub(_GAP, to_arabic(text))
    shown = _WORD.sub(lambda match: match[0] if _is_of_registers(match[0]) else _GAP, open_text)
    return re.sub(rf"{_GAP}(?:[\s.]*{_GAP})+", _GAP, shown).strip()


def _is_harmless(word: str) -> bool:
    return bool(_CONSONANTS.fullmatch(word) or _LETTERS.fullmatch(word)) or _is_of_registers(word)


def _is_of_registers(word: str) -> bool:
    return _registers().fullmatch(word.casefold()) is not None


@cache
def _registers() -> re.Pattern[str]:
    words = sorted(map(re.escape, case_words()), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(words)})+")

"""Kinds of damage, answers on the five-step scale, and yes or no, in office words."""

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from skj.ledgers.vocabulary.matching import REMEMBERED, by_key, word_key
from skj.ledgers.vocabulary.wordlists import all_damage_kinds, rows, words
from skj.patterns import later
from skj.thai.digits import to_arabic
from skj.thai.text import clean_text

_NOTHING_BETWEEN: Final = later(r"[\n\r,;/|+&•·、，]+|\sและ\s*|(?<=\S)และ|\sกับ\s|(?:^|\s)\d+[.)]\s*")


@cache
def _damage_by_key() -> dict[str, str]:
    return {key: kind.thai for key, kind in by_key((it, (it.thai, *it.aliases)) for it in all_damage_kinds()).items()}


@cache
def _damage_pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_damage_by_key(), key=lambda word: (-len(word), word)))))


@lru_cache(REMEMBERED)
def damage_kinds(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The kinds of damage a cell names, in the list's own order, and the parts in which none was recognised."""
    if (whole := _damage_by_key().get(word_key(text))) is not None:
        return (whole,), ()  # "วัสดุ/อุปกรณ์" is one kind, though it holds a separator
    parts = [clean_text(part).strip(" .-") for part in _NOTHING_BETWEEN.split(to_arabic(text))]
    found = {part: _kinds_in(part) for part in parts if part}
    kinds = {kind for several in found.values() for kind in several}
    in_order = tuple(kind.thai for kind in all_damage_kinds() if kind.thai in kinds)
    return in_order, tuple(part for part, several in found.items() if not several)


def _kinds_in(part: str) -> list[str]:
    """The kinds written together in one part: "ระบบไฟฟ้าประปา"."""
    return [_damage_by_key()[word] for word in _damage_pattern().findall(word_key(part))]


_NUMBER: Final = later(r"-?\d+(?:\.\d+)?")
_BEFORE_WORD: Final = later("^(?:ระดับ|มี|ความ|รูสึก|พึงพอใจ|พอใจ|คะแนน)+")


@cache
def _scores_by_word() -> dict[str, Decimal]:
    return {word_key(word): Decimal(row["score"]) for row in rows("satisfaction.csv") for word in words(row["words"])}


@lru_cache(REMEMBERED)
def satisfaction_score(text: str) -> Decimal | None:
    """The answer of a five-step scale as a number, from a number, a word or both ("มากที่สุด (5)"); None when it is neither.

    The number is not checked against 1 to 5. A number and a word that differ give None.
    """
    plain = to_arabic(clean_text(text))
    numbers = {Decimal(number) for number in _NUMBER.findall(plain)}
    word = _BEFORE_WORD.sub("", word_key(_NUMBER.sub("", plain)))
    if word and word not in _scores_by_word():
        return None
    scores = numbers | ({_scores_by_word()[word]} if word else set())
    return scores.pop() if len(scores) == 1 else None


_TICKS: Final = frozenset({"/", "//"})  # the tick of a form; `word_key` would drop it
_DASHES: Final = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212")
_EMOJI: Final = "\ufe0f"


@cache
def _answers_by_word() -> dict[str, bool]:
    return {word_key(word): row["answer"] == "yes" for row in rows("yes-no.csv") for word in words(row["words"])}


@lru_cache(REMEMBERED)
def yes_or_no(text: str) -> bool | None:
    """Whether `text` says yes; None for words of neither kind. A dash says no.

    An x is not read: it marks a chosen box as often as a rejected one.
    """
    plain = clean_text(text).replace(_EMOJI, "")
    if plain in _TICKS:
        return True
    return False if plain in _DASHES else _answers_by_word().get(word_key(plain))

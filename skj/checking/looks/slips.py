"""Names of things that are one slip of the hand apart, told from names that are only alike.

Forgiven is one sign left out, typed twice too often or swapped with its neighbour, and one sign written for another that
sounds like it, inside a word. What tells things apart by a single sign stays apart: digits and what stands beside them,
and the first and last sign of a word (อาคาร ก, แฟลต 2ข).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import Final

from skj.ledgers.vocabulary import find_agency, find_district
from skj.thai.sounds import sound_key
from skj.thai.text import search_key

# Shorter names differ by a sign as often as by a slip: งานวินัย and งานวิจัย.
LONG_ENOUGH: Final = 10
# The usual spelling of one thing stands so many times as often as a slip of it; two things that are met alike stay two.
OFTENER: Final = 5
_WORDS: Final = re.compile("[0-9a-zก-๛]+")


def usual_spellings(counts: Mapping[str, int]) -> dict[str, str]:
    """From each rare text to the frequent one that it is a slip of, the rarest first.

    `counts` says how often each different text stands. Only different texts are compared, and each with those alone
    that share all signs but one with it.
    """
    rarest = min(counts.values(), default=0)
    often = [
        text for text, count in counts.items() if len(_key(text)) >= LONG_ENOUGH and _is_usual(text, count, rarest)
    ]
    near: defaultdict[str, list[str]] = defaultdict(list)
    for text in often:
        for part in _without_a_sign(_key(text)):
            near[part].append(text)
    rarest_first = sorted(counts, key=lambda text: counts[text]) if near else ()
    found = {text: _slip_of(text, near, counts) for text in rarest_first}
    return {text: usual for text, usual in found.items() if usual}


def _slip_of(text: str, near: Mapping[str, list[str]], counts: Mapping[str, int]) -> str:
    """The most frequent text that this one is a slip of, or an empty text; an official name is no slip."""
    others = {other for part in _without_a_sign(_key(text)) for other in near.get(part, ())} - {text}
    if not others or _is_official(text):
        return ""
    usual = [other for other in others if _is_usual(other, counts[other], counts[text]) and is_slip(text, other)]
    return max(sorted(usual), key=lambda other: counts[other], default="")


def _is_usual(text: str, count: int, rare: int) -> bool:
    """Whether a text stands so often that one that stands `rare` times may be a slip of it; official names need less."""
    return count >= OFTENER * rare or (count > rare and _is_official(text))


def _is_official(text: str) -> bool:
    """Whether a text is an official name or holds one as a word of its own (ฝ่ายปกครอง สำนักงานเขตบางเขน)."""
    return any(find_agency(part) is not None or find_district(part) is not None for part in {text, *text.split()})


def is_slip(one: str, other: str) -> bool:
    """Whether two texts are one slip of the hand apart, which can only be a slip."""
    first, second = _key(one), _key(other)
    start = _same(first, second)
    end = min(_same(first[::-1], second[::-1]), min(len(first), len(second)) - start)
    here, there = first[start : len(first) - end], second[start : len(second) - end]
    is_inside = _is_inside(one, start, len(first) - end) and _is_inside(other, start, len(second) - end)
    return is_inside and (_is_typing(here, there) or (len(here) == len(there) == 1 and _sound_alike(first, second)))


def _is_typing(here: str, there: str) -> bool:
    """A sign too few or too many, or two in the wrong order."""
    return len(here) + len(there) == 1 or (len(here) == len(there) == 2 and here == there[::-1])


def _sound_alike(first: str, second: str) -> bool:
    return sound_key(first) == sound_key(second)


def _is_inside(text: str, start: int, end: int) -> bool:
    """Whether these signs of the key stand inside one word and beside no digit."""
    words = _words(text)
    edges = {0, *accumulate(map(len, words))}
    around = "".join(words)[max(start - 1, 0) : end + 1]
    return edges.isdisjoint(range(start, end + 1)) and not any(sign.isdecimal() for sign in around)


def _same(one: str, other: str) -> int:
    """How many signs two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, its) in pairs if mine != its), min(len(one), len(other)))


def _without_a_sign(key: str) -> Iterator[str]:
    """The key and all that is left of it without one sign; keys one slip apart share one of these."""
    yield key
    yield from (key[:at] + key[at + 1 :] for at in range(len(key)))


def _words(text: str) -> list[str]:
    """The words of a text as a search compares them, with ไ for ใ."""
    return [key for word in _WORDS.findall(text.casefold()) if (key := spoken_key(word))]


def _key(text: str) -> str:
    return "".join(_words(text))


def spoken_key(text: str) -> str:
    """The key of a search, in which ใ and ไ are one: they sound alike, and which one a word has must be known by heart."""
    return search_key(text).replace("ใ", "ไ")

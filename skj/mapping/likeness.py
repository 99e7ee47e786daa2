"""How much one heading is like another: slips of the hand, forgotten tone marks, words added."""

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Final

_TONES: Final = re.compile("[\u0e48-\u0e4b]")
WITHOUT_TONES: Final = 0.97
SHORTEST_PART: Final = 4
SHORTEST_WHOLE: Final = 3
LIKE_START: Final = 2
_PART_BASE, _PART_SHARE = 0.5, 0.3


@lru_cache(maxsize=65536)
def likeness(key: str, known: str) -> float:
    """From 0 to 1, of two heading keys: 1 is the same key, a swapped pair of letters counts as one slip."""
    if key == known:
        return 1.0
    bare, other = bare_key(key), bare_key(known)
    return WITHOUT_TONES if bare == other else max(_typed_alike(bare, other), _contained(bare, other))


@lru_cache(maxsize=16384)
def bare_key(key: str) -> str:
    """A heading key without tone marks, which are left out more often than any letter."""
    return _TONES.sub("", key)


def _typed_alike(one: str, other: str) -> float:
    from rapidfuzz.distance import OSA

    return float(OSA.normalized_similarity(one, other)) if one and other else 0.0


def slips(key: str, known: Collection[str]) -> int:
    """How many slips of the hand lie between a key and the nearest of the known ones."""
    from rapidfuzz.distance import OSA

    return min((OSA.distance(bare_key(key), bare_key(other)) for other in known), default=len(key))


def _contained(one: str, other: str) -> float:
    """A heading that holds a known one and says more, or less."""
    short, long = sorted((one, other), key=len)
    is_part = len(short) >= SHORTEST_PART and short in long
    return _PART_BASE + _PART_SHARE * len(short) / len(long) if is_part else 0.0


def begins_alike(keys: Collection[str], known: Collection[str]) -> bool:
    """Whether a heading begins as a known one does, as all that begin with ปี or ชื่อ: loose, good for a question only."""
    starts = {bare_key(key)[:LIKE_START] for key in keys}
    return any(len(start) == LIKE_START and bare_key(other).startswith(start) for start in starts for other in known)


def holds_whole(keys: Collection[str], known: Collection[str]) -> bool:
    """Whether a heading holds a known one in whole, such as ห้อง in หมายเลขห้องพัก."""
    return any(
        len(bare_key(other)) >= SHORTEST_WHOLE and bare_key(other) in bare_key(key) for key in keys for other in known
    )


@lru_cache(maxsize=65536)
def nearest_likeness(key: str, known: tuple[str, ...], at_least: float) -> float:
    """The likeness to the most alike of many bare keys, or 0 when none reaches `at_least`; quick, for whole sheets."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extractOne

    found = extractOne(bare_key(key), known, scorer=OSA.normalized_similarity, score_cutoff=at_least)
    return float(found[1]) if found else 0.0

"""Types and levels of positions as cells name them: alone, together, in short, or at the end of a title (facts 3)."""

from functools import cache, lru_cache
from typing import Final, NamedTuple

from skj.ledgers.vocabulary.matching import REMEMBERED, by_key, word_key
from skj.ledgers.vocabulary.wordlists import Position, other_staff, position_types, positions
from skj.patterns import later
from skj.thai.text import clean_text

_FILLERS: Final = later("ตำแหน่ง|ประเภท|ระดับ")
_STANDS_ALONE: Final = later(r"(?:ระดับ\s*|[\s(])(ต้น|สูง)\s*\)?$")
_LAST_BRACKET: Final = later(r"\(([^()]*)\)$")
_OFFICIAL: Final = word_key("ข้าราชการ")
_WHOLE_WORD: Final = 4  # "ต้น" and "สูง" are too short to be told at the end of a title


class PositionWords(NamedTuple):
    """What one cell says of a position; `is_unknown` when it says something that is not in the list."""

    type: str = ""
    level: str = ""
    other: Position | None = None
    is_unknown: bool = False


@cache
def _types_by_key() -> dict[str, str]:
    return {word_key(name): name for name in position_types()}


@cache
def _levels_by_key() -> dict[str, str]:
    """Levels by key, the longest first: "ชำนาญการ" is the beginning of "ชำนาญการพิเศษ"."""
    names = sorted({position.level for position in positions()}, key=lambda name: (-len(name), name))
    return {word_key(name): name for name in names}


@cache
def _shorts_by_key() -> dict[str, Position]:
    return by_key((it, (it.short, *it.aliases)) for it in positions())


@cache
def _other_staff_keys() -> tuple[tuple[str, Position], ...]:
    return tuple(by_key((it, (it.type, *it.aliases)) for it in other_staff()).items())


@cache
def _type_of_level() -> dict[str, str]:
    """The type of every level that only one type has: all but ต้น and สูง."""
    shared = [position.level for position in positions()]
    return {position.level: position.type for position in positions() if shared.count(position.level) == 1}


@lru_cache(REMEMBERED)
def position_words(text: str) -> PositionWords:
    """What one cell says: a type, a level, both, a whole title that ends with its level, or staff of another kind."""
    plain = clean_text(text)
    readings = (_words_of(part) for part in (plain, *_around_bracket(plain)))
    return next((found for found in readings if not found.is_unknown), PositionWords(is_unknown=True))


def _around_bracket(plain: str) -> list[str]:
    """What stands before and in a bracket at the end: "เชี่ยวชาญ (ด้านเวชกรรม)", "ผู้อำนวยการเขต (อำนวยการสูง)"."""
    bracket = _LAST_BRACKET.search(plain)
    return [part for part in (plain[: bracket.start()], bracket[1]) if part.strip()] if bracket else []


def _words_of(plain: str) -> PositionWords:
    key = word_key(_FILLERS.sub("", plain))
    if not key:
        return PositionWords()
    if (other := _other_staff_of(key)) is not None:
        return PositionWords(other.type, other=other)
    if (short := _shorts_by_key().get(key)) is not None:
        return PositionWords(short.type, short.level)
    return _type_and_level(key, plain)


def _other_staff_of(key: str) -> Position | None:
    bare = key.removeprefix(_OFFICIAL)
    return next((staff for words, staff in _other_staff_keys() if bare.startswith(words.removeprefix(_OFFICIAL))), None)


def _type_and_level(key: str, plain: str) -> PositionWords:
    start = next((word for word in _types_by_key() if key.startswith(word)), "")
    rest = key.removeprefix(start)
    kind = _types_by_key().get(start, "")
    if not rest:
        return PositionWords(kind)
    level = _level_at_end(rest, plain)
    if level:
        return PositionWords(kind or _type_of_level().get(level, ""), level)
    return _level_then_type(rest) if not kind else PositionWords(is_unknown=True)


def _level_then_type(key: str) -> PositionWords:
    """The level first, then the type: "ชำนาญการ (วิชาการ)"."""
    for word, kind in _types_by_key().items():
        level = _levels_by_key().get(key.removesuffix(word)) if key.endswith(word) else None
        if level:
            return PositionWords(kind, level)
    return PositionWords(is_unknown=True)


def _level_at_end(key: str, plain: str) -> str:
    """The level that is the whole key or its end; ฯ may hide "พิเศษ", so a text with it is not read at all."""
    if "ฯ" in plain:
        return ""
    if key in _levels_by_key():
        return _levels_by_key()[key]
    if (alone := _STANDS_ALONE.search(plain)) is not None:
        return alone[1]
    return next(
        (name for word, name in _levels_by_key().items() if len(name) >= _WHOLE_WORD and key.endswith(word)), ""
    )


def find_position(type_text: str, level_text: str) -> Position | None:
    """The position that two cells (either may be blank) name together.

    A level decides its type unless it is ต้น or สูง. A type without any level gives a position of order 0. None when a
    word is not in the list or the two cells contradict each other.
    """
    first, second = position_words(type_text), position_words(level_text)
    if first.is_unknown or second.is_unknown:
        return None
    if (other := first.other or second.other) is not None:
        return other
    kinds, levels = {first.type, second.type} - {""}, {first.level, second.level} - {""}
    if len(kinds) != 1 or len(levels) > 1:
        return None
    return _position_of(kinds.pop(), levels.pop() if levels else "")


def _position_of(kind: str, level: str) -> Position | None:
    if not level:
        return Position(kind, "", 0, "", "")
    return next((position for position in positions() if (position.type, position.level) == (kind, level)), None)

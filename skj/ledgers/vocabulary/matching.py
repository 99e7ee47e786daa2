"""How words of a fixed list are compared, and the word nearest to a misspelt one."""

from collections.abc import Iterable
from typing import Final, TypeVar

from skj.thai.text import search_key

Entry = TypeVar("Entry")
REMEMBERED: Final = 1 << 14  # texts whose meaning is kept; ledgers repeat the same few words
_NEAR_ENOUGH: Final = 75
_BRACKETS: Final = str.maketrans("", "", "()[]{}<>/\\,;:'\"|*_“”‘’")


def word_key(text: str) -> str:
    """The key by which words of a fixed list are compared: `search_key` without brackets and punctuation."""
    return search_key(text).translate(_BRACKETS)


def by_key(entries: Iterable[tuple[Entry, Iterable[str]]]) -> dict[str, Entry]:
    """A table from the key of every name to its entry; the first entry keeps a name that two would claim."""
    table: dict[str, Entry] = {}
    for entry, names in entries:
        for name in names:
            table.setdefault(word_key(name), entry)
    return table


def nearest(text: str, names: Iterable[str]) -> str | None:
    """The name most like `text`, for hints only; None when nothing is near."""
    from rapidfuzz import fuzz, process  # start-up: only a misspelt cell needs it

    best = process.extractOne(text, list(names), scorer=fuzz.ratio, processor=word_key, score_cutoff=_NEAR_ENOUGH)
    return str(best[0]) if best else None

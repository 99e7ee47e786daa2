"""Finds people in the register whatever the spelling, and says why each was found: exact first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from skj.ledgers.insignia import InsigniaReturn
from skj.ledgers.vocabulary import titles
from skj.thai.names import read_name
from skj.thai.text import search_key

CLOSE_ENOUGH: Final = 80


class How(StrEnum):
    """Why a record was found, best first."""

    EXACT = "exact"
    SWAPPED = "swapped"
    PREFIX = "prefix"
    PART = "part"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Match:
    """A record, how it was found and how near it is, 0 to 100."""

    record: InsigniaReturn
    how: How
    score: int


_RANK: Final = {how: place for place, how in enumerate(How)}


def search(records: Iterable[InsigniaReturn], query: str) -> list[Match]:
    """Records whose name is, begins with, contains or resembles the query; titles, spaces and tone marks do not matter."""
    wanted = read_name(query, titles())
    keys = _Keys(wanted.key or search_key(query), search_key(wanted.surname + wanted.given))
    if not keys.whole:
        return []  # a dash or a dot names nobody; every name would begin so
    named = [(record, read_name(record.name, titles()).key) for record in records]
    found = [Match(record, how, 100) for record, name in named if (how := _how(keys, name))]
    close = (
        []
        if any(match.how in {How.EXACT, How.SWAPPED} for match in found)
        else _close(named, keys, {id(match.record) for match in found})
    )
    return sorted(
        [*found, *close], key=lambda match: (_RANK[match.how], -match.score, match.record.name, match.record.year)
    )


@dataclass(frozen=True, slots=True)
class _Keys:
    whole: str
    swapped: str


def _how(keys: _Keys, name: str) -> How | None:
    if name == keys.whole:
        return How.EXACT
    if keys.swapped and name == keys.swapped:
        return How.SWAPPED
    if name.startswith(keys.whole):
        return How.PREFIX
    return How.PART if keys.whole in name else None


def _close(named: Sequence[tuple[InsigniaReturn, str]], keys: _Keys, taken: set[int]) -> list[Match]:
    from rapidfuzz import fuzz, process

    rest = {index: name for index, (record, name) in enumerate(named) if id(record) not in taken}
    hits = process.extract(keys.whole, rest, scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH, limit=None)
    return [Match(named[index][0], How.CLOSE, int(score)) for _name, score, index in hits]

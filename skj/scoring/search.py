"""Finds people in the register whatever the spelling, and says why each was found: exact first."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

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


class Match(NamedTuple):
    """A record, how it was found and how near it is, 0 to 100."""

    record: InsigniaReturn
    how: How
    score: int


_RANK: Final = {how: place for place, how in enumerate(How)}


def search(records: Iterable[InsigniaReturn], query: str) -> list[Match]:
    """Records whose name is, begins with, contains or resembles the query; titles, spaces and tone marks do not matter.

    Similar spellings are looked for when nothing was found, or when a whole name was asked for and nobody has just that name.
    """
    wanted = read_name(query, titles())
    keys = _Keys(wanted.key or search_key(query), search_key(wanted.surname + wanted.given))
    if not keys.whole:
        return []  # a dash or a dot names nobody; every name would begin so
    people = list(records)
    found = [Match(record, how, 100) for record in people if (how := _how(keys, _key(record)))]
    is_found = any(match.how in {How.EXACT, How.SWAPPED} for match in found) if wanted.surname else found
    if not is_found:
        taken = {id(match.record) for match in found}
        found += _close([record for record in people if id(record) not in taken], keys)
    return sorted(found, key=lambda match: (_RANK[match.how], -match.score, match.record.name, match.record.year))


def _key(record: InsigniaReturn) -> str:
    return read_name(record.name, titles()).key


class _Keys(NamedTuple):
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


def _close(people: Sequence[InsigniaReturn], keys: _Keys) -> list[Match]:
    from rapidfuzz import fuzz, process  # start-up: most searches need no similar spellings

    hits = process.extract(keys.whole, map(_key, people), scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH, limit=None)
    return [Match(people[index], How.CLOSE, int(score)) for _name, score, index in hits]

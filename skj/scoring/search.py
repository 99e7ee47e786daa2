"""Finds people in the register whatever the spelling, and says why each was found: exact first."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from skj.ledgers.insignia import InsigniaReturn
from skj.scoring.nameindex import RANK, SAME, How, NameIndex
from skj.thai.sorting import sort_key

__all__ = ["SAME", "How", "Match", "Register", "listed", "search"]


class Match(NamedTuple):
    """A record, how it was found and how near it is, 0 to 100."""

    record: InsigniaReturn
    how: How
    score: int


class Register:
    """The grants of a register, prepared for searching by name."""

    def __init__(self, records: Iterable[InsigniaReturn]) -> None:
        grants: defaultdict[str, list[InsigniaReturn]] = defaultdict(list)
        for record in records:
            grants[record.name].append(record)
        self._grants = list(grants.values())
        self._index = NameIndex(grants)

    def search(self, query: str) -> list[Match]:
        """Grants whose name is, begins with, contains, sounds like or resembles the query; titles and spaces do not matter."""
        matches = (
            Match(record, hit.how, hit.score) for hit in self._index.find(query) for record in self._grants[hit.at]
        )
        return sorted(matches, key=lambda match: (RANK[match.how], -match.score, match.record.name, match.record.year))


def search(records: Iterable[InsigniaReturn], query: str) -> list[Match]:
    """Search once; `Register` serves those who ask more often."""
    return Register(records).search(query)


def listed(records: Iterable[InsigniaReturn]) -> list[Match]:
    """Grants nobody was asked for by name, in the order of a list of people."""
    matches = [Match(record, How.LISTED, 100) for record in records]
    return sorted(matches, key=lambda match: (sort_key(match.record.name), match.record.year))

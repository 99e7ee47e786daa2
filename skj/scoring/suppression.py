"""Which counts of people are too small to be published, and which more must go so that nobody works them out (facts 8)."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple, TypeVar

Key = TypeVar("Key")
LEAST: Final = 5  # facts 8: counts of fewer than 5 people are masked in published statistics


class Hidden(NamedTuple):
    """The keys whose counts are not shown, and whether their total is not shown either."""

    keys: frozenset[object]
    total: bool


def hidden_counts(counts: Mapping[Key, int], least: int = LEAST) -> Hidden:
    """What to hide of counts that are shown beside their total.

    Counts from 1 to below `least` are hidden; 0 is nobody and stays. A single hidden count is the total less the others, so
    the smallest ones shown are hidden too until the hidden are at least two and together at least `least`. Where that cannot
    be, the total is hidden as well.
    """
    hidden = [key for key, count in counts.items() if 0 < count < least]
    if not hidden:
        return Hidden(frozenset(), total=False)
    for key in _smallest_first(counts, hidden):
        if _is_safe([counts[each] for each in hidden], least):
            break
        hidden.append(key)
    return Hidden(frozenset(hidden), total=not _is_safe([counts[each] for each in hidden], least))


def _smallest_first(counts: Mapping[Key, int], hidden: Iterable[Key]) -> list[Key]:
    taken = set(hidden)
    return sorted((key for key, count in counts.items() if count and key not in taken), key=lambda key: counts[key])


def _is_safe(counts: list[int], least: int) -> bool:
    return len(counts) > 1 and sum(counts) >= least

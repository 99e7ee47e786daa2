"""What a mean on the five-step scale is called (facts 9); the bands are data."""

from decimal import Decimal
from functools import cache
from typing import NamedTuple

from skj.ledgers.vocabulary.wordlists import rows


class MeanWords(NamedTuple):
    """A band of means: from `least` up to the next one."""

    least: Decimal
    thai: str
    english: str


@cache
def mean_tables() -> dict[str, tuple[MeanWords, ...]]:
    """The bands by the name of their table, the highest first; the first table is the usual one."""
    tables: dict[str, list[MeanWords]] = {}
    for row in rows("satisfaction-means.csv"):
        words = MeanWords(Decimal(row["least"]), row["thai"], row["english"])
        tables.setdefault(row["table"], []).append(words)
    return {name: tuple(sorted(bands, reverse=True)) for name, bands in tables.items()}


def words_of_mean(mean: Decimal, table: str) -> MeanWords | None:
    """The words for a mean that is already rounded to two places; None below the scale."""
    return next((band for band in mean_tables()[table] if mean >= band.least), None)

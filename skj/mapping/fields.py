"""The fields a column may be, with every heading they are known by."""

from dataclasses import dataclass
from typing import Any

from skj.files.headings import loose_key
from skj.ledgers.base import Column, LedgerSpec
from skj.ledgers.knownheadings import LedgerSettings, split_parts
from skj.thai.text import heading_key


@dataclass(frozen=True, slots=True)
class MapField:
    """A field as skj.toml names it (`name`, or `name.given` for a part of a split column) and its heading keys."""

    name: str
    heading: str
    column: Column
    part: str
    keys: frozenset[str]


def fields_of(spec: LedgerSpec[Any], settings: LedgerSettings) -> tuple[MapField, ...]:
    """Every field of a ledger; one that skj.toml names is known by that heading too, and all by their English names."""
    found: list[MapField] = []
    for column in spec.columns:
        for name, headings in ((column.field, (*column.headings, column.label)), *split_parts(column)):
            named = [settings.columns[name]] if name in settings.columns else []
            found.append(MapField(name, headings[0], column, name.partition(".")[2], _keys([*headings, *named])))
    return tuple(found)


def _keys(headings: list[str]) -> frozenset[str]:
    keys = [heading_key(heading) for heading in headings]
    return frozenset([*keys, *map(loose_key, keys)])


def is_missing(column: Column, found: frozenset[str]) -> bool:
    """Whether neither a column nor, where it may be split, its given name was found."""
    return column.field not in found and not (column.parts and f"{column.field}.given" in found)


def missing_headings(spec: LedgerSpec[Any], found: frozenset[str]) -> tuple[str, ...]:
    """The headings of the columns without which it is not this ledger, of those that were not found."""
    return tuple(column.heading for column in spec.columns if column.essential and is_missing(column, found))

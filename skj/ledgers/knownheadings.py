"""The headings a ledger is known by, and what skj.toml adds to them."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any, Final

from skj.files.headings import Vocabulary, loose_key
from skj.frozen import dataclass
from skj.ledgers.base import Column, LedgerSpec
from skj.thai.text import heading_key


@dataclass(frozen=True, slots=True)
class LedgerSettings:
    """What skj.toml says about one ledger: its sheet, the headings it insists on, how two-digit years are meant."""

    sheet: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    two_digit_years: str = "be"


DEFAULT_SETTINGS: Final = LedgerSettings()


def vocabulary(spec: LedgerSpec[Any], settings: LedgerSettings = DEFAULT_SETTINGS) -> Vocabulary:
    """The headings a ledger is known by: its own, its aliases, those of split columns, and those the workspace names."""
    fields: dict[str, str] = {}
    for column in spec.columns:
        for name, headings in ((column.field, column.headings), *split_parts(column)):
            for heading in headings:
                key = heading_key(heading)
                fields.setdefault(key, name)
                fields.setdefault(loose_key(key), name)
    named = {name: heading_key(heading) for name, heading in settings.columns.items()}
    fields |= {key: name for name, key in named.items()}
    essential = tuple(frozenset(field_names(column)) for column in spec.columns if column.essential)
    return Vocabulary(fields, essential, named, _parted(spec, fields))


def _parted(spec: LedgerSpec[Any], fields: Mapping[str, str]) -> dict[str, str]:
    """The headings of parts that mean the whole column where no other part stands beside them."""
    parts = [(column, name, headings) for column in spec.columns for name, headings in split_parts(column)]
    return {
        heading: name
        for column, name, headings in parts
        for heading in headings
        if fields[heading_key(heading)] == column.field
    }


def split_parts(column: Column) -> list[tuple[str, tuple[str, ...]]]:
    """The fields a column may be split into, `name.given` and so on, with their headings."""
    return [(f"{column.field}.{part}", headings) for part, headings in column.parts]


def field_names(column: Column) -> list[str]:
    """The fields that stand for a column: itself, or the given name of a split one."""
    given = [name for name, _headings in split_parts(column) if name.endswith(".given")]
    return [column.field, *given]

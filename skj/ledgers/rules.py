"""Rules that several ledgers share: dates in order, keys that may not repeat."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from skj.diagnostics import Rule
from skj.ledgers.base import Fault, Record
from skj.rules import rows

AnyRecord = TypeVar("AnyRecord", bound=Record)


def in_order(record: Record, earlier: str, later: str, rule: Rule, **details: object) -> Iterable[Fault]:
    """A fault at `later` when both dates are there and run backwards."""
    first, second = getattr(record, earlier), getattr(record, later)
    if first and second and second < first:
        yield Fault(rule, later, {"earlier": first, "later": second, **details})


def has_doubles(keys: Iterable[Hashable]) -> bool:
    """Whether any key stands there twice: a quick look before the records are gone through one by one."""
    held = list(keys)
    return len(set(held)) < len(held)


def doubled_keys(
    records: Sequence[AnyRecord],
    key: Callable[[AnyRecord], Hashable],
    field: str,
    what: str,
    rule: Rule = rows.KEY_DOUBLED,
) -> Iterator[tuple[AnyRecord, Fault]]:
    """Every record whose key an earlier one has already; a key of None never repeats."""
    first: dict[Hashable, AnyRecord] = {}
    for record in records:
        value = key(record)
        seen = record if value is None else first.setdefault(value, record)
        if seen is not record:
            yield (
                record,
                Fault(rule, field, {"what": what, "first": str(seen.place(field)), field: getattr(record, field)}),
            )

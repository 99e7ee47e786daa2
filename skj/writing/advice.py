"""What a person should know before a row is written, beyond the rules every row must keep."""

from collections.abc import Iterator, Sequence

from skj.ledgers.base import Fault
from skj.ledgers.insignia import InsigniaReturn
from skj.ledgers.vocabulary import find_class, titles
from skj.rules import drafts as rules
from skj.thai.names import read_name


def family_advice(records: Sequence[InsigniaReturn], record: InsigniaReturn) -> Iterator[Fault]:
    """Other classes of the same family that the same person received: a lower one is to be returned now (facts 1.2)."""
    new = find_class(record.insignia_class)
    for other in _same_person(records, record):
        old = find_class(other.insignia_class)
        if new is None or old is None or old.family != new.family or other.returned_on:
            continue
        where = {"year": other.year, "first": str(other.place("name"))}
        if old.rank > new.rank:
            yield Fault(rules.LOWER_CLASS_HELD, "insignia_class", {**where, "lower": old.abbreviation})
        elif old.rank < new.rank:
            yield Fault(rules.HIGHER_CLASS_HELD, "insignia_class", {**where, "higher": old.abbreviation})


def _same_person(records: Sequence[InsigniaReturn], record: InsigniaReturn) -> Iterator[InsigniaReturn]:
    """Records of the same name; the title changes over the years and is no part of it (facts 7.1)."""
    wanted = read_name(record.name, titles()).key
    return (other for other in records if other is not record and read_name(other.name, titles()).key == wanted)

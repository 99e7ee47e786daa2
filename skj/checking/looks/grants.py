"""The grants of one person, laid side by side (facts 1.1, 1.2, 1.4)."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, cast

from skj.calendar import BE_OFFSET
from skj.checking.looks.pages import Office, about
from skj.checking.looks.people import doubles
from skj.diagnostics import Diagnostic
from skj.ledgers.base import Ledger
from skj.ledgers.insignia import InsigniaReturn
from skj.ledgers.vocabulary import InsigniaClass, ReturnCause, find_class, find_return_cause, insignia_classes
from skj.rules import forms, histories, rows

HIGHER: Final = "higher_class"
Grants = Sequence[tuple[InsigniaReturn, InsigniaClass]]


def grants(office: Office, ledger: Ledger[InsigniaReturn]) -> Iterator[Diagnostic]:
    """Everything that the grants of one person say together, and years that have not come."""
    yield from _single(office, ledger)
    yield from _numbers(ledger)
    for own in _by_person(office, ledger):
        if len(own) > 1:
            yield from _years(own, ledger)
            yield from _families(own, ledger)
        yield from _causes(own, ledger)


def _single(office: Office, ledger: Ledger[InsigniaReturn]) -> Iterator[Diagnostic]:
    this_year = office.today.year + BE_OFFSET
    for record in ledger.records:
        if record.year > this_year:
            yield about(histories.GRANT_IN_FUTURE, record, "year", spec=ledger.spec, year=record.year)
        if record.returned_on and not record.received_on and "received_on" in record.sheet.columns:
            yield about(rows.RETURN_WITHOUT_RECEIPT, record, "received_on", spec=ledger.spec, day=record.returned_on)
        if record.return_cause:
            yield from _doubts_of(record, find_return_cause(record.return_cause), ledger)


# A death or a recall makes a return due and is known by its cause alone; of a price paid or a class never issued nothing
# comes back (facts 1.2). Each is rightly written without a day.
_WITHOUT_DAY: Final = frozenset({"deceased", "recalled", "paid", "never_issued"})


def _doubts_of(
    record: InsigniaReturn, cause: ReturnCause | None, ledger: Ledger[InsigniaReturn]
) -> Iterator[Diagnostic]:
    """A cause that speaks of a return whose day is blank, and one that is not known."""
    needs_day = cause is None or cause.cause not in _WITHOUT_DAY
    if needs_day and not record.returned_on and "returned_on" in record.sheet.columns:
        yield about(rows.CAUSE_WITHOUT_RETURN, record, "returned_on", spec=ledger.spec)
    if cause is None:
        yield about(forms.CAUSE_UNKNOWN, record, "return_cause", spec=ledger.spec)


def _numbers(ledger: Ledger[InsigniaReturn]) -> Iterator[Diagnostic]:
    """Running numbers begin again on every sheet and with every year."""
    key = lambda record: record.seq and (record.sheet.file, record.sheet.sheet, record.year, record.seq)  # noqa: E731
    for record, first in doubles(ledger.records, key):
        yield about(histories.NUMBER_DOUBLED, record, "seq", spec=ledger.spec, first=str(first.place("seq")))


def _by_person(office: Office, ledger: Ledger[InsigniaReturn]) -> Iterator[Grants]:
    """The grants of each name in the order of their years; the title is no part of a name (facts 7.1)."""
    first: dict[tuple[str, str], InsigniaReturn] = {}
    several: dict[tuple[str, str], list[InsigniaReturn]] = {}
    for record, name in office.people(ledger.spec.name)["name"].pairs():
        person, grant = (name.given, name.surname), cast("InsigniaReturn", record)
        seen = first.setdefault(person, grant)
        if seen is not grant:
            several.setdefault(person, [seen]).append(grant)
    for person, grant in first.items():
        records = several.get(person, [grant])
        if len(records) > 1 or grant.return_cause:
            ordered = sorted(records, key=lambda record: record.year)
            yield [(record, grade) for record in ordered if (grade := find_class(record.insignia_class))]


def _years(own: Grants, ledger: Ledger[InsigniaReturn]) -> Iterator[Diagnostic]:
    """Two classes in one year: between two grants lie years (facts 1.1). The same class twice has rules of its own."""
    for (first, old), (record, new) in pairwise(own):
        if first.year == record.year and old is not new:
            where = str(first.place("insignia_class"))
            yield about(
                histories.TWO_GRANTS_A_YEAR,
                record,
                "insignia_class",
                spec=ledger.spec,
                other=old.abbreviation,
                first=where,
            )


def _families(own: Grants, ledger: Ledger[InsigniaReturn]) -> Iterator[Diagnostic]:
    """Within a family the classes rise, and the lower one comes back when the higher one is granted (facts 1.2)."""
    for index, (record, grade) in enumerate(own):
        later = [(other, one) for other, one in own[index + 1 :] if one.family == grade.family]
        for other, one in later:
            if one.rank > grade.rank and other.year > record.year:
                where = {"year": record.year, "first": str(record.place("insignia_class"))}
                yield about(
                    histories.HIGHER_CLASS_BEFORE,
                    other,
                    "insignia_class",
                    spec=ledger.spec,
                    higher=grade.abbreviation,
                    **where,
                )
        above = [(other, one) for other, one in later if one.rank < grade.rank and other.received_on]
        if above and not record.returned_on and not record.return_cause:
            other, one = above[0]
            where = {"higher": one.abbreviation, "first": str(other.place("insignia_class"))}
            yield about(histories.LOWER_CLASS_HELD, record, "returned_on", spec=ledger.spec, **where)


def _causes(own: Grants, ledger: Ledger[InsigniaReturn]) -> Iterator[Diagnostic]:
    """What came back for a higher class: there must be one above it, and of its own family (facts 1.2)."""
    for record, grade in own:
        cause = find_return_cause(record.return_cause) if record.return_cause else None
        if cause is None or cause.cause != HIGHER:
            continue
        if _is_highest(grade):
            yield about(histories.NO_HIGHER_CLASS, record, "insignia_class", spec=ledger.spec)
            continue
        higher = [(other, one) for other, one in own if one.rank < grade.rank and other.year > record.year]
        if higher and all(one.family != grade.family for _other, one in higher):
            other, one = higher[0]
            where = {"other": one.abbreviation, "first": str(other.place("insignia_class"))}
            yield about(histories.OTHER_FAMILY, record, "return_cause", spec=ledger.spec, **where)


def _is_highest(grade: InsigniaClass) -> bool:
    return not any(one.family == grade.family and one.rank < grade.rank for one in insignia_classes())

"""Names of people: written in part, entered twice, spelt in two ways."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from skj.checking.looks.pages import Office, People, about
from skj.diagnostics import Diagnostic
from skj.language import N_
from skj.ledgers.base import Column, Ledger, LedgerSpec, Record, Sheet
from skj.ledgers.vocabulary import titles
from skj.rules import forms, histories
from skj.rules.between import PERSON_SPELT_TWICE
from skj.thai.names import PersonName, read_name
from skj.thai.text import identity_key

MOSTLY: Final = 0.9
ENOUGH: Final = 10
FEW: Final = 0.2
# What is easily left out or mistaken in typing a name: tones, the mark of silent letters, dots, spaces, ฎ and ฏ.
_FORGIVEN: Final = str.maketrans("ฏ", "ฎ", "่้๊๋์็ฺ .-")


def names_in_part(office: Office, ledger: Ledger[Any]) -> Iterator[Diagnostic]:
    """Names without the title that nearly all others of the column have, single words, and titles without a name."""
    known = frozenset(titles())
    for field, named in office.people(ledger.spec.name).items():
        single = [(record, name) for record, name in named.pairs() if not name.surname]
        titled, whole = sum(bool(name.title) for name in named.names), len(named.names) - len(single)
        is_usual = whole >= ENOUGH and titled >= MOSTLY * whole
        whole_only = [pair for pair in single if f"{field}.surname" not in pair[0].sheet.split]
        cut = _cut_columns(named, whole_only) if ledger.spec.column(field).parts else {}
        for record, counts in cut.values():
            yield about(forms.SURNAMES_ELSEWHERE, record, field, spec=ledger.spec, **counts)
        for record, name in single:
            if name.given in known:
                yield about(forms.TITLE_ALONE, record, field, spec=ledger.spec)
            elif id(record.sheet) not in cut:
                yield about(forms.SURNAME_MISSING, record, field, spec=ledger.spec)
        for record, name in named.pairs() if is_usual else ():
            if name.surname and not name.title:
                yield about(forms.TITLE_MISSING, record, field, spec=ledger.spec)


def _cut_columns(
    named: People, single: Sequence[tuple[Record, PersonName]]
) -> dict[int, tuple[Record, Mapping[str, int]]]:
    """By sheet, the first of its names that are nearly all one word, and how many are: the column holds half of each."""
    if len(single) < MOSTLY * ENOUGH:
        return {}
    first: dict[int, Record] = {}
    for record, _name in single:
        first.setdefault(id(record.sheet), record)
    words, all_names = (Counter(id(record.sheet) for record, _name in pairs) for pairs in (single, named.pairs()))
    return {
        sheet: (record, {"count": words[sheet], "total": all_names[sheet]})
        for sheet, record in first.items()
        if all_names[sheet] >= ENOUGH and words[sheet] >= MOSTLY * all_names[sheet]
    }


# What makes two rows of a ledger one person, and the words for it; the register of insignia has rules of its own.
_DOUBLES: Final[tuple[tuple[str, str, tuple[str, ...], str], ...]] = (
    ("training_followup", "name", ("agency",), N_("name and agency")),
    ("training_roll", "name", ("session",), N_("name and session")),
    ("coaching", "mentee", ("session",), N_("name and session")),
    ("surveys", "respondent", ("indicator", "group", "sheet"), N_("respondent and indicator")),
)


def doubled_people(ledger: Ledger[Any]) -> Iterator[Diagnostic]:
    """The same person twice where each counts once."""
    for name, field, others, what in _DOUBLES:
        if name != ledger.spec.name:
            continue
        found = list(doubles(ledger.records, _person_key(field, others)))
        if field == "respondent" and len(found) > FEW * len(ledger.records):
            return  # the column says what kind of people answered, not who
        for record, first in found:
            where = str(first.place(field))
            yield about(histories.PERSON_DOUBLED, record, field, spec=ledger.spec, what=what, first=where)


def _person_key(field: str, others: Sequence[str]) -> Callable[[Any], Hashable]:
    known = titles()

    def key(record: Any) -> Hashable:
        text = getattr(record, field)
        if not text:
            return None
        name = read_name(text, known)
        return (identity_key(name.full), *(_plain(getattr(record, other)) for other in others))

    return key


def _plain(value: Any) -> Hashable:
    if isinstance(value, Sheet):
        return value.file, value.sheet  # codes of respondents begin again on every form
    return identity_key(value) if isinstance(value, str) else value


def doubles(records: Sequence[Any], key: Callable[[Any], Hashable]) -> Iterator[tuple[Any, Any]]:
    """Records whose key an earlier one has, each with that earlier one; a key of None never repeats."""
    first: dict[Hashable, Any] = {}
    for record in records:
        value = key(record)
        seen = record if value is None else first.setdefault(value, record)
        if seen is not record:
            yield record, seen


class _Named(NamedTuple):
    """A person as one cell names them."""

    record: Record
    column: Column
    spec: LedgerSpec[Any]
    name: PersonName


def spelt_two_ways(office: Office, names: Sequence[str]) -> Iterator[Diagnostic]:
    """One person spelt in two ways, in one ledger or across ledgers; the accused of cases are left out of it (facts 8)."""
    doubtful = _written_in_two_ways(person.name for person in _named(office, names))
    alike: dict[str, dict[tuple[str, str], list[_Named]]] = {}
    for person in _named(office, names) if doubtful else ():
        if (folded := _folded(person.name)) in doubtful:
            spelling = person.name.given, person.name.surname
            alike.setdefault(folded, {}).setdefault(spelling, []).append(person)
    for spellings in alike.values():
        if len({identity_key(" ".join(spelling)) for spelling in spellings}) > 1:
            yield from _rarer([person for people in spellings.values() for person in people])


def _folded(name: PersonName) -> str:
    return f"{name.given}{name.surname}".casefold().translate(_FORGIVEN)


def _written_in_two_ways(people: Iterable[PersonName]) -> set[str]:
    """What is left of names that are not letter for letter the same; of a hundred thousand people nothing else is held."""
    seen: dict[int, int] = {}
    found: set[str] = set()
    for name in people:
        folded, spelling = _folded(name), hash((name.given, name.surname))
        if seen.setdefault(hash(folded), spelling) != spelling:
            found.add(folded)
    return found


def _named(office: Office, names: Sequence[str]) -> Iterator[_Named]:
    """Everybody with a given name and a surname in columns that are no secret."""
    for name in names:
        spec = office.ledger(name).spec
        for field, people in office.people(name).items():
            column = spec.column(field)
            if column.personal != "sensitive":
                yield from (_Named(record, column, spec, person) for record, person in people.pairs() if person.surname)


def _rarer(people: Sequence[_Named]) -> Iterator[Diagnostic]:
    """The rarer spellings, each against the most frequent (the first of those)."""
    spellings = Counter(identity_key(person.name.full) for person in people)
    usual = max(spellings, key=lambda spelling: spellings[spelling])
    best = next(person for person in people if identity_key(person.name.full) == usual)
    told = {"other": best.name.full, "first": str(best.record.place(best.column.field))}
    for person in people:
        if identity_key(person.name.full) != usual:
            found = about(PERSON_SPELT_TWICE, person.record, person.column.field, spec=person.spec, **told)
            yield with_fix(found, _with_title(person.name, best.name), hidden=bool(best.column.personal))


def _with_title(name: PersonName, right: PersonName) -> str:
    """The right spelling behind the title that the cell has."""
    return name.raw.replace(name.given, right.given).replace(name.surname, right.surname)


def with_fix(found: Diagnostic, fix: str, *, hidden: bool = False) -> Diagnostic:
    """The finding with the value proposed; what comes from a ledger with people is hidden like its own."""
    return replace(found, fix=fix, personal=found.personal or hidden)

"""All looks at ledgers, in one place: by page, by ledger, and across ledgers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from skj.checking.looks import (
    days,
    grants,
    letters,
    numbers,
    outliers,
    people,
    photos,
    places,
    rows,
    sessions,
    spellings,
    tables,
)
from skj.checking.looks.pages import Office, Page, pages_of
from skj.diagnostics import Diagnostic
from skj.ledgers.base import Ledger
from skj.memory import give_back

PageLook = Callable[[Page], Iterator[Diagnostic]]
LedgerLook = Callable[[Ledger[Any]], Iterator[Diagnostic]]
OfficeLook = Callable[[Office, Ledger[Any]], Iterator[Diagnostic]]

PAGE_LOOKS: Final[tuple[PageLook, ...]] = (
    tables.shapes,
    letters.odd_letters,
    numbers.numbers_as_text,
    numbers.texts_among_numbers,
    days.forms_of_dates,
    spellings.loose_spellings,
)
LEDGER_LOOKS: Final[Mapping[str, tuple[LedgerLook, ...]]] = {
    "rooms": (rows.rooms, outliers.costs, places.spelt_two_ways),
    "cases": (rows.cases, rows.case_numbers, spellings.levels_of_other_types),
    "training_sessions": (sessions.missing_numbers,),
    "training_roll": (rows.scores, outliers.full_marks, people.doubled_people, places.spelt_two_ways),
    "training_followup": (people.doubled_people, places.spelt_two_ways),
    "coaching": (rows.scores, sessions.missing_numbers, sessions.two_days, people.doubled_people),
    "knowledge": (rows.web_addresses, places.spelt_two_ways, places.doubled_entries),
    "surveys": (people.doubled_people,),
    "evidence": (places.doubled_entries,),
    "budget": (places.spelt_two_ways, places.doubled_entries),
    "insignia": (places.spelt_two_ways,),
}
OFFICE_LOOKS: Final[Mapping[str, tuple[OfficeLook, ...]]] = {
    "insignia": (grants.grants, photos.photographs, sessions.more_than_expected),
    "rooms": (places.housing,),
    "training_sessions": (sessions.without_roll,),
    "training_roll": (sessions.agencies,),
    "evidence": (photos.documents,),
    "budget": (places.payments,),
}


def look_closely(office: Office, names: Sequence[str]) -> Iterator[Diagnostic]:
    """Everything the looks find in the ledgers `names`."""
    for name in names:
        ledger = office.ledger(name)
        if ledger.is_configured:
            yield from look_at(office, ledger)
    yield from people.spelt_two_ways(office, [name for name in names if office.ledger(name).is_configured])


def look_at(office: Office, ledger: Ledger[Any]) -> Iterator[Diagnostic]:
    """What a single ledger shows."""
    yield from _look_at_pages(office, ledger)
    give_back(len(ledger.records))
    yield from days.days_out_of_time(office, ledger)
    yield from people.names_in_part(office, ledger)
    for ledger_look in LEDGER_LOOKS.get(ledger.spec.name, ()):
        yield from ledger_look(ledger)
    for office_look in OFFICE_LOOKS.get(ledger.spec.name, ()):
        yield from office_look(office, ledger)


def _look_at_pages(office: Office, ledger: Ledger[Any]) -> Iterator[Diagnostic]:
    """What each page shows by itself; nothing of it is held while the ledger is looked at as a whole."""
    for page in pages_of(office.space, ledger):
        for page_look in PAGE_LOOKS:
            yield from page_look(page)

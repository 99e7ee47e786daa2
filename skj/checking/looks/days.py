"""Dates that are understood one by one and still doubtful: of two eras, of two forms, of another year, of a day to come."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from skj.calendar import fiscal_year_span
from skj.checking.looks.pages import Office, Page, about, finding, kind_of
from skj.diagnostics import Diagnostic
from skj.files.tables import CellValue
from skj.ledgers.base import Column, Ledger
from skj.rules import forms
from skj.thai.dates import Era, Spelling, format_be, read_date

# Share of true dates from which a text date is the exception, and how many dates make a column worth judging.
MOSTLY: Final = 0.8
ENOUGH: Final = 5
# What a ledger of one fiscal year dates; rooms, cases and documents may belong to several.
OF_THE_YEAR: Final[Mapping[str, str]] = {
    "training_sessions": "held_on",
    "coaching": "held_on",
    "surveys": "answered_on",
    "budget": "paid_on",
    "training_followup": "answered_on",
}
# Days that are planned and not yet come.
PLANNED: Final = frozenset({"extended_until", "starts", "ends"})


def forms_of_dates(page: Page) -> Iterator[Diagnostic]:
    """Eras and forms that are mixed within a column."""
    for column, number in page.columns():
        if kind_of(page.spec, column.field) is date:
            raw = page.values(number)
            yield from _eras(page, column, number, raw)
            yield from _texts(page, column, number, raw)


def _eras(page: Page, column: Column, number: int, raw: Sequence[CellValue]) -> Iterator[Diagnostic]:
    """One finding for a column whose texts are of both eras (F5), at the first of the C.E. ones."""
    eras = {text: read_date(text).era for text in page.texts(number)}
    if not {Era.BE, Era.CE} <= set(eras.values()):
        return
    told = [eras.get(text) if isinstance(text, str) else None for text in raw]
    first = told.index(Era.CE)
    at = (page.rows[first], column, number)
    yield finding(page, forms.ERAS_MIXED, at, raw[first], be=told.count(Era.BE), ce=told.count(Era.CE))


def _texts(page: Page, column: Column, number: int, raw: Sequence[CellValue]) -> Iterator[Diagnostic]:
    """Text dates where nearly all are true dates."""
    true = sum(isinstance(value, date) for value in raw)
    texts = page.texts(number)
    if true < ENOUGH or not texts:
        return
    days = {text: reading.value for text in texts if (reading := read_date(text)).value is not None}
    count = sum(value in days for value in raw if isinstance(value, str))
    if not count or true < MOSTLY * (true + count):
        return
    for row, text in zip(page.rows, raw, strict=True):
        day = days.get(text) if isinstance(text, str) else None
        if day and read_date(text).spelling is not Spelling.SERIAL:
            yield finding(page, forms.TEXT_AMONG_DATES, (row, column, number), text, fix=format_be(day))


def days_out_of_time(office: Office, ledger: Ledger[Any]) -> Iterator[Diagnostic]:
    """Days to come in columns of what has happened, and days of another fiscal year in a ledger of one."""
    spec = ledger.spec
    names = [each.field for each in spec.columns if kind_of(spec, each.field) is date and each.field not in PLANNED]
    for name in names:
        for record in ledger.records:
            day = getattr(record, name)
            if day is not None and day > office.today:
                yield about(forms.IN_FUTURE, record, name, spec=spec, day=day)
    if own := OF_THE_YEAR.get(spec.name):
        yield from _of_other_years(ledger, own, office)


def _of_other_years(ledger: Ledger[Any], name: str, office: Office) -> Iterator[Diagnostic]:
    span = fiscal_year_span(office.space.fiscal_year)
    for record in ledger.records:
        day = getattr(record, name)
        if day is not None and day <= office.today and not span.start <= day <= span.end:
            told = {"day": day, "year": office.space.fiscal_year}
            yield about(forms.OUTSIDE_YEAR, record, name, spec=ledger.spec, **told)

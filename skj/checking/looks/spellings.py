"""Words of a fixed list in a spelling that was understood but is not the list's own."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

from skj.checking.looks.pages import Page, about, finding
from skj.diagnostics import Diagnostic
from skj.ledgers import parsers, vocabulary
from skj.ledgers.base import Column, Ledger, ReadingOptions
from skj.ledgers.cases import DisciplineCase
from skj.rules import forms
from skj.thai.text import clean_text


@cache
def _districts() -> frozenset[str]:
    """A district's name, alone or behind the words an address has before it."""
    names = [(each.thai, each.english) for each in vocabulary.districts()]
    before = ("", "เขต", "เขต ", "สำนักงานเขต", "สนข.")
    return frozenset([*(b + thai for thai, _english in names for b in before), *(english for _thai, english in names)])


@cache
def _classes() -> frozenset[str]:
    """A class by its abbreviation or its whole name, or both."""
    found: list[str] = []
    for each in vocabulary.insignia_classes():
        found += [each.abbreviation, each.thai, each.english]
        found += [f"{each.thai} ({each.abbreviation})", f"{each.abbreviation} ({each.thai})"]
    return frozenset(found)


@cache
def _positions() -> frozenset[str]:
    """Types and levels by their names and usual short forms, with or without ประเภท and ระดับ."""
    plain = {word for each in vocabulary.positions() for word in (each.type, each.level, each.short) if word}
    return frozenset([*plain, *(before + word for word in plain for before in ("ประเภท", "ระดับ"))])


_PROPER: Final[Mapping[Any, Callable[[], frozenset[str]]]] = {
    parsers.district: _districts,
    parsers.insignia_class: _classes,
    parsers.position_type: _positions,
    parsers.position_level: _positions,
}


def loose_spellings(page: Page) -> Iterator[Diagnostic]:
    """Cells read as a word of a list although they are spelt otherwise."""
    for column, number in page.columns():
        if column.parse not in _PROPER:
            continue
        raw = page.values(number)
        loose = dict(_loose(column, page.texts(number)))
        for row, text in zip(page.rows, raw, strict=True) if loose else ():
            if isinstance(text, str) and text in loose:
                yield finding(page, forms.LOOSE_SPELLING, (row, column, number), text, fix=loose[text])


def _loose(column: Column, texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Texts that are no proper form, with the word they were read as; a whole title that ends with its level is left alone."""
    for text in texts:
        plain = clean_text(text)
        if plain in _PROPER[column.parse]():
            continue
        reading = column.parse(text, ReadingOptions())
        if isinstance(reading.value, str) and reading.issue is None and len(plain) <= len(reading.value) + _MORE:
            proper = _as_long(column, plain, reading.value)
            if proper != plain:
                yield text, proper


_MORE: Final = 12


def _as_long(column: Column, text: str, value: str) -> str:
    """The proper form nearest to the text: a long name stays long."""
    if column.parse is parsers.insignia_class and (found := vocabulary.find_class(text)) and "." not in text:
        return found.thai if len(text) > len(found.abbreviation) + 2 else found.abbreviation
    return value


def levels_of_other_types(ledger: Ledger[DisciplineCase]) -> Iterator[Diagnostic]:
    """A level that the type of position does not have (facts 3); what other staff write is theirs."""
    levels: dict[str, set[str]] = {}
    for each in vocabulary.positions():
        levels.setdefault(each.type, set()).add(each.level)
    for record in ledger.records:
        kind, level = record.position_type, record.position_level
        if not kind or not level or kind not in levels or level in levels[kind]:
            continue
        if right := ", ".join(name for name, own in levels.items() if level in own):
            yield about(forms.LEVEL_OF_OTHER_TYPE, record, "position_level", spec=ledger.spec, type=kind, right=right)

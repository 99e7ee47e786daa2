"""The shape of tables: columns that are not read, merged and hidden cells, values beyond the headings."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from skj.checking.looks.pages import Page
from skj.diagnostics import Diagnostic, Place, Rule
from skj.files.tables import CellValue, column_letters
from skj.ledgers.base import Column
from skj.ledgers.knownheadings import field_names
from skj.rules import sheets as rules
from skj.thai.text import heading_key, is_blank

# How alike an unknown heading and that of a missing column must be, of 100; below it they are two things.
ALIKE: Final = 84
# A shorter heading says too little to be called a slip of another one.
SHORTEST: Final = 4


def shapes(page: Page) -> Iterator[Diagnostic]:
    """Everything about the shape of one table."""
    yield from _unread_columns(page)
    yield from _merged_across(page)
    yield from _hidden(page)
    yield from _beyond(page)


def _missing(page: Page) -> list[Column]:
    """The columns of the ledger that the sheet does not have."""
    return [
        column
        for column in page.spec.columns
        if column.field not in page.sheet.columns
        and not any(name in page.sheet.split for name in (*field_names(column), f"{column.field}.given"))
    ]


def _unread_columns(page: Page) -> Iterator[Diagnostic]:
    """Headings that are none of the ledger's but look like one it lacks: the column would silently be blank."""
    missing = _missing(page)
    taken = {*page.sheet.columns.values(), *page.sheet.split.values()}
    row = page.sheet.heading_row
    for number in range(1, page.sheet.width + 1) if missing and row else ():
        letters, text = column_letters(number), page.table.value(row, number)
        if letters in taken or not isinstance(text, str) or len(heading_key(text)) < SHORTEST:
            continue
        yield from _unread(page, number, text, missing)


def _unread(page: Page, number: int, text: str, missing: list[Column]) -> Iterator[Diagnostic]:
    place = page.table.place(page.sheet.heading_row, number, text)
    key = heading_key(text)
    begin = [column for column in missing if any(heading_key(each).startswith(key) for each in column.headings)]
    if len(begin) > 1:
        wanted = ", ".join(f"“{column.heading}”" for column in begin)
        yield _said(page, rules.HEADING_AMBIGUOUS, place, text, wanted=wanted)
    elif near := _nearest(text, missing):
        yield _said(page, rules.HEADING_MISSPELT, place, text, wanted=near, fix=near)


def _said(page: Page, rule: Rule, place: Place, text: str, **args: str) -> Diagnostic:
    fix = args.pop("fix", "")
    return Diagnostic(rule, place, args, text, page.spec.name, fix=fix)


def _nearest(text: str, missing: list[Column]) -> str:
    """The heading of a missing column that a text is a slip of."""
    from rapidfuzz import fuzz, process  # start-up: only an unknown heading needs it

    names = [heading for column in missing for heading in column.headings]
    best = process.extractOne(text, names, scorer=fuzz.ratio, processor=heading_key, score_cutoff=ALIKE)
    return str(best[0]) if best else ""


def _merged_across(page: Page) -> Iterator[Diagnostic]:
    """Cells of records merged over several of the ledger's columns."""
    known = sorted(number for _column, number in page.columns())
    rows = frozenset(page.rows)
    for merge in page.table.merges:
        inside = [number for number in known if merge.left <= number <= merge.right]
        if merge.top in rows and len(inside) > 1:
            area = f"{column_letters(merge.left)}{merge.top}:{column_letters(merge.right)}{merge.bottom}"
            place = page.place(merge.top, merge.left)
            yield Diagnostic(rules.MERGED_ACROSS, place, {"area": area}, ledger=page.spec.name)


def _hidden(page: Page) -> Iterator[Diagnostic]:
    if hidden := page.table.hidden_rows.intersection(page.rows):
        place = page.table.place(min(hidden))
        yield Diagnostic(rules.ROWS_HIDDEN, place, {"count": len(hidden)}, ledger=page.spec.name)


def _beyond(page: Page) -> Iterator[Diagnostic]:
    """Rows of a CSV file with values where no heading stands; in a workbook remarks stand beside tables."""
    if not page.table.encoding or not page.sheet.width:
        return
    width = page.sheet.width
    is_personal = any(column.personal for column in page.spec.columns)
    for row, cells in zip(page.rows, page.cells, strict=True):
        beyond = ((number, text) for number, text in enumerate(cells[width:], width + 1) if _says_something(text))
        for number, text in islice(beyond, 1):
            place = page.table.place(row, number)
            yield Diagnostic(rules.VALUE_BESIDE_TABLE, place, {}, str(text), page.spec.name, personal=is_personal)


def _says_something(value: CellValue) -> bool:
    return isinstance(value, str) and not is_blank(value)

"""Numbers that are texts, and texts where nearly all are numbers."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from skj.checking.looks.pages import Page, finding, kind_of
from skj.diagnostics import Diagnostic
from skj.files.tables import CellValue
from skj.ledgers.base import Column, ReadingOptions
from skj.ledgers.parsers import indicator_ref, satisfaction, weight
from skj.rules import forms
from skj.thai.digits import to_arabic
from skj.thai.text import is_blank

_PLAIN: Final = re.compile(r"[\s฿]*[+-]?[\d,]*\.?\d+\s*(?:%|บาท|\.-)?\s*")
_THAI: Final = re.compile("[๐-๙]")
_LOOK_ALIKE: Final = re.compile(r"\d[OoIlSBz]|[OoIlSBz]\d")
# From here on a column is one of numbers, and these are so few that they are slips (group 1: "97 % are numbers").
MOSTLY: Final = 0.95
ENOUGH: Final = 20
A_FEW: Final = 3  # a word that stands more often is a name: building ก among buildings 1 to 5
_MAY_BE: Final = 0.5
# Only a workbook tells numbers from texts; in a CSV file everything is text.
NUMBERS_OF_TEXT: Final = frozenset({satisfaction, indicator_ref, weight})


def numbers_as_text(page: Page) -> Iterator[Diagnostic]:
    """Figures typed as text in a column of numbers, in Thai or other digits."""
    is_workbook = not page.table.encoding
    for column, number in page.columns():
        if kind_of(page.spec, column.field) not in {int, Decimal} or column.parse in NUMBERS_OF_TEXT:
            continue
        raw = page.values(number)
        wrong = {text: fix for text in page.texts(number) if (fix := _as_number(column, text, is_workbook=is_workbook))}
        for row, text in zip(page.rows, raw, strict=True) if wrong else ():
            if text.__class__ is str and text in wrong:
                rule = forms.THAI_DIGITS if _THAI.search(str(text)) else forms.NUMBER_AS_TEXT
                yield finding(page, rule, (row, column, number), text, fix=wrong[str(text)])


def _as_number(column: Column, text: str, *, is_workbook: bool) -> str:
    """The number a text stands for, when it is figures and little else; in a CSV file only Thai digits are worth saying."""
    if not _PLAIN.fullmatch(to_arabic(text)) or not (is_workbook or _THAI.search(text)):
        return ""
    reading = column.parse(text, ReadingOptions())
    return "" if reading.value is None or reading.issue else _plain(reading.value)


def _plain(value: Any) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def texts_among_numbers(page: Page) -> Iterator[Diagnostic]:
    """Slips in a column of texts that are nearly all figures: a letter typed for a digit, a word where a number belongs."""
    for column, number in page.columns():
        if kind_of(page.spec, column.field) is not str or column.parse is indicator_ref:
            continue
        raw = page.values(number)
        filled = len(raw) - raw.count(None)
        if filled < ENOUGH or sum(map(_may_be_figure, raw)) < _MAY_BE * filled:
            continue
        figures = [value for value in raw if _says_something(value)]
        numbers = sum(_is_figure(value) for value in figures)
        if len(figures) < ENOUGH or not MOSTLY * len(figures) <= numbers < len(figures):
            continue
        percent, often = numbers * 100 // len(figures), Counter(figures)
        for row, value in zip(page.rows, raw, strict=True):
            if isinstance(value, str) and often[value] <= A_FEW and _says_something(value) and _is_slip(value):
                yield finding(page, forms.TEXT_AMONG_NUMBERS, (row, column, number), value, percent=percent)


def _may_be_figure(value: CellValue) -> bool:
    """A quick look at the end of a value, before the whole column is judged."""
    return value is not None and (value.__class__ is not str or str(value)[-1:].isdigit())


def _says_something(value: CellValue) -> bool:
    return value is not None and not (isinstance(value, str) and is_blank(value))


def _is_figure(value: CellValue) -> bool:
    return isinstance(value, int | float) or (isinstance(value, str) and _PLAIN.fullmatch(to_arabic(value)) is not None)


def _is_slip(text: str) -> bool:
    """A text without any digit, or with a letter that looks like one; 101/2 and 12ก are numbers of rooms."""
    plain = to_arabic(text)
    return not re.search(r"\d", plain) or _LOOK_ALIKE.search(plain) is not None

"""What all parsers are made of: the halves for texts and for other values, and how a value looks in its sheet."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, time
from decimal import Decimal
from math import isfinite, isnan
from types import NoneType
from typing import Any, Final, TypeGuard, cast

from skj.diagnostics import Rule
from skj.files.tables import CellError, CellValue, RawColumn
from skj.ledgers.base import Issue, Parser, Reading, ReadingOptions
from skj.rules import cells
from skj.thai.dates import format_be, read_date
from skj.thai.text import is_blank

BLANK: Final = Reading(None)
_LOOKED_AT: Final = 500  # values that tell whether a column repeats itself
_SIGNIFICANT: Final = ".15g"  # what a spreadsheet itself shows; more is binary noise such as 0.30000000000000004


Many = Callable[[RawColumn], tuple[Sequence[Any], Iterable[int]]]
MANY: Final[dict[Parser, Many]] = {}
"""What reads a whole column at once where it is plain: the values, and the places of the cells that a parser must look at."""


def texts_as_they_are(doubtful: Callable[[Collection[str]], set[str]]) -> Many:
    """What reads a column of texts at once: a text that is not `doubtful` of all means itself."""

    def many(column: RawColumn) -> tuple[Sequence[Any], Iterable[int]]:
        cells, kinds = column
        values = set(cells) if _repeats(cells) else cells
        texts = cast(
            "Collection[str]", values if kinds == {str} else [value for value in values if isinstance(value, str)]
        )
        odd = doubtful(texts)
        if not odd and kinds <= {str, NoneType}:
            return cells, ()
        return cells, [
            place for place, value in enumerate(cells) if value in odd or not isinstance(value, str | NoneType)
        ]

    return many


def _repeats(cells: Sequence[CellValue]) -> bool:
    """Whether a column seems to say the same again and again, as causes and agencies do and names do not."""
    beginning = cells[:_LOOKED_AT]
    return len(set(beginning)) * 2 <= len(beginning)


def failed(rule: Rule, **details: object) -> Reading:
    """The reading of a cell that breaks `rule`."""
    return Reading(None, Issue(rule, details))


def parser(read_text: Callable[[str], Reading], read_other: Callable[[CellValue], Reading]) -> Parser:
    """A parser from two halves: what a text means, and what a value means that is no text, blank or error value."""

    def parse(value: CellValue, _options: ReadingOptions) -> Reading:
        if type(value) is str:
            return read_text(value)
        if is_nothing(value):
            return BLANK
        return failed(cells.CELL_ERROR) if isinstance(value, CellError) else read_other(value)

    return parse


def texts_only(read_text: Callable[[str], Reading]) -> Parser:
    """A parser that reads other values by the text people see: 12.0 is "12"."""
    return parser(read_text, lambda value: read_text(shown(value)))


def filled(read_text: Callable[[str], Reading]) -> Callable[[str], Reading]:
    """`read_text` for texts that say something; "-", "ไม่มี" and the like are blank."""

    def read(value: str) -> Reading:
        return BLANK if is_blank(value) else read_text(value)

    return read


def is_nothing(value: CellValue) -> bool:
    """Whether a value is no value: an empty cell or a not-a-number."""
    return value is None or (isinstance(value, float) and isnan(value))


def is_number(value: CellValue) -> TypeGuard[int | float]:
    """Whether a value is a finite number; True and False are none."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)


def decimal_of(number: float) -> Decimal:
    """A number of a spreadsheet without binary noise."""
    return Decimal(number) if isinstance(number, int) else Decimal(format(number, _SIGNIFICANT))


def is_whole(number: float) -> bool:
    """Whether a number is a whole one; a damaged workbook may also hold infinities and what is no number at all."""
    return isinstance(number, int) or number.is_integer()


def shown(value: CellValue) -> str:
    """A value as people see it: 12.0 is "12", a date stands in the Buddhist era, a time is hours and minutes."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return str(value).upper()
    if is_number(value):
        return str(int(value)) if is_whole(value) else format(decimal_of(value), "f")
    if isinstance(value, date):
        return be_text(value)
    return value.strftime("%H:%M") if isinstance(value, time) else str(value)


def be_text(value: date) -> str:
    """A date as B.E. text; one whose year cannot be meant keeps its own figures."""
    day = read_date(value).value
    return format_be(day) if day else value.isoformat()[:10]

"""What the values of a column say: whether they can be those of a field, however the heading is typed."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Final

from skj.files.tables import CellValue
from skj.ledgers import parsers, vocabulary
from skj.ledgers.base import NO_OPTIONS, Column, Parser, ReadingOptions
from skj.ledgers.parsers import shown
from skj.mapping.fields import MapField
from skj.thai.dates import Spelling, read_date
from skj.thai.names import split_title
from skj.thai.text import clean_text, is_blank

Look = Callable[[CellValue], bool]

# One value of each kind that ledgers hold; a parser that takes few of them tells much when it takes a column.
_PROBES: Final[tuple[CellValue, ...]] = (
    "นายสมชาย ใจดี",
    "พระนคร",
    "ม.ป.ช.",
    "12 ม.ค. 2567",
    "2567",
    "101",
    "4.5",
    "15/2",
    "ไฟฟ้า",
    "ใช่",
    "มากที่สุด",
    "วิชาการ",
    "ชำนาญการ",
    "สำนักอนามัย",
    "ภาพ1.jpg",
    "เอกสารประกอบ",
)
MOSTLY: Final = Fraction(9, 10)
_HALF: Final = 0.55
_THAI_WORD: Final = re.compile(r"[ก-๎.]+( ณ [ก-๎]+)?")
_FILE_NAME: Final = re.compile(r".+\.(jpe?g|png|pdf|tiff?|docx?|xlsx?|gif|heic)", re.IGNORECASE)
_WEB: Final = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
_INDICATOR: Final = re.compile(r"[1-9]|[a-z]\w{3,}")


@dataclass(frozen=True, slots=True)
class Fit:
    """How the values of a column fit a field: `share` of them can be read, `weight` from -1 (cannot be) to 1 (hardly else)."""

    share: Fraction | None
    weight: float


NO_VALUES: Final = Fit(None, 0.0)


def fit_of(values: Sequence[CellValue], field: MapField, options: ReadingOptions) -> Fit:
    """The fit of a sample of a column's values; a column without any says nothing."""
    if not values:
        return NO_VALUES
    look, selectivity, is_strict = _look_of(field, options)
    share = Fraction(sum(map(look, values)), len(values))
    if is_strict:
        return Fit(share, _weight(float(share), selectivity))
    return Fit(share, selectivity * max(0.0, float(share) * 2 - 1) - _foreign(values, options))


def _weight(share: float, selectivity: float) -> float:
    """At 0.55 nothing is said; a column whose cells can mostly not be read is another column."""
    return selectivity * (share - _HALF) / (1 - _HALF) if share >= _HALF else (share - _HALF) / _HALF


def _foreign(values: Sequence[CellValue], options: ReadingOptions) -> float:
    """How much a column of free words looks like something else: dates, web addresses."""
    others = (_is_date_like(options), _matching(_WEB))
    return max(0.0, *(sum(map(other, values)) / len(values) * 2 - 1 for other in others))


def _look_of(field: MapField, options: ReadingOptions) -> tuple[Look, float, bool]:
    """How to look at a value, how much a yes tells, and whether a no speaks against the field."""
    if field.part:
        return (_is_title, 0.9, True) if field.part == "title" else (_is_one_word, 0.4, True)
    by_field = _LOOKS_BY_FIELD.get(field.name)
    found = by_field or _LOOKS.get(field.column.parse)
    if found is not None:
        return found
    parse = field.column.parse
    return _parses(parse, options), selectivity(parse), selectivity(parse) > 0


def _parses(parse: Parser, options: ReadingOptions) -> Look:
    def look(value: CellValue) -> bool:
        reading = parse(value, options)
        return reading.value is not None and not reading.failed

    return look


@cache
def selectivity(parse: Parser) -> float:
    """The share of unlike values that a parser refuses; 0 for free text."""
    look = _parses(parse, ReadingOptions())
    return sum(not look(probe) for probe in _PROBES) / len(_PROBES)


def _matching(pattern: re.Pattern[str]) -> Look:
    return lambda value: isinstance(value, str) and bool(pattern.fullmatch(value.strip()))


def _is_date_like(options: ReadingOptions) -> Look:
    """A date by itself or in writing; a bare number, which may also be a day's serial, is none."""

    def look(value: CellValue) -> bool:
        if isinstance(value, (int, float)):
            return False
        reading = read_date(value, is_1904=options.is_1904, two_digit_years=options.two_digit_years)
        return reading.value is not None and reading.spelling not in {Spelling.SERIAL, Spelling.COMPACT}

    return look


def _is_person(value: CellValue) -> bool:
    """A title and at least one more word; without a title, two words of Thai letters are not enough to tell."""
    return isinstance(value, str) and bool(split_title(clean_text(value), vocabulary.titles())[0])


def _is_title(value: CellValue) -> bool:
    return isinstance(value, str) and clean_text(value) in _titles()


@cache
def _titles() -> frozenset[str]:
    return frozenset(map(clean_text, vocabulary.titles()))


def _is_one_word(value: CellValue) -> bool:
    """A given name or a surname."""
    if not isinstance(value, str) or clean_text(value) in _titles():
        return False
    return bool(_THAI_WORD.fullmatch(clean_text(value)))


def _is_agency(value: CellValue) -> bool:
    if not isinstance(value, str):
        return False
    text = clean_text(value)
    return bool(vocabulary.find_agency(text)) or (
        vocabulary.says_district(text) and bool(vocabulary.find_district(text))
    )


def _is_damage(value: CellValue) -> bool:
    """Words that are kinds of damage, all of them."""
    reading = parsers.damage(value, ReadingOptions())
    return reading.value is not None and reading.issue is None


def _is_reference(value: CellValue) -> bool:
    """The number of an indicator, or an id in Latin letters."""
    reading = parsers.indicator_ref(value, ReadingOptions())
    return isinstance(reading.value, str) and bool(_INDICATOR.fullmatch(reading.value))


_FILE: Final = (_matching(_FILE_NAME), 0.9, False)
_LOOKS_BY_FIELD: Final[dict[str, tuple[Look, float, bool]]] = {
    "url": (_matching(_WEB), 1.0, True),
    "photo_before": _FILE,
    "photo_after": _FILE,
    "file": _FILE,
}
_LOOKS: Final[dict[Parser, tuple[Look, float, bool]]] = {
    parsers.person_name: (_is_person, 0.9, False),
    parsers.agency: (_is_agency, 0.7, False),
    parsers.agencies_list: (_is_agency, 0.5, False),
    parsers.image_name: _FILE,
    parsers.damage: (_is_damage, 1.0, False),
    parsers.indicator_ref: (_is_reference, 0.6, True),
}


def kind_of(field: MapField) -> tuple[object, ...]:
    """What decides how values are looked at: fields of one kind have one fit."""
    return (field.column.parse, field.part, field.name if field.name in _LOOKS_BY_FIELD else "")


def is_person_column(values: Sequence[CellValue]) -> bool:
    """Whether a column holds people: its values are not to be shown to everybody."""
    return sum(map(_is_person, values)) * 3 > len(values)


def present(values: Sequence[CellValue]) -> list[CellValue]:
    """The values that say something."""
    return [value for value in values if value is not None and not (isinstance(value, str) and is_blank(value))]


def may_be_shown(column: Column, value: CellValue) -> bool:
    """Whether a value of a column that is not personal may be an example: a misplaced person must not be one."""
    if column.personal is not None or column.parse is parsers.person_name:
        return True  # hidden later, all of them; or people are what the column is for
    return not column.parse(value, NO_OPTIONS).failed if is_typed(column) else not _is_person(value)


def examples_of(values: Sequence[CellValue], count: int = 3) -> tuple[str, ...]:
    """The first different values as people see them."""
    return tuple(dict.fromkeys(clean_text(shown(value)) for value in values))[:count]


def is_typed(column: Column) -> bool:
    """Whether a column takes only values of its own kind."""
    return selectivity(column.parse) > 0

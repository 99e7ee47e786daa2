"""Parsers of free text: texts, people, agencies, references to indicators."""

from collections.abc import Collection
from datetime import date
from typing import Final

from skj.files.tables import CellValue
from skj.ledgers.base import Issue, Reading
from skj.ledgers.parsers.making import BLANK, MANY, be_text, filled, parser, shown, texts_as_they_are, texts_only
from skj.ledgers.vocabulary import agency_name, find_agency, find_district, says_district, titles
from skj.patterns import later
from skj.rules import cells
from skj.thai.digits import to_arabic
from skj.thai.names import has_two_people
from skj.thai.text import clean_text, doubtful_texts, is_blank

_SEVERAL_PEOPLE: Final = later(r"[\r\n,;/]|และ ")
_BETWEEN_PEOPLE: Final = (
    ",",
    ";",
    "/",
    "\r",
    "และ ",
)  # the marks of _SEVERAL_PEOPLE but for lines, which are never plain
_BETWEEN_AGENCIES: Final = later(r"[\r\n,;/|]+|และ\s*(?=สำนัก|สนข|สนง|เขต|กอง)")
_REFERENCE: Final = later(r"(?:ตัวชี้วัด(?:ที่)?|kpi|indicator|ข้อ(?:ที่)?|ที่|no\.?)?\s*(\d{1,2})(?!\d|[.:]\d)")


def _text(value: str) -> Reading:
    cleaned = clean_text(value)
    return BLANK if is_blank(cleaned) else Reading(cleaned)


def _text_of_other(value: CellValue) -> Reading:
    """A true date here is doubted: a spreadsheet makes dates of case numbers such as 1/2567."""
    if isinstance(value, date):
        return Reading(be_text(value), Issue(cells.DATE_IN_TEXT))
    return _text(shown(value))


def _person(value: str) -> Reading:
    reading = _text(value)
    if reading.value and _SEVERAL_PEOPLE.search(value) and has_two_people(value, titles()):
        return Reading(reading.value, Issue(cells.TWO_PEOPLE))
    return reading


def _doubtful_names(values: Collection[str]) -> set[str]:
    """Names that are not plain, or may be those of several people."""
    odd = doubtful_texts(values)
    joined = "\n".join(values)
    if any(mark in joined for mark in _BETWEEN_PEOPLE):
        odd |= set(filter(_SEVERAL_PEOPLE.search, values))
    return odd


def _agency(value: str) -> Reading:
    return Reading(agency_name(value))


def _agencies(value: str) -> Reading:
    parts = [part for part in map(clean_text, _BETWEEN_AGENCIES.split(_whole_name(value))) if not is_blank(part)]
    names = [name for part in parts for name in _several_agencies(part)]
    return Reading(tuple(dict.fromkeys(names))) if names else BLANK


def _whole_name(value: str) -> str:
    """The canonical name when `value` is one agency, whatever it holds ("สำนักวัฒนธรรม, กีฬา และการท่องเที่ยว")."""
    found = find_agency(value)
    return found.thai if found else value


def _several_agencies(part: str) -> list[str]:
    """The agencies of one part: known ones with only และ or spaces between them ("สนพ. และ สนอ."), else itself."""
    if find_agency(part) is None:
        for split in (part.split("และ"), part.replace("และ", " ").split()):
            if len(split) > 1 and all(map(_is_known, split)):
                return [agency_name(one) for one in split]
    return [agency_name(part)]


def _is_known(part: str) -> bool:
    return find_agency(part) is not None or (says_district(part) and find_district(part) is not None)


def _indicator(value: str) -> Reading:
    plain = to_arabic(clean_text(value)).casefold()
    number = _REFERENCE.match(plain)
    return Reading(str(int(number[1])) if number else plain)


text: Final = parser(_text, _text_of_other)
"""Free text on one line; 12.0 is "12" (rooms, case numbers)."""

return_cause_text: Final = text
"""The cause of a return as it is written; `vocabulary.find_return_cause` gives it a meaning."""

person_name: Final = parser(_person, _text_of_other)
"""A name with its title, cleaned; `skj.thai.names` takes it apart."""

MANY[text] = texts_as_they_are(doubtful_texts)
MANY[person_name] = texts_as_they_are(_doubtful_names)

agency: Final = parser(filled(_agency), _text_of_other)
"""An agency: its canonical name when it is known, else the cleaned text, since any unit may stand here."""

agencies_list: Final = texts_only(filled(_agencies))
"""The agencies of a session, a tuple; names that hold และ stay whole."""

indicator_ref: Final = texts_only(filled(_indicator))
"""A reference to an indicator: its number as "1", else the text in lower case (an id such as "coaching", or a name)."""

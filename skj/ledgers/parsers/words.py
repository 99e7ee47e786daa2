"""Parsers of words of a fixed list: yes and no, districts, classes, positions, damage, satisfaction."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from skj.diagnostics import Rule
from skj.files.tables import CellValue
from skj.ledgers import vocabulary
from skj.ledgers.base import Issue, Parser, Reading
from skj.ledgers.parsers.making import BLANK, failed, filled, is_number, parser, shown, texts_only
from skj.rules import cells
from skj.thai.text import clean_text, is_blank

_LOWEST, _HIGHEST = Decimal(1), Decimal(5)


def _yes_no(value: str) -> Reading:
    """The list first: a dash says no, though elsewhere it is blank."""
    answer = vocabulary.yes_or_no(value)
    if answer is not None:
        return Reading(answer)
    return BLANK if is_blank(value) else failed(cells.NOT_YES_OR_NO)


def _yes_no_of_other(value: CellValue) -> Reading:
    is_one = isinstance(value, (int, float)) and value in {0, 1}
    return Reading(bool(value)) if is_one else failed(cells.NOT_YES_OR_NO)


yes_no: Final = parser(_yes_no, _yes_no_of_other)
"""ใช่/ไม่ใช่ in its many forms, a `bool`; an unknown word is an error, never a "no"."""


def _listed(
    find: Callable[[str], Reading | None],
    unknown: Rule,
    names: Callable[[], Sequence[str]],
) -> Parser:
    """A parser of one word of a list; an unknown one is an error that names the word nearest to it."""

    def of_text(value: str) -> Reading:
        return find(value) or _unknown(unknown, vocabulary.nearest(clean_text(value), names()))

    return texts_only(filled(of_text))


def _unknown(rule: Rule, nearest: str | None) -> Reading:
    """An error that proposes the nearest word of the list, if one is near."""
    return Reading(None, Issue(rule, {"nearest": nearest} if nearest else {}, fix=nearest or ""))


def _district(value: str) -> Reading:
    """The district; the name of a province is told as such, for no district is meant by it."""
    found = vocabulary.find_district(value)
    if found:
        return Reading(found.thai)
    if vocabulary.find_province(value):
        return failed(cells.PROVINCE_FOR_DISTRICT)
    return _unknown(cells.UNKNOWN_DISTRICT, vocabulary.nearest_district(value))


def _class(value: str) -> Reading | None:
    found = vocabulary.find_class(value)
    if found is None:
        return None
    return Reading(found.abbreviation) if found.is_sash else failed(cells.CLASS_BELOW_SASH)


def _type(value: str) -> Reading | None:
    """The type; a level beside it would be lost here, so it is reported."""
    found = vocabulary.position_words(value)
    if not found.type:
        return None
    return Reading(found.type, Issue(cells.LEVEL_IN_TYPE, {"level": found.level}) if found.level else None)


def _level(value: str) -> Reading | None:
    """The level; staff of another kind have levels of their own, kept as they are."""
    found = vocabulary.position_words(value)
    level = clean_text(value) if found.other else found.level
    return Reading(level) if level else None


def _class_names() -> list[str]:
    return [grade.thai for grade in vocabulary.insignia_classes() if grade.is_sash]


def _level_names() -> list[str]:
    return [position.level for position in vocabulary.positions()]


district: Final = texts_only(filled(_district))
"""The Thai name of one of the 50 districts, without "เขต"."""

insignia_class: Final = _listed(_class, cells.UNKNOWN_CLASS, _class_names)
"""The abbreviation of a sash class, "ม.ป.ช."; a class below them is an error of its own."""

position_type: Final = _listed(_type, cells.UNKNOWN_POSITION_TYPE, vocabulary.position_types)
"""The type of a position; other kinds of staff (teachers, employees) by their own name."""

position_level: Final = _listed(_level, cells.UNKNOWN_POSITION_LEVEL, _level_names)
"""The level of a position, also at the end of a whole title."""


def _damage(value: str) -> Reading:
    kinds, unknown = vocabulary.damage_kinds(value)
    if not kinds and not unknown:
        return BLANK
    return Reading((*kinds, *unknown), _unknown_damage(kinds, unknown) if unknown else None)


def _unknown_damage(kinds: Sequence[str], unknown: Sequence[str]) -> Issue:
    """A warning that proposes the kinds nearest to the words that are none, when each has one."""
    names = [kind.thai for kind in vocabulary.all_damage_kinds()]
    near = [vocabulary.nearest(word, names) for word in unknown]
    fix = ", ".join(dict.fromkeys([*kinds, *map(str, near)])) if all(near) else ""
    return Issue(cells.UNKNOWN_DAMAGE, {"unknown": ", ".join(unknown)}, fix)


damage: Final = texts_only(filled(_damage))
"""The kinds of damage, a tuple; words that are no kind stay in it, with a warning."""


def _satisfaction(value: str) -> Reading:
    answer = vocabulary.satisfaction_score(value)
    return Reading(answer) if answer and _LOWEST <= answer <= _HIGHEST else failed(cells.NOT_A_SATISFACTION)


def _satisfaction_of_other(value: CellValue) -> Reading:
    return _satisfaction(shown(value)) if is_number(value) else failed(cells.NOT_A_SATISFACTION)


satisfaction: Final = parser(filled(_satisfaction), _satisfaction_of_other)
"""An answer from 1 to 5 as a `Decimal`: numbers, means such as 4.7, and the words of facts 9."""

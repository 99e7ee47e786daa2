"""Lines of a given display width out of Thai and Latin text: Thai is written without spaces and its marks take no room.

A vowel or tone mark never leaves its consonant. Lines break at spaces first, then where a Thai syllable surely begins or
ends, then between letters. Widths are terminal cells.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from skj.patterns import later
from skj.render.words import COUNTED_THINGS, OFFICE_WORDS

_MONTH: Final = r"(?:เ?[ก-ฮ][ิี]?\.[ก-ฮ]\.|[A-Z][a-z]{2})"
_COMBINING: Final = "\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200b-\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff"
_AFTER: Final = "ะาำๅๆฯ"  # written after their consonant and never at the start of a line
_CLOSING: Final = re.escape(")]}”’»›,.;:!?%…")
_OPENING: Final = re.escape("([{“‘«‹")

_FOREIGN: Final = (
    rf"\s\u0e00-\u0e7f{_OPENING}{_CLOSING}\u3000-\u9fff\uac00-\ud7af\uff00-\uffef"  # no part of a Latin word
)

_PIECE: Final = later(rf".(?:\u200d.|[{_COMBINING}{_AFTER}])*", re.DOTALL)
_SYLLABLE_START: Final = frozenset("เแโใไ")
_SYLLABLE_END: Final = frozenset("ะำ์ๆฯ\u200b")
_SURE_WORDS: Final = frozenset(word for word in OFFICE_WORDS if len(word) > 3)  # shorter ones stand in others
_COUNTED: Final = frozenset(COUNTED_THINGS)
_LOOK_BACK: Final = 12  # cells given up at the end of a line to break between syllables rather than inside one


def width_of(text: str) -> int:
    """The room `text` takes on a terminal, in cells."""
    from rich.cells import cell_len

    return cell_len(text)


def pad(text: str, width: int, *, right: bool = False) -> str:
    """`text` with spaces up to `width` cells, after it or, for numbers, before it."""
    room = " " * max(0, width - width_of(text))
    return room + text if right else text + room


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells (at least 2); always at least one line, which may be empty."""
    if width_of(text) <= width:
        return [text.rstrip()]
    lines: list[str] = []
    line: list[str] = []
    for unit in _units(text, width):
        while line and _width(line) + width_of(unit.rstrip()) > width:
            kept, line = _break(line, unit, width)
            lines.append("".join(kept).rstrip())
        if line or not unit.isspace():
            line.append(unit)
    return [*lines, "".join(line).rstrip()]


@cache
def _unit() -> re.Pattern[str]:
    """What is never torn apart, compiled when something is first wrapped.

    A date, a percentage, a command, a known word, an abbreviation such as ก.ก., a word or number of other scripts, one
    Thai cluster (leading vowel, consonant, marks), anything else with its marks.
    """
    words = "|".join(map(re.escape, sorted(OFFICE_WORDS, key=len, reverse=True)))
    return re.compile(
        rf"\s+|[{_OPENING}]*(?:"
        rf"\d{{1,2}} {_MONTH} \d{{4}}"
        rf"|[\d,.]+ %"
        rf"|skj explain \w+"
        rf"|(?:{words})(?![{_COMBINING}{_AFTER}])"
        rf"|(?:[ก-ฮ]{{1,3}}\.)+"
        rf"|[^{_FOREIGN}]+(?:[.,:;'’][^{_FOREIGN}]+)*"
        rf"|[เ-ไ]?[ก-ฮ][{_COMBINING}{_AFTER}]*"
        rf"|\S(?:\u200d\S|[{_COMBINING}{_AFTER}])*"
        rf")?[{_CLOSING}]*",
    )


def _units(text: str, width: int) -> Iterator[str]:
    for match in _unit().finditer(text):
        if not match[0]:
            continue
        if width_of(match[0]) <= width:
            yield match[0]
        else:
            yield from _PIECE.findall(match[0])


def _width(units: list[str]) -> int:
    return width_of("".join(units))


def _break(line: list[str], unit: str, width: int) -> tuple[list[str], list[str]]:
    """Divide a full line before `unit`: what stays, and what moves to the next line."""
    units = [*line, unit]
    spots = range(1, len(units))
    at = max(spots, key=lambda spot: (_quality(units, spot, width), spot))
    return units[:at], _without_leading_space(units[at:-1])


def _quality(units: list[str], spot: int, width: int) -> int:
    """How good a line end before `units[spot]` is: 2 at a space, 1 between syllables, 0 elsewhere or too far back."""
    filled = _width(units[:spot])
    if units[spot].isspace() or units[spot - 1].isspace():
        return 2 - _parts_number(units, spot) if filled * 2 >= width else 0
    return (
        1 if filled >= width - min(_LOOK_BACK, width // 3) and _between_syllables(units[spot - 1], units[spot]) else 0
    )


def _parts_number(units: list[str], spot: int) -> bool:
    """Whether a line end at this space parts a number from what it counts: `อาคาร 12`, `2.4 ห้อง`."""
    space = spot if units[spot].isspace() else spot - 1
    before, after = units[space - 1] if space else "", units[space + 1] if space + 1 < len(units) else ""
    return after[:1].isdigit() or (before[-1:].isdigit() and after in _COUNTED)


def _between_syllables(before: str, after: str) -> bool:
    if before in _SURE_WORDS or after in _SURE_WORDS:
        return True
    return before[-1] in _SYLLABLE_END or after[0] in _SYLLABLE_START or not (_is_thai([before]) and _is_thai([after]))


def _is_thai(units: list[str]) -> bool:
    return any("\u0e00" <= letter <= "\u0e7f" for unit in units for letter in unit)


def _without_leading_space(units: list[str]) -> list[str]:
    while units and units[0].isspace():
        units = units[1:]
    return units

"""Pages of ledgers in memory whose headings are typed as people type them, and which column is which field."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from making.books import Sheet
from making.layout import Heading, Layout, Row, lay_out

from skj.files.tables import CellValue, Merge, RawTable
from skj.thai.text import heading_key
from tests.workspaces.headings import HEADINGS
from tests.workspaces.maker import Scribe
from tests.workspaces.truth import RandomYear

TONES: Final = "\u0e48\u0e49\u0e4a\u0e4b"
LETTERS: Final = "กขคงจชดตทนบปพมยรลวสหอ"
MARKS: Final = "ะัาำิีึืุูเแโใไ็่้๊๋์"
ROWS: Final = 40
YEARS: Final = 3


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet, and for each of its tables the ledger and the field of every column ('' = of no field)."""

    table: RawTable
    truths: tuple[tuple[str, Mapping[int, str]], ...]
    slips: int


class TypingScribe(Scribe):
    """Lays out pages as the maker of workspaces does, and mistypes a share of the headings."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.overridden = ""
        self.share = rng.choice((0.0, 0.15, 0.3, 0.5))
        self.slips = 0

    def headings(self, ledger: str, *, two_lines: bool, merges: bool) -> tuple[Heading, ...]:
        """The maker's headings with slips of the hand."""
        drawn = super().headings(ledger, two_lines=two_lines, merges=merges)
        return tuple(self._typed(ledger, heading) for heading in drawn)

    def _typed(self, ledger: str, heading: Heading) -> Heading:
        if not heading.field or self.rng.random() >= self.share:
            return heading
        others = {heading_key(word) for words in HEADINGS[ledger].values() for word in words}
        typed = replace(heading, text=mistype(heading.text, self.rng))
        if heading_key(typed.over + typed.text) in others:  # by chance another right heading: no slip to be found
            return heading
        self.slips += typed != heading
        return typed


def mistype(text: str, rng: random.Random) -> str:
    """One slip, or two in a longer text: a letter wrong, missing, doubled or swapped, or a tone mark left out."""
    for _ in range(2 if len(text) > 11 and rng.random() < 0.4 else 1):
        text = _slip(text, rng)
    return text


def _slip(text: str, rng: random.Random) -> str:
    kind = rng.choice(("wrong", "missing", "added", "swapped", "tone", "tone"))
    tones = [place for place, letter in enumerate(text) if letter in TONES]
    if kind == "tone" and tones:
        place = rng.choice(tones)
        return text[:place] + text[place + 1 :]
    places = [place for place, letter in enumerate(text) if letter in LETTERS and len(text) > 2]
    if not places:
        return text
    place = rng.choice(places)
    if kind == "swapped" and place + 1 < len(text) and text[place + 1] not in MARKS:
        return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    if kind == "missing" and (place + 1 >= len(text) or text[place + 1] not in MARKS):
        return text[:place] + text[place + 1 :]
    if kind == "added":
        return text[:place] + rng.choice(LETTERS) + text[place:]
    return text[:place] + rng.choice(LETTERS) + text[place + 1 :]


def make_page(ledger: str, seed: int, below: str = "") -> Page:
    """A page of a ledger; with `below` a table of that ledger stands under it in the same sheet."""
    rng = random.Random(seed)  # noqa: S311  (repeatable test data, no secret)
    truth = _year(seed % YEARS)
    scribe = TypingScribe(rng)
    parts = [_lay_out(scribe, name, truth[name]) for name in (ledger, below) if name]
    rows: list[list[CellValue]] = []
    merges: list[Merge] = []
    for sheet, _layout in parts:
        offset = len(rows) + (2 if rows else 0)
        rows += [[] for _ in range(offset - len(rows))]
        rows += [[cell.value for cell in line] for line in sheet.grid()]
        merges += [Merge(top + offset, left, bottom + offset, right) for top, left, bottom, right in sheet.merges]
    truths = tuple((name, _truth(layout)) for name, (_sheet, layout) in zip((ledger, below), parts, strict=False))
    return Page(RawTable("page.xlsx", "แผ่น 1", rows, tuple(merges)), truths, scribe.slips)


@cache
def _year(seed: int) -> Mapping[str, Sequence[Row]]:
    """The rows of a year; few years serve many layouts."""
    return RandomYear(random.Random(seed)).truth()  # noqa: S311  (repeatable test data, no secret)


def _lay_out(scribe: TypingScribe, ledger: str, rows: Sequence[Row]) -> tuple[Sheet, Layout]:
    shown = rows[:ROWS]
    layout = scribe.layout(ledger, ".xlsx", "แผ่น 1", shown)
    return lay_out(layout, shown, scribe.pen(".xlsx", ""))[0], layout


def _truth(layout: Layout) -> dict[int, str]:
    return {number: heading.field.replace(":", ".") for number, heading in enumerate(layout.headings, layout.left)}

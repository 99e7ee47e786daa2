"""An office's own form with its `{{names}}` replaced by values: only those cells change, everything else keeps its bytes.

A name alone in a cell becomes a number, a date or a text in the format of its cell; a name within a text becomes part of
it, and letters with formats of their own keep them. Cells with formulas are left alone, whatever they show.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from html import unescape
from typing import Final

from skj.diagnostics import Place
from skj.files.refusing import refusals_at, refuse
from skj.files.sheet_cells import Content, escaped, number_text
from skj.files.sheet_dates import serial
from skj.files.sheet_edit import edited_parts, packed
from skj.files.sheet_ranges import LAST_ROW, Area
from skj.files.sheet_rows import Cell, Row
from skj.files.sheet_target import DataBlock, Target, cell_name, open_target
from skj.files.tables import column_letters
from skj.files.xml_scan import Splice
from skj.language import N_
from skj.rules import editing as rules

OPEN: Final = "{{"
NAME: Final = re.compile(r"\{\{\s*([^{}\s][^{}]{0,99}?)\s*\}\}")
_PERCENT: Final = 100
# One letter of a text may be written as a reference, `&#123;`, but no program does so for a brace.
_MARK: Final = OPEN.encode()

FormValue = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands for a name: alone in a cell, and within a text. `share` is a percentage, which percent formats divide."""

    value: FormValue
    text: str
    share: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """The form with its values: its bytes, the names there are, the places that were filled, and the names that stand for nothing."""

    data: bytes
    shown: str = ""
    known: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    unknown: tuple[tuple[Place, str], ...] = ()


def fill_form(data: bytes, entries: Mapping[str, Entry], shown: str = "") -> Filled:
    """Replace the names in all worksheets of a workbook; `shown` is the file's name for places.

    Raises:
        WriteRefused: The workbook cannot be changed without loss; the diagnostic names why (SKJ701-SKJ739).
    """
    filled = Filled(data, shown, tuple(entries))
    with refusals_at(Place(shown)):
        first = _target(data, "")
        names = [one.name for one in first.package.sheets() if one.kind == "worksheet" and first.package.has(one.part)]
    for name in names:
        with refusals_at(Place(shown, name)):
            filled = _sheet_filled(filled, name, entries, shown)
    return filled


def _target(data: bytes, sheet: str) -> Target:
    """The sheet of this name, the first worksheet for an empty one; the whole sheet is the block."""
    from skj.files.package import open_package

    if not sheet:
        package = open_package(data)
        sheet = next((one.name for one in package.sheets() if one.kind == "worksheet"), "")
    return open_target(data, DataBlock(sheet, 0, LAST_ROW, {}, 1, 1))


def _sheet_filled(filled: Filled, name: str, entries: Mapping[str, Entry], shown: str) -> Filled:
    form = _Form(_target(filled.data, name), entries, Place(shown, name))
    changes = list(form.changes())
    places = tuple(change.place for change in changes if change.new is not None)
    unknown = tuple((change.place, word) for change in changes for word in change.unknown)
    splices: list[Splice] = [(change.start, change.end, change.new) for change in changes if change.new is not None]
    data = filled.data
    if splices:
        used = _area([change.place for change in changes])
        parts = edited_parts(form.target, splices, used, [new for _start, _end, new in splices], None)
        data = packed(form.target, parts, [], 0, form.place).data
    return replace(filled, data=data, places=(*filled.places, *places), unknown=(*filled.unknown, *unknown))


def _area(places: list[Place]) -> Area:
    """One cell that is there already: filling makes no sheet larger."""
    from skj.files.tables import column_number

    row, column = places[0].row, column_number(places[0].column)
    return Area(row, column, row, column)


@dataclass(frozen=True, slots=True)
class _Change:
    """One cell with names in it: its place in the part, its new bytes (None when no name is known), the unknown names."""

    place: Place
    start: int
    end: int
    new: bytes | None
    unknown: tuple[str, ...]


@dataclass
class _Form:
    """One worksheet of the form."""

    target: Target
    entries: Mapping[str, Entry]
    place: Place

    def changes(self) -> Iterator[_Change]:
        """The cells with names, from top to bottom; a sheet without any is not walked through."""
        sheet = self.target.sheet
        if not self._marked and sheet.data.find(_MARK, sheet.rows_start, sheet.rows_end) < 0:
            return
        for row in sheet.rows_from(sheet.rows_start):
            for cell in row.cells().values():
                if self._has_names(cell):
                    yield self._change(row, cell)

    @cached_property
    def _marked(self) -> frozenset[str]:
        """The shared strings with names in them."""
        strings = self.target.strings
        if _MARK not in strings.data:
            return frozenset()
        return frozenset(str(at) for at in range(len(strings.starts)) if OPEN in strings.text(at))

    def _has_names(self, cell: Cell) -> bool:
        if cell.formula is not None:
            return False
        if cell.kind == "s":
            return cell.value in self._marked
        return cell.kind in {"inlineStr", "str"} and NAME.search(self.target.text_of_cell(cell)) is not None

    def _change(self, row: Row, cell: Cell) -> _Change:
        text = self.target.text_of_cell(cell)
        names = NAME.findall(text)
        known = any(name in self.entries for name in names)
        unknown = tuple(name for name in dict.fromkeys(names) if name not in self.entries)
        start = row.start + len(row.tag)
        place = replace(self.place, row=row.number, column=column_letters(cell.column))
        new = self._filled(row, cell, text) if known else None
        return _Change(place, start + cell.start, start + cell.end, new, unknown)

    def _filled(self, row: Row, cell: Cell, text: str) -> bytes:
        """The new bytes of a cell, in its own style unless that shows texts or no dates."""
        alone = NAME.fullmatch(text.strip())
        if alone:
            content, style = self._typed(self.entries[alone[1]], cell.style, cell_name(cell.column, row.number))
        elif self._keeps_runs(cell, text):
            content, style = self._rich(cell), cell.style
        else:
            replaced = NAME.sub(self._words, text)
            content, style = self.target.writer.content(replaced, cell_name(cell.column, row.number)), cell.style
        return self.target.writer.filled(row.number, cell.column, style, content)

    def _keeps_runs(self, cell: Cell, text: str) -> bool:
        """Whether letters have formats of their own that can be kept: each name stands whole in one run."""
        strings, patterns = self.target.strings, cell.patterns
        if not self.target.is_rich(cell) or (cell.kind == "s" and strings.patterns.prefix != patterns.prefix):
            return False
        runs = (
            unescape((run["body"] or b"").decode("utf-8", "replace"))
            for run in patterns.text.finditer(_item(cell, self.target))
        )
        return sum(len(NAME.findall(run)) for run in runs) == len(NAME.findall(text))

    def _typed(self, entry: Entry, style: int, cell: str) -> tuple[Content, int]:
        """A value as what it is: numbers and dates stay such."""
        writer, styles, value = self.target.writer, self.target.styles, entry.value
        if isinstance(value, date):
            number = serial(value, is_1904=self.target.is_1904)
            if number is None:
                refuse(
                    rules.VALUE_NOT_WRITABLE,
                    cell=cell,
                    detail=N_("the date is before the first that the workbook can hold"),
                )
            return writer.number(number_text(number)), style if styles.is_date(style) else styles.buddhist(style, None)
        if value is None:
            return writer.text(entry.text), style
        if isinstance(value, str):
            return writer.content(value, cell), style
        if entry.share and styles.is_percent(style):
            value = Decimal(value) / _PERCENT
        return writer.content(value, cell), styles.numeric(style, None)

    def _words(self, found: re.Match[str]) -> str:
        """What stands for a name within a text; a name that is not known stays as it is."""
        entry = self.entries.get(found[1])
        return found[0] if entry is None else entry.text

    def _rich(self, cell: Cell) -> Content:
        """The runs of a text with the names inside each replaced; the text moves from the shared strings into the cell."""
        body, patterns = _item(cell, self.target), cell.patterns

        def replaced(match: re.Match[bytes]) -> bytes:
            old = match["body"] or b""
            new = NAME.sub(self._words, unescape(old.decode("utf-8", "replace")))
            return match[0].replace(b">" + old + b"<", b">" + escaped(new) + b"<", 1) if old else match[0]

        p = patterns.prefix
        return Content("inlineStr", b"<%bis>%b</%bis>" % (p, patterns.text.sub(replaced, body), p))


def _item(cell: Cell, target: Target) -> bytes:
    """What stands inside the string item of a cell."""
    if cell.kind == "s":
        return target.strings.item(int(cell.value))
    found = re.search(rb"<%bis>(.*)</%bis\s*>" % (cell.patterns.prefix, cell.patterns.prefix), cell.body, re.DOTALL)
    return found[1] if found else cell.body

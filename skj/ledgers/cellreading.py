"""Reads the cells of one field of a row; equal raw values are parsed once."""

from collections.abc import Mapping, Sequence
from typing import Final

from skj.files.headings import Headings
from skj.files.tables import CellValue
from skj.ledgers.base import Column, Reading, ReadingOptions
from skj.ledgers.knownheadings import field_names, split_parts
from skj.thai.names import join_name
from skj.thai.text import clean_text

_NOTHING: Final = Reading(None)


class CellReader:
    """Reads the cells of one field; equal raw values are read once."""

    __slots__ = ("column", "memo", "number", "numbers", "options")

    def __init__(self, column: Column, number: int, options: ReadingOptions) -> None:
        self.column, self.number, self.options = column, number, options
        self.numbers: tuple[int, ...] = (number,)
        self.memo: dict[tuple[type, CellValue], Reading] = {}

    def read(self, cells: Sequence[CellValue]) -> tuple[Reading, int]:
        """What the row's cell was read as, and the column to point at."""
        raw = cells[self.number - 1] if self.number <= len(cells) else None
        if raw is None:
            return _NOTHING, self.number
        return self._parsed(raw), self.number

    def _parsed(self, raw: CellValue) -> Reading:
        key = (raw.__class__, raw)
        found = self.memo.get(key)
        if found is None:
            found = self.memo[key] = self.column.parse(raw, self.options)
        return found


class JoinedReader(CellReader):
    """Reads a name that stands in several cells: title, given name and surname."""

    __slots__ = ("split",)

    def __init__(
        self, column: Column, numbers: Sequence[int], options: ReadingOptions, *, split: Mapping[str, int]
    ) -> None:
        super().__init__(column, numbers[0], options)
        self.numbers, self.split = tuple(numbers), split

    def read(self, cells: Sequence[CellValue]) -> tuple[Reading, int]:
        """The name put together, and the column of the given name."""
        texts = {number: _text_at(cells, number) for number in self.numbers}
        if self.split:
            title, given, surname = (
                texts.get(self.split.get(f"{self.column.field}.{part}", 0), "")
                for part in ("title", "given", "surname")
            )
            whole = join_name(title, given, surname) if given or surname else ""
        else:
            whole = " ".join(text for text in texts.values() if text)
        main = self.split.get(f"{self.column.field}.given", self.number)
        return (self._parsed(whole) if whole else _NOTHING), main


def _text_at(cells: Sequence[CellValue], number: int) -> str:
    value = cells[number - 1] if 0 < number <= len(cells) else None
    return clean_text(str(value)) if isinstance(value, str | int | float) else ""


def is_present(column: Column, headings: Headings) -> bool:
    """Whether a sheet has the column, whole or split."""
    return any(name in headings.columns for name in field_names(column))


def cell_reader(column: Column, headings: Headings, options: ReadingOptions) -> CellReader:
    """The reader of a column under these headings: one cell, a name split over columns, or a name under a merged heading."""
    split = {name: headings.columns[name] for name, _headings in split_parts(column) if name in headings.columns}
    first = headings.columns.get(column.field)
    if first is None:
        return JoinedReader(column, sorted(split.values()), options, split=split)
    last = headings.spans.get(column.field, first)
    if last > first and column.parts:
        return JoinedReader(column, range(first, last + 1), options, split={})
    return CellReader(column, first, options)

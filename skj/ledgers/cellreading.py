"""Reads the cells of one field of a row; equal raw values are parsed once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from skj.files.headings import Headings
from skj.files.tables import CellValue, RawColumn
from skj.ledgers.base import Column, Reading, ReadingOptions
from skj.ledgers.knownheadings import field_names, split_parts
from skj.ledgers.parsers.making import MANY
from skj.thai.names import join_name
from skj.thai.text import clean_text

NOTHING: Final = Reading(None)
REMEMBERED: Final = (
    1 << 14
)  # values whose reading is kept; dates and words repeat, names and numbers of a long ledger do not


class CellReader:
    """Reads the cells of one field; `numbers` are its columns, `main` the one to point at."""

    __slots__ = ("column", "field", "index", "is_required", "main", "memo", "number", "numbers", "options")

    def __init__(self, column: Column, number: int, options: ReadingOptions) -> None:
        self.column, self.number, self.options = column, number, options
        self.field, self.is_required = column.field, column.required
        self.index, self.main = number - 1, number
        self.numbers: tuple[int, ...] = (number,)
        self.memo: dict[CellValue | tuple[type, CellValue], Reading] = {}

    def read(self, cells: Sequence[CellValue]) -> Reading:
        """What the row's cell was read as."""
        index = self.index
        raw = cells[index] if index < len(cells) else None
        return NOTHING if raw is None else self._parsed(raw)

    def read_many(
        self, rows: Sequence[Sequence[CellValue]], columns: Sequence[RawColumn]
    ) -> tuple[Sequence[Any], Iterable[int]]:
        """What the cells of `rows` were read as, and the places of those with an issue; `columns` are the same cells by column."""
        if self.index >= len(columns):
            return [None] * len(rows), ()
        column = columns[self.index]
        many = MANY.get(self.column.parse)
        if many:
            return self._put_right(column.cells, *many(column))
        return self._one_by_one(column.cells) if _is_ambiguous(column) else self._by_value(column.cells)

    def _put_right(
        self, cells: Sequence[CellValue], values: Sequence[Any], places: Iterable[int]
    ) -> tuple[Sequence[Any], Iterable[int]]:
        """The values of a whole column, with those at `places` parsed one by one."""
        readings = {place: self._parsed(cells[place]) for place in places}
        if readings:
            values = list(values)
            for place, reading in readings.items():
                values[place] = reading.value
        return values, [place for place, reading in readings.items() if reading.issue is not None]

    def _by_value(self, cells: Sequence[CellValue]) -> tuple[Sequence[Any], Iterable[int]]:
        """Each distinct value parsed once."""
        values: dict[CellValue, Any] = {None: None}
        odd: set[CellValue] = set()
        for raw in set(cells) - {None}:
            reading = self._parsed(raw)
            values[raw] = reading.value
            if reading.issue is not None:
                odd.add(raw)
        places = [place for place, raw in enumerate(cells) if raw in odd] if odd else ()
        return list(map(values.__getitem__, cells)), places

    def _one_by_one(self, cells: Sequence[CellValue]) -> tuple[Sequence[Any], Iterable[int]]:
        readings = [NOTHING if raw is None else self._parsed(raw) for raw in cells]
        return [reading.value for reading in readings], [
            place for place, reading in enumerate(readings) if reading.issue is not None
        ]

    def _parsed(self, raw: CellValue) -> Reading:
        """The reading of a value; equal ones are parsed once (1, 1.0 and True are equal, but not the same)."""
        key = raw if raw.__class__ is str else (raw.__class__, raw)
        found = self.memo.get(key)
        if found is None:
            found = self.column.parse(raw, self.options)
            if len(self.memo) < REMEMBERED:
                self.memo[key] = found
        return found


class JoinedReader(CellReader):
    """Reads a name that stands in several cells: title, given name and surname."""

    __slots__ = ("split",)

    def __init__(
        self, column: Column, numbers: Sequence[int], options: ReadingOptions, *, split: Mapping[str, int]
    ) -> None:
        super().__init__(column, numbers[0], options)
        self.numbers, self.split = tuple(numbers), split
        self.main = split.get(f"{column.field}.given", self.number)

    def read_many(
        self, rows: Sequence[Sequence[CellValue]], columns: Sequence[RawColumn]
    ) -> tuple[Sequence[Any], Iterable[int]]:
        """What the names of `rows` were read as, and the places of those with an issue."""
        del columns
        readings = [self.read(cells) for cells in rows]
        return [reading.value for reading in readings], [
            place for place, reading in enumerate(readings) if reading.issue is not None
        ]

    def read(self, cells: Sequence[CellValue]) -> Reading:
        """What the name put together was read as."""
        texts = {number: _text_at(cells, number) for number in self.numbers}
        if self.split:
            title, given, surname = (
                texts.get(self.split.get(f"{self.column.field}.{part}", 0), "")
                for part in ("title", "given", "surname")
            )
            whole = join_name(title, given, surname) if given or surname else ""
        else:
            whole = " ".join(text for text in texts.values() if text)
        return self._parsed(whole) if whole else NOTHING


def _is_ambiguous(column: RawColumn) -> bool:
    """Whether values may be equal without being the same: 1, 1.0 and True."""
    return len(column.kinds & {bool, int, float}) > 1


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

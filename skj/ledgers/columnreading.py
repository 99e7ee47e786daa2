"""Reads a table column by column: rows that are plainly records become records at once, all others are named for a closer look.

A workbook holds the same words, dates and classes again and again, and nearly every row says nothing odd. Looking at a
column as a whole costs a tenth of looking at its cells one by one. The rules stay those of the columns: what is not plain
goes through the same parsers, row by row (docs/speed.md).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import compress, zip_longest
from operator import itemgetter
from types import NoneType
from typing import Any, Final, NamedTuple, cast

from skj.files.tables import CellValue, RawColumn
from skj.ledgers.base import Record, Sheet
from skj.ledgers.cellreading import CellReader
from skj.ledgers.records import REQUIRED, rows_of

RawRow = Sequence[CellValue]
NO_EXTRA: Final[dict[str, str]] = {}
_START: Final = itemgetter(slice(3))
LEAST_VALUES: Final = 2  # a row with a single value may be a sub-heading


class PlainRows(NamedTuple):
    """`records` are those of the rows `numbers`; `others` are the rows to look at one by one; both ascending, from 1."""

    records: Sequence[Any]
    numbers: Sequence[int]
    others: Sequence[int]


class Form(NamedTuple):
    """How the rows of a table are to be read under the headings that hold there.

    `extra` gives what stands in columns that are none of the ledger's, `tells` whether the first text of a row may say
    that it is no record, `sparse` up to how many filled cells any text of a row may say so.
    """

    kind: type[Record]
    sheet: Sheet
    readers: Sequence[CellReader]
    extra: Callable[[RawRow], dict[str, str]] | None
    tells: Callable[[str], bool]
    sparse: int


def plain_rows(form: Form, rows: Sequence[RawRow], first: int, closely: Iterable[int]) -> PlainRows:
    """Read `rows`, of which the first is row `first` of the sheet; those in `closely` (from 0) are not tried."""
    columns = list(map(RawColumn.of, zip_longest(*rows)))
    odd = {place for place in closely if place < len(rows)}
    values = {reader.field: _read(reader, rows, columns, odd) for reader in form.readers}
    odd |= _sparse(rows, columns, form.sparse)
    odd.update(_telling(columns, len(rows), form.tells))
    odd.update(_nearly_empty(form.readers, values))
    return _split(form, rows, first, values, odd)


def _read(reader: CellReader, rows: Sequence[RawRow], columns: Sequence[RawColumn], odd: set[int]) -> Sequence[Any]:
    """The values of a field; cells with an issue and empty ones that are required are added to `odd`."""
    values, doubtful = reader.read_many(rows, columns)
    odd.update(doubtful)
    if reader.is_required and not all(values):  # nearly always all, which is faster known than that none is None
        odd.update(place for place, value in enumerate(values) if value is None)
    return values


def _sparse(rows: Sequence[RawRow], columns: Sequence[RawColumn], most: int) -> set[int]:
    """Rows with so few filled cells that any of their texts may say what they are."""
    if sum(NoneType not in column.kinds for column in columns) > most:
        return set()
    return {place for place, cells in enumerate(rows) if len(cells) - cells.count(None) <= most}


def _telling(columns: Iterable[RawColumn], count: int, tells: Callable[[str], bool]) -> Iterator[int]:
    """Rows whose first text may say what they are."""
    waiting: Sequence[int] = range(count)
    for column in columns:
        if not waiting:
            return
        if str not in column.kinds:
            continue
        texts = column if len(waiting) == count else RawColumn.of([column.cells[place] for place in waiting])
        if _none_tells(texts, tells):
            return
        found = [(place, _bare(text)) for place, text in zip(waiting, texts.cells, strict=True)]
        yield from (place for place, text in found if text and tells(text))
        waiting = [place for place, text in found if not text]


def _none_tells(column: RawColumn, tells: Callable[[str], bool]) -> bool:
    """Whether all are texts of which none tells; how they begin is looked at once for all that begin alike."""
    if column.kinds != {str}:
        return False
    starts = set(map(_START, cast("Sequence[str]", column.cells)))
    return not any(not start or start[0].isspace() or tells(start) for start in starts)


def _bare(value: CellValue) -> str:
    return value.strip() if isinstance(value, str) else ""


def _nearly_empty(readers: Sequence[CellReader], values: dict[str, Sequence[Any]]) -> Iterable[int]:
    """Rows with fewer than two values of their own; where two are required there are none."""
    if sum(reader.is_required for reader in readers) >= LEAST_VALUES or not values:
        return ()
    whole = zip(*values.values(), strict=True)
    return [place for place, row in enumerate(whole) if len(row) - row.count(None) < LEAST_VALUES]


def _split(
    form: Form, rows: Sequence[RawRow], first: int, values: dict[str, Sequence[Any]], odd: set[int]
) -> PlainRows:
    count = len(rows)
    plain = [place not in odd for place in range(count)] if odd else []
    numbers: Sequence[int] = list(compress(range(first, first + count), plain)) if odd else range(first, first + count)
    chosen = list(compress(rows, plain)) if odd and form.extra else rows
    extra = list(map(form.extra, chosen)) if form.extra else [NO_EXTRA] * len(numbers)
    held: dict[str, Sequence[Any]] = {"sheet": [form.sheet] * len(numbers), "row": numbers, "extra": extra}
    held |= {name: list(compress(column, plain)) if odd else column for name, column in values.items()}
    records = _records(form.kind, held, len(numbers))
    if records is None:
        numbers, records, odd = (), [], set(range(count))
    return PlainRows(records, numbers, [first + place for place in sorted(odd) if _says_anything(rows[place])])


def _records(kind: type[Record], held: dict[str, Sequence[Any]], count: int) -> list[Record] | None:
    """The records, None when a required field has no column or a value is not plainly of its type."""
    fields = kind.model_fields
    if any(field.default is REQUIRED for name, field in fields.items() if name not in held):
        return None
    return rows_of(kind, [held[name] if name in held else [field.default] * count for name, field in fields.items()])


def _says_anything(cells: RawRow) -> bool:
    return cells.count(None) < len(cells)

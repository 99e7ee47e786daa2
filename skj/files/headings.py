"""Finds the heading row of a table by what the headings say, never by where they stand (contract section 2)."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from skj.files.tables import CellValue, Merge, RawTable
from skj.patterns import later
from skj.thai.text import clean_text, heading_key

SEARCH_DEPTH: Final = 120
TALLEST_HEADING: Final = 3
READINGS: Final = 4
_BRACKETED: Final = later(r"[(\[（].*?[)\]）]")
_BRACKETS: Final = frozenset("([（")
_DAY_MONTH_YEAR: Final = later(r"^(วันเดือนปี|วดป)(ที่)?")
_DATE_WORDS: Final = ("วันเดือนปี", "วดป")


class Vocabulary(NamedTuple):
    """The headings of one ledger: heading key to field. `essential` holds groups of fields of which one must be found."""

    fields: Mapping[str, str]
    essential: tuple[frozenset[str], ...]
    named: Mapping[str, str] = {}  # field -> heading key the workspace insists on
    parted: Mapping[str, str] = {}  # a heading of a whole field that means this part of it beside its given name

    def field_of(self, key: str) -> str | None:
        """The field a heading key means, exactly or with its bracketed unit left out."""
        return self.fields.get(key) or self.fields.get(loose_key(key))

    def holds(self, found: Mapping[str, int]) -> bool:
        """Whether the fields found are enough to call the table this ledger."""
        return all(group & found.keys() for group in self.essential)


class Headings(NamedTuple):
    """A heading row: its first and last row, the column of each field and the text that stands above each column.

    `spans` gives the last column of headings merged over several columns without headings of their own (a name in
    three cells). `doubled` lists (field, column) of headings that mean a field already taken.
    """

    first_row: int
    last_row: int
    columns: Mapping[str, int]
    titles: Mapping[int, str]
    spans: Mapping[str, int] = {}
    doubled: tuple[tuple[str, int], ...] = ()


@lru_cache(maxsize=4096)
def loose_key(key: str) -> str:
    """A heading key without bracketed units, and with the long form of "date" made short."""
    bare = key if _BRACKETS.isdisjoint(key) else _BRACKETED.sub("", key)
    return _DAY_MONTH_YEAR.sub("วันที่", bare) if bare.startswith(_DATE_WORDS) else bare


@lru_cache(maxsize=16384)
def _key(text: str) -> str:
    return heading_key(text)


def find_headings(
    table: RawTable,
    vocabulary: Vocabulary,
    *,
    start: int = 1,
    depth: int = SEARCH_DEPTH,
    texts: "HeadingTexts | None" = None,
) -> Headings | None:
    """The best heading row from row `start` on, or None when no row holds the essential headings.

    `texts` are those of the table, for callers that look for several ledgers in it.
    """
    best: Headings | None = None
    texts = texts or HeadingTexts(table)
    for row in range(start, min(len(table.rows), start + depth - 1) + 1):
        if best and row > best.last_row + TALLEST_HEADING:
            break
        for height in range(1, TALLEST_HEADING + 1):
            found = _match(texts, vocabulary, row, height)
            if found and (best is None or len(found.columns) > len(best.columns)):
                best = found
    return best and _without_titles(texts, vocabulary, best)


def _without_titles(texts: "HeadingTexts", vocabulary: Vocabulary, found: Headings) -> Headings:
    """The same headings without a title line above them, which would otherwise be read into every heading."""
    if found.first_row == found.last_row or len(texts.line(found.first_row)) > 1:
        return found
    shorter = _match(texts, vocabulary, found.first_row + 1, found.last_row - found.first_row)
    if shorter is None or (shorter.columns, shorter.spans) != (found.columns, found.spans):
        return found
    return _without_titles(texts, vocabulary, shorter)


def closest_headings(table: RawTable, vocabulary: Vocabulary) -> frozenset[str]:
    """The fields of the row that looks most like headings: what to tell when nothing was good enough."""
    texts = HeadingTexts(table)
    rows = range(1, min(len(table.rows), SEARCH_DEPTH) + 1)
    found = (frozenset(assign_fields(texts, vocabulary, row, height)[0]) for row in rows for height in (1, 2))
    return max(found, key=len, default=frozenset())


def repeats_headings(cells: Sequence[CellValue], vocabulary: Vocabulary, columns: Mapping[str, int]) -> bool:
    """Whether a row says the headings again (a second page, a second table): most of its texts are headings."""
    texts = [value for value in cells if isinstance(value, str) and value.strip()]
    known = {vocabulary.field_of(_key(text)) for text in texts} - {None}
    return len(known) >= max(2, (len(columns) + 1) // 2) and len(known) * 2 > len(texts)


def _match(texts: "HeadingTexts", vocabulary: Vocabulary, row: int, height: int) -> Headings | None:
    columns, doubled = assign_fields(texts, vocabulary, row, height)
    if len(columns) < 2 or not vocabulary.holds(columns):
        return None
    last = row + height - 1
    titles = {column: texts.title(row, last, column) for column in range(1, texts.width(row, last) + 1)}
    spans = texts.spans(row, last, columns)
    # Every cell of a merged heading says the heading: those are one column of several cells, not columns that compete.
    rivals = tuple((name, column) for name, column in doubled if column > spans.get(name, column - 1))
    return Headings(row, last, columns, {column: title for column, title in titles.items() if title}, spans, rivals)


def assign_fields(
    texts: "HeadingTexts", vocabulary: Vocabulary, row: int, height: int
) -> tuple[dict[str, int], list[tuple[str, int]]]:
    """Give each field its column: better readings of a heading first, then from left to right.

    The second part lists (field, column) of headings whose field is taken already.
    """
    taken: dict[str, int] = {}
    used: set[int] = set()
    doubled: list[tuple[str, int]] = []
    last = row + height - 1
    for keys in texts.keys(row, last):
        for column, key in keys:
            name = vocabulary.field_of(key) if column not in used else None
            if name is None or vocabulary.named.get(name, key) != key:
                continue
            used.add(column)
            if name in taken:
                doubled.append((name, column))
            else:
                taken[name] = column
    _part_wholes(texts, vocabulary, taken, (row, last))
    return taken, doubled


def _part_wholes(texts: "HeadingTexts", vocabulary: Vocabulary, taken: dict[str, int], rows: tuple[int, int]) -> None:
    """Take ชื่อสกุล beside ชื่อตัว for the surname it is; alone it would be the whole name."""
    for heading, part in vocabulary.parted.items():
        whole = part.partition(".")[0]
        is_split = whole in taken and f"{whole}.given" in taken and part not in taken and whole not in vocabulary.named
        if is_split and texts.title(*rows, taken[whole]) == heading:
            taken[part] = taken.pop(whole)


class HeadingTexts:
    """The texts of the rows that may be headings, with merged ranges filled from their first cell."""

    def __init__(self, table: RawTable) -> None:
        self._rows = table.rows
        self._keys: dict[tuple[int, int], list[list[tuple[int, str]]]] = {}
        self._lines: dict[int, list[str]] = {}
        self._all: set[str] | None = None
        self._filled: dict[tuple[int, int], tuple[int, int]] = {}
        self._merges = [
            merge for merge in table.merges if merge.top <= SEARCH_DEPTH + TALLEST_HEADING or len(table.merges) < 2000
        ]
        for merge in self._merges:
            self._filled.update(dict.fromkeys(_cells_of(merge), (merge.top, merge.left)))

    def width(self, first: int, last: int) -> int:
        """The last column of the widest of the rows."""
        return max((len(cells) for cells in self._rows[first - 1 : last]), default=0)

    def at(self, row: int, column: int) -> str:
        """The text of a cell; an empty one when it holds no text."""
        row, column = self._filled.get((row, column), (row, column))
        cells = self._rows[row - 1] if 0 < row <= len(self._rows) else []
        value = cells[column - 1] if column <= len(cells) else None
        return value if isinstance(value, str) else ""

    def key(self, row: int, column: int) -> str:
        """The key of a cell's text."""
        keys = self._lines.get(row)
        if keys is None:
            keys = [_key(self.at(row, number)) for number in range(1, self.width(row, row) + 1)]
            self._lines[row] = keys
        return keys[column - 1] if column <= len(keys) else _key(self.at(row, column))

    def line(self, row: int) -> set[str]:
        """The different texts of a row."""
        return {key for column in range(1, self.width(row, row) + 1) if (key := self.key(row, column))}

    def keys(self, first: int, last: int) -> list[list[tuple[int, str]]]:
        """For each way of reading lines as headings the columns with their keys; remembered, as every ledger asks for them."""
        known = self._keys.get((first, last))
        if known is None:
            kinds = range(READINGS if last > first else 1)
            columns = [(column, self._parts(first, last, column)) for column in range(1, self.width(first, last) + 1)]
            known = [
                [(column, key) for column, parts in columns if (key := self._read(kind, first, column, parts))]
                for kind in kinds
            ]
            self._keys[first, last] = known
        return known

    def may_hold(self, vocabulary: Vocabulary) -> bool:
        """Whether the essential headings stand anywhere at all: a quick no for most ledgers that a table is not."""
        if self._all is None:
            spans = ((row, row + height) for row in range(1, SEARCH_DEPTH + 1) for height in range(TALLEST_HEADING))
            self._all = {key for span in spans for keys in self.keys(*span) for _column, key in keys}
        return vocabulary.holds(dict.fromkeys(filter(None, map(vocabulary.field_of, self._all)), 0))

    def readings(self, first: int, last: int, column: int) -> list[str]:
        """The keys a column's heading may be read as, the better first (see `reading`)."""
        kinds = range(READINGS if last > first else 1)
        return [key for kind in kinds if (key := self.reading(kind, first, last, column))]

    def _parts(self, first: int, last: int, column: int) -> list[str]:
        keys = [self.key(row, column) for row in range(first, last + 1)]
        return [key for index, key in enumerate(keys) if key and (index == 0 or key != keys[index - 1])]

    def reading(self, kind: int, first: int, last: int, column: int) -> str:
        """0: all lines together; 1: with the group heading to the left; 2: the last line; 3: the first line."""
        return self._read(kind, first, column, self._parts(first, last, column))

    def _read(self, kind: int, first: int, column: int, parts: list[str]) -> str:
        if kind == 0 or not parts:
            return "".join(parts) if kind == 0 else ""
        if kind == 1:
            return self._group(first, column) + "".join(parts) if not self.key(first, column) else ""
        return parts[-1] if kind == 2 else self._top_alone(parts)

    @staticmethod
    def _top_alone(parts: list[str]) -> str:
        """The first line alone, when what stands below is only a unit in brackets or a column number."""
        below = "".join(parts[1:])
        is_unit = below[:1] in _BRACKETS and _BRACKETED.fullmatch(below)
        return parts[0] if not below or is_unit or below.isdigit() else ""

    def _group(self, row: int, column: int) -> str:
        """The nearest text to the left in the first line: a group heading whose cells were not merged (CSV)."""
        return next((_key(text) for left in range(column - 1, 0, -1) if (text := self.at(row, left)).strip()), "")

    def title(self, first: int, last: int, column: int) -> str:
        """What people see above the column."""
        lines = [clean_text(self.at(row, column)) for row in range(first, last + 1)]
        return " ".join(line for index, line in enumerate(lines) if line and (index == 0 or line != lines[index - 1]))

    def spans(self, first: int, last: int, columns: Mapping[str, int]) -> dict[str, int]:
        """Fields whose heading is merged over columns that have no heading of their own."""
        return {
            name: right for name, column in columns.items() if (right := self._right_edge(first, last, column)) > column
        }

    def _right_edge(self, first: int, last: int, column: int) -> int:
        edges = [
            merge.right
            for merge in self._merges
            if first <= merge.top <= last and merge.left == column and merge.bottom >= last
        ]
        return min(edges, default=column)


def _cells_of(merge: Merge) -> Iterator[tuple[int, int]]:
    bottom = min(merge.bottom, merge.top + TALLEST_HEADING)
    right = min(merge.right, merge.left + 60)
    return ((row, column) for row in range(merge.top, bottom + 1) for column in range(merge.left, right + 1))

"""The rows of a sheet part by their bytes: found from the end, without parsing what is not touched (lossless rule 7)."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from html import unescape
from typing import Final

from skj.files.refusing import refuse
from skj.files.tables import column_number
from skj.files.xml_scan import attributes, tags
from skj.frozen import dataclass
from skj.language import N_
from skj.rules import editing as rules

ATTRIBUTES: Final = rb"(?P<attributes>(?:\s+[^\s=/>]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*"
SOUGHT_ONE_BY_ONE: Final = 8
ADDRESS: Final = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Patterns:
    """The patterns for one namespace prefix (`x:` or nothing)."""

    prefix: bytes
    row: re.Pattern[bytes]
    cell: re.Pattern[bytes]
    value: re.Pattern[bytes]
    formula: re.Pattern[bytes]
    text: re.Pattern[bytes]
    string_item: re.Pattern[bytes]
    unread: re.Pattern[bytes]
    run: re.Pattern[bytes]


@lru_cache(maxsize=8)
def patterns_for(prefix: bytes) -> Patterns:
    """Compile the patterns for a prefix; each starts with a literal, which is what makes them fast."""
    p = re.escape(prefix)

    def element(name: bytes) -> re.Pattern[bytes]:
        return re.compile(rb"<%b%b%b(?:/>|>(?P<body>.*?)</%b%b\s*>)" % (p, name, ATTRIBUTES, p, name), re.DOTALL)

    return Patterns(
        prefix,
        row=re.compile(rb"<%brow%b(?P<empty>/?)>" % (p, ATTRIBUTES)),
        cell=element(b"c"),
        value=element(b"v"),
        formula=element(b"f"),
        text=element(b"t"),
        string_item=element(b"si"),
        unread=re.compile(rb"<%brPh\b.*?</%brPh\s*>" % (p, p), re.DOTALL),
        run=re.compile(rb"<%br[\s>]" % p),
    )


@dataclass(frozen=True, slots=True)
class Formula:
    """The formula of a cell: its text (empty in a child of a shared formula) and the attributes of its element."""

    text: str
    attributes: dict[str, str]

    @property
    def kind(self) -> str:
        """`normal`, `shared`, `array` or `dataTable`."""
        return self.attributes.get("t", "normal")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell element: its column, attributes, content, and its place within the row's bytes."""

    column: int
    attributes: dict[str, str]
    body: bytes
    start: int
    end: int
    patterns: Patterns

    @property
    def style(self) -> int:
        """The index into the cell formats."""
        style = self.attributes.get("s", "0")
        return int(style) if style.isdigit() else 0

    @property
    def kind(self) -> str:
        """The type letter of the cell: `n`, `s`, `str`, `inlineStr`, `b`, `e`, `d`."""
        return self.attributes.get("t", "n")

    @property
    def value(self) -> str:
        """The stored value as text: a number, an index into the shared strings, or the cached text."""
        found = self.patterns.value.search(self.body)
        return unescape((found["body"] or b"").decode("utf-8", "replace")) if found else ""

    @property
    def inline_text(self) -> str:
        """The text of an inline string."""
        return item_text(self.body, self.patterns)

    @property
    def formula(self) -> Formula | None:
        """The formula, if the cell has one."""
        found = self.patterns.formula.search(self.body)
        if found is None:
            return None
        text = unescape((found["body"] or b"").decode("utf-8", "replace"))
        return Formula(text, attributes(found["attributes"]))

    @property
    def has_content(self) -> bool:
        """Tell whether the cell holds a value or a formula, more than a style."""
        return self.formula is not None or bool(self.value.strip() or self.inline_text.strip())


@dataclass(frozen=True, slots=True)
class Row:
    """One row element of the sheet data: its number, start tag and place in the part."""

    number: int
    start: int
    end: int
    tag: bytes
    body: bytes
    patterns: Patterns

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes of the row by qualified name."""
        return attributes(self.tag)

    def cells(self) -> dict[int, Cell]:
        """The cells by column number, in order; refused when cells carry no address or stand out of order."""
        cells: dict[int, Cell] = {}
        last = 0
        for found in self.patterns.cell.finditer(self.body):
            cell_attributes = attributes(found["attributes"])
            address = ADDRESS.fullmatch(cell_attributes.get("r", ""))
            column = column_number(address[1]) if address and int(address[2]) == self.number else 0
            if column <= last:
                refuse(rules.ROWS_WITHOUT_NUMBERS, row=self.number)
            last = column
            cells[column] = Cell(
                column, cell_attributes, found["body"] or b"", found.start(), found.end(), self.patterns
            )
        return cells


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet part: what stands before, in and after its rows. `rows_start` is after the start tag of the sheet data."""

    part: str
    data: bytes
    patterns: Patterns
    rows_start: int
    rows_end: int

    @property
    def head(self) -> bytes:
        """Everything up to the first row."""
        return self.data[: self.rows_start]

    @property
    def tail(self) -> bytes:
        """Everything from the end tag of the sheet data on."""
        return self.data[self.rows_end :]

    @property
    def has_formulas(self) -> bool:
        """Tell whether any cell holds a formula."""
        # No other element inside the rows begins with an f.
        return self.data.find(b"<" + self.patterns.prefix + b"f", self.rows_start, self.rows_end) >= 0

    def row(self, number: int) -> Row | None:
        """The row with this number; None when the file does not hold it."""
        at = self._position(number)
        return None if at < 0 else self.row_at(at)

    def row_at(self, at: int) -> Row | None:
        """The row that starts at or after `at`; None after the last one."""
        found = self.patterns.row.search(self.data, at, self.rows_end)
        if found is None:
            return None
        number = attributes(found["attributes"]).get("r", "")
        if not number.isdigit():
            refuse(rules.ROWS_WITHOUT_NUMBERS, row=number or "?")
        close = b"</" + self.patterns.prefix + b"row"
        inner_end = found.end() if found["empty"] else self.data.find(close, found.end(), self.rows_end)
        end = found.end() if found["empty"] else self.data.find(b">", inner_end) + 1
        if inner_end < 0:
            refuse(rules.PART_NOT_WELL_FORMED, part=self.part, detail=N_("a row has no end"))
        body = self.data[found.end() : inner_end]
        return Row(int(number), found.start(), end, found[0], body, self.patterns)

    def rows_from(self, at: int) -> Iterator[Row]:
        """The rows from a position on; refused when their numbers do not ascend."""
        last = 0
        while (row := self.row_at(at)) is not None:
            if row.number <= last:
                refuse(rules.ROWS_WITHOUT_NUMBERS, row=row.number)
            last, at = row.number, row.end
            yield row

    def rows_numbered(self, numbers: Collection[int]) -> dict[int, Row]:
        """The rows with these numbers that the file holds; many are found in one pass, a few one by one."""
        if len(numbers) > SOUGHT_ONE_BY_ONE:
            return {row.number: row for row in self.rows_from(self.rows_start) if row.number in numbers}
        return {number: row for number in numbers if (row := self.row(number))}

    def rows_above(self, row: Row, limit: int) -> Iterator[Row]:
        """The row and those above it, nearest first, at most `limit`."""
        opening = b"<" + self.patterns.prefix + b"row"
        found: Row | None = row
        for _ in range(limit):
            if found is None:
                return
            yield found
            at = self.data.rfind(opening, self.rows_start, found.start)
            found = self.row_at(at) if at >= 0 else None

    def _position(self, number: int) -> int:
        """Where the row starts: as nearly all programs write it, else by any order and quotes of its attributes."""
        usual = b'<%brow r="%d"' % (self.patterns.prefix, number)
        at = self.data.rfind(usual, self.rows_start, self.rows_end)
        if at >= 0 or self._is_usual():
            return at
        odd = re.compile(rb"<%brow(?=\s)[^>]*?\sr\s*=\s*[\"']%d[\"']" % (re.escape(self.patterns.prefix), number))
        found = odd.search(self.data, self.rows_start, self.rows_end)
        return found.start() if found else -1

    def _is_usual(self) -> bool:
        """Tell whether all rows start as nearly all programs write them."""
        opening = b"<%brow" % self.patterns.prefix
        rows = self.data.count(opening, self.rows_start, self.rows_end)
        return rows == self.data.count(opening + b' r="', self.rows_start, self.rows_end)


def sheet_of(part: str, data: bytes) -> Sheet:
    """Find the sheet data of a worksheet part; refuses comments and text blocks in it, which could hide false rows."""
    root = next(iter(tags(data[: 1 << 16])), None)
    if root is None or root.name != "worksheet":
        refuse(rules.PART_NOT_WELL_FORMED, part=part, detail="worksheet")
    name = root.prefix + b"sheetData"
    opened = re.compile(rb"<%b(?:\s[^>]*)?>" % re.escape(name)).search(data)
    end = data.rfind(b"</" + name)
    if opened is None or end < opened.end() or opened[0].endswith(b"/>"):
        refuse(rules.PART_NOT_WELL_FORMED, part=part, detail="sheetData")
    if _holds(data, b"!", opened.end(), end) or _holds(data, b"?", opened.end(), end):
        refuse(rules.COMMENT_IN_SHEET_DATA)
    return Sheet(part, data, patterns_for(root.prefix), opened.end(), end)


def _holds(data: bytes, mark: bytes, start: int, end: int) -> bool:
    """Tell whether `<` and the mark stand together; a single byte is sought first, which is many times faster."""
    return data.find(mark, start, end) >= 0 and data.find(b"<" + mark, start, end) >= 0


def item_text(body: bytes, patterns: Patterns) -> str:
    """The text of a string item, its runs joined, reading aids for East Asian text left out."""
    runs = patterns.text.finditer(patterns.unread.sub(b"", body))
    return "".join(unescape((run["body"] or b"").decode("utf-8", "replace")) for run in runs)


class SharedStrings:
    """The shared strings of a workbook, found once and read only where they are asked for."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        root = next(iter(tags(data[: 1 << 12])), None)
        self.patterns = patterns_for(root.prefix if root else b"")
        opening = re.compile(rb"<%bsi[\s/>]" % re.escape(self.patterns.prefix))
        self.starts = [found.start() for found in opening.finditer(data)]

    def text(self, index: int) -> str:
        """The text of one shared string; empty when there is no such item."""
        return item_text(self.item(index), self.patterns)

    def item(self, index: int) -> bytes:
        """The XML inside one shared string; empty when there is no such item."""
        if not 0 <= index < len(self.starts):
            return b""
        item = self.patterns.string_item.match(self.data, self.starts[index])
        return (item["body"] or b"") if item else b""

"""One worksheet part looked over before a reader lays it out: how far its values reach, and what the reader would hide.

Two ways: byte patterns for the form that every office program writes, and expat for all other forms. The fast way is
taken only when it is proven that no cell can escape its patterns (lossless section 2 (d)).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple
from xml.parsers import expat

from skj.files.limits import Limits, check_box, check_spread, most_spread, refusal
from skj.files.tables import Merge, column_number
from skj.patterns import later
from skj.rules import files as rules

Address = tuple[int, int]
Block = tuple[int, int]

WINDOW: Final = 4 << 20
SHEET_ROWS: Final = 1 << 20  # the rows of a worksheet; forms are often ruled down to the last one
LETTERS: Final = 26
SHORTEST_USE: Final = len(b'<c r="A1" t="s"><v>0</v></c>')
ODD_CELL: Final = later(rb'<c(?! r="[A-Z]{1,4}[1-9]\d{0,9}")')
PREFIXED_CELL: Final = later(rb":c[\s/>]")
# Anything that is not surely blank counts as a value: a styled cell is `<c r="A9" s="4"/>` or `<c …></c>`.
VALUED: Final = later(rb'<c r="([A-Z]+)(\d+)"(?!(?: \w+="[^"<>]*")* ?(?:/>|></c>))')
ERROR_TYPE: Final = later(rb' t="e"')  # found a third faster than by bytes.find
ERROR: Final = later(
    rb'<c r="([A-Z]+)(\d+)"(?=[^<>]* t="e")[^<>]*>\s*(?:<f[^<>]*/>|<f[^<>]*>[^<]*</f>)?\s*<v>([^<]*)</v>'
)
BARE_FORMULA: Final = later(
    rb'<c r="([A-Z]+)(\d+)"(?![^<>]* t="str")[^<>]*>\s*(?:<f[^<>]*/>|<f[^<>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)
HIDDEN_ROW: Final = later(rb'<row (?=[^<>]*\bhidden="(?:1|true)")[^<>]*?\br="(\d+)"')
CELL_REFERENCE: Final = later(r"([A-Za-z]+)(\d+)")


class SheetFacts(NamedTuple):
    """What a reader does not tell about a sheet; addresses are (row, column) from 1.

    `most_uses` is never less than the number of cells that show a shared string. `block` is from where to where the rows
    stand in the bytes of a plain part, in which every cell states its address; empty when the part is not proven to be plain.
    """

    errors: Mapping[Address, str] = {}
    bare_formulas: tuple[Address, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    merges: tuple[Merge, ...] = ()
    most_uses: int = 0
    block: Block = (0, 0)


def scan_sheet(data: bytes, part: str, file: str, limits: Limits) -> SheetFacts:
    """The facts of a worksheet part; InputRefused when its values reach beyond the limits or it is not well-formed."""
    _check_number_of_rows(data, part, file)
    begin, end = data.find(b"<sheetData"), data.rfind(b"</sheetData>")
    if not _is_plain(data, begin, end):
        return _walk(data, part, file, limits)
    if _simple(limits, end - begin).search(data, begin, end):
        if ODD_CELL.search(data, begin, end):
            return _walk(data, part, file, limits)
        _check_reach(part, file, _reach(data, begin, end), end - begin, limits)
    return SheetFacts(
        _errors(data, begin, end),
        _bare_formulas(data, begin, end),
        _hidden_rows(data, begin, end),
        most_uses=(end - begin) // SHORTEST_USE,
        block=(max(data.find(b"<row", begin, end), begin), end),
    )


def _check_number_of_rows(data: bytes, part: str, file: str) -> None:
    """Refuse millions of empty rows, which no limit on values would stop (reliability R4); small parts are not counted."""
    # Every row has a w, and one letter is counted in half the time.
    is_small = len(data) <= SHEET_ROWS * len(b"<row/>") or data.count(b"w") <= SHEET_ROWS
    rows = 0 if is_small else data.count(b"<row")
    if rows > SHEET_ROWS:
        raise refusal(rules.COUNT_FALSE, file, part=part, count=rows)


def _is_plain(data: bytes, begin: int, end: int) -> bool:
    """Whether every cell lies between `begin` and `end` and is written `<c`: no prefixes, comments, CDATA, second block."""
    if not 0 <= begin < end or data.find(b"sheetData") != begin + 1 or data.rfind(b"sheetData") != end + 2:
        return False
    # One character is found ten times faster than two, and an exclamation mark or a colon is rare in a sheet.
    if data.find(b"!", begin, end) >= 0 and data.find(b"<!", begin, end) >= 0:
        return False
    return data.find(b":", begin, end) < 0 or not PREFIXED_CELL.search(data, begin, end)


def _check_reach(part: str, file: str, reach: Address, size: int, limits: Limits) -> None:
    rows, columns = reach
    check_box(part, file, rows, columns, limits)
    check_spread(part, file, rows * columns, size, limits)


def _simple(limits: Limits, size: int) -> re.Pattern[bytes]:
    """A pattern that finds any `<c` other than a cell in columns A to Z surely within the limits for `size` bytes of rows."""
    rows = min(limits.rows, most_spread(size, limits) // LETTERS)
    last = chr(64 + min(LETTERS, limits.columns)).encode()
    return re.compile(rb'<c(?! r="[A-' + last + rb"](?:" + _number_up_to(rows) + rb')")')


def _number_up_to(limit: int) -> bytes:
    """A pattern of numbers that are at most `limit`, not necessarily all of them (1 to 199999 for 200000)."""
    lead, rest = int(str(limit)[0]), len(str(limit)) - 1
    if not rest:
        return b"[1-%d]" % max(lead, 1)
    shorter = rb"\d{1,%d}+" % rest
    return shorter + (rb"|[1-%d]\d{%d}" % (lead - 1, rest) if lead > 1 else b"")


def _reach(data: bytes, begin: int, end: int) -> Address:
    """The last row and the last column that hold a value; styled blank cells do not count, as calamine skips them."""
    rows, columns = 0, set[bytes]()
    for start, stop in _windows(data, begin, end):
        found = VALUED.findall(data, start, stop)
        columns.update(letters for letters, _ in found)
        rows = max(rows, max((int(digits) for _, digits in found), default=0))
    return rows, max((column_number(letters.decode()) for letters in columns), default=0)


def _windows(data: bytes, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches of about 4 MiB that begin with a cell, so that a list of all cells is never in memory."""
    while begin < end:
        cut = data.find(b"<c ", begin + WINDOW, end)
        stop = cut if cut >= 0 else end
        yield begin, stop
        begin = stop


def _address(letters: bytes, digits: bytes) -> Address:
    return int(digits), column_number(letters.decode())


def _errors(data: bytes, begin: int, end: int) -> dict[Address, str]:
    if not ERROR_TYPE.search(data, begin, end):
        return {}
    return {
        _address(found[1], found[2]): found[3].decode("utf-8", "replace") for found in ERROR.finditer(data, begin, end)
    }


def _bare_formulas(data: bytes, begin: int, end: int) -> tuple[Address, ...]:
    if data.find(b"f", begin, end) < 0 or data.find(b"<f", begin, end) < 0:
        return ()
    return tuple(_address(found[1], found[2]) for found in BARE_FORMULA.finditer(data, begin, end))


def _hidden_rows(data: bytes, begin: int, end: int) -> frozenset[int]:
    if data.find(b" hidden=", begin, end) < 0:
        return frozenset()
    return frozenset(int(found[1]) for found in HIDDEN_ROW.finditer(data, begin, end))


def _walk(data: bytes, part: str, file: str, limits: Limits) -> SheetFacts:
    """The slow and exact way, for prefixed names, cells without an address, comments and all else."""
    walker = _Walker()
    try:
        walker.parse(data)
    except (expat.ExpatError, ValueError) as fault:
        raise refusal(rules.DAMAGED, file, reason=f"{part}: {fault}") from fault
    _check_reach(part, file, (walker.last_row, walker.last_column), len(data), limits)
    hidden = frozenset(walker.hidden_rows)
    return SheetFacts(walker.errors, tuple(walker.bare_formulas), hidden, most_uses=walker.uses)


class _Walker:
    """Follows rows and cells as calamine does: an address counts, otherwise the next place in reading order."""

    def __init__(self) -> None:
        self.last_row = self.last_column = self.uses = 0
        self.errors: dict[Address, str] = {}
        self.bare_formulas: list[Address] = []
        self.hidden_rows: set[int] = set()
        self._row = self._column = 0
        self._at: Address = (0, 0)
        self._type = ""
        self._seen: set[str] = set()
        self._text: list[str] | None = None
        self._rows = 0

    def parse(self, data: bytes) -> None:
        """Walk through the whole part; ExpatError when it is not well-formed."""
        parser = expat.ParserCreate("UTF-8")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.Parse(data, True)  # noqa: FBT003  (expat takes its arguments by position only)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "row":
            self._start_row(attributes)
        elif local == "c":
            self._start_cell(attributes)
        else:
            self._seen.add(local)
            self._text = [] if local == "v" else self._text

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._rows += 1
        if self._rows > SHEET_ROWS:
            too_many = f"> {SHEET_ROWS} rows"
            raise ValueError(too_many)
        self._row, self._column = int(attributes.get("r", self._row + 1)), 0
        if attributes.get("hidden") in {"1", "true"}:
            self.hidden_rows.add(self._row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._at = _parsed(attributes["r"]) if "r" in attributes else (self._row, self._column + 1)
        self._column = self._at[1]
        self._type, self._seen, self._text = attributes.get("t", ""), set(), None

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] == "c":
            self._end_cell("".join(self._text or ()))
            self._text = None

    def _end_cell(self, text: str) -> None:
        if {"v", "is"} & self._seen:
            self.last_row, self.last_column = max(self.last_row, self._at[0]), max(self.last_column, self._at[1])
        self.uses += self._type == "s"
        if self._type == "e" and "v" in self._seen:
            self.errors[self._at] = text
        elif "f" in self._seen and not text and self._type != "str":
            self.bare_formulas.append(self._at)


def _parsed(reference: str) -> Address:
    """The address of `AB12`; ValueError for anything else."""
    found = CELL_REFERENCE.fullmatch(reference)
    if not found:
        raise ValueError(reference)
    return int(found[2]), column_number(found[1])

"""The content part of an .ods workbook looked over before a reader unfolds its repeated cells and rows."""

from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from skj.files.limits import Limits, check_box, check_spread, check_text, refusal
from skj.files.sheet_scan import Address, SheetFacts
from skj.files.tables import Merge
from skj.rules import files as rules

COLUMNS_REPEATED: Final = "table:number-columns-repeated"
ROWS_REPEATED: Final = "table:number-rows-repeated"


@dataclass(slots=True)
class _Sheet:
    """What was found in one table so far."""

    name: str
    last_row: int = 0
    last_column: int = 0
    errors: dict[Address, str] = field(default_factory=dict)
    bare_formulas: list[Address] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)

    def facts(self) -> SheetFacts:
        """The same, closed."""
        hidden = frozenset(row for row in self.hidden_rows if row <= self.last_row)
        errors = {at: text.strip() for at, text in self.errors.items()}  # its XML may be laid out in lines
        return SheetFacts(errors, tuple(self.bare_formulas), hidden, tuple(self.merges))


def scan_content(data: bytes, file: str, limits: Limits) -> dict[str, SheetFacts]:
    """The facts of each table of `content.xml` by its name; InputRefused beyond the limits or when not well-formed."""
    walker = _Walker(limits)
    try:
        walker.parse(data)
    except (expat.ExpatError, ValueError) as fault:
        raise refusal(rules.DAMAGED, file, reason=f"content.xml: {fault}") from fault
    for sheet in walker.sheets:
        check_box(sheet.name, file, sheet.last_row, sheet.last_column, limits)
    # The reader lays all tables out at once.
    spread = sum(sheet.last_row * sheet.last_column for sheet in walker.sheets)
    check_spread("content.xml", file, spread, len(data), limits)
    check_text(walker.text_volume, file, limits)
    return {sheet.name: sheet.facts() for sheet in walker.sheets}


class _Walker:
    """Counts rows and columns with their repetitions; blank repetitions at the end of a row or table do not count."""

    def __init__(self, limits: Limits) -> None:
        self.sheets: list[_Sheet] = []
        self.text_volume = 0
        self._limits = limits
        self._row = self._column = 1
        self._rows = self._columns = 1
        self._has_value = False
        self._error_at: Address | None = None
        self._parser = expat.ParserCreate("UTF-8")

    def parse(self, data: bytes) -> None:
        """Walk through the whole part; ExpatError when it is not well-formed."""
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.Parse(data, True)  # noqa: FBT003  (expat takes its arguments by position only)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self.sheets.append(_Sheet(attributes.get("table:name", "")))
            self._row = 1
        elif name == "table:table-row":
            self._start_row(attributes)
        elif name in {"table:table-cell", "table:covered-table-cell"} and self.sheets:
            self._start_cell(attributes)
        elif name == "text:p":
            self._has_value = True

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._column, self._rows = 1, _repeated(attributes, ROWS_REPEATED)
        if attributes.get("table:visibility") in {"collapse", "filter"} and self.sheets:
            beyond = min(self._row + self._rows, self._limits.rows + 1)
            self.sheets[-1].hidden_rows.update(range(self._row, beyond))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._columns = _repeated(attributes, COLUMNS_REPEATED)
        self._has_value = "office:value-type" in attributes
        if attributes:
            self._note(attributes, self.sheets[-1])
        if self._columns * self._rows > 1 or self._error_at:
            self._parser.CharacterDataHandler = self._characters

    def _note(self, attributes: dict[str, str], sheet: _Sheet) -> None:
        at = self._row, self._column
        if attributes.get("calcext:value-type") == "error":
            self._error_at, self._has_value = at, True
        elif "table:formula" in attributes and not self._has_value:
            sheet.bare_formulas.append(at)
        down = _repeated(attributes, "table:number-rows-spanned")
        across = _repeated(attributes, "table:number-columns-spanned")
        if down * across > 1:
            sheet.merges.append(Merge(*at, at[0] + down - 1, at[1] + across - 1))

    def _characters(self, text: str) -> None:
        self.text_volume += len(text.encode()) * self._columns * self._rows
        if self._error_at:
            errors = self.sheets[-1].errors
            errors[self._error_at] = errors.get(self._error_at, "") + text

    def _end(self, name: str) -> None:
        if name == "table:table-row":
            self._row += self._rows
        elif name in {"table:table-cell", "table:covered-table-cell"} and self.sheets:
            self._end_cell(self.sheets[-1])

    def _end_cell(self, sheet: _Sheet) -> None:
        self._parser.CharacterDataHandler = None
        self._error_at = None
        self._column += self._columns
        if self._has_value:
            sheet.last_row = max(sheet.last_row, self._row + self._rows - 1)
            sheet.last_column = max(sheet.last_column, self._column - 1)
        self._has_value = False


def _repeated(attributes: dict[str, str], name: str) -> int:
    """How often; ValueError when it is no number."""
    return max(1, int(attributes.get(name, 1)))

"""Where an edit happens: the workbook, the sheet, its tables and styles, gathered once and read only as far as needed."""

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from functools import cached_property
from typing import Final

from skj.diagnostics import Diagnostic, Place, Rule
from skj.files.letter_runs import common_look
from skj.files.package import Package, SheetEntry, is_1904, open_package, shared_strings
from skj.files.refusing import refuse
from skj.files.sheet_cells import CellWriter
from skj.files.sheet_ranges import Area, area_of
from skj.files.sheet_rows import Cell, Row, SharedStrings, Sheet, sheet_of
from skj.files.sheet_styles import Styles
from skj.files.tables import column_letters
from skj.files.xml_scan import Tag, tags, text_of
from skj.frozen import dataclass
from skj.language import N_
from skj.rules import editing as rules

ROWS_LOOKED_AT: Final = 60


@dataclass(frozen=True, slots=True)
class DataBlock:
    """The records of a ledger on a sheet: the heading row, the last record, and the column of each field (from 1).

    `last_row` equals `header_row` when there are no records yet. `first_column` and `last_column` bound the block,
    columns that `skj` does not know included.
    """

    sheet: str
    header_row: int
    last_row: int
    columns: Mapping[str, int]
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Table:
    """A defined table of the sheet; `formulas` are the calculated columns by column number."""

    part: str
    name: str
    area: Area
    has_totals: bool
    formulas: Mapping[int, str]


@dataclass
class Target:
    """The workbook and sheet that an edit works on, and the notes it leaves."""

    package: Package
    entry: SheetEntry
    sheet: Sheet
    block: DataBlock
    notes: list[Diagnostic] = field(default_factory=list)
    _styles_seen: dict[tuple[int, int], int | None] = field(default_factory=dict)

    @cached_property
    def writer(self) -> CellWriter:
        """Writes cells as this sheet spells them."""
        return CellWriter(self.sheet.patterns.prefix)

    @cached_property
    def is_1904(self) -> bool:
        """Tell whether dates count from 1904."""
        return is_1904(self.package)

    @cached_property
    def styles(self) -> Styles:
        """The cell formats."""
        found = self.package.related(self.package.workbook, "styles")
        if not found:
            refuse(rules.PART_MISSING, part=N_("the cell formats"))
        return Styles(found[0], self.package.read(found[0]))

    @cached_property
    def strings(self) -> SharedStrings:
        """The shared strings."""
        return SharedStrings(shared_strings(self.package))

    @cached_property
    def has_formulas(self) -> bool:
        """Tell whether any cell of the sheet holds a formula."""
        return self.sheet.has_formulas

    @cached_property
    def tables(self) -> list[Table]:
        """The defined tables of the sheet."""
        parts = self.package.related(self.entry.part, "table")
        return [table for part in parts if (table := _table(part, self.package.read(part)))]

    @cached_property
    def tags(self) -> list[Tag]:
        """The tags before and after the rows; places count in `frame`."""
        return list(tags(self.frame))

    @cached_property
    def frame(self) -> bytes:
        """The sheet part without its rows."""
        return self.sheet.head + self.sheet.tail

    @cached_property
    def merges(self) -> list[Area]:
        """The merged ranges."""
        return self.ranges("mergeCell", "ref")

    @cached_property
    def pivots(self) -> list[Area]:
        """Where the sheet's pivot tables stand."""
        parts = self.package.related(self.entry.part, "pivotTable")
        found = (tag for part in parts for tag in tags(self.package.read(part)) if tag.name == "location")
        return [area for tag in found if (area := area_of(tag.get("ref")))]

    @cached_property
    def arrays(self) -> list[Area]:
        """What array formulas and data tables cover."""
        return [
            area for formula in self.formula_tags('"array"', '"dataTable"') if (area := area_of(formula.get("ref")))
        ]

    @cached_property
    def source_row(self) -> Row:
        """The row of the last record (of the headings when there is none)."""
        return self.row_that_exists(self.block.last_row)

    @cached_property
    def rows_above(self) -> list[dict[int, Cell]]:
        """The cells of the last records, nearest first."""
        limit = min(ROWS_LOOKED_AT, self.block.last_row - self.block.header_row)
        rows = self.sheet.rows_above(self.source_row, limit)
        return [row.cells() for row in rows if row.number > self.block.header_row]

    @property
    def has_records(self) -> bool:
        """Tell whether there is a record to take styles and formulas from."""
        return self.block.last_row > self.block.header_row

    def row_that_exists(self, number: int) -> Row:
        """The row with this number, refused when the file does not name it."""
        row = self.sheet.row(number)
        return row if row is not None else refuse(rules.ROWS_WITHOUT_NUMBERS, row=number)

    def style_of(self, row: int, column: int) -> int | None:
        """The cell format of a cell; None when the file does not hold the cell."""
        if (row, column) not in self._styles_seen:
            found = self.sheet.row(row)
            cell = found.cells().get(column) if found else None
            self._styles_seen[row, column] = cell.style if cell else None
        return self._styles_seen[row, column]

    def is_rich(self, cell: Cell) -> bool:
        """Tell whether letters within the text of a cell have formats of their own, which another text would lose."""
        return cell.patterns.run.search(self._item(cell)) is not None

    def look_of_letters(self, cell: Cell) -> bytes | None:
        """The look for another text to take: that of all letters, empty where they have none of their own; None when unlike."""
        if not self.is_rich(cell):
            return b""
        if cell.kind == "s" and self.strings.patterns.prefix != cell.patterns.prefix:
            return None
        return common_look(self._item(cell), cell.patterns.prefix)

    def _item(self, cell: Cell) -> bytes:
        return self.strings.item(int(cell.value)) if cell.kind == "s" and cell.value.isdigit() else cell.body

    def ranges(self, element: str, attribute: str) -> list[Area]:
        """The ranges that elements beside the rows name in an attribute."""
        found = (area_of(tag.get(attribute)) for tag in self.tags if tag.name == element)
        return [area for area in found if area]

    def formula_tags(self, *kinds: str) -> Iterator[Tag]:
        """The tags of formulas with one of the kinds (in quotes, as in the file) in their attributes."""
        data, patterns = self.sheet.data, self.sheet.patterns
        wanted = [kind.encode() for kind in kinds] + [kind.replace('"', "'").encode() for kind in kinds]
        if not self.has_formulas or not any(
            data.find(b"t=" + kind, self.sheet.rows_start, self.sheet.rows_end) >= 0 for kind in wanted
        ):
            return
        for found in patterns.formula.finditer(data, self.sheet.rows_start, self.sheet.rows_end):
            text = data[found.start() : data.find(b">", found.start()) + 1]
            if any(b"t=" + kind in text for kind in wanted):
                yield Tag(found.start(), found.end(), text, "f", is_empty=False, parents=())

    def text_of_cell(self, cell: Cell) -> str:
        """The text a cell shows, empty when it holds none."""
        if cell.kind == "s" and cell.value.isdigit():
            return self.strings.text(int(cell.value))
        return cell.inline_text if cell.kind == "inlineStr" else cell.value if cell.kind == "str" else ""

    def note(self, rule: Rule, **args: object) -> None:
        """Leave a note once."""
        found = Diagnostic(rule, Place(), args=args)
        if found not in self.notes:
            self.notes.append(found)


def open_target(data: bytes, block: DataBlock) -> Target:
    """Open the sheet that holds the block; columns grow to those of a table that the block stands in."""
    package = open_package(data)
    entry = package.sheet(block.sheet)
    target = Target(package, entry, sheet_of(entry.part, package.read(entry.part)), block)
    for table in target.tables:
        records = Area(block.header_row, block.first_column, block.last_row, block.last_column)
        if table.area.meets(records):
            left, right = min(block.first_column, table.area.left), max(block.last_column, table.area.right)
            block = replace(block, first_column=left, last_column=right)
    target.block = block
    return target


def cell_name(column: int, row: int) -> str:
    """The A1 address of a cell."""
    return f"{column_letters(column)}{row}"


def _table(part: str, data: bytes) -> Table | None:
    all_tags = list(tags(data))
    root = next((tag for tag in all_tags if tag.name == "table"), None)
    area = area_of(root.get("ref")) if root else None
    columns = [tag for tag in all_tags if tag.name == "tableColumn"]
    if root is None or area is None:
        return None
    formulas: dict[int, str] = {}
    for tag in all_tags:
        if tag.name == "calculatedColumnFormula" and tag.get("array") not in ("1", "true"):
            position = sum(1 for column in columns if column.start < tag.start) - 1
            formulas[area.left + position] = text_of(data, tag)
    has_totals = root.get("totalsRowCount", "0") not in ("", "0")
    return Table(part, root.get("displayName") or root.get("name"), area, has_totals, formulas)

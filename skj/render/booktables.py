"""The lines of a grid in a worksheet: each value as its own type, sums and products as formulas of our own, places as links."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from skj.diagnostics import Place
from skj.language import _
from skj.render.bookcells import Cells
from skj.render.links import MOST_LINKS, place_link
from skj.render.looks import LINE_HEIGHT, Style
from skj.render.measuring import letters_in, lines_of
from skj.render.safe import visible
from skj.reports.model import Formula, Grid, Kind, Line, Product, Rank, Tone

if TYPE_CHECKING:
    from skj.render.sheets import Sheet

LEFT: Final = 1  # the first column after the marks
_CLOSELY: Final = 3000
MOST_LINES: Final = 17  # of text in a row; none may be higher than 409 points


@dataclass(slots=True)
class Table:
    """The lines of one grid on their way into a sheet; what is the same for all lines is looked up once."""

    sheet: "Sheet"
    grid: Grid
    first: int  # the row of the first line
    cells: Cells = field(init=False)
    rooms: list[int] = field(init=False)
    styles: dict[tuple[Tone, Rank], list[Style]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        widths = self.sheet.widths[LEFT : LEFT + len(self.grid.fields)]
        self.cells, self.rooms = self.sheet.cells, [letters_in(width) for width in widths]

    def write(self, line: Line) -> None:
        """One line, with its mark, as high as its texts need."""
        sheet, row = self.sheet, self.sheet.row
        if line.rank == "group":
            self._group(line)
        else:
            tall = self._cells(line, row)
            if tall > 1:
                sheet.set_height(row, LINE_HEIGHT * min(tall, MOST_LINES) + 4)
        if line.tone != "plain":
            sheet.mark(line.tone)
        sheet.row += 1

    def _cells(self, line: Line, row: int) -> int:
        """Write the cells; how many lines of text the tallest of them has."""
        formulas, put, tall = dict(line.formulas), self.cells.put, 1
        for at, (value, style, room) in enumerate(zip(line.cells, self._styles(line), self.rooms, strict=True)):
            if formulas and (found := formulas.get(self.grid.fields[at].id)):
                text = formula_text(found, row, at + LEFT, self.first, self._columns())
                self.cells.formula(row, at + LEFT, text, value, style)
                continue
            if style.kind is Kind.PLACE and line.place and self._link(at + LEFT, str(value), line.place):
                continue
            if style.kind is Kind.TIMELINE and isinstance(value, str):
                self.cells.timeline(row, at + LEFT, value, self.sheet.looks)
                continue
            put(row, at + LEFT, value, style)
            if isinstance(value, str) and (len(value) > room or "\n" in value):
                tall = max(tall, -(-len(value) // room) if self._is_long() else lines_of(value, room))
        return tall

    def _is_long(self) -> bool:
        """Whether there are too many lines to look closely at each; a text is never wider than it is long."""
        return len(self.grid.lines) > _CLOSELY

    def _styles(self, line: Line) -> list[Style]:
        key = (line.tone, line.rank)
        if key not in self.styles:
            self.styles[key] = [self.sheet.looks.style("cell", each.kind, *key) for each in self.grid.fields]
        return self.styles[key]

    def _columns(self) -> dict[str, int]:
        return {each.id: at for at, each in enumerate(self.grid.fields, LEFT)}

    def _group(self, line: Line) -> None:
        """A heading among the lines, over all columns."""
        form = self.sheet.looks.format("cell", line.tone, line.rank, indent=1)
        text = " ".join(str(value) for value in line.cells if value is not None)
        self.sheet.span(self.sheet.row, LEFT, LEFT + len(self.grid.fields) - 1, form)
        self.cells.text(self.sheet.row, LEFT, text, form)

    def _link(self, column: int, text: str, place: Place) -> bool:
        """The place of a line as a link to the office's own file; False where there is no way to it."""
        sheet, file = self.sheet, self.sheet.link_to(place.file)
        link = place_link(file, place) if file and sheet.links < MOST_LINKS else ""
        if link:
            sheet.links += 1
            form, tip = sheet.looks.format("link", indent=1), _("Open the original file")
            sheet.page.write_url(sheet.row, column, link, form, visible(text), tip)
        return bool(link)


def formula_text(formula: Formula, row: int, column: int, first: int, columns: dict[str, int]) -> str:
    """A formula in the words of a spreadsheet; `first` is the row of the grid's first line, all counted from 0."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    if isinstance(formula, Product):
        factors = "*".join(xl_rowcol_to_cell(row, columns[name]) for name in formula.of)
        return f"={factors}" + (f"/{formula.over}" if formula.over != 1 else "")
    ranges = (
        xl_rowcol_to_cell(first + start, column) + (f":{xl_rowcol_to_cell(first + end, column)}" if end > start else "")
        for start, end in _runs(formula.lines)
    )
    return f"=SUM({','.join(ranges)})"


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The runs of numbers that follow each other: 1, 2, 3, 5 are 1-3 and 5."""
    ordered = sorted(numbers)
    start = 0
    for at in range(1, len(ordered) + 1):
        if at == len(ordered) or ordered[at] != ordered[at - 1] + 1:
            yield ordered[start], ordered[at - 1]
            start = at

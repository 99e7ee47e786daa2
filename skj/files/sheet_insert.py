"""Rows inserted above totals, notes and signatures: allowed only where everything below can be moved without loss."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from skj.files.package import Package
from skj.files.refusing import refuse
from skj.files.sheet_formulas import after_insertion, reaches_below
from skj.files.sheet_ranges import LAST_ROW, Growth, area_of, areas_of
from skj.files.sheet_rows import Cell, Row
from skj.files.sheet_target import Target
from skj.files.tables import column_letters
from skj.files.xml_scan import Tag, attributes, tags, text_of, with_attribute
from skj.language import N_
from skj.patterns import later
from skj.rules import editing as rules

FORMULA_ELEMENTS: Final = frozenset({"f", "formula", "formula1", "formula2"})
# Elements beside the rows that name places in ways that are not followed here.
UNFOLLOWED: Final = frozenset({"customSheetViews", "controls", "oleObjects", "scenarios", "cellWatches"})
OTHER_FORMULA: Final = later(rb"<(?:[\w.-]+:)?(?:f|formula|formula1|formula2)(?:\s[^>]*)?>([^<]*![^<]*)<")
SHARED: Final = ("array", "dataTable", "shared")


def refuse_unmovable(target: Target, growth: Growth, position: int) -> None:
    """Refuse by name whatever would break when the rows from `growth.insert_at` on move; they start at `position`."""
    _refuse_frame(target, growth.insert_at)
    _refuse_neighbours(target, growth.insert_at)
    _refuse_own_formulas(target, growth.insert_at, position)
    _refuse_drawings(target, growth.insert_at)
    _refuse_other_parts(target, growth.insert_at)


def moved_rows(target: Target, growth: Growth, position: int) -> bytes:
    """The rows from `position` on, moved down; formulas follow, and lose their cached values (rule 17)."""
    pieces: list[bytes] = []
    for row in target.sheet.rows_from(position):
        if row.number + growth.inserted > LAST_ROW:
            refuse(rules.SHEET_FULL, row=row.number + growth.inserted)
        pieces += [target.sheet.data[position : row.start], _moved_row(target, growth, row)]
        position = row.end
    return b"".join([*pieces, target.sheet.data[position : target.sheet.rows_end]])


def _moved_row(target: Target, growth: Growth, row: Row) -> bytes:
    number = row.number + growth.inserted
    tag = with_attribute(row.tag, "r", str(number))
    if tag.endswith(b"/>"):
        return tag
    pieces, position = [tag], 0
    for column, cell in row.cells().items():
        moved = _moved_cell(target, growth, row.body[cell.start : cell.end], cell, f"{column_letters(column)}{number}")
        pieces += [row.body[position : cell.start], moved]
        position = cell.end
    return b"".join([*pieces, row.body[position:], b"</", row.patterns.prefix, b"row>"])


def _moved_cell(target: Target, growth: Growth, raw: bytes, cell: Cell, address: str) -> bytes:
    end = raw.index(b">") + 1
    tag = with_attribute(raw[:end], "r", address)
    formula = cell.formula
    if formula is None:
        return tag + raw[end:]
    if formula.kind in SHARED:
        refuse(rules.ROWS_BELOW_HELD, row=growth.insert_at, what=N_("an array or shared formula stands there"))
    found = cell.patterns.formula.search(raw, end)
    if found is None or found["body"] is None:
        return tag + raw[end:]
    text = escape(after_insertion(formula.text, target.entry.name, growth), quote=False).encode()
    rest = cell.patterns.value.sub(b"", raw[found.end() :])
    return tag + raw[end : found.start("body")] + text + raw[found.end("body") : found.end()] + rest


def _refuse_frame(target: Target, at: int) -> None:
    for tag in target.tags:
        if tag.name in UNFOLLOWED:
            refuse(rules.ROWS_BELOW_HELD, row=at, what=tag.name)
        if tag.name == "brk" and tag.parent == "rowBreaks" and _number(tag.get("id")) >= at - 1:
            refuse(rules.ROWS_BELOW_HELD, row=at, what=N_("a page break stands there"))
        if tag.name == "sqref" and tag.parent == "sparkline":
            _refuse_areas(text_of(target.frame, tag), at, N_("a sparkline stands there"))
        if tag.name in FORMULA_ELEMENTS:
            _refuse_formula(target, text_of(target.frame, tag), at, target.entry.name, is_own=True)


def _refuse_neighbours(target: Target, at: int) -> None:
    for merge in target.merges:
        if merge.top < at <= merge.bottom:
            refuse(rules.MERGE_IN_THE_WAY, area=str(merge), row=at)
    for pivot in target.pivots:
        if pivot.bottom >= at:
            refuse(rules.PIVOT_IN_THE_WAY, area=str(pivot), row=at)
    for array in target.arrays:
        if array.bottom >= at:
            refuse(rules.ARRAY_IN_THE_WAY, area=str(array), row=at)
    for table in target.tables:
        if table.has_totals and table.area.bottom == at:
            refuse(rules.TABLE_TOTALS_ROW, table=table.name, row=at)
        if table.area.bottom >= at:
            refuse(rules.TABLE_IN_THE_WAY, table=table.name, area=str(table.area), row=at)


def _refuse_own_formulas(target: Target, at: int, position: int) -> None:
    """Formulas above the insertion must not refer to what moves; those below are rewritten."""
    sheet = target.sheet
    if not target.has_formulas:
        return
    for found in sheet.patterns.formula.finditer(sheet.data, sheet.rows_start, position):
        text = text_of(sheet.data, Tag(found.start(), found.start("body"), b"", "f", found["body"] is None, ()))
        shared = area_of(attributes(found["attributes"]).get("ref", ""))
        spread = shared.bottom - shared.top if shared else 0
        if text and reaches_below(text, target.entry.name, at, is_own=True, spread=spread):
            refuse(rules.FORMULA_POINTS_BELOW, row=at, where=target.entry.name, formula=text)


def _refuse_formula(target: Target, text: str, at: int, where: str, *, is_own: bool) -> None:
    if text and reaches_below(text, target.entry.name, at, is_own=is_own):
        refuse(rules.FORMULA_POINTS_BELOW, row=at, where=where, formula=text)


def _refuse_drawings(target: Target, at: int) -> None:
    package, part = target.package, target.entry.part
    for comments in package.related(part, "comments"):
        references = " ".join(tag.get("ref") for tag in tags(package.read(comments)) if tag.name == "comment")
        _refuse_areas(references, at, N_("a comment stands there"))
    for drawing in package.related(part, "drawing"):
        if any(row >= at - 1 for row in _anchored_rows(package.read(drawing))):
            refuse(rules.ROWS_BELOW_HELD, row=at, what=N_("a picture, chart or text box stands there"))
    for drawing in package.related(part, "vmlDrawing"):
        if any(row >= at - 1 for row in _control_rows(package.read(drawing))):
            refuse(rules.ROWS_BELOW_HELD, row=at, what=N_("a button or form control stands there"))


def _anchored_rows(data: bytes) -> Iterator[int]:
    """The rows (from 0) that drawings are anchored to."""
    for tag in tags(data):
        if tag.name == "row" and tag.parent in ("from", "to"):
            yield _number(text_of(data, tag))
        elif tag.name == "absoluteAnchor":
            yield LAST_ROW


def _number(text: str) -> int:
    """A row number of a drawing; what cannot be read counts as far below."""
    return int(text) if text.strip().isdecimal() else LAST_ROW


def _control_rows(data: bytes) -> Iterator[int]:
    """The rows (from 0) of controls in a legacy drawing; comments are judged by their own part."""
    is_note = False
    for tag in tags(data):
        if tag.name == "ClientData":
            is_note = tag.get("ObjectType") == "Note"
        if tag.name == "Anchor" and not is_note:
            numbers = [int(item) for item in text_of(data, tag).split(",") if item.strip().isdigit()]
            yield from (numbers[index] for index in (2, 6) if index < len(numbers))


def _refuse_areas(text: str, at: int, what: str) -> None:
    if any(area.bottom >= at for area in areas_of(text)):
        refuse(rules.ROWS_BELOW_HELD, row=at, what=what)


def _refuse_other_parts(target: Target, at: int) -> None:
    package, name = target.package, target.entry.name
    for sheet in package.sheets():
        if sheet.part != target.entry.part and package.has(sheet.part):
            for text in _formulas_with_sheets(package.read(sheet.part)):
                _refuse_formula(target, text, at, sheet.name, is_own=False)
    for chart in package.parts_of_type("chart"):
        for text in chart_ranges(package, chart):
            _refuse_formula(target, text, at, N_("a chart"), is_own=False)
    for source in pivot_sources(package):
        area = area_of(source.get("ref"))
        if source.get("sheet").casefold() == name.casefold() and area and area.bottom >= at:
            refuse(rules.ROWS_BELOW_HELD, row=at, what=N_("a pivot table reads from there"))


def _formulas_with_sheets(data: bytes) -> Iterable[str]:
    """The formulas of another sheet that name a sheet at all."""
    for found in OTHER_FORMULA.finditer(data):
        yield text_of(data, Tag(found.start(), found.start(1), b"", "f", is_empty=False, parents=()))


def chart_ranges(package: Package, chart: str) -> Iterator[str]:
    """The ranges that a chart reads."""
    data = package.read(chart)
    return (text_of(data, tag) for tag in tags(data) if tag.name == "f")


def pivot_sources(package: Package) -> Iterator[Tag]:
    """Where the workbook's pivot tables read from."""
    for part in package.related(package.workbook, "pivotCacheDefinition"):
        yield from (tag for tag in tags(package.read(part)) if tag.name == "worksheetSource")

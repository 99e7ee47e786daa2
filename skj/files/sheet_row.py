"""A new row made after the row above it, and the cells of a row changed in place (lossless rules 7, 10 and 12)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from skj.files.refusing import refuse
from skj.files.sheet_cells import CellInput, Content, Typed, number_text
from skj.files.sheet_dates import WrittenDate, as_text, is_buddhist_serial, serial, written_date
from skj.files.sheet_formulas import copied_down
from skj.files.sheet_rows import Cell, Row
from skj.files.sheet_target import Target, cell_name
from skj.files.xml_scan import ATTRIBUTE, Tag, attributes, text_of, with_attribute
from skj.frozen import dataclass
from skj.language import N_
from skj.rules import editing as rules

# A new row is visible and outside the outline, whatever the row above is (rule 10).
NOT_COPIED: Final = frozenset({"r", "hidden", "collapsed", "outlineLevel"})
# How many dates above are looked at to tell how the column writes them.
NEIGHBOURS: Final = 12
Values = Mapping[int, CellInput]
Changes = Mapping[int, CellInput | Typed]


@dataclass(frozen=True, slots=True)
class _Plan:
    """All that decides the cells of one new row."""

    target: Target
    number: int
    given: Values
    above: Mapping[int, Cell]
    existing: Row | None
    kept: Mapping[int, Cell]

    def columns(self) -> list[int]:
        """The columns that get a cell."""
        block = self.target.block
        calculated = {column for table in self.target.tables for column in table.formulas}
        inside = {column for column in {*self.above, *calculated} if block.first_column <= column <= block.last_column}
        return sorted({*self.given, *self.kept, *inside})

    def cell(self, column: int) -> bytes:
        """The bytes of one cell."""
        style, held = self.style(column), self.kept.get(column)
        raw = self.existing.body[held.start : held.end] if held and self.existing else b""
        # A form that was prepared with formulas or running numbers keeps them.
        if held and held.has_content and (column not in self.given or held.formula is not None):
            return raw
        if column in self.given:
            return _filled(self.target, self.number, column, style, self.given[column])
        if formula := _formula(self.target, self.number, column, self.above):
            return self.target.writer.filled(self.number, column, style, self.target.writer.formula(formula))
        return raw or (self.target.writer.blank(self.number, column, style) if style else b"")

    def style(self, column: int) -> int:
        """The style: of the cell that is there, of its row, or of the row above."""
        if column in self.kept:
            return self.kept[column].style
        row_style = _row_style(self.existing) if self.existing else None
        if row_style is not None:
            return row_style
        return self.above[column].style if column in self.above else 0


def new_row(target: Target, number: int, values: Values, existing: Row | None) -> bytes:
    """The bytes of row `number` with the values; an existing empty row keeps its styles, attributes and other cells."""
    given = {column: value for column, value in values.items() if value is not None and value != ""}
    above = target.source_row.cells() if target.has_records else {}
    plan = _Plan(target, number, given, above, existing, existing.cells() if existing else {})
    columns = plan.columns()
    tag = existing.tag if existing else _start_tag(target, number)
    return _row(tag, b"".join(map(plan.cell, columns)), columns, target.sheet.patterns.prefix)


def changed_row(target: Target, row: Row, values: Changes) -> bytes:
    """The bytes of a row with some cells set; styles stay, None empties a cell."""
    cells = row.cells()
    written: dict[int, bytes] = {column: row.body[cell.start : cell.end] for column, cell in cells.items()}
    for column, value in values.items():
        style = cells[column].style if column in cells else _row_style(row) or 0
        if value is None or value == "":
            written[column] = target.writer.blank(row.number, column, style)
        elif isinstance(value, str) and column in cells:
            look = target.look_of_letters(cells[column]) or b""
            content = target.writer.content(value, cell_name(column, row.number), look)
            written[column] = target.writer.filled(row.number, column, style, content)
        else:
            written[column] = _filled(target, row.number, column, style, value)
    ordered = b"".join(written[column] for column in sorted(written))
    return _row(row.tag, ordered, list(written), target.sheet.patterns.prefix)


def _row_style(row: Row) -> int | None:
    """The style that empty cells of a row show, if the row has one of its own."""
    style = row.attributes.get("s", "")
    return int(style) if row.attributes.get("customFormat") in ("1", "true") and style.isdigit() else None


def _formula(target: Target, number: int, column: int, above: Mapping[int, Cell]) -> str:
    """The formula a column goes on with: the table's own, or that of the row above copied down (rule 10)."""
    for table in target.tables:
        if column in table.formulas and table.area.top <= number and table.area.bottom >= target.block.last_row:
            return table.formulas[column]
    found = above[column].formula if column in above else None
    if found is None:
        return ""
    source, cell = cell_name(column, target.block.last_row), cell_name(column, number)
    text, source = _whole_formula(target, found.text, found.attributes, source)
    copied = copied_down(text, source, cell) if text and found.kind in ("normal", "shared") else None
    if copied is None:
        target.note(rules.FORMULA_LEFT_EMPTY, source=cell_name(column, target.block.last_row), cell=cell)
    return copied or ""


def _whole_formula(target: Target, text: str, found: Mapping[str, str], source: str) -> tuple[str, str]:
    """The text of a formula and the cell it was written for; a child of a shared formula takes its master's."""
    if text or found.get("t") != "shared":
        return text, source
    for tag in target.formula_tags('"shared"'):
        if attributes(tag.text).get("si") == found.get("si") and tag.get("ref"):
            return text_of(target.sheet.data, _text_start(tag)), _cell_of(target, tag.start)
    return "", source


def _text_start(tag: Tag) -> Tag:
    return replace(tag, end=tag.start + len(tag.text))


def _cell_of(target: Target, at: int) -> str:
    """The address of the cell that holds the formula at this place."""
    opening = b"<" + target.sheet.patterns.prefix + b"c "
    start = target.sheet.data.rfind(opening, target.sheet.rows_start, at)
    return attributes(target.sheet.data[start : target.sheet.data.find(b">", start) + 1]).get("r", "")


def _filled(target: Target, number: int, column: int, style: int, value: CellInput | Typed) -> bytes:
    cell = cell_name(column, number)
    if value is None:
        return target.writer.blank(number, column, style)
    if isinstance(value, Typed):
        content, style = _typed(target, column, style, value, cell)
    elif isinstance(value, date):
        content, style = _date(target, column, style, value, cell)
    else:
        content = target.writer.content(value, cell)
    return target.writer.filled(number, column, style, content)


def _date(target: Target, column: int, style: int, day: date, cell: str) -> tuple[Content, int]:
    """A date as the column writes it, and the style it is shown with."""
    texts: list[WrittenDate] = []
    dated: list[Cell] = []
    is_text = False
    for held in (cells[column] for cells in target.rows_above if column in cells):
        if held.formula is not None:
            continue
        if held.kind == "n" and held.value and target.styles.is_date(held.style):
            dated.append(held)
        elif found := written_date(target.text_of_cell(held)):
            is_text = is_text or not dated
            texts.append(found)
        if len(texts) + len(dated) >= NEIGHBOURS:
            break
    return (target.writer.text(as_text(day, texts)), style) if is_text else _serial(target, day, dated, style, cell)


def _typed(target: Target, column: int, style: int, value: Typed, cell: str) -> tuple[Content, int]:
    """A value that must not stay text, in the number format of its column (rule 12)."""
    shown = target.style_of(value.like, column) if value.like else None
    if not isinstance(value.value, date):
        return target.writer.content(value.value, cell), target.styles.numeric(style, shown)
    day_format = target.styles.buddhist(style, shown, must=value.is_buddhist)
    return target.writer.number(number_text(_day_number(target, value.value, cell))), day_format


def _day_number(target: Target, day: date, cell: str) -> Decimal:
    number = serial(day, is_1904=target.is_1904)
    if number is None:
        refuse(
            rules.VALUE_NOT_WRITABLE, cell=cell, detail=N_("the date is before the first that the workbook can hold")
        )
    return number


def _serial(target: Target, day: date, dated: list[Cell], style: int, cell: str) -> tuple[Content, int]:
    number = _day_number(target, day, cell)
    if any(is_buddhist_serial(float(held.value), is_1904=target.is_1904) for held in dated if _is_number(held.value)):
        target.note(rules.ERA_CORRECTED, cell=cell)
    if not target.styles.is_date(style):
        style = target.styles.dated(style, target.styles.number_format(dated[0].style) if dated else None)
    return target.writer.number(number_text(number)), style


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _start_tag(target: Target, number: int) -> bytes:
    """The start tag of a new row: attributes of the row above but for those that belong to that row alone (rule 10)."""
    prefix = target.sheet.patterns.prefix
    opened = b'<%brow r="%d"' % (prefix, number)
    if not target.has_records:
        return opened + b">"
    copied = (
        found[0]
        for found in ATTRIBUTE.finditer(target.source_row.tag)
        if found[1].decode("utf-8", "replace") not in NOT_COPIED
    )
    return opened + b"".join(copied) + b">"


def _row(tag: bytes, cells: bytes, columns: list[int], prefix: bytes) -> bytes:
    tag = tag[:-2].rstrip() + b">" if tag.endswith(b"/>") else tag
    return b"".join([_with_spans(tag, columns), cells, b"</", prefix, b"row>"])


def _with_spans(tag: bytes, columns: list[int]) -> bytes:
    """The start tag with `spans` widened to the cells, when it has this hint at all."""
    first, _, last = attributes(tag).get("spans", "").partition(":")
    if not (first.isdigit() and last.isdigit() and columns):
        return tag
    widened = f"{min(int(first), *columns)}:{max(int(last), *columns)}"
    return tag if widened == f"{first}:{last}" else with_attribute(tag, "spans", widened)

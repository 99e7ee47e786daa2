"""What must grow with the new rows: ranges beside the rows, tables, defined names, and the order to recalculate (rules 14-17)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from skj.files.package import CONTENT_TYPES, Package
from skj.files.refusing import refuse
from skj.files.sheet_formulas import reaches_below
from skj.files.sheet_ranges import Area, Growth, area_of
from skj.files.sheet_target import Table, Target
from skj.files.xml_scan import Splice, Tag, element_end, spliced, tags, text_of, text_splice, with_attribute
from skj.patterns import later
from skj.rules import editing as rules

LISTS: Final = frozenset({"conditionalFormatting", "dataValidation", "ignoredError", "protectedRange"})
FILTERS: Final = frozenset({"autoFilter", "sortState", "sortCondition"})
ONLY_MOVED: Final = frozenset({"mergeCell", "hyperlink"})
# The calculation settings stand after these (and before all else) in a workbook part.
BEFORE_CALCULATION: Final = ("definedNames", "externalReferences", "functionGroups", "sheets")
NAMED_AREA: Final = later(
    r"(?P<sheet>'(?:[^']|'')+'|[^'!,\s()\"]+)!(?P<area>\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d+)?"
    r"|\$?\d+:\$?\d+|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})"
)
FORMULA_MARKS: Final = (b"<f>", b"<f ", b":f>", b":f ")
BUILT_IN_NAMES: Final = "_xlnm."


def frame_splices(target: Target, growth: Growth, used: Area) -> Iterator[Splice]:
    """The changes before and after the rows; places count in `target.frame`, `used` are the cells that were added."""
    yield from _merge_splices(target, growth)
    for tag in target.tags:
        name, attribute = _range_attribute(tag)
        if name == "dimension":
            yield from _attribute_splice(tag, "ref", _dimension(tag.get("ref"), growth, used))
        elif name in LISTS and attribute == "sqref":
            yield from _attribute_splice(tag, "sqref", growth.grown_list(tag.get("sqref")))
        elif name in FILTERS:
            yield from _attribute_splice(tag, "ref", growth.grown(tag.get("ref")))
        elif name in ONLY_MOVED:
            yield from _attribute_splice(tag, "ref", growth.moved(tag.get("ref")))
        elif name == "sqref" and tag.parent in LISTS:
            # Office 2010 lists and formats keep their ranges in an element of their own (`xm:sqref`).
            yield from _changed_text(target.frame, tag, growth.grown_list(text_of(target.frame, tag)))


def table_changes(target: Target, growth: Growth) -> dict[str, bytes]:
    """The table parts that grow: range, filter and sort state; a row below an ungrown table is damage to Excel (rule 15)."""
    return {table.part: _grown_table(target.package, table, growth) for table in growing_tables(target, growth)}


def growing_tables(target: Target, growth: Growth) -> list[Table]:
    """The tables that end on the last record, or inside the new rows."""
    block = target.block
    return [
        table
        for table in target.tables
        if growth.last_row <= table.area.bottom < growth.new_last_row
        and table.area.top <= growth.last_row
        and table.area.meets_columns(block.first_column, block.last_column)
    ]


def workbook_change(target: Target, growth: Growth | None, *, recalculate: bool) -> bytes:
    """The workbook part with grown names and, where formulas exist, the order to recalculate (rules 14 and 17)."""
    package = target.package
    data = package.read(package.workbook)
    all_tags = list(tags(data))
    splices = list(_name_splices(target, data, all_tags, growth)) if growth else []
    return spliced(data, [*splices, *(_calculation_splices(data, all_tags) if recalculate else [])])


def has_formulas(target: Target) -> bool:
    """Tell whether any cell of the workbook holds a formula."""
    package = target.package
    if package.related(package.workbook, "calcChain") or target.has_formulas:
        return True
    others = (one.part for one in package.sheets() if one.kind == "worksheet" and package.has(one.part))
    return any(holds_formulas(package.read(part)) for part in others if part != target.entry.part)


def holds_formulas(data: bytes) -> bool:
    """Tell whether a sheet part may hold formulas; plain searches are many times faster than a pattern."""
    return any(mark in data for mark in FORMULA_MARKS)


def without_chain(package: Package) -> tuple[dict[str, bytes], list[str]]:
    """The parts that change and go when the calculation chain is dropped: all three traces of it together (rule 16)."""
    chains = [one for one in package.relations(package.workbook) if one.kind == "calcChain" and package.has(one.part)]
    if not chains:
        return {}, []
    holder = package.relations_part(package.workbook)
    relations = spliced(
        package.read(holder), [(one.tag.start, element_end(package.read(holder), one.tag), b"") for one in chains]
    )
    types = package.read(CONTENT_TYPES)
    named = {f"/{one.part}".lower() for one in chains}
    entries = [tag for tag in tags(types) if tag.name == "Override" and tag.get("PartName").lower() in named]
    listed = spliced(types, [(tag.start, element_end(types, tag), b"") for tag in entries])
    return {holder: relations, CONTENT_TYPES: listed}, [one.part for one in chains]


def named_areas(text: str) -> list[re.Match[str]] | None:
    """The areas of a defined name that is nothing but a list of areas; None when it is a formula or a value."""
    found = list(NAMED_AREA.finditer(text))
    rest = NAMED_AREA.sub("", text)
    return found if found and not rest.strip(", \t\r\n") else None


def names_sheet(written: str, sheet: str) -> bool:
    """Tell whether a sheet name as a reference writes it means this sheet."""
    name = written[1:-1].replace("''", "'") if written.startswith("'") else written
    return name.casefold() == sheet.casefold()


def _merge_splices(target: Target, growth: Growth) -> list[Splice]:
    """Records whose cells are merged across get the same merges in the new rows."""
    held = next((tag for tag in target.tags if tag.name == "mergeCells" and not tag.is_empty), None)
    new = _new_merges(target, growth)
    if held is None or not new:
        return []
    count = with_attribute(held.text, "count", str(len(target.merges) + len(new)))
    at = target.frame.rfind(b"</", 0, element_end(target.frame, held))
    items = b"".join(b'<%bmergeCell ref="%b"/>' % (held.prefix, str(area).encode()) for area in new)
    return [(held.start, held.end, count), (at, at, items)]


def _new_merges(target: Target, growth: Growth) -> list[Area]:
    if not target.has_records:
        return []
    across = [one for one in target.merges if one.top == one.bottom == growth.last_row]
    inside = [one for one in across if growth.first_column <= one.left and one.right <= growth.last_column]
    filled = growth.new_last_row - growth.inserted
    wanted = [
        Area(row, one.left, row, one.right)
        for row in range(growth.last_row + 1, growth.new_last_row + 1)
        for one in inside
    ]
    return [area for area in wanted if area.top > filled or not any(area.meets(merge) for merge in target.merges)]


def _range_attribute(tag: Tag) -> tuple[str, str]:
    """The name of an element with a range that counts (empty for those inside saved views), and its attribute."""
    if "customSheetView" in tag.parents:
        return "", ""
    return tag.name, "sqref" if tag.get("sqref") else "ref"


def _attribute_splice(tag: Tag, attribute: str, new: str) -> list[Splice]:
    changed = tag.get(attribute) not in ("", new)
    return [(tag.start, tag.end, with_attribute(tag.text, attribute, new))] if changed else []


def _changed_text(data: bytes, tag: Tag, new: str) -> list[Splice]:
    return [] if new == text_of(data, tag) else [text_splice(data, tag, new)]


def _dimension(text: str, growth: Growth, used: Area) -> str:
    area = area_of(growth.moved(text))
    if area is None:
        return text
    left, right = min(area.left, used.left), max(area.right, used.right)
    return str(Area(min(area.top, used.top), left, max(area.bottom, used.bottom), right))


def _grown_table(package: Package, table: Table, growth: Growth) -> bytes:
    data = package.read(table.part)
    own = replace(growth, last_row=table.area.bottom, count=growth.new_last_row - table.area.bottom)
    own = replace(own, first_row=min(growth.first_row, own.last_row), insert_at=0, inserted=0)
    own = replace(own, first_column=table.area.left, last_column=table.area.right)
    held = [tag for tag in tags(data) if tag.name == "table" or tag.name in FILTERS]
    return spliced(
        data, [splice for tag in held for splice in _attribute_splice(tag, "ref", own.grown(tag.get("ref")))]
    )


def _name_splices(target: Target, data: bytes, all_tags: Iterable[Tag], growth: Growth) -> Iterator[Splice]:
    for tag in all_tags:
        if tag.name == "definedName":
            text = text_of(data, tag)
            new = _grown_name(tag.get("name"), text, target.entry.name, growth)
            if new != text:
                yield text_splice(data, tag, new)


def _grown_name(name: str, text: str, sheet: str, growth: Growth) -> str:
    areas = named_areas(text)
    if areas is None:
        if growth.insert_at and reaches_below(text, sheet, growth.insert_at, is_own=False):
            refuse(rules.FORMULA_POINTS_BELOW, row=growth.insert_at, where=name, formula=text)
        return text
    for found in reversed(areas):
        if names_sheet(found["sheet"], sheet):
            new = _grown_area(found["area"], growth, is_built_in=name.startswith(BUILT_IN_NAMES))
            text = text[: found.start("area")] + new + text[found.end("area") :]
    return text


def _grown_area(text: str, growth: Growth, *, is_built_in: bool) -> str:
    """A name for a single row or cell means just that; rows to print and filters always follow the records."""
    area = area_of(text)
    is_list = area is not None and (area.top < area.bottom or growth.last_row == growth.first_row)
    return growth.grown(text) if ":" in text and (is_list or is_built_in) else growth.moved(text)


def _calculation_splices(data: bytes, all_tags: list[Tag]) -> list[Splice]:
    held = next((tag for tag in all_tags if tag.name == "calcPr"), None)
    if held is not None:
        return _attribute_splice_always(held, "fullCalcOnLoad", "1")
    anchors = [tag for name in BEFORE_CALCULATION for tag in all_tags if tag.name == name and len(tag.parents) == 1]
    if not anchors:
        refuse(rules.PART_NOT_WELL_FORMED, part="", detail="sheets")
    anchor = anchors[0]
    at = element_end(data, anchor)
    return [(at, at, b'<%bcalcPr fullCalcOnLoad="1"/>' % anchor.prefix)]


def _attribute_splice_always(tag: Tag, name: str, value: str) -> list[Splice]:
    return [] if tag.get(name) == value else [(tag.start, tag.end, with_attribute(tag.text, name, value))]


def changed_parts(package: Package, parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Those of the parts whose bytes differ from what the package holds."""
    return {name: data for name, data in parts.items() if data != package.read(name)}

"""What an append leaves for the user to look at: charts, pivot tables and formulas over fixed ranges (lossless rule 18)."""

import re
from collections.abc import Iterator

from skj.files.sheet_formulas import Reference, referred
from skj.files.sheet_grow import holds_formulas
from skj.files.sheet_insert import chart_ranges, pivot_sources
from skj.files.sheet_ranges import Growth
from skj.files.sheet_target import Target
from skj.files.xml_scan import Tag, text_of
from skj.language import N_
from skj.rules import editing as rules


def note_followers(target: Target, growth: Growth) -> None:
    """Note everything that reads the records and does not grow by itself."""
    _note_pivots(target)
    for chart in target.package.parts_of_type("chart"):
        for text in chart_ranges(target.package, chart):
            _note_ranges(target, growth, N_("A chart"), text, is_own=False)
    for where, text in _formulas_at_the_end(target, growth):
        _note_ranges(target, growth, where, text, is_own=where == target.entry.name)


def _note_pivots(target: Target) -> None:
    names = {table.name.casefold() for table in target.tables}
    for source in pivot_sources(target.package):
        reads_sheet = source.get("sheet").casefold() == target.entry.name.casefold()
        if reads_sheet or source.get("name").casefold() in names:
            target.note(rules.PIVOT_NEEDS_REFRESH)


def _note_ranges(target: Target, growth: Growth, where: str, text: str, *, is_own: bool) -> None:
    for one in referred(text, target.entry.name, is_own=is_own):
        if _ends_early(one, growth):
            target.note(rules.RANGE_NOT_GROWN, where=where, area=one.text)


def _ends_early(one: Reference, growth: Growth) -> bool:
    is_range = one.area.top < one.area.bottom and one.area.top <= growth.last_row
    beside = one.area.meets_columns(growth.first_column, growth.last_column)
    return is_range and beside and growth.last_row <= one.area.bottom < growth.new_last_row


def _formulas_at_the_end(target: Target, growth: Growth) -> Iterator[tuple[str, str]]:
    """Sheet name and text of the formulas that name a range ending on the last record; the records' own are left out."""
    ending = re.compile(rb">([^<]*:\$?[A-Za-z]{1,3}\$?%d(?![\d(])[^<]*)</(?:[\w.-]+:)?f\s*>" % growth.last_row)
    for sheet in target.package.sheets():
        if sheet.kind != "worksheet" or not target.package.has(sheet.part):
            continue
        data = target.package.read(sheet.part)
        if not (target.has_formulas if sheet.part == target.entry.part else holds_formulas(data)):
            continue
        for start, end in _stretches(target, growth) if sheet.part == target.entry.part else [(0, len(data))]:
            for found in ending.finditer(data, start, end):
                yield (
                    sheet.name,
                    text_of(data, Tag(found.start(), found.start(1), b"", "f", is_empty=False, parents=())),
                )


def _stretches(target: Target, growth: Growth) -> list[tuple[int, int]]:
    """The rows of the sheet that hold no records; rows that move grow their formulas themselves."""
    sheet = target.sheet
    header = sheet.row(target.block.header_row)
    above = (sheet.rows_start, header.end if header else sheet.rows_start)
    return [above] if growth.insert_at else [above, (target.source_row.end, sheet.rows_end)]

"""A report as JSON, JSON lines, CSV, Markdown and plain text; the same report gives the same text, byte by byte.

Each is made in pieces, to be written one after the other.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from skj.language import _
from skj.render.charts import draw
from skj.render.jsontext import json_line, json_pieces
from skj.render.layout import PROSE, Page, lay_out, mark_of
from skj.render.masking import footer, masked_data, name_ids
from skj.render.safe import csv_text, markdown, printable, visible
from skj.render.values import NUMERIC, PLAIN, Manner, is_number, machine, machine_cell, show
from skj.reports.model import Block, Chart, Facts, Field, Grid, Kind, Line, Note, Report, Scalar

BOM: Final = "\ufeff"  # Excel takes a CSV file for Windows-874 without it (features F8)


def to_json(report: Report, *, names: bool = False) -> Iterator[str]:
    """The report's `data` as indented JSON, keys in the report's own order (contract section 6)."""
    return json_pieces(_data(report, names=names))


def to_jsonl(report: Report, *, names: bool = False) -> Iterator[str]:
    """One JSON object per line: the elements of a `data` that is a list, otherwise the lines of the main grid by field id."""
    data = _data(report, names=names)
    objects = data if isinstance(data, list) else _objects(report.main, names=names)
    return map(json_line, objects)


def to_csv(report: Report, *, names: bool = False) -> Iterator[str]:
    """The main grid for a spreadsheet: BOM, CRLF, titles in the first line, texts quoted, numbers bare, dates ISO C.E."""
    grid = report.main
    # A heading is one line: behind the mark of the encoding, LibreOffice splits a quoted field at its line breaks.
    yield BOM + _csv_row(_quoted(visible(field.title)) for field in grid.fields if _holds_data(field))
    for line in _entries(grid):
        yield _csv_row(_csv_cell(value, field, names=names) for field, value in _pairs(grid, line))


def to_plain(report: Report, *, names: bool = False) -> Iterator[str]:
    """The report for pipes and text files: no colour, nothing drawn, columns aligned by display width, one line per line."""
    page = Page(None, Manner(names=names, ascii=PLAIN.ascii))
    rows = ("".join(text for text, _role in row).rstrip() for row in lay_out(report, page))
    return (f"{row}\n" for row in rows)


def to_markdown(report: Report, *, names: bool = False) -> Iterator[str]:
    """The report as a Markdown page with pipe tables; every text is escaped."""
    manner = Manner(names=names)
    yield f"# {markdown(report.title)}\n"
    if report.subtitle:
        yield f"\n{markdown(report.subtitle)}\n"
    for section in report.sections:
        yield f"\n## {markdown(section.title)}\n" if section.title else ""
        yield from (f"\n{part}\n" for block in section.blocks for part in _markdown_block(block, manner))
    notes = [_markdown_note(note, manner) for note in footer(report, names=names)]
    yield from (f"\n{part}\n" for part in (["---", *notes] if notes else []))


def _data(report: Report, *, names: bool) -> Any:
    data = machine(report.data)
    return data if names else masked_data(data, name_ids(report))


def _objects(grid: Grid, *, names: bool) -> Iterator[dict[str, Any]]:
    for line in _entries(grid):
        yield {field.id: machine_cell(value, field.kind, names=names) for field, value in _pairs(grid, line)}


def _entries(grid: Grid) -> Iterator[Line]:
    """The lines that are no sums or headings of others, which would count twice."""
    return (line for line in grid.lines if line.rank == "entry")


def _pairs(grid: Grid, line: Line) -> Iterator[tuple[Field, Scalar]]:
    return (pair for pair in zip(grid.fields, line.cells, strict=True) if _holds_data(pair[0]))


def _holds_data(field: Field) -> bool:
    """A bar without a heading only draws the number beside it; machines are spared it."""
    return field.kind is not Kind.SPARK and (field.kind is not Kind.BAR or bool(field.title))


def _csv_row(cells: Iterable[str]) -> str:
    return f"{','.join(cells)}\r\n"


def _csv_cell(value: Scalar, field: Field, *, names: bool) -> str:
    cell = machine_cell(value, field.kind, names=names)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return _quoted(_("yes") if cell else _("no"))
    return str(cell) if is_number(cell) else _quoted(str(cell))


def _quoted(text: str) -> str:
    return '"{}"'.format(csv_text(printable(text)).replace('"', '""'))


def _markdown_block(block: Block, manner: Manner) -> Iterator[str]:
    if isinstance(block, Note):
        yield _markdown_note(block, manner)
        return
    if block.title:
        yield f"### {markdown(block.title)}"
    if isinstance(block, Chart):
        yield "\n".join(["```text", *draw(block, PROSE, manner), "```"])
        return
    yield _markdown_facts(block, manner) if isinstance(block, Facts) else _markdown_grid(block, manner)


def _markdown_note(note: Note, manner: Manner) -> str:
    return f"> {mark_of(note.tone, manner)} {markdown(note.text)}".replace(">   ", "> ")


def _markdown_facts(facts: Facts, manner: Manner) -> str:
    """A list; a bar without a label only draws the number above it, which a memo does without."""
    shown = [item for item in facts.items if item[0] or item[2] is not Kind.BAR]
    return "\n".join(f"- **{markdown(label)}:** {markdown(show(value, kind, manner))}" for label, value, kind in shown)


def _markdown_grid(grid: Grid, manner: Manner) -> str:
    if not grid.lines:
        return markdown(grid.empty or _("Nothing to show."))
    fields = [field for field in grid.fields if _holds_data(field)]
    rows = [[markdown(show(value, field.kind, manner)) for field, value in _pairs(grid, line)] for line in grid.lines]
    heads = [markdown(field.title) for field in fields]
    return "\n".join(map(_markdown_row, [heads, [_alignment(field.kind) for field in fields], *rows]))


def _alignment(kind: Kind) -> str:
    return "---:" if kind in NUMERIC else ":---:" if kind is Kind.MARK else "---"


def _markdown_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"

"""What stands behind a report in its workbook: a sheet that leads each number back to rows, and one of findings."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from skj.diagnostics import Diagnostic, Place, Severity
from skj.language import _
from skj.ledgers.base import Record, record_name
from skj.reports.model import Block, Facts, Field, Grid, Kind, Line, Note, Report, Section, Tone, Trace
from skj.reports.tracing import rows_behind

_PRINTED: Final = 40  # lines that are printed; longer lists would bury the report under paper
MOST_LINES: Final = 500_000  # a worksheet has about a million rows
_TONES: Final[dict[Severity, Tone]] = {Severity.INFO: "quiet", Severity.WARNING: "warn", Severity.ERROR: "bad"}


def with_backing(report: Report, findings: Sequence[Diagnostic]) -> Report:
    """The report with the sheets of its workbook: its own, then the sources of its numbers, then `findings` as given."""
    sheets = report.sheets or report.sections or (Section(report.title, (report.main,)),)
    more = [*([origins(report.traces)] if report.traces else []), *([found(findings)] if findings else [])]
    return replace(report, sheets=(*sheets, *more)) if more else report


def origins(traces: Sequence[Trace]) -> Section:
    """Each number with its value, then every row that counted and every row that did not, by file, sheet and row."""
    values = Facts(tuple((trace.label, trace.value, trace.kind) for trace in traces), _("Numbers"))
    fields = (
        Field("number", _("Measure")),
        Field("counts", _("Counts"), Kind.MARK),
        Field("file", _("File")),
        Field("sheet", _("Sheet")),
        Field("row", _("Row"), Kind.PLACE),
        Field("what", _("What")),
        Field("reason", _("Why not")),
    )
    lines = [line for trace in traces for line in _rows(trace)]
    grid = Grid(fields, tuple(lines[:MOST_LINES]), _("Rows"), _("No rows."))
    cut = Note(_("{count} more rows are left out here; --trace lists them.").format(count=len(lines) - MOST_LINES))
    more: tuple[Block, ...] = (grid, cut) if len(lines) > MOST_LINES else (grid,)
    text = _("The rows below are to be looked up on the screen and are not printed: {count}.")
    return _on_screen(Section(_("Where the numbers come from"), (values, *more)), text, len(lines))


def _on_screen(section: Section, text: str, count: int) -> Section:
    """The section with its long list, the first grid, left out of print, which `text` says before it."""
    if count <= _PRINTED:
        return section
    at = next(at for at, block in enumerate(section.blocks) if isinstance(block, Grid))
    note = Note(text.format(count=f"{count:,}"), "quiet")
    return Section(section.title, (*section.blocks[:at], note, *section.blocks[at:]), printed=at + 1)


def _rows(trace: Trace) -> Iterator[Line]:
    for record, counts, reason in rows_behind(trace):
        yield _row(trace, record, reason, counts=counts)


def _row(trace: Trace, record: Record, reason: str, *, counts: bool) -> Line:
    sheet = record.sheet
    cells = (trace.label, counts, sheet.file, sheet.sheet, str(record.row), record_name(record), reason)
    return Line(cells, "quiet" if reason else "plain", place=Place(sheet.file, sheet.sheet, record.row))


def found(findings: Sequence[Diagnostic]) -> Section:
    """Every finding with its place as a link, and what to do."""
    fields = (
        Field("severity", _("Severity")),
        Field("code", _("Code")),
        Field("file", _("File")),
        Field("sheet", _("Sheet")),
        Field("cell", _("Cell"), Kind.PLACE),
        Field("finding", _("Finding")),
        Field("hint", _("What to do")),
        Field("value", _("Value in the cell")),
    )
    lines = tuple(_finding(each) for each in findings[:MOST_LINES])
    text = _("The findings below are not printed: {count}. “skj check -o FILE.xlsx” gives lists of work to print.")
    return _on_screen(Section(_("Findings"), (Grid(fields, lines),)), text, len(lines))


def _finding(each: Diagnostic) -> Line:
    place = each.place
    spot = place.cell or (str(place.row) if place.row else "")
    cells = (
        each.severity.label,
        each.code,
        place.file,
        place.sheet,
        spot,
        each.message(),
        each.hint(),
        each.value or "",
    )
    return Line(cells, _TONES[each.severity], place=place if spot else None)

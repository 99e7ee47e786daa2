"""Where the numbers of a report come from: `--trace` leads each one back to the rows of the office's own files."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from skj.language import _
from skj.ledgers.base import Record, record_name
from skj.reports.model import Field, Grid, Kind, Line, Note, Report, Scalar, Section, Trace
from skj.scoring.measurement import Measurement, shown_value


def with_traces(report: Report) -> Report:
    """The report with a last section of rows behind its numbers; CSV and JSON lines then list those rows.

    The JSON shape gains `trace`: for each number `{id, label, value, counted: [{file, sheet, row, what, met}], left_out:
    [{…, reason}]}`. An answer that is a list names the rows of its elements itself and stays as it is.
    """
    rows = _rows(report)
    section = Section(_("Where the numbers come from"), (_numbers(report), rows))
    data = report.data
    if isinstance(data, Mapping):
        data = {**data, "trace": [_trace_data(trace) for trace in report.traces]}
    if not report.traces:
        return replace(report, footer=(*report.footer, Note(_("Each line of this answer names its own row."), "quiet")))
    return replace(report, sections=(*report.sections, section), main=rows, data=data)


def _numbers(report: Report) -> Grid:
    """One line a number: its value, and how many rows counted and did not."""
    fields = (
        Field("number", _("Number")),
        Field("value", _("Value")),
        Field("counted", _("Rows that counted"), Kind.COUNT),
        Field("left_out", _("Rows that did not"), Kind.COUNT),
    )
    lines = (Line((trace.label, _as_text(trace), len(trace.counted), len(trace.left_out))) for trace in report.traces)
    return Grid(fields, tuple(lines), _("Numbers"))


def _as_text(trace: Trace) -> Scalar:
    value = trace.value
    if value is None or isinstance(value, (bool, str)) or not isinstance(value, (int, Decimal, Fraction)):
        return value
    return shown_value(Fraction(value), is_share=trace.kind is Kind.SHARE)


def _rows(report: Report) -> Grid:
    fields = (
        Field("number", _("Number")),
        Field("counts", _("Counts"), Kind.MARK),
        Field("file", _("File")),
        Field("sheet", _("Sheet")),
        Field("row", _("Row"), Kind.COUNT),
        Field("what", _("What")),
        Field("reason", _("Why not")),
    )
    lines = (line for trace in report.traces for line in _trace_lines(trace))
    return Grid(fields, tuple(lines), _("Rows"), _("No rows."))


def _trace_lines(trace: Trace) -> Iterator[Line]:
    for record, counts, reason in rows_behind(trace):
        yield Line((trace.label, counts, *_where(record), reason), "quiet" if reason else "plain")


def rows_behind(number: Trace | Measurement) -> Iterator[tuple[Record, bool, str]]:
    """Each row that had to do with a number, whether it counts, and why not, or why it does not stand in the part of a share."""
    short = {id(record) for record in number.short}
    for record in number.counted:
        yield record, True, _("counts in the whole, does not meet the condition") if id(record) in short else ""
    for record, reason in number.left_out:
        yield record, False, reason


def counted_data(number: Trace | Measurement) -> list[dict[str, Any]]:
    """The rows that counted as JSON: file, sheet, row, what they are about, and whether they stand in the part of a share."""
    rows = (row for row in rows_behind(number) if row[1])
    return [{**record.source(), "what": record_name(record), "met": not reason} for record, _counts, reason in rows]


def _where(record: Record) -> tuple[str, str, int, str]:
    return record.sheet.file, record.sheet.sheet, record.row, record_name(record)


def _trace_data(trace: Trace) -> dict[str, Any]:
    return {
        "id": trace.id,
        "label": trace.label,
        "value": trace.value,
        "counted": counted_data(trace),
        "left_out": [
            {**record.source(), "what": record_name(record), "reason": reason} for record, reason in trace.left_out
        ],
    }

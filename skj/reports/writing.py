"""What was written, or would be: the cells of each row, the journal's entry and the way back."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from skj.frozen import dataclass
from skj.language import _, current_language
from skj.reports.model import Facts, Field, Grid, Kind, Line, Note, Report, Section
from skj.thai.dates import format_be, format_ce


@dataclass(frozen=True, slots=True)
class WrittenCell:
    """A cell that is written: its row and address, the heading above it, the field, and the value."""

    row: int
    address: str
    heading: str
    field: str
    value: Any


@dataclass(frozen=True, slots=True)
class WrittenTo:
    """Where: file, sheet, first row and number of rows."""

    file: str
    sheet: str
    row: int
    count: int


@dataclass(frozen=True, slots=True)
class WrittenProof:
    """The journal's entry, the version kept before the write, and the rows' file after it."""

    journal_id: str
    backup: str


def dry_report(where: WrittenTo, cells: Sequence[WrittenCell]) -> Report:
    """What `--dry-run` shows; no file was touched."""
    grid = _cells(cells)
    note = Note(_("Nothing was written (--dry-run)."), "warn")
    data = {
        "would_write": {"file": where.file, "sheet": where.sheet, "row": where.row, "rows": where.count},
        "cells": _data(cells),
    }
    return Report(_("Row to be written"), _place(where), (Section(_("Cells"), (grid,)),), grid, data, (note,))


def written_report(where: WrittenTo, cells: Sequence[WrittenCell], proof: WrittenProof) -> Report:
    """What a write says: the JSON shape of contract section 6, the cells for people, and how to take it back."""
    grid = _cells(cells)
    facts = Facts(((_("Journal"), proof.journal_id or "—", Kind.TEXT), (_("Version kept"), proof.backup, Kind.TEXT)))
    undo = Note(_("“skj undo {id}” takes it back.").format(id=proof.journal_id), "quiet")
    data = {
        "written": {"file": where.file, "sheet": where.sheet, "row": where.row, "rows": where.count},
        "journal_id": proof.journal_id,
        "backup": proof.backup,
    }
    return Report(
        _("Written"),
        _place(where),
        (Section(_("Cells"), (grid, facts)),),
        grid,
        data,
        (undo,) if proof.journal_id else (),
    )


def taken_back_report(where: WrittenTo, taken: str, proof: WrittenProof) -> Report:
    """What an undo says: the shape of every write, and the entry whose bytes came back."""
    report = written_report(where, [], proof)
    facts = (
        (_("Entry taken back"), taken, Kind.TEXT),
        (_("Journal"), proof.journal_id or "—", Kind.TEXT),
        (_("Version kept"), proof.backup, Kind.TEXT),
    )
    sections = (Section(_("The file is as it was before"), (Facts(facts),)),)
    return Report(_("Taken back"), report.subtitle, sections, report.main, report.data, report.footer)


def _place(where: WrittenTo) -> str:
    """File, sheet and rows; a write over a whole file (corrections) has no row."""
    rows = (
        ""
        if not where.row
        else _("row {row}").format(row=where.row)
        if where.count == 1
        else _("{count} rows from row {row}").format(count=where.count, row=where.row)
    )
    return " › ".join(part for part in (where.file, where.sheet, rows) if part)


def _cells(cells: Sequence[WrittenCell]) -> Grid:
    fields = (Field("cell", _("Cell")), Field("heading", _("Heading")), Field("value", _("Value written")))
    return Grid(fields, tuple(Line((cell.address, cell.heading, _shown(cell.value))) for cell in cells))


def _shown(value: Any) -> Any:
    """Several words of one cell as they are written."""
    return ", ".join(value) if isinstance(value, tuple) else value


def _machine(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else list(value) if isinstance(value, tuple) else value


def _data(cells: Sequence[WrittenCell]) -> list[dict[str, Any]]:
    return [
        {"row": cell.row, "cell": cell.address, "field": cell.field, "value": _machine(cell.value)} for cell in cells
    ]


def log_report(entries: Sequence[dict[str, Any]]) -> Report:
    """What was written, by whom and when, newest first."""
    fields = (
        Field("id", _("Entry")),
        Field("time", _("When")),
        Field("user", _("Who")),
        Field("command", _("What")),
        Field("file", _("File")),
        Field("row", _("Row"), Kind.COUNT),
    )
    none = _("Nothing was written yet.")
    shown = tuple(Line(tuple(_entry_value(entry, field.id) for field in fields)) for entry in entries)
    plain = tuple(Line(tuple(entry[field.id] for field in fields)) for entry in entries)
    return Report(
        _("Journal of writes"),
        _("{count} entries").format(count=len(entries)),
        (Section(_("Journal"), (Grid(fields, shown, empty=none),)),),
        Grid(fields, plain, empty=none),
        list(entries),
    )


def _entry_value(entry: Mapping[str, Any], name: str) -> Any:
    """The time on the clock of this computer, with its offset left to machines; no row where the whole file was written."""
    if name == "row":
        return entry[name] or None
    return clock_text(entry[name]) if name == "time" else entry[name]


def clock_text(text: str) -> str:
    """`12 ก.พ. 2567 08:34` in Thai, `12 Feb 2024 08:34` in English, from an ISO time; what is no time stays as it is."""
    try:
        time = datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError):
        return text
    day = format_be(time.date(), style="short") if current_language() == "th" else format_ce(time.date())
    return f"{day} {time:%H:%M}"


def chain_report(count: int, faults: int) -> Report:
    """Whether the journal is whole."""
    text = (
        _("The journal is whole: {count} entries.")
        if not faults
        else _("The journal does not fit: {faults} findings in {count} entries.")
    )
    note = Note(text.format(count=count, faults=faults), "bad" if faults else "good")
    grid = Grid(
        (Field("entries", _("Entries"), Kind.COUNT), Field("findings", _("Findings"), Kind.COUNT)),
        (Line((count, faults)),),
    )
    return Report(
        _("Journal of writes"),
        "",
        (Section(_("Check"), (note,)),),
        grid,
        {"entries": count, "findings": faults, "is_whole": not faults},
    )

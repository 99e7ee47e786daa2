"""Many rows at once from a CSV file: read like any ledger, and all of them or none."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from skj.diagnostics import Diagnostic, InputRefused, Place, Severity, UsageRefused
from skj.files.source import read_source
from skj.ledgers.base import Issue, Ledger, Record
from skj.ledgers.knownheadings import DEFAULT_SETTINGS, LedgerSettings
from skj.ledgers.reading import read_ledger
from skj.rules import drafts as rules
from skj.rules.sheets import ROW_NOT_A_RECORD
from skj.writing.drafts import Draft, Spot, new_draft
from skj.writing.plans import Target, numbered


def batch_drafts(target: Target, spot: Spot, path: Path, settings: LedgerSettings = DEFAULT_SETTINGS) -> list[Draft]:
    """A draft for each row of the file, each checked against the ledger and the rows before it.

    Rows that cannot be read become drafts with their errors, so that nothing is written. `settings` are those of the
    ledger. InputRefused for a file that cannot be read or has no headings of the ledger, UsageRefused for one without rows.
    """
    batch = read_ledger(spot.spec, [read_source(path, path.as_posix())], replace(settings, sheet=None))
    unread = [found for found in batch.findings if found.severity is Severity.ERROR and not found.place.row]
    if unread:
        raise InputRefused(unread[0])
    drafts = [*_left_out(spot, batch), *_drafts(target, spot, batch)]
    if not drafts:
        raise UsageRefused(Diagnostic(rules.NOTHING_TO_WRITE, Place(path.as_posix())))
    return [replace(drafts[0], findings=(*drafts[0].findings, *_not_taken(batch))), *drafts[1:]]


def _left_out(spot: Spot, batch: Ledger[Any]) -> Iterator[Draft]:
    return (Draft(spot, {}, (), row.reasons) for row in batch.left_out)


def _drafts(target: Target, spot: Spot, batch: Ledger[Any]) -> Iterator[Draft]:
    records = list(spot.ledger.records)
    for number, record in enumerate(batch.records):
        seen = replace(spot, ledger=replace(spot.ledger, records=tuple(records)), row=spot.row + number)
        values = _values(record)
        findings = _absent(spot, values)
        draft = new_draft(seen, numbered(target, spot.spec, values, ahead=number), findings)
        if draft.record is not None:
            records.append(draft.record)
        yield replace(draft, findings=(*_doubts(batch, record, draft), *draft.findings))


def _values(record: Record) -> dict[str, Any]:
    names = (name for name in type(record).model_fields if name not in record.unexported)
    return {name: value for name in names if (value := getattr(record, name)) is not None}


def _doubts(batch: Ledger[Any], record: Record, draft: Draft) -> Iterator[Diagnostic]:
    """What reading warned about in this row of the file, unless the draft says it anyway."""
    said = {(found.code, found.field) for found in draft.findings}
    for found in batch.findings:
        is_here = (found.place.file, found.place.sheet, found.place.row) == (*_table(record), record.row)
        if is_here and found.severity is Severity.WARNING and (found.code, found.field) not in said:
            yield found


def _table(record: Record) -> tuple[str, str]:
    return record.sheet.file, record.sheet.sheet


def _absent(spot: Spot, values: Mapping[str, Any]) -> list[Diagnostic]:
    """Values for which the ledger has no column."""
    return [
        spot.finding(spot.spec.column(name), Issue(rules.COLUMN_ABSENT), str(value))
        for name, value in values.items()
        if name not in spot.sheet.columns
    ]


def _not_taken(batch: Ledger[Any]) -> list[Diagnostic]:
    """Columns that are no field of the ledger, and rows that are no record: of a batch nothing may be lost in silence."""
    titles = dict.fromkeys(title for record in batch.records for title in record.extra)
    file = next(iter(batch.files), "")
    columns = [Diagnostic(rules.COLUMN_NOT_TAKEN, Place(file), {"title": title}) for title in titles]
    rows = [found for found in batch.findings if found.rule is ROW_NOT_A_RECORD]
    return [*columns, *(replace(found, rule=rules.ROW_NOT_TAKEN) for found in rows)]

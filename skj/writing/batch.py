"""Many rows at once from a CSV file: read like any ledger, and all of them or none."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from skj.diagnostics import Diagnostic, InputRefused, Severity
from skj.files.source import read_source
from skj.ledgers.base import Ledger, Record
from skj.ledgers.reading import read_ledger
from skj.writing.drafts import Draft, Spot, new_draft


def batch_values(spot: Spot, path: Path) -> list[Draft]:
    """A draft for each row of the file, each checked against the ledger and the rows before it.

    Rows that cannot be read become drafts with their errors, so that nothing is written. InputRefused for a file that
    cannot be read or has no headings of the ledger.
    """
    batch = read_ledger(spot.spec, [read_source(path, path.as_posix())])
    unread = [found for found in batch.findings if found.severity is Severity.ERROR and not found.place.row]
    if unread:
        raise InputRefused(unread[0])
    return [*_left_out(spot, batch), *_drafts(spot, batch)]


def _left_out(spot: Spot, batch: Ledger[Any]) -> Iterator[Draft]:
    return (Draft(spot, {}, (), row.reasons) for row in batch.left_out)


def _drafts(spot: Spot, batch: Ledger[Any]) -> Iterator[Draft]:
    records = list(spot.ledger.records)
    seq = max((record.seq for record in records if getattr(record, "seq", None) is not None), default=0)
    for number, record in enumerate(batch.records):
        seen = replace(spot, ledger=replace(spot.ledger, records=tuple(records)), row=spot.row + number)
        values = _values(record)
        if "seq" in spot.sheet.columns:
            values.setdefault("seq", seq + number + 1)
        draft = new_draft(seen, values, _absent(spot, values))
        if draft.record is not None:
            records.append(draft.record)
        yield draft


def _values(record: Record) -> dict[str, Any]:
    names = (name for name in type(record).model_fields if name not in record.unexported)
    return {name: value for name in names if (value := getattr(record, name)) is not None}


def _absent(spot: Spot, values: dict[str, Any]) -> list[Diagnostic]:
    """Values for which the ledger has no column."""
    from skj.ledgers.base import Issue
    from skj.rules.drafts import COLUMN_ABSENT

    return [
        spot.finding(spot.spec.column(name), Issue(COLUMN_ABSENT), str(value))
        for name, value in values.items()
        if name not in spot.sheet.columns
    ]

"""What `skj log` says of kept versions: how many, how old, which hold a person, which are gone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from skj.language import _
from skj.reports.model import Field, Grid, Kind, Line, Note, Report, Section


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A kept version: its ledger, id, time, size in bytes, path, and how many of its rows hold the person (None: unread)."""

    ledger: str
    id: str
    time: datetime
    size: int
    path: str
    rows: int | None = None


def versions_report(kept: Sequence[KeptLine], today: date) -> Report:
    """All kept versions."""
    return _report(_("Kept versions"), kept, today, {"versions": [_data(each) for each in kept]}, [])


def removed_report(old: Sequence[KeptLine], gone: int, today: date) -> Report:
    """What pruning removes, or would."""
    data = {"versions": [_data(each) for each in old], "removed": gone}
    text = (
        _("Nothing was removed (--dry-run).") if old and not gone else _("Removed: {count}").format(count=f"{gone:,}")
    )
    return _report(
        _("Versions that need not be kept"), old, today, data, [Note(text, "warn" if old and not gone else "good")]
    )


def person_report(found: Sequence[KeptLine], still_in: Sequence[str], gone: int, today: date) -> Report:
    """The versions that hold a person; the name itself is not repeated."""
    holding = sum(bool(each.rows) for each in found)
    unread = len(found) - holding
    notes = [Note(_("Kept versions that hold the person: {count}").format(count=f"{holding:,}"))]
    if gone:
        notes.append(Note(_("Removed: {count}").format(count=f"{gone:,}"), "good"))
    elif holding:
        notes.append(Note(_("Nothing was removed; --forget removes them for ever."), "quiet"))
    if unread:
        notes.append(Note(_("Could not be read, look yourself: {count}").format(count=f"{unread:,}"), "warn"))
    if still_in:
        notes.append(Note(_("The person still stands in {files}.").format(files=", ".join(still_in)), "warn"))
    data = {
        "versions": [{**_data(each), "rows": each.rows} for each in found],
        "removed": gone,
        "still_in": list(still_in),
    }
    return _report(_("Versions that hold a person"), found, today, data, notes, has_rows=True)


def _report(  # noqa: PLR0913  (a report is put together from its parts)
    title: str, kept: Sequence[KeptLine], today: date, data: Any, notes: list[Note], *, has_rows: bool = False
) -> Report:
    fields = [
        Field("ledger", _("Ledger file")),
        Field("id", _("Entry")),
        Field("made_on", _("Made on"), Kind.DATE),
        Field("days", _("Days old"), Kind.COUNT),
        Field("bytes", _("Bytes"), Kind.COUNT),
        *([Field("rows", _("Rows"), Kind.COUNT)] if has_rows else []),
    ]
    lines = tuple(
        Line(
            (
                each.ledger,
                each.id,
                each.time.date(),
                (today - each.time.date()).days,
                each.size,
                *([each.rows] if has_rows else []),
            )
        )
        for each in kept
    )
    grid = Grid(tuple(fields), lines, "", _("None."))
    count = _("{count} versions, {size} MB").format(count=f"{len(kept):,}", size=f"{_megabytes(kept):,.1f}")
    return Report(title, count, (Section(_("Versions"), (grid,)),), grid, data, tuple(notes))


def _megabytes(kept: Sequence[KeptLine]) -> float:
    return sum(each.size for each in kept) / 1_000_000


def _data(each: KeptLine) -> dict[str, Any]:
    return {
        "ledger": each.ledger,
        "id": each.id,
        "time": each.time.isoformat(timespec="seconds"),
        "bytes": each.size,
        "path": each.path,
    }

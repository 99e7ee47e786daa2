"""What `skj fix` answers: which corrections could be made, each cell before and after, what was written."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from skj.language import N_, _
from skj.reports.model import Field, Grid, Kind, Line, Note, Report, Section, Tone

TITLES: Final = {
    "file": N_("File"),
    "sheet": N_("Sheet"),
    "cell": N_("Cell"),
    "field": N_("Field"),
    "fix": N_("Correction"),
    "code": N_("Code"),
    "before": N_("Before"),
    "after": N_("After"),
    "safe": N_("Safe"),
    "refused": N_("Not changed because"),
    "kind_before": N_("Stored as, before"),
    "kind_after": N_("Stored as, after"),
}
_SHOWN_SPACE: Final = "␣"
_STORED_AS: Final = {"text": N_("“{value}” (text)"), "number": N_("{value} (number)"), "date": N_("{value} (date)")}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One cell: where, what is corrected, the texts before and after as they may be shown, and why it stays if it does.

    The kinds are what it is stored as: `text`, `number` or `date`. `refused` is empty when the whole file is refused, which a finding says once.
    """

    file: str
    sheet: str
    cell: str
    field: str
    heading: str
    fix: str
    code: str
    before: str
    after: str
    kind_before: str
    kind_after: str
    safe: bool
    refused_code: str = ""
    refused: str = ""


@dataclass(frozen=True, slots=True)
class MendLine:
    """One kind of correction: its name, what it does, how many cells it would change, whether it is safe."""

    name: str
    label: str
    cells: int
    safe: bool


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that was corrected: how many cells, the journal's entry, the version kept before it."""

    file: str
    cells: int
    journal_id: str
    backup: str


@dataclass(frozen=True, slots=True)
class FixAnswer:
    """What was found and done; `written` is empty unless files were written."""

    changes: Sequence[ChangeLine]
    mends: Sequence[MendLine]
    written: Sequence[WrittenFile] = ()
    is_shown: bool = False  # each cell is listed for people
    is_write: bool = False  # files were to be written


def fix_report(answer: FixAnswer) -> Report:
    """The whole answer, for people as sums and on request cell by cell, for machines always cell by cell."""
    sections = [Section(_("Corrections"), (_mends(answer.mends, _nothing(answer)),))]
    if answer.is_shown:
        sections.append(Section(_("Cells"), (_cells(answer.changes, _nothing(answer)),)))
    if answer.written:
        sections.append(Section(_("Written"), (_written(answer.written),)))
    return Report(
        _("Corrections to the ledgers"),
        _summary(answer.changes),
        tuple(sections),
        _all(answer.changes),
        _data(answer),
        tuple(_closing(answer)),
    )


def _summary(changes: Sequence[ChangeLine]) -> str:
    files = len({change.file for change in changes if not change.refused_code})
    cells = sum(not change.refused_code for change in changes)
    return _("cells {cells} · files {files}").format(cells=f"{cells:,}", files=f"{files:,}")


def _nothing(answer: FixAnswer) -> str:
    """What stands where a table is empty: in a file that is refused whole there may well be something to correct."""
    return _("Nothing that can be corrected.") if answer.changes else _("Nothing to correct.")


def _mends(mends: Sequence[MendLine], nothing: str) -> Grid:
    fields = (
        Field("cells", _("Number of cells"), Kind.COUNT),
        Field("name", _("Name")),
        Field("safe", _("Safe"), Kind.MARK),
        Field("what", _("What it does")),
    )
    lines = tuple(Line((each.cells, each.name, each.safe, _(each.label)), _tone(each)) for each in mends)
    return Grid(fields, lines, "", nothing)


def _tone(mend: MendLine) -> Tone:
    return "quiet" if not mend.cells else "plain" if mend.safe else "warn"


def _cells(changes: Sequence[ChangeLine], nothing: str) -> Grid:
    """What fits a terminal: the place in one column, spaces at the ends made visible."""
    changes = [
        change for change in changes if change.refused or not change.refused_code
    ]  # a file refused whole is told once
    has_refused = any(change.refused for change in changes)
    fields = [
        Field("place", _("Place")),
        Field("fix", _("Correction")),
        Field("before", _("Before")),
        Field("after", _("After")),
        *([Field("refused", _("Not changed because"))] if has_refused else []),
    ]
    lines = tuple(_cell_line(change, has_refused=has_refused) for change in changes)
    return Grid(tuple(fields), lines, "", nothing)


def _cell_line(change: ChangeLine, *, has_refused: bool) -> Line:
    place = " › ".join(part for part in (change.file, change.sheet, change.cell) if part)
    own = (place, change.fix, *_before_and_after(change))
    return Line((*own, change.refused) if has_refused else own, "bad" if change.refused else "plain")


def _before_and_after(change: ChangeLine) -> tuple[str, str]:
    """Both texts; what each is stored as when that changes, which the texts alone would not show."""
    before, after = spaces_shown(change.before), spaces_shown(change.after)
    if change.kind_before == change.kind_after:
        return before, after
    kinds = (change.kind_before, before), (change.kind_after, after)
    first, second = (_(_STORED_AS[kind]).format(value=text) for kind, text in kinds)
    return first, second


def spaces_shown(text: str) -> str:
    """A text whose spaces at the ends, and all but one of several, can be seen."""
    kept = text.strip(" ")
    if not kept:
        return _SHOWN_SPACE * len(text)
    ends = len(text) - len(text.lstrip(" ")), len(text) - len(text.rstrip(" "))
    inside = kept.replace("  ", f" {_SHOWN_SPACE}")
    return f"{_SHOWN_SPACE * ends[0]}{inside}{_SHOWN_SPACE * ends[1]}"


def _all(changes: Sequence[ChangeLine]) -> Grid:
    fields = tuple(Field(name, _(title), Kind.MARK if name == "safe" else Kind.TEXT) for name, title in TITLES.items())
    return Grid(
        fields, tuple(Line(tuple(_change(change).values())) for change in changes), "", _("Nothing to correct.")
    )


def _change(change: ChangeLine) -> dict[str, Any]:
    """A change for machines; `refused` is the code of what stands in the way."""
    return {
        "file": change.file,
        "sheet": change.sheet,
        "cell": change.cell,
        "field": change.field,
        "fix": change.fix,
        "code": change.code,
        "before": change.before,
        "after": change.after,
        "safe": change.safe,
        "refused": change.refused_code or None,
        "kind_before": change.kind_before,
        "kind_after": change.kind_after,
    }


def _written(files: Sequence[WrittenFile]) -> Grid:
    fields = (
        Field("file", _("File")),
        Field("cells", _("Number of cells"), Kind.COUNT),
        Field("journal_id", _("Journal")),
        Field("backup", _("Version kept")),
    )
    return Grid(fields, tuple(Line((each.file, each.cells, each.journal_id or "—", each.backup)) for each in files))


def _data(answer: FixAnswer) -> Mapping[str, Any]:
    done = [change for change in answer.changes if not change.refused_code]
    counts = Counter(change.fix for change in done)
    return {
        "summary": {
            "cells": len(done),
            "files": len({change.file for change in done}),
            "refused": len(answer.changes) - len(done),
            "by_fix": dict(sorted(counts.items())),
        },
        "changes": [_change(change) for change in answer.changes],
        "written": [
            {"file": each.file, "cells": each.cells, "journal_id": each.journal_id, "backup": each.backup}
            for each in answer.written
        ],
        "fixes": [
            {"name": each.name, "what": _(each.label), "cells": each.cells, "safe": each.safe} for each in answer.mends
        ],
    }


def _closing(answer: FixAnswer) -> list[Note]:
    refused = sum(bool(change.refused) for change in answer.changes)  # of a file refused whole its finding tells
    notes = []
    if refused:
        told = _("{count} cells stay as they are, as is said above.")
        text = told if answer.is_shown else _("{count} cells stay as they are; --diff says why.")
        notes.append(Note(text.format(count=f"{refused:,}"), "warn"))
    ids = [each.journal_id for each in answer.written if each.journal_id]
    if ids:
        text = (
            _("“skj undo {id}” takes it back.")
            if len(ids) == 1
            else _("“skj undo ID” takes a file back, for example {id}.")
        )
        notes.append(Note(text.format(id=ids[0]), "quiet"))
    if not answer.is_write and any(not change.refused_code for change in answer.changes):
        notes.append(Note(_nothing_written(is_shown=answer.is_shown), "quiet"))
    return notes


def _nothing_written(*, is_shown: bool) -> str:
    if is_shown:
        return _("Nothing was written. --write writes.")
    return _("Nothing was written. --diff shows each cell, --write writes.")

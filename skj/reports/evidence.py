"""What to say about the evidence register: `evidence status`, each indicator's list of documents and their files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from skj.calendar import Period
from skj.language import N_, _
from skj.ledgers.base import Ledger, Record
from skj.ledgers.evidence import EvidenceDocument
from skj.reports.model import Field, Grid, Kind, Line, Note, Report, Section, Tone, Trace
from skj.reports.people import joined
from skj.reports.wording import basis_notes, iso, period_line, period_notes
from skj.scoring.documents import EvidenceLine, ItemLine

# The states of `files/attached.py`, which reports do not know; a state without words here is shown as it is.
FILE_WORDS: Final = {
    "found": N_("file found"),
    "missing": N_("file not found"),
    "empty": N_("file is empty"),
    "outside": N_("outside the workspace"),
    "address": N_("on the web, not checked"),
    "not_named": N_("no file named"),
}
FINE: Final = frozenset({"found", "address"})


@dataclass(frozen=True, slots=True)
class EvidenceAnswer:
    """Everything the report shows; `files` says what became of the file of a row, by the row's place in the register."""

    lines: Sequence[EvidenceLine]
    files: Mapping[tuple[str, str, int], str]
    period: Period

    def file_state(self, record: Record) -> str:
        """What became of looking for the file of a row."""
        return self.files.get((record.sheet.file, record.sheet.sheet, record.row), "not_named")


def evidence_report(answer: EvidenceAnswer, ledger: Ledger[Any]) -> Report:
    """The report: how much of each list is there and what the next level lacks, then every document."""
    return Report(
        title=_("Evidence of the indicators"),
        subtitle=period_line(answer.period),
        sections=(
            Section(_("Overview"), (_overview(answer), *_notes(answer))),
            Section(_("Documents"), tuple(_documents(line, answer) for line in answer.lines)),
            Section(_("Rows of the register that do not count"), (_left_out(answer),)),
        ),
        main=_everything(answer),
        data=evidence_data(answer),
        footer=(*basis_notes([ledger]), *period_notes(answer.period)),
        traces=tuple(map(_trace, answer.lines)),
    )


def _overview(answer: EvidenceAnswer) -> Grid:
    fields = (
        Field("number", _("No."), Kind.COUNT),
        Field("indicator", _("Indicator")),
        Field("have", _("Have"), Kind.COUNT),
        Field("of", _("of"), Kind.COUNT),
        Field("level", _("Level"), Kind.COUNT),
        Field("lacking", _("What the next level lacks")),
    )
    return Grid(fields, tuple(map(_overview_line, answer.lines)))


def _overview_line(line: EvidenceLine) -> Line:
    cells = (
        line.indicator.number,
        line.indicator.short.text(),
        len(line.found),
        len(line.items),
        line.result.score.level,
        joined(line.lacking),
    )
    return Line(cells, "warn" if line.lacking else "good" if not line.missing else "plain")


def _notes(answer: EvidenceAnswer) -> list[Note]:
    bad = [
        item.document
        for line in answer.lines
        for item in line.found
        if item.document and answer.file_state(item.document) not in FINE
    ]
    text = _("A document counts by its date in the register; whether its file is there is shown and never scored.")
    notes = [Note(text, "quiet")]
    if bad:
        text = _("{count} documents that count have no file that can be looked at.")
        notes.append(Note(text.format(count=len(bad)), "warn"))
    return notes


def _documents(line: EvidenceLine, answer: EvidenceAnswer) -> Grid:
    fields = (
        Field("item", _("Document")),
        Field("levels", _("Level")),
        Field("dated_on", _("Dated"), Kind.DATE),
        Field("document_no", _("Document no.")),
        Field("file", _("File")),
    )
    lines = tuple(_document_line(item, answer) for item in line.items)
    return Grid(fields, lines, f"{line.indicator.number} {line.indicator.short.text()}")


def _document_line(item: ItemLine, answer: EvidenceAnswer) -> Line:
    levels = joined(item.levels)
    found = item.document
    if found is None:
        return Line((item.item.label.text(), levels, None, _("missing"), ""), "warn" if item.levels else "quiet")
    state = answer.file_state(found)
    tone: Tone = "good" if state in FINE else "warn"
    return Line((item.item.label.text(), levels, found.dated_on, found.document_no, file_words(state)), tone)


def file_words(state: str) -> str:
    """What became of looking for a file, in words."""
    return _(FILE_WORDS.get(state, state))


def _left_out(answer: EvidenceAnswer) -> Grid:
    fields = (
        Field("number", _("No."), Kind.COUNT),
        Field("title", _("Title")),
        Field("dated_on", _("Dated"), Kind.DATE),
        Field("reason", _("Why not")),
        Field("row", _("Row")),
    )
    lines = (
        Line((line.indicator.number, _title_of(record), getattr(record, "dated_on", None), reason, f"{record.row}"))
        for line in answer.lines
        for record, reason in line.left_out
    )
    return Grid(fields, tuple(lines), empty=_("None."))


def _title_of(record: Record) -> str:
    return str(getattr(record, "title", None) or getattr(record, "item", ""))


def _everything(answer: EvidenceAnswer) -> Grid:
    """All items in one table, for machines."""
    fields = (
        Field("number", _("No."), Kind.COUNT),
        Field("indicator", _("Indicator")),
        Field("item", _("Item")),
        Field("label", _("Document")),
        Field("levels", _("Level")),
        Field("have", _("Have"), Kind.MARK),
        Field("dated_on", _("Dated"), Kind.DATE),
        Field("document_no", _("Document no.")),
        Field("title", _("Title")),
        Field("signed_by", _("Signed by"), Kind.NAME),
        Field("file", _("File")),
        Field("file_state", _("File on disk")),
    )
    return Grid(fields, tuple(_item_line(line, item, answer) for line in answer.lines for item in line.items))


def _item_line(line: EvidenceLine, item: ItemLine, answer: EvidenceAnswer) -> Line:
    found = item.document
    of_document = (
        (
            found.dated_on,
            found.document_no,
            found.title,
            found.signed_by,
            found.file,
            file_words(answer.file_state(found)),
        )
        if found
        else (None,) * 6
    )
    first = (line.indicator.number, line.indicator.id, item.item.key, item.item.label.text(), joined(item.levels))
    return Line((*first, found is not None, *of_document))


def _trace(line: EvidenceLine) -> Trace:
    counted = tuple(item.document for item in line.found if item.document)
    label = _("Documents of indicator {number} that count").format(number=line.indicator.number)
    return Trace(f"evidence_{line.indicator.number}", label, len(counted), Kind.COUNT, counted, line.left_out)


def evidence_data(answer: EvidenceAnswer) -> dict[str, Any]:
    """The JSON shape; `file_state` is found, missing, empty, outside, address or not_named."""
    return {
        "as_of": iso(answer.period.as_of),
        "indicators": [
            {
                "number": line.indicator.number,
                "id": line.indicator.id,
                "level": line.result.score.level,
                "have": len(line.found),
                "of": len(line.items),
                "next_level_lacks": list(line.lacking),
                "items": [_item_data(item, answer) for item in line.items],
                "left_out": [
                    {**record.source(), "title": _title_of(record), "reason": reason}
                    for record, reason in line.left_out
                ],
            }
            for line in answer.lines
        ],
    }


def _item_data(item: ItemLine, answer: EvidenceAnswer) -> dict[str, Any]:
    return {
        "item": item.item.key,
        "label": item.item.label.text(),
        "levels": list(item.levels),
        "have": item.document is not None,
        "document": _document_data(item.document, answer) if item.document else None,
    }


def _document_data(found: EvidenceDocument, answer: EvidenceAnswer) -> dict[str, Any]:
    return {
        "dated_on": iso(found.dated_on),
        "document_no": found.document_no,
        "title": found.title,
        "signed_by": found.signed_by,
        "file": found.file,
        "file_state": answer.file_state(found),
        "source": found.source(),
    }

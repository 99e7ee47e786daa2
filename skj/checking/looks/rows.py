"""What single records leave out or say doubtfully: cases, rooms, scores, web addresses, seen by `skj check` alone."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from skj.checking.looks.pages import about
from skj.checking.looks.people import doubles
from skj.diagnostics import Diagnostic
from skj.ledgers.base import Ledger
from skj.ledgers.cases import STAGES, DisciplineCase
from skj.ledgers.rooms import RoomRepair
from skj.rules import forms, histories, rows
from skj.thai.digits import to_arabic
from skj.thai.text import clean_text, identity_key

_WEB: Final = re.compile(r"(?:https?://|www\.)[^\s/]+\.[^\s/]+\S*", re.IGNORECASE)
_DOTS: Final = re.compile("[ .]+")
# Scores before and after, by ledger.
_SCORES: Final = {
    "training_roll": ("pre_test", "post_test"),
    "coaching": ("knowledge_before", "knowledge_after"),
}


def cases(ledger: Ledger[DisciplineCase]) -> Iterator[Diagnostic]:
    """Extensions without reason or before their time, and stages without a date between others that have one."""
    for record in ledger.records:
        yield from _extension(record, ledger)
        yield from _skipped(record, ledger)


def _extension(record: DisciplineCase, ledger: Ledger[Any]) -> Iterator[Diagnostic]:
    until = record.extended_until
    if until is None:
        return
    if not record.extension_reason and "extension_reason" in record.sheet.columns:
        yield about(rows.EXTENSION_WITHOUT_REASON, record, "extension_reason", spec=ledger.spec, day=until)
    if until < record.report_received_on:
        days = {"earlier": record.report_received_on, "later": until}
        yield about(rows.EXTENSION_TOO_EARLY, record, "extended_until", spec=ledger.spec, **days)


def _skipped(record: DisciplineCase, ledger: Ledger[Any]) -> Iterator[Diagnostic]:
    for stage, after in pairwise(STAGES):
        if getattr(record, after) and not getattr(record, stage) and stage in record.sheet.columns:
            wanted = ledger.spec.column(stage).heading
            yield about(rows.STAGE_SKIPPED, record, stage, spec=ledger.spec, wanted=wanted)


def case_numbers(ledger: Ledger[DisciplineCase]) -> Iterator[Diagnostic]:
    """Numbers that only dots, spaces and the script of the digits tell apart; letter for letter the same are errors before."""
    for record, first in doubles(ledger.records, lambda record: _bare_number(record.case_no)):
        if identity_key(record.case_no) != identity_key(first.case_no):
            where = str(first.place("case_no"))
            yield about(histories.CASE_NUMBER_ALIKE, record, "case_no", spec=ledger.spec, first=where)


def _bare_number(text: str) -> str:
    """A case number without the dots and spaces that divide nothing; between two digits they stay (4.12 is not 41.2)."""
    return _DOTS.sub(_divider, to_arabic(clean_text(text)).casefold())


def _divider(found: re.Match[str]) -> str:
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    return found[0].strip() or " " if before.isdecimal() and after.isdecimal() else ""


# The days of a repair, the first of which the damage comes before.
_REPAIR: Final = ("started_on", "repaired_on", "ready_on")


def rooms(ledger: Ledger[RoomRepair]) -> Iterator[Diagnostic]:
    """Damage found after its repair, rooms that are ready or lived in although what comes before is blank."""
    for record in ledger.records:
        yield from _damage(record, ledger)
    for record in _gaps(ledger, "ready_on", "repaired_on"):
        yield about(rows.READY_WITHOUT_REPAIR, record, "repaired_on", spec=ledger.spec, day=record.ready_on)
    for record in _gaps(ledger, "moved_in_on", "allocated_to"):
        told = {"day": record.moved_in_on, "wanted": ledger.spec.column("allocated_to").heading}
        yield about(rows.MOVED_IN_WITHOUT_PERSON, record, "allocated_to", spec=ledger.spec, **told)


def _gaps(ledger: Ledger[RoomRepair], later: str, wanted: str) -> list[RoomRepair]:
    """Rows with the later thing and a blank for what comes before it; none where most are blank: the column is not kept."""
    told = [record for record in ledger.records if getattr(record, later) and wanted in record.sheet.columns]
    blank = [record for record in told if not getattr(record, wanted)]
    return blank if 2 * len(blank) <= len(told) else []


def _damage(record: RoomRepair, ledger: Ledger[Any]) -> Iterator[Diagnostic]:
    found = record.damaged_on
    stage = next((name for name in _REPAIR if found and (day := getattr(record, name)) and day < found), "")
    if stage:
        told = {"later": found, "earlier": getattr(record, stage), "wanted": ledger.spec.column(stage).heading}
        yield about(rows.DAMAGED_AFTER_REPAIR, record, "damaged_on", spec=ledger.spec, **told)


def scores(ledger: Ledger[Any]) -> Iterator[Diagnostic]:
    """Rows with one score of two."""
    before, after = _SCORES[ledger.spec.name]
    for record in ledger.records:
        if (getattr(record, before) is None) != (getattr(record, after) is None):
            blank = before if getattr(record, before) is None else after
            if blank in record.sheet.columns:
                yield about(rows.ONE_SCORE_ONLY, record, blank, spec=ledger.spec)


def web_addresses(ledger: Ledger[Any]) -> Iterator[Diagnostic]:
    """Published things whose address no browser opens."""
    for record in ledger.records:
        if record.url and not _WEB.fullmatch(record.url):
            yield about(forms.NOT_A_WEB_ADDRESS, record, "url", spec=ledger.spec)

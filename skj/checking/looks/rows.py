"""What single records leave out or say doubtfully: cases, scores, web addresses, seen by `skj check` alone."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from skj.checking.looks.pages import about
from skj.diagnostics import Diagnostic
from skj.ledgers.base import Ledger
from skj.ledgers.cases import STAGES, DisciplineCase
from skj.rules import forms, rows

_WEB: Final = re.compile(r"(?:https?://|www\.)[^\s/]+\.[^\s/]+\S*", re.IGNORECASE)
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

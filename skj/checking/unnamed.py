"""Ledgers that skj.toml names no files for: one note when everything is checked, since an office need not keep all twelve."""

from dataclasses import replace

from skj.checking.collect import Checkup
from skj.diagnostics import Diagnostic
from skj.language import _
from skj.rules.workspace import LEDGER_NOT_CONFIGURED, LEDGERS_WITHOUT_FILES


def with_one_note(checkup: Checkup) -> Checkup:
    """The check-up of a whole workspace with one note in place of a warning for each ledger without files.

    Where no ledger has files the warnings stay: nothing at all was looked at.
    """
    unnamed = [found for found in checkup.findings if found.rule is LEDGER_NOT_CONFIGURED]
    if not 0 < len(unnamed) < len(checkup.ledgers):
        return checkup
    labels = {ledger.name: _(ledger.label) for ledger in checkup.ledgers}
    args = {"count": len(unnamed), "names": ", ".join(labels[found.ledger] for found in unnamed)}
    note = Diagnostic(LEDGERS_WITHOUT_FILES, unnamed[0].place, args)
    others = (found for found in checkup.findings if found.rule is not LEDGER_NOT_CONFIGURED)
    return replace(checkup, findings=(note, *others))

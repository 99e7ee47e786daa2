"""What only shows when ledgers and plan are laid side by side: rows that belong nowhere."""

from collections.abc import Iterable, Iterator

from skj.diagnostics import Diagnostic, Rule
from skj.ledgers.base import Record
from skj.ledgers.evidence import EvidenceDocument
from skj.ledgers.training import TrainingAttendance
from skj.rules import between as rules
from skj.scoring.measures import Books
from skj.scoring.plan_model import Plan

REFERRING = ("surveys", "evidence", "steps")


def check_between(plan: Plan, books: Books) -> list[Diagnostic]:
    """Rows that name an indicator, an evidence item or a session that is not there; they count nowhere."""
    referring = [record for name in REFERRING for record in books.ledger(name).records]
    evidence = books.ledger("evidence").records
    return [*_unknown_indicators(plan, referring), *_unknown_items(plan, evidence), *_unknown_sessions(books)]


def _unknown_indicators(plan: Plan, records: Iterable[Record]) -> Iterator[Diagnostic]:
    known = ", ".join(f"{each.number} {each.id}" for each in plan.indicators)
    for record in records:
        reference = str(getattr(record, "indicator", ""))
        if not any(indicator.is_meant_by(reference) for indicator in plan.indicators):
            yield _found(rules.INDICATOR_UNKNOWN, record, "indicator", reference, known=known)


def _unknown_items(plan: Plan, records: Iterable[EvidenceDocument]) -> Iterator[Diagnostic]:
    for record in records:
        indicator = next((each for each in plan.indicators if each.is_meant_by(record.indicator)), None)
        if indicator and indicator.evidence_item(record.item) is None:
            known = ", ".join(item.key for item in indicator.evidence)
            yield _found(rules.EVIDENCE_UNKNOWN, record, "item", record.item, known=known, indicator=indicator.number)


def _unknown_sessions(books: Books) -> Iterator[Diagnostic]:
    held = {session.session for session in books.ledger("training_sessions").records}
    roll: Iterable[TrainingAttendance] = books.ledger("training_roll").records
    for record in roll:
        if record.session not in held:
            yield _found(rules.SESSION_UNKNOWN, record, "session", str(record.session), session=record.session)


def _found(rule: Rule, record: Record, field: str, value: str, **args: object) -> Diagnostic:
    return Diagnostic(rule, record.place(field), args, value, record.sheet.ledger, field)

"""What only shows when ledgers and plan are laid side by side: rows that belong nowhere."""

from collections.abc import Iterable, Iterator

from skj.diagnostics import Diagnostic, Rule
from skj.ledgers.base import Record
from skj.ledgers.evidence import EvidenceDocument
from skj.ledgers.training import TrainingAttendance
from skj.ledgers.vocabulary import nearest
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
            names = [name for each in plan.indicators for name in (each.id, each.name.th, each.name.en)]
            yield _found(
                rules.INDICATOR_UNKNOWN, record, "indicator", reference, fix=nearest(reference, names), known=known
            )


def _unknown_items(plan: Plan, records: Iterable[EvidenceDocument]) -> Iterator[Diagnostic]:
    for record in records:
        indicator = next((each for each in plan.indicators if each.is_meant_by(record.indicator)), None)
        if indicator and indicator.evidence_item(record.item) is None:
            known = ", ".join(item.key for item in indicator.evidence)
            names = [name for item in indicator.evidence for name in (item.key, item.label.th)]
            details = {"fix": nearest(record.item, names), "known": known, "indicator": indicator.number}
            yield _found(rules.EVIDENCE_UNKNOWN, record, "item", record.item, **details)


def _unknown_sessions(books: Books) -> Iterator[Diagnostic]:
    held = {session.session for session in books.ledger("training_sessions").records}
    roll: Iterable[TrainingAttendance] = books.ledger("training_roll").records
    for record in roll:
        if record.session not in held:
            yield _found(rules.SESSION_UNKNOWN, record, "session", str(record.session), session=record.session)


def _found(rule: Rule, record: Record, field: str, value: str, **args: object) -> Diagnostic:
    fix = str(args.pop("fix", None) or "")
    return Diagnostic(rule, record.place(field), args, value, record.sheet.ledger, field, fix=fix)

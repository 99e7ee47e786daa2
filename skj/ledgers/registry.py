"""The ledgers there are; a new one is a module of its own and a line here."""

from typing import Any, Final

from skj.ledgers import budget, cases, coaching, evidence, insignia, knowledge, rooms, steps, surveys, training
from skj.ledgers.base import LedgerSpec

SPECS: Final[tuple[LedgerSpec[Any], ...]] = (
    insignia.SPEC,
    rooms.SPEC,
    cases.SPEC,
    training.SESSIONS,
    training.ROLL,
    training.FOLLOWUP,
    coaching.SPEC,
    knowledge.SPEC,
    surveys.SPEC,
    evidence.SPEC,
    steps.SPEC,
    budget.SPEC,
)
BY_NAME: Final = {spec.name: spec for spec in SPECS}

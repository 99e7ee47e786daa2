"""Figures that stand far from all others of their kind: a zero too many, the full marks of another test."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from statistics import median
from typing import Final

from skj.checking.looks.pages import about
from skj.diagnostics import Diagnostic
from skj.ledgers.base import Ledger
from skj.ledgers.rooms import RoomRepair
from skj.ledgers.training import TrainingAttendance
from skj.rules import histories

# From so many figures on it can be said what is usual among them.
ENOUGH: Final = 10
# A whole room may cost ten and twenty times as much as a tap; two zeros too many stand a hundred times above the middle.
TIMES: Final = 100
# A tenth may have been typed wrongly; more are another kind of repair, or another test than that of the session.
MOSTLY: Final = Decimal("0.9")


def costs(ledger: Ledger[RoomRepair]) -> Iterator[Diagnostic]:
    """Repairs that cost more than a hundred times as much as the middle one; payments of a budget are rightly of all sizes."""
    known = [record.cost for record in ledger.records if record.cost]
    if len(known) < ENOUGH:
        return
    middle = Decimal(median(known))
    far = [(record, record.cost) for record in ledger.records if record.cost and record.cost > TIMES * middle]
    if len(known) - len(far) < MOSTLY * len(known):  # whole rooms beside taps: two kinds of work, no slips
        return
    for record, cost in far:
        told = {"cost": f"{cost:,}", "usual": f"{middle:,}", "times": f"{cost // middle:,}"}
        yield about(histories.COST_FAR_ABOVE, record, "cost", spec=ledger.spec, **told)


def full_marks(ledger: Ledger[TrainingAttendance]) -> Iterator[Diagnostic]:
    """Full marks unlike those of nearly all others of the same session."""
    sessions: defaultdict[int, list[TrainingAttendance]] = defaultdict(list)
    for record in ledger.records:
        if record.full_marks is not None:
            sessions[record.session].append(record)
    for session, records in sessions.items():
        counts = Counter(record.full_marks for record in records)
        usual, count = counts.most_common(1)[0]
        if len(records) < ENOUGH or count < MOSTLY * len(records):
            continue
        told = {"session": session, "usual": f"{usual:,}", "count": count, "total": len(records)}
        for record in records:
            if record.full_marks != usual:
                yield about(histories.FULL_MARKS_UNLIKE, record, "full_marks", spec=ledger.spec, **told)

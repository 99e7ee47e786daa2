"""The steps of each project's plan, their weights and when they were done (plan table จ)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import ClassVar, Final

from skj.language import N_
from skj.ledgers.base import Column, Fault, LedgerSpec, Record, RowRule
from skj.ledgers.parsers import day, indicator_ref, month_end, month_start, session_number, text, weight
from skj.ledgers.rules import doubled_keys, in_order
from skj.rules import rows

WHOLE: Final = 100


class PlanStep(Record):
    """One step; half-done steps count 0 (plan reading A33)."""

    naming: ClassVar = ("step", "text")

    indicator: str
    step: int
    text: str | None = None
    weight: Decimal
    starts: date | None = None
    ends: date | None = None
    done_on: date | None = None


def check_dates(record: PlanStep) -> Iterable[Fault]:
    """A step does not end before it starts."""
    return in_order(record, "starts", "ends", rows.STEP_ENDS_BEFORE_START)


def check_steps(records: Sequence[PlanStep]) -> Iterator[tuple[PlanStep, Fault]]:
    """A step number stands once per indicator."""
    return doubled_keys(records, lambda record: (record.indicator, record.step), "step", N_("step"))


def check_weights(records: Sequence[PlanStep]) -> Iterator[tuple[PlanStep, Fault]]:
    """The weights of one indicator sum to 100 (contract section 2)."""
    plans: dict[str, list[PlanStep]] = defaultdict(list)
    for record in records:
        plans[record.indicator].append(record)
    for indicator, steps in plans.items():
        total = sum((step.weight for step in steps), Decimal())
        if total != WHOLE:
            yield _doubt_of(indicator, steps, total)


def _doubt_of(indicator: str, steps: Sequence[PlanStep], total: Decimal) -> tuple[PlanStep, Fault]:
    """What is wrong with weights that are not 100 in all.

    15 % in percent format is stored as 0.15 and read as 15 (SKJ310), but 100 % is stored as 1, which may be 1 % too: only
    where nothing else has a weight can it be the whole.
    """
    whole = next((step for step in steps if step.weight == total == 1), None)
    if whole:
        return whole, Fault(rows.WEIGHT_OF_ONE, "weight", {"indicator": indicator})
    return steps[-1], Fault(rows.STEP_WEIGHTS, "weight", {"indicator": indicator, "total": total})


SPEC: Final = LedgerSpec(
    name="steps",
    label=N_("plan steps"),
    record=PlanStep,
    columns=(
        Column("indicator", ("ตัวชี้วัดที่",), indicator_ref, N_("Indicator"), required=True, essential=True),
        Column("step", ("ขั้นตอนที่",), session_number, N_("Step"), required=True, essential=True),
        Column("text", ("ขั้นตอน", "ขั้นตอนการปฏิบัติงาน"), text, N_("What is done")),
        Column("weight", ("เนื้องาน (ร้อยละ)", "ร้อยละ"), weight, N_("Weight (%)"), required=True, essential=True),
        Column("starts", ("เริ่ม",), month_start, N_("Starts")),
        Column("ends", ("สิ้นสุด",), month_end, N_("Ends")),
        Column("done_on", ("วันที่แล้วเสร็จ",), day, N_("Done on")),
    ),
    key=("indicator", "step"),
    row_rules=(RowRule(("starts", "ends"), check_dates),),
    ledger_rules=(check_steps, check_weights),
    conflicts=("indicator",),
)

"""Budgets of the routine projects and what was paid (plan part 3)."""

from datetime import date
from decimal import Decimal
from typing import ClassVar, Final

from skj.language import N_
from skj.ledgers.base import Column, LedgerSpec, Record
from skj.ledgers.parsers import amount, day, text


class Payment(Record):
    """One payment of a project."""

    naming: ClassVar = ("project",)

    project: str
    budget: Decimal | None = None
    paid_on: date | None = None
    amount: Decimal | None = None


SPEC: Final = LedgerSpec(
    name="budget",
    label=N_("budget"),
    record=Payment,
    columns=(
        Column("project", ("โครงการ",), text, N_("Project"), required=True, essential=True),
        Column("budget", ("งบประมาณ",), amount, N_("Budget")),
        Column("paid_on", ("วันที่เบิกจ่าย",), day, N_("Paid on")),
        Column("amount", ("จำนวนเงิน",), amount, N_("Amount"), essential=True, summed=True),
    ),
    key=("project", "paid_on"),
)

"""What the routine projects may spend and have spent (plan part 3): exact baht, by project and month."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from skj.calendar import Period, next_month
from skj.language import _
from skj.ledgers.base import Record
from skj.ledgers.budget import Payment
from skj.scoring.measures import AFTER_PERIOD, BEFORE_YEAR, UNDATED, outside
from skj.scoring.plan_model import RoutineProject
from skj.thai.text import identity_key

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class ProjectSpending:
    """A project: its budget as the ledger states it (else the plan), what was paid by the as-of date, and what counts nowhere.

    `stated` holds every different budget the ledger states, in its order: more than one is a contradiction that a person must
    settle; the first is reckoned with. `planned` is the plan's own budget, None for a project the plan does not name.
    """

    name: str
    stated: tuple[Decimal, ...]
    planned: Decimal | None
    paid: Decimal
    payments: int
    undated: Decimal
    later: Decimal
    earlier: Decimal

    @property
    def budget(self) -> Decimal | None:
        """The budget reckoned with; None when neither ledger nor plan states one."""
        return self.stated[0] if self.stated else self.planned

    @property
    def remaining(self) -> Decimal | None:
        """Budget less payments; negative when too much was paid."""
        return None if self.budget is None else self.budget - self.paid

    @property
    def share(self) -> Fraction | None:
        """Payments over the budget, exact; None without a budget or with one of 0 (reading A9)."""
        return Fraction(self.paid) / Fraction(self.budget) if self.budget else None


@dataclass(frozen=True, slots=True)
class MonthSpending:
    """Payments of a month, given by its first day, and of all months up to it; None after the as-of date."""

    month: date
    paid: Decimal | None
    so_far: Decimal | None


@dataclass(frozen=True, slots=True)
class Spending:
    """Everything `budget status` counts; `counted` and `left_out` are the payments behind it.

    `absent` are projects of the plan that the ledger does not name, perhaps only under another name: they enter no sum.
    """

    projects: tuple[ProjectSpending, ...]
    months: tuple[MonthSpending, ...]
    counted: tuple[Payment, ...]
    left_out: tuple[tuple[Record, str], ...]
    absent: tuple[RoutineProject, ...] = ()

    @property
    def budget(self) -> Decimal:
        """The budgets that are known, summed."""
        return sum((project.budget for project in self.projects if project.budget is not None), NOTHING)

    @property
    def paid(self) -> Decimal:
        """All payments that count."""
        return sum((project.paid for project in self.projects), NOTHING)

    @property
    def paid_of_budget(self) -> Decimal:
        """The payments of projects whose budget is known, the only ones that a share can be told of."""
        return sum((project.paid for project in self.projects if project.budget is not None), NOTHING)

    @property
    def share(self) -> Fraction | None:
        """Payments over budgets, of the projects whose budget is known; None without any budget."""
        return Fraction(self.paid_of_budget) / Fraction(self.budget) if self.budget else None


def measure_spending(records: Sequence[Payment], projects: Iterable[RoutineProject], period: Period) -> Spending:
    """Count the payments of the period by project and month; a row without an amount only states a budget."""
    payments = [row for row in records if row.amount is not None]
    reasons = {id(row): outside(period, row.paid_on) for row in payments}
    counted = tuple(row for row in payments if reasons[id(row)] is None)
    left_out = tuple((row, _(reason)) for row in payments if (reason := reasons[id(row)]))
    known = {identity_key(project.name.th): project for project in projects}
    named = {identity_key(row.project) for row in records}
    absent = tuple(project for key, project in known.items() if key not in named)
    return Spending(_projects(records, known, period), _months(counted, period), counted, left_out, absent)


def _projects(
    records: Iterable[Payment], known: Mapping[str, RoutineProject], period: Period
) -> tuple[ProjectSpending, ...]:
    """The plan's projects first, in its order, then the others in that of the ledger."""
    rows: defaultdict[str, list[Payment]] = defaultdict(list)
    for row in records:
        rows[identity_key(row.project)].append(row)
    keys = [*(key for key in known if key in rows), *(key for key in rows if key not in known)]
    return tuple(_project(rows[key], known.get(key), period) for key in keys)


def _project(rows: Sequence[Payment], planned: RoutineProject | None, period: Period) -> ProjectSpending:
    by_reason: defaultdict[str | None, list[Payment]] = defaultdict(list)
    for row in rows:
        by_reason[outside(period, row.paid_on)].append(row)
    counted = [row for row in by_reason[None] if row.amount is not None]
    return ProjectSpending(
        name=rows[0].project,
        stated=tuple(dict.fromkeys(row.budget for row in rows if row.budget is not None)),
        planned=Decimal(planned.budget) if planned else None,
        paid=_total(counted),
        payments=len(counted),
        undated=_total(by_reason[UNDATED]),
        later=_total(by_reason[AFTER_PERIOD]),
        earlier=_total(by_reason[BEFORE_YEAR]),
    )


def _total(rows: Iterable[Payment]) -> Decimal:
    return sum((row.amount for row in rows if row.amount is not None), NOTHING)


def _months(counted: Sequence[Payment], period: Period) -> tuple[MonthSpending, ...]:
    """The 12 months; those that have not begun have no figures."""
    so_far = NOTHING
    found = []
    for month in period.months:
        if month > period.as_of:
            found.append(MonthSpending(month, None, None))
            continue
        paid = _total(row for row in counted if row.paid_on and month <= row.paid_on < next_month(month))
        so_far += paid
        found.append(MonthSpending(month, paid, so_far))
    return tuple(found)

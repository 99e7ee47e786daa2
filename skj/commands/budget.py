"""`skj budget`: what the routine projects may spend and have spent."""

from collections.abc import Sequence
from typing import Annotated

import typer

from skj.commands.groups import Entry, make_group
from skj.commands.options import Files, Run, with_options
from skj.language import _

Quarter = Annotated[str | None, typer.Option("--quarter", help=_("Count up to the end of this quarter."))]


def make_app(words: Sequence[str]) -> typer.Typer:
    """The sub-app, in the language in use."""
    text = _("Budgets, what was paid and what remains, by project and month.")
    return make_group({"status": Entry(text, lambda: with_options(status))}, words)


def status(run: Run, files: Files = None, *, quarter: Quarter = None) -> None:
    """Print the payments against the budgets."""
    from skj.reports.budget import BudgetAnswer, budget_report
    from skj.scoring.spending import measure_spending

    space = run.open(files, "budget")
    period = run.period(space, quarter)
    ledger = space.ledger("budget")
    run.need(ledger)
    spending = measure_spending(ledger.records, space.plan.routine_projects, period)
    run.show(budget_report(BudgetAnswer(spending, period), ledger), ledger)

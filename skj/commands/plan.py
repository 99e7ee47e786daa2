"""`skj plan`: the steps of each project against their months."""

from collections.abc import Sequence
from typing import Annotated

import typer

from skj.commands.groups import Entry, make_group
from skj.commands.options import Files, Run, with_options
from skj.language import _

Quarter = Annotated[str | None, typer.Option("--quarter", help=_("Count up to the end of this quarter."))]
Only = Annotated[str | None, typer.Option("--indicator", help=_("Only this indicator: its number or name."))]


def make_app(words: Sequence[str]) -> typer.Typer:
    """The sub-app, in the language in use."""
    text = _("Steps done and late by month, and the progress against what was planned by then.")
    return make_group({"status": Entry(text, lambda: with_options(status))}, words)


def status(run: Run, files: Files = None, *, quarter: Quarter = None, indicator: Only = None) -> None:
    """Print the steps of the plans."""
    from skj.commands.kpi import books_of, find_indicator
    from skj.reports.plan import PlanAnswer, plan_report
    from skj.scoring.timeline import measure_plans

    space = run.open(files, "steps")
    period = run.period(space, quarter)
    chosen = space.plan.indicators if indicator is None else (find_indicator(space, indicator),)
    ledger = space.ledger("steps")
    run.need(ledger)
    run.show(plan_report(PlanAnswer(measure_plans(chosen, period, books_of(space)), period), ledger), ledger)

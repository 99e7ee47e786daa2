"""`skj discipline`: which case is running out of days."""

from pathlib import Path
from typing import Annotated

import typer

from skj.commands.help import Command, Group
from skj.commands.options import Run, with_options
from skj.language import _

Files = Annotated[
    list[Path] | None,
    typer.Argument(metavar="FILE", help=_("Ledger files; without them the workspace's own."), show_default=False),
]
Quarter = Annotated[str | None, typer.Option("--quarter", help=_("Count up to the end of this quarter."))]


def make_app() -> typer.Typer:
    """The sub-app, in the language in use."""
    app = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)
    app.callback()(_group)
    app.command("sla", cls=Command, help=_("Days of each case against the limits of the plan and the law; no names."))(
        with_options(sla)
    )
    return app


def _group() -> None:
    """Keep `sla` a command of its own: typer folds a group of one."""


def sla(run: Run, files: Files = None, *, quarter: Quarter = None) -> None:
    """Print the clocks of the cases."""
    from skj.commands.kpi import books_of
    from skj.reports.discipline import answer_discipline, discipline_report
    from skj.scoring.scorecard import make_result

    space = run.open(files, "cases")
    period = run.period(space, quarter)
    indicator = space.plan.measured_by("presented_within")
    ledger = space.ledger("cases")
    answer = answer_discipline(ledger, make_result(indicator, period, books_of(space)), period)
    run.show(discipline_report(answer, ledger), ledger)

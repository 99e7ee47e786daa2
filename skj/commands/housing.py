"""`skj housing`: how far the repairs are."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from skj.commands.help import Command, Group
from skj.commands.options import Run, with_options
from skj.language import _

By = Annotated[
    Literal["district", "site", "building", "month", "damage"],
    typer.Option("--by", help=_("What the table of details counts by.")),
]
Files = Annotated[
    list[Path] | None,
    typer.Argument(metavar="FILE", help=_("Ledger files; without them the workspace's own."), show_default=False),
]
Quarter = Annotated[str | None, typer.Option("--quarter", help=_("Count up to the end of this quarter."))]


def make_app() -> typer.Typer:
    """The sub-app, in the language in use."""
    app = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)
    app.callback()(_group)
    app.command("progress", cls=Command, help=_("Rooms repaired against the milestones, pace, forecast, and where."))(
        with_options(progress)
    )
    return app


def _group() -> None:
    """Keep `progress` a command of its own: typer folds a group of one."""


def progress(run: Run, files: Files = None, *, by: By = "district", quarter: Quarter = None) -> None:
    """Print the progress of the repairs."""
    from skj.commands.kpi import books_of
    from skj.reports.housing import answer_housing, housing_report
    from skj.scoring.scorecard import make_result

    space = run.open(files, "rooms")
    period = run.period(space, quarter)
    indicator = space.plan.measured_by("rooms_repaired")
    ledger = space.ledger("rooms")
    answer = answer_housing(ledger, make_result(indicator, period, books_of(space)), period)
    run.show(housing_report(answer, ledger, by), ledger)

"""`skj insignia`: the register of sash-class insignia."""

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


def make_app() -> typer.Typer:
    """The sub-app, in the language in use."""
    app = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)
    app.callback()(_group)
    app.command("search", cls=Command, help=_("Find a person whatever the spelling; exact matches first."))(
        with_options(search)
    )
    return app


def _group() -> None:
    """Keep `search` a command of its own: typer folds a group of one."""


def search(
    run: Run,
    name: Annotated[str, typer.Argument(help=_("A name, a surname or a part of one; titles do not matter."))],
    files: Files = None,
    *,
    insignia_class: Annotated[str | None, typer.Option("--class", help=_("Only this class, for example ป.ช."))] = None,
    year: Annotated[int | None, typer.Option("--year", help=_("Only this grant year (B.E.)."))] = None,
) -> None:
    """Search the register."""
    from skj.ledgers.vocabulary import find_class
    from skj.reports.insignia import search_report
    from skj.scoring import search as searching

    ledger = run.open(files, "insignia").ledger("insignia")
    wanted = find_class(insignia_class) if insignia_class else None
    chosen = [
        record
        for record in ledger.records
        if (insignia_class is None or (wanted and record.insignia_class == wanted.abbreviation))
        and (year is None or record.year == year)
    ]
    run.show(search_report(searching.search(chosen, name), name, ledger), ledger)

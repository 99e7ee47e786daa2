"""`skj coaching`: rows of the ledger `coaching`."""

import typer

from skj.commands.help import Command, Group
from skj.language import _


def make_app() -> typer.Typer:
    """The sub-app, in the language in use."""
    from skj.commands.writing import add_command

    app = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)
    app.callback()(_group)
    app.command("add", cls=Command, help=_("Add a person coached in a session."))(
        add_command("coaching", "coaching add")
    )
    return app


def _group() -> None:
    """Keep `add` a command of its own: typer folds a group of one."""

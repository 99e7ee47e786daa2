"""`skj training`: the roll, the sessions and the follow-up of anti-corruption training."""

import typer

from skj.commands.help import Command, Group
from skj.language import _


def make_app() -> typer.Typer:
    """The sub-app, in the language in use."""
    from skj.commands.writing import add_command

    app = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)
    rows = {
        "add": ("training_roll", _("Add a person to the roll of a session.")),
        "add-session": ("training_sessions", _("Add a session.")),
        "add-followup": ("training_followup", _("Add a trainee of the year before to the follow-up.")),
    }
    for name, (ledger, text) in rows.items():
        app.command(name, cls=Command, help=text)(add_command(ledger, f"training {name}"))
    return app

"""`skj training`: the roll, the sessions and the follow-up of anti-corruption training."""

from collections.abc import Sequence
from functools import partial

import typer

from skj.commands.groups import Entry, make_group
from skj.language import _


def make_app(words: Sequence[str]) -> typer.Typer:
    """The sub-app, in the language in use."""
    from skj.commands.writing import add_command

    rows = {
        "add": ("training_roll", _("Add a person to the roll of a session.")),
        "add-session": ("training_sessions", _("Add a session.")),
        "add-followup": ("training_followup", _("Add a trainee of the year before to the follow-up.")),
    }
    entries = {
        name: Entry(text, partial(add_command, ledger, f"training {name}")) for name, (ledger, text) in rows.items()
    }
    return make_group(entries, words)

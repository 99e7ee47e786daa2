"""`skj coaching`: rows of the ledger `coaching`."""

from collections.abc import Sequence

import typer

from skj.commands.groups import Entry, make_group
from skj.language import _


def make_app(words: Sequence[str]) -> typer.Typer:
    """The sub-app, in the language in use."""
    from skj.commands.writing import add_command

    return make_group(
        {"add": Entry(_("Add a person coached in a session."), lambda: add_command("coaching", "coaching add"))}, words
    )

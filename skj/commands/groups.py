"""Groups of commands of which only the called one is made: making the options of all of them is most of the start-up time."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import typer

from skj.commands.help import Command, Group


class Entry(NamedTuple):
    """A command in its group: the line of help, and what makes the command with its options."""

    help: str
    make: Callable[[], Callable[..., None]]


def make_group(entries: Mapping[str, Entry], words: Sequence[str]) -> typer.Typer:
    """A sub-app of the commands; those not among `words` are only listed. Without words all are made (completion)."""
    app = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)
    if len(entries) == 1:
        app.callback()(_only_one)
    add_commands(app, entries, words)
    return app


def add_commands(app: typer.Typer, entries: Mapping[str, Entry], words: Sequence[str]) -> None:
    """Add the commands to `app`, in full or for its list alone."""
    for name, entry in entries.items():
        made = entry.make() if not words or name in words else _not_called
        app.command(name, cls=Command, help=entry.help)(made)


def _only_one() -> None:
    """Keep the command of a group of one a command of its own: typer folds such a group."""


def _not_called() -> None:
    """Stand in the list for a command that is not called."""

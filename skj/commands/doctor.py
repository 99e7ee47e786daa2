"""`skj doctor`: is everything ready, and what to do where it is not."""

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from skj.commands.groups import Entry, add_commands
from skj.commands.options import Run, today, with_options
from skj.language import _, current_language

if TYPE_CHECKING:
    from skj.doctoring.books import Moment
    from skj.doctoring.checks import Check
    from skj.doctoring.surroundings import Surroundings
    from skj.workspace import Workspace

STALE_DAYS: Final = 40


def register(app: typer.Typer, words: Sequence[str]) -> None:
    """Add the command, in the language in use."""
    text = _("Look at the computer, the workspace and every ledger, and say what to mend.")
    add_commands(app, {"doctor": Entry(text, partial(with_options, doctor))}, words)


def doctor(
    run: Run,
    *,
    share: Annotated[
        bool, typer.Option("--share", help=_("Try on the folders of the ledgers whether writing is safe there."))
    ] = False,
    stale_days: Annotated[
        int, typer.Option("--stale-days", min=1, help=_("After how many days without change a ledger is stale."))
    ] = STALE_DAYS,
) -> None:
    """One line for each thing looked at."""
    from skj.doctoring.books import Moment
    from skj.doctoring.checks import State
    from skj.files.disk import local_now
    from skj.reports.doctor import doctor_report

    checks = list(_checks(run, Moment(run.day or today(), local_now(), stale_days), share=share))
    run.show(doctor_report(checks))
    if any(check.state is State.NO for check in checks):
        raise typer.Exit(1)


def _checks(run: Run, moment: "Moment", *, share: bool) -> "Iterator[Check]":
    """The computer first; then the workspace as far as it can be read."""
    from skj.diagnostics import Refusal
    from skj.doctoring.checks import Check, State
    from skj.doctoring.surroundings import holiday_check, refused, surroundings_checks
    from skj.workspace import SETTINGS_FILE

    yield from surroundings_checks(_surroundings(run))
    try:
        space = run.open()
    except Refusal as refusal:
        yield refused("workspace", _("Workspace"), refusal)
        yield holiday_check(range(moment.today.year, moment.today.year + 1))
        return
    yield Check("workspace", _("Workspace"), State.YES, (space.root / SETTINGS_FILE).resolve().as_posix())
    yield from _office_checks(space, moment, share=share)


def _office_checks(space: "Workspace", moment: "Moment", *, share: bool) -> "Iterator[Check]":
    from skj.doctoring.books import folder_checks, image_checks, ledger_checks, plan_check
    from skj.doctoring.surroundings import holiday_check

    yield plan_check(space)
    yield holiday_check(_years(space, moment))
    yield from ledger_checks(space, moment)
    yield from image_checks(space)
    yield from folder_checks(space, moment)
    yield from _share_checks(space, asked=share)


def _years(space: "Workspace", moment: "Moment") -> range:
    """The C.E. years of the fiscal year, and the current one when the office works in it."""
    from skj.calendar import fiscal_year_of, fiscal_year_span
    from skj.diagnostics import Refusal

    try:
        year = space.fiscal_year
    except Refusal:
        year = fiscal_year_of(moment.today)
    span = fiscal_year_span(year)
    return range(span.start.year, span.end.year + 1)


def _share_checks(space: "Workspace", *, asked: bool) -> "Iterator[Check]":
    from skj.doctoring.books import checked_folders
    from skj.doctoring.checks import Check, State
    from skj.doctoring.share import share_check

    if not asked:
        cure = _("On a network folder run “skj doctor --share”.")
        yield Check("share", _("Folder as a share"), State.UNKNOWN, _("not verified"), cure)
        return
    for folder in checked_folders(space):
        yield share_check(folder, _name(space.root, folder))


def _name(root: Path, folder: Path) -> str:
    return os.path.relpath(folder, root.resolve()).replace("\\", "/")


def _surroundings(run: Run) -> "Surroundings":
    from skj import __version__
    from skj.doctoring.surroundings import Surroundings
    from skj.render.streams import is_terminal, use_colour

    width = shutil.get_terminal_size().columns if is_terminal(sys.stdout) else None
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    colour = use_colour(sys.stdout, run.no_color)
    version = sys.version_info
    python = (version.major, version.minor, version.micro)
    return Surroundings(python, __version__, width, encoding, colour, current_language())

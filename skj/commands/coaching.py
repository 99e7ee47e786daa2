"""`skj coaching`: talks with the districts, and how far they are."""

from collections.abc import Sequence
from typing import Annotated, Literal

import typer

from skj.commands.groups import Entry, make_group
from skj.commands.options import Files, Run, with_options
from skj.language import _

Quarter = Annotated[str | None, typer.Option("--quarter", help=_("Count up to the end of this quarter."))]
Listed = Annotated[
    Literal["people", "new", "untested", "districts"] | None,
    typer.Option(
        "--list", help=_("Also list the people or districts behind a number; people masked unless --show-names.")
    ),
]


def make_app(words: Sequence[str]) -> typer.Typer:
    """The sub-app, in the language in use."""
    from skj.commands.writing import add_command

    entries = {
        "add": Entry(_("Add a person coached in a session."), lambda: add_command("coaching", "coaching add")),
        "progress": Entry(
            _("Sessions against the plan, districts and people reached, topics, what people learnt."),
            lambda: with_options(progress),
        ),
    }
    return make_group(entries, words)


def progress(run: Run, files: Files = None, *, quarter: Quarter = None, listed: Listed = None) -> None:
    """Print the progress of the coaching."""
    from skj.commands.kpi import books_of
    from skj.reports.coaching import CoachingAnswer, coaching_report
    from skj.scoring.coaching import measure_coaching
    from skj.scoring.scorecard import make_result

    space = run.open(files, "coaching")
    period = run.period(space, quarter)
    indicator = space.plan.measured_by("sessions_held", "coaching")
    ledger = space.ledger("coaching")
    run.need(ledger)
    books = books_of(space)
    answer = CoachingAnswer(measure_coaching(indicator, period, books), make_result(indicator, period, books), period)
    run.show(coaching_report(answer, ledger, listed), ledger)

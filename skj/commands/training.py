"""`skj training`: the roll, the sessions and the follow-up of anti-corruption training."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated, Literal

import typer

from skj.commands.forms import Template, show_or_fill
from skj.commands.groups import Entry, make_group
from skj.commands.options import Files, Run, with_options
from skj.language import _

Quarter = Annotated[str | None, typer.Option("--quarter", help=_("Count up to the end of this quarter."))]
Listed = Annotated[
    Literal["trained", "untested", "asked", "unanswered", "unasked"] | None,
    typer.Option("--list", help=_("Also list the people behind a number; masked unless --show-names.")),
]


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
    entries["progress"] = Entry(
        _("Sessions against the plan, agencies reached, what people learnt, the trainees of the year before."),
        lambda: with_options(progress),
    )
    return make_group(entries, words)


def progress(
    run: Run, files: Files = None, *, quarter: Quarter = None, listed: Listed = None, template: Template = None
) -> None:
    """Print the progress of the training."""
    from skj.commands.kpi import books_of
    from skj.reports.training import TrainingAnswer, training_report
    from skj.scoring.scorecard import make_result
    from skj.scoring.training import measure_training

    space = run.open(files)
    period = run.period(space, quarter)
    indicator = space.plan.measured_by("clean_trainees")
    ledgers = [space.ledger(name) for name in ("training_sessions", "training_roll", "training_followup")]
    for ledger in ledgers:
        run.need(ledger)
    books = books_of(space)
    progress = measure_training(indicator, period, books)
    answer = TrainingAnswer(progress, make_result(indicator, period, books), period)
    show_or_fill(run, training_report(answer, ledgers, listed), template, *ledgers)

"""`skj knowledge`: items of the knowledge bank, and how far it is."""

from collections.abc import Sequence
from typing import Annotated

import typer

from skj.commands.groups import Entry, make_group
from skj.commands.options import Files, Run, with_options
from skj.language import _

Quarter = Annotated[str | None, typer.Option("--quarter", help=_("Count up to the end of this quarter."))]


def make_app(words: Sequence[str]) -> typer.Typer:
    """The sub-app, in the language in use."""
    from skj.commands.writing import add_command

    entries = {
        "add": Entry(_("Add an item of the knowledge bank."), lambda: add_command("knowledge", "knowledge add")),
        "progress": Entry(
            _("Work processes published against the plan, kinds of items, web addresses missing."),
            lambda: with_options(progress),
        ),
    }
    return make_group(entries, words)


def progress(run: Run, files: Files = None, *, quarter: Quarter = None) -> None:
    """Print the progress of the knowledge bank."""
    from skj.commands.kpi import books_of
    from skj.reports.knowledge import KnowledgeAnswer, knowledge_report
    from skj.scoring.knowledge import measure_knowledge
    from skj.scoring.scorecard import make_result

    space = run.open(files, "knowledge")
    period = run.period(space, quarter)
    indicator = space.plan.measured_by("processes_published")
    ledger = space.ledger("knowledge")
    run.need(ledger)
    books = books_of(space)
    answer = KnowledgeAnswer(measure_knowledge(indicator, period, books), make_result(indicator, period, books), period)
    run.show(knowledge_report(answer, ledger), ledger)

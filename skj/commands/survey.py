"""`skj survey`: answers of satisfaction surveys, and what they say."""

from collections.abc import Sequence
from typing import Annotated, Literal

import typer

from skj.commands.groups import Entry, make_group
from skj.commands.options import Files, Run, with_options
from skj.language import _

Quarter = Annotated[str | None, typer.Option("--quarter", help=_("Count up to the end of this quarter."))]
Publish = Annotated[bool, typer.Option("--publish", help=_("Hide groups of fewer than 5 people."))]
Means = Annotated[
    Literal["half", "equal"],
    typer.Option("--means", help=_("The words of a mean: from 4.51 “very high” (half), or from 4.21 (equal).")),
]


def make_app(words: Sequence[str]) -> typer.Typer:
    """The sub-app, in the language in use."""
    from skj.commands.writing import add_command

    entries = {
        "add": Entry(_("Add an answer of a survey."), lambda: add_command("surveys", "survey add")),
        "summary": Entry(
            _("Who is satisfied, by indicator and group: answers, shares, means in words."),
            lambda: with_options(summary),
        ),
    }
    return make_group(entries, words)


def summary(  # the options of the command
    run: Run, files: Files = None, *, quarter: Quarter = None, publish: Publish = False, means: Means = "half"
) -> None:
    """Print the summary of the surveys."""
    from skj.commands.kpi import books_of
    from skj.reports.survey import SurveyAnswers, survey_report
    from skj.scoring.satisfaction import strangers, summarise_surveys

    if publish:
        run.check_published()
    space = run.open(files, "surveys")
    period = run.period(space, quarter)
    ledger = space.ledger("surveys")
    run.need(ledger)
    indicators = space.plan.indicators
    answer = SurveyAnswers(
        summarise_surveys(indicators, period, books_of(space)),
        strangers(indicators, ledger.records),
        period,
        means,
        is_published=publish,
    )
    run.show(survey_report(answer, ledger), ledger)

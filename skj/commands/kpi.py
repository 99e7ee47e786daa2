"""`skj kpi`: the scorecard of the quarter, why an indicator stands where it stands, what could be, how it went."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer

from skj.commands.forms import Template, show_or_fill
from skj.commands.groups import Entry, make_group
from skj.commands.options import Files, Run, with_options
from skj.language import _

if TYPE_CHECKING:
    from skj.ledgers.base import Ledger
    from skj.scoring.measures import Books
    from skj.scoring.plan_model import Indicator
    from skj.workspace import Workspace

Quarter = Annotated[
    str | None,
    typer.Option(
        "--quarter",
        help=_(
            "1-4, 2567Q2, Q2/2567, 2/2567, ไตรมาส 2/2567, this or last; default: the fiscal year up to the as-of date."
        ),
    ),
]


def make_app(words: Sequence[str]) -> typer.Typer:
    """The sub-app, in the language in use."""
    entries = {
        "report": Entry(
            _("The scorecard: level, points and what is missing, for each indicator."), lambda: with_options(report)
        ),
        "fields": Entry(
            _("The names that an office's own form may hold, with their present values."), lambda: with_options(fields)
        ),
        "explain": Entry(
            _("Why this level: conditions, rows that counted, rows that did not and why, what the next level needs."),
            lambda: with_options(explain),
        ),
        "whatif": Entry(
            _("What if: 12 more rooms, a document, a session; and the least work that reaches a total of points."),
            lambda: _outlook("whatif"),
        ),
        "trend": Entry(
            _("The quarters side by side: levels, points, figures, and what changed."), lambda: _outlook("trend")
        ),
        "notes": Entry(
            _("The monthly progress text of each indicator, one dated entry a month, to be pasted."),
            lambda: _outlook("notes"),
        ),
    }
    return make_group(entries, words)


def _outlook(name: str) -> Callable[..., None]:
    """A command of the module of its own name, which is not loaded before it is called."""
    command: Callable[..., None] = getattr(import_module(f"skj.commands.kpi_{name}"), name)
    return with_options(command)


def report(run: Run, files: Files = None, *, quarter: Quarter = None, template: Template = None) -> None:
    """Print the scorecard of a quarter, or fill an office's own form with its values."""
    from skj.reports.kpi import scorecard_report
    from skj.reports.scoresheets import with_sheets
    from skj.reports.unitcharts import unit_charts
    from skj.scoring.between import check_between
    from skj.scoring.scorecard import make_scorecard

    space = run.open(files)
    period = run.period(space, quarter)
    card = make_scorecard(space.plan, period, books_of(space))
    ledgers = used_ledgers(space)
    charts = unit_charts(card, books_of(space)) if run.writes_workbook else {}
    answer = with_sheets(scorecard_report(card, ledgers), card, ledgers, charts)
    show_or_fill(run, answer, template, *ledgers, more=check_between(space.plan, books_of(space)))


def fields(run: Run, files: Files = None, *, quarter: Quarter = None) -> None:
    """List the names that a form may hold, with their present values."""
    from skj.reports.formvalues import fields_report
    from skj.reports.wording import period_line
    from skj.scoring.scorecard import make_scorecard

    space = run.open(files)
    period = run.period(space, quarter)
    card = make_scorecard(space.plan, period, books_of(space))
    run.show(fields_report(card, period_line(period)), *used_ledgers(space))


def explain(
    run: Run,
    indicator: Annotated[
        str, typer.Argument(help=_("Number or id: 1-6, coaching, insignia, knowledge, discipline, housing, training."))
    ],
    files: Files = None,
    *,
    quarter: Quarter = None,
    rows: Annotated[
        bool, typer.Option("--rows/--no-rows", help=_("List every row that counted and every row that did not."))
    ] = True,
) -> None:
    """Explain one indicator."""
    from skj.reports.explain import explain_report
    from skj.scoring.between import check_between
    from skj.scoring.scorecard import make_result

    space = run.open(files)
    found = find_indicator(space, indicator)
    period = run.period(space, quarter)
    result = make_result(found, period, books_of(space))
    ledgers = [
        space.ledger(name) for name in dict.fromkeys([measure.ledger for measure in found.measures] + ["evidence"])
    ]
    names = {ledger.spec.name for ledger in ledgers}
    more = [item for item in check_between(space.plan, books_of(space)) if item.ledger in names]
    run.show(explain_report(result, period, space.plan, ledgers, with_rows=rows), *ledgers, more=more)


def find_indicator(space: "Workspace", word: str) -> "Indicator":
    """The indicator of a number or an id on the command line; UsageRefused when the plan has none."""
    from skj.scoring.supposing import indicator_named

    return indicator_named(space.plan, word)


def books_of(space: "Workspace") -> "Books":
    """The ledgers of a workspace as the measures want them."""
    from skj.scoring.measures import Books

    expected, agencies = space.section("insignia").expected, space.section("training_sessions").agencies
    return Books(space.ledger, dict(expected), agencies)


def used_ledgers(space: "Workspace", *more: str) -> "list[Ledger[Any]]":
    """The ledgers the plan's measures look at, the evidence register, and `more`; each once."""
    names = [measure.ledger for indicator in space.plan.indicators for measure in indicator.measures]
    names += ["training_sessions", "evidence", *more]
    return [space.ledger(name) for name in dict.fromkeys(names)]

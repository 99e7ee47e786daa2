"""`skj kpi notes`: the monthly progress text of the indicators."""

from typing import TYPE_CHECKING, Annotated

import typer

from skj.commands.kpi import books_of, find_indicator, used_ledgers
from skj.commands.options import Files, Run, read_day
from skj.language import _

if TYPE_CHECKING:
    from skj.scoring.plan_model import Indicator
    from skj.workspace import Workspace


def notes(
    run: Run,
    files: Files = None,
    *,
    indicator: Annotated[
        list[str] | None,
        typer.Option("--indicator", metavar="NAME", help=_("Only this indicator, by number or id; may be repeated.")),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help=_("Only months that end on this day or later."))
    ] = None,
) -> None:
    """Write one dated line for each indicator and month that is over."""
    from skj.reports.notes import MonthlyNotes, notes_report
    from skj.scoring.history import months_of

    first = None if since is None else read_day(since)
    space = run.open(files)
    period, books = run.period(space), books_of(space)
    wanted = _wanted(space, indicator or [])
    months = {each.id: list(months_of(each, period, books)) for each in wanted}
    ledgers = used_ledgers(space, "steps")
    run.show(notes_report(MonthlyNotes(space.plan, period, wanted, months, first), ledgers), *ledgers, as_prose=True)


def _wanted(space: "Workspace", names: list[str]) -> "list[Indicator]":
    """The indicators asked for, in the plan's order; all of them when none is named."""
    named = [find_indicator(space, name) for name in names]
    return [each for each in space.plan.indicators if not names or each in named]

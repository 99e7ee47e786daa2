"""`skj today`: what is breached, due, at risk or left behind this morning; an exit code for a scheduler."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from skj.commands.groups import Entry, add_commands
from skj.commands.options import Run, is_unread, with_options
from skj.language import _

if TYPE_CHECKING:
    from skj.scoring.matters import Matter, Morning
    from skj.scoring.plan_model import Indicator
    from skj.workspace import Workspace

FailOn = Literal["breach", "due", "risk", "stale"]
FOUND: Final = 1
WEEK: Final = 7


def register(app: typer.Typer, words: Sequence[str]) -> None:
    """Add the command, in the language in use."""
    text = _("What is breached, due this week, at risk or not kept up, with what to type next.")
    add_commands(app, {"today": Entry(text, partial(with_options, today))}, words)


def today(
    run: Run,
    *,
    days: Annotated[int, typer.Option("--days", min=0, max=366, help=_("How many days ahead are near."))] = WEEK,
    fail_on: Annotated[
        FailOn | None,
        typer.Option("--fail-on", help=_("Leave with exit code 1 when there is anything this pressing, or more.")),
    ] = None,
) -> None:
    """One line for each matter, the most pressing first."""
    from skj.ledgers.registry import SPECS
    from skj.reports.today import today_report
    from skj.scoring.matters import Morning, Urgency, in_order

    space = run.open()
    morning = Morning(run.period(space), days)
    matters = in_order(_matters(space, morning))
    unread = [found for spec in SPECS for found in space.ledger(spec.name).findings if is_unread(found)]
    # -q alone is for a scheduler: nothing but the exit code. A form that was asked for is still given.
    if not run.quiet or run.format or run.output:
        run.show(today_report(matters, morning), more=unread)
    elif unread:
        raise typer.Exit(3)
    if fail_on and any(matter.urgency <= Urgency[fail_on.upper()] for matter in matters):
        raise typer.Exit(FOUND)


def _matters(space: "Workspace", morning: "Morning") -> "Iterator[Matter]":
    """Everything there is to say, from all ledgers."""
    from skj.commands.kpi import books_of
    from skj.ledgers.registry import SPECS
    from skj.scoring.attention import error_matters, paper_matters, stale_matters, step_matters
    from skj.scoring.scorecard import make_scorecard

    card = make_scorecard(space.plan, morning.period, books_of(space))
    ledgers = [space.ledger(spec.name) for spec in SPECS]
    for indicator in space.plan.indicators:
        yield from _case_matters(space, indicator, morning)
        yield from _room_matters(space, indicator, morning)
    yield from _return_matters(space, morning)
    yield from step_matters(space.plan, space.ledger("steps").records, morning)
    yield from paper_matters(card)
    yield from error_matters(ledgers)
    yield from stale_matters(ledgers, card, kept_every(space), morning)


def _case_matters(space: "Workspace", indicator: "Indicator", morning: "Morning") -> "Iterator[Matter]":
    from skj.scoring.case_matters import case_matters
    from skj.scoring.clocks import limits_of, running_clocks

    if indicator.facts.cases is not None:
        clocks = running_clocks(space.ledger("cases").records, indicator, morning.period)
        yield from case_matters(clocks, limits_of(indicator), indicator, morning)


def _room_matters(space: "Workspace", indicator: "Indicator", morning: "Morning") -> "Iterator[Matter]":
    from skj.scoring.attention import room_matters
    from skj.scoring.milestones import counts_needed
    from skj.scoring.progress import measure_progress

    measure = next((each for each in indicator.measures if each.function == "rooms_repaired"), None)
    if measure is not None:
        needed = counts_needed(indicator, measure.function)
        progress = measure_progress(space.ledger(measure.ledger).records, morning.period, needed)
        yield from room_matters(progress, indicator, morning)


def _return_matters(space: "Workspace", morning: "Morning") -> "Iterator[Matter]":
    from skj.scoring.return_matters import return_matters
    from skj.scoring.returns import standings

    found = standings(space.ledger("insignia").records, morning.today)
    yield from return_matters(found, space.section("insignia").return_days, morning)


def kept_every(space: "Workspace") -> dict[str, int]:
    """After how many days without a new record each ledger is not kept up: the office's number, else the plan's."""
    own = {name: section.update_every for name, section in space.settings.ledgers.items()}
    return {**space.plan.update_every, **{name: days for name, days in own.items() if days is not None}}

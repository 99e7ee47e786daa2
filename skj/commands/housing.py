"""`skj housing`: how far the repairs are."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from skj.commands.forms import Template, show_or_fill
from skj.commands.groups import Entry, make_group
from skj.commands.options import Files, Run, with_options
from skj.language import _

if TYPE_CHECKING:
    from skj.commands.writing import Manner
    from skj.ledgers.base import Ledger, Record
    from skj.ledgers.rooms import RoomRepair

By = Annotated[
    Literal["district", "site", "building", "month", "damage"],
    typer.Option("--by", help=_("What the table of details counts by.")),
]
Only = Annotated[
    Literal["buildings", "empty", "years", "cost"] | None,
    typer.Option("--list", help=_("Show one list alone, whole.")),
]
Quarter = Annotated[str | None, typer.Option("--quarter", help=_("Count up to the end of this quarter."))]


def make_app(words: Sequence[str]) -> typer.Typer:
    """The sub-app, in the language in use."""
    from skj.commands.writing import add_command

    entries = {
        "add": Entry(_("Add a damaged room."), lambda: add_command("rooms", "housing add")),
        "repair": Entry(_("Record the repair of a room: dates, cost, photographs."), repair_command),
        "progress": Entry(
            _("Rooms repaired against the milestones, pace, forecast, and where."), lambda: with_options(progress)
        ),
    }
    return make_group(entries, words)


def progress(  # noqa: PLR0913  (one parameter for each option)
    run: Run,
    files: Files = None,
    *,
    by: By = "district",
    only: Only = None,
    quarter: Quarter = None,
    template: Template = None,
) -> None:
    """Print the progress of the repairs, or fill a form with it."""
    from skj.commands.kpi import books_of
    from skj.render.output import Format, format_from
    from skj.reports.housing import answer_housing, housing_report
    from skj.scoring.scorecard import make_result

    space = run.open(files, "rooms")
    period = run.period(space, quarter)
    indicator = space.plan.measured_by("rooms_repaired")
    ledger = space.ledger("rooms")
    run.need(ledger)
    answer = answer_housing(ledger, make_result(indicator, period, books_of(space)), period)
    # A screen shows the first lines of each list; a document is read at leisure and holds all of them.
    whole = template is not None or format_from(run.format, run.output) in {Format.XLSX, Format.MD}
    show_or_fill(run, housing_report(answer, ledger, by, only, whole=whole), template, ledger)


REPAIR_FIELDS: Final = (
    "started_on",
    "repaired_on",
    "ready_on",
    "allocated_to",
    "moved_in_on",
    "cost",
    "photo_before",
    "photo_after",
)


def repair_command() -> Callable[..., None]:
    """`housing repair ROOM`: find the room, then write what is known of its repair."""
    from skj.commands.writing import with_fields
    from skj.ledgers.rooms import SPEC

    room = Annotated[str, typer.Argument(metavar="ROOM", help=_("The number of the room."))]
    first = inspect.Parameter("room", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=room)
    return with_fields(repair, SPEC, REPAIR_FIELDS, [first, *(_narrowing(name) for name in ("site", "building"))])


def _narrowing(name: str) -> inspect.Parameter:
    texts = {
        "site": _("Which site, when several have a room of this number."),
        "building": _("Which building, when several have it."),
    }
    hint = Annotated[str | None, typer.Option(f"--{name}", help=texts[name])]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=hint)


def repair(  # noqa: PLR0913, PLR0917  (what typer passes: the run, the manner, the texts, then the words)
    run: Run, manner: "Manner", texts: Mapping[str, str], room: str, site: str | None, building: str | None
) -> None:
    """Write the repair into the row of the room."""
    from skj.commands.writing import carry_out, need_texts, only_one, open_to_write, plan_update
    from skj.thai.text import identity_key

    need_texts(texts)
    space = open_to_write(run, manner, "rooms")
    asked = {"room": room, "site": site, "building": building}
    wanted = {name: identity_key(text) for name, text in asked.items() if text}

    def find(ledger: "Ledger[RoomRepair]") -> "Record":
        found = [
            record
            for record in ledger.records
            if all(identity_key(getattr(record, name) or "") == key for name, key in wanted.items())
        ]
        return only_one(found, ledger, " · ".join(text for text in asked.values() if text), "skj housing progress")

    carry_out(
        run, manner, space, lambda seen: plan_update(seen, {"room": room}, find, texts, "rooms"), "housing repair"
    )

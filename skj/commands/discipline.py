"""`skj discipline`: which case is running out of days."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Final

import typer

from skj.commands.groups import Entry, make_group
from skj.commands.options import Files, Run, with_options
from skj.language import _

if TYPE_CHECKING:
    from skj.commands.writing import Manner
    from skj.ledgers.base import Ledger
    from skj.ledgers.cases import DisciplineCase
    from skj.workspace import Workspace
    from skj.writing.plans import Plan

Quarter = Annotated[str | None, typer.Option("--quarter", help=_("Count up to the end of this quarter."))]


def make_app(words: Sequence[str]) -> typer.Typer:
    """The sub-app, in the language in use."""
    from skj.commands.writing import add_command

    entries = {
        "add": Entry(_("Add a case."), lambda: add_command("cases", "discipline add")),
        "advance": Entry(_("Record the next stage of a case."), advance_command),
        "sla": Entry(
            _("Days of each case against the limits of the plan and the law; no names."), lambda: with_options(sla)
        ),
    }
    return make_group(entries, words)


def sla(run: Run, files: Files = None, *, quarter: Quarter = None) -> None:
    """Print the clocks of the cases."""
    from skj.commands.kpi import books_of
    from skj.reports.discipline import answer_discipline, discipline_report
    from skj.scoring.scorecard import make_result

    space = run.open(files, "cases")
    period = run.period(space, quarter)
    indicator = space.plan.measured_by("presented_within")
    ledger = space.ledger("cases")
    run.need(ledger)
    answer = answer_discipline(ledger, make_result(indicator, period, books_of(space)), period)
    run.show(discipline_report(answer, ledger), ledger)


ADVANCE_FIELDS: Final = (
    "ordered_on",
    "division_received_on",
    "agenda_ordered_on",
    "presented_on",
    "extended_until",
    "extension_reason",
)


def advance_command() -> Callable[..., None]:
    """`discipline advance CASE`: find the case, then write the dates of its stages."""
    from skj.commands.writing import with_fields
    from skj.ledgers.cases import SPEC

    case = Annotated[str, typer.Argument(metavar="CASE", help=_("The number of the case."))]
    on = Annotated[str | None, typer.Option("--on", help=_("The day of the next stage that has no date yet."))]
    arguments = [
        inspect.Parameter("case", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=case),
        inspect.Parameter("on", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=on),
    ]
    return with_fields(advance, SPEC, ADVANCE_FIELDS, arguments)


def advance(run: Run, manner: "Manner", texts: Mapping[str, str], case: str, on: str | None) -> None:
    """Write the stages into the row of the case."""
    from skj.commands.writing import carry_out, need_texts, only_one, plan_update
    from skj.thai.text import identity_key

    need_texts({**texts, **({"on": on} if on else {})})
    space = run.open(None, "cases")

    def find(ledger: "Ledger[DisciplineCase]") -> "DisciplineCase":
        found = [record for record in ledger.records if identity_key(record.case_no) == identity_key(case)]
        return only_one(found, ledger, case, "skj discipline sla")

    def plan(seen: "Workspace") -> "Plan":
        dated = {**texts, **_stage_on(find(seen.near("cases", {"case_no": case})), on, texts)}
        return plan_update(seen, {"case_no": case}, find, dated, "cases")

    carry_out(run, manner, space, plan, "discipline advance")


def _stage_on(case: "DisciplineCase", on: str | None, texts: Mapping[str, str]) -> dict[str, str]:
    """The next stage with the day of --on; UsageRefused when there is no next stage, or when it is given by its own option."""
    from skj.diagnostics import Diagnostic, UsageRefused
    from skj.rules.drafts import NO_NEXT_STAGE

    if not on:
        return {}
    stage = next_stage(case)
    if stage is None or stage in texts:
        raise UsageRefused(Diagnostic(NO_NEXT_STAGE, case.place(stage or "presented_on"), {"day": on}))
    return {stage: on}


def next_stage(case: "DisciplineCase") -> str | None:
    """The first stage without a date after the last one with a date; None when the case was presented."""
    from skj.ledgers.cases import STAGES

    done = max(place for place, stage in enumerate(STAGES) if getattr(case, stage) is not None)
    return STAGES[done + 1] if done + 1 < len(STAGES) else None

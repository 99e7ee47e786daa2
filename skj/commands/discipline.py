"""`skj discipline`: which case is running out of days."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from skj.commands.forms import Template, show_or_fill
from skj.commands.groups import Entry, make_group
from skj.commands.options import Files, Run, with_options
from skj.language import _

if TYPE_CHECKING:
    from skj.commands.writing import Manner
    from skj.ledgers.base import Ledger
    from skj.ledgers.cases import DisciplineCase
    from skj.reports.discipline_answer import DisciplineAnswer
    from skj.scoring.clocks import Clock
    from skj.workspace import Workspace
    from skj.writing.plans import Plan

Quarter = Annotated[str | None, typer.Option("--quarter", help=_("Count up to the end of this quarter."))]
Explain = Annotated[
    str | None, typer.Option("--explain", metavar="CASE", help=_("Show how the days of this case are counted."))
]
Ics = Annotated[
    Path | None,
    typer.Option("--ics", metavar="FILE", help=_("Also write the deadlines of open cases to a calendar file.")),
]


class Alarm(StrEnum):
    """What an open case may have broken; an enumeration, since typer takes no list of literal words."""

    BREACH = "breach"
    AT_RISK = "at-risk"
    LAW = "law"


FailOn = Annotated[
    list[Alarm] | None,
    typer.Option(
        "--fail-on",
        metavar=f"<{'|'.join(Alarm)}>",
        help=_(
            "Leave with code 1 when an open case is past its limits, at risk of it, or past the law's days; repeatable."
        ),
    ),
]
Publish = Annotated[bool, typer.Option("--publish", help=_("Hide counts of fewer than five, for publication."))]


def make_app(words: Sequence[str]) -> typer.Typer:
    """The sub-app, in the language in use."""
    from skj.commands.writing import add_command

    entries = {
        "add": Entry(_("Add a case."), lambda: add_command("cases", "discipline add")),
        "advance": Entry(_("Record the next stage of a case."), advance_command),
        "sla": Entry(
            _("Days of each case against the limits of the plan and the law; no names."), lambda: with_options(sla)
        ),
        "stats": Entry(
            _("Statistics of the year's cases, counts alone; --publish hides small ones."), lambda: with_options(stats)
        ),
    }
    return make_group(entries, words)


def sla(  # noqa: PLR0913  (what typer passes)
    run: Run,
    files: Files = None,
    *,
    quarter: Quarter = None,
    explain: Explain = None,
    ics: Ics = None,
    fail_on: FailOn = None,
    template: Template = None,
) -> None:
    """Print the clocks of the cases."""
    from skj.commands.kpi import books_of
    from skj.render.output import check_output
    from skj.reports.discipline import discipline_report
    from skj.reports.discipline_answer import answer_discipline
    from skj.reports.unitcharts import with_case_sheet
    from skj.scoring.scorecard import make_result

    if ics is not None:
        check_output(ics, force=run.force)
    space = run.open(files, "cases")
    period = run.period(space, quarter)
    indicator = space.plan.measured_by("presented_within")
    ledger = space.ledger("cases")
    run.need(ledger)
    answer = answer_discipline(ledger, make_result(indicator, period, books_of(space)), period)
    if explain is None:
        report = discipline_report(answer, ledger, names=run.show_names)
        if run.writes_workbook:
            report = with_case_sheet(report, answer.result, answer.clocks)
    else:
        from skj.reports.case_explain import explain_case

        clock = _the_clock(run, answer, ledger, explain)
        report = explain_case(answer, clock, space.plan, ledger, names=run.show_names)
    show_or_fill(run, report, template, ledger)
    if ics is not None:
        _write_calendar(run, answer, ics)
    if fail_on:
        _fail_on(run, answer, fail_on)


def _the_clock(run: Run, answer: "DisciplineAnswer", ledger: "Ledger[DisciplineCase]", words: str) -> "Clock":
    """The clock of the case that was named, by its number or by what a report shows of it."""
    from skj.commands.writing import only_one
    from skj.ledgers.hidden import without_person
    from skj.thai.text import identity_key

    wanted = identity_key(words)
    clocks = {id(clock.case): clock for clock in answer.clocks}
    found = [
        clock.case
        for clock in answer.clocks
        if wanted in {identity_key(clock.case.case_no), identity_key(clock.case.shown_no)}
    ]
    said = words if run.show_names else without_person(words)
    return clocks[id(only_one(found, ledger, said, "skj discipline sla"))]


def _write_calendar(run: Run, answer: "DisciplineAnswer", path: Path) -> None:
    """Write the deadlines beside the report; UsageRefused when there is no place for the file."""
    from skj.render.ics import to_ics
    from skj.render.output import write_file
    from skj.reports.deadlines import deadlines

    found = deadlines(answer)
    content = to_ics(found, _("Deadlines of discipline cases"), answer.period.as_of)
    write_file(path, content, force=run.force)
    run.say(_("Wrote {count} deadlines to {file}.").format(count=len(found), file=path.as_posix()))


def _fail_on(run: Run, answer: "DisciplineAnswer", alarms: "Sequence[Alarm]") -> None:
    """Say for each alarm how many open cases in scope raise it; leave with code 1 when any does."""
    counts = {alarm: sum(_raises(clock, alarm) for clock in answer.listed) for alarm in dict.fromkeys(alarms)}
    words = {
        Alarm.BREACH: _("{count} open cases are past both limits."),
        Alarm.AT_RISK: _("{count} open cases are past a limit."),
        Alarm.LAW: _("{count} open cases are past the law's days of a stage."),
    }
    for alarm, count in counts.items():
        if count:
            run.say(words[alarm].format(count=count))
    if any(counts.values()):
        raise typer.Exit(1)


def _raises(clock: "Clock", alarm: Alarm) -> bool:
    """A breach is past the wide limit, at risk past the strict one; the law counts a stage and not the whole step (A1, A5)."""
    from skj.scoring.clocks import Status

    if alarm is Alarm.LAW:
        return clock.is_past_law
    return clock.status is Status.OVERDUE or (alarm is Alarm.AT_RISK and clock.status is Status.AT_RISK)


def stats(run: Run, files: Files = None, *, quarter: Quarter = None, publish: Publish = False) -> None:
    """Print the statistics of the cases."""
    from skj.reports.case_stats import stats_report
    from skj.scoring.case_statistics import case_statistics
    from skj.scoring.clocks import limits_of, running_clocks

    if publish and run.trace:
        raise typer.BadParameter(_("rows would give away the counts that --publish hides."), param_hint="--trace")
    space = run.open(files, "cases")
    period = run.period(space, quarter)
    # The statistics are of the year: what comes after its last day belongs to the next.
    within = period._replace(as_of=min(period.as_of, period.fiscal.end))
    indicator = space.plan.measured_by("presented_within")
    ledger = space.ledger("cases")
    run.need(ledger)
    clocks = running_clocks(ledger.records, indicator, within)
    statistics = case_statistics(clocks, limits_of(indicator), within)
    run.show(stats_report(statistics, ledger, period, publish=publish), ledger)


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
    from skj.commands.writing import carry_out, need_texts, only_one, open_to_write, plan_update
    from skj.ledgers.hidden import without_person
    from skj.thai.text import identity_key

    need_texts({**texts, **({"on": on} if on else {})})
    space = open_to_write(run, manner, "cases")

    def find(ledger: "Ledger[DisciplineCase]") -> "DisciplineCase":
        found = [record for record in ledger.records if identity_key(record.case_no) == identity_key(case)]
        return only_one(found, ledger, case if run.show_names else without_person(case), "skj discipline sla")

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

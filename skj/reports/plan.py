"""What to say about the plans of the indicators: `plan status`, steps against months as bars (plan table จ; readings A12, A33)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from skj.calendar import Period
from skj.language import N_, _
from skj.ledgers.base import Ledger
from skj.reports.gains import percent_of
from skj.reports.kpi import cut
from skj.reports.levels import trace_of
from skj.reports.model import Facts, Field, Grid, Kind, Line, Note, Report, Section, Tone, Trace
from skj.reports.months import by_quarters, initials
from skj.reports.wording import basis_notes, both_eras, iso, period_line, period_notes, short_day
from skj.scoring.timeline import MonthState, PlanLine, StepLine, StepState

WHOLE: Final = 100
SIGNS: Final = {MonthState.NONE: ".", MonthState.PLANNED: "p", MonthState.DONE: "d", MonthState.LATE: "l"}
TONES: Final[dict[StepState, Tone]] = {
    StepState.DONE: "good",
    StepState.DONE_LATE: "good",
    StepState.LATE: "bad",
    StepState.RUNNING: "plain",
    StepState.AHEAD: "quiet",
    StepState.UNDATED: "quiet",
}
STATE_WORDS: Final = {
    StepState.DONE: N_("done {done}"),
    StepState.DONE_LATE: N_("done {done}, days late: {days}"),
    StepState.LATE: N_("days late: {days}"),
    StepState.RUNNING: N_("under way, due {ends}"),
    StepState.AHEAD: N_("from {starts}"),
    StepState.UNDATED: N_("no months"),
}


@dataclass(frozen=True, slots=True)
class PlanAnswer:
    """Everything the report shows."""

    plans: Sequence[PlanLine]
    period: Period


def plan_report(answer: PlanAnswer, ledger: Ledger[Any]) -> Report:
    """The report: progress against what was planned by the day, the late steps by name, then the steps of each indicator by month."""
    return Report(
        title=_("Steps of the projects against their months"),
        subtitle=period_line(answer.period),
        sections=(
            Section(_("Progress"), (_progress(answer.plans), *_plan_notes(answer.plans))),
            Section(_("Late steps"), (_late(answer.plans),)),
            Section(
                _("Steps by month"), (_legend(answer.period), *(_bars(plan, answer.period) for plan in answer.plans))
            ),
        ),
        main=_everything(answer.plans),
        data=plan_data(answer),
        footer=(*basis_notes([ledger]), *period_notes(answer.period)),
        traces=tuple(map(_trace, answer.plans)),
    )


def _trace(plan: PlanLine) -> Trace:
    number = plan.indicator.number
    label = _("Progress of the plan of indicator {number}").format(number=number)
    return trace_of(f"plan_progress_{number}", label, plan.measurement)


def _progress(plans: Sequence[PlanLine]) -> Grid:
    fields = (
        Field("number", _("No."), Kind.COUNT),
        Field("indicator", _("Indicator")),
        Field("done", _("Done"), Kind.SHARE),
        Field("due", _("Planned by then"), Kind.SHARE),
        Field("bar", "", Kind.BAR),
        Field("late", _("Late steps"), Kind.COUNT),
    )
    return Grid(fields, tuple(map(_progress_line, plans)))


def _progress_line(plan: PlanLine) -> Line:
    if not plan.is_recorded:
        return Line((plan.indicator.number, plan.indicator.short.text(), None, None, None, None), "quiet")
    done, due = plan.done / WHOLE, plan.due / WHOLE
    tone: Tone = "bad" if plan.late else "warn" if done < due else "good" if due else "plain"
    cells = (plan.indicator.number, plan.indicator.short.text(), done, due, min(done, Fraction(1)), len(plan.late))
    return Line(cells, tone)


def _plan_notes(plans: Sequence[PlanLine]) -> list[Note]:
    texts = [
        _(
            "Done is the weight of the steps finished by the day, planned that of the steps whose months are over; a half-done step counts nothing (reading A33)."
        ),
    ]
    notes = [Note(text, "quiet") for text in texts]
    missing = [plan for plan in plans if not plan.is_recorded]
    if missing:
        text = _(
            "The ledger has no steps of indicator {numbers}; the months shown are read from the printed plan and never certain."
        )
        notes.append(Note(text.format(numbers=", ".join(str(plan.indicator.number) for plan in missing)), "warn"))
    for plan in plans:
        if plan.lost_weight:
            text = _("Indicator {number}: steps of {weight} % of the work are missing from the printed plan.")
            notes.append(Note(text.format(number=plan.indicator.number, weight=plan.lost_weight), "quiet"))
    return notes


def _late(plans: Sequence[PlanLine]) -> Grid:
    """Longest overdue first."""
    fields = (
        Field("number", _("No."), Kind.COUNT),
        Field("step", _("Step"), Kind.COUNT),
        Field("text", _("What is done")),
        Field("ends", _("Planned end"), Kind.DATE),
        Field("days_late", _("Days late"), Kind.COUNT),
    )
    late = sorted(((plan, step) for plan in plans for step in plan.late), key=lambda pair: -pair[1].days_late)
    lines = (
        Line((plan.indicator.number, step.number, step.text, step.ends, step.days_late), "bad") for plan, step in late
    )
    return Grid(fields, tuple(lines), empty=_("No step is late."))


def _legend(period: Period) -> Facts:
    """What the signs mean, each drawn as it stands in the bars; the day has a sign of its own above them."""
    return Facts(
        (
            (_("planned"), "p", Kind.TIMELINE),
            (_("done"), "d", Kind.TIMELINE),
            (_("late: after the planned end"), "l", Kind.TIMELINE),
            (_("counted up to {day}").format(day=both_eras(period.as_of)), "v", Kind.TIMELINE),
        )
    )


def _bars(plan: PlanLine, period: Period) -> Grid:
    fields = (
        Field("step", _("Step")),
        Field("text", _("What is done")),
        Field("weight", "%"),
        Field("months", initials(period), Kind.TIMELINE),
        Field("state", _("State")),
    )
    today = Line(("", "", "", _day_sign(period), ""), "quiet")
    lines = tuple(map(_bar_line, plan.steps))
    title = f"{plan.indicator.number} {plan.indicator.short.text()}"
    return Grid(fields, (today, *lines) if lines else (), title, _("No step is known."))


def _day_sign(period: Period) -> str:
    """The month of the as-of day; nothing when it lies outside the fiscal year."""
    this = period.as_of.replace(day=1)
    return by_quarters("".join("v" if month == this else "." for month in period.months))


def _bar_line(step: StepLine) -> Line:
    cells = (f"{step.number}", step.text, f"{cut(step.weight)}", timeline(step), state_words(step))
    return Line(cells, TONES[step.state])


def timeline(step: StepLine) -> str:
    """The months of a step in the signs of a timeline."""
    return by_quarters("".join(SIGNS[month] for month in step.months))


def state_words(step: StepLine) -> str:
    """Where a step stands, in a few words."""
    if step.is_read:
        return _("not in the ledger")
    days = {"done": step.done_on, "starts": step.starts, "ends": step.ends}
    shown = {name: short_day(day) if day else "—" for name, day in days.items()}
    return _(STATE_WORDS[step.state]).format(days=step.days_late, **shown)


def _everything(plans: Sequence[PlanLine]) -> Grid:
    """All steps in one table, for machines."""
    fields = (
        Field("number", _("No."), Kind.COUNT),
        Field("indicator", _("Indicator")),
        Field("step", _("Step"), Kind.COUNT),
        Field("text", _("What is done")),
        Field("weight", _("Weight (%)"), Kind.DECIMAL),
        Field("starts", _("Starts"), Kind.DATE),
        Field("ends", _("Ends"), Kind.DATE),
        Field("done_on", _("Done on"), Kind.DATE),
        Field("days_late", _("Days late"), Kind.COUNT),
        Field("state", _("State")),
        Field("months", _("Months"), Kind.TIMELINE),
    )
    lines = (_step_line(plan, step) for plan in plans for step in plan.steps)
    return Grid(fields, tuple(lines))


def _step_line(plan: PlanLine, step: StepLine) -> Line:
    first = (plan.indicator.number, plan.indicator.id, step.number, step.text, step.weight)
    days = (step.starts, step.ends, step.done_on, step.days_late)
    return Line((*first, *days, state_words(step), timeline(step)), TONES[step.state])


def plan_data(answer: PlanAnswer) -> dict[str, Any]:
    """The JSON shape; `state` is done, done_late, late, running, ahead or undated, `recorded` false for what is read from the plan."""
    return {
        "as_of": iso(answer.period.as_of),
        "plans": [
            {
                "number": plan.indicator.number,
                "id": plan.indicator.id,
                "recorded": plan.is_recorded,
                "percent_done": percent_of(plan.done / WHOLE) if plan.is_recorded else None,
                "percent_due": percent_of(plan.due / WHOLE) if plan.is_recorded else None,
                "late": len(plan.late),
                "lost_weight": plan.lost_weight,
                "steps": [_step_data(step, answer.period) for step in plan.steps],
            }
            for plan in answer.plans
        ],
    }


def _step_data(step: StepLine, period: Period) -> dict[str, Any]:
    months = zip(period.months, step.months, strict=True)
    return {
        "step": step.number,
        "text": step.text,
        "weight": step.weight,
        "starts": iso(step.starts),
        "ends": iso(step.ends),
        "done_on": iso(step.done_on),
        "state": step.state.value,
        "days_late": step.days_late,
        "recorded": not step.is_read,
        "months": {f"{month:%Y-%m}": state.value for month, state in months if state is not MonthState.NONE},
        "source": step.record.source() if step.record else None,
    }

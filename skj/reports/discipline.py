"""What to say about the days of discipline cases: `discipline sla`. Case numbers only, never names."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from skj.calendar import Period
from skj.language import N_, _
from skj.ledgers.base import Ledger
from skj.ledgers.cases import DisciplineCase
from skj.reports.model import Facts, Field, Grid, Kind, Line, Note, Report, Section, Tone
from skj.reports.wording import basis_notes, iso, period_line, period_notes
from skj.scoring.clocks import (
    Clock,
    Limits,
    StageClock,
    Status,
    Summary,
    late_within_stages,
    limits_of,
    running_clocks,
    summarise,
)
from skj.scoring.scorecard import Result

STATUS_WORDS: Final = {
    Status.PRESENTED: N_("presented"),
    Status.OPEN: N_("open"),
    Status.AT_RISK: N_("at risk"),
    Status.OVERDUE: N_("overdue"),
}
TONES: Final[dict[Status, Tone]] = {
    Status.PRESENTED: "quiet",
    Status.OPEN: "plain",
    Status.AT_RISK: "warn",
    Status.OVERDUE: "bad",
}


@dataclass(frozen=True, slots=True)
class DisciplineAnswer:
    """Everything the report shows."""

    clocks: Sequence[Clock]
    limits: Limits
    summary: Summary
    result: Result
    period: Period


def answer_discipline(ledger: Ledger[DisciplineCase], result: Result, period: Period) -> DisciplineAnswer:
    """Run the clocks of every case received by the as-of date."""
    clocks = running_clocks(ledger.records, result.indicator, period)
    limits = limits_of(result.indicator)
    return DisciplineAnswer(clocks, limits, summarise(clocks, limits), result, period)


def discipline_report(answer: DisciplineAnswer, ledger: Ledger[DisciplineCase]) -> Report:
    """The report: what is presented and open, then the cases that still run or counted this year, soonest due first."""
    cases = _cases(answer)
    section = Section(_("Cases"), (_facts(answer), cases, *_notes(answer)))
    return Report(
        title=_("Days of discipline cases of corruption"),
        subtitle=period_line(answer.period),
        sections=(section,),
        main=cases,
        data=discipline_data(answer),
        footer=(*basis_notes([ledger]), *period_notes(answer.period)),
    )


def _facts(answer: DisciplineAnswer) -> Facts:
    summary, limits = answer.summary, answer.limits
    return Facts(
        (
            (_("Presented this fiscal year"), summary.presented, Kind.COUNT),
            (_("of them in fewer than {days} days").format(days=limits.strict), summary.under_80, Kind.COUNT),
            (_("of them within {days} days").format(days=limits.wide), summary.within_90, Kind.COUNT),
            (_("Open"), summary.open, Kind.COUNT),
            (_("open for {days} days or more").format(days=limits.strict), summary.open_over_80, Kind.COUNT),
            (_("open for more than {days} days").format(days=limits.wide), summary.open_over_90, Kind.COUNT),
            (_("Level of the indicator"), answer.result.score.level, Kind.COUNT),
        )
    )


def _cases(answer: DisciplineAnswer) -> Grid:
    fields = (
        Field("case_no", _("Case")),
        Field("status", _("Status")),
        Field("days", _("Days"), Kind.COUNT),
        Field("stage1", _("Stage 1"), Kind.COUNT),
        Field("between", _("Between"), Kind.COUNT),
        Field("stage2", _("Stage 2"), Kind.COUNT),
        Field("due_80", f"< {answer.limits.strict}", Kind.DATE),
        Field("due_90", f"≤ {answer.limits.wide}", Kind.DATE),
    )
    shown = [clock for clock in answer.clocks if clock.in_scope and (clock.is_open or clock.in_year)]
    lines = tuple(Line(_cells(clock), TONES[clock.status]) for clock in shown)
    return Grid(
        fields,
        lines,
        _("Cases in scope, open ones first; the last day that still keeps each limit"),
        _("No cases in scope."),
    )


def _cells(clock: Clock) -> tuple[Any, ...]:
    due = (clock.due_strict, clock.due_wide) if clock.is_open else (None, None)
    return (
        clock.case.case_no,
        _(STATUS_WORDS[clock.status]),
        clock.days,
        clock.stage1.days,
        clock.between_days,
        clock.stage2.days,
        *due,
    )


def _notes(answer: DisciplineAnswer) -> list[Note]:
    outside = sum(not clock.in_scope for clock in answer.clocks)
    notes = (
        [Note(_("{count} cases are outside the scope of the indicator and not listed.").format(count=outside), "quiet")]
        if outside
        else []
    )
    kept = late_within_stages(answer.clocks, answer.limits)
    text = _("{count} cases kept both stage limits and still missed {days} days (plan reading A1).")
    return [*notes, *([Note(text.format(count=len(kept), days=answer.limits.wide), "warn")] if kept else [])]


def discipline_data(answer: DisciplineAnswer) -> dict[str, Any]:
    """The JSON shape of contract section 6."""
    return {
        "as_of": iso(answer.period.as_of),
        "cases": [_case_data(clock) for clock in answer.clocks],
        "summary": {**asdict(answer.summary), "level": answer.result.score.level},
    }


def _case_data(clock: Clock) -> dict[str, Any]:
    return {
        "case_no": clock.case.case_no,
        "in_scope": clock.in_scope,
        "start": iso(clock.case.report_received_on),
        "end": iso(clock.end),
        "days": clock.days,
        "stage1": _stage_data(clock.stage1),
        "stage2": {"days": clock.stage2.days, "ok": clock.stage2.plan_ok},
        "between_days": clock.between_days,
        "status": clock.status.value,
        "due_80": iso(clock.due_strict),
        "due_90": iso(clock.due_wide),
        "counted": clock.in_scope and clock.in_year,
        "why_out_of_scope": _(clock.why_not),
        "source": clock.case.source(),
    }


def _stage_data(stage: StageClock) -> dict[str, Any]:
    return {"days": stage.days, "plan_ok": stage.plan_ok, "law_ok": stage.law_ok}

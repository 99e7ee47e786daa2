"""What to say about the days of discipline cases: `discipline sla`. Case numbers only; names when they were asked for."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from skj.language import N_, _
from skj.ledgers.base import Ledger, Record
from skj.ledgers.cases import DisciplineCase
from skj.reports.case_shares import share_grid, share_notes
from skj.reports.case_stages import running_stages, stage_cells, stage_days, stage_facts, stage_fields
from skj.reports.discipline_answer import DisciplineAnswer, case_name
from skj.reports.discipline_data import discipline_data
from skj.reports.model import Facts, Field, Grid, Kind, Line, Note, Report, Section, Tone, Trace
from skj.reports.wording import basis_notes, open_cases_line, period_notes
from skj.scoring.clocks import Clock, Status, late_within_stages

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


def discipline_report(answer: DisciplineAnswer, ledger: Ledger[DisciplineCase], *, names: bool = False) -> Report:
    """The report: cases that still run or counted this year, soonest due first; their stages; the share and what it can become.

    `names` adds who is accused, in a section of its own that is headed as secret.
    """
    sections = (
        Section(_("Cases"), (_facts(answer), _cases(answer, names=names), *_notes(answer))),
        Section(_("The share of cases in time"), (share_grid(answer), *share_notes(answer))),
        Section(
            _("Stages"),
            (stage_facts(answer), running_stages(answer, names=names), stage_days(answer, names=names)),
        ),
        *([_people(answer)] if names else []),
    )
    return Report(
        title=_("Days of discipline cases of corruption"),
        subtitle=open_cases_line(answer.period),
        sections=sections,
        main=_whole_table(answer, names=names),
        data=discipline_data(answer, names=names),
        footer=(*basis_notes([ledger]), *period_notes(answer.period)),
        traces=tuple(_traces(answer)),
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


def _cases(answer: DisciplineAnswer, *, names: bool) -> Grid:
    return Grid(
        (Field("case_no", _("Case")), *_step_fields(answer)),
        tuple(
            Line((case_name(clock.case, names=names), *_step_cells(clock)), TONES[clock.status])
            for clock in answer.listed
        ),
        _("Cases in scope, open ones first; days left to the next limit, and the last day that keeps each"),
        _("No cases in scope."),
    )


def _step_fields(answer: DisciplineAnswer) -> tuple[Field, ...]:
    """The whole step: from receipt of the report to presentation (A1)."""
    return (
        Field("status", _("Status")),
        Field("days", _("Days"), Kind.COUNT),
        Field("left", _("Left"), Kind.COUNT),
        Field("due_80", f"< {answer.limits.strict}", Kind.DATE),
        Field("due_90", f"≤ {answer.limits.wide}", Kind.DATE),
    )


def _step_cells(clock: Clock) -> tuple[Any, ...]:
    due = (clock.due_strict, clock.due_wide) if clock.is_open else (None, None)
    return (_(STATUS_WORDS[clock.status]), clock.days, clock.left, *due)


def _whole_table(answer: DisciplineAnswer, *, names: bool) -> Grid:
    """Step and stages side by side, for spreadsheets."""
    fields = (Field("case_no", _("Case")), *_step_fields(answer), *stage_fields())
    lines = (
        Line((case_name(clock.case, names=names), *_step_cells(clock), *stage_cells(clock))) for clock in answer.listed
    )
    return Grid(fields, tuple(lines))


def _notes(answer: DisciplineAnswer) -> Iterator[Note]:
    outside = sum(not clock.in_scope for clock in answer.clocks)
    if outside:
        text = _("Cases outside the scope of the indicator, not listed: {count}.")
        yield Note(text.format(count=outside), "quiet")
    kept = late_within_stages(answer.clocks, answer.limits)
    if kept:
        text = _("Cases within both stage limits that missed {days} days: {count} (plan reading A1).")
        yield Note(text.format(count=len(kept), days=answer.limits.wide), "warn")


def _people(answer: DisciplineAnswer) -> Section:
    """Names under the heading that facts 8 asks for."""
    fields = (Field("case_no", _("Case")), Field("accused", _("Accused"), Kind.NAME))
    lines = tuple(Line((clock.case.case_no, clock.case.accused)) for clock in answer.listed)
    return Section(_("SECRET: who is accused"), (Grid(fields, lines, empty=_("No cases in scope.")),))


def _traces(answer: DisciplineAnswer) -> Iterator[Trace]:
    """Each number and its cases; the share of each level with the cases that were late."""
    mine = [clock for clock in answer.clocks if clock.in_scope]
    outside: list[tuple[Record, str]] = [
        (clock.case, _(clock.why_not)) for clock in answer.clocks if not clock.in_scope
    ]
    done = tuple(clock.case for clock in mine if clock.in_year)
    running: list[tuple[Record, str]] = [(clock.case, _("is not presented yet")) for clock in mine if clock.is_open]
    earlier: list[tuple[Record, str]] = [
        (clock.case, _("is not presented in this fiscal year"))
        for clock in mine
        if not clock.is_open and not clock.in_year
    ]
    left_out = (*running, *earlier, *outside)
    yield Trace("presented", _("Presented this fiscal year"), len(done), Kind.COUNT, done, left_out)
    yield Trace("open", _("Open"), len(running), counted=tuple(case for case, _reason in running))
    strict, wide = answer.limits.strict, answer.limits.wide
    yield _kept_trace("under_80", _("of them in fewer than {days} days").format(days=strict), strict - 1, mine)
    yield _kept_trace("within_90", _("of them within {days} days").format(days=wide), wide, mine)


def _kept_trace(name: str, label: str, most: int, clocks: Sequence[Clock]) -> Trace:
    """The cases presented this year in at most so many days, and those that took longer."""
    kept = tuple(clock.case for clock in clocks if clock.in_year and clock.days <= most)
    late: list[tuple[Record, str]] = [
        (clock.case, _("took {days} days").format(days=clock.days))
        for clock in clocks
        if clock.in_year and clock.days > most
    ]
    return Trace(name, label, len(kept), Kind.COUNT, kept, tuple(late))

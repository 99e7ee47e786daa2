"""What to say about the days of discipline cases: `discipline sla`. Case numbers only; names when they were asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from skj.calendar import Period
from skj.language import N_, _
from skj.ledgers.base import Ledger, Record
from skj.ledgers.cases import DisciplineCase
from skj.reports.discipline_data import discipline_data
from skj.reports.model import Facts, Field, Grid, Kind, Line, Note, Report, Section, Tone, Trace
from skj.reports.wording import basis_notes, period_line, period_notes
from skj.scoring.case_outlook import LevelOutlook, Part, outlook
from skj.scoring.clocks import (
    Clock,
    Limits,
    Status,
    Summary,
    late_within_stages,
    limits_of,
    running_clocks,
    summarise,
)
from skj.scoring.measurement import shown_number
from skj.scoring.plan_facts import Stage
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
    outlook: Sequence[LevelOutlook]
    result: Result
    period: Period

    @property
    def listed(self) -> list[Clock]:
        """Cases in scope that run or count this year, soonest due first."""
        return [clock for clock in self.clocks if clock.in_scope and (clock.is_open or clock.in_year)]

    @property
    def stages(self) -> dict[int, Stage]:
        """The stages of the plan by number."""
        facts = self.result.indicator.facts.cases
        return {stage.stage: stage for stage in facts.stages} if facts else {}


def answer_discipline(ledger: Ledger[DisciplineCase], result: Result, period: Period) -> DisciplineAnswer:
    """Run the clocks of every case received by the as-of date."""
    clocks = running_clocks(ledger.records, result.indicator, period)
    limits = limits_of(result.indicator)
    outlooks = outlook(clocks, result.indicator, period)
    return DisciplineAnswer(clocks, limits, summarise(clocks, limits), outlooks, result, period)


def case_name(case: DisciplineCase, *, names: bool) -> str:
    """The number of a case; without names, without what may be a person in it."""
    return case.case_no if names else case.shown_no


def discipline_report(answer: DisciplineAnswer, ledger: Ledger[DisciplineCase], *, names: bool = False) -> Report:
    """The report: cases that still run or counted this year, soonest due first; their stages; the share and what it can become.

    `names` adds who is accused, in a section of its own that is headed as secret.
    """
    sections = (
        Section(_("Cases"), (_facts(answer), _cases(answer, names=names), *_notes(answer))),
        Section(_("The share of cases in time"), (_shares(answer), *_share_notes(answer))),
        Section(
            _("Stages"),
            (_stage_facts(answer), _running_stages(answer, names=names), _stage_days(answer, names=names)),
        ),
        *([_people(answer)] if names else []),
    )
    return Report(
        title=_("Days of discipline cases of corruption"),
        subtitle=period_line(answer.period),
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


def _stage_fields() -> tuple[Field, ...]:
    return (
        Field("stage1", _("Stage 1"), Kind.COUNT),
        Field("between", _("Between"), Kind.COUNT),
        Field("stage2", _("Stage 2"), Kind.COUNT),
    )


def _stage_cells(clock: Clock) -> tuple[int | None, ...]:
    return clock.stage1.days, clock.between_days, clock.stage2.days


def _whole_table(answer: DisciplineAnswer, *, names: bool) -> Grid:
    """Step and stages side by side, for spreadsheets."""
    fields = (Field("case_no", _("Case")), *_step_fields(answer), *_stage_fields())
    lines = (
        Line((case_name(clock.case, names=names), *_step_cells(clock), *_stage_cells(clock))) for clock in answer.listed
    )
    return Grid(fields, tuple(lines))


def _notes(answer: DisciplineAnswer) -> Iterator[Note]:
    outside = sum(not clock.in_scope for clock in answer.clocks)
    if outside:
        text = _("{count} cases are outside the scope of the indicator and not listed.")
        yield Note(text.format(count=outside), "quiet")
    kept = late_within_stages(answer.clocks, answer.limits)
    if kept:
        text = _("{count} cases kept both stage limits and still missed {days} days (plan reading A1).")
        yield Note(text.format(count=len(kept), days=answer.limits.wide), "warn")


# --- the share ------------------------------------------------------------------------------------------------------


def _shares(answer: DisciplineAnswer) -> Grid:
    fields = (
        Field("level", _("Level"), Kind.COUNT),
        Field("limit", _("In time means")),
        Field("now", _("Now")),
        Field("best", _("At best")),
        Field("worst", _("At worst")),
        Field("may_be_late", _("May be late"), Kind.COUNT),
    )
    return Grid(
        fields,
        tuple(_share_line(each) for each in answer.outlook),
        _("What it is, what it can still become this year, and how many open cases may still be late"),
    )


def _share_line(each: LevelOutlook) -> Line:
    tone: Tone = "good" if each.holds(each.now) else "bad" if each.is_lost else "warn" if each.best.of else "plain"
    return Line(
        (
            each.level,
            _limit_words(each),
            part_words(each.now),
            part_words(each.best),
            part_words(each.worst),
            each.may_be_late,
        ),
        tone,
    )


def _limit_words(each: LevelOutlook) -> str:
    params = each.measure.params
    if "less_than_days" in params:
        return _("fewer than {days} days").format(days=params["less_than_days"])
    return _("within {days} days").format(days=params["at_most_days"])


def part_words(part: Part) -> str:
    """A share with its two numbers, cut and never rounded up: `3 of 5 (60%)`."""
    if part.share is None:
        return _("none of none")
    return _("{count} of {all} ({percent}%)").format(
        count=part.kept, all=part.of, percent=shown_number(part.share * 100)
    )


def _share_notes(answer: DisciplineAnswer) -> Iterator[Note]:
    for each in answer.outlook:
        yield from _lost_or_near(each)
    text = _(
        "At best and at worst count the cases known today as their dates allow; cases still to come are in neither."
    )
    yield Note(text, "quiet")


def _lost_or_near(each: LevelOutlook) -> Iterator[Note]:
    if each.is_lost:
        text = _("Level {level} cannot be reached any more with the cases known today.")
        yield Note(text.format(level=each.level), "bad")
    elif each.may_be_late is not None and each.may_be_late < 0:
        text = _("Level {level}: if every open case is presented this year, {count} too many are late already.")
        yield Note(text.format(level=each.level, count=-each.may_be_late), "warn")
    if each.if_overdue_fail != each.now:
        text = _("Level {level}: {share} if the open cases past the limit are counted as failures (A7).")
        yield Note(text.format(level=each.level, share=part_words(each.if_overdue_fail)), "quiet")


# --- the stages -----------------------------------------------------------------------------------------------------


def _stage_facts(answer: DisciplineAnswer) -> Facts:
    """How many finished stages kept the plan's limit, and the law's where there is one (A5)."""
    items: list[tuple[str, Any, Kind]] = []
    for number, stage in sorted(answer.stages.items()):
        clocks = [_stage_clock(clock, number) for clock in answer.listed]
        done = [clock for clock in clocks if clock.days is not None]
        label = _("Stage {stage}, fewer than {days} days (plan)").format(stage=number, days=stage.less_than_days)
        items.append((label, _of(sum(bool(clock.plan_ok) for clock in done), len(done)), Kind.TEXT))
        if stage.law_at_most_days is not None:
            label = _("Stage {stage}, at most {days} days (law)").format(stage=number, days=stage.law_at_most_days)
            items.append((label, _of(sum(bool(clock.law_ok) for clock in done), len(done)), Kind.TEXT))
    return Facts(tuple(items), _("Finished stages of the cases above that kept their limit"))


def _stage_days(answer: DisciplineAnswer, *, names: bool) -> Grid:
    """The days of each finished stage and between the two, which belong to neither (A4)."""
    lines = (
        Line((case_name(clock.case, names=names), *_stage_cells(clock), clock.stage1.plan_ok, clock.stage2.plan_ok))
        for clock in answer.listed
        if any(days is not None for days in _stage_cells(clock))
    )
    fields = (
        Field("case_no", _("Case")),
        *_stage_fields(),
        Field("stage1_ok", _("Stage 1 kept"), Kind.MARK),
        Field("stage2_ok", _("Stage 2 kept"), Kind.MARK),
    )
    return Grid(fields, tuple(lines), _("Days of finished stages, and whether they kept the plan's limit"))


def _of(count: int, whole: int) -> str:
    return _("{part} of {whole}").format(part=count, whole=whole)


def _stage_clock(clock: Clock, number: int) -> Any:
    return clock.stage1 if number == 1 else clock.stage2


def _running_stages(answer: DisciplineAnswer, *, names: bool) -> Grid:
    fields = (
        Field("case_no", _("Case")),
        Field("stage", _("Stage"), Kind.COUNT),
        Field("days", _("Days"), Kind.COUNT),
        Field("left", _("Left"), Kind.COUNT),
        Field("due_plan", _("Last day by the plan"), Kind.DATE),
        Field("due_law", _("by the law"), Kind.DATE),
        Field("extended_until", _("Extended until"), Kind.DATE),
    )
    lines = [
        _running_line(clock, number, names=names)
        for clock in answer.listed
        for number in sorted(answer.stages)
        if _stage_clock(clock, number).running is not None and _stage_clock(clock, number).due_plan
    ]
    return Grid(fields, tuple(lines), _("Stages that run"), _("No stage is running."))


def _running_line(clock: Clock, number: int, *, names: bool) -> Line:
    stage = _stage_clock(clock, number)
    left = (stage.due_plan - clock.as_of).days
    extended = clock.case.extended_until if number == 1 else None
    past_law = stage.due_law is not None and clock.as_of > stage.due_law and not clock.is_extended
    tone: Tone = "bad" if past_law else "warn" if left < 0 else "plain"
    cells = (case_name(clock.case, names=names), number, stage.running, left, stage.due_plan, stage.due_law, extended)
    return Line(cells, tone)


# --- who, and which rows --------------------------------------------------------------------------------------------


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

"""The stages of the cases: which run, until when, and how many days the finished ones took."""

from typing import Any

from skj.language import _
from skj.reports.discipline_answer import DisciplineAnswer, case_name
from skj.reports.model import Facts, Field, Grid, Kind, Line, Tone
from skj.scoring.clocks import Clock


def stage_fields() -> tuple[Field, ...]:
    """The days of both stages and of what lies between, which belongs to neither (A4)."""
    return (
        Field("stage1", _("Stage 1"), Kind.COUNT),
        Field("between", _("Between"), Kind.COUNT),
        Field("stage2", _("Stage 2"), Kind.COUNT),
    )


def stage_cells(clock: Clock) -> tuple[int | None, ...]:
    """The cells of `stage_fields`; None for what is not finished."""
    return clock.stage1.days, clock.between_days, clock.stage2.days


def stage_facts(answer: DisciplineAnswer) -> Facts:
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


def stage_days(answer: DisciplineAnswer, *, names: bool) -> Grid:
    """The days of each finished stage and between the two, which belong to neither (A4)."""
    lines = (
        Line((case_name(clock.case, names=names), *stage_cells(clock), clock.stage1.plan_ok, clock.stage2.plan_ok))
        for clock in answer.listed
        if any(days is not None for days in stage_cells(clock))
    )
    fields = (
        Field("case_no", _("Case")),
        *stage_fields(),
        Field("stage1_ok", _("Stage 1 kept"), Kind.MARK),
        Field("stage2_ok", _("Stage 2 kept"), Kind.MARK),
    )
    return Grid(fields, tuple(lines), _("Days of finished stages, and whether they kept the plan's limit"))


def _of(count: int, whole: int) -> str:
    return _("{part} of {whole}").format(part=count, whole=whole)


def _stage_clock(clock: Clock, number: int) -> Any:
    return clock.stage1 if number == 1 else clock.stage2


def running_stages(answer: DisciplineAnswer, *, names: bool) -> Grid:
    """One line for each stage that runs, with its last days by the plan and by the law."""
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
    tone: Tone = "bad" if clock.is_stage_past_law(stage) else "warn" if left < 0 else "plain"
    cells = (case_name(clock.case, names=names), number, stage.running, left, stage.due_plan, stage.due_law, extended)
    return Line(cells, tone)

"""How the days of one case are counted, step by step with the rule for each: `discipline sla --explain CASE`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from skj.calendar import BE_OFFSET
from skj.language import _, current_language
from skj.ledgers.base import Ledger
from skj.ledgers.cases import DisciplineCase
from skj.reports.discipline import STATUS_WORDS
from skj.reports.discipline_answer import DisciplineAnswer, case_name
from skj.reports.discipline_data import case_data
from skj.reports.model import Facts, Field, Grid, Kind, Line, Note, Report, Section, Tone, Trace
from skj.reports.wording import basis_notes, iso, open_cases_line, period_notes, plain_day
from skj.scoring.clocks import Clock, StageClock
from skj.scoring.holidays import holidays, is_covered, is_weekend, working_days
from skj.scoring.plan_facts import CaseFacts, Stage
from skj.scoring.plan_model import Plan
from skj.thai.dates import WEEKDAYS


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the count; `is_last_day` marks a day by which something must be done."""

    what: str
    day: date | None
    days: int | None
    rule: str
    tone: Tone = "plain"
    is_last_day: bool = False


def explain_case(
    answer: DisciplineAnswer, clock: Clock, plan: Plan, ledger: Ledger[DisciplineCase], *, names: bool = False
) -> Report:
    """Every step of the count of one case, the holidays its last days fall on, and the readings of the plan behind it."""
    steps = list(count_steps(answer, clock))
    grid = _grid(steps)
    cited = {part for step in steps for part in step.rule.split(" · ")}
    readings = [
        Note(f"{reading.id}: {reading.label.text()}", "quiet") for reading in plan.readings if reading.id in cited
    ]
    first = Section(_("How the days are counted"), (_facts(clock, names=names), grid, *day_notes(steps, answer)))
    return Report(
        title=_("Days of case {case}").format(case=case_name(clock.case, names=names)),
        subtitle=open_cases_line(answer.period),
        sections=(first, Section(_("How the plan is read"), tuple(readings))),
        main=grid,
        data={"case": case_data(clock, names=names), "steps": [_step_data(step) for step in steps]},
        footer=(*basis_notes([ledger]), *period_notes(answer.period)),
        traces=(Trace("days", _("Days"), clock.days, counted=(clock.case,)),),
    )


def _facts(clock: Clock, *, names: bool) -> Facts:
    case = clock.case
    position = " · ".join(part for part in (case.known_position_type, case.position_level) if part)
    secret: list[tuple[str, Any, Kind]] = (
        [(_("SECRET: accused"), case.accused, Kind.NAME), (_("Reason of extension"), case.extension_reason, Kind.TEXT)]
        if names
        else []
    )
    return Facts(
        (
            (_("Status"), _(STATUS_WORDS[clock.status]), Kind.TEXT),
            (_("Days"), clock.days, Kind.COUNT),
            (_("Working days among them, for information"), _working_days(clock), Kind.COUNT),
            (_("Days left to the next limit"), clock.left, Kind.COUNT),
            (
                _("In scope"),
                _("yes") if clock.in_scope else _("no: {reason}").format(reason=_(clock.why_not)),
                Kind.TEXT,
            ),
            (_("Position"), position or "—", Kind.TEXT),
            (_("Counts in the share of this year"), clock.in_scope and clock.in_year, Kind.MARK),
            *secret,
        )
    )


def _working_days(clock: Clock) -> int | None:
    return working_days(clock.case.report_received_on, clock.end or clock.as_of)


def _grid(steps: list[Step]) -> Grid:
    fields = (
        Field("what", _("Step")),
        Field("day", _("Date"), Kind.DATE),
        Field("days", _("Days"), Kind.COUNT),
        Field("rule", _("Rule")),
    )
    return Grid(
        fields,
        tuple(Line((step.what, step.day, step.days, step.rule), step.tone) for step in steps),
        _("Step by step; days are counted from the start of the clock or of the stage"),
    )


def count_steps(answer: DisciplineAnswer, clock: Clock) -> Iterator[Step]:
    """The steps in the order of time, each with the reading or the clause that says how it counts."""
    facts = answer.result.indicator.facts.cases
    start = clock.case.report_received_on
    clause = facts.counting_clause if facts else ""
    yield Step(_("The authority received the complete report: the clock starts"), start, None, "A2")
    yield Step(_("The first day is not counted; this is day 1"), start + timedelta(1), 1, _rules(clause, "A6"))
    if facts:
        yield from _stage_steps(clock, facts)
    yield from _end_steps(answer, clock)


def _rules(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _stage_steps(clock: Clock, facts: CaseFacts) -> Iterator[Step]:
    stages = {stage.stage: stage for stage in facts.stages}
    if 1 in stages:
        yield from _stage(clock.stage1, stages[1], clock)
        yield from _extension(clock, stages[1])
    if clock.stage2.start:
        text = _("Received by {partner}; the days between the stages count in the whole").format(partner=facts.partner)
        yield Step(text, clock.stage2.start, clock.between_days, "A4")
    if 2 in stages:
        yield from _stage(clock.stage2, stages[2], clock)


def _stage(stage: StageClock, limits: Stage, clock: Clock) -> Iterator[Step]:
    names = {"stage": limits.stage, "holder": limits.holder.text()}
    if stage.end:
        tone: Tone = "good" if stage.plan_ok else "warn"
        yield Step(_("Stage {stage} ends ({holder})").format(**names), stage.end, stage.days, "A1", tone)
    elif stage.running is not None:
        yield Step(_("Stage {stage} still runs ({holder})").format(**names), clock.as_of, stage.running, "A1")
    if stage.due_plan:
        text = _("Last day of stage {stage} by the plan: fewer than {days} days")
        words = text.format(stage=limits.stage, days=limits.less_than_days)
        rule = _rules("A5", limits.plan_clause)
        yield Step(words, stage.due_plan, limits.less_than_days - 1, rule, "quiet", is_last_day=True)
    if stage.due_law:
        text = _("Last day of stage {stage} by the law: at most {days} days")
        words = text.format(stage=limits.stage, days=limits.law_at_most_days)
        rule = _rules(limits.law, limits.law_clause)
        yield Step(words, stage.due_law, limits.law_at_most_days, rule, "quiet", is_last_day=True)


def _extension(clock: Clock, limits: Stage) -> Iterator[Step]:
    until = clock.case.extended_until
    if until is None or not limits.extendable:
        return
    text = _("Extended until, with reasons; the plan's own limits do not move")
    days = (until - clock.case.report_received_on).days
    yield Step(text, until, days, _rules(limits.law, limits.law_clause), "quiet", is_last_day=True)


def _end_steps(answer: DisciplineAnswer, clock: Clock) -> Iterator[Step]:
    limits = answer.limits
    if clock.end:
        yield Step(_("Presented to the sub-commission: the clock ends"), clock.end, clock.days, "A3")
    else:
        yield Step(_("Not presented yet; counted up to"), clock.as_of, clock.days, "A3")
    strict_ok, wide_ok = clock.days < limits.strict, clock.days <= limits.wide
    text = _("Last day in fewer than {days} days").format(days=limits.strict)
    yield Step(text, clock.due_strict, limits.strict - 1, "A5", "good" if strict_ok else "bad", is_last_day=True)
    text = _("Last day within {days} days").format(days=limits.wide)
    yield Step(text, clock.due_wide, limits.wide, "A5", "good" if wide_ok else "bad", is_last_day=True)


def day_notes(steps: list[Step], answer: DisciplineAnswer) -> Iterator[Note]:
    """Say which last days fall on a day off, and that they stay there; and which years' holidays nobody knows."""
    facts = answer.result.indicator.facts.cases
    last = sorted({step.day for step in steps if step.is_last_day and step.day})
    off = [f"{plain_day(day)} ({words})" for day in last if (words := off_words(day))]
    if off:
        text = _(
            "Last days on a day off: {days}. They stay there, for an officer using power under the rule no last day is moved ({clause})."
        )
        yield Note(text.format(days=", ".join(off), clause=facts.counting_clause if facts else ""), "quiet")
    for year in sorted({day.year for day in last if not is_covered(day.year)}):
        text = _("The holidays of {year} are not in skj's list; only Saturdays and Sundays are told.")
        yield Note(text.format(year=year + BE_OFFSET), "quiet")


def off_words(day: date) -> str:
    """What makes a day a day off, in the language in use; an empty text for a working day."""
    holiday = holidays().get(day)
    if holiday is None:
        return weekday_name(day) if is_weekend(day) else ""
    sure = "" if holiday.is_sure else _(", by rule and not yet decided")
    return _("government holiday, {name}").format(name=holiday.name) + sure


def weekday_name(day: date) -> str:
    """The day of the week, whole."""
    thai, *_short, english, _brief = WEEKDAYS[day.weekday()]
    return f"วัน{thai}" if current_language() == "th" else english.capitalize()


def _step_data(step: Step) -> dict[str, Any]:
    off = off_words(step.day) if step.is_last_day and step.day else ""
    return {"what": step.what, "date": iso(step.day), "days": step.days, "rule": step.rule, "day_off": off or None}

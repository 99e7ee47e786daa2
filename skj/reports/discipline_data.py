"""The JSON shape of `discipline sla` (contract section 6)."""

from dataclasses import asdict
from fractions import Fraction
from typing import Any

from skj.language import _
from skj.reports.discipline_answer import DisciplineAnswer
from skj.reports.wording import iso
from skj.scoring.case_outlook import LevelOutlook, Part
from skj.scoring.clocks import Clock, StageClock


def discipline_data(answer: DisciplineAnswer, *, names: bool) -> dict[str, Any]:
    """Cases soonest due first, and the counts; who is accused only with `names`."""
    return {
        "as_of": iso(answer.period.as_of),
        "cases": [case_data(clock, names=names) for clock in answer.clocks],
        "summary": {
            **asdict(answer.summary),
            "level": answer.result.score.level,
            "levels": [_level(each) for each in answer.outlook],
        },
    }


def case_data(clock: Clock, *, names: bool) -> dict[str, Any]:
    """One case with its clocks; `days_left` may be below 0."""
    who = {"accused": clock.case.accused} if names else {}
    return {
        "case_no": clock.case.case_no if names else clock.case.shown_no,
        **who,
        "in_scope": clock.in_scope,
        "start": iso(clock.case.report_received_on),
        "end": iso(clock.end),
        "days": clock.days,
        "stage1": {**_stage(clock.stage1), "law_ok": clock.stage1.law_ok, "due_law": iso(clock.stage1.due_law)},
        "stage2": {**_stage(clock.stage2), "ok": clock.stage2.plan_ok},
        "between_days": clock.between_days,
        "status": clock.status.value,
        "due_80": iso(clock.due_strict),
        "due_90": iso(clock.due_wide),
        "left_80": clock.left_strict,
        "left_90": clock.left_wide,
        "extended_until": iso(clock.case.extended_until),
        "kept_by_extension": clock.is_extended,
        "counted": clock.in_scope and clock.in_year,
        "why_out_of_scope": _(clock.why_not),
        "source": clock.case.source(),
    }


def _stage(stage: StageClock) -> dict[str, Any]:
    return {
        "days": stage.days,
        "plan_ok": stage.plan_ok,
        "running_days": stage.running,
        "due": iso(stage.due_plan),
    }


def _level(each: LevelOutlook) -> dict[str, Any]:
    return {
        "level": each.level,
        "measure": each.measure.id,
        "now": _part(each.now),
        "best": _part(each.best),
        "worst": _part(each.worst),
        "if_overdue_fail": _part(each.if_overdue_fail),
        "may_be_late": each.may_be_late,
        "is_met": each.holds(each.now),
        "is_lost": each.is_lost,
    }


def _part(part: Part) -> dict[str, Any]:
    percent: Fraction | None = None if part.share is None else part.share * 100
    return {"count": part.kept, "of": part.of, "percent": percent}

"""What needs somebody today besides the cases: steps late, rooms behind, documents missing, rows in error, ledgers not kept up."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final

from skj.calendar import days_between
from skj.diagnostics import Diagnostic, Place, Severity
from skj.language import _
from skj.ledgers.base import Ledger, Record
from skj.ledgers.steps import PlanStep
from skj.scoring.levels import points_at
from skj.scoring.matters import Matter, Morning, Urgency
from skj.scoring.measurement import shown_number, tenths
from skj.scoring.plan_model import Indicator, Plan
from skj.scoring.progress import Progress
from skj.scoring.scorecard import Result, Scorecard

# Days that are planned, allowed or of another time: they do not tell when a ledger was last kept up.
_NO_EVENTS: Final = frozenset({"starts", "ends", "extended_until", "appointed_on"})


# --- steps, rooms, documents -------------------------------------------------------------------------------------------


def step_matters(plan: Plan, steps: Iterable[PlanStep], morning: Morning) -> Iterator[Matter]:
    """Steps of the plan that should be done by now, or by the end of the days ahead."""
    for step in steps:
        indicator = next((each for each in plan.indicators if each.is_meant_by(step.indicator)), None)
        if indicator is None or step.ends is None or morning.period.reached(step.done_on):
            continue
        words = {
            "number": indicator.number,
            "step": step.step,
            "text": step.text or "",
            "left": morning.left(step.ends),
        }
        late = step.ends < morning.today
        if late or morning.is_near(step.ends):
            text = (
                _("indicator {number}, step {step} is late: {text}")
                if late
                else _("indicator {number}, step {step} ends in {left} days: {text}")
            )
            urgency, kind = (Urgency.BREACH, "step-late") if late else (Urgency.DUE, "step-due")
            command = f"skj plan status --indicator {indicator.id}"
            yield Matter(
                urgency, kind, text.format(**words), command, step.ends, step.place("ends"), indicator.id, "steps"
            )


def room_matters(progress: Progress, indicator: Indicator, morning: Morning) -> Iterator[Matter]:
    """Rooms when the pace so far does not lead to the target by the end of the year."""
    forecast, end = progress.forecast, morning.period.fiscal.end
    if forecast is None or morning.today >= end or forecast.mid >= progress.target:
        return
    text = _(
        "rooms: {done} of {target}; at the pace so far {low}–{high} by the end of the year, most likely {mid} (level {level}); {needed} a month are needed, {pace} were repaired"
    )
    words = {
        "done": progress.repaired,
        "target": progress.target,
        "low": forecast.low,
        "high": forecast.high,
        "mid": forecast.mid,
        "level": forecast.level,
        "needed": _tenth(progress.needed_per_month),
        "pace": _tenth(progress.per_month),
    }
    yield Matter(
        Urgency.RISK, "rooms-behind", text.format(**words), "skj housing progress", end, None, indicator.id, "rooms"
    )


def _tenth(pace: Fraction | None) -> str:
    return "–" if pace is None else shown_number(tenths(pace))


def paper_matters(card: Scorecard) -> Iterator[Matter]:
    """Levels for which nothing but documents is missing."""
    for result in card.results:
        found = _only_papers(result)
        if found is None:
            continue
        level, points, keys = found
        labels = [item.label.text() for item in result.indicator.evidence if item.key in keys]
        text = _("indicator {number}: only documents are missing for level {level} (+{points} points): {papers}")
        words = {"number": result.indicator.number, "level": level, "points": points, "papers": ", ".join(labels)}
        command = f"skj evidence add --indicator {result.indicator.number} --item {keys[0]}"
        yield Matter(
            Urgency.RISK,
            "document-missing",
            text.format(**words),
            command,
            None,
            Place(),
            result.indicator.id,
            "evidence",
        )


def _only_papers(result: Result) -> tuple[int, Fraction, list[str]] | None:
    """The highest level that lacks nothing but documents, the points it would add, and their keys."""
    best = None
    for level in (row.level for row in result.indicator.levels if row.level > result.score.level):
        wanted = [
            need
            for need in result.score.unmet
            if need.level == level or (result.indicator.is_cumulative and need.level < level)
        ]
        if wanted and all(need.condition.evidence for need in wanted):
            points = points_at(result.indicator, level) - result.score.points
            best = level, points, list(dict.fromkeys(need.condition.evidence for need in wanted))
    return best


# --- the ledgers themselves --------------------------------------------------------------------------------------------


def error_matters(ledgers: Iterable[Ledger[Any]]) -> Iterator[Matter]:
    """Findings of severity error in all ledgers together: rows that count nowhere until they are mended."""
    faulty = {ledger.spec.name: errors for ledger in ledgers if (errors := _errors(ledger))}
    if faulty:
        text = _("errors in the ledgers: {count} ({ledgers}); the rows they stand in count nowhere")
        counts = ", ".join(f"{name} {len(errors)}" for name, errors in faulty.items())
        place = min(error.place for errors in faulty.values() for error in errors)
        words = {"count": sum(map(len, faulty.values())), "ledgers": counts}
        yield Matter(Urgency.RISK, "errors", text.format(**words), "skj check", None, place)


def _errors(ledger: Ledger[Any]) -> list[Diagnostic]:
    return [finding for finding in ledger.findings if finding.severity is Severity.ERROR]


def stale_matters(
    ledgers: Iterable[Ledger[Any]], card: Scorecard, every: Mapping[str, int], morning: Morning
) -> Iterator[Matter]:
    """Ledgers whose newest dated record is older than the office means to keep them, while their indicators are unfinished."""
    if not morning.period.fiscal.start <= morning.today <= morning.period.fiscal.end:
        return
    for ledger in ledgers:
        name = ledger.spec.name
        if name not in every or not ledger.is_configured or _is_finished(name, card):
            continue
        newest = newest_day(ledger.records, morning.today)
        # What has not begun is for the plan to say; only a ledger that was kept can be left behind.
        if newest and (days := days_between(newest, morning.today)) > every[name]:
            text = _("{ledger}: nothing dated for {days} days, meant to be kept every {every}")
            words = {"ledger": _(ledger.spec.label), "days": days, "every": every[name]}
            place = Place(next(iter(ledger.files)))
            yield Matter(Urgency.STALE, "stale", text.format(**words), f"skj check {name}", newest, place, "", name)


def _is_finished(ledger: str, card: Scorecard) -> bool:
    """Whether every indicator that looks at the ledger is at its highest level: nothing more is expected of it."""
    users = [
        result
        for result in card.results
        if ledger == "evidence" or any(measure.ledger == ledger for measure in result.indicator.measures)
    ]
    return bool(users) and all(result.score.next is None for result in users)


def newest_day(records: Sequence[Record], today: date) -> date | None:
    """The newest day by `today` on which something happened, among all dates of all records."""
    if not records:
        return None
    names = [name for name in type(records[0]).model_fields if name not in _NO_EVENTS]
    days = (getattr(record, name) for record in records for name in names)
    return max((day for day in days if isinstance(day, date) and day <= today), default=None)

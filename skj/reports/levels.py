"""What every report of progress says of its indicator: level and points, milestones with their days, what comes next."""

from collections.abc import Iterable
from typing import Any

from skj.language import _
from skj.reports.explain import next_notes
from skj.reports.kpi import next_data
from skj.reports.model import Field, Grid, Kind, Line, Scalar, Section, Trace
from skj.reports.wording import iso
from skj.scoring.measurement import Measurement
from skj.scoring.milestones import Milestone
from skj.scoring.scorecard import Result


def level_items(result: Result) -> tuple[tuple[str, Scalar, Kind], ...]:
    """Level and points, for the facts of a report."""
    points = _("{points} of {weight}").format(points=result.score.points, weight=result.score.weight)
    return (_("Level of the indicator"), result.score.level, Kind.COUNT), (_("Points"), points, Kind.TEXT)


def next_section(result: Result) -> Section:
    """What the next level would add and what it needs, one line each."""
    return Section(_("What the next level needs"), tuple(next_notes(result)))


def milestone_grid(milestones: Iterable[Milestone], counted: str) -> Grid:
    """Which level asks for how many, and the day that was reached."""
    fields = (
        Field("level", _("Level"), Kind.COUNT),
        Field("needed", counted, Kind.COUNT),
        Field("reached_on", _("Reached on"), Kind.DATE),
    )
    lines = tuple(
        Line((each.level, each.needed, each.reached_on), "good" if each.reached_on else "quiet") for each in milestones
    )
    return Grid(fields, lines, _("Milestones"))


def milestone_data(milestones: Iterable[Milestone]) -> list[dict[str, Any]]:
    """The milestones in JSON."""
    return [{"level": each.level, "needed": each.needed, "reached_on": iso(each.reached_on)} for each in milestones]


def level_data(result: Result) -> dict[str, Any]:
    """Level, points and what comes next in JSON."""
    score = result.score
    return {"level": score.level, "points": score.points, "weight": score.weight, "next": next_data(score.next)}


def measure_traces(result: Result) -> tuple[Trace, ...]:
    """One trace for each measure of the indicator: the rows that made its number."""
    return tuple(
        trace_of(measure.id, measure.label.text(), result.measurements[measure.id])
        for measure in result.indicator.measures
    )


def trace_of(trace_id: str, label: str, found: Measurement) -> Trace:
    """A measurement as a trace."""
    kind = Kind.SHARE if found.is_share else Kind.COUNT
    return Trace(trace_id, label, found.value, kind, found.counted, found.left_out, found.short)

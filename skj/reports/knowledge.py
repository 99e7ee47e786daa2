"""What to say about the knowledge bank: `knowledge progress` (plan table C, indicator 3; reading A30)."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from skj.calendar import Period
from skj.language import _
from skj.ledgers.base import Ledger
from skj.reports.levels import level_data, level_items, measure_traces, milestone_data, milestone_grid, next_section
from skj.reports.model import Facts, Field, Grid, Kind, Line, Report, Section, Trace
from skj.reports.people import said, spot_of
from skj.reports.wording import basis_notes, iso, period_line, period_notes
from skj.scoring.knowledge import KnowledgeProgress, Process
from skj.scoring.scorecard import Result


@dataclass(frozen=True, slots=True)
class KnowledgeAnswer:
    """Everything the report shows."""

    progress: KnowledgeProgress
    result: Result
    period: Period


def knowledge_report(answer: KnowledgeAnswer, ledger: Ledger[Any]) -> Report:
    """The report: processes published against the plan, which ones, kinds of items, addresses missing, what comes next."""
    progress = answer.progress
    processes = _processes(progress)
    milestones = milestone_grid(progress.milestones, _("Work processes"))
    return Report(
        title=_("Online knowledge bank"),
        subtitle=period_line(answer.period),
        sections=(
            Section(_("Progress"), (_facts(answer), milestones, processes)),
            Section(_("Kinds of items"), (_kinds(progress),)),
            Section(_("Web addresses missing"), (_unlinked(progress),)),
            next_section(answer.result),
        ),
        main=processes,
        data=knowledge_data(answer),
        footer=(*basis_notes([ledger]), *period_notes(answer.period)),
        traces=(*measure_traces(answer.result), _trace(progress)),
    )


def _target(progress: KnowledgeProgress) -> int:
    return max((each.needed for each in progress.milestones), default=0)


def _facts(answer: KnowledgeAnswer) -> Facts:
    progress = answer.progress
    done, target = len(progress.published), _target(progress)
    return Facts(
        (
            (_("Work processes published"), done, Kind.COUNT),
            (_("Target"), target, Kind.COUNT),
            (_("Done"), min(Fraction(done, target), Fraction(1)) if target else None, Kind.BAR),
            (_("Items published"), sum(len(process.published) for process in progress.processes), Kind.COUNT),
            (_("Items not published yet"), sum(len(process.waiting) for process in progress.processes), Kind.COUNT),
            (_("Published without a web address"), len(progress.unlinked), Kind.COUNT),
            *level_items(answer.result),
        )
    )


def _processes(progress: KnowledgeProgress) -> Grid:
    fields = (
        Field("process", _("Work process")),
        Field("published_on", _("Published on"), Kind.DATE),
        Field("items", _("Items"), Kind.COUNT),
        Field("waiting", _("Waiting"), Kind.COUNT),
        Field("unlinked", _("No address"), Kind.COUNT),
    )
    return Grid(
        fields, tuple(map(_process_line, progress.processes)), _("Work processes"), _("Nothing is in the ledger.")
    )


def _process_line(process: Process) -> Line:
    cells = (process.name, process.published_on, len(process.published), len(process.waiting), len(process.unlinked))
    return Line(cells, "quiet" if not process.published else "warn" if process.unlinked else "good")


def _kinds(progress: KnowledgeProgress) -> Grid:
    fields = (
        Field("kind", _("Kind")),
        Field("published", _("Published"), Kind.COUNT),
        Field("waiting", _("Waiting"), Kind.COUNT),
    )
    lines = tuple(Line((said(kind), published, waiting)) for kind, published, waiting in progress.kinds)
    return Grid(fields, lines, empty=_("Nothing is in the ledger."))


def _unlinked(progress: KnowledgeProgress) -> Grid:
    """Whether an address answers is not asked: skj never uses the network."""
    fields = (
        Field("process", _("Work process")),
        Field("title", _("Title")),
        Field("says", _("The cell says")),
        Field("place", _("Where")),
    )
    lines = tuple(Line((item.process, item.title, item.url, spot_of(item)), "warn") for item in progress.unlinked)
    return Grid(fields, lines, empty=_("Every published item names one."))


def _trace(progress: KnowledgeProgress) -> Trace:
    return Trace("unlinked", _("Published without a web address"), len(progress.unlinked), counted=progress.unlinked)


def knowledge_data(answer: KnowledgeAnswer) -> dict[str, Any]:
    """The JSON shape."""
    progress = answer.progress
    return {
        "as_of": iso(answer.period.as_of),
        **level_data(answer.result),
        "published": len(progress.published),
        "target": _target(progress),
        "milestones": milestone_data(progress.milestones),
        "processes": [
            {
                "process": process.name,
                "published_on": iso(process.published_on),
                "items": len(process.published),
                "waiting": len(process.waiting),
                "unlinked": [item.source() for item in process.unlinked],
            }
            for process in progress.processes
        ],
        "kinds": [
            {"kind": kind, "published": published, "waiting": waiting} for kind, published, waiting in progress.kinds
        ],
    }

"""What to say about the anti-corruption training: `training progress` (plan table C, indicator 6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from skj.calendar import Period
from skj.language import _
from skj.ledgers.base import Ledger
from skj.reports.gains import gains_blocks, gains_data, percent_of
from skj.reports.levels import (
    level_data,
    level_items,
    measure_traces,
    milestone_data,
    milestone_grid,
    next_section,
)
from skj.reports.model import Block, Chart, Facts, Field, Grid, Kind, Line, Note, Report, Section, Series, Trace
from skj.reports.months import month_names, running_counts
from skj.reports.people import by_lines, joined, said
from skj.reports.trainingnames import TrainingList, names_of
from skj.reports.wording import basis_notes, iso, period_line, period_notes
from skj.scoring.milestones import highest_needed
from skj.scoring.scorecard import Result
from skj.scoring.training import AgencyReached, Coverage, Followup, TrainingProgress


@dataclass(frozen=True, slots=True)
class TrainingAnswer:
    """Everything the report shows."""

    progress: TrainingProgress
    result: Result
    period: Period

    @property
    def year_before(self) -> int:
        """The fiscal year whose trainees are followed up."""
        return self.period.fiscal_year - 1


def training_report(answer: TrainingAnswer, ledgers: Sequence[Ledger[Any]], listed: TrainingList | None) -> Report:
    """The report: sessions, agencies, people and what they learnt, the follow-up, what comes next, and a list of names on demand."""
    sessions = _sessions(answer)
    names = None if listed is None else names_of(answer.progress, listed)
    sections = [
        Section(
            _("Sessions"),
            (_facts(answer), milestone_grid(answer.progress.milestones, _("Sessions")), *_chart(answer), sessions),
        ),
        Section(_("Agencies"), (*_coverage(answer.progress.coverage),)),
        Section(_("People trained"), (_people(answer), *gains_blocks(answer.progress.gains))),
        Section(_followup_title(answer), _followup(answer.progress.followup)),
        next_section(answer.result),
        *([names.section()] if names else []),
    ]
    return Report(
        title=_("Anti-corruption training"),
        subtitle=period_line(answer.period),
        sections=tuple(sections),
        main=names.grid() if names else sessions,
        data={**training_data(answer), **({"list": names.data()} if names else {})},
        footer=(*basis_notes(ledgers), *period_notes(answer.period)),
        traces=(*measure_traces(answer.result), *_traces(answer)),
    )


def _facts(answer: TrainingAnswer) -> Facts:
    progress, coverage = answer.progress, answer.progress.coverage
    held = sum(session.is_held for session in progress.sessions)
    target = highest_needed(progress.milestones)
    return Facts(
        (
            (_("Sessions held"), held, Kind.COUNT),
            (_("Target"), target, Kind.COUNT),
            (_("Done"), min(Fraction(held, target), Fraction(1)) if target else None, Kind.BAR),
            (
                _("Agencies reached"),
                _("{part} of {whole}").format(part=len(coverage.reached), whole=coverage.expected),
                Kind.TEXT,
            ),
            (_("People trained"), progress.people, Kind.COUNT),
            *level_items(answer.result),
        )
    )


def _chart(answer: TrainingAnswer) -> list[Block]:
    """Sessions held up to each month against the numbers the levels ask for; nothing while none was held."""
    days = [session.held_on for session in answer.progress.sessions if session.is_held and session.held_on]
    if not days:
        return []
    limits = tuple((_("level {level}").format(level=each.level), each.needed) for each in answer.progress.milestones)
    series = Series(_("Sessions held"), running_counts(days, answer.period))
    labels = month_names(answer.period)
    return [Chart("lines", _("Sessions held so far"), labels, (series,), limits, _("sessions"))]


def _sessions(answer: TrainingAnswer) -> Grid:
    fields = (
        Field("session", _("Session"), Kind.COUNT),
        Field("held_on", _("Held on"), Kind.DATE),
        Field("held", _("Held"), Kind.MARK),
        Field("agencies", _("Agencies")),
        Field("people", _("Roll"), Kind.COUNT),
    )
    lines = tuple(
        Line(
            (each.session, each.held_on, each.is_held, joined(each.agencies), each.people),
            "plain" if each.is_held else "quiet",
        )
        for each in answer.progress.sessions
    )
    return Grid(fields, lines, _("Sessions in the ledger"), _("No sessions."))


def _coverage(coverage: Coverage) -> list[Block]:
    fields = (
        Field("agency", _("Agency")),
        Field("wanted", _("In the plan"), Kind.MARK),
        Field("sessions", _("Sessions")),
        Field("people", _("Roll"), Kind.COUNT),
    )
    grid = Grid(fields, tuple(map(_agency_line, coverage.lines)), _("Bureaus and offices"))
    blocks: list[Block] = [grid]
    if not coverage.is_named:
        text = _(
            "The plan says how many bureaus there are to be, not which ones, so all bureaus are listed; name them under [ledgers.training_sessions] agencies in skj.toml (reading A27)."
        )
        blocks.append(Note(text, "quiet"))
    if coverage.missing:
        blocks.append(Note(_missing_text(coverage), "warn"))
    return blocks


def _missing_text(coverage: Coverage) -> str:
    text = (
        _("Not reached yet ({count}, of which {needed} must be): {agencies}.")
        if coverage.needed < len(coverage.missing)
        else _("Not reached yet ({count}): {agencies}.")
    )
    names = ", ".join(line.name for line in coverage.missing)
    return text.format(count=len(coverage.missing), needed=coverage.needed, agencies=names)


def _agency_line(line: AgencyReached) -> Line:
    tone: Literal["good", "warn", "quiet"] = "good" if line.sessions else "warn"
    cells = (line.name, line.is_wanted if line.is_sure else None, joined(line.sessions), line.people)
    return Line(cells, tone if line.is_wanted else "quiet")


def _people(answer: TrainingAnswer) -> Grid:
    """Reading A28: others may sit in; the plan is for ordinary officials."""
    return by_lines(answer.progress.by_type, _("Rows of the roll by type of staff"), _("Type of staff"), _("Rows"))


def _followup_title(answer: TrainingAnswer) -> str:
    return _("Trainees of {year} followed up").format(year=answer.year_before)


def _followup(found: Followup) -> tuple[Block, ...]:
    answered = len(found.answered)
    facts = Facts(
        (
            (_("Trainees by the plan"), found.expected, Kind.COUNT),
            (_("Rows in the ledger"), sum(line.people for line in found.by_agency), Kind.COUNT),
            (_("Asked about"), len(found.asked), Kind.COUNT),
            (_("Answered for"), answered, Kind.COUNT),
            (_("Without corrupt conduct"), found.clean, Kind.COUNT),
            (_("Share of all trainees (scores)"), _share(found.clean, found.expected), Kind.SHARE),
            (_("Share of those answered for"), _share(found.clean, answered), Kind.SHARE),
            (_("Asked and not answered"), len(found.unanswered), Kind.COUNT),
            (_("Not asked yet"), len(found.not_asked), Kind.COUNT),
        )
    )
    return facts, _owed(found), Note(_("“--list unanswered” names them, masked unless --show-names."), "quiet")


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None


def _owed(found: Followup) -> Grid:
    """The agencies that still owe an answer; conduct is never counted by agency."""
    fields = (
        Field("agency", _("Agency")),
        Field("people", _("People"), Kind.COUNT),
        Field("asked", _("Asked"), Kind.COUNT),
        Field("answered", _("Answered"), Kind.COUNT),
        Field("owed", _("Missing"), Kind.COUNT),
    )
    lines = tuple(
        Line((said(line.name), line.people, line.asked, line.answered, line.people - line.answered))
        for line in found.by_agency
        if line.answered < line.people
    )
    return Grid(fields, lines, _("Agencies that have not answered for everybody"), _("Every agency has answered."))


def _traces(answer: TrainingAnswer) -> tuple[Trace, ...]:
    """The numbers that are no measure of the plan."""
    progress, followup = answer.progress, answer.progress.followup
    return (
        Trace("trained", _("Rows of the roll"), len(progress.trained), counted=progress.trained),
        Trace(
            "untested",
            _("Rows without one or both scores"),
            len(progress.gains.lacking),
            counted=progress.gains.lacking,
        ),
        Trace("unanswered", _("Asked and not answered"), len(followup.unanswered), counted=followup.unanswered),
    )


def training_data(answer: TrainingAnswer) -> dict[str, Any]:
    """The JSON shape; `people` of sessions and agencies are rows of the roll."""
    progress, coverage = answer.progress, answer.progress.coverage
    return {
        "as_of": iso(answer.period.as_of),
        **level_data(answer.result),
        "sessions": {
            "held": sum(session.is_held for session in progress.sessions),
            "target": highest_needed(progress.milestones),
            "milestones": milestone_data(progress.milestones),
            "list": [
                {
                    "session": each.session,
                    "held_on": iso(each.held_on),
                    "held": each.is_held,
                    "agencies": list(each.agencies),
                    "people": each.people,
                }
                for each in progress.sessions
            ],
        },
        "agencies": {
            "reached": len(coverage.reached),
            "expected": coverage.expected,
            "named": coverage.is_named,
            "needed": coverage.needed,
            "missing": [line.name for line in coverage.missing],
            "list": [
                {
                    "agency": line.name,
                    "wanted": line.is_wanted,
                    "sure": line.is_sure,
                    "sessions": list(line.sessions),
                    "people": line.people,
                }
                for line in coverage.lines
            ],
        },
        "trained": {"rows": len(progress.trained), "people": progress.people, "by_type": dict(progress.by_type)},
        "knowledge": gains_data(progress.gains),
        "followup": _followup_data(progress.followup),
    }


def _followup_data(found: Followup) -> dict[str, Any]:
    return {
        "expected": found.expected,
        "asked": len(found.asked),
        "answered": len(found.answered),
        "clean": found.clean,
        "percent_clean": percent_of(_share(found.clean, found.expected)),
        "percent_clean_of_answered": percent_of(_share(found.clean, len(found.answered))),
        "unanswered": len(found.unanswered),
        "not_asked": len(found.not_asked),
        "by_agency": [
            {"agency": line.name, "people": line.people, "asked": line.asked, "answered": line.answered}
            for line in found.by_agency
        ],
    }

"""What to say about the coaching of the districts: `coaching progress` (plan table C, indicator 1; reading A17)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from skj.calendar import Period
from skj.language import _
from skj.ledgers.base import Ledger, Record
from skj.reports.gains import gains_blocks, gains_data
from skj.reports.levels import (
    level_data,
    level_items,
    measure_traces,
    milestone_data,
    milestone_grid,
    next_section,
)
from skj.reports.model import Block, Facts, Field, Grid, Kind, Line, Note, Report, Section, Trace
from skj.reports.people import Names, joined, said
from skj.reports.wording import basis_notes, iso, period_line, period_notes
from skj.scoring.coaching import CoachingProgress, DistrictReached, is_new_in_service
from skj.scoring.milestones import highest_needed
from skj.scoring.plan_facts import CoachingFacts
from skj.scoring.scorecard import Result

CoachingList = Literal["people", "new", "untested", "districts"]


@dataclass(frozen=True, slots=True)
class CoachingAnswer:
    """Everything the report shows."""

    progress: CoachingProgress
    result: Result
    period: Period

    @property
    def facts(self) -> CoachingFacts | None:
        """Whom the plan wants coached."""
        return self.result.indicator.facts.coaching


def coaching_report(answer: CoachingAnswer, ledger: Ledger[Any], listed: CoachingList | None) -> Report:
    """The report: sessions, districts, topics, what people learnt, what comes next, and a list on demand."""
    progress = answer.progress
    sessions = _sessions(progress)
    extra = _listed(answer, listed)
    sections = (
        Section(
            _("Sessions and people"),
            (_facts(answer), milestone_grid(answer.progress.milestones, _("Sessions")), sessions, *_notes(progress)),
        ),
        Section(_("Districts"), _districts(progress)),
        Section(_("Topics"), (_topics(progress),)),
        Section(_("Knowledge"), gains_blocks(progress.gains)),
        next_section(answer.result),
        *([Section(_("List"), (extra,))] if extra else []),
    )
    return Report(
        title=_("HR 1:1 coaching of the district offices"),
        subtitle=period_line(answer.period),
        sections=sections,
        main=extra or sessions,
        data={**coaching_data(answer), **_list_data(answer, listed)},
        footer=(*basis_notes([ledger]), *period_notes(answer.period)),
        traces=(*measure_traces(answer.result), *_traces(progress)),
    )


def _facts(answer: CoachingAnswer) -> Facts:
    progress, facts = answer.progress, answer.facts
    held, target = sum(session.is_held for session in progress.sessions), highest_needed(answer.progress.milestones)
    part_of = _("{part} of {whole}")
    people = part_of.format(part=len(progress.people), whole=facts.people) if facts else str(len(progress.people))
    return Facts(
        (
            (_("Sessions held"), held, Kind.COUNT),
            (_("Target"), target, Kind.COUNT),
            (_("Done"), min(Fraction(held, target), Fraction(1)) if target else None, Kind.BAR),
            (
                _("Districts reached"),
                part_of.format(part=len(progress.reached), whole=len(progress.districts)),
                Kind.TEXT,
            ),
            (_("People coached"), people, Kind.TEXT),
            *_service(answer),
            *level_items(answer.result),
        )
    )


def _service(answer: CoachingAnswer) -> list[tuple[str, Any, Kind]]:
    """New staff are whom the plan means first; their number there is an estimate."""
    facts, people = answer.facts, answer.progress.people
    if facts is None:
        return []
    new = sum(person.is_new is True for person in people)
    about = _("{count}; the plan expects about {about}").format(count=new, about=facts.new_staff_about)
    label = _("of them with at most {years} years of service").format(years=facts.new_staff_years)
    unknown = sum(person.is_new is None for person in people)
    return [(label, about, Kind.TEXT), (_("years of service unknown"), unknown, Kind.COUNT)]


def _sessions(progress: CoachingProgress) -> Grid:
    fields = (
        Field("session", _("Session"), Kind.COUNT),
        Field("held_on", _("Held on"), Kind.DATE),
        Field("held", _("Held"), Kind.MARK),
        Field("people", _("People"), Kind.COUNT),
        Field("districts", _("Districts"), Kind.COUNT),
    )
    lines = tuple(
        Line(
            (each.session, each.held_on, each.is_held, each.people, each.districts),
            "plain" if each.is_held else "quiet",
        )
        for each in progress.sessions
    )
    return Grid(fields, lines, _("Sessions in the ledger"), _("No sessions."))


def _notes(progress: CoachingProgress) -> list[Note]:
    texts = (
        (progress.unnamed, _("{count} talks name nobody who was coached; they count as sessions, not as people.")),
        (progress.without_district, _("{count} talks name no district.")),
    )
    return [Note(text.format(count=count), "warn") for count, text in texts if count]


def _districts(progress: CoachingProgress) -> tuple[Block, ...]:
    """The six groups of districts; the names of those not reached yet."""
    groups: defaultdict[str, list[DistrictReached]] = defaultdict(list)
    for line in progress.districts:
        groups[line.district.group].append(line)
    fields = (
        Field("group", _("Group of districts")),
        Field("districts", _("Districts"), Kind.COUNT),
        Field("reached", _("Reached"), Kind.COUNT),
        Field("people", _("People"), Kind.COUNT),
        Field("missing", _("Not reached yet")),
    )
    return (Grid(fields, tuple(_group_line(name, lines) for name, lines in groups.items())),)


def _group_line(name: str, lines: Sequence[DistrictReached]) -> Line:
    missing = [line.district.thai for line in lines if not line.sessions]
    cells = (name, len(lines), len(lines) - len(missing), sum(line.people for line in lines), joined(missing))
    return Line(cells, "warn" if missing else "good")


def _topics(progress: CoachingProgress) -> Grid:
    fields = (
        Field("topic", _("Topic")),
        Field("sessions", _("Sessions"), Kind.COUNT),
        Field("people", _("People"), Kind.COUNT),
    )
    lines = tuple(Line((said(topic.name), topic.sessions, topic.people)) for topic in progress.topics)
    return Grid(fields, lines, empty=_("No sessions."))


def _listed(answer: CoachingAnswer, listed: CoachingList | None) -> Grid | None:
    if listed is None:
        return None
    return _district_grid(answer.progress) if listed == "districts" else names_of(answer, listed).grid()


def _district_grid(progress: CoachingProgress) -> Grid:
    fields = (
        Field("district", _("District")),
        Field("group", _("Group of districts")),
        Field("people", _("People"), Kind.COUNT),
        Field("sessions", _("Sessions")),
    )
    lines = tuple(
        Line(
            (line.district.thai, line.district.group, line.people, joined(line.sessions)),
            "good" if line.sessions else "warn",
        )
        for line in progress.districts
    )
    return Grid(fields, lines, _("Districts"))


def names_of(answer: CoachingAnswer, listed: CoachingList) -> Names:
    """A list of the people behind a number of the report."""
    progress = answer.progress
    lists: Mapping[CoachingList, tuple[str, tuple[Record, ...]]] = {
        "people": (_("People coached"), tuple(person.talk for person in progress.people)),
        "new": (_("People new in service"), tuple(person.talk for person in progress.people if person.is_new)),
        "untested": (_("Talks without one or both scores"), progress.gains.lacking),
    }
    title, records = lists[listed]
    years = answer.facts.new_staff_years if answer.facts else 0
    fields = (
        Field("district", _("District")),
        Field("session", _("Session"), Kind.COUNT),
        Field("appointed_on", _("Appointed on"), Kind.DATE),
        Field("new", _("New"), Kind.MARK),
    )

    def cells(talk: Any) -> tuple[Any, ...]:
        return talk.district, talk.session, talk.appointed_on, is_new_in_service(talk, years)

    return Names(title, fields, cells, records, person="mentee")


def _list_data(answer: CoachingAnswer, listed: CoachingList | None) -> dict[str, Any]:
    if listed is None or listed == "districts":  # every district is in the shape anyway
        return {}
    return {"list": names_of(answer, listed).data()}


def _traces(progress: CoachingProgress) -> tuple[Trace, ...]:
    people = tuple(person.talk for person in progress.people)
    new = tuple(person.talk for person in progress.people if person.is_new)
    return (
        Trace("people", _("People coached"), len(people), counted=people),
        Trace("new", _("People new in service"), len(new), counted=new),
        Trace(
            "untested",
            _("Rows without one or both scores"),
            len(progress.gains.lacking),
            counted=progress.gains.lacking,
        ),
    )


def coaching_data(answer: CoachingAnswer) -> dict[str, Any]:
    """The JSON shape."""
    progress, facts = answer.progress, answer.facts
    return {
        "as_of": iso(answer.period.as_of),
        **level_data(answer.result),
        "sessions": {
            "held": sum(session.is_held for session in progress.sessions),
            "target": highest_needed(answer.progress.milestones),
            "milestones": milestone_data(progress.milestones),
            "list": [
                {
                    "session": each.session,
                    "held_on": iso(each.held_on),
                    "held": each.is_held,
                    "people": each.people,
                    "districts": each.districts,
                }
                for each in progress.sessions
            ],
        },
        "people": {
            "coached": len(progress.people),
            "target": facts.people if facts else None,
            "new": sum(person.is_new is True for person in progress.people),
            "new_expected": facts.new_staff_about if facts else None,
            "service_unknown": sum(person.is_new is None for person in progress.people),
        },
        "districts": {
            "reached": len(progress.reached),
            "target": len(progress.districts),
            "missing": [line.district.thai for line in progress.districts if not line.sessions],
            "list": [
                {"district": line.district.thai, "people": line.people, "sessions": list(line.sessions)}
                for line in progress.districts
            ],
        },
        "topics": [
            {"topic": topic.name, "sessions": topic.sessions, "people": topic.people} for topic in progress.topics
        ],
        "knowledge": gains_data(progress.gains),
    }

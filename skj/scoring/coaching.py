"""How far the coaching is: sessions, districts and people reached, topics, knowledge (plan table C, indicator 1; reading A17)."""

import calendar
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from skj.calendar import Period
from skj.ledgers.coaching import CoachingTalk
from skj.ledgers.vocabulary import District, districts, find_district
from skj.scoring.gains import Gains, measure_gains
from skj.scoring.measures import Books, Question, measured, scored_rows
from skj.scoring.milestones import Milestone, first_days, milestones_of
from skj.scoring.plan_model import Indicator
from skj.thai.sorting import sort_key
from skj.thai.text import identity_key

Person: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Coached:
    """A person coached: where, in how many sessions, and whether new in service at the first talk that tells (None: unknown)."""

    name: str
    district: str
    sessions: tuple[int, ...]
    is_new: bool | None
    talk: CoachingTalk


@dataclass(frozen=True, slots=True)
class DistrictReached:
    """A district: its people coached and the sessions they were in."""

    district: District
    people: int
    sessions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic as the ledger writes it: the sessions and people it was talked over with."""

    name: str
    sessions: int
    people: int


@dataclass(frozen=True, slots=True)
class CoachingSession:
    """A session of the ledger: its first day that counts, else its first day; `is_held` when it counts by the as-of date."""

    session: int
    held_on: date | None
    is_held: bool
    people: int
    districts: int


@dataclass(frozen=True, slots=True)
class CoachingProgress:
    """Everything `coaching progress` counts."""

    sessions: tuple[CoachingSession, ...]
    milestones: tuple[Milestone, ...]
    people: tuple[Coached, ...]
    districts: tuple[DistrictReached, ...]
    topics: tuple[Topic, ...]
    gains: Gains
    unnamed: int
    without_district: int

    @property
    def reached(self) -> tuple[DistrictReached, ...]:
        """Districts of which somebody was coached."""
        return tuple(line for line in self.districts if line.sessions)


def measure_coaching(indicator: Indicator, period: Period, books: Books) -> CoachingProgress:
    """Count the talks of the period by the rules of the indicator's measures."""
    records: Sequence[CoachingTalk] = books.ledger("coaching").records
    talks = _talks(measured("sessions_held", indicator, period, books).counted)
    knowledge = indicator.measured_by("knowledge_up")
    facts = indicator.facts.coaching
    return CoachingProgress(
        sessions=_sessions(records, talks),
        milestones=milestones_of(indicator, "sessions_held", first_days(talks)),
        people=people_coached(talks, facts.new_staff_years if facts else 0),
        districts=_districts(talks),
        topics=_topics(talks),
        gains=measure_gains(scored_rows(Question(indicator, knowledge, period), books)),
        unnamed=sum(not talk.mentee for talk in talks),
        without_district=sum(not talk.district for talk in talks),
    )


def _talks(rows: Iterable[object]) -> list[CoachingTalk]:
    return [row for row in rows if isinstance(row, CoachingTalk)]


def _sessions(records: Iterable[CoachingTalk], held: Iterable[CoachingTalk]) -> tuple[CoachingSession, ...]:
    rows, counted = _by_session(records), _by_session(held)
    return tuple(_session(number, rows[number], counted.get(number, [])) for number in sorted(rows))


def _by_session(talks: Iterable[CoachingTalk]) -> dict[int, list[CoachingTalk]]:
    found: defaultdict[int, list[CoachingTalk]] = defaultdict(list)
    for talk in talks:
        found[talk.session].append(talk)
    return dict(found)


def _session(number: int, rows: Sequence[CoachingTalk], held: Sequence[CoachingTalk]) -> CoachingSession:
    days = [talk.held_on for talk in held or rows if talk.held_on]
    people = {person_of(talk) for talk in held if talk.mentee}
    places = {talk.district for talk in held if talk.district}
    return CoachingSession(number, min(days, default=None), bool(held), len(people), len(places))


def person_of(talk: CoachingTalk) -> Person:
    """Who was coached, by name and district: two districts may have people of one name."""
    return identity_key(talk.mentee or ""), identity_key(talk.district or "")


def people_coached(talks: Iterable[CoachingTalk], new_years: int) -> tuple[Coached, ...]:
    """Each person once, by district and name."""
    found: defaultdict[Person, list[CoachingTalk]] = defaultdict(list)
    for talk in talks:
        if talk.mentee:
            found[person_of(talk)].append(talk)
    people = [_coached(several, new_years) for several in found.values()]
    return tuple(sorted(people, key=lambda person: (sort_key(person.district), sort_key(person.name))))


def _coached(talks: Sequence[CoachingTalk], new_years: int) -> Coached:
    first = min(talks, key=lambda talk: (talk.held_on or date.max, talk.row))
    known = [is_new for talk in talks if (is_new := is_new_in_service(talk, new_years)) is not None]
    sessions = tuple(sorted({talk.session for talk in talks}))
    return Coached(first.mentee or "", first.district or "", sessions, any(known) if known else None, first)


def is_new_in_service(talk: CoachingTalk, years: int) -> bool | None:
    """Whether the person had at most so many years of service on the day of the talk; None when a date is missing.

    The last day that still counts is that of the appointment so many years on, as "not more than 2 years" is read (A10).
    """
    if talk.appointed_on is None or talk.held_on is None:
        return None
    return talk.held_on <= years_after(talk.appointed_on, years)


def years_after(day: date, years: int) -> date:
    """The same day so many years on; 29 February becomes the 28th where there is none."""
    last = calendar.monthrange(day.year + years, day.month)[1]
    return day.replace(year=day.year + years, day=min(day.day, last))


def _districts(talks: Iterable[CoachingTalk]) -> tuple[DistrictReached, ...]:
    """All districts in their official order, reached or not."""
    people: defaultdict[str, set[Person]] = defaultdict(set)
    sessions: defaultdict[str, set[int]] = defaultdict(set)
    for talk in talks:
        found = find_district(talk.district) if talk.district else None
        if found:
            sessions[found.code].add(talk.session)
            people[found.code].update([person_of(talk)] if talk.mentee else [])
    return tuple(
        DistrictReached(each, len(people[each.code]), tuple(sorted(sessions[each.code]))) for each in districts()
    )


def _topics(talks: Iterable[CoachingTalk]) -> tuple[Topic, ...]:
    found: defaultdict[str, list[CoachingTalk]] = defaultdict(list)
    for talk in talks:
        found[talk.topic or ""].append(talk)
    topics = [
        Topic(name, len({talk.session for talk in rows}), len({person_of(talk) for talk in rows if talk.mentee}))
        for name, rows in found.items()
    ]
    return tuple(sorted(topics, key=lambda topic: (-topic.people, sort_key(topic.name))))

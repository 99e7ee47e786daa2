"""How far the training is: sessions, agencies reached, people trained, the earlier trainees followed up (plan table C, indicator 6)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from skj.calendar import Period
from skj.ledgers.base import Record
from skj.ledgers.training import TrainingAttendance, TrainingFollowup, TrainingSession
from skj.ledgers.vocabulary import agencies, agency_name
from skj.scoring.gains import Gains, measure_gains
from skj.scoring.measures import Books, Question, measured, scored_rows
from skj.scoring.milestones import Milestone, first_days, milestones_of
from skj.scoring.plan_facts import TrainingFacts
from skj.scoring.plan_model import Indicator
from skj.thai.sorting import sort_key
from skj.thai.text import identity_key

BUREAU: Final = "bureau"


@dataclass(frozen=True, slots=True)
class SessionHeld:
    """A session of the ledger; `held_on` is None while it has no day, `is_held` whether it counts by the as-of date."""

    session: int
    held_on: date | None
    is_held: bool
    agencies: tuple[str, ...]
    people: int


@dataclass(frozen=True, slots=True)
class AgencyReached:
    """An agency: the sessions held that name it, and its rows of the roll.

    `is_wanted` when the training is for it, as far as is known; `is_sure` when plan or office names it, or leave it out.
    """

    name: str
    sessions: tuple[int, ...]
    people: int
    is_wanted: bool
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Coverage:
    """The agencies of the plan against the sessions held (reading A27).

    The plan says how many bureaus but not which; unless the office names them (`is_named`) all bureaus there are stand for
    them, and some of those not reached may be none of the plan's. `needed` is how many more must be reached.
    """

    lines: tuple[AgencyReached, ...]
    expected: int
    is_named: bool
    needed: int

    @property
    def is_whole(self) -> bool:
        """Whether all the plan wants are reached."""
        return not self.needed

    @property
    def reached(self) -> tuple[AgencyReached, ...]:
        """The agencies of the plan that a session held names."""
        return tuple(line for line in self.lines if line.is_wanted and line.sessions)

    @property
    def missing(self) -> tuple[AgencyReached, ...]:
        """The agencies of the plan that no session held names."""
        return tuple(line for line in self.lines if line.is_wanted and not line.sessions)


@dataclass(frozen=True, slots=True)
class AgencyAsked:
    """The earlier trainees of an agency: all, asked about, answered for."""

    name: str
    people: int
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class Followup:
    """The earlier trainees (reading A25); `found` of those answered for showed corrupt conduct.

    By agency only the answers are counted, never the conduct: a count of one would name a person.
    """

    expected: int
    asked: tuple[TrainingFollowup, ...]
    answered: tuple[TrainingFollowup, ...]
    unanswered: tuple[TrainingFollowup, ...]
    not_asked: tuple[TrainingFollowup, ...]
    clean: int
    found: int
    by_agency: tuple[AgencyAsked, ...]


@dataclass(frozen=True, slots=True)
class TrainingProgress:
    """Everything `training progress` counts."""

    sessions: tuple[SessionHeld, ...]
    milestones: tuple[Milestone, ...]
    coverage: Coverage
    trained: tuple[TrainingAttendance, ...]
    people: int
    by_type: Mapping[str, int]
    gains: Gains
    followup: Followup


def measure_training(indicator: Indicator, period: Period, books: Books) -> TrainingProgress:
    """Count the training of the period by the rules of the indicator's measures."""
    sessions: Sequence[TrainingSession] = books.ledger("training_sessions").records
    knowledge = indicator.measured_by("knowledge_up")
    rows = scored_rows(Question(indicator, knowledge, period), books)
    trained = [row.record for row in rows if row.reason is None and isinstance(row.record, TrainingAttendance)]
    held = [
        row for row in measured("sessions_held", indicator, period, books).counted if isinstance(row, TrainingSession)
    ]
    return TrainingProgress(
        sessions=_sessions(sessions, held, trained),
        milestones=milestones_of(indicator, "sessions_held", first_days(held)),
        coverage=cover(held, trained, indicator.facts.training, books.agencies),
        trained=tuple(trained),
        people=len({(identity_key(row.name), identity_key(row.agency or "")) for row in trained}),
        by_type=_by_type(trained),
        gains=measure_gains(rows),
        followup=follow_up(indicator, period, books),
    )


def _sessions(
    records: Iterable[TrainingSession], held: Iterable[TrainingSession], trained: Iterable[TrainingAttendance]
) -> tuple[SessionHeld, ...]:
    """One line a session; one that stands in several rows has the agencies of all and the first of its days that counts."""
    rows: defaultdict[int, list[TrainingSession]] = defaultdict(list)
    counted: defaultdict[int, list[TrainingSession]] = defaultdict(list)
    for found, several in ((rows, records), (counted, held)):
        for record in several:
            found[record.session].append(record)
    people = Counter(row.session for row in trained)
    return tuple(_session(number, rows[number], counted[number], people[number]) for number in sorted(rows))


def _session(number: int, rows: Sequence[TrainingSession], held: Sequence[TrainingSession], people: int) -> SessionHeld:
    days = [row.held_on for row in held or rows if row.held_on]
    names = dict.fromkeys(name for row in rows for name in row.agencies or ())
    return SessionHeld(number, min(days, default=None), bool(held), tuple(names), people)


def wanted_agencies(facts: TrainingFacts | None, named: Sequence[str]) -> dict[str, str]:
    """The agencies the training is for, key to name: those the office names, else every bureau and the plan's offices."""
    bureaus = named or [agency.thai for agency in agencies() if agency.kind == BUREAU]
    offices = facts.office_names if facts and not named else ()
    return {identity_key(name): name for name in map(agency_name, (*bureaus, *offices))}


def cover(
    held: Iterable[TrainingSession],
    trained: Iterable[TrainingAttendance],
    facts: TrainingFacts | None,
    named: Sequence[str],
) -> Coverage:
    """Which agencies the sessions held name, those of the plan first, and how many people of each were trained."""
    wanted = wanted_agencies(facts, named)
    by_agency: defaultdict[str, set[int]] = defaultdict(set)
    for session in held:
        for name in session.agencies or ():
            by_agency[agency_name(name)].add(session.session)
    people = Counter(row.agency or "" for row in trained)
    others = {name for name in (*by_agency, *people) if name and identity_key(name) not in wanted}
    names = [*wanted.values(), *sorted(others, key=sort_key)]
    offices = {identity_key(agency_name(name)) for name in (facts.office_names if facts else ())}
    keys = {name: identity_key(name) for name in names}
    lines = tuple(
        AgencyReached(
            name,
            tuple(sorted(by_agency[name])),
            people[name],
            is_wanted=key in wanted,
            is_sure=bool(named) or key in offices or key not in wanted,
        )
        for name, key in keys.items()
    )
    expected = len(wanted) if named or facts is None else facts.bureaus + facts.offices
    return Coverage(lines, expected, bool(named), _needed(lines, facts, named))


def _needed(lines: Iterable[AgencyReached], facts: TrainingFacts | None, named: Sequence[str]) -> int:
    """With names all that are not reached; without, as many bureaus as the plan still wants and each of its offices."""
    wanted = {line.name: bool(line.sessions) for line in lines if line.is_wanted}
    if named or facts is None:
        return sum(not is_reached for is_reached in wanted.values())
    offices = set(map(agency_name, facts.office_names))
    bureaus = sum(is_reached for name, is_reached in wanted.items() if name not in offices)
    return max(0, facts.bureaus - bureaus) + sum(not wanted.get(name) for name in offices)


def _by_type(trained: Iterable[TrainingAttendance]) -> dict[str, int]:
    """Rows by type of staff as the roll writes it, the most frequent first; "" for rows that do not say."""
    counts = Counter(row.person_type or "" for row in trained)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], sort_key(item[0]))))


def follow_up(indicator: Indicator, period: Period, books: Books) -> Followup:
    """Who was asked about and answered for by the as-of date; an answer counts whether or not the question is dated (A25)."""
    records: Sequence[TrainingFollowup] = books.ledger("training_followup").records
    clean = measured("clean_trainees", indicator, period, books)
    asked = _trainees(measured("people_asked", indicator, period, books).counted)
    answered = _trainees(clean.counted)
    questions, replies = ({id(row) for row in rows} for rows in (asked, answered))
    return Followup(
        expected=int(clean.denominator or 0),
        asked=asked,
        answered=answered,
        unanswered=tuple(row for row in asked if id(row) not in replies),
        not_asked=tuple(row for row in records if id(row) not in questions | replies),
        clean=int(clean.numerator),
        found=sum(row.corrupt_conduct is True for row in answered),
        by_agency=_by_agency(records, asked, answered),
    )


def _trainees(rows: Iterable[Record]) -> tuple[TrainingFollowup, ...]:
    return tuple(row for row in rows if isinstance(row, TrainingFollowup))


def _by_agency(
    records: Iterable[TrainingFollowup], asked: Iterable[TrainingFollowup], answered: Iterable[TrainingFollowup]
) -> tuple[AgencyAsked, ...]:
    """One line an agency, those that still owe most answers first."""
    everyone, questions, replies = (Counter(row.agency or "" for row in rows) for rows in (records, asked, answered))
    lines = [AgencyAsked(name, everyone[name], questions[name], replies[name]) for name in everyone]
    return tuple(sorted(lines, key=lambda line: (line.answered - line.people, sort_key(line.name))))

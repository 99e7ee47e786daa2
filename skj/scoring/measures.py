"""From records to numbers: the measures the plan file may name (contract section 3, "How records become numbers").

Each function takes the question (which indicator, measure, period) and the books (the ledgers), and gives a Measurement
that keeps the records it counted and those it did not, with the reason.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, NamedTuple

from skj.calendar import Period
from skj.language import N_, _
from skj.ledgers.base import Ledger, Record
from skj.ledgers.cases import DisciplineCase
from skj.ledgers.coaching import CoachingTalk
from skj.ledgers.insignia import InsigniaReturn
from skj.ledgers.knowledge import KnowledgeItem
from skj.ledgers.rooms import RoomRepair
from skj.ledgers.steps import PlanStep
from skj.ledgers.surveys import SurveyAnswer
from skj.ledgers.training import TrainingAttendance, TrainingFollowup, TrainingSession
from skj.scoring.measurement import Measurement
from skj.scoring.plan_model import Indicator, Measure
from skj.thai.text import identity_key

BEFORE_YEAR: Final = N_("dated before the fiscal year")
AFTER_PERIOD: Final = N_("dated after the period")
UNDATED: Final = N_("has no date")
WHOLE_PLAN: Final = 100
LACKS_SCORES: Final = N_("lacks one or both scores")
NO_SESSION: Final = N_("its session is not in the ledger of training sessions")


@dataclass(frozen=True, slots=True)
class Books:
    """What measures look at: the ledgers by name, and what the office says about two of them.

    `expected` is the number of paper records by grant year, `agencies` those the training is for (empty: not said).
    """

    ledger: Callable[[str], Ledger[Any]]
    expected: Mapping[int, int] = field(default_factory=dict)
    agencies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Which measure of which indicator, and what period counts."""

    indicator: Indicator
    measure: Measure
    period: Period


@dataclass(slots=True)
class _Sieve:
    """Sorts records into those that count and those that do not, with the reason in the language in use."""

    counted: list[Record] = field(default_factory=list)
    left_out: list[tuple[Record, str]] = field(default_factory=list)
    short: list[Record] = field(default_factory=list)

    def take(self, record: Record, reason: str | None) -> bool:
        """Count the record unless there is a reason not to."""
        if reason is None:
            self.counted.append(record)
        else:
            self.left_out.append((record, _(reason)))
        return reason is None

    def meets(self, record: Record, *, met: bool) -> bool:
        """Whether a record that counts in the whole also counts in the part; those that do not are kept."""
        if not met:
            self.short.append(record)
        return met

    def measurement(
        self, question: Question, numerator: int | Fraction, denominator: int | None = None, notes: Sequence[str] = ()
    ) -> Measurement:
        """The result, with everything that was sorted."""
        return Measurement(
            question.measure.id,
            numerator,
            denominator,
            tuple(self.counted),
            tuple(self.left_out),
            tuple(notes),
            tuple(self.short),
        )


def outside(period: Period, day: date | None) -> str | None:
    """Why a day does not count in the period, or None when it does (contract section 4)."""
    if day is None:
        return UNDATED
    if day < period.fiscal.start:
        return BEFORE_YEAR
    return None if period.counts(day) else AFTER_PERIOD


def sessions_held(question: Question, books: Books) -> Measurement:
    """Distinct session numbers held within the fiscal year by the as-of date (plan readings A17, A27)."""
    sieve = _Sieve()
    seen: set[int] = set()
    sessions: Iterable[TrainingSession | CoachingTalk] = books.ledger(question.measure.ledger).records
    for record in sessions:
        if sieve.take(record, outside(question.period, record.held_on)):
            seen.add(record.session)
    return sieve.measurement(question, len(seen))


def survey_satisfied(question: Question, books: Books) -> Measurement:
    """Answers of at least the plan's "satisfied" score over all who answered (plan readings A18, A19, A21, A22)."""
    sieve = _Sieve()
    satisfied = 0
    lowest = question.measure.number("from")
    for record in _answers(question.indicator, books.ledger(question.measure.ledger).records):
        reason = outside(question.period, record.answered_on) or (
            N_("gives no overall answer") if record.overall is None else None
        )
        if sieve.take(record, reason) and record.overall is not None:
            satisfied += sieve.meets(record, met=record.overall >= lowest)
    return sieve.measurement(question, satisfied, len(sieve.counted))


def _answers(indicator: Indicator, records: Iterable[SurveyAnswer]) -> list[SurveyAnswer]:
    return [record for record in records if indicator.is_meant_by(record.indicator)]


def knowledge_up(question: Question, books: Books) -> Measurement:
    """Rows whose score after is above the score before, over rows with both (plan readings A19, A26)."""
    return _share_risen(question, scored_rows(question, books))


class ScoredRow(NamedTuple):
    """A row with its two scores, and why it does not belong to the period (None when it does)."""

    record: Record
    reason: str | None
    before: Decimal | None
    after: Decimal | None


def scored_rows(question: Question, books: Books) -> list[ScoredRow]:
    """The rows of coaching or of the roll; a row of the roll is dated by its session."""
    records = books.ledger(question.measure.ledger).records
    if question.measure.ledger == "coaching":
        return [_talk_scores(record, question.period) for record in records]
    held = _session_days(books.ledger("training_sessions").records)
    return [_roll_scores(record, question.period, held) for record in records]


def _session_days(sessions: Iterable[TrainingSession]) -> dict[int, date | None]:
    """The first known day of each session: one may stand in several rows, and not each of them has the date."""
    days: dict[int, date | None] = {}
    for session in sessions:
        known = [day for day in (days.get(session.session), session.held_on) if day]
        days[session.session] = min(known, default=None)
    return days


def _talk_scores(record: CoachingTalk, period: Period) -> ScoredRow:
    return ScoredRow(record, outside(period, record.held_on), record.knowledge_before, record.knowledge_after)


def _roll_scores(record: TrainingAttendance, period: Period, held: Mapping[int, date | None]) -> ScoredRow:
    """A row of the roll is dated by its session; without that date nobody can say when the person was trained."""
    reason = outside(period, held[record.session]) if record.session in held else NO_SESSION
    return ScoredRow(record, reason, record.pre_test, record.post_test)


def _share_risen(question: Question, rows: Iterable[ScoredRow]) -> Measurement:
    sieve = _Sieve()
    risen = one_missing = 0
    for record, reason, before, after in rows:
        lacking = before is None or after is None
        one_missing += reason is None and (before is None) != (after is None)
        if sieve.take(record, reason or (LACKS_SCORES if lacking else None)):
            risen += sieve.meets(record, met=before is not None and after is not None and after > before)
    notes = (
        [_("People with only one of the two scores, left out: {count}.").format(count=one_missing)]
        if one_missing
        else []
    )
    return sieve.measurement(question, risen, len(sieve.counted), notes)


def records_imported(question: Question, books: Books) -> Measurement:
    """Valid records of the register over the paper records expected, capped per grant year (plan reading A24).

    The register carries no date of import, so it is taken as it stands whatever the as-of date.
    """
    sieve = _Sieve()
    since = question.measure.number("since_year")
    by_year: dict[int, int] = {}
    register: Iterable[InsigniaReturn] = books.ledger(question.measure.ledger).records
    for record in register:
        reason = (
            None
            if record.year >= since and record.year in books.expected
            else N_("its grant year has no expected number")
        )
        if sieve.take(record, reason):
            by_year[record.year] = by_year.get(record.year, 0) + 1
    imported = sum(min(by_year.get(year, 0), count) for year, count in books.expected.items())
    return sieve.measurement(question, imported, sum(books.expected.values()), _surplus(by_year, books.expected))


def _surplus(by_year: Mapping[int, int], expected: Mapping[int, int]) -> list[str]:
    text = _("Grant year {year} has {count} records but only {expected} are expected; the surplus does not count.")
    over = [(year, count, expected[year]) for year, count in sorted(by_year.items()) if count > expected[year]]
    return [text.format(year=year, count=count, expected=limit) for year, count, limit in over]


def plan_progress(question: Question, books: Books) -> Measurement:
    """Weights of the steps done by the as-of date, of 100; half-done steps count 0 (plan reading A33)."""
    sieve = _Sieve()
    done = Fraction(0)
    steps: Iterable[PlanStep] = books.ledger(question.measure.ledger).records
    for record in steps:
        if not question.indicator.is_meant_by(record.indicator):
            continue
        reached = question.period.reached(record.done_on)
        if sieve.take(record, None if reached else N_("is not done yet")):
            done += Fraction(record.weight)
    return sieve.measurement(question, min(done, Fraction(WHOLE_PLAN)), WHOLE_PLAN)


def processes_published(question: Question, books: Books) -> Measurement:
    """Distinct work processes with something published within the fiscal year by the as-of date (plan reading A30)."""
    sieve = _Sieve()
    names: set[str] = set()
    items: Iterable[KnowledgeItem] = books.ledger(question.measure.ledger).records
    for record in items:
        if sieve.take(record, outside(question.period, record.published_on)):
            names.add(identity_key(record.process))
    return sieve.measurement(question, len(names))


def presented_within(question: Question, books: Books) -> Measurement:
    """Cases presented in time over cases in scope presented within the fiscal year (plan readings A1-A10)."""
    sieve = _Sieve()
    in_time = 0
    cases: Iterable[DisciplineCase] = books.ledger(question.measure.ledger).records
    for record in cases:
        reason = out_of_scope(question.indicator, record) or _unpresented(question.period, record)
        if sieve.take(record, reason) and record.days is not None:
            in_time += sieve.meets(record, met=is_within(question.measure, record.days))
    return sieve.measurement(question, in_time, len(sieve.counted))


def is_within(measure: Measure, days: int) -> bool:
    """Whether a number of days keeps the measure's limit; "less than" and "at most" differ by a day (plan reading A5)."""
    if "less_than_days" in measure.params:
        return days < measure.number("less_than_days")
    return days <= measure.number("at_most_days")


def out_of_scope(indicator: Indicator, record: DisciplineCase) -> str | None:
    """Why a case is outside the indicator, or None when it is inside."""
    facts = indicator.facts.cases
    if facts is None:
        return None
    if facts.serious and not record.serious:
        return N_("is not a serious breach")
    if facts.corruption and not record.corruption:
        return N_("is not a matter of corruption")
    covered = facts.covers(record.known_position_type or "", record.position_level or "")
    return None if covered else N_("the position is below the levels in scope")


def _unpresented(period: Period, record: DisciplineCase) -> str | None:
    if record.presented_on is None:
        return N_("is not presented yet")
    return outside(period, record.presented_on)


def rooms_repaired(question: Question, books: Books) -> Measurement:
    """Rooms ready, else repaired, within the fiscal year by the as-of date; each room once (plan readings A14, A15)."""
    sieve = _Sieve()
    rooms: Iterable[RoomRepair] = books.ledger(question.measure.ledger).records
    for record in rooms:
        sieve.take(record, outside(question.period, record.counted_on))
    return sieve.measurement(
        question, len({record.room_key for record in sieve.counted if isinstance(record, RoomRepair)})
    )


def people_asked(question: Question, books: Books) -> Measurement:
    """Trainees of the earlier year whose agency was asked by the as-of date (plan reading A25)."""
    sieve = _Sieve()
    trainees: Iterable[TrainingFollowup] = books.ledger(question.measure.ledger).records
    for record in trainees:
        sieve.take(record, outside(question.period, record.asked_on))
    return sieve.measurement(question, len(sieve.counted))


def clean_trainees(question: Question, books: Books) -> Measurement:
    """Trainees answered for with no corrupt conduct, over all trainees of the earlier year (plan reading A25)."""
    sieve = _Sieve()
    clean = 0
    trainees: Iterable[TrainingFollowup] = books.ledger(question.measure.ledger).records
    for record in trainees:
        if sieve.take(record, outside(question.period, record.answered_on)):
            clean += sieve.meets(record, met=record.corrupt_conduct is False)
    return sieve.measurement(question, clean, question.measure.number("trainees"))


MeasureFunction = Callable[[Question, Books], Measurement]
FUNCTIONS: Final[Mapping[str, MeasureFunction]] = {
    function.__name__: function
    for function in (
        sessions_held,
        survey_satisfied,
        knowledge_up,
        records_imported,
        plan_progress,
        processes_published,
        presented_within,
        rooms_repaired,
        people_asked,
        clean_trainees,
    )
}


def measured(function: str, indicator: Indicator, period: Period, books: Books) -> Measurement:
    """What the indicator's own measure of that function counts, so that other reports count as the score does."""
    return FUNCTIONS[function](Question(indicator, indicator.measured_by(function), period), books)

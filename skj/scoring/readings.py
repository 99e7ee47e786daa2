"""Warnings for readings of the plan that a number alone would hide (plan section 15.1); each cites its reading."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from skj.calendar import Period
from skj.language import _
from skj.ledgers.training import TrainingSession
from skj.ledgers.vocabulary import find_district
from skj.scoring.clocks import late_within_stages, limits_of, running_clocks, summarise
from skj.scoring.measurement import Measurement, shown_value
from skj.scoring.measures import Books
from skj.scoring.plan_model import Indicator
from skj.scoring.satisfaction import half_up, mean_of, scores_of
from skj.scoring.stock import buildings_of
from skj.scoring.training import cover
from skj.thai.text import identity_key


@dataclass(frozen=True, slots=True)
class Known:
    """What a warning may look at: one indicator, what was measured, the period and the ledgers."""

    indicator: Indicator
    measurements: Mapping[str, Measurement]
    period: Period
    books: Books

    def counts(self, day: date | None) -> bool:
        """Whether a day counts in the period."""
        return self.period.counts(day)


Warner = Callable[[Known], list[str]]


def reading_warnings(known: Known) -> list[str]:
    """What people must know about how this indicator was read, in the language in use."""
    return [text for applies, warn in _WARNERS if applies(known.indicator) for text in warn(known)]


def _cases(known: Known) -> list[str]:
    clocks = running_clocks(known.books.ledger("cases").records, known.indicator, known.period)
    limits = limits_of(known.indicator)
    summary = summarise(clocks, limits)
    stages = len(late_within_stages(clocks, limits))
    texts = []
    if stages:
        text = _("Cases within both stage limits that missed {days} days: {count} (reading A1).")
        texts.append(text.format(count=stages, days=limits.wide))
    if summary.open_over_90:
        share = Fraction(summary.within_90, summary.presented + summary.open_over_90)
        text = _(
            "{count} open cases are past {days} days; counted as failures they would make the share {share} (reading A7)."
        )
        texts.append(text.format(count=summary.open_over_90, days=limits.wide, share=shown_value(share, is_share=True)))
    return texts


def _agencies(known: Known) -> list[str]:
    """All bureaus and offices are expected over the sessions, though the level goes by their number (reading A27)."""
    facts = known.indicator.facts.training
    sessions: Sequence[TrainingSession] = [
        session for session in known.books.ledger("training_sessions").records if known.counts(session.held_on)
    ]
    coverage = cover(sessions, [], facts, known.books.agencies)
    if facts is None or not sessions or coverage.is_whole:
        return []
    text = _("The sessions held name {count} of {all} agencies (reading A27).")
    return [text.format(count=len(coverage.reached), all=coverage.expected)]


def _expected(known: Known) -> list[str]:
    if known.books.expected:
        return []
    return [
        _(
            "The number of paper records is not set under [ledgers.insignia] expected, so “100 % imported” cannot be shown (reading A24)."
        )
    ]


def _processes(known: Known) -> list[str]:
    facts = known.indicator.facts.knowledge
    found = next(
        (
            known.measurements[measure.id]
            for measure in known.indicator.measures
            if measure.function == "processes_published" and measure.id in known.measurements
        ),
        None,
    )
    if facts is None or found is None or found.numerator >= facts.processes:
        return []
    text = _("{count} of {all} work processes are published (reading A30).")
    return [text.format(count=found.numerator, all=facts.processes)]


def _districts(known: Known) -> list[str]:
    """Sessions count for the project as a whole; districts and people reached are shown beside (reading A17)."""
    facts = known.indicator.facts.coaching
    talks = [talk for talk in known.books.ledger("coaching").records if known.counts(talk.held_on)]
    districts = {found.thai for talk in talks if talk.district and (found := find_district(talk.district))}
    people = {identity_key(talk.mentee) for talk in talks if talk.mentee}
    if facts is None or not talks or (len(districts) >= facts.districts and len(people) >= facts.people):
        return []
    text = _(
        "So far {districts} of {all_districts} districts and {people} of {all_people} people were coached (reading A17)."
    )
    return [
        text.format(
            districts=len(districts), all_districts=facts.districts, people=len(people), all_people=facts.people
        )
    ]


def _buildings(known: Known) -> list[str]:
    facts = known.indicator.facts.housing
    rooms = known.books.ledger("rooms").records
    if facts is None or not rooms:
        return []
    buildings = buildings_of(rooms, known.period)
    text = _(
        "Buildings, which no level asks for: {started} with a room repaired, {complete} with none left damaged, of {target} aimed at (reading A16)."
    )
    started = sum(building.is_started for building in buildings)
    complete = sum(building.is_complete for building in buildings)
    return [text.format(started=started, complete=complete, target=facts.buildings_target)]


def _survey(known: Known) -> list[str]:
    """The share of people scores; the mean is shown beside it so that nobody mixes the two up (reading A19)."""
    names = [measure.id for measure in known.indicator.measures if measure.function == "survey_satisfied"]
    counted = [record for name in names if name in known.measurements for record in known.measurements[name].counted]
    mean = mean_of(scores_of(counted))
    if mean is None:
        return []
    text = _("Mean satisfaction is {mean} of 5; the level goes by the share of people who answer 4 or 5 (reading A19).")
    return [text.format(mean=half_up(mean))]


_WARNERS: Final[tuple[tuple[Callable[[Indicator], bool], Warner], ...]] = (
    (lambda indicator: indicator.facts.cases is not None, _cases),
    (lambda indicator: indicator.facts.training is not None, _agencies),
    (lambda indicator: indicator.facts.insignia is not None, _expected),
    (lambda indicator: indicator.facts.knowledge is not None, _processes),
    (lambda indicator: indicator.facts.coaching is not None, _districts),
    (lambda indicator: indicator.facts.housing is not None, _buildings),
    (lambda indicator: any(measure.function == "survey_satisfied" for measure in indicator.measures), _survey),
)

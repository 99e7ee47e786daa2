"""What the surveys say: how many answered what, by indicator and group, the share that scores and the mean beside it (A18-A23)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Final

from skj.calendar import Period
from skj.ledgers.base import Record
from skj.ledgers.surveys import SurveyAnswer
from skj.ledgers.vocabulary import MeanWords, words_of_mean
from skj.scoring.measurement import Measurement
from skj.scoring.measures import Books, Question, outside, survey_satisfied
from skj.scoring.plan_model import Indicator, Measure
from skj.scoring.plan_parts import Threshold
from skj.thai.sorting import sort_key

STEPS: Final = (5, 4, 3, 2, 1)


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers of a group, or of all groups: `forms` handed in in the period, `answers` those with an overall answer.

    `spread` counts the answers 5, 4, 3, 2 and 1; an answer between two steps (4.5) counts with the lower one, since only 4 and
    above is "satisfied".
    """

    group: str
    forms: int
    answers: int
    satisfied: int
    spread: tuple[int, ...]
    mean: Fraction | None

    @property
    def share(self) -> Fraction | None:
        """The satisfied over those who answered, exact; None when nobody did (readings A9, A22)."""
        return Fraction(self.satisfied, self.answers) if self.answers else None

    @property
    def response(self) -> Fraction | None:
        """Forms with an overall answer over all forms; the ledgers do not say how many people were invited."""
        return Fraction(self.answers, self.forms) if self.forms else None

    @property
    def rounded_mean(self) -> Decimal | None:
        """The mean with two places, rounded half up as its words are looked up (facts 9)."""
        return None if self.mean is None else half_up(self.mean)

    def words(self, table: str) -> MeanWords | None:
        """What the mean is called in a table of `data/satisfaction-means.csv`; None when nobody answered."""
        return None if self.rounded_mean is None else words_of_mean(self.rounded_mean, table)


@dataclass(frozen=True, slots=True)
class Survey:
    """The survey of an indicator: all answers pooled, which is what scores (reading A23), then by group."""

    indicator: Indicator
    measure: Measure
    measurement: Measurement
    threshold: Threshold | None
    pooled: Answers
    groups: tuple[Answers, ...]

    @property
    def is_met(self) -> bool:
        """Whether the share reaches what the plan asks for; 0 of 0 never does (reading A9)."""
        share = self.pooled.share
        return share is not None and self.threshold is not None and share >= self.threshold.value


def summarise_surveys(indicators: Iterable[Indicator], period: Period, books: Books) -> tuple[Survey, ...]:
    """The surveys the plan asks for, in the order of the indicators."""
    pairs = [
        (each, measure) for each in indicators for measure in each.measures if measure.function == "survey_satisfied"
    ]
    return tuple(_survey(Question(indicator, measure, period), books) for indicator, measure in pairs)


def strangers(indicators: Iterable[Indicator], records: Iterable[SurveyAnswer]) -> tuple[SurveyAnswer, ...]:
    """Answers that name an indicator without a survey; they count nowhere."""
    asking = [each for each in indicators if any(measure.function == "survey_satisfied" for measure in each.measures)]
    return tuple(row for row in records if not any(each.is_meant_by(row.indicator) for each in asking))


def _survey(question: Question, books: Books) -> Survey:
    found = survey_satisfied(question, books)
    forms = [
        record
        for record in books.ledger(question.measure.ledger).records
        if question.indicator.is_meant_by(record.indicator) and outside(question.period, record.answered_on) is None
    ]
    lowest = question.measure.number("from")
    by_group: defaultdict[str, list[SurveyAnswer]] = defaultdict(list)
    for form in forms:
        by_group[form.group or ""].append(form)
    groups = (count_answers(group, by_group[group], lowest) for group in sorted(by_group, key=sort_key))
    limits = question.indicator.thresholds(question.measure.id).values()
    return Survey(
        question.indicator,
        question.measure,
        found,
        next(iter(limits), None),
        count_answers("", forms, lowest),
        tuple(groups),
    )


def count_answers(group: str, forms: Sequence[SurveyAnswer], lowest: int) -> Answers:
    """Count the forms of a group; `lowest` is the answer from which on somebody is satisfied."""
    scores = scores_of(forms)
    steps = Counter(int(score) for score in scores)
    return Answers(
        group=group,
        forms=len(forms),
        answers=len(scores),
        satisfied=sum(score >= lowest for score in scores),
        spread=tuple(steps[step] for step in STEPS),
        mean=mean_of(scores),
    )


def scores_of(records: Iterable[Record]) -> list[Decimal]:
    """The overall answers that were given."""
    return [row.overall for row in records if isinstance(row, SurveyAnswer) and row.overall is not None]


def mean_of(scores: Sequence[Decimal]) -> Fraction | None:
    """The exact mean; None of no scores."""
    return Fraction(sum(scores)) / len(scores) if scores else None


def half_up(number: Fraction) -> Decimal:
    """Two places, rounded half up: 4.505 is 4.51 (facts 9)."""
    return Decimal(floor(number * 100 + Fraction(1, 2))) / 100

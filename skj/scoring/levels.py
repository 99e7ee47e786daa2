"""From measurements and evidence to a level and points, with what holds, what is missing and what the next level needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Final

from skj.language import N_, _
from skj.ledgers.base import Record
from skj.scoring.measurement import Measurement, shown_value
from skj.scoring.plan_model import Condition, Indicator, Level, Unit
from skj.scoring.plan_parts import Label, Threshold

GAPS: Final[Mapping[Unit, str]] = {
    "count": N_("still missing: {count}"),
    "percent": N_("at {total} in all, still missing: {count}"),
    "rooms": N_("rooms still to repair: {count}"),
    "sessions": N_("sessions still to hold: {count}"),
    "people": N_("people still to ask: {count}"),
    "processes": N_("work processes still to publish: {count}"),
    "cases": N_("cases still missing: {count}"),
}


@dataclass(frozen=True, slots=True)
class ConditionResult:
    """One condition judged.

    `have` is the measured value (None for 0/0 and for what was not measured) or, of evidence, whether it was found; `proof` is the
    record of the evidence.
    """

    level: int
    condition: Condition
    words: Label
    have: Fraction | bool | None
    is_met: bool
    measurement: Measurement | None = None
    unit: Unit | None = None
    proof: Record | None = None

    @property
    def threshold(self) -> Threshold | None:
        """The threshold; None for evidence."""
        return self.condition.limit[1] if self.condition.limit else None

    @property
    def need(self) -> Fraction | bool:
        """What is asked for: a value, or True for evidence."""
        return self.threshold.value if self.threshold else True

    @property
    def missing(self) -> Fraction | None:
        """The smallest whole change of the numerator that meets the condition, the denominator as it is.

        12 more rooms, 3 more satisfied answers; negative where there is too much. None when the condition is met, for evidence, for
        0/0, and where no whole change at this denominator does it.
        """
        found = self.measurement
        if self.is_met or not (found and self.condition.limit) or found.value is None:
            return None
        whole = Fraction(1 if found.denominator is None else found.denominator)
        reached = _nearest(self.condition, whole)
        possible = reached is not None and (not found.is_share or 0 <= reached <= whole)
        return reached - Fraction(found.numerator) if reached is not None and possible else None

    def have_text(self) -> str:
        """What there is, `348` or `89.98% (899 of 999)`."""
        if self.threshold is None:
            return _("found") if self.have else _("not found")
        value = shown_value(self.have if isinstance(self.have, Fraction) else None, is_share=self.threshold.is_share)
        found = self.measurement
        if found is None or found.denominator is None:
            return value
        return _("{value} ({part} of {whole})").format(value=value, part=found.numerator, whole=found.denominator)

    def need_text(self) -> str:
        """What the condition lacks, in one line."""
        if self.threshold is None:
            return _("{condition}: no document of this item yet").format(condition=self.words.text())
        return _("{condition}: have {have}{gap}").format(
            condition=self.words.text(), have=self.have_text(), gap=self._gap_text()
        )

    def _gap_text(self) -> str:
        if self.missing is None or self.measurement is None or self.unit is None:
            return ""
        text = _(GAPS[self.unit]).format(count=self.missing, total=self.measurement.denominator)
        return f"; {text}"


@dataclass(frozen=True, slots=True)
class NextLevel:
    """The next level, the points it would add, and the conditions of its own that are not met.

    `reaches` is the level these conditions would lead to: higher than `level` when those above hold already.
    """

    level: int
    points_gain: Fraction
    needs: tuple[ConditionResult, ...]
    reaches: int


@dataclass(frozen=True, slots=True)
class Score:
    """The level of an indicator and why; `warnings` are sentences for people, already translated."""

    indicator: Indicator
    level: int
    percent: int
    points: Fraction
    results: tuple[ConditionResult, ...]
    next: NextLevel | None
    warnings: tuple[str, ...]

    @property
    def weight(self) -> int:
        """The points that can be reached."""
        return self.indicator.weight

    @property
    def met(self) -> tuple[ConditionResult, ...]:
        """The conditions that hold, lowest level first."""
        return tuple(result for result in self.results if result.is_met)

    @property
    def unmet(self) -> tuple[ConditionResult, ...]:
        """The conditions that do not hold, lowest level first."""
        return tuple(result for result in self.results if not result.is_met)

    def at(self, level: int) -> tuple[ConditionResult, ...]:
        """The conditions of one level."""
        return tuple(result for result in self.results if result.level == level)


def score(indicator: Indicator, measurements: Mapping[str, Measurement], evidence: Mapping[str, Record]) -> Score:
    """Score an indicator from its measurements (by measure id) and the evidence found (by key).

    There is no interpolation between levels (reading A32); what was not measured is not met.
    """
    results = tuple(
        _judge(indicator, level, need, measurements, evidence) for level in indicator.levels for need in level.requires
    )
    held = _held(indicator, results)
    level = _reached(indicator, held)
    percents = {row.level: row.percent for row in indicator.levels}
    upcoming = _next(indicator, results, held, level)
    warnings = (*_ladder_warnings(indicator, results, held, level), *_measure_warnings(indicator, measurements))
    return Score(indicator, level, percents.get(level, 0), points_at(indicator, level), results, upcoming, warnings)


def points_at(indicator: Indicator, level: int) -> Fraction:
    """Points of a level: weight times level over the highest level; level 0 has none (plan section 7)."""
    return Fraction(indicator.weight * level, indicator.levels[-1].level)


def _judge(
    indicator: Indicator,
    level: Level,
    condition: Condition,
    measurements: Mapping[str, Measurement],
    evidence: Mapping[str, Record],
) -> ConditionResult:
    words = indicator.words(condition)
    if condition.evidence:
        proof = evidence.get(condition.evidence)
        return ConditionResult(level.level, condition, words, proof is not None, proof is not None, proof=proof)
    found = measurements.get(condition.measure)
    have = found.value if found else None
    is_met = have is not None and condition.holds(have)
    return ConditionResult(
        level.level, condition, words, have, is_met, found, indicator.measure(condition.measure).unit
    )


def _nearest(condition: Condition, whole: Fraction) -> Fraction | None:
    """The numerator nearest to the threshold that meets the condition over `whole`."""
    if condition.limit is None:
        return None
    comparison, threshold = condition.limit
    exact = threshold.value * whole
    match comparison:
        case "at_least":
            return Fraction(ceil(exact))
        case "more_than":
            return Fraction(floor(exact) + 1)
        case "at_most":
            return Fraction(floor(exact))
        case "less_than":
            return Fraction(ceil(exact) - 1)
        case "equals":
            return exact if exact.denominator == 1 else None


def _held(indicator: Indicator, results: Sequence[ConditionResult]) -> set[int]:
    """The levels whose own conditions all hold."""
    return {row.level for row in indicator.levels} - {result.level for result in results if not result.is_met}


def _reached(indicator: Indicator, held: set[int]) -> int:
    """The level: the highest held one, or on a cumulative ladder the highest with no gap below it (contract section 3)."""
    if not indicator.is_cumulative:
        return max(held, default=0)
    gaps = (row.level for row in indicator.levels if row.level not in held)
    return next(gaps, indicator.levels[-1].level + 1) - 1


def _next(indicator: Indicator, results: Sequence[ConditionResult], held: set[int], level: int) -> NextLevel | None:
    """What level + 1 needs of its own; on either ladder nothing else stands between."""
    above = level + 1
    if above > indicator.levels[-1].level:
        return None
    needs = tuple(result for result in results if result.level == above and not result.is_met)
    gain = points_at(indicator, above) - points_at(indicator, level)
    return NextLevel(above, gain, needs, _reached(indicator, held | {above}))


def _ladder_warnings(indicator: Indicator, results: Sequence[ConditionResult], held: set[int], level: int) -> list[str]:
    if not indicator.is_cumulative:
        return [_missing_below(results, lower) for lower in range(1, level) if lower not in held]
    blocked = [higher for higher in sorted(held) if higher > level]
    return [_held_back(results, blocked, level + 1)] if blocked else []


def _missing_below(results: Sequence[ConditionResult], lower: int) -> str:
    text = _(
        "Level {level} is not complete: {conditions}. The higher level still counts, as this indicator's levels stand alone."
    )
    return text.format(level=lower, conditions=_unmet_words(results, lower))


def _held_back(results: Sequence[ConditionResult], blocked: Sequence[int], gap: int) -> str:
    text = _("The conditions of level {levels} hold already, but level {gap} is not complete: {conditions}.")
    return text.format(levels=", ".join(map(str, blocked)), gap=gap, conditions=_unmet_words(results, gap))


def _unmet_words(results: Sequence[ConditionResult], level: int) -> str:
    return ", ".join(result.words.text() for result in results if result.level == level and not result.is_met)


def _measure_warnings(indicator: Indicator, measurements: Mapping[str, Measurement]) -> list[str]:
    """What people must know about the numbers: not measured, a share of nothing (reading A9), and the measures' own notes."""
    warnings = []
    for measure in indicator.measures:
        found = measurements.get(measure.id)
        if found is None:
            warnings.append(_("{measure}: not measured, so it is not met.").format(measure=measure.label.text()))
        elif found.value is None:
            warnings.append(
                _("{measure}: 0 of 0, nothing to judge yet; this never counts as met.").format(
                    measure=measure.label.text()
                )
            )
        warnings.extend(found.notes if found else ())
    return warnings

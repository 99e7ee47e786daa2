"""The plan of a fiscal year as checked, frozen types; what the keys of a plan file mean is said here."""

import operator
import unicodedata
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache, lru_cache
from typing import Annotated, Any, Final, Literal

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from skj.diagnostics import Diagnostic, Place, UsageRefused
from skj.language import N_, _
from skj.rules import plan as rules
from skj.scoring.plan_facts import Facts
from skj.scoring.plan_parts import Label, Limit, Month, PlanPart, Threshold, Whole, Year

Comparison = Literal["at_least", "more_than", "at_most", "less_than", "equals"]
Unit = Literal["count", "percent", "rooms", "sessions", "people", "processes", "cases"]
Ladder = Literal["cumulative", "independent"]
Sureness = Literal["high", "medium", "low-medium"]

COMPARISONS: Final[Mapping[Comparison, Callable[[Fraction, Fraction], bool]]] = {
    "at_least": operator.ge,
    "more_than": operator.gt,
    "at_most": operator.le,
    "less_than": operator.lt,
    "equals": operator.eq,
}
UNCLEAR: Final = "unclear_condition"
UNIT_NAMES: Final[Mapping[Unit, str]] = {
    "count": N_("number"),
    "percent": N_("percent"),
    "rooms": N_("rooms"),
    "sessions": N_("sessions"),
    "people": N_("people"),
    "processes": N_("work processes"),
    "cases": N_("cases"),
}


class Condition(PlanPart):
    """What a level asks for: an evidence key, or one measure with exactly one comparison."""

    evidence: str = ""
    measure: str = ""
    at_least: Limit | None = None
    more_than: Limit | None = None
    at_most: Limit | None = None
    less_than: Limit | None = None
    equals: Limit | None = None
    label: Label | None = None

    @model_validator(mode="after")
    def _is_clear(self) -> "Condition":
        limits = sum(getattr(self, name) is not None for name in COMPARISONS)
        if bool(self.evidence) == bool(self.measure) or limits != bool(self.measure):
            raise PydanticCustomError(UNCLEAR, "one evidence key, or one measure with one comparison")
        return self

    @property
    def limit(self) -> tuple[Comparison, Threshold] | None:
        """The comparison and its threshold; None for a condition on evidence."""
        given = ((name, getattr(self, name)) for name in COMPARISONS)
        return next(((name, threshold) for name, threshold in given if threshold is not None), None)

    def holds(self, value: Fraction) -> bool:
        """Whether a measured value passes; only asked of conditions on a measure."""
        return self.limit is not None and COMPARISONS[self.limit[0]](value, self.limit[1].value)


class Level(PlanPart):
    """One row of a scoring table: the plan's own words, its percent and the conditions, all of which must hold.

    `percent` comes from the plan's `levels` table unless the row states another.
    """

    level: Annotated[int, Field(strict=True, ge=1)]
    percent: Whole
    words: str
    requires: tuple[Condition, ...] = Field(min_length=1)  # a level without conditions would be met by nothing at all


class Measure(PlanPart):
    """A number taken from a ledger: the name of the function that counts and the parameters that belong to the year."""

    id: str
    function: str
    ledger: str
    unit: Unit
    label: Label
    params: Mapping[str, Whole] = {}

    @property
    def is_share(self) -> bool:
        """Whether the measure is a share of something."""
        return self.unit == "percent"

    def number(self, name: str) -> int:
        """The number of a parameter; UsageRefused when the plan file lacks it."""
        if name in self.params:
            return self.params[name]
        key = f"measures.{self.id}.params.{name}"
        raise UsageRefused(Diagnostic(rules.MISSING_KEY, Place(heading=key), {"key": key}))


class EvidenceItem(PlanPart):
    """A document that proves something; `document` is the id in the plan's own list of documents, empty when the list has none."""

    key: str
    label: Label
    document: str = ""


class Document(PlanPart):
    """An entry of the plan's list of evidence documents, `1.1`; the Thai name is the plan's own."""

    id: str
    name: Label


class MonthsReading(PlanPart):
    """The months of a step as read from the arrows of table จ: never certain, so it says how sure it is.

    `only_start` means that the arrow's length is lost and only its first month is known.
    """

    months: tuple[Month, ...] = Field(min_length=1)
    sure: Sureness
    only_start: bool = False
    note: Label | None = None


class Step(PlanPart):
    """A planned step of table จ; `text` is the plan's own.

    `unknown` marks what the scan lost: `weight` is then the weight that is missing, and there is no text. `cut_off` marks a text
    whose end is lost. `rooms` is the milestone of a repair step; it never enters a score (reading A12).
    """

    step: Annotated[int, Field(strict=True, ge=1)]
    text: str = ""
    label: Label
    weight: Annotated[int, Field(strict=True, ge=1)]
    unknown: bool = False
    cut_off: bool = False
    rooms: Whole | None = None
    months_reading: MonthsReading | None = None


class Baseline(PlanPart):
    """What the plan prints for an earlier year; no year when it prints one entry for all."""

    year: Year | None = None
    text: str


class Target(PlanPart):
    """The target as printed, and its number where there is one."""

    text: str
    number: Whole | None = None


class Policy(PlanPart):
    """A code of the governor's policy and its text where the plan prints one."""

    code: str
    text: str = ""


class Indicator(PlanPart):
    """An indicator with everything that is needed to score it; `codes_read` are links that are a reading, not printed.

    `short` is a name of our own for tables, `headline` the measure whose figure stands for the indicator at a glance.
    """

    number: Whole
    id: str
    name: Label
    short: Label
    headline: str
    unit: Label
    project: Label
    group: str
    weight: Whole
    target: Target
    ladder: Ladder
    baselines: tuple[Baseline, ...]
    codes: tuple[str, ...] = ()
    codes_read: tuple[str, ...] = ()
    policy: Policy | None = None
    objectives: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
    evidence: tuple[EvidenceItem, ...] = ()
    measures: tuple[Measure, ...] = ()
    levels: tuple[Level, ...]
    steps: tuple[Step, ...] = ()
    facts: Facts = Facts()

    @field_validator("levels", mode="after")
    @classmethod
    def _from_the_lowest(cls, levels: tuple[Level, ...]) -> tuple[Level, ...]:
        return tuple(sorted(levels, key=lambda level: level.level))

    @property
    def is_cumulative(self) -> bool:
        """Whether a level also needs every level below it."""
        return self.ladder == "cumulative"

    def is_meant_by(self, reference: str) -> bool:
        """Whether a ledger's reference means this indicator: its number, its id, its name or its project."""
        names = (str(self.number), self.id, self.name.th, self.name.en, self.project.th, self.project.en)
        return _folded(reference) in _all_folded(names)

    def measure(self, measure_id: str) -> Measure:
        """The measure of that id; KeyError when there is none."""
        return {measure.id: measure for measure in self.measures}[measure_id]

    def measured_by(self, function: str) -> Measure:
        """The first measure of that function; UsageRefused when the plan file lacks it."""
        for measure in self.measures:
            if measure.function == function:
                return measure
        key = f"indicators.{self.id}.measures.{function}"
        raise UsageRefused(Diagnostic(rules.MISSING_KEY, Place(heading=key), {"key": key}))

    def evidence_item(self, words: str) -> EvidenceItem | None:
        """The evidence item of a key or of its label in either language, spaces and capitals aside; None when there is none."""
        wanted = _folded(words)
        known = ((item, (item.key, item.label.th, item.label.en)) for item in self.evidence)
        return next((item for item, names in known if wanted in map(_folded, names)), None)

    def levels_needing(self, evidence_key: str) -> tuple[int, ...]:
        """The levels that ask for an evidence item; none for a document the plan only wants kept."""
        return tuple(
            level.level for level in self.levels if any(need.evidence == evidence_key for need in level.requires)
        )

    def thresholds(self, measure_id: str) -> dict[int, Threshold]:
        """The threshold of a measure by level: the milestones of the indicator, lowest level first."""
        found = (
            (level.level, need.limit) for level in self.levels for need in level.requires if need.measure == measure_id
        )
        return {level: limit[1] for level, limit in found if limit}

    def words(self, condition: Condition) -> Label:
        """The wording of a condition: its own with the threshold filled in, or that of the evidence item."""
        if condition.label and condition.limit:
            return condition.label.filled(condition.limit[1])
        return condition.label or {item.key: item.label for item in self.evidence}[condition.evidence]

    @property
    def missing_step_weight(self) -> int:
        """The weight of the planned steps that the scan lost, in percent."""
        return sum(step.weight for step in self.steps if step.unknown)


class Component(PlanPart):
    """A component of the unit's assessment; one that is not scored has neither weight nor levels in the plan."""

    number: Whole
    name: Label
    scored: bool
    weight: Whole | None = None
    parts: tuple[Label, ...] = ()


class Group(PlanPart):
    """A group of indicators within a component and the points it holds."""

    id: str
    component: Whole
    name: Label
    points: Whole


class StrategyLink(PlanPart):
    """A code of the parent plan and the text printed for it."""

    code: str
    text: str


class Reading(PlanPart):
    """How an unclear passage of the plan is read, cited in reports by its id; `indicators` empty means all of them."""

    id: str
    indicators: tuple[str, ...] = ()
    label: Label


class RoutineProject(PlanPart):
    """A project outside the indicators and its budget in baht."""

    number: Whole
    name: Label
    budget: Whole


class Plan(PlanPart):
    """A year's plan; `levels` gives the percent of each level, `routine_total` the sum of budgets as printed.

    `update_every`: after how many days without a new dated record a ledger is not kept up (`skj today`); never scored.
    """

    fiscal_year: Year
    title: Label
    short_title: str
    owner: Label
    parent: str
    levels: Mapping[int, Whole]
    components: tuple[Component, ...]
    groups: tuple[Group, ...]
    strategy: tuple[StrategyLink, ...] = ()
    routine_total: Whole
    routine_projects: tuple[RoutineProject, ...] = ()
    update_every: Mapping[str, Whole] = {}
    readings: tuple[Reading, ...] = ()
    indicators: tuple[Indicator, ...] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _percent_of_each_level(cls, raw: Any) -> Any:
        """Copy the percents of the `levels` table into the rows; anything misshapen is left for the fields to complain about."""
        match raw:
            case {"levels": dict(percents), "indicators": list(indicators), **rest}:
                filled = [_with_percents(indicator, percents) for indicator in indicators]
                return {**rest, "levels": percents, "indicators": filled}
            case _:
                return raw

    @property
    def weight(self) -> int:
        """The points that can be reached, the sum of the indicators' weights."""
        return sum(indicator.weight for indicator in self.indicators)

    def find(self, key: str) -> Indicator | None:
        """The indicator of an id or a number such as `5`; None when there is none."""
        wanted = key.strip().casefold()
        return next((each for each in self.indicators if wanted in {each.id, str(each.number)}), None)

    def measured_by(self, function: str, ledger: str = "") -> Indicator:
        """The first indicator with a measure of that function (of that ledger); UsageRefused when the plan has none."""
        for indicator in self.indicators:
            if any(each.function == function and ledger in {"", each.ledger} for each in indicator.measures):
                return indicator
        raise UsageRefused(
            Diagnostic(rules.FUNCTION_NOT_MEASURED, args={"function": function, "year": self.fiscal_year})
        )

    def readings_of(self, indicator: Indicator) -> tuple[Reading, ...]:
        """The readings that bear on an indicator's score."""
        return tuple(
            reading for reading in self.readings if not reading.indicators or indicator.id in reading.indicators
        )


def unit_name(unit: Unit) -> str:
    """The word for a unit, in the language in use."""
    return _(UNIT_NAMES[unit])


def _with_percents(indicator: Any, percents: Mapping[str, Any]) -> Any:
    match indicator:
        case {"levels": list(levels), **rest}:
            return {**rest, "levels": [_with_percent(level, percents) for level in levels]}
        case _:
            return indicator


def _with_percent(level: Any, percents: Mapping[str, Any]) -> Any:
    """A row of a scoring table; a level the table lacks gets 0 here and its own finding from the check of levels."""
    return {"percent": percents.get(str(level.get("level")), 0), **level} if isinstance(level, dict) else level


@cache
def _all_folded(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(_folded, names))


@lru_cache(1 << 12)  # a ledger repeats the same few references
def _folded(words: str) -> str:
    return "".join(unicodedata.normalize("NFC", words).casefold().split())

"""What must hold between the parts of a plan: each check yields a rule, the key at fault and the arguments of its text."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from skj.diagnostics import Rule
from skj.ledgers.registry import BY_NAME
from skj.rules import plan as rules
from skj.scoring.plan_model import Condition, Indicator, Level, Plan, unit_name
from skj.scoring.plan_parts import PLACEHOLDER

WHOLE: Final = 100  # percent of the work of one indicator


class Slip(NamedTuple):
    """Something wrong at `key`."""

    rule: Rule
    key: str
    args: Mapping[str, object]


def slips(plan: Plan, functions: Collection[str] = ()) -> Iterator[Slip]:
    """Everything wrong between the parts of `plan`; the functions of measures are only checked when they are given."""
    yield from _weights(plan)
    yield from _budgets(plan)
    yield from _names_used_twice(plan)
    yield from _references(plan)
    yield from _kept_ledgers(plan)
    yield from _gap("levels", sorted(plan.levels), list(range(1, max(plan.levels, default=0) + 1)))
    for indicator in plan.indicators:
        yield from _levels(plan, indicator)
        yield from _headline(indicator)
        yield from _conditions(indicator)
        yield from _steps(indicator)
        yield from _functions(indicator, functions)


def _weights(plan: Plan) -> Iterator[Slip]:
    """Component 1 sums to 70 and each group to its own points (plan section 7)."""
    component_of = {group.id: group.component for group in plan.groups}
    for group in plan.groups:
        found = sum(each.weight for each in plan.indicators if each.group == group.id)
        yield from _differing(f"groups.{group.id}.points", group.id, found, group.points)
    for component in plan.components:
        key = f"components.{component.number}.weight"
        found = sum(each.weight for each in plan.indicators if component_of.get(each.group) == component.number)
        if component.scored and component.weight is None:
            yield Slip(rules.MISSING_KEY, key, {"key": key})
        elif component.weight is not None:
            yield from _differing(key, str(component.number), found, component.weight)


def _differing(key: str, group: str, found: int, expected: int) -> Iterator[Slip]:
    if found != expected:
        yield Slip(rules.WEIGHTS_DO_NOT_SUM, key, {"group": group, "found": found, "expected": expected})


def _budgets(plan: Plan) -> Iterator[Slip]:
    found = sum(project.budget for project in plan.routine_projects)
    if found != plan.routine_total:
        yield Slip(rules.BUDGETS_DO_NOT_SUM, "routine_total", {"found": found, "expected": plan.routine_total})


def _names_used_twice(plan: Plan) -> Iterator[Slip]:
    yield from _twice("indicators.id", (each.id for each in plan.indicators))
    yield from _twice("indicators.number", (each.number for each in plan.indicators))
    yield from _twice("components.number", (each.number for each in plan.components))
    yield from _twice("groups.id", (each.id for each in plan.groups))
    yield from _twice("readings.id", (each.id for each in plan.readings))
    for indicator in plan.indicators:
        at = f"indicators.{indicator.id}"
        yield from _twice(f"{at}.measures.id", (each.id for each in indicator.measures))
        yield from _twice(f"{at}.documents.id", (each.id for each in indicator.documents))
        yield from _twice(f"{at}.evidence.key", (each.key for each in indicator.evidence))
        yield from _twice(f"{at}.evidence.label.th", (each.label.th for each in indicator.evidence))
        yield from _twice(f"{at}.steps.step", (each.step for each in indicator.steps))


def _twice(key: str, values: Iterable[object]) -> Iterator[Slip]:
    for value, times in Counter(values).items():
        if times > 1:
            yield Slip(rules.USED_TWICE, key, {"value": value})


def _references(plan: Plan) -> Iterator[Slip]:
    components = [str(each.number) for each in plan.components]
    for group in plan.groups:
        yield from _unknown(f"groups.{group.id}.component", [str(group.component)], components)
    for reading in plan.readings:
        yield from _unknown(
            f"readings.{reading.id}.indicators", reading.indicators, [each.id for each in plan.indicators]
        )
    for indicator in plan.indicators:
        at = f"indicators.{indicator.id}"
        codes = [link.code for link in plan.strategy]
        yield from _unknown(f"{at}.group", [indicator.group], [group.id for group in plan.groups])
        yield from _unknown(f"{at}.codes", [*indicator.codes, *indicator.codes_read], codes)
        documents = [document.id for document in indicator.documents]
        for item in indicator.evidence:
            yield from _unknown(f"{at}.evidence.{item.key}.document", filter(None, [item.document]), documents)


def _kept_ledgers(plan: Plan) -> Iterator[Slip]:
    yield from _unknown("update_every", plan.update_every, BY_NAME)


def _unknown(key: str, named: Iterable[str], known: Collection[str]) -> Iterator[Slip]:
    for value in named:
        if value not in known:
            yield Slip(rules.UNKNOWN_REFERENCE, key, {"value": value, "known": _listed(known)})


def _levels(plan: Plan, indicator: Indicator) -> Iterator[Slip]:
    """Each level exactly once: a missing one would move every level above it."""
    key = f"indicators.{indicator.id}.levels"
    yield from _gap(key, [level.level for level in indicator.levels], list(range(1, max(plan.levels, default=0) + 1)))


def _gap(key: str, found: list[int], expected: list[int]) -> Iterator[Slip]:
    if found != expected:
        yield Slip(rules.LEVEL_GAP, key, {"found": _listed(map(str, found)), "first": 1, "last": len(expected)})


def _headline(indicator: Indicator) -> Iterator[Slip]:
    """The figure shown at a glance must be one of the measures."""
    known = [measure.id for measure in indicator.measures]
    if indicator.headline not in known:
        args = {"value": indicator.headline, "known": _listed(known)}
        yield Slip(rules.UNKNOWN_REFERENCE, f"indicators.{indicator.id}.headline", args)


def _conditions(indicator: Indicator) -> Iterator[Slip]:
    for level in indicator.levels:
        for number, condition in enumerate(level.requires, start=1):
            key = f"indicators.{indicator.id}.levels.{level.level}.requires[{number}]"
            check = _evidence_condition if condition.evidence else _measure_condition
            yield from check(indicator, level, condition, key)


def _evidence_condition(indicator: Indicator, level: Level, condition: Condition, key: str) -> Iterator[Slip]:
    known = [item.key for item in indicator.evidence]
    if condition.evidence not in known:
        args = {"level": level.level, "evidence": condition.evidence, "known": _listed(known)}
        yield Slip(rules.UNKNOWN_EVIDENCE, f"{key}.evidence", args)


def _measure_condition(indicator: Indicator, level: Level, condition: Condition, key: str) -> Iterator[Slip]:
    known = {measure.id: measure for measure in indicator.measures}
    measure = known.get(condition.measure)
    if measure is None:
        yield Slip(
            rules.UNKNOWN_MEASURE,
            f"{key}.measure",
            {"level": level.level, "measure": condition.measure, "known": _listed(known)},
        )
    elif condition.limit and condition.limit[1].is_share != measure.is_share:
        name, threshold = condition.limit
        args = {"measure": measure.id, "unit": unit_name(measure.unit), "value": threshold.text()}
        yield Slip(rules.THRESHOLD_OF_OTHER_KIND, f"{key}.{name}", args)
    if not (condition.label and PLACEHOLDER in condition.label.th and PLACEHOLDER in condition.label.en):
        yield Slip(
            rules.CONDITION_WITHOUT_WORDS, f"{key}.label", {"measure": condition.measure, "placeholder": PLACEHOLDER}
        )


def _steps(indicator: Indicator) -> Iterator[Slip]:
    found = sum(step.weight for step in indicator.steps)
    if found > WHOLE:
        yield Slip(
            rules.STEP_WEIGHTS_OVER_100, f"indicators.{indicator.id}.steps", {"indicator": indicator.id, "found": found}
        )


def _functions(indicator: Indicator, functions: Collection[str]) -> Iterator[Slip]:
    """Each measure names a ledger and a function there are; without `functions` only the ledger is looked at."""
    for measure in indicator.measures:
        if measure.ledger not in BY_NAME:
            args = {"value": measure.ledger, "known": _listed(BY_NAME)}
            yield Slip(rules.UNKNOWN_REFERENCE, f"indicators.{indicator.id}.measures.{measure.id}.ledger", args)
        if functions and measure.function not in functions:
            args = {"measure": measure.id, "function": measure.function, "known": _listed(sorted(functions))}
            yield Slip(rules.UNKNOWN_FUNCTION, f"indicators.{indicator.id}.measures.{measure.id}.function", args)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "–"

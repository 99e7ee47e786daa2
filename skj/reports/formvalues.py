"""The names that an office's own form may hold, `{{housing.rooms_repaired}}`, and what stands for each.

Names of the plan come from the plan file: an indicator's id, then a measure's id, an evidence key or one of a few words.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from fractions import Fraction
from typing import Any, Final

from skj.language import _
from skj.reports.kpi import main_figure
from skj.reports.model import Field, Grid, Kind, Line, Report, Scalar, Section, Value
from skj.reports.wording import period_line
from skj.scoring.scorecard import Result, Scorecard

_JOINT: Final = " · "


def scorecard_values(card: Scorecard) -> tuple[Value, ...]:
    """Everything a form may ask of the scorecard, in the order of the plan."""
    singles = (value for result in card.results for value in _indicator_values(result))
    return (*_period_values(card), *_total_values(card), *singles)


def _period_values(card: Scorecard) -> Iterator[Value]:
    plan, period = card.plan, card.period
    yield Value("plan.owner", _("Office"), plan.owner.text())
    yield Value("plan.title", _("Plan"), plan.title.text())
    yield Value("fiscal_year", _("Fiscal year"), str(plan.fiscal_year))
    yield Value("period", _("Period"), period_line(period))
    yield Value("period.quarter", _("Quarter"), period.quarter, Kind.COUNT)
    yield Value("period.start", _("First day"), period.span.start, Kind.DATE)
    yield Value("period.end", _("Last day"), period.span.end, Kind.DATE)
    yield Value("period.as_of", _("As of"), min(period.as_of, period.fiscal.end), Kind.DATE)


def _total_values(card: Scorecard) -> Iterator[Value]:
    yield Value("total.points", _("Points"), card.points, Kind.POINTS)
    yield Value("total.weight", _("Weight"), card.plan.weight, Kind.COUNT)
    yield Value("total.percent", _("Share of component 1"), card.points / card.plan.weight, Kind.SHARE)
    for group in card.plan.groups:
        members = [result for result in card.results if result.indicator.group == group.id]
        points = sum((result.score.points for result in members), Fraction(0))
        yield Value(f"group.{group.id}.points", f"{_('Points')} {group.id}", points, Kind.POINTS)
        weight = sum(result.indicator.weight for result in members)
        yield Value(f"group.{group.id}.weight", f"{_('Weight')} {group.id}", weight, Kind.COUNT)


def _indicator_values(result: Result) -> Iterator[Value]:
    indicator, score = result.indicator, result.score
    own: list[tuple[str, str, Scalar, Kind]] = [
        ("number", _("No."), indicator.number, Kind.COUNT),
        ("name", _("Indicator"), indicator.name.text(), Kind.TEXT),
        ("short", _("Short name"), indicator.short.text(), Kind.TEXT),
        ("unit", _("Unit"), indicator.unit.text(), Kind.TEXT),
        ("weight", _("Weight"), indicator.weight, Kind.COUNT),
        ("target", _("Target"), indicator.target.text, Kind.TEXT),
        ("result", _("Result"), main_figure(result), Kind.TEXT),
        ("level", _("Level"), score.level, Kind.COUNT),
        ("points", _("Points"), score.points, Kind.POINTS),
        ("next", _("What the next level needs"), _next_text(result), Kind.TEXT),
        ("warnings", _("To know"), _JOINT.join(result.warnings), Kind.TEXT),
    ]
    for word, label, value, kind in own:
        yield Value(f"{indicator.id}.{word}", f"{indicator.number}. {label}", value, kind)
    yield from _measure_values(result)
    for item in indicator.evidence:
        found = result.evidence.get(item.key)
        label = f"{indicator.number}. {item.label.text()}"
        yield Value(f"{indicator.id}.{item.key}", label, found.dated_on if found else None, Kind.DATE)


def _measure_values(result: Result) -> Iterator[Value]:
    for measure in result.indicator.measures:
        found, name = result.measurements[measure.id], f"{result.indicator.id}.{measure.id}"
        label = f"{result.indicator.number}. {measure.label.text()}"
        kind = Kind.SHARE if measure.is_share else Kind.DECIMAL
        yield Value(name, label, found.value, kind)
        if found.denominator is not None:
            yield Value(f"{name}.part", f"{label}: {_('Counted')}", Fraction(found.numerator), Kind.DECIMAL)
            yield Value(f"{name}.whole", f"{label}: {_('Out of')}", Fraction(found.denominator), Kind.DECIMAL)


def _next_text(result: Result) -> str:
    upcoming = result.score.next
    if upcoming is None:
        return _("This is the highest level.")
    return _JOINT.join(need.need_text() for need in upcoming.needs)


def data_values(data: Mapping[str, Any], prefix: str = "") -> Iterator[Value]:
    """The single values of a JSON shape by their keys, `pace.per_month`; lists have no single value."""
    for key, value in data.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            yield from data_values(value, f"{name}.")
        elif not isinstance(value, (list, tuple)):
            yield _data_value(name, value)


def _data_value(name: str, value: Any) -> Value:
    if isinstance(value, str):
        with suppress(ValueError):
            return Value(name, name, date.fromisoformat(value), Kind.DATE)
        return Value(name, name, value)
    is_number = value is not None and not isinstance(value, bool)
    return Value(name, name, value, Kind.DECIMAL if is_number else Kind.TEXT)


def fields_report(card: Scorecard, subtitle: str) -> Report:
    """`kpi fields`: every name with its present value, and what it is."""
    values = scorecard_values(card)
    fields = (Field("name", _("Name in a form")), Field("label", _("What it is")), Field("value", _("Value")))
    lines = tuple(Line((f"{{{{{value.name}}}}}", value.label, _shown(value))) for value in values)
    grid = Grid(fields, lines)
    title = _("Names that a form may hold")
    return Report(title, subtitle, (Section(title, (grid,)),), grid, [_data(value) for value in values])


def _shown(value: Value) -> Scalar:
    from skj.scoring.measurement import shown_value

    if value.kind is Kind.SHARE and isinstance(value.value, Fraction):
        return shown_value(value.value, is_share=True)
    return value.value


def _data(value: Value) -> dict[str, Scalar]:
    number = value.value * 100 if value.kind is Kind.SHARE and isinstance(value.value, Fraction) else value.value
    return {"name": value.name, "value": number, "label": value.label}

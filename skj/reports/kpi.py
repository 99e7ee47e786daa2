"""What to say about the quarter: the scorecard a manager reads at a glance (contract section 6, `kpi report`)."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from typing import Any, Final

from skj.language import _
from skj.ledgers.base import Ledger
from skj.reports.kpi_traces import result_traces
from skj.reports.model import Facts, Field, Grid, Kind, Line, Note, Report, Section, Tone
from skj.reports.wording import basis_notes, iso, period_line, period_notes
from skj.scoring.levels import ConditionResult, NextLevel
from skj.scoring.measurement import Measurement
from skj.scoring.plan_model import Measure, unit_name
from skj.scoring.scorecard import Result, Scorecard

CUT: Final = Decimal("0.0001")


def scorecard_report(card: Scorecard, ledgers: Sequence[Ledger[Any]]) -> Report:
    """The scorecard: total, one line an indicator, then what each next level needs and what to watch."""
    grid = _scores(card)
    first = Section(_("Scorecard"), (total_facts(card), grid))
    return Report(
        title=f"{card.plan.owner.text()} · {card.plan.title.text()}",
        subtitle=period_line(card.period),
        sections=(first, next_section(card), watch_section(card), ledger_section(ledgers), _names_section(card)),
        main=grid,
        data=scorecard_data(card, ledgers),
        footer=(*basis_notes(ledgers), *period_notes(card.period), _rule_note(card)),
        traces=tuple(trace for result in card.results for trace in result_traces(result)),
    )


def total_facts(card: Scorecard) -> Facts:
    """The points reached, and their share of the component."""
    share = Fraction(card.points) / card.plan.weight
    text = _("{points} of {weight}").format(points=_number(card.points), weight=card.plan.weight)
    return Facts(
        ((_("Points"), text, Kind.TEXT), (_("Share of component 1"), share, Kind.SHARE), ("", share, Kind.BAR))
    )


def _rule_note(card: Scorecard) -> Note:
    """Plan readings A32 and A34, said in every report."""
    text = _(
        "Points = weight × level ÷ {top}; between two levels the lower one counts (A32). The total is out of {weight} and is never scaled to 100 (A34)."
    )
    return Note(text.format(top=max(card.plan.levels), weight=card.plan.weight), "quiet")


def _scores(card: Scorecard) -> Grid:
    fields = (
        Field("number", _("No."), Kind.COUNT),
        Field("name", _("Indicator")),
        Field("unit", _("Unit")),
        Field("result", _("Result")),
        Field("level", _("Level"), Kind.COUNT),
        Field("bar", "", Kind.BAR),
        Field("points", _("Points"), Kind.POINTS),
        Field("weight", _("of"), Kind.COUNT),
    )
    return Grid(fields, tuple(_score_line(result, card) for result in card.results))


def _score_line(result: Result, card: Scorecard) -> Line:
    score, indicator = result.score, result.indicator
    done = Fraction(score.level, max(card.plan.levels))
    cells = (
        indicator.number,
        indicator.short.text(),
        indicator.unit.text(),
        main_figure(result),
        score.level,
        done,
        score.points,
        indicator.weight,
    )
    return Line(cells, tone(score.level, max(card.plan.levels)))


def tone(level: int, top: int) -> Tone:
    """How a level is to be taken: the highest is good, less than half of it bad."""
    return "good" if level == top else "warn" if level * 2 >= top else "bad"


def main_figure(result: Result) -> str:
    """The figure people ask for first: the plan names the measure."""
    measure = result.indicator.measure(result.indicator.headline)
    found = result.measurements[measure.id]
    if not measure.is_share:
        return f"{_number(Fraction(found.numerator))} {unit_name(measure.unit)}"
    return _("{part} of {whole}").format(part=_number(Fraction(found.numerator)), whole=found.denominator)


def next_section(card: Scorecard) -> Section:
    """The conditions of each indicator's next level."""
    return Section(_("What the next level needs"), (next_grid(card),))


def next_grid(card: Scorecard) -> Grid:
    """One line a condition of a next level."""
    fields = (
        Field("number", _("No."), Kind.COUNT),
        Field("level", _("Next level"), Kind.COUNT),
        Field("gain", _("Points"), Kind.POINTS),
        Field("need", _("What it needs")),
    )
    lines = [_need_line(result, need) for result in card.results for need in _needs(result)]
    return Grid(fields, tuple(lines), empty=_("Every indicator is at its highest level."))


def _needs(result: Result) -> Sequence[ConditionResult]:
    return result.score.next.needs if result.score.next else ()


def _need_line(result: Result, need: ConditionResult) -> Line:
    upcoming = result.score.next
    return Line(
        (
            result.indicator.number,
            upcoming.level if upcoming else None,
            upcoming.points_gain if upcoming else None,
            need.need_text(),
        )
    )


def watch_section(card: Scorecard) -> Section:
    """What a reader of the numbers must know."""
    fields = (Field("number", _("No."), Kind.COUNT), Field("warning", _("To know")))
    lines = tuple(Line((result.indicator.number, text), "warn") for result in card.results for text in result.warnings)
    return Section(_("What to know"), (Grid(fields, lines, empty=_("Nothing to note.")),))


def ledger_section(ledgers: Sequence[Ledger[Any]]) -> Section:
    """The ledgers that were read, and how many of their rows were set aside."""
    fields = (
        Field("ledger", _("Ledger")),
        Field("files", _("Files")),
        Field("records", _("Records"), Kind.COUNT),
        Field("left_out", _("Set aside"), Kind.COUNT),
    )
    lines = tuple(
        Line(
            (_(ledger.spec.label), ", ".join(ledger.files) or "—", len(ledger.records), len(ledger.left_out)),
            "warn" if ledger.left_out else "plain",
        )
        for ledger in ledgers
    )
    return Section(_("Where the numbers come from"), (Grid(fields, lines),))


def _names_section(card: Scorecard) -> Section:
    """The official names, which are too long for a table."""
    fields = (Field("number", _("No."), Kind.COUNT), Field("name", _("Indicator")))
    lines = tuple(Line((result.indicator.number, result.indicator.name.text()), "quiet") for result in card.results)
    return Section(_("Official names of the indicators"), (Grid(fields, lines),))


def scorecard_data(card: Scorecard, ledgers: Sequence[Ledger[Any]]) -> dict[str, Any]:
    """The JSON shape of `kpi report`."""
    share = Fraction(card.points) / card.plan.weight * 100
    period = card.period
    return {
        "fiscal_year": card.plan.fiscal_year,
        "period": {
            "quarter": period.quarter,
            "start": iso(period.span.start),
            "end": iso(period.span.end),
            "as_of": iso(period.as_of),
            "counted_from": iso(period.fiscal.start),
            "is_over": period.is_over,
        },
        "total": {"points": card.points, "weight": card.plan.weight, "percent": cut(share)},
        "indicators": [result_data(result) for result in card.results],
        "ledgers": [
            {
                "ledger": ledger.spec.name,
                "files": list(ledger.files),
                "records": len(ledger.records),
                "left_out": len(ledger.left_out),
            }
            for ledger in ledgers
        ],
    }


def result_data(result: Result) -> dict[str, Any]:
    """One indicator of the JSON shape; shares are percents, cut after four decimals and never rounded up."""
    indicator, score = result.indicator, result.score
    return {
        "number": indicator.number,
        "id": indicator.id,
        "name": indicator.name.text(),
        "unit": indicator.unit.text(),
        "weight": indicator.weight,
        "level": score.level,
        "percent": score.percent,
        "points": score.points,
        "measures": [measure_data(measure, result.measurements[measure.id]) for measure in indicator.measures],
        "unmet": [condition_data(condition) for condition in score.unmet],
        "next": next_data(score.next),
        "warnings": list(result.warnings),
    }


def measure_data(measure: Measure, found: Measurement) -> dict[str, Any]:
    """One measure of the JSON shape."""
    return {
        "id": measure.id,
        "label": measure.label.text(),
        "value": None if found.value is None else cut(found.value * 100) if measure.is_share else found.value,
        "unit": measure.unit,
        "numerator": found.numerator,
        "denominator": found.denominator,
        "source_count": len(found.counted),
    }


def condition_data(result: ConditionResult) -> dict[str, Any]:
    """One condition: `condition` is the evidence key or the measure's id, `have` and `need` are in its unit."""
    condition = result.condition
    return {
        "level": result.level,
        "condition": condition.evidence or condition.measure,
        "comparison": condition.limit[0] if condition.limit else "found",
        "have": _in_unit(result.have, result),
        "need": _in_unit(result.need, result),
        "missing": result.missing,
        "label": result.words.text(),
    }


def _in_unit(value: Fraction | bool | None, result: ConditionResult) -> Any:  # noqa: FBT001  (evidence is found or not)
    is_share = result.threshold is not None and result.threshold.is_share
    return cut(value * 100) if is_share and isinstance(value, Fraction) else value


def next_data(upcoming: NextLevel | None) -> dict[str, Any] | None:
    """What the next level needs; None at the highest."""
    if upcoming is None:
        return None
    needs = [{**condition_data(need), "text": need.need_text()} for need in upcoming.needs]
    return {"level": upcoming.level, "points_gain": upcoming.points_gain, "reaches": upcoming.reaches, "needs": needs}


def cut(value: Fraction) -> Decimal | int:
    """A number of the JSON, exact when whole and otherwise cut after four decimals: 89.99999 must never read 90."""
    if value.denominator == 1:
        return int(value)
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(CUT, rounding=ROUND_DOWN)


def _number(value: Fraction) -> str:
    return str(cut(value))

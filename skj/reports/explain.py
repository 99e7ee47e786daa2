"""Why an indicator stands where it stands: `kpi explain`, down to the rows."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from skj.calendar import Period
from skj.language import _
from skj.ledgers.base import Ledger, Record, record_name
from skj.reports.kpi import condition_data, measure_data, result_data
from skj.reports.kpi_traces import result_traces
from skj.reports.model import Facts, Field, Grid, Kind, Line, Note, Report, Section
from skj.reports.tracing import counted_data, rows_behind
from skj.reports.wording import basis_notes, period_line, period_notes
from skj.scoring.levels import ConditionResult
from skj.scoring.measurement import Measurement
from skj.scoring.plan_model import Measure, Plan
from skj.scoring.scorecard import Result


def explain_report(
    result: Result, period: Period, plan: Plan, ledgers: Sequence[Ledger[Any]], *, with_rows: bool
) -> Report:
    """Level and points, every condition of every level, the measures with their rows, evidence, what comes next, readings."""
    table = conditions(result)
    sections = [
        Section(_("Level"), (level_facts(result), table, *(_notes(result.warnings, "warn")))),
        Section(_("What the next level needs"), tuple(next_notes(result))),
        Section(_("Evidence"), (evidence(result),)),
        *([_rows_section(result, measure) for measure in result.indicator.measures] if with_rows else []),
        _set_aside_section(ledgers),
        Section(
            _("How the plan is read"),
            tuple(
                Note(f"{reading.id}: {reading.label.text()}", "quiet") for reading in plan.readings_of(result.indicator)
            ),
        ),
    ]
    return Report(
        title=f"{result.indicator.number}. {result.indicator.name.text()}",
        subtitle=period_line(period),
        sections=tuple(sections),
        main=table,
        data=explain_data(result, ledgers),
        footer=(*basis_notes(ledgers), *period_notes(period)),
        traces=result_traces(result),
    )


def level_facts(result: Result) -> Facts:
    """Where the indicator stands, and how its ladder works."""
    score, indicator = result.score, result.indicator
    ladder = (
        _("each level also needs every level below it")
        if indicator.is_cumulative
        else _("the highest level whose own conditions hold")
    )
    return Facts(
        (
            (_("Unit"), indicator.unit.text(), Kind.TEXT),
            (_("Level"), score.level, Kind.COUNT),
            (_("Points"), _("{points} of {weight}").format(points=score.points, weight=indicator.weight), Kind.TEXT),
            (_("Ladder"), ladder, Kind.TEXT),
            (_("Target"), indicator.target.text, Kind.TEXT),
        )
    )


def conditions(result: Result) -> Grid:
    """Every condition of every level, met or not."""
    fields = (
        Field("level", _("Level"), Kind.COUNT),
        Field("met", _("Met"), Kind.MARK),
        Field("condition", _("Condition")),
        Field("have", _("Have")),
        Field("proof", _("Where"), Kind.PLACE),
    )
    return Grid(fields, tuple(_condition_line(condition) for condition in result.score.results), _("Conditions"))


def _condition_line(result: ConditionResult) -> Line:
    proof = str(result.proof.place()) if result.proof else ""
    return Line(
        (result.level, result.is_met, result.words.text(), result.have_text(), proof),
        "good" if result.is_met else "bad",
        place=result.proof.place() if result.proof else None,
    )


def _notes(texts: Iterable[str], tone: Any) -> list[Note]:
    return [Note(text, tone) for text in texts]


def next_notes(result: Result) -> list[Note]:
    """What the next level would add and what it needs."""
    upcoming = result.score.next
    if upcoming is None:
        return [Note(_("This is the highest level."), "good")]
    head = _("Level {level} would add {points} points; it needs:").format(
        level=upcoming.level, points=Fraction(upcoming.points_gain)
    )
    return [Note(head), *(Note(f"• {need.need_text()}") for need in upcoming.needs)]


def evidence(result: Result) -> Grid:
    """The documents the plan asks for, found or not, and those that do not count."""
    fields = (
        Field("item", _("Document")),
        Field("levels", _("Level")),
        Field("dated_on", _("Dated"), Kind.DATE),
        Field("document_no", _("Document no.")),
        Field("where", _("Where"), Kind.PLACE),
    )
    lines = []
    for item in result.indicator.evidence:
        found = result.evidence.get(item.key)
        levels = ", ".join(map(str, result.indicator.levels_needing(item.key))) or "—"
        where = str(found.place()) if found else _("not found")
        cells = (
            item.label.text(),
            levels,
            found.dated_on if found else None,
            (found.document_no if found else None) or "",
            where,
        )
        lines.append(Line(cells, "good" if found else "warn", place=found.place() if found else None))
    lines += [
        Line((_document_name(result, record), "—", None, reason, str(record.place())), "quiet", place=record.place())
        for record, reason in result.evidence_left_out
    ]
    return Grid(fields, tuple(lines), _("Documents"))


def _document_name(result: Result, record: Record) -> str:
    """A document by the plan's label of its item, else by what the register says."""
    item = result.indicator.evidence_item(getattr(record, "item", ""))
    return item.label.text() if item else record_name(record)


def _rows_section(result: Result, measure: Measure) -> Section:
    found = result.measurements[measure.id]
    fields = (
        Field("counts", _("Counts"), Kind.MARK),
        Field("row", _("Row")),
        Field("what", _("What")),
        Field("reason", _("Why not")),
    )
    lines = [
        Line((counts, _spot(record), record_name(record), reason), "quiet" if reason else "plain")
        for record, counts, reason in rows_behind(found)
    ]
    return Section(
        measure.label.text(), (_measure_facts(measure, found), Grid(fields, tuple(lines), _("Rows"), _("No rows.")))
    )


def _measure_facts(measure: Measure, found: Measurement) -> Facts:
    value: Any = found.value
    items = [(_("Value"), value, Kind.SHARE if measure.is_share else Kind.DECIMAL)]
    if found.denominator is not None:
        items.append((_("Exactly"), f"{found.numerator}/{found.denominator}", Kind.TEXT))
    items.append((_("Rows that counted"), len(found.counted), Kind.COUNT))
    items.append((_("Rows that did not"), len(found.left_out), Kind.COUNT))
    return Facts(tuple(items))


def _spot(record: Record) -> str:
    return str(record.place())


def _set_aside_section(ledgers: Sequence[Ledger[Any]]) -> Section:
    fields = (Field("row", _("Row")), Field("ledger", _("Ledger")), Field("reasons", _("Why")))
    lines = [
        Line(
            (
                str(row.place),
                _(ledger.spec.label),
                "; ".join(f"{reason.code} {reason.masked().message()}" for reason in row.reasons),
            ),
            "warn",
        )
        for ledger in ledgers
        for row in ledger.left_out
    ]
    return Section(_("Rows set aside because of errors"), (Grid(fields, tuple(lines), empty=_("None.")),))


def explain_data(result: Result, ledgers: Sequence[Ledger[Any]]) -> dict[str, Any]:
    """The indicator's own shape of `kpi report`, with every condition and every row."""
    measures = [
        {
            **measure_data(measure, result.measurements[measure.id]),
            "counted": counted_data(result.measurements[measure.id]),
            "left_out": [
                {**record.source(), "reason": reason} for record, reason in result.measurements[measure.id].left_out
            ],
        }
        for measure in result.indicator.measures
    ]
    set_aside = [
        {
            "file": row.place.file,
            "sheet": row.place.sheet,
            "row": row.place.row,
            "codes": [reason.code for reason in row.reasons],
        }
        for ledger in ledgers
        for row in ledger.left_out
    ]
    judged = [{**condition_data(condition), "is_met": condition.is_met} for condition in result.score.results]
    documents = [{"item": key, **record.source()} for key, record in sorted(result.evidence.items())]
    return {
        **result_data(result),
        "measures": measures,
        "conditions": judged,
        "evidence": documents,
        "set_aside": set_aside,
    }

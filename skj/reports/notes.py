"""The monthly progress text of an indicator, `31/10/2566 : …`, in the form the city's KPI site keeps it (facts 11): `kpi notes`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from skj.calendar import Period
from skj.language import _, current_language
from skj.ledgers.base import Ledger
from skj.ledgers.evidence import EvidenceDocument
from skj.ledgers.steps import PlanStep
from skj.reports.kpi_traces import result_traces
from skj.reports.model import Field, Grid, Kind, Line, Note, Report, Section, Trace
from skj.reports.trend import undated_notes
from skj.reports.wording import basis_notes, both_eras, iso, period_line, period_notes, plain_day
from skj.scoring.history import Month
from skj.scoring.measurement import Measurement, shown_number, shown_value
from skj.scoring.plan_model import Indicator, Measure, Plan, unit_name
from skj.thai.dates import format_be

# Told by the steps themselves, or not dated at all (plan reading A24): neither is the news of a month.
_NO_NEWS = frozenset({"plan_progress", "records_imported"})


@dataclass(frozen=True, slots=True)
class MonthlyNotes:
    """The months of each indicator asked for (by id), oldest first; `since` leaves earlier ones out of what is shown."""

    plan: Plan
    period: Period
    indicators: Sequence[Indicator]
    months: Mapping[str, Sequence[Month]]
    since: date | None = None

    def shown(self, indicator: Indicator) -> list[Month]:
        """The months of an indicator that are to be shown."""
        return [month for month in self.months[indicator.id] if self.since is None or month.span.end >= self.since]


def notes_report(notes: MonthlyNotes, ledgers: Sequence[Ledger[Any]]) -> Report:
    """A section for each indicator with one dated line a month."""
    return Report(
        title=_("Monthly progress of the indicators, {year}").format(year=notes.plan.fiscal_year),
        subtitle=period_line(notes.period),
        sections=tuple(_section(notes, indicator) for indicator in notes.indicators),
        main=_main(notes),
        data=notes_data(notes),
        footer=(
            *basis_notes(ledgers),
            *period_notes(notes.period),
            *_running(notes),
            *undated_notes(notes.indicators),
        ),
        traces=tuple(_traces(notes)),
        sheets=tuple(_sheet(notes, indicator) for indicator in notes.indicators),
    )


def _sheet(notes: MonthlyNotes, indicator: Indicator) -> Section:
    """The same lines under a name short enough for a worksheet, with the official one above them."""
    section = _section(notes, indicator)
    return Section(f"{indicator.number} {indicator.short.text()}", (Note(section.title), *section.blocks))


def _traces(notes: MonthlyNotes) -> Iterator[Trace]:
    """The rows behind the figures of the last month shown of each indicator: they hold those of every month before."""
    for indicator in notes.indicators:
        for month in notes.shown(indicator)[-1:]:
            yield from result_traces(month.after)


def _section(notes: MonthlyNotes, indicator: Indicator) -> Section:
    fields = (Field("date", _("Date")), Field("text", _("Progress")))
    lines = tuple(Line((be_day(month.span.end), progress_text(month))) for month in notes.shown(indicator))
    empty = _("No month asked for is over yet.")
    return Section(f"{indicator.number}. {indicator.name.text()}", (Grid(fields, lines, empty=empty),))


def be_day(day: date) -> str:
    """The day as the site writes it, in the Buddhist era whatever the language: `31/10/2566`."""
    return format_be(day, "numeric")


def _running(notes: MonthlyNotes) -> list[Note]:
    """The month that runs has no entry: its figures would change under the date they stand at."""
    period = notes.period
    ends = [month.span.end for months in notes.months.values() for month in months]
    if not period.fiscal.start <= period.as_of < period.fiscal.end or period.as_of in ends:
        return []
    text = _("The month of {as_of} is not over, so it has no entry yet.")
    return [Note(text.format(as_of=both_eras(period.as_of)), "quiet")]


def progress_text(month: Month) -> str:
    """What the month brought, in one paragraph: figures, steps, documents, and the level they lead to."""
    news = [*_figures(month), *_steps(month), *_papers(month)]
    parts = news or [_("nothing new this month"), *_standing(month)]
    return (" " if current_language() == "th" else "; ").join([*parts, _level(month)])


def _figures(month: Month) -> Iterator[str]:
    for measure in month.indicator.measures:
        found = month.after.measurements[measure.id]
        if measure.function in _NO_NEWS or not month.has_changed(measure):
            continue
        if found.is_share and found.denominator:
            yield _share(measure, found)
        elif not found.is_share and month.added(measure):
            yield _count(month, measure, found)


def _standing(month: Month) -> Iterator[str]:
    """The headline as it stands, for a month that added nothing to it."""
    measure = month.indicator.measure(month.indicator.headline)
    found = month.after.measurements[measure.id]
    if measure.function not in _NO_NEWS and found.numerator:
        yield _share(measure, found) if found.is_share else _count_so_far(measure, found)


def _share(measure: Measure, found: Measurement) -> str:
    text = _("{what}: {part} of {whole} ({percent}%) so far")
    percent = shown_value(found.value, is_share=True).removesuffix("%")
    return text.format(
        what=measure.label.text(),
        part=shown_number(found.numerator),
        whole=shown_number(found.denominator or 0),
        percent=percent,
    )


def _count(month: Month, measure: Measure, found: Measurement) -> str:
    target = _target(month.indicator, measure)
    text = (
        _("{what}: {added} this month, {total} so far, target {target} ({unit})")
        if target
        else _("{what}: {added} this month, {total} so far ({unit})")
    )
    added, total = shown_number(month.added(measure)), shown_number(found.numerator)
    return text.format(
        what=measure.label.text(),
        added=added,
        unit=unit_name(measure.unit),
        total=total,
        target=shown_number(target or 0),
    )


def _count_so_far(measure: Measure, found: Measurement) -> str:
    text = _("{what}: {total} so far ({unit})")
    return text.format(what=measure.label.text(), total=shown_number(found.numerator), unit=unit_name(measure.unit))


def _target(indicator: Indicator, measure: Measure) -> Fraction | None:
    """The highest threshold of a count: what its last level asks for."""
    return max((limit.value for limit in indicator.thresholds(measure.id).values()), default=None)


def _steps(month: Month) -> Iterator[str]:
    if month.steps:
        named = ", ".join(_step(step) for step in month.steps)
        text = _("finished: step {steps}; {done}% of the plan so far")
        yield text.format(steps=named, done=shown_number(month.steps_done))


def _step(step: PlanStep) -> str:
    return f"{step.step} {step.text}" if step.text else str(step.step)


def _papers(month: Month) -> Iterator[str]:
    if month.papers:
        named = ", ".join(_paper(month.indicator, paper) for paper in month.papers)
        yield _("documents: {papers}").format(papers=named)


def _paper(indicator: Indicator, paper: EvidenceDocument) -> str:
    item = indicator.evidence_item(paper.item)
    label = item.label.text() if item else paper.item
    day = plain_day(paper.dated_on) if paper.dated_on else ""
    if paper.document_no:
        return _("{label} (no. {number} of {day})").format(label=label, number=paper.document_no, day=day)
    return _("{label} (of {day})").format(label=label, day=day)


def _level(month: Month) -> str:
    score = month.after.score
    earlier = month.before.score.level if month.before else 0
    text = (
        _("result so far: level {level}, {points} of {weight} points")
        if score.level == earlier
        else _("result so far: level {level} (last month {earlier}), {points} of {weight} points")
    )
    return text.format(level=score.level, earlier=earlier, points=shown_number(score.points), weight=score.weight)


def _main(notes: MonthlyNotes) -> Grid:
    fields = (
        Field("number", _("No."), Kind.COUNT),
        Field("id", _("Name")),
        Field("date", _("Date"), Kind.DATE),
        Field("level", _("Level"), Kind.COUNT),
        Field("points", _("Points"), Kind.POINTS),
        Field("text", _("Progress")),
    )
    lines = tuple(
        Line(
            (
                indicator.number,
                indicator.id,
                month.span.end,
                month.after.score.level,
                month.after.score.points,
                progress_text(month),
            )
        )
        for indicator in notes.indicators
        for month in notes.shown(indicator)
    )
    return Grid(fields, lines)


def notes_data(notes: MonthlyNotes) -> dict[str, Any]:
    """The JSON shape: for each indicator its entries, with the figures, steps and documents they were written from."""
    return {
        "fiscal_year": notes.plan.fiscal_year,
        "as_of": iso(notes.period.as_of),
        "since": iso(notes.since),
        "indicators": [
            {
                "number": indicator.number,
                "id": indicator.id,
                "name": indicator.name.text(),
                "notes": [_month_data(month) for month in notes.shown(indicator)],
            }
            for indicator in notes.indicators
        ],
    }


def _month_data(month: Month) -> dict[str, Any]:
    score = month.after.score
    return {
        "date": iso(month.span.end),
        "date_be": be_day(month.span.end),
        "level": score.level,
        "points": score.points,
        "weight": score.weight,
        "text": progress_text(month),
        "measures": [
            {
                "id": measure.id,
                "added": month.added(measure),
                "numerator": month.after.measurements[measure.id].numerator,
                "denominator": month.after.measurements[measure.id].denominator,
            }
            for measure in month.indicator.measures
        ],
        "documents": [
            {"item": paper.item, "document_no": paper.document_no, "dated_on": iso(paper.dated_on), **paper.source()}
            for paper in month.papers
        ],
        "steps": [{"step": step.step, "done_on": iso(step.done_on), **step.source()} for step in month.steps],
        "steps_done": month.steps_done,
    }

"""What to say about what could be: `kpi whatif`. Every number says whether it is there or only supposed."""

from collections.abc import Iterator, Sequence
from typing import Any

from skj.language import _
from skj.ledgers.base import Ledger
from skj.reports.kpi_traces import result_traces
from skj.reports.model import Facts, Field, Grid, Kind, Line, Note, Report, Section
from skj.reports.whatif_data import whatif_data
from skj.reports.whatif_reach import Reach, reach_sections, work_grid
from skj.reports.wording import basis_notes, both_eras, period_line, period_notes
from skj.scoring.measurement import Measurement, shown_number, shown_value, signed, tenths
from skj.scoring.plan_model import EvidenceItem, Measure
from skj.scoring.progress import DAYS_A_MONTH
from skj.scoring.scorecard import Result
from skj.scoring.supposing import Change
from skj.scoring.whatif import Supposition, WhatIf, days_left, with_changes


def whatif_report(answer: WhatIf, reach: Reach | None, ledgers: Sequence[Ledger[Any]]) -> Report:
    """What is supposed, what it would change, and the cheapest work to a total when that was asked."""
    changed = _changed(answer)
    sections = []
    if answer.suppositions:
        sections.append(Section(_("What is supposed"), (_supposed(answer), *_doubts(answer), *_pace(answer))))
        sections.append(Section(_("What would change"), (_total(answer), changed, *_still_needed(answer))))
    if reach is not None:
        sections += list(reach_sections(answer, reach))
    return Report(
        title=_("What if: {title}").format(title=answer.before.plan.title.text()),
        subtitle=period_line(answer.before.period),
        sections=tuple(sections),
        main=changed if reach is None else work_grid(answer, reach),
        data=whatif_data(answer, reach),
        footer=(*basis_notes(ledgers), *period_notes(answer.before.period), _honesty(answer)),
        traces=tuple(trace for result in answer.before.results for trace in result_traces(result)),
    )


def _honesty(answer: WhatIf) -> Note:
    if answer.by is None:
        text = _(
            "Nothing supposed here stands in any ledger. The fiscal year is over, so only documents, steps and imports can follow."
        )
        return Note(text, "quiet")
    text = _(
        "Nothing supposed here stands in any ledger; it is taken to happen after the day of the answer and by {by}."
    )
    return Note(text.format(by=both_eras(answer.by)), "quiet")


def _supposed(answer: WhatIf) -> Grid:
    fields = (
        Field("number", _("No."), Kind.COUNT),
        Field("what", _("What")),
        Field("now", _("Now")),
        Field("added", _("Added")),
        Field("then", _("Then")),
    )
    return Grid(fields, tuple(_supposed_lines(answer)))


def _supposed_lines(answer: WhatIf) -> Iterator[Line]:
    for supposition, change, before, after in _steps_through(answer):
        number, what = supposition.gain.indicator.number, change.target.label.text()
        if isinstance(change.target, EvidenceItem):
            now = _("found") if change.target.key in before.evidence else _("not found")
            yield Line((number, what, now, _("the document"), _("found")))
            continue
        parts = (before.measurements[change.target.id], after.measurements[change.target.id])
        now, then = (figure(found) for found in parts)
        text = _("follows: {added}").format(added=_added(change)) if change.follows else _added(change)
        yield Line((number, what, now, text, then), "quiet" if change.follows else "plain")


def _steps_through(answer: WhatIf) -> Iterator[tuple[Supposition, Change, Result, Result]]:
    """Each change with the indicator before and after the gain it belongs to: several gains add up in their order."""
    results = {result.indicator.id: result for result in answer.before.results}
    for supposition in answer.suppositions:
        before = results[supposition.gain.indicator.id]
        after = results[supposition.gain.indicator.id] = with_changes(before, supposition.changes)
        for change in supposition.changes:
            yield supposition, change, before, after


def figure(found: Measurement) -> str:
    """A measurement for people: `200`, or `75% (60 of 80)`."""
    value = shown_value(found.value, is_share=found.is_share)
    if found.denominator is None:
        return value
    text = _("{value} ({part} of {whole})")
    return text.format(value=value, part=shown_number(found.numerator), whole=shown_number(found.denominator))


def _added(change: Change) -> str:
    """What a gain adds: `+12`, or part and whole, `+8 of +10`."""
    part = signed(change.part)
    if not change.whole:
        return part
    return _("{part} of {whole}").format(part=part, whole=signed(change.whole))


def _doubts(answer: WhatIf) -> list[Note]:
    text = _("{gain}: {doubt}. It is answered all the same.")
    return [
        Note(text.format(gain=supposition.gain.words, doubt=doubt), "warn")
        for supposition in answer.suppositions
        for doubt in supposition.doubts
    ]


def _pace(answer: WhatIf) -> list[Note]:
    """What a gain asks of each month that is left."""
    days = days_left(answer.before, answer.by)
    text = _("{gain}: {days} days are left, so {pace} a month.")
    return [
        Note(
            text.format(
                gain=supposition.gain.words, days=days, pace=shown_number(tenths(own.part * DAYS_A_MONTH / days))
            ),
            "quiet",
        )
        for supposition in answer.suppositions
        for own in supposition.changes
        if days and own.part > 0 and isinstance(own.target, Measure) and not own.target.is_share
    ]


def _total(answer: WhatIf) -> Facts:
    weight = answer.before.plan.weight
    text = _("{before} → {after} of {weight} ({gain})")
    words = text.format(
        before=shown_number(answer.before.points),
        after=shown_number(answer.after.points),
        weight=weight,
        gain=signed(answer.points_gain),
    )
    return Facts(((_("Points"), words, Kind.TEXT), ("", answer.after.points / weight, Kind.BAR)))


def _changed(answer: WhatIf) -> Grid:
    fields = (
        Field("number", _("No."), Kind.COUNT),
        Field("name", _("Indicator")),
        Field("level", _("Level now"), Kind.COUNT),
        Field("level_then", _("then"), Kind.COUNT),
        Field("points", _("Points now"), Kind.POINTS),
        Field("points_then", _("then"), Kind.POINTS),
        Field("weight", _("of"), Kind.COUNT),
    )
    return Grid(fields, tuple(_changed_line(*pair) for pair in answer.pairs))


def _changed_line(before: Result, after: Result) -> Line:
    now, then = before.score, after.score
    cells = (
        before.indicator.number,
        before.indicator.short.text(),
        now.level,
        then.level,
        now.points,
        then.points,
        now.weight,
    )
    return Line(cells, "good" if then.points > now.points else "bad" if then.points < now.points else "plain")


def _still_needed(answer: WhatIf) -> list[Note]:
    """For indicators that were touched: what the level after next still lacks."""
    touched = {supposition.gain.indicator.id for supposition in answer.suppositions}
    text = _("{number}. Level {level} would add {points} points more; it still needs: {need}")
    return [
        Note(
            text.format(
                number=after.indicator.number,
                level=upcoming.level,
                points=shown_number(upcoming.points_gain),
                need=" · ".join(need.need_text() for need in upcoming.needs),
            )
        )
        for _before, after in answer.pairs
        if after.indicator.id in touched and (upcoming := after.score.next)
    ]

"""What to say about what could be: `kpi whatif`. Every number says whether it is there or only supposed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from skj.language import _
from skj.ledgers.base import Ledger
from skj.reports.kpi import condition_data, next_data
from skj.reports.kpi_traces import result_traces
from skj.reports.model import Block as ReportBlock
from skj.reports.model import Facts, Field, Grid, Kind, Line, Note, Report, Section
from skj.reports.wording import basis_notes, both_eras, iso, period_line, period_notes
from skj.scoring.levels import Score
from skj.scoring.measurement import Measurement, shown_number, shown_value, tenths
from skj.scoring.plan_model import EvidenceItem, Measure
from skj.scoring.progress import DAYS_A_MONTH
from skj.scoring.reaching import Costs, Option, Work
from skj.scoring.scorecard import Result
from skj.scoring.supposing import Change
from skj.scoring.whatif import Supposition, WhatIf, days_left, name_of
from skj.scoring.work import UNIT_WORDS


@dataclass(frozen=True, slots=True)
class Reach:
    """The answer to `--reach`: the options of each indicator in the plan's order, the cheapest choice or None, the most there is."""

    target: Fraction
    menus: Sequence[Sequence[Option]]
    chosen: Sequence[Option] | None
    most: Fraction
    costs: Costs


def whatif_report(answer: WhatIf, reach: Reach | None, ledgers: Sequence[Ledger[Any]]) -> Report:
    """What is supposed, what it would change, and the cheapest work to a total when that was asked."""
    changed = _changed(answer)
    sections = []
    if answer.suppositions:
        sections.append(Section(_("What is supposed"), (_supposed(answer), *_doubts(answer), *_pace(answer))))
        sections.append(Section(_("What would change"), (_total(answer), changed, *_still_needed(answer))))
    if reach is not None:
        sections += list(_reach_sections(answer, reach))
    return Report(
        title=_("What if: {title}").format(title=answer.before.plan.title.text()),
        subtitle=period_line(answer.before.period),
        sections=tuple(sections),
        main=changed if reach is None else _work(answer, reach),
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


# --- gains -------------------------------------------------------------------------------------------------------------


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
    from skj.scoring.whatif import with_changes

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
    part = _signed(change.part)
    if not change.whole:
        return part
    return _("{part} of {whole}").format(part=part, whole=_signed(change.whole))


def _signed(number: Fraction) -> str:
    return f"{'+' if number >= 0 else '−'}{shown_number(abs(number))}"


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
        gain=_signed(answer.points_gain),
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
    return Grid(fields, tuple(_changed_line(*pair) for pair in _pairs(answer)))


def _pairs(answer: WhatIf) -> list[tuple[Result, Result]]:
    return list(zip(answer.before.results, answer.after.results, strict=True))


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
        for _before, after in _pairs(answer)
        if after.indicator.id in touched and (upcoming := after.score.next)
    ]


# --- the cheapest work to a total --------------------------------------------------------------------------------------


def _reach_sections(answer: WhatIf, reach: Reach) -> Iterator[Section]:
    title = _("The least work to reach {points} points").format(points=shown_number(reach.target))
    blocks: list[ReportBlock] = [_reach_facts(answer, reach)]
    if reach.chosen is None:
        text = _("{points} points can no longer be reached; {most} of {weight} can.")
        args = {
            "points": shown_number(reach.target),
            "most": shown_number(reach.most),
            "weight": answer.after.plan.weight,
        }
        blocks.append(Note(text.format(**args), "bad"))
    else:
        blocks += [_choices(answer, reach), *([_work(answer, reach)] if _chosen(answer, reach) else [])]
    yield Section(title, (*blocks, *_weight_notes(reach)))
    blocked = _blocked(answer, reach)
    if blocked.lines:
        yield Section(_("Levels that can no longer be reached"), (blocked,))


def _reach_facts(answer: WhatIf, reach: Reach) -> Facts:
    items: list[tuple[str, Any, Kind]] = [
        (_("Points now"), _of_weight(answer, answer.after.points), Kind.TEXT),
        (_("Asked for"), _of_weight(answer, reach.target), Kind.TEXT),
        (_("Most that can be reached"), _of_weight(answer, reach.most), Kind.TEXT),
        (_("Days left"), days_left(answer.before, answer.by), Kind.COUNT),
    ]
    if reach.chosen is not None:
        items.append((_("Points then"), _of_weight(answer, _points(reach.chosen)), Kind.TEXT))
        items.append((_("Weight of the work"), _cost(reach.chosen), Kind.DECIMAL))
    return Facts(tuple(items))


def _of_weight(answer: WhatIf, points: Fraction) -> str:
    return _("{points} of {weight}").format(points=shown_number(points), weight=answer.after.plan.weight)


def _points(chosen: Iterable[Option]) -> Fraction:
    return sum((option.points for option in chosen), Fraction(0))


def _cost(chosen: Iterable[Option]) -> Fraction:
    return sum((option.cost for option in chosen), Fraction(0))


def _choices(answer: WhatIf, reach: Reach) -> Grid:
    fields = (
        Field("number", _("No."), Kind.COUNT),
        Field("name", _("Indicator")),
        Field("level", _("Level"), Kind.COUNT),
        Field("level_then", _("then"), Kind.COUNT),
        Field("points", _("Points"), Kind.POINTS),
        Field("cost", _("Weight"), Kind.DECIMAL),
    )
    lines = tuple(
        Line(
            (
                result.indicator.number,
                result.indicator.short.text(),
                result.score.level,
                option.level,
                option.points - result.score.points,
                option.cost,
            ),
            "good",
        )
        for result, option in _chosen(answer, reach)
    )
    return Grid(fields, lines, empty=_("No work is needed: it is reached already."))


def _chosen(answer: WhatIf, reach: Reach) -> list[tuple[Result, Option]]:
    """The indicators that are to climb, each with its option."""
    pairs = zip(answer.after.results, reach.chosen or (), strict=False)
    return [(result, option) for result, option in pairs if option.moves]


def _work(answer: WhatIf, reach: Reach) -> Grid:
    fields = (
        Field("number", _("No."), Kind.COUNT),
        Field("count", _("How many"), Kind.COUNT),
        Field("work", _("Work")),
        Field("rate", _("Weight each"), Kind.DECIMAL),
        Field("cost", _("Weight"), Kind.DECIMAL),
    )
    lines = tuple(
        Line((result.indicator.number, work.count, work_words(work), work.rate, work.cost))
        for result, option in _chosen(answer, reach)
        for move in option.moves
        for work in move.works
    )
    empty = _("It cannot be reached.") if reach.chosen is None else _("No work is needed: it is reached already.")
    return Grid(fields, lines, _("Work"), empty)


def work_words(work: Work) -> str:
    """What is to be done, in words: a document by its label, steps by their numbers, anything else by the measure."""
    if isinstance(work.target, EvidenceItem):
        return _("document: {label}").format(label=work.target.label.text())
    words = _(UNIT_WORDS[work.target.function])
    if work.steps:
        return f"{words} ({', '.join(str(step.step) for step in work.steps)})"
    return f"{words}: {work.target.label.text()}" if work.target.is_share else words


def _weight_notes(reach: Reach) -> list[Note]:
    """Which weights were used, and whose they are: a unit of work weighs what the office says, and 1 where it says nothing."""
    if reach.costs.table:
        said = ", ".join(f"{name} = {cost}" for name, cost in reach.costs.table.items())
        text = _("Weights of the office, [whatif.cost] in skj.toml: {said}; everything else weighs 1.")
        return [Note(text.format(said=said), "quiet")]
    text = _(
        "Every unit of work weighs 1, a room as much as a document. What it really takes belongs to the office: [whatif.cost] in skj.toml."
    )
    return [Note(text, "warn")]


def _blocked(answer: WhatIf, reach: Reach) -> Grid:
    fields = (
        Field("number", _("No."), Kind.COUNT),
        Field("level", _("Level"), Kind.COUNT),
        Field("condition", _("Condition")),
        Field("why", _("What stands in the way")),
    )
    lines = tuple(
        Line((result.indicator.number, option.level, block.condition.words.text(), block.why), "bad")
        for result, menu in zip(answer.after.results, reach.menus, strict=True)
        for option in menu
        for block in option.blocks
    )
    return Grid(fields, lines)


# --- JSON --------------------------------------------------------------------------------------------------------------


def whatif_data(answer: WhatIf, reach: Reach | None) -> dict[str, Any]:
    """The JSON shape: what was asked, every change of part and whole, levels and points before and after, the work to a total."""
    return {
        "fiscal_year": answer.before.plan.fiscal_year,
        "as_of": iso(answer.before.period.as_of),
        "by": iso(answer.by),
        "total": {
            "before": answer.before.points,
            "after": answer.after.points,
            "gain": answer.points_gain,
            "weight": answer.before.plan.weight,
        },
        "gains": [_gain_data(supposition) for supposition in answer.suppositions],
        "indicators": [_indicator_data(*pair) for pair in _pairs(answer)],
        "reach": None if reach is None else _reach_data(answer, reach),
    }


def _gain_data(supposition: Supposition) -> dict[str, Any]:
    return {
        "gain": supposition.gain.words,
        "indicator": supposition.gain.indicator.id,
        "changes": [
            {
                "what": name_of(change),
                "numerator_added": change.part,
                "denominator_added": change.whole,
                "follows": change.follows,
            }
            for change in supposition.changes
        ],
        "doubts": list(supposition.doubts),
    }


def _indicator_data(before: Result, after: Result) -> dict[str, Any]:
    return {
        "number": before.indicator.number,
        "id": before.indicator.id,
        "weight": before.indicator.weight,
        "before": _score_data(before, before.score),
        "after": _score_data(after, after.score),
        "next": next_data(after.score.next),
    }


def _score_data(result: Result, score: Score) -> dict[str, Any]:
    measures = {
        name: {"numerator": found.numerator, "denominator": found.denominator}
        for name, found in result.measurements.items()
    }
    return {"level": score.level, "points": score.points, "measures": measures, "evidence": sorted(result.evidence)}


def _reach_data(answer: WhatIf, reach: Reach) -> dict[str, Any]:
    chosen = reach.chosen
    return {
        "target": reach.target,
        "is_reachable": chosen is not None,
        "most": reach.most,
        "points": None if chosen is None else _points(chosen),
        "cost": None if chosen is None else _cost(chosen),
        "weights": dict(reach.costs.table),
        "default_weight": 1,
        "choices": [_option_data(result, option) for result, option in _chosen(answer, reach)],
        "work": [
            _work_data(result, work)
            for result, option in _chosen(answer, reach)
            for move in option.moves
            for work in move.works
        ],
        "levels": [
            _option_data(result, option)
            for result, menu in zip(answer.after.results, reach.menus, strict=True)
            for option in menu[1:]
        ],
    }


def _work_data(result: Result, work: Work) -> dict[str, Any]:
    target = work.target
    return {
        "indicator": result.indicator.id,
        "what": target.key if isinstance(target, EvidenceItem) else target.id,
        "count": work.count,
        "weight_each": work.rate,
        "weight": work.cost,
        "steps": [step.step for step in work.steps],
        "label": work_words(work),
    }


def _option_data(result: Result, option: Option) -> dict[str, Any]:
    blocks = [{**condition_data(block.condition), "why": block.why} for block in option.blocks]
    return {
        "indicator": result.indicator.id,
        "level": option.level,
        "is_possible": option.is_possible,
        "points_gain": option.points - result.score.points if option.is_possible else None,
        "weight": option.cost if option.is_possible else None,
        "blocks": blocks,
    }

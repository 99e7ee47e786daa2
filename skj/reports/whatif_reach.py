"""The least work to a total of points: `kpi whatif --reach`. Weights are the office's; nothing here is done yet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from skj.language import _
from skj.reports.kpi import condition_data
from skj.reports.model import Block as ReportBlock
from skj.reports.model import Facts, Field, Grid, Kind, Line, Note, Section
from skj.scoring.measurement import shown_number
from skj.scoring.plan_model import EvidenceItem
from skj.scoring.reaching import Costs, Option, Work
from skj.scoring.scorecard import Result
from skj.scoring.whatif import WhatIf, days_left
from skj.scoring.work import UNIT_WORDS


@dataclass(frozen=True, slots=True)
class Reach:
    """The answer to `--reach`: the options of each indicator in the plan's order, the cheapest choice or None, the most there is."""

    target: Fraction
    menus: Sequence[Sequence[Option]]
    chosen: Sequence[Option] | None
    most: Fraction
    costs: Costs

    @property
    def points(self) -> Fraction | None:
        """The points of the cheapest choice."""
        return None if self.chosen is None else sum((option.points for option in self.chosen), Fraction(0))

    @property
    def cost(self) -> Fraction | None:
        """What the cheapest choice weighs."""
        return None if self.chosen is None else sum((option.cost for option in self.chosen), Fraction(0))


def reach_sections(answer: WhatIf, reach: Reach) -> Iterator[Section]:
    """The cheapest choice with its work, and the levels that are out of reach with the reason."""
    title = _("The least work to reach {points} points").format(points=shown_number(reach.target))
    blocks: list[ReportBlock] = [_facts(answer, reach)]
    if reach.chosen is None:
        text = _("{points} points can no longer be reached; {most} of {weight} can.")
        args = {
            "points": shown_number(reach.target),
            "most": shown_number(reach.most),
            "weight": answer.after.plan.weight,
        }
        blocks.append(Note(text.format(**args), "bad"))
    else:
        blocks += [_choices(answer, reach), *([work_grid(answer, reach)] if _chosen(answer, reach) else [])]
    yield Section(title, (*blocks, *_weight_notes(reach)))
    blocked = _blocked(answer, reach)
    if blocked.lines:
        yield Section(_("Levels that can no longer be reached"), (blocked,))


def _facts(answer: WhatIf, reach: Reach) -> Facts:
    items: list[tuple[str, Any, Kind]] = [
        (_("Points now"), _of_weight(answer, answer.after.points), Kind.TEXT),
        (_("Asked for"), _of_weight(answer, reach.target), Kind.TEXT),
        (_("Most that can be reached"), _of_weight(answer, reach.most), Kind.TEXT),
        (_("Days left"), days_left(answer.before, answer.by), Kind.COUNT),
    ]
    if reach.points is not None:
        items.append((_("Points then"), _of_weight(answer, reach.points), Kind.TEXT))
        items.append((_("Weight of the work"), reach.cost, Kind.DECIMAL))
    return Facts(tuple(items))


def _of_weight(answer: WhatIf, points: Fraction) -> str:
    return _("{points} of {weight}").format(points=shown_number(points), weight=answer.after.plan.weight)


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


def work_grid(answer: WhatIf, reach: Reach) -> Grid:
    """One line for each piece of work of the cheapest choice."""
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


def reach_data(answer: WhatIf, reach: Reach) -> dict[str, Any]:
    """The JSON shape: the choice, its work, and every level above the first with its price or what stands in its way."""
    return {
        "target": reach.target,
        "is_reachable": reach.chosen is not None,
        "most": reach.most,
        "points": reach.points,
        "cost": reach.cost,
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

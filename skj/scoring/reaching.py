"""The cheapest work that reaches a total of points: every level of every indicator priced exactly, then a knapsack over points.

An indicator's conditions each look at one measure or one document, and measures that share their records (cases under several
limits of days) are priced together; so the cheapest way to a level is the sum of the cheapest ways of its parts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import accumulate, product
from math import ceil
from typing import Final

from skj.language import _
from skj.ledgers.steps import PlanStep
from skj.scoring.levels import ConditionResult
from skj.scoring.measures import WHOLE_PLAN
from skj.scoring.plan_model import EvidenceItem, Indicator, Measure
from skj.scoring.scorecard import Result
from skj.scoring.supposing import Change
from skj.scoring.whatif import grown, paper_is_possible, with_changes
from skj.scoring.work import GROWTHS, Growth, Outlook, days_limit, sharers, steps_left, supply_of

EVIDENCE: Final = "evidence"


@dataclass(frozen=True, slots=True)
class Costs:
    """What a unit of work weighs, by `indicator.key`, or by `evidence` for all documents; 1 where the office says nothing."""

    table: Mapping[str, int] = field(default_factory=dict)

    def of(self, indicator: Indicator, target: Measure | EvidenceItem) -> Fraction:
        """The weight of one unit."""
        is_paper = isinstance(target, EvidenceItem)
        key = target.key if isinstance(target, EvidenceItem) else target.id
        general = self.table.get(EVIDENCE, 1) if is_paper else 1
        return Fraction(self.table.get(f"{indicator.id}.{key}", general))


@dataclass(frozen=True, slots=True)
class Work:
    """So many units of one kind, each weighing `rate`; `steps` are the steps of the plan meant, where it is steps."""

    target: Measure | EvidenceItem
    count: int
    rate: Fraction
    steps: tuple[PlanStep, ...] = ()

    @property
    def cost(self) -> Fraction:
        """The weight of all units."""
        return self.count * self.rate


@dataclass(frozen=True, slots=True)
class Move:
    """Work on one measure, one document, or measures that share their records, and what it changes."""

    changes: tuple[Change, ...] = ()
    works: tuple[Work, ...] = ()

    @property
    def cost(self) -> Fraction:
        """The weight of the work."""
        return sum((work.cost for work in self.works), Fraction(0))


@dataclass(frozen=True, slots=True)
class Block:
    """A condition that no work can still meet, and why."""

    condition: ConditionResult
    why: str


@dataclass(frozen=True, slots=True)
class Option:
    """One level of an indicator: the work it takes, or what stands in its way."""

    level: int
    points: Fraction
    moves: tuple[Move, ...] = ()
    blocks: tuple[Block, ...] = ()

    @property
    def cost(self) -> Fraction:
        """The weight of the work."""
        return sum((move.cost for move in self.moves), Fraction(0))

    @property
    def is_possible(self) -> bool:
        """Whether the level can still be reached."""
        return not self.blocks


def options_of(outlook: Outlook, result: Result, costs: Costs) -> list[Option]:
    """Staying where it is, and every level above, the possible ones priced and the others with what blocks them."""
    score = result.score
    stay = Option(score.level, score.points)
    above = [level.level for level in result.indicator.levels if level.level > score.level]
    return [stay, *(_option(outlook, result, level, costs) for level in above)]


def _option(outlook: Outlook, result: Result, level: int, costs: Costs) -> Option:
    ladder = result.indicator.is_cumulative
    wanted = [need for need in result.score.results if need.level == level or (ladder and need.level < level)]
    answers = [_answer(outlook, pool, costs) for pool in _pools(result.indicator, wanted)]
    blocks = tuple(block for answer in answers if not isinstance(answer, Move) for block in answer)
    moves = tuple(answer for answer in answers if isinstance(answer, Move) and answer.works)
    if blocks:
        return Option(level, Fraction(0), blocks=blocks)
    # What is claimed is scored by the ladder itself; work for one level may well lead to a higher one.
    reached = with_changes(result, (change for move in moves for change in move.changes)).score
    return Option(reached.level, reached.points, moves)


def _pools(indicator: Indicator, wanted: Sequence[ConditionResult]) -> list[list[ConditionResult]]:
    """The conditions grouped by the document, the measure or the sharing measures they look at."""
    pools: dict[str, list[ConditionResult]] = {}
    for need in wanted:
        condition = need.condition
        if condition.evidence:
            name = f"{EVIDENCE} {condition.evidence}"
        else:
            measure = indicator.measure(condition.measure)
            name = min([measure.id, *(other.id for other in sharers(indicator, measure))])
        pools.setdefault(name, []).append(need)
    return list(pools.values())


def _answer(outlook: Outlook, pool: Sequence[ConditionResult], costs: Costs) -> Move | list[Block]:
    """The cheapest work that makes all conditions of a pool hold, or the conditions in the way."""
    missing = [need for need in pool if not need.is_met]
    if not missing:
        return Move()
    if pool[0].condition.evidence:
        return _paper(outlook, pool[0], costs)
    moves = _moves(outlook, pool, costs)
    fitting = [move for move in moves if all(_holds(outlook, need, move) for need in pool)]
    if fitting:
        return min(fitting, key=lambda move: (move.cost, sum(work.count for work in move.works)))
    return [Block(need, _why_not(outlook, need)) for need in missing]


def _paper(outlook: Outlook, need: ConditionResult, costs: Costs) -> Move | list[Block]:
    if not paper_is_possible(outlook):
        return [Block(need, _("no day is left on which the document could be dated"))]
    item = next(item for item in outlook.indicator.evidence if item.key == need.condition.evidence)
    change = Change(outlook.indicator, item, Fraction(1))
    return Move((change,), (Work(item, 1, costs.of(outlook.indicator, item)),))


def _holds(outlook: Outlook, need: ConditionResult, move: Move) -> bool:
    found = outlook.measurements[need.condition.measure]
    for change in move.changes:
        if not isinstance(change.target, EvidenceItem) and change.target.id == need.condition.measure:
            found = grown(found, change)
    return found.value is not None and need.condition.holds(found.value)


def _why_not(outlook: Outlook, need: ConditionResult) -> str:
    supply = supply_of(outlook, outlook.indicator.measure(need.condition.measure))
    if supply.why:
        return _("not enough is left: {why}").format(why=supply.why)
    return _("no number of further units would do it")


def _moves(outlook: Outlook, pool: Sequence[ConditionResult], costs: Costs) -> Iterator[Move]:
    """Every amount of work on a pool that could be the cheapest for some of its conditions."""
    measure = outlook.indicator.measure(pool[0].condition.measure)
    if measure.function == "presented_within":
        yield from _case_moves(outlook, measure, costs)
    elif measure.function == "plan_progress":
        yield from _step_moves(outlook, measure, costs)
    else:
        yield from _unit_moves(outlook, measure, pool, costs)


def _unit_moves(outlook: Outlook, measure: Measure, pool: Sequence[ConditionResult], costs: Costs) -> Iterator[Move]:
    """The least number of units for each condition; the most of them is the least that meets all."""
    most = supply_of(outlook, measure).most
    rate = costs.of(outlook.indicator, measure)
    counts = {count for need in pool if (count := units_needed(need, measure)) is not None}
    for count in sorted(counts):
        if most is None or count <= most:
            whole = count if GROWTHS[measure.function] is Growth.BOTH else 0
            change = Change(outlook.indicator, measure, Fraction(count), Fraction(whole))
            yield Move((change,), (Work(measure, count, rate),))


def units_needed(need: ConditionResult, measure: Measure) -> int | None:
    """The least number of further units that makes a condition hold; None when no number does."""
    if GROWTHS[measure.function] is Growth.BOTH:
        return _good_ones_needed(need)
    if need.is_met:
        return 0
    # On what grows by the part alone the ladder itself knows the answer (`ConditionResult.missing`).
    missing = need.missing
    return None if missing is None or missing < 0 else ceil(missing)


def _good_ones_needed(need: ConditionResult) -> int | None:
    """The least n with (part + n) / (whole + n) as the condition asks: each further one is a good one and enlarges the whole."""
    found, limit = need.measurement, need.condition.limit
    if found is None or limit is None:
        return None
    part, whole, share = Fraction(found.numerator), Fraction(found.denominator or 0), limit[1].value
    least = 0 if whole else 1
    if share < 1:
        least = max(least, ceil((share * whole - part) / (1 - share)))
    tries = (least, least + 1)  # one more where the share must be passed and not only met
    return next((n for n in tries if need.condition.holds((part + n) / (whole + n))), None)


def _step_moves(outlook: Outlook, measure: Measure, costs: Costs) -> Iterator[Move]:
    """Every sum of weights that unfinished steps can make, each by the fewest steps."""
    now = outlook.measurements[measure.id].numerator
    rate = costs.of(outlook.indicator, measure)
    sums: dict[Fraction, tuple[PlanStep, ...]] = {Fraction(0): ()}
    most = supply_of(outlook, measure).most or 0
    for step in steps_left(outlook, measure) if paper_is_possible(outlook) else ():
        for total, steps in list(sums.items()):
            longer = total + Fraction(step.weight)
            if longer > most:
                continue  # gains supposed before have used up some of the steps
            if longer not in sums or len(steps) + 1 < len(sums[longer]):
                sums[longer] = (*steps, step)
    for total, steps in sums.items():
        added = min(Fraction(total + now), Fraction(WHOLE_PLAN)) - now
        change = Change(outlook.indicator, measure, added)
        yield Move((change,), (Work(measure, len(steps), rate, steps),) if steps else ())


def _case_moves(outlook: Outlook, measure: Measure, costs: Costs) -> Iterator[Move]:
    """Open cases presented under the narrowest limit, the next, …; a case that keeps a limit keeps every wider one."""
    measures = sorted([measure, *sharers(outlook.indicator, measure)], key=days_limit)
    most = [int(supply_of(outlook, each).most or 0) for each in measures]
    for counts in product(*(range(count + 1) for count in most)):
        kept = list(accumulate(counts))
        if all(count <= limit for count, limit in zip(kept, most, strict=True)):
            yield _case_move(outlook.indicator, measures, counts, costs)


def _case_move(indicator: Indicator, measures: Sequence[Measure], counts: Sequence[int], costs: Costs) -> Move:
    presented = Fraction(sum(counts))
    changes = tuple(
        Change(indicator, measure, Fraction(kept), presented, follows=not count)
        for measure, kept, count in zip(measures, accumulate(counts), counts, strict=True)
    )
    works = tuple(
        Work(measure, count, costs.of(indicator, measure))
        for measure, count in zip(measures, counts, strict=True)
        if count
    )
    return Move(changes, works)


Plan = tuple[Fraction, tuple[int, ...], tuple[Option, ...]]


def cheapest(menus: Sequence[Sequence[Option]], target: Fraction) -> tuple[Option, ...] | None:
    """One option of each menu whose points reach `target` at the least cost; None when none do.

    Of equally cheap ones the one with more points, then with the lower levels in the order of the menus. Dynamic programming: of all
    ways to one sum of points only the cheapest is carried on, so the work grows with the sums and not with the ways.
    """
    plans: dict[Fraction, Plan] = {Fraction(0): (Fraction(0), (), ())}
    for menu in menus:
        plans = _extended(plans, [option for option in menu if option.is_possible])
    reaching = [(plan[0], -points, plan[1], plan[2]) for points, plan in plans.items() if points >= target]
    return min(reaching, key=lambda found: found[:3])[3] if reaching else None


def _extended(plans: Mapping[Fraction, Plan], options: Iterable[Option]) -> dict[Fraction, Plan]:
    longer: dict[Fraction, Plan] = {}
    for option in options:
        for points, (cost, levels, chosen) in plans.items():
            total = points + option.points
            plan = (cost + option.cost, (*levels, option.level), (*chosen, option))
            if total not in longer or plan[:2] < longer[total][:2]:
                longer[total] = plan
    return longer


def most_points(menus: Sequence[Sequence[Option]]) -> Fraction:
    """The highest total that can still be reached."""
    return sum((max(option.points for option in menu if option.is_possible) for menu in menus), Fraction(0))

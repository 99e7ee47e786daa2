"""What to say about the repair of rooms: `housing progress` (contract section 6)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, Literal

from skj.calendar import Period
from skj.language import N_, _
from skj.ledgers.base import Ledger
from skj.ledgers.rooms import RoomRepair
from skj.reports.housing_data import housing_data
from skj.reports.housing_parts import (
    SHORT,
    burn_up,
    by_tenth,
    cost_section,
    stock_section,
    vacancy_section,
    years_section,
)
from skj.reports.model import Facts, Field, Grid, Kind, Line, Note, Report, Section, Trace, spark
from skj.reports.months import month_of_key
from skj.reports.wording import basis_notes, period_line, period_notes
from skj.scoring.forecast import Forecast
from skj.scoring.measurement import Measurement
from skj.scoring.milestones import counts_needed
from skj.scoring.plan_facts import HousingFacts
from skj.scoring.progress import Progress, RoomMilestone, Share, measure_progress, share_by
from skj.scoring.scorecard import Result
from skj.scoring.stock import (
    Building,
    Cost,
    EmptyRoom,
    ManyYears,
    buildings_of,
    cost_of,
    costs_by_damage,
    empty_rooms,
    many_years,
)

GROUPINGS: Final[Mapping[str, tuple[str, Callable[[RoomRepair], Iterable[str]]]]] = {
    "district": (N_("District"), lambda room: [room.district or "—"]),
    "site": (N_("Site"), lambda room: [room.site or "—"]),
    "building": (N_("Building"), lambda room: [" · ".join(part for part in (room.site, room.building) if part) or "—"]),
    "damage": (N_("Kind of damage"), lambda room: room.damage or ["—"]),
}
ListName = Literal["buildings", "empty", "years", "cost"]


@dataclass(frozen=True, slots=True)
class HousingAnswer:
    """Everything the report shows; `years` is None when the plan names no stock of rooms. `rooms` is the measurement scored."""

    progress: Progress
    shares: Mapping[str, tuple[Share, ...]]
    buildings: tuple[Building, ...]
    empty: tuple[EmptyRoom, ...]
    cost: Cost
    costs: tuple[Cost, ...]
    years: ManyYears | None
    rooms: Measurement
    facts: HousingFacts | None
    result: Result
    period: Period

    @property
    def buildings_target(self) -> int | None:
        """How many buildings the plan aims at, beside the rooms (A16)."""
        return self.facts.buildings_target if self.facts else None


def answer_housing(ledger: Ledger[RoomRepair], result: Result, period: Period) -> HousingAnswer:
    """Measure the progress of the rooms against the milestones of the plan, and what else the ledger knows of them."""
    measure = result.indicator.measured_by("rooms_repaired")
    progress = measure_progress(ledger.records, period, counts_needed(result.indicator, measure.function))
    shares = {name: share_by(ledger.records, period, keys) for name, (_label, keys) in GROUPINGS.items()}
    counted = [room for room in ledger.records if period.counts(room.counted_on)]
    facts = result.indicator.facts.housing
    return HousingAnswer(
        progress=progress,
        shares={**shares, "month": progress.by_month},
        buildings=buildings_of(ledger.records, period),
        empty=empty_rooms(ledger.records, period),
        cost=cost_of(counted),
        costs=costs_by_damage(counted),
        years=many_years(ledger.records, period, facts) if facts else None,
        rooms=result.measurements[measure.id],
        facts=facts,
        result=result,
        period=period,
    )


def housing_report(
    answer: HousingAnswer, ledger: Ledger[RoomRepair], by: str, only: ListName | None = None, *, whole: bool = False
) -> Report:
    """The report, with one table of details: by district, site, building, month or kind of damage.

    `only` asks for one of the lists alone, whole; otherwise each list stands with its first lines, or with `whole` in full.
    """
    details = _details(answer, by)
    lists = _lists(answer, SHORT if only is None and not whole else None)
    sections = _sections(answer, details, lists) if only is None else [lists[only]]
    grids = [block for section in sections for block in section.blocks if isinstance(block, Grid)]
    return Report(
        title=_("Repair of damaged rooms in staff housing"),
        subtitle=period_line(answer.period),
        sections=tuple(sections),
        main=details if only is None else grids[-1],
        data=housing_data(answer, people=only in {None, "empty"}),
        footer=(*basis_notes([ledger]), *period_notes(answer.period)),
        traces=tuple(_traces(answer)),
    )


def _sections(answer: HousingAnswer, details: Grid, lists: Mapping[ListName, Section]) -> list[Section]:
    progress = answer.progress
    summary = Section(_("Progress"), (_facts(answer), _milestones(progress.milestones), details, *_notes(answer)))
    return [summary, burn_up(progress, answer.facts, answer.period), *lists.values()]


def _lists(answer: HousingAnswer, most: int | None) -> dict[ListName, Section]:
    """The lists besides the rooms that count, each a section; `most` lines of each, or all of them."""
    return {
        "buildings": stock_section(answer.buildings, answer.buildings_target, most),
        "years": years_section(answer.years, answer.progress),
        "empty": vacancy_section(answer.empty, most),
        "cost": cost_section(answer.cost, answer.costs, most),
    }


def _facts(answer: HousingAnswer) -> Facts:
    progress = answer.progress
    done = Fraction(progress.repaired, progress.target) if progress.target else Fraction(0)
    items: list[tuple[str, Any, Kind]] = [
        (_("Rooms repaired"), progress.repaired, Kind.COUNT),
        (_("Target"), progress.target, Kind.COUNT),
        (_("Done"), min(done, Fraction(1)), Kind.BAR),
        (_("Still missing"), progress.remaining, Kind.COUNT),
        (_("Level by rooms"), progress.level, Kind.COUNT),
        (_("Rooms a month so far"), by_tenth(progress.per_month), Kind.DECIMAL),
        (_("Rooms in each month"), spark([share.repaired for share in progress.by_month]), Kind.SPARK),
        (_("Rooms a month needed"), by_tenth(progress.needed_per_month), Kind.DECIMAL),
        (_("Forecast at the end of the year"), _forecast_words(progress), Kind.TEXT),
    ]
    return Facts(tuple(items))


def _forecast_words(progress: Progress) -> str:
    found = progress.forecast
    if found is None:
        return _("too early to say")
    if found.level_low == found.level_high:
        text = _("{low}–{high} rooms, most likely {mid} (level {level} by rooms)")
    else:
        text = _(
            "{low}–{high} rooms, most likely {mid} (level {level_low} to {level_high} by rooms, most likely {level})"
        )
    return text.format(
        low=found.low,
        high=found.high,
        mid=found.mid,
        level=found.level,
        level_low=found.level_low,
        level_high=found.level_high,
    )


def _milestones(milestones: Iterable[RoomMilestone]) -> Grid:
    fields = (
        Field("level", _("Level"), Kind.COUNT),
        Field("rooms", _("Rooms"), Kind.COUNT),
        Field("reached_on", _("Reached on"), Kind.DATE),
        Field("missing", _("Still missing"), Kind.COUNT),
        Field("needed_per_month", _("Needed a month"), Kind.DECIMAL),
    )
    lines = tuple(
        Line(
            (each.level, each.rooms, each.reached_on, each.missing or None, _needed(each)),
            "good" if each.reached_on else "quiet",
        )
        for each in milestones
    )
    return Grid(fields, lines, _("Milestones"))


def _needed(milestone: RoomMilestone) -> Fraction | None:
    return None if milestone.reached_on else by_tenth(milestone.needed_per_month)


def _details(answer: HousingAnswer, by: str) -> Grid:
    titles = {"month": _("Month")} | {name: _(label) for name, (label, _keys) in GROUPINGS.items()}
    damaged = _("Found damaged") if by == "month" else _("Recorded as damaged")
    fields = (
        Field("key", titles[by]),
        Field("repaired", _("Repaired"), Kind.COUNT),
        Field("damaged", damaged, Kind.COUNT),
        *([] if by == "month" else [Field("left", _("Left to repair"), Kind.COUNT)]),
    )
    lines = tuple(Line(_share_cells(share, by)) for share in answer.shares[by])
    return Grid(fields, lines, titles[by], _("No rooms."))


def _share_cells(share: Share, by: str) -> tuple[Any, ...]:
    if by == "month":
        return month_of_key(share.key), share.repaired, share.damaged
    return share.key, share.repaired, share.damaged, share.left


def _notes(answer: HousingAnswer) -> list[Note]:
    notes = [*_pace_notes(answer.progress)]
    scored = answer.result.score.level
    if scored != answer.progress.level:
        text = _(
            "By rooms alone this is level {rooms}; the indicator stands at level {scored}, see “skj kpi explain {indicator}”."
        )
        words = text.format(rooms=answer.progress.level, scored=scored, indicator=answer.result.indicator.id)
        notes.append(Note(words, "warn"))
    return notes


def _pace_notes(progress: Progress) -> list[Note]:
    """Say in words whether the pace is enough, and what the range rests on."""
    found, needed = progress.forecast, progress.needed_per_month
    if found is None or not needed:
        return []
    rests = Note(
        _("The range holds the year's end four times in five, if the months to come are like those past."), "quiet"
    )
    if found.trend:
        text = _("The months past rise steadily, which the range does not know of: the year may end above it.")
        fall = _("The months past fall steadily, which the range does not know of: the year may end below it.")
        return [*_short_notes(progress, found), Note(text if found.trend > 0 else fall, "warn"), rests]
    return [*_short_notes(progress, found), rests]


def _short_notes(progress: Progress, found: Forecast) -> list[Note]:
    if found.high < progress.target:
        text = _("At this pace the year ends short of {target} rooms: even the upper end of the range is {high}.")
        return [Note(text.format(target=progress.target, high=found.high), "bad")]
    if found.low < progress.target:
        text = _("At this pace it is not sure that the year ends with {target} rooms.")
        return [Note(text.format(target=progress.target), "warn")]
    return []


def _traces(answer: HousingAnswer) -> Iterable[Trace]:
    """Each number and its rooms; buildings are traced to all of their rooms."""
    progress, rooms = answer.progress, answer.rooms
    yield Trace(
        "repaired", _("Rooms repaired"), progress.repaired, counted=rooms.counted, left_out=tuple(rooms.left_out)
    )
    for name, label, held in _building_readings(answer.buildings):
        counted = tuple(room for each in held for room in each.rooms)
        yield Trace(f"buildings_{name}", label, len(held), counted=counted)
    yield from _empty_traces(answer.empty)
    yield from _cost_traces(answer)


def _building_readings(buildings: Iterable[Building]) -> Iterable[tuple[str, str, list[Building]]]:
    found = list(buildings)
    yield "started", _("Buildings with a room repaired"), [each for each in found if each.is_started]
    yield "complete", _("Buildings with no room left damaged"), [each for each in found if each.is_complete]


def _empty_traces(empty: Iterable[EmptyRoom]) -> Iterable[Trace]:
    found = list(empty)
    for name, label, wanted in (
        ("unallocated", _("Ready and not allocated"), False),
        ("not_moved_in", _("Allocated and not moved into"), True),
    ):
        counted = tuple(each.room for each in found if each.is_allocated is wanted)
        yield Trace(name, label, len(counted), counted=counted)


def _cost_traces(answer: HousingAnswer) -> Iterable[Trace]:
    counted = [room for room in answer.rooms.counted if isinstance(room, RoomRepair)]
    known = tuple(room for room in counted if room.cost is not None)
    unknown = tuple((room, _("its cost is not written down")) for room in counted if room.cost is None)
    yield Trace("cost", _("Cost (baht)"), answer.cost.total, Kind.MONEY, known, unknown)

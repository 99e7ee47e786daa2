"""The parts of `housing progress` besides the count of rooms: picture, buildings, years of the plan, empty rooms, money."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate
from typing import Any, Final

from skj.calendar import Period
from skj.language import _
from skj.reports.model import Chart, Facts, Field, Grid, Kind, Line, Note, Number, Section, Series
from skj.reports.months import month_names
from skj.scoring.measurement import tenths
from skj.scoring.plan_facts import HousingFacts
from skj.scoring.progress import Progress
from skj.scoring.stock import Building, Cost, EmptyRoom, ManyYears, PlanYear

SHORT: Final = 5  # lines of each list in the answer as a whole
MONTHS_A_YEAR: Final = 12


def by_tenth(pace: Fraction | None) -> Fraction | None:
    """A pace as people say it; the exact one is in the JSON."""
    return None if pace is None else tenths(pace)


def burn_up(progress: Progress, facts: HousingFacts | None, period: Period) -> Section:
    """Rooms by the end of each month against the milestones; what the plan states, and the likeliest course from here on."""
    done = list(accumulate(share.repaired for share in progress.by_month))
    series = [Series(_("repaired"), _padded(done))]
    planned = facts.planned_by_month([month.month for month in period.months]) if facts else ()
    if any(planned):
        series.append(Series(_("planned"), planned, "quiet"))
    if progress.forecast and len(done) < MONTHS_A_YEAR:
        series.append(Series(_("likely"), _course(done, progress.forecast.mid), "warn"))
    limits = [(_("level {level}").format(level=each.level), each.rooms) for each in progress.milestones]
    title = _("Rooms by the end of each month of {year}").format(year=period.fiscal_year)
    chart = Chart("lines", title, month_names(period), tuple(series), tuple(limits), _("rooms"))
    return Section(_("Over the year"), (chart,))


def _padded(done: Sequence[int]) -> tuple[Number | None, ...]:
    return (*done, *[None] * (MONTHS_A_YEAR - len(done)))


def _course(done: Sequence[int], end: int) -> tuple[Number | None, ...]:
    """An even course from the month that runs to the likeliest end."""
    left = MONTHS_A_YEAR - len(done)
    last = done[-1] if done else 0
    ahead = (Fraction(last) + Fraction((end - last) * step, left) for step in range(1, left + 1))
    return (*[None] * len(done), *map(round, ahead))


def stock_section(buildings: Sequence[Building], target: int | None, most: int | None) -> Section:
    """Both readings of a repaired building (A16), and which buildings they are."""
    items: tuple[tuple[str, Any, Kind], ...] = (
        (_("Buildings with a room repaired"), sum(each.is_started for each in buildings), Kind.COUNT),
        (_("Buildings with no room left damaged"), sum(each.is_complete for each in buildings), Kind.COUNT),
        (_("Buildings aimed at"), target, Kind.COUNT),
    )
    fields = (
        Field("building", _("Building")),
        Field("started", _("Begun"), Kind.MARK),
        Field("complete", _("Complete"), Kind.MARK),
        Field("repaired", _("Repaired"), Kind.COUNT),
        Field("left", _("Left"), Kind.COUNT),
    )
    held = [each for each in buildings if each.is_started or each.is_complete]
    lines = [
        Line(
            (each.name, each.is_started, each.is_complete, each.repaired, each.left),
            "good" if each.is_complete else "plain",
        )
        for each in held
    ]
    shown, more = shortened(lines, most, "buildings")
    grid = Grid(fields, shown, _("Which buildings"), _("No building yet."))
    note = Note(
        _("The plan does not say when a building counts, so both readings stand here; neither is scored (A16)."),
        "quiet",
    )
    return Section(_("Buildings"), (Facts(items), grid, *more, note))


def years_section(plan: ManyYears | None, progress: Progress) -> Section:
    """Where the plan of several years stands; rooms of every year come from the ledger."""
    fields = (
        Field("year", _("Fiscal year")),
        Field("repaired", _("Repaired"), Kind.COUNT),
        Field("so_far", _("So far"), Kind.COUNT),
        Field("share", _("Of the whole"), Kind.SHARE),
    )
    lines = tuple(Line(_year_cells(each, plan.target)) for each in plan.years) if plan else ()
    grid = Grid(fields, lines, _("By fiscal year"), _("The plan states no rooms for several years."))
    facts = (_years_facts(plan, progress),) if plan else ()
    return Section(_("The plan of several years"), (*facts, grid))


def _years_facts(plan: ManyYears, progress: Progress) -> Facts:
    done = Fraction(plan.done, plan.target) if plan.target else Fraction(0)
    return Facts(
        (
            (_("Rooms to repair by {year}").format(year=plan.last_year), plan.target, Kind.COUNT),
            (_("Rooms repaired"), plan.done, Kind.COUNT),
            (_("Done"), min(done, Fraction(1)), Kind.BAR),
            (_("Still missing"), plan.remaining, Kind.COUNT),
            (_("Rooms a year needed from now on"), by_tenth(plan.needed_per_year), Kind.DECIMAL),
            (_("Rooms a year at the pace so far"), _a_year(progress.per_month), Kind.DECIMAL),
            (_("Repaired before the plan, by the ledger"), plan.before, Kind.COUNT),
        )
    )


def _year_cells(each: PlanYear, target: int) -> tuple[Any, ...]:
    if not each.has_begun:
        return str(each.year), None, None, None
    return str(each.year), each.repaired, each.so_far, Fraction(each.so_far, target) if target else None


def _a_year(per_month: Fraction | None) -> Fraction | None:
    return None if per_month is None else by_tenth(per_month * MONTHS_A_YEAR)


def vacancy_section(empty: Sequence[EmptyRoom], most: int | None) -> Section:
    """Rooms that are ready and stand empty, the longest first; who has the right to one is masked like every name."""
    waiting = [each for each in empty if each.is_allocated]
    items: tuple[tuple[str, Any, Kind], ...] = (
        (_("Ready and not allocated"), len(empty) - len(waiting), Kind.COUNT),
        (_("Allocated and not moved into"), len(waiting), Kind.COUNT),
    )
    fields = (
        Field("site", _("Site")),
        Field("building", _("Building")),
        Field("room", _("Room")),
        Field("ready_on", _("Ready on"), Kind.DATE),
        Field("days", _("Days empty"), Kind.COUNT),
        Field("allocated_to", _("Allocated to"), Kind.NAME),
    )
    lines = [
        Line(
            (each.room.site, each.room.building, each.room.room, each.ready_on, each.days, each.room.allocated_to),
            "quiet" if each.is_allocated else "plain",
        )
        for each in sorted(empty, key=lambda each: each.is_allocated)
    ]
    shown, more = shortened(lines, most, "empty")
    grid = Grid(fields, shown, _("Rooms that stand empty, not allocated ones first"), _("No room stands empty."))
    return Section(_("Ready and empty"), (Facts(items), grid, *more))


def cost_section(whole: Cost, costs: Sequence[Cost], most: int | None) -> Section:
    """What the rooms that count cost, and how many of them nobody wrote a cost for."""
    items: tuple[tuple[str, Any, Kind], ...] = (
        (_("Cost (baht)"), whole.total, Kind.MONEY),
        (_("Baht a room"), whole.per_room, Kind.MONEY),
        (_("Rooms without a cost"), whole.unknown, Kind.COUNT),
    )
    fields = (
        Field("damage", _("Kind of damage")),
        Field("rooms", _("Rooms"), Kind.COUNT),
        Field("unknown", _("Without a cost"), Kind.COUNT),
        Field("total", _("Cost (baht)"), Kind.MONEY),
        Field("per_room", _("Baht a room"), Kind.MONEY),
    )
    lines = [
        Line((" + ".join(each.damage) or "—", each.rooms, each.unknown, each.total, each.per_room)) for each in costs
    ]
    shown, more = shortened(lines, most, "cost")
    text = _("{count} of {all} rooms have no cost, so the sum is too low by what they cost.")
    loud = [Note(text.format(count=whole.unknown, all=whole.rooms), "warn")] if whole.unknown else []
    grid = Grid(fields, shown, _("By kind of damage; a room with several kinds is counted once"), _("No rooms."))
    return Section(_("Cost"), (Facts(items), grid, *more, *loud))


def shortened(lines: Sequence[Line], most: int | None, name: str) -> tuple[tuple[Line, ...], list[Note]]:
    """The first lines of a list, and where the others are."""
    if most is None or len(lines) <= most:
        return tuple(lines), []
    text = _("{count} more: “skj housing progress --list {name}” shows all of them.")
    return tuple(lines[:most]), [Note(text.format(count=len(lines) - most, name=name), "quiet")]

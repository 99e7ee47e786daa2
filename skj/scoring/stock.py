"""The stock of rooms: buildings begun and finished, rooms that stand empty, money spent, the years of the plan (indicator 5)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

from skj.calendar import Period, fiscal_year_of, fiscal_year_span
from skj.ledgers.rooms import RoomRepair
from skj.scoring.plan_facts import HousingFacts
from skj.thai.sorting import sort_key

SATANG: Final = Decimal("0.01")
DAYS_A_YEAR: Final = 365


@dataclass(frozen=True, slots=True)
class Building:
    """One building of the ledger: rooms repaired in the period, and rooms not repaired by the as-of date in whatever year.

    Its two properties are both readings of "a building" (A16).
    """

    site: str
    building: str
    repaired: int
    left: int
    rooms: tuple[RoomRepair, ...]

    @property
    def is_started(self) -> bool:
        """Whether one room at least was repaired in the period."""
        return self.repaired > 0

    @property
    def is_complete(self) -> bool:
        """Whether every room of it in the ledger is repaired."""
        return self.left == 0

    @property
    def name(self) -> str:
        """Site and building in one line."""
        return " · ".join(part for part in (self.site, self.building) if part) or "—"


def buildings_of(rooms: Iterable[RoomRepair], period: Period) -> tuple[Building, ...]:
    """Every building of the ledger, complete ones first, then by rooms repaired; a site is part of a building's name."""
    kept: dict[tuple[str, str], list[RoomRepair]] = {}
    for room in rooms:
        kept.setdefault(room.room_key[:2], []).append(room)
    found = [_building(each, period) for each in kept.values()]
    return tuple(sorted(found, key=lambda each: (not each.is_complete, -each.repaired, each.left, sort_key(each.name))))


def _building(rooms: Sequence[RoomRepair], period: Period) -> Building:
    return Building(
        site=rooms[0].site or "",
        building=rooms[0].building or "",
        repaired=sum(period.counts(room.counted_on) for room in rooms),
        left=sum(not period.reached(room.counted_on) for room in rooms),
        rooms=tuple(rooms),
    )


@dataclass(frozen=True, slots=True)
class EmptyRoom:
    """A room that is fit to live in and stands empty, and for how many days; `is_allocated` when somebody has the right to it."""

    room: RoomRepair
    ready_on: date
    days: int
    is_allocated: bool


def empty_rooms(rooms: Iterable[RoomRepair], period: Period) -> tuple[EmptyRoom, ...]:
    """Rooms ready by the as-of date into which nobody has moved by then, the longest empty first.

    A right to a room carries no date, so it is taken as it stands; a move after the as-of date has not happened yet.
    """
    found = [
        EmptyRoom(room, room.counted_on, (period.as_of - room.counted_on).days, room.allocated_to is not None)
        for room in rooms
        if room.counted_on and period.reached(room.counted_on) and not _is_lived_in(room, period)
    ]
    return tuple(sorted(found, key=lambda each: (-each.days, *(sort_key(part) for part in _spot(each.room)))))


def _is_lived_in(room: RoomRepair, period: Period) -> bool:
    return period.reached(room.moved_in_on)


def _spot(room: RoomRepair) -> tuple[str, str, str]:
    return room.site or "", room.building or "", room.room


@dataclass(frozen=True, slots=True)
class Cost:
    """What the rooms of one kind of damage cost, in baht; `unknown` are those whose cost nobody wrote down, so it is a floor."""

    damage: tuple[str, ...]
    rooms: int
    unknown: int
    total: Decimal

    @property
    def per_room(self) -> Decimal | None:
        """Baht a room, to the satang, over the rooms whose cost is known; None when there is none."""
        known = self.rooms - self.unknown
        return (self.total / known).quantize(SATANG, ROUND_HALF_UP) if known else None


def cost_of(rooms: Sequence[RoomRepair], damage: tuple[str, ...] = ()) -> Cost:
    """The cost of some rooms together."""
    known = [room.cost for room in rooms if room.cost is not None]
    return Cost(damage, len(rooms), len(rooms) - len(known), sum(known, Decimal(0)))


def costs_by_damage(rooms: Iterable[RoomRepair]) -> tuple[Cost, ...]:
    """One line a kind of damage, the dearest first; the lines add up to the whole.

    A bill is for the room: where several kinds were repaired, nobody can say which part was for which, so such rooms form
    lines of their own.
    """
    kept: dict[tuple[str, ...], list[RoomRepair]] = {}
    for room in rooms:
        kept.setdefault(tuple(sorted(room.damage or (), key=sort_key)), []).append(room)
    found = [cost_of(each, damage) for damage, each in kept.items()]
    return tuple(sorted(found, key=lambda cost: (-cost.total, -cost.rooms, [sort_key(kind) for kind in cost.damage])))


@dataclass(frozen=True, slots=True)
class PlanYear:
    """A fiscal year (B.E.) of the plan: rooms repaired in it, and since the plan's first year; nothing yet when it has not begun."""

    year: int
    has_begun: bool
    repaired: int
    so_far: int


@dataclass(frozen=True, slots=True)
class ManyYears:
    """The plan of several years: `before` are rooms of the ledger repaired before its first year; paces are rooms a year.

    `needed_per_year` is None when no time is left.
    """

    target: int
    before: int
    years: tuple[PlanYear, ...]
    last_year: int
    needed_per_year: Fraction | None

    @property
    def done(self) -> int:
        """Rooms repaired since the first year."""
        return self.years[-1].so_far if self.years else 0

    @property
    def remaining(self) -> int:
        """Rooms still to repair."""
        return max(0, self.target - self.done)


def many_years(rooms: Iterable[RoomRepair], period: Period, facts: HousingFacts) -> ManyYears:
    """Rooms of each year of the plan, from the ledger alone; years to come stand there with nothing."""
    days = [room.counted_on for room in rooms if room.counted_on and period.reached(room.counted_on)]
    by_year = Counter(map(fiscal_year_of, days))
    years: list[PlanYear] = []
    for year in range(facts.first_year, facts.last_year + 1):
        so_far = (years[-1].so_far if years else 0) + by_year[year]
        years.append(PlanYear(year, fiscal_year_of(period.as_of) >= year, by_year[year], so_far))
    done = years[-1].so_far if years else 0
    before = sum(count for year, count in by_year.items() if year < facts.first_year)
    needed = _needed_per_year(max(0, facts.rooms_left - done), period, facts)
    return ManyYears(facts.rooms_left, before, tuple(years), facts.last_year, needed)


def _needed_per_year(remaining: int, period: Period, facts: HousingFacts) -> Fraction | None:
    if not remaining:
        return Fraction(0)
    start = max(period.as_of, fiscal_year_span(facts.first_year).start)
    days = (fiscal_year_span(facts.last_year).end - start).days
    return remaining / Fraction(days, DAYS_A_YEAR) if days > 0 else None

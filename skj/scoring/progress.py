"""How far the repairs are: milestones reached, pace, what is needed, where the year may end (plan table C, indicator 5)."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor, sqrt
from statistics import mean, stdev
from typing import Final

from skj.calendar import Period, Span
from skj.ledgers.rooms import RoomRepair
from skj.thai.sorting import sort_key

DAYS_A_MONTH: Final = Fraction(365, 12)
# Half-width of the range in standard deviations: four years in five end inside it when months vary independently.
RANGE_WIDTH: Final = 1.28


@dataclass(frozen=True, slots=True)
class Milestone:
    """A level and its number of rooms; `reached_on` is the day the last room it needs became ready."""

    level: int
    rooms: int
    reached_on: date | None


@dataclass(frozen=True, slots=True)
class Forecast:
    """Rooms at the end of the fiscal year: a range from the spread of the past months, and its middle."""

    low: int
    mid: int
    high: int
    level: int


@dataclass(frozen=True, slots=True)
class Share:
    """Rooms of one district, building, month or kind of damage: repaired in the period, and recorded as damaged."""

    key: str
    repaired: int
    damaged: int


@dataclass(frozen=True, slots=True)
class Buildings:
    """Both readings of "buildings" (A16): with one room repaired at least, and with none left damaged."""

    started: int
    complete: int
    target: int | None


@dataclass(frozen=True, slots=True)
class Progress:
    """The answer of `housing progress`; paces are rooms a month, None when no time is left or none has passed."""

    repaired: int
    target: int
    level: int
    milestones: tuple[Milestone, ...]
    per_month: Fraction | None
    needed_per_month: Fraction | None
    forecast: Forecast | None
    by_month: tuple[Share, ...]
    buildings: Buildings

    @property
    def remaining(self) -> int:
        """Rooms still missing to the target."""
        return max(0, self.target - self.repaired)


def measure_progress(
    rooms: Sequence[RoomRepair],
    period: Period,
    milestones: Mapping[int, int],
    buildings_target: int | None,
) -> Progress:
    """Progress of the rooms that count in the period, against milestones level -> rooms."""
    days = sorted(room.counted_on for room in rooms if room.counted_on and period.counts(room.counted_on))
    target = max(milestones.values(), default=0)
    by_month = _by_month(rooms, period)
    monthly = [share.repaired for share in by_month[: _whole_months(period)]]
    return Progress(
        repaired=len(days),
        target=target,
        level=level_of(len(days), milestones),
        milestones=tuple(_milestone(level, needed, days) for level, needed in sorted(milestones.items())),
        per_month=_pace(len(days), Span(period.fiscal.start, _counted_to(period))),
        needed_per_month=_needed(max(0, target - len(days)), period),
        forecast=_forecast(len(days), monthly, period, milestones),
        by_month=by_month,
        buildings=_buildings(rooms, period, buildings_target),
    )


def level_of(rooms: int, milestones: Mapping[int, int]) -> int:
    """The highest level whose number of rooms is reached; 0 below the lowest (plan reading A32)."""
    return max((level for level, needed in milestones.items() if rooms >= needed), default=0)


def _milestone(level: int, needed: int, days: Sequence[date]) -> Milestone:
    return Milestone(level, needed, days[needed - 1] if 0 < needed <= len(days) else None)


def _counted_to(period: Period) -> date:
    return min(period.as_of, period.fiscal.end)


def _months(span: Span) -> Fraction:
    """Length of a span in months of a 365-day year; 0 when it is empty."""
    return max(Fraction(0), ((span.end - span.start).days + 1) / DAYS_A_MONTH)


def _pace(count: int, span: Span) -> Fraction | None:
    months = _months(span)
    return count / months if months else None


def _months_left(period: Period) -> Fraction:
    day = max(_counted_to(period), period.fiscal.start)
    return max(Fraction(0), (period.fiscal.end - day).days / DAYS_A_MONTH)


def _whole_months(period: Period) -> int:
    """Months of the fiscal year that are over; the one that runs would drag the mean down until its last day."""
    after = _counted_to(period) + timedelta(days=1)
    return max(0, (after.year - period.fiscal.start.year) * 12 + after.month - period.fiscal.start.month)


def _needed(remaining: int, period: Period) -> Fraction | None:
    if not remaining:
        return Fraction(0)
    left = _months_left(period)
    return remaining / left if left else None


def _forecast(count: int, monthly: Sequence[int], period: Period, milestones: Mapping[int, int]) -> Forecast | None:
    """Mean of the past whole months times the months left, give or take their spread; None before a month has passed."""
    left = float(_months_left(period))
    if not left:
        return Forecast(count, count, count, level_of(count, milestones))
    if not monthly:
        return None
    middle = count + mean(monthly) * left
    spread = RANGE_WIDTH * (stdev(monthly) if len(monthly) > 1 else mean(monthly)) * sqrt(left)
    mid = round(middle)
    return Forecast(max(count, floor(middle - spread)), mid, ceil(middle + spread), level_of(mid, milestones))


def _by_month(rooms: Iterable[RoomRepair], period: Period) -> tuple[Share, ...]:
    """One share for each month begun, oldest first; the key is `2024-02`."""
    rooms = list(rooms)
    repaired = Counter(_month(room.counted_on) for room in rooms if room.counted_on and period.counts(room.counted_on))
    damaged = Counter(_month(room.damaged_on) for room in rooms if room.damaged_on)
    return tuple(Share(month, repaired[month], damaged[month]) for month in _months_begun(period))


def _month(day: date) -> str:
    return f"{day.year}-{day.month:02d}"


def _months_begun(period: Period) -> list[str]:
    first, last = period.fiscal.start, _counted_to(period)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [
        f"{first.year + (first.month - 1 + step) // 12}-{(first.month - 1 + step) % 12 + 1:02d}"
        for step in range(count)
    ]


def share_by(
    rooms: Iterable[RoomRepair], period: Period, keys: Callable[[RoomRepair], Iterable[str]]
) -> tuple[Share, ...]:
    """Rooms repaired in the period and rooms recorded, by key; a room with several keys (kinds of damage) counts under each."""
    repaired: Counter[str] = Counter()
    damaged: Counter[str] = Counter()
    for room in rooms:
        for key in keys(room):
            damaged[key] += 1
            repaired[key] += period.counts(room.counted_on)
    return tuple(
        Share(key, repaired[key], damaged[key])
        for key in sorted(damaged, key=lambda key: (-repaired[key], sort_key(key)))
    )


def _buildings(rooms: Iterable[RoomRepair], period: Period, target: int | None) -> Buildings:
    """A building is complete when every room of it in the ledger was repaired by then, in whatever year."""
    started: set[tuple[str, str]] = set()
    unfinished: set[tuple[str, str]] = set()
    known: set[tuple[str, str]] = set()
    for room in rooms:
        building = room.room_key[:2]
        known.add(building)
        if period.counts(room.counted_on):
            started.add(building)
        if not period.reached(room.counted_on):
            unfinished.add(building)
    return Buildings(len(started), len(known - unfinished), target)

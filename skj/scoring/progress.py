"""How far the repairs are: milestones reached, pace, what is needed, where the year may end (plan table C, indicator 5)."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from skj.calendar import Period, Span, month_key, months_begun
from skj.ledgers.rooms import RoomRepair
from skj.scoring.forecast import Forecast, forecast, level_of
from skj.scoring.milestones import day_of
from skj.thai.sorting import sort_key

DAYS_A_MONTH: Final = Fraction(365, 12)


@dataclass(frozen=True, slots=True)
class RoomMilestone:
    """A level and its number of rooms; `reached_on` is the day the last room it needs became ready.

    `missing` are the rooms still to repair for it, `needed_per_month` the pace that would reach it by the year's end: None
    when no time is left.
    """

    level: int
    rooms: int
    reached_on: date | None
    missing: int
    needed_per_month: Fraction | None


@dataclass(frozen=True, slots=True)
class Share:
    """Rooms of one district, building, month or kind of damage: repaired in the period, and recorded as damaged.

    `left` are those not repaired by the as-of date, in whatever year; None for a month, to which no room belongs for good.
    """

    key: str
    repaired: int
    damaged: int
    left: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """The answer of `housing progress`; paces are rooms a month, None when no time is left or none has passed."""

    repaired: int
    target: int
    level: int
    milestones: tuple[RoomMilestone, ...]
    per_month: Fraction | None
    needed_per_month: Fraction | None
    forecast: Forecast | None
    by_month: tuple[Share, ...]

    @property
    def remaining(self) -> int:
        """Rooms still missing to the target."""
        return max(0, self.target - self.repaired)


def measure_progress(
    rooms: Sequence[RoomRepair],
    period: Period,
    milestones: Mapping[int, int],
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
        milestones=tuple(_milestone(level, needed, days, period) for level, needed in sorted(milestones.items())),
        per_month=_pace(len(days), Span(period.fiscal.start, _counted_to(period))),
        needed_per_month=_needed(max(0, target - len(days)), period),
        forecast=forecast(len(days), monthly, float(_months_left(period)), milestones),
        by_month=by_month,
    )


def _milestone(level: int, needed: int, days: Sequence[date], period: Period) -> RoomMilestone:
    missing = max(0, needed - len(days))
    return RoomMilestone(level, needed, day_of(needed, days), missing, _needed(missing, period))


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


def _by_month(rooms: Iterable[RoomRepair], period: Period) -> tuple[Share, ...]:
    """One share for each month begun, oldest first; the key is `2024-02`."""
    rooms = list(rooms)
    repaired = Counter(
        month_key(room.counted_on) for room in rooms if room.counted_on and period.counts(room.counted_on)
    )
    damaged = Counter(month_key(room.damaged_on) for room in rooms if room.damaged_on)
    return tuple(Share(month, repaired[month], damaged[month]) for month in months_begun(period))


def share_by(
    rooms: Iterable[RoomRepair], period: Period, keys: Callable[[RoomRepair], Iterable[str]]
) -> tuple[Share, ...]:
    """Rooms repaired in the period and rooms recorded, by key; a room with several keys (kinds of damage) counts under each."""
    repaired: Counter[str] = Counter()
    damaged: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for room in rooms:
        for key in keys(room):
            damaged[key] += 1
            repaired[key] += period.counts(room.counted_on)
            left[key] += not period.reached(room.counted_on)
    return tuple(
        Share(key, repaired[key], damaged[key], left[key])
        for key in sorted(damaged, key=lambda key: (-repaired[key], sort_key(key)))
    )

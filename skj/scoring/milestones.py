"""The milestones of a count: which level asks for how many, and the day it was reached."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from skj.scoring.plan_model import Indicator


@dataclass(frozen=True, slots=True)
class Milestone:
    """A level, the number it asks for, and the day that number was reached (None while it is not)."""

    level: int
    needed: int
    reached_on: date | None


class Held(Protocol):
    """A row of a session."""

    @property
    def session(self) -> int:
        """The number of the session."""

    @property
    def held_on(self) -> date | None:
        """The day it was held."""


def first_days(held: Iterable[Held]) -> list[date]:
    """The first day of each distinct session, oldest first; the n-th is the day on which n sessions had been held."""
    days: dict[int, date] = {}
    for row in held:
        if row.held_on is not None:
            days[row.session] = min(days.get(row.session, row.held_on), row.held_on)
    return sorted(days.values())


def milestones_of(indicator: Indicator, function: str, days: Sequence[date]) -> tuple[Milestone, ...]:
    """The numbers the levels ask for of the measure that `function` counts; `days` are those it was counted on, oldest first."""
    needs = counts_needed(indicator, function)
    return tuple(Milestone(level, needed, day_of(needed, days)) for level, needed in sorted(needs.items()))


def counts_needed(indicator: Indicator, function: str) -> dict[int, int]:
    """How many each level asks for of the measure that `function` counts, by level."""
    limits = indicator.thresholds(indicator.measured_by(function).id)
    return {level: int(limit.value) for level, limit in limits.items()}


def day_of(needed: int, days: Sequence[date]) -> date | None:
    """The day on which so many were there; None while there are fewer. `days` are those of each one, oldest first."""
    return days[needed - 1] if 0 < needed <= len(days) else None


def highest_needed(milestones: Iterable[Milestone]) -> int:
    """The number of the last milestone, which is the target; 0 without milestones."""
    return max((each.needed for each in milestones), default=0)

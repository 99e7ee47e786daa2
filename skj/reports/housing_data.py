"""The JSON shape of `housing progress` (contract section 6)."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from skj.reports.wording import iso
from skj.scoring.forecast import RATE
from skj.scoring.progress import RoomMilestone, Share
from skj.scoring.stock import Building, Cost, EmptyRoom, ManyYears

if TYPE_CHECKING:
    from skj.reports.housing import HousingAnswer


def housing_data(answer: "HousingAnswer", *, people: bool) -> dict[str, Any]:
    """`level` is by rooms alone, `indicator_level` the level scored; money in baht, paces in rooms.

    `people` says whether those with the right to a room are named; the masking of names is left to the renderer.
    """
    progress = answer.progress
    return {
        "as_of": iso(answer.period.as_of),
        "repaired": progress.repaired,
        "target": progress.target,
        "remaining": progress.remaining,
        "level": progress.level,
        "indicator_level": answer.result.score.level,
        "levels": [_milestone(each) for each in progress.milestones],
        "pace": {"per_month": progress.per_month, "needed_per_month": progress.needed_per_month},
        "forecast": {**asdict(progress.forecast), "rate": RATE} if progress.forecast else None,
        **{f"by_{name}": [_share(share) for share in shares] for name, shares in answer.shares.items()},
        "buildings": _buildings(answer.buildings, answer.buildings_target),
        "years": _years(answer.years) if answer.years else None,
        "empty": [_empty(each, people=people) for each in answer.empty],
        "cost": {**_cost(answer.cost), "by_damage": [_kind(each) for each in answer.costs]},
    }


def _milestone(each: RoomMilestone) -> dict[str, Any]:
    return {
        "level": each.level,
        "rooms": each.rooms,
        "reached_on": iso(each.reached_on),
        "missing": each.missing,
        "needed_per_month": None if each.reached_on else each.needed_per_month,
    }


def _share(share: Share) -> dict[str, Any]:
    return {"key": share.key, "repaired": share.repaired, "damaged": share.damaged}


def _buildings(buildings: tuple[Building, ...], target: int | None) -> dict[str, Any]:
    listed = [
        {
            "site": each.site,
            "building": each.building,
            "started": each.is_started,
            "complete": each.is_complete,
            "repaired": each.repaired,
            "left": each.left,
        }
        for each in buildings
    ]
    return {
        "started": sum(each.is_started for each in buildings),
        "complete": sum(each.is_complete for each in buildings),
        "target": target,
        "list": listed,
    }


def _years(plan: ManyYears) -> dict[str, Any]:
    return {
        "target": plan.target,
        "last_year": plan.last_year,
        "repaired": plan.done,
        "remaining": plan.remaining,
        "needed_per_year": plan.needed_per_year,
        "before": plan.before,
        "by_year": [asdict(each) for each in plan.years],
    }


def _empty(each: EmptyRoom, *, people: bool) -> dict[str, Any]:
    who = {"allocated_to": each.room.allocated_to} if people else {}
    return {
        "site": each.room.site,
        "building": each.room.building,
        "room": each.room.room,
        "ready_on": iso(each.ready_on),
        "days": each.days,
        "allocated": each.is_allocated,
        **who,
        "source": each.room.source(),
    }


def _cost(cost: Cost) -> dict[str, Any]:
    return {"total": cost.total, "rooms": cost.rooms, "unknown": cost.unknown, "per_room": cost.per_room}


def _kind(cost: Cost) -> dict[str, Any]:
    return {"key": list(cost.damage), **_cost(cost)}

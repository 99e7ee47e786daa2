"""What to say about the repair of rooms: `housing progress` (contract section 6)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any, Final

from skj.calendar import BE_OFFSET, Period
from skj.language import N_, _, current_language
from skj.ledgers.base import Ledger
from skj.ledgers.rooms import RoomRepair
from skj.reports.model import Facts, Field, Grid, Kind, Line, Note, Report, Section
from skj.reports.wording import basis_notes, iso, period_line, period_notes
from skj.scoring.progress import Milestone, Progress, Share, measure_progress, share_by
from skj.scoring.scorecard import Result
from skj.thai.dates import MONTHS

GROUPINGS: Final[Mapping[str, tuple[str, Callable[[RoomRepair], Iterable[str]]]]] = {
    "district": (N_("District"), lambda room: [room.district or "—"]),
    "site": (N_("Site"), lambda room: [room.site or "—"]),
    "building": (N_("Building"), lambda room: [" · ".join(part for part in (room.site, room.building) if part) or "—"]),
    "damage": (N_("Kind of damage"), lambda room: room.damage or ["—"]),
}


@dataclass(frozen=True, slots=True)
class HousingAnswer:
    """Everything the report shows."""

    progress: Progress
    shares: Mapping[str, tuple[Share, ...]]
    result: Result
    period: Period


def answer_housing(ledger: Ledger[RoomRepair], result: Result, period: Period) -> HousingAnswer:
    """Measure the progress of the rooms against the milestones of the plan."""
    measure = next(measure for measure in result.indicator.measures if measure.function == "rooms_repaired")
    milestones = {level: int(limit.value) for level, limit in result.indicator.thresholds(measure.id).items()}
    facts = result.indicator.facts.housing
    progress = measure_progress(ledger.records, period, milestones, facts.buildings_target if facts else None)
    shares = {name: share_by(ledger.records, period, keys) for name, (_label, keys) in GROUPINGS.items()}
    return HousingAnswer(progress, {**shares, "month": progress.by_month}, result, period)


def housing_report(answer: HousingAnswer, ledger: Ledger[RoomRepair], by: str) -> Report:
    """The report, with one table of details: by district, site, building, month or kind of damage."""
    progress = answer.progress
    details = _details(answer, by)
    summary = Section(_("Progress"), (_facts(progress), _milestones(progress.milestones), details, *_notes(answer)))
    return Report(
        title=_("Repair of damaged rooms in staff housing"),
        subtitle=period_line(answer.period),
        sections=(summary,),
        main=details,
        data=housing_data(answer),
        footer=(*basis_notes([ledger]), *period_notes(answer.period)),
    )


def _facts(progress: Progress) -> Facts:
    done = Fraction(progress.repaired, progress.target) if progress.target else Fraction(0)
    items: list[tuple[str, Any, Kind]] = [
        (_("Rooms repaired"), progress.repaired, Kind.COUNT),
        (_("Target"), progress.target, Kind.COUNT),
        (_("Done"), min(done, Fraction(1)), Kind.BAR),
        (_("Still missing"), progress.remaining, Kind.COUNT),
        (_("Level by rooms"), progress.level, Kind.COUNT),
        (_("Rooms a month so far"), _to_a_tenth(progress.per_month), Kind.DECIMAL),
        (_("Rooms a month needed"), _to_a_tenth(progress.needed_per_month), Kind.DECIMAL),
        (_("Forecast at the end of the year"), _forecast_words(progress), Kind.TEXT),
        (_("Buildings with a room repaired"), progress.buildings.started, Kind.COUNT),
        (_("Buildings with no room left damaged"), progress.buildings.complete, Kind.COUNT),
        (_("Buildings aimed at"), progress.buildings.target, Kind.COUNT),
    ]
    return Facts(tuple(items))


def _to_a_tenth(pace: Fraction | None) -> Fraction | None:
    """A pace as people say it; the exact one is in the JSON."""
    return None if pace is None else Fraction(round(pace * 10), 10)


def _forecast_words(progress: Progress) -> str:
    if progress.forecast is None:
        return _("too early to say")
    text = _("{low}–{high} rooms, most likely {mid} (level {level} by rooms)")
    return text.format(
        low=progress.forecast.low, high=progress.forecast.high, mid=progress.forecast.mid, level=progress.forecast.level
    )


def _milestones(milestones: Iterable[Milestone]) -> Grid:
    fields = (
        Field("level", _("Level"), Kind.COUNT),
        Field("rooms", _("Rooms"), Kind.COUNT),
        Field("reached_on", _("Reached on"), Kind.DATE),
    )
    lines = tuple(
        Line((each.level, each.rooms, each.reached_on), "good" if each.reached_on else "quiet") for each in milestones
    )
    return Grid(fields, lines, _("Milestones"))


def _details(answer: HousingAnswer, by: str) -> Grid:
    titles = {"month": _("Month")} | {name: _(label) for name, (label, _keys) in GROUPINGS.items()}
    damaged = _("Found damaged") if by == "month" else _("Recorded as damaged")
    fields = (
        Field("key", titles[by]),
        Field("repaired", _("Repaired"), Kind.COUNT),
        Field("damaged", damaged, Kind.COUNT),
    )
    lines = tuple(Line((_key(by, share.key), share.repaired, share.damaged)) for share in answer.shares[by])
    return Grid(fields, lines, titles[by], _("No rooms."))


def _key(by: str, key: str) -> str:
    """A month as people write it: `ก.พ. 2567` for 2024-02."""
    if by != "month":
        return key
    year, month = key.split("-")
    return f"{MONTHS[int(month) - 1].short} {int(year) + BE_OFFSET}" if current_language() == "th" else key


def _notes(answer: HousingAnswer) -> list[Note]:
    scored = answer.result.score.level
    if scored == answer.progress.level:
        return []
    text = _(
        "By rooms alone this is level {rooms}; the indicator stands at level {scored}, see “skj kpi explain {indicator}”."
    )
    return [Note(text.format(rooms=answer.progress.level, scored=scored, indicator=answer.result.indicator.id), "warn")]


def housing_data(answer: HousingAnswer) -> dict[str, Any]:
    """The JSON shape of contract section 6; `level` is by rooms alone, `indicator_level` the level scored."""
    progress = answer.progress
    return {
        "as_of": iso(answer.period.as_of),
        "repaired": progress.repaired,
        "target": progress.target,
        "remaining": progress.remaining,
        "level": progress.level,
        "indicator_level": answer.result.score.level,
        "levels": [
            {"level": each.level, "rooms": each.rooms, "reached_on": iso(each.reached_on)}
            for each in progress.milestones
        ],
        "pace": {"per_month": progress.per_month, "needed_per_month": progress.needed_per_month},
        "forecast": asdict(progress.forecast) if progress.forecast else None,
        **{f"by_{name}": [asdict(share) for share in shares] for name, shares in answer.shares.items()},
        "buildings": asdict(progress.buildings),
    }

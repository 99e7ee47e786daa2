"""Figures and lists of the year that are no conditions: which cases count, the stock of rooms, whom a course is for."""

from collections.abc import Sequence
from itertools import accumulate

from skj.scoring.plan_parts import Label, Limit, Month, PlanPart, Whole, Year


class Scope(PlanPart):
    """A position type whose cases count: at some levels, or at every level."""

    position_type: str
    levels: tuple[str, ...] = ()
    every_level: bool = False


class Stage(PlanPart):
    """A stage of a discipline case: the plan's own limit (fewer days than) and the law's (at most), which may differ (reading A5)."""

    stage: Whole
    holder: Label
    less_than_days: Whole
    plan_clause: str = ""
    law: str = ""
    law_clause: str = ""
    law_at_most_days: Whole | None = None
    extendable: bool = False
    note: Label | None = None


class CaseFacts(PlanPart):
    """Which discipline cases count, and the stage limits shown beside the score."""

    serious: bool
    corruption: bool
    scope: tuple[Scope, ...]
    stages: tuple[Stage, ...]
    counting_clause: str
    authority: str
    partner: str

    def covers(self, position_type: str, position_level: str) -> bool:
        """Whether the position of an accused is in scope; both texts as the plan spells them."""
        entries = (entry for entry in self.scope if entry.position_type == position_type)
        return any(entry.every_level or position_level in entry.levels for entry in entries)


class PlannedRooms(PlanPart):
    """So many rooms, all together, are planned to be ready by the end of a month of the fiscal year."""

    month: Month
    rooms: Whole


class HousingFacts(PlanPart):
    """The stock of damaged rooms and the years in which it is to be repaired; `planned` is empty when no course is stated."""

    sites: Whole
    buildings: Whole
    districts: Whole
    buildings_target: Whole
    damage_kinds: tuple[str, ...]
    damaged_rooms: Whole
    repaired_rooms: Whole
    rooms_left: Whole
    first_year: Year
    last_year: Year
    budget_source: str
    planned: tuple[PlannedRooms, ...] = ()

    def planned_by_month(self, months: Sequence[int]) -> tuple[int | None, ...]:
        """The planned rooms by the end of each month, in this order: what was stated last holds until more is stated."""
        stated = {each.month: each.rooms for each in self.planned}
        return tuple(
            accumulate((stated.get(month) for month in months), lambda last, now: last if now is None else now)
        )


class TrainingFacts(PlanPart):
    """Whom the training is for; the names of the bureaus are not in the plan, so only their number is here."""

    bureaus: Whole
    offices: Whole
    office_names: tuple[str, ...]
    person_type: str
    trainees_before: Whole
    asked_share: Limit
    first_year: Year
    last_year: Year


class CoachingFacts(PlanPart):
    """Who is to be coached."""

    districts: Whole
    people_per_district: Whole
    people: Whole
    position: str
    new_staff_years: Whole
    new_staff_about: Whole


class InsigniaFacts(PlanPart):
    """The register the database is made from."""

    since_year: Year
    fields: tuple[str, ...]
    satisfied_from: str


class KnowledgeFacts(PlanPart):
    """What the knowledge bank is to hold and who counts as satisfied."""

    processes: Whole
    satisfied_from: str


class Facts(PlanPart):
    """Figures and lists of the year that are no conditions: one part per kind of indicator, only those it needs."""

    coaching: CoachingFacts | None = None
    insignia: InsigniaFacts | None = None
    knowledge: KnowledgeFacts | None = None
    cases: CaseFacts | None = None
    housing: HousingFacts | None = None
    training: TrainingFacts | None = None

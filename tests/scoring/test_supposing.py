"""The grammar of a gain, and what a gain does to part and whole."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest

from skj.diagnostics import UsageRefused
from skj.language import use_language
from skj.scoring.measurement import Measurement
from skj.scoring.plan_model import EvidenceItem
from skj.scoring.supposing import Gain, changes_of, join_words, parse_gain
from tests.record_books import PLAN


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


def name_of(gain: Gain) -> str:
    return gain.target.key if isinstance(gain.target, EvidenceItem) else gain.target.id


READ = {
    "housing+12": ("housing", "rooms_repaired", 12, None, False),
    "5+12": ("housing", "rooms_repaired", 12, None, False),
    "5 + ๑๒": ("housing", "rooms_repaired", 12, None, False),
    "housing.rooms_repaired=360": ("housing", "rooms_repaired", 360, None, True),
    "Housing.Rooms_Repaired + 1": ("housing", "rooms_repaired", 1, None, False),
    "housing.satisfied+8/10": ("housing", "satisfied", 8, 10, False),
    "housing.satisfied=80/100": ("housing", "satisfied", 80, 100, True),
    "housing.satisfied+3": ("housing", "satisfied", 3, None, False),
    "discipline+2": ("discipline", "presented_within_90", 2, None, False),
    "discipline.plan_progress+12.5": ("discipline", "plan_progress", Fraction(25, 2), None, False),
    "coaching.final_report": ("coaching", "final_report", 1, None, False),
    "1.รายงานสรุปผลเสนอปลัดกรุงเทพมหานคร": ("coaching", "final_report", 1, None, False),
    "coaching.คำสั่งแต่งตั้ง Coaching & Mentor": ("coaching", "coach_order", 1, None, False),
}


@pytest.mark.parametrize("words", READ)
def test_a_gain_is_read(words: str) -> None:
    gain = parse_gain(PLAN, words)
    assert (gain.indicator.id, name_of(gain), gain.part, gain.whole, gain.is_total) == READ[words]


REFUSED = {
    "": "SKJ690",
    "housing": "SKJ690",  # neither a number nor a document
    "housing+": "SKJ690",
    "housing-3": "SKJ658",  # no indicator is called so: what is lost is said with =
    "housing+1.5": "SKJ690",  # half a room
    "housing+3/4": "SKJ690",  # a count has no whole
    "insignia.imported+1/2": "SKJ690",  # its whole is fixed
    "housing.satisfied=80": "SKJ690",  # of what?
    "housing.satisfied+3/2": "SKJ690",
    "housing.satisfied=81/80": "SKJ690",
    "housing.flats+1": "SKJ690",
    "housing.final_report+1": "SKJ690",
    "housing.rooms_repaired": "SKJ690",
    "flats+1": "SKJ658",
    "7+1": "SKJ658",
    "housing+1e9": "SKJ690",
    "housing+−3": "SKJ690",
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_is_no_gain_is_refused_with_a_code(words: str) -> None:
    with pytest.raises(UsageRefused) as refused:
        parse_gain(PLAN, words)
    assert refused.value.diagnostic.code == REFUSED[words]


def test_a_refusal_names_what_there_is() -> None:
    with pytest.raises(UsageRefused) as refused:
        parse_gain(PLAN, "housing.flats+1")
    assert "rooms_repaired, satisfied, repair_plan, work_report" in refused.value.diagnostic.hint()


def test_a_change_may_be_a_word_of_its_own() -> None:
    assert join_words(["housing", "+12", "coaching.sessions", "=5", "coaching.final_report"]) == [
        "housing+12",
        "coaching.sessions=5",
        "coaching.final_report",
    ]


def added(words: str, **found: tuple[int, int | None]) -> list[tuple[str, Any, Any, bool]]:
    measurements = {name: Measurement(name, part, whole) for name, (part, whole) in found.items()}
    changes = changes_of(parse_gain(PLAN, words), measurements)
    return [
        (change.target.key if isinstance(change.target, EvidenceItem) else change.target.id, change.part, change.whole, change.follows)
        for change in changes
    ]  # fmt: skip


def test_a_count_grows_by_its_part_alone() -> None:
    assert added("housing+12", rooms_repaired=(200, None)) == [("rooms_repaired", 12, 0, False)]
    assert added("housing=190", rooms_repaired=(200, None)) == [("rooms_repaired", -10, 0, False)]


def test_a_fixed_whole_stays(  # paper records expected (A24), 100 percent of the plan (A33), the 420 (A25)
) -> None:
    assert added("insignia+3", imported=(177, 180)) == [("imported", 3, 0, False)]
    assert added("insignia=180", imported=(177, 180)) == [("imported", 3, 0, False)]
    assert added("training.clean+5", clean=(300, 420)) == [("clean", 5, 0, False)]
    assert added("discipline.plan_progress=100", plan_progress=(70, 100)) == [("plan_progress", 30, 0, False)]


def test_those_who_answer_enlarge_the_whole() -> None:
    assert added("housing.satisfied+8", satisfied=(60, 80)) == [("satisfied", 8, 8, False)]
    assert added("housing.satisfied+8/10", satisfied=(60, 80)) == [("satisfied", 8, 10, False)]
    assert added("housing.satisfied=80/100", satisfied=(60, 80)) == [("satisfied", 20, 20, False)]


def test_a_case_presented_stands_in_the_whole_of_every_limit() -> None:
    found = {"presented_within_90": (8, 10), "presented_under_80": (6, 10)}
    # Who takes fewer than 80 days takes no more than 90; of a case within 90 days nothing is claimed about 80.
    assert added("discipline.presented_under_80+2", **found) == [
        ("presented_under_80", 2, 2, False),
        ("presented_within_90", 2, 2, True),
    ]
    assert added("discipline+2/3", **found) == [
        ("presented_within_90", 2, 3, False),
        ("presented_under_80", 0, 3, True),
    ]

"""Levels and points: every level of every indicator, the boundaries, both ladders, and what the next level needs."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skj.language import current_language, use_language
from skj.ledgers.base import Record, Sheet
from skj.resources import data_folder
from skj.scoring.levels import ConditionResult, Score, score
from skj.scoring.measurement import Measurement, shown_value
from skj.scoring.plan import Indicator, load_plan

Found = tuple[int | Fraction, int | None]
PROOF = Record(sheet=Sheet("evidence", "evidence.xlsx", "หลักฐาน", {}, {}), row=2)
PLAN = load_plan("2567")

# What a person with the plan in hand would need for exactly each level, lowest first (contract section 3).
GOLDEN: Mapping[str, list[tuple[set[str], dict[str, Found]]]] = {
    "coaching": [
        ({"plan_approved"}, {"sessions": (0, None), "satisfied": (0, 0), "knowledge_up": (0, 0)}),
        ({"working_group_order", "working_group_minutes"}, {}),
        ({"district_letter", "needs_summary", "coach_order", "session_timetable"}, {}),
        (set(), {"sessions": (5, None)}),
        ({"final_report"}, {"satisfied": (80, 100), "knowledge_up": (36, 45)}),
    ],
    "insignia": [
        ({"plan_approved"}, {"imported": (0, 534), "satisfied": (0, 0)}),
        ({"system_built", "survey_form"}, {}),
        (set(), {"imported": (534, 534)}),
        ({"system_test_report"}, {}),
        ({"system_in_use", "final_report"}, {"satisfied": (90, 100)}),
    ],
    "knowledge": [
        ({"plan_approved"}, {"processes": (0, None), "satisfied": (0, 0)}),
        ({"working_group_order"}, {}),
        ({"materials_prepared"}, {}),
        ({"publication_proof", "survey_summary", "evaluation_summary"}, {}),
        ({"final_report"}, {"processes": (10, None), "satisfied": (4, 5)}),
    ],
    "discipline": [
        ({"plan_submitted"}, {"plan_progress": (0, 100), "presented_within_90": (0, 1), "presented_under_80": (0, 1)}),
        (set(), {"plan_progress": (60, 100)}),
        (set(), {"plan_progress": (100, 100)}),
        (set(), {"presented_within_90": (9, 10), "presented_under_80": (8, 10)}),
        (set(), {"presented_within_90": (10, 10), "presented_under_80": (9, 10)}),
    ],
    "housing": [
        (set(), {"rooms_repaired": (120, None), "satisfied": (0, 0)}),
        (set(), {"rooms_repaired": (180, None)}),
        (set(), {"rooms_repaired": (240, None)}),
        (set(), {"rooms_repaired": (300, None)}),
        ({"final_report"}, {"rooms_repaired": (360, None), "satisfied": (4, 5)}),
    ],
    "training": [
        (
            {"three_year_plan_approved", "plan_approved", "report_2566"},
            {"people_asked": (0, None), "sessions": (0, None), "clean": (0, 420), "knowledge_up": (0, 0)},
        ),
        ({"lecture_clips_published", "followup_letter"}, {"people_asked": (336, None)}),
        ({"participants_letter"}, {"sessions": (4, None)}),
        (set(), {"sessions": (8, None)}),
        ({"final_report"}, {"sessions": (10, None), "clean": (336, 420), "knowledge_up": (8, 10)}),
    ],
}
LEVELS = [(key, level) for key in GOLDEN for level in range(1, 6)]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = current_language()
    use_language("en")
    yield
    use_language(before)


def indicator(key: str) -> Indicator:
    found = PLAN.find(key)
    assert found is not None
    return found


def measured(found: Mapping[str, Found]) -> dict[str, Measurement]:
    return {name: Measurement(name, part, whole) for name, (part, whole) in found.items()}


def judged(key: str, evidence: Iterable[str], found: Mapping[str, Found]) -> Score:
    return score(indicator(key), measured(found), dict.fromkeys(evidence, PROOF))


def enough_for(key: str, level: int) -> tuple[set[str], dict[str, Found]]:
    """Evidence and measurements that reach exactly `level`."""
    evidence: set[str] = set()
    found: dict[str, Found] = {}
    for items, numbers in GOLDEN[key][:level]:
        evidence |= items
        found |= numbers
    return evidence, found


def housing(rooms: int, satisfied: tuple[int, int] = (0, 0), evidence: Iterable[str] = ()) -> Score:
    return judged("housing", evidence, {"rooms_repaired": (rooms, None), "satisfied": satisfied})


def discipline(
    progress: int, within: tuple[int, int], under: tuple[int, int], evidence: Iterable[str] = ("plan_submitted",)
) -> Score:
    found: dict[str, Found] = {
        "plan_progress": (progress, 100),
        "presented_within_90": within,
        "presented_under_80": under,
    }
    return judged("discipline", evidence, found)


@pytest.mark.parametrize(("key", "level"), LEVELS)
def test_every_level_of_every_indicator(key: str, level: int) -> None:
    result = judged(key, *enough_for(key, level))
    assert (result.level, result.percent) == (level, level * 20)
    assert result.points == Fraction(result.weight * level, 5)
    assert isinstance(result.points, Fraction)


@pytest.mark.parametrize(("key", "level"), [(key, level) for key, level in LEVELS if indicator(key).is_cumulative])
def test_on_a_cumulative_ladder_each_condition_of_a_level_is_needed(key: str, level: int) -> None:
    evidence, found = enough_for(key, level)
    for item in GOLDEN[key][level - 1][0]:
        assert judged(key, evidence - {item}, found).level == level - 1
    # at level 1 the numbers are the starting values, which no condition of that level asks for
    for name in GOLDEN[key][level - 1][1] if level > 1 else ():
        part, whole = found[name]
        assert judged(key, evidence, {**found, name: (part - 1, whole)}).level == level - 1


@pytest.mark.parametrize("key", GOLDEN)
def test_nothing_at_all_is_level_0_with_0_points(key: str) -> None:
    result = judged(key, (), {measure.id: (0, 0 if measure.is_share else None) for measure in indicator(key).measures})
    assert (result.level, result.percent) == (0, 0)
    assert result.points == 0
    assert result.next is not None
    assert result.next.level == 1


def test_all_six_at_their_best_have_70_points() -> None:
    assert sum(judged(key, *enough_for(key, 5)).points for key in GOLDEN) == 70


@pytest.mark.parametrize(
    ("rooms", "level"),
    [(0, 0), (119, 0), (120, 1), (179, 1), (180, 2), (239, 2), (240, 3), (290, 3), (299, 3), (300, 4), (359, 4)],
)
def test_rooms_between_levels_have_the_lower_one(rooms: int, level: int) -> None:
    assert housing(rooms, (1, 1), ["final_report"]).level == level


@pytest.mark.parametrize(
    ("satisfied", "evidence", "level"),
    [
        ((80, 100), ["final_report"], 5),
        ((79, 100), ["final_report"], 4),
        ((0, 0), ["final_report"], 4),
        ((80, 100), [], 4),
    ],
)
def test_360_rooms_alone_are_level_4(satisfied: tuple[int, int], evidence: list[str], level: int) -> None:
    assert housing(360, satisfied, evidence).level == level


@pytest.mark.parametrize(
    ("share", "holds"),
    [
        ((89, 100), False),
        ((90, 100), True),
        ((91, 100), True),
        ((899, 999), False),
        ((900, 999), True),
        ((8996, 10000), False),
        ((9, 10), True),
        ((0, 0), False),
    ],
)
def test_90_percent_is_compared_exactly(share: tuple[int, int], holds: bool) -> None:  # noqa: FBT001  (a parameter of the table above)
    assert discipline(100, share, (0, 1)).level == (4 if holds else 3)
    assert discipline(100, share, share).level == (5 if holds else 3)


@pytest.mark.parametrize(("progress", "level"), [(59, 1), (60, 2), (99, 2), (100, 3)])
def test_progress_of_the_discipline_plan(progress: int, level: int) -> None:
    assert discipline(progress, (0, 0), (0, 0)).level == level


@pytest.mark.parametrize(("asked", "level"), [(335, 1), (336, 5)])
def test_336_of_the_420_are_to_be_asked(asked: int, level: int) -> None:
    evidence, found = enough_for("training", 5)
    assert judged("training", evidence, {**found, "people_asked": (asked, None)}).level == level


@pytest.mark.parametrize(("clean", "level"), [(335, 4), (336, 5)])
def test_clean_trainees_at_exactly_80_percent_of_420(clean: int, level: int) -> None:
    evidence, found = enough_for("training", 5)
    assert judged("training", evidence, {**found, "clean": (clean, 420)}).level == level


def test_an_independent_level_counts_without_the_lower_ones_but_names_them() -> None:
    result = discipline(59, (10, 10), (9, 10), evidence=())
    assert result.level == 5
    assert result.points == 20
    assert [warning.split(" is not complete")[0] for warning in result.warnings] == ["Level 1", "Level 2", "Level 3"]
    assert "plan submitted to BMA executives for approval" in result.warnings[0]
    assert "at least 60% of the plan carried out" in result.warnings[1]
    assert result.next is None


def test_a_cumulative_gap_holds_higher_levels_back_and_says_so() -> None:
    evidence, found = enough_for("knowledge", 4)
    result = judged("knowledge", evidence - {"working_group_order"}, found)
    assert result.level == 1
    assert any(
        "level 3, 4" in warning and "level 2 is not complete: order appointing the working group" in warning
        for warning in result.warnings
    )
    assert result.next is not None
    assert (result.next.level, result.next.reaches) == (2, 4)
    assert result.next.points_gain == 2


def test_no_case_presented_leaves_the_plan_levels_and_a_warning() -> None:
    result = discipline(100, (0, 0), (0, 0))
    assert result.level == 3
    assert result.points == 12
    assert sum("0 of 0" in warning for warning in result.warnings) == 2
    assert result.next is not None
    assert [need.have for need in result.next.needs] == [None]
    assert [need.missing for need in result.next.needs] == [None]


def test_what_was_not_measured_is_not_met_and_said() -> None:
    result = score(indicator("housing"), {}, {})
    assert result.level == 0
    assert sum("not measured" in warning for warning in result.warnings) == 2


def test_notes_of_measures_become_warnings() -> None:
    found = measured({"satisfied": (0, 0)}) | {
        "rooms_repaired": Measurement("rooms_repaired", 120, notes=("two rooms share a number",))
    }
    assert "two rooms share a number" in score(indicator("housing"), found, {}).warnings


def need(result: Score, condition: str) -> ConditionResult:
    assert result.next is not None
    return {each.condition.evidence or each.condition.measure: each for each in result.next.needs}[condition]


def test_the_next_level_lists_exact_gaps() -> None:
    result = housing(348, (70, 99))
    assert result.next is not None
    assert result.next.level == 5
    assert result.next.points_gain == 2
    assert need(result, "rooms_repaired").missing == 12
    assert need(result, "satisfied").missing == 10  # 80 of 99 is 80.8 percent, 79 of 99 is 79.8
    assert need(result, "final_report").need is True
    assert [each.need_text() for each in result.next.needs] == [
        "at least 360 rooms repaired: have 348; rooms still to repair: 12",
        "at least 80% of residents satisfied: have 70.7% (70 of 99); at 99 in all, still missing: 10",
        "report to BMA executives: no document of this item yet",
    ]


def test_the_next_level_of_the_discipline_plan_is_in_percent_of_work() -> None:
    assert need(discipline(45, (0, 0), (0, 0)), "plan_progress").missing == 15


def test_met_and_unmet_conditions_stand_by_level_with_their_proof() -> None:
    result = judged("housing", ["final_report"], {"rooms_repaired": (200, None), "satisfied": (0, 0)})
    assert [(each.level, each.condition.measure) for each in result.met if each.condition.measure] == [
        (1, "rooms_repaired"),
        (2, "rooms_repaired"),
    ]
    assert [each.proof for each in result.at(5) if each.is_met] == [PROOF]
    assert len(result.met) + len(result.unmet) == len(result.results) == 7


def test_points_above_the_highest_level_do_not_exist() -> None:
    assert judged("discipline", *enough_for("discipline", 5)).next is None


@given(st.integers(0, 400))
def test_the_level_of_rooms_is_the_number_of_thresholds_passed(rooms: int) -> None:
    assert housing(rooms, (1, 1), ["final_report"]).level == sum(rooms >= limit for limit in (120, 180, 240, 300, 360))


@given(st.data())
def test_the_gap_of_a_share_is_the_smallest_that_closes_it(data: st.DataObject) -> None:
    whole = data.draw(st.integers(1, 2000))
    part = data.draw(st.integers(0, whole))
    (result,) = [each for each in discipline(100, (part, whole), (0, 1)).results if each.level == 4]
    assert result.is_met == (10 * part >= 9 * whole)
    if result.missing is not None:
        assert 10 * (part + result.missing) >= 9 * whole > 10 * (part + result.missing - 1)


@pytest.mark.parametrize(
    ("value", "is_share", "text"),
    [
        (Fraction(899, 999), True, "89.98%"),
        (Fraction(8999999, 10000000), True, "89.99%"),
        (Fraction(9, 10), True, "90%"),
        (Fraction(1), True, "100%"),
        (Fraction(0), True, "0%"),
        (Fraction(348), False, "348"),
        (Fraction(120), False, "120"),
        (None, True, "–"),
    ],
)
def test_shares_are_cut_and_never_rounded_up(value: Fraction | None, is_share: bool, text: str) -> None:  # noqa: FBT001  (a parameter of the table above)
    assert shown_value(value, is_share=is_share) == text


def edited(tmp_path: Path, old: str, new: str, key: str) -> Indicator:
    text = (data_folder() / "plans" / "2567.toml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    (tmp_path / "ours.toml").write_text(text.replace(old, new), encoding="utf-8")
    found = load_plan("ours.toml", base=tmp_path).find(key)
    assert found is not None
    return found


def test_the_plan_is_data_a_changed_threshold_changes_the_score(tmp_path: Path) -> None:
    ours = edited(tmp_path, "at_least = 300", "at_least = 310", "housing")
    found = measured({"rooms_repaired": (305, None), "satisfied": (0, 0)})
    assert (score(indicator("housing"), found, {}).level, score(ours, found, {}).level) == (4, 3)
    assert "at least 310 rooms repaired" in [each.words.text() for each in score(ours, found, {}).unmet]


def test_the_plan_is_data_a_strict_ladder_is_one_word(tmp_path: Path) -> None:
    strict = edited(
        tmp_path, 'ladder = "independent"\ncodes = ["5"', 'ladder = "cumulative"\ncodes = ["5"', "discipline"
    )
    found = measured({"plan_progress": (60, 100), "presented_within_90": (1, 1), "presented_under_80": (1, 1)})
    evidence = {"plan_submitted": PROOF}
    assert score(indicator("discipline"), found, evidence).level == 5
    assert score(strict, found, evidence).level == 2


@pytest.mark.parametrize(
    ("comparison", "rooms", "missing"),
    [("at_least", 119, 1), ("more_than", 120, 1), ("at_most", 121, -1), ("less_than", 120, -1), ("equals", 118, 2)],
)
def test_every_comparison_has_its_gap(tmp_path: Path, comparison: str, rooms: int, missing: int) -> None:
    ours = edited(tmp_path, "at_least = 120", f"{comparison} = 120", "housing")
    one_off = score(ours, measured({"rooms_repaired": (rooms, None), "satisfied": (0, 0)}), {}).at(1)[0]
    mended = score(ours, measured({"rooms_repaired": (rooms + missing, None), "satisfied": (0, 0)}), {}).at(1)[0]
    assert one_off.missing == missing
    assert (one_off.is_met, mended.is_met) == (False, True)


def test_a_share_that_no_whole_number_can_reach_has_no_gap(tmp_path: Path) -> None:
    ours = edited(tmp_path, 'equals = "100%"', 'more_than = "100%"', "discipline")
    result = score(ours, measured({"plan_progress": (60, 100)}), {}).at(3)[0]
    assert (result.is_met, result.missing) == (False, None)

"""The plan file: what the built-in one says, and what is said of a broken one."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from skj.diagnostics import UsageRefused
from skj.language import current_language, use_language
from skj.resources import data_folder
from skj.scoring.plan import (
    Condition,
    Indicator,
    Label,
    Plan,
    PlanRefused,
    Threshold,
    built_in_plans,
    check_plan,
    load_plan,
)
from skj.scoring.plan_parts import parse_threshold

BUILT_IN = data_folder() / "plans" / "2567.toml"

# Contract section 3, written out again by hand: what each level of each indicator asks for.
CONTRACT = {
    "coaching": [
        {"plan_approved"},
        {"working_group_order", "working_group_minutes"},
        {"district_letter", "needs_summary", "coach_order", "session_timetable"},
        {"sessions at_least 5"},
        {"satisfied at_least 80%", "knowledge_up at_least 80%", "final_report"},
    ],
    "insignia": [
        {"plan_approved"},
        {"system_built", "survey_form"},
        {"imported at_least 100%"},
        {"system_test_report"},
        {"system_in_use", "satisfied at_least 90%", "final_report"},
    ],
    "knowledge": [
        {"plan_approved"},
        {"working_group_order"},
        {"materials_prepared"},
        {"publication_proof", "survey_summary", "evaluation_summary"},
        {"processes at_least 10", "satisfied at_least 80%", "final_report"},
    ],
    "discipline": [
        {"plan_submitted"},
        {"plan_progress at_least 60%"},
        {"plan_progress equals 100%"},
        {"presented_within_90 at_least 90%"},
        {"presented_under_80 at_least 90%"},
    ],
    "housing": [
        {"rooms_repaired at_least 120"},
        {"rooms_repaired at_least 180"},
        {"rooms_repaired at_least 240"},
        {"rooms_repaired at_least 300"},
        {"rooms_repaired at_least 360", "satisfied at_least 80%", "final_report"},
    ],
    "training": [
        {"three_year_plan_approved", "plan_approved", "report_2566"},
        {"lecture_clips_published", "followup_letter", "people_asked at_least 336"},
        {"participants_letter", "sessions at_least 4"},
        {"sessions at_least 8"},
        {"sessions at_least 10", "clean at_least 80%", "knowledge_up at_least 80%", "final_report"},
    ],
}


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan("2567")


@pytest.fixture(autouse=True)
def _same_language_afterwards() -> Iterator[None]:
    before = current_language()
    yield
    use_language(before)


def indicator(plan: Plan, key: str) -> Indicator:
    found = plan.find(key)
    assert found is not None
    return found


def asked(condition: Condition) -> str:
    if condition.limit is None:
        return condition.evidence
    comparison, threshold = condition.limit
    return f"{condition.measure} {comparison} {threshold.text()}{'%' if threshold.is_share else ''}"


def test_the_six_indicators_weigh_70_in_the_order_of_the_contract(plan: Plan) -> None:
    weights = [(each.number, each.id, each.weight, each.ladder) for each in plan.indicators]
    assert weights == [
        (1, "coaching", 10, "cumulative"),
        (2, "insignia", 10, "cumulative"),
        (3, "knowledge", 10, "cumulative"),
        (4, "discipline", 20, "independent"),
        (5, "housing", 10, "independent"),
        (6, "training", 10, "cumulative"),
    ]
    assert plan.weight == 70


@pytest.mark.parametrize("key", CONTRACT)
def test_every_level_asks_for_what_the_contract_says(plan: Plan, key: str) -> None:
    levels = indicator(plan, key).levels
    assert [{asked(condition) for condition in level.requires} for level in levels] == CONTRACT[key]
    assert [(level.level, level.percent) for level in levels] == [(1, 20), (2, 40), (3, 60), (4, 80), (5, 100)]


def test_only_component_1_is_scored(plan: Plan) -> None:
    assert [(each.number, each.scored, each.weight) for each in plan.components] == [
        (1, True, 70),
        (2, False, None),
        (3, False, None),
    ]


def test_routine_projects_and_their_sum(plan: Plan) -> None:
    assert [project.budget for project in plan.routine_projects] == [3_622_570, 1_916_000, 57_500]
    assert plan.routine_total == 5_596_070


def test_steps_the_scan_lost_are_marked_with_the_weight_that_is_missing(plan: Plan) -> None:
    missing = {each.id: each.missing_step_weight for each in plan.indicators}
    assert missing == {
        "coaching": 100,
        "insignia": 0,
        "knowledge": 100,
        "discipline": 100,
        "housing": 45,
        "training": 100,
    }
    assert all(sum(step.weight for step in each.steps) == 100 for each in plan.indicators)
    assert all(bool(step.text) != step.unknown for each in plan.indicators for step in each.steps)


def test_repair_steps_keep_their_milestones_and_say_how_sure_the_months_are(plan: Plan) -> None:
    steps = indicator(plan, "housing").steps
    assert [(step.weight, step.rooms) for step in steps] == [
        (5, None),
        (5, None),
        (15, 120),
        (15, 180),
        (15, 240),
        (45, None),
    ]
    read = [step.months_reading for step in steps]
    assert read[-1] is None
    assert all(months.only_start and months.sure != "high" for months in read[:-1] if months)


def test_thresholds_of_a_measure_are_the_milestones(plan: Plan) -> None:
    rooms = indicator(plan, "housing").thresholds("rooms_repaired")
    assert {level: threshold.value for level, threshold in rooms.items()} == {1: 120, 2: 180, 3: 240, 4: 300, 5: 360}


@pytest.mark.parametrize(
    ("position_type", "position_level", "covered"),
    [
        ("ทั่วไป", "อาวุโส", True),
        ("ทั่วไป", "ทักษะพิเศษ", True),
        ("ทั่วไป", "ชำนาญงาน", False),
        ("วิชาการ", "ชำนาญการพิเศษ", True),
        ("วิชาการ", "ชำนาญการ", False),
        ("วิชาการ", "อาวุโส", False),
        ("อำนวยการ", "ต้น", True),
        ("บริหาร", "", True),
        ("", "อาวุโส", False),
    ],
)
def test_scope_of_discipline_cases(plan: Plan, position_type: str, position_level: str, covered: bool) -> None:  # noqa: FBT001  (a parameter of the table above)
    cases = indicator(plan, "discipline").facts.cases
    assert cases is not None
    assert cases.covers(position_type, position_level) is covered


def test_stage_limits_of_the_plan_and_of_the_law(plan: Plan) -> None:
    cases = indicator(plan, "discipline").facts.cases
    assert cases is not None
    limits = [(stage.less_than_days, stage.law_at_most_days, stage.law_clause) for stage in cases.stages]
    assert limits == [(45, 45, "ข้อ 63 (2)"), (60, None, "")]


def test_figures_of_housing_agree_with_each_other(plan: Plan) -> None:
    housing = indicator(plan, "housing").facts.housing
    assert housing is not None
    assert housing.damaged_rooms - housing.repaired_rooms == housing.rooms_left == 1200
    assert (housing.sites, housing.buildings, housing.districts, housing.buildings_target) == (22, 50, 17, 10)


def test_people_to_be_asked_are_80_percent_of_the_trainees(plan: Plan) -> None:
    training = indicator(plan, "training")
    facts = training.facts.training
    assert facts is not None
    assert training.thresholds("people_asked")[2].value == facts.asked_share.value * facts.trainees_before
    assert training.measure("clean").number("trainees") == facts.trainees_before


def test_evidence_is_found_by_key_or_label_whatever_the_spaces(plan: Plan) -> None:
    coaching = indicator(plan, "coaching")
    for words in ("coach_order", "คำสั่งแต่งตั้ง Coaching & Mentor", "คำสั่งแต่งตั้ง  coaching&mentor "):
        item = coaching.evidence_item(words)
        assert item is not None
        assert item.key == "coach_order"
    assert coaching.evidence_item("หนังสืออื่น") is None
    assert coaching.levels_needing("coach_order") == (3,)
    assert coaching.levels_needing("session_reports") == ()


def test_an_indicator_is_found_by_number_or_id(plan: Plan) -> None:
    assert indicator(plan, "5") is indicator(plan, " Housing ")
    assert plan.find("7") is None


def test_readings_of_an_indicator_include_those_of_all(plan: Plan) -> None:
    ids = [reading.id for reading in plan.readings_of(indicator(plan, "discipline"))]
    assert ids == ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "A10", "A11", "A13", "A32", "A33", "A34"]
    assert [reading.id for reading in plan.readings] == [f"A{number}" for number in range(1, 35)]


def test_words_come_in_the_language_in_use(plan: Plan) -> None:
    condition = indicator(plan, "housing").levels[4].requires[0]
    words = indicator(plan, "housing").words(condition)
    use_language("en")
    assert words.text() == "at least 360 rooms repaired"
    use_language("th")
    assert words.text() == "ซ่อมห้องพักแล้วไม่น้อยกว่า 360 ห้อง"


@pytest.mark.parametrize(
    ("written", "value", "is_share", "text"),
    [
        (336, Fraction(336), False, "336"),
        ("80%", Fraction(4, 5), True, "80"),
        ("89.5 %", Fraction(179, 200), True, "89.5"),
        ("100%", Fraction(1), True, "100"),
    ],
)
def test_thresholds_are_exact(written: object, value: Fraction, is_share: bool, text: str) -> None:  # noqa: FBT001  (a parameter of the table above)
    threshold = parse_threshold(written)
    assert threshold == Threshold(value, is_share)
    assert threshold.text() == text


def test_a_missing_parameter_of_a_measure_is_refused_with_its_name(plan: Plan) -> None:
    with pytest.raises(UsageRefused) as refusal:
        indicator(plan, "housing").measure("rooms_repaired").number("since_year")
    assert "measures.rooms_repaired.params.since_year" in refusal.value.diagnostic.message()


def test_a_plan_may_be_a_path_beside_the_workspace(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_bytes(b"\xef\xbb\xbf" + BUILT_IN.read_bytes())
    assert load_plan("ours.toml", base=tmp_path) == load_plan("2567")


def test_a_built_in_plan_goes_before_a_file_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "2567").write_text("this is not a plan", encoding="utf-8")
    assert load_plan("2567", base=tmp_path).fiscal_year == 2567


def test_an_unknown_plan_names_the_built_in_ones() -> None:
    with pytest.raises(PlanRefused) as refusal:
        load_plan("2599")
    assert refusal.value.diagnostic.code == "SKJ601"
    assert all(name in refusal.value.diagnostic.hint() for name in built_in_plans())


def test_a_plan_that_is_no_text_or_no_toml_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "thai874.toml").write_bytes("title = 'แผนปฏิบัติการ'".encode("cp874"))
    (tmp_path / "broken.toml").write_text("fiscal_year = 2567\nlevels = = 5\n", encoding="utf-8")
    not_text, not_toml = (check_plan(name, base=tmp_path)[1].items[0] for name in ("thai874.toml", "broken.toml"))
    assert not_text.code == not_toml.code == "SKJ602"
    assert (not_toml.place.file, not_toml.place.row) == ("broken.toml", 2)


BROKEN = {
    "unknown key": ('ladder = "cumulative"', 'leader = "cumulative"', "SKJ603", "indicators.coaching.leader"),
    "unknown key in a condition": (
        '{ evidence = "plan_approved" }',
        '{ evidense = "plan_approved" }',
        "SKJ603",
        "evidense",
    ),
    "missing key": ('short_title = "แผน สกจ. 67"\n', "", "SKJ604", "short_title"),
    "missing weight of a scored component": (
        "scored = true\nweight = 70\n",
        "scored = true\n",
        "SKJ604",
        "components.1.weight",
    ),
    "weight in quotation marks": ("weight = 10", 'weight = "10"', "SKJ605", "indicators.coaching.weight"),
    "year of the common era": ("fiscal_year = 2567", "fiscal_year = 2024", "SKJ605", "fiscal_year"),
    "level without conditions": (
        'requires = [{ evidence = "system_test_report" }]',
        "requires = []",
        "SKJ605",
        "indicators.insignia.levels.4",
    ),
    "weights of the component": ("weight = 70", "weight = 100", "SKJ606", "components.1.weight"),
    "weights of a group": ("points = 30", "points = 40", "SKJ606", "groups.1.1.points"),
    "level twice": ("level = 2\n", "level = 1\n", "SKJ607", "indicators.coaching.levels"),
    "percents with a gap": ("3 = 60\n", "", "SKJ607", "levels"),
    "unknown measure": (
        'measure = "sessions", at_least = 5',
        'measure = "meetings", at_least = 5',
        "SKJ608",
        "indicators.coaching.levels.4.requires[1].measure",
    ),
    "unknown evidence": (
        'requires = [{ evidence = "plan_approved" }]',
        'requires = [{ evidence = "plan_aproved" }]',
        "SKJ609",
        "indicators.coaching.levels.1.requires[1].evidence",
    ),
    "threshold as a float": ('at_least = "80%"', "at_least = 0.8", "SKJ610", "at_least"),
    "threshold in words": ("at_least = 120", 'at_least = "many"', "SKJ610", "at_least"),
    "steps over 100": ("step = 1, weight = 20", "step = 1, weight = 25", "SKJ611", "indicators.insignia.steps"),
    "evidence key twice": ('key = "survey_form"', 'key = "register"', "SKJ612", "indicators.insignia.evidence.key"),
    "unknown group": ('group = "1.2"', 'group = "1.4"', "SKJ613", "indicators.discipline.group"),
    "unknown indicator of a reading": (
        'indicators = ["discipline", "housing"]',
        'indicators = ["discipline", "houses"]',
        "SKJ613",
        "readings.A11.indicators",
    ),
    "unknown document": (
        'document = "4.2"',
        'document = "4.9"',
        "SKJ613",
        "indicators.discipline.evidence.study_report.document",
    ),
    "condition with two comparisons": (
        "at_least = 120,",
        "at_least = 120, at_most = 130,",
        "SKJ614",
        "indicators.housing.levels.1",
    ),
    "condition without comparison": (
        'measure = "rooms_repaired", at_least = 120,',
        'measure = "rooms_repaired",',
        "SKJ614",
        "indicators.housing.levels.1",
    ),
    "evidence with a comparison": (
        '{ evidence = "plan_submitted" }',
        '{ evidence = "plan_submitted", at_least = 1 }',
        "SKJ614",
        "indicators.discipline.levels.1",
    ),
    "count against a percentage": (
        "at_least = 120",
        'at_least = "12%"',
        "SKJ615",
        "indicators.housing.levels.1.requires[1].at_least",
    ),
    "share against a count": (
        'measure = "clean", at_least = "80%"',
        'measure = "clean", at_least = 336',
        "SKJ615",
        "indicators.training.levels.5.requires[2].at_least",
    ),
    "budgets": ("budget = 57500", "budget = 575000", "SKJ617", "routine_total"),
    "wording that hides its threshold": (
        'en = "at least {threshold} coaching sessions held"',
        'en = "five coaching sessions held"',
        "SKJ618",
        "indicators.coaching.levels.4.requires[1].label",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_each_fault_of_a_plan_has_its_own_finding(tmp_path: Path, case: str) -> None:
    old, new, code, key = BROKEN[case]
    text = BUILT_IN.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "ours.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PlanRefused) as refusal:
        load_plan("ours.toml", base=tmp_path)
    found = [finding for finding in refusal.value.findings if finding.code == code and key in finding.place.heading]
    assert found, [(str(finding.place), finding.code) for finding in refusal.value.findings]
    assert found[0].place.file == "ours.toml"
    assert found[0].message()  # an argument the text needs and does not get would raise here
    assert found[0].hint()


def test_all_faults_are_reported_and_not_only_the_first(tmp_path: Path) -> None:
    text = (
        BUILT_IN.read_text(encoding="utf-8")
        .replace("points = 30", "points = 40")
        .replace("budget = 57500", "budget = 1")
    )
    (tmp_path / "ours.toml").write_text(text, encoding="utf-8")
    plan, findings = check_plan("ours.toml", base=tmp_path)
    assert plan is None
    assert {finding.code for finding in findings} == {"SKJ606", "SKJ617"}


def test_a_function_the_program_lacks_is_a_finding_when_the_functions_are_known() -> None:
    _, findings = check_plan("2567", functions={"sessions_held"})
    assert {finding.code for finding in findings} == {"SKJ616"}
    assert "sessions_held" not in {finding.args["function"] for finding in findings}


def test_labels_are_never_empty() -> None:
    with pytest.raises(ValueError, match="at least 1 character"):
        Label(th="", en="words")

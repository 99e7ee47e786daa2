"""Every level of every indicator through records and the real plan, each boundary, and the total."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

import pytest

from skj.calendar import Period
from skj.language import use_language
from skj.ledgers.base import Record
from skj.scoring.between import check_between
from skj.scoring.scorecard import Result, find_evidence, make_result, make_scorecard
from tests import record_books as made
from tests.record_books import YEAR_END, Ledgers, as_of, books_of, indicator, papers

Addition = Mapping[str, Sequence[Record]]
EXPECTED: Final = {2563: 3, 2564: 2}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


def scored(key: str, ledgers: Ledgers, period: Period | None = None, expected: Mapping[int, int] = EXPECTED) -> Result:
    return make_result(indicator(key), period or as_of(YEAR_END), books_of(ledgers, expected))


def joined(*additions: Addition) -> dict[str, list[Record]]:
    """Additions laid together; a ledger that a later addition starts anew (`=rooms`) replaces the earlier one."""
    found: dict[str, list[Record]] = {}
    for addition in additions:
        for name, records in addition.items():
            if name.startswith("="):
                found[name[1:]] = list(records)
            else:
                found[name] = [*found.get(name, []), *records]
    return found


# What must be added, level by level, to climb each ladder (contract section 3).
LADDERS: Final[Mapping[str, Sequence[Addition]]] = {
    "coaching": [
        {"evidence": papers(1, "plan_approved")},
        {"evidence": papers(1, "working_group_order", "working_group_minutes")},
        {"evidence": papers(1, "district_letter", "needs_summary", "coach_order", "session_timetable")},
        {"coaching": made.talks(5)},
        {
            "coaching": made.talks(0, risen=4, level=1),
            "surveys": made.answers(1, 4, 5),
            "evidence": papers(1, "final_report"),
        },
    ],
    "insignia": [
        {"evidence": papers(2, "plan_approved")},
        {"evidence": papers(2, "system_built", "survey_form")},
        {"insignia": made.register(y2563=3, y2564=2)},
        {"evidence": papers(2, "system_test_report")},
        {"evidence": papers(2, "system_in_use", "final_report"), "surveys": made.answers(2, 9, 10)},
    ],
    "knowledge": [
        {"evidence": papers(3, "plan_approved")},
        {"evidence": papers(3, "working_group_order")},
        {"evidence": papers(3, "materials_prepared")},
        {"evidence": papers(3, "publication_proof", "survey_summary", "evaluation_summary")},
        {"evidence": papers(3, "final_report"), "knowledge": made.items(10), "surveys": made.answers(3, 4, 5)},
    ],
    "discipline": [
        {"evidence": papers(4, "plan_submitted")},
        {"=steps": made.steps(60)},
        {"=steps": made.steps(60, 40)},
        {"=cases": made.cases(*[80] * 9, 91)},
        {"=cases": made.cases(*[79] * 9, 91)},
    ],
    "housing": [
        {"=rooms": made.rooms(120)},
        {"=rooms": made.rooms(180)},
        {"=rooms": made.rooms(240)},
        {"=rooms": made.rooms(300)},
        {"=rooms": made.rooms(360), "surveys": made.answers(5, 4, 5), "evidence": papers(5, "final_report")},
    ],
    "training": [
        {"evidence": papers(6, "three_year_plan_approved", "plan_approved", "report_2566")},
        {
            "evidence": papers(6, "lecture_clips_published", "followup_letter"),
            "=training_followup": made.trainees(336, 0),
        },
        {"evidence": papers(6, "participants_letter"), "=training_sessions": made.sessions(4)},
        {"=training_sessions": made.sessions(8)},
        {
            "=training_sessions": made.sessions(10),
            "=training_followup": made.trainees(336, 336),
            "training_roll": made.roll(4, 5),
            "evidence": papers(6, "final_report"),
        },
    ],
}
WEIGHTS: Final = {"coaching": 10, "insignia": 10, "knowledge": 10, "discipline": 20, "housing": 10, "training": 10}
RUNGS = [(key, level) for key in LADDERS for level in range(6)]


@pytest.mark.parametrize(("key", "level"), RUNGS)
def test_each_level_through_records(key: str, level: int) -> None:
    score = scored(key, joined(*LADDERS[key][:level])).score
    assert (score.level, score.percent, score.points) == (level, 20 * level, Fraction(WEIGHTS[key] * level, 5))


NEEDED = [
    (key, level, item)
    for key in LADDERS
    for level, addition in enumerate(LADDERS[key], 1)
    for item in addition.get("evidence", ())
]


@pytest.mark.parametrize(("key", "level", "item"), NEEDED, ids=lambda value: str(getattr(value, "item", value)))
def test_without_one_document_its_level_is_not_reached(key: str, level: int, item: Record) -> None:
    ledgers = joined(*LADDERS[key][:level])
    ledgers["evidence"].remove(item)
    assert scored(key, ledgers).score.level == level - 1


def test_the_whole_ladder_gives_seventy_points() -> None:
    everything = joined(*(addition for ladder in LADDERS.values() for addition in ladder))
    card = make_scorecard(made.PLAN, as_of(YEAR_END), books_of(everything, EXPECTED))
    assert [card.points, card.plan.weight] == [70, 70]


def test_empty_ledgers_give_no_points() -> None:
    assert make_scorecard(made.PLAN, as_of(YEAR_END), books_of({})).points == 0


# --- the boundaries -----------------------------------------------------------------------------------------------------


def whole(key: str, **changed: Sequence[Record]) -> Result:
    """An indicator at its highest level but for the ledgers given."""
    return scored(key, {**joined(*LADDERS[key]), **changed})


MARKS = (120, 180, 240, 300)


@pytest.mark.parametrize(
    ("count", "level"),
    [
        (0, 0),
        *((mark - 1, step) for step, mark in enumerate(MARKS)),
        *((mark, step + 1) for step, mark in enumerate(MARKS)),
    ],
)
def test_rooms_alone(count: int, level: int) -> None:
    assert scored("housing", {"rooms": made.rooms(count)}).score.level == level


@pytest.mark.parametrize(("count", "level"), [(359, 4), (360, 5), (361, 5)])
def test_the_last_room_of_the_year(count: int, level: int) -> None:
    assert whole("housing", rooms=made.rooms(count)).score.level == level


@pytest.mark.parametrize(
    ("key", "number", "satisfied", "total", "level"),
    [
        ("housing", 5, 4, 5, 5),
        ("housing", 5, 799, 1000, 4),
        ("housing", 5, 0, 0, 4),
        ("coaching", 1, 80, 100, 5),
        ("coaching", 1, 79, 100, 4),
        ("coaching", 1, 0, 0, 4),
        ("knowledge", 3, 8, 10, 5),
        ("knowledge", 3, 7, 9, 4),
        ("knowledge", 3, 0, 0, 4),
        ("insignia", 2, 90, 100, 5),
        ("insignia", 2, 89, 100, 4),
        ("insignia", 2, 899, 1000, 4),
        ("insignia", 2, 0, 0, 4),
    ],
)
def test_satisfied_exactly_and_one_less(key: str, number: int, satisfied: int, total: int, level: int) -> None:
    assert whole(key, surveys=made.answers(number, satisfied, total)).score.level == level


@pytest.mark.parametrize(("asked", "level"), [(335, 1), (336, 3), (420, 3)])
def test_asked_of_420(asked: int, level: int) -> None:
    ledgers: Ledgers = {**joined(*LADDERS["training"][:3]), "training_followup": made.trainees(asked, 0)}
    assert scored("training", ledgers).score.level == level


@pytest.mark.parametrize(("clean", "level"), [(335, 4), (336, 5), (420, 5), (0, 4)])
def test_clean_of_420(clean: int, level: int) -> None:
    assert whole("training", training_followup=made.trainees(420, clean)).score.level == level


@pytest.mark.parametrize(("count", "level"), [(0, 2), (3, 2), (4, 3), (7, 3), (8, 4), (9, 4), (10, 5), (11, 5)])
def test_training_sessions(count: int, level: int) -> None:
    assert whole("training", training_sessions=made.sessions(count)).score.level == level


@pytest.mark.parametrize(("risen", "total", "level"), [(8, 10, 5), (7, 9, 4), (79, 100, 4), (0, 0, 4)])
def test_knowledge_up_of_the_roll(risen: int, total: int, level: int) -> None:
    assert whole("training", training_roll=made.roll(risen, total)).score.level == level


@pytest.mark.parametrize(
    ("sessions", "risen", "level_ones", "level"), [(5, 8, 2, 5), (4, 8, 2, 3), (5, 79, 21, 4), (5, 0, 0, 4)]
)
def test_coaching_sessions_and_knowledge(sessions: int, risen: int, level_ones: int, level: int) -> None:
    assert whole("coaching", coaching=made.talks(sessions, risen=risen, level=level_ones)).score.level == level


@pytest.mark.parametrize(("count", "level"), [(9, 4), (10, 5)])
def test_work_processes(count: int, level: int) -> None:
    assert whole("knowledge", knowledge=made.items(count)).score.level == level


@pytest.mark.parametrize(("first", "second", "level"), [(3, 2, 5), (3, 1, 2), (5, 1, 2), (9, 9, 5), (0, 0, 2)])
def test_imported_with_a_cap_per_year(first: int, second: int, level: int) -> None:
    assert whole("insignia", insignia=made.register(y2563=first, y2564=second)).score.level == level


def test_nothing_expected_is_never_all_imported() -> None:
    result = scored("insignia", joined(*LADDERS["insignia"]), expected={})
    assert result.score.level == 2
    assert any("expected" in text for text in result.warnings)


@pytest.mark.parametrize(("progress", "level"), [(0, 1), (59, 1), (60, 2), (99, 2), (100, 3)])
def test_plan_progress(progress: int, level: int) -> None:
    ledgers: Ledgers = {"evidence": papers(4, "plan_submitted"), "steps": made.steps(progress)}
    assert scored("discipline", ledgers).score.level == level


def test_plan_progress_of_thirds_is_exact() -> None:
    ledgers: Ledgers = {"evidence": papers(4, "plan_submitted"), "steps": made.steps(33.33, 33.33, 33.33)}
    assert scored("discipline", ledgers).score.level == 2


CASES = [
    ([79] * 9 + [80], 5),  # 9 of 10 in fewer than 80 days, all within 90
    ([79] * 8 + [80] * 2, 4),  # 8 of 10 under 80, all within 90
    ([80] * 10, 4),
    ([90] * 9 + [91], 4),
    ([90] * 8 + [91] * 2, 3),
    ([91] * 10, 3),
    ([], 3),
    ([79] * 9 + [400], 5),
    ([79] * 89 + [91] * 11, 3),
]


@pytest.mark.parametrize(
    ("days", "level"), CASES, ids=lambda value: str(len(value)) if isinstance(value, list) else str(value)
)
def test_days_of_cases(days: list[int], level: int) -> None:
    assert whole("discipline", cases=made.cases(*days)).score.level == level


def test_a_missing_lower_level_of_an_independent_ladder_is_a_warning() -> None:
    result = scored("discipline", {"cases": made.cases(79)})
    assert result.score.level == 5
    assert [text.split(":")[0] for text in result.score.warnings[:3]] == [
        f"Level {level} is not complete" for level in (1, 2, 3)
    ]


def test_a_missing_lower_level_of_a_cumulative_ladder_holds_back() -> None:
    ledgers = joined(*LADDERS["training"])
    ledgers["evidence"] = [paper for paper in ledgers["evidence"] if getattr(paper, "item", "") != "report_2566"]
    result = scored("training", ledgers)
    assert (result.score.level, result.score.next and result.score.next.reaches) == (0, 5)
    assert any("hold already" in text for text in result.score.warnings)


# --- time ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dated_on", "level"),
    [(date(2024, 3, 31), 1), (date(2024, 4, 1), 0), (date(2023, 9, 30), 1), (date(2019, 1, 1), 1), (None, 0)],
)
def test_evidence_counts_from_its_date_on_in_whatever_year(dated_on: date | None, level: int) -> None:
    ledgers: Ledgers = {"evidence": papers(4, "plan_submitted", dated_on=dated_on)}
    assert scored("discipline", ledgers, as_of(date(2024, 3, 31))).score.level == level


def test_the_earliest_document_of_an_item_is_the_proof() -> None:
    documents = [*papers(4, "plan_submitted"), *papers(4, "plan_submitted", dated_on=date(2023, 12, 1))]
    found, left_out = find_evidence(indicator("discipline"), as_of(YEAR_END), books_of({"evidence": documents}))
    assert (found["plan_submitted"].dated_on, left_out) == (date(2023, 12, 1), ())


@pytest.mark.parametrize("words", ["plan_submitted", "Plan_Submitted", indicator("discipline").evidence[0].label.th])
def test_evidence_is_known_by_key_or_label(words: str) -> None:
    assert scored("discipline", {"evidence": papers(4, words)}).score.level == 1


def test_documents_that_do_not_count_say_why() -> None:
    documents = [
        *papers(4, "สูจิบัตร"),
        *papers(4, "plan_submitted", dated_on=None),
        *papers(4, "plan_submitted", dated_on=date(2025, 1, 1)),
    ]
    _found, left_out = find_evidence(indicator("discipline"), as_of(YEAR_END), books_of({"evidence": documents}))
    assert [reason for _record, reason in left_out] == [
        "its item “สูจิบัตร” is not in the plan's list",
        "has no date",
        "dated after the period",
    ]


def test_a_document_of_another_indicator_proves_nothing() -> None:
    assert scored("coaching", {"evidence": papers(2, "plan_approved")}).score.level == 0


# 119, 180, 239 and 300 rooms by the ends of the quarters.
SPREAD = [
    *made.rooms(119, date(2023, 12, 31)),
    *made.rooms(61, date(2024, 3, 31), building="2"),
    *made.rooms(59, date(2024, 4, 1), building="3"),
    *made.rooms(61, date(2024, 7, 1), building="4"),
]


@pytest.mark.parametrize(
    ("day", "level"),
    [(date(2023, 12, 31), 0), (date(2024, 3, 30), 0), (date(2024, 3, 31), 2), (date(2024, 6, 30), 2), (YEAR_END, 4)],
)
def test_a_level_grows_with_the_quarters(day: date, level: int) -> None:
    assert scored("housing", {"rooms": SPREAD}, as_of(day)).score.level == level


# --- between ledgers ----------------------------------------------------------------------------------------------------


def between(ledgers: Ledgers) -> list[tuple[str, str | None]]:
    return [(found.rule.name, found.value) for found in check_between(made.PLAN, books_of(ledgers))]


def test_rows_that_name_what_is_not_there_are_told() -> None:
    assert between({"surveys": made.answers(7, 1, 1)}) == [("indicator-not-in-plan", "7")]
    assert between({"steps": made.steps(100, number=9)}) == [("indicator-not-in-plan", "9")]
    assert between({"evidence": papers(1, "ไม่มีในแผน")}) == [("evidence-item-not-in-plan", "ไม่มีในแผน")]
    assert between({"training_roll": made.roll(1, 1, session=3)}) == [("session-not-in-sessions-ledger", "3")]


def test_rows_that_name_what_is_there_are_not() -> None:
    everything = joined(*(addition for ladder in LADDERS.values() for addition in ladder))
    assert between(everything) == []


def test_what_counted_is_kept_with_the_number() -> None:
    result = scored("housing", {"rooms": [*made.rooms(2), *made.rooms(1, None, building="2")]})
    found = result.measurements["rooms_repaired"]
    assert ([record.row for record in found.counted], [record.row for record, _why in found.left_out]) == ([1, 2], [1])


def test_the_mean_stands_beside_the_share_and_never_in_its_place() -> None:
    result = scored("housing", {"surveys": made.answers(5, 3, 4)})
    assert any("4.25" in text for text in result.readings)  # 5, 4, 5, 3
    assert result.measurements["satisfied"].value == Fraction(3, 4)


def test_the_mean_is_rounded_half_up() -> None:
    grades = [5, 4, 4, 4, 4, 4, 4, 4]  # 4.125
    records = [
        record.model_copy(update={"overall": Decimal(grade)})
        for record, grade in zip(made.answers(5, 8, 8), grades, strict=True)
    ]
    assert any("4.13 of 5" in text for text in scored("housing", {"surveys": records}).readings)

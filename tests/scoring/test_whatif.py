"""What would be: hand-computed answers, doubts about what there is, and that a gain never lowers a cumulative ladder."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skj.diagnostics import UsageRefused
from skj.language import use_language
from skj.scoring.measures import FUNCTIONS, Books
from skj.scoring.scorecard import Scorecard, make_scorecard
from skj.scoring.supposing import parse_gain
from skj.scoring.whatif import WhatIf, default_by, suppose
from skj.scoring.work import GROWTHS, UNIT_WORDS
from tests import record_books as made
from tests.record_books import PLAN, YEAR_END, as_of, books_of

NOW = date(2024, 4, 15)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


@cache
def office() -> Books:
    """200 rooms, 60 of 80 residents satisfied, 4 of 5 cases in time, one case open for 40 days, 60 % of the plan."""
    late = made.cases(*[80] * 4, 95)
    running = made.cases(1, presented_on=NOW)[0].model_copy(
        update={"case_no": "open", "presented_on": None, "report_received_on": NOW - timedelta(40)}
    )
    return books_of(
        {
            "rooms": [*made.rooms(200), *made.rooms(100, None, building="2")],
            "surveys": made.answers(5, 60, 80),
            "cases": [*late, running],
            "steps": [*made.steps(60), *made.steps(40, done_on=None)],
            "insignia": made.register(y2563=3),
            "coaching": made.talks(2),
        },
        {2563: 5},
    )


@cache
def card(day: date = NOW) -> Scorecard:
    return make_scorecard(PLAN, as_of(day), office())


def asked(*words: str, day: date = NOW, by: date | None = None) -> WhatIf:
    before = card(day)
    return suppose(before, [parse_gain(PLAN, word) for word in words], by or default_by(before), office())


def level(answer: WhatIf, key: str) -> tuple[int, int]:
    pairs = zip(answer.before.results, answer.after.results, strict=True)
    return next((a.score.level, b.score.level) for a, b in pairs if a.indicator.id == key)


@pytest.mark.parametrize(
    ("words", "key", "levels", "points"),
    [
        (["housing+39"], "housing", (2, 2), 0),
        (["housing+40"], "housing", (2, 3), 2),
        (["housing+100"], "housing", (2, 4), 4),
        (["housing+160"], "housing", (2, 4), 4),  # level 5 also wants the survey and the report (A13)
        (["housing+160", "housing.final_report"], "housing", (2, 4), 4),  # 60 of 80 is 75 percent
        (["housing+160", "housing.final_report", "housing.satisfied+19"], "housing", (2, 4), 4),  # 79 of 99
        (["housing+160", "housing.final_report", "housing.satisfied+20"], "housing", (2, 5), 6),  # 80 of 100
        (["housing.rooms_repaired=119"], "housing", (2, 0), -4),
        (["discipline.plan_progress=100"], "discipline", (2, 3), 4),
        # 4 of 5 in time; 9 of 10 needs five more of five, and 50 of 55 is more than 9/10
        (["discipline+4"], "discipline", (2, 2), 0),
        (["discipline+5"], "discipline", (2, 4), 8),
        # under 80 days 0 of 5 now: 45 more are needed, (0 + 45) / (5 + 45) = 9/10
        (["discipline.presented_under_80+44"], "discipline", (2, 4), 8),
        (["discipline.presented_under_80+45"], "discipline", (2, 5), 12),
    ],
)
def test_hand_computed(words: list[str], key: str, levels: tuple[int, int], points: int) -> None:
    answer = asked(*words)
    assert level(answer, key) == levels
    assert answer.points_gain == points


def test_several_gains_add_up_in_any_order() -> None:
    one = asked("housing+30", "coaching.plan_approved", "housing+10")
    other = asked("coaching.plan_approved", "housing+10", "housing+30")
    assert one.points_gain == other.points_gain == 4
    assert one.after.points == one.before.points + 4


def test_a_part_beyond_its_whole_is_refused() -> None:
    for words in ("insignia+3", "discipline.plan_progress+41", "insignia=6"):
        with pytest.raises(UsageRefused) as refused:
            asked(words)
        assert refused.value.diagnostic.code == "SKJ691"


def doubts(*words: str, day: date = NOW, by: date | None = None) -> list[str]:
    return [doubt for supposition in asked(*words, day=day, by=by).suppositions for doubt in supposition.doubts]


def test_a_gain_there_is_work_for_raises_no_doubt() -> None:
    assert doubts("housing+160", "insignia+2", "coaching+3", "discipline+1", "coaching.plan_approved") == []


@pytest.mark.parametrize(
    ("words", "doubt"),
    [
        (["discipline+2"], "1 open cases can still keep this limit"),
        (["discipline+1", "discipline.presented_under_80+1"], "1 open cases can still keep this limit"),
        (["housing+1001"], "1000 damaged rooms are left; the ledger records 100 of them"),
        (["training.people_asked+421"], "420 of the 420 trainees are not asked about yet"),
    ],
)
def test_more_than_there_is_is_doubted_and_answered_all_the_same(words: list[str], doubt: str) -> None:
    found = doubts(*words)
    assert len(found) == 1
    assert found[0].startswith(doubt)


def test_when_the_year_is_over_only_papers_steps_and_imports_can_follow() -> None:
    assert doubts("housing+1", day=YEAR_END) == ["no day is left that counts in the fiscal year"]
    assert doubts("coaching.plan_approved", "insignia+1", "discipline.plan_progress+1", day=YEAR_END) == []


def test_a_document_that_is_there_already_changes_nothing() -> None:
    books = books_of({"evidence": made.papers(1, "plan_approved")})
    before = make_scorecard(PLAN, as_of(NOW), books)
    answer = suppose(before, [parse_gain(PLAN, "coaching.plan_approved")], default_by(before), books)
    assert answer.points_gain == 0
    assert answer.suppositions[0].doubts == ("this document is there already",)


def test_what_is_supposed_stands_in_no_record() -> None:
    answer = asked("housing+40")
    found = answer.after.results[4].measurements["rooms_repaired"]
    assert (found.numerator, len(found.counted)) == (240, 200)


def test_every_measure_function_says_how_it_grows() -> None:
    assert set(GROWTHS) == set(UNIT_WORDS) == set(FUNCTIONS)


GAINS = [
    "coaching+1", "coaching.satisfied+3", "coaching.knowledge_up+2", "coaching.plan_approved", "coaching.working_group_order",
    "coaching.working_group_minutes", "knowledge+4", "knowledge.plan_approved", "knowledge.working_group_order",
    "training+3", "training.plan_approved", "training.three_year_plan_approved", "training.report_2566", "insignia.plan_approved",
    "housing+60", "housing.satisfied+30", "housing.final_report",
]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(GAINS), max_size=8), st.sampled_from(GAINS))
def test_one_more_good_thing_never_lowers_the_points(words: list[str], more: str) -> None:
    assert asked(*words, more).after.points >= asked(*words).after.points


@settings(deadline=None)
@given(st.lists(st.sampled_from(GAINS), max_size=8))
def test_the_total_is_the_sum_of_weight_times_level_over_5(words: list[str]) -> None:
    after = asked(*words).after
    assert after.points == sum(Fraction(r.indicator.weight * r.score.level, 5) for r in after.results)

"""Surveys counted by hand: shares, means and their words (plan readings A18-A23, facts 9)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skj.ledgers.surveys import SurveyAnswer
from skj.ledgers.vocabulary import mean_tables, words_of_mean
from skj.scoring.satisfaction import Survey, count_answers, half_up, strangers, summarise_surveys
from tests.record_books import FEB, PLAN, YEAR_END, answers, as_of, books_of, sheet


def form(
    row: int, overall: str | None, *, group: str | None = "ผู้เรียนรู้", number: int = 3, day: date | None = FEB
) -> SurveyAnswer:
    grade = None if overall is None else Decimal(overall)
    return SurveyAnswer(
        sheet=sheet("surveys"), row=row, indicator=f"{number}", group=group, answered_on=day, overall=grade
    )


def surveys(*rows: SurveyAnswer, day: date = YEAR_END) -> dict[str, Survey]:
    found = summarise_surveys(PLAN.indicators, as_of(day), books_of({"surveys": rows}))
    return {survey.indicator.id: survey for survey in found}


def test_the_plan_asks_for_four_surveys() -> None:
    found = surveys()
    assert {name: survey.threshold.value for name, survey in found.items() if survey.threshold} == {
        "coaching": Fraction(4, 5),
        "insignia": Fraction(9, 10),
        "knowledge": Fraction(4, 5),
        "housing": Fraction(4, 5),
    }
    assert not any(survey.is_met for survey in found.values())


def test_groups_are_pooled_for_the_score_and_shown_apart() -> None:
    rows = [
        form(1, "5"),
        form(2, "4"),
        form(3, "3"),
        form(4, None),
        form(5, "1", group="เจ้าหน้าที่"),
        form(6, "5", group=None),
    ]
    found = surveys(*rows)["knowledge"]
    assert (found.pooled.forms, found.pooled.answers, found.pooled.satisfied) == (6, 5, 3)
    assert (found.pooled.share, found.pooled.response) == (Fraction(3, 5), Fraction(5, 6))
    assert found.pooled.spread == (2, 1, 1, 0, 1)
    assert (found.pooled.mean, found.pooled.rounded_mean) == (Fraction(18, 5), Decimal("3.60"))
    assert [(group.group, group.answers, group.satisfied) for group in found.groups] == [
        ("", 1, 1),
        ("เจ้าหน้าที่", 1, 0),
        ("ผู้เรียนรู้", 3, 2),
    ]


def test_four_of_five_meet_80_percent_and_less_does_not() -> None:
    assert surveys(*answers(3, 4, 5))["knowledge"].is_met
    assert not surveys(*answers(3, 799, 1000))["knowledge"].is_met


def test_undated_and_later_answers_are_no_forms_of_the_period() -> None:
    found = surveys(form(1, "5", day=None), form(2, "5", day=YEAR_END), day=FEB)["knowledge"]
    assert (found.pooled.forms, found.pooled.share, len(found.measurement.left_out)) == (0, None, 2)


def test_answers_on_an_indicator_without_a_survey_are_strangers() -> None:
    rows = [form(1, "5", number=6), form(2, "5", number=4), form(3, "5", number=9), form(4, "5", number=2)]
    assert [row.row for row in strangers(PLAN.indicators, rows)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("mean", "rounded"),
    [
        (Fraction(4505, 1000), "4.51"),
        (Fraction(45049, 10_000), "4.50"),
        (Fraction(9, 2), "4.50"),
        (Fraction(13, 3), "4.33"),
        (Fraction(14, 3), "4.67"),
        (Fraction(5), "5.00"),
    ],
)
def test_means_are_rounded_half_up(mean: Fraction, rounded: str) -> None:
    assert half_up(mean) == Decimal(rounded)


@pytest.mark.parametrize(
    ("mean", "half", "equal"),
    [
        ("5.00", "มากที่สุด", "มากที่สุด"),
        ("4.51", "มากที่สุด", "มากที่สุด"),
        ("4.50", "มาก", "มากที่สุด"),
        ("4.20", "มาก", "มาก"),
        ("3.50", "ปานกลาง", "มาก"),
        ("2.60", "ปานกลาง", "น้อย"),
        ("1.50", "น้อยที่สุด", "น้อยที่สุด"),
        ("1.00", "น้อยที่สุด", "น้อยที่สุด"),
    ],
)
def test_words_of_a_mean_in_both_tables(mean: str, half: str, equal: str) -> None:
    found = [words_of_mean(Decimal(mean), table) for table in ("half", "equal")]
    assert [words.thai for words in found if words] == [half, equal]


@given(st.decimals(1, 5, places=2), st.sampled_from(sorted(mean_tables())))
def test_every_mean_of_the_scale_has_words(mean: Decimal, table: str) -> None:
    assert words_of_mean(mean, table) is not None


@given(st.lists(st.integers(1, 5) | st.none(), max_size=60))
def test_shares_are_shares_and_every_answer_stands_in_the_spread(grades: list[int | None]) -> None:
    rows = [form(row, None if grade is None else str(grade)) for row, grade in enumerate(grades, 1)]
    found = count_answers("", rows, 4)
    given_ones = [grade for grade in grades if grade is not None]
    assert sum(found.spread) == found.answers == len(given_ones)
    assert found.satisfied == found.spread[0] + found.spread[1]
    assert found.share == (Fraction(sum(grade >= 4 for grade in given_ones), len(given_ones)) if given_ones else None)
    assert found.mean is None or 1 <= found.mean <= 5

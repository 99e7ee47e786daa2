"""Months and quarters as the dates in the ledgers tell them."""

from collections.abc import Iterator
from datetime import date

import pytest

from skj.calendar import Period, fiscal_year_span, resolve_period
from skj.language import use_language
from skj.reports.notes import be_day, progress_text
from skj.reports.trend import last_change
from skj.scoring.history import months_of, quarter_cards, whole_months
from skj.scoring.measures import Books
from tests import record_books as made
from tests.record_books import PLAN, YEAR_END, as_of, books_of, indicator

FISCAL = fiscal_year_span(2567)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


@pytest.mark.parametrize(
    ("day", "count", "last"),
    [
        (date(2023, 9, 30), 0, None),
        (date(2023, 10, 30), 0, None),
        (date(2023, 10, 31), 1, date(2023, 10, 31)),
        (date(2024, 2, 28), 4, date(2024, 1, 31)),
        (date(2024, 2, 29), 5, date(2024, 2, 29)),
        (date(2024, 9, 30), 12, date(2024, 9, 30)),
        (date(2026, 1, 1), 12, date(2024, 9, 30)),
    ],
)
def test_only_months_that_are_over(day: date, count: int, last: date | None) -> None:
    months = whole_months(FISCAL, day)
    assert len(months) == count
    assert [month.end for month in months[-1:]] == ([last] if last else [])
    assert all(month.start.day == 1 for month in months)


def office() -> Books:
    """Three rooms in October, none in November, four in December; two documents and two steps on edges of months."""
    rooms = [*made.rooms(3, date(2023, 10, 31)), *made.rooms(4, date(2023, 12, 1), building="2")]
    steps = [
        step.model_copy(update={"step": number, "text": words, "done_on": day})
        for step, number, words, day in zip(
            made.steps(40, 60, number=5), (1, 2), ("ทำแผน", "ซ่อม"), (date(2023, 11, 30), date(2024, 1, 1)), strict=True
        )
    ]
    plan = made.papers(5, "repair_plan", dated_on=date(2023, 10, 1))[0].model_copy(update={"document_no": "กท 1/2566"})
    report = made.papers(5, "รายงานผลการดำเนินงานให้ผู้บริหารทราบ", "ไม่มีในแผน", dated_on=date(2023, 12, 31))
    return books_of({"rooms": rooms, "steps": steps, "evidence": [plan, *report, *made.papers(1, "final_report")]})


def texts(day: date) -> dict[str, str]:
    months = months_of(indicator("housing"), as_of(day), office())
    return {be_day(month.span.end): progress_text(month) for month in months}


def test_the_entries_of_three_months_in_english() -> None:
    assert texts(date(2024, 1, 15)) == {
        "31/10/2566": "rooms repaired and fit to be allocated: 3 this month, 3 so far, target 360 (rooms); "
        "documents: repair plan (no. กท 1/2566 of 1 Oct 2023); result so far: level 0, 0 of 10 points",
        "30/11/2566": "finished: step 1 ทำแผน; 40% of the plan so far; result so far: level 0, 0 of 10 points",
        "31/12/2566": "rooms repaired and fit to be allocated: 4 this month, 7 so far, target 360 (rooms); "
        "documents: report to BMA executives (of 31 Dec 2023); result so far: level 0, 0 of 10 points",
    }


def test_a_quiet_month_says_so_with_what_stands() -> None:
    assert texts(date(2024, 2, 29))["29/2/2567"] == (
        "nothing new this month; rooms repaired and fit to be allocated: 7 so far (rooms); "
        "result so far: level 0, 0 of 10 points"
    )


def test_the_entries_in_thai() -> None:
    use_language("th")
    found = texts(date(2023, 12, 31))
    assert found["31/10/2566"] == (
        "จำนวนห้องที่ซ่อมแล้วพร้อมจัดเข้าพักในเดือนนี้ 3 ห้อง สะสม 3 ห้อง จากเป้าหมาย 360 ห้อง "
        "มีเอกสารหลักฐาน ได้แก่ แผนดำเนินการปรับปรุงซ่อมแซม (ที่ กท 1/2566 ลงวันที่ 1 ต.ค. 2566) "
        "ผลการดำเนินงานสะสมอยู่ในระดับ 0 ได้ 0 จาก 10 คะแนน"
    )
    assert found["30/11/2566"].startswith("ดำเนินการแล้วเสร็จขั้นตอนที่ 1 ทำแผน รวมสะสมร้อยละ 40 ของแผน")


def test_a_level_that_rose_names_the_one_before() -> None:
    books = books_of({"rooms": [*made.rooms(119, date(2023, 10, 5)), *made.rooms(1, date(2023, 11, 30), building="2")]})
    first, second = months_of(indicator("housing"), as_of(date(2023, 11, 30)), books)
    assert progress_text(first).endswith("result so far: level 0, 0 of 10 points")
    assert progress_text(second).endswith("result so far: level 1 (last month 0), 2 of 10 points")


def test_months_never_know_what_comes_after_them() -> None:
    early = list(texts(date(2023, 10, 31)).items())
    assert early == list(texts(YEAR_END).items())[:1]


def quarters(day: date) -> list[Period]:
    return [resolve_period(fiscal_year=2567, today=day, quarter=str(number)) for number in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    ("day", "begun"),
    [(date(2023, 9, 30), 0), (date(2023, 10, 1), 1), (date(2023, 12, 31), 1), (date(2024, 1, 1), 2), (YEAR_END, 4)],
)
def test_quarters_to_come_are_not_guessed(day: date, begun: int) -> None:
    cards = quarter_cards(PLAN, quarters(day), office())
    assert [card is not None for _period, card in cards] == [number < begun for number in range(4)]


def test_each_quarter_counts_up_to_its_own_last_day() -> None:
    cards = [card for _period, card in quarter_cards(PLAN, quarters(date(2024, 2, 1)), office()) if card]
    assert [card.results[4].measurements["rooms_repaired"].numerator for card in cards] == [7, 7]
    assert [card.period.as_of for card in cards] == [date(2023, 12, 31), date(2024, 2, 1)]


@pytest.mark.parametrize(
    ("values", "change"), [([], None), ([2], None), ([None, None], None), ([2, 6], 4), ([2, 6, 4, None], -2)]
)
def test_the_last_change_is_between_the_last_two_known(values: list[int | None], change: int | None) -> None:
    assert last_change(values) == change

"""The answers about discipline cases: shares in words, each step of a count with its rule, and the days for a calendar."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Final

import pytest

from skj.language import use_language
from skj.ledgers.base import Ledger
from skj.ledgers.cases import SPEC, DisciplineCase
from skj.render.ics import to_ics
from skj.render.output import COMMON, Format
from skj.reports.case_explain import count_steps, explain_case, off_words
from skj.reports.case_shares import part_words
from skj.reports.deadlines import deadlines
from skj.reports.discipline import discipline_report
from skj.reports.discipline_answer import DisciplineAnswer, answer_discipline
from skj.reports.model import Grid, Note, Report
from skj.scoring.case_outlook import Part
from skj.scoring.scorecard import make_result
from tests import record_books as made
from tests.record_books import PLAN, as_of, indicator
from tests.render.whole import to_bytes

RECEIVED: Final = date(2024, 1, 10)  # the example of facts 2.2
DAY: Final = date(2024, 3, 1)


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


def case(**fields: Any) -> DisciplineCase:
    given = {"case_no": "กท 1/2567", "report_received_on": RECEIVED, "presented_on": None, **fields}
    return made.cases(0)[0].model_copy(update=given)


def answered(*cases: DisciplineCase, day: date = DAY) -> DisciplineAnswer:
    period = as_of(day)
    result = make_result(indicator("discipline"), period, made.books_of({"cases": cases}))
    return answer_discipline(Ledger(SPEC, cases), result, period)


def explained(one: DisciplineCase, day: date = DAY) -> Report:
    answer = answered(one, day=day)
    return explain_case(answer, answer.clocks[0], PLAN, Ledger(SPEC, (one,)))


def steps(one: DisciplineCase, day: date = DAY) -> list[tuple[str, str, int | None, str]]:
    answer = answered(one, day=day)
    return [
        (step.what, step.day.isoformat() if step.day else "", step.days, step.rule)
        for step in count_steps(answer, answer.clocks[0])
    ]


CLAUSE: Final = "กฎ ก.ก. ว่าด้วยการดำเนินการทางวินัย พ.ศ. 2565"


def test_every_step_of_a_case_presented_on_its_ninetieth_day() -> None:
    one = case(
        ordered_on=date(2024, 2, 24),
        division_received_on=date(2024, 2, 28),
        agenda_ordered_on=date(2024, 4, 8),
        presented_on=date(2024, 4, 9),
    )
    # Facts 2.2: the 45th day is 24 February, the 80th 30 March, the 90th 9 April.
    assert steps(one, date(2024, 4, 30)) == [
        ("The authority received the complete report: the clock starts", "2024-01-10", None, "A2"),
        ("The first day is not counted; this is day 1", "2024-01-11", 1, f"{CLAUSE} ข้อ 101 · A6"),
        ("Stage 1 ends (Personnel Office)", "2024-02-24", 45, "A1"),
        ("Last day of stage 1 by the plan: fewer than 45 days", "2024-02-23", 44, "A5 · ข้อ 62"),
        ("Last day of stage 1 by the law: at most 45 days", "2024-02-24", 45, f"{CLAUSE} · ข้อ 63 (2)"),
        ("Received by สำนักงาน ก.ก.; the days between the stages count in the whole", "2024-02-28", 4, "A4"),
        ("Stage 2 ends (Office of the BMA Civil Service Commission)", "2024-04-08", 40, "A1"),
        ("Last day of stage 2 by the plan: fewer than 60 days", "2024-04-27", 59, "A5"),
        ("Presented to the sub-commission: the clock ends", "2024-04-09", 90, "A3"),
        ("Last day in fewer than 80 days", "2024-03-29", 79, "A5"),
        ("Last day within 90 days", "2024-04-09", 90, "A5"),
    ]


def test_an_open_case_is_counted_up_to_the_day_and_its_extension_moves_no_limit_of_the_plan() -> None:
    found = steps(case(extended_until=date(2024, 3, 10)))
    assert ("Stage 1 still runs (Personnel Office)", "2024-03-01", 51, "A1") in found
    assert (
        "Extended until, with reasons; the plan's own limits do not move",
        "2024-03-10",
        60,
        f"{CLAUSE} · ข้อ 63 (2)",
    ) in found
    assert ("Not presented yet; counted up to", "2024-03-01", 51, "A3") in found
    assert ("Last day within 90 days", "2024-04-09", 90, "A5") in found


@pytest.mark.parametrize(
    ("until", "ordered", "kept"),
    [
        (None, date(2024, 3, 1), None),
        (date(2024, 3, 10), date(2024, 3, 10), True),
        (date(2024, 3, 10), date(2024, 3, 11), False),
        (date(2024, 3, 10), None, True),
    ],
)
def test_whether_an_extension_kept_stage_one(until: date | None, ordered: date | None, kept: bool | None) -> None:  # noqa: FBT001
    day = ordered or DAY
    found = answered(case(extended_until=until, ordered_on=ordered), day=day).clocks[0]
    assert found.is_extended is kept
    assert found.stage1.law_ok is (None if ordered is None else False)  # the law's own 45 days, extension or not


def test_a_last_day_on_a_day_off_stays_there_and_says_why() -> None:
    notes = [block.text for block in explained(case()).sections[0].blocks if isinstance(block, Note)]
    assert len(notes) == 1
    assert "24 Feb 2024 (Saturday)" in notes[0]
    assert "ข้อ 101" in notes[0]


def test_days_off_by_their_names() -> None:
    assert off_words(date(2024, 4, 15)) == "government holiday, วันสงกรานต์"
    assert off_words(date(2027, 1, 1)) == "government holiday, วันขึ้นปีใหม่, by rule and not yet decided"
    assert off_words(date(2024, 3, 31)) == "Sunday"
    assert off_words(date(2024, 4, 1)) == ""


def test_a_year_without_a_list_of_holidays_is_said() -> None:
    notes = [
        block.text
        for block in explained(case(report_received_on=date(2029, 1, 1)), date(2029, 2, 1)).sections[0].blocks
        if isinstance(block, Note)
    ]
    assert any("holidays of 2572" in note for note in notes)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (Part(0, 0), "none of none"),
        (Part(9, 10), "9 of 10 (90%)"),
        (Part(8996, 10000), "8996 of 10000 (89.96%)"),
        (Part(89999, 100000), "89999 of 100000 (89.99%)"),
    ],
)
def test_a_share_is_cut_and_never_rounded_up(part: Part, words: str) -> None:
    assert part_words(part) == words


def test_the_shares_of_the_levels_in_the_json() -> None:
    report = discipline_report(answered(case(), case(case_no="2", presented_on=date(2024, 2, 10))), Ledger(SPEC))
    five, four = report.data["summary"]["levels"]  # type: ignore[call-overload]
    assert (five["level"], four["level"]) == (5, 4)
    assert five["now"] == {"count": 1, "of": 1, "percent": Fraction(100)}
    assert (five["worst"]["of"], five["may_be_late"], five["is_met"], five["is_lost"]) == (2, 0, True, False)


def test_the_days_for_a_calendar_of_a_case_in_stage_one() -> None:
    found = deadlines(answered(case()))
    # Stage 1's last days, 23 and 24 February, are past on 1 March.
    assert [(each.day.isoformat(), each.title) for each in found] == [
        ("2024-03-29", "กท 1/2567: last day to present it in fewer than 80 days"),
        ("2024-04-09", "กท 1/2567: last day to present it within 90 days"),
    ]
    assert len(deadlines(answered(case(), day=date(2024, 2, 1)))) == 4


def test_presented_cases_and_cases_out_of_scope_have_no_days_to_come() -> None:
    assert deadlines(answered(case(presented_on=DAY), case(case_no="2", serious=False))) == []


def test_an_entry_keeps_its_identity_from_day_to_day_and_in_either_language() -> None:
    before = {each.uid for each in deadlines(answered(case(), day=date(2024, 2, 1)))}
    use_language("th")
    after = {each.uid for each in deadlines(answered(case(ordered_on=date(2024, 2, 20)), day=date(2024, 3, 20)))}
    assert after < before
    other = {each.uid for each in deadlines(answered(case(case_no="กท 2/2567")))}
    assert not other & before


def test_the_same_ledger_and_day_give_the_same_calendar() -> None:
    made_twice = [to_ics(deadlines(answered(case())), "Days", DAY) for _each in range(2)]
    assert made_twice[0] == made_twice[1]
    assert made_twice[0].count(b"BEGIN:VEVENT") == 2


def test_a_stage_that_runs_says_what_is_left_of_it() -> None:
    grids = [
        block
        for section in discipline_report(answered(case()), Ledger(SPEC)).sections
        for block in section.blocks
        if isinstance(block, Grid) and block.title == "Stages that run"
    ]
    ((line,),) = (grid.lines for grid in grids)
    assert line.cells == ("กท 1/2567", 1, 51, -7, date(2024, 2, 23), date(2024, 2, 24), None)
    assert line.tone == "bad"  # past the law's 45 days without an extension


@pytest.mark.parametrize("form", COMMON)
def test_every_form_of_both_answers_can_be_written(form: Format) -> None:
    one = case(ordered_on=DAY - timedelta(3))
    assert to_bytes(discipline_report(answered(one), Ledger(SPEC, (one,))), form)
    assert to_bytes(explained(one), form)


@pytest.mark.parametrize(
    ("day", "open_up_to"),
    [(date(2024, 9, 30), ""), (date(2024, 10, 1), "1 Oct 2024"), (date(2024, 11, 15), "15 Nov 2024")],
)
def test_the_day_to_which_open_cases_are_counted_is_named(day: date, open_up_to: str) -> None:
    still_open, late = case(), case(case_no="กท 2/2567", presented_on=date(2024, 10, 1))
    answer = answered(still_open, late, day=day)
    for report in (discipline_report(answer, Ledger(SPEC, (still_open, late))), explained(still_open, day)):
        assert "up to 30 Sep 2024" in report.subtitle
        assert report.subtitle.partition("; open cases up to ")[2].startswith(open_up_to)
        assert ("open cases" in report.subtitle) == bool(open_up_to)
    running = next(clock for clock in answer.clocks if clock.is_open)
    assert running.days == (day - RECEIVED).days
    assert answer.summary.presented == 0  # 1 October belongs to the next year

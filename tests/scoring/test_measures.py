"""From records to numbers: every measure with hand-computed answers, the edges of quarters, and what does not count."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from skj.calendar import Period, resolve_period
from skj.language import use_language
from skj.ledgers.base import Record
from skj.scoring.measurement import Measurement
from skj.scoring.measures import AFTER_PERIOD, BEFORE_YEAR, FUNCTIONS, NO_SESSION, UNDATED, Question
from tests import record_books as made
from tests.record_books import FEB, YEAR_END, Ledgers, as_of, books_of, indicator

Found = tuple[int | Fraction, int | Fraction | None]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


def measured(
    key: str, measure: str, ledgers: Ledgers, period: Period | None = None, expected: dict[int, int] | None = None
) -> Measurement:
    """One measure of one indicator of the real plan."""
    found = indicator(key).measure(measure)
    return FUNCTIONS[found.function](
        Question(indicator(key), found, period or as_of(YEAR_END)), books_of(ledgers, expected)
    )


def numbers(found: Measurement) -> Found:
    return found.numerator, found.denominator


def reasons(found: Measurement) -> list[str]:
    return [reason for _record, reason in found.left_out]


# --- the edges of time: every dated measure -------------------------------------------------------------------------------

Maker = Callable[[date], Sequence[Record]]
DATED: dict[tuple[str, str], tuple[str, Maker, Found, Found]] = {
    ("coaching", "sessions"): ("coaching", lambda day: made.talks(1, day), (1, None), (0, None)),
    ("coaching", "knowledge_up"): ("coaching", lambda day: made.talks(0, day, risen=1), (1, 1), (0, 0)),
    ("coaching", "satisfied"): ("surveys", lambda day: made.answers(1, 1, 1, day), (1, 1), (0, 0)),
    ("insignia", "satisfied"): ("surveys", lambda day: made.answers(2, 1, 1, day), (1, 1), (0, 0)),
    ("knowledge", "satisfied"): ("surveys", lambda day: made.answers(3, 1, 1, day), (1, 1), (0, 0)),
    ("knowledge", "processes"): ("knowledge", lambda day: made.items(1, day), (1, None), (0, None)),
    ("discipline", "presented_within_90"): ("cases", lambda day: made.cases(90, presented_on=day), (1, 1), (0, 0)),
    ("discipline", "presented_under_80"): ("cases", lambda day: made.cases(79, presented_on=day), (1, 1), (0, 0)),
    ("housing", "rooms_repaired"): ("rooms", lambda day: made.rooms(1, day), (1, None), (0, None)),
    ("housing", "satisfied"): ("surveys", lambda day: made.answers(5, 1, 1, day), (1, 1), (0, 0)),
    ("training", "sessions"): ("training_sessions", lambda day: made.sessions(1, day), (1, None), (0, None)),
    ("training", "people_asked"): ("training_followup", lambda day: made.trainees(1, 0, day), (1, None), (0, None)),
    ("training", "clean"): ("training_followup", lambda day: made.trainees(1, 1, day), (1, 420), (0, 420)),
}
ENDS = {1: date(2023, 12, 31), 2: date(2024, 3, 31), 3: date(2024, 6, 30), 4: date(2024, 9, 30)}
LATER = date(2026, 11, 22)


@pytest.mark.parametrize("quarter", ENDS)
@pytest.mark.parametrize("name", DATED, ids="-".join)
def test_the_last_day_of_a_quarter_counts(name: tuple[str, str], quarter: int) -> None:
    ledger, make, counted, _not = DATED[name]
    period = resolve_period(fiscal_year=2567, today=LATER, quarter=f"{quarter}")
    assert numbers(measured(*name, {ledger: make(ENDS[quarter])}, period)) == counted


@pytest.mark.parametrize("quarter", ENDS)
@pytest.mark.parametrize("name", DATED, ids="-".join)
def test_the_first_day_of_the_next_quarter_does_not(name: tuple[str, str], quarter: int) -> None:
    ledger, make, _counted, not_counted = DATED[name]
    period = resolve_period(fiscal_year=2567, today=LATER, quarter=f"{quarter}")
    found = measured(*name, {ledger: make(ENDS[quarter] + timedelta(1))}, period)
    assert (numbers(found), reasons(found)) == (not_counted, [AFTER_PERIOD])


@pytest.mark.parametrize("name", DATED, ids="-".join)
def test_the_first_day_of_the_fiscal_year_counts(name: tuple[str, str]) -> None:
    ledger, make, counted, _not = DATED[name]
    assert numbers(measured(*name, {ledger: make(date(2023, 10, 1))})) == counted


@pytest.mark.parametrize("name", DATED, ids="-".join)
def test_the_day_before_the_fiscal_year_does_not(name: tuple[str, str]) -> None:
    ledger, make, _counted, not_counted = DATED[name]
    found = measured(*name, {ledger: make(date(2023, 9, 30))})
    assert (numbers(found), reasons(found)) == (not_counted, [BEFORE_YEAR])


@pytest.mark.parametrize("name", DATED, ids="-".join)
def test_the_day_after_the_fiscal_year_does_not_even_if_it_is_past(name: tuple[str, str]) -> None:
    ledger, make, _counted, not_counted = DATED[name]
    assert numbers(measured(*name, {ledger: make(date(2024, 10, 1))}, as_of(LATER))) == not_counted


UNDATED_MADE: dict[tuple[str, str], tuple[str, Sequence[Record], Found]] = {
    ("coaching", "sessions"): ("coaching", made.talks(1, None), (0, None)),
    ("coaching", "knowledge_up"): ("coaching", made.talks(0, None, risen=1), (0, 0)),
    ("coaching", "satisfied"): ("surveys", made.answers(1, 1, 1, None), (0, 0)),
    ("knowledge", "processes"): ("knowledge", made.items(1, None), (0, None)),
    ("housing", "rooms_repaired"): ("rooms", made.rooms(1, None), (0, None)),
    ("training", "sessions"): ("training_sessions", made.sessions(1, None), (0, None)),
    ("training", "people_asked"): ("training_followup", made.trainees(1, 0, None), (0, None)),
    ("training", "clean"): ("training_followup", made.trainees(1, 1, None), (0, 420)),
}


@pytest.mark.parametrize("name", UNDATED_MADE, ids="-".join)
def test_what_has_no_date_does_not_count(name: tuple[str, str]) -> None:
    ledger, records, not_counted = UNDATED_MADE[name]
    found = measured(*name, {ledger: records})
    assert (numbers(found), reasons(found)) == (not_counted, [UNDATED])


@pytest.mark.parametrize(
    ("key", "measure"), [(each.id, part.id) for each in made.PLAN.indicators for part in each.measures]
)
def test_empty_ledgers_give_nothing_and_never_a_share(key: str, measure: str) -> None:
    found = measured(key, measure, {})
    assert found.numerator == 0
    assert found.value in {None, 0}
    assert (found.counted, found.left_out) == ((), ())


@pytest.mark.parametrize(
    ("key", "measure"), [(each.id, part.id) for each in made.PLAN.indicators for part in each.measures if part.is_share]
)
def test_shares_of_nothing_have_no_value(key: str, measure: str) -> None:
    found = measured(key, measure, {})
    assert found.value == (0 if found.denominator else None)


# --- sessions -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "ledger"), [("training", "training_sessions"), ("coaching", "coaching")])
def test_sessions_are_distinct_numbers(key: str, ledger: str) -> None:
    records = [*made.sessions(3), *made.sessions(2, date(2024, 3, 1))] if key == "training" else made.talks(3, risen=5)
    found = measured(key, "sessions", {ledger: records})
    assert (numbers(found), len(found.counted)) == ((3, None), len(records))


def test_a_session_counts_when_one_of_its_rows_is_dated_by_then() -> None:
    assert numbers(measured("coaching", "sessions", {"coaching": [*made.talks(1, None), *made.talks(1)]})) == (1, None)


# --- surveys ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("grade", "is_satisfied"), [(5, 1), (4, 1), ("3.99", 0), (3, 0), (1, 0), ("4.5", 1)])
def test_satisfied_is_four_or_five(grade: int | str, is_satisfied: int) -> None:
    record = made.answers(5, 1, 1)[0].model_copy(update={"overall": Decimal(grade)})
    assert numbers(measured("housing", "satisfied", {"surveys": [record]})) == (is_satisfied, 1)


def test_answers_without_an_overall_grade_are_no_answers() -> None:
    blank = made.answers(5, 1, 1)[0].model_copy(update={"overall": None})
    found = measured("housing", "satisfied", {"surveys": [blank, *made.answers(5, 1, 2)]})
    assert (numbers(found), reasons(found)) == ((1, 2), ["gives no overall answer"])


def test_answers_on_other_indicators_are_not_looked_at() -> None:
    found = measured("housing", "satisfied", {"surveys": [*made.answers(1, 9, 9), *made.answers(5, 1, 2)]})
    assert (numbers(found), reasons(found)) == ((1, 2), [])


@pytest.mark.parametrize("word", ["5", "housing", "Housing", indicator("housing").name.th])
def test_an_indicator_may_be_named_by_number_id_or_name(word: str) -> None:
    record = made.answers(5, 1, 1)[0].model_copy(update={"indicator": word})
    assert numbers(measured("housing", "satisfied", {"surveys": [record]})) == (1, 1)


# --- knowledge up -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("before", "after", "risen"), [(10, 11, 1), (10, 10, 0), (11, 10, 0), ("10.1", "10.2", 1)])
def test_up_is_after_above_before(before: int | str, after: int | str, risen: int) -> None:
    row = made.roll(1, 1)[0].model_copy(update={"pre_test": Decimal(before), "post_test": Decimal(after)})
    ledgers: Ledgers = {"training_sessions": made.sessions(1), "training_roll": [row]}
    assert numbers(measured("training", "knowledge_up", ledgers)) == (risen, 1)


def test_rows_with_one_score_are_left_out_and_told() -> None:
    one, none, both = made.roll(3, 3)
    rows = [
        one.model_copy(update={"pre_test": None}),
        none.model_copy(update={"pre_test": None, "post_test": None}),
        both,
    ]
    found = measured("training", "knowledge_up", {"training_sessions": made.sessions(1), "training_roll": rows})
    assert numbers(found) == (1, 1)
    assert reasons(found) == ["lacks one or both scores"] * 2
    assert found.notes == ("People with only one of the two scores, left out: 1.",)


def test_a_person_of_two_sessions_counts_per_row() -> None:
    ledgers: Ledgers = {
        "training_sessions": made.sessions(2),
        "training_roll": [*made.roll(1, 1, 1), *made.roll(0, 1, 2)],
    }
    assert numbers(measured("training", "knowledge_up", ledgers)) == (1, 2)


ROLL_DATES = [(FEB, (1, 1), []), (None, (0, 0), [UNDATED]), (date(2024, 10, 1), (0, 0), [AFTER_PERIOD])]


@pytest.mark.parametrize(("held_on", "counted", "why"), ROLL_DATES)
def test_the_roll_is_dated_by_its_session(held_on: date | None, counted: Found, why: list[str]) -> None:
    found = measured(
        "training", "knowledge_up", {"training_sessions": made.sessions(1, held_on), "training_roll": made.roll(1, 1)}
    )
    assert (numbers(found), reasons(found)) == (counted, why)


def test_the_roll_of_an_unknown_session_does_not_count() -> None:
    ledgers: Ledgers = {"training_sessions": made.sessions(1), "training_roll": made.roll(1, 1, session=2)}
    assert reasons(measured("training", "knowledge_up", ledgers)) == [NO_SESSION]


# --- the register -------------------------------------------------------------------------------------------------------


def imported(expected: dict[int, int], **counts: int) -> Measurement:
    return measured("insignia", "imported", {"insignia": made.register(**counts)}, expected=expected)


def test_imported_is_records_over_expected_summed_over_years() -> None:
    assert numbers(imported({2563: 3, 2564: 5}, y2563=2, y2564=5)) == (7, 8)


def test_a_surplus_of_one_year_does_not_fill_another() -> None:
    found = imported({2563: 3, 2564: 5}, y2563=9, y2564=4)
    assert numbers(found) == (7, 8)
    assert found.notes == ("Grant year 2563 has 9 records but only 3 are expected; the surplus does not count.",)


def test_years_without_an_expected_number_do_not_count() -> None:
    found = imported({2563: 1}, y2563=1, y2565=4)
    assert (numbers(found), reasons(found)) == ((1, 1), ["its grant year has no expected number"] * 4)


def test_an_expected_year_without_records_counts_as_missing() -> None:
    assert numbers(imported({2563: 1, 2564: 534}, y2563=1)) == (1, 535)


def test_nothing_expected_is_a_share_of_nothing() -> None:
    assert imported({}, y2563=1).value is None


def test_the_register_is_taken_as_it_stands_whatever_the_day() -> None:
    first = measured("insignia", "imported", {"insignia": made.register(y2566=2)}, as_of(date(2023, 10, 1)), {2566: 2})
    assert numbers(first) == (2, 2)


# --- plan progress ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weights", "progress"), [((), 0), ((59,), 59), ((59, 1), 60), ((33.3, 33.3, 33.4), 100), ((0.5,), Fraction(1, 2))]
)
def test_plan_progress_sums_the_weights_exactly(weights: tuple[float, ...], progress: int | Fraction) -> None:
    assert numbers(measured("discipline", "plan_progress", {"steps": made.steps(*weights)})) == (progress, 100)


@pytest.mark.parametrize(
    ("done_on", "progress"),
    [(None, 0), (date(2024, 3, 31), 40), (date(2024, 4, 1), 0), (date(2023, 9, 30), 40), (date(2020, 1, 1), 40)],
)
def test_a_step_counts_once_done_in_whatever_year(done_on: date | None, progress: int) -> None:
    found = measured(
        "discipline", "plan_progress", {"steps": made.steps(40, done_on=done_on)}, as_of(date(2024, 3, 31))
    )
    assert numbers(found) == (progress, 100)


def test_steps_of_other_indicators_are_not_looked_at() -> None:
    ledgers = {"steps": [*made.steps(40), *made.steps(100, number=5)]}
    assert numbers(measured("discipline", "plan_progress", ledgers)) == (40, 100)


# --- processes, rooms, follow-up ----------------------------------------------------------------------------------------


def test_processes_are_distinct_whatever_their_spaces_and_digits() -> None:
    names = ["งานบรรจุ 1", "งานบรรจุ ๑", " งานบรรจุ1 ", "งานแต่งตั้ง"]
    records = [made.items(1)[0].model_copy(update={"process": name}) for name in names]
    found = measured("knowledge", "processes", {"knowledge": records})
    assert (numbers(found), len(found.counted)) == ((2, None), 4)


@pytest.mark.parametrize(
    ("ready_on", "repaired_on", "count"),
    [
        (FEB, None, 1),
        (None, FEB, 1),
        (date(2024, 10, 1), FEB, 0),  # ready decides, and it is ready only in the next year
        (FEB, date(2023, 9, 30), 1),
        (date(2023, 9, 30), FEB, 0),
        (None, None, 0),
    ],
)
def test_a_room_counts_when_ready_else_when_repaired(
    ready_on: date | None, repaired_on: date | None, count: int
) -> None:
    records = made.rooms(1, ready_on, repaired_on=repaired_on)
    assert numbers(measured("housing", "rooms_repaired", {"rooms": records})) == (count, None)


def test_one_room_counts_once_whatever_its_spelling() -> None:
    room = made.rooms(1)[0]
    twice = [room, room.model_copy(update={"room": "๑", "building": " 1 "})]
    assert numbers(measured("housing", "rooms_repaired", {"rooms": twice})) == (1, None)


@pytest.mark.parametrize(("conduct", "clean"), [(False, 1), (True, 0), (None, 0)])
def test_clean_is_answered_for_without_corrupt_conduct(*, conduct: bool | None, clean: int) -> None:
    record = made.trainees(1, 1)[0].model_copy(update={"corrupt_conduct": conduct})
    assert numbers(measured("training", "clean", {"training_followup": [record]})) == (clean, 420)


def test_clean_without_a_date_of_answer_does_not_count() -> None:
    record = made.trainees(1, 1)[0].model_copy(update={"answered_on": None})
    assert numbers(measured("training", "clean", {"training_followup": [record]})) == (0, 420)


def test_the_420_stand_even_when_the_ledger_holds_fewer() -> None:
    assert measured("training", "clean", {"training_followup": made.trainees(10, 10)}).value == Fraction(1, 42)


# --- cases --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "under", "within"),
    [(0, 1, 1), (79, 1, 1), (80, 0, 1), (81, 0, 1), (89, 0, 1), (90, 0, 1), (91, 0, 0), (400, 0, 0)],
)
def test_less_than_80_and_at_most_90(days: int, under: int, within: int) -> None:
    ledgers = {"cases": made.cases(days)}
    assert numbers(measured("discipline", "presented_under_80", ledgers)) == (under, 1)
    assert numbers(measured("discipline", "presented_within_90", ledgers)) == (within, 1)


SCOPE = [
    ("ทั่วไป", "ปฏิบัติงาน", False),
    ("ทั่วไป", "ชำนาญงาน", False),
    ("ทั่วไป", "อาวุโส", True),
    ("ทั่วไป", "ทักษะพิเศษ", True),
    ("วิชาการ", "ปฏิบัติการ", False),
    ("วิชาการ", "ชำนาญการ", False),
    ("วิชาการ", "ชำนาญการพิเศษ", True),
    ("วิชาการ", "เชี่ยวชาญ", True),
    ("วิชาการ", "ทรงคุณวุฒิ", True),
    ("อำนวยการ", "ต้น", True),
    ("อำนวยการ", "สูง", True),
    ("อำนวยการ", None, True),
    ("บริหาร", "ต้น", True),
    ("บริหาร", "สูง", True),
    ("ลูกจ้าง", None, False),
    ("วิชาการ", None, False),
]


@pytest.mark.parametrize(("kind", "level", "is_covered"), SCOPE)
def test_positions_in_scope(kind: str, level: str | None, *, is_covered: bool) -> None:
    records = made.cases(10, position_type=kind, position_level=level)
    assert numbers(measured("discipline", "presented_within_90", {"cases": records})) == (is_covered, is_covered)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"serious": False}, "is not a serious breach"),
        ({"serious": None}, "is not a serious breach"),
        ({"corruption": False}, "is not a matter of corruption"),
        ({"corruption": None}, "is not a matter of corruption"),
        ({"position_type": "ลูกจ้าง"}, "the position is below the levels in scope"),
    ],
)
def test_cases_out_of_scope_say_why(fields: dict[str, Any], why: str) -> None:
    assert reasons(measured("discipline", "presented_within_90", {"cases": made.cases(10, **fields)})) == [why]


def test_an_open_case_is_in_neither_number() -> None:
    record = made.cases(10)[0].model_copy(update={"presented_on": None})
    found = measured("discipline", "presented_within_90", {"cases": [record]})
    assert (numbers(found), reasons(found)) == ((0, 0), ["is not presented yet"])


def test_a_case_received_before_the_year_and_presented_in_it_counts() -> None:
    records = made.cases(90, presented_on=date(2023, 10, 1))
    assert numbers(measured("discipline", "presented_within_90", {"cases": records})) == (1, 1)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2024, 1, 10), date(2024, 3, 30), 80),
        (date(2024, 1, 10), date(2024, 4, 9), 90),
        (date(2024, 2, 28), date(2024, 3, 1), 2),
        (date(2023, 2, 28), date(2023, 3, 1), 1),
        (date(2024, 1, 1), date(2024, 1, 1), 0),
    ],
)
def test_the_first_day_is_not_counted_and_leap_days_are(start: date, end: date, days: int) -> None:
    record = made.cases(0)[0].model_copy(update={"report_received_on": start, "presented_on": end})
    assert record.days == days

"""Who must return what (facts 1.2): cases worked out by hand, and a second reading of the rule over random registers."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skj.ledgers.insignia import InsigniaReturn
from skj.scoring.returns import GrantState, Standing, is_spelt_alike, standings
from tests.record_books import sheet

DAY = date(2024, 9, 30)
HIGH, LOW = "ม.ป.ช.", "ป.ช."  # White Elephant
CROWN_HIGH, CROWN_LOW = "ม.ว.ม.", "ป.ม."  # Crown of Thailand
RECEIVED = {2563: date(2021, 3, 9), 2564: date(2022, 4, 1), 2565: date(2023, 12, 2), 2566: date(2023, 12, 2)}


def grant(year: int, insignia_class: str, name: str = "นายสมชาย ใจดี", **fields: Any) -> InsigniaReturn:
    given = {"received_on": RECEIVED.get(year), "row": year} | fields
    return InsigniaReturn(sheet=sheet("insignia"), year=year, name=name, insignia_class=insignia_class, **given)


def found(*grants: InsigniaReturn, day: date = DAY) -> list[Standing]:
    return standings(grants, day)


def states(*grants: InsigniaReturn, day: date = DAY) -> list[GrantState]:
    return [standing.state for standing in found(*grants, day=day)]


def test_a_higher_class_of_the_family_calls_the_lower_one_back() -> None:
    lower, higher = found(grant(2563, CROWN_LOW), grant(2566, CROWN_HIGH))
    assert (lower.state, higher.state) == (GrantState.DUE, GrantState.HELD)
    assert lower.duty is not None
    assert (lower.duty.since, lower.duty.because, lower.days(DAY)) == (RECEIVED[2566], higher.record, 303)
    assert lower.duty.cause.returned_by == "holder"


@pytest.mark.parametrize(
    ("first", "second"),
    [(CROWN_LOW, LOW), (CROWN_LOW, HIGH), (LOW, CROWN_HIGH), (LOW, CROWN_LOW), (HIGH, LOW), (LOW, LOW)],
)
def test_another_family_and_a_class_not_higher_do_not(first: str, second: str) -> None:
    assert states(grant(2563, first), grant(2566, second)) == [GrantState.HELD, GrantState.HELD]


def test_only_a_later_grant_does() -> None:
    assert states(grant(2565, LOW), grant(2564, HIGH)) == [GrantState.HELD, GrantState.HELD]
    assert states(grant(2565, LOW), grant(2565, HIGH)) == [GrantState.HELD, GrantState.HELD]


@pytest.mark.parametrize(
    ("name", "is_same"),
    [("นางสาวสมชาย ใจดี", True), ("ดร. สมชาย  ใจดี", True), ("สมช่าย ใจดี", True), ("นายสมชาย ใจงาม", False)],
)
def test_titles_and_tone_marks_make_no_other_holder(name: str, is_same: bool) -> None:  # noqa: FBT001  (a table of cases)
    expected = GrantState.DUE if is_same else GrantState.HELD
    assert states(grant(2563, LOW), grant(2566, HIGH, name))[0] is expected


def test_another_spelling_is_told() -> None:
    assert is_spelt_alike(grant(2563, LOW), grant(2566, HIGH, "นางสมชาย ใจดี"))
    assert not is_spelt_alike(grant(2563, LOW), grant(2566, HIGH, "นายสมช่าย ใจดี"))


def test_what_is_back_or_paid_for_is_due_no_more() -> None:
    back: dict[str, Any] = {"returned_on": date(2024, 1, 5), "return_cause": "ได้รับพระราชทานชั้นสูงขึ้น"}
    paid: dict[str, Any] = {"returned_on": date(2024, 1, 5), "return_cause": "ชดใช้ราคา"}
    assert states(grant(2563, LOW, **back), grant(2566, HIGH))[0] is GrantState.RETURNED
    assert states(grant(2563, LOW, **paid), grant(2566, HIGH))[0] is GrantState.PAID
    assert states(grant(2563, LOW, return_cause="ชดใช้ราคา"), grant(2566, HIGH))[0] is GrantState.PAID


def test_the_day_asked_for_decides() -> None:
    grants = grant(2563, LOW, returned_on=date(2024, 3, 1), return_cause="ชั้นสูงขึ้น"), grant(2566, HIGH)
    assert states(*grants, day=date(2024, 2, 29)) == [GrantState.DUE, GrantState.HELD]
    assert states(*grants, day=date(2024, 3, 1)) == [GrantState.RETURNED, GrantState.HELD]
    assert states(*grants, day=date(2023, 12, 1)) == [GrantState.DUE, GrantState.NEVER_ISSUED]
    assert states(*grants, day=date(2023, 7, 27)) == [GrantState.HELD]


def test_days_begin_when_the_new_insignia_were_handed_out() -> None:
    (waiting, _higher) = found(grant(2563, LOW), grant(2566, HIGH, received_on=None))
    assert (waiting.state, waiting.days(DAY)) == (GrantState.DUE, None)
    (late, _higher) = found(grant(2563, LOW, received_on=date(2024, 2, 1)), grant(2565, HIGH))
    assert late.duty is not None
    assert late.duty.since == date(2024, 2, 1)


def test_what_was_never_handed_out_need_not_come_back_but_is_to_be_confirmed() -> None:
    (lower, _higher) = found(grant(2563, LOW, received_on=None), grant(2566, HIGH))
    assert (lower.state, lower.to_confirm) == (GrantState.NEVER_ISSUED, True)
    (said, _higher) = found(grant(2563, LOW, received_on=None, return_cause="ไม่เคยได้รับจ่าย"), grant(2566, HIGH))
    assert (said.state, said.to_confirm) == (GrantState.NEVER_ISSUED, False)
    (alone,) = found(grant(2563, LOW, received_on=None))
    assert (alone.state, alone.to_confirm) == (GrantState.NEVER_ISSUED, False)


def test_the_dead_hold_nothing() -> None:
    told, other = found(
        grant(2563, CROWN_LOW, returned_on=date(2024, 5, 1), return_cause="วายชนม์"),
        grant(2565, LOW),
    )
    assert (told.state, other.state, other.is_deceased) == (GrantState.RETURNED, GrantState.DUE, True)
    assert other.duty is not None
    assert (other.duty.cause.cause, other.duty.since, other.duty.because) == ("deceased", date(2024, 5, 1), told.record)
    assert (other.duty.cause.returned_by, other.duty.cause.limit_days) == ("heirs", 30)


def test_a_death_noted_without_a_date_is_due_for_nobody_knows_how_long() -> None:
    (noted, other) = found(grant(2563, CROWN_LOW, return_cause="ถึงแก่กรรม"), grant(2565, LOW))
    assert [(each.state, each.days(DAY)) for each in (noted, other)] == [(GrantState.DUE, None), (GrantState.DUE, None)]


def test_a_recall_concerns_its_own_row_and_takes_the_certificate_along() -> None:
    (called, other) = found(grant(2563, CROWN_LOW, return_cause="ทรงพระกรุณาโปรดเกล้าฯ ให้เรียกคืน"), grant(2565, LOW))
    assert (called.state, other.state) == (GrantState.DUE, GrantState.HELD)
    assert called.duty is not None
    assert called.duty.cause.with_certificate


@pytest.mark.parametrize("cause", ["เกษียณอายุราชการ", "ลาออก", "พ้นจากตำแหน่ง", "อื่น ๆ", "เก็บไว้ที่บ้าน"])
def test_words_that_are_no_ground_in_law_make_no_duty(cause: str) -> None:
    assert states(grant(2563, LOW, return_cause=cause)) == [GrantState.HELD]


# --- a second reading, straight from the words of facts 1.2, sharing no code with the first --------------------------

FAMILY = {HIGH: ("elephant", 1), LOW: ("elephant", 3), CROWN_HIGH: ("crown", 2), CROWN_LOW: ("crown", 4)}
DAYS = [date(2020, 7, 28) + timedelta(days=97 * step) for step in range(20)]
WORDS = {
    "ชั้นสูงขึ้น": "higher",
    "ถึงแก่กรรม": "dead",
    "ถูกเรียกคืน": "recalled",
    "ชดใช้ราคา": "paid",
    "ไม่เคยได้รับจ่าย": "never",
    "ลาออก": "",
}


def brute_force(grants: Sequence[InsigniaReturn], day: date) -> set[int]:
    """The rows that are due: handed out, not back, and superseded, or their holder dead, or called back."""
    made = [it for it in grants if date(it.year - 543, 7, 28) <= day]
    known = {
        it.row: WORDS[it.return_cause]
        for it in made
        if it.return_cause and not (it.returned_on and it.returned_on > day)
    }
    due = set()
    for it in made:
        if it.received_on is None or it.received_on > day or (it.returned_on and it.returned_on <= day):
            continue
        if known.get(it.row) in {"paid", "never"}:
            continue
        mine = [other for other in made if other.name == it.name]
        family, rank = FAMILY[it.insignia_class]
        superseded = any(
            other.year > it.year
            and FAMILY[other.insignia_class][0] == family
            and FAMILY[other.insignia_class][1] < rank
            for other in mine
        )
        dead = any(known.get(other.row) == "dead" for other in mine)
        if superseded or dead or known.get(it.row) in {"higher", "recalled"}:
            due.add(it.row)
    return due


@st.composite
def registers(draw: st.DrawFn) -> list[InsigniaReturn]:
    rows = draw(st.integers(0, 14))
    return [
        grant(
            draw(st.integers(2563, 2567)),
            draw(st.sampled_from(list(FAMILY))),
            draw(st.sampled_from(["นายสมชาย ใจดี", "นางมาลี ทองคำ", "นายวิชัย แก้วใส"])),
            row=row,
            received_on=draw(st.none() | st.sampled_from(DAYS)),
            returned_on=draw(st.none() | st.none() | st.sampled_from(DAYS)),
            return_cause=draw(st.none() | st.sampled_from(list(WORDS))),
        )
        for row in range(rows)
    ]


@settings(max_examples=300, deadline=None)
@given(registers(), st.sampled_from(DAYS))
def test_two_readings_of_the_rule_agree(grants: list[InsigniaReturn], day: date) -> None:
    answer = standings(grants, day)
    assert {standing.record.row for standing in answer if standing.is_due} == brute_force(grants, day)
    assert all(standing.duty for standing in answer if standing.is_due)
    assert all(day_count >= 0 for standing in answer if (day_count := standing.days(day)) is not None)
    assert len(answer) == sum(date(it.year - 543, 7, 28) <= day for it in grants)


@settings(max_examples=60, deadline=None)
@given(registers(), st.sampled_from(DAYS), st.randoms())
def test_the_order_of_rows_does_not_matter(grants: list[InsigniaReturn], day: date, random: Any) -> None:
    shuffled = random.sample(grants, len(grants))
    one, other = ({it.record.row: it.state for it in standings(rows, day)} for rows in (grants, shuffled))
    assert one == other

"""A name typed into the cell of a case number does not come out again; numbers of matters stay as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skj.ledgers.hidden import may_hold_person, without_person


@pytest.mark.parametrize(
    "number",
    [
        "กท 0404/409",
        "กท ๐๔๐๔/๔๐๙",
        "สกจ. 12/2567",
        "ทจ.1/2567",
        "คดีวินัยที่ 12/2567",
        "เรื่องลับที่ 3/2567",
        "เรื่องดำที่ 3/2567",
        "ลับ",
        "12/2567 (ลับ)",
        "กท 0401/ว 12",
        "C-001",
        "DISC-2567-014",
        "case 7",
        "KPI4/001",
        "1",
        "2567/001-A",
        "",
        "—",
    ],
)
def test_numbers_of_matters_are_shown(number: str) -> None:
    assert without_person(number) == number


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("นายทดสอบ ลับสุดยอด", "…"),
        ("0404/409 นายทดสอบ ลับสุดยอด", "0404/409 …"),
        ("กท 0404/409 ทดสอบ ลับสุดยอด", "… 0404/409 …"),
        ("พ.ต.อ.ทดสอบ 12", "… 12"),
        ("นางสาวกมล", "…"),
        ("กมล", "…"),
        ("Somchai Jaidee 12/2567", "… 12/2567"),
        ("SOMCHAI 12/2567", "… 12/2567"),
        ("คดีที่ 5 นายทดสอบ", "คดีที่ 5 …"),
        ("1-2345-67890-12-1", "…"),
        ("๑๒๓๔๕๖๗๘๙๐๑๒๑", "…"),
    ],
)
def test_what_may_be_a_person_is_not(typed: str, shown: str) -> None:
    assert may_hold_person(typed)
    assert without_person(typed) == shown


names = st.sampled_from(["สมชาย", "ประเสริฐ", "บุญมา", "ใจดี", "Somchai", "วัฒนา", "จันทร์เพ็ญ"])


@given(names, st.from_regex(r"[0-9]{0,4}/?[0-9]{0,4}", fullmatch=True), st.booleans())
def test_a_name_beside_any_number_is_left_out(name: str, number: str, first: bool) -> None:  # noqa: FBT001
    typed = f"{name} {number}" if first else f"{number} {name}"
    assert name not in without_person(typed)


@given(st.text(max_size=30))
def test_any_text_is_taken_and_shown_twice_alike(typed: str) -> None:
    shown = without_person(typed)
    assert without_person(shown) == shown

"""One value to text, or to a JSON scalar."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skj.render.masking import mask_name, masked_data
from skj.render.values import PLAIN, Manner, bar, machine, machine_cell, percent, show
from skj.reports.model import Kind, Scalar, spark
from tests.render.render_samples import speaking

DAY = date(2024, 2, 12)


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        (1234, Kind.COUNT, "1,234"),
        (Decimal("1234567.899"), Kind.MONEY, "1,234,567.89"),
        (Decimal(80), Kind.MONEY, "80.00"),
        (16, Kind.POINTS, "16"),
        (Fraction(16), Kind.POINTS, "16"),
        (Fraction(5, 2), Kind.POINTS, "2.5"),
        (Decimal("2.50"), Kind.DECIMAL, "2.5"),
        (Fraction(2, 3), Kind.DECIMAL, "0.6666"),
        (Fraction(8999, 10_000), Kind.SHARE, "89.99 %"),
        (Fraction(899_999, 1_000_000), Kind.SHARE, "89.99 %"),
        (Fraction(4, 5), Kind.SHARE, "80 %"),
        (Fraction(7, 8), Kind.SHARE, "87.5 %"),
        (Fraction(50_001, 100_000), Kind.SHARE, "50.00 %"),
        (True, Kind.MARK, "✓"),
        (False, Kind.MARK, "✗"),
        (None, Kind.MARK, "–"),
        (None, Kind.COUNT, "–"),
        (None, Kind.TEXT, ""),
        (2567, Kind.TEXT, "2567"),
        (True, Kind.TEXT, "yes"),
        (DAY, Kind.TEXT, "12 Feb 2024"),
        ("ไม่ทราบ", Kind.COUNT, "ไม่ทราบ"),
        ("ไม่ทราบ", Kind.BAR, "ไม่ทราบ"),
        ("\x1b[0m", Kind.DATE, "␛[0m"),
        (Fraction(1, 2), Kind.BAR, "█████░░░░░"),
        ("dd.|pl.|v", Kind.TIMELINE, "██·│░✗·│▼"),
        ("=1\n", Kind.TIMELINE, "=1↵"),
        (Decimal("1E+999999"), Kind.MONEY, "1E+999999"),
        (Decimal("NaN"), Kind.SHARE, "NaN"),
        (Decimal("Infinity"), Kind.COUNT, "Infinity"),
    ],
)
def test_show(value: Scalar, kind: Kind, shown: str) -> None:
    assert show(value, kind) == shown


def test_dates_follow_the_language() -> None:
    with speaking("th"):
        assert show(DAY, Kind.DATE) == "12 ก.พ. 2567"
    with speaking("en"):
        assert show(DAY, Kind.DATE) == "12 Feb 2024"
        assert show(datetime(2024, 2, 12, 9, 5), Kind.DATE) == "12 Feb 2024 09:05"  # noqa: DTZ001  (ledgers know no zones)


def test_plain_manner_has_words_and_ascii() -> None:
    assert [show(value, Kind.MARK, PLAIN) for value in (True, False, None)] == ["yes", "no", "-"]
    assert show(Fraction(1, 2), Kind.BAR, PLAIN) == "#####....."
    assert show("dd.|pl.|v", Kind.TIMELINE, PLAIN) == "##.|-x.|v"
    assert machine_cell("dpl", Kind.TIMELINE, names=False) == "#-x"


@given(st.fractions(min_value=0, max_value=1))
def test_nothing_is_rounded_up(share: Fraction) -> None:
    shown = Fraction(percent(share).removesuffix(" %")) / 100
    assert shown <= share < shown + Fraction(1, 10_000)
    assert ("░" not in bar(share) and "▌" not in bar(share)) == (share == 1)
    assert Fraction(Decimal(str(machine(share)))) <= share


@pytest.mark.parametrize(
    ("share", "drawn"), [(Fraction(-1), "░" * 10), (Fraction(3), "█" * 10), (Fraction(1, 20), "▌" + "░" * 9)]
)
def test_bars_stay_inside(share: Fraction, drawn: str) -> None:
    assert bar(share) == drawn


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("นายสมชาย ใจดี", "นายส…"),
        ("นาย สมชาย ใจดี", "นาย ส…"),
        ("นางสาวเกษม ศรีสุข", "นางสาวก…"),
        ("น.ส. แพรวา ทองดี", "น.ส. พ…"),
        ("พ.ต.ท. เกษม ศรีสุข", "พ.ต.ท. ก…"),
        ("ว่าที่ร้อยตรีหญิง มานี มีนา", "ว่าที่ร้อยตรีหญิง ม…"),
        ("นายิกา รักดี", "น…"),
        ("สมชาย", "ส…"),
        ("Mr. Somchai Jaidee", "Mr. S…"),
        ("12345", "…"),
        ("  ", ""),
        ("", ""),
    ],
)
def test_mask_name(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@given(
    st.text(alphabet="กขคงสมชเาีย ใไ", min_size=3).map("ส{}".format), st.sampled_from(["นาย", "นางสาว", "พ.ต.อ. ", ""])
)
def test_a_mask_holds_at_most_one_letter_of_the_name(name: str, title: str) -> None:
    masked = mask_name(title + name).removesuffix("…")
    assert len(masked.removeprefix(title).strip()) <= 1


def test_names_are_shown_when_asked_for() -> None:
    assert show("นายสมชาย ใจดี", Kind.NAME) == "นายส…"
    assert show("นายสมชาย ใจดี", Kind.NAME, Manner(names=True)) == "นายสมชาย ใจดี"


def test_masked_data_reaches_every_depth() -> None:
    data = {"name": "นายสมชาย", "rows": [{"name": ["นางสมศรี", None, 3], "unit": "นายสมชาย"}]}
    masked = {"name": "นายส…", "rows": [{"name": ["นางส…", None, 3], "unit": "นายสมชาย"}]}
    assert masked_data(data, frozenset({"name"})) == masked


class _Status(StrEnum):
    OPEN = "open"


@pytest.mark.parametrize(
    ("value", "scalar"),
    [
        (DAY, "2024-02-12"),
        (Fraction(16), 16),
        (Fraction(2, 3), 0.6666),
        (-Fraction(2, 3), -0.6666),
        (Fraction(10**40 - 1, 10**40), 0.9999),
        (Decimal("2.50"), 2.5),
        (Decimal("2.00"), 2),
        (Decimal("1E+999999"), "1E+999999"),
        (Decimal("NaN"), None),
        (float("inf"), None),
        (True, True),
        (_Status.OPEN, "open"),
        ((1, [Fraction(1, 2)]), [1, [0.5]]),
        ({_Status.OPEN: DAY}, {"open": "2024-02-12"}),
    ],
)
def test_machine(value: Any, scalar: Any) -> None:
    result = machine(value)
    assert result == scalar
    assert type(result) is type(scalar)


@pytest.mark.parametrize("value", [b"x", {1, 2}, object()])
def test_machine_takes_nothing_foreign(value: object) -> None:
    with pytest.raises(TypeError):
        machine(value)


def test_share_cells_are_percent_for_machines_too() -> None:
    assert machine_cell(Fraction(4, 5), Kind.SHARE, names=False) == 80
    assert machine_cell(Fraction(8999, 10_000), Kind.SHARE, names=False) == 89.99
    assert machine_cell("นายสมชาย", Kind.NAME, names=False) == "นายส…"


@pytest.mark.parametrize(
    ("values", "top", "drawn", "plain"),
    [
        ((0, 1, 4, None), 8, "·▁▄ ", "_.= "),
        ((Fraction(1, 1000), 999, 1000), 1000, "▁▇█", ".%#"),  # never nothing, never the top
        ((2, 4), None, "▄█", "=#"),
        ((0, 0), None, "··", "__"),
        ((-3, 9), 8, "·█", "_#"),
        ((None, None), None, "  ", "  "),
        ((), None, "", ""),
    ],
)
def test_numbers_in_one_line(
    values: tuple[int | Fraction | None, ...], top: int | None, drawn: str, plain: str
) -> None:
    assert show(spark(values, top), Kind.SPARK) == drawn
    assert show(spark(values, top), Kind.SPARK, PLAIN) == plain

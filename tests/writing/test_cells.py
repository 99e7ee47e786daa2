"""Each cell follows the habit of its column (lossless rule 12)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from skj.files.tables import CellValue
from skj.ledgers.registry import BY_NAME
from skj.writing.cells import as_cell, csv_text, next_number

ROOM = BY_NAME["rooms"].column("room")
COST = BY_NAME["rooms"].column("cost")
YEAR = BY_NAME["insignia"].column("year")
SEQ = BY_NAME["insignia"].column("seq")
SERIOUS = BY_NAME["cases"].column("serious")
CONDUCT = BY_NAME["training_followup"].column("corrupt_conduct")
DAY = date(2024, 2, 5)


@pytest.mark.parametrize(
    ("value", "above", "cell"),
    [
        (2567, [2566.0], 2567),
        (2567, ["2566"], "2567"),
        (2567, ["๒๕๖๖"], "๒๕๖๗"),
        (2567, [], 2567),
        (Decimal("1500.50"), ["๑,๒๐๐"], "๑๕๐๐.๕๐"),
        (Decimal("1500.50"), [1200.0], Decimal("1500.50")),
        ("401", ["402"], "401"),
        ("401", [402.0], 401),
        ("0401", [402.0], "0401"),
        ("401/2", [402.0], "401/2"),
        ("๔๐๑", [402.0], "๔๐๑"),
        (("ไฟฟ้า", "โครงสร้าง"), ["ไฟฟ้า"], "ไฟฟ้า, โครงสร้าง"),
        (None, ["x"], None),
        (DAY, ["x"], DAY),
    ],
)
def test_numbers_and_texts_are_written_as_those_above(value: Any, above: list[CellValue], cell: Any) -> None:
    written = as_cell(ROOM, value, above)
    assert (written, type(written)) == (cell, type(cell))


@pytest.mark.parametrize(
    ("value", "above", "cell"),
    [
        (True, ["✓"], "✓"),
        (True, ["ไม่ใช่", "Y", "✓"], "Y"),
        (False, ["✓", "✓"], "ไม่ใช่"),
        (False, ["-", "–"], "ไม่ใช่"),
        (False, ["-", "N"], "N"),
        (True, [0.0, 1.0], 1),
        (False, [1.0], "ไม่ใช่"),
        (True, [], "ใช่"),
    ],
)
def test_yes_and_no_take_the_word_of_the_column(value: bool, above: list[CellValue], cell: Any) -> None:  # noqa: FBT001  (the value of a cell)
    assert as_cell(SERIOUS, value, above) == cell


def test_a_verdict_is_never_a_dash() -> None:
    assert as_cell(CONDUCT, False, ["-", "ไม่พบ"]) == "ไม่พบ"  # noqa: FBT003  (the value of a cell)


@pytest.mark.parametrize(
    ("above", "number"),
    [
        ([], 1),
        ([44, 43, 42], 45),
        ([3, 2, 1, 44, 43], 4),
        ([5, 40, 12], 41),
        (["๔๔", "๔๓"], 45),
        (["7."], 8),
        (["x"], 1),
    ],
)
def test_running_numbers_go_on(above: list[CellValue], number: int) -> None:
    assert next_number(SEQ, above) == number


@pytest.mark.parametrize(
    ("value", "above", "text"),
    [
        (DAY, ["12 ม.ค. 67"], "5 ก.พ. 67"),
        (DAY, ["01/03/2567"], "05/02/2567"),
        (DAY, ["1 มกราคม 2567"], "5 กุมภาพันธ์ 2567"),
        (DAY, ["๑ ม.ค. ๒๕๖๗"], "๕ ก.พ. ๒๕๖๗"),
        (DAY, ["2024-01-03"], "2024-02-05"),
        (DAY, ["2567-01-03"], "2567-02-05"),
        (DAY, ["-", "x"], "5 ก.พ. 2567"),
        (Decimal("1500.50"), [], "1500.50"),
        (None, [], ""),
        (12, [], "12"),
    ],
)
def test_csv_texts_take_the_pattern_of_the_column(value: Any, above: list[CellValue], text: str) -> None:
    assert csv_text(value, above) == text


def test_a_value_reads_back_as_itself_in_every_habit() -> None:
    from skj.ledgers.base import NO_OPTIONS

    for above in ([], [2566.0], ["2566"], ["๒๕๖๖"], ["พ.ศ. 2566"]):
        assert YEAR.parse(as_cell(YEAR, 2567, list(above)), NO_OPTIONS).value == 2567  # type: ignore[arg-type]  # no Decimal here
    for above in ([], [1.0], ["๑,๒๐๐ บาท"]):
        written = as_cell(COST, Decimal("12.5"), list(above))
        raw = float(written) if isinstance(written, Decimal) else written
        assert COST.parse(raw, NO_OPTIONS).value == Decimal("12.5")

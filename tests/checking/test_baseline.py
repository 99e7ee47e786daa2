"""Accepted faults: known by what they say, not by where the row stands, and never in clear."""

from dataclasses import replace
from pathlib import Path

import pytest

from skj.checking.baseline import Baseline, read_baseline
from skj.diagnostics import Diagnostic, Place, UsageRefused
from skj.rules.cells import IMPOSSIBLE_DAY, UNKNOWN_DISTRICT


def fault(row: int, value: str = "31 ก.พ. 2567", key: str = "นายสมมุติ ทดลอง") -> Diagnostic:
    place = Place("ledgers/a.xlsx", "ทะเบียน", row, "G")
    return Diagnostic(IMPOSSIBLE_DAY, place, value=value, field="received_on", key=key)


def never(_found: Diagnostic) -> bool:
    return False


def kept(baseline: Baseline, folder: Path) -> Baseline:
    """The baseline after it was written and read."""
    path = folder / "accepted.jsonl"
    path.write_text(baseline.text(), encoding="utf-8")
    return read_baseline(path)


def test_the_same_fault_in_another_row_stays_silent(tmp_path: Path) -> None:
    baseline = kept(Baseline().of([fault(7)]), tmp_path)
    split = baseline.split([fault(9)], never)
    assert (list(split.new), len(split.accepted), split.gone) == ([], 1, 0)


@pytest.mark.parametrize(
    "other",
    [
        fault(7, value="32 ม.ค. 2567"),
        fault(7, key="นางสมมุติ ทดลอง"),
        replace(fault(7), rule=UNKNOWN_DISTRICT),
        replace(fault(7), field="returned_on"),
        replace(fault(7), place=Place("ledgers/b.xlsx", "ทะเบียน", 7, "G")),
        replace(fault(7), place=Place("ledgers/a.xlsx", "อื่น", 7, "G")),
    ],
)
def test_another_fault_is_new(other: Diagnostic) -> None:
    split = Baseline().of([fault(7)]).split([other], never)
    assert (list(split.new), split.gone) == ([other], 1)


def test_one_more_of_the_same_is_new() -> None:
    split = Baseline().of([fault(7), fault(8)]).split([fault(7), fault(8), fault(9)], never)
    assert [found.place.row for found in split.new] == [9]


def test_what_can_never_be_accepted_is_new() -> None:
    assert len(Baseline().of([fault(7)]).split([fault(7)], lambda _found: True).new) == 1


def test_nothing_personal_stands_in_the_file_and_every_file_has_its_own_salt() -> None:
    first, second = (Baseline().of([fault(7)]).text() for _file in range(2))
    assert "สมมุติ" not in first
    assert "31 ก.พ." not in first
    assert set(first.splitlines()[1:]).isdisjoint(second.splitlines()[1:])


def test_the_file_does_not_depend_on_the_order_of_the_rows() -> None:
    baseline = Baseline()
    faults = [fault(row, value=f"{row} ก.พ.") for row in range(40, 50)]
    assert baseline.of(faults).text() == baseline.of(reversed(faults)).text()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "null\n",
        '{"skj_baseline": 2, "salt": "a"}',
        '{"skj_baseline": 1}',
        '{"skj_baseline": 1, "salt": "a"}\n{"code": "SKJ324"}',
        '{"skj_baseline": 1, "salt": "a"}\n[1]',
        "\x00\x01",
        "[" * 100_000,
    ],
)
def test_something_else_is_no_baseline(text: str, tmp_path: Path) -> None:
    path = tmp_path / "b.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageRefused) as refused:
        read_baseline(path)
    assert refused.value.diagnostic.code == "SKJ668"


def test_no_file_is_no_baseline(tmp_path: Path) -> None:
    with pytest.raises(UsageRefused) as refused:
        read_baseline(tmp_path / "none.jsonl")
    assert refused.value.diagnostic.code == "SKJ667"

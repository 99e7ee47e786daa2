"""Figures far from all others of their kind are doubted; those of small or mixed company are not."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from skj.rules import histories
from tests.checking.test_looks import found_in


def costs_of(costs: Sequence[str]) -> str:
    head = "แห่ง,อาคาร,เขต,ห้อง,รายการชำรุด,ค่าซ่อม\n"
    return head + "".join(f"คลองใส,1,พระนคร,{at},ไฟฟ้า,{cost}\n" for at, cost in enumerate(costs))


@pytest.mark.parametrize(
    ("costs", "rows"),
    [
        (["5000"] * 9 + ["500000.01"], [11]),
        (["5000"] * 9 + ["500000"], []),
        (["5000"] * 8 + ["50000000"], []),
        (["0"] * 20 + ["5000"] * 9 + ["6000"], []),
        (["4000"] * 10 + ["6000"] * 8 + ["50000000"] * 2, [20, 21]),
        (["250"] * 17 + ["28000"] * 3, []),
        (["500", "800", "1000", "1500", "3000", "5000", "9000", "20000", "60000", "180000"], []),
    ],
)
def test_a_cost_a_hundred_times_the_middle_one_is_doubted(
    tmp_path: Path, costs: Sequence[str], rows: list[int]
) -> None:
    found = found_in(tmp_path, rooms=costs_of(costs))
    assert [(item.rule, item.place.row) for item in found] == [(histories.COST_FAR_ABOVE, row) for row in rows]


@pytest.mark.parametrize(
    ("marks", "rows"),
    [
        ([(1, 20)] * 9 + [(1, 100)], [11]),
        ([(1, 100)] * 9 + [(1, 20)], [11]),
        ([(1, 20)] * 8 + [(1, 100)], []),
        ([(1, 20)] * 8 + [(1, 100)] * 2, []),
        ([(1, 20)] * 10 + [(2, 100)] * 10, []),
    ],
)
def test_full_marks_unlike_those_of_the_session_are_doubted(
    tmp_path: Path, marks: Sequence[tuple[int, int]], rows: list[int]
) -> None:
    head = "ครั้งที่,ชื่อ - สกุล,คะแนนก่อนอบรม,คะแนนหลังอบรม,คะแนนเต็ม\n"
    names = [
        f"{given} {surname}"
        for given in ("กมล", "ชูใจ", "ดวงดี", "มานะ")
        for surname in ("พรใส", "บุญมี", "ทองดี", "ดงไม้", "งามตา")
    ]
    lines = "".join(f"{no},{name},9,12,{full}\n" for name, (no, full) in zip(names, marks, strict=False))
    found = found_in(tmp_path, training_roll=head + lines)
    assert [(item.rule, item.place.row) for item in found] == [(histories.FULL_MARKS_UNLIKE, row) for row in rows]

"""Lines of Thai and Latin text."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from skj.render.wrap import pad, wrap

THAI = "กขคงนมรวสหอ ะาำิีึืุูเแโใไ่้๊๋็์ๆฯ12.()%a"
NEVER_FIRST = set("ะาำๅๆฯ")


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("ห้อง", 10, ["ห้อง"]),
        ("every building surveyed", 10, ["every", "building", "surveyed"]),
        ("สำนักป้องกันและบรรเทาสาธารณภัย", 13, ["สำนักป้องกันและ", "บรรเทา", "สาธารณภัย"]),
        ("บ้านพักข้าราชการ", 8, ["บ้านพัก", "ข้าราชการ"]),
        ("ภายใน 30 ก.ย. 2567", 14, ["ภายใน", "30 ก.ย. 2567"]),
        ("ที่ (9 มี.ค. 2564)", 14, ["ที่", "(9 มี.ค. 2564)"]),
        ("คิดเป็น 89.99 %", 11, ["คิดเป็น", "89.99 %"]),
        ("แฟลตดินแดง อาคาร 5", 14, ["แฟลตดินแดง", "อาคาร 5"]),
        ("สำนักงาน ก.ก.", 10, ["สำนักงาน", "ก.ก."]),
        ("aaaaaaaaaa", 4, ["aaaa", "aaaa", "aa"]),
        ("漢字漢字", 5, ["漢字", "漢字"]),
    ],
)
def test_wrap(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@settings(max_examples=200)
@given(st.text(alphabet=THAI, max_size=60), st.integers(min_value=2, max_value=24))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert max(map(cell_len, lines)) <= max(width, _widest_cluster(text))


@settings(max_examples=200)
@given(st.text(alphabet="กขคงเแำาิ่้์ๆ ", max_size=60), st.integers(min_value=3, max_value=20))
def test_marks_stay_with_their_consonant(text: str, width: int) -> None:
    lines = wrap(text, width)
    for line in lines[1:]:
        parted_by_space = not line or text[max(0, _start(text, lines, line) - 1)].isspace()
        assert parted_by_space or not (unicodedata.category(line[0]) == "Mn" or line[0] in NEVER_FIRST)


def test_pad_counts_cells() -> None:
    assert pad("ที่", 3) == "ที่  "
    assert pad("12", 4, right=True) == "  12"
    assert pad("ยาวเกิน", 2) == "ยาวเกิน"


def _widest_cluster(text: str) -> int:
    """A consonant may drag several spacing vowels along, as no sane word does."""
    widest = run = 0
    for letter in text:
        run = (
            run + cell_len(letter)
            if letter in NEVER_FIRST or unicodedata.category(letter) == "Mn"
            else cell_len(letter)
        )
        widest = max(widest, run)
    return widest


def _start(text: str, lines: list[str], line: str) -> int:
    """Where `line` starts in `text`, counting the letters that are no spaces."""
    before = sum(len("".join(other.split())) for other in lines[: lines.index(line)])
    for at, letter in enumerate(text):
        if letter.isspace():
            continue
        if before == 0:
            return at
        before -= 1
    return len(text)

"""The row around a wrong cell: neighbours, the mark below the cell, what gives way on a narrow page."""

import io
from dataclasses import replace

import pytest
from rich.cells import cell_len

from skj.diagnostics import Beside, Diagnostic, Place, Rule, Severity
from skj.render.terminal import print_findings
from tests.render.render_samples import speaking

RULE = Rule("SKJ899", "dates-run-backwards", Severity.ERROR, "The return is before the receipt.", "Check row {row}.")
FOUND = Diagnostic(
    RULE,
    Place("a.xlsx", "ทะเบียน", 18, "G", "วันที่ส่งคืน"),
    value="๑ ก.พ. ๖๔",
    read_as="2021-02-01",
    before=Beside("F", "วันที่รับ", "9 มี.ค. 2564"),
    after=Beside("H", "ผู้รับ", "นางสาวสมหญิง ใจงาม", personal=True),
)


def told(found: Diagnostic, *, width: int | None = 80, names: bool = False) -> list[str]:
    stream = io.StringIO()
    print_findings([found], stream, width=width, names=names)
    return stream.getvalue().splitlines()


def excerpt(lines: list[str]) -> list[str]:
    return [line for line in lines if "|" in line[:5]]


def test_the_mark_stands_below_the_cell() -> None:
    heads, values, mark = excerpt(told(FOUND, names=True))
    assert values.startswith("18 |  9 มี.ค. 2564")
    assert heads.startswith("   |  F วันที่รับ")
    before_value, before_mark = values.split("๑ ก.พ. ๖๔")[0], mark.split("^")[0]
    assert cell_len(before_value) == cell_len(before_mark) == cell_len(heads.split("G วันที่ส่งคืน")[0])
    assert mark.endswith(f"{'^' * cell_len('๑ ก.พ. ๖๔')} read as 1 Feb 2021")


def test_days_are_read_in_the_era_of_the_language() -> None:
    with speaking("th"):
        assert excerpt(told(FOUND))[2].endswith("อ่านเป็น 1 ก.พ. 2564")


def test_a_neighbour_is_masked_even_when_the_finding_is_not_personal() -> None:
    masked, shown = "\n".join(told(FOUND)), "\n".join(told(FOUND, names=True))
    assert "ใจงาม" not in masked
    assert "น… (18 characters)" in masked
    assert "ใจงาม" in shown


def test_a_personal_finding_hides_its_reading_too() -> None:
    text = "\n".join(told(replace(FOUND, personal=True, read_as="นายสมมุติ ทดลอง", value="สมมุติ")))
    assert "มุติ" not in text


@pytest.mark.parametrize(("width", "kept"), [(80, "FGH"), (49, "FG"), (30, "")])
def test_neighbours_give_way_on_a_narrow_page(width: int, kept: str) -> None:
    lines = told(FOUND, width=width, names=True)
    assert max(map(cell_len, lines)) <= width
    heads = excerpt(lines)[0]
    assert "".join(letter for letter in "FGH" if f"{letter} " in heads) == kept


def test_a_long_neighbour_is_cut_and_controls_are_marks() -> None:
    wild = Beside("F", "หัว\nตาราง", "ก" * 200 + "\x1b[2J")
    heads, values, _mark = excerpt(told(replace(FOUND, before=wild, after=None), width=100))
    assert "…" in values
    assert cell_len(values) < 60
    assert "\x1b" not in f"{heads}{values}"


def test_without_neighbours_the_value_stands_alone() -> None:
    lines = excerpt(told(replace(FOUND, before=None, after=None)))
    assert lines == ["18 |  ๑ ก.พ. ๖๔", "   |  read as 1 Feb 2021"]

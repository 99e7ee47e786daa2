"""`--template`: an office's own form through the command line."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from xlsxwriter import Workbook

from skj.rules import own
from tests.offices import write_office
from tests.sample_offices import TODAY, Skj, runner


@pytest.fixture
def skj(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Skj:
    office = write_office(tmp_path / "office")
    monkeypatch.setenv("SKJ_TODAY", TODAY)
    monkeypatch.chdir(tmp_path)
    return runner(capsys, office)


def make_form(*texts: str, name: str = "form.xlsx") -> bytes:
    with Workbook(name) as book:
        sheet = book.add_worksheet("แบบ")
        for row, text in enumerate(texts):
            sheet.write_string(row, 0, text)
    return Path(name).read_bytes()


def column(path: str) -> list[object]:
    return [row[0].value for row in load_workbook(path).worksheets[0].iter_rows()]


def test_a_form_is_filled_and_stays_as_it_is(skj: Skj) -> None:
    before = make_form(
        "{{housing.rooms_repaired}}", "{{total.points}} จาก {{total.weight}}", "{{discipline.plan_submitted}}"
    )
    done = skj("kpi", "report", "--template", "form.xlsx", "-o", "out.xlsx")
    assert done.code == 0
    assert "cells filled: 3" in done.err
    number, text, day = column("out.xlsx")
    data = skj("kpi", "report", "--format", "json", "-q").data
    assert number == next(each for each in data["indicators"] if each["id"] == "housing")["measures"][0]["value"]
    assert text == f"{data['total']['points']} จาก {data['total']['weight']}"
    assert str(day) == "2023-12-01 00:00:00"
    assert Path("form.xlsx").read_bytes() == before


def test_every_name_that_is_listed_can_be_filled(skj: Skj) -> None:
    names = [each["name"] for each in skj("kpi", "fields", "--format", "json", "-q").data]
    make_form(*(f"{{{{{name}}}}}" for name in names))
    assert skj("kpi", "report", "--template", "form.xlsx", "-o", "out.xlsx").code == 0
    assert not any("{{" in str(value) for value in column("out.xlsx"))
    assert len(names) == len(set(names)) > 100


def test_an_unknown_name_is_a_finding_at_its_cell_with_the_nearest_one(skj: Skj) -> None:
    make_form("หัว", "{{housing.rooms_repared}}")
    done = skj("kpi", "report", "--template", "form.xlsx", "-o", "out.xlsx")
    assert done.code == 1
    assert "SKJ680" in done.err
    assert "form.xlsx › แบบ › A2" in done.err
    assert "{{housing.rooms_repaired}}" in done.err
    assert column("out.xlsx")[1] == "{{housing.rooms_repared}}"


def test_a_form_without_names_says_so(skj: Skj) -> None:
    make_form("หัว")
    assert "SKJ681" in skj("kpi", "report", "--template", "form.xlsx", "-o", "out.xlsx", "--findings").err


def test_other_answers_lend_the_keys_of_their_json(skj: Skj) -> None:
    make_form("{{repaired}}", "{{pace.per_month}}", "{{as_of}}")
    assert skj("housing", "progress", "--template", "form.xlsx", "-o", "out.xlsx").code == 0
    data = skj("housing", "progress", "--format", "json", "-q").data
    repaired, pace, day = column("out.xlsx")
    assert (repaired, pace) == (data["repaired"], data["pace"]["per_month"])
    assert str(day)[:10] == data["as_of"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--template", "form.xlsx"), "SKJ682"),
        (("--template", "form.xlsx", "-o", "-"), "SKJ682"),
        (("--template", "form.xlsx", "-o", "out.csv"), "SKJ682"),
        (("--template", "form.xlsx", "-o", "out.xlsx", "--format", "json"), own.FORMAT_CONFLICT.code),
        (("--template", "form.csv", "-o", "out.csv"), "SKJ683"),
        (("--template", "form.xlsx", "-o", "form.xlsx", "--force"), "SKJ684"),
    ],
)
def test_what_a_form_needs(skj: Skj, words: tuple[str, ...], code: str) -> None:
    before = make_form("{{total.points}}")
    done = skj("kpi", "report", *words)
    assert (done.code, code in done.err, done.out) == (2, True, "")
    assert Path("form.xlsx").read_bytes() == before
    assert not Path("out.xlsx").exists()


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04broken"])
def test_a_form_that_is_no_workbook_is_refused_by_name(skj: Skj, content: bytes) -> None:
    Path("form.xlsx").write_bytes(content)
    done = skj("kpi", "report", "--template", "form.xlsx", "-o", "out.xlsx")
    assert done.code == 3
    assert "form.xlsx" in done.err
    assert not Path("out.xlsx").exists()


def test_a_form_that_is_not_there(skj: Skj) -> None:
    assert skj("kpi", "report", "--template", "none.xlsx", "-o", "out.xlsx").code == 3

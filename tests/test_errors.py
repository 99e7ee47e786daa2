"""Every rule that `skj check` can find has a sample that it finds, and says it in both languages as the sample expects.

`SKJ_UPDATE_CASES=1` writes what is said now; look at every changed line before keeping it.
"""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest

from skj.checking.examples import example_of
from skj.checking.select import CHECKED_FAMILIES
from skj.diagnostics import Diagnostic, Severity
from skj.files import source
from skj.language import Language, use_language
from skj.render.checklist import check_text
from skj.render.text import to_plain
from skj.reports.rules import explain_rule
from skj.rules.catalogue import all_rules
from tests.errors_samples import ANSWERS, examine, fault_of, lay_out, read_plan_once, samples
from tools.examples import MOST_ROWS, visible

UPDATE: Final = os.environ.get("SKJ_UPDATE_CASES") == "1"
CODES: Final = [path.name for path in samples()]
# A type checker of records behind the parsers: as long as every parser keeps to the type of its field it finds nothing.
BEHIND_THE_PARSERS: Final = {"SKJ412"}


@pytest.fixture(autouse=True)
def _plan_is_read_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    read_plan_once(monkeypatch)
    yield
    use_language("en")


def found_in(sample: Path, folder: Path, patch: pytest.MonkeyPatch) -> list[Diagnostic]:
    number = fault_of(sample)
    if number is not None:

        def fail(*_: object) -> bytes:
            raise OSError(number, os.strerror(number))

        patch.setattr(source, "_bytes", fail)
    return examine(sample, lay_out(sample, folder))


@pytest.mark.parametrize("sample", samples(), ids=CODES)
def test_a_sample_gets_the_finding_of_its_rule(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = found_in(sample, tmp_path / "office", monkeypatch)
    codes = [item.code for item in found if item.severity > Severity.INFO]
    assert sample.name in {item.code for item in found}
    assert set(codes) <= {sample.name}, "the smallest sample shows one thing"
    for language, name in ANSWERS.items():
        use_language(language)
        said = "".join(check_text(found, None, names=False, fold_after=None))
        if UPDATE:
            (sample / name).write_text(said, encoding="utf-8", newline="\n")
        assert said == (sample / name).read_text(encoding="utf-8")


def test_every_rule_of_check_has_a_sample() -> None:
    wanted = {code for code in all_rules() if code[3] in CHECKED_FAMILIES} - BEHIND_THE_PARSERS
    assert wanted - set(CODES) == set()
    assert set(CODES) <= all_rules().keys()


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_rule_is_explained(language: Language) -> None:
    use_language(language)
    for rule in all_rules().values():
        report = explain_rule(rule)
        facts = str(report.sections)
        assert rule.code in facts
        assert not re.search(r"\{\w+\}", facts), rule.code


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("sample", samples(), ids=CODES)
def test_the_sample_of_a_rule_is_its_example(sample: Path, language: Language) -> None:
    use_language(language)
    example = example_of(sample.name, language)
    assert example is not None
    assert example.said[0].split()[1] == sample.name
    assert (
        "\n".join(map(visible, (sample / ANSWERS[language]).read_text(encoding="utf-8").splitlines())).find(
            "\n".join(example.said)
        )
        >= 0
    )
    assert {part.file for part in example.parts} <= {
        path.relative_to(sample).as_posix().removesuffix(".toml") for path in sample.rglob("*")
    } | {"skj.toml"}
    texts = [*example.said, *(cell for part in example.parts for _row, cells in part.rows for cell in cells)]
    assert [text for text in texts if visible(text) != text] == [], "everything in an example can be seen"


def test_an_example_is_shown_to_people_and_machines() -> None:
    use_language("en")
    example = example_of("SKJ404", "en")
    report = explain_rule(all_rules()["SKJ404"], example)
    shown = "\n".join(to_plain(report))
    assert "Example" in shown
    assert "9 มี.ค. 2563" in shown
    assert "   |             ^^^^^^^^^^^" in shown
    assert isinstance(report.data, Mapping)
    data = report.data["example"]
    assert data["files"][0]["rows"][1] == {"row": 2, "cells": ["2563", "นายสุดา พูนทรัพย์", "ป.ช.", "9 มี.ค. 2563"]}
    assert data["output"].startswith("warning SKJ404 ")


def test_a_rule_without_a_sample_has_no_example() -> None:
    assert "SKJ911" not in CODES
    assert example_of("SKJ911", "th") is None
    report = explain_rule(all_rules()["SKJ911"])
    assert isinstance(report.data, Mapping)
    assert report.data["example"] is None


def test_a_long_sample_is_told_by_its_first_rows_and_those_around_the_finding() -> None:
    example = example_of("SKJ313", "en")
    assert example is not None
    rows = [number for number, _cells in example.parts[0].rows]
    assert rows[:3] == [1, 2, 3]
    assert len(rows) <= MOST_ROWS
    place = next(line for line in example.said if line.startswith("  -->"))
    assert any(re.search(rf"› [A-Z]+{number}\b", place) for number in rows)

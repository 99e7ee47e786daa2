"""Every rule that `skj check` can find has a sample that it finds, and says it in both languages as the sample expects.

`SKJ_UPDATE_CASES=1` writes what is said now; look at every changed line before keeping it.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from skj.checking.select import CHECKED_FAMILIES
from skj.diagnostics import Diagnostic, Severity
from skj.files import source
from skj.language import Language, use_language
from skj.render.checklist import check_text
from skj.reports.rules import explain_rule
from skj.rules.catalogue import all_rules
from tests.errors_samples import ANSWERS, examine, fault_of, lay_out, read_plan_once, samples

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

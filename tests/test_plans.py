"""Every plan that comes with the program: it loads, its words are whole, and it names only functions that exist."""

import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from skj.resources import data_folder, samples_folder, shipped_folder
from skj.scoring.measures import FUNCTIONS
from skj.scoring.plan import built_in_plans, load_plan

PLANS = sorted((data_folder() / "plans").glob("*.toml"))


def texts(value: Any) -> Iterator[str]:
    """Every text in a plan file, keys included."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


def test_there_is_a_plan_and_all_are_offered() -> None:
    assert "2567" in built_in_plans()
    assert built_in_plans() == [path.stem for path in PLANS]


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_it_loads_and_names_only_known_functions(path: Path) -> None:
    plan = load_plan(path.stem, functions=FUNCTIONS)
    assert str(plan.fiscal_year) == path.stem


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_every_text_is_nfc_and_clean(path: Path) -> None:
    for text in texts(tomllib.loads(path.read_text(encoding="utf-8"))):
        assert unicodedata.is_normalized("NFC", text), text
        assert text == text.strip(), text
        assert not set(text) & set("\u0e4d\u200b\u200c\u200d\ufeff\xa0[]"), text


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_every_condition_and_evidence_item_has_words_in_both_languages(path: Path) -> None:
    for indicator in load_plan(path.stem).indicators:
        labels = [indicator.words(need) for level in indicator.levels for need in level.requires]
        for label in [
            *labels,
            *(item.label for item in indicator.evidence),
            *(measure.label for measure in indicator.measures),
        ]:
            assert any("\u0e01" <= letter <= "\u0e5b" for letter in label.th), label
            assert label.en.strip().isascii(), label
            assert "{" not in label.th + label.en, label


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_every_document_of_the_checklist_can_be_registered(path: Path) -> None:
    for indicator in load_plan(path.stem).indicators:
        documents = {document.id for document in indicator.documents}
        assert documents == {item.document for item in indicator.evidence} - {""}
        assert all(document.split(".")[0] == str(indicator.number) for document in documents)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_every_measure_is_asked_for_by_some_level(path: Path) -> None:
    for indicator in load_plan(path.stem).indicators:
        asked = {need.measure for level in indicator.levels for need in level.requires} - {""}
        assert asked == {measure.id for measure in indicator.measures}


def test_shipped_folders_are_inside_the_package_when_it_carries_them(tmp_path: Path) -> None:
    package = tmp_path / "skj"
    (tmp_path / "data").mkdir()
    package.mkdir()
    assert shipped_folder("data", package) == tmp_path / "data"
    (package / "data").mkdir()
    assert shipped_folder("data", package) == package / "data"
    assert (data_folder().name, samples_folder().name) == ("data", "samples")

"""Workspaces never seen before, and the sample office: skj's answer against rules written out a second time.

`SKJ_ORACLE_SEEDS=200` tries that many workspaces instead of ten.
"""

import json
import os
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from skj.calendar import resolve_period
from skj.commands.kpi import books_of, used_ledgers
from skj.language import use_language
from skj.ledgers.base import LeftOut
from skj.ledgers.registry import SPECS
from skj.reports.kpi import scorecard_report
from skj.resources import samples_folder
from skj.scoring.scorecard import make_scorecard
from skj.workspace import Workspace
from tests.render.whole import to_json
from tests.workspaces import oracle
from tests.workspaces.maker import make_workspace

SEEDS = range(1000, 1000 + int(os.environ.get("SKJ_ORACLE_SEEDS", "10")))
TODAY = date(2026, 11, 22)
QUARTERS = (1, 2, 3, 4)
Answer = dict[str, tuple[int, float, dict[str, tuple[int, int | None]]]]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


def report_of(space: Workspace, quarter: int) -> Any:
    """`kpi report --quarter` as its JSON says it."""
    period = resolve_period(fiscal_year=space.fiscal_year, today=TODAY, quarter=f"{quarter}")
    card = make_scorecard(space.plan, period, books_of(space))
    return json.loads(to_json(scorecard_report(card, used_ledgers(space))))


def answer_in(report: Any) -> Answer:
    """Level, points and the numbers of each measure, by indicator."""
    return {
        each["id"]: (
            each["level"],
            each["points"],
            {measure["id"]: (measure["numerator"], measure["denominator"]) for measure in each["measures"]},
        )
        for each in report["indicators"]
    }


def answer_of(outcomes: list[oracle.Outcome]) -> Answer:
    return {
        each.id: (
            each.level,
            float(each.points),
            {name: (found.numerator, found.denominator) for name, found in each.measures.items()},
        )
        for each in outcomes
    }


def spots(left_out: tuple[LeftOut, ...]) -> list[tuple[str, str, int]]:
    """File, sheet and row of rows set aside; a CSV has no sheet."""
    return [(row.place.file, row.place.sheet, row.place.row) for row in left_out]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_workspace_never_seen_before(seed: int, tmp_path: Path) -> None:
    expected = make_workspace(tmp_path, seed)
    space = Workspace(tmp_path)
    reports = {quarter: report_of(space, quarter) for quarter in QUARTERS}
    assert {quarter: answer_in(report) for quarter, report in reports.items()} == {
        quarter: answer_of(outcomes) for quarter, outcomes in expected.quarters.items()
    }
    assert {quarter: report["total"]["points"] for quarter, report in reports.items()} == {
        quarter: expected.points(quarter) for quarter in QUARTERS
    }
    assert {spec.name: len(space.ledger(spec.name).records) for spec in SPECS} == expected.records
    assert sorted(spot for spec in SPECS for spot in spots(space.ledger(spec.name).left_out)) == sorted(
        (aside.file, aside.sheet, aside.row) for aside in expected.set_aside
    )


# --- the sample office ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def samples() -> Workspace:
    return Workspace(samples_folder())


@pytest.fixture(scope="module")
def wanted() -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads((samples_folder() / "expected.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("quarter", QUARTERS)
def test_the_sample_office(samples: Workspace, wanted: Mapping[str, Any], quarter: int) -> None:
    right = wanted["quarters"][f"{quarter}"]
    report = report_of(samples, quarter)
    assert report["total"]["points"] == right["total"]
    assert answer_in(report) == {
        each["id"]: (
            each["level"],
            each["points"],
            {name: (found["numerator"], found["denominator"]) for name, found in each["measures"].items()},
        )
        for each in right["indicators"]
    }


def test_the_rows_of_the_samples_that_are_set_aside(samples: Workspace, wanted: Mapping[str, Any]) -> None:
    found = [spot for spec in SPECS for spot in spots(samples.ledger(spec.name).left_out)]
    assert sorted(found) == sorted((row["file"], row["sheet"], row["row"]) for row in wanted["set_aside"])


def test_the_reason_stands_at_the_faulty_cell(samples: Workspace, wanted: Mapping[str, Any]) -> None:
    found = {
        (place.file, place.cell)
        for spec in SPECS
        for row in samples.ledger(spec.name).left_out
        for place in (reason.place for reason in row.reasons)
    }
    assert {(row["file"], row["cell"]) for row in wanted["set_aside"]} <= found


def test_the_wrong_total_of_the_samples_is_told(samples: Workspace) -> None:
    told = [str(found.place) for found in samples.ledger("rooms").findings if found.rule.name == "total-disagrees"]
    assert len(told) == 1
    assert "K57" in told[0]

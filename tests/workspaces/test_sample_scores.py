"""The sample office's hand-made scores agree with the oracle."""

import pytest
from generate import make_truth
from making.expected import EXPECTED, TOTALS
from making.office import INSIGNIA_EXPECTED

from tests.workspaces import oracle


@pytest.mark.parametrize("quarter", EXPECTED)
def test_the_hand_made_scores_agree_with_the_oracle(quarter: int) -> None:
    outcomes = oracle.score(make_truth(), INSIGNIA_EXPECTED, quarter)
    found = {
        outcome.id: (
            outcome.level,
            int(outcome.points),
            {name: (measure.numerator, measure.denominator) for name, measure in outcome.measures.items()},
        )
        for outcome in outcomes
    }
    assert found == EXPECTED[quarter]
    assert oracle.total(outcomes) == TOTALS[quarter]


def test_the_year_has_the_levels_it_was_planned_to_have() -> None:
    assert [sum(points for _, points, _ in EXPECTED[quarter].values()) for quarter in EXPECTED] == list(TOTALS.values())

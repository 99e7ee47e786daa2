"""The JSON shape of `kpi whatif`."""

from typing import Any

from skj.reports.kpi import next_data
from skj.reports.whatif_reach import Reach, reach_data
from skj.reports.wording import iso
from skj.scoring.levels import Score
from skj.scoring.scorecard import Result
from skj.scoring.whatif import Supposition, WhatIf, name_of


def whatif_data(answer: WhatIf, reach: Reach | None) -> dict[str, Any]:
    """The JSON shape: what was asked, every change of part and whole, levels and points before and after, the work to a total."""
    return {
        "fiscal_year": answer.before.plan.fiscal_year,
        "as_of": iso(answer.before.period.as_of),
        "by": iso(answer.by),
        "total": {
            "before": answer.before.points,
            "after": answer.after.points,
            "gain": answer.points_gain,
            "weight": answer.before.plan.weight,
        },
        "gains": [_gain_data(supposition) for supposition in answer.suppositions],
        "indicators": [_indicator_data(*pair) for pair in answer.pairs],
        "reach": None if reach is None else reach_data(answer, reach),
    }


def _gain_data(supposition: Supposition) -> dict[str, Any]:
    return {
        "gain": supposition.gain.words,
        "indicator": supposition.gain.indicator.id,
        "changes": [
            {
                "what": name_of(change),
                "numerator_added": change.part,
                "denominator_added": change.whole,
                "follows": change.follows,
            }
            for change in supposition.changes
        ],
        "doubts": list(supposition.doubts),
    }


def _indicator_data(before: Result, after: Result) -> dict[str, Any]:
    return {
        "number": before.indicator.number,
        "id": before.indicator.id,
        "weight": before.indicator.weight,
        "before": _score_data(before, before.score),
        "after": _score_data(after, after.score),
        "next": next_data(after.score.next),
    }


def _score_data(result: Result, score: Score) -> dict[str, Any]:
    measures = {
        name: {"numerator": found.numerator, "denominator": found.denominator}
        for name, found in result.measurements.items()
    }
    return {"level": score.level, "points": score.points, "measures": measures, "evidence": sorted(result.evidence)}

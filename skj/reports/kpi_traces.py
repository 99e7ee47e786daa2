"""The rows behind the numbers of the scorecard: each measure and the documents of each indicator, for `--trace`."""

from collections.abc import Iterable

from skj.language import _
from skj.reports.model import Kind, Trace
from skj.scoring.scorecard import Result


def result_traces(result: Result) -> tuple[Trace, ...]:
    """One trace for each measure of an indicator, and one for its documents."""
    return (*_measures(result), _documents(result))


def _measures(result: Result) -> Iterable[Trace]:
    for measure in result.indicator.measures:
        found = result.measurements[measure.id]
        yield Trace(
            f"{result.indicator.id}.{measure.id}",
            f"{result.indicator.number}. {measure.label.text()}",
            found.value,
            Kind.SHARE if measure.is_share else Kind.COUNT,
            found.counted,
            found.left_out,
            found.short,
        )


def _documents(result: Result) -> Trace:
    """The documents that prove a condition, and those of the register that prove none."""
    label = _("{number}. documents found").format(number=result.indicator.number)
    found = tuple(result.evidence[item.key] for item in result.indicator.evidence if item.key in result.evidence)
    return Trace(f"{result.indicator.id}.evidence", label, len(found), Kind.COUNT, found, result.evidence_left_out)

"""The evidence of each indicator against the plan's list: what is there, what is missing, what does not count yet."""

from collections.abc import Iterable
from dataclasses import dataclass

from skj.calendar import Period
from skj.ledgers.base import Record
from skj.ledgers.evidence import EvidenceDocument
from skj.scoring.measures import Books
from skj.scoring.plan_model import EvidenceItem, Indicator
from skj.scoring.scorecard import Result, make_result


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item of the plan's list: the levels that ask for it, and the earliest document that counts (None: missing)."""

    item: EvidenceItem
    levels: tuple[int, ...]
    document: EvidenceDocument | None


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """An indicator: its list, and rows of the register that do not count, each with the reason."""

    result: Result
    items: tuple[ItemLine, ...]
    left_out: tuple[tuple[Record, str], ...]

    @property
    def indicator(self) -> Indicator:
        """The indicator."""
        return self.result.indicator

    @property
    def found(self) -> tuple[ItemLine, ...]:
        """The items of which a document counts."""
        return tuple(line for line in self.items if line.document)

    @property
    def missing(self) -> tuple[ItemLine, ...]:
        """The items of which none does."""
        return tuple(line for line in self.items if not line.document)

    @property
    def lacking(self) -> tuple[str, ...]:
        """The words of the documents that the next level lacks."""
        upcoming = self.result.score.next
        return tuple(need.words.text() for need in upcoming.needs if need.condition.evidence) if upcoming else ()


def list_evidence(indicators: Iterable[Indicator], period: Period, books: Books) -> tuple[EvidenceLine, ...]:
    """The list of each indicator, as the score sees it."""
    return tuple(_of(make_result(indicator, period, books)) for indicator in indicators)


def _of(result: Result) -> EvidenceLine:
    indicator = result.indicator
    items = (
        ItemLine(item, indicator.levels_needing(item.key), result.evidence.get(item.key)) for item in indicator.evidence
    )
    return EvidenceLine(result, tuple(items), result.evidence_left_out)

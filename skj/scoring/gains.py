"""What people knew before and after: who rose, by how much, and who lacks a score (plan readings A19, A26)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_UP, Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from skj.ledgers.base import Record
from skj.scoring.measures import ScoredRow

MOST_BANDS: Final = 12  # more bars than this say less


class Band(NamedTuple):
    """How many people's scores changed by `low` to `high` marks; parts of a mark are taken away from zero, so only equal scores are 0."""

    low: int
    high: int
    people: int


@dataclass(frozen=True, slots=True)
class Gains:
    """The rows of a period by what became of the score; `at_full` had full marks both times and could not rise."""

    up: tuple[Record, ...] = ()
    same: tuple[Record, ...] = ()
    down: tuple[Record, ...] = ()
    at_full: tuple[Record, ...] = ()
    lacking: tuple[Record, ...] = ()
    total: Decimal = Decimal(0)
    bands: tuple[Band, ...] = ()

    @property
    def both(self) -> int:
        """Rows with both scores, the denominator of the plan's share (reading A26)."""
        return len(self.up) + len(self.same) + len(self.down)

    @property
    def rows(self) -> int:
        """All rows of the period, those that lack a score among them."""
        return self.both + len(self.lacking)

    @property
    def share(self) -> Fraction | None:
        """Those who rose over those with both scores; None when nobody has both (reading A9)."""
        return Fraction(len(self.up), self.both) if self.both else None

    @property
    def share_of_all(self) -> Fraction | None:
        """Those who rose over everybody who was there, shown beside the share that scores (reading A26)."""
        return Fraction(len(self.up), self.rows) if self.rows else None

    @property
    def mean(self) -> Fraction | None:
        """The mean change in marks, exact; None when nobody has both scores."""
        return Fraction(self.total) / self.both if self.both else None


def measure_gains(rows: Iterable[ScoredRow]) -> Gains:
    """Sort the rows of the period; those outside it are not looked at."""
    inside = [row for row in rows if row.reason is None]
    known = [(row.record, row.before, row.after) for row in inside if row.before is not None and row.after is not None]
    changes = [(record, after - before) for record, before, after in known]
    return Gains(
        up=tuple(record for record, change in changes if change > 0),
        same=tuple(record for record, change in changes if change == 0),
        down=tuple(record for record, change in changes if change < 0),
        at_full=tuple(record for record, before, after in known if before == after == full_marks(record)),
        lacking=tuple(row.record for row in inside if row.before is None or row.after is None),
        total=sum((change for _record, change in changes), Decimal(0)),
        bands=spread([change for _record, change in changes]),
    )


def full_marks(record: Record) -> Decimal | None:
    """The most that can be scored, where the ledger has such a column."""
    marks = getattr(record, "full_marks", None)
    return marks if isinstance(marks, Decimal) else None


def spread(changes: Sequence[Decimal]) -> tuple[Band, ...]:
    """How the changes are spread, from the worst to the best, in at most so many bands that they can be drawn."""
    steps = [int(change.to_integral_value(ROUND_UP)) for change in changes]
    width = 1
    while len(found := _banded(steps, width)) > MOST_BANDS:
        width += 1
    return found


def _banded(steps: Iterable[int], width: int) -> tuple[Band, ...]:
    counts = Counter(_band_of(step, width) for step in steps)
    return tuple(Band(low, high, counts[low, high]) for low, high in sorted(counts))


def _band_of(step: int, width: int) -> tuple[int, int]:
    """The band of a change; 0 has one of its own, since "the same" is neither up nor down."""
    if step == 0:
        return 0, 0
    low = (abs(step) - 1) // width * width + 1
    return (low, low + width - 1) if step > 0 else (1 - low - width, -low)

"""What a totals row may state: the sum since the last total, or the sum of the whole table."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from skj.ledgers.base import LedgerSpec, Record


@dataclass(slots=True)
class _Sum:
    """Rows and sums since some row."""

    rows: int = 0
    sums: defaultdict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))


class Totals:
    """Keeps count while rows are read; `close` starts a new part after a total."""

    def __init__(self, spec: LedgerSpec[Any]) -> None:
        self.fields = [column.field for column in spec.columns if column.summed]
        self.whole, self.part = _Sum(), _Sum()

    def add_records(self, records: Sequence[Record]) -> None:
        """Count records."""
        for counted in (self.whole, self.part):
            counted.rows += len(records)
        for name in self.fields:
            whole = sum((value for record in records if isinstance(value := getattr(record, name), Decimal)), Decimal())
            for counted in (self.whole, self.part):
                counted.sums[name] += whole

    def add_values(self, values: Mapping[str, Any]) -> None:
        """Count a row by what could be read of it."""
        for counted in (self.whole, self.part):
            counted.rows += 1
            for name in self.fields:
                if isinstance(values.get(name), Decimal):
                    counted.sums[name] += values[name]

    def counts(self) -> set[int]:
        """The numbers of rows a total may state."""
        return {self.whole.rows, self.part.rows}

    def sums(self, name: str) -> set[Decimal]:
        """The sums of a column a total may state."""
        return {self.whole.sums[name], self.part.sums[name]}

    def close(self) -> None:
        """Start a new part."""
        self.part = _Sum()

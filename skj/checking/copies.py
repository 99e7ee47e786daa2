"""Copies of the sheets that hold faults: the values at their own addresses, with people hidden unless names were asked for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from skj.checking.excerpts import Excerpts
from skj.checking.shields import Shield
from skj.diagnostics import Diagnostic, mask
from skj.files.tables import CellValue, RawTable, raw_text
from skj.workspace import Workspace

CopiedValue = str | int | float | bool | date | None
# What a worksheet of Excel holds; a CSV file may hold more.
MOST_ROWS: Final = 1_048_576
MOST_COLUMNS: Final = 16_384


@dataclass(frozen=True, slots=True)
class SheetCopy:
    """One sheet with faults: what to show of it, where its headings stand, and which of the findings are about it."""

    file: str
    sheet: str
    heading_row: int
    findings: tuple[int, ...]  # counted from 0
    table: RawTable
    shields: tuple[Shield, ...]
    names: bool

    def rows(self) -> Iterator[list[CopiedValue]]:
        """The values row by row, from row 1 and column A on; everything that may name someone as its shape only."""
        columns = frozenset.intersection(*(shield.open_columns() for shield in self.shields))
        for row, cells in enumerate(self.table.rows[:MOST_ROWS], 1):
            is_record = all(shield.is_record(row) for shield in self.shields)
            bare = range(1, len(cells) + 1) if self.names else columns if is_record else ()
            yield [
                None if value is None else _as_it_is(value) if column in bare else self._shown(row, column, value)
                for column, value in enumerate(cells[:MOST_COLUMNS], 1)
            ]

    def _shown(self, row: int, column: int, value: CellValue) -> CopiedValue:
        text = raw_text(value)
        if any(shield.hides(row, column, text) for shield in self.shields):
            return mask(text)
        return _as_it_is(value)


def _as_it_is(value: CellValue) -> CopiedValue:
    return value if isinstance(value, str | int | float | date) else raw_text(value)


def sheet_copies(
    space: Workspace, excerpts: Excerpts, findings: Sequence[Diagnostic], *, names: bool
) -> list[SheetCopy]:
    """A copy of every sheet that some finding points into, in the order of the findings."""
    grouped: dict[tuple[str, str], list[int]] = {}
    for number, found in enumerate(findings):
        if found.place.row:
            grouped.setdefault((found.place.file, found.place.sheet), []).append(number)
    copies = (_copy(space, excerpts, place, own, names=names) for place, own in grouped.items())
    return [copy for copy in copies if copy is not None]


def _copy(
    space: Workspace, excerpts: Excerpts, place: tuple[str, str], findings: Iterable[int], *, names: bool
) -> SheetCopy | None:
    shields = excerpts.shields(*place)
    if not shields:
        return None
    last = max(shield.headings.last_row for shield in shields)
    return SheetCopy(*place, last, tuple(findings), space.table(*place), tuple(shields), names)


def path_of(space: Workspace, file: str) -> Path | None:
    """Where a file stands that was read; None for one that was not."""
    try:
        return space.path_of(file)
    except KeyError:
        return None

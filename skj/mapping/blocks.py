"""Where the tables of a sheet begin: rows that look like headings although some of them are typed wrongly."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from skj.files.headings import SEARCH_DEPTH, TALLEST_HEADING, HeadingTexts
from skj.files.tables import CellValue, RawTable
from skj.ledgers.rowkinds import filled, is_column_numbers, marked_kind
from skj.mapping.evidence import present
from skj.mapping.likeness import nearest_likeness

ALIKE: Final = 0.7
FEWEST: Final = 2
# A further table in the same sheet must look clearly like one: data rows hold headings' words now and then.
NEXT_SHARE: Final = 0.6
MOST_TABLES: Final = 8
SAMPLE: Final = 60
LOOKED_AT: Final = 1500
_LONGEST_HEADING: Final = 80
_TALLER: Final = 0.02


@dataclass(frozen=True, slots=True)
class Block:
    """One table of a sheet: its heading rows, and the first and last row that may hold its data."""

    first_row: int
    last_row: int
    end_row: int


def find_blocks(table: RawTable, texts: HeadingTexts, known: tuple[str, ...]) -> list[Block]:
    """The tables of a sheet from above; `known` are the bare keys of all headings there are."""
    return bounded(_chosen(list(_windows(table, texts, known)), len(table.rows)), len(table.rows))


def bounded(headings: Sequence[tuple[int, int]], height: int) -> list[Block]:
    """The tables below these heading rows (first and last row of each, from above); each ends where the next begins."""
    starts = [first for first, _last in headings[1:]] + [height + 1]
    return [Block(first, last, start - 1) for (first, last), start in zip(headings, starts, strict=False)]


@dataclass(frozen=True, slots=True)
class _Window:
    first: int
    last: int
    score: float
    share: float


def _windows(table: RawTable, texts: HeadingTexts, known: tuple[str, ...]) -> Iterator[_Window]:
    """Every run of one to three rows in which at least two columns have a heading that is like a known one."""
    single = {row: _row_score(texts, row, known) for row in range(1, min(len(table.rows), SEARCH_DEPTH * 4) + 1)}
    for row in single:
        for height in range(1, TALLEST_HEADING + 1):
            last = row + height - 1
            if last > len(table.rows) or not any(single.get(one, 0.0) for one in range(row, last + 1)):
                continue
            window = _window(texts, row, last, known)
            if window.score >= FEWEST * ALIKE - TALLEST_HEADING * _TALLER:
                yield window


def _row_score(texts: HeadingTexts, row: int, known: tuple[str, ...]) -> float:
    return _window(texts, row, row, known).score


def _window(texts: HeadingTexts, first: int, last: int, known: tuple[str, ...]) -> _Window:
    columns = range(1, texts.width(first, last) + 1)
    # A group word over several columns ("วันที่") is one heading, not five.
    keys = list(dict.fromkeys(tuple(texts.readings(first, last, column)) for column in columns))
    scores = [_best(readings, known) for readings in keys]
    headed = sum(map(bool, keys))
    return _Window(first, last, sum(scores) - _TALLER * (last - first), sum(map(bool, scores)) / max(headed, 1))


def _best(readings: Sequence[str], known: tuple[str, ...]) -> float:
    short = (key for key in readings if len(key) <= _LONGEST_HEADING)
    return max((nearest_likeness(key, known, ALIKE) for key in short), default=0.0)


def _chosen(windows: list[_Window], height: int) -> list[tuple[int, int]]:
    """The best window of all, and those above and below it that are tables of their own."""
    if not windows:
        return []
    best = max(windows, key=lambda window: (window.score, -window.first))
    chosen = [best]
    for window in sorted(windows, key=lambda window: -window.score):
        is_apart = all(window.last + 1 < one.first or window.first > one.last + 1 for one in chosen)
        if is_apart and window.share >= NEXT_SHARE and window.last < height:
            chosen.append(window)
    return sorted((window.first, window.last) for window in chosen[:MOST_TABLES])


def data_rows(table: RawTable, block: Block) -> list[Sequence[CellValue]]:
    """The first rows of a table that look like records: no totals, signatures, column numbers or lone words."""
    rows = table.rows[block.last_row : min(block.end_row, block.last_row + LOOKED_AT)]
    told = (cells for cells in rows if len(filled(cells)) > 1 and not _is_other(cells))
    return [cells for _number, cells in zip(range(SAMPLE), told, strict=False)]


def _is_other(cells: Sequence[CellValue]) -> bool:
    return marked_kind(cells) is not None or is_column_numbers(cells, len(filled(cells)))


def column_values(rows: Sequence[Sequence[CellValue]], column: int) -> list[CellValue]:
    """The values of a column that say something."""
    return present([cells[column - 1] for cells in rows if len(cells) >= column])

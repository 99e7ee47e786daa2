"""A report as plain text to be pasted elsewhere: headings, and the lines of its tables as sentences; nothing is aligned or wrapped."""

from collections.abc import Iterator

from skj.render.safe import visible
from skj.render.values import Manner, show
from skj.reports.model import Grid, Line, Note, Report


def to_prose(report: Report, *, names: bool = False) -> str:
    """Each section's heading, then each line of its grids with ` : ` between the cells; a blank line between sections."""
    manner = Manner(names=names)
    parts = ["".join(f"{line}\n" for line in _lines(report, number, manner)) for number in range(len(report.sections))]
    return "\n".join(parts)


def _lines(report: Report, number: int, manner: Manner) -> Iterator[str]:
    section = report.sections[number]
    yield visible(section.title)
    for block in section.blocks:
        if isinstance(block, Note):
            yield visible(block.text)
        elif isinstance(block, Grid):
            yield from (_sentence(block, line, manner) for line in block.lines)
            if not block.lines and block.empty:
                yield visible(block.empty)


def _sentence(grid: Grid, line: Line, manner: Manner) -> str:
    return " : ".join(show(value, field.kind, manner) for value, field in zip(line.cells, grid.fields, strict=True))

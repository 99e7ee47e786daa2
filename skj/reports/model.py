"""What a report shows: typed cells in grids and notes, so that every renderer can format, align and mask them alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, Literal

Scalar = str | int | Decimal | Fraction | date | bool | None


class Kind(StrEnum):
    """How a column's values are to be shown. Fractions of kind SHARE are shown as percent, cut and never rounded up."""

    TEXT = "text"
    NAME = "name"  # a person; masked unless names were asked for or the ledger is public (insignia)
    COUNT = "count"
    DECIMAL = "decimal"
    MONEY = "money"
    POINTS = "points"
    SHARE = "share"
    DATE = "date"
    MARK = "mark"  # True / False / None: met, not met, not applicable
    BAR = "bar"  # Fraction 0..1 drawn as a bar


Tone = Literal["plain", "good", "warn", "bad", "quiet"]


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a grid: `id` for machines, `title` (already translated) for people."""

    id: str
    title: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a grid; `tone` colours it where there is colour, and adds nothing a reader without colour would miss."""

    cells: tuple[Scalar, ...]
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: fields and lines."""

    fields: tuple[Field, ...]
    lines: tuple[Line, ...]
    title: str = ""
    empty: str = ""  # what to say when there are no lines


@dataclass(frozen=True, slots=True)
class Facts:
    """Short label and value pairs, one below the other."""

    items: tuple[tuple[str, Scalar, Kind], ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence (already translated) with a tone."""

    text: str
    tone: Tone = "plain"


Block = Grid | Facts | Note


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks under a heading; one worksheet in a workbook, one heading in Markdown."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole answer: `data` is its JSON shape (contract section 6), `main` the grid that csv and jsonl take."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    main: Grid
    data: Mapping[str, Any] | Sequence[Any]
    footer: tuple[Note, ...] = field(default=())

"""What a report shows: typed cells in grids and notes, so that every renderer can format, align and mask them alike."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, NamedTuple, TypeVar, overload

from skj.diagnostics import Place
from skj.frozen import dataclass

if TYPE_CHECKING:
    from skj.ledgers.base import Record

Given = TypeVar("Given")
Made = TypeVar("Made")


class Each(Sequence[Made], Generic[Given, Made]):
    """What is made of each of others, one at a time whenever it is asked for: a hundred thousand lines are never held."""

    def __init__(self, others: Sequence[Given], make: Callable[[Given], Made]) -> None:
        self._others, self._make = others, make

    def __len__(self) -> int:
        return len(self._others)

    def __iter__(self) -> Iterator[Made]:
        return map(self._make, self._others)

    @overload
    def __getitem__(self, at: int) -> Made: ...

    @overload
    def __getitem__(self, at: slice) -> "Each[Given, Made]": ...

    def __getitem__(self, at: int | slice) -> "Made | Each[Given, Made]":
        return Each(self._others[at], self._make) if isinstance(at, slice) else self._make(self._others[at])


Number = int | Decimal | Fraction
Scalar = str | Number | date | bool | None


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
    PLACE = "place"  # where the line stands in the office's files, in words; a link to `Line.place` in a workbook
    TIMELINE = "timeline"  # a text over TIMELINE_SIGNS, one sign a month
    SPARK = "spark"  # a text that `spark` made: numbers in one line, as small columns


# A timeline: nothing, planned, done, late, the day that is counted to, and what keeps the quarters apart.
TIMELINE_SIGNS: Final = ".pdlv|"

# Numbers in one line: nothing, eight steps up to the top, and a blank where there is no number yet.
SPARK_SIGNS: Final = "012345678 "

Tone = Literal["plain", "good", "warn", "bad", "quiet"]
Rank = Literal["entry", "group", "subtotal", "total"]


def spark(values: Sequence[Number | None], top: Number | None = None) -> str:
    """Numbers as a text of kind SPARK, one sign each; `top` is a full column, the largest of them when None.

    What is more than nothing is never drawn as nothing, and what is less than the top never as the top.
    """
    full = Fraction(top if top is not None else max((value for value in values if value is not None), default=0))
    return "".join(" " if value is None else _step(Fraction(value), full) for value in values)


def _step(value: Fraction, full: Fraction) -> str:
    if value <= 0 or full <= 0:
        return "0"
    return "8" if value >= full else str(max(1, int(value / full * 8)))


class Field(NamedTuple):
    """A column of a grid: `id` for machines, `title` (already translated) for people."""

    id: str
    title: str
    kind: Kind = Kind.TEXT


class Product(NamedTuple):
    """A cell that is the product of other cells of its line, named by their fields, divided by `over`."""

    of: tuple[str, ...]
    over: int = 1


class Sum(NamedTuple):
    """A cell that is the sum of its column over other lines of the grid, which are counted from 0."""

    lines: tuple[int, ...]


Formula = Product | Sum


class Line(NamedTuple):
    """One row of a grid; `tone` colours it where there is colour, and adds nothing a reader without colour would miss.

    `formulas` say how numbers of the line follow from others, by field: a workbook can then be recalculated. The cells
    hold the numbers all the same. A `rank` other than "entry" is a line about other lines, a heading or a sum.
    """

    cells: tuple[Scalar, ...]
    tone: Tone = "plain"
    formulas: tuple[tuple[str, Formula], ...] = ()
    rank: Rank = "entry"
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: fields and lines."""

    fields: tuple[Field, ...]
    lines: Sequence[Line]
    title: str = ""
    empty: str = ""  # what to say when there are no lines


class Facts(NamedTuple):
    """Short label and value pairs, one below the other."""

    items: tuple[tuple[str, Scalar, Kind], ...]
    title: str = ""


class Note(NamedTuple):
    """A sentence (already translated) with a tone."""

    text: str
    tone: Tone = "plain"


class Series(NamedTuple):
    """One row of numbers of a chart, one for each label; None where there is nothing to show, such as a month to come."""

    title: str
    values: tuple[Number | None, ...]
    tone: Tone = "plain"


class Chart(NamedTuple):
    """Numbers as a picture: `lines` over time (labels from left to right), `bars` side by side (one label each).

    `limits` are lines to compare with, a milestone or a last day; `unit` is what the numbers count. A chart only repeats
    what a grid or a fact of the same report says: machines read those.
    """

    shape: Literal["bars", "lines"]
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    limits: tuple[tuple[str, Number], ...] = ()
    unit: str = ""


class Trace(NamedTuple):
    """Where a number comes from: the rows that counted, and the rows that did not, each with the reason in words.

    `short` are rows among the counted that stand in the whole of a share and not in its part.
    """

    id: str
    label: str
    value: Scalar
    kind: Kind = Kind.COUNT
    counted: "tuple[Record, ...]" = ()
    left_out: "tuple[tuple[Record, str], ...]" = ()
    short: "tuple[Record, ...]" = ()


class Value(NamedTuple):
    """A number or text of a report by the name that a form may ask for, `housing.rooms_repaired`."""

    name: str
    label: str
    value: Scalar
    kind: Kind = Kind.TEXT


Block = Grid | Facts | Note | Chart


class Section(NamedTuple):
    """Blocks under a heading; one worksheet in a workbook, one heading in Markdown.

    `printed` is how many of its blocks a worksheet prints, all when None: long lists are for the screen.
    """

    title: str
    blocks: tuple[Block, ...]
    printed: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A whole answer: `data` is its JSON shape (contract section 6), `main` the grid that csv and jsonl take.

    `traces` lead its numbers back to rows; they are shown when --trace asks for them (`reports/tracing.py`), and on a sheet
    of their own in a workbook. `sheets` take the place of `sections` in a workbook that has more to say than a screen,
    `values` are what an office's own form may ask for by name.
    """

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    main: Grid
    data: Mapping[str, Any] | Sequence[Any]
    footer: tuple[Note, ...] = field(default=())
    traces: tuple[Trace, ...] = ()
    sheets: tuple[Section, ...] = ()
    values: tuple[Value, ...] = ()

"""What a ledger is: columns with headings and parsers, a record, row rules; one declaration drives reading, templates and writing."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field as make_field
from types import MappingProxyType
from typing import Any, ClassVar, Final, Generic, Literal, NamedTuple, TypeVar

from skj.diagnostics import Diagnostic, Place, Rule, Severity
from skj.files.tables import CellValue
from skj.frozen import dataclass
from skj.ledgers.records import RecordTuple

Personal = Literal["name", "sensitive", "free_text"]
NO_ARGUMENTS: Final[Mapping[str, object]] = MappingProxyType({})


# Small values are named tuples where a dataclass would do: defined eight times and made three times as fast (docs/speed.md).
class Issue(NamedTuple):
    """Something to say about one cell; `fix` is the text that would be right."""

    rule: Rule
    args: Mapping[str, object] = NO_ARGUMENTS
    fix: str = ""


class Reading(NamedTuple):
    """What a cell was read as. With an issue of severity error `value` is None and the row is set aside."""

    value: Any
    issue: Issue | None = None

    @property
    def failed(self) -> bool:
        """Whether the cell could not be read."""
        return self.issue is not None and self.issue.rule.severity is Severity.ERROR


class ReadingOptions(NamedTuple):
    """What a parser may know besides the cell: settings of the workspace for this column."""

    is_1904: bool = False
    two_digit_years: Literal["be", "ce"] = "be"


Parser = Callable[[CellValue, ReadingOptions], Reading]


class Column(NamedTuple):
    """One field of a ledger.

    `headings`: the first is canonical (templates), the others are aliases (contract section 2). `label` is the English
    name. `essential`: a sheet without this heading is not this ledger. `required`: a blank cell is an error. `parts`
    names the columns a split field may be put together from (title, given name, surname). `summed`: totals below the table add this column up.
    """

    field: str
    headings: tuple[str, ...]
    parse: Parser
    label: str
    required: bool = False
    essential: bool = False
    personal: Personal | None = None
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    summed: bool = False

    @property
    def heading(self) -> str:
        """The canonical heading."""
        return self.headings[0]


class Sheet(NamedTuple):
    """Where the records of one table come from: shared by all its rows, so that a record only carries its row number.

    `columns` and `headings` are by field. `split` names the columns of a split name (`name.given`). `heading_row` is the
    last row of the headings, `width` the last column that has a heading.
    """

    ledger: str
    file: str
    sheet: str
    columns: Mapping[str, str]
    headings: Mapping[str, str]
    heading_row: int = 0
    split: Mapping[str, str] = {}
    width: int = 0

    def place(self, row: int, field_name: str = "") -> Place:
        """The place of a field of `row`, or of the row itself."""
        return Place(self.file, self.sheet, row, self.columns.get(field_name, ""), self.headings.get(field_name, ""))


class Record(RecordTuple):
    """A row that was understood: frozen, and it knows the file, sheet, row and the cell of each field."""

    sheet: Sheet
    row: int
    extra: Mapping[str, str] = {}

    unexported: ClassVar[frozenset[str]] = frozenset({"sheet", "row", "extra"})
    naming: ClassVar[tuple[str, ...]] = ()  # the fields that tell people which row it is, none of them a person

    def place(self, field_name: str = "") -> Place:
        """Where this record, or one of its fields, stands."""
        return self.sheet.place(self.row, field_name)

    def source(self) -> dict[str, str | int]:
        """The `source` of the JSON shapes: file, sheet and row."""
        return {"file": self.sheet.file, "sheet": self.sheet.sheet, "row": self.row}


def record_name(record: Record) -> str:
    """What a row is about, without any person: the case, the room, the session, the class and year."""
    values = (getattr(record, name) for name in record.naming)
    return " · ".join(str(value) for value in values if value is not None)


RecordT = TypeVar("RecordT", bound=Record)
RecordT_co = TypeVar("RecordT_co", bound=Record, covariant=True)


class Fault(NamedTuple):
    """A row or cross-row rule that a record breaks; `field` names the cell to look at."""

    rule: Rule
    field: str
    args: Mapping[str, object] = NO_ARGUMENTS


class RowRule(NamedTuple):
    """What may be wrong with one record, told by these fields and its sheet alone: of rows that agree one is looked at."""

    fields: tuple[str, ...]
    faults: Callable[[Any], Iterable[Fault]]


LedgerRule = Callable[[Sequence[Any]], Iterator[tuple[Any, Fault]]]


@dataclass(frozen=True, slots=True)
class LedgerSpec(Generic[RecordT]):
    """All that is to know about a ledger.

    `key` names the fields that tell one row from another, shown beside findings. `row_rules` look at one record,
    `ledger_rules` at all records of the ledger in reading order and yield the record at fault; two records can only be in
    conflict when they agree in one of the fields named in `conflicts`.
    """

    name: str
    label: str
    record: type[RecordT]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    row_rules: tuple[RowRule, ...] = ()
    ledger_rules: tuple[LedgerRule, ...] = ()
    conflicts: tuple[str, ...] = ()

    def column(self, field_name: str) -> Column:
        """The column of a field; KeyError when the ledger has no such field."""
        for column in self.columns:
            if column.field == field_name:
                return column
        raise KeyError(field_name)


class LeftOut(NamedTuple):
    """A row that was set aside, with the findings that say why."""

    place: Place
    reasons: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Ledger(Generic[RecordT_co]):
    """A ledger as read: the valid records, the rows set aside, every finding, and the files it came from (name to SHA-256)."""

    spec: LedgerSpec[Any]
    records: tuple[RecordT_co, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    files: Mapping[str, str] = make_field(default_factory=dict)
    sheets: tuple[Sheet, ...] = ()

    @property
    def is_configured(self) -> bool:
        """Whether any file belongs to this ledger."""
        return bool(self.files)


NO_OPTIONS: Final = ReadingOptions()

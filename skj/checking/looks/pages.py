"""Sheets as the looks see them: the rows that are records, and the raw values of each column."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple, get_args

from skj.diagnostics import Diagnostic, Place, Rule
from skj.files.tables import CellValue, RawTable, column_letters, column_number, raw_text
from skj.ledgers import parsers
from skj.ledgers.base import Column, Fault, Ledger, LedgerSpec, Record, Sheet
from skj.ledgers.rowfindings import may_name_someone, row_finding
from skj.ledgers.vocabulary import titles
from skj.scoring.plan_model import Plan
from skj.thai.names import PersonName, read_name
from skj.workspace import Workspace


class People(NamedTuple):
    """Everybody whom a field of some records names: the records, and beside each the name taken apart."""

    records: Sequence[Record]
    names: Sequence[PersonName]

    def pairs(self) -> Iterator[tuple[Record, PersonName]]:
        """Each record with its person."""
        return zip(self.records, self.names, strict=True)


@dataclass(frozen=True, slots=True)
class Page:
    """One table of one ledger: `rows` are those that are records, sound or set aside, in ascending order."""

    spec: LedgerSpec[Any]
    sheet: Sheet
    table: RawTable
    rows: Sequence[int]
    cells: Sequence[Sequence[CellValue]] = field(default=(), repr=False)  # of these rows
    _values: dict[int, Sequence[CellValue]] = field(default_factory=dict, init=False, repr=False)
    _texts: dict[int, AbstractSet[str]] = field(default_factory=dict, init=False, repr=False)

    def number(self, name: str) -> int:
        """The column of a field counted from 1; 0 when the sheet has none."""
        return column_number(self.sheet.columns.get(name, ""))

    def values(self, number: int) -> Sequence[CellValue]:
        """The raw values of a column, one for each of `rows`."""
        if number not in self._values:
            at = number - 1
            self._values[number] = [cells[at] if at < len(cells) else None for cells in self.cells]
        return self._values[number]

    def texts(self, number: int) -> AbstractSet[str]:
        """The different texts of a column."""
        if number not in self._texts:
            self._texts[number] = {value for value in self.values(number) if isinstance(value, str)}
        return self._texts[number]

    def columns(self) -> Iterator[tuple[Column, int]]:
        """The ledger's columns that the sheet has, with their numbers; of a split name every part."""
        for column in self.spec.columns:
            letters = [self.sheet.columns.get(column.field, ""), *self._parts(column)]
            yield from ((column, number) for number in sorted({column_number(each) for each in letters} - {0}))

    def _parts(self, column: Column) -> list[str]:
        return [letters for name, letters in self.sheet.split.items() if name.startswith(f"{column.field}.")]

    def heading(self, number: int) -> str:
        """What stands above a column."""
        letters = column_letters(number)
        name = next((name for name, own in self.sheet.columns.items() if own == letters), "")
        return self.sheet.headings.get(name, "")

    def place(self, row: int, number: int) -> Place:
        """The place of a cell."""
        return self.table.place(row, number, self.heading(number))


def finding(page: Page, rule: Rule, at: tuple[int, Column, int], raw: CellValue, **args: Any) -> Diagnostic:
    """A finding at a cell of a page; `at` is row, column and the column's number, `fix` among `args` the right value."""
    row, column, number = at
    shown, fix = raw_text(raw), str(args.pop("fix", ""))
    hidden = may_name_someone(page.spec, column, shown)
    return Diagnostic(
        rule, page.place(row, number), args, shown, page.spec.name, column.field, personal=hidden, fix=fix
    )


def about(rule: Rule, record: Record, name: str, **args: Any) -> Diagnostic:
    """A finding about a field of a record; `spec` among `args` is its ledger."""
    return row_finding(args.pop("spec"), record, Fault(rule, name, args))


def kind_of(spec: LedgerSpec[Any], name: str) -> Any:
    """The type of a field's values: int, Decimal, date, str, bool or tuple."""
    annotation = spec.record.model_fields[name].annotation
    kinds = [kind for kind in (get_args(annotation) or (annotation,)) if kind is not type(None)]
    return tuple if str(kinds[0]).startswith("tuple") else kinds[0]


def pages_of(space: Workspace, ledger: Ledger[Any]) -> list[Page]:
    """The tables of a ledger; where headings stand again, each part under its own."""
    rows: dict[int, list[int]] = {}
    sheets: dict[int, Sheet] = {}
    for record in ledger.records:
        sheet = record.sheet
        if id(sheet) not in sheets:
            sheets[id(sheet)], rows[id(sheet)] = sheet, []
        rows[id(sheet)].append(record.row)
    for left in ledger.left_out:
        own = _sheet_at(left.place, [*sheets.values(), *ledger.sheets])
        if own is not None:
            sheets.setdefault(id(own), own)
            rows.setdefault(id(own), []).append(left.place.row)
    return [_page(space, ledger, sheet, sorted(set(rows[key]))) for key, sheet in sheets.items()]


def _sheet_at(place: Place, sheets: Sequence[Sheet]) -> Sheet | None:
    """The headings that hold for a row: the nearest above it."""
    above = [
        sheet
        for sheet in sheets
        if (sheet.file, sheet.sheet) == (place.file, place.sheet) and sheet.heading_row < place.row
    ]
    return max(above, key=lambda sheet: sheet.heading_row, default=None)


def _page(space: Workspace, ledger: Ledger[Any], sheet: Sheet, rows: list[int]) -> Page:
    table = space.table(sheet.file, sheet.sheet)
    return Page(ledger.spec, sheet, table, rows, [table.rows[row - 1] for row in rows])


@dataclass(slots=True)
class Office:
    """What looks at several ledgers may see: the ledgers, the plan, the workspace, and the day of the check."""

    space: Workspace
    today: date
    _people: dict[str, Mapping[str, People]] = field(default_factory=dict)

    def ledger(self, name: str) -> Ledger[Any]:
        """A ledger of the office, read once."""
        return self.space.ledger(name)

    @property
    def plan(self) -> Plan:
        """The plan of the year."""
        return self.space.plan

    def people(self, name: str) -> Mapping[str, People]:
        """Everybody whom the records of a ledger name, by field; each name is taken apart once."""
        if name not in self._people:
            ledger, known = self.ledger(name), titles()
            fields = [column.field for column in ledger.spec.columns if column.parse is parsers.person_name]
            self._people[name] = {field: _people(ledger.records, field, known) for field in fields}
        return self._people[name]


def _people(records: Sequence[Record], name: str, known: Sequence[str]) -> People:
    of = attrgetter(name)
    named = records if all(map(of, records)) else [record for record in records if of(record)]
    return People(named, [read_name(of(record), known) for record in named])

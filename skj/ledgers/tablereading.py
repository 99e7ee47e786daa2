"""Reads the rows of one table: each becomes a record, is set aside with its reasons, or is said to be something else."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from skj.diagnostics import Diagnostic, Findings, Place, Rule, Severity
from skj.files.headings import Headings, find_headings, repeats_headings
from skj.files.tables import CellValue, RawTable, column_letters, raw_text
from skj.ledgers.base import Column, Issue, LedgerSpec, LeftOut, ReadingOptions, RowRule, Sheet
from skj.ledgers.cellreading import cell_reader, is_present
from skj.ledgers.columnreading import Form, PlainRows, plain_rows
from skj.ledgers.knownheadings import LedgerSettings, field_names, vocabulary
from skj.ledgers.merged import rows_with_merges
from skj.ledgers.records import checked, refused_fields, values_of
from skj.ledgers.rowfindings import may_name_someone, row_finding, row_key, with_key
from skj.ledgers.rowkinds import (
    RowKind,
    bare_kind,
    filled,
    is_column_numbers,
    is_signing_day,
    is_units,
    marked_kind,
    says_total,
    stated_count,
)
from skj.ledgers.totals import Totals
from skj.rules import rows as row_rules
from skj.rules import sheets as sheet_rules

# A row may say itself to be a total or a signature only by its first text; looked at before anything dearer is done.
_TELLING: Final = frozenset(
    {
        "รวม",
        "ยอด",
        "ผลร",
        "จำน",
        "คงเ",
        "เฉล",
        "ค่า",
        "ลงช",
        "ลงน",
        "ผู้",
        "ตำแ",
        "ตรว",
        "ทรา",
        "อนุ",
        "เห็",
        "หมา",
        "ที่",
        "แหล",
        "ข้อ",
        "อ้า",
        "คำช",
        "คำอ",
        "วัน",
        "ณ ว",
    }
)
_TELLING_SIGNS: Final = frozenset("(.…_*")
_LONGEST_SHOWN: Final = 80
# How much of a row must be filled in to make it a record although its first word is that of a total or a signature.
FULL_REQUIRED: Final = 2
FULL_VALUES: Final = 3
LOOKED_AT: Final = 2  # rows below the headings that may hold units or the numbers of the columns
SPARSE_CELLS: Final = 4
_REQUIRED: Final = Issue(row_rules.VALUE_REQUIRED)


@dataclass(slots=True)
class Rows:
    """Records and rows set aside, in reading order."""

    records: list[Any]
    left_out: list[LeftOut]

    def extend(self, other: "Rows") -> None:
        """Add the rows of another table."""
        self.records += other.records
        self.left_out += other.left_out


def _goes_on_after_signature(cells: Sequence[CellValue], values: Mapping[str, Any]) -> bool:
    """Whether a row below a signature is a record again: names, positions and the day of signing in three columns are none."""
    has_figure = any(not isinstance(value, str | tuple) for value in values.values())
    return has_figure and not is_signing_day(cells)


def _tells(text: str) -> bool:
    """Whether the first text of a row may say that it is no record; one that begins with a digit never does."""
    first = text[0]
    return text[:3] in _TELLING or first in _TELLING_SIGNS or (first.isascii() and not first.isdigit())


def _spoken_of(rule: RowRule, kind: type[Any], records: Sequence[Any]) -> Iterable[int]:
    """The places of the records that a rule finds something in."""
    told_by = values_of(kind, *rule.fields)
    differing = dict(zip(map(told_by, records), records, strict=True))
    wrong = {values for values, record in differing.items() if any(True for _ in rule.faults(record))}
    return [place for place, record in enumerate(records) if told_by(record) in wrong] if wrong else ()


class TableReader:
    """Reads the rows of one table under one heading row (and under headings repeated further down)."""

    def __init__(
        self, spec: LedgerSpec[Any], table: RawTable, headings: Headings, settings: LedgerSettings, findings: Findings
    ) -> None:
        self.spec, self.table, self.findings, self.settings = spec, table, findings, settings
        self.words = vocabulary(spec, settings)
        self.options = ReadingOptions(table.is_1904, "ce" if settings.two_digit_years == "ce" else "be")
        self.rows = Rows([], [])
        self.in_footer = False
        self.totals = Totals(spec)
        self._use(headings)
        self._report_headings()

    def _use(self, headings: Headings) -> None:
        self.headings = headings
        self.sheet = sheet_of(self.spec, self.table, headings)
        self.cells = tuple(
            cell_reader(column, headings, self.options) for column in self.spec.columns if is_present(column, headings)
        )
        self.known = {number for reader in self.cells for number in reader.numbers}
        self.unknown = [
            (number, title) for number, title in sorted(headings.titles.items()) if number not in self.known
        ]

    def _report_headings(self) -> None:
        if self.table.is_hidden:
            self._say(sheet_rules.SHEET_HIDDEN, self.table.place())
        for column in self.spec.columns:
            if (column.required or column.essential) and not is_present(column, self.headings):
                self._say(
                    sheet_rules.HEADING_MISSING,
                    self.table.place(self.headings.first_row),
                    wanted=column.heading,
                    ledger_id=self.spec.name,
                    field_id=column.field,
                )
        for name, column_number in self.headings.doubled:
            first = column_letters(self.headings.columns[name])
            place = self.table.place(
                self.headings.first_row, column_number, self.headings.titles.get(column_number, "")
            )
            self._say(sheet_rules.HEADING_DOUBLED, place, first=first)
        for name, heading in self.settings.columns.items():
            if name not in self.headings.columns:
                self._say(
                    sheet_rules.COLUMN_UNKNOWN_FIELD,
                    self.table.place(self.headings.first_row),
                    field_id=name,
                    wanted=heading,
                )

    def _say(self, rule: Rule, place: Place, **details: object) -> Diagnostic:
        return self.findings.add(rule, place, ledger=self.spec.name, **details)

    def last_sound_row(self) -> int:
        """The last row that reads as a record without any error, found from below; the heading row when there is none."""
        for row in range(len(self.table.rows), self.headings.last_row, -1):
            cells = self.table.rows[row - 1]
            if cells and self._is_sound(row, cells):
                return row
        return self.headings.last_row

    def _is_sound(self, row: int, cells: Sequence[CellValue]) -> bool:
        values, faults = self._values(row, cells)
        has_error = any(fault.severity is Severity.ERROR for fault in faults)
        return not has_error and self._is_record(cells, values, self._told_kind(row, cells))

    def read(self, rows: Iterable[int] | None = None) -> Rows:
        """Read the rows given, in ascending order, or every row below the headings."""
        cells_of, merged = rows_with_merges(self.table, self.headings.last_row, self._merged)
        for row in self._rows_to_look_at(merged) if rows is None else rows:
            cells = cells_of(row)
            if cells and row > self.headings.last_row:
                self._read_row(row, cells)
        if not self.rows.records and not self.rows.left_out:
            self._say(sheet_rules.LEDGER_EMPTY, self.table.place())
        return self.rows

    def _rows_to_look_at(self, merged: Collection[int]) -> Iterator[int]:
        """The rows that are to be read one by one; between them those that are plainly records are taken."""
        while (first := self.headings.last_row + 1) <= len(self.table.rows):
            headings = self.headings
            for row in range(first, min(first + LOOKED_AT, len(self.table.rows) + 1)):
                yield row
                if self.headings is not headings:
                    break
            else:
                yield from self._between(self._plain_rows(first + LOOKED_AT, merged), headings)
            if self.headings is headings:
                return

    def _between(self, plain: PlainRows, headings: Headings) -> Iterator[int]:
        """The other rows in their order, until other headings hold; below a signature every row is looked at."""
        taken = 0
        for row in (*plain.others, len(self.table.rows) + 1):
            last = bisect_left(plain.numbers, row)
            while taken < last and self.in_footer:
                yield plain.numbers[taken]
                if self.headings is not headings:
                    return
                taken += 1
            self._take(plain.records[taken:last])
            taken = last
            if row <= len(self.table.rows):
                yield row
            if self.headings is not headings:
                return

    def _plain_rows(self, first: int, merged: Collection[int]) -> PlainRows:
        """What can be read at a glance from row `first` on."""
        extra = self._extra if self.unknown else None
        form = Form(self.spec.record, self.sheet, self.cells, extra, _tells, SPARSE_CELLS)
        closely = [row - first for row in merged if row >= first]
        return plain_rows(form, self.table.rows[first - 1 :], first, closely)

    def _take(self, records: Sequence[Any]) -> None:
        """Take records, those that a row rule speaks of one by one."""
        self.totals.add_records(records)
        spoken_of = sorted(
            {place for rule in self.spec.row_rules for place in _spoken_of(rule, self.spec.record, records)}
        )
        begin = 0
        for place in spoken_of:
            self.rows.records += records[begin:place]
            self._judge(records[place])
            begin = place + 1
        self.rows.records += records[begin:]

    def _merged(self, row: int, column: int, last: int) -> None:
        if column in self.known:
            place = self.table.place(row, column, self.headings.titles.get(column, ""))
            self._say(sheet_rules.MERGED_DATA, place, first=row, last=last)

    def _read_row(self, row: int, cells: Sequence[CellValue]) -> None:
        told = self._told_kind(row, cells)
        values, faults = self._values(row, cells)
        is_sound = not faults or not any(fault.severity is Severity.ERROR for fault in faults)
        if is_sound and self._is_record(cells, values, told):
            if faults:
                self.findings.extend(faults)
            self.in_footer = False
            self._accept(row, cells, values)
        elif kind := (None if self._is_faulty_record(cells, faults) else told) or self._other_kind(row, cells):
            self._not_a_record(row, cells, kind)
        else:
            self._set_aside(row, values, faults)

    def _is_faulty_record(self, cells: Sequence[CellValue], faults: Sequence[Diagnostic]) -> bool:
        """A row with all that is required is a record with a fault whatever its first word is, and must not pass as a total."""
        required = sum(reader.column.required for reader in self.cells)
        is_whole = required >= FULL_REQUIRED and not any(fault.rule is _REQUIRED.rule for fault in faults)
        return is_whole and not says_total(cells)

    def _told_kind(self, row: int, cells: Sequence[CellValue]) -> RowKind | None:
        """What the row says itself to be, if anything; a remark beside the table says it only of a row that is empty in it."""
        kind = self._marked_kind(row, cells)
        if kind is None:
            return None
        if kind in {RowKind.SIGNATURE, RowKind.NOTE}:
            own = [value if number in self.known else None for number, value in enumerate(cells, 1)]
            return marked_kind(own) if len(filled(own)) > 1 else kind
        return kind

    def _marked_kind(self, row: int, cells: Sequence[CellValue]) -> RowKind | None:
        """Only rows whose first text may tell are looked at closely."""
        if row - self.headings.last_row <= 2 and (kind := self._column_numbers(row, cells)):
            return kind
        if len(cells) - cells.count(None) <= SPARSE_CELLS:
            return marked_kind(cells) or self._column_numbers(row, cells)
        for value in cells:
            if value.__class__ is str and (text := value.strip()):
                if _tells(text):
                    return marked_kind(cells)
                break
        return self._column_numbers(row, cells)

    def _column_numbers(self, row: int, cells: Sequence[CellValue]) -> RowKind | None:
        """Column numbers and units stand directly below the headings."""
        if row - self.headings.last_row > 2:
            return None
        if is_units(cells):
            return RowKind.UNITS
        if self.rows.records:
            return None
        return RowKind.COLUMN_NUMBERS if is_column_numbers(cells, len(self.known)) else None

    def _is_record(self, cells: Sequence[CellValue], values: Mapping[str, Any], told: RowKind | None) -> bool:
        """A full row is a record whatever its first word is: a person may be called รวม, a note may say ตรวจแล้ว."""
        if self.in_footer and not _goes_on_after_signature(cells, values):
            return False
        if told is None:
            return len(values) > 1 or (len(values) == 1 and len(filled(cells)) > 1)
        if told in {RowKind.COLUMN_NUMBERS, RowKind.UNITS} or says_total(cells):
            return False
        required = sum(column.required for column in self.spec.columns if column.field in values)
        has_day = any(isinstance(value, date) for value in values.values())
        is_full = len(values) >= FULL_VALUES and (has_day or told is not RowKind.TOTAL)
        return required >= FULL_REQUIRED or is_full

    def _other_kind(self, row: int, cells: Sequence[CellValue]) -> RowKind | None:
        if (
            not any(value is not None and number in self.known for number, value in enumerate(cells, 1))
            and not self.in_footer
        ):
            return RowKind.NOTE if filled(cells) else RowKind.BLANK
        if repeats_headings(cells, self.words, self.headings.columns):
            return self._again(row)
        if is_column_numbers(cells, len(self.known)) and row - self.headings.last_row <= 2:
            return RowKind.COLUMN_NUMBERS
        return bare_kind(cells, in_footer=self.in_footer)

    def _again(self, row: int) -> RowKind:
        """A second page or table: its own columns hold from here on."""
        again = find_headings(self.table, self.words, start=row, depth=1)
        if again:
            self._use(again)
            self.in_footer = False
        return RowKind.HEADINGS_AGAIN

    def _not_a_record(self, row: int, cells: Sequence[CellValue], kind: RowKind) -> None:
        if kind is RowKind.BLANK:
            return
        if kind is RowKind.TOTAL:
            self._check_total(row, cells)
        self.in_footer = self.in_footer or kind is RowKind.SIGNATURE
        shown = " ".join(str(value) for value in filled(cells))[:_LONGEST_SHOWN]
        self._say(
            sheet_rules.ROW_NOT_A_RECORD,
            self.table.place(row),
            what=kind.value,
            value=shown,
            personal=kind is RowKind.SIGNATURE or self._is_secret(),
        )

    def _is_secret(self) -> bool:
        """Whether a row of this ledger may hold what must not be shown, even in a row that is no record."""
        return any(column.personal for column in self.spec.columns)

    def _values(self, row: int, cells: Sequence[CellValue]) -> tuple[dict[str, Any], list[Diagnostic]]:
        values: dict[str, Any] = {}
        faults: list[Diagnostic] = []
        for reader in self.cells:
            reading = reader.read(cells)
            if reading.value is not None:
                values[reader.field] = reading.value
            elif reader.is_required and reading.issue is None:
                faults.append(self._finding(row, reader.main, reader.column, _REQUIRED, None))
            if reading.issue is not None:
                faults.append(self._finding(row, reader.main, reader.column, reading.issue, cells[reader.main - 1]))
        return values, faults

    def _finding(self, row: int, number: int, column: Column, issue: Issue, raw: CellValue) -> Diagnostic:
        place = self.table.place(row, number, self.headings.titles.get(number, column.heading))
        shown = raw_text(raw)
        args = {"wanted": column.heading, **issue.args}
        return Diagnostic(
            issue.rule,
            place,
            args,
            shown,
            self.spec.name,
            column.field,
            personal=may_name_someone(self.spec, column, shown),
            fix=issue.fix,
        )

    def _accept(self, row: int, cells: Sequence[CellValue], values: dict[str, Any]) -> None:
        try:
            record = checked(self.spec.record, {"sheet": self.sheet, "row": row, "extra": self._extra(cells), **values})
        except ValueError as error:
            self._set_aside(row, values, self._invalid(row, error))
            return
        self.totals.add_records([record])
        self._judge(record)

    def _judge(self, record: Any) -> None:
        """Keep a record, or set it aside with what the row rules say of it."""
        faults = [
            row_finding(self.spec, record, fault) for rule in self.spec.row_rules for fault in rule.faults(record)
        ]
        if faults:
            self.findings.extend(faults)
        if any(fault.severity is Severity.ERROR for fault in faults):
            self.rows.left_out.append(LeftOut(record.place(), tuple(faults)))
        else:
            self.rows.records.append(record)

    def _invalid(self, row: int, error: ValueError) -> list[Diagnostic]:
        """What pydantic refused although the parsers let it pass, at the cells it names."""
        return [
            Diagnostic(
                row_rules.VALUE_INVALID,
                self.sheet.place(row, name),
                {"reason": reason},
                ledger=self.spec.name,
                field=name,
            )
            for name, reason in refused_fields(error)
        ]

    def _set_aside(self, row: int, values: Mapping[str, Any], faults: Sequence[Diagnostic]) -> None:
        key = row_key(self.spec, values)
        named = tuple(with_key(fault, self.spec, key) for fault in faults)
        self.findings.extend(named)
        self.totals.add_values(values)
        self.rows.left_out.append(LeftOut(self.table.place(row), named))

    def _extra(self, cells: Sequence[CellValue]) -> dict[str, str]:
        """What stands in columns with a heading that is none of the ledger's."""
        present = ((title, cells[number - 1]) for number, title in self.unknown if number <= len(cells))
        return {title: str(value) for title, value in present if value is not None} if self.unknown else {}

    def _check_total(self, row: int, cells: Sequence[CellValue]) -> None:
        stated = stated_count(cells)
        if stated is not None and stated not in self.totals.counts():
            self._say(
                sheet_rules.TOTAL_DISAGREES, self.table.place(row), value=str(stated), computed=self.totals.whole.rows
            )
        for reader in self.cells:
            if not reader.column.summed:
                continue
            reading, number = reader.read(cells), reader.main
            if isinstance(reading.value, Decimal) and reading.value not in self.totals.sums(reader.column.field):
                place = self.table.place(row, number, self.headings.titles.get(number, ""))
                self._say(
                    sheet_rules.TOTAL_DISAGREES,
                    place,
                    value=str(reading.value),
                    computed=str(self.totals.whole.sums[reader.column.field]),
                )
        self.totals.close()


def sheet_of(spec: LedgerSpec[Any], table: RawTable, headings: Headings) -> Sheet:
    """What all records of a table share: its place, and the column and heading of each field."""
    columns: dict[str, str] = {}
    titles: dict[str, str] = {}
    for column in spec.columns:
        number = next((headings.columns[name] for name in field_names(column) if name in headings.columns), None)
        if number:
            columns[column.field] = column_letters(number)
            titles[column.field] = headings.titles.get(number, column.heading)
    split = {name: column_letters(number) for name, number in headings.columns.items() if "." in name}
    width = max(headings.titles, default=0)
    return Sheet(spec.name, table.file, table.sheet, columns, titles, headings.last_row, split, width)

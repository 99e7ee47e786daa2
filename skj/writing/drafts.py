"""A row before it is written: the same parsers and the same rules as reading (architecture section 5)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from skj.diagnostics import Diagnostic, Severity
from skj.frozen import dataclass
from skj.ledgers.base import NO_OPTIONS, Column, Fault, Issue, Ledger, LedgerSpec, ReadingOptions, Record, Sheet
from skj.ledgers.records import refused_fields
from skj.ledgers.rowfindings import may_name_someone, row_finding, row_key, with_key
from skj.rules import drafts as rules
from skj.rules import rows as row_rules
from skj.thai.dates import format_be
from skj.writing.cells import SEVERAL, YES_NO

_REQUIRED: Final = Issue(row_rules.VALUE_REQUIRED)
# Looks at the ledger and a new record and says what a person should know before it is written.
Advice = Callable[[Sequence[Any], Any], Iterable[Fault]]


@dataclass(frozen=True, slots=True)
class Spot:
    """The row that is to be written: of which ledger, on which sheet, what advice its kind of row deserves, how texts are read."""

    ledger: Ledger[Any]
    sheet: Sheet
    row: int
    advice: tuple[Advice, ...] = ()
    options: ReadingOptions = NO_OPTIONS

    @property
    def spec(self) -> LedgerSpec[Any]:
        """What the ledger is."""
        return self.ledger.spec

    def finding(self, column: Column, issue: Issue, text: str) -> Diagnostic:
        """A finding about one value."""
        place = self.sheet.place(self.row, column.field)
        args = {"wanted": column.heading, **issue.args}
        is_personal = may_name_someone(self.spec, column, text)
        return Diagnostic(
            issue.rule, place, args, text, self.spec.name, column.field, personal=is_personal, fix=issue.fix
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """A record to be written with everything that was found about it; `record` is None when it cannot be one.

    `changed` are the fields whose cells are to be written; for a new row all that have a value.
    """

    spot: Spot
    values: Mapping[str, Any]
    changed: tuple[str, ...]
    findings: tuple[Diagnostic, ...]
    record: Record | None = None

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What forbids writing."""
        return tuple(found for found in self.findings if found.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """What a person should look at before the row is written."""
        return tuple(found for found in self.findings if found.severity is Severity.WARNING)


def as_typed(value: Any) -> str:
    """A value as a person would type it: days in B.E., several words with commas between them."""
    if isinstance(value, date):
        return format_be(value)
    if isinstance(value, bool):
        return YES_NO[value]
    return SEVERAL.join(value) if isinstance(value, tuple) else str(value)


def read_values(spot: Spot, texts: Mapping[str, str]) -> tuple[dict[str, Any], list[Diagnostic]]:
    """Parse what was typed for each field, as a cell of the ledger would be parsed."""
    values: dict[str, Any] = {}
    findings: list[Diagnostic] = []
    for column in spot.spec.columns:
        text = texts.get(column.field)
        if text is None or not text.strip():
            continue
        reading = column.parse(text, spot.options)
        if reading.value is not None:
            values[column.field] = reading.value
        if reading.issue and reading.issue.rule.severity is not Severity.INFO:
            findings.append(spot.finding(column, reading.issue, text))
        if column.field not in spot.sheet.columns:
            findings.append(spot.finding(column, Issue(rules.COLUMN_ABSENT), text))
    return values, findings


def new_draft(spot: Spot, values: Mapping[str, Any], findings: Sequence[Diagnostic] = ()) -> Draft:
    """A new row; `findings` are those of its values."""
    failed = {found.field for found in findings if found.severity is Severity.ERROR}
    lacking = [
        spot.finding(column, _REQUIRED, "")
        for column in spot.spec.columns
        if column.required and column.field in spot.sheet.columns and column.field not in {*values, *failed}
    ]
    return _checked(Draft(spot, values, tuple(values), (*findings, *lacking)))


def changed_draft(spot: Spot, record: Record, changes: Mapping[str, Any], findings: Sequence[Diagnostic] = ()) -> Draft:
    """A row with some fields changed; what is replaced is said as a warning."""
    spec = spot.spec
    old = {column.field: getattr(record, column.field) for column in spec.columns}
    replaced = [
        spot.finding(spec.column(name), Issue(rules.FIELD_FILLED, {"new": as_typed(value)}), as_typed(old[name]))
        for name, value in changes.items()
        if old[name] is not None and old[name] != value
    ]
    values = {name: value for name, value in (old | dict(changes)).items() if value is not None}
    others = tuple(each for each in spot.ledger.records if each is not record)
    alone = replace(spot, ledger=replace(spot.ledger, records=others))
    return _checked(Draft(alone, values, tuple(changes), (*findings, *replaced)))


def _checked(draft: Draft) -> Draft:
    """The draft as a record, with what row rules, cross-row rules and advice say of it."""
    spot = draft.spot
    key = row_key(spot.spec, draft.values)
    findings = tuple(with_key(each, spot.spec, key) for each in draft.findings)
    if any(each.severity is Severity.ERROR for each in findings):
        return replace(draft, findings=findings)
    try:
        record: Record = spot.spec.record(sheet=spot.sheet, row=spot.row, **draft.values)
    except ValueError as error:
        return replace(draft, findings=(*findings, *_invalid(spot, error)))
    faults = [*_row_faults(spot.spec, record), *_cross_faults(spot.ledger, record), *_advice(spot, record)]
    return replace(
        draft, findings=(*findings, *(row_finding(spot.spec, record, fault) for fault in faults)), record=record
    )


def _row_faults(spec: LedgerSpec[Any], record: Record) -> list[Fault]:
    return [fault for rule in spec.row_rules for fault in rule.faults(record)]


def _cross_faults(ledger: Ledger[Any], record: Record) -> list[Fault]:
    """Cross-row rules over the ledger with the row in it; only what they say of this row is its own."""
    return [
        fault
        for rule in ledger.spec.ledger_rules
        for found, fault in rule((*ledger.records, record))
        if found is record
    ]


def _advice(spot: Spot, record: Record) -> list[Fault]:
    return [fault for advise in spot.advice for fault in advise(spot.ledger.records, record)]


def _invalid(spot: Spot, error: ValueError) -> list[Diagnostic]:
    """What pydantic refused although the parsers let it pass."""
    return [
        Diagnostic(
            row_rules.VALUE_INVALID,
            spot.sheet.place(spot.row, name),
            {"reason": reason},
            ledger=spot.spec.name,
            field=name,
        )
        for name, reason in refused_fields(error)
    ]

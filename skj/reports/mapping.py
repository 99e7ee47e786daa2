"""What to say about a file that was mapped: `skj map`."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from skj.diagnostics import mask
from skj.language import N_, _
from skj.ledgers.base import LedgerSpec
from skj.mapping.propose import ColumnProposal, Status, TableProposal
from skj.reports.model import Field, Grid, Kind, Line, Note, Report, Section, Tone

STATES: Final[Mapping[Status, str]] = {
    Status.KNOWN: N_("known"),
    Status.SURE: N_("recognised"),
    Status.UNCLEAR: N_("unclear"),
    Status.EXTRA: N_("not used"),
}
_TONES: Final[Mapping[Status, Tone]] = {
    Status.KNOWN: "good",
    Status.SURE: "good",
    Status.UNCLEAR: "warn",
    Status.EXTRA: "quiet",
}


def mapping_report(
    file: str, tables: Sequence[TableProposal], lines: Sequence[str], *, names: bool, writes: bool = False
) -> Report:
    """Every table of the file with its columns; `lines` are the sections skj.toml needs, one text a ledger, or is now given."""
    following = tuple(_next(tables, needs=bool(lines), writes=writes))
    lines = () if writes else lines
    sections = tuple(_section(table, names=names) for table in tables)
    needed = Section(_("What to write in skj.toml"), tuple(Note(line) for text in lines for line in text.splitlines()))
    main = Grid(
        (Field("sheet", _("Sheet")), Field("ledger", _("Ledger")), *_fields()),
        tuple(_with_table(table, line) for table in tables for line in _lines(table, names=names)),
        empty=_(
            "Nothing here looks like the headings of a ledger. Write headings above the columns as “skj init” has them in its templates."
        ),
    )
    data = {"file": file, "tables": [_table_data(table, names=names) for table in tables], "settings": list(lines)}
    shown = sections or (Section(file, (main,)),)
    blocks = (*shown, *([needed] if lines else []))
    return Report(_("Columns of {file}").format(file=file), _summary(tables), blocks, main, data, following)


def _next(tables: Sequence[TableProposal], *, needs: bool, writes: bool) -> Iterable[Note]:
    """What to do now; nothing when skj.toml is told what it needs."""
    is_unclear = any(table.spec is None or not table.is_sure or table.missing or table.unclear for table in tables)
    if tables and is_unclear:
        yield Note(
            _("“skj map --write” asks on a terminal about what is not clear; or write the lines yourself."), "warn"
        )
    elif needs and not writes:
        yield Note(_("Add --write to put these lines into skj.toml; next month nothing is asked."), "good")
    elif tables and not needs:
        yield Note(_("Nothing to do: every column of the ledger is known by its heading."), "good")


def _summary(tables: Sequence[TableProposal]) -> str:
    columns = [column for table in tables for column in table.columns]
    mapped = sum(column.status in {Status.KNOWN, Status.SURE} for column in columns)
    unclear = sum(column.status is Status.UNCLEAR for column in columns)
    return _("{columns} columns: {mapped} clear, {unclear} unclear, {extra} not used").format(
        columns=len(columns), mapped=mapped, unclear=unclear, extra=len(columns) - mapped - unclear
    )


def _fields() -> tuple[Field, ...]:
    return (
        Field("column", _("Column")),
        Field("heading", _("Heading")),
        Field("field", _("Field")),
        Field("confidence", _("Sure"), Kind.SHARE),
        Field("status", _("State")),
        Field("examples", _("Examples")),
    )


def _section(table: TableProposal, *, names: bool) -> Section:
    title = _("{sheet}, headings in row {row}: {ledger}").format(
        sheet=table.sheet or _("File"), row=table.last_row, ledger=_(table.spec.label) if table.spec else _("unknown")
    )
    return Section(title, (*_doubts(table), Grid(_fields(), tuple(_lines(table, names=names))), *_choices(table)))


def _choices(table: TableProposal) -> Iterable[Note]:
    """What each unclear column may be, so that the right one can be written down; fields that are found are none of it."""
    spec, taken = table.spec, table.mapped
    for column in table.unclear if spec else ():
        free = [choice.field for choice in column.choices if choice.field not in taken]
        fields = ", ".join(label_of(spec, name) for name in free if spec)
        text = (
            _("Column {column} “{heading}” may be {fields}.") if free else _("Column {column} “{heading}” is unknown.")
        )
        yield Note(text.format(column=column.letters, heading=column.heading, fields=fields), "warn")


def _doubts(table: TableProposal) -> Iterable[Note]:
    if table.spec is None:
        yield Note(_("These headings fit no ledger that skj knows; --ledger NAME says which it is."), "bad")
    elif not table.is_sure:
        text = _("It is not clear which ledger this is; it may be {ledgers}. --ledger NAME says which.")
        yield Note(text.format(ledgers=", ".join(table.rivals[:3])), "warn")
    if table.missing:
        text = _("Columns without which it is not this ledger are missing: {headings}.")
        yield Note(text.format(headings=", ".join(f"“{heading}”" for heading in table.missing)), "bad")


def _lines(table: TableProposal, *, names: bool) -> Iterable[Line]:
    for column in table.columns:
        cells = (
            column.letters,
            column.heading or "—",
            field_label(table.spec, column),
            Fraction(round(column.confidence * 100), 100) if column.field else None,
            _(STATES[column.status]),
            " · ".join(_examples(column, names=names)),
        )
        yield Line(cells, _TONES[column.status])


def _with_table(table: TableProposal, line: Line) -> Line:
    return Line((table.sheet, table.spec.name if table.spec else "", *line.cells), line.tone)


def field_label(spec: LedgerSpec[Any] | None, column: ColumnProposal) -> str:
    """A proposed field for people; an unclear one with a question mark."""
    if spec is None or column.field is None:
        return "—"
    return f"{label_of(spec, column.field)}{' ?' if column.status is Status.UNCLEAR else ''}"


def label_of(spec: LedgerSpec[Any], name: str) -> str:
    """The heading of a field and its name in skj.toml: `เขต (district)`."""
    whole, _dot, part = name.partition(".")
    column = spec.column(whole)
    heading = dict(column.parts)[part][0] if part else column.heading
    return f"{heading} ({name})"


def _examples(column: ColumnProposal, *, names: bool) -> list[str]:
    hidden = column.is_personal and not names
    return [mask(text) if hidden else text for text in column.examples]


def _table_data(table: TableProposal, *, names: bool) -> Mapping[str, Any]:
    return {
        "sheet": table.sheet,
        "first_row": table.first_row,
        "last_row": table.last_row,
        "ledger": table.spec.name if table.spec else None,
        "sure": table.is_sure,
        "confidence": table.confidence,
        "missing": list(table.missing),
        "rivals": list(table.rivals),
        "columns": [_column_data(column, names=names) for column in table.columns],
    }


def _column_data(column: ColumnProposal, *, names: bool) -> Mapping[str, Any]:
    share = column.fit.share
    return {
        "column": column.letters,
        "heading": column.heading,
        "field": column.field,
        "status": column.status.value,
        "confidence": round(column.confidence, 2),
        "readable": round(float(share), 4) if share is not None else None,
        "examples": _examples(column, names=names),
        "choices": [{"field": choice.field, "confidence": choice.confidence} for choice in column.choices],
    }

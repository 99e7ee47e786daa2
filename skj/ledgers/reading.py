"""Raw tables to records: every row becomes a record, is set aside with its reasons, or is said to be something else."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from skj.diagnostics import Diagnostic, Findings, Place, Severity
from skj.files.headings import Headings, HeadingTexts, Vocabulary, closest_headings, find_headings
from skj.files.tables import RawTable, SourceFile
from skj.ledgers.base import Ledger, LedgerSpec, LeftOut, Sheet
from skj.ledgers.knownheadings import DEFAULT_SETTINGS, LedgerSettings, field_names, vocabulary
from skj.ledgers.rowfindings import row_finding
from skj.ledgers.rowkinds import filled
from skj.ledgers.tablereading import Rows, TableReader
from skj.rules import sheets as sheet_rules
from skj.thai.text import clean_text


def matching_sheets(
    source: SourceFile, spec: LedgerSpec[Any], settings: LedgerSettings, rivals: Sequence[LedgerSpec[Any]]
) -> list[tuple[RawTable, Headings]]:
    """The tables of a file that are this ledger: the sheet named in skj.toml, or every sheet whose headings fit it best."""
    words = vocabulary(spec, settings)
    tables = [
        table
        for table in source.tables
        if settings.sheet is None or clean_text(table.sheet) == clean_text(settings.sheet)
    ]
    found = [(table, headings) for table in tables if (headings := find_headings(table, words))]
    if settings.sheet is not None or len(source.tables) == 1:
        return found
    others = [vocabulary(rival) for rival in rivals if rival.name != spec.name]
    return [(table, headings) for table, headings in found if not _fits_better(table, headings, others)]


def _fits_better(table: RawTable, headings: Headings, others: Iterable[Vocabulary]) -> bool:
    texts = HeadingTexts(table)
    possible = (other for other in others if texts.may_hold(other))
    matches = (find_headings(table, other, texts=texts) for other in possible)
    return any(match is not None and len(match.columns) > len(headings.columns) for match in matches)


def identify(table: RawTable, specs: Sequence[LedgerSpec[Any]]) -> LedgerSpec[Any] | None:
    """The ledger whose headings a table fits best, or None; on a tie the ledger with fewer columns of its own."""
    texts = HeadingTexts(table)
    found = [
        (len(match.columns), -len(spec.columns), spec)
        for spec in specs
        if (match := find_headings(table, vocabulary(spec), texts=texts))
    ]
    return max(found, key=lambda item: item[:2])[2] if found else None


def read_ledger(
    spec: LedgerSpec[Any],
    sources: Sequence[SourceFile],
    settings: LedgerSettings = DEFAULT_SETTINGS,
    rivals: Sequence[LedgerSpec[Any]] = (),
) -> Ledger[Any]:
    """Read the files of one ledger as one: records of all their tables, rows set aside, every finding with its place."""
    findings = Findings()
    rows = Rows([], [])
    sheets: list[Sheet] = []
    for source in sources:
        findings.extend(source.findings)
        matched = matching_sheets(source, spec, settings, rivals)
        _say_what_is_not_read(source, spec, settings, matched, findings)
        for table, headings in matched:
            reader = TableReader(spec, table, headings, settings, findings)
            rows.extend(reader.read())
            sheets.append(reader.sheet)  # after reading: that of the last page, where headings stand again
    _check_ledger(spec, rows, findings)
    return Ledger(
        spec,
        tuple(rows.records),
        tuple(rows.left_out),
        tuple(findings.sorted()),
        {source.file: source.sha256 for source in sources},
        tuple(sheets),
    )


def _say_what_is_not_read(
    source: SourceFile,
    spec: LedgerSpec[Any],
    settings: LedgerSettings,
    matched: Sequence[tuple[RawTable, Headings]],
    findings: Findings,
) -> None:
    read = {table.sheet for table, _headings in matched}
    present = [table.sheet for table in source.tables]
    if settings.sheet is not None and clean_text(settings.sheet) not in map(clean_text, present):
        listed = ", ".join(f"“{name}”" for name in present) or "—"
        findings.add(
            sheet_rules.SHEET_UNKNOWN, Place(source.file), ledger=spec.name, wanted=settings.sheet, present=listed
        )
    elif not matched:
        _no_headings(source, spec, settings, findings)
    else:
        for table in source.tables:
            if (
                settings.sheet is None
                and table.sheet not in read
                and filled([value for cells in table.rows[:50] for value in cells])
            ):
                findings.add(sheet_rules.SHEET_FOREIGN, table.place(), ledger=spec.name)


def _no_headings(source: SourceFile, spec: LedgerSpec[Any], settings: LedgerSettings, findings: Findings) -> None:
    words = vocabulary(spec, settings)
    table = max(source.tables, key=lambda table: len(closest_headings(table, words)), default=None)
    near = closest_headings(table, words) if table else frozenset()
    wanted = [column.heading for column in spec.columns if column.essential and not near & set(field_names(column))]
    findings.add(
        sheet_rules.NO_HEADING_ROW,
        table.place() if table else Place(source.file),
        ledger=spec.name,
        ledger_name=spec.label,
        ledger_id=spec.name,
        wanted=", ".join(f"“{heading}”" for heading in wanted),
    )


def _check_ledger(spec: LedgerSpec[Any], rows: Rows, findings: Findings) -> None:
    """Cross-row rules; a record with an error among them is set aside too."""
    wrong: dict[int, list[Diagnostic]] = defaultdict(list)
    for rule in spec.ledger_rules:
        for record, fault in rule(rows.records):
            found = row_finding(spec, record, fault)
            findings.extend([found])
            if found.severity is Severity.ERROR:
                wrong[id(record)].append(found)
    if not wrong:
        return
    rows.left_out += [
        LeftOut(record.place(), tuple(wrong[id(record)])) for record in rows.records if id(record) in wrong
    ]
    rows.records[:] = [record for record in rows.records if id(record) not in wrong]

"""`skj map`: which ledger a file is and which column is which field; skj.toml is told, so that next month nobody asks."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from skj.commands.groups import Entry, add_commands
from skj.commands.options import Run, with_options
from skj.language import _

if TYPE_CHECKING:
    from skj.diagnostics import WriteRefused
    from skj.files.tables import SourceFile
    from skj.mapping.propose import ColumnProposal, Knowledge, TableProposal
    from skj.mapping.settings_edit import LedgerChange
    from skj.workspace import Workspace

BOM: Final = b"\xef\xbb\xbf"


def register(app: typer.Typer, words: Sequence[str]) -> None:
    """Add the command, in the language in use."""
    text = _("Find out which ledger a file is and which column is which; --write tells skj.toml.")
    add_commands(app, {"map": Entry(text, partial(with_options, map_file))}, words)


def map_file(
    run: Run,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("The ledger file as the office has it."))],
    *,
    ledger: Annotated[
        str | None, typer.Option("--ledger", help=_("Which ledger it is, when the headings do not tell."))
    ] = None,
    write: Annotated[bool, typer.Option("--write", help=_("Add what was found to skj.toml."))] = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help=_("Ask nothing; write what is sure and leave out the rest."))
    ] = False,
) -> None:
    """Propose, ask what is unclear, show, and write."""
    from skj.mapping.settings_edit import lines_of
    from skj.reports.mapping import mapping_report

    space = _workspace(run, write=write)
    source = _source(run, space, file)
    knowledge = _knowledge(space, file, ledger)
    tables = _proposals(source, knowledge)
    if not yes and is_asked():
        tables = [_settled(table, source, knowledge, show_names=run.show_names) for table in tables]
    changes, refusals = _changes(run, space, source, file, tables)
    lines = [lines_of(change) for change in changes]
    report = mapping_report(source.file, tables, lines, names=run.show_names, writes=write)
    run.show(report, more=[*source.findings, *(refusal.diagnostic for refusal in refusals if not write)])
    if write and refusals:
        raise refusals[0]
    doubts = _doubts(tables)
    if write:
        _write(run, space, changes, doubts, yes=yes and any(map(_is_ready, tables)))
    if doubts or refusals or not tables:
        raise typer.Exit(1)


def _workspace(run: Run, *, write: bool) -> "Workspace":
    """The workspace; without one, a file can be looked at but nothing can be written."""
    from skj.workspace import Workspace, WorkspaceSettings, find_workspace

    folder = run.workspace or find_workspace(Path.cwd())
    if folder is None and not write:
        return Workspace(settings=WorkspaceSettings(), encoding=run.encoding)
    return run.open()


def _source(run: Run, space: "Workspace", file: Path) -> "SourceFile":
    known = next((name for name in space.settings.ledgers if file.resolve() in _paths(space, name)), "")
    return _read(run, space, file, known)


def _read(run: Run, space: "Workspace", file: Path, ledger: str) -> "SourceFile":
    from skj.files.source import read_source

    encoding = run.encoding or space.section(ledger).encoding
    shown = _shown(space, file)
    run.looked_at.append((file, shown))
    return read_source(file, shown, encoding=encoding, limits=space.settings.limits)


def _shown(space: "Workspace", file: Path) -> str:
    path, root = file.resolve(), space.root.resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else file.as_posix()


def _paths(space: "Workspace", name: str) -> list[Path]:
    return [path.resolve() for path in space.files_of(name)]


def _knowledge(space: "Workspace", file: Path, ledger: str | None) -> "Knowledge":
    """All ledgers, or the one that was named; UsageRefused when there is none of that name."""
    from skj.diagnostics import Diagnostic, UsageRefused
    from skj.ledgers.registry import BY_NAME, SPECS
    from skj.mapping.propose import Knowledge
    from skj.rules.mapping import LEDGER_UNKNOWN

    if ledger is not None and ledger not in BY_NAME:
        raise UsageRefused(Diagnostic(LEDGER_UNKNOWN, args={"value": ledger, "known": ", ".join(BY_NAME)}))
    specs = [BY_NAME[ledger]] if ledger else SPECS
    named = frozenset(spec.name for spec in specs if ledger or file.resolve() in _paths(space, spec.name))
    return Knowledge(specs, {spec.name: space.settings_of(spec.name) for spec in specs}, named)


def _proposals(source: "SourceFile", knowledge: "Knowledge") -> "list[TableProposal]":
    from skj.mapping.propose import propose

    return [proposal for table in source.tables for proposal in propose(table, knowledge)]


def _doubts(tables: "Sequence[TableProposal]") -> int:
    """How many things nobody but a person can say."""
    unsure = sum(table.spec is None or not table.is_sure or bool(table.missing) for table in tables)
    return unsure + sum(len(table.unclear) for table in tables if table.is_sure)


def _is_ready(table: "TableProposal") -> bool:
    """Whether the ledger is sure and every column it cannot be without is settled."""
    from skj.mapping.fields import missing_headings

    return bool(table.spec and table.is_sure and not missing_headings(table.spec, frozenset(table.mapped)))


# --- questions ---------------------------------------------------------------------------------------------------------


def is_asked() -> bool:
    """Whether somebody is there to answer."""
    from skj.render.streams import is_terminal

    return is_terminal(sys.stdin) and is_terminal(sys.stderr)


def _settled(
    table: "TableProposal", source: "SourceFile", knowledge: "Knowledge", *, show_names: bool
) -> "TableProposal":
    """The proposal with the answers of the person at the terminal."""
    from skj.mapping.fields import missing_headings

    if not table.is_sure and table.rivals:
        table = _with_ledger(table, source, knowledge)
    if not table.is_sure:
        return table
    columns = tuple(_once_each([_answered(table, column, show_names=show_names) for column in table.columns]))
    # Whoever says "none of these" of the only column a field could be leaves the ledger without it.
    found = frozenset(column.field for column in columns if column.field)
    return replace(table, columns=columns, missing=missing_headings(table.spec, found) if table.spec else ())


def _with_ledger(table: "TableProposal", source: "SourceFile", knowledge: "Knowledge") -> "TableProposal":
    """The proposal for the ledger that was chosen."""
    from skj.ledgers.registry import BY_NAME
    from skj.mapping.propose import Knowledge, propose

    names = table.rivals[:5]
    place = _("{sheet}, row {row}: which ledger is this?").format(sheet=table.sheet or source.file, row=table.last_row)
    chosen = _choose(place, [f"{_(BY_NAME[name].label)} ({name})" for name in names])
    if chosen is None:
        return table
    only = Knowledge([BY_NAME[names[chosen]]], knowledge.settings, frozenset({names[chosen]}))
    raw = next(one for one in source.tables if one.sheet == table.sheet)
    again = [one for one in propose(raw, only) if one.first_row == table.first_row]
    return again[0] if again else table


def _answered(table: "TableProposal", column: "ColumnProposal", *, show_names: bool) -> "ColumnProposal":
    from skj.diagnostics import mask
    from skj.mapping.propose import Status
    from skj.reports.mapping import label_of

    if column.status is not Status.UNCLEAR or table.spec is None:
        return column
    examples = [text if show_names or not column.is_personal else mask(text) for text in column.examples]
    question = _("Column {column} “{heading}” ({examples}): what is it?").format(
        column=column.letters, heading=column.heading, examples=" · ".join(examples)
    )
    chosen = _choose(question, [label_of(table.spec, choice.field) for choice in column.choices])
    if chosen is None:
        return replace(column, field=None, status=Status.EXTRA, confidence=0.0)
    return replace(column, field=column.choices[chosen].field, status=Status.SURE, confidence=1.0)


def _once_each(columns: "Sequence[ColumnProposal]") -> "list[ColumnProposal]":
    """A field that was chosen for two columns is unclear for the later one: never two columns for one field."""
    from skj.mapping.propose import Status

    taken: set[str] = set()
    kept = []
    for column in columns:
        is_second = column.field in taken and column.status is Status.SURE
        kept.append(replace(column, status=Status.UNCLEAR) if is_second else column)
        taken |= {column.field} if column.field else set()
    return kept


def _choose(question: str, choices: "Sequence[str]") -> int | None:
    """A numbered choice; 0 is none of them."""
    typer.echo(question, err=True)
    for number, text in enumerate(choices, 1):
        typer.echo(f"  {number}) {text}", err=True)
    typer.echo("  0) " + _("none of these"), err=True)
    while True:
        answer = typer.prompt(_("Number"), err=True)
        if str(answer).strip().isdecimal() and int(answer) <= len(choices):
            return int(answer) - 1 if int(answer) else None


# --- writing -----------------------------------------------------------------------------------------------------------


def _changes(
    run: Run, space: "Workspace", source: "SourceFile", file: Path, tables: "Sequence[TableProposal]"
) -> "tuple[list[LedgerChange], list[WriteRefused]]":
    """What skj.toml lacks, one change a ledger that is sure and whole; and why it cannot be said of some."""
    from skj.diagnostics import WriteRefused
    from skj.mapping.changes import Books, change_for

    ready = [table for table in tables if _is_ready(table)]
    changes: list[LedgerChange] = []
    refusals: list[WriteRefused] = []
    for spec in {table.spec.name: table.spec for table in ready if table.spec}.values():
        paths = _paths(space, spec.name)
        entry = "" if file.resolve() in paths else _shown(space, file)
        others = [_read(run, space, path, spec.name) for path in paths if path != file.resolve()]
        books = Books(spec, space.settings_of(spec.name), source, others, entry)
        try:
            changes.append(change_for(books, [table for table in ready if table.spec is spec]))
        except WriteRefused as refusal:
            refusals.append(refusal)
    return [change for change in changes if change], refusals


def _write(run: Run, space: "Workspace", changes: "Sequence[LedgerChange]", doubts: int, *, yes: bool) -> None:
    from skj.diagnostics import Diagnostic, Place, WriteRefused
    from skj.rules.mapping import MAPPING_INCOMPLETE
    from skj.workspace import SETTINGS_FILE

    if doubts and not yes:
        raise WriteRefused(Diagnostic(MAPPING_INCOMPLETE, Place(SETTINGS_FILE), {"count": doubts}))
    if not changes:
        run.say(_("skj.toml says all that is needed already."))
        return
    _save(space.root / SETTINGS_FILE, changes)
    run.say(_("wrote {file}").format(file=(space.root / SETTINGS_FILE).as_posix()))


def _save(path: Path, changes: "Sequence[LedgerChange]") -> None:
    """Add the changes to the text and prove that the settings can still be read."""
    from skj.mapping.saving import replace_text

    before = path.read_bytes()
    mark = BOM if before.startswith(BOM) else b""
    text = before.removeprefix(BOM).decode("utf-8")
    for change in changes:
        text = _with_change(text, change)
    replace_text(path, before, mark + text.encode("utf-8"))


def _with_change(text: str, change: "LedgerChange") -> str:
    from skj.diagnostics import Diagnostic, Place, WriteRefused
    from skj.ledgers.registry import BY_NAME
    from skj.mapping.settings_edit import add_ledger
    from skj.mapping.toml_text import NotCleanlyError
    from skj.rules.mapping import SETTINGS_NOT_EDITABLE
    from skj.workspace import SETTINGS_FILE

    try:
        return add_ledger(text, change)
    except NotCleanlyError:
        names = {"ledger_name": BY_NAME[change.ledger].label, "ledger_id": change.ledger}
        raise WriteRefused(Diagnostic(SETTINGS_NOT_EDITABLE, Place(SETTINGS_FILE), names)) from None

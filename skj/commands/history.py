"""`skj log` and `skj undo`: what was written, the versions kept before each write, and the way back."""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from skj.commands.groups import Entry, add_commands
from skj.commands.options import Run, today, with_options
from skj.language import _

if TYPE_CHECKING:
    from skj.files.keeping import Kept
    from skj.reports.keeping import KeptLine
    from skj.workspace import Workspace

# A shorter name would stand in too many rows by chance.
SHORTEST_NAME: Final = 4


def register(app: typer.Typer, words: Sequence[str]) -> None:
    """Add the commands, in the language in use."""
    texts: dict[Callable[..., None], str] = {
        log: _("What was written to the ledgers, by whom and when; the versions kept; --verify checks the journal."),
        undo: _("Take back the last write, or the one named; the exact bytes come back."),
    }
    made = {command.__name__: Entry(text, partial(with_options, command)) for command, text in texts.items()}
    add_commands(app, made, words)


def log(  # noqa: PLR0913  (one parameter for each option)
    run: Run,
    *,
    verify: Annotated[bool, typer.Option("--verify", help=_("Check that the journal is whole."))] = False,
    versions: Annotated[
        bool, typer.Option("--versions", help=_("List the kept versions of each ledger, their age and size."))
    ] = False,
    prune: Annotated[
        bool,
        typer.Option("--prune", help=_("Remove kept versions that need not be kept any more, as each write does.")),
    ] = False,
    person: Annotated[
        str | None, typer.Option("--person", metavar="NAME", help=_("List the kept versions that hold this person."))
    ] = None,
    forget: Annotated[
        bool, typer.Option("--forget", help=_("With --person: remove these versions; they cannot be brought back."))
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_("Ask nothing."))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Show what would be removed; remove nothing."))] = False,
) -> None:
    """Show or check the journal of every folder that holds ledgers, and look after the versions beside it."""
    _refuse_mixture(verify=verify, versions=versions, prune=prune, person=person is not None, forget=forget)
    run.check_output()
    space = _open(run)
    if versions:
        _show_versions(run, space)
    elif prune:
        _prune(run, space, dry_run=dry_run)
    elif person is not None:
        _person(run, space, person, removes=forget and not dry_run, asks=not yes)
    elif verify:
        _verify(run, space)
    else:
        _entries(run, space)


def _open(run: Run) -> "Workspace":
    """The office's folder; without a skj.toml the folder one stands in (or of -w), when rows were written in it."""
    from skj.files.journal import HISTORY
    from skj.workspace import SETTINGS_FILE, Workspace, WorkspaceSettings, find_workspace

    folder = run.workspace or Path.cwd()
    has_settings = (folder / SETTINGS_FILE).is_file() if run.workspace else find_workspace(folder) is not None
    if has_settings or not (folder / HISTORY).is_dir():
        return run.open()
    run.space = Workspace(folder, settings=WorkspaceSettings())
    return run.space


def _refuse_mixture(*, forget: bool, person: bool, **ways: bool) -> None:
    if forget and not person:
        raise typer.BadParameter(_("--forget needs --person NAME"), param_hint="--forget")
    if sum([person, *ways.values()]) > 1:
        raise typer.BadParameter(
            _("give only one of --verify, --versions, --prune and --person"), param_hint="--verify"
        )


def _entries(run: Run, space: "Workspace") -> None:
    from dataclasses import asdict

    from skj.files import history
    from skj.reports.writing import log_report

    entries = [entry for folder in journal_folders(space) for entry in history.entries(folder)]
    newest = sorted(entries, key=lambda entry: entry.time)[::-1]  # also within one second
    run.show(log_report([asdict(entry) for entry in newest]))


def _verify(run: Run, space: "Workspace") -> None:
    from skj.diagnostics import Severity
    from skj.files import history
    from skj.reports.writing import chain_report

    folders = journal_folders(space)
    found = [item for folder in folders for item in history.verify_chain(folder)]
    faults = [item for item in found if item.severity > Severity.INFO]
    count = sum(len(history.entries(folder)) for folder in folders)
    run.show(chain_report(count, len(faults)), more=found)
    if faults:
        raise typer.Exit(1)


def _show_versions(run: Run, space: "Workspace") -> None:
    from skj.files.keeping import kept_versions
    from skj.reports.keeping import versions_report

    kept = [each for folder in journal_folders(space) for each in kept_versions(folder)]
    run.show(versions_report([_kept_line(space, each) for each in kept], today()))


def _prune(run: Run, space: "Workspace", *, dry_run: bool) -> None:
    from skj.files.keeping import prunable
    from skj.reports.keeping import removed_report

    retention = space.settings.history.retention
    old = [each for folder in journal_folders(space) for each in prunable(folder, today(), retention)]
    gone = [] if dry_run else _remove(space, old)
    show = run.show_done if gone else run.show
    show(removed_report([_kept_line(space, each) for each in old], len(gone), today()))


def _person(run: Run, space: "Workspace", name: str, *, removes: bool, asks: bool) -> None:
    """List the versions that hold a person, and remove them when that was asked for and confirmed."""
    from skj.files.keeping import find_person, kept_versions
    from skj.reports.keeping import person_report

    wanted = _bare_name(name)
    kept = [each for folder in journal_folders(space) for each in kept_versions(folder)]
    found = list(find_person(kept, wanted))
    holding = [each for each in found if each.rows]
    gone: list[Kept] = []
    if removes and holding:
        _confirm_removal(len(holding), asks=asks)
        gone = _remove(space, [each.kept for each in holding])
        _record(gone)
    lines = [_kept_line(space, each.kept, rows=each.rows) for each in found]
    show = run.show_done if gone else run.show
    show(person_report(lines, _still_in(space, wanted), len(gone), today()))


def _bare_name(name: str) -> str:
    """Given name and surname without the title; UsageRefused for a name that is too short to be told from others."""
    from skj.diagnostics import Diagnostic, UsageRefused
    from skj.files.keeping import person_key
    from skj.ledgers.vocabulary import titles
    from skj.rules.fixing import NAME_TOO_SHORT
    from skj.thai.names import read_name

    read = read_name(name, titles())
    bare = f"{read.given} {read.surname}".strip()
    if not read.surname or len(person_key(bare)) < SHORTEST_NAME:
        raise UsageRefused(Diagnostic(NAME_TOO_SHORT))
    return bare


def _confirm_removal(count: int, *, asks: bool) -> None:
    from skj.diagnostics import Diagnostic, WriteRefused
    from skj.rules.fixing import REMOVAL_UNCONFIRMED

    if not asks:
        return
    if not sys.stdin.isatty():
        raise WriteRefused(Diagnostic(REMOVAL_UNCONFIRMED, args={"count": count}))
    typer.confirm(_("Remove {count} kept versions for ever?").format(count=count), abort=True, err=True)


def _remove(space: "Workspace", kept: "Sequence[Kept]") -> "list[Kept]":
    from skj.diagnostics import WriteRefused
    from skj.files.commit import failure
    from skj.files.keeping import remove

    try:
        return remove(kept)
    except OSError as error:
        raise WriteRefused(failure(error, space.shown(kept[0].folder))) from error


def _record(gone: "Sequence[Kept]") -> None:
    """One journal line for each ledger; it says how many versions went, and nothing of the person."""
    from itertools import groupby

    from skj.files.commit import this_writer
    from skj.files.disk import local_now
    from skj.files.keeping import record_removal

    for _ledger, own in groupby(gone, key=lambda each: (each.folder, each.ledger)):
        record_removal(list(own), local_now(), this_writer())


def _still_in(space: "Workspace", wanted: str) -> list[str]:
    """The ledgers of today that hold the person."""
    from skj.files.keeping import tables_hold
    from skj.ledgers.registry import SPECS

    paths = sorted({path for spec in SPECS for path in space.files_of(spec.name)})
    return [space.shown(path) for path in paths if tables_hold(path, wanted)]


def _kept_line(space: "Workspace", kept: "Kept", rows: int | None = None) -> "KeptLine":
    from skj.reports.keeping import KeptLine

    ledger = space.shown(kept.folder / kept.ledger)
    return KeptLine(ledger, kept.version.id, kept.version.time, kept.size, space.shown(kept.path), rows)


def undo(
    run: Run,
    entry: Annotated[
        str | None, typer.Argument(metavar="ID", help=_("The entry of “skj log”; without it the last write."))
    ] = None,
) -> None:
    """Restore the bytes before a write."""
    from skj.diagnostics import Diagnostic, UsageRefused
    from skj.files import history
    from skj.reports.writing import WrittenProof, WrittenTo, taken_back_report
    from skj.rules.writing import NOTHING_TO_UNDO, UNKNOWN_ENTRY

    run.check_output()
    space = _open(run)
    known = [
        (item, place, folder)
        for folder in journal_folders(space)
        for place, item in enumerate(history.entries(folder))
        if item.backup
    ]
    chosen = [(item, place, folder) for item, place, folder in known if entry in {None, item.id}]
    if not chosen:
        raise UsageRefused(Diagnostic(UNKNOWN_ENTRY, args={"id": entry}) if known else Diagnostic(NOTHING_TO_UNDO))
    # Two writes may fall into one second; within a journal the order of its lines tells which was the last.
    last, _place, folder = max(chosen, key=lambda known: (known[0].time, known[1]))
    path = folder / last.file
    receipt = history.undo(path, space.shown(path), last.id, retention=space.settings.history.retention)
    where = WrittenTo(receipt.file, receipt.sheet, receipt.row, 1)
    run.show_done(taken_back_report(where, last.id, WrittenProof(receipt.journal_id, space.shown(receipt.backup))))


def journal_folders(space: "Workspace") -> list[Path]:
    """The folders with a journal of their own. Of files written without a skj.toml it is the folder they lie in."""
    from skj.files.journal import HISTORY

    alone = [space.root.resolve()] if (space.root / HISTORY).is_dir() else []
    return space.ledger_folders() or alone

"""`skj fix`: corrections that change how a cell is written and not what it says; nothing is written unless asked for."""

import sys
from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated, Final

import typer

from skj.commands.groups import Entry, add_commands
from skj.commands.options import LedgersOrFiles, Run, is_unread, with_options
from skj.language import _

if TYPE_CHECKING:
    from skj.diagnostics import Diagnostic
    from skj.fixing.choosing import Wanted
    from skj.fixing.plans import Change, FilePlan
    from skj.reports.fixing import ChangeLine, MendLine, WrittenFile
    from skj.workspace import Workspace

REFUSED: Final = 4


def register(app: typer.Typer, words: Sequence[str]) -> None:
    """Add the command, in the language in use."""
    text = _("Correct how cells are written: digits, spaces, dates, spellings. Writes only with --write.")
    add_commands(app, {"fix": Entry(text, partial(with_options, fix))}, words)


def fix(  # noqa: PLR0913  (one parameter for each option)
    run: Run,
    what: LedgersOrFiles = None,
    *,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select", metavar="NAME|CODE", help=_("Only these corrections: names such as digits,spaces or codes.")
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="NAME|CODE", help=_("Not these corrections."))
    ] = None,
    unsafe: Annotated[
        bool, typer.Option("--unsafe", help=_("Guesses too: they change what is read; look at each with --diff."))
    ] = False,
    list_all: Annotated[
        bool, typer.Option("--list", help=_("List every correction, also those with nothing to do."))
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help=_("Show each cell before and after."))] = False,
    write: Annotated[bool, typer.Option("--write", help=_("Write the corrections, after asking."))] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_("Write them and ask nothing."))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Show what would be written; write nothing."))] = False,
    ignore_owner_file: Annotated[
        bool,
        typer.Option(
            "--ignore-owner-file", help=_("Write although a program seems to have the file open; it is recorded.")
        ),
    ] = False,
) -> None:
    """Say what could be corrected; with --write correct it."""
    from skj.fixing.choosing import wanted_of
    from skj.reports.fixing import FixAnswer, fix_report
    from skj.rules.catalogue import all_rules

    run.check_output()
    wanted = wanted_of(select or (), ignore or (), all_rules().values(), unsafe=unsafe)
    space, plans, guesses, unread = _plan(run, what or [], wanted)
    written: list[WrittenFile] = []
    refused = [plan.notes[-1] for plan in plans if not plan.before]
    if (write or yes) and not dry_run:
        _confirm(run, plans, asks=not yes)
        written, failed = _write_all(run, space, plans, ignore_owner_file=ignore_owner_file)
        refused += failed
    changes = [
        _line(change, names=run.show_names, is_alone=bool(plan.before)) for plan in plans for change in plan.changes
    ]
    mends = _mends(changes, guesses, list_all=list_all)
    is_write = (write or yes) and not dry_run
    answer = FixAnswer(changes, mends, written, is_shown=diff or dry_run, is_write=is_write)
    notes = [note for plan in plans if plan.before for note in plan.notes]
    show = run.show_done if written else run.show
    show(fix_report(answer), more=[*unread, *refused, *notes])
    if is_write and (refused or (changes and not written)):
        raise typer.Exit(REFUSED)


def _plan(
    run: Run, words: Sequence[str], wanted: "Wanted"
) -> "tuple[Workspace, list[FilePlan], Counter[str], list[Diagnostic]]":
    """What the ledgers named need, how many guesses of each kind nobody asked for, and the files that cannot be read."""
    from skj.commands.check import check_again, examine
    from skj.diagnostics import InputRefused
    from skj.fixing.corrections import corrections
    from skj.fixing.plans import plan_files

    space, checkup, _excerpts = examine(run, words)
    unread = [found for found in checkup.findings if is_unread(found)]
    if unread and not any(ledger.rows for ledger in checkup.ledgers):
        raise InputRefused(unread[0])
    names = [ledger.name for ledger in checkup.ledgers]
    plans = plan_files(space, checkup.findings, wanted, lambda seen: check_again(seen, names))
    all_kinds = corrections(space, checkup.findings, wanted.with_guesses())
    guesses = Counter(each.mend.name for each in all_kinds if not each.is_safe and not wanted.unsafe)
    return space, plans, guesses, unread


def _confirm(run: Run, plans: "Sequence[FilePlan]", *, asks: bool) -> None:
    """Ask before anything is written; without anybody to ask, --yes must have been given."""
    from skj.diagnostics import Diagnostic, WriteRefused
    from skj.rules.fixing import CONFIRMATION_NEEDED

    count = sum(len(plan.written) for plan in plans)
    if not asks or not count:
        return
    if not sys.stdin.isatty():
        raise WriteRefused(Diagnostic(CONFIRMATION_NEEDED, args={"count": count}))
    for plan in plans:
        run.say(_("{file}: {count} cells").format(file=plan.shown, count=f"{len(plan.written):,}"))
    typer.confirm(_("Write these corrections?"), abort=True, err=True)


def _write_all(
    run: Run, space: "Workspace", plans: "Sequence[FilePlan]", *, ignore_owner_file: bool
) -> "tuple[list[WrittenFile], list[Diagnostic]]":
    """One commit for each file; a file that is refused does not keep the others from being corrected."""
    from skj.commands.writing import WAITING, say_all
    from skj.diagnostics import WriteRefused
    from skj.fixing.writer import write
    from skj.reports.fixing import WrittenFile

    written, refused = [], []
    for plan in plans:
        if plan.before == plan.after:
            continue
        try:
            receipt = write(
                plan,
                ignore_owner_file=ignore_owner_file,
                on_wait=lambda: run.say(_(WAITING)),
                retention=space.settings.history.retention,
            )
        except WriteRefused as refusal:
            refused.append(refusal.diagnostic)
            continue
        say_all(run, receipt.notes)
        backup = space.shown(receipt.backup)
        written.append(WrittenFile(plan.shown, len(plan.written), receipt.journal_id, backup))
    return written, refused


def _line(change: "Change", *, names: bool, is_alone: bool) -> "ChangeLine":
    """A change as it may be shown; `is_alone` when its refusal is not that of its whole file."""
    from skj.diagnostics import mask
    from skj.reports.fixing import ChangeLine

    found, hides = change.found, change.found.personal and not names
    refused = change.refused if is_alone else None
    return ChangeLine(
        found.place.file,
        found.place.sheet,
        found.place.cell,
        found.field,
        found.place.heading,
        change.name,
        found.code,
        mask(change.before) if hides else change.before,
        mask(change.after) if hides else change.after,
        change.kind_before,
        change.kind_after,
        change.is_safe,
        change.refused.code if change.refused else "",
        (refused if names else refused.masked()).message() if refused else "",
    )


def _mends(changes: "Sequence[ChangeLine]", guesses: Counter[str], *, list_all: bool) -> "list[MendLine]":
    """Sums by kind of correction; guesses that were not asked for are counted apart."""
    from skj.reports.fixing import MendLine
    from skj.rules.mends import MENDS

    counts = Counter((change.fix, change.safe) for change in changes if not change.refused_code)
    counts.update({(name, False): count for name, count in guesses.items()})
    named = {name for name, _safe in counts}
    labels = {mend.name: mend.label for mend in MENDS}
    lines = [MendLine(name, labels[name], counts[name, safe], safe) for name, safe in sorted(counts, key=_order)]
    rest = [
        MendLine(mend.name, mend.label, 0, not mend.is_guess) for mend in MENDS if mend.name not in named and list_all
    ]
    return [*lines, *rest]


def _order(kind: tuple[str, bool]) -> tuple[bool, int]:
    from skj.rules.mends import BY_NAME, MENDS

    return not kind[1], MENDS.index(BY_NAME[kind[0]])

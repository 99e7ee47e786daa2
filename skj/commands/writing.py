"""What all write commands share: one option a field, drafts shown and confirmed, the commit, the receipt."""

import inspect
import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from skj.commands.options import Run, with_options
from skj.language import N_, _

if TYPE_CHECKING:
    from skj.diagnostics import Diagnostic
    from skj.ledgers.base import Ledger, LedgerSpec, ReadingOptions, Record, RecordT
    from skj.reports.writing import WrittenCell, WrittenTo
    from skj.workspace import Workspace
    from skj.writing.drafts import Advice, Draft
    from skj.writing.plans import Plan
    from skj.writing.writer import Planner

RENAMED: Final = {"insignia_class": "class"}
WAITING: Final = N_("Waiting for another skj to finish writing …")


class Manner:
    """How a write command is to behave: which file and sheet, dry or for real, asked or not."""

    def __init__(self, given: dict[str, Any]) -> None:
        self.file: str | None = given.pop("to_file")
        self.sheet: str | None = given.pop("to_sheet")
        self.dry_run: bool = given.pop("dry_run")
        self.yes: bool = given.pop("yes")
        self.source: Path | None = given.pop("from_file", None)
        self.ignore_owner_file: bool = given.pop("ignore_owner_file")


def field_option(field: str, heading: str) -> inspect.Parameter:
    """The option of a field: `--received-on`, described by the heading officers know."""
    name = RENAMED.get(field, field).replace("_", "-")
    hint = Annotated[str | None, typer.Option(f"--{name}", help=heading, metavar="…")]
    return inspect.Parameter(field, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=hint)


def _manner_options(taken: Collection[str], *, is_batch: bool) -> list[inspect.Parameter]:
    """The options of every write command; `--file` is `--ledger-file` where the ledger has a field of that name."""
    given: dict[str, tuple[Any, Any]] = {
        "to_file": (
            Annotated[
                str | None,
                typer.Option(
                    "--ledger-file" if "file" in taken else "--file",
                    metavar="FILE",
                    help=_("Which file of the ledger gets the row."),
                ),
            ],
            None,
        ),
        "to_sheet": (
            Annotated[str | None, typer.Option("--sheet", help=_("Which sheet of the file gets the row."))],
            None,
        ),
        "dry_run": (
            Annotated[bool, typer.Option("--dry-run", help=_("Show what would be written; write nothing."))],
            False,
        ),
        "yes": (
            Annotated[bool, typer.Option("--yes", "-y", help=_("Write although there are warnings; ask nothing."))],
            False,
        ),
        "ignore_owner_file": (
            Annotated[
                bool,
                typer.Option(
                    "--ignore-owner-file",
                    help=_("Write although a program seems to have the file open; it is recorded."),
                ),
            ],
            False,
        ),
    }
    if is_batch:
        batch = Annotated[
            Path | None,
            typer.Option("--from", metavar="FILE.csv", help=_("Add every row of this CSV file, or none of them.")),
        ]
        given["from_file"] = (batch, None)
    kind = inspect.Parameter.KEYWORD_ONLY
    return [inspect.Parameter(name, kind, default=default, annotation=hint) for name, (hint, default) in given.items()]


def with_fields(
    command: Callable[..., None],
    spec: "LedgerSpec[Any]",
    fields: Iterable[str],
    arguments: Sequence[inspect.Parameter] = (),
    *,
    is_batch: bool = False,
) -> Callable[..., None]:
    """A command with one option a field, the options of writing, and those of every command.

    `command` gets the run, the manner, the texts typed by field, and the arguments.
    """
    names = list(fields)
    own = [field_option(name, spec.column(name).heading) for name in names]

    def call(run: Run, **given: Any) -> None:
        manner = Manner(given)
        texts = {name: given.pop(name) for name in names}
        command(run, manner, {name: text for name, text in texts.items() if text is not None}, **given)

    first = inspect.Parameter("run", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Run)
    parameters = [first, *arguments, *own, *_manner_options(names, is_batch=is_batch)]
    setattr(call, "__signature__", inspect.Signature(parameters))  # noqa: B010  (functions have no such attribute for mypy)
    return with_options(call)


def add_command(ledger: str, name: str, advice: "Sequence[Advice]" = ()) -> Callable[..., None]:
    """The `add` of a ledger, whole from its declaration; `name` is what the journal calls it."""
    from skj.ledgers.registry import BY_NAME

    spec = BY_NAME[ledger]

    def add(run: Run, manner: Manner, texts: Mapping[str, str]) -> None:
        from skj.commands.prompts import ask_for_row

        _refuse_both(manner, texts)
        space = open_to_write(run, manner, ledger)
        if manner.source is None and not manner.yes:
            texts = ask_for_row(spec, texts, lambda: space.ledger(ledger))
        carry_out(run, manner, space, lambda seen: plan_new(seen, ledger, manner, texts, advice), name)

    return with_fields(add, spec, [column.field for column in spec.columns], is_batch=True)


def plan_new(
    space: "Workspace", name: str, manner: Manner, texts: Mapping[str, str], advice: "Sequence[Advice]"
) -> "Plan":
    """A plan for one new row, or for all rows of --from."""
    from skj.ledgers.base import Ledger, Sheet
    from skj.ledgers.registry import BY_NAME
    from skj.writing.batch import batch_drafts
    from skj.writing.drafts import Spot, new_draft, read_values
    from skj.writing.plans import find_place, numbered, plan_append

    spec = BY_NAME[name]
    options = reading_options(space, name)
    likely, _findings = read_values(Spot(Ledger(spec), Sheet(name, "", "", {}, {}), 0, options=options), texts)
    ledger = space.near(name, likely) if manner.source is None else space.ledger(name)
    target = find_place(space, ledger, likely, file=manner.file, sheet=manner.sheet)
    spot = Spot(ledger, target.sheet, target.last_row + 1, tuple(advice), options)
    if manner.source is not None:
        return plan_append(target, batch_drafts(target, spot, manner.source, space.settings_of(name)))
    values, findings = read_values(spot, texts)
    return plan_append(target, [new_draft(spot, numbered(target, spec, values), findings)])


def open_to_write(run: Run, manner: Manner, ledger: str) -> "Workspace":
    """The office's folder; where there is none, the file of --file alone, as commands that read take it (contract 1)."""
    from skj.workspace import find_workspace

    is_alone = manner.file is not None and run.workspace is None and find_workspace(Path.cwd()) is None
    return run.open([Path(manner.file)] if manner.file is not None and is_alone else None, ledger)


def _refuse_both(manner: Manner, texts: Mapping[str, str]) -> None:
    """A row comes from the options or all rows from --from: mixed, one of the two would be lost silently."""
    if manner.source is not None and texts:
        raise typer.BadParameter(_("give either --from or the values of one row, not both"), param_hint="--from")


def reading_options(space: "Workspace", name: str) -> "ReadingOptions":
    """What is typed is read as the cells of the ledger are: two-digit years as skj.toml says."""
    from skj.ledgers.base import ReadingOptions

    return ReadingOptions(two_digit_years="ce" if space.settings_of(name).two_digit_years == "ce" else "be")


def plan_update(
    space: "Workspace",
    wanted: Mapping[str, Any],
    find: "Callable[[Ledger[Any]], Record]",
    texts: Mapping[str, str],
    name: str,
) -> "Plan":
    """A plan for changing some cells of the one row of ledger `name` that `find` gives among those like `wanted`.

    UsageRefused when nothing would change.
    """
    from skj.diagnostics import Diagnostic, UsageRefused
    from skj.rules.drafts import NOTHING_TO_WRITE
    from skj.writing.drafts import Spot, changed_draft, read_values
    from skj.writing.plans import place_of, plan_change

    ledger = space.near(name, wanted)
    record = find(ledger)
    spot = Spot(ledger, record.sheet, record.row, options=reading_options(space, name))
    typed, findings = read_values(spot, texts)
    changes = {field: value for field, value in typed.items() if getattr(record, field) != value}
    if not changes and not findings:
        raise UsageRefused(Diagnostic(NOTHING_TO_WRITE, record.place()))
    return plan_change(place_of(space, ledger, record.sheet), changed_draft(spot, record, changes, findings))


def carry_out(run: Run, manner: Manner, space: "Workspace", planner: "Planner", name: str) -> None:
    """Plan, show what was found, confirm, commit and say what was written."""
    from skj.diagnostics import Diagnostic, Severity, WriteRefused
    from skj.reports.writing import WrittenProof, dry_report, written_report
    from skj.rules.drafts import DRAFT_REFUSED
    from skj.writing.writer import write

    run.check_output()
    plan = planner(space)
    say_all(run, [found for found in plan.findings if found.severity > Severity.INFO])
    if plan.errors:
        raise WriteRefused(Diagnostic(DRAFT_REFUSED, plan.errors[0].place, {"count": len(plan.errors)}))
    if manner.dry_run:
        run.show(dry_report(_where(plan, plan.row), _cells(run, plan, plan.row)))
        return
    _confirm(manner, plan)
    written = write(
        space,
        planner,
        plan,
        name,
        ignore_owner_file=manner.ignore_owner_file,
        takes_warnings=manner.yes,
        on_wait=lambda: run.say(_(WAITING)),
    )
    say_all(run, [*written.notes, *written.receipt.notes])
    row = written.receipt.row
    proof = WrittenProof(written.receipt.journal_id, space.shown(written.receipt.backup))
    run.show_done(written_report(_where(written.plan, row), _cells(run, written.plan, row), proof))


def _where(plan: "Plan", row: int) -> "WrittenTo":
    from skj.reports.writing import WrittenTo

    return WrittenTo(plan.target.sheet.file, plan.target.sheet.sheet, row, len(plan.drafts))


def _cells(run: Run, plan: "Plan", first_row: int) -> "list[WrittenCell]":
    """The cells of all rows, by field; people see them before and after the write, personal ones as elsewhere."""
    from skj.reports.writing import WrittenCell

    cells = []
    for number, draft in enumerate(plan.drafts):
        for name in draft.changed:
            place = plan.target.sheet.place(first_row + number, name)
            value = draft.values.get(name)
            shown = value if run.show_names or value is None else _shielded(draft, name, value)
            cells.append(WrittenCell(place.row, place.cell, place.heading, name, shown))
    return cells


def _shielded(draft: "Draft", name: str, value: Any) -> Any:
    """A value as anybody may see it: people by their shape, and so what may be a person in a ledger of secrets."""
    from skj.diagnostics import mask
    from skj.ledgers.rowfindings import may_be_secret
    from skj.writing.drafts import as_typed

    spec = draft.spot.spec
    hidden = spec.column(name).personal is not None or (name in spec.key and may_be_secret(spec, as_typed(value)))
    return mask(as_typed(value)) if hidden else value


def _confirm(manner: Manner, plan: "Plan") -> None:
    """Ask when there are warnings; without anybody to ask, --yes must have been given."""
    from skj.diagnostics import Diagnostic, WriteRefused
    from skj.rules.drafts import ANSWER_NEEDED

    if manner.yes or not plan.warnings:
        return
    if not sys.stdin.isatty():
        raise WriteRefused(Diagnostic(ANSWER_NEEDED, plan.warnings[0].place))
    typer.confirm(_("Write the row all the same?"), abort=True, err=True)


def say_all(run: Run, found: "Sequence[Diagnostic]") -> None:
    """Every finding in full to stderr, unless -q was given."""
    from skj.render.streams import use_colour
    from skj.render.terminal import print_findings

    if found and not run.quiet:
        print_findings(found, sys.stderr, colour=use_colour(sys.stderr, run.no_color), names=run.show_names)


def need_texts(texts: Mapping[str, str]) -> None:
    """UsageRefused when no option said what to write."""
    from skj.diagnostics import Diagnostic, UsageRefused
    from skj.rules.drafts import NOTHING_TO_WRITE

    if not texts:
        raise UsageRefused(Diagnostic(NOTHING_TO_WRITE))


def only_one(found: "Sequence[RecordT]", ledger: "Ledger[Any]", wanted: str, command: str) -> "RecordT":
    """The one record that was meant, not a row set aside as its copy; UsageRefused when none or several fit."""
    from skj.diagnostics import Diagnostic, Place, UsageRefused
    from skj.ledgers.lookup import set_aside
    from skj.rules import drafts as rules

    if len(found) > 1:
        doubled = set_aside(ledger)
        found = [record for record in found if id(record) not in doubled] or found
    names = {"ledger_name": ledger.spec.label, "wanted": wanted, "command": command}
    if not found:
        raise UsageRefused(Diagnostic(rules.ROW_NOT_FOUND, Place(), names))
    if len(found) > 1:
        places = "; ".join(str(record.place(ledger.spec.key[0])) for record in found[:5])
        raise UsageRefused(Diagnostic(rules.SEVERAL_ROWS, Place(), {**names, "count": len(found), "places": places}))
    return found[0]

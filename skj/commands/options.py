"""The options every command takes, added by one decorator, and the run they describe."""

import inspect
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import typer

from skj.language import _

if TYPE_CHECKING:
    from skj.calendar import Period
    from skj.diagnostics import Diagnostic
    from skj.ledgers.base import Ledger
    from skj.render.output import Format
    from skj.reports.model import Report
    from skj.workspace import Workspace

FormatName = Literal["table", "json", "jsonl", "csv", "md", "xlsx"]
Files = Annotated[
    list[Path] | None,
    typer.Argument(metavar="FILE", help=_("Ledger files; without them the workspace's own."), show_default=False),
]

LedgersOrFiles = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="LEDGER|FILE",
        help=_("Ledgers by name, or files; without them every ledger of the workspace."),
        show_default=False,
    ),
]


def today() -> date:
    """The day of the run; `SKJ_TODAY` (an ISO day) stands in for it in tests and demonstrations."""
    fixed = os.environ.get("SKJ_TODAY")
    with suppress(ValueError):
        return date.fromisoformat(fixed or "")
    return date.today()  # noqa: DTZ011  (the office's own local day is meant)


def read_day(text: str) -> date:
    """The day of an option in any spelling of a date; UsageRefused when it is none."""
    from skj.diagnostics import Diagnostic, UsageRefused
    from skj.rules.workspace import DATE_UNCLEAR
    from skj.thai.dates import read_date

    reading = read_date(text)
    if reading.value is None:
        raise UsageRefused(Diagnostic(DATE_UNCLEAR, args={"value": text}))
    return reading.value


@dataclass(slots=True)
class Run:
    """One call of a command: the shared options, and the ways of saying something."""

    format: FormatName | None = None
    output: Path | None = None
    as_of: str | None = None
    workspace: Path | None = None
    quiet: bool = False
    no_color: bool = False
    show_names: bool = False
    strict: bool = False
    force: bool = False
    findings: bool = False
    trace: bool = False
    encoding: str | None = None
    space: "Workspace | None" = None  # the one that was opened last
    looked_at: list[tuple[Path, str]] = field(default_factory=list)  # files read besides, with the names people see
    has_invented_people: bool = False  # of the samples; nobody's names are shown

    @property
    def day(self) -> date | None:
        """`--as-of` in any spelling of a date; UsageRefused when it is none."""
        return None if self.as_of is None else read_day(self.as_of)

    def period(self, space: "Workspace", quarter: str | None = None) -> "Period":
        """What counts; UsageRefused for a quarter that is unclear or of another year."""
        from skj.calendar import OtherYearError, QuarterUnclearError, resolve_period
        from skj.diagnostics import Diagnostic, UsageRefused
        from skj.rules import workspace as rules

        year = space.fiscal_year
        try:
            return resolve_period(fiscal_year=year, today=today(), as_of=self.day, quarter=quarter)
        except QuarterUnclearError:
            raise UsageRefused(Diagnostic(rules.QUARTER_UNCLEAR, args={"value": quarter, "year": year})) from None
        except OtherYearError as error:
            raise UsageRefused(
                Diagnostic(rules.QUARTER_OF_OTHER_YEAR, args={"other": error.fiscal_year, "year": year})
            ) from None

    def open(self, files: list[Path] | None = None, ledger: str | None = None) -> "Workspace":
        """The workspace: of the files named, else the folder of -w, else the nearest skj.toml upward."""
        from skj.diagnostics import Diagnostic, Place, UsageRefused
        from skj.rules.workspace import NO_WORKSPACE
        from skj.workspace import Workspace, find_workspace

        folder = self.workspace or find_workspace(Path.cwd())
        if files:
            self.space = Workspace.of_files(files, ledger, folder=folder, encoding=self.encoding)
        elif folder is None:
            raise UsageRefused(Diagnostic(NO_WORKSPACE, Place(Path.cwd().name or ".")))
        else:
            self.space = Workspace(folder, encoding=self.encoding)
        self.space.watch = self._watch()
        return self.space

    def _watch(self) -> "Callable[[str, float], None] | None":
        """A bar on the terminal for large ledgers; loaded only where a person looks."""
        if self.quiet or not sys.stderr.isatty():
            return None
        from skj.render.progress import watch

        return watch(sys.stderr)

    def check_output(self) -> None:
        """Refuse an output that could not be written, before anything else is done: a write must not be told as refused."""
        from skj.render.output import STANDARD_OUTPUT, check_output, format_from

        format_from(self.format, self.output)
        if self.output is not None and self.output != STANDARD_OUTPUT:
            check_output(self.output, force=self.force)

    def check_published(self) -> None:
        """Refuse --trace beside --publish: the rows of a group tell how many they are."""
        from skj.diagnostics import Diagnostic, UsageRefused
        from skj.rules.workspace import PUBLISHED_ROWS

        if self.trace:
            raise UsageRefused(Diagnostic(PUBLISHED_ROWS))

    @property
    def writes_workbook(self) -> bool:
        """Whether the answer becomes a workbook, which has room for more."""
        from skj.render.output import Format, format_from

        return format_from(self.format, self.output) is Format.XLSX

    def need(self, ledger: "Ledger[Any]") -> None:
        """Refuse to answer from a ledger of which nothing could be read: a table of zeros would pass for an answer."""
        from skj.diagnostics import InputRefused

        unread = [found for found in ledger.findings if is_unread(found)]
        if unread and not ledger.sheets:
            self._print_findings(unread[:-1])
            raise InputRefused(unread[-1])

    def show(
        self, report: "Report", *ledgers: "Ledger[Any]", more: "Sequence[Diagnostic]" = (), as_prose: bool = False
    ) -> None:
        """Print the report to stdout (or --output) and what was found in its ledgers to stderr; then leave with the right code.

        `more` are findings besides those of the ledgers. `as_prose`: the table format is text to be pasted, and what stands
        below it is said on stderr. Raises UsageRefused before anything is printed when `--strict`
        is given and rows were set aside.
        """
        from skj.render.output import Format, format_from
        from skj.render.streams import use_colour

        self.refuse_if_strict(ledgers)
        chosen = format_from(self.format, self.output)
        colour = use_colour(sys.stdout, self.no_color)
        found = [*(item for ledger in ledgers for item in ledger.findings), *more]
        report = self._completed(report, chosen, found)
        if as_prose and chosen is Format.TABLE and not self.trace:
            self._emit_prose(report)
        else:
            self._emit(report, chosen, colour=colour)
        if self.output is not None:
            self.say(_("Wrote {file}.").format(file=self.output.as_posix()))
        self._tell(found)

    def show_done(self, report: "Report", *, more: "Sequence[Diagnostic]" = ()) -> None:
        """Show what has been written. Where the words cannot be, stderr says so and the exit code stays that of the write."""
        from skj.diagnostics import WriteRefused

        try:
            self.show(report, more=more)
        except WriteRefused as refusal:
            self._print_findings([refusal.diagnostic])

    def _emit(self, report: "Report", chosen: "Format", *, colour: bool) -> None:
        from skj.render.output import emit

        emit(
            report,
            chosen,
            self.output,
            sys.stdout,
            colour=colour,
            names=self.show_names,
            force=self.force,
            link_to=self._link_to,
        )

    def _emit_prose(self, report: "Report") -> None:
        from skj.render.output import Format, emit_bytes
        from skj.render.prose import to_prose

        names = self.show_names
        make = lambda: (to_prose(report, names=names).encode(),)  # noqa: E731  (a writer is asked for only when there is a place)
        emit_bytes(make, Format.TABLE, self.output, sys.stdout, force=self.force, private=names)
        for note in report.footer:
            self.say(note.text)

    def tell(self, *ledgers: "Ledger[Any]", more: "Sequence[Diagnostic]" = ()) -> None:
        """Say what was found in the ledgers, and `more`; leave with the code for a file that could not be read."""
        self._tell([*(item for ledger in ledgers for item in ledger.findings), *more])

    def _tell(self, found: "Sequence[Diagnostic]") -> None:
        self._print_findings(found)
        if any(is_unread(item) for item in found):
            raise typer.Exit(3)

    def _completed(self, report: "Report", chosen: "Format", found: "Sequence[Diagnostic]") -> "Report":
        """The report with what this run asks for besides: rows behind its numbers, or the last sheets of a workbook."""
        from skj.render.output import Format

        if chosen is Format.XLSX:
            from skj.reports.backing import with_backing

            said = [item for item in found if self._is_said(item)]
            return with_backing(report, said if self.show_names else [item.masked() for item in said])
        if self.trace:
            from skj.reports.tracing import with_traces

            return with_traces(report)
        return report

    def _is_said(self, found: "Diagnostic") -> bool:
        """Whether a finding is shown: notes only with --findings, but for those that bear on every number."""
        from skj.diagnostics import Severity

        return self.findings or found.severity > Severity.INFO or found.code in LOUD_NOTES

    def _link_to(self, file: str) -> str:
        """The relative path from the output to a file that was read, by its shown name; nothing for any other text."""
        from skj.render.links import relative_link
        from skj.render.output import STANDARD_OUTPUT

        if self.space is None or file not in self.space.read_files:
            return ""
        folder = self.output.parent if self.output and self.output != STANDARD_OUTPUT else Path()
        return relative_link(self.space.path_of(file), folder)

    def refuse_if_strict(self, ledgers: "tuple[Ledger[Any], ...]") -> None:
        """With --strict refuse to report when rows were set aside."""
        from skj.diagnostics import Diagnostic, StrictRefused
        from skj.rules.workspace import ROWS_LEFT_OUT

        left_out = [row for ledger in ledgers for row in ledger.left_out]
        if self.strict and left_out:
            self._print_findings([reason for row in left_out for reason in row.reasons])
            raise StrictRefused(Diagnostic(ROWS_LEFT_OUT, args={"count": len(left_out)}))

    def _print_findings(self, found: "Sequence[Diagnostic]") -> None:
        """Errors one by one and the rest as counts; everything with --findings; nothing with -q."""
        from skj.diagnostics import Severity
        from skj.render.findings import summary
        from skj.render.streams import use_colour
        from skj.render.terminal import print_findings

        said = [item for item in found if self._is_said(item)]
        if self.quiet or not said:
            return
        shown = [item for item in said if self.findings or item.severity is not Severity.WARNING]
        colour = use_colour(sys.stderr, self.no_color)
        print_findings(shown, sys.stderr, colour=colour, names=self.show_names, counted=False)
        hidden = any(item.severity is Severity.WARNING for item in found) and not self.findings
        self.say(summary(found) + (" · " + _("“skj check” shows them all") if hidden else ""))

    def note_names_shown(self, command: str) -> None:
        """Note in the journals that masked names of ledgers were shown, by whom and when (reliability section 7)."""
        files = dict.fromkeys([*(self.space.files_with_secrets() if self.space else ()), *self.looked_at])
        if files:
            from skj.files.disclosure import record_shown
            from skj.render.streams import use_colour
            from skj.render.terminal import print_findings

            colour = use_colour(sys.stderr, self.no_color)
            print_findings(list(record_shown(files, command)), sys.stderr, colour=colour, names=True, counted=False)

    def say(self, text: str) -> None:
        """A sentence to stderr, unless -q was given."""
        if not self.quiet:
            typer.echo(text, err=True)


CONTEXT: Final = "context"  # typer's own, for the words of the command
LOUD_NOTES: Final = ("SKJ749",)  # somebody has a ledger open: what is not saved is in no number
UNREAD_CODES: Final = ("SKJ1", "SKJ201", "SKJ204", "SKJ653", "SKJ659")


def is_unread(found: "Diagnostic") -> bool:
    """Whether a finding means that a whole file or sheet could not be read (exit code 3)."""
    from skj.diagnostics import Severity

    return found.severity is Severity.ERROR and found.code.startswith(UNREAD_CODES)


def _shared() -> list[inspect.Parameter]:
    """The options all commands have, in the language in use."""
    given: dict[str, tuple[Any, Any]] = {
        "format": (
            Annotated[
                FormatName | None,
                typer.Option("--format", "-f", help=_("How to print: table, json, jsonl, csv, md or xlsx.")),
            ],
            None,
        ),
        "output": (
            Annotated[
                Path | None,
                typer.Option("--output", "-o", help=_("Write to this file; its ending chooses the format.")),
            ],
            None,
        ),
        "as_of": (
            Annotated[
                str | None, typer.Option("--as-of", help=_("Count only what is dated up to this day (default: today)."))
            ],
            None,
        ),
        "workspace": (
            Annotated[
                Path | None,
                typer.Option("--workspace", "-w", envvar="SKJ_WORKSPACE", help=_("The office's folder with skj.toml.")),
            ],
            None,
        ),
        "lang": (Annotated[str | None, typer.Option("--lang", envvar="SKJ_LANG", help=_("Language: th or en."))], None),
        "quiet": (Annotated[bool, typer.Option("--quiet", "-q", help=_("Say nothing but the answer."))], False),
        "no_color": (Annotated[bool, typer.Option("--no-color", help=_("No colours."))], False),
        "show_names": (
            Annotated[bool, typer.Option("--show-names", help=_("Show names that are hidden otherwise."))],
            False,
        ),
        "strict": (
            Annotated[bool, typer.Option("--strict", help=_("Refuse to report when rows are set aside."))],
            False,
        ),
        "findings": (
            Annotated[
                bool, typer.Option("--findings", help=_("Show every finding of the ledgers read, not only errors."))
            ],
            False,
        ),
        "trace": (
            Annotated[bool, typer.Option("--trace", help=_("Lead every number back to the rows it comes from."))],
            False,
        ),
        "encoding": (
            Annotated[
                str | None,
                typer.Option("--encoding", help=_("Read CSV files in this encoding, for example cp874 or utf-8.")),
            ],
            None,
        ),
        "force": (Annotated[bool, typer.Option("--force", help=_("Overwrite the output file."))], False),
    }
    kind = inspect.Parameter.KEYWORD_ONLY
    return [inspect.Parameter(name, kind, default=default, annotation=hint) for name, (hint, default) in given.items()]


def with_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the shared options; it receives them as its first argument, a Run.

    An option of the command's own takes the place of the shared one of the same name.
    """
    signature = inspect.signature(command, eval_str=True)
    own = [parameter for parameter in signature.parameters.values() if parameter.name != "run"]
    names = {parameter.name for parameter in own}
    shared = [parameter for parameter in _shared() if parameter.name not in names]

    @wraps(command)
    def call(**given: Any) -> None:
        settings = {parameter.name: given.pop(parameter.name) for parameter in shared}
        settings.pop("lang")  # chosen before the commands were loaded: cli.choose_language
        run, path = Run(**settings), given.pop(CONTEXT).command_path
        try:
            command(run, **given)
        finally:
            if run.show_names and not run.has_invented_people:
                run.note_names_shown(path.partition(" ")[2])

    context = inspect.Parameter(CONTEXT, inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
    keyword = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own] + shared
    # The documented way to describe a wrapper; typer reads the signature and nothing else.
    setattr(call, "__signature__", inspect.Signature([context, *keyword]))  # noqa: B010  (functions have no such attribute for mypy)
    call.__annotations__ = {parameter.name: parameter.annotation for parameter in (context, *keyword)}
    if "_SKJ_COMPLETE" in os.environ:
        from skj.commands.completion import attach

        attach(keyword)
    return call

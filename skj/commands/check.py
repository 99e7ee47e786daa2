"""`skj check`: everything that is wrong in the ledgers, at its cell, with what to do; and what is right."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from skj.commands.options import LedgersOrFiles, Run, is_unread, today
from skj.language import _

if TYPE_CHECKING:
    from skj.checking.baseline import Baseline
    from skj.checking.collect import Checkup
    from skj.checking.excerpts import Excerpts
    from skj.checking.verdict import Verdict
    from skj.diagnostics import Diagnostic, Severity
    from skj.render.output import Format
    from skj.reports.model import Report
    from skj.workspace import Workspace

FormatName = Literal["table", "json", "jsonl", "csv", "md", "sarif", "xlsx"]
SeverityName = Literal["error", "warning", "note"]
ERRORS_FOUND: Final = 1
UNREAD: Final = 3


def check(  # noqa: PLR0913  (one parameter for each option)
    run: Run,
    what: LedgersOrFiles = None,
    *,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="CODE", help=_("Only these rules: codes, beginnings such as SKJ3, names.")),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="CODE", help=_("Not these rules; the longer code wins."))
    ] = None,
    severity: Annotated[
        SeverityName, typer.Option("--severity", help=_("The lowest severity that is shown."))
    ] = "warning",
    statistics: Annotated[
        bool, typer.Option("--statistics", help=_("Count the findings of each rule instead of listing them."))
    ] = False,
    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", metavar="FILE", help=_("Say nothing of the findings accepted in this file.")),
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help=_("Accept what is found now: write it to the baseline."))
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help=_("Warnings too make the exit code 1, as errors do."))
    ] = False,
    findings: Annotated[bool, typer.Option("--findings", help=_("List every finding; fold nothing."))] = False,
    format: Annotated[  # noqa: A002  (the name of the option)
        FormatName | None,
        typer.Option("--format", "-f", help=_("How to print: table, json, jsonl, csv, md, sarif or xlsx.")),
    ] = None,
) -> None:
    """Check the ledgers and leave with 0, 1 when there are errors, 3 when a file could not be read."""
    from skj.checking.select import choose, chosen, looked_for
    from skj.checking.unnamed import with_one_note
    from skj.checking.verdict import Wanted, judge
    from skj.render.output import STANDARD_OUTPUT, Format, check_output, format_from
    from skj.rules.catalogue import all_rules

    form = format_from(format, run.output, tuple(Format))
    if run.output and run.output != STANDARD_OUTPUT:
        check_output(run.output, force=run.force)
    rules = list(all_rules().values())
    choice = choose(select or (), ignore or (), rules)
    wanted = Wanted(_lowest(severity), _baseline(baseline, write=write_baseline), write_baseline)
    space, checkup, excerpts = examine(run, what or [])
    checkup = checkup if what else with_one_note(checkup)
    found = chosen(checkup.findings, choice, is_unread)
    verdict = judge(found, wanted, excerpts.complete, is_unread, looked_for(choice, rules))
    if baseline and verdict.baseline and write_baseline:
        _write(run, baseline, verdict.baseline)
    code = _code(found, verdict, strict=strict)
    del found  # with what nobody asked to see
    checkup = checkup.without_findings()
    answer = Answer(run, space, checkup, verdict, excerpts, statistics=statistics, is_folded=not findings)
    answer.show(form)
    raise typer.Exit(code)


def _lowest(word: SeverityName) -> "Severity":
    from skj.diagnostics import Severity

    return {"error": Severity.ERROR, "warning": Severity.WARNING, "note": Severity.INFO}[word]


def _code(found: "Sequence[Diagnostic]", verdict: "Verdict", *, strict: bool) -> int:
    if any(is_unread(item) for item in found):
        return UNREAD
    return ERRORS_FOUND if verdict.errors or (strict and verdict.warnings) else 0


def _baseline(path: Path | None, *, write: bool) -> "Baseline | None":
    """The accepted findings; a new baseline when there is none yet and one is to be written."""
    from skj.checking.baseline import Baseline, read_baseline
    from skj.diagnostics import Diagnostic, UsageRefused
    from skj.rules.workspace import BASELINE_NOT_NAMED

    if path is None:
        if write:
            raise UsageRefused(Diagnostic(BASELINE_NOT_NAMED))
        return None
    return Baseline() if write and not path.exists() else read_baseline(path)


def _write(run: Run, path: Path, baseline: "Baseline") -> None:
    from skj.render.output import check_output, write_file

    check_output(path, force=True)
    write_file(path, baseline.text().encode(), force=True)
    count = f"{baseline.accepted.total():,}"
    run.say(_("{count} findings are accepted in {file}.").format(count=count, file=path.as_posix()))


def examine(run: Run, words: Sequence[str]) -> "tuple[Workspace, Checkup, Excerpts]":
    """Read and check what the words name: ledgers of the workspace, files, or everything."""
    from skj.checking.collect import check_ledgers
    from skj.checking.excerpts import Excerpts
    from skj.ledgers.registry import BY_NAME

    named = [word for word in dict.fromkeys(words) if word in BY_NAME]
    files = [_file(word) for word in dict.fromkeys(words) if word not in BY_NAME]
    refused: list[Diagnostic] = []
    space = _open(run, named, files, refused)
    names = list(dict.fromkeys([*named, *space.named])) if words else list(BY_NAME)
    return space, check_ledgers(space, names, refused, today=today()), Excerpts(space, names)


def check_again(space: "Workspace", names: Sequence[str]) -> "Sequence[Diagnostic]":
    """The findings of ledgers in a workspace that sees other bytes than the files hold."""
    from skj.checking.collect import check_ledgers

    return check_ledgers(space, names, today=today()).findings


def _open(run: Run, named: Sequence[str], files: Sequence[Path], refused: "list[Diagnostic]") -> "Workspace":
    from skj.workspace import Workspace, find_workspace

    folder = run.workspace or find_workspace(Path.cwd())
    if not files or (named and folder is None):
        return run.open()
    inside = list(dict.fromkeys(_inside(file, folder) for file in files))
    run.space = Workspace.of_files(inside, folder=folder, encoding=run.encoding, refused=refused)
    return run.space


def _file(word: str) -> Path:
    """A word as a file; UsageRefused for one that looks like the name of a ledger and is none."""
    from skj.diagnostics import Diagnostic, UsageRefused
    from skj.ledgers.registry import BY_NAME
    from skj.rules.workspace import LEDGER_UNKNOWN

    path = Path(word)
    if len(path.parts) == 1 and not path.suffix and not path.exists():
        raise UsageRefused(Diagnostic(LEDGER_UNKNOWN, args={"value": word, "known": ", ".join(BY_NAME)}))
    return path


def _inside(file: Path, folder: Path | None) -> Path:
    """A file of the workspace by its path from there, so that it has one name wherever the command is run."""
    if folder is None:
        return file
    absolute, root = Path(os.path.abspath(file)), Path(os.path.abspath(folder))  # noqa: PTH100  (links stay as they are)
    return folder / absolute.relative_to(root) if absolute.is_relative_to(root) else file


@dataclass(frozen=True, slots=True)
class Answer:
    """A check-up on its way to whoever asked."""

    run: Run
    space: "Workspace"
    checkup: "Checkup"
    verdict: "Verdict"
    excerpts: "Excerpts"
    statistics: bool
    is_folded: bool

    def show(self, form: "Format") -> None:
        """Print it, or write it to --output."""
        from skj.render.output import STANDARD_OUTPUT, Format, emit_bytes
        from skj.render.streams import is_terminal, use_colour

        run = self.run
        colour = use_colour(sys.stdout, run.no_color)
        if form is Format.TABLE and run.output in {None, STANDARD_OUTPUT} and (colour or is_terminal(sys.stdout)):
            self._print(colour=colour)
            return
        make = self._maker(form)
        emit_bytes(make, form, run.output, sys.stdout, force=run.force, private=run.show_names)
        if run.output not in {None, STANDARD_OUTPUT}:
            run.say(_("Wrote {file}.").format(file=str(run.output)))

    def _maker(self, form: "Format") -> Callable[[], Iterable[bytes]]:
        """What makes the document of a format, in pieces."""
        from skj.render.output import Format, to_pieces

        own = {Format.TABLE: self._text, Format.SARIF: self._sarif, Format.XLSX: self._workbook}
        if form in own and not (self.statistics and form is Format.TABLE):
            return own[form]
        return lambda: to_pieces(self._report(), form, names=self.run.show_names)

    def _findings(self) -> "Sequence[Diagnostic]":
        """The findings as they may be shown, masked when they are asked for."""
        from skj.diagnostics import Diagnostic
        from skj.reports.model import Each

        shown = self.verdict.shown
        return shown if self.run.show_names else Each(shown, Diagnostic.masked)

    def _report(self) -> "Report":
        from skj.reports.check import check_report

        return check_report(self.checkup, self.verdict, self._findings(), statistics=self.statistics)

    def _print(self, *, colour: bool) -> None:
        from skj.render.checklist import lay_out_check
        from skj.render.layout import Page, lay_out
        from skj.render.terminal import can_draw, print_rows, terminal_width
        from skj.render.values import Manner

        width = terminal_width()
        page = Page(width, Manner(names=self.run.show_names, ascii=not can_draw(sys.stdout)))
        if self.statistics:
            rows = lay_out(self._report(), page)
        else:
            rows = lay_out_check(self.verdict.shown, self._closing(), page, self._fold())
        print_rows(rows, sys.stdout, colour=colour)

    def _text(self) -> Iterable[bytes]:
        from skj.render.checklist import check_text

        names = self.run.show_names
        lines = check_text(self.verdict.shown, self._closing(), names=names, fold_after=self._fold())
        return map(str.encode, lines)

    def _closing(self) -> "Report | None":
        """What stands below the findings; nothing with -q."""
        return None if self.run.quiet else self._report()

    def _fold(self) -> int | None:
        from skj.render.findings import FOLD_AFTER

        return FOLD_AFTER if self.is_folded else None

    def _sarif(self) -> Iterable[bytes]:
        from skj import __version__
        from skj.render.sarif import to_sarif

        return map(str.encode, to_sarif(self._findings(), __version__))

    def _workbook(self) -> Iterable[bytes]:
        from skj.checking.copies import path_of, sheet_copies
        from skj.render.checkbook import Checkbook, to_checkbook
        from skj.render.links import relative_link
        from skj.render.output import STANDARD_OUTPUT
        from skj.reports.check import ledger_grid, person_grid, rule_summary

        findings = self._findings()
        copies = sheet_copies(self.space, self.excerpts, findings, names=self.run.show_names)
        responsible = {ledger.name: ledger.responsible for ledger in self.checkup.ledgers}
        labels = {ledger.name: _(ledger.label) for ledger in self.checkup.ledgers}
        output = self.run.output
        folder = output.parent if output and output != STANDARD_OUTPUT else Path()

        def link_to(file: str) -> str:
            path = path_of(self.space, file)
            return relative_link(path, folder) if path else ""

        people = person_grid(self.checkup, self.verdict.shown)
        grids = [
            rule_summary(self.verdict.shown),
            ledger_grid(self.checkup, self.verdict),
            *([people] if people else []),
        ]
        return (to_checkbook(Checkbook(self._report(), findings, grids, copies, responsible, labels), link_to),)

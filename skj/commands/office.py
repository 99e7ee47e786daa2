"""`skj init`, `skj demo`, `skj config`: a workspace made, tried and shown."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skj.commands.check import check
from skj.commands.groups import Entry, add_commands
from skj.commands.options import Run, with_options
from skj.language import _

if TYPE_CHECKING:
    from skj.reports.model import Report
    from skj.workspace import Workspace


def register(app: typer.Typer, words: Sequence[str]) -> None:
    """Add the commands that have no group, in the language in use."""
    helps: dict[Callable[..., None], str] = {
        init: _("Make a workspace: skj.toml and a template workbook for each ledger."),
        demo: _("Print the quarter report of the sample office, or copy it somewhere to try things out."),
        check: _("Find everything that is wrong in the ledgers: where, what, and what to do about it."),
        config: _("Show the settings in force and the files of each ledger."),
        rules: _("List everything skj can find."),
        explain: _("Explain a code such as SKJ402 and what to do about it."),
    }
    add_commands(
        app, {command.__name__: Entry(text, partial(with_options, command)) for command, text in helps.items()}, words
    )


def rules(run: Run) -> None:
    """List the catalogue."""
    from skj.reports.rules import rules_report
    from skj.rules.catalogue import all_rules

    run.show(rules_report(list(all_rules().values())))


def explain(
    run: Run, code: Annotated[str, typer.Argument(help=_("A code such as SKJ402, or the name of a rule."))]
) -> None:
    """Explain one rule."""
    from skj.checking.examples import example_of
    from skj.diagnostics import Diagnostic, UsageRefused
    from skj.language import current_language
    from skj.reports.rules import explain_rule
    from skj.rules.catalogue import all_rules
    from skj.rules.workspace import RULE_UNKNOWN

    known = all_rules()
    rule = known.get(code.upper()) or next((rule for rule in known.values() if rule.name == code.lower()), None)
    if rule is None:
        raise UsageRefused(Diagnostic(RULE_UNKNOWN, args={"value": code}))
    run.show(explain_rule(rule, example_of(rule.code, current_language())))


def init(
    run: Run,
    folder: Annotated[
        Path, typer.Argument(help=_("The new workspace; it may exist if it holds no skj.toml."))
    ] = Path(),
) -> None:
    """Write skj.toml and the templates; nothing that exists is touched."""
    from skj.starting import write_workspace

    written = write_workspace(folder)
    for path in written:
        run.say(_("wrote {file}").format(file=path.as_posix()))
    run.say(_("Next: fill in the ledgers, then run “skj kpi report --quarter 1” in this folder."))


def demo(
    run: Run,
    folder: Annotated[
        Path | None,
        typer.Argument(help=_("Copy the sample office here to try things out; without it nothing is written.")),
    ] = None,
    *,
    quarter: Annotated[str, typer.Option("--quarter", help=_("Which quarter to report."))] = "2",
) -> None:
    """Report on the sample office."""
    import shutil

    from skj.commands.kpi import report
    from skj.diagnostics import Diagnostic, Place, UsageRefused
    from skj.resources import samples_folder
    from skj.rules.workspace import FOLDER_NOT_EMPTY

    source = samples_folder()
    if folder is not None:
        if folder.exists():
            raise UsageRefused(Diagnostic(FOLDER_NOT_EMPTY, Place(folder.as_posix())))
        shutil.copytree(source, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__", "making", "expected.json"))
        run.say(_("The sample office is in {file}; its people are invented.").format(file=folder.as_posix()))
    run.workspace, run.has_invented_people = folder or source, True
    report(run, quarter=quarter)


def config(
    run: Run,
    *,
    template: Annotated[bool, typer.Option("--template", help=_("Print a whole skj.toml with every setting."))] = False,
) -> None:
    """Show what is in force."""
    from skj.starting import settings_text

    if template:
        typer.echo(settings_text())
        return
    space = run.open()
    run.show(_config_report(space))


def _config_report(space: "Workspace") -> "Report":
    from skj.ledgers.registry import SPECS
    from skj.reports.model import Facts, Field, Grid, Kind, Line, Report, Section
    from skj.workspace import SETTINGS_FILE

    files = {spec.name: [space.shown(path) for path in space.files_of(spec.name)] for spec in SPECS}
    fields = (Field("ledger", _("Ledger")), Field("label", _("What it is")), Field("files", _("Files")))
    lines = tuple(
        Line((spec.name, _(spec.label), ", ".join(files[spec.name]) or "—"), "plain" if files[spec.name] else "warn")
        for spec in SPECS
    )
    grid = Grid(fields, lines, _("Ledgers"))
    office = Facts(
        (
            (_("Settings"), (space.root / SETTINGS_FILE).as_posix(), Kind.TEXT),
            (_("Fiscal year"), str(space.fiscal_year), Kind.TEXT),
            (_("Plan"), f"{space.settings.office.plan} · {space.plan.title.text()}", Kind.TEXT),
            (_("Language"), space.settings.office.language, Kind.TEXT),
        )
    )
    data = {"settings": space.settings.as_data(), "fiscal_year": space.fiscal_year, "files": files}
    return Report(
        _("Settings of the workspace"), space.root.name, (Section(_("Settings"), (office, grid)),), grid, data
    )

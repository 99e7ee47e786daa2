"""`skj init`, `skj demo`, `skj config`: a workspace made, tried and shown."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skj.commands.help import Command
from skj.commands.options import Run, with_options
from skj.language import _

if TYPE_CHECKING:
    from skj.reports.model import Report
    from skj.workspace import Workspace


def register(app: typer.Typer) -> None:
    """Add the commands that have no group, in the language in use."""
    app.command("init", cls=Command, help=_("Make a workspace: skj.toml and a template workbook for each ledger."))(
        with_options(init)
    )
    app.command("demo", cls=Command, help=_("Copy the sample office and print its quarter report."))(with_options(demo))
    app.command(
        "config", cls=Command, help=_("Show the settings in force, where they come from, and the files of each ledger.")
    )(with_options(config))


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
    run.workspace = folder or source
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
    data = {"settings": space.settings.model_dump(mode="json"), "fiscal_year": space.fiscal_year, "files": files}
    return Report(
        _("Settings of the workspace"), space.root.name, (Section(_("Settings"), (office, grid)),), grid, data
    )

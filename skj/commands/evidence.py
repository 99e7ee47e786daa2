"""`skj evidence`: the register of documents, and what it lacks."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from skj.commands.groups import Entry, make_group
from skj.commands.options import Files, Run, with_options
from skj.language import _

if TYPE_CHECKING:
    from skj.files.attached import Cabinet
    from skj.workspace import Workspace

Quarter = Annotated[str | None, typer.Option("--quarter", help=_("Count up to the end of this quarter."))]
Only = Annotated[str | None, typer.Option("--indicator", help=_("Only this indicator: its number or name."))]


def make_app(words: Sequence[str]) -> typer.Typer:
    """The sub-app, in the language in use."""
    from skj.commands.writing import add_command

    entries = {
        "add": Entry(_("Add a document to the evidence register."), lambda: add_command("evidence", "evidence add")),
        "status": Entry(
            _("Each indicator's documents: there, missing, file not found; what the next level lacks."),
            lambda: with_options(status),
        ),
    }
    return make_group(entries, words)


def status(run: Run, files: Files = None, *, quarter: Quarter = None, indicator: Only = None) -> None:
    """Print the documents of the indicators."""
    from skj.commands.kpi import books_of, find_indicator
    from skj.reports.evidence import EvidenceAnswer, evidence_report
    from skj.scoring.documents import list_evidence

    space = run.open(files, "evidence")
    period = run.period(space, quarter)
    chosen = space.plan.indicators if indicator is None else (find_indicator(space, indicator),)
    ledger = space.ledger("evidence")
    run.need(ledger)
    cabinet = cabinet_of(space)
    states = {(row.sheet.file, row.sheet.sheet, row.row): cabinet.look_for(row.file).value for row in ledger.records}
    answer = EvidenceAnswer(list_evidence(chosen, period, books_of(space)), states, period)
    run.show(evidence_report(answer, ledger), ledger)


def cabinet_of(space: "Workspace") -> "Cabinet":
    """Where documents are looked for: the folder skj.toml names, else the workspace and the folders of the register's files."""
    from skj.files.attached import Cabinet

    folder = space.section("evidence").folder
    registers = dict.fromkeys(path.parent for path in space.files_of("evidence"))
    folders = [space.root / folder] if folder else [space.root, *registers]
    return Cabinet(space.root, folders)

"""What `skj insignia` answers: a person, what is to be returned, the register in numbers, the photographs."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from skj.commands.forms import Template, show_or_fill
from skj.commands.insignia import known_class
from skj.commands.options import Files, Run
from skj.language import _

if TYPE_CHECKING:
    from skj.checking.photos import Photo
    from skj.files.images import ImageFolder
    from skj.render.photobook import Card
    from skj.scoring.measurement import Measurement
    from skj.scoring.narrowing import Narrowing
    from skj.workspace import Workspace


def read_year(text: str) -> int:
    """A year in Thai or Arabic digits."""
    from skj.thai.digits import to_arabic

    year = to_arabic(text.strip())
    if not year.isdecimal():
        raise typer.BadParameter(_("a year is a number, for example 2566."))
    return int(year)


Quarter = Annotated[str | None, typer.Option("--quarter", help=_("As of the end of this quarter."))]
OfClass = Annotated[str | None, typer.Option("--class", help=_("Only this class, for example ป.ช."))]
OfYear = Annotated[
    int | None, typer.Option("--year", metavar="YEAR", parser=read_year, help=_("Only this grant year (B.E.)."))
]
OfAgency = Annotated[
    str | None, typer.Option("--agency", help=_("Only this agency; its abbreviation or a part of its name will do."))
]
StateName = Literal["due", "held", "returned", "paid", "never-issued"]
By = Annotated[Literal["year", "class", "state", "agency"], typer.Option("--by", help=_("What the table counts by."))]

WORKBOOK: Final = ".xlsx"


def search(  # noqa: PLR0913  (the options of the command)
    run: Run,
    name: Annotated[
        str,
        typer.Argument(
            help=_(
                "A name, a surname or a part of one; titles do not matter. May be left out beside --class, --year, --state or --agency."
            )
        ),
    ] = "",
    files: Files = None,
    *,
    insignia_class: OfClass = None,
    year: OfYear = None,
    state: Annotated[StateName | None, typer.Option("--state", help=_("Only insignia in this state."))] = None,
    agency: OfAgency = None,
    quarter: Quarter = None,
) -> None:
    """Search the register."""
    from skj.reports.insignia import SearchAnswer, search_report, states_of
    from skj.scoring.returns import holder_key, standings
    from skj.scoring.search import Register, listed

    name, files = _told_apart(name, files)
    narrowing = _narrowing(insignia_class, year, agency)
    _need_question(name, is_open=narrowing.is_open and state is None)
    space = run.open(files, "insignia")
    day = run.period(space, quarter).as_of
    ledger = space.ledger("insignia")
    run.need(ledger)
    chosen = [record for record in ledger.records if narrowing.takes(record)]
    if state is not None:
        wanted = state.replace("-", "_")
        fitting = {id(each.record) for each in standings(ledger.records, day) if each.state == wanted}
        chosen = [record for record in chosen if id(record) in fitting]
    matches = Register(chosen).search(name) if name.strip() else listed(chosen)
    holders = {holder_key(match.record.name) for match in matches}
    known = standings((record for record in ledger.records if holder_key(record.name) in holders), day)
    answer = SearchAnswer(matches, states_of(known, matches), name, day, len(ledger.records))
    run.show(search_report(answer, ledger), ledger)


def due(  # noqa: PLR0913  (the options of the command)
    run: Run,
    files: Files = None,
    *,
    insignia_class: OfClass = None,
    year: OfYear = None,
    agency: OfAgency = None,
    quarter: Quarter = None,
) -> None:
    """Print who must return what."""
    from skj.reports.returns import answer_due, due_report
    from skj.scoring.returns import standings

    space = run.open(files, "insignia")
    period = run.period(space, quarter)
    ledger = space.ledger("insignia")
    run.need(ledger)
    narrowing = _narrowing(insignia_class, year, agency)
    found = [each for each in standings(ledger.records, period.as_of) if narrowing.takes(each.record)]
    answer = answer_due(found, period, space.section("insignia").return_days)
    run.show(due_report(answer, ledger), ledger)


def summary(
    run: Run, files: Files = None, *, by: By = "year", quarter: Quarter = None, template: Template = None
) -> None:
    """Print the register in numbers, or fill a form with them."""
    from skj.reports.register import answer_register, register_report
    from skj.scoring.returns import standings

    space = run.open(files, "insignia")
    period = run.period(space, quarter)
    ledger = space.ledger("insignia")
    run.need(ledger)
    known = standings(ledger.records, period.as_of)
    expected = space.section("insignia").expected
    answer = answer_register(ledger.records, known, expected, _imported(run, space, quarter), period)
    show_or_fill(run, register_report(answer, ledger, by), template, ledger)


def photos(
    run: Run,
    files: Files = None,
    *,
    images: Annotated[
        Path | None,
        typer.Option("--images", help=_("The folder of the photographs; without it the one skj.toml names.")),
    ] = None,
    sheet: Annotated[
        Path | None, typer.Option("--sheet", help=_("Also write a sheet of thumbnails to this .xlsx file."))
    ] = None,
    quarter: Quarter = None,
) -> None:
    """Print which photographs of returned insignia need somebody."""
    from skj.checking.photos import names_set_aside, photos_of
    from skj.reports.photos import PhotosAnswer, photos_report

    if sheet is not None:
        _check_sheet(run, sheet)
    space = run.open(files, "insignia")
    period = run.period(space, quarter)
    folder = _image_folder(space, images)
    ledger = space.ledger("insignia")
    run.need(ledger)
    aside = list(names_set_aside(ledger, space.tables))
    found = photos_of(ledger.records, folder, period.as_of, aside)
    report = photos_report(PhotosAnswer(found, space.shown(folder.path), period), ledger)
    if sheet is not None:
        _write_sheet(run, sheet, report.title, found, folder)
    run.show(report, ledger)


def _narrowing(insignia_class: str | None, year: int | None, agency: str | None) -> "Narrowing":
    from skj.scoring.narrowing import Narrowing

    return Narrowing(known_class(insignia_class), year, agency or "")


def _told_apart(name: str, files: list[Path] | None) -> tuple[str, list[Path] | None]:
    """Who names nobody may begin with a ledger: `skj insignia search register.xlsx --state due`."""
    is_file = name.lower().endswith((".xlsx", ".xlsm", ".xls", ".ods", ".csv")) and Path(name).is_file()
    return ("", [Path(name), *(files or [])]) if is_file else (name, files)


def _need_question(name: str, *, is_open: bool) -> None:
    """Refuse a search for nothing: the whole register is no answer."""
    from skj.diagnostics import Diagnostic, UsageRefused
    from skj.rules.workspace import NOTHING_ASKED

    if is_open and not name.strip():
        raise UsageRefused(Diagnostic(NOTHING_ASKED))


def _imported(run: Run, space: "Workspace", quarter: str | None) -> "Measurement | None":
    """The plan's own measure of what is imported; None when its plan measures nothing of the kind."""
    from skj.commands.kpi import books_of
    from skj.diagnostics import UsageRefused
    from skj.scoring.scorecard import make_result

    try:
        indicator = space.plan.measured_by("records_imported")
    except UsageRefused:
        return None
    result = make_result(indicator, run.period(space, quarter), books_of(space))
    measure = next(measure for measure in indicator.measures if measure.function == "records_imported")
    return result.measurements[measure.id]


def _image_folder(space: "Workspace", images: Path | None) -> "ImageFolder":
    """The folder of the photographs; UsageRefused when none is named, or when it is not there."""
    from skj.diagnostics import Diagnostic, UsageRefused
    from skj.files.images import ImageFolder
    from skj.rules import workspace as rules

    folder = images or space.images_folder("insignia")
    if folder is None:
        raise UsageRefused(Diagnostic(rules.IMAGES_NOT_NAMED))
    if not folder.is_dir():
        raise UsageRefused(Diagnostic(rules.IMAGES_MISSING, args={"folder": space.shown(folder)}))
    return ImageFolder(folder)


def _check_sheet(run: Run, sheet: Path) -> None:
    """Refuse a sheet that could not be written before anything is read."""
    from skj.diagnostics import Diagnostic, UsageRefused
    from skj.render.output import check_output
    from skj.rules.workspace import SHEET_ENDING

    if sheet.suffix.lower() != WORKBOOK:
        raise UsageRefused(Diagnostic(SHEET_ENDING, args={"output": sheet.name}))
    check_output(sheet, force=run.force)


def _write_sheet(run: Run, sheet: Path, title: str, found: "list[Photo]", folder: "ImageFolder") -> None:
    from skj.render.output import write_file
    from skj.render.photobook import to_photobook

    cards = [_card(photo, folder) for photo in found if photo.file]
    write_file(sheet, to_photobook(title, cards), force=run.force)
    run.say(_("Wrote {file}.").format(file=sheet.as_posix()))


def _card(photo: "Photo", folder: "ImageFolder") -> "Card":
    """A photograph with the grant it belongs to; what is no picture says so in its place."""
    from skj.render.photobook import Card
    from skj.reports.photos import STATE_WORDS, reason_words

    record = photo.record
    look = photo.look or folder.look_at(photo.file)
    shown = look.picture is not None and look.picture.kind.value != "pdf"
    problem = "" if shown else reason_words(photo._replace(look=look)) or _("a PDF; see the file")
    grant = f"{record.insignia_class} {record.year}" if record else _(STATE_WORDS[photo.state])
    return Card((photo.file, record.name if record else "", grant), lambda: folder.content(photo.file), problem)

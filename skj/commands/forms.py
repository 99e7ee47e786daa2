"""`--template FORM.xlsx`: an office's own form with its names replaced by the values of a report."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from skj.commands.options import Run
from skj.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skj.diagnostics import Diagnostic
    from skj.files.form_fill import Entry, Filled
    from skj.ledgers.base import Ledger
    from skj.reports.model import Report, Value

Template = Annotated[
    Path | None,
    typer.Option(
        "--template", metavar="FORM", help=_("Fill this workbook: names in braces become values; see “skj kpi fields”.")
    ),
]
ENDINGS: Final = (".xlsx", ".xlsm")
NAMES_UNKNOWN: Final = 1


def show_or_fill(
    run: Run, report: "Report", template: Path | None, *ledgers: "Ledger[Any]", more: "Sequence[Diagnostic]" = ()
) -> None:
    """Show a report, or put its values into a form and write that to --output; exit code 1 when it holds unknown names."""
    if template is None:
        run.show(report, *ledgers, more=more)
        return
    output = _output(run, template)
    run.refuse_if_strict(ledgers)
    filled = _filled(run, report, template)
    _write(run, filled, output)
    unknown = list(_unknown(filled))
    run.tell(*ledgers, more=[*more, *unknown])
    if unknown:
        raise typer.Exit(NAMES_UNKNOWN)


def _output(run: Run, template: Path) -> Path:
    """Where the filled form goes: a file of the form's own kind that is not the form itself."""
    from skj.diagnostics import Diagnostic, UsageRefused
    from skj.render.output import STANDARD_OUTPUT, check_output
    from skj.rules import templates as rules

    output, kind = run.output, template.suffix.lower()
    if kind not in ENDINGS:
        raise UsageRefused(Diagnostic(rules.FORM_NOT_A_WORKBOOK, args={"file": template.name}))
    if output is None or output == STANDARD_OUTPUT or output.suffix.lower() != kind or run.format not in {None, "xlsx"}:
        raise UsageRefused(Diagnostic(rules.FORM_NEEDS_OUTPUT, args={"suffix": kind}))
    if output.exists() and template.exists() and output.samefile(template):
        raise UsageRefused(Diagnostic(rules.FORM_IS_OUTPUT, args={"file": template.name}))
    check_output(output, force=run.force)
    return output


def _filled(run: Run, report: "Report", template: Path) -> "Filled":
    """The form with the report's values; guarded like every other file that is read."""
    from skj.files.form_fill import fill_form
    from skj.files.guard import guard_package, open_package
    from skj.files.source import read_bytes

    limits = run.space.settings.limits if run.space else None
    given = {"limits": limits} if limits else {}
    data = read_bytes(template, template.name, **given)
    guard_package(open_package(data, template.name, **given))
    return fill_form(data, _entries(run, report), template.name)


def _entries(run: Run, report: "Report") -> "dict[str, Entry]":
    """What stands for each name; a report without names of its own lends the keys of its JSON shape."""
    from collections.abc import Mapping

    from skj.render.masking import masked_data, name_ids
    from skj.reports.formvalues import data_values

    values: Sequence[Value] = report.values
    if not values and isinstance(report.data, Mapping):
        data = report.data if run.show_names else masked_data(report.data, name_ids(report))
        values = tuple(data_values(data))
    return {value.name: _entry(value) for value in values}


def _entry(value: "Value") -> "Entry":
    """A value alone in a cell and within a text; a share is a percentage there and has no sign, as forms write ร้อยละ."""
    from skj.files.form_fill import Entry
    from skj.render.values import is_number, machine_number, percent, show
    from skj.reports.model import Kind

    if not is_number(value.value):
        kept = value.value if not isinstance(value.value, bool) else None
        return Entry(kept, show(value.value, value.kind))  # type: ignore[arg-type]  # a number is none of these
    if value.kind is Kind.SHARE:
        number = machine_number(Fraction(value.value) * 100)
        return Entry(Decimal(str(number)), percent(value.value).removesuffix(" %"), share=True)
    exact = Fraction(value.value)
    return Entry(Decimal(str(machine_number(exact))), show(exact, value.kind))


def _write(run: Run, filled: "Filled", output: Path) -> None:
    from skj.render.output import write_file

    write_file(output, filled.data, force=run.force, private=run.show_names)
    text = _("Wrote {file}; cells filled: {count}.")
    run.say(text.format(file=output.as_posix(), count=f"{len(filled.places):,}"))


def _unknown(filled: "Filled") -> "list[Diagnostic]":
    from difflib import get_close_matches

    from skj.diagnostics import Diagnostic, Place
    from skj.rules import templates as rules

    if not filled.places and not filled.unknown:
        return [Diagnostic(rules.FORM_WITHOUT_NAMES, Place(filled.shown))]
    return [
        Diagnostic(
            rules.FORM_NAME_UNKNOWN,
            place,
            value=f"{{{{{name}}}}}",
            fix=next((f"{{{{{near}}}}}" for near in get_close_matches(name, filled.known, 1, 0.6)), ""),
        )
        for place, name in filled.unknown
    ]

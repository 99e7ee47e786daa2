"""`skj insignia`: the register of sash-class insignia."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from skj.commands.groups import Entry, make_group
from skj.commands.options import Run, with_options
from skj.language import _

if TYPE_CHECKING:
    from skj.commands.writing import Manner
    from skj.ledgers.base import Ledger
    from skj.ledgers.insignia import InsigniaReturn
    from skj.workspace import Workspace
    from skj.writing.plans import Plan


def make_app(words: Sequence[str]) -> typer.Typer:
    """The sub-app, in the language in use."""
    entries = {
        "add": Entry(_("Add a grant to the register."), add_grant_command),
        "return": Entry(_("Record the return of an insignia: date, cause, image."), return_command),
        "search": Entry(_("Find a person whatever the spelling; exact matches first."), lambda: answer_of("search")),
        "due": Entry(
            _("Who must return what, because of which later grant, and for how long already."), lambda: answer_of("due")
        ),
        "summary": Entry(
            _("The register in numbers: by year, class, state or agency; expected and imported."),
            lambda: answer_of("summary"),
        ),
        "photos": Entry(
            _("Photographs that are missing, unreadable or named by no row; --sheet makes a sheet of thumbnails."),
            lambda: answer_of("photos"),
        ),
    }
    return make_group(entries, words)


def answer_of(name: str) -> Callable[..., None]:
    """A command that only answers; loaded when it is called."""
    from skj.commands import register

    return with_options(getattr(register, name))


def add_grant_command() -> Callable[..., None]:
    """`insignia add`, which also tells when a higher class of the same family replaces a lower one."""
    from skj.commands.writing import add_command
    from skj.writing.advice import family_advice

    return add_command("insignia", "insignia add", [family_advice])


def known_class(text: str | None) -> str:
    """The abbreviation of a class named on the command line; an empty text when none was, UsageRefused when it is unknown."""
    from skj.diagnostics import Diagnostic, UsageRefused
    from skj.ledgers.vocabulary import find_class
    from skj.rules.drafts import CLASS_UNKNOWN

    found = find_class(text) if text else None
    if text and found is None:
        raise UsageRefused(Diagnostic(CLASS_UNKNOWN, args={"value": text}))
    return found.abbreviation if found else ""


def return_command() -> Callable[..., None]:
    """`insignia return NAME`: find the grant, then write the date, the cause and the image."""
    from skj.commands.writing import with_fields
    from skj.ledgers.insignia import SPEC

    name = Annotated[
        str, typer.Argument(metavar="NAME", help=_("Whose insignia; the whole name, titles do not matter."))
    ]
    narrow = {
        "name": inspect.Parameter("name", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=name),
        "of_class": _narrowing(
            "of_class", "--class", _("Which class, for example ป.ช., when the person received several.")
        ),
        "of_year": _narrowing("of_year", "--year", _("Which grant year, when the person received several.")),
    }
    fields = ("returned_on", "return_cause", "image_file")
    return with_fields(give_back, SPEC, fields, list(narrow.values()))


def _narrowing(name: str, option: str, text: str) -> inspect.Parameter:
    hint = Annotated[str | None, typer.Option(option, help=text)]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=hint)


def give_back(  # noqa: PLR0913, PLR0917  (what typer passes: the run, the manner, the texts, then the words)
    run: Run, manner: "Manner", texts: Mapping[str, str], name: str, of_class: str | None, of_year: str | None
) -> None:
    """Write the return into the row of the grant; without a date it is today's."""
    from skj.commands.options import today
    from skj.commands.writing import carry_out, only_one, open_to_write, plan_update
    from skj.scoring.search import SAME, search
    from skj.thai.digits import to_arabic

    space = open_to_write(run, manner, "insignia")
    wanted = known_class(of_class)
    year = to_arabic(of_year) if of_year else ""

    def find(ledger: "Ledger[InsigniaReturn]") -> "InsigniaReturn":
        exact = [match.record for match in search(ledger.records, name) if match.how in SAME]
        open_ones = [
            record for record in exact if wanted in {"", record.insignia_class} and year in {"", str(record.year)}
        ]
        said = " · ".join(part for part in (name, of_class, of_year) if part)
        return only_one(
            [record for record in open_ones if not record.returned_on] or open_ones, ledger, said, "skj insignia search"
        )

    def plan(seen: "Workspace") -> "Plan":
        is_back = find(seen.near("insignia", {"name": name})).returned_on is not None
        dated = texts if is_back else {"returned_on": today().isoformat(), **texts}
        return plan_update(seen, {"name": name}, find, dated, "insignia")

    carry_out(run, manner, space, plan, "insignia return")

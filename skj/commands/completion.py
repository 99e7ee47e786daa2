"""What the shell offers after the TAB key: names of the register, rooms, case numbers, codes, ledgers, districts and the like.

Silent whatever happens: a shell has no place for a message. Quick: a ledger too large to be read at once offers nothing.
No name that reports mask is ever offered; the register of insignia is public, cases are offered by their number alone.
"""

import inspect
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import redirect_stderr, suppress
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, get_args

import typer

from skj.commands.options import Run
from skj.language import _, current_language

if TYPE_CHECKING:
    from skj.workspace import Workspace

Offer = tuple[str, str]  # what is put on the line, and what is said beside it where the shell shows that
Offering = Callable[[typer.Context], Iterable[Offer]]

AT_ONCE: Final = 3 << 20  # bytes of a ledger: about 30,000 rows, half a second
MOST: Final = 80
# zsh runs what it is answered, and the others expand it: from a ledger only letters, digits and plain signs may come.
_PLAIN: Final = r"\w\u0e00-\u0e7f .,/_·"
_HARMLESS: Final = re.compile(rf"[\w\u0e00-\u0e7f][{_PLAIN}-]*")
_HARMFUL: Final = re.compile(rf"[^{_PLAIN}-]+")
QUARTERS: Final = ("1", "2", "3", "4", "this", "last")


def answer(build: Callable[[Sequence[str]], typer.Typer], choose_language: Callable[[Sequence[str]], Any]) -> int:
    """Print what fits the words the shell asks about; the exit code tells fish whether anything does."""
    from typer.main import get_command

    from skj.diagnostics import Refusal
    from skj.language import use_language

    words = asked_words(os.environ)
    with redirect_stderr(StringIO()), suppress(Exception):
        with suppress(Refusal):  # a language that is being typed is none yet
            use_language(choose_language(words))
        command = get_command(build([word for word in words if word != "--help"] or ["--version"]))
        _quote_where_shells_do_not()
        try:
            command.main(args=[], prog_name="skj", standalone_mode=False)
        except SystemExit as left:
            return left.code if isinstance(left.code, int) else 0
    return 0


def asked_words(environment: Mapping[str, str]) -> list[str]:
    """The words typed so far, roughly: enough to know which command they call."""
    typed = environment.get("COMP_WORDS") or environment.get("_TYPER_COMPLETE_ARGS", "")
    return [word.strip("'\"") for word in typed.split()][1:]


def attach(parameters: Iterable[inspect.Parameter]) -> None:
    """Give the options and arguments of a command what they can be completed with, by their names."""
    for parameter in parameters:
        offering = OFFERINGS.get(parameter.name)
        for info in get_args(parameter.annotation)[1:] if offering else ():
            if getattr(info, "autocompletion", ...) is None and offering:
                info.autocompletion = _completer(offering)


def _completer(offering: Offering) -> Callable[[typer.Context, str], list[Offer]]:
    def complete(ctx: typer.Context, incomplete: str) -> list[Offer]:
        found: dict[str, str] = {}
        with suppress(Exception):
            for value, said in offering(ctx):
                if value.startswith(incomplete) and _HARMLESS.fullmatch(value):
                    found.setdefault(value, _HARMFUL.sub(" ", said))
                if len(found) == MOST:
                    break
        return list(found.items())

    return complete


def _space(ctx: typer.Context, ledger: str | None = None) -> "Workspace":
    """The workspace the words name, else the one around the current folder."""
    named = ctx.params.get("workspace") or os.environ.get("SKJ_WORKSPACE")
    return Run(workspace=Path(named) if named else None).open(None, ledger)


def _records(ctx: typer.Context, ledger: str) -> Sequence[Any]:
    space = _space(ctx, ledger)
    if sum(path.stat().st_size for path in space.files_of(ledger)) > AT_ONCE:
        return ()
    return space.ledger(ledger).records


def _people(ctx: typer.Context) -> Iterator[Offer]:
    """Names of the public register, for the commands that look somebody up in it; never those of another ledger."""
    from skj.ledgers.vocabulary import titles
    from skj.thai.names import read_name

    if ctx.command_path.split()[1:] not in (["insignia", "search"], ["insignia", "return"]):
        return
    for record in _records(ctx, "insignia"):
        grant = f"{record.insignia_class} {record.year}"
        yield read_name(record.name, titles()).full, grant
        yield record.name, grant


def _cases(ctx: typer.Context) -> Iterator[Offer]:
    # A number into which a name was typed is not offered: completions stand on the screen for anybody.
    return ((record.case_no, "") for record in _records(ctx, "cases") if record.shown_no == record.case_no)


def _of_rooms(field: str) -> Offering:
    def offer(ctx: typer.Context) -> Iterator[Offer]:
        for record in _records(ctx, "rooms"):
            rest = (getattr(record, name) for name in ("site", "building", "room") if name != field)
            yield getattr(record, field) or "", " · ".join(filter(None, rest)) if field == "room" else ""

    return offer


def _codes(_ctx: typer.Context) -> Iterator[Offer]:
    from skj.rules.catalogue import all_rules

    return ((code, rule.name) for code, rule in all_rules().items())


def _ledgers(_ctx: typer.Context) -> Iterator[Offer]:
    from skj.ledgers.registry import SPECS

    return ((spec.name, _(spec.label)) for spec in SPECS)


def _indicators(ctx: typer.Context) -> Iterator[Offer]:
    return ((each.id, each.name.text()) for each in _space(ctx).plan.indicators)


def _evidence_items(ctx: typer.Context) -> Iterator[Offer]:
    return ((item.key, item.label.text()) for each in _space(ctx).plan.indicators for item in each.evidence)


def _words_of(list_name: str, value: str, said: str = "english") -> Offering:
    """The words of one of the fixed lists of `data/`."""

    def offer(_ctx: typer.Context) -> Iterator[Offer]:
        from skj.ledgers.vocabulary import wordlists

        beside = value if current_language() == "th" else said
        return ((getattr(word, value), getattr(word, beside)) for word in getattr(wordlists, list_name)())

    return offer


def _levels(_ctx: typer.Context) -> Iterator[Offer]:
    from skj.ledgers.vocabulary import positions

    return ((position.level, position.type) for position in positions())


def _types(_ctx: typer.Context) -> Iterator[Offer]:
    from skj.ledgers.vocabulary import position_types

    return ((kind, "") for kind in position_types())


def _classes(_ctx: typer.Context) -> Iterator[Offer]:
    from skj.ledgers.vocabulary import insignia_classes

    return ((grade.abbreviation, grade.thai) for grade in insignia_classes() if grade.is_sash)


OFFERINGS: Final[Mapping[str, Offering]] = {
    "name": _people,
    "case": _cases,
    "explain": _cases,
    "room": _of_rooms("room"),
    "site": _of_rooms("site"),
    "building": _of_rooms("building"),
    "code": _codes,
    "select": _codes,
    "ignore": _codes,
    "what": _ledgers,
    "ledger": _ledgers,
    "indicator": _indicators,
    "item": _evidence_items,
    "district": _words_of("districts", "thai"),
    "agency": _words_of("agencies", "thai"),
    "return_cause": _words_of("return_causes", "thai"),
    "damage": _words_of("all_damage_kinds", "thai"),
    "insignia_class": _classes,
    "of_class": _classes,
    "position_type": _types,
    "position_level": _levels,
    "quarter": lambda _ctx: ((word, "") for word in QUARTERS),
    "lang": lambda _ctx: (("th", "ไทย"), ("en", "English")),
}


def _quote_where_shells_do_not() -> None:
    """Bash and PowerShell put on the line what they are given, so names with a space are quoted for them here."""
    # typer has no public way to change how a shell is answered; its version is bound in pyproject.toml.
    from typer._click.shell_completion import CompletionItem, add_completion_class
    from typer._completion_classes import BashComplete, PowerShellComplete

    class Bash(BashComplete):
        def format_completion(self, item: CompletionItem) -> str:
            """The word as bash reads it; inside a quotation that was begun nothing needs an escape."""
            typed = os.environ.get("COMP_WORDS", "").split("\n")[int(os.environ.get("COMP_CWORD", "0")) :][:1]
            is_quoted = bool(typed) and typed[0].startswith(('"', "'"))
            return str(item.value) if is_quoted else bash_word(str(item.value))

    class PowerShell(PowerShellComplete):
        def get_completion_args(self) -> tuple[list[str], str]:
            """The words, and the last of them without the quotation mark it begins with."""
            args, incomplete = super().get_completion_args()
            return args, incomplete.lstrip("'\"")

        def format_completion(self, item: CompletionItem) -> str:
            """The word as PowerShell reads it."""
            said = " ".join((item.help or " ").split()) or " "
            return f"{powershell_word(str(item.value))}:::{said}"

    add_completion_class(Bash, "bash")
    for shell in ("powershell", "pwsh"):
        add_completion_class(PowerShell, shell)


def bash_word(word: str) -> str:
    """A word whose spaces do not part it in bash; no other sign of those offered means anything there."""
    return word.replace(" ", r"\ ")


def powershell_word(word: str) -> str:
    """A word in single quotation marks where PowerShell would take it apart; inside them nothing has a meaning."""
    return f"'{word}'" if re.search("[ ,]", word) else word

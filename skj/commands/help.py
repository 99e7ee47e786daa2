"""Help and wrong usage in the language in use; typer's own sentences exist in English only."""

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Final

from typer.core import TyperCommand, TyperGroup

from skj.commands.plainvalues import take_plain_values
from skj.language import N_, _

# Typer looks these up in the catalogue itself; here they are only marked, so that they are translated.
TYPER_TEXTS = (
    N_("Arguments"),
    N_("Options"),
    N_("Commands"),
    N_("required"),
    N_("default: {default}"),
    N_("env var: {var}"),
    N_("(dynamic)"),
    N_("Missing command."),
    N_("No such command {name!r}."),
)
KINDS = {
    "<str>": N_("<text>"),
    "<int>": N_("<number>"),
    "<list[str]>": N_("<text>"),
    "<list[Path]>": N_("<path>"),
    "<path>": N_("<path>"),
}
# Typer's own details, which it cannot translate, and ours for them; what the groups caught is named in them.
TYPER_DETAILS = (
    (r"Option .* requires (?:an argument|\d+ arguments)\.", N_("it needs a value.")),
    (r"Option .* does not take a value\.", N_("it takes no value.")),
    (r"(?:Value error, )?(?P<value>.+) is not one of (?P<known>.+)\.", N_("{value} is none of {known}.")),
    (r"Got unexpected extra argument\(s\) \((?P<extra>.*)\)", N_("This command does not take “{extra}”.")),
)
MEANT = r"(?P<said>.+?)\.? Did you mean (?P<near>.+)\?"
PLAIN_HELP = "Show this message and exit."


class Command(TyperCommand):
    """A command whose help speaks one language, and whose plain options need no pydantic."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Give the parameters their values."""
        take_plain_values(self.get_params(ctx))
        return super().parse_args(ctx, args)

    def get_help(self, ctx: Any) -> str:
        """The whole help text."""
        say_kinds(self.get_params(ctx))
        return in_one_language(super().get_help(ctx))


# The options that typer adds by itself and describes in English.
TYPERS_OPTIONS: Final = {
    "install_completion": N_("Let the Tab key complete commands in this shell."),
    "show_completion": N_("Show what would be put into the settings of this shell for the Tab key."),
}


class Group(TyperGroup):
    """A group whose help speaks one language, and whose plain options need no pydantic."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Give the parameters their values."""
        take_plain_values(self.get_params(ctx))
        return super().parse_args(ctx, args)

    def get_help(self, ctx: Any) -> str:
        """The whole help text."""
        say_kinds(self.get_params(ctx))
        return in_one_language(super().get_help(ctx))


def say_kinds(params: Iterable[Any]) -> None:
    """Let the help name what a parameter takes by words of people; typer names types of Python. The name of an argument says enough."""
    for param in params:
        if param.name in TYPERS_OPTIONS:
            param.help = _(TYPERS_OPTIONS[param.name])
        shown = param.display_type
        param.display_type = partial(_kind, shown, is_argument=param.param_type_name == "argument")


def _kind(shown: Callable[[Any], str | None], ctx: Any, *, is_argument: bool) -> str | None:
    kind = shown(ctx)
    if is_argument:
        return None if kind in KINDS else kind
    return _(KINDS[kind]) if kind in KINDS else kind


def in_one_language(text: str) -> str:
    """Replace the sentences that typer cannot translate."""
    return text.replace("Usage: ", _("Usage: "), 1).replace(PLAIN_HELP, _("Show this message and exit."))


def usage_sentence(error: Exception) -> str:
    """What was wrong with the words given, and what to do: one sentence of ours for each kind of error typer knows."""
    name = type(error).__name__
    texts = {
        "NoSuchOption": _("There is no option {what}."),
        "MissingParameter": _("{what} is missing."),
        "BadOptionUsage": _("The option {what} is used wrongly: {detail}"),
        "BadParameter": _("The value of {what} is wrong: {detail}"),
    }
    detail = detail_sentence(getattr(error, "message", "") or str(error))
    text = texts.get(name, "{detail}").format(what=_what(error), detail=detail)
    near = getattr(error, "possibilities", None) or ()
    hint = _("Did you mean {near}?").format(near=", ".join(near)) if near else ""
    help_hint = _("“{command} --help” shows what there is.").format(command=_command_path(error))
    return " ".join(part for part in (_("error:"), text, hint, help_hint) if part)


def detail_sentence(detail: str) -> str:
    """A detail of typer in the language in use; one that is not known stays as it is."""
    if meant := re.fullmatch(MEANT, detail, re.DOTALL):
        return f"{meant['said']} {_('Did you mean {near}?').format(near=meant['near'].replace(chr(39), ''))}"
    for pattern, text in TYPER_DETAILS:
        if match := re.fullmatch(pattern, detail, re.DOTALL):
            return _(text).format(**match.groupdict())
    return detail


def _what(error: Exception) -> str:
    param = getattr(error, "param", None)
    opts = getattr(param, "opts", None) or []
    named = (
        getattr(error, "option_name", None)
        or getattr(error, "param_hint", None)
        or (opts[0] if opts and opts[0].startswith("-") else getattr(param, "name", None))
    )
    named = named or getattr(error, "param_hint", None)  # of a refusal of our own, which knows no parameter
    return str(named or "").upper() if named and not str(named).startswith("-") else str(named or "")


def _command_path(error: Exception) -> str:
    context = getattr(error, "ctx", None)
    return context.command_path if context is not None else "skj"

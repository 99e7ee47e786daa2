"""The root of the command line: chooses the language, loads the sub-app that is called, turns outcomes into exit codes."""

import gc
import locale
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, Final

import typer

from skj.commands.help import Group
from skj.language import LANGUAGES, N_, Language, _, use_language

GROUPS: Final = {
    "kpi": N_("The scorecard of 70 points: report by quarter, explain an indicator, what if, trend, monthly notes."),
    "housing": N_("Repair of damaged rooms in staff housing."),
    "discipline": N_("Days of corruption cases."),
    "insignia": N_("The register of sash-class insignia."),
    "training": N_("Anti-corruption training: roll, sessions, follow-up."),
    "coaching": N_("Coaching talks with the districts."),
    "knowledge": N_("The online knowledge bank."),
    "survey": N_("Answers of satisfaction surveys."),
    "evidence": N_("The evidence register."),
    "plan": N_("The steps of each project against their months."),
    "budget": N_("Budgets of the routine projects and what was paid."),
}
SINGLE: Final = ("init", "demo", "today", "check", "config", "rules", "log", "undo", "map", "doctor", "fix")
INTERRUPTED: Final = 130
COMPLETION: Final = "_SKJ_COMPLETE"  # set by the shell while it asks what may follow
FAULT: Final = 70


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `skj`; the exit code is 0 fine, 1 findings, 2 usage, 3 unreadable, 4 write refused, 130 interrupted."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    from skj.render.streams import prepare_streams

    prepare_streams()
    if COMPLETION in os.environ:
        from skj.commands.completion import answer

        return answer(build, choose_language)
    try:
        use_language(choose_language(words))
        code = _call(_without_language(words))
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except Exception as error:  # noqa: BLE001  (the one place where anything unexpected becomes SKJ901)
        return _fail(error, words)
    if code == INTERRUPTED:  # typer makes Ctrl-C in a command an exit code without a word
        typer.echo(_("Interrupted; nothing was left half-done."), err=True)
    return code


def _call(words: list[str]) -> int:
    """Run the app so that refusals and wrong usage come back here instead of ending the process."""
    from typer.exceptions import TyperException

    from skj.commands.help import usage_sentence

    try:
        outcome = build(words or ["--help"])(args=words, prog_name="skj", standalone_mode=False)
    except TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            typer.echo(str(error))
        else:
            typer.echo(usage_sentence(error), err=True)
        return 2
    except SystemExit:  # typer leaves so when the reader of a pipe has gone; that is no finding
        return 0
    return outcome if isinstance(outcome, int) else 0


def build(words: Sequence[str]) -> typer.Typer:
    """The app with the command that `words` call; others are only listed. Without words everything is made (completion)."""
    app = typer.Typer(
        cls=Group,
        name="skj",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        help=_(
            "Answers from the office's own Excel and CSV ledgers: what is wrong, who, how far, how many days, how many points."
        ),
    )
    app.callback()(_root())
    called = next((word for word in words if word in GROUPS or word in SINGLE or word == "explain"), None)
    if called is None or called not in GROUPS:
        for module in ("office", "today", "history", "mapping", "doctor", "fix"):
            import_module(f"skj.commands.{module}").register(app, words)
    for name, text in GROUPS.items():
        if called == name or not words:
            app.add_typer(import_module(f"skj.commands.{name}").make_app(words), name=name, help=_(text))
        elif called is None:
            app.add_typer(typer.Typer(cls=Group), name=name, help=_(text))
    return app


def _root() -> Callable[..., None]:
    """The options of `skj` itself, described in the language in use."""

    def root(
        *,
        version: Annotated[
            bool, typer.Option("--version", is_eager=True, callback=_version, help=_("Show the version."))
        ] = False,
    ) -> None:
        """Nothing to do: the option's own callback answers."""

    return root


def _version(asked: bool) -> None:  # noqa: FBT001  (typer calls it so)
    if asked:
        from skj import __version__

        typer.echo(f"skj {__version__}")
        raise typer.Exit


def choose_language(words: Sequence[str]) -> Language:
    """The language of a run: --lang, SKJ_LANG, skj.toml, the system's own; Thai when nothing says otherwise.

    Raises UsageRefused for a language skj does not have.
    """
    asked = _option(words, "--lang") or os.environ.get("SKJ_LANG")
    if asked:
        return _known(asked)
    return _from_settings(words) or _from_system()


def _without_language(words: Sequence[str]) -> list[str]:
    """The words without --lang and --debug, which may stand anywhere and have done their work."""
    kept: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            return [*kept, word, *rest]
        if word == "--lang":
            next(rest, None)
        elif word != "--debug" and not word.startswith("--lang="):
            kept.append(word)
    return kept


def _known(word: str) -> Language:
    short = word.lower()[:2]
    if short in LANGUAGES:
        return short
    from skj.diagnostics import Diagnostic, UsageRefused
    from skj.rules.workspace import LANGUAGE_UNKNOWN

    raise UsageRefused(Diagnostic(LANGUAGE_UNKNOWN, args={"value": word}))


def _option(words: Sequence[str], name: str, short: str = "") -> str | None:
    """The value of an option before the commands are loaded."""
    for index, word in enumerate(words):
        if word == "--":
            return None
        if word.startswith(f"{name}="):
            return word.partition("=")[2]
        if word in {name, short} - {""} and index + 1 < len(words):
            return words[index + 1]
    return None


def _from_settings(words: Sequence[str]) -> Language | None:
    """`[office] language` of the workspace, read without the checks that come later."""
    named = _option(words, "--workspace", "-w") or os.environ.get("SKJ_WORKSPACE")
    start = Path(named) if named else Path.cwd()
    folder = next(
        (place for place in (start, *(() if named else start.parents)) if (place / "skj.toml").is_file()), None
    )
    if folder is None:
        return None
    import tomllib

    try:
        language = (
            tomllib.loads((folder / "skj.toml").read_text(encoding="utf-8-sig")).get("office", {}).get("language", "th")
        )
    except (OSError, ValueError, AttributeError):
        return None
    return language if language in LANGUAGES else None


def _from_system() -> Language:
    """The system's language when it is a real one; an office without any setting reads Thai."""
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or _windows_language()
    return "en" if named.lower().startswith("en") else "th"


def _windows_language() -> str:
    return (locale.getlocale()[0] or "") if sys.platform == "win32" else ""


def _fail(error: Exception, words: Sequence[str]) -> int:
    """Say a refusal in its own words; anything else is our fault: one sentence and a file, never a traceback."""
    from skj.diagnostics import Refusal
    from skj.render.streams import use_colour
    from skj.render.terminal import print_findings

    if isinstance(error, Refusal):
        print_findings(
            [error.diagnostic],
            sys.stderr,
            colour=use_colour(sys.stderr, "--no-color" in words),
            names="--show-names" in words,
        )
        return error.exit_code
    if "--debug" in words or os.environ.get("SKJ_DEBUG"):
        raise error
    from skj.faults import report_fault

    typer.echo(report_fault(error), err=True)
    return FAULT


def run() -> None:
    """The console script."""
    # A command is short, makes much and throws away little: looking for cycles as often as Python does costs a tenth of it.
    gc.set_threshold(100_000, 50, 100)
    try:
        code = main()
    finally:
        gc.freeze()  # at its end Python would look through everything once more, a sixth of a short command; nothing is left to find
    sys.exit(code)

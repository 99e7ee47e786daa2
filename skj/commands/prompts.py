"""Asks for the fields of a new row on a terminal: TAB completes, Enter takes the default, `<` goes one step back."""

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import typer

from skj.language import _

if TYPE_CHECKING:
    from skj.ledgers.base import Column, Ledger, LedgerSpec, Record

BACK: Final = "<"
# Fields that one person's row shares with the row before it; all others start empty.
REPEATED: Final = frozenset(
    {
        "year",
        "insignia_class",
        "agency",
        "site",
        "building",
        "district",
        "session",
        "held_on",
        "topic",
        "mentor",
        "indicator",
        "project",
        "group",
        "full_marks",
    }
)
COMPLETIONS: Final = 200


def ask_for_row(
    spec: "LedgerSpec[Any]", texts: Mapping[str, str], ledger: "Callable[[], Ledger[Any]]"
) -> Mapping[str, str]:
    """The texts given, completed by questions when a required field is missing and somebody is there to answer.

    `ledger` is read only then: a whole ledger costs more than the row.
    """
    missing = [column for column in spec.columns if column.required and column.field not in texts]
    if not missing or not sys.stdin.isatty() or not sys.stderr.isatty():
        return texts
    typer.echo(
        _("Enter takes the value in brackets, - leaves a field blank, {back} goes back, Ctrl-C stops.").format(
            back=BACK
        ),
        err=True,
    )
    asked = [column for column in spec.columns if column.field not in texts and column.field != "seq"]
    return {**texts, **ask_each(asked, ledger(), texts, read_line)}


def ask_each(
    columns: "Sequence[Column]",
    ledger: "Ledger[Any]",
    given: Mapping[str, str],
    ask: Callable[[str, Sequence[str]], str],
) -> dict[str, str]:
    """One question a column; an answer that cannot be read is asked again."""
    answers: dict[str, str] = {}
    step = 0
    while step < len(columns):
        column = columns[step]
        default = default_of(column, ledger, {**given, **answers})
        answer = ask(_question(column, default), completions(column, ledger)).strip()
        if answer == BACK:
            step = max(0, step - 1)
            answers.pop(columns[step].field, None)
            continue
        text = default if answer == "" else "" if answer == "-" else answer
        if problem := _problem(column, text):
            typer.echo(problem, err=True)
            continue
        if text:
            answers[column.field] = text
        step += 1
    return answers


def _question(column: "Column", default: str) -> str:
    mark = " *" if column.required else ""
    return f"{column.heading}{mark}{f' [{default}]' if default else ''}: "


def _problem(column: "Column", text: str) -> str:
    """What is wrong with an answer, in words; an empty text when nothing is."""
    from skj.diagnostics import Diagnostic
    from skj.ledgers.base import NO_OPTIONS

    if not text:
        return _("This field is needed.") if column.required else ""
    reading = column.parse(text, NO_OPTIONS)
    if not reading.failed or reading.issue is None:
        return ""
    found = Diagnostic(reading.issue.rule, args={"wanted": column.heading, **reading.issue.args}, value=text)
    return f"{found.message()} {found.hint()}"


def default_of(column: "Column", ledger: "Ledger[Any]", given: Mapping[str, str]) -> str:
    """The value of the last similar row: the last one that agrees with what was answered so far, else the last one."""
    from skj.writing.drafts import as_typed

    if column.field not in REPEATED or not ledger.records:
        return ""
    similar = (record for record in reversed(ledger.records) if _agrees(record, given))
    value = getattr(next(similar, ledger.records[-1]), column.field)
    return "" if value is None else as_typed(value)


def _agrees(record: "Record", given: Mapping[str, str]) -> bool:
    from skj.writing.drafts import as_typed

    return all(as_typed(getattr(record, name, None)) == text for name, text in given.items() if name in REPEATED)


def completions(column: "Column", ledger: "Ledger[Any]") -> list[str]:
    """What TAB offers: the values the column has held so far, newest first."""
    from skj.writing.drafts import as_typed

    values = (getattr(record, column.field) for record in reversed(ledger.records))
    return list(dict.fromkeys(as_typed(value) for value in values if value is not None))[:COMPLETIONS]


def read_line(question: str, choices: Sequence[str]) -> str:
    """A line from the terminal; TAB completes where the system can. Ctrl-D stops as Ctrl-C does."""
    try:
        return _completed_line(question, choices) if sys.stdout.isatty() else _plain_line(question)
    except EOFError:
        raise typer.Abort from None


def _plain_line(question: str) -> str:
    """A line while stdout goes to a file: the question must not get into the data."""
    typer.echo(question, nl=False, err=True)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line


def _completed_line(question: str, choices: Sequence[str]) -> str:
    try:
        import readline
    except ImportError:  # Windows has none
        return input(question)
    matching: list[str] = []

    def complete(text: str, state: int) -> str | None:
        if state == 0:
            matching[:] = [choice for choice in choices if choice.startswith(text)]
        return matching[state] if state < len(matching) else None

    readline.set_completer(complete)
    readline.set_completer_delims("")
    readline.parse_and_bind("tab: complete")
    return input(question)

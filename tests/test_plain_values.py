"""Plain words of the command line are taken without pydantic; all others are judged as typer judges them."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
import typer
from typer.testing import CliRunner

from skj.commands.help import Command
from tests.offices import write_office

Kind = Literal["one", "two"]
SEEN: dict[str, Any] = {}


def command(
    *,
    number: Annotated[int | None, typer.Option()] = None,
    kind: Annotated[Kind | None, typer.Option()] = None,
    place: Annotated[Path | None, typer.Option()] = None,
    word: Annotated[str | None, typer.Option()] = None,
    read: Annotated[int | None, typer.Option(parser=lambda word: int(word, 16))] = None,
    few: Annotated[int, typer.Option(min=1, max=3)] = 1,
    switch: Annotated[bool, typer.Option("--switch", envvar="SKJ_TEST_SWITCH")] = False,
    files: Annotated[list[Path] | None, typer.Argument()] = None,
) -> None:
    SEEN.update(locals())


def app_with(kind: type[Any] | None) -> typer.Typer:
    app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
    made: Callable[..., None] = command
    app.command(cls=kind)(made)
    return app


OURS, TYPERS = app_with(Command), app_with(None)
CALLS = [
    "--number 12",
    "--number -3",
    "--number +3",
    "--number ๑๒",
    "--number 1.0",
    "--number x",
    "--number 1_000",
    "--kind one",
    "--kind three",
    "--place .",
    "--place nowhere/at/all",
    "--word ก --word ข",
    "--few 2",
    "--read ff",
    "--read fg",
    "--few 9",
    "--switch",
    "a.csv b.csv",
    "",
]


@pytest.mark.parametrize("call", CALLS)
def test_every_word_is_taken_as_typer_takes_it(call: str) -> None:
    found = []
    for app in (OURS, TYPERS):
        SEEN.clear()
        result = CliRunner().invoke(app, call.split())
        found.append((result.exit_code, dict(SEEN), result.stderr.splitlines()[-2:]))
    assert found[0] == found[1]


@pytest.mark.parametrize("word", ["1", "0", "yes", "maybe"])
def test_a_switch_in_the_environment_is_judged_by_typer(word: str) -> None:
    results = [CliRunner().invoke(app, [], env={"SKJ_TEST_SWITCH": word}) for app in (OURS, TYPERS)]
    assert len({(result.exit_code, result.stderr) for result in results}) == 1


def test_a_search_of_a_plain_ledger_needs_no_pydantic(tmp_path: Path) -> None:
    office = write_office(tmp_path / "office")
    code = (
        "import sys; from skj.cli import main; code = main(sys.argv[1:]); "
        "sys.exit(code or ('pydantic' in sys.modules and 9) or ('pandas' in sys.modules and 8))"
    )
    words = ("insignia", "search", "สมชาย", "-w", str(office), "--class", "ป.ช.", "--year", "2563", "-f", "json")
    run = subprocess.run([sys.executable, "-c", code, *words], check=False, capture_output=True, env=dict(os.environ))
    assert run.returncode == 0, run.stderr.decode()

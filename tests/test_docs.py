"""The documents say what the program does: README's consoles are run, generated pages are fresh, nothing is left unsaid."""

import io
import os
import re
import shlex
import sys
import tomllib
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from typer.core import TyperArgument, TyperGroup, TyperOption
from typer.main import get_command

import skj.commands
from skj.cli import build, main
from skj.language import Language, use_language
from skj.resources import data_folder
from skj.scoring.plan_model import Plan
from skj.scoring.plan_parts import PlanPart
from tools.rules import pages

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PAGES = [
    README,
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    ROOT / "samples" / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
HAND_WRITTEN = [page for page in PAGES if page not in pages()]
ENGLISH_STARTS = "# skj in English"
ELISION = "…"
THAI_LETTER = re.compile(r"[ก-๛]")
FENCE = re.compile(r"^```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?P<target>[^)\s#]+)[^)]*\)")
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|home|root|tmp|usr|var|Users)/\w|[A-Za-z]:\\\w")
# Options that typer adds by itself and describes in its own words.
TYPERS_OWN = {"help", "install_completion", "show_completion"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# --- README: its two parts and their consoles -----------------------------------------------------------------------


def part(language: Language) -> str:
    """The Thai or the English half of README."""
    thai, english = README.read_text(encoding="utf-8").split(f"\n{ENGLISH_STARTS}\n")
    return thai if language == "th" else english


def blocks(text: str, kind: str) -> list[str]:
    return [match["body"] for match in FENCE.finditer(text) if match["kind"] == kind]


@dataclass
class Call:
    """One line after a prompt, and the lines shown below it."""

    command: str
    shown: list[str] = field(default_factory=list)


def calls(text: str) -> Iterator[Call]:
    """The commands of all console blocks in their order."""
    for block in blocks(text, "console"):
        call: Call | None = None
        for line in block.splitlines():
            if line.startswith("$ "):
                if call:
                    yield call
                call = Call(line[2:])
            else:
                assert call, f"a console block begins with a command, not with: {line}"
                call.shown.append(line)
        if call:
            yield call


def pattern(lines: list[str]) -> re.Pattern[str]:
    """What the output must match: … alone on a line is any number of lines, inside a line any characters."""
    parts = []
    for line in lines:
        if line.strip() == ELISION:
            parts.append(r"(?:[^\n]*\n)*?")
        else:
            parts.append("[^\n]*".join(re.escape(piece) for piece in line.rstrip().split(ELISION)) + "\n")
    return re.compile("".join(parts))


def first_missing(lines: list[str], output: str) -> str:
    """The first line of a page that the output does not hold where it should."""
    ends = (end for end in range(1, len(lines) + 1) if not pattern(lines[:end]).match(output))
    end = next(ends, None)
    return lines[end - 1] if end else "(the output goes on after the last line shown)"


def tidy(output: str) -> str:
    """Output without what a page cannot show: the mark of a CSV for Excel, blanks at the end of lines."""
    lines = [line.rstrip() for line in output.removeprefix("\ufeff").splitlines()]
    return "\n".join(lines).strip("\n") + "\n" if any(lines) else ""


@dataclass
class Console:
    """A tiny shell: `cd`, `export`, `echo $?` and `skj`, each run as an officer would."""

    folder: Path
    environment: dict[str, str]
    code: int = 0

    def run(self, command: str) -> str:
        """What a command prints, to both streams."""
        match shlex.split(command):
            case ["cd", folder]:
                self.folder = (self.folder / folder).resolve(strict=True)
                return ""
            case ["export", setting]:
                name, _equals, value = setting.partition("=")
                self.environment[name] = value
                return ""
            case ["echo", "$?"]:
                return f"{self.code}\n"
            case ["skj", *words]:
                return self.skj(words)
            case _:
                pytest.fail(f"README shows a command this test cannot run: {command}")

    def skj(self, words: list[str]) -> str:
        """Run the program in the folder and keep its exit code; in this process, which starts only once."""
        said = io.StringIO()
        environment = patch.dict(os.environ, self.environment, clear=True)
        with environment, chdir(self.folder), redirect_stdout(said), redirect_stderr(said):
            self.code = main(words)
        return said.getvalue()


def console(folder: Path, language: Language) -> Console:
    """A shell of an officer whose system speaks `language`, on a fixed day."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith(("SKJ_", "LC_", "COLUMNS"))}
    system = {"th": "th_TH.UTF-8", "en": "en_US.UTF-8"}[language]
    return Console(folder, mine | {"LANG": system, "SKJ_TODAY": "2024-04-15", "NO_COLOR": "1", "PYTHONUTF8": "1"})


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_consoles_of_the_readme_show_what_happens(language: Language, tmp_path: Path) -> None:
    shell = console(tmp_path, language)
    for call in calls(part(language)):
        output = tidy(shell.run(call.command))
        fits = pattern(call.shown).fullmatch(output) is not None
        assert fits, f"$ {call.command}\nnot found: {first_missing(call.shown, output)}\n\n{output}"


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_console_shows_more_than_elisions(language: Language) -> None:
    empty = [call.command for call in calls(part(language)) if call.shown and not any(map(says_something, call.shown))]
    assert empty == []


def says_something(line: str) -> bool:
    return line.replace(ELISION, "").strip() != ""


def test_both_parts_of_the_readme_run_the_same_commands() -> None:
    spoken = {
        language: [call.command for call in calls(part(language)) if not call.command.startswith("export")]
        for language in ("th", "en")
    }
    assert spoken["th"] == spoken["en"]
    assert len(spoken["en"]) > 10


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_readme_names_the_two_commands_of_a_fresh_machine(language: Language) -> None:
    assert "make demo" in part(language)
    assert "make test" in part(language)
    assert "py -m venv" in part(language)


# --- commands -------------------------------------------------------------------------------------------------------


@pytest.fixture(params=["th", "en"])
def spoken(request: pytest.FixtureRequest) -> Iterator[Language]:
    """The language in use, put back afterwards."""
    use_language(request.param)
    yield request.param
    use_language("en")


def commands(group: TyperGroup, path: str = "skj") -> Iterator[tuple[str, Any]]:
    """Every command and group with the words that call it."""
    for name, command in sorted(group.commands.items()):
        yield f"{path} {name}", command
        if isinstance(command, TyperGroup):
            yield from commands(command, f"{path} {name}")


def all_commands() -> list[tuple[str, Any]]:
    root = get_command(build([]))
    assert isinstance(root, TyperGroup)
    return list(commands(root))


def test_every_command_and_option_has_help(spoken: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    # Help is put into words when a command's module is loaded; a run of skj has one language, this process had others.
    for name in [name for name in sys.modules if name.startswith("skj.commands.")]:
        # The package holds its modules too; both must be as before when other tests patch them by name.
        monkeypatch.delattr(skj.commands, name.removeprefix("skj.commands."), raising=False)
        monkeypatch.delitem(sys.modules, name)
    texts = {words: command.help for words, command in all_commands()}
    texts |= {
        f"{words} {param.name}": param.help
        for words, command in all_commands()
        for param in command.params
        if isinstance(param, TyperOption | TyperArgument) and param.name not in TYPERS_OWN
    }
    assert len(texts) > 20
    assert [words for words, text in texts.items() if not text or not text.strip()] == []
    if spoken == "th":
        assert [words for words, text in texts.items() if not THAI_LETTER.search(str(text))] == []


def test_help_names_no_types_of_python(capfd: pytest.CaptureFixture[str]) -> None:
    for words in ("check", "map", "kpi explain", "kpi whatif", "insignia search", "housing add", "log"):
        assert main([*words.split(), "--help"]) == 0
        shown = capfd.readouterr().out
        assert words in shown
        assert not re.search(r"<(str|int|float|Path|list)\b|list\[", shown), words
    use_language("en")


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_command_is_named_in_the_readme(language: Language) -> None:
    text = part(language)
    leaves = [words for words, command in all_commands() if not isinstance(command, TyperGroup)]
    assert [words for words in leaves if words not in text] == []


def test_the_readme_names_no_command_that_does_not_exist() -> None:
    known = {words for words, _command in all_commands()}
    groups = {words.split()[1] for words in known if len(words.split()) == 3}
    named = re.findall(r"(?<=`)skj ([a-z]+)(?: ([a-z]+))?", README.read_text(encoding="utf-8"))
    wanted = {f"skj {first} {second}" if first in groups and second else f"skj {first}" for first, second in named}
    assert wanted <= known


# --- pages ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(pages()), ids=lambda path: path.name)
def test_generated_pages_are_fresh(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == pages()[path], "run `make rules`"


def test_every_room_is_described() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = [path.name for path in (ROOT / "skj").iterdir() if path.is_dir() and path.name != "__pycache__"]
    modules = [path.name for path in (ROOT / "skj").glob("*.py") if path.name != "__init__.py"]
    assert [room for room in rooms if f"`{room}/`" not in text] == []
    assert [module for module in modules if f"`{module}`" not in text] == []


def test_the_architecture_names_only_files_that_exist() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:skj|data|samples|tests|tools|docs)/[\w./-]+\.\w+)`", text)
    assert len(named) > 10
    assert [name for name in named if not (ROOT / name).exists()] == []


def plan_parts(kind: type[PlanPart]) -> Iterator[type[PlanPart]]:
    for part_ in kind.__subclasses__():
        yield part_
        yield from plan_parts(part_)


def test_every_key_of_a_plan_file_is_explained() -> None:
    text = (ROOT / "docs" / "plan-file.md").read_text(encoding="utf-8")
    shipped = [part_ for part_ in plan_parts(PlanPart) if part_.__module__.startswith("skj.")]
    assert Plan in shipped
    keys = {key for part_ in shipped for key in part_.model_fields}
    assert len(keys) > 60
    assert sorted(key for key in keys if f"`{key}`" not in text) == []


def test_the_examples_of_the_plan_page_stand_in_the_real_file() -> None:
    real = (data_folder() / "plans" / "2567.toml").read_text(encoding="utf-8").splitlines()
    examples = blocks((ROOT / "docs" / "plan-file.md").read_text(encoding="utf-8"), "toml")
    lines = [line for example in examples for line in example.splitlines() if line.strip() not in {"", ELISION}]
    assert len(lines) > 20
    assert [line for line in lines if not any(pattern([line]).fullmatch(f"{each}\n") for each in real)] == []


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_settings_of_the_readme_are_a_real_skj_toml(language: Language) -> None:
    from skj.workspace import WorkspaceSettings

    (example,) = blocks(part(language), "toml")
    assert WorkspaceSettings.model_validate(tomllib.loads(example)).office.fiscal_year == 2567


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    targets = [match["target"] for match in LINK.finditer(path.read_text(encoding="utf-8"))]
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_no_page_tells_of_somebodys_machine(path: Path) -> None:
    assert MACHINE_PATH.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", HAND_WRITTEN, ids=name_of)
def test_targets_of_make_that_are_named_exist(path: Path) -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = re.findall(r"`make (\w+)`", path.read_text(encoding="utf-8"))
    assert set(named) <= targets

"""Golden cases: each folder of `tests/cases` holds a command and what it must print; a new case needs no code.

`cmd` is one line, `NAME=value skj …`; `{samples}` stands for the sample office, `COLUMNS=80` for a terminal of that width.
`stdout` and `stderr` are what is printed, `exit` the exit code; any other file is laid into the folder the command runs in.
`SKJ_UPDATE_CASES=1` writes what is printed now; look at every changed line before keeping it.
"""

import os
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from skj.cli import main
from skj.language import use_language
from skj.ledgers.base import Ledger
from skj.resources import samples_folder
from skj.workspace import Workspace

CASES: Final = Path(__file__).with_name("cases")
TODAY: Final = "2026-11-22"
ANSWERS: Final = ("stdout", "stderr", "exit")
UPDATE: Final = os.environ.get("SKJ_UPDATE_CASES") == "1"


@pytest.fixture(scope="module")
def samples() -> Iterator[None]:
    """The ledgers of the sample office are the same for all cases, so each is read once."""
    kept: dict[str, Ledger[Any]] = {}
    read = Workspace.ledger

    def read_once(space: Workspace, name: str) -> Ledger[Any]:
        if space.root != samples_folder():
            return read(space, name)
        if name not in kept:
            kept[name] = read(space, name)
        return kept[name]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Workspace, "ledger", read_once)
        yield
    use_language("en")


def laid_out(case: Path, folder: Path) -> Path:
    """A fresh folder with the files of a case, the place its command runs in."""
    return Path(shutil.copytree(case, folder / case.name, ignore=shutil.ignore_patterns("cmd", *ANSWERS)))


def run(case: Path, folder: Path, patch: pytest.MonkeyPatch) -> int:
    """Run the command of a case in this process."""
    words = shlex.split((case / "cmd").read_text(encoding="utf-8"))
    given = dict(word.split("=", 1) for word in words[: words.index("skj")])
    for name in ("SKJ_LANG", "SKJ_WORKSPACE", "FORCE_COLOR", "LC_ALL", "LC_MESSAGES"):
        patch.delenv(name, raising=False)
    for name, value in {"SKJ_TODAY": TODAY, "LANG": "C", "NO_COLOR": "1", "LANGUAGE": "", **given}.items():
        patch.setenv(name, value)
    patch.setattr("skj.render.output.is_terminal", lambda _stream: "COLUMNS" in given)
    patch.chdir(laid_out(case, folder))
    return main([word.replace("{samples}", str(samples_folder())) for word in words[words.index("skj") + 1 :]])


@pytest.mark.parametrize("case", sorted(path.parent for path in CASES.glob("*/cmd")), ids=lambda case: case.name)
@pytest.mark.usefixtures("samples")
def test_case(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    code = run(case, tmp_path, monkeypatch)
    out, err = capsysbinary.readouterr()
    found = dict(zip(ANSWERS, (out, err, f"{code}\n".encode()), strict=True))
    if UPDATE:
        for name, content in found.items():
            (case / name).write_bytes(content)
    assert found == {name: (case / name).read_bytes() for name in ANSWERS}


def test_every_case_is_whole() -> None:
    assert [path for path in CASES.iterdir() if not all((path / name).is_file() for name in ("cmd", *ANSWERS))] == []

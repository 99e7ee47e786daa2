"""Promises that every command keeps in every format (reliability P19, P20, P24).

No planted name gets out, masking changes no number, the same call gives the same bytes, nothing is opened, started or
fetched that is none of a command's business, and no file changes: only the journal is written, and only when masked names were shown. A new command fails here until it has a call in CALLS.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from skj.cli import build, main
from skj.files.journal import HISTORY, JOURNAL, LOCK
from skj.language import use_language
from tests.canary_office import CANARY, write_canary_office
from tests.watching import watching

TODAY: Final = "2024-03-31"
FORMATS: Final = ("table", "json", "jsonl", "csv", "md", "xlsx")
# What an officer would type; writes stop before the file is touched.
CALLS: Final = {
    "check": (),
    "config": (),
    "rules": (),
    "log": (),
    "explain": ("SKJ402",),
    "map": ("ledgers/cases.csv",),
    "doctor": (),
    "kpi report": ("--quarter", "2"),
    "kpi fields": ("--quarter", "2"),
    "kpi explain": ("discipline", "--quarter", "2"),
    "kpi notes": (),
    "kpi trend": (),
    "kpi whatif": ("housing+12", "--reach", "40"),
    "today": (),
    "fix": ("--diff", "--dry-run"),
    "discipline stats": (),
    "insignia due": (),
    "insignia summary": (),
    "insignia photos": (),
    "training progress": (),
    "coaching progress": (),
    "knowledge progress": (),
    "survey summary": (),
    "plan status": (),
    "evidence status": (),
    "budget status": (),
    "housing add": (
        "--site",
        "คลองใส",
        "--building",
        "1",
        "--room",
        "109",
        "--damage",
        "ไฟฟ้า",
        "--district",
        "พระนคร",
        "--dry-run",
    ),
    "housing repair": ("103", "--repaired-on", "1 มี.ค. 2567", "--dry-run"),
    "housing progress": (),
    "discipline add": (
        "--case-no",
        "กท 9/2567",
        "--position-type",
        "บริหาร",
        "--position-level",
        "สูง",
        "--report-received-on",
        "1 มี.ค. 2567",
        "--dry-run",
    ),
    "discipline advance": ("กท 1/2567", "--on", "1 มี.ค. 2567", "--dry-run"),
    "discipline sla": (),
    "insignia add": ("--name", "นายสมหมาย ใจงาม", "--year", "2566", "--class", "ป.ม.", "--dry-run"),
    "insignia return": ("สมชาย ใจดี", "--class", "ป.ม.", "--return-cause", "ได้รับชั้นสูงขึ้น", "--dry-run"),
    "insignia search": ("สมชาย",),
    "training add": ("--session", "1", "--name", f"นาย{CANARY} ง", "--dry-run"),
    "training add-session": ("--session", "2", "--held-on", "1 มี.ค. 2567", "--dry-run"),
    "training add-followup": ("--name", f"นาย{CANARY} ง", "--dry-run"),
    "coaching add": ("--session", "2", "--held-on", "1 มี.ค. 2567", "--dry-run"),
    "knowledge add": ("--process", "การลา", "--dry-run"),
    "survey add": ("--indicator", "5", "--overall", "5", "--dry-run"),
    "evidence add": ("--indicator", "5", "--item", "final_report", "--dry-run"),
}
# All that a command which only reads ever changes, and only with --show-names (reliability section 7).
JOURNAL_FILES: Final = {f"ledgers/{HISTORY}/{name}" for name in (JOURNAL, LOCK)}
# These make folders, or take a write back: their own tests look at them.
ELSEWHERE: Final = {"init", "demo", "undo"}


def commands(part: Any, path: tuple[str, ...] = ()) -> Iterator[str]:
    """The words of every command."""
    if isinstance(part, TyperGroup):
        for name, inner in part.commands.items():
            yield from commands(inner, (*path, name))
    else:
        yield " ".join(path)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_canary_office(tmp_path / "office")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SKJ_TODAY", TODAY)
    monkeypatch.setenv("SKJ_DEBUG", "1")
    monkeypatch.setenv("COLUMNS", "80")
    return folder


def call(command: str, *more: str, capture: pytest.CaptureFixture[bytes]) -> tuple[int, bytes, bytes]:
    """One call: the exit code and both streams."""
    code = main([*command.split(), *CALLS[command], *more])
    out, err = capture.readouterr()
    return code, out, err


def texts(out: bytes) -> str:
    """What a reader could find in an answer: of a workbook the text of all its parts."""
    if not out.startswith(b"PK"):
        return out.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(out)) as book:
        return "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


def files(folder: Path) -> dict[Path, bytes]:
    """Every file of the office with its bytes."""
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def numbers(data: Any) -> list[Any]:
    """All numbers of an answer in their order."""
    if isinstance(data, dict):
        return [number for key in data for number in numbers(data[key])]
    if isinstance(data, list):
        return [number for item in data for number in numbers(item)]
    return [data] if isinstance(data, int | float) and not isinstance(data, bool) else []


def test_every_command_is_called_here() -> None:
    use_language("en")
    assert {*commands(get_command(build([])))} - ELSEWHERE == CALLS.keys()


@pytest.mark.parametrize("command", CALLS)
def test_no_name_no_stranger_and_the_same_bytes_twice(
    command: str, office: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    before = files(office)
    with watching() as watch:
        answers = {format_: call(command, "--format", format_, capture=capfdbinary) for format_ in FORMATS}
        again = {format_: call(command, "--format", format_, capture=capfdbinary) for format_ in ("json", "xlsx")}
    assert watch.strangers == []
    assert watch.written_outside(office) == []
    assert files(office) == before
    for format_, (code, out, err) in answers.items():
        assert code in {0, 1, 3}, (format_, err.decode())
        assert CANARY not in texts(out) + err.decode(), format_
        if format_ != "xlsx":
            assert not {*out.decode("utf-8-sig")} & {chr(n) for n in range(32) if n not in {9, 10, 13}}, format_
    assert {format_: answers[format_][1] for format_ in again} == {
        format_: out for format_, (_, out, _) in again.items()
    }


@pytest.mark.parametrize("command", CALLS)
def test_masking_changes_no_number(command: str, office: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    before = files(office)
    masked, shown = (
        json.loads(call(command, "--format", "json", *more, capture=capfdbinary)[1]) for more in ((), ("--show-names",))
    )
    assert numbers(masked) == numbers(shown)
    changed = {path: text for path, text in files(office).items() if before.get(path) != text}
    assert before.keys() <= files(office).keys()
    assert {path.as_posix() for path in changed} <= JOURNAL_FILES
    assert CANARY not in "".join(text.decode() for text in changed.values())

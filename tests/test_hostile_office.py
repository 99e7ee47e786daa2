"""Every command and format over ledgers full of hostile texts (reliability P16, P17).

No formula but ours, no link but to ledgers, and no control byte but our own colours on a real pseudo-terminal.
"""

import csv
import io
import json
import os
import re
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

import pytest

from skj.cli import main
from skj.language import use_language
from skj.ledgers.base import Ledger
from skj.render.safe import csv_original, csv_text
from skj.workspace import Workspace
from tests.hostile_office import HELD, TABLES, write_hostile_office
from tests.render.test_render_injection import SGR, steering

TODAY: Final = "2024-03-31"
COMMANDS: Final = (
    "check",
    "kpi report",
    "kpi fields",
    "kpi explain insignia",
    "kpi explain discipline",
    "kpi explain housing",
    "kpi trend",
    "kpi whatif housing+3 discipline.study_report",
    "kpi notes",
    "today",
    "housing progress --by building",
    "discipline sla",
    "discipline stats",
    "insignia search ดู",
    "insignia search =1+1",
    "insignia due",
    "insignia summary --by agency",
    "insignia photos --images ledgers",
    "fix rooms --list",
    "training progress",
    "coaching progress",
    "knowledge progress",
    "survey summary",
    "evidence status",
    "plan status",
    "budget status",
    "map ledgers/rooms.xlsx",
    "doctor",
    "config",
    "log",
)
OURS: Final = re.compile(r"(?:[A-Z]+\d+\*[A-Z]+\d+/\d+|SUM\([A-Z0-9:,]+\))")
NUMBER: Final = re.compile(r"-?[0-9.]*")
FORMULA_STARTS: Final = tuple("=+-@\t\r\n\0＝＋－＠")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The office; its ledgers are the same for all calls, so each is read once."""
    folder = write_hostile_office(tmp_path_factory.mktemp("hostile") / "office")
    kept: dict[str, Ledger[Any]] = {}
    read = Workspace.ledger

    def read_once(space: Workspace, name: str) -> Ledger[Any]:
        if name not in kept:
            kept[name] = read(space, name)
        else:
            space.__dict__["_sources"].update(sources)
        sources.update(space.__dict__["_sources"])
        return kept[name]

    sources: dict[Any, Any] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Workspace, "ledger", read_once)
        patch.setenv("SKJ_TODAY", TODAY)
        patch.chdir(folder)
        yield folder
    use_language("en")


def answer(command: str, form: str, capture: pytest.CaptureFixture[bytes]) -> bytes:
    """What a command prints in a format; wrong usage, a refusal or a fault of ours would be no test."""
    code = main([*command.split(), "--format", form, "-q", "--show-names"])
    out, err = capture.readouterr()
    assert code in {0, 1}, err.decode()
    return out


@pytest.mark.parametrize("command", COMMANDS)
def test_no_formula_and_no_link_but_ours(
    command: str, office: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    book = answer(command, "xlsx", capsysbinary)
    with ZipFile(io.BytesIO(book)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels"))}
    formulas = [text for part in parts.values() for text in re.findall(r"<f>([^<]*)</f>", part)]
    assert [text for text in formulas if not OURS.fullmatch(text)] == []
    assert command == "kpi report" or not formulas
    targets = {
        target for part in parts.values() for target in re.findall(r'Target="([^"]*)" TargetMode="External"', part)
    }
    assert targets <= {rf"ledgers\{name}.xlsx" for name in TABLES}
    assert not any(re.search(r"<f [^>]*>|<oleLink|<ddeLink|<externalReference", part) for part in parts.values())
    assert office.is_dir()


@pytest.mark.parametrize("command", COMMANDS)
def test_no_field_of_a_csv_is_a_formula(command: str, office: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    text = answer(command, "csv", capsysbinary).decode("utf-8-sig")
    fields = [field for row in csv.reader(io.StringIO(text, newline="")) for field in row]
    texts = [field for field in fields if not NUMBER.fullmatch(field)]
    assert [field for field in texts if field.lstrip().startswith(FORMULA_STARTS)] == []
    assert all(csv_text(csv_original(field)) == field for field in texts if field.startswith("'"))
    assert office.is_dir()


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("form", ["json", "md"])
def test_documents_hold_nothing_that_steers(
    command: str, form: str, office: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    text = answer(command, form, capsysbinary).decode()
    assert not steering(text, "\n")
    if form == "json":
        json.loads(text)
    assert office.is_dir()


def test_the_office_holds_what_it_should(office: Path) -> None:
    assert len(HELD) >= 60
    space = Workspace(office)
    assert len(space.ledger("rooms").records) + len(space.ledger("rooms").left_out) >= 60


def on_a_terminal(words: list[str], patch: pytest.MonkeyPatch) -> bytes:
    """Run a command with both streams on a pseudo-terminal of 80 columns, and give every byte it was sent."""
    import fcntl
    import struct
    import termios

    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))
    sent: list[bytes] = []

    def listen() -> None:
        try:
            while chunk := os.read(master, 65536):
                sent.append(chunk)
        except OSError:
            return

    listener = threading.Thread(target=listen)
    listener.start()
    with open(slave, "w", encoding="utf-8", closefd=True) as stream, patch.context() as within:  # noqa: PTH123  (a descriptor)
        within.setattr(sys, "stdout", stream)
        within.setattr(sys, "stderr", stream)
        within.delenv("COLUMNS", raising=False)
        main(words)
    listener.join(20)
    os.close(master)
    return b"".join(sent)


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no pseudo-terminals here")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_real_terminal_gets_nothing_but_text_and_our_colours(
    command: str, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    sent = on_a_terminal([*command.split(), "--show-names", "--findings"], monkeypatch).decode()
    assert "\x1b[" in sent or command in {"log", "config"}  # a person watches, so there are colours
    assert not steering(SGR.sub("", sent), "\r\n")
    assert "Traceback" not in sent
    assert "SKJ901" not in sent
    assert office.is_dir()


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no pseudo-terminals here")
@pytest.mark.parametrize("text", [text for text in HELD if "\0" not in text])
def test_error_messages_that_quote_the_command_line(text: str, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    sent = on_a_terminal(["kpi", "report", "--quarter", text], monkeypatch).decode()
    assert not steering(SGR.sub("", sent), "\r\n")
    assert "Traceback" not in sent
    assert office.is_dir()

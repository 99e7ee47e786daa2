"""Showing masked names leaves one line in the journal beside each ledger: who, when, which ledger, never whom (reliability 7)."""

from pathlib import Path

import pytest

from skj.cli import main
from skj.files import journal
from skj.files.history import entries, verify_chain
from skj.resources import samples_folder
from tests.canary_office import CANARY, write_canary_office

ADD = ("insignia", "add", "--name", "นายสมหมาย ใจงาม", "--year", "2566", "--class", "ป.ม.", "--yes")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_canary_office(tmp_path / "office")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SKJ_TODAY", "2024-03-31")
    return folder


def lines(office: Path) -> set[tuple[str, str]]:
    """Command and ledger of every line of the journal."""
    return {(entry.command, entry.file) for entry in entries(office / "ledgers")}


def files(office: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in office.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("words", "command", "ledger"),
    [
        (("discipline", "sla"), "discipline sla", "cases.csv"),
        (("check", "ledgers/training_roll.csv"), "check", "training_roll.csv"),
        (("map", "ledgers/coaching.csv"), "map", "coaching.csv"),
        (("kpi", "explain", "coaching"), "kpi explain", "coaching.csv"),
    ],
)
def test_a_line_for_each_ledger_with_secrets(
    words: tuple[str, ...], command: str, ledger: str, office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(office)
    main([*words, "--show-names"])
    assert (f"show-names: {command}", ledger) in lines(office)
    assert not {("show-names: " + command, "insignia.csv")} & lines(office)
    text = (office / "ledgers" / journal.HISTORY / journal.JOURNAL).read_text(encoding="utf-8")
    assert CANARY not in text
    assert not list(verify_chain(office / "ledgers"))
    changed = {path for path, data in files(office).items() if before.get(path) != data}
    assert {path.parent.name for path in changed} == {journal.HISTORY}
    main(["log", "--lang", "en"])
    assert f"show-names: {command}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [("discipline", "sla"), ("check",), ("insignia", "search", "สมชาย", "--show-names"), ("map", "ledgers/cases.csv")],
)
def test_nothing_is_noted_where_no_secret_is_shown(words: tuple[str, ...], office: Path) -> None:
    before = files(office)
    main(list(words))
    assert files(office) == before


def test_the_samples_with_their_invented_people_are_left_as_they_are(office: Path) -> None:
    assert office == Path.cwd()
    assert main(["demo", "--show-names"]) == 0
    assert not (samples_folder() / "ledgers" / journal.HISTORY).exists()


def test_what_cannot_be_noted_is_said_and_the_answer_given(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert office == Path.cwd()

    def refuse(*_given: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(journal, "append", refuse)
    code = main(["discipline", "sla", "--show-names", "--lang", "en"])
    out, err = capsys.readouterr()
    assert code == 0
    assert CANARY in out
    assert err.count("warning SKJ775") == 2
    assert "cases.csv" in err


def test_a_line_of_names_hides_no_change_and_takes_nothing_back(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register = office / "ledgers" / "insignia.csv"
    old = register.read_bytes()
    assert main([*ADD]) == 0
    assert main(["check", "ledgers/insignia.csv", "--show-names"]) in {0, 1}
    written = register.read_bytes()
    register.write_bytes(written + b"2566,\xe0\xb8\x81,\xe0\xb8\x9b.\xe0\xb8\xa1.,9,,,\r\n")
    main(["discipline", "sla", "--show-names"])
    assert [found.code for found in verify_chain(office / "ledgers")] == ["SKJ783"]
    register.write_bytes(written)
    capsys.readouterr()
    assert main(["undo"]) == 0
    assert register.read_bytes() == old

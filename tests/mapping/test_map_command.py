"""`skj map` from outside: what it prints, what it asks, what it writes, and that it never writes by halves."""

import io
import json
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from skj.cli import main
from skj.diagnostics import WriteRefused
from skj.files.disk import RealDisk
from skj.language import use_language
from skj.mapping.saving import replace_text
from tests.offices import write_office

TYPED = """แหง,อาคาร,เขด,ห้อง,รายการชำรด,วันทีซ่อมสเร็จ,ผู้แจ้ง
คลองใส,1,พระนคร,101,ไฟฟ้า,12 ก.พ. 2567,นายสมชาย ใจดี
คลองใส,1,บางรัก,102,สุขาภิบาล,31 มี.ค. 2567,นางสมใจ มั่นคง
"""
UNCLEAR = TYPED.replace("วันทีซ่อมสเร็จ", "วันที่ซ่อม")


@dataclass(frozen=True)
class Outcome:
    """What a run gave back."""

    code: int
    out: str
    err: str


Skj = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    for name in ("SKJ_LANG", "SKJ_WORKSPACE", "SKJ_DEBUG", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    yield
    use_language("en")


@pytest.fixture
def skj(capsys: pytest.CaptureFixture[str]) -> Skj:
    def run(*words: str | Path) -> Outcome:
        code = main([*map(str, words), "--lang", "en"])
        out, err = capsys.readouterr()
        assert "SKJ901" not in err, err
        return Outcome(code, out, err)

    return run


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_office(tmp_path / "office")
    (folder / "ledgers" / "new.csv").write_text(TYPED, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def settings(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "skj.toml").read_text(encoding="utf-8"))


@pytest.fixture
def lone(office: Path) -> Path:
    """The office with the new file as the only one of its ledger."""
    (office / "ledgers" / "rooms.csv").unlink()
    return office


@pytest.mark.usefixtures("lone")
def test_a_file_is_shown_with_confidence_and_examples(skj: Skj) -> None:
    outcome = skj("map", "ledgers/new.csv", "--format", "json")
    assert outcome.code == 0
    (table,) = json.loads(outcome.out)["tables"]
    assert (table["ledger"], table["sure"]) == ("rooms", True)
    fields = {column["heading"]: (column["field"], column["status"]) for column in table["columns"]}
    assert fields["เขด"] == ("district", "sure")
    assert fields["ผู้แจ้ง"] == (None, "extra")
    assert table["columns"][2]["examples"] == ["พระนคร", "บางรัก"]
    assert "สมชาย" not in outcome.out, "names are hidden"
    assert "สมชาย" in skj("map", "ledgers/new.csv", "--show-names").out


def test_the_lines_needed_are_shown_and_nothing_is_written(skj: Skj, lone: Path) -> None:
    before = (lone / "skj.toml").read_bytes()
    outcome = skj("map", "ledgers/new.csv")
    assert "[ledgers.rooms.columns]" in outcome.out
    assert 'district = "เขด"' in outcome.out
    assert (lone / "skj.toml").read_bytes() == before


@pytest.mark.usefixtures("office")
def test_a_known_file_needs_no_lines(skj: Skj) -> None:
    outcome = skj("map", "ledgers/insignia.csv", "--write")
    assert outcome.code == 0
    assert "already" in outcome.err
    assert "Nothing to do" in outcome.out + outcome.err
    assert "[ledgers" not in outcome.out


def test_what_is_written_makes_next_month_silent(skj: Skj, lone: Path) -> None:
    before = (lone / "skj.toml").read_text(encoding="utf-8")
    first = skj("map", "ledgers/new.csv", "--write")
    assert (first.code, "Nothing to do" in first.out + first.err) == (0, False)
    after = (lone / "skj.toml").read_text(encoding="utf-8")
    assert all(line in after.splitlines() for line in before.splitlines() if "rooms*" not in line)
    assert settings(lone)["ledgers"]["rooms"]["files"] == ["ledgers/rooms*.csv", "ledgers/new.csv"]
    again = skj("map", "ledgers/new.csv", "--format", "json")
    assert again.code == 0
    states = {column["status"] for column in json.loads(again.out)["tables"][0]["columns"]}
    assert states == {"known", "extra"}
    housing = json.loads(skj("housing", "progress", "--as-of", "2024-09-30", "--format", "json").out)
    assert housing["repaired"] == 2


def test_another_file_of_the_ledger_is_never_spoiled(skj: Skj, office: Path) -> None:
    before = (office / "skj.toml").read_bytes()
    shown = skj("map", "ledgers/new.csv", "--ledger", "rooms")
    assert (shown.code, "SKJ672" in shown.err, "recognised" in shown.out) == (1, True, True)
    outcome = skj("map", "ledgers/new.csv", "--ledger", "rooms", "--write")
    assert outcome.code == 4
    assert "SKJ672" in outcome.err
    assert (office / "skj.toml").read_bytes() == before


def test_what_is_unclear_is_not_written_without_an_answer(skj: Skj, lone: Path) -> None:
    (lone / "ledgers" / "new.csv").write_text(UNCLEAR, encoding="utf-8")
    before = (lone / "skj.toml").read_bytes()
    shown = skj("map", "ledgers/new.csv")
    assert shown.code == 1
    assert "unclear" in shown.out
    refused = skj("map", "ledgers/new.csv", "--write")
    assert (refused.code, (lone / "skj.toml").read_bytes()) == (4, before)
    assert "SKJ674" in refused.err
    assert skj("map", "ledgers/new.csv", "--write", "--yes").code == 1
    assert "repaired_on" not in settings(lone)["ledgers"]["rooms"]["columns"]


class Terminal(io.StringIO):
    """Somebody who types."""

    def isatty(self) -> bool:
        """A person is there."""
        return True


def answer(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(text))
    monkeypatch.setattr("skj.commands.mapping.is_asked", lambda: True)


def test_a_person_chooses_by_number(skj: Skj, lone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (lone / "ledgers" / "new.csv").write_text(UNCLEAR, encoding="utf-8")
    choices = json.loads(skj("map", "ledgers/new.csv", "--format", "json").out)["tables"][0]["columns"][5]["choices"]
    number = [choice["field"] for choice in choices].index("repaired_on") + 1
    answer(monkeypatch, f"99\n{number}\n")
    outcome = skj("map", "ledgers/new.csv", "--write")
    assert outcome.code == 0, outcome.err
    assert "(repaired_on)" in outcome.err
    assert settings(lone)["ledgers"]["rooms"]["columns"]["repaired_on"] == "วันที่ซ่อม"
    monkeypatch.undo()
    monkeypatch.chdir(lone)
    assert skj("map", "ledgers/new.csv").code == 0


def test_none_of_these_leaves_the_column_out(skj: Skj, lone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (lone / "ledgers" / "new.csv").write_text(UNCLEAR, encoding="utf-8")
    answer(monkeypatch, "0\n")
    assert skj("map", "ledgers/new.csv", "--write").code == 0
    assert "repaired_on" not in settings(lone)["ledgers"]["rooms"]["columns"]


GRANTED = """ปี พ.ศ.,ชื่อ - สกุล,ชั้นตรา
2566,นายสมชาย ใจดี,ป.ช.
2567,นางสมใจ มั่นคง,ป.ม.
"""


@pytest.fixture
def register(office: Path) -> Path:
    """The office with a register whose year has a heading that is not known."""
    (office / "ledgers" / "insignia.csv").write_text(GRANTED, encoding="utf-8")
    return office


def test_an_essential_field_is_asked_with_examples_and_kept(
    skj: Skj, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for words in (("--write",), ("--write", "--yes")):
        refused = skj("map", "ledgers/insignia.csv", *words)
        assert (refused.code, "SKJ674" in refused.err, "SKJ671" in refused.err) == (4, True, False), "nobody answers"
    answer(monkeypatch, "1\n")
    outcome = skj("map", "ledgers/insignia.csv", "--write")
    assert outcome.code == 0, outcome.err
    assert "“ปี พ.ศ.” (2566 · 2567)" in outcome.err
    assert settings(register)["ledgers"]["insignia"]["columns"] == {"year": "ปี พ.ศ."}
    monkeypatch.undo()
    monkeypatch.chdir(register)
    assert skj("map", "ledgers/insignia.csv").code == 0


def test_none_of_these_for_an_essential_field_leaves_it_missing(
    skj: Skj, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (register / "skj.toml").read_bytes()
    answer(monkeypatch, "0\n")
    outcome = skj("map", "ledgers/insignia.csv", "--write")
    assert (outcome.code, "SKJ674" in outcome.err, "are missing" in outcome.out) == (4, True, True)
    assert (register / "skj.toml").read_bytes() == before


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("map", "ledgers/none.csv"), 3, "SKJ"),
        (("map", "ledgers/new.csv", "--ledger", "ห้อง"), 2, "SKJ673"),
        (("map",), 2, "FILE"),
    ],
)
def test_wrong_usage_is_told(skj: Skj, words: tuple[str, ...], code: int, said: str) -> None:
    outcome = skj(*words)
    assert (outcome.code, said in outcome.err) == (code, True), outcome.err


def test_a_file_that_is_no_ledger_is_unknown(skj: Skj, office: Path) -> None:
    (office / "list.csv").write_text("ปากกา,3\nกระดาษ,5\n", encoding="utf-8")
    assert skj("map", "list.csv").code == 1


def test_without_a_workspace_a_file_can_be_looked_at(skj: Skj, tmp_path: Path) -> None:
    (tmp_path / "new.csv").write_text(TYPED, encoding="utf-8")
    assert skj("map", "new.csv").code == 0
    assert skj("map", "new.csv", "--write").code == 2


def test_settings_that_cannot_be_added_to_are_left(skj: Skj, lone: Path) -> None:
    text = (lone / "skj.toml").read_text(encoding="utf-8").replace("[ledgers.rooms]", "[ledgers.rooms]\ncolumns = {}")
    (lone / "skj.toml").write_text(text, encoding="utf-8")
    outcome = skj("map", "ledgers/new.csv", "--write")
    assert (outcome.code, "SKJ670" in outcome.err) == (4, True)
    assert (lone / "skj.toml").read_text(encoding="utf-8") == text


def test_the_mark_and_the_newlines_of_the_file_stay(skj: Skj, lone: Path) -> None:
    path = lone / "skj.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert skj("map", "ledgers/new.csv", "--write").code == 0
    written = path.read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    assert written.count(b"\n") == written.count(b"\r\n")


def test_an_edit_made_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "skj.toml"
    path.write_bytes(b"theirs")
    with pytest.raises(WriteRefused):
        replace_text(path, b"before", b"after")
    assert (path.read_bytes(), sorted(tmp_path.iterdir())) == (b"theirs", [path])


@pytest.mark.parametrize("step", ["create", "write_all", "sync", "read_bytes", "replace"])
def test_a_disk_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "skj.toml"
    path.write_bytes(b"before")

    def fail(*_given: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(RealDisk, step, fail)
    with pytest.raises(WriteRefused):
        replace_text(path, b"before", b"after", RealDisk())
    monkeypatch.undo()
    assert (path.read_bytes(), sorted(tmp_path.iterdir())) == (b"before", [path])

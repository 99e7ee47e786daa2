"""`skj fix` as it is typed: it tells, shows, asks, writes, and every write can be taken back."""

import csv
import json
import os
import pty
import re
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from skj.language import use_language
from skj.rules.mends import BY_NAME
from tests.files.raw_books import ods
from tests.fixing.faulty_books import FIRST, ROWS, sound_row, workbook
from tests.sample_offices import Skj, hashes, runner

CANARY = "ลับสุดยอดเหลือเกิน"
CASES = f"""เลขเรื่อง,ชื่อผู้ถูกกล่าวหา,ประเภทตำแหน่ง,ระดับ,ร้ายแรง,ทุจริต,วันที่ได้รับรายงาน
กท 1/2567,นาย{CANARY}  มากมาย,วิชาการ,ชำนาญการพิเศษ,ใช่,ใช่,10 ม.ค. 2567
"""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SKJ_TODAY", "2024-09-30")
    use_language("en")
    rows = [sound_row(number) for number in range(ROWS)]
    rows[0][0], rows[1][7], rows[2][6], rows[3][2] = "  คลองใส ", "๑,๒๐๐", "3 ก.พ. 2567", "พระนคา"
    (tmp_path / "rooms.xlsx").write_bytes(workbook(rows))
    (tmp_path / "cases.csv").write_text(CASES, encoding="utf-8")
    settings = '[office]\nfiscal_year = 2567\n[ledgers.rooms]\nfiles = ["rooms.xlsx"]\n[ledgers.cases]\nfiles = ["cases.csv"]\n'
    (tmp_path / "skj.toml").write_text(settings, encoding="utf-8")
    return tmp_path


@pytest.fixture
def skj(office: Path, capsys: pytest.CaptureFixture[str]) -> Skj:
    return runner(capsys, office)


def test_without_being_asked_it_only_tells(skj: Skj, office: Path) -> None:
    held = hashes(office)
    told = skj("fix")
    assert told.code == 0
    assert "Nothing was written" in told.out
    assert all(name in told.out for name in ("spaces", "digits", "text-dates", "nearest"))
    assert CANARY not in told.out + told.err
    assert hashes(office) == held


def test_every_form_has_each_cell(skj: Skj) -> None:
    shape = skj("fix", "--format", "json").data
    keys = {"file", "sheet", "cell", "field", "fix", "code", "before", "after", "safe"}
    assert all(keys <= set(change) for change in shape["changes"])
    assert shape["written"] == []
    cells = {(change["file"], change["cell"]): (change["fix"], change["after"]) for change in shape["changes"]}
    assert cells["rooms.xlsx", f"A{FIRST}"] == ("spaces", "คลองใส")
    assert cells["rooms.xlsx", f"H{FIRST + 1}"] == ("digits", "1200")
    assert cells["rooms.xlsx", f"G{FIRST + 2}"] == ("text-dates", "3 ก.พ. 2567")
    lines = list(csv.DictReader(StringIO(skj("fix", "--format", "csv").out.removeprefix("\ufeff"))))
    assert len(lines) == len(shape["changes"])
    assert [json.loads(line)["fix"] for line in skj("fix", "--format", "jsonl").out.splitlines()] == [
        change["fix"] for change in shape["changes"]
    ]
    assert "␣␣คลองใส␣" in skj("fix", "--diff", "--format", "md").out


def test_what_a_cell_becomes_is_shown_where_its_text_stays_the_same(skj: Skj) -> None:
    told = skj("fix", "--diff").out
    assert re.search(r"text-dates +“3 ก\.พ\. 2567” \(text\) +3 ก\.พ\. 2567 \(date\)", told), told
    assert re.search(r"digits +“๑,๒๐๐” \(text\) +1200 \(number\)", told), told
    assert re.search(r"spaces +␣␣คลองใส␣ +คลองใส$", told, re.MULTILINE), "a text that stays one is shown bare"
    use_language("th")
    changes = skj("fix", "--format", "json").data["changes"]
    kinds = {change["fix"]: (change["kind_before"], change["kind_after"]) for change in changes}
    assert kinds["text-dates"] == ("text", "date")
    assert kinds["spaces"] == ("text", "text")


def test_a_workbook_of_the_changes(skj: Skj, office: Path, tmp_path: Path) -> None:
    assert skj("fix", "--diff", "-o", str(tmp_path / "list.xlsx")).code == 0
    with ZipFile(BytesIO((office / "list.xlsx").read_bytes())) as book:
        assert "xl/workbook.xml" in book.namelist()


def test_a_file_that_is_never_written_is_told_once_and_nothing_else_is_promised(skj: Skj, office: Path) -> None:
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    lines = [line.replace("นาย", "นาย\u200b").split(",") for line in CASES.splitlines()]
    rows = (f"<table:table-row>{''.join(map(text.format, line))}</table:table-row>" for line in lines)
    (office / "cases.ods").write_bytes(ods("".join(rows)))
    (office / "cases.csv").unlink()
    told = skj("fix", str(office / "cases.ods"), "--diff")
    assert "SKJ730" in told.err
    assert "Nothing that can be corrected" in told.out
    assert all(words not in told.out for words in ("Nothing to correct", "--diff", "--write"))


def test_names_stay_hidden_unless_asked_for(skj: Skj) -> None:
    hidden = skj("fix", "cases", "--format", "json")
    assert CANARY not in hidden.out + hidden.err
    assert hidden.data["changes"][0]["cell"] == "B2"
    assert CANARY in skj("fix", "cases", "--format", "json", "--show-names").out


def test_it_writes_what_is_safe_and_every_write_can_be_taken_back(skj: Skj, office: Path) -> None:
    held = hashes(office)
    done = skj("fix", "--yes", "--format", "json")
    assert done.code == 0
    written = {each["file"]: each for each in done.data["written"]}
    assert set(written) == {"rooms.xlsx", "cases.csv"}
    assert (written["rooms.xlsx"]["cells"], written["cases.csv"]["cells"]) == (3, 1)
    assert skj("fix", "--format", "json").data["changes"] == []
    assert not {"SKJ312", "SKJ335", "SKJ364"} & {
        found["code"] for found in skj("check", "--severity", "note", "--format", "json").data["diagnostics"]
    }
    entries = skj("log", "--format", "json").data
    assert {entry["command"] for entry in entries} == {"fix digits spaces text-dates", "fix spaces"}
    assert skj("log", "--verify").code == 0
    for each in written.values():
        assert (office / each["backup"]).is_file()
        assert skj("undo", each["journal_id"]).code == 0
    assert {name: value for name, value in hashes(office).items() if name in held} == held


def test_only_what_is_selected_is_written(skj: Skj) -> None:
    done = skj("fix", "rooms", "--select", "spaces,SKJ312", "--ignore", "digits", "--yes", "--format", "json").data
    assert [change["fix"] for change in done["changes"]] == ["spaces"]
    guess = skj("fix", "rooms", "--select", "nearest", "--unsafe", "--yes", "--format", "json").data
    assert [(change["before"], change["after"], change["safe"]) for change in guess["changes"]] == [
        ("พระนคา", "พระนคร", False)
    ]


@pytest.mark.parametrize("words", [("--write",), ("--write", "--unsafe")])
def test_nobody_to_ask_is_a_refusal(
    skj: Skj, office: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO())
    held = hashes(office)
    refused = skj("fix", *words)
    assert (refused.code, "SKJ757" in refused.err) == (4, True)
    assert hashes(office) == held


def test_a_person_is_asked(skj: Skj, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = hashes(office)
    for answer, code in (("n\n", 130), ("y\n", 0)):
        leader, follower = pty.openpty()
        os.write(leader, answer.encode())
        with os.fdopen(follower, encoding="utf-8") as terminal:
            monkeypatch.setattr("sys.stdin", terminal)
            assert skj("fix", "rooms", "--write").code == code
        os.close(leader)
        assert (hashes(office) == held) is (code == 130)


def test_a_dry_run_writes_nothing(skj: Skj, office: Path) -> None:
    held = hashes(office)
    assert skj("fix", "--yes", "--dry-run").code == 0
    assert hashes(office) == held


def test_a_file_that_is_open_keeps_no_other_from_being_corrected(skj: Skj, office: Path) -> None:
    (office / "~$rooms.xlsx").write_bytes(bytes(165))
    done = skj("fix", "--yes", "--format", "json")
    assert done.code == 4
    assert [each["file"] for each in done.data["written"]] == ["cases.csv"]
    assert "SKJ743" in done.err
    forced = skj("fix", "--yes", "--ignore-owner-file", "--format", "json")
    assert [each["file"] for each in forced.data["written"]] == ["rooms.xlsx"]
    assert [entry["ignored_owner_file"] for entry in skj("log", "--format", "json").data] == [True, False]


def test_when_no_cell_may_be_changed_it_is_a_refusal(skj: Skj, office: Path) -> None:
    book = load_workbook(office / "rooms.xlsx")
    book.worksheets[0].protection.enable()
    book.save(office / "rooms.xlsx")
    held = hashes(office)
    told = skj("fix", "rooms", "--yes", "--format", "json")
    assert told.code == 4
    assert {change["refused"] for change in told.data["changes"]} == {"SKJ720"}
    assert hashes(office) == held


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("fix", "nowhere.xlsx"), 3),
        (("fix", "--select", "ไม่มี"), 2),
        (("fix", "ทะเบียนอื่น"), 2),
        (("fix", "rooms", "cases"), 0),
    ],
)
def test_odd_words(skj: Skj, words: tuple[str, ...], code: int) -> None:
    assert skj(*words).code == code


def test_the_list_names_every_correction(skj: Skj) -> None:
    listed = skj("fix", "--list", "--format", "json").data["fixes"]
    assert {"era", "sara-am", "districts", "classes", "zero-width"} <= {each["name"] for each in listed}
    assert all(each["what"] for each in listed)


@pytest.mark.parametrize(("word", "near"), [("digit", "digits"), ("Text-Date", "text-dates"), ("nosuch", "")])
@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_correction_is_told_those_that_exist(skj: Skj, option: str, word: str, near: str) -> None:
    told = skj("fix", option, f"spaces,{word}")
    assert told.code == 2
    assert "SKJ776" in told.err
    assert f"“{word}”" + (f" (perhaps {near} is meant)." if near else ".") in told.err
    assert ", ".join(BY_NAME) in " ".join(told.err.split())

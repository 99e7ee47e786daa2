"""`skj check` from outside: what it finds, in every format, with every exit code; never a name, never a changed ledger."""

import csv
import io
import json
import os
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string

from skj.cli import main
from skj.language import use_language
from skj.ledgers.base import Ledger
from skj.resources import samples_folder
from skj.workspace import Workspace
from tests.offices import CANARY, CASES, ROOMS, write_office

FORMATS = ("table", "json", "jsonl", "csv", "md", "sarif", "xlsx")
KEYS = [
    "code",
    "severity",
    "ledger",
    "file",
    "sheet",
    "cell",
    "row",
    "field",
    "key",
    "value",
    "message",
    "hint",
    "fix",
]
# The faults of samples/README.md that set no row aside: file, cell, rule.
OTHER_FAULTS = {("ledgers/rooms.xlsx", "กลุ่มตะวันออก", "K57", "SKJ208")}


@dataclass(frozen=True)
class Outcome:
    """What a run gave back."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """Standard output as text."""
        return self.out.decode()

    @property
    def data(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


Skj = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A fixed day, no settings from outside, a folder above which there is no workspace."""
    for name in ("SKJ_WORKSPACE", "SKJ_DEBUG", "NO_COLOR", "FORCE_COLOR", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SKJ_TODAY", "2026-11-22")
    monkeypatch.setenv("SKJ_LANG", "en")
    monkeypatch.setenv("LANGUAGE", os.environ.get("LANGUAGE", ""))
    monkeypatch.chdir(tmp_path)
    yield
    use_language("en")


@pytest.fixture
def skj(capsysbinary: pytest.CaptureFixture[bytes]) -> Skj:
    """Run `skj check` in this process; whatever it says, it never shows a traceback."""

    def run(*words: str | Path) -> Outcome:
        code = main(["check", *map(str, words)])
        out, err = capsysbinary.readouterr()
        shown = err.decode()
        assert "Traceback" not in shown
        assert "SKJ901" not in shown, shown
        return Outcome(code, out, shown)

    return run


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return write_office(tmp_path / "office")


@pytest.fixture
def warned(office: Path) -> Path:
    """The office with a warning beside its errors: a date of receipt before the day of the grant."""
    edit(office / "ledgers" / "insignia.csv", "1 ธ.ค. 2563", "1 ม.ค. 2563")
    return office


def codes(found: Outcome) -> list[tuple[str, str | None]]:
    """Code and cell of every finding of a JSON answer."""
    return [(each["code"], each["cell"]) for each in found.data["diagnostics"]]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


# --- the sample office ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def _samples_are_read_once() -> Iterator[None]:
    kept: dict[str, Workspace] = {}
    read = Workspace.ledger

    def read_once(space: Workspace, name: str) -> Ledger[Any]:
        if space.root != samples_folder():
            return read(space, name)
        first = kept.setdefault("samples", space)
        space._sources = first._sources
        return read(first, name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Workspace, "ledger", read_once)
        yield


@pytest.mark.usefixtures("_samples_are_read_once")
def test_every_planted_fault_is_found_at_its_cell_and_no_other_error(skj: Skj) -> None:
    found = skj("-w", samples_folder(), "--format", "json")
    planted = json.loads((samples_folder() / "expected.json").read_text(encoding="utf-8"))["set_aside"]
    errors = {
        (each["file"], each["sheet"], each["cell"]) for each in found.data["diagnostics"] if each["severity"] == "error"
    }
    assert found.code == 1
    assert errors == {(each["file"], each["sheet"], each["cell"]) for each in planted}
    assert found.data["summary"]["errors"] == len(planted) == 13


@pytest.mark.usefixtures("_samples_are_read_once")
def test_faults_that_set_no_row_aside_are_found_too(skj: Skj) -> None:
    found = skj("-w", samples_folder(), "--format", "json").data["diagnostics"]
    assert {(each["file"], each["sheet"], each["cell"], each["code"]) for each in found} >= OTHER_FAULTS


@pytest.mark.usefixtures("_samples_are_read_once")
def test_what_passed_is_told(skj: Skj) -> None:
    found = skj("-w", samples_folder())
    assert re.search(r"Checked: ledgers 12 · files 14 · rows 1,931 · rules \d+", found.text)
    assert re.search(r"Without errors and warnings: .*knowledge bank", found.text)


@pytest.mark.usefixtures("_samples_are_read_once")
def test_the_list_is_folded_and_says_how_to_see_all(skj: Skj) -> None:
    folded, whole = skj("-w", samples_folder()).text, skj("-w", samples_folder(), "--findings").text
    assert "… 153 more like this (SKJ331)" in folded
    assert "--findings" in folded
    assert len(folded.splitlines()) < 220 < len(whole.splitlines())
    assert whole.count("warning SKJ331") == 158


@pytest.mark.usefixtures("_samples_are_read_once")
def test_the_row_around_the_cell_is_shown(skj: Skj) -> None:
    lines = skj("cases", "insignia", "-w", samples_folder()).text.splitlines()
    at = next(number for number, line in enumerate(lines) if "J22" in line and "-->" in line)
    assert "I วันที่ได้รับ" in lines[at + 1]
    assert lines[at + 2].startswith("22 |  2023-12-04")
    assert "^^^^^^^^^^ read as" in lines[at + 3]


def test_every_kind_of_file_can_be_copied_into_the_workbook(skj: Skj, tmp_path: Path) -> None:
    office = shutil.copytree(samples_folder(), tmp_path / "office")  # that names are shown is noted beside the ledgers
    found = skj("-w", office, "--format", "xlsx", "--severity", "note", "--show-names")
    book = openpyxl.load_workbook(io.BytesIO(found.out))
    assert len(book.sheetnames) > 12
    copy = book["กลุ่มบางแค rooms"]
    assert copy["D55"].value == "เมืองใหม่"
    assert "SKJ351" in str(copy["D55"].comment)
    assert copy.print_options.gridLines  # cells of numbers and texts side by side are told apart on paper


def all_of(book: openpyxl.Workbook) -> dict[str, Any]:
    """Everything a reader sees of the sheets of a workbook."""
    return {
        page.title: (
            {
                cell.coordinate: (
                    cell.value,
                    cell.number_format,
                    cell.fill.fgColor.rgb,
                    cell.font.b,
                    cell.comment and cell.comment.text,
                    cell.hyperlink and (cell.hyperlink.target, cell.hyperlink.location),
                )
                for row in page.iter_rows()
                for cell in row
            },
            {row: each.height for row, each in page.row_dimensions.items()},
            {column: each.width for column, each in page.column_dimensions.items()},
            (
                page.freeze_panes,
                page.print_area,
                page.print_title_rows,
                page.auto_filter.ref,
                page.sheet_format.defaultRowHeight,
            ),
        )
        for page in book.worksheets
    }


def test_a_workbook_of_many_rows_is_the_same_and_leaves_nothing_behind(
    skj: Skj, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("-w", samples_folder(), "--format", "xlsx", "--severity", "note")
    few = skj(*words).out
    (tmp_path / "waiting").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "waiting"))
    monkeypatch.setattr("skj.render.checkbook._KEPT_ROWS", 0)
    many = skj(*words).out
    assert many == skj(*words).out
    is_by_row = [
        b"inlineStr" in zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml") for book in (few, many)
    ]
    assert is_by_row == [False, True]
    assert all_of(openpyxl.load_workbook(io.BytesIO(many))) == all_of(openpyxl.load_workbook(io.BytesIO(few)))
    assert list((tmp_path / "waiting").iterdir()) == []


def test_no_room_for_a_workbook_of_many_rows_is_told(skj: Skj, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    monkeypatch.setattr("skj.render.checkbook._KEPT_ROWS", 0)
    found = skj("-w", samples_folder(), "--format", "xlsx")
    assert (found.code, found.out) == (4, b"")
    assert "SKJ917" in found.err


def test_a_mended_copy_has_no_errors(skj: Skj, tmp_path: Path) -> None:
    office = tmp_path / "mended"
    shutil.copytree(samples_folder(), office, ignore=shutil.ignore_patterns("*.py", "making", "__pycache__"))
    ledgers = office / "ledgers"
    mend_workbooks(ledgers)
    edit(ledgers / "training_followup.csv", "32/08/2567", "31/08/2567")
    mend_survey(ledgers / "surveys_housing.ods")
    found = skj("-w", office, "--format", "json")
    assert [each for each in found.data["diagnostics"] if each["severity"] == "error"] == []
    assert (found.code, found.data["summary"]["left_out"]) == (0, 0)


MENDED: dict[str, dict[tuple[str, str], Any]] = {
    "insignia_2563-2564.xlsx": {("ทะเบียน 2563-2564", "H68"): "28 ก.พ. 2566"},
    "insignia_2565-2566.xlsx": {("ปี 2565", "J22"): "9 ม.ค. 2567", ("ปี 2566", "G23"): "ป.ม."},
    "rooms.xlsx": {
        ("กลุ่มพระนคร", "D8"): "9101",
        ("กลุ่มบางแค", "D55"): "เขตดอนเมือง",
        ("กลุ่มบางแค", "I56"): "20 เม.ย. 2567",
    },
    "cases.xlsx": {("สมุดคุมเรื่อง", "B15"): "กท 0404/9999", ("สมุดคุมเรื่อง", "I55"): None},
    "training_roll.xlsx": {("ทะเบียนผู้เข้าอบรม", "H84"): 20},
    "coaching.xlsx": {("บันทึกการพูดคุย", "F78"): "ดอนเมือง"},
    "evidence.xlsx": {("เอกสารอ้างอิง", "E41"): "29 กุมภาพันธ์ 2567"},
}


def mend_workbooks(ledgers: Path) -> None:
    for name, cells in MENDED.items():
        book = openpyxl.load_workbook(ledgers / name)
        for (sheet, cell), value in cells.items():
            book[sheet][cell].value = value
        book.save(ledgers / name)


def mend_survey(path: Path) -> None:
    """Make the answer 7 of an OpenDocument file a 5, leaving all other parts as they are."""
    with zipfile.ZipFile(path) as archive:
        parts = {entry: archive.read(entry) for entry in archive.infolist()}
    with zipfile.ZipFile(path, "w") as archive:
        for entry, content in parts.items():
            wrong, right = (f'office:value="{answer}"><text:p>{answer}<'.encode() for answer in (7, 5))
            assert entry.filename != "content.xml" or content.count(wrong) == 1
            archive.writestr(entry, content.replace(wrong, right))


# --- what is checked -----------------------------------------------------------------------------------------------------


def test_json_has_the_shape_of_the_contract(skj: Skj, warned: Path) -> None:
    found = skj("-w", warned, "--format", "json", "--show-names").data
    assert {"files", "records", "errors", "warnings"} <= found["summary"].keys()
    assert (found["summary"]["files"], found["summary"]["rows"]) == (4, 12)
    first = next(each for each in found["diagnostics"] if each["code"] == "SKJ351")
    assert list(first)[: len(KEYS)] == KEYS
    assert (first["ledger"], first["file"], first["cell"], first["row"]) == ("rooms", "ledgers/rooms.csv", "C5", 5)
    assert (first["field"], first["value"], first["key"]) == ("district", "เมืองใหม่", "คลองใส 1 104")
    assert {each["severity"] for each in found["diagnostics"]} == {"error", "warning"}


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_ledgers_give_the_same_bytes(skj: Skj, office: Path, name: str) -> None:
    first, second = (skj("-w", office, "--format", name, "--severity", "note") for _run in range(2))
    assert first.out == second.out
    assert first.out


def test_only_the_ledgers_named(skj: Skj, office: Path) -> None:
    found = skj("rooms", "-w", office, "--format", "json").data
    assert {each["ledger"] for each in found["diagnostics"]} == {"rooms"}
    assert found["summary"]["files"] == 1


def test_a_file_without_a_workspace(skj: Skj, tmp_path: Path) -> None:
    (tmp_path / "rooms.csv").write_text(ROOMS, encoding="utf-8")
    found = skj("rooms.csv", "--format", "json")
    assert (found.code, codes(found)) == (1, [("SKJ351", "C5")])
    assert found.data["summary"] | {"files": 1, "rows": 4, "records": 3} == found.data["summary"]


def test_a_file_of_the_workspace_has_one_name_wherever_the_command_runs(
    skj: Skj, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(office / "ledgers")
    found = skj("rooms.csv", "rooms.csv", "--format", "json").data
    assert [each["file"] for each in found["diagnostics"]] == ["ledgers/rooms.csv"]


def test_a_word_that_is_neither_ledger_nor_file(skj: Skj, office: Path) -> None:
    found = skj("roms", "-w", office)
    assert (found.code, found.out) == (2, b"")
    assert "SKJ666" in found.err
    assert "training_roll" in found.err


def test_a_ledger_without_a_workspace_is_wrong_usage(skj: Skj, tmp_path: Path) -> None:
    (tmp_path / "rooms.csv").write_text(ROOMS, encoding="utf-8")
    assert skj("rooms").code == 2
    assert skj("insignia", "rooms.csv").code == 2


def test_two_ledgers_in_one_file_are_told_of_once(skj: Skj, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for title, text in {"ห้อง": ROOMS, "เรื่อง": CASES}.items():
        page = book.create_sheet(title)
        for line in text.splitlines():
            page.append(line.split(","))
    del book["Sheet"]
    book.save(tmp_path / "all.xlsx")
    found = skj("all.xlsx", "--format", "json", "--severity", "note").data
    assert {each["ledger"] for each in found["ledgers"]} == {"rooms", "cases"}
    assert found["summary"]["files"] == 1
    assert "SKJ210" not in {each["code"] for each in found["diagnostics"]}


SOUND_ROOMS = "แห่ง,อาคาร,เขต,ห้อง\nคลองใส,1,พระนคร,101\n"


@pytest.fixture
def lone(tmp_path: Path) -> Path:
    """An office that keeps one ledger of the twelve."""
    (tmp_path / "rooms.csv").write_text(SOUND_ROOMS, encoding="utf-8")
    text = '[office]\nfiscal_year = 2567\nplan = "2567"\n[ledgers.rooms]\nfiles = ["rooms.csv"]\n'
    (tmp_path / "skj.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_ledgers_an_office_does_not_keep_are_one_note(skj: Skj, lone: Path) -> None:
    assert skj("-w", lone, "--strict").code == 0
    assert codes(skj("-w", lone, "--format", "json")) == []
    (note,) = skj("-w", lone, "--format", "json", "--severity", "note").data["diagnostics"]
    assert (note["code"], note["severity"], note["file"]) == ("SKJ675", "note", "skj.toml")
    assert "11 ledgers" in note["message"]
    assert "discipline cases" in note["message"]
    assert "not looked at: 11" in skj("-w", lone).text


def test_a_ledger_without_files_that_is_asked_for_is_a_warning(skj: Skj, lone: Path) -> None:
    assert codes(skj("cases", "-w", lone, "--format", "json")) == [("SKJ654", None)]
    assert skj("cases", "-w", lone, "--strict").code == 1


def test_an_office_without_any_ledger_is_told_of_each(skj: Skj, lone: Path) -> None:
    (lone / "skj.toml").write_text('[office]\nfiscal_year = 2567\nplan = "2567"\n', encoding="utf-8")
    assert codes(skj("-w", lone, "--format", "json")) == [("SKJ654", None)] * 12


def test_rows_that_name_another_ledger_are_checked_only_when_there_is_one(skj: Skj, tmp_path: Path) -> None:
    roll = "ครั้งที่,ชื่อ - สกุล,หน่วยงาน,คะแนนก่อนอบรม,คะแนนหลังอบรม\n9,นายสมมุติ ทดลอง,สำนักการคลัง,5,8\n"
    (tmp_path / "roll.csv").write_text(roll, encoding="utf-8")
    assert "SKJ501" not in dict(codes(skj("roll.csv", "--format", "json")))
    sessions = "ครั้งที่,วันที่จัด,หน่วยงาน,หัวข้อ\n1,1 ก.พ. 2567,สำนักการคลัง,ทดลอง\n"
    (tmp_path / "sessions.csv").write_text(sessions, encoding="utf-8")
    found = skj("roll.csv", "sessions.csv", "--format", "json")
    assert ("SKJ501", "A2") in codes(found)
    assert found.code == 0
    assert skj("roll.csv", "sessions.csv", "--strict").code == 1


# --- choosing ------------------------------------------------------------------------------------------------------------


def test_select_ignore_and_severity(skj: Skj, warned: Path) -> None:
    def shown(*words: str) -> set[str]:
        return {code for code, _cell in codes(skj("-w", warned, "--format", "json", *words))}

    everything = shown("--severity", "note")
    assert shown() < everything
    assert shown("--severity", "error") < shown()
    assert shown("--select", "SKJ3") == {code for code in shown() if code.startswith("SKJ3")}
    assert shown("--select", "SKJ351,SKJ420") == {"SKJ351", "SKJ420"}
    assert shown("--ignore", "SKJ3", "--ignore", "row-doubled") == shown() - shown("--select", "SKJ3") - {"SKJ420"}


def test_hidden_findings_are_counted(skj: Skj, warned: Path) -> None:
    found = skj("-w", warned, "--format", "json", "--severity", "error").data
    assert found["summary"]["warnings"] > 0
    assert "--severity" in skj("-w", warned, "--severity", "error").text


def test_an_unknown_code_is_wrong_usage(skj: Skj, office: Path) -> None:
    assert skj("-w", office, "--select", "SKJ999").code == 2


def test_statistics_count_by_rule(skj: Skj, office: Path) -> None:
    counted = skj("-w", office, "--statistics", "--format", "json").data
    assert sum(each["count"] for each in counted["statistics"]) == len(counted["diagnostics"])
    lines = skj("-w", office, "--statistics", "--format", "jsonl").text.splitlines()
    assert [json.loads(line)["code"] for line in lines] == [each["code"] for each in counted["statistics"]]
    assert "unknown-district" in skj("-w", office, "--statistics").text


# --- exit codes ----------------------------------------------------------------------------------------------------------


def test_exit_codes(skj: Skj, office: Path) -> None:
    assert skj("-w", office).code == 1
    assert skj("rooms", "-w", office, "--ignore", "SKJ351").code == 0
    assert skj("rooms", "-w", office, "--ignore", "SKJ351", "--strict").code == 0
    assert skj("budget", "-w", office, "--select", "SKJ654").code == 0
    assert skj("budget", "-w", office, "--select", "SKJ654", "--severity", "error", "--strict").code == 1


@pytest.mark.parametrize("words", [(), ("--select", "SKJ4"), ("--ignore", "SKJ1"), ("--severity", "error")])
def test_a_file_that_cannot_be_read_is_told_whatever_is_chosen(skj: Skj, office: Path, words: Sequence[str]) -> None:
    (office / "ledgers" / "rooms.csv").write_bytes(b"")
    found = skj("-w", office, "--format", "json", *words)
    assert found.code == 3
    assert ("SKJ103", None) in codes(found)


def test_the_other_files_are_checked_all_the_same(skj: Skj, tmp_path: Path) -> None:
    (tmp_path / "rooms.csv").write_text(ROOMS, encoding="utf-8")
    (tmp_path / "other.csv").write_text("ชื่อ,อายุ\nก,3\n", encoding="utf-8")
    found = skj("none.xlsx", "other.csv", "rooms.csv", "--format", "json")
    assert found.code == 3
    assert {code for code, _cell in codes(found)} == {"SKJ101", "SKJ659", "SKJ351"}


# --- baseline ------------------------------------------------------------------------------------------------------------


def test_accepted_faults_stay_silent_and_new_ones_do_not(skj: Skj, warned: Path) -> None:
    accepted = warned / "accepted.jsonl"
    written = skj("-w", warned, "--baseline", accepted, "--write-baseline")
    assert (written.code, written.err.count(str(accepted.as_posix()))) == (0, 1)
    quiet = skj("-w", warned, "--baseline", accepted, "--format", "json")
    assert (quiet.code, quiet.data["diagnostics"]) == (0, [])
    assert quiet.data["summary"]["accepted"] >= 5
    inserted = "คลองใส,1,พระนคร,100,ไฟฟ้า,1 ก.พ. 2567,12 ก.พ. 2567,\nคลองใส,1,เมืองเก่า,99,ไฟฟ้า,,,\n"
    edit(warned / "ledgers" / "rooms.csv", "คลองใส,1,พระนคร,101", f"{inserted}คลองใส,1,พระนคร,101")
    found = skj("-w", warned, "--baseline", accepted, "--format", "json")
    assert (found.code, codes(found)) == (1, [("SKJ351", "C3")])


def test_mended_faults_are_dropped_and_the_salt_stays(skj: Skj, office: Path) -> None:
    accepted = office / "accepted.jsonl"
    skj("-w", office, "--baseline", accepted, "--write-baseline")
    before = accepted.read_text(encoding="utf-8").splitlines()
    edit(office / "ledgers" / "rooms.csv", "เมืองใหม่", "พระนคร")
    assert "1 accepted findings are gone" in skj("-w", office, "--baseline", accepted).text
    skj("-w", office, "--baseline", accepted, "--write-baseline")
    after = accepted.read_text(encoding="utf-8").splitlines()
    assert (set(after) < set(before), len(before) - len(after)) == (True, 1)


def test_a_baseline_names_nobody_and_accepts_no_unreadable_file(skj: Skj, office: Path) -> None:
    accepted = office / "accepted.jsonl"
    (office / "ledgers" / "rooms.csv").write_bytes(b"")
    assert skj("-w", office, "--baseline", accepted, "--write-baseline").code == 3
    assert skj("-w", office, "--baseline", accepted).code == 3
    assert CANARY not in accepted.read_text(encoding="utf-8")
    assert "SKJ103" not in accepted.read_text(encoding="utf-8")


def test_wrong_baselines_are_wrong_usage(skj: Skj, office: Path) -> None:
    assert skj("-w", office, "--baseline", office / "none.jsonl").code == 2
    assert skj("-w", office, "--write-baseline").code == 2
    mine = office / "mine.txt"
    mine.write_text("mine", encoding="utf-8")
    assert skj("-w", office, "--baseline", mine, "--write-baseline").code == 2
    assert mine.read_text(encoding="utf-8") == "mine"


# --- names ---------------------------------------------------------------------------------------------------------------


def whole_text(name: str, content: bytes) -> str:
    """Everything that stands in a document, each part of a workbook included."""
    if name != "xlsx":
        return content.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(part).decode() for part in archive.namelist())


@pytest.fixture
def secret_office(office: Path) -> Path:
    """An office whose people stand wherever they can: titles, unknown columns, signatures, wrong cells, sheet copies."""
    title = f"สมุดคุมของ นาย{CANARY}\n"
    cases = CASES.replace("เหตุผลที่ขยายเวลา", "เหตุผลที่ขยายเวลา,ผู้แจ้ง").replace(
        "29 มี.ค. 2567,\n", f"29 มี.ค. 2567,,{CANARY}\n"
    )
    (office / "ledgers" / "cases.csv").write_text(f"{title}{cases}ลงชื่อ,{CANARY},ผู้ตรวจ,({CANARY})\n", encoding="utf-8")
    rooms = ROOMS.replace("หมายเหตุ", "ผู้ได้รับสิทธิ,หมายเหตุ").replace(
        "12 ก.พ. 2567,\n", f"12 ก.พ. 2567,นาย{CANARY} ดี,{CANARY}\n"
    )
    more = f"คลองใส,1,นาย{CANARY} ดี,105,ไฟฟ้า,นาย{CANARY} ดี,12 ก.พ. 2567,นาย{CANARY} ดี,\n"
    (office / "ledgers" / "rooms.csv").write_text(title + rooms + more, encoding="utf-8")
    return office


@pytest.mark.parametrize("words", [(), ("--severity", "note", "--findings"), ("--statistics",)], ids=" ".join)
@pytest.mark.parametrize("name", FORMATS)
def test_no_name_is_shown_unless_asked_for(skj: Skj, secret_office: Path, name: str, words: Sequence[str]) -> None:
    found = skj("-w", secret_office, "--format", name, *words)
    assert found.code == 1
    assert CANARY not in whole_text(name, found.out)
    assert CANARY not in found.err


@pytest.mark.parametrize("name", FORMATS)
def test_names_are_shown_when_asked_for(skj: Skj, secret_office: Path, name: str) -> None:
    found = skj("-w", secret_office, "--format", name, "--show-names")
    assert CANARY in whole_text(name, found.out)


# --- formats -------------------------------------------------------------------------------------------------------------


def test_csv_and_json_lines_hold_the_same_findings_as_json(skj: Skj, office: Path) -> None:
    wanted = skj("-w", office, "--format", "json").data["diagnostics"]
    lines = [json.loads(line) for line in skj("-w", office, "--format", "jsonl").text.splitlines()]
    assert lines == wanted
    rows = list(csv.reader(io.StringIO(skj("-w", office, "--format", "csv").out.decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == [each["code"] for each in wanted]


def test_markdown_has_a_line_for_each_finding(skj: Skj, office: Path) -> None:
    text = skj("-w", office, "--format", "md").text
    wanted = skj("-w", office, "--format", "json").data["diagnostics"]
    assert len(re.findall(r"^\| (?:error|warning) \| SKJ", text, re.MULTILINE)) == len(wanted)


def test_quiet_prints_the_findings_alone(skj: Skj, office: Path) -> None:
    found = skj("-w", office, "-q")
    assert (found.err, "Checked:" in found.text, "SKJ351" in found.text) == ("", False, True)


def test_sarif_holds_what_the_standard_requires(skj: Skj, office: Path) -> None:
    log = skj("-w", office, "--format", "sarif").data
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    assert driver["name"] == "skj"
    for result in run["results"]:
        rule = driver["rules"][result["ruleIndex"]]
        assert (rule["id"], rule["defaultConfiguration"]["level"]) == (result["ruleId"], result["level"])
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
        for location in result["locations"]:
            assert re.fullmatch(r"[\w./%-]+", location["physicalLocation"]["artifactLocation"]["uri"])
            assert location["physicalLocation"].get("region", {"startLine": 1})["startLine"] >= 1
    wanted = skj("-w", office, "--format", "json").data["diagnostics"]
    assert [each["ruleId"] for each in run["results"]] == [each["code"] for each in wanted]


def test_sarif_is_of_check_alone_and_its_ending_is_known(skj: Skj, office: Path, tmp_path: Path) -> None:
    output = tmp_path / "a.sarif"
    assert skj("-w", office, "-o", output).code == 1
    assert json.loads(output.read_bytes())["version"] == "2.1.0"
    assert main(["housing", "progress", "-w", str(office), "--format", "sarif"]) == 2
    assert main(["housing", "progress", "-w", str(office), "-o", str(tmp_path / "b.sarif")]) == 2
    assert not (tmp_path / "b.sarif").exists()


def test_an_output_that_is_there_is_kept_unless_forced(skj: Skj, office: Path, tmp_path: Path) -> None:
    kept = tmp_path / "a.json"
    kept.write_text("mine", encoding="utf-8")
    assert skj("-w", office, "-o", kept).code == 2
    assert kept.read_text(encoding="utf-8") == "mine"
    assert skj("-w", office, "-o", kept, "--force").code == 1


# --- the workbook for the clerk ------------------------------------------------------------------------------------------


def workbook_office(folder: Path) -> Path:
    """An office with one ledger in a workbook whose texts try to be more than texts."""
    (folder / "ledgers").mkdir(parents=True)
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "ห้อง'1"
    page.append(["ทะเบียนห้อง"])
    page.append(["แห่ง", "อาคาร", "เขต", "ห้อง", "รายการชำรุด", "วันที่เริ่มซ่อม", "วันที่ซ่อมเสร็จ", "ค่าซ่อม"])
    page.append(["คลองใส", "1", "พระนคร", "101", "ไฟฟ้า", "1 ก.พ. 2567", "12 ก.พ. 2567", 1200.5])
    page.append(["คลองใส", "1", "http://a.example", "102", "ไฟฟ้า", "1 ก.พ. 2567", "12 ก.พ. 2567", 7])
    page.append(["คลองใส", "1", "พระนคร", "103", "ไฟฟ้า", "1 ก.พ. 2567", "31 ก.พ. 2567", None])
    page.append(["คลองใส", "1", "x", "104", "ไฟฟ้า", None, None, None])
    page["C6"].value = "=1+1"
    page["C6"].data_type = "s"
    book.save(folder / "ledgers" / "rooms.xlsx")
    settings = '[ledgers.rooms]\nfiles = ["ledgers/rooms.xlsx"]\nresponsible = "งานอาคารสงเคราะห์"\n'
    (folder / "skj.toml").write_text(settings, encoding="utf-8")
    return folder


@pytest.fixture
def checkbook(skj: Skj, tmp_path: Path) -> Path:
    office = workbook_office(tmp_path / "office")
    ledger = office / "ledgers" / "rooms.xlsx"
    before = sha256(ledger.read_bytes()).hexdigest()
    output = tmp_path / "check.xlsx"
    assert skj("rooms", "-w", office, "-o", output, "--show-names").code == 1
    assert sha256(ledger.read_bytes()).hexdigest() == before
    return output


def test_the_workbook_lists_what_to_fix_with_links_to_the_ledger(checkbook: Path) -> None:
    page = openpyxl.load_workbook(checkbook)["To fix"]
    heads = [cell.value for cell in page[1]]
    cells = {row[heads.index("Cell")].value: row for row in page.iter_rows(min_row=2)}
    assert list(cells) == ["C4", "G5", "C6"]
    link = cells["G5"][heads.index("Cell")].hyperlink
    assert link is not None
    assert str(link.target).replace("\\", "/") == "office/ledgers/rooms.xlsx"
    assert link.location == "'ห้อง''1'!G5"
    copy = cells["G5"][heads.index("Copy")].hyperlink
    assert copy is not None
    assert str(copy.location).endswith("!G5")
    assert cells["G5"][heads.index("Responsible")].value == "งานอาคารสงเคราะห์"
    assert cells["G5"][heads.index("What to do")].value
    assert page.freeze_panes == "A2"


def test_the_copy_has_typed_values_marks_and_notes_at_the_same_addresses(checkbook: Path) -> None:
    book = openpyxl.load_workbook(checkbook)
    copy = book[book.sheetnames[2]]
    assert (copy["H3"].value, copy["D3"].value, copy["G5"].value) == (1200.5, "101", "31 ก.พ. 2567")
    assert copy["G5"].fill.fgColor.rgb != copy["G3"].fill.fgColor.rgb
    note = copy["G5"].comment
    assert note is not None
    assert "SKJ324" in note.text
    assert copy["G3"].comment is None
    assert copy.freeze_panes == "A3"


def test_paper_holds_the_stretch_with_marks_and_whom_each_finding_is_about(checkbook: Path) -> None:
    book = openpyxl.load_workbook(checkbook)
    copy = book[book.sheetnames[2]]
    marked = [number for number, row in enumerate(copy.iter_rows(), 1) if any(cell.comment for cell in row)]
    first, last = re.findall(r"\$(\d+)", copy.print_area)
    assert (int(first), int(last)) == (min(marked) - 1, max(marked) + 1)
    assert int(first) > 1
    listed = book["To fix"]
    person = next(cell.column for cell in listed[1] if cell.value == "Person, room or case")
    assert person <= column_index_from_string(listed.print_area.rsplit("$", 2)[1])


def test_nothing_from_a_cell_becomes_a_link_or_a_formula(checkbook: Path) -> None:
    with zipfile.ZipFile(checkbook) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        links = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml.rels"))
    assert not any("<f>" in sheet for sheet in sheets)
    targets = set(re.findall(r'Target="([^"]*)" TargetMode="External"', links))
    assert targets == {"office\\ledgers\\rooms.xlsx"}
    book = openpyxl.load_workbook(checkbook)
    assert [book[book.sheetnames[2]][cell].value for cell in ("C4", "C6")] == ["http://a.example", "=1+1"]
    assert book[book.sheetnames[2]]["C6"].data_type == "s"


def test_the_summary_counts_by_rule_ledger_and_person(checkbook: Path) -> None:
    page = openpyxl.load_workbook(checkbook)["Summary"]
    values = [[cell.value for cell in row if cell.value is not None] for row in page.iter_rows()]
    assert ["“…” is not one of the 50 districts of Bangkok.", "SKJ351", "error", 2] in values
    assert ["งานอาคารสงเคราะห์", 3] in values
    assert any(row[:1] == ["rooms of staff housing"] for row in values)


def test_a_clean_office_gets_a_workbook_that_says_so(skj: Skj, tmp_path: Path) -> None:
    (tmp_path / "rooms.csv").write_text(ROOMS.replace("เมืองใหม่", "พระนคร"), encoding="utf-8")
    found = skj("rooms.csv", "--format", "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(found.out))
    assert (found.code, book.sheetnames, book["To fix"]["A2"].value) == (0, ["To fix", "Summary"], "Nothing found.")


def test_in_thai_the_sheet_is_called_by_its_thai_name(skj: Skj, office: Path) -> None:
    found = skj("-w", office, "--format", "xlsx", "--lang", "th")
    assert openpyxl.load_workbook(io.BytesIO(found.out)).sheetnames[:2] == ["แก้ไข", "สรุป"]


# --- size ----------------------------------------------------------------------------------------------------------------


def test_a_thousand_faults_are_all_in_json_and_folded_for_people(skj: Skj, tmp_path: Path) -> None:
    head, good, *_rest = ROOMS.splitlines()
    rows = [
        good.replace(",101,", f",{number},").replace("พระนคร", "เมืองใหม่" if number % 5 == 0 else "พระนคร")
        for number in range(5_000)
    ]
    (tmp_path / "rooms.csv").write_text("\n".join([head, *rows]), encoding="utf-8")
    assert len(skj("rooms.csv", "--format", "json").data["diagnostics"]) == 1_000
    text = skj("rooms.csv").text
    assert "… 995 more like this (SKJ351)" in text
    assert len(text.splitlines()) < 60

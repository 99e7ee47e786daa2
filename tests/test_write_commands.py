"""Every write command on copies of the sample office: what it writes, what it leaves alone, what it refuses, how it is undone."""

import csv
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import time
import zipfile
from codecs import getincrementaldecoder
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from typing import Final

import pytest

from skj.cli import main
from skj.files.journal import HISTORY
from skj.language import use_language
from skj.reports import writing
from tests.files.judge import raw_members, rows
from tests.sample_offices import TODAY, Skj, copy_office, hashes, runner

PERSON: Final = "นางสาวทดลอง ใจซื่อ"


@dataclass(frozen=True)
class Case:
    """One write: its words, the file it goes to, and a text that the file must hold afterwards."""

    words: tuple[str, ...]
    file: str
    ledger: str
    text: str


def options(**values: str) -> tuple[str, ...]:
    return tuple(word for name, text in values.items() for word in (f"--{name.replace('_', '-').strip('-')}", text))


CASES: Final = {
    "insignia add": Case(
        (
            "insignia",
            "add",
            *options(year="2566", name=PERSON, class_="ป.ม.", received_on="1 ก.พ. 2567", list_no="999"),
        ),
        "insignia_2565-2566.xlsx",
        "insignia",
        PERSON,
    ),
    "insignia add, split name": Case(
        (
            "insignia",
            "add",
            *options(year="2564", name=PERSON, class_="ม.ว.ม.", agency="สำนักการคลัง", file="insignia_2563-2564.xlsx"),
        ),
        "insignia_2563-2564.xlsx",
        "insignia",
        "ใจซื่อ",
    ),
    "insignia return": Case(
        ("insignia", "return", "ศิริพร เพชรวัฒนา", "--year", "2566", *options(return_cause="เสียชีวิตแล้วโดยแท้")),
        "insignia_2565-2566.xlsx",
        "insignia",
        "เสียชีวิตแล้วโดยแท้",
    ),
    "housing add": Case(
        (
            "housing",
            "add",
            *options(site="อาคารสงเคราะห์สวนลำไย", building="อาคาร 3", district="ดินแดง", room="999", damage="ไฟฟ้า"),
            *options(damaged_on="๑ ก.พ. ๖๗", cost="1,500.50", photo_before="ก่อน.jpg"),
        ),
        "rooms.xlsx",
        "rooms",
        "ก่อน.jpg",
    ),
    "housing repair": Case(
        (
            "housing",
            "repair",
            "401",
            "--site",
            "อาคารสงเคราะห์บึงกระถิน",
            "--building",
            "อาคาร 2",
            "--photo-after",
            "หลัง.jpg",
        ),
        "rooms.xlsx",
        "rooms",
        "หลัง.jpg",
    ),
    "discipline add": Case(
        (
            "discipline",
            "add",
            *options(case_no="กท 0404/900", accused="นายก ขาว", position_type="ทั่วไป", position_level="อาวุโส"),
            *options(serious="ใช่", corruption="Y", report_received_on="1/2/67"),
        ),
        "cases.xlsx",
        "cases",
        "กท 0404/900",
    ),
    "discipline advance": Case(
        ("discipline", "advance", "กท 0404/619", "--extended-until", "1/7/67", "--extension-reason", "รอพยานสำคัญ"),
        "cases.xlsx",
        "cases",
        "รอพยานสำคัญ",
    ),
    "training add": Case(
        ("training", "add", *options(session="10", name=PERSON, pre_test="5", post_test="9", full_marks="20")),
        "training_roll.xlsx",
        "training_roll",
        PERSON,
    ),
    "training add-followup": Case(
        (
            "training",
            "add-followup",
            *options(name=PERSON, asked_on="1/3/67", answered_on="5/3/67", corrupt_conduct="ไม่พบ"),
        ),
        "training_followup.csv",
        "training_followup",
        PERSON,
    ),
    "coaching add": Case(
        (
            "coaching",
            "add",
            *options(session="8", held_on="14/8/67", topic="ก", mentor="นายก ขาว", mentee=PERSON, district="ดุสิต"),
        ),
        "coaching.xlsx",
        "coaching",
        PERSON,
    ),
    "knowledge add": Case(
        ("knowledge", "add", *options(process="บำเหน็จ", title="ถามตอบ", kind="คู่มือ", published_on="5/2/67")),
        "knowledge.csv",
        "knowledge",
        "ถามตอบ",
    ),
    "survey add": Case(
        (
            "survey",
            "add",
            *options(indicator="3", respondent="R777", group="ผู้เรียนรู้", answered_on="1/2/67", overall="มาก"),
        ),
        "surveys_online.csv",
        "surveys",
        "R777",
    ),
    "evidence add": Case(
        (
            "evidence",
            "add",
            *options(indicator="6", item="final_report", title="สรุปเล่ม", dated_on="3/2/67", file="x.pdf"),
        ),
        "evidence.xlsx",
        "evidence",
        "สรุปเล่ม",
    ),
}
EVERY: Final = pytest.mark.parametrize("name", CASES)


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("SKJ_LANG", "SKJ_WORKSPACE", "SKJ_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SKJ_TODAY", TODAY)
    yield
    use_language("en")


@pytest.fixture
def office(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The sample office; only the ledger of the case at hand where there is one."""
    name = request.node.callspec.params.get("name") if hasattr(request.node, "callspec") else None
    only = (CASES[name].ledger,) if name in CASES else ()
    return copy_office(tmp_path / "office", *only)


@pytest.fixture
def skj(office: Path, capsys: pytest.CaptureFixture[str]) -> Skj:
    return runner(capsys, office)


def file_text(path: Path) -> str:
    """All text of a ledger's file, by zipfile or as it is; nothing of skj."""
    if path.suffix == ".csv":
        return path.read_text(encoding="cp874" if path.name == "knowledge.csv" else "utf-8-sig")
    with zipfile.ZipFile(path) as book:
        parts = [name for name in book.namelist() if name.startswith(("xl/worksheets/", "xl/sharedStrings"))]
        return "".join(book.read(name).decode() for name in parts)


@EVERY
def test_a_dry_run_touches_no_file(name: str, office: Path, skj: Skj) -> None:
    before = hashes(office)
    run = skj(*CASES[name].words, "--dry-run", "--format", "json")
    assert run.code == 0, run.err
    assert run.data["would_write"]["file"] == f"ledgers/{CASES[name].file}"
    assert run.data["cells"]
    assert hashes(office) == before
    assert skj(*CASES[name].words, "--dry-run", "--show-names").code == 0
    journal = f"ledgers/{HISTORY}/"  # that names were shown is noted there, and nothing else
    assert {name: sha for name, sha in hashes(office).items() if not name.startswith(journal)} == before


@EVERY
def test_a_write_is_there_alone_and_can_be_undone(name: str, office: Path, skj: Skj) -> None:
    case = CASES[name]
    path = office / "ledgers" / case.file
    before, others = path.read_bytes(), hashes(office)
    assert case.text not in file_text(path)
    run = skj(*case.words, "--format", "json")
    assert run.code == 0, run.err
    assert set(run.data) >= {"written", "journal_id", "backup"}
    assert run.data["written"]["file"] == f"ledgers/{case.file}"
    assert case.text in file_text(path)
    assert (office / run.data["backup"]).read_bytes() == before
    now = hashes(office)
    assert {file for file in others if others[file] != now[file]} == {f"ledgers/{case.file}"}
    judge(before, path.read_bytes(), run.data["written"]["row"])
    undone = skj("undo", run.data["journal_id"], "--format", "json")
    assert undone.code == 0, undone.err
    assert path.read_bytes() == before
    assert skj("log", "--verify").code == 0


def judge(before: bytes, after: bytes, row: int) -> None:
    """Nothing but the row differs: bytes of a CSV file, members and other rows of a workbook."""
    if not before.startswith(b"PK"):
        old, new = before.split(b"\n"), after.split(b"\n")
        assert old[: row - 1] == new[: row - 1]
        assert old[row - 1 :] == new[row:]
        return
    old_parts, new_parts = raw_members(before), raw_members(after)
    assert list(old_parts) == list(new_parts)
    changed = [part for part in old_parts if old_parts[part] != new_parts[part]]
    sheets = [part for part in changed if part.startswith("xl/worksheets/")]
    assert len(sheets) == 1
    assert set(changed) <= {*sheets, "xl/workbook.xml", "xl/styles.xml"}
    old_rows, new_rows = sheet_rows(before, sheets[0]), sheet_rows(after, sheets[0])
    assert {at: text for at, text in old_rows.items() if at < row} == {
        at: text for at, text in new_rows.items() if at < row
    }


def sheet_rows(data: bytes, part: str) -> dict[int, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as book:
        return rows(book.read(part))


def test_reports_see_what_was_written(skj: Skj) -> None:
    assert skj("insignia", "search", "ทดลอง ใจซื่อ", "--format", "json").data == []
    for name in ("insignia add", "insignia add, split name"):
        assert skj(*CASES[name].words, "--yes").code == 0
    found = skj("insignia", "search", "ทดลอง ใจซื่อ", "--format", "json").data
    assert [(item["name"], item["year"], item["insignia_class"]) for item in found] == [
        (PERSON, 2564, "ม.ว.ม."),
        (PERSON, 2566, "ป.ม."),
    ]
    assert skj("insignia", "return", "ทดลอง ใจซื่อ", "--class", "ม.ว.ม.", *options(return_cause="เสียชีวิต")).code == 0
    found = skj("insignia", "search", "ทดลอง ใจซื่อ", "--format", "json").data
    assert {item["insignia_class"]: item["returned_on"] for item in found} == {"ม.ว.ม.": TODAY, "ป.ม.": None}


def test_the_score_moves_with_a_repair(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    skj = runner(capsys, copy_office(tmp_path / "rooms", "rooms"))

    def rooms() -> int:
        report = skj("kpi", "report", "--as-of", "2024-09-30", "--format", "json").data
        housing = next(item for item in report["indicators"] if item["id"] == "housing")
        return int(next(item for item in housing["measures"] if item["id"] == "rooms_repaired")["value"])

    before = rooms()
    assert skj(*CASES["housing add"].words).code == 0
    assert rooms() == before
    assert skj("housing", "repair", "999", "--repaired-on", "5/2/67", "--ready-on", "๗ ก.พ. ๖๗").code == 0
    assert rooms() == before + 1
    assert skj("undo").code == 0
    assert rooms() == before


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("insignia", "add", *options(year="2566", name="นายก ข", class_="ตราอะไร")), 4, "SKJ785"),
        (("insignia", "add", *options(year="2566", name="นายก ข", class_="ป.ม.", received_on="31/4/67")), 4, "SKJ785"),
        (("insignia", "add", *options(year="2566", name="นายก ข")), 4, "SKJ401"),
        (("insignia", "add", *options(year="2567", name="นายก ข", class_="ป.ม.")), 2, "SKJ788"),
        (
            ("insignia", "add", *options(year="2567", name="นายก ข", class_="ป.ม.", file="insignia_2565-2566.xlsx")),
            2,
            "SKJ789",
        ),
        (("insignia", "return", "นายไม่มี ในทะเบียน", *options(return_cause="ก")), 2, "SKJ791"),
        (("insignia", "return", "ศิริพร เพชรวัฒนา", "--year", "2566"), 4, "SKJ403"),
        (("housing", "repair", "401", "--cost", "5"), 2, "SKJ792"),
        (("housing", "repair", "401"), 2, "SKJ793"),
        (("discipline", "advance", "ไม่มี", "--on", "1/1/67"), 2, "SKJ791"),
        (("discipline", "add", *CASES["discipline add"].words[2:4], "--report-received-on", "1/1/67"), 4, "SKJ785"),
        (("training", "add-session", "--session", "12", "--held-on", "1/2/67"), 4, "SKJ730"),
        (("survey", "add", *options(indicator="5", respondent="R1", overall="5")), 4, "SKJ730"),
        (("knowledge", "add", *options(process="ก", title="=1+1", kind="คู่มือ")), 4, "SKJ790"),
        (("knowledge", "add", *options(process="ก", title="@SUM(1)", kind="คู่มือ")), 4, "SKJ790"),
        (("knowledge", "add", "--from", "x.csv", "--title", "ก"), 2, "--from"),
        (("knowledge", "add", "--from", "nowhere.csv"), 3, "SKJ1"),
        (("undo",), 2, "SKJ77"),
        (("undo", "20240101-000000-00000000"), 2, "SKJ77"),
    ],
)
def test_what_is_refused_leaves_every_file_as_it_was(
    words: tuple[str, ...], code: int, says: str, office: Path, skj: Skj
) -> None:
    before = hashes(office)
    run = skj(*words)
    assert (run.code, says in run.err) == (code, True), run.err
    assert run.out == ""
    assert hashes(office) == before


def test_warnings_need_a_yes_and_without_a_terminal_the_option(
    office: Path, skj: Skj, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert skj(*CASES["insignia add, split name"].words).code == 0
    before = hashes(office)
    monkeypatch.setattr("sys.stdin", StringIO())
    refused = skj(*CASES["insignia add"].words)
    assert refused.code == 4
    assert "SKJ796" in refused.err
    assert "--yes" in refused.err
    assert hashes(office) == before
    assert skj(*CASES["insignia add"].words, "--yes").code == 0


def test_a_doubled_grant_is_refused_even_with_yes(office: Path, skj: Skj) -> None:
    words = (*CASES["insignia add"].words, "--yes")
    assert skj(*words).code == 0
    before = hashes(office)
    run = skj(*words)
    assert run.code == 4
    assert "SKJ421" in run.err
    assert hashes(office) == before


def test_running_numbers_go_on_within_the_sheet(skj: Skj) -> None:
    cells = skj(*CASES["insignia add"].words, "--dry-run", "--format", "json").data["cells"]
    assert next(cell["value"] for cell in cells if cell["field"] == "seq") == 46


def test_today_is_the_day_of_return_only_where_there_is_none(skj: Skj) -> None:
    words = ("insignia", "return", "ศิริพร เพชรวัฒนา", "--year", "2566")
    assert skj(*words, "--return-cause", "เสียชีวิต", "--returned-on", "1/3/67").code == 0
    cells = skj(*words, "--image-file", "ก.jpg", "--dry-run", "--format", "json").data["cells"]
    assert [cell["field"] for cell in cells] == ["image_file"]
    nothing = skj(*words, "--returned-on", "1/3/67")
    assert (nothing.code, "SKJ793" in nothing.err) == (2, True)


def test_each_stage_of_a_case_is_dated_in_turn(skj: Skj) -> None:
    assert skj(*CASES["discipline add"].words).code == 0
    fields = []
    for day in ("2/2/67", "3/2/67", "4/2/67", "5/2/67"):
        run = skj("discipline", "advance", "กท0404/๙๐๐", "--on", day, "--format", "json", "--dry-run")
        fields += [cell["field"] for cell in run.data["cells"]]
        assert skj("discipline", "advance", "กท0404/๙๐๐", "--on", day).code == 0
    assert fields == ["ordered_on", "division_received_on", "agenda_ordered_on", "presented_on"]
    early = skj("discipline", "advance", "กท 0404/900", "--presented-on", "1/1/67", "--yes")
    assert (early.code, "SKJ407" in early.err) == (4, True)


def test_secret_names_stay_out_of_what_is_shown_and_of_the_journal(office: Path, skj: Skj) -> None:
    run = skj(*CASES["discipline add"].words)
    assert run.code == 0
    assert "ขาว" not in run.out + run.err
    assert "ขาว" not in (office / "ledgers" / ".skj-history" / "journal.jsonl").read_text(encoding="utf-8")
    shown = skj(*CASES["discipline add"].words, "--case-no", "กท 0404/901", "--show-names", "--dry-run")
    assert "ขาว" in shown.out


def test_log_tells_every_write_newest_first(skj: Skj) -> None:
    for name in ("knowledge add", "survey add"):
        assert skj(*CASES[name].words).code == 0
    assert skj("undo").code == 0
    entries = skj("log", "--format", "json").data
    assert [entry["command"].split()[0] for entry in entries] == ["undo", "survey", "knowledge"]
    assert skj("log", "--verify", "--format", "json").data == {"entries": 3, "findings": 0, "is_whole": True}


def test_log_verify_finds_a_changed_line(office: Path, skj: Skj) -> None:
    assert skj(*CASES["knowledge add"].words).code == 0
    journal = office / "ledgers" / ".skj-history" / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b'"row":50', b'"row":51'))
    run = skj("log", "--verify")
    assert run.code == 1
    assert "SKJ78" in run.err


def test_undo_after_a_foreign_change_is_refused(office: Path, skj: Skj) -> None:
    assert skj(*CASES["knowledge add"].words).code == 0
    ledger = office / "ledgers" / "knowledge.csv"
    ledger.write_bytes(ledger.read_bytes() + "ของคนอื่น,ก,คู่มือ,,,\r\n".encode("cp874"))
    before = hashes(office)
    run = skj("undo")
    assert run.code == 4
    assert hashes(office) == before


def test_a_file_alone_is_written_and_taken_back_where_it_stands(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Contract 1: without a skj.toml a command takes the file itself; its journal is beside it."""
    desk = tmp_path / "desk"
    desk.mkdir()
    ledger = desk / "rooms.xlsx"
    ledger.write_bytes((office / "ledgers" / "rooms.xlsx").read_bytes())
    old = ledger.read_bytes()
    monkeypatch.chdir(desk)
    monkeypatch.setenv("SKJ_LANG", "en")

    def alone(*words: str) -> tuple[int, str]:
        return main([*words, "-q"]), capsys.readouterr().out

    assert alone(*CASES["housing add"].words, "--file", "rooms.xlsx", "--yes")[0] == 0
    assert ledger.read_bytes() != old
    assert "housing add" in alone("log")[1]
    assert alone("log", "--verify")[0] == 0
    code, out = alone("undo")
    assert (code, out.splitlines()[0], ledger.read_bytes() == old) == (0, "Taken back", True)
    assert alone("housing", "add", "--file", "none.xlsx")[0] == 3


def test_the_log_shows_the_clock_to_people_and_the_offset_to_machines(skj: Skj) -> None:
    use_language("en")
    assert writing.clock_text("2024-02-12T08:34:10").startswith("12 Feb 2024 08:34")
    assert writing.clock_text("no time") == "no time"
    assert skj(*CASES["housing add"].words, "--yes").code == 0
    assert "T" not in skj("log", "-q").out.splitlines()[-1].split("housing")[0]
    assert "T" in skj("log", "-q", "--format", "csv").out.splitlines()[-1]


def batch(office: Path, *lines: str) -> str:
    path = office / "batch.csv"
    path.write_text("\n".join(["กระบวนงาน,เรื่อง,ประเภท,วันที่เผยแพร่,หมายเลขลับ", *lines]), encoding="utf-8")
    return str(path)


def test_a_batch_is_all_or_nothing(office: Path, skj: Skj) -> None:
    good, bad = "ก,เรื่อง {},คู่มือ,{} ก.พ. 67,", "ก,เรื่องเสีย,คู่มือ,31 เม.ย. 67,"
    lines = [good.format(number, number) for number in range(1, 6)]
    before = (office / "ledgers" / "knowledge.csv").read_bytes()
    refused = skj("knowledge", "add", "--from", batch(office, *lines, bad))
    assert refused.code == 4
    assert (office / "ledgers" / "knowledge.csv").read_bytes() == before
    run = skj("knowledge", "add", "--from", batch(office, *lines), "--format", "json")
    assert run.code == 0, run.err
    assert (run.data["written"]["row"], run.data["written"]["rows"]) == (50, 5)
    with (office / "ledgers" / "knowledge.csv").open(encoding="cp874", newline="") as text:
        assert [row[1] for row in csv.reader(text)][-5:] == [f"เรื่อง {number}" for number in range(1, 6)]
    assert skj("undo").code == 0
    assert (office / "ledgers" / "knowledge.csv").read_bytes() == before


def test_a_batch_says_what_it_would_lose_and_when_it_is_empty(office: Path, skj: Skj) -> None:
    run = skj("knowledge", "add", "--from", batch(office, "ก,เรื่อง,คู่มือ,,๙๙"), "--dry-run")
    assert (run.code, "SKJ799" in run.err) == (0, True)
    assert skj("knowledge", "add", "--from", batch(office)).code == 2


def test_a_batch_into_a_workbook_numbers_its_rows(office: Path, skj: Skj) -> None:
    path = office / "batch.csv"
    lines = [f"2566,นายคนที่{number} เพิ่มใหม่,ป.ม.,{800 + number}" for number in range(3)]
    path.write_text("\n".join(["ประจำปี,ชื่อ-นามสกุล,ชั้น,ลำดับในประกาศ", *lines]), encoding="utf-8")
    words = ("insignia", "add", "--from", str(path), "--file", "insignia_2565-2566.xlsx", "--sheet", "ปี 2566")
    cells = skj(*words, "--dry-run", "--format", "json").data["cells"]
    assert [cell["value"] for cell in cells if cell["field"] == "seq"] == [46, 47, 48]
    assert skj(*words).code == 0
    found = skj("insignia", "search", "เพิ่มใหม่", "--format", "json").data
    assert [item["source"]["row"] for item in found] == [55, 56, 57]


def excel_owner(ledger: Path, person: str) -> Path:
    """An owner file as Excel leaves it, from the layout alone (reliability section 2)."""
    eight_bit, wide = person.encode("cp874"), person.encode("utf-16-le")
    start = bytes([len(eight_bit)]) + eight_bit.ljust(54, b" ")
    text = struct.pack("<H", len(person)) + wide
    path = ledger.with_name(f"~${ledger.name}")
    path.write_bytes((start + text + b" \0" * 60)[:165])
    return path


def test_a_ledger_open_in_excel_is_refused_and_the_person_named(office: Path, skj: Skj) -> None:
    owner = excel_owner(office / "ledgers" / "rooms.xlsx", "สมหญิง รักงาน")
    assert owner.stat().st_size == 165
    before = hashes(office)
    run = skj(*CASES["housing add"].words)
    assert run.code == 4
    assert "สมหญิง รักงาน" in run.err
    assert {file: hashes(office)[file] for file in before} == before
    assert skj(*CASES["housing add"].words, "--ignore-owner-file").code == 0
    assert skj("log", "--format", "json").data[0]["ignored_owner_file"] is True


def test_a_ledger_open_in_libreoffice_is_refused_and_the_person_named(office: Path, skj: Skj) -> None:
    lock = office / "ledgers" / ".~lock.knowledge.csv#"
    now = time.strftime("%d.%m.%Y %H:%M")
    lock.write_text(f"สมหญิง รักงาน,somying,PC-07,{now},file:///home/somying;", encoding="utf-8")
    run = skj(*CASES["knowledge add"].words)
    assert run.code == 4
    assert "สมหญิง รักงาน" in run.err
    assert "PC-07" in run.err
    assert lock.exists()


class Terminal:
    """`skj` on a real pseudo-terminal."""

    def __init__(self, office: Path, *words: str) -> None:
        command = [sys.executable, "-m", "skj", *words, "-w", str(office), "--lang", "en"]
        here, there = pty.openpty()
        environment = {**os.environ, "SKJ_TODAY": TODAY, "TERM": "dumb", "COLUMNS": "200"}
        self.process = subprocess.Popen(
            command, stdin=there, stdout=there, stderr=there, env=environment, start_new_session=True,
            preexec_fn=lambda: _take_terminal(there),  # noqa: PLW1509  (no thread runs here)
        )  # fmt: skip
        os.close(there)
        self.here, self.seen, self.at = here, "", 0
        self.decoder = getincrementaldecoder("utf-8")("replace")

    def wait_for(self, text: str) -> None:
        """Read until `text` is shown after what was waited for before."""
        deadline = time.monotonic() + 30
        while text not in self.seen[self.at :]:
            assert time.monotonic() < deadline, self.seen
            if select.select([self.here], [], [], 0.2)[0] and not self._read():
                raise AssertionError(self.seen)
        self.at = self.seen.index(text, self.at) + len(text)

    def answer(self, question: str, text: str) -> None:
        """Wait for the question and type the answer with Enter."""
        self.wait_for(question)
        self.type(f"{text}\r")

    def type(self, text: str) -> None:
        """Type without Enter."""
        os.write(self.here, text.encode())

    def end(self) -> int:
        """The exit code, after everything was read."""
        deadline = time.monotonic() + 30
        while self.process.poll() is None and time.monotonic() < deadline:
            if select.select([self.here], [], [], 0.2)[0]:
                self._read()
        if self.process.poll() is None:
            self.process.kill()
        while select.select([self.here], [], [], 0)[0] and self._read():
            pass
        os.close(self.here)
        return self.process.wait()

    def _read(self) -> bool:
        try:
            data = os.read(self.here, 65_536)
        except OSError:  # the other end is closed
            return False
        self.seen += self.decoder.decode(data)
        return bool(data)


def _take_terminal(there: int) -> None:
    import fcntl
    import termios

    fcntl.ioctl(there, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a suite that runs in the background hands down "ignored"


def test_questions_on_a_terminal_with_completion_defaults_and_the_way_back(office: Path, skj: Skj) -> None:
    terminal = Terminal(office, "insignia", "add", "--file", "insignia_2565-2566.xlsx", "--sheet", "ปี 2566")
    terminal.answer("[2566]: ", "2561")
    terminal.wait_for("is before 2563")
    terminal.answer("[2566]: ", "")
    terminal.answer("ชื่อ - สกุล *: ", "")
    terminal.wait_for("This field is needed.")
    terminal.answer("ชื่อ - สกุล *: ", "นายผิด ชื่อ")
    terminal.answer("ชั้นตรา", "<")
    terminal.answer("ชื่อ - สกุล *: ", PERSON)
    terminal.wait_for("ชั้นตรา")
    terminal.type("ม.ว\t\r")
    for question in ("ลำดับที่ได้รับ", "วันที่รับ", "วันที่ส่งคืน", "สาเหตุส่งคืน", "ชื่อไฟล์ภาพ"):
        terminal.answer(question, "")
    terminal.answer("หน่วยงาน", "-")
    terminal.answer("ตำแหน่ง", "")
    code = terminal.end()
    assert code == 0, terminal.seen
    found = skj("insignia", "search", "ทดลอง ใจซื่อ", "--format", "json").data
    assert [(item["year"], item["insignia_class"], item["agency"]) for item in found] == [(2566, "ม.ว.ม.", None)]


@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("\x04", 130)], ids=["Ctrl-C", "Ctrl-D"])
def test_stopping_the_questions_writes_nothing(office: Path, key: str, code: int) -> None:
    before = hashes(office)
    terminal = Terminal(office, "knowledge", "add")
    terminal.answer("กระบวนงาน", "ก")
    terminal.wait_for("เรื่อง: ")
    time.sleep(0.3)  # until the terminal waits for a key and not only shows the question
    terminal.type(key)
    assert terminal.end() == code, terminal.seen
    assert hashes(office) == before


def test_a_warning_is_asked_about_on_a_terminal(office: Path, skj: Skj) -> None:
    assert skj(*CASES["insignia add, split name"].words).code == 0
    before = hashes(office)
    terminal = Terminal(office, *CASES["insignia add"].words)
    terminal.answer("Write the row all the same?", "n")
    assert terminal.end() == 130, terminal.seen
    assert hashes(office) == before
    terminal = Terminal(office, *CASES["insignia add"].words)
    terminal.answer("Write the row all the same?", "y")
    assert terminal.end() == 0, terminal.seen
    assert hashes(office) != before

"""The command line from outside: exit codes, formats, languages, wrong usage, bad files; never a traceback, never a name."""

import io
import json
import os
import socket  # noqa: TID251  (only to see that nobody opens one)
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from skj.cli import main
from skj.commands.help import detail_sentence
from skj.language import use_language
from tests.offices import CANARY, ROOMS, write_office

TODAY = "2026-11-22"
FORMATS = ("table", "json", "jsonl", "csv", "md", "xlsx")
COMMANDS = {
    "report": ("kpi", "report", "--quarter", "2"),
    "explain": ("kpi", "explain", "housing"),
    "whatif": ("kpi", "whatif", "housing+12", "coaching.sessions=5", "--reach", "30", "--as-of", "15/4/2567"),
    "trend": ("kpi", "trend", "--as-of", "15/4/2567"),
    "notes": ("kpi", "notes", "--as-of", "15/4/2567"),
    "today": ("today", "--as-of", "15/4/2567"),
    "housing": ("housing", "progress"),
    "discipline": ("discipline", "sla"),
    "search": ("insignia", "search", "สมชาย"),
    "due": ("insignia", "due"),
    "summary": ("insignia", "summary", "--trace"),
    "rules": ("rules",),
    "rule": ("explain", "SKJ402"),
    "config": ("config",),
}


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
    for name in ("SKJ_LANG", "SKJ_WORKSPACE", "SKJ_DEBUG", "NO_COLOR", "FORCE_COLOR", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SKJ_TODAY", TODAY)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("LANGUAGE", os.environ.get("LANGUAGE", ""))
    monkeypatch.chdir(tmp_path)
    yield
    use_language("en")


@pytest.fixture
def skj(capsysbinary: pytest.CaptureFixture[bytes]) -> Skj:
    """Run `skj` in this process; whatever it says, it never shows a traceback."""

    def run(*words: str | Path) -> Outcome:
        code = main([str(word) for word in words])
        out, err = capsysbinary.readouterr()
        shown = err.decode()
        assert "Traceback" not in shown
        assert "SKJ901" not in shown, shown
        return Outcome(code, out, shown)

    return run


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return write_office(tmp_path / "office")


def settings(office: Path, text: str) -> None:
    (office / "skj.toml").write_text(text, encoding="utf-8")


# --- every command in every format ----------------------------------------------------------------------------------------


def is_whole(name: str, content: bytes) -> bool:
    """Whether a document of a format is one."""
    if name == "xlsx":
        return zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    if name == "json":
        return json.loads(content) is not None
    if name == "jsonl":
        return all(isinstance(json.loads(line), dict) for line in content.decode().splitlines())
    return bool(content.decode("utf-8-sig").strip())


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_every_format(skj: Skj, office: Path, command: str, name: str) -> None:
    found = skj(*COMMANDS[command], "-w", office, "--format", name)
    assert found.code == 0
    assert is_whole(name, found.out)


ENDINGS = {"a.txt": "table", "a.json": "json", "a.jsonl": "jsonl", "a.csv": "csv", "a.md": "md", "a.XLSX": "xlsx"}


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_ending_of_the_output_chooses_the_format(skj: Skj, office: Path, ending: str, tmp_path: Path) -> None:
    found = skj("housing", "progress", "-w", office, "-o", tmp_path / ending)
    assert (found.code, found.out) == (0, b"")
    assert is_whole(ENDINGS[ending], (tmp_path / ending).read_bytes())


def test_an_output_that_is_there_is_kept_unless_forced(skj: Skj, office: Path, tmp_path: Path) -> None:
    kept = tmp_path / "a.json"
    kept.write_text("mine", encoding="utf-8")
    assert skj("housing", "progress", "-w", office, "-o", kept).code == 2
    assert kept.read_text(encoding="utf-8") == "mine"
    assert skj("housing", "progress", "-w", office, "-o", kept, "--force").code == 0
    assert json.loads(kept.read_bytes())["repaired"] == 3


WRONG_OUTPUTS = [("-o", "a.pdf"), ("-o", "none/a.json"), ("-o", "a.json", "--format", "csv"), ("--format", "xml")]


@pytest.mark.parametrize("words", WRONG_OUTPUTS, ids=" ".join)
def test_wrong_outputs_are_wrong_usage(skj: Skj, office: Path, words: Sequence[str], tmp_path: Path) -> None:
    found = skj("housing", "progress", "-w", office, *words)
    assert (found.code, found.out) == (2, b"")
    assert found.err.startswith("error")
    assert not list(tmp_path.glob("a.*"))


# --- the answers -------------------------------------------------------------------------------------------------------


def test_the_report_has_the_shape_of_the_contract(skj: Skj, office: Path) -> None:
    report = skj("kpi", "report", "--quarter", "2", "-w", office, "--format", "json").data
    assert report["fiscal_year"] == 2567
    assert (
        report["period"] | {"quarter": 2, "start": "2024-01-01", "end": "2024-03-31", "as_of": "2024-03-31"}
        == report["period"]
    )
    assert (
        report["total"] | {"points": 22, "weight": 70} == report["total"]
    )  # coaching level 1; discipline level 5, the one case presented took 79 days
    assert [each["id"] for each in report["indicators"]] == [
        "coaching",
        "insignia",
        "knowledge",
        "discipline",
        "housing",
        "training",
    ]
    wanted = {
        "number",
        "id",
        "name",
        "unit",
        "weight",
        "level",
        "percent",
        "points",
        "measures",
        "unmet",
        "next",
        "warnings",
    }
    assert wanted <= set(report["indicators"][0])
    ledgers = {each["ledger"]: (each["records"], each["left_out"]) for each in report["ledgers"]}
    assert (ledgers["rooms"], ledgers["cases"]) == ((3, 1), (2, 2))


def test_housing_has_the_shape_of_the_contract(skj: Skj, office: Path) -> None:
    found = skj("housing", "progress", "-w", office, "--as-of", "31/3/2567", "--format", "json").data
    assert (found["as_of"], found["repaired"], found["target"], found["remaining"]) == ("2024-03-31", 2, 360, 358)
    assert found["by_district"] == [{"key": "พระนคร", "repaired": 2, "damaged": 3}]
    assert set(found) >= {"level", "levels", "pace", "forecast", "by_building", "by_month", "by_damage", "buildings"}


def test_discipline_has_the_shape_of_the_contract(skj: Skj, office: Path) -> None:
    found = skj("discipline", "sla", "-w", office, "--as-of", "9/4/2567", "--format", "json").data
    days = {each["case_no"]: (each["days"], each["status"], each["due_80"], each["due_90"]) for each in found["cases"]}
    assert days == {
        "กท 1/2567": (90, "at_risk", "2024-03-29", "2024-04-09"),
        "กท 2/2567": (79, "presented", "2024-03-29", "2024-04-09"),
    }
    summary = {"presented": 1, "under_80": 1, "within_90": 1, "open": 1, "open_over_80": 1, "open_over_90": 0}
    assert found["summary"] | summary == found["summary"]


def test_search_has_the_shape_of_the_contract(skj: Skj, office: Path) -> None:
    found = skj("insignia", "search", "สมชาย ใจดี", "-w", office, "--format", "json").data
    assert [(each["name"], each["match"]["how"], each["source"]["row"]) for each in found] == [
        ("นายสมชาย ใจดี", "exact", 2)
    ]


@pytest.mark.parametrize(
    ("words", "count"),
    [(("ส",), 2), (("ส", "--year", "2564"), 1), (("ส", "--class", "ประถมาภรณ์ช้างเผือก"), 1)],
)
def test_search_within_a_year_or_a_class(skj: Skj, office: Path, words: Sequence[str], count: int) -> None:
    assert len(skj("insignia", "search", *words, "-w", office, "--format", "json").data) == count


def test_an_unknown_class_is_refused_and_not_left_aside(skj: Skj, office: Path) -> None:
    found = skj("insignia", "search", "ส", "--class", "x", "-w", office)
    assert (found.code, "SKJ754" in found.err) == (2, True)


def test_rows_set_aside_are_told_in_the_report_and_on_stderr(skj: Skj, office: Path) -> None:
    found = skj("housing", "progress", "-w", office)
    assert "based on 3 of 4 rows" in found.text
    assert "SKJ351" in found.err
    assert "ledgers/rooms.csv › C5" in found.err


def test_quiet_says_nothing_but_the_answer(skj: Skj, office: Path) -> None:
    found = skj("housing", "progress", "-w", office, "-q")
    assert (found.code, found.err) == (0, "")
    assert "based on 3 of 4 rows" in found.text


def test_strict_refuses_before_anything_is_printed(skj: Skj, office: Path) -> None:
    found = skj("housing", "progress", "-w", office, "--strict")
    assert (found.code, found.out) == (1, b"")
    assert "SKJ351" in found.err
    assert "SKJ662" in found.err


def test_strict_passes_when_nothing_is_set_aside(skj: Skj, office: Path) -> None:
    assert skj("insignia", "search", "สมชาย", "-w", office, "--strict").code == 0


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "config"])
def test_the_same_ledgers_give_the_same_bytes_of_json(skj: Skj, office: Path, command: str) -> None:
    first, second = (skj(*COMMANDS[command], "-w", office, "--format", "json") for _run in range(2))
    assert first.out == second.out


def test_the_day_of_the_run_is_not_in_a_report_as_of_a_past_quarter(
    skj: Skj, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = skj("kpi", "report", "--quarter", "2", "-w", office, "--format", "json")
    monkeypatch.setenv("SKJ_TODAY", "2030-01-01")
    assert skj("kpi", "report", "--quarter", "2", "-w", office, "--format", "json").out == first.out


@pytest.mark.parametrize("command", COMMANDS)
def test_no_network_is_used(skj: Skj, office: Path, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object, **_named: object) -> None:
        pytest.fail("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert skj(*COMMANDS[command], "-w", office).code == 0


# --- files without a workspace ------------------------------------------------------------------------------------------


def test_a_file_tells_by_its_headings_what_it_is(skj: Skj, office: Path, tmp_path: Path) -> None:
    (office / "skj.toml").unlink()
    found = skj("kpi", "report", office / "ledgers" / "rooms.csv", "--format", "json", "-q")
    measured = {part["id"]: part["numerator"] for each in found.data["indicators"] for part in each["measures"]}
    assert (found.code, measured["rooms_repaired"]) == (0, 3)
    assert not (tmp_path / "skj.toml").exists()


def test_several_files_are_one_ledger(skj: Skj, office: Path) -> None:
    more = office / "ledgers" / "more.csv"
    more.write_text(ROOMS.replace("คลองใส", "คลองขุ่น"), encoding="utf-8")
    found = skj("housing", "progress", office / "ledgers" / "rooms.csv", more, "--format", "json", "-q")
    assert found.data["repaired"] == 6


def test_two_ledgers_in_one_workbook(skj: Skj, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheets = {
        "ห้อง": [line.split(",") for line in ROOMS.splitlines()],
        "เอกสาร": [["ตัวชี้วัดที่", "รายการ", "ลงวันที่"], ["4", "plan_submitted", "1 ธ.ค. 2566"]],
    }
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    del book["Sheet"]
    book.save(tmp_path / "all.xlsx")
    found = skj("kpi", "report", tmp_path / "all.xlsx", "--format", "json", "-q").data
    ledgers = {each["ledger"]: each["records"] for each in found["ledgers"]}
    assert (ledgers["rooms"], ledgers["evidence"], ledgers["cases"]) == (3, 1, 0)


def test_the_workspace_is_found_upward(skj: Skj, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(office / "ledgers")
    assert skj("housing", "progress", "--format", "json").data["repaired"] == 3


def test_the_workspace_may_come_from_the_environment(skj: Skj, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SKJ_WORKSPACE", str(office))
    assert skj("housing", "progress", "--format", "json").data["repaired"] == 3


# --- bad files -------------------------------------------------------------------------------------------------------------

BAD: dict[str, tuple[bytes | None, str]] = {
    "missing.csv": (None, "SKJ101"),
    "empty.csv": (b"", "SKJ103"),
    "other.csv": ("ชื่อ,อายุ\nก,3\n".encode(), "SKJ659"),
    "damaged.xlsx": (b"PK\x03\x04 no workbook", "SKJ1"),
    "noise.csv": (bytes(range(256)) * 4, "SKJ"),
    "photo.png": (b"\x89PNG\r\n\x1a\n" + bytes(40), "SKJ1"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_read(skj: Skj, tmp_path: Path, name: str) -> None:
    content, code = BAD[name]
    if content is not None:
        (tmp_path / name).write_bytes(content)
    found = skj("kpi", "report", tmp_path / name)
    assert (found.code, found.out) == (3, b"")
    assert f"error {code}" in found.err
    assert name in found.err


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_read_in_a_command_that_knows_its_ledger(skj: Skj, tmp_path: Path, name: str) -> None:
    if (content := BAD[name][0]) is not None:
        (tmp_path / name).write_bytes(content)
    found = skj("housing", "progress", tmp_path / name)
    assert found.code == 3
    assert name in found.err


def test_a_folder_is_no_file(skj: Skj, tmp_path: Path) -> None:
    found = skj("kpi", "report", tmp_path)
    assert (found.code, "SKJ102" in found.err) == (3, True)


def test_one_unreadable_file_among_others_is_told_and_the_rest_is_counted(skj: Skj, office: Path) -> None:
    (office / "ledgers" / "rooms_2.csv").write_bytes(b"")
    found = skj("housing", "progress", "-w", office, "--format", "json")
    assert (found.code, found.data["repaired"]) == (3, 3)
    assert "rooms_2.csv" in found.err


def test_an_empty_ledger_counts_as_nothing_with_a_warning(skj: Skj, office: Path) -> None:
    (office / "ledgers" / "rooms.csv").write_text(ROOMS.splitlines()[0], encoding="utf-8")
    found = skj("housing", "progress", "-w", office, "--findings")
    assert (found.code, "SKJ206" in found.err) == (0, True)


def test_windows_874_is_read(skj: Skj, office: Path) -> None:
    (office / "ledgers" / "rooms.csv").write_bytes(ROOMS.encode("cp874"))
    assert skj("housing", "progress", "-w", office, "--format", "json", "-q").data["repaired"] == 3


# --- wrong settings --------------------------------------------------------------------------------------------------------

SETTINGS: dict[str, tuple[str, str, str]] = {
    "syntax": ("[office\nfiscal_year = 2567", "SKJ651", ""),
    "no TOML at all": ("สวัสดี", "SKJ651", ""),
    "unknown part": ("[ofice]\n", "SKJ652", "ofice"),
    "unknown key": ("[office]\nfiscal_yaer = 2567", "SKJ652", "fiscal_yaer"),
    "C.E. year": ("[office]\nfiscal_year = 2024", "SKJ652", "fiscal_year"),
    "year as text": ('[office]\nfiscal_year = "ปีนี้"', "SKJ652", "fiscal_year"),
    "unknown language": ('[office]\nlanguage = "de"', "SKJ652", "language"),
    "unknown ledger": ('[ledgers.flats]\nfiles = ["a.csv"]', "SKJ652", "ledgers.flats"),
    "unknown field": ('[ledgers.rooms.columns]\nflat = "ห้อง"', "SKJ652", "ledgers.rooms.columns.flat"),
    "files is no list": ('[ledgers.rooms]\nfiles = "rooms.csv"', "SKJ652", "files"),
    "unknown plan": ('[office]\nplan = "2599"', "SKJ6", "2599"),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_wrong_settings_are_told_with_their_key(skj: Skj, office: Path, name: str) -> None:
    text, code, key = SETTINGS[name]
    settings(office, text)
    found = skj("kpi", "report", "-w", office, "--lang", "en")
    assert (found.code, found.out) == (2, b"")
    assert f"error {code}" in found.err
    assert key in found.err


def test_a_pattern_without_a_file_is_told_and_gives_no_table_of_zeros(skj: Skj, office: Path) -> None:
    settings(office, '[ledgers.rooms]\nfiles = ["none/*.xlsx"]')
    found = skj("housing", "progress", "-w", office, "--format", "json")
    assert (found.code, found.out) == (3, b"")
    assert "SKJ653" in found.err
    assert "none/*.xlsx" in found.err


def test_an_unknown_sheet_is_told(skj: Skj, office: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "ห้องพัก"  # type: ignore[union-attr]  # a new workbook has an active sheet
    book.save(office / "rooms.xlsx")
    settings(office, '[ledgers.rooms]\nfiles = ["rooms.xlsx"]\nsheet = "ทะเบียน"')
    found = skj("housing", "progress", "-w", office)
    assert (found.code, "SKJ204" in found.err, "ห้องพัก" in found.err) == (3, True, True)


def test_no_workspace_is_told(skj: Skj) -> None:
    found = skj("kpi", "report")
    assert (found.code, "SKJ650" in found.err) == (2, True)


# --- quarters and days ---------------------------------------------------------------------------------------------------

QUARTERS = [
    "2",
    "Q2",
    "q2",
    "๒",
    "2567Q2",
    "2567-Q2",
    "FY2567Q2",
    "Q2/2567",
    "2/2567",
    "๒/๒๕๖๗",
    "ไตรมาส 2",
    "ไตรมาส 2/2567",
    "ไตรมาสที่ 2/2567",
]


@pytest.mark.parametrize("word", QUARTERS)
def test_a_quarter_may_be_said_in_many_ways(skj: Skj, office: Path, word: str) -> None:
    period = skj("kpi", "report", "-w", office, "--quarter", word, "--format", "json", "-q").data["period"]
    assert (period["quarter"], period["start"], period["as_of"]) == (2, "2024-01-01", "2024-03-31")


@pytest.mark.parametrize(("word", "quarter"), [("this", 3), ("last", 2)])
def test_this_and_last_quarter(
    skj: Skj, office: Path, word: str, quarter: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SKJ_TODAY", "2024-05-05")
    period = skj("kpi", "report", "-w", office, "--quarter", word, "--format", "json", "-q").data["period"]
    assert period["quarter"] == quarter
    assert period["as_of"] == {3: "2024-05-05", 2: "2024-03-31"}[quarter]


@pytest.mark.parametrize("word", ["2566Q1", "Q1/2568", "this", "ไตรมาส 1/2566"])
def test_a_quarter_of_another_year_is_refused(skj: Skj, office: Path, word: str) -> None:
    found = skj("kpi", "report", "-w", office, "--quarter", word)
    assert (found.code, found.out, "SKJ656" in found.err) == (2, b"", True)


@pytest.mark.parametrize("word", ["5", "0", "Q9", "spring", "", "2567", "2/67x"])
def test_an_unclear_quarter_is_refused(skj: Skj, office: Path, word: str) -> None:
    found = skj("kpi", "report", "-w", office, "--quarter", word)
    assert (found.code, found.out, "SKJ655" in found.err) == (2, b"", True)


DAYS = [
    "2024-03-31",
    "31/3/2567",
    "31/03/67",
    "31 มี.ค. 2567",
    "31 มีนาคม 2567",
    "๓๑ มี.ค. ๒๕๖๗",
    "2567-03-31",
    "31.3.67",
    "31-03-2567",
]


@pytest.mark.parametrize("word", DAYS)
def test_a_day_may_be_said_in_many_ways(skj: Skj, office: Path, word: str) -> None:
    found = skj("housing", "progress", "-w", office, "--as-of", word, "--format", "json", "-q").data
    assert (found["as_of"], found["repaired"]) == ("2024-03-31", 2)


@pytest.mark.parametrize("word", ["31/2/2567", "soon", "มี.ค. 2567", "", "2024-13-01"])
def test_what_is_no_day_is_refused(skj: Skj, office: Path, word: str) -> None:
    found = skj("housing", "progress", "-w", office, "--as-of", word)
    assert (found.code, found.out, "SKJ657" in found.err) == (2, b"", True)


def test_the_report_prints_the_period_in_both_eras(skj: Skj, office: Path) -> None:
    found = skj("kpi", "report", "-w", office, "--quarter", "2", "-q").text
    assert "2024" in found
    assert "2567" in found


# --- wrong usage -----------------------------------------------------------------------------------------------------------

WRONG = [("kpi", "nothing"), ("nothing",), ("kpi", "report", "--nothing"), ("kpi", "explain"), ("insignia", "search"), ("housing", "progress", "--by", "colour"), ("explain", "SKJ999"), ("kpi", "explain", "9", "-w", "office")]  # fmt: skip


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
@pytest.mark.parametrize("language", ["en", "th"])
def test_wrong_usage_is_one_sentence_of_ours(
    skj: Skj, office: Path, words: Sequence[str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert office.is_dir()
    monkeypatch.setenv("SKJ_LANG", language)
    found = skj(*words)
    assert (found.code, found.out) == (2, b"")
    assert found.err.startswith({"en": "error", "th": "ข้อผิดพลาด"}[language])


@pytest.mark.parametrize(
    ("detail", "told"),
    [
        ("Option '-o' requires an argument.", "ต้องระบุค่าด้วย"),
        ("Option '--verify' does not take a value.", "ตัวเลือกนี้ไม่รับค่า"),
        ("Value error, 'pdf' is not one of 'json', 'csv'.", "'pdf' ไม่ใช่ค่าใดใน 'json', 'csv'"),
        ("Got unexpected extra argument(s) (a {b} c)", "คำสั่งนี้ไม่รับ “a {b} c”"),
        ("ไม่มีคำสั่ง 'chek'. Did you mean 'check'?", "ไม่มีคำสั่ง 'chek' หมายถึง check หรือไม่"),
        ("something new of typer", "something new of typer"),
    ],
)
def test_what_typer_can_say_in_english_only_is_said_in_thai(detail: str, told: str) -> None:
    use_language("th")
    try:
        assert detail_sentence(detail) == told
    finally:
        use_language("en")


@pytest.mark.parametrize(
    "words", [("--help",), ("kpi", "--help"), ("housing", "progress", "-h"), ("--version",)], ids=" ".join
)
def test_help_is_no_error(skj: Skj, words: Sequence[str]) -> None:
    found = skj(*words)
    assert (found.code, found.err, bool(found.out)) == (0, "", True)


# --- languages ---------------------------------------------------------------------------------------------------------------

THAI, ENGLISH = "ตัวชี้วัด", "Indicator"


def test_the_option_chooses_the_language(skj: Skj, office: Path) -> None:
    assert THAI in skj("kpi", "report", "-w", office, "--lang", "th", "-q").text
    assert ENGLISH in skj("kpi", "report", "-w", office, "--lang", "en", "-q").text


@pytest.mark.parametrize("word", ["xx", "de_DE", "1"])
def test_an_unknown_language_is_refused(skj: Skj, office: Path, word: str) -> None:
    found = skj("kpi", "report", "-w", office, "--lang", word)
    assert (found.code, found.out, "SKJ660" in found.err) == (2, b"", True)


def test_the_option_wins_over_the_environment_and_that_over_the_settings(
    skj: Skj, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = write_office(tmp_path / "thai", language="th")
    assert THAI in skj("kpi", "report", "-w", office, "-q").text
    monkeypatch.setenv("SKJ_LANG", "en")
    assert ENGLISH in skj("kpi", "report", "-w", office, "-q").text
    assert THAI in skj("kpi", "report", "-w", office, "-q", "--lang=th").text


@pytest.mark.parametrize(
    ("system", "shown"), [("en_GB.UTF-8", "Rule"), ("th_TH.UTF-8", "กฎ"), ("C", "กฎ"), ("de_DE.UTF-8", "กฎ")]
)
def test_without_any_setting_the_system_decides_and_thai_is_the_rest(
    skj: Skj, system: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", system)
    assert shown in skj("explain", "SKJ402").text


def test_the_numbers_do_not_depend_on_the_language(skj: Skj, office: Path) -> None:
    reports = [
        skj("kpi", "report", "-w", office, "--lang", word, "--format", "json", "-q").data for word in ("th", "en")
    ]
    numbers = [
        [
            (each["id"], each["level"], each["points"], [part["numerator"] for part in each["measures"]])
            for each in report["indicators"]
        ]
        for report in reports
    ]
    assert numbers[0] == numbers[1]


# --- what must never be shown --------------------------------------------------------------------------------------------------

SECRET = {
    "sla": ("discipline", "sla"),
    "sla, all findings": ("discipline", "sla", "--findings"),
    "strict": ("discipline", "sla", "--strict"),
    "report": ("kpi", "report", "--findings"),
    "explain": ("kpi", "explain", "discipline", "--findings"),
    "sla of the file": ("discipline", "sla", "office/ledgers/cases.csv", "--findings"),
}


def unpacked(content: bytes) -> str:
    """Everything a document says; the parts of a workbook one after another."""
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("command", SECRET)
def test_the_accused_are_never_named(skj: Skj, office: Path, command: str, name: str) -> None:
    found = skj(*SECRET[command], "-w", office, "--format", name)
    assert CANARY not in unpacked(found.out) + found.err
    assert CANARY[:5] not in unpacked(found.out) + found.err


MARKUP = "[bold red]x[/] \x1b[31mred\x1b[0m \x1b]0;title\x07 <script>alert(1)</script> =1+1 |\u202e"


@pytest.mark.parametrize("name", ["table", "json", "csv", "md", "xlsx"])
def test_markup_and_escape_codes_in_cells_are_harmless(skj: Skj, office: Path, name: str) -> None:
    text = ROOMS.replace("คลองใส", f'"{MARKUP}"').replace("เมืองใหม่", f'"{MARKUP}"')
    (office / "ledgers" / "rooms.csv").write_text(text, encoding="utf-8")
    found = skj("housing", "progress", "--by", "site", "-w", office, "--format", name, "--findings")
    shown = (found.out if name != "xlsx" else b"") + found.err.encode()
    assert found.code == 0
    assert b"\x1b" not in shown
    assert b"\x07" not in shown


# --- interruption and our own faults ---------------------------------------------------------------------------------------------


def test_ctrl_c_is_130(skj: Skj, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_given: object, **_named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("skj.workspace.read_source", interrupted)
    found = skj("housing", "progress", "-w", office)
    assert (found.code, found.out) == (130, b"")
    assert "Interrupted" in found.err


def test_our_own_fault_is_one_sentence_without_a_cell(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    def broken(*_given: object, **_named: object) -> None:
        raise ZeroDivisionError(CANARY)

    monkeypatch.setattr("skj.workspace.read_source", broken)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert main(["discipline", "sla", "-w", str(office)]) == 70
    out, err = capsysbinary.readouterr()
    assert out == b""
    assert b"Traceback" not in err
    assert err.startswith(b"error SKJ901")
    (report,) = tmp_path.glob("skj-fault-*.txt")
    assert CANARY not in report.read_text(encoding="utf-8") + err.decode()


# --- as a process ----------------------------------------------------------------------------------------------------------------


def process(*words: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    environment = {key: value for key, value in os.environ.items() if key not in {"PYTHONIOENCODING", "PYTHONUTF8"}}
    command = [sys.executable, "-c", "from skj.cli import run; run()", *words]
    root = str(Path(__file__).resolve().parents[1])
    return subprocess.run(command, cwd=cwd, env=environment | {"PYTHONPATH": root}, capture_output=True, check=False)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("housing", "progress", "--format", "json"), 0),
        (("kpi", "report", "--quarter", "2566Q1"), 2),
        (("kpi", "report", "none.csv"), 3),
    ],
    ids=["fine", "usage", "unreadable"],
)
def test_exit_codes_reach_the_shell(office: Path, words: Sequence[str], code: int) -> None:
    found = process(*words, cwd=office)
    assert found.returncode == code
    assert b"Traceback" not in found.stderr


def test_thai_leaves_the_process_as_utf_8_whatever_the_locale(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    found = process("kpi", "report", "--lang", "th", "-q", cwd=office)
    assert THAI in found.stdout.decode("utf-8")
    assert b"\r" not in found.stdout


def test_a_report_says_who_has_a_ledger_open(skj: Skj, office: Path) -> None:
    lock = office / "ledgers" / ".~lock.rooms.csv#"
    lock.write_text(",ทดสอบ,pc1,31.03.2024 09:00,file:///x;", encoding="utf-8")
    found = skj("housing", "progress", "-w", office)
    assert found.code == 0
    assert "SKJ749" in found.err
    assert "ทดสอบ" in found.err
    assert "SKJ749" not in skj("housing", "progress", "-w", office, "-q").err
    assert "SKJ749" not in skj("discipline", "sla", "-w", office).err

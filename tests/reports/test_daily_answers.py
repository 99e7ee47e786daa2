"""People behind the daily answers stay masked in every form, and nobody's conduct is told by name or agency."""

import shutil
from pathlib import Path

import pytest

from tests.sample_offices import Outcome, Skj, runner

CASES = Path(__file__).parents[1] / "cases"
FORMS = ("table", "json", "jsonl", "csv", "md")
TRAINEES = ("ใจดี", "มั่นคง", "กล้าหาญ", "จันทร์งาม", "ตอบแล้ว", "พบแล้ว", "รอตอบ", "ตอบช้า", "ยังไม่ถาม")
ASKED = {
    "training progress": (
        "own-training-progress-en",
        ("trained", "untested", "asked", "unanswered", "unasked"),
        TRAINEES,
    ),
    "coaching progress": (
        "own-coaching-progress-en",
        ("people", "new", "untested", "districts"),
        ("ครู ใหญ่", "มือ ใหม่", "เก่า แก่"),
    ),
    "evidence status": ("own-evidence-status-en", ("",), ("ลงนาม",)),
}
# What a mask leaves of a name is its first letter, so surnames are looked for; these words also stand in headings.
HEADINGS = {"ตอบแล้ว", "ยังไม่ถาม", "ลงนาม"}


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Skj:
    """`skj` in English, in a workspace that holds the ledgers of a golden case, whatever they are called there."""
    for case, _lists, _names in ASKED.values():
        shutil.copytree(CASES / case, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("skj.toml"))
    ledgers = {
        "training_sessions": "sessions",
        "training_roll": "roll",
        "training_followup": "followup",
        "coaching": "coaching",
        "evidence": "register",
    }
    sections = [f'[ledgers.{name}]\nfiles = ["{file}.csv"]\n' for name, file in ledgers.items()]
    (tmp_path / "skj.toml").write_text("[office]\nfiscal_year = 2567\n" + "".join(sections), encoding="utf-8")
    return runner(capsys, tmp_path)


def answer(run: Skj, command: str, listed: str, form: str, *more: str) -> Outcome:
    choice = ["--list", listed] if listed else []
    found = run(*command.split(), *choice, "--as-of", "31/3/2567", "--format", form, *more)
    assert found.code == 0, found.err
    return found


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("command", ASKED)
def test_no_name_is_told_unless_names_are_asked_for(command: str, form: str, run: Skj) -> None:
    _case, lists, names = ASKED[command]
    answers = [answer(run, command, listed, form) for listed in lists]
    answers.append(answer(run, command, lists[0], form, "--trace"))
    said = "".join(found.out + found.err for found in answers)
    assert [name for name in names if name not in HEADINGS and name in said] == []


def test_names_are_told_when_they_are_asked_for(run: Skj) -> None:
    shown = answer(run, "training progress", "unanswered", "csv", "--show-names").out
    assert "นางสาม รอตอบ" in shown
    assert "นายสี่ ตอบช้า" in shown
    assert "นายหนึ่ง ตอบแล้ว" not in shown
    assert "นางสาวมือ ใหม่" in answer(run, "coaching progress", "new", "csv", "--show-names").out


@pytest.mark.parametrize("listed", ["asked", "unanswered", "unasked"])
def test_conduct_is_counted_and_never_listed(listed: str, run: Skj) -> None:
    data = answer(run, "training progress", listed, "json", "--show-names").data
    assert set(data["list"][0]) == {"name", "agency", "asked_on", "answered_on", "source"}
    assert set(data["followup"]["by_agency"][0]) == {"agency", "people", "asked", "answered"}


@pytest.mark.parametrize("command", ["survey summary", "plan status", "budget status", "knowledge progress"])
def test_a_workspace_without_the_ledger_is_told_so(command: str, run: Skj) -> None:
    found = run(*command.split(), "--as-of", "31/3/2567")
    assert "SKJ654" in found.err or found.code == 0

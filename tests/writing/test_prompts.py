"""The questions for a new row, without a terminal (tests/test_write_commands.py has one)."""

from collections.abc import Sequence

import pytest
import typer

from skj.commands.prompts import ask_each, ask_for_row, completions, default_of, read_line
from skj.ledgers.registry import BY_NAME
from tests.raw_tables import read_rows

SPEC = BY_NAME["insignia"]
LEDGER = read_rows(
    SPEC,
    ["ประจำปี", "ชื่อ - สกุล", "ชั้นตรา", "วันที่รับ", "หน่วยงาน"],
    [2565, "นายก ขาว", "ป.ม.", "1 ก.พ. 66", "สำนักการคลัง"],
    [2566, "นายข ดำ", "ม.ว.ม.", "2 ก.พ. 67", "สำนักอนามัย"],
    [2566, "นายค เขียว", "ป.ม.", None, "สำนักการโยธา"],
)


class Answers:
    """Gives the answers in turn and keeps the questions."""

    def __init__(self, *answers: str) -> None:
        self.answers, self.questions = list(answers), list[str]()

    def __call__(self, question: str, _choices: Sequence[str]) -> str:
        """The next answer."""
        self.questions.append(question)
        return self.answers.pop(0)


def asked(
    fields: Sequence[str], *answers: str, given: dict[str, str] | None = None
) -> tuple[dict[str, str], list[str]]:
    teller = Answers(*answers)
    found = ask_each([SPEC.column(name) for name in fields], LEDGER, given or {}, teller)
    assert teller.answers == []
    return found, teller.questions


def test_enter_takes_the_default_and_a_dash_leaves_blank() -> None:
    found, questions = asked(["year", "name", "agency"], "", "นายง ใหม่", "-")
    assert found == {"year": "2566", "name": "นายง ใหม่"}
    assert questions[0].endswith("* [2566]: ")


def test_the_way_back_forgets_the_answer() -> None:
    found, _questions = asked(["year", "name", "agency"], "2565", "นายผิด ชื่อ", "<", "นายถูก ชื่อ", "")
    assert (found["name"], found["agency"]) == ("นายถูก ชื่อ", "สำนักการคลัง")
    assert asked(["year"], "<", "2566")[0] == {"year": "2566"}


def test_bad_answers_are_asked_again(capsys: pytest.CaptureFixture[str]) -> None:
    found, questions = asked(
        ["year", "name", "received_on"], "2560", "2566", "", "นายง ใหม่", "31 เม.ย. 67", "30 เม.ย. 67"
    )
    assert found["received_on"] == "30 เม.ย. 67"
    assert len(questions) == 6
    assert "2563" in capsys.readouterr().err


def test_defaults_come_from_the_last_similar_entry() -> None:
    assert default_of(SPEC.column("agency"), LEDGER, {"year": "2566", "insignia_class": "ม.ว.ม."}) == "สำนักอนามัย"
    assert default_of(SPEC.column("agency"), LEDGER, {"year": "2567"}) == "สำนักการโยธา"
    assert default_of(SPEC.column("name"), LEDGER, {}) == ""


def test_completions_are_what_stood_there_newest_first() -> None:
    assert completions(SPEC.column("agency"), LEDGER) == ["สำนักการโยธา", "สำนักอนามัย", "สำนักการคลัง"]
    assert completions(SPEC.column("received_on"), LEDGER) == ["2 ก.พ. 2567", "1 ก.พ. 2566"]


def test_nobody_is_asked_and_no_ledger_read_without_a_terminal() -> None:
    assert ask_for_row(SPEC, {"year": "2566"}, lambda: pytest.fail("read")) == {"year": "2566"}


def test_the_end_of_input_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    from io import StringIO

    monkeypatch.setattr("sys.stdin", StringIO("คำตอบ\n"))
    assert read_line("? ", []).strip() == "คำตอบ"
    with pytest.raises(typer.Abort):
        read_line("? ", [])

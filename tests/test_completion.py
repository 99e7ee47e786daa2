"""What is offered after TAB: by the protocol of each shell, silent in every trouble, and never a masked name."""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from skj.cli import main
from skj.commands.completion import AT_ONCE
from skj.language import use_language
from tests.offices import CANARY, write_office

Offer = Callable[..., list[str]]
SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
HOSTILE = (
    'ก"; touch pwned; "',
    "ก$(touch pwned)",
    "ก`touch pwned`",
    "ก\\",
    "ก'; touch pwned; '",
    "ก:::x",
    "ก*",
    "ก\tข",
    "ก))' ; touch pwned",
    "-rf",
    "ก\x1b[31m",
)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for name in ("SKJ_LANG", "SKJ_WORKSPACE", "LC_ALL", "LC_MESSAGES", "COMP_WORDS", "_TYPER_COMPLETE_ARGS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", os.environ.get("LANGUAGE", ""))
    folder = write_office(tmp_path / "office")
    monkeypatch.chdir(folder)
    yield folder
    use_language("en")


def asked(shell: str, words: tuple[str, ...]) -> Mapping[str, str]:
    """What a shell sets before it calls; the last word is the one being typed."""
    line = " ".join(("skj", *words))
    if shell == "bash":
        return {"COMP_WORDS": "\n".join(("skj", *words)), "COMP_CWORD": str(len(words))}
    if shell in {"powershell", "pwsh"}:
        return {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1]}
    return {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}


@pytest.fixture
def offer(office: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Offer:
    """Ask as a shell does; whatever happens, nothing is said."""
    assert office.is_dir()

    def ask(*words: str, shell: str = "bash") -> list[str]:
        with monkeypatch.context() as patch:
            patch.setenv("_SKJ_COMPLETE", f"complete_{shell}")
            for name, value in asked(shell, words).items():
                patch.setenv(name, value)
            assert main([]) == 0
        out, err = capsysbinary.readouterr()
        assert err == b""
        return out.decode().splitlines()

    return ask


def write_register(office: Path, *names: str) -> None:
    rows = "".join(f'2563,"{name.replace(chr(34), chr(34) * 2)}",ป.ช.\n' for name in names)
    (office / "ledgers" / "insignia.csv").write_text("ประจำปี,ชื่อ - สกุล,ชั้นตรา\n" + rows, encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("insi",), ["insignia"]),
        (("insignia", "se"), ["search"]),
        (("insignia", "search", "สมช"), [r"สมชาย\ ใจดี"]),
        (("insignia", "return", "นายสม"), [r"นายสมชาย\ ใจดี"]),
        (("insignia", "search", '"สมช'), ["สมชาย ใจดี"]),
        (("insignia", "search", "--class", "ม."), ["ม.ป.ช.", "ม.ว.ม."]),
        (("insignia", "search", "--state", "d"), ["due"]),
        (("insignia", "due", "--agency", "สำนักอ"), ["สำนักอนามัย"]),
        (("housing", "repair", "10"), ["101", "102", "103"]),
        (("housing", "repair", "101", "--site", ""), ["คลองใส"]),
        (("housing", "add", "--district", "พระ"), ["พระนคร", "พระโขนง"]),
        (("discipline", "advance", "กท"), [r"กท\ 1/2567", r"กท\ 2/2567"]),
        (("explain", "SKJ402"), ["SKJ402"]),
        (("check", "ro"), ["rooms"]),
        (("check", "--select", "SKJ402"), ["SKJ402"]),
        (("kpi", "explain", "ho"), ["housing"]),
        (("kpi", "report", "--quarter", "l"), ["last"]),
        (("evidence", "add", "--item", "plan_sub"), ["plan_submitted"]),
        (("insignia", "add", "--return-cause", "ถึง"), ["ถึงแก่กรรม"]),
        (("discipline", "add", "--position-level", "ชำนาญการพ"), ["ชำนาญการพิเศษ"]),
        (("rules", "--lang", "t"), ["th"]),
    ],
)
def test_what_fits_is_offered(offer: Offer, words: tuple[str, ...], found: list[str]) -> None:
    assert [line for line in offer(*words) if line] == found


@pytest.mark.parametrize(
    ("shell", "line"),
    [
        ("bash", r"สมชาย\ ใจดี"),
        ("zsh", """_arguments '*: :(("สมชาย ใจดี":"ป.ช. 2563"))'"""),
        ("fish", "สมชาย ใจดี\tป.ช. 2563"),
        ("powershell", "'สมชาย ใจดี':::ป.ช. 2563"),
        ("pwsh", "'สมชาย ใจดี':::ป.ช. 2563"),
    ],
)
def test_each_shell_is_answered_in_its_own_way(offer: Offer, shell: str, line: str) -> None:
    assert offer("insignia", "search", "สมช", shell=shell) == [line]


def test_fish_is_told_whether_to_offer_files(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert office.is_dir()
    monkeypatch.setenv("_SKJ_COMPLETE", "complete_fish")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "is-args")
    for typed, code in (("สมช", 0), ("ไม่มีใคร", 1)):
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", f"skj insignia search {typed}")
        assert main([]) == code


def test_a_workspace_on_the_line_is_the_one_that_is_asked(
    offer: Offer, office: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert [line for line in offer("insignia", "search", "สมช") if line] == []
    assert offer("insignia", "search", "-w", str(office), "สมช") == [r"สมชาย\ ใจดี"]


@pytest.mark.parametrize("shell", SHELLS)
def test_nobody_who_is_masked_is_ever_offered(offer: Offer, shell: str) -> None:
    asked_for = [
        ("discipline", "advance", ""),
        ("discipline", "add", "--accused", ""),
        ("discipline", "add", "--case-no", ""),
        ("discipline", "add", "--extension-reason", ""),
        ("training", "add", "--name", ""),
        ("coaching", "add", "--mentor", ""),
        ("survey", "add", "--respondent", ""),
        ("housing", "add", "--allocated-to", ""),
    ]
    found = [
        line
        for words in asked_for
        for start in ("", "น", CANARY[:2])
        for line in offer(*words[:-1], start, shell=shell)
    ]
    assert not [line for line in found if CANARY in line or "มาก" in line or "สมชาย" in line]


@pytest.mark.parametrize("shell", SHELLS)
def test_nothing_from_a_cell_is_run_or_expanded_by_a_shell(offer: Offer, office: Path, shell: str) -> None:
    write_register(office, *HOSTILE, "กานดา ใจดี")
    text = "\n".join(offer("insignia", "search", "", shell=shell))
    assert "กานดา" in text
    assert not any(
        sign in text.replace("_arguments '*: :((", "").replace("))'", "")
        for sign in ("touch", "$", "`", ";", "*", "\x1b")
    )


@pytest.mark.parametrize(
    "trouble",
    ["no workspace", "settings that are none", "ledger that is none", "ledger gone", "huge ledger"],
)
def test_every_trouble_is_silent(offer: Offer, office: Path, trouble: str) -> None:
    register = office / "ledgers" / "insignia.csv"
    match trouble:
        case "no workspace":
            (office / "skj.toml").unlink()
        case "settings that are none":
            (office / "skj.toml").write_text("[office", encoding="utf-8")
        case "ledger that is none":
            register.write_bytes(b"\xff\xfe\x00PK\x03\x04")
        case "ledger gone":
            register.unlink()
        case _:
            register.write_bytes(register.read_bytes() + b",,,\n" * (AT_ONCE // 4 + 1))
    assert [line for line in offer("insignia", "search", "ส") if line] == []


@pytest.mark.parametrize("instruction", ["complete", "complete_none", "none_bash", ""])
def test_a_question_that_is_none_does_no_harm(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], instruction: str
) -> None:
    assert office.is_dir()
    monkeypatch.setenv("_SKJ_COMPLETE", instruction)
    main([])
    assert capsysbinary.readouterr().err == b""


@pytest.mark.parametrize(
    ("shell", "part"), [("bash", "complete -o default"), ("powershell", "Register-ArgumentCompleter")]
)
def test_the_script_of_a_shell_is_printed(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], shell: str, part: str
) -> None:
    assert office.is_dir()
    monkeypatch.setenv("_SKJ_COMPLETE", f"source_{shell}")
    assert main([]) == 0
    assert part in capsysbinary.readouterr().out.decode()

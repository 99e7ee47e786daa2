"""`skj insignia search`, `due`, `summary` and `photos` as they are called: filters, refusals, thumbnails."""

import io
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from skj.cli import main
from skj.language import use_language
from tests.files.pictures import PDF, jpeg, png

REGISTER = """ประจำปี,ชื่อ - สกุล,ชั้นตรา,ลำดับในประกาศ,วันที่รับ,วันที่ส่งคืน,สาเหตุส่งคืน,ชื่อไฟล์ภาพ,หน่วยงาน
2563,นายสมชาย ใจดี,ป.ม.,1,9 มี.ค. 2564,,,,สนอ.
2566,นายสมชาย ใจดี,ม.ว.ม.,1,2 ธ.ค. 2566,,,,สำนักอนามัย
2564,นางสาวสมใจ มั่นคง,ป.ม.,1,1 เม.ย. 2565,1 ก.พ. 2567,วายชนม์,a.jpg,สนพ.
2565,=HYPERLINK("x") [red]คน,ป.ช.,1,,1 ก.พ. 2567,ชั้นสูงขึ้น,b.png,"<b>สน&"
2567,นายมานะ อดทน,ป.ช.,1,,,,,สนพ.
"""
SETTINGS = '[office]\nlanguage = "en"\n[ledgers.insignia]\nfiles = ["register.csv"]\nimages = "images"\n'
DAY = ("--as-of", "31/3/2567")


@dataclass(frozen=True)
class Outcome:
    """What a run gave back."""

    code: int
    out: bytes
    err: str

    @property
    def data(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


Skj = Callable[..., Outcome]


@pytest.fixture
def skj(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Skj]:
    """Run `skj insignia` in a folder with a register and photographs."""
    for name in ("SKJ_LANG", "SKJ_WORKSPACE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SKJ_TODAY", "2026-11-22")
    monkeypatch.setenv("LANGUAGE", os.environ.get("LANGUAGE", ""))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "skj.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "register.csv").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "images").mkdir()

    def run(*words: str) -> Outcome:
        code = main(["insignia", *words])
        out, err = capsysbinary.readouterr()
        assert "Traceback" not in err.decode()
        assert "SKJ901" not in err.decode()
        return Outcome(code, out, err.decode())

    yield run
    use_language("en")


def rows(outcome: Outcome) -> list[int]:
    return sorted(each["source"]["row"] for each in outcome.data)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("สมชาย",), [2, 3]),
        (("สมชาย", "--state", "due"), [2]),
        (("สมชาย", "--state", "held"), [3]),
        (("--state", "never-issued"), []),
        (("--state", "returned"), [4, 5]),
        (("--agency", "สำนักอนามัย"), [2, 3]),
        (("--agency", "สนอ"), [2, 3]),
        (("--agency", "อนามัย", "--class", "ม.ว.ม."), [3]),
        (("--year", "๒๕๖๗"), [6]),
        (("register.csv", "--class", "ป.ช."), [5, 6]),
        (("", "--year", "2563"), [2]),
        (("มั่นคง สมใจ",), [4]),
        (("สมไจ มันคง",), [4]),
        (("ไม่มี ใครเลย",), []),
    ],
)
def test_search_narrows_down(skj: Skj, words: tuple[str, ...], found: list[int]) -> None:
    outcome = skj("search", *words, *DAY, "--format", "json")
    assert (outcome.code, rows(outcome)) == (0, found)


def test_a_grant_not_made_yet_has_no_state(skj: Skj) -> None:
    assert [each["state"] for each in skj("search", "มานะ", *DAY, "--format", "json").data] == [None]
    assert [each["state"] for each in skj("search", "มานะ", "--format", "json").data] == ["never_issued"]


def test_a_search_for_nothing_is_refused(skj: Skj) -> None:
    found = skj("search")
    assert (found.code, "SKJ676" in found.err, found.out) == (2, True, b"")


@pytest.mark.parametrize("words", [("--state", "lost"), ("--class", "ท.ช.x"), ("--year", "สอง")])
def test_wrong_filters_are_wrong_usage(skj: Skj, words: tuple[str, ...]) -> None:
    assert skj("search", "ก", *words).code == 2


def test_due_follows_the_day_and_the_office_limit(skj: Skj, tmp_path: Path) -> None:
    assert skj("due", "--as-of", "1/12/2566", "--format", "json").data[0]["days"] is None
    (found,) = skj("due", *DAY, "--format", "json").data
    assert (found["name"], found["days"], found["limit_days"], found["because"]["source"]["row"]) == (
        "นายสมชาย ใจดี",
        120,
        None,
        3,
    )
    (tmp_path / "skj.toml").write_text(SETTINGS + "return_days = 30\n", encoding="utf-8")
    (found,) = skj("due", *DAY, "--format", "json").data
    assert (found["limit_days"], found["due_on"]) == (30, "2024-01-01")
    assert skj("due", *DAY, "--agency", "สนพ.", "--format", "json").data == []


@pytest.mark.parametrize("value", ["0", "-1", '"thirty"', "99999"])
def test_a_limit_that_is_none_is_told_with_its_key(skj: Skj, tmp_path: Path, value: str) -> None:
    (tmp_path / "skj.toml").write_text(SETTINGS + f"return_days = {value}\n", encoding="utf-8")
    found = skj("due")
    assert (found.code, "return_days" in found.err, "B.E." in found.err) == (2, True, False)


def test_the_summary_counts_every_grant_once_in_each_table(skj: Skj) -> None:
    found = skj("summary", *DAY, "--format", "json").data
    assert (found["grants"], found["states"]) == (5, {"due": 1, "held": 1, "returned": 2, "paid": 0, "never_issued": 0})
    for by in ("year", "class", "state", "agency"):
        assert sum(each["grants"] for each in found[f"by_{by}"]) == 5
        states = (*found["states"], "not_granted")
        assert all(sum(each[state] for state in states) == each["grants"] for each in found[f"by_{by}"])
    assert [(each["key"], each["grants"]) for each in found["by_state"]] == [
        ("due", 1), ("held", 1), ("returned", 2), ("not_granted", 1),
    ]  # fmt: skip


def test_trace_leads_to_the_rows(skj: Skj) -> None:
    found = {each["id"]: each for each in skj("summary", *DAY, "--trace", "--format", "json").data["trace"]}
    assert [each["row"] for each in found["due"]["counted"]] == [2]
    assert [(each["row"], bool(each["reason"])) for each in found["granted"]["left_out"]] == [(6, True)]


def test_the_sheet_holds_what_can_be_shown_and_says_what_cannot(skj: Skj, tmp_path: Path) -> None:
    images = tmp_path / "images"
    (images / "a.jpg").write_bytes(jpeg(400, 300))
    (images / "b.png").write_bytes(png(40, 90)[:60])
    (images / "extra.png").write_bytes(png(3, 3))
    (images / "scan.pdf").write_bytes(PDF)
    found = skj("photos", "--sheet", "sheet.xlsx", *DAY, "--format", "json")
    assert (found.code, "Wrote sheet.xlsx." in found.err) == (0, True)
    assert found.data["summary"] == {
        "missing": 0, "unreadable": 1, "unnamed": 0, "shared": 0, "orphan": 2, "set_aside": 0, "fine": 1,
    }  # fmt: skip
    with zipfile.ZipFile(tmp_path / "sheet.xlsx") as book:
        assert sorted(name for name in book.namelist() if "/media/" in name) == [
            "xl/media/image1.jpeg",
            "xl/media/image2.png",
        ]
        assert book.read("xl/media/image1.jpeg") == jpeg(400, 300)
        texts = book.read("xl/sharedStrings.xml").decode()
        assert all(text in texts for text in ("damaged or cut off", "a PDF; see the file", "ป.ม. 2564"))
        assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()
    before = (tmp_path / "sheet.xlsx").read_bytes()
    assert skj("photos", "--sheet", "sheet.xlsx", *DAY).code == 2
    assert skj("photos", "--sheet", "sheet.xlsx", *DAY, "--force", "-q").code == 0
    assert (tmp_path / "sheet.xlsx").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--sheet", "sheet.csv"), "SKJ679"),
        (("--sheet", "none/sheet.xlsx"), "SKJ9"),
        (("--images", "elsewhere"), "SKJ678"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_written(skj: Skj, words: tuple[str, ...], code: str) -> None:
    found = skj("photos", *words)
    assert (found.code, code in found.err, found.out) == (2, True, b"")


def test_without_a_folder_of_photographs_the_way_to_name_one_is_told(skj: Skj, tmp_path: Path) -> None:
    (tmp_path / "skj.toml").write_text(SETTINGS.replace('images = "images"\n', ""), encoding="utf-8")
    found = skj("photos")
    assert (found.code, "SKJ677" in found.err) == (2, True)
    assert skj("photos", "--images", "images", "--format", "json").code == 0


@pytest.mark.parametrize("name", ["table", "json", "jsonl", "csv", "md"])
@pytest.mark.parametrize("lang", ["th", "en"])
def test_photos_in_every_format(skj: Skj, name: str, lang: str) -> None:
    found = skj("photos", "--format", name, "--lang", lang, "--trace")
    assert (found.code, bool(found.out)) == (0, True)


def test_a_workbook_can_be_opened(skj: Skj) -> None:
    for command in ("due", "summary", "photos"):
        content = skj(command, "--format", "xlsx").out
        assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None

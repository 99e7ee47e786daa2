"""No name of a discipline ledger comes out of any discipline command without --show-names, wherever in the ledger it stands.

The names are planted in every cell a hand can slip into: the accused, the reason of an extension, the case number, a date, a yes
or no, a title above the headings, a column that is none of the ledger's, a row set aside. Every command, in every form, both
streams, the files it writes, the journal and the refusals are searched for any part of them.
"""

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

import pytest

from skj.cli import main
from skj.language import use_language

FORMATS: Final = ("table", "json", "jsonl", "csv", "md", "xlsx")
# Parts of invented names; none of them is a word of Thai or of skj.
PARTS: Final = ("ทดสอบไพรวัลย์", "ลับสุดยอดกุล", "คานารีวรรณ", "เหลืองอ่อนสกุล", "Kanarywan", "Lapsudyod")
ONE, TWO, THREE = "นายทดสอบไพรวัลย์ ลับสุดยอดกุล", "นางสาวคานารีวรรณ เหลืองอ่อนสกุล", "Mr. Kanarywan Lapsudyod"
LEDGER: Final = f"""สมุดคุมเรื่องของ{ONE},,,,,,,,,,,,,,
เลขเรื่อง,ชื่อผู้ถูกกล่าวหา,ประเภทตำแหน่ง,ระดับ,ร้ายแรง,ทุจริต,วันที่ได้รับรายงาน,วันที่สั่งการ,วันที่สำนักงาน ก.ก. รับเรื่อง,วันที่สั่งนำเข้า,วันที่เสนอ อ.ก.ก.,ขยายเวลาถึง,เหตุผลที่ขยายเวลา,หมายเหตุ,ผู้บันทึก
กท 1/2567,{ONE},อำนวยการ,ต้น,✓,✓,10 ม.ค. 2567,,,,,1 มี.ค. 2567,{TWO} ลาป่วย,{THREE},{TWO}
{ONE},{TWO},อำนวยการ,ต้น,✓,✓,11 ม.ค. 2567,,,,,,,,
กท 3/2567 {TWO},{ONE},บริหาร,สูง,✓,✓,12 ม.ค. 2567,,,,30 มี.ค. 2567,,,,
{THREE} 4/2567,,บริหาร,สูง,✓,✓,12 ม.ค. 2567,20 ม.ค. 2567,1 ก.พ. 2567,,,,,,
กท 5/2567,{THREE},บริหาร,สูง,✓,✓,{ONE},,,,,,,,
กท 6/2567,{THREE},{TWO},สูง,{ONE},✓,13 ม.ค. 2567,,,,,,,,
กท 7/2567,{ONE},บริหาร,{TWO},✓,{THREE},13 ม.ค. 2567,{ONE},{TWO},,,,,,
{ONE},{TWO},บริหาร,สูง,✓,✓,14 ม.ค. 2567,,,,13 ม.ค. 2567,,,,
{ONE},{TWO},บริหาร,สูง,✓,✓,14 ม.ค. 2567,,,,,,,,
รวม 9 เรื่อง {TWO},,,,,,,,,,,,,,
ลงชื่อ {THREE} ผู้จัดทำ,,,,,,,,,,,,,,
"""
SETTINGS: Final = (
    '[office]\nfiscal_year = 2567\nplan = "2567"\nlanguage = "{language}"\n[ledgers.cases]\nfiles = ["cases.csv"]\n'
)
Runner = Callable[..., str]


@pytest.fixture(params=["th", "en"])
def run(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Runner]:
    """Runs `skj discipline …` in an office of one ledger and gives everything it said or wrote, as one text."""
    (tmp_path / "cases.csv").write_text(LEDGER, encoding="utf-8")
    (tmp_path / "skj.toml").write_text(SETTINGS.format(language=request.param), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("SKJ_LANG", "SKJ_WORKSPACE", "SKJ_DEBUG", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SKJ_TODAY", "2024-03-25")
    capture = request.getfixturevalue("capsysbinary")

    def call(*words: str, names: bool = False) -> str:
        main([*words, *(["--show-names"] if names else [])])
        out, err = capture.readouterr()
        return f"{as_text(out)}\n{as_text(err)}\n{written(tmp_path)}"

    yield call
    use_language("en")


def as_text(content: bytes) -> str:
    """Bytes as text, the parts of a workbook one after the other."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as book:
            return "\n".join(book.read(name).decode(errors="replace") for name in book.namelist())
    return content.decode(errors="replace")


def written(folder: Path) -> str:
    """Everything in the folder but the ledger itself and the versions kept of it."""
    kept = (".csv", ".bak")
    found = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix not in kept]
    return "\n".join(f"{path.name}\n{as_text(path.read_bytes())}" for path in found)


def leaks(text: str) -> list[str]:
    """The parts of names in a text, also where an escape or a fold tears them."""
    folded = re.sub(r"\r?\n ", "", text)
    shapes = {part: (part, part.encode("unicode_escape").decode()) for part in PARTS}
    return [part for part, spelled in shapes.items() if any(shape in folded for shape in spelled)]


READING: Final[Sequence[tuple[str, ...]]] = (
    ("discipline", "sla"),
    ("discipline", "sla", "--findings", "--trace"),
    ("discipline", "sla", "--explain", "กท 1/2567", "--trace"),
    ("discipline", "stats", "--findings", "--trace"),
    ("discipline", "stats", "--publish"),
    ("kpi", "explain", "discipline", "--findings"),
)


@pytest.mark.parametrize("words", READING, ids=lambda words: " ".join(words[1:]))
@pytest.mark.parametrize("form", FORMATS)
def test_no_answer_holds_a_name(run: Runner, words: tuple[str, ...], form: str) -> None:
    text = run(*words, "--format", form)
    assert leaks(text) == []
    assert "2567" in text, "something was answered"


def test_the_calendar_holds_no_name(run: Runner, tmp_path: Path) -> None:
    assert leaks(run("discipline", "sla", "--ics", "days.ics", "-q")) == []
    assert (tmp_path / "days.ics").read_bytes().count(b"BEGIN:VEVENT") > 3


@pytest.mark.parametrize(
    "words",
    [
        ("discipline", "sla", "--strict"),
        ("discipline", "sla", "--explain", ONE),
        ("discipline", "sla", "--explain", "กท 5/2567"),
        ("discipline", "sla", "--explain", f"{TWO} 9/2567"),
        ("discipline", "sla", "--fail-on", "breach"),
        ("discipline", "advance", f"{TWO} 9/2567", "--on", "1/4/2567"),
        ("discipline", "advance", "กท 1/2567", "--on", "1/1/2567"),
        ("discipline", "advance", "กท 1/2567", "--ordered-on", ONE),
        ("discipline", "advance", "กท 1/2567", "--extension-reason", TWO, "--dry-run"),
        ("discipline", "advance", "กท 1/2567", "--extension-reason", TWO, "--yes"),
        ("discipline", "advance", ONE, "--ordered-on", "1 ก.พ. 2567", "--dry-run"),
        ("discipline", "add", "--case-no", ONE, "--accused", TWO, "--report-received-on", "1/4/2567", "--dry-run"),
        ("discipline", "add", "--case-no", "9/2567", "--accused", ONE, "--report-received-on", TWO, "--yes"),
        ("discipline", "add", "--case-no", "9/2567", "--accused", ONE, "--report-received-on", "1/4/2567", "--yes"),
        ("log",),
        ("today",),
    ],
    ids=lambda words: " ".join(words[1:3]),
)
def test_no_refusal_no_write_and_no_log_holds_a_name(run: Runner, words: tuple[str, ...]) -> None:
    assert leaks(run(*words)) == []


def test_the_names_are_there_when_they_are_asked_for(run: Runner) -> None:
    assert set(leaks(run("discipline", "sla", "--format", "json", names=True))) == set(PARTS)
    assert PARTS[0] in run("discipline", "sla", "--explain", "กท 1/2567", names=True)


def test_a_case_whose_number_is_hidden_can_still_be_named_and_found(run: Runner) -> None:
    text = run("discipline", "sla", "--format", "csv", "-q")
    shown = re.search(r'"(… 4/2567 \([^)]*6\))"', text)
    assert shown, text
    assert shown[1] in run("discipline", "sla", "--explain", shown[1], "-q")

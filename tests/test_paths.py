"""No path in a ledger leads out of the office's folders, whatever it is made of (reliability section 6, P18)."""

import unicodedata
from pathlib import Path

import pytest

from skj.cli import main
from skj.files.images import ImageFolder, ImageState
from tests.files.pictures import png
from tests.watching import watching

UP = ("../treasure.png", "..\\treasure.png", "../../treasure.png", "images/../../treasure.png", "./../treasure.png")
DEVICES = ("CON", "PRN", "AUX", "NUL", "COM1", "COM9", "LPT1", "LPT9", "COM¹", "LPT²", "CONIN$", "CONOUT$")
NAMES = [
    *UP,
    *(name.replace("/", "\\") for name in UP),
    *(name.replace("/", "//") for name in UP),
    *(f"a/{name}" for name in UP),
    *DEVICES,
    *(f"{name}.png" for name in DEVICES),
    *(f"{name.lower()} .png" for name in DEVICES),
    "/etc/passwd",
    "//server/share/treasure.png",
    "\\\\server\\share\\treasure.png",
    "\\\\?\\C:\\treasure.png",
    "\\\\.\\PhysicalDrive0",
    "C:treasure.png",
    "C:\\treasure.png",
    "C:/treasure.png",
    "file:///etc/passwd",
    "http://example.org/a.png",
    "~/treasure.png",
    "~root/treasure.png",
    "~",
    ".",
    "..",
    "...",
    "a.png.",
    "a.png ",
    "a.png:stream",
    "a\0.png",
    "a\n.png",
    "a\x1b[2J.png",
    "gnp\u202e.exe",
    "\u200e../treasure.png",
    "．．/treasure.png",
    "..／treasure.png",
    "%2e%2e/treasure.png",
    "..%2ftreasure.png",
    "$HOME/treasure.png",
    "%USERPROFILE%\\treasure.png",
    "|cat treasure.png",
    "`treasure`.png",
    "$(treasure).png",
    "*.png",
    "?.png",
    "a<b>.png",
    'a"b.png',
    "link.png",
    "folder",
    "ก" * 90 + ".png",
    unicodedata.normalize("NFD", "é/../treasure.png"),
]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with a picture outside that every name above tries to reach, and a link and a folder inside."""
    images = tmp_path / "office" / "images"
    images.mkdir(parents=True)
    for place in (tmp_path, tmp_path / "office"):
        (place / "treasure.png").write_bytes(png(3, 3))
    (images / "folder").mkdir()
    (images / "link.png").symlink_to(tmp_path / "treasure.png")
    return tmp_path / "office"


def test_there_are_enough_of_them() -> None:
    assert len(set(NAMES)) >= 80


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_no_name_opens_anything_outside(name: str, office: Path) -> None:
    with watching() as watch:
        found = ImageFolder(office / "images").look(name)
    assert found.state is not ImageState.FINE
    assert watch.opened_between(office.parent, office / "images") == []


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def test_a_register_full_of_such_names_is_checked_from_inside(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(office)
    monkeypatch.setenv("SKJ_DEBUG", "1")
    shown = [name for name in NAMES if "\0" not in name]
    rows = [
        f"2566,นายสมชาย ใจดี{n},ป.ม.,{n},1 ธ.ค. 2566,1 ก.พ. 2567,อื่น,{quoted(name)}" for n, name in enumerate(shown, 1)
    ]
    heads = "ประจำปี,ชื่อ - สกุล,ชั้นตรา,ลำดับในประกาศ,วันที่รับ,วันที่ส่งคืน,สาเหตุส่งคืน,ไฟล์ภาพ"
    (office / "insignia.csv").write_text("\n".join([heads, *rows]), encoding="utf-8")
    papers = [f"5,final_report,{n},1 ก.พ. 2567,{quoted(name)}" for n, name in enumerate(shown, 1)]
    heads = "ตัวชี้วัดที่,รายการ,เลขที่หนังสือ,ลงวันที่,ไฟล์"
    (office / "evidence.csv").write_text("\n".join([heads, *papers]), encoding="utf-8")
    settings = '[office]\nfiscal_year = 2567\n[ledgers.insignia]\nfiles = ["insignia.csv"]\nimages = "images"\n'
    (office / "skj.toml").write_text(f'{settings}[ledgers.evidence]\nfiles = ["evidence.csv"]\n', encoding="utf-8")
    with watching() as watch:
        codes = [
            main([*words, "--lang", "en"]) for words in (["check"], ["kpi", "report"], ["kpi", "explain", "housing"])
        ]
    said = capsys.readouterr()
    assert set(codes) <= {0, 1}
    assert "SKJ901" not in said.err
    assert watch.strangers == []
    assert (office.parent / "treasure.png") not in {path.resolve() for path, _writing in watch.opened}

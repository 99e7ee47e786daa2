"""A real LibreOffice as the judge of workbooks: it recalculates every formula, and counts formulas and links itself."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from skj.cli import main
from skj.render.output import Format
from tests.faults.rig import say
from tests.render.render_samples import FORMULAS, PAYLOADS, hostile_report
from tests.render.whole import to_bytes

pytestmark = pytest.mark.faults
SAMPLES = Path(__file__).resolve().parents[2] / "samples"
CELL = re.compile(r"<table:table-cell(?P<head>[^>]*?)(?:/>|>)")
FORMULA = re.compile(r'table:formula="of:=(?P<text>[^"]*)"')
VALUE = re.compile(r'office:value="(?P<value>[^"]*)"')
CACHED = re.compile(r'<c r="(?P<cell>[A-Z]+[0-9]+)"[^>]*><f>(?P<text>[^<]*)</f><v>(?P<value>[^<]*)</v></c>')


def converted(office: str, path: Path, form: str, profile: Path) -> Path:
    """The workbook as LibreOffice writes it again, everything recalculated."""
    command = [office, "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
    command += ["--convert-to", form, "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return path.with_suffix(f".{form.partition(':')[0]}")


@pytest.fixture
def office() -> str:
    found = shutil.which("soffice")
    if not found:
        pytest.skip("LibreOffice is not installed")
    return found


def recalculating(profile: Path) -> None:
    """A profile that recalculates on load, whoever saved the file."""
    folder = profile / "user"
    folder.mkdir(parents=True)
    item = (
        '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="{}"><value>0</value></prop></item>'
    )
    items = "".join(item.format(name) for name in ("OOXMLRecalcMode", "ODFRecalcMode"))
    text = f'<?xml version="1.0"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
    (folder / "registrymodifications.xcu").write_text(text, encoding="utf-8")


def formulas(flat: Path) -> Iterator[tuple[str, float]]:
    """Each formula of a flat spreadsheet with the number LibreOffice calculated."""
    for cell in CELL.finditer(flat.read_text(encoding="utf-8")):
        found, value = FORMULA.search(cell["head"]), VALUE.search(cell["head"])
        if found:
            assert value, f"no number: {found['text']}"
            yield found["text"], float(value["value"])


def cached(book: Path) -> dict[str, float]:
    """The formulas of the first sheet with the values written beside them, by cell."""
    with ZipFile(book) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    return {match["cell"]: float(match["value"]) for match in CACHED.finditer(sheet)}


@pytest.mark.parametrize("quarter", ["1", "2", "3", "4"])
def test_every_formula_equals_its_value_and_the_json(
    tmp_path: Path, quarter: str, office: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SKJ_TODAY", "2024-11-01")
    call = ["kpi", "report", "--quarter", quarter, "-w", str(SAMPLES), "-q", "--lang", "th"]
    book = tmp_path / "report.xlsx"
    assert main([*call, "-o", str(book)]) == 0
    capsys.readouterr()
    assert main([*call, "--format", "json"]) == 0
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    recalculating(tmp_path / "profile")
    calculated = list(formulas(converted(office, book, "fods", tmp_path / "profile")))
    written = list(cached(book).values())
    assert [value for _text, value in calculated] == pytest.approx(written)
    assert len(written) == len(data["indicators"]) + 2 * (
        3 + 1
    )  # points, and weight and points of each group and of all
    assert written[-1] == pytest.approx(data["total"]["points"])
    points = [value for text, value in calculated if "*" in text]
    assert points == pytest.approx([each["points"] for each in data["indicators"]])
    say(capsys, f"quarter {quarter}: {len(written)} formulas recalculated, all equal; total {written[-1]:g}")


def test_payloads_are_texts_to_libreoffice(tmp_path: Path, office: str, capsys: pytest.CaptureFixture[str]) -> None:
    count = 0
    for number, text in enumerate(FORMULAS):
        for form, ending in ((Format.XLSX, "xlsx"), (Format.CSV, "csv")):
            path = tmp_path / f"{number}.{ending}"
            path.write_bytes(to_bytes(hostile_report(text), form, names=True))
            count += 1
    command = [office, "--headless", "--norestore", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    files = sorted(tmp_path.glob("*.*"))
    for ending in ("xlsx", "csv"):
        out = tmp_path / f"out-{ending}"
        chosen = [str(path) for path in files if path.suffix == f".{ending}"]
        subprocess.run(
            [*command, "--convert-to", "fods", "--outdir", str(out), *chosen], check=True, capture_output=True
        )
        for flat in out.glob("*.fods"):
            content = flat.read_text(encoding="utf-8")
            assert "table:formula" not in content, flat.name
            assert "xlink:href" not in re.sub(r"<office:styles>.*?</office:styles>", "", content, flags=re.DOTALL), (
                flat.name
            )
        assert len(list(out.glob("*.fods"))) == len(chosen)
    assert len(PAYLOADS) >= 60
    say(capsys, f"P16: {count} files of {len(FORMULAS)} payloads opened by LibreOffice, 0 formulas, 0 links")

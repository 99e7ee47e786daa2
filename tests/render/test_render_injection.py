"""Every hostile text through every format: none steers, none is evaluated, none breaks the program (reliability R13, R14)."""

import io
import re
import unicodedata
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from rich.cells import cell_len

from skj.diagnostics import Findings, Place, Rule, Severity
from skj.render.output import COMMON, Format
from skj.render.safe import printable
from skj.render.terminal import print_findings, print_report
from tests.render.render_samples import PAYLOADS, hostile_report
from tests.render.whole import to_bytes

SGR = re.compile(r"\x1b\[[0-9;]*m")
STEERING = {"Cc", "Cs"}
BIDI = {"RLO", "LRO", "RLE", "LRE", "PDF", "LRI", "RLI", "FSI", "PDI"}
RULE = Rule("SKJ899", "hostile", Severity.ERROR, "Found “{value}” in {sheet}: {other}", "Look at “{value}”.")


def steering(text: str, allowed: str = "\n") -> set[str]:
    return {
        letter
        for letter in text
        if unicodedata.category(letter) in STEERING or unicodedata.bidirectional(letter) in BIDI
    } - set(allowed)


@pytest.mark.parametrize("text", PAYLOADS)
def test_a_report_on_a_terminal(text: str) -> None:
    for colour in (False, True):
        stream = io.StringIO()
        print_report(hostile_report(text), stream, colour=colour, width=80, names=True)
        shown = SGR.sub("", stream.getvalue()) if colour else stream.getvalue()
        assert not steering(shown)
        assert max(map(cell_len, shown.split("\n"))) <= 80


@pytest.mark.parametrize("text", PAYLOADS)
def test_findings_on_a_terminal(text: str) -> None:
    findings = Findings()
    findings.add(RULE, Place(text, text, 3, "B", text), value=text, key=text, fix=text, other=text)
    findings.add(RULE, Place(text, text, 3, "B", text), value=text, key=text, fix=text, other=text, personal=True)
    for colour in (False, True):
        stream = io.StringIO()
        print_findings(findings, stream, colour=colour, width=80)
        assert not steering(SGR.sub("", stream.getvalue()) if colour else stream.getvalue())


@pytest.mark.parametrize("text", PAYLOADS)
def test_documents_of_text(text: str) -> None:
    for format_ in set(COMMON) - {Format.XLSX}:
        shown = to_bytes(hostile_report(text), format_, names=True).decode()
        assert not steering(shown, "\n\r\t" if format_ is Format.CSV else "\n")


@pytest.mark.parametrize("text", PAYLOADS)
def test_a_workbook(text: str) -> None:
    content = to_bytes(hostile_report(text), Format.XLSX, names=True)
    with ZipFile(io.BytesIO(content)) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/")]
        assert not any("externalLink" in name or name.endswith("sheet1.xml.rels") for name in archive.namelist())
    assert not any(re.search(r"<f[ >/]|<hyperlink|<dataValidation", sheet) for sheet in sheets)
    book = load_workbook(io.BytesIO(content))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells if isinstance(cell.value, str)} <= {"s"}
    assert printable(text) in {cell.value for cell in cells}

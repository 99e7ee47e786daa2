"""What skj says to each malformed or hostile file, once and for all: a file that starts to pass fails here too."""

import contextlib
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from skj.cli import main
from skj.diagnostics import InputRefused
from skj.files import sheet_scan
from skj.files.damage import plain_words
from skj.files.limits import LIMITS
from skj.files.source import read_source
from skj.language import current_language, use_language
from tests.files.malformed import SHAPES

# The code of the refusal, or `read` and the codes of what is found while reading; a sheet read so is as good as it looks.
EXPECTED = {
    "empty file": "SKJ103",
    "spaces only": "read",
    "random bytes named xlsx": "SKJ108",
    "random bytes named csv": "SKJ150",
    "pdf named xlsx": "SKJ109",
    "picture named csv": "SKJ109",
    "gzip named csv": "SKJ109",
    "rich text named xls": "SKJ109",
    "web page named xls": "SKJ110",
    "xml spreadsheet named xls": "SKJ110",
    "csv named xlsx": "read SKJ111",
    "workbook named csv": "read SKJ111",
    "json named csv": "read",
    "archive cut in half": "SKJ108",
    "archive without its end": "SKJ108",
    "local headers only": "SKJ108",
    "end record only": "SKJ109",
    "bytes in front of the archive": "SKJ108",
    "two archives in one": "SKJ108",
    "comment behind the archive": "read",
    "checksum of a part wrong": "SKJ108",
    "spoilt packed bytes": "SKJ108",
    "stated size too small": "SKJ123",
    "stated size too large": "SKJ122",
    "stated size of four gigabytes": "SKJ122",
    "part encrypted": "SKJ128",
    "part packed with bzip2": "SKJ129",
    "part name leads upward": "SKJ124",
    "part name is absolute": "SKJ124",
    "part name with a drive": "SKJ124",
    "parts that differ in case only": "SKJ125",
    "parts that differ in slashes only": "SKJ125",
    "ten thousand parts": "SKJ120",
    "part of one gigabyte of spaces": "SKJ122",
    "many parts that unpack too far": "SKJ121",
    "word document named xlsx": "SKJ109",
    "slides named xlsx": "SKJ109",
    "binary workbook": "SKJ109",
    "archive of photographs": "SKJ109",
    "text document named ods": "SKJ109",
    "encrypted ods": "SKJ107",
    "ods without content": "SKJ108",
    "ods content not well formed": "SKJ108",
    "ods rows repeated a billion times": "SKJ130",
    "ods columns repeated a billion times": "SKJ131",
    "password protected": "SKJ107",
    "old container cut off": "SKJ108",
    "old container of zeros": "SKJ108",
    "old workbook cut off": "SKJ108",
    "old workbook with a far cell": "SKJ131",
    "old workbook with false dimensions": "SKJ135",
    "old workbook of few values far apart": "SKJ132",
    "ods of few values far apart": "SKJ132",
    "ods error without a text far below": "SKJ130",
    "ods laid out in lines": "read",
    "ods with macros": "read",
    "ods content with a document type": "SKJ126",
    "document type in a workbook of two kinds": "SKJ126",
    "billion laughs in the sheet": "SKJ126",
    "billion laughs in the strings": "SKJ126",
    "billion laughs in the workbook": "SKJ126",
    "external entity": "SKJ126",
    "sheet in utf16": "SKJ127",
    "sheet in utf16 under another name": "SKJ127",
    "data model beside the sheets": "read",
    "leavings of a mac": "read",
    "sheet not well formed": "SKJ112",
    "sheet cut off": "SKJ108",
    "sheet part missing": "SKJ112",
    "sheet part empty": "SKJ112",
    "links of the workbook missing": "SKJ112",
    "links not well formed": "SKJ108",
    "workbook part missing": "SKJ109",
    "workbook without sheets": "SKJ113",
    "content types missing": "read",
    "strings missing though used": "SKJ112",
    "string index out of range": "SKJ112",
    "string index negative": "read",
    "false number of strings": "SKJ135",
    "two sheets of one name": "read",
    "sheet named like markup": "read",
    "far cell": "SKJ130",
    "few values far apart": "SKJ132",
    "few values far apart on many sheets": "SKJ132",
    "error without a value far below": "read",
    "row number of 32 bits": "SKJ130",
    "row number zero": "SKJ112",
    "row number is a word": "SKJ112",
    "column beyond the sheet": "SKJ131",
    "address is no address": "SKJ108",
    "rows without numbers": "read",
    "rows in descending order": "read",
    "six hundred columns": "SKJ131",
    "cell of two megabytes": "SKJ134",
    "one long string in very many cells": "SKJ133",
    "five million rows": "SKJ135",
    "control characters in a cell": "read",
    "raw control bytes in a cell": "read",
    "invalid utf8 in a cell": "SKJ112",
    "word where a number is stated": "SKJ112",
    "number beyond all numbers": "read",
    "unknown kind of cell": "SKJ112",
    "formula without a value": "read SKJ140",
    "merges over merges": "read",
    "merge over the whole sheet": "read",
    "merge that is no range": "SKJ112",
    "one hundred thousand merges": "read",
    "csv with null bytes": "SKJ156",
    "csv with an open quote": "SKJ159",
    "csv with a field of 200 kilobytes": "SKJ158",
    "csv with a line of eleven megabytes": "SKJ157",
    "csv in two encodings": "SKJ151",
    "csv in utf16 without a mark": "SKJ156",
    "csv in utf16 cut in a letter": "SKJ152",
    "csv in utf32": "SKJ156",
    "csv of a mark alone": "read",
    "csv cut in a letter": "SKJ151",
    "csv in latin1": "SKJ150",
    "csv with six hundred columns": "SKJ131",
    "csv with half a million lines": "SKJ130",
    "csv with ragged rows": "read",
    "csv ended by returns alone": "read",
    "csv with a quote that swallows rows": "read SKJ160",
}
NO_LEDGER = ("SKJ659", "SKJ201")


def test_every_shape_has_its_answer_here() -> None:
    assert EXPECTED.keys() == SHAPES.keys()
    assert len(SHAPES) >= 100


@pytest.mark.parametrize("name", SHAPES)
def test_a_malformed_file_gets_its_code_and_never_a_traceback(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, data = SHAPES[name]()
    (tmp_path / file).write_bytes(data)
    assert outcome(tmp_path / file) == EXPECTED[name]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SKJ_DEBUG", "1")  # a fault of our own is raised
    code, said = run("check", file, "--lang", "en")
    if EXPECTED[name].startswith("read"):
        assert code in {0, 1} or any(known in said for known in NO_LEDGER)
    else:
        assert code == 3
        assert EXPECTED[name] in said
        assert file in said


@pytest.fixture
def thai() -> Iterator[None]:
    before = current_language()
    use_language("th")
    yield
    use_language(before)


OUR_OWN = "random bytes named xlsx"  # nothing else was asked about it


@pytest.mark.usefixtures("thai")
@pytest.mark.parametrize("name", [name for name, code in EXPECTED.items() if code == "SKJ108"])
def test_damage_is_told_in_words_of_the_language_before_those_of_the_reader(name: str, tmp_path: Path) -> None:
    file, data = SHAPES[name]()
    (tmp_path / file).write_bytes(data)
    with pytest.raises(InputRefused) as refused:
        read_source(tmp_path / file, file)
    words, bracket, said = refused.value.diagnostic.message().removeprefix(f"สมุดงาน {file} ").partition(" (")
    assert not re.search("[a-z]{2}", words.replace("zip", ""))
    assert re.search("[ก-๛]{12}", words.partition(": ")[2])
    assert said.endswith(")") if bracket else name == OUR_OWN


def test_what_nobody_foresaw_is_told_as_it_was_said() -> None:
    assert plain_words("what nobody foresaw") == ("what nobody foresaw", "")


def test_rows_of_an_unusual_form_are_counted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_scan, "SHEET_ROWS", 100)
    sheet = f'<x:worksheet xmlns:x="m"><x:sheetData>{"<x:row/>" * 101}</x:sheetData></x:worksheet>'
    with pytest.raises(InputRefused) as refused:
        sheet_scan.scan_sheet(sheet.encode(), "sheet1.xml", "a.xlsx", LIMITS)
    assert refused.value.diagnostic.code == "SKJ108"


def outcome(path: Path) -> str:
    try:
        source = read_source(path, path.name)
    except InputRefused as refused:
        return refused.diagnostic.code
    return " ".join(["read", *(found.code for found in source.findings)])


def run(*words: str) -> tuple[int, str]:
    """The exit code of a command and everything it said."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = main(words)
    return code, said.getvalue()

"""From a path to raw tables: the format by its content, the bytes read once, and a refusal by name for all else."""

import errno
import os
import threading
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st

from skj.diagnostics import InputRefused, Severity, UsageRefused
from skj.files import source
from skj.files.limits import LIMITS, Limits
from skj.files.ole import MAGIC
from skj.files.source import read_source
from skj.files.tables import SourceFile
from tests.files.raw_books import ods, saved, sheet_xml, xlsx

BOOK = xlsx(sheet_xml('<row r="1"><c r="A1" t="str"><v>ก</v></c><c r="B1"><v>1</v></c></row>'))
ODS = ods(
    '<table:table-row><table:table-cell office:value-type="string"><text:p>ก</text:p></table:table-cell>'
    '<table:table-cell office:value-type="float" office:value="1"/></table:table-row>'
)
CSV = "ก,ข\n1,2\n".encode()


def old_book() -> bytes:
    book: Any = xlwt.Workbook()
    sheet = book.add_sheet("S")
    sheet.write(0, 0, "ก")
    sheet.write(0, 1, 1)
    return saved(book.save)


def read(folder: Path, name: str, data: bytes, **more: Any) -> SourceFile:
    path = folder / name
    path.write_bytes(data)
    return read_source(path, name, **more)


def refusal(path: Path, limits: Limits = LIMITS) -> str:
    with pytest.raises(InputRefused) as caught:
        read_source(path, "ledgers/a.xlsx", limits=limits)
    assert caught.value.exit_code == 3
    assert "ledgers/a.xlsx" in caught.value.diagnostic.message()
    assert caught.value.diagnostic.hint()
    return caught.value.diagnostic.code


def refused(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    return refusal(path)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", BOOK),
        ("a.XLSX", BOOK),
        ("a.xlsm", BOOK),
        ("a.ods", ODS),
        ("a.xls", old_book()),
        ("ledger.backup", BOOK),
    ],
)
def test_workbooks_are_read(tmp_path: Path, name: str, data: bytes) -> None:
    found = read(tmp_path, name, data)
    assert found.file == name
    assert found.findings == ()
    assert [table.rows for table in found.tables] == [[["ก", 1.0]]]


@pytest.mark.parametrize("name", ["a.csv", "a.CSV", "a.tsv", "a.txt", "a"])
def test_text_ledgers_are_read(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, name, CSV)
    assert found.findings == ()
    assert [(table.rows, table.sheet, table.encoding) for table in found.tables] == [
        ([["ก", "ข"], ["1", "2"]], "", "utf-8")
    ]


@pytest.mark.parametrize("data", [BOOK, CSV])
def test_the_hash_is_of_the_bytes_on_the_disk(tmp_path: Path, data: bytes) -> None:
    assert read(tmp_path, "a.bin", data).sha256 == sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xls", CSV),
        ("a.xlsx", CSV),
        ("a.ods", CSV),
        ("a.csv", BOOK),
        ("a.xls", BOOK),
        ("a.xlsx", old_book()),
        ("a.xlsx", ODS),
        ("a.xlsx", "ก\tข\r\n1\t2\r\n".encode("utf-16")),
    ],
)
def test_a_wrong_ending_is_told_and_the_content_is_read(tmp_path: Path, name: str, data: bytes) -> None:
    found = read(tmp_path, name, data)
    assert found.tables[0].value(1, 1) == "ก"
    assert found.findings[0].code == "SKJ111"
    assert found.findings[0].severity is Severity.WARNING
    assert name[1:] in found.findings[0].message()


PAGE = b"<html xmlns:o='urn:schemas-microsoft-com:office:office'><table><tr><td>1</td></tr></table></html>"


@pytest.mark.parametrize("name", ["a.xls", "a.csv"])
@pytest.mark.parametrize(
    "data",
    [
        PAGE,
        b"\xef\xbb\xbf  \r\n<!DOCTYPE html>" + PAGE,
        PAGE.decode().encode("utf-16"),
        b"<table><tr><td>a</td></tr></table>",
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related",
    ],
)
def test_web_pages_are_refused_whatever_their_name(tmp_path: Path, name: str, data: bytes) -> None:
    assert refused(tmp_path, name, data) == "SKJ110"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        pytest.param("a.xlsx", b"", "SKJ103", id="empty"),
        pytest.param("a.csv", b"", "SKJ103", id="empty text"),
        pytest.param("a.xlsx", BOOK[: len(BOOK) // 2], "SKJ108", id="cut off"),
        pytest.param("a.xlsx", BOOK[40:], "SKJ108", id="beginning cut off"),
        pytest.param("a.xlsx", b"a", "SKJ109", id="one byte"),
        pytest.param("a.xlsx", "ข้อความ\nไม่มีตาราง\n".encode(), "SKJ109", id="plain text"),
        pytest.param(
            "a.xls", MAGIC + "EncryptedPackage".encode("utf-16-le").center(600, b"\0"), "SKJ107", id="password"
        ),
        pytest.param("a.csv", b"%PDF-1.7\n", "SKJ109", id="PDF"),
        pytest.param("a.xlsx", b"\x89PNG\r\n\x1a\n", "SKJ109", id="picture"),
        pytest.param("a.csv", b"a,b\n\0\0,c\n", "SKJ156", id="null bytes"),
        pytest.param("a.xlsx", b"PK\x05\x06" + bytes(18), "SKJ109", id="empty zip"),
    ],
)
def test_what_cannot_be_read_has_its_own_code(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    assert refused(tmp_path, name, data) == code


def test_one_byte_of_text_is_one_cell(tmp_path: Path) -> None:
    assert read(tmp_path, "a.csv", b"a").tables[0].rows == [["a"]]


def test_a_named_encoding_reaches_the_text(tmp_path: Path) -> None:
    data = "ก,ข\n".encode("cp874")
    assert read(tmp_path, "a.csv", data, encoding="cp874").tables[0].rows == [["ก", "ข"]]
    with pytest.raises(UsageRefused):
        read(tmp_path, "a.csv", data, encoding="klingon")


def test_a_named_encoding_does_not_disturb_workbooks(tmp_path: Path) -> None:
    assert read(tmp_path, "a.xlsx", BOOK, encoding="cp874").tables[0].rows == [["ก", 1.0]]


def test_a_file_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(CSV * 10)
    assert refusal(path, Limits(file_bytes=50)) == "SKJ106"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "SKJ102"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.csv")
    assert refusal(tmp_path / "a.csv") == "SKJ102"


def test_a_missing_folder_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    assert refusal(tmp_path / "no" / "a.xlsx") == "SKJ101"
    assert not waits


def test_a_missing_file_is_waited_for_a_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    assert refusal(tmp_path / "a.xlsx") == "SKJ101"
    assert waits
    assert sum(waits) < 0.6


def test_a_file_that_excel_is_just_saving_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    fresh = tmp_path / "1A2B.tmp"
    fresh.write_bytes(BOOK)
    saving = threading.Timer(0.1, lambda: fresh.replace(path))
    saving.start()
    found = read_source(path, "a.xlsx")
    saving.join()
    assert found.tables[0].rows == [["ก", 1.0]]


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.EACCES, "SKJ104"), (errno.EIO, "SKJ105"), (errno.ESTALE, "SKJ105"), (errno.ENOTDIR, "SKJ101")],
)
def test_every_fault_of_the_disk_is_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def fail(*_: object) -> bytes:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(source, "_bytes", fail)
    assert refusal(tmp_path / "a.xlsx") == code


def test_a_name_that_no_disk_can_hold_is_missing(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a\0.xlsx") == "SKJ101"
    assert refusal(tmp_path / ("ก" * 300)) in {"SKJ101", "SKJ105"}


@given(data=st.data())
def test_a_damaged_workbook_is_rows_or_a_refusal(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """No byte changed anywhere may end in anything but rows or a refusal (reliability P14)."""
    good = data.draw(st.sampled_from([BOOK, ODS, old_book()]))
    at = data.draw(st.integers(0, len(good) - 1))
    bad = good[:at] + bytes([data.draw(st.integers(0, 255))]) + good[at + 1 :]
    path = tmp_path_factory.mktemp("damaged") / "a.xlsx"
    path.write_bytes(bad)
    try:
        found = read_source(path, "a.xlsx")
    except InputRefused as fault:
        assert fault.diagnostic.message()  # noqa: PT017  (both outcomes are right here)
    else:
        assert found.tables

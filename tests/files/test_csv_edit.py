"""CSV ledgers: old bytes and one line, in the file's own habits (reliability P13)."""

import csv
import io
from collections.abc import Sequence
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skj.diagnostics import WriteRefused
from skj.files.csv_edit import insert_lines, line_offset, set_fields
from skj.files.sheet_edit import Edited

HEADINGS = ["ลำดับที่", "ชื่อ - สกุล", "วันที่รับ"]
LETTERS = [*"กขคงเแโ่้์๐๑0123456789abcXYZ ,;\t|\"'=+-@/.", "\n", "\r\n"]
TEXTS = st.lists(st.sampled_from(LETTERS), max_size=12).map(lambda letters: "".join(letters).strip("\r\n"))


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[bytes, str, str, str]:
    """A ledger as bytes, with its encoding, delimiter and newline."""
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "cp874"]))
    delimiter, newline = draw(st.sampled_from([",", ";", "\t"])), draw(st.sampled_from(["\r\n", "\n"]))
    quoting: Literal[0, 1] = 1 if draw(st.booleans()) else 0  # QUOTE_ALL, QUOTE_MINIMAL
    rows = draw(st.lists(st.lists(TEXTS, min_size=3, max_size=3), min_size=2, max_size=6))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=newline, quoting=quoting).writerows(
        [HEADINGS, *[HEADINGS] * 4, *rows]
    )
    text = out.getvalue()
    data = (text if draw(st.booleans()) else text.removesuffix(newline)).encode(encoding)
    return data, encoding, delimiter, newline


def parsed(data: bytes, encoding: str, delimiter: str) -> list[list[str]]:
    """The judge: the csv module alone."""
    return list(csv.reader(io.StringIO(data.decode(encoding), newline=""), delimiter=delimiter))


def append_line(data: bytes, values: Sequence[str | None], **how: str) -> Edited:
    """One record at the end, by what the product calls."""
    return insert_lines(data, len(data), [values], **how)


@settings(max_examples=120, deadline=None)
@given(ledgers(), st.lists(TEXTS, min_size=3, max_size=3))
def test_appending_keeps_every_old_byte_and_adds_one_record(
    ledger: tuple[bytes, str, str, str], values: list[str]
) -> None:
    data, encoding, delimiter, newline = ledger
    edited = append_line(data, values, encoding=encoding)
    assert edited.data.startswith(data)
    assert parsed(edited.data, encoding, delimiter) == [*parsed(data, encoding, delimiter), values]
    assert edited.row == len(parsed(edited.data, encoding, delimiter))
    assert edited.data.endswith(newline.encode()) == data.endswith(b"\n")
    assert edited.data.count(b"\xef\xbb\xbf") == data.count(b"\xef\xbb\xbf")


@settings(max_examples=80, deadline=None)
@given(ledgers(), st.integers(2, 6), st.integers(1, 3), TEXTS)
def test_setting_a_field_changes_only_that_record(
    ledger: tuple[bytes, str, str, str], row: int, column: int, value: str
) -> None:
    data, encoding, delimiter, _ = ledger
    edited = set_fields(data, row, {column: value}, encoding=encoding)
    wanted = parsed(data, encoding, delimiter)
    wanted[row - 1][column - 1] = value
    assert parsed(edited.data, encoding, delimiter) == wanted
    start = line_offset(data, row)
    behind = len(data) - line_offset(data, row + 1)
    assert edited.data[:start] == data[:start]
    assert edited.data[len(edited.data) - behind :] == data[len(data) - behind :]


@settings(max_examples=60, deadline=None)
@given(ledgers(), st.integers(2, 6), st.lists(TEXTS, min_size=3, max_size=3))
def test_inserting_keeps_what_stands_before_and_after(
    ledger: tuple[bytes, str, str, str], row: int, values: list[str]
) -> None:
    data, encoding, delimiter, _ = ledger
    at = line_offset(data, row)
    edited = insert_lines(data, at, [values], encoding=encoding)
    assert edited.data.startswith(data[:at])
    assert edited.data.endswith(data[at:])
    assert edited.row == row
    assert parsed(edited.data, encoding, delimiter)[row - 1] == values


def test_a_file_without_last_line_end_gets_one_before_the_new_line() -> None:
    assert append_line("ก,ข\r\n1,2".encode(), ["3", "4"]).data == "ก,ข\r\n1,2\r\n3,4".encode()


def test_missing_fields_are_filled_up_and_none_is_empty() -> None:
    assert append_line(b"a,b,c\n1,2,3\n", ["4", None]).data == b"a,b,c\n1,2,3\n4,,\n"


def test_texts_like_formulas_are_stored_as_they_are_but_quoted() -> None:
    assert append_line(b"a,b\n1,2\n", ["=1+1", "-5"]).data == b'a,b\n1,2\n"=1+1","-5"\n'


def test_windows_874_is_kept() -> None:
    data = "ชื่อ,ปี\r\nสมชาย,2567\r\n".encode("cp874")
    edited = append_line(data, ["สมหญิง", "2568"])
    assert edited.data == data + "สมหญิง,2568\r\n".encode("cp874")


def test_excels_separator_line_is_no_record() -> None:
    data = b"sep=;\r\na;b,c\r\n1;2\r\n"
    assert append_line(data, ["3", "4;5"]).data == data + b'3;"4;5"\r\n'
    assert set_fields(data, 2, {1: "9"}).data == b"sep=;\r\na;b,c\r\n9;2\r\n"


def test_a_field_beyond_the_record_adds_delimiters() -> None:
    assert set_fields(b"a,b,c\n1\n", 2, {3: "x"}).data == b"a,b,c\n1,,x\n"


def test_a_quoted_field_stays_quoted() -> None:
    assert set_fields(b'a,b\n"1",2\n', 2, {1: "7"}).data == b'a,b\n"7",2\n'


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("character-not-in-encoding", lambda: append_line("ก,ข\n".encode("cp874"), ["漢", ""])),
        ("character-not-in-encoding", lambda: append_line(b"a,b\n", ["\x00", ""])),
        ("csv-not-readable", lambda: append_line(b'a,b\n1,"2\n', ["x", "y"])),
        ("csv-not-readable", lambda: append_line("a,b\n".encode("utf-16"), ["x", "y"])),
        ("csv-record-missing", lambda: set_fields(b"a,b\n", 3, {1: "x"})),
        ("csv-record-missing", lambda: set_fields(b"a,b\n", 1, {0: "x"})),
        ("csv-record-missing", lambda: insert_lines(b"a,b\n1,2\n", 3, [["x"]])),
        ("csv-record-missing", lambda: line_offset(b"a,b\n", 5)),
    ],
)
def test_refusals_have_names_and_hints(name: str, call: object) -> None:
    assert callable(call)
    with pytest.raises(WriteRefused) as refused:
        call()
    assert refused.value.diagnostic.rule.name == name
    assert refused.value.diagnostic.message()
    assert refused.value.diagnostic.hint()


def test_the_line_of_an_open_quotation_mark_is_named() -> None:
    with pytest.raises(WriteRefused) as refused:
        append_line(b'a,b\n1,2\n3,"4\n5,6\n', ["x", "y"])
    assert "line 3" in refused.value.diagnostic.message()


def test_an_empty_file_takes_a_first_line() -> None:
    assert append_line(b"", ["a", "b"]).data == b"a,b\r\n"


def test_a_record_of_one_empty_field_is_not_a_blank_line() -> None:
    assert append_line(b"a\n1\n", [""]).data == b'a\n1\n""\n'

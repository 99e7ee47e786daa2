"""Text ledgers: encodings in their fixed order, delimiters, quotes, and where rows stand."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skj.diagnostics import Diagnostic, InputRefused, Severity, UsageRefused
from skj.files.delimited import decode, find_delimiter, read_delimited
from skj.files.limits import LIMITS, Limits
from skj.files.tables import CellValue

THAI = "ลำดับ,ชื่อ - สกุล,วันที่รับ\r\n1,นายสมชาย ใจดี,5 ต.ค. 2567\r\n2,นางสาวมาลี มีสุข,๖ ต.ค. ๒๕๖๗\r\n"
ROWS: list[list[CellValue]] = [
    ["ลำดับ", "ชื่อ - สกุล", "วันที่รับ"],
    ["1", "นายสมชาย ใจดี", "5 ต.ค. 2567"],
    ["2", "นางสาวมาลี มีสุข", "๖ ต.ค. ๒๕๖๗"],
]


def rows(data: bytes) -> list[list[CellValue]]:
    return read_delimited(data, "a.csv")[0].rows


def refused(data: bytes, limits: Limits = LIMITS, encoding: str | None = None) -> Diagnostic:
    with pytest.raises(InputRefused) as caught:
        read_delimited(data, "a.csv", limits=limits, encoding=encoding)
    assert caught.value.diagnostic.message()
    assert caught.value.diagnostic.hint()
    return caught.value.diagnostic


@pytest.mark.parametrize(
    ("codec", "named", "is_noted"),
    [
        ("utf-8", "utf-8", False),
        ("utf-8-sig", "utf-8-sig", False),
        ("cp874", "cp874", True),
        ("utf-16", "utf-16", True),
    ],
)
def test_each_encoding_gives_the_same_rows(codec: str, named: str, *, is_noted: bool) -> None:
    table, findings = read_delimited(THAI.encode(codec), "a.csv")
    assert table.rows == ROWS
    assert table.encoding == named
    assert [found.code for found in findings] == ["SKJ154"] * is_noted
    assert all(found.severity is Severity.INFO for found in findings)


def test_big_endian_utf16_is_known_by_its_mark() -> None:
    assert rows(b"\xfe\xff" + THAI.encode("utf-16-be")) == ROWS


def test_the_reason_is_told() -> None:
    _, findings = read_delimited(THAI.encode("cp874"), "a.csv")
    assert findings[0].message().startswith("Read as Windows-874 because it is not UTF-8")


def test_plain_ascii_is_utf8() -> None:
    table, findings = read_delimited(b"no,name\n1,Somchai\n", "a.csv")
    assert (table.encoding, findings) == ("utf-8", ())


def test_windows_quotes_dashes_and_hard_spaces_are_kept() -> None:
    text = "เรื่อง,หมายเหตุ\n“ตลาดน้ำ”,ก–ข…\N{NO-BREAK SPACE}ค’ง\n"
    data = text.encode("cp874")
    assert b"\xa0" in data
    assert rows(data)[1] == ["“ตลาดน้ำ”", "ก–ข…\N{NO-BREAK SPACE}ค’ง"]


@pytest.mark.parametrize("name", ["tis-620", "TIS620", "windows-874", "cp874", "iso-8859-11"])
def test_every_thai_name_is_read_as_windows_874(name: str) -> None:
    """Python's tis_620 would turn the quotes into control characters (features F8)."""
    decoded = decode("“ก”\n".encode("cp874"), "a.csv", encoding=name)
    assert (decoded.text, decoded.encoding) == ("“ก”\n", "cp874")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("café,déjà,à côté,été,où\n".encode("cp1252"), id="French"),
        pytest.param("Müller,Straße,Köln\n".encode("cp1252"), id="German"),
        pytest.param("no,ก\n".encode("cp874"), id="too little Thai"),
        pytest.param(b"name\n\x81\x82\xdb\n", id="bytes that Windows-874 does not have"),
        pytest.param("氏名,所属\n".encode("shift-jis"), id="Japanese"),
    ],
)
def test_what_is_neither_utf8_nor_thai_is_refused_with_a_way_out(data: bytes) -> None:
    found = refused(data)
    assert found.code == "SKJ150"
    assert "--encoding" in found.hint()


def test_a_named_encoding_overrides() -> None:
    data = "name\nMüller\n".encode("cp1252")
    table, findings = read_delimited(data, "a.csv", encoding="cp1252")
    assert table.rows == [["name"], ["Müller"]]
    assert table.encoding == "cp1252"
    assert [found.code for found in findings] == ["SKJ154"]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_utf8_may_be_named_with_or_without_its_mark(mark: bytes) -> None:
    table, findings = read_delimited(mark + THAI.encode(), "a.csv", encoding="UTF-8")
    assert (table.rows, findings) == (ROWS, ())


def test_a_named_encoding_that_does_not_fit_names_the_line() -> None:
    found = refused(b"a\nb\n\xff\n", encoding="utf-8")
    assert (found.code, found.args["line"]) == ("SKJ152", 3)


@pytest.mark.parametrize("name", ["klingon", "rot13", "base64", "utf\0"])
def test_an_unknown_encoding_is_wrong_usage(name: str) -> None:
    with pytest.raises(UsageRefused) as caught:
        read_delimited(b"a\n", "a.csv", encoding=name)
    assert caught.value.diagnostic.code == "SKJ153"


@pytest.mark.parametrize(
    ("parts", "codec", "line"),
    [
        ([("utf-8", 5), ("cp874", 1)], "utf-8", 6),
        ([("cp874", 4), ("utf-8", 1), ("cp874", 1)], "cp874", 5),
    ],
)
def test_mixed_encodings_name_the_first_line_of_the_fewer(parts: list[tuple[str, int]], codec: str, line: int) -> None:
    data = b"".join("1,นายสมชาย ใจดี\n".encode(codec) * count for codec, count in parts)
    found = refused(data)
    assert (found.code, found.args["line"], found.args["encoding"]) == ("SKJ151", line, codec)


def test_headings_may_veto_windows_874() -> None:
    data = THAI.encode("cp874")
    sees_heading: Callable[[str], bool] = lambda text: "ชื่อ - สกุล" in text  # noqa: E731  (a predicate in one line)
    assert read_delimited(data, "a.csv", looks_right=sees_heading)[0].rows == ROWS
    with pytest.raises(InputRefused) as caught:
        read_delimited(data, "a.csv", looks_right=lambda text: "ห้อง" in text)
    assert caught.value.diagnostic.code == "SKJ150"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_line_end_is_understood(newline: str) -> None:
    assert rows(THAI.replace("\r\n", newline).encode()) == ROWS


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    lines = ["ทะเบียน, ปี 2567; ชุดที่ 1\n", *(f"{n}{delimiter}ก{delimiter}ข\n" for n in range(5))]
    assert find_delimiter(lines) == (delimiter, 0)
    assert rows("".join(lines).encode())[3] == ["2", "ก", "ข"]


def test_a_delimiter_inside_quotes_does_not_count() -> None:
    data = "a;b\n" + '"1,2,3,4";"5,6,7,8"\n' * 5
    assert rows(data.encode())[1] == ["1,2,3,4", "5,6,7,8"]


def test_amounts_with_commas_do_not_hide_tabs() -> None:
    data = "ชื่อ\tค่าซ่อม\tเขต\n" + "ก\t1,200\tดุสิต\n" * 9
    assert rows(data.encode())[1] == ["ก", "1,200", "ดุสิต"]


def test_excels_separator_line_is_no_row() -> None:
    assert rows(b"sep=;\r\na;b,c\r\n1;2\r\n") == [["a", "b,c"], ["1", "2"]]


def test_rows_keep_their_number_and_their_own_width() -> None:
    assert rows(b"title\n\na,b,c\n1,,3,4\n\n5\n") == [["title"], [], ["a", "b", "c"], ["1", None, "3", "4"], [], ["5"]]


def test_a_line_break_inside_quotes_does_not_move_the_rows() -> None:
    table, findings = read_delimited(b'a,b\n"one\ntwo",2\nx,y\n', "a.csv")
    assert table.rows == [["a", "b"], ["one\ntwo", "2"], ["x", "y"]]
    assert findings == ()


def test_only_a_header() -> None:
    assert rows("ลำดับ,ชื่อ".encode()) == [["ลำดับ", "ชื่อ"]]


def test_one_byte() -> None:
    assert rows(b"a") == [["a"]]


def test_only_a_mark() -> None:
    assert rows(b"\xef\xbb\xbf") == []


@pytest.mark.parametrize(
    ("data", "line"),
    [
        pytest.param(b"a,b\nc,\0d\n", 2, id="in a cell"),
        pytest.param(b"a,b\r\nc,d\r\n\0\r\n", 3, id="after Windows line ends"),
        pytest.param("ชื่อ\nสมชาย\nสม\0หมาย\n".encode(), 3, id="behind Thai letters"),
        pytest.param("no,name\n".encode("utf-16-le"), 1, id="UTF-16 without its mark"),
    ],
)
def test_null_characters_are_refused(data: bytes, line: int) -> None:
    found = refused(data)
    assert (found.code, found.args["line"]) == ("SKJ156", line)


def test_a_field_over_128_kib_is_refused() -> None:
    found = refused(b'a,b\nx,y\n1,"' + b"x" * 140_000 + b'"\n')
    assert (found.code, found.args["line"]) == ("SKJ158", 3)


def test_ten_megabytes_on_one_line_are_refused() -> None:
    found = refused(b"a,b\n" + b"1,2," * 2_600_000 + b"\nc,d\n")
    assert (found.code, found.args["line"]) == ("SKJ157", 2)


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\r"])
def test_a_quote_that_never_closes_is_refused_with_its_line(end: str) -> None:
    found = refused(f'a,b\n1,2\n3,"four\n5,6\n7,8{end}'.encode())
    assert (found.code, found.args["line"]) == ("SKJ159", 3)


@pytest.mark.parametrize("last", ['"closed"', 'with " inside', '"two ""words"""', '"a\nb"', ""])
def test_closed_quotes_at_the_end_are_no_fault(last: str) -> None:
    assert read_delimited(f"a,b\n1,{last}".encode(), "a.csv")[1] == ()


def test_a_row_that_swallows_many_lines_is_told_with_its_line() -> None:
    swallowed = "".join(f"{n},x\n" for n in range(30))
    _, findings = read_delimited(f'a,b\n1,"stray\n{swallowed}9,"\n2,y\n'.encode(), "a.csv")
    assert [(found.code, found.place.row, found.args["line"]) for found in findings] == [("SKJ160", 2, 2)]


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (replace(LIMITS, rows=2), "SKJ130"),
        (replace(LIMITS, columns=2), "SKJ131"),
        (replace(LIMITS, cells=8), "SKJ132"),
    ],
)
def test_text_ledgers_have_limits_too(limits: Limits, code: str) -> None:
    assert refused(THAI.encode(), limits).code == code


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n",;'), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=3, max_size=6), st.sampled_from(",;\t|"))
def test_what_was_quoted_is_read_back(table: list[list[str]], delimiter: str) -> None:
    """All cells quoted: then no delimiter, quote or line break inside a cell can mislead."""
    quoted = ['"' + cell.replace('"', '""') + '"' for row in table for cell in row]
    text = "".join(f"{first}{delimiter}{second}\r\n" for first, second in zip(quoted[::2], quoted[1::2], strict=True))
    assert rows(b"\xef\xbb\xbf" + text.encode()) == [[cell or None for cell in row] for row in table]


@given(st.binary(max_size=300))
def test_any_bytes_are_rows_or_a_refusal(data: bytes) -> None:
    try:
        table, _ = read_delimited(data, "a.csv")
    except InputRefused:
        return
    else:
        assert all(cell is None or (isinstance(cell, str) and cell) for row in table.rows for cell in row)

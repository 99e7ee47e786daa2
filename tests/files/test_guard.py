"""What the guard stops before a reader sees it, and what it must let through."""

import struct
from dataclasses import replace
from typing import Any

import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st

from skj.diagnostics import InputRefused
from skj.files import guard as guard_module
from skj.files.guard import LIMITS, Limits, guard_package, open_package
from skj.files.sheet_scan import SheetFacts, scan_sheet
from skj.files.tables import column_letters
from skj.files.workbook import read_ole_workbook, read_zip_workbook
from tests.files.raw_books import false_size, ods, saved, sheet_xml, strings_xml, xlsx, xlsx_parts, zipped

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def guard(data: bytes, limits: Limits = LIMITS) -> dict[str, SheetFacts]:
    return guard_package(open_package(data, "book.xlsx", limits))


def refusal(data: bytes, limits: Limits = LIMITS) -> str:
    """The code with which the whole reader refuses; the guard has to come first, or the process would be gone."""
    with pytest.raises(InputRefused) as caught:
        read_zip_workbook(data, "book.xlsx", limits)
    assert caught.value.exit_code == 3
    assert caught.value.diagnostic.message()
    assert caught.value.diagnostic.hint()
    return caught.value.diagnostic.code


def cell(reference: str, inside: str = "<v>1</v>") -> str:
    return f'<c r="{reference}">{inside}</c>'


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        pytest.param(ONE + FAR, "SKJ130", id="last cell of the sheet"),
        pytest.param(f'<row r="4294967295">{cell("A4294967295")}</row>', "SKJ130", id="row number out of bounds"),
        pytest.param(f'<row r="200001">{cell("A200001")}</row>', "SKJ130", id="one row too many"),
        pytest.param(f'<row r="1">{cell("SG1")}</row>', "SKJ131", id="column 501"),
        pytest.param(f'<row r="1">{cell("ZZZZ1")}</row>', "SKJ131", id="column ZZZZ"),
        pytest.param(ONE + f'<row r="199999">{cell("CV199999")}</row>', "SKJ132", id="area"),
        pytest.param(f'<row r="1">{cell("A300000")}</row>', "SKJ130", id="address contradicts its row"),
        pytest.param(f'<row r="300000">{"<c><v>1</v></c>"}</row>', "SKJ130", id="cell without address"),
        pytest.param("<row r='300000'><c r='A300000'><v>1</v></c></row>", "SKJ130", id="single quotes"),
        pytest.param('<row r="300000"><c\tr = "A300000" ><v>1</v></c></row>', "SKJ130", id="white space"),
        pytest.param('<row r="300000"><c s="1" r="A300000"><v>1</v></c></row>', "SKJ130", id="style first"),
        pytest.param('<row r="300000"><c r="a300000"><v>1</v></c></row>', "SKJ130", id="small letters"),
        pytest.param('<row r="300000"><c r="A300000" t="inlineStr"><is><t/></is></c></row>', "SKJ130", id="empty text"),
        pytest.param('<row r="1"><c r="A300000" a="/>"><v>1</v></c></row>', "SKJ130", id="end of tag in an attribute"),
        pytest.param("<!-- x -->" + FAR, "SKJ130", id="comment"),
        pytest.param(
            f'<x:row xmlns:x="x" r="1"><x:c r="A300000"><x:v>1</x:v></x:c></x:row>{ONE}', "SKJ130", id="prefix"
        ),
    ],
)
def test_far_values_are_refused(rows: str, code: str) -> None:
    assert refusal(xlsx(sheet_xml(rows))) == code


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(ONE + '<row r="1048576"><c r="XFD1048576" s="1"/></row>', id="styled far cell"),
        pytest.param(ONE + '<row r="1048576"><c r="XFD1048576" s="1"></c></row>', id="styled far cell with end tag"),
        pytest.param(ONE + "<row r='1048576'><c r='XFD1048576' s='1'/></row>", id="styled far cell, other form"),
        pytest.param(f'<row r="200000">{cell("A200000")}</row>', id="the very last row"),
        pytest.param(f'<row r="1">{cell("SF1")}</row>', id="the very last column"),
    ],
)
def test_what_lies_within_the_limits_is_read(rows: str) -> None:
    table = read_zip_workbook(xlsx(sheet_xml(rows)), "book.xlsx").tables[0]
    assert 1.0 in (value for row in table.rows for value in row)


def test_a_sheet_ruled_down_to_its_last_row_is_read() -> None:
    ruled = "".join(
        f'<row r="{row}" s="1"><c r="A{row}" s="1"/><c r="B{row}" s="1"/></row>' for row in range(2, 60_001)
    )
    last = '<row r="1048576" s="1"><c r="A1048576" s="1"/></row>'
    sheet = sheet_xml(ONE + ruled + last, before='<dimension ref="A1:XFD1048576"/>')
    limits = replace(LIMITS, rows=100, columns=5)
    assert read_zip_workbook(xlsx(sheet), "book.xlsx", limits).tables[0].rows == [[1.0]]


def test_a_second_block_of_cells_is_not_overlooked() -> None:
    twice = sheet_xml(ONE, after=f"<sheetData>{FAR}</sheetData>")
    assert refusal(xlsx(twice)) == "SKJ130"


def test_a_sheet_may_hide_behind_any_name() -> None:
    parts = xlsx_parts(sheet_xml(ONE + FAR))
    parts["xl/media/image1.png"] = parts.pop("xl/worksheets/sheet1.xml")
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace("worksheets/sheet1.xml", "media/image1.png")
    assert refusal(zipped(parts)) == "SKJ130"


@pytest.mark.parametrize("unique", ["4294967295", "99", "&#52;294967295", "-1"])
def test_a_false_number_of_strings_is_refused(unique: str) -> None:
    assert refusal(xlsx(sheet_xml(ONE), strings=strings_xml("a", unique=unique))) == "SKJ135"


def uses_of(*indices: int) -> str:
    return "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>{use}</v></c></row>' for n, use in enumerate(indices, start=1))


def test_one_long_string_in_very_many_cells_is_refused() -> None:
    book = xlsx(sheet_xml(uses_of(*[0] * 400)), strings=strings_xml("ก" * 2_000))
    assert refusal(book, replace(LIMITS, text_bytes=1_000_000)) == "SKJ133"


def test_a_long_string_used_once_does_no_harm() -> None:
    book = xlsx(sheet_xml(uses_of(0, *[1] * 399)), strings=strings_xml("ก" * 2_000, "ข"))
    assert len(read_zip_workbook(book, "book.xlsx", replace(LIMITS, text_bytes=1_000_000)).tables[0].rows) == 400


def test_uses_in_an_unusual_form_count_as_the_longest_string() -> None:
    odd = uses_of(*[1] * 400).replace('t="s"', "t='s'")
    book = xlsx(sheet_xml(odd), strings=strings_xml("ก" * 2_000, "ข"))
    assert refusal(book, replace(LIMITS, text_bytes=1_000_000)) == "SKJ133"


def test_strings_under_another_name_are_found_by_their_relationship() -> None:
    parts = xlsx_parts(sheet_xml(uses_of(0)), strings=strings_xml("a", unique="4294967295"))
    parts["xl/other.xml"] = parts.pop("xl/sharedStrings.xml")
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace("sharedStrings.xml", "other.xml")
    assert refusal(zipped(parts)) == "SKJ135"


def test_a_part_with_a_wrong_checksum_is_refused_wherever_a_reader_would_stop() -> None:
    data = bytearray(xlsx(sheet_xml(ONE, after=f"<extLst>{' ' * 10_000}</extLst>")))
    assert guard(bytes(data))
    data[data.rindex(b"PK\x01\x02") + 16] ^= 1
    assert refusal(bytes(data)) == "SKJ108"


def test_a_giant_text_in_one_cell_is_refused() -> None:
    text = "".join(chr(97 + (n * n + n // 7) % 26) for n in range(3_000))
    sheet = sheet_xml(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>')
    assert refusal(xlsx(sheet), replace(LIMITS, cell_bytes=2_000)) == "SKJ134"
    assert guard(xlsx(sheet), replace(LIMITS, cell_bytes=4_000))


LAUGHS = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("bomb", [LAUGHS, OUTSIDE, LAUGHS.replace("DOCTYPE", "doctype")])
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "_rels/.rels", "docProps/core.xml"])
def test_document_types_and_entities_are_refused_in_every_part(bomb: str, part: str) -> None:
    parts = xlsx_parts(sheet_xml(ONE))
    head, _, rest = parts.get(part, "<?xml version='1.0'?>\n<a/>").partition("\n")
    assert refusal(zipped(parts | {part: f"{head}\n{bomb}{rest}"})) == "SKJ126"


def test_a_sheet_in_utf16_is_refused_instead_of_read_as_no_rows() -> None:
    sheet = sheet_xml(ONE).replace("UTF-8", "UTF-16").encode("utf-16")
    assert refusal(zipped({**xlsx_parts(sheet_xml(ONE)), "xl/worksheets/sheet1.xml": sheet})) == "SKJ127"


def test_custom_xml_may_be_utf16() -> None:
    custom = "<?xml version='1.0' encoding='UTF-16'?><a/>".encode("utf-16")
    assert guard(zipped({**xlsx_parts(sheet_xml(ONE)), "customXml/item1.xml": custom}))


@pytest.mark.parametrize(
    "name", ["/xl/evil.xml", "../evil.xml", "xl/../../evil.xml", "xl\\..\\..\\evil.xml", "C:/evil.xml"]
)
def test_names_that_lead_out_are_refused(name: str) -> None:
    assert refusal(zipped({**xlsx_parts(sheet_xml(ONE)), name: "<a/>"})) == "SKJ124"


@pytest.mark.parametrize("name", ["XL/Workbook.XML", "xl\\workbook.xml"])
def test_two_parts_of_one_name_are_refused(name: str) -> None:
    assert refusal(zipped({**xlsx_parts(sheet_xml(ONE)), name: "<a/>"})) == "SKJ125"


def test_the_same_name_twice_is_refused() -> None:
    name = "xl/worksheets/sheet1.xml"
    data = zipped({**xlsx_parts(sheet_xml(ONE)), name.replace("1", "9"): sheet_xml(FAR)})
    assert refusal(data.replace(name.replace("1", "9").encode(), name.encode())) == "SKJ125"


def test_too_many_parts_are_refused() -> None:
    parts = xlsx_parts(sheet_xml(ONE)) | {f"xl/media/{n}.txt": "x" for n in range(20)}
    assert refusal(zipped(parts), replace(LIMITS, parts=10)) == "SKJ120"


def test_a_part_packed_too_tightly_is_refused_without_unpacking_it() -> None:
    spaces = sheet_xml(ONE, after=" " * 30_000_000)
    assert refusal(xlsx(spaces)) == "SKJ122"


def test_the_sum_of_all_parts_is_bounded() -> None:
    assert refusal(xlsx(sheet_xml(ONE)), replace(LIMITS, unpacked_bytes=500)) == "SKJ121"


@pytest.mark.parametrize("stated", [10, 5_000_000])
def test_a_stated_size_is_never_trusted(stated: int) -> None:
    content = bytes(range(256)) * 20_000
    limits = replace(LIMITS, packing=0.0)
    with pytest.raises(InputRefused) as caught:
        guard(false_size(content, stated), limits)
    assert caught.value.diagnostic.code == "SKJ123"


def test_an_encrypted_part_is_refused() -> None:
    data = bytearray(xlsx(sheet_xml(ONE)))
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 8] |= 1
    assert refusal(bytes(data)) == "SKJ128"


def test_an_unknown_packing_is_refused() -> None:
    data = bytearray(xlsx(sheet_xml(ONE)))
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 10] = 12
    assert refusal(bytes(data)) == "SKJ129"


@pytest.mark.parametrize("cut", [30, 200, 700, 900])
def test_a_truncated_archive_is_refused(cut: int) -> None:
    data = xlsx(sheet_xml(ONE))
    assert refusal(data[:cut]) == "SKJ108"


def test_spoilt_packed_bytes_are_refused() -> None:
    data = bytearray(xlsx(sheet_xml(ONE * 50)))
    at = data.find(b"xl/worksheets/sheet1.xml") + 40
    data[at : at + 30] = b"\xff" * 30
    assert refusal(bytes(data)) in {"SKJ108", "SKJ123"}


def test_an_archive_behind_other_bytes_is_refused() -> None:
    data = xlsx(sheet_xml(ONE))
    assert refusal(b"PK\x03\x04 something in front " + data) == "SKJ108"


def test_an_archive_with_two_ends_is_refused() -> None:
    data = xlsx(sheet_xml(ONE))
    commented = data[:-2] + struct.pack("<H", 22) + data[-22:-2] + b"\x01\x00"
    assert refusal(commented) == "SKJ108"


def test_a_sheet_is_not_kept_beside_parts_with_which_it_would_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    package = open_package(xlsx(sheet_xml(ONE)), "book.xlsx")
    small, sheet = package.read("xl/workbook.xml"), package.read("xl/worksheets/sheet1.xml")
    package.keep("xl/worksheets/sheet1.xml", sheet)
    package.read("xl/workbook.xml")
    assert package.kept
    monkeypatch.setattr(guard_module, "MOST_KEPT", len(small) + len(sheet) - 1)
    assert package.read("xl/worksheets/sheet1.xml") == sheet
    package.read("xl/workbook.xml")
    assert not package.kept
    assert package.read("xl/worksheets/sheet1.xml") == sheet


def test_a_large_part_is_unpacked_slice_by_slice(monkeypatch: pytest.MonkeyPatch) -> None:
    data = xlsx(sheet_xml("".join(f'<row r="{n}"><c r="A{n}"><v>{n * n}</v></c></row>' for n in range(1, 400))))
    at_once = open_package(data, "book.xlsx").read("xl/worksheets/sheet1.xml")
    monkeypatch.setattr(guard_module, "INFLATED_AT_ONCE", 0)
    monkeypatch.setattr(guard_module, "SLICE", 7)
    assert open_package(data, "book.xlsx").read("xl/worksheets/sheet1.xml") == at_once
    assert refusal(false_size(b"<a/>" * 500, 10)) == "SKJ123"
    assert refusal(false_size(b"<a/>" * 500, 2_001)) == "SKJ123"


def test_every_limit_names_its_setting() -> None:
    with pytest.raises(InputRefused) as caught:
        guard(xlsx(sheet_xml(ONE + FAR)))
    assert "“rows” under [limits] in skj.toml" in caught.value.diagnostic.hint()


@given(
    limit=st.integers(1, 3_000_000),
    row=st.integers(1, 4_000_000),
    column=st.integers(1, 40),
)
def test_the_fast_look_agrees_with_the_limits(limit: int, row: int, column: int) -> None:
    limits = replace(LIMITS, rows=limit, columns=30, cells=50_000_000, sparse_cells=5_000_000)
    sheet = sheet_xml(cell(f"{column_letters(column)}{row}")).encode()
    is_within = row <= limit and column <= 30 and row * column <= 5_000_000
    try:
        scan_sheet(sheet, "sheet", "book.xlsx", limits)
    except InputRefused:
        assert not is_within
    else:
        assert is_within


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(1, 400)), min_size=1, max_size=8))
def test_both_ways_of_looking_find_the_same(cells: list[tuple[int, int]]) -> None:
    plain = "".join(cell(f"{column_letters(column)}{row}", "<f>1</f>") for column, row in cells)
    errors = '<c r="B9" s="1" t="e"><f>NA()</f><v>#N/A</v></c><c r="C9" t="e"><v>#REF!</v></c>'
    hidden = f'<row r="7" hidden="1">{plain}</row><row r="9">{errors}</row>'
    fast = scan_sheet(sheet_xml(hidden).encode(), "sheet", "book.xlsx", LIMITS)
    slow = scan_sheet(sheet_xml(hidden + "<!-- slow -->").encode(), "sheet", "book.xlsx", LIMITS)
    assert (fast.errors, fast.hidden_rows) == (slow.errors, slow.hidden_rows)
    assert fast.errors == {(9, 2): "#N/A", (9, 3): "#REF!"}
    assert fast.bare_formulas == slow.bare_formulas == tuple((row, column) for column, row in cells)


def test_a_declared_encoding_does_not_lead_the_two_ways_apart() -> None:
    """The reader takes every part as UTF-8 whatever it declares; so must the guard, for a name unknown to it as well."""
    for name in ("utf-7", "cp037", "nonsense"):
        sheet = sheet_xml("<!-- -->" + ONE + FAR).replace("UTF-8", name)
        assert refusal(xlsx(sheet)) == "SKJ130"


def test_a_sheet_that_is_not_well_formed_is_refused_on_the_slow_way() -> None:
    assert refusal(xlsx(sheet_xml("<!-- --><row r='1'><c r='A1'></row>"))) == "SKJ108"
    assert refusal(xlsx(sheet_xml("<!-- --><row r='1'><c r='?'/></row>"))) == "SKJ108"


# OpenDocument: a reader unfolds repeated cells and rows.


def ods_row(cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


def ods_cell(text: str, times: int = 1) -> str:
    kind = f'<table:table-cell table:number-columns-repeated="{times}" office:value-type="string">'
    return f"{kind}<text:p>{text}</text:p></table:table-cell>"


def ods_blank(times: int) -> str:
    return f'<table:table-cell table:number-columns-repeated="{times}"/>'


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        pytest.param(ods_row(ods_cell("a", 16_384), 1_048_576), "SKJ130", id="a full sheet in one row"),
        pytest.param(ods_row(ods_cell("a"), 200_000_000), "SKJ130", id="rows"),
        pytest.param(ods_row(ods_cell("a", 2_000_000_000)), "SKJ131", id="columns"),
        pytest.param(
            ods_row(ods_blank(400) + ods_cell("z")) + ods_row(ods_blank(9), 99_999) + ods_row(ods_cell("z")),
            "SKJ132",
            id="area",
        ),
        pytest.param(ods_row(ods_cell("ก" * 4_000, 100), 1_000), "SKJ133", id="text"),
        pytest.param(ods_row(ods_cell("a")) + "<table:table-row>", "SKJ108", id="not well-formed"),
        pytest.param('<table:table-row table:number-rows-repeated="x"/>', "SKJ108", id="no number"),
    ],
)
def test_unfolding_ods_tables_is_bounded(rows: str, code: str) -> None:
    assert refusal(ods(rows)) == code


def test_blank_ends_of_ods_tables_do_not_count() -> None:
    rows = ods_row(ods_cell("ก") + ods_blank(16_383)) + ods_row(ods_blank(16_384), 1_048_575)
    assert read_zip_workbook(ods(rows), "book.ods").tables[0].rows == [["ก"]]


# The old format: figures in its records are trusted by the reader as well.


def xls(rows: int = 3) -> bytes:
    book: Any = xlwt.Workbook()
    sheet = book.add_sheet("ทะเบียน")
    for row in range(rows):
        sheet.write(row, 0, "ข้อความ" * 50)
        sheet.write(row, 1, row + 0.123456)
    return saved(book.save)


def xls_refusal(data: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(InputRefused) as caught:
        read_ole_workbook(data, "book.xls", limits)
    return caught.value.diagnostic.code


def with_record(data: bytes, kind: int, at: int, new: bytes) -> bytes:
    """`data` with the bytes at `at` of the first record of this kind replaced."""
    size = {0x0200: 14, 0x0203: 14}.get(kind)
    begin = data.find(struct.pack("<HH", kind, size) if size else struct.pack("<H", kind)) + 4 + at
    return data[:begin] + new + data[begin + len(new) :]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(
            with_record(xls(), 0x0200, 0, struct.pack("<IIHH", 0, 2**32 - 1, 0, 0xFFFF)), "SKJ135", id="dimensions"
        ),
        pytest.param(with_record(xls(), 0x0203, 0, struct.pack("<HH", 0xFFFF, 0xFFFF)), "SKJ131", id="far cell"),
        pytest.param(with_record(xls(), 0x0203, 0, struct.pack("<HH", 0xFFFF, 254)), "SKJ132", id="area"),
        pytest.param(xls()[:700], "SKJ108", id="cut off"),
        pytest.param(xls()[:3_000], "SKJ108", id="cut off later"),
    ],
)
def test_false_figures_in_xls_records_are_refused(data: bytes, code: str) -> None:
    assert xls_refusal(data) == code


def test_one_long_string_in_many_xls_cells_is_refused() -> None:
    assert xls_refusal(xls(300), replace(LIMITS, text_bytes=100_000)) == "SKJ133"
    assert len(read_ole_workbook(xls(300), "book.xls", replace(LIMITS, text_bytes=500_000)).tables[0].rows) == 300


def test_strings_that_run_over_several_records_are_measured() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for row in range(400):
        sheet.write(row, 0, f"{row} ก" + "ข้อความยาว" * 20)
        sheet.write(row, 1, f"plain ascii {row} " * 9)
    volume = sum(3 * (len(f"{row} ก") + 200 + 9 * len(f"plain ascii {row} ")) for row in range(400))
    data = saved(book.save)
    assert read_ole_workbook(data, "b.xls", replace(LIMITS, text_bytes=volume)).tables[0].value(400, 1)
    assert xls_refusal(data, replace(LIMITS, text_bytes=volume - 1)) == "SKJ133"

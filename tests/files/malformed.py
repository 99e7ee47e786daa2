"""Malformed and hostile ledgers, made when they are asked for: each shape is one fault, named after it.

A shape is a file name and its bytes. What skj says to each stands in `test_malformed.py`; a new shape is one function here
and one line there.
"""

import random
import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Final
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile

import xlwt

from tests.files.raw_books import (
    HEAD,
    MAIN,
    OFFICE,
    PACKAGE,
    false_size,
    ods,
    saved,
    sheet_xml,
    strings_xml,
    xlsx,
    xlsx_parts,
    zipped,
)

Shape = tuple[str, bytes]
Maker = Callable[[], Shape]
SHAPES: Final[dict[str, Maker]] = {}
ODS_TYPE: Final = "application/vnd.oasis.opendocument.spreadsheet"
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CELL: Final = '<row r="1"><c r="A1" t="inlineStr"><is><t>ห้อง</t></is></c></row>'
LAUGHS: Final = (
    '<!DOCTYPE b [<!ENTITY a "ฮ่า">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)


def bytes_of(seed: int, count: int) -> bytes:
    """Bytes without any order, the same ones each time."""
    return random.Random(seed).randbytes(count)  # noqa: S311  (nothing is hidden with them)


def shape(make: Maker) -> Maker:
    """Register a shape under the words of its function's name."""
    SHAPES[make.__name__.replace("_", " ")] = make
    return make


def text_cell(address: str, text: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'


def numbered(address: str, value: str, kind: str = "") -> str:
    typed = f' t="{kind}"' if kind else ""
    return f'<c r="{address}"{typed}><v>{value}</v></c>'


def book(rows: str = CELL, **more: str) -> bytes:
    return xlsx(sheet_xml(rows, **more))


def changed(**parts: str | bytes | None) -> bytes:
    """The smallest workbook with some parts replaced, or taken out (None); `_` stands for what a name cannot hold."""
    names = {"types": "[Content_Types].xml", "root": "_rels/.rels", "links": "xl/_rels/workbook.xml.rels"}
    names |= {"workbook": "xl/workbook.xml", "sheet": "xl/worksheets/sheet1.xml", "strings": "xl/sharedStrings.xml"}
    made: dict[str, str | bytes] = dict(xlsx_parts(sheet_xml(CELL)))
    for name, content in parts.items():
        if content is None:
            made.pop(names[name])
        else:
            made[names[name]] = content
    return zipped(made)


def workbook_xml(sheets: str) -> str:
    return f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'


def archive(*members: tuple[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", method) as made:
        for name, content in members:
            made.writestr(name, content)
    return stream.getvalue()


# --- the file itself ------------------------------------------------------------------------------------------------


@shape
def empty_file() -> Shape:
    return "a.xlsx", b""


@shape
def spaces_only() -> Shape:
    return "a.csv", b" \n \n"


@shape
def random_bytes_named_xlsx() -> Shape:
    return "a.xlsx", bytes_of(1, 4_000)


@shape
def random_bytes_named_csv() -> Shape:
    return "a.csv", bytes_of(2, 4_000)


@shape
def pdf_named_xlsx() -> Shape:
    return "a.xlsx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


@shape
def picture_named_csv() -> Shape:
    return "a.csv", b"\x89PNG\r\n\x1a\n" + bytes(40)


@shape
def gzip_named_csv() -> Shape:
    return "a.csv", b"\x1f\x8b\x08\0" + bytes(30)


@shape
def rich_text_named_xls() -> Shape:
    return "a.xls", b"{\\rtf1\\ansi ledger}"


@shape
def web_page_named_xls() -> Shape:
    return "a.xls", "<html><table><tr><td>ห้อง</td></tr></table></html>".encode()


@shape
def xml_spreadsheet_named_xls() -> Shape:
    return "a.xls", b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'


@shape
def csv_named_xlsx() -> Shape:
    return "a.xlsx", "ห้อง,เขต\r\n101,ดินแดง\r\n".encode()


@shape
def workbook_named_csv() -> Shape:
    return "a.csv", book()


@shape
def json_named_csv() -> Shape:
    return "a.csv", b'{"room": [1, 2, 3]}'


# --- the zip archive ------------------------------------------------------------------------------------------------


@shape
def archive_cut_in_half() -> Shape:
    data = book()
    return "a.xlsx", data[: len(data) // 2]


@shape
def archive_without_its_end() -> Shape:
    return "a.xlsx", book()[:-22]


@shape
def local_headers_only() -> Shape:
    data = book()
    return "a.xlsx", data[: data.find(b"PK\x01\x02")]


@shape
def end_record_only() -> Shape:
    return "a.xlsx", b"PK\x05\x06" + bytes(18)


@shape
def bytes_in_front_of_the_archive() -> Shape:
    return "a.xlsx", b"PK\x03\x04 not yet" + book()


@shape
def two_archives_in_one() -> Shape:
    return "a.xlsx", book() + book('<row r="1"/>')


@shape
def comment_behind_the_archive() -> Shape:
    stream = BytesIO(book())
    with ZipFile(stream, "a") as made:
        made.comment = "หมายเหตุ".encode()
    return "a.xlsx", stream.getvalue()


@shape
def checksum_of_a_part_wrong() -> Shape:
    data = book()
    at = data.rfind(b"PK\x01\x02")
    return "a.xlsx", data[: at + 16] + b"\0\0\0\0" + data[at + 20 :]


@shape
def spoilt_packed_bytes() -> Shape:
    data = bytearray(book())
    at = data.find(b"xl/worksheets/sheet1.xml") + 40
    data[at : at + 60] = bytes(60)
    return "a.xlsx", bytes(data)


@shape
def stated_size_too_small() -> Shape:
    return "a.xlsx", false_size(b"<a/>" * 500, 10)


@shape
def stated_size_too_large() -> Shape:
    return "a.xlsx", false_size(b"<a/>" * 500, 1_000_000)


@shape
def stated_size_of_four_gigabytes() -> Shape:
    return "a.xlsx", false_size(b"<a/>" * 500, 0xFFFFFFFE)


@shape
def part_encrypted() -> Shape:
    data = bytearray(book())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        data[at + offset] |= 1
    return "a.xlsx", bytes(data)


@shape
def part_packed_with_bzip2() -> Shape:
    return "a.xlsx", archive(("[Content_Types].xml", b"<Types/>"), method=ZIP_BZIP2)


@shape
def part_name_leads_upward() -> Shape:
    return "a.xlsx", archive(("../../evil.xml", b"<a/>"))


@shape
def part_name_is_absolute() -> Shape:
    return "a.xlsx", archive(("/etc/passwd", b"x"))


@shape
def part_name_with_a_drive() -> Shape:
    return "a.xlsx", archive(("C:/windows/a.xml", b"<a/>"))


@shape
def parts_that_differ_in_case_only() -> Shape:
    return "a.xlsx", archive(("xl/workbook.xml", b"<a/>"), ("XL/Workbook.xml", b"<a/>"))


@shape
def parts_that_differ_in_slashes_only() -> Shape:
    return "a.xlsx", archive(("xl/workbook.xml", b"<a/>"), ("xl\\workbook.xml", b"<a/>"))


@shape
def ten_thousand_parts() -> Shape:
    return "a.xlsx", archive(*((f"xl/p{number}.xml", b"<a/>") for number in range(10_000)), method=ZIP_STORED)


@shape
def part_of_one_gigabyte_of_spaces() -> Shape:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)  # may stand any number of times
    packed = block * (1 << 10) + packer.flush()
    name = b"xl/worksheets/sheet1.xml"
    common = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, 0, len(packed), 1 << 30, len(name), 0)
    local = b"PK\x03\x04" + common + name + packed
    central = b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    return "a.xlsx", local + central + end


@shape
def many_parts_that_unpack_too_far() -> Shape:
    parts = [(f"xl/p{number}.bin", bytes_of(number, 1_200_000)) for number in range(6)]
    data = bytearray(archive(*parts, method=ZIP_STORED))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", 100 << 20)
        at = data.find(b"PK\x01\x02", at + 4)
    return "a.xlsx", bytes(data)


# --- what is no workbook for us -------------------------------------------------------------------------------------


@shape
def word_document_named_xlsx() -> Shape:
    root = f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    return "a.xlsx", zipped({"[Content_Types].xml": "<Types/>", "_rels/.rels": root, "word/document.xml": "<w/>"})


@shape
def slides_named_xlsx() -> Shape:
    root = f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="ppt/presentation.xml"/></Relationships>'
    return "a.xlsx", zipped({"[Content_Types].xml": "<Types/>", "_rels/.rels": root, "ppt/presentation.xml": "<p/>"})


@shape
def binary_workbook() -> Shape:
    root = f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.bin"/></Relationships>'
    return "a.xlsb", zipped({"[Content_Types].xml": "<Types/>", "_rels/.rels": root, "xl/workbook.bin": b"\x83\x01\0"})


@shape
def archive_of_photographs() -> Shape:
    return "a.xlsx", zipped({"room1.jpg": b"\xff\xd8\xff", "room2.jpg": b"\xff\xd8\xff"})


@shape
def text_document_named_ods() -> Shape:
    return "a.ods", zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"})


@shape
def encrypted_ods() -> Shape:
    manifest = "<m><encryption-data/></m>"
    return "a.ods", zipped({"mimetype": ODS_TYPE, "content.xml": b"\x01", "META-INF/manifest.xml": manifest})


@shape
def ods_without_content() -> Shape:
    return "a.ods", zipped({"mimetype": ODS_TYPE})


@shape
def ods_content_not_well_formed() -> Shape:
    return "a.ods", ods("<table:table-row>")


@shape
def ods_rows_repeated_a_billion_times() -> Shape:
    cell = '<table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell>'
    return "a.ods", ods(f'<table:table-row table:number-rows-repeated="1000000000">{cell}</table:table-row>')


@shape
def ods_columns_repeated_a_billion_times() -> Shape:
    cell = '<table:table-cell table:number-columns-repeated="1000000000" office:value-type="string"><text:p>a</text:p></table:table-cell>'
    return "a.ods", ods(f"<table:table-row>{cell}</table:table-row>")


@shape
def password_protected() -> Shape:
    return "a.xlsx", OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)


@shape
def old_container_cut_off() -> Shape:
    return "a.xls", OLE + bytes(20)


@shape
def old_container_of_zeros() -> Shape:
    return "a.xls", OLE + bytes(4_096)


@shape
def old_workbook_cut_off() -> Shape:
    return "a.xls", old_book()[:3_000]


@shape
def old_workbook_with_a_far_cell() -> Shape:
    return "a.xls", with_record(old_book(), 0x0203, struct.pack("<HH", 0xFFFF, 0xFFFF))


@shape
def old_workbook_with_false_dimensions() -> Shape:
    return "a.xls", with_record(old_book(), 0x0200, struct.pack("<IIHH", 0, 2**32 - 1, 0, 0xFFFF))


@shape
def old_workbook_of_few_values_far_apart() -> Shape:
    made = xlwt.Workbook()
    for name in ("ก", "ข"):
        sheet = made.add_sheet(name)
        sheet.write(0, 0, 1)
        sheet.write(65_535, 20, 1)
    return "a.xls", saved(made.save)


@shape
def ods_of_few_values_far_apart() -> Shape:
    cell = '<table:table-cell office:value-type="float" office:value="1"/>'
    wide = f'<table:table-row><table:table-cell table:number-columns-repeated="49"/>{cell}</table:table-row>'
    blank = '<table:table-row table:number-rows-repeated="50000"><table:table-cell/></table:table-row>'
    return "a.ods", ods(wide + blank + wide)


@shape
def ods_error_without_a_text_far_below() -> Shape:
    blank = '<table:table-row table:number-rows-repeated="1000000000"><table:table-cell/></table:table-row>'
    error = '<table:table-row><table:table-cell calcext:value-type="error">\n</table:table-cell></table:table-row>'
    return "a.ods", ods(blank + error)


@shape
def ods_laid_out_in_lines() -> Shape:
    cell = '<table:table-cell office:value-type="string">\n<text:p>ห้อง</text:p>\n</table:table-cell>'
    return "a.ods", ods(f"\n<table:table-row>\n {cell}\n {cell}\n</table:table-row>\n")


@shape
def ods_with_macros() -> Shape:
    macro = (
        '<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd"><script:module/>'
    )
    return "a.ods", with_part(ods(""), "Basic/Standard/Module1.xml", HEAD + macro)


@shape
def ods_content_with_a_document_type() -> Shape:
    return "a.ods", zipped({"mimetype": ODS_TYPE, "content.xml": f"{LAUGHS}<a>&j;</a>"})


@shape
def document_type_in_a_workbook_of_two_kinds() -> Shape:
    data = with_part(book(), "content.xml", "<a/>")
    return "a.xlsx", with_part(data, "xl/styles.xml", f"{LAUGHS}<styleSheet>&j;</styleSheet>")


def with_part(data: bytes, name: str, content: str | bytes) -> bytes:
    stream = BytesIO(data)
    with ZipFile(stream, "a") as made:
        made.writestr(name, content)
    return stream.getvalue()


def old_book() -> bytes:
    made = xlwt.Workbook()
    sheet = made.add_sheet("ทะเบียน")
    for row in range(3):
        sheet.write(row, 0, "ข้อความ" * 50)
        sheet.write(row, 1, row + 0.123456)
    return saved(made.save)


def with_record(data: bytes, kind: int, new: bytes) -> bytes:
    begin = data.find(struct.pack("<HH", kind, 14)) + 4
    return data[:begin] + new + data[begin + len(new) :]


# --- parts of a workbook --------------------------------------------------------------------------------------------


@shape
def billion_laughs_in_the_sheet() -> Shape:
    return "a.xlsx", changed(sheet=f"{HEAD}{LAUGHS}<worksheet xmlns='{MAIN}'><sheetData>&j;</sheetData></worksheet>")


@shape
def billion_laughs_in_the_strings() -> Shape:
    return "a.xlsx", changed(strings=f"{HEAD}{LAUGHS}<sst xmlns='{MAIN}'><si><t>&j;</t></si></sst>")


@shape
def billion_laughs_in_the_workbook() -> Shape:
    return "a.xlsx", changed(workbook=f"{HEAD}{LAUGHS}<workbook xmlns='{MAIN}'>&j;</workbook>")


@shape
def external_entity() -> Shape:
    bomb = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return "a.xlsx", changed(sheet=f"{HEAD}{bomb}<worksheet xmlns='{MAIN}'><sheetData>&x;</sheetData></worksheet>")


@shape
def sheet_in_utf16() -> Shape:
    return "a.xlsx", changed(sheet=sheet_xml(CELL).replace("UTF-8", "UTF-16").encode("utf-16"))


@shape
def sheet_in_utf16_under_another_name() -> Shape:
    links = f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
    sheet = sheet_xml(CELL).replace("UTF-8", "UTF-16").encode("utf-16")
    return "a.xlsx", with_part(changed(links=links, sheet=None), "xl/worksheets/sheet1.bin", sheet)


@shape
def data_model_beside_the_sheets() -> Shape:
    return "a.xlsx", with_part(book(), "xl/model/item.data", "STREAM_STORAGE_SIGNATURE_".encode("utf-16") + bytes(9))


@shape
def leavings_of_a_mac() -> Shape:
    return "a.xlsx", with_part(book(), "__MACOSX/_rels/._.rels", b"\0\x05\x16\x07\0\x02\0\0Mac OS X")


@shape
def sheet_not_well_formed() -> Shape:
    return "a.xlsx", book('<row r="1"><c r="A1"><v>1</row>')


@shape
def sheet_cut_off() -> Shape:
    return "a.xlsx", changed(sheet=sheet_xml(CELL)[:-40])


@shape
def sheet_part_missing() -> Shape:
    return "a.xlsx", changed(sheet=None)


@shape
def sheet_part_empty() -> Shape:
    return "a.xlsx", changed(sheet=b"")


@shape
def links_of_the_workbook_missing() -> Shape:
    return "a.xlsx", changed(links=None)


@shape
def links_not_well_formed() -> Shape:
    return "a.xlsx", changed(links="<Relationships><Relationship")


@shape
def workbook_part_missing() -> Shape:
    return "a.xlsx", changed(workbook=None)


@shape
def workbook_without_sheets() -> Shape:
    return "a.xlsx", changed(workbook=workbook_xml(""))


@shape
def content_types_missing() -> Shape:
    return "a.xlsx", changed(types=None)


@shape
def strings_missing_though_used() -> Shape:
    return "a.xlsx", book(f'<row r="1">{numbered("A1", "0", "s")}</row>')


@shape
def string_index_out_of_range() -> Shape:
    return "a.xlsx", xlsx(sheet_xml(f'<row r="1">{numbered("A1", "9", "s")}</row>'), strings=strings_xml("ห้อง"))


@shape
def string_index_negative() -> Shape:
    return "a.xlsx", xlsx(sheet_xml(f'<row r="1">{numbered("A1", "-1", "s")}</row>'), strings=strings_xml("ห้อง"))


@shape
def false_number_of_strings() -> Shape:
    return "a.xlsx", xlsx(sheet_xml(CELL), strings=strings_xml("ก", unique="4294967295"))


@shape
def two_sheets_of_one_name() -> Shape:
    sheets = '<sheet name="S" sheetId="1" r:id="rId1"/><sheet name="S" sheetId="2" r:id="rId1"/>'
    return "a.xlsx", changed(workbook=workbook_xml(sheets))


@shape
def sheet_named_like_markup() -> Shape:
    sheets = '<sheet name="[red]&lt;b&gt;\u202e" sheetId="1" r:id="rId1"/>'
    return "a.xlsx", changed(workbook=workbook_xml(sheets))


# --- cells ----------------------------------------------------------------------------------------------------------


@shape
def far_cell() -> Shape:
    return "a.xlsx", book(f'{CELL}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


@shape
def few_values_far_apart() -> Shape:
    return "a.xlsx", book(f'{CELL}<row r="200000"><c r="AX200000"><v>1</v></c></row>')


@shape
def few_values_far_apart_on_many_sheets() -> Shape:
    sheet = sheet_xml(f'{CELL}<row r="70000"><c r="Z70000"><v>1</v></c></row>')
    return "a.xlsx", xlsx(*[sheet] * 20)


@shape
def error_without_a_value_far_below() -> Shape:
    return "a.xlsx", book(f'{CELL}<!-- slow --><row r="900000000"><c r="A900000000" t="e"/></row>')


@shape
def row_number_of_32_bits() -> Shape:
    return "a.xlsx", book('<row r="4294967295"><c r="A4294967295"><v>1</v></c></row>')


@shape
def row_number_zero() -> Shape:
    return "a.xlsx", book('<row r="0"><c r="A0"><v>1</v></c></row>')


@shape
def row_number_is_a_word() -> Shape:
    return "a.xlsx", book('<row r="first"><c r="A1"><v>1</v></c></row>')


@shape
def column_beyond_the_sheet() -> Shape:
    return "a.xlsx", book('<row r="1"><c r="ZZZZ1"><v>1</v></c></row>')


@shape
def address_is_no_address() -> Shape:
    return "a.xlsx", book('<row r="1"><c r="!!"><v>1</v></c></row>')


@shape
def rows_without_numbers() -> Shape:
    return "a.xlsx", book("<row><c><v>1</v></c></row><row><c><v>2</v></c></row>")


@shape
def rows_in_descending_order() -> Shape:
    return "a.xlsx", book(f'<row r="9">{text_cell("A9", "ก")}</row><row r="2">{text_cell("A2", "ข")}</row>')


@shape
def six_hundred_columns() -> Shape:
    return "a.xlsx", book(f'<row r="1">{"<c><v>1</v></c>" * 600}</row>')


@shape
def cell_of_two_megabytes() -> Shape:
    return "a.xlsx", zipped_loosely(sheet_xml(f'<row r="1">{text_cell("A1", noise(2 << 20))}</row>'))


@shape
def one_long_string_in_very_many_cells() -> Shape:
    rows = "".join(f'<row r="{n}">{numbered(f"A{n}", "0", "s")}</row>' for n in range(1, 20_001))
    return "a.xlsx", xlsx(sheet_xml(rows), strings=strings_xml(noise(32_000)))


@shape
def five_million_rows() -> Shape:
    numbers = bytes_of(5, 2_000_000).hex()
    rows = "".join("<row/>" * 99 + f"<!--{numbers[80 * n : 80 * n + 80]}-->" for n in range(50_000))
    return "a.xlsx", xlsx(sheet_xml(rows))


@shape
def control_characters_in_a_cell() -> Shape:
    return "a.xlsx", book(f'<row r="1">{text_cell("A1", "ก&#1;&#27;[31m")}</row>')


@shape
def raw_control_bytes_in_a_cell() -> Shape:
    cell = text_cell("A1", "ก\x01\x1b[31m")
    return "a.xlsx", book(f'<row r="1">{cell}</row>')


@shape
def invalid_utf8_in_a_cell() -> Shape:
    return "a.xlsx", changed(sheet=sheet_xml(CELL).encode().replace("ห้อง".encode(), b"\xff\xfe\xe0\xb8"))


@shape
def word_where_a_number_is_stated() -> Shape:
    return "a.xlsx", book(f'<row r="1">{numbered("A1", "abc", "n")}</row>')


@shape
def number_beyond_all_numbers() -> Shape:
    return "a.xlsx", book(f'<row r="1">{numbered("A1", "1e999")}{numbered("B1", "NaN")}{numbered("C1", "-inf")}</row>')


@shape
def unknown_kind_of_cell() -> Shape:
    return "a.xlsx", book(f'<row r="1">{numbered("A1", "1", "zz")}</row>')


@shape
def formula_without_a_value() -> Shape:
    return "a.xlsx", book('<row r="1"><c r="A1"><f>SUM(B1:B9)</f></c></row>')


@shape
def merges_over_merges() -> Shape:
    merges = '<mergeCells count="2"><mergeCell ref="A1:C3"/><mergeCell ref="B2:D4"/></mergeCells>'
    return "a.xlsx", book(after=merges)


@shape
def merge_over_the_whole_sheet() -> Shape:
    return "a.xlsx", book(after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')


@shape
def merge_that_is_no_range() -> Shape:
    return "a.xlsx", book(after='<mergeCells><mergeCell ref="A1:"/><mergeCell/></mergeCells>')


@shape
def one_hundred_thousand_merges() -> Shape:
    ranges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 100_001))
    return "a.xlsx", book(after=f"<mergeCells>{ranges}</mergeCells>")


def noise(length: int) -> str:
    """A text that packs badly, so that only what the test is about is out of the ordinary."""
    return bytes_of(length, length // 2 + 1).hex()[:length]


def zipped_loosely(sheet: str) -> bytes:
    return zipped({**xlsx_parts(sheet_xml(CELL)), "xl/worksheets/sheet1.xml": sheet})


# --- delimited text -------------------------------------------------------------------------------------------------


@shape
def csv_with_null_bytes() -> Shape:
    return "a.csv", "ห้อง,เขต\n10\x001,ดินแดง\n".encode()


@shape
def csv_with_an_open_quote() -> Shape:
    return "a.csv", 'ห้อง,เขต\n"101,ดินแดง\n102,บางแค\n'.encode()


@shape
def csv_with_a_field_of_200_kilobytes() -> Shape:
    return "a.csv", f"ห้อง,เขต\n{'x' * 200_000},ดินแดง\n".encode()


@shape
def csv_with_a_line_of_eleven_megabytes() -> Shape:
    return "a.csv", "ห้อง,เขต\n".encode() + b"x," * 5_500_000


@shape
def csv_in_two_encodings() -> Shape:
    return "a.csv", "ห้อง,เขต\n101,ดินแดง\n".encode() + "102,บางแค\n".encode("cp874")


@shape
def csv_in_utf16_without_a_mark() -> Shape:
    return "a.csv", "ห้อง,เขต\n101,ดินแดง\n".encode("utf-16-le")


@shape
def csv_in_utf16_cut_in_a_letter() -> Shape:
    return "a.csv", "ห้อง,เขต\n101,ดินแดง\n".encode("utf-16")[:-1]


@shape
def csv_in_utf32() -> Shape:
    return "a.csv", "ห้อง,เขต\n101,ดินแดง\n".encode("utf-32")


@shape
def csv_of_a_mark_alone() -> Shape:
    return "a.csv", b"\xef\xbb\xbf"


@shape
def csv_cut_in_a_letter() -> Shape:
    return "a.csv", "ห้อง,เขต\n101,ดินแดง".encode()[:-1]


@shape
def csv_in_latin1() -> Shape:
    return "a.csv", "café,élève,à\n1,2,3\n".encode("latin-1")


@shape
def csv_with_six_hundred_columns() -> Shape:
    return "a.csv", b"x," * 600


@shape
def csv_with_half_a_million_lines() -> Shape:
    return "a.csv", b"x,y\n" * 500_000


@shape
def csv_with_ragged_rows() -> Shape:
    return "a.csv", "ห้อง,เขต\n1,2,3,4,5\n1\n\n,,,\n".encode()


@shape
def csv_ended_by_returns_alone() -> Shape:
    return "a.csv", "ห้อง,เขต\r101,ดินแดง\r".encode()


@shape
def csv_with_a_quote_that_swallows_rows() -> Shape:
    rows = "".join(f"{n},ดินแดง\n" for n in range(60))
    return "a.csv", f'ห้อง,เขต\n"100,x\n{rows}200",บางแค\n'.encode()

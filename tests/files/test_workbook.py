"""What a workbook holds, as raw tables: true addresses, dates, errors, merges, hidden sheets, and the reader's own faults."""

import struct
from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import pytest
import python_calamine
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook as NewWorkbook
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from skj.diagnostics import InputRefused
from skj.files import workbook
from skj.files.ole import MAGIC
from skj.files.tables import CellError, Merge, RawTable
from skj.files.workbook import Workbook, read_ole_workbook, read_zip_workbook
from tests.files.raw_books import ods, saved, sheet_xml, strings_xml, xlsx, xlsx_parts, zipped


def made(fill: Callable[[Worksheet, NewWorkbook], object]) -> Workbook:
    """A workbook by openpyxl, read back."""
    book = NewWorkbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    fill(sheet, book)
    return read_zip_workbook(saved(book.save), "book.xlsx")


def only(book: Workbook) -> RawTable:
    assert len(book.tables) == 1
    return book.tables[0]


def refusal(data: bytes, read: Callable[[bytes, str], Workbook] = read_zip_workbook) -> str:
    with pytest.raises(InputRefused) as caught:
        read(data, "book.xlsx")
    assert caught.value.diagnostic.message()
    return caught.value.diagnostic.code


def row_xml(*cells: str) -> str:
    return f'<row r="1">{"".join(cells)}</row>'


def test_values_keep_their_types() -> None:
    def fill(sheet: Worksheet, _: NewWorkbook) -> None:
        sheet.append(["ชื่อ", 2567, 0.5, True, date(2024, 10, 5), datetime(2024, 10, 5, 8, 30), time(8, 30), None, "x"])  # noqa: DTZ001  (cells have no zone)

    table = only(made(fill))
    when = datetime(2024, 10, 5, 8, 30)  # noqa: DTZ001  (cells have no zone)
    assert table.rows == [["ชื่อ", 2567.0, 0.5, True, date(2024, 10, 5), when, time(8, 30), None, "x"]]
    assert (table.file, table.sheet, table.encoding, table.is_hidden) == ("book.xlsx", "Sheet", "", False)


def test_addresses_are_true_when_the_data_start_at_d5() -> None:
    def fill(sheet: Worksheet, _: NewWorkbook) -> None:
        sheet["D5"] = "ลำดับ"
        sheet["E7"] = 1

    table = only(made(fill))
    assert table.value(5, 4) == "ลำดับ"
    assert table.value(7, 5) == 1.0
    assert table.rows[:4] == [[None] * 5] * 4
    assert len(table.rows) == 7


def test_texts_that_are_empty_are_none() -> None:
    table = only(
        read_zip_workbook(
            xlsx(sheet_xml(row_xml('<c r="A1" t="s"><v>0</v></c>', '<c r="B1"><v>1</v></c>')), strings=strings_xml("")),
            "b",
        )
    )
    assert table.rows == [[None, 1.0]]


def test_texts_are_not_trimmed() -> None:
    def fill(sheet: Worksheet, _: NewWorkbook) -> None:
        sheet.append(["  ก\nข "])

    assert only(made(fill)).rows == [["  ก\nข "]]


def styled(*formats: int | str, epoch: str = "") -> bytes:
    """Serial 45334 in A1, B1, … with these number formats: an id, or a code for a format of one's own."""
    own = [code for code in formats if isinstance(code, str)]
    codes = "".join(f'<numFmt numFmtId="{200 + n}" formatCode="{code}"/>' for n, code in enumerate(own))
    ids = [200 + own.index(one) if isinstance(one, str) else one for one in formats]
    kinds = "".join(f'<xf numFmtId="{one}" applyNumberFormat="1"/>' for one in ids)
    styles = f'<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts>{codes}</numFmts><cellXfs>{kinds}</cellXfs></styleSheet>'
    cells = (f'<c r="{chr(65 + n)}1" s="{n}"><v>45334</v></c>' for n in range(len(formats)))
    parts = xlsx_parts(sheet_xml(row_xml(*cells)), properties=epoch)
    rels = "xl/_rels/workbook.xml.rels"
    link = '<Relationship Id="rId98" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>'
    parts[rels] = parts[rels].replace("</Relationships>", f"{link}</Relationships>")
    return zipped(parts | {"xl/styles.xml": styles})


@pytest.mark.parametrize("number_format", range(71, 82))
def test_thai_built_in_date_formats_come_as_plain_numbers(number_format: int) -> None:
    """Only the id is in the file and no reader knows it (features F6): a date column has to take the number as a serial."""
    assert only(read_zip_workbook(styled(number_format), "b")).rows == [[45334.0]]


@pytest.mark.parametrize("code", ["bbbb", "ว ดดด ปปปป"])
def test_year_only_and_thai_lettered_formats_come_as_plain_numbers(code: str) -> None:
    assert only(read_zip_workbook(styled(code), "b")).rows == [[45334.0]]


@pytest.mark.parametrize(
    "code", ["[$-107041E]d mmm yyyy", "[$-D07041E]d mmmm yyyy", "d mmm bbbb", "[$-1070000]d/mm/yyyy"]
)
def test_other_thai_formats_come_as_dates(code: str) -> None:
    assert only(read_zip_workbook(styled(code), "b")).rows == [[date(2024, 2, 12)]]


def test_a_year_typed_in_buddhist_era_comes_as_it_is() -> None:
    def fill(sheet: Worksheet, _: NewWorkbook) -> None:
        sheet["A1"] = date(2567, 10, 5)

    assert only(made(fill)).rows == [[date(2567, 10, 5)]]


@pytest.mark.parametrize("flag", ["1", "true"])
def test_the_1904_system_is_told_and_used(flag: str) -> None:
    data = styled(14, 0, epoch=f'<workbookPr date1904="{flag}"/>')
    table = only(read_zip_workbook(data, "b"))
    assert table.is_1904
    assert table.rows == [[date(2028, 2, 13), 45334.0]]


def test_the_1900_system_is_the_usual_one() -> None:
    assert not only(read_zip_workbook(styled(14, epoch='<workbookPr date1904="0"/>'), "b")).is_1904


def test_error_values_stand_at_their_place() -> None:
    cells = row_xml(
        '<c r="A1" t="str"><v>ชื่อ</v></c>',
        '<c r="B1" t="e"><v>#N/A</v></c>',
        '<c r="C1" s="0" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        '<c r="D1" t="e"><f t="shared" si="0"/><v>#REF!</v></c>',
    )
    far = '<row r="3"><c r="F3" t="e"><v>#NAME?</v></c></row>'
    table = only(read_zip_workbook(xlsx(sheet_xml(cells + far)), "b"))
    assert table.rows[0][:4] == ["ชื่อ", CellError("#N/A"), CellError("#DIV/0!"), CellError("#REF!")]
    assert table.value(3, 6) == CellError("#NAME?")


def test_errors_go_to_the_right_sheet() -> None:
    """The second sheet is the third part: only the relationships say which is which (lossless rule 2)."""
    parts = xlsx_parts(
        sheet_xml(row_xml('<c r="A1"><v>1</v></c>')), sheet_xml(row_xml('<c r="A1" t="e"><v>#N/A</v></c>'))
    )
    parts["xl/sheets/other.xml"] = parts.pop("xl/worksheets/sheet2.xml")
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace("worksheets/sheet2.xml", "/xl/sheets/Other.xml".replace("Other", "other"))
    tables = read_zip_workbook(zipped(parts), "b").tables
    assert [table.rows for table in tables] == [[[1.0]], [[CellError("#N/A")]]]


def test_formulas_without_a_result_are_told() -> None:
    def fill(sheet: Worksheet, _: NewWorkbook) -> None:
        sheet.append(["ก", 1])
        for row in range(2, 9):
            sheet.append(["ข", f"=B{row - 1}+1"])

    book = made(fill)
    assert [(found.code, found.place.cell, found.args["count"]) for found in book.findings] == [("SKJ140", "B2", 7)]
    assert "B2, B3, B4, B5, B6, …" in book.findings[0].message()
    assert only(book).value(2, 2) is None


def test_formulas_with_a_result_are_their_result() -> None:
    cells = row_xml(
        '<c r="A1"><f>1+1</f><v>2</v></c>', '<c r="B1" t="str"><f>""</f><v></v></c>', '<c r="C1"><v>3</v></c>'
    )
    book = read_zip_workbook(xlsx(sheet_xml(cells)), "b")
    assert only(book).rows == [[2.0, None, 3.0]]
    assert book.findings == ()


def test_merges_count_from_one() -> None:
    def fill(sheet: Worksheet, _: NewWorkbook) -> None:
        sheet["B2"] = "ทะเบียน"
        sheet.merge_cells("B2:D3")

    assert only(made(fill)).merges == (Merge(2, 2, 3, 4),)


def test_hidden_sheets_and_very_hidden_ones_are_marked() -> None:
    states = ("", ' state="hidden"', ' state="veryHidden"')
    one = sheet_xml(row_xml('<c r="A1"><v>1</v></c>'))
    tables = read_zip_workbook(xlsx(one, one, one, states=states), "b").tables
    assert [(table.sheet, table.is_hidden) for table in tables] == [("S1", False), ("S2", True), ("S3", True)]


def test_hidden_rows_stay_data_and_are_named() -> None:
    def fill(sheet: Worksheet, _: NewWorkbook) -> None:
        for row in range(1, 4):
            sheet.append([row])
        sheet.row_dimensions[2].hidden = True

    table = only(made(fill))
    assert table.rows == [[1.0], [2.0], [3.0]]
    assert table.hidden_rows == {2}


def test_chart_sheets_are_skipped() -> None:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as new:
        chart = new.add_chart({"type": "bar"})
        new.add_chartsheet("กราฟ").set_chart(chart)
        new.add_worksheet("ข้อมูล").write_row("A1", ["a", 1])
        chart.add_series({"values": "=ข้อมูล!$B$1"})
    table = only(read_zip_workbook(stream.getvalue(), "b"))
    assert (table.sheet, table.rows) == ("ข้อมูล", [["a", 1.0]])


def test_only_chart_sheets_are_refused() -> None:
    parts = xlsx_parts(sheet_xml(""))
    parts["xl/chartsheets/sheet1.xml"] = parts.pop("xl/worksheets/sheet1.xml").replace("worksheet", "chartsheet")
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace("worksheet", "chartsheet")
    assert refusal(zipped(parts)) == "SKJ113"


def test_an_empty_sheet_is_an_empty_table() -> None:
    assert only(made(lambda _sheet, _book: None)).rows == []


def test_styled_but_blank_cells_do_not_lengthen_the_table() -> None:
    def fill(sheet: Worksheet, _: NewWorkbook) -> None:
        sheet["A1"] = "ก"
        for row in (2, 500, 1_048_576):
            sheet.cell(row, 16_384).border = Border(left=Side(style="thin"))

    assert only(made(fill)).rows == [["ก"]]


def test_rich_texts_and_control_escapes_are_texts() -> None:
    strings = strings_xml("x").replace("<si><t>x</t></si>", "<si><r><t>นาย</t></r><r><t>สมชาย</t></r></si>")
    table = only(read_zip_workbook(xlsx(sheet_xml(row_xml('<c r="A1" t="s"><v>0</v></c>')), strings=strings), "b"))
    assert table.rows == [["นายสมชาย"]]


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        pytest.param({"word/document.xml": "<a/>"}, "SKJ109", id="zip without a workbook"),
        pytest.param({}, "SKJ109", id="empty zip"),
        pytest.param(
            {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}, "SKJ109", id="odt"
        ),
    ],
)
def test_other_zip_files_are_refused_by_name(parts: dict[str, str], code: str) -> None:
    assert refusal(zipped(parts)) == code


@pytest.mark.parametrize(
    ("target", "words"), [("word/document.xml", "Word"), ("ppt/p.xml", "PowerPoint"), ("xl/workbook.bin", "xlsb")]
)
def test_other_office_files_are_called_by_their_name(target: str, words: str) -> None:
    parts = xlsx_parts(sheet_xml(""))
    parts["_rels/.rels"] = parts["_rels/.rels"].replace("xl/workbook.xml", target)
    with pytest.raises(InputRefused) as caught:
        read_zip_workbook(zipped(parts | {target: "<a/>"}), "b")
    assert caught.value.diagnostic.code == "SKJ109"
    assert words in caught.value.diagnostic.message()


def test_a_string_that_is_not_there_is_the_readers_refusal() -> None:
    assert refusal(xlsx(sheet_xml(row_xml('<c r="A1" t="s"><v>5</v></c>')), strings=strings_xml("a"))) == "SKJ112"


def test_a_workbook_part_that_is_not_well_formed_is_refused() -> None:
    parts = xlsx_parts(sheet_xml(""))
    assert refusal(zipped(parts | {"xl/workbook.xml": "<workbook><sheets>"})) == "SKJ108"


class PanicException(BaseException):
    """As the reader's own: not an Exception, and known by its name only."""


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (PanicException("index out of bounds"), "SKJ112"),
        (python_calamine.PasswordError("x"), "SKJ107"),
        (python_calamine.ZipError("x"), "SKJ108"),
        (python_calamine.XmlError("x"), "SKJ112"),
        (python_calamine.CalamineError("x"), "SKJ112"),
        (MemoryError(), "SKJ112"),
    ],
)
def test_every_fault_of_the_reader_is_a_refusal(
    monkeypatch: pytest.MonkeyPatch, fault: BaseException, code: str
) -> None:
    def fail(_: bytes) -> None:
        raise fault

    monkeypatch.setattr(workbook, "_opened", fail)
    assert refusal(xlsx(sheet_xml(""))) == code


def test_an_interruption_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: bytes) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(workbook, "_opened", interrupt)
    with pytest.raises(KeyboardInterrupt):
        read_zip_workbook(xlsx(sheet_xml("")), "b")


# OpenDocument.


def test_an_ods_workbook_is_read() -> None:
    document = OpenDocumentSpreadsheet()
    table = Table(name="ทะเบียน")
    rows: list[list[dict[str, str]]] = [
        [{}],
        [{"valuetype": "float", "value": "2567"}, {"valuetype": "date", "datevalue": "2024-10-05"}],
    ]
    for cells in rows:
        row = TableRow()
        for attributes in cells:
            cell = TableCell(**attributes)
            row.addElement(cell)
        table.addElement(row)
    row = TableRow(visibility="filter")
    merged = TableCell(valuetype="string", numbercolumnsspanned=2, numberrowsspanned=1)
    merged.addElement(P(text="รวม"))
    row.addElement(merged)
    row.addElement(CoveredTableCell())
    table.addElement(row)
    document.spreadsheet.addElement(table)
    stream = BytesIO()
    document.write(stream)
    book = read_zip_workbook(stream.getvalue(), "b.ods")
    found = only(book)
    assert (book.form, found.sheet) == ("ods", "ทะเบียน")
    assert found.rows == [[None, None], [2567.0, date(2024, 10, 5)], ["รวม", None]]
    assert found.merges == (Merge(3, 1, 3, 2),)
    assert found.hidden_rows == {3}


def test_errors_and_bare_formulas_of_an_ods_workbook() -> None:
    error = (
        '<table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value=""'
        ' calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
    )
    bare = '<table:table-cell table:formula="of:=1+1"/>'
    text = '<table:table-cell office:value-type="string"><text:p>ก</text:p></table:table-cell>'
    book = read_zip_workbook(ods(f"<table:table-row>{error}{bare}{text}</table:table-row>"), "b.ods")
    assert only(book).rows == [[CellError("#N/A"), None, "ก"]]
    assert [(found.code, found.place.cell) for found in book.findings] == [("SKJ140", "B1")]


def test_the_xml_of_an_ods_workbook_may_be_laid_out_in_lines() -> None:
    """The lines of the XML are no text of the cell; line breaks and tabs of a paragraph are."""
    text = "<text:p>ก<text:span>ข</text:span> <text:span>ค</text:span> </text:p>"
    cell = f'<table:table-cell office:value-type="string">\n   {text}\r\n\t{{}}</table:table-cell>'
    broken = cell.format("<text:p>1<text:line-break/>2<text:tab/>3</text:p>\n")
    error = '<table:table-cell calcext:value-type="error" office:value-type="string">\n <text:p>#N/A</text:p>\n</table:table-cell>'
    rows = f"\n <table:table-row>\n  {cell.format('')}\n  {broken}\n  {error}\n </table:table-row>\n"
    book = read_zip_workbook(ods(rows), "b.ods")
    assert book.tables[0].rows == [["กข ค ", "กข ค \n1\n2\t3", CellError("#N/A")]]


def test_an_encrypted_ods_workbook_is_refused() -> None:
    parts: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": '<m:manifest xmlns:m="m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>',
        "content.xml": b"\x8a\x01\xfe" * 50,
    }
    assert refusal(zipped(parts)) == "SKJ107"


# The old format.


def old_book(*, is_1904: bool = False) -> Any:
    book: Any = xlwt.Workbook()
    book.dates_1904 = is_1904
    sheet = book.add_sheet("ทะเบียน")
    sheet.write(0, 0, "ชื่อ")
    sheet.write(1, 1, 2.5)
    sheet.write(2, 0, date(2024, 10, 5), xlwt.easyxf(num_format_str="d/m/yyyy"))
    sheet.row(2).set_cell_error(3, 0x2A)
    sheet.write_merge(4, 5, 0, 2, "รวม")
    sheet.row(1).hidden = True
    hidden = book.add_sheet("ซ่อน")
    hidden.visibility = 1
    hidden.write(0, 0, 1)
    return book


def test_an_xls_workbook_is_read() -> None:
    book = read_ole_workbook(saved(old_book().save), "b.xls")
    first, second = book.tables
    assert book.form == "xls"
    assert [first.value(1, 1), first.value(2, 2), first.value(3, 1)] == ["ชื่อ", 2.5, date(2024, 10, 5)]
    assert first.value(3, 4) == CellError("#N/A")
    assert first.merges == (Merge(5, 1, 6, 3),)
    assert first.hidden_rows == {2}
    assert [(table.sheet, table.is_hidden) for table in (first, second)] == [("ทะเบียน", False), ("ซ่อน", True)]
    assert second.rows == [[1.0]]


def test_the_1904_system_of_an_xls_workbook() -> None:
    first = read_ole_workbook(saved(old_book(is_1904=True).save), "b.xls").tables[0]
    assert first.is_1904
    assert first.value(3, 1) == date(2024, 10, 5)


def ole(*streams: str) -> bytes:
    """A container with one table sector, one directory sector and named but empty streams."""
    header = MAGIC + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE) + struct.pack("<I", 0)
    header += struct.pack("<I", 0) + b"\xff" * 4 * 108
    table = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + b"\xff" * 504
    entries = b"".join(entry(name, kind=5 if name == "Root Entry" else 2) for name in ("Root Entry", *streams))
    return header + table + entries.ljust(512, b"\0")


def entry(name: str, kind: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBB", len(text), kind, 1)
        + b"\xff" * 12
        + bytes(36)
        + struct.pack("<III", 0xFFFFFFFE, 0, 0)
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(ole("EncryptionInfo", "EncryptedPackage"), "SKJ107", id="password"),
        pytest.param(ole("WordDocument"), "SKJ109", id="Word"),
        pytest.param(ole("Something"), "SKJ109", id="something else"),
        pytest.param(ole("Workbook"), "SKJ113", id="empty stream"),
        pytest.param(MAGIC + bytes(600), "SKJ108", id="only the beginning"),
        pytest.param(MAGIC, "SKJ108", id="only the mark"),
    ],
)
def test_other_old_files_are_refused_by_name(data: bytes, code: str) -> None:
    assert refusal(data, read_ole_workbook) == code


def test_an_xls_workbook_with_a_password_is_refused() -> None:
    """FILEPASS stands behind the first record; here it takes the place of the next one."""
    data = saved(old_book().save)
    begin = data.find(struct.pack("<HH", 0x0809, 16)) + 20
    assert refusal(data[:begin] + struct.pack("<H", 0x002F) + data[begin + 2 :], read_ole_workbook) == "SKJ107"

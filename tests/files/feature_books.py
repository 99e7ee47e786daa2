"""Workbooks with one feature each around the same small ledger: headings in row 4, five records in rows 5 to 9."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Protection
from openpyxl.worksheet.datavalidation import DataValidation

from skj.files.sheet_edit import DataBlock

SHEET: Final = "ทะเบียน"
HEADINGS: Final = ("ลำดับที่", "ชื่อ - สกุล", "ชั้นตรา", "วันที่รับ", "จำนวนเงิน")
LAST: Final = 9
BLOCK: Final = DataBlock(SHEET, 4, LAST, {"seq": 1, "name": 2, "class": 3, "received_on": 4, "amount": 5}, 1, 5)
Maker = Callable[[Any, Any], None]


def png() -> bytes:
    """The smallest picture."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\x00\xff\x00\x00")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def ledger(extra: Maker = lambda _book, _sheet: None, options: dict[str, Any] | None = None) -> bytes:
    """The ledger with whatever `extra` adds."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, **(options or {})})
    book.set_properties({"created": datetime(2024, 1, 1)})  # noqa: DTZ001  (workbooks know no time zones)
    sheet = book.add_worksheet(SHEET)
    title = book.add_format({"bold": True, "align": "center"})
    day = book.add_format({"num_format": "[$-107041E]d mmm yyyy", "border": 1})
    money = book.add_format({"num_format": "#,##0.00", "border": 1})
    cell = book.add_format({"border": 1})
    sheet.merge_range("A1:E1", "ทะเบียนเครื่องราชอิสริยาภรณ์", title)
    sheet.write_row("A4", HEADINGS, title)
    for number in range(1, 6):
        row = 3 + number
        sheet.set_row(row, 21)
        sheet.write_number(row, 0, number, cell)
        sheet.write_string(row, 1, f"นายสมมุติ คนที่{number}", cell)
        sheet.write_string(row, 2, "ม.ป.ช.", cell)
        sheet.write_datetime(row, 3, date(2024, 2, number), day)
        sheet.write_number(row, 4, number * 100.5, money)
    extra(book, sheet)
    book.close()
    return stream.getvalue()


def edited_parts(
    data: bytes, changes: dict[str, Callable[[bytes], bytes]], added: dict[str, bytes] | None = None
) -> bytes:
    """The workbook with some parts rewritten by functions and others added: what no library writes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info, changes[info.filename](content) if info.filename in changes else content)
        for name, content in (added or {}).items():
            new.writestr(name, content)
    return stream.getvalue()


def replaced(old: str, new: str) -> Callable[[bytes], bytes]:
    """A change that must find its text."""

    def change(data: bytes) -> bytes:
        assert old.encode() in data, old
        return data.replace(old.encode(), new.encode(), 1)

    return change


def _table(_book: Any, sheet: Any) -> None:
    columns = [{"header": heading} for heading in HEADINGS]
    sheet.add_table("A4:E9", {"columns": columns, "name": "ทะเบียน_1"})


def _sub_table(_book: Any, sheet: Any) -> None:
    columns = [{"header": heading} for heading in HEADINGS]
    columns[4] = {"header": HEADINGS[4], "formula": "=[@ลำดับที่]*2"}
    sheet.add_table("A4:E9", {"columns": columns, "name": "T"})


def _chart(book: Any, sheet: Any) -> None:
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": f"='{SHEET}'!$E$5:$E$9", "categories": f"='{SHEET}'!$B$5:$B$9"})
    sheet.insert_chart("H2", chart)


def _filter(_book: Any, sheet: Any) -> None:
    sheet.autofilter("A4:E9")
    sheet.filter_column("C", 'x == "ม.ป.ช."')
    sheet.set_row(6, 21, None, {"hidden": True})


def _validation(book: Any, sheet: Any) -> None:
    sheet.data_validation("C5:C9", {"validate": "list", "source": ["ม.ป.ช.", "ป.ม."]})
    other = book.add_worksheet("รายการ")
    other.write_column("A1", ["ม.ป.ช.", "ป.ม."])
    sheet.data_validation("B5:B9", {"validate": "list", "source": "=รายการ!$A$1:$A$2"})


def _formats(book: Any, sheet: Any) -> None:
    red = book.add_format({"font_color": "red"})
    sheet.conditional_format("E5:E9", {"type": "cell", "criteria": ">", "value": 300, "format": red})
    sheet.conditional_format("A5:A9", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("E5:E9", {"type": "icon_set", "icon_style": "3_arrows"})


def _comments(_book: Any, sheet: Any) -> None:
    sheet.write_comment("B6", "ตรวจแล้ว")
    sheet.write_url("C7", "https://example.go.th/", string="ลิงก์")


def _rich(book: Any, sheet: Any) -> None:
    bold = book.add_format({"bold": True})
    sheet.write_rich_string("B6", "นาย", bold, "สมมุติ", " คนที่2")
    sheet.insert_textbox("H5", "หมายเหตุ")
    sheet.insert_button("H12", {"macro": "say_hello", "caption": "กด"})


def _page(book: Any, sheet: Any) -> None:
    sheet.print_area("A1:E9")
    sheet.repeat_rows(3)
    sheet.freeze_panes(4, 0)
    sheet.set_header("&L&G", {"image_left": "x.png", "image_data_left": io.BytesIO(png())})
    sheet.set_h_pagebreaks([4])
    sheet.set_column("G:G", 12, None, {"level": 1, "hidden": True})
    sheet.set_row(6, 21, None, {"level": 1})
    book.define_name("records", f"='{SHEET}'!$A$5:$E$9")
    book.define_name("rate", "=0.07")


def _more(book: Any, sheet: Any) -> None:
    sheet.insert_image("H2", "x.png", {"image_data": io.BytesIO(png())})
    sheet.add_sparkline("F5", {"range": f"'{SHEET}'!A5:E5"})
    sheet.ignore_errors({"number_stored_as_text": "B5:B9"})
    book.set_custom_property("หน่วยงาน", "สำนักงาน ก.ก.")
    other = book.add_worksheet("สรุป")
    other.write_formula("A1", f"=SUM('{SHEET}'!E5:E9)", None, 1507.5)
    other.write_dynamic_array_formula("C1:C3", f"=SORT('{SHEET}'!A5:A7)")
    pie = book.add_chart({"type": "pie"})
    pie.add_series({"values": f"='{SHEET}'!$E$5:$E$9"})
    book.add_chartsheet("แผนภูมิ").set_chart(pie)


def macro_book() -> bytes:
    """An .xlsm: the project is any bytes, which must come back the same."""
    data = edited_parts(ledger(), {}, {"xl/vbaProject.bin": bytes(range(256)) * 8})
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    kind = '<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    relation = '<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>'
    changes = {
        "[Content_Types].xml": lambda one: replaced("</Types>", kind)(
            one.replace(main.encode(), b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")
        ),
        "xl/_rels/workbook.xml.rels": replaced("</Relationships>", relation),
    }
    return edited_parts(data, changes)


def pivot_book(location: str = "G3:H9") -> bytes:
    """A pivot table made by hand, standing beside the ledger and reading from it."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml.pivot"
    types = "".join(
        f'<Override PartName="/xl/{path}" ContentType="{kinds}{kind}+xml"/>'
        for path, kind in (
            ("pivotTables/pivotTable1.xml", "Table"),
            ("pivotCache/pivotCacheDefinition1.xml", "CacheDefinition"),
        )
    )
    cache = (
        f'<pivotCacheDefinition xmlns="{main}" xmlns:r="{office}" refreshOnLoad="1"><cacheSource type="worksheet">'
        f'<worksheetSource ref="A4:E9" sheet="{SHEET}"/></cacheSource><cacheFields count="0"/></pivotCacheDefinition>'
    )
    table = f'<pivotTableDefinition xmlns="{main}" name="P" cacheId="1" dataCaption="V"><location ref="{location}" firstHeaderRow="1" firstDataRow="1" firstDataCol="0"/></pivotTableDefinition>'
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    one = f'<Relationship Id="rId9" Type="{office}/{{}}" Target="{{}}"/>'
    changes = {
        "[Content_Types].xml": replaced("</Types>", types + "</Types>"),
        "xl/workbook.xml": replaced(
            "<calcPr", '<pivotCaches><pivotCache cacheId="1" r:id="rId9"/></pivotCaches><calcPr'
        ),
        "xl/_rels/workbook.xml.rels": replaced(
            "</Relationships>",
            one.format("pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml") + "</Relationships>",
        ),
    }
    added = {
        "xl/pivotCache/pivotCacheDefinition1.xml": cache.encode(),
        "xl/pivotTables/pivotTable1.xml": table.encode(),
        "xl/pivotTables/_rels/pivotTable1.xml.rels": relations.format(
            one.format("pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml")
        ).encode(),
        "xl/worksheets/_rels/sheet1.xml.rels": relations.format(
            one.format("pivotTable", "../pivotTables/pivotTable1.xml")
        ).encode(),
    }
    return edited_parts(ledger(), changes, added)


def openpyxl_book() -> bytes:
    """The same ledger as openpyxl writes it, with a comment, a validation and protected but unlocked cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = SHEET
    sheet["A1"] = "ทะเบียน"
    for column, heading in enumerate(HEADINGS, 1):
        sheet.cell(4, column, heading)
    for number in range(1, 6):
        values: tuple[int | str | date | float, ...] = (
            number,
            f"นายสมมุติ คนที่{number}",
            "ม.ป.ช.",
            date(2024, 2, number),
            number * 100.5,
        )
        for column, value in enumerate(values, 1):
            sheet.cell(4 + number, column, value).protection = Protection(locked=False)
    sheet["B6"].comment = Comment("ตรวจแล้ว", "ผู้ตรวจ")
    validation = DataValidation("list", formula1='"ม.ป.ช.,ป.ม."')
    validation.add("C5:C9")
    sheet.add_data_validation(validation)
    sheet.protection.enable()
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def prefixed_book() -> bytes:
    """A ledger whose sheet part writes every element with a prefix, found by an absolute target in other letters."""

    def prefix(data: bytes) -> bytes:
        data = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", data)
        return data.replace(b"xmlns=", b"xmlns:x=", 1)

    return edited_parts(
        ledger(),
        {
            "xl/worksheets/sheet1.xml": prefix,
            "xl/_rels/workbook.xml.rels": replaced("worksheets/sheet1.xml", "\\XL\\Worksheets\\sheet1.xml"),
        },
    )


def strict_book() -> bytes:
    """A ledger in Strict namespaces."""

    def strict(data: bytes) -> bytes:
        data = data.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
        office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        return data.replace(office, b"http://purl.oclc.org/ooxml/officeDocument/relationships")

    names = (
        "xl/worksheets/sheet1.xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "_rels/.rels",
        "xl/styles.xml",
        "xl/sharedStrings.xml",
    )
    return edited_parts(ledger(), dict.fromkeys(names, strict))


def totals_book() -> bytes:
    """A table with a totals row below the records."""

    def table(_book: Any, sheet: Any) -> None:
        columns: list[dict[str, Any]] = [{"header": heading} for heading in HEADINGS]
        columns[4]["total_function"] = "sum"
        sheet.add_table("A4:E10", {"columns": columns, "total_row": True, "name": "T"})

    return ledger(table)


BOOKS: Final[dict[str, Callable[[], bytes]]] = {
    "plain": ledger,
    "table": lambda: ledger(_table),
    "calculated column": lambda: ledger(_sub_table),
    "chart": lambda: ledger(_chart),
    "filter and hidden rows": lambda: ledger(_filter),
    "validations": lambda: ledger(_validation),
    "conditional formats": lambda: ledger(_formats),
    "comments and links": lambda: ledger(_comments),
    "rich text, text box, button": lambda: ledger(_rich),
    "page set-up, names, groups": lambda: ledger(_page),
    "pictures, sparklines, arrays elsewhere": lambda: ledger(_more),
    "dates from 1904": lambda: ledger(options={"date_1904": True}),
    "macros": macro_book,
    "pivot table": pivot_book,
    "openpyxl, unlocked cells": openpyxl_book,
    "strict": strict_book,
}

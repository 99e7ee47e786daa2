"""Sheets of cells, and how they become .xlsx, .xls, .ods and .csv files with the same bytes every time."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter
import xlwt

EPOCH = date(1899, 12, 30)
MADE_ON = datetime(2024, 10, 15, 9, 0)  # noqa: DTZ001  (document properties carry no zone)
ZIP_TIME = (2024, 10, 15, 9, 0, 0)


@dataclass(frozen=True, slots=True)
class Cell:
    """A value and its number format: a format code, or the id of a built-in format (71-81 are those of a Thai Excel)."""

    value: str | float | date | None = None
    number_format: str | int = ""
    is_bold: bool = False

    @property
    def stored(self) -> str | float | None:
        """The value as a spreadsheet stores it: dates are serial numbers."""
        return serial(self.value) if isinstance(self.value, date) else self.value


@dataclass(slots=True)
class Sheet:
    """Cells by (row, column) from 1, merged ranges as (top, left, bottom, right)."""

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)

    @property
    def height(self) -> int:
        """The last used row, 0 for an empty sheet."""
        return max((row for row, _ in self.cells), default=0)

    @property
    def width(self) -> int:
        """The last used column, 0 for an empty sheet."""
        return max((column for _, column in self.cells), default=0)

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Set one cell; an empty one stays unset."""
        if cell.value is not None:
            self.cells[row, column] = cell

    def grid(self) -> list[list[Cell]]:
        """All rows, each as wide as the sheet."""
        empty = Cell()
        return [
            [self.cells.get((row, column), empty) for column in range(1, self.width + 1)]
            for row in range(1, self.height + 1)
        ]


def serial(day: date) -> int:
    """The serial number of a day in the 1900 date system (days after February 1900)."""
    return (day - EPOCH).days


def from_serial(number: float) -> date:
    """The day of a serial number."""
    return EPOCH + timedelta(days=int(number))


def write_xlsx(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write a workbook; texts stay texts whatever they look like."""
    options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": MADE_ON, "author": "สำนักงานการเจ้าหน้าที่"})
        formats: dict[tuple[str | int, bool], object] = {}
        for sheet in sheets:
            _fill_xlsx(book, formats, sheet)


def _fill_xlsx(book: xlsxwriter.Workbook, formats: dict[tuple[str | int, bool], object], sheet: Sheet) -> None:
    page = book.add_worksheet(sheet.name)
    page.set_column(0, sheet.width, 16)
    for top, left, bottom, right in sheet.merges:
        page.merge_range(top - 1, left - 1, bottom - 1, right - 1, "")
    for (row, column), cell in sorted(sheet.cells.items()):
        look = formats.setdefault((cell.number_format, cell.is_bold), _look(book, cell))
        write = page.write_string if isinstance(cell.stored, str) else page.write_number
        write(row - 1, column - 1, cell.stored, look)


def _look(book: xlsxwriter.Workbook, cell: Cell) -> object:
    wanted: dict[str, object] = {"bold": cell.is_bold}
    return book.add_format(wanted | ({"num_format": cell.number_format} if cell.number_format else {}))


def write_xls(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write an Excel 97-2003 workbook; built-in format ids are not possible there."""
    book = xlwt.Workbook(encoding="utf-8")
    styles: dict[str, object] = {}
    for sheet in sheets:
        page = book.add_sheet(sheet.name)
        corners = {(top, left): (bottom, right) for top, left, bottom, right in sheet.merges}
        for (row, column), cell in sorted(sheet.cells.items()):
            style = _xls_style(styles, str(cell.number_format or "General"))
            bottom, right = corners.get((row, column), (row, column))
            page.write_merge(row - 1, bottom - 1, column - 1, right - 1, cell.stored, style)
    book.save(str(path))


def _xls_style(styles: dict[str, object], code: str) -> object:
    if code not in styles:
        styles[code] = xlwt.easyxf(num_format_str=code)
    return styles[code]


ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2"'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
)
ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"
ODS_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.2"'
    ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def write_ods(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write an OpenDocument spreadsheet."""
    content = ODS_HEAD + "".join(_ods_table(sheet) for sheet in sheets) + ODS_TAIL
    with zipfile.ZipFile(path, "w") as archive:
        _add(archive, "mimetype", ODS_TYPE, zipfile.ZIP_STORED)
        _add(archive, "content.xml", content, zipfile.ZIP_DEFLATED)
        _add(archive, "META-INF/manifest.xml", ODS_MANIFEST, zipfile.ZIP_DEFLATED)


def _add(archive: zipfile.ZipFile, name: str, text: str, how: int) -> None:
    entry = zipfile.ZipInfo(name, ZIP_TIME)
    entry.compress_type = how
    archive.writestr(entry, text.encode())


def _ods_table(sheet: Sheet) -> str:
    corners = {(top, left): (bottom, right) for top, left, bottom, right in sheet.merges}
    covered = {spot for merge in sheet.merges for spot in _inside(merge)} - set(corners)
    rows = (
        "".join(
            _ods_cell(cell, corners.get((number, column)), (number, column), (number, column) in covered)
            for column, cell in enumerate(row, 1)
        )
        for number, row in enumerate(sheet.grid(), 1)
    )
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return f"<table:table table:name={quoteattr(sheet.name)}>{body}</table:table>"


def _inside(merge: tuple[int, int, int, int]) -> Iterable[tuple[int, int]]:
    top, left, bottom, right = merge
    return ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))


def _ods_cell(cell: Cell, corner: tuple[int, int] | None, spot: tuple[int, int], is_covered: bool) -> str:  # noqa: FBT001  (private, one caller)
    if is_covered:
        return "<table:covered-table-cell/>"
    span = ""
    if corner is not None:
        down, across = corner[0] - spot[0] + 1, corner[1] - spot[1] + 1
        span = f' table:number-columns-spanned="{across}" table:number-rows-spanned="{down}"'
    return f"<table:table-cell{span}{_ods_value(cell.value)}</table:table-cell>"


def _ods_value(value: str | float | date | None) -> str:
    if value is None:
        return ">"
    if isinstance(value, date):
        return f' office:value-type="date" office:date-value="{value:%Y-%m-%d}"><text:p>{value:%d/%m/%Y}</text:p>'
    if isinstance(value, str):
        lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in value.split("\n"))
        return f' office:value-type="string">{lines}'
    return f' office:value-type="float" office:value="{value}"><text:p>{value}</text:p>'


def write_csv(path: Path, sheet: Sheet, encoding: str = "utf-8-sig", delimiter: str = ",") -> None:
    """Write one sheet as text lines as Excel for Windows does (CR LF)."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([["" if cell.value is None else str(cell.value) for cell in row] for row in sheet.grid()])
    path.write_bytes(text.getvalue().encode(encoding))


def write_book(path: Path, sheets: Sequence[Sheet], encoding: str = "utf-8-sig", delimiter: str = ",") -> None:
    """Write the sheets in the format of the file's ending; a CSV takes the first sheet."""
    if path.suffix == ".csv":
        write_csv(path, sheets[0], encoding, delimiter)
    else:
        {".xlsx": write_xlsx, ".xls": write_xls, ".ods": write_ods}[path.suffix](path, sheets)

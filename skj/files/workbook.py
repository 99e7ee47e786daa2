"""From the bytes of a workbook (.xlsx, .xlsm, .ods, .xls) to raw tables with true addresses, errors and merged ranges.

python-calamine lays the cells out; what it does not tell (error values, formulas without a result, hidden rows, the
1904 date system) comes from the guard, which has looked at every part before.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.parsers import expat

from skj.diagnostics import Diagnostic, Place
from skj.files.guard import CONTENT, Package, guard_package, open_package, relationships
from skj.files.limits import LIMITS, Limits, check_spread, refusal
from skj.files.sheet_layout import Laid, laid_out
from skj.files.sheet_scan import SheetFacts
from skj.files.tables import CellError, CellValue, Merge, RawTable, column_letters
from skj.files.xml_walk import find_elements, local_attribute
from skj.language import N_
from skj.rules import files as rules

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook, SheetMetadata

    from skj.files.ole import OleFile, Stream
    from skj.files.sheet_pieces import Pieces

ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
TRUE: Final = frozenset({"1", "true", "on"})
SHOWN_CELLS: Final = 5
NO_FACTS: Final = SheetFacts()
ODS_TYPE: Final = b"application/vnd.oasis.opendocument.spreadsheet"
OLE_STREAMS: Final = {"worddocument": N_("a Word document"), "powerpoint document": N_("a PowerPoint presentation")}
ZIP_FOLDERS: Final = {"word/": N_("a Word document"), "ppt/": N_("a PowerPoint presentation")}


class Workbook(NamedTuple):
    """What was read: its format (`xlsx`, `ods`, `xls`), a table for each worksheet, and findings."""

    form: str
    tables: tuple[RawTable, ...]
    findings: tuple[Diagnostic, ...]


class _Layout(NamedTuple):
    """What the guard knows, by the name of the sheet or, for .xls, by its position.

    `size` is that of all parts, unpacked; `parts` names the part of each sheet of an .xlsx.
    """

    form: str
    size: int
    by_name: dict[str, SheetFacts]
    by_position: tuple[SheetFacts, ...] = ()
    is_1904: bool = False
    package: Package | None = None
    parts: Mapping[str, str] = {}

    def facts(self, position: int, name: str) -> SheetFacts:
        """The facts of a sheet, blank ones when it was not found."""
        if self.form == "xls":
            return self.by_position[position] if position < len(self.by_position) else NO_FACTS
        return self.by_name.get(name, NO_FACTS)

    def is_cut(self, facts: SheetFacts) -> bool:
        """Whether a sheet is large and plain enough to be laid out in pieces."""
        return self.package is not None and self.package.pieces(facts.block) > 0

    def pieces(self) -> "Pieces | None":
        """What lays large sheets out piece by piece; None when all are read whole."""
        if self.package is None or not any(map(self.is_cut, self.by_name.values())):
            return None
        from skj.files.sheet_pieces import Pieces

        return Pieces(self.package, self.parts.values())


def read_zip_workbook(data: bytes, file: str, limits: Limits = LIMITS) -> Workbook:
    """Read an .xlsx, .xlsm or .ods workbook; InputRefused when it is neither, damaged, encrypted or beyond the limits."""
    package = open_package(data, file, limits)
    if not _is_ods(package):
        return _read(data, file, _xlsx_layout(package), limits)
    from skj.files.ods_plain import plain_ods

    layout = _ods_layout(package)
    return _read(plain_ods(package), file, layout, limits)


def read_ole_workbook(data: bytes, file: str, limits: Limits = LIMITS) -> Workbook:
    """Read an .xls workbook; InputRefused when the container holds something else, is encrypted or beyond the limits."""
    from skj.files.biff_scan import scan_biff

    if ENCRYPTED_STREAM in data:
        raise refusal(rules.PASSWORD, file)
    container, book = _container(data, file)
    facts = scan_biff(container, book, file, limits)
    layout = _Layout("xls", len(data), {}, facts.sheets, facts.is_1904)
    return _read(container.with_book(book, facts.changes), file, layout, limits)


def _container(data: bytes, file: str) -> "tuple[OleFile, Stream]":
    from skj.files.ole import OleError, open_ole

    try:
        container = open_ole(data)
    except OleError as fault:
        raise refusal(rules.DAMAGED, file, reason=str(fault)) from fault
    if container.book is None:
        found = (words for stream, words in OLE_STREAMS.items() if stream in container.streams)
        raise refusal(rules.FORMAT_UNKNOWN, file, found=next(found, N_("an old Office file without a workbook")))
    return container, container.book


def _is_ods(package: Package) -> bool:
    if "mimetype" in package.parts:
        return package.read("mimetype").startswith(ODS_TYPE)
    return CONTENT in package.parts and "[content_types].xml" not in package.parts


def _ods_layout(package: Package) -> _Layout:
    manifest = "meta-inf/manifest.xml"
    if manifest in package.parts and b"encryption-data" in package.read(manifest):
        raise refusal(rules.PASSWORD, package.file)
    if CONTENT not in package.parts:
        raise refusal(rules.DAMAGED, package.file, reason=CONTENT)
    facts = guard_package(package)
    return _Layout("ods", _size(package), {name.partition("#")[2]: fact for name, fact in facts.items() if "#" in name})


def _xlsx_layout(package: Package) -> _Layout:
    facts = guard_package(package)  # before any part is parsed
    workbook = _workbook_part(package)
    try:
        elements = find_elements(package.read(workbook), "sheet", "workbookPr")
        targets = _targets(package, workbook)
    except expat.ExpatError as fault:
        raise refusal(rules.DAMAGED, package.file, reason=f"{workbook}: {fault}") from fault
    parts = {
        one.get("name", ""): targets.get(local_attribute(one, "id"), "") for kind, one in elements if kind == "sheet"
    }
    is_1904 = any(kind == "workbookPr" and one.get("date1904", "").lower() in TRUE for kind, one in elements)
    by_name = {name: facts.get(part, NO_FACTS) for name, part in parts.items()}
    return _Layout("xlsx", _size(package), by_name, is_1904=is_1904, package=package, parts=parts)


def _size(package: Package) -> int:
    return sum(entry.file_size for entry in package.parts.values())


def _workbook_part(package: Package) -> str:
    """The part name of the workbook; a zip file that is no Excel workbook is refused by what it is."""
    name = "xl/workbook.xml"
    if "_rels/.rels" in package.parts:
        found = relationships(package.read("_rels/.rels"), "_rels/.rels", package.file)
        name = next((_resolved("", target) for kind, target in found if kind == "officedocument"), name)
    if name.endswith(".bin"):
        raise refusal(rules.FORMAT_UNKNOWN, package.file, found=N_("a binary Excel workbook (.xlsb)"))
    for folder, words in ZIP_FOLDERS.items():
        if name.startswith(folder):
            raise refusal(rules.FORMAT_UNKNOWN, package.file, found=words)
    if name not in package.parts:
        raise refusal(rules.FORMAT_UNKNOWN, package.file, found=N_("a zip archive without a workbook"))
    return name


def _targets(package: Package, workbook: str) -> dict[str, str]:
    """Part names by relationship id, as the workbook names its sheets (lossless rule 2)."""
    folder, _, last = workbook.rpartition("/")
    name = f"{folder}/_rels/{last}.rels".lstrip("/")
    if name not in package.parts:
        return {}
    found = find_elements(package.read(name), "Relationship")
    return {one.get("Id", ""): _resolved(workbook, one.get("Target", "")) for _, one in found}


def _resolved(base: str, target: str) -> str:
    target = target.replace("\\", "/")
    path = target if target.startswith("/") else join(dirname(base), target)
    return normpath(path).lstrip("/").lower()


def _read(data: bytes, file: str, layout: _Layout, limits: Limits) -> Workbook:
    tables, findings = [], list[Diagnostic]()
    spread = 0
    with _refusing(file):
        sheets = _Sheets(data, layout)
        for position, sheet in enumerate(sheets.listed()):
            if _is_worksheet(sheet):
                facts = layout.facts(position, sheet.name)
                table = _table(sheets.laid_out(sheet.name, facts), sheet, file, facts, is_1904=layout.is_1904)
                spread += sum(map(len, table.rows))
                check_spread(sheet.name, file, spread, layout.size, limits)
                tables.append(table)
                findings += _bare_formulas(table, facts)
    if not tables:
        raise refusal(rules.NO_WORKSHEET, file)
    return Workbook(layout.form, tuple(tables), tuple(findings))


class _Sheets:
    """The sheets of a workbook: large ones laid out in pieces, the others by a reader of the whole, opened at its first use."""

    def __init__(self, data: bytes, layout: _Layout) -> None:
        self._whole = cache(partial(_opened, data))
        self._pieces, self._layout = layout.pieces(), layout

    def listed(self) -> "list[SheetMetadata]":
        """What sheets there are."""
        workbook = self._pieces.outline() if self._pieces else self._whole()
        return workbook.sheets_metadata

    def laid_out(self, name: str, facts: SheetFacts) -> Laid:
        """A sheet laid out from A1 on."""
        laid = None
        if self._pieces and self._layout.is_cut(facts):
            laid = self._pieces.laid_out(name, self._layout.parts[name], facts.block)
        return laid or laid_out(self._whole().get_sheet_by_name(name))


@contextmanager
def _refusing(file: str) -> Iterator[None]:
    """Turn the reader's errors into refusals."""
    from python_calamine import CalamineError, PasswordError, ZipError

    try:
        yield
    except PasswordError as fault:
        raise refusal(rules.PASSWORD, file) from fault
    except ZipError as fault:
        raise refusal(rules.DAMAGED, file, reason=str(fault)) from fault
    except (CalamineError, MemoryError) as fault:
        raise refusal(rules.READER_FAILED, file, reason=str(fault) or type(fault).__name__) from fault
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":  # python-calamine #111: not an Exception, known by name only
            raise
        raise refusal(rules.READER_FAILED, file, reason=str(fault)) from fault


def _opened(data: bytes) -> "CalamineWorkbook":
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_filelike(BytesIO(data))


def _is_worksheet(sheet: "SheetMetadata") -> bool:
    from python_calamine import SheetTypeEnum

    return sheet.typ == SheetTypeEnum.WorkSheet


def _is_hidden(sheet: "SheetMetadata") -> bool:
    from python_calamine import SheetVisibleEnum

    return sheet.visible != SheetVisibleEnum.Visible


def _table(laid: Laid, about: "SheetMetadata", file: str, facts: SheetFacts, *, is_1904: bool) -> RawTable:
    _put_errors(laid.rows, facts)
    merges = tuple(_merge(*corners) for corners in laid.merges) or facts.merges
    return RawTable(file, about.name, laid.rows, merges, _is_hidden(about), is_1904, hidden_rows=facts.hidden_rows)


def _put_errors(rows: list[list[CellValue]], facts: SheetFacts) -> None:
    """Put each error value at its place; the reader gives an empty text for it, which looks like "missing"."""
    for (row, column), text in facts.errors.items():
        rows.extend([] for _ in range(row - len(rows)))
        cells = rows[row - 1]
        cells.extend([None] * (column - len(cells)))
        cells[column - 1] = CellError(text)


def _merge(first: tuple[int, int], last: tuple[int, int]) -> Merge:
    return Merge(first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1)


def _bare_formulas(table: RawTable, facts: SheetFacts) -> Iterator[Diagnostic]:
    if not facts.bare_formulas:
        return
    cells = [f"{column_letters(column)}{row}" for row, column in facts.bare_formulas[:SHOWN_CELLS]]
    more = ["…"] if len(facts.bare_formulas) > SHOWN_CELLS else []
    row, column = facts.bare_formulas[0]
    args = {"count": len(facts.bare_formulas), "cells": ", ".join(cells + more)}
    place = Place(table.file, table.sheet, row, column_letters(column))
    yield Diagnostic(rules.NO_CACHED_VALUE, place, args=args)

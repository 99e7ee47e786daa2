"""Workbooks of the old format that calamine would misread though they are plain: code pages, formats, embedded workbooks."""

import struct
from collections.abc import Mapping

import pytest
import xlwt

from skj.diagnostics import InputRefused
from skj.files.ole import open_ole
from skj.files.tables import CellValue
from skj.files.workbook import read_ole_workbook
from tests.files.raw_books import ole, saved


def book(*cells: tuple[CellValue, str]) -> bytes:
    """A workbook with these values, each in its format, in the first row."""
    made = xlwt.Workbook()
    sheet = made.add_sheet("ทะเบียน")
    for column, (value, form) in enumerate(cells):
        sheet.write(0, column, value, xlwt.easyxf(num_format_str=form))
    return saved(made.save)


def stream(data: bytes) -> bytes:
    container = open_ole(data)
    assert container.book
    return container.read(container.book)


def with_numbers(data: bytes, kind: int, at: int, new: Mapping[int, int]) -> bytes:
    """The workbook with one number in all records of a kind replaced where it is a key of `new`."""
    changed, place = bytearray(stream(data)), 0
    while place + 4 <= len(changed):
        found, size = struct.unpack_from("<HH", changed, place)
        if found == kind:
            (old,) = struct.unpack_from("<H", changed, place + 4 + at)
            struct.pack_into("<H", changed, place + 4 + at, new.get(old, old))
        place += 4 + size
    return ole(("Workbook", bytes(changed), True))


def rows(data: bytes) -> list[list[CellValue]]:
    return read_ole_workbook(data, "a.xls").tables[0].rows


def test_text_is_utf16_whatever_code_page_is_stated() -> None:
    data = with_numbers(book(("Somchai", ""), ("สมชาย", "")), 0x0042, 0, {1200: 874})
    assert rows(data) == [["Somchai", "สมชาย"]]


def test_a_code_page_of_double_letters_in_an_older_workbook_is_refused() -> None:
    data = with_numbers(with_numbers(book(("a", "")), 0x0042, 0, {1200: 932}), 0x0809, 0, {0x0600: 0x0500})
    with pytest.raises(InputRefused) as refused:
        rows(data)
    assert (refused.value.diagnostic.code, "932" in refused.value.diagnostic.message()) == ("SKJ112", True)


@pytest.mark.parametrize(
    ("form", "is_date"),
    [
        ("0.000", False),
        ("0.00000E+00", False),
        ('0 "days"', False),
        ("[Red]0.0", False),
        ("dd/mm/yyyy", True),
        ("[h]:mm", True),
    ],
)
def test_a_format_is_what_the_workbook_says_it_is(form: str, *, is_date: bool) -> None:
    """The number 50 stands for a date in some countries, but for any format that a workbook gives it."""
    data = book((1.5, "General"), (14.25, form))
    named = {165: 50, 166: 50}  # xlwt counts the formats of a workbook from 164
    data = with_numbers(with_numbers(data, 0x041E, 0, named), 0x00E0, 2, named)
    found = rows(data)[0]
    assert found[0] == 1.5
    assert (found[1] == 14.25) is not is_date


def test_the_workbook_of_the_file_is_read_and_not_one_embedded_in_it() -> None:
    own, embedded = stream(book(("own", ""))), stream(book(("embedded", "")))
    for name in ("Workbook", "WORKBOOK"):
        assert rows(ole((name, embedded, False), ("Workbook", own, True))) == [["own"]]
        assert rows(ole(("Workbook", own, True), (name, embedded, False))) == [["own"]]
        assert rows(ole((name, embedded, False), ("Book", own, True))) == [["own"]]


def test_what_the_guard_looks_at_is_what_is_read() -> None:
    """A harmless workbook beside one that would fill the memory does not stand for it, whichever comes first."""
    made = xlwt.Workbook()
    sheet = made.add_sheet("S")
    sheet.write(65_535, 255, "far")
    far, near = stream(saved(made.save)), stream(book(("near", "")))
    for streams in (
        (("workbook", far, True), ("Workbook", near, False)),
        (("x", near, True), ("WORKBOOK", far, False)),
    ):
        with pytest.raises(InputRefused) as refused:
            rows(ole(*streams))
        assert refused.value.diagnostic.code == "SKJ132"


def test_formulas_that_are_not_read_are_named() -> None:
    made = xlwt.Workbook()
    made.add_sheet("S").write(2, 1, xlwt.Formula("1+1"))
    read = read_ole_workbook(with_kind(saved(made.save), 0x0006, 0x0406), "a.xls")
    assert [(found.code, found.place.cell) for found in read.findings] == [("SKJ140", "B3")]


def with_kind(data: bytes, old: int, new: int) -> bytes:
    changed, place = bytearray(stream(data)), 0
    while place + 4 <= len(changed):
        found, size = struct.unpack_from("<HH", changed, place)
        if found == old:
            struct.pack_into("<H", changed, place, new)
        place += 4 + size
    return ole(("Workbook", bytes(changed), True))

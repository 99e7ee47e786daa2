"""A sheet laid out in pieces on several cores is the sheet as it is read whole; the work of threads comes back in order."""

from copy import copy
from datetime import date
from io import BytesIO
from time import sleep
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from skj.diagnostics import InputRefused
from skj.files import guard, sheet_pieces, threads
from skj.files.sheet_layout import Laid
from skj.files.workbook import read_zip_workbook
from tests.files.feature_books import BOOKS
from tests.files.malformed import SHAPES
from tests.files.raw_books import sheet_xml, strings_xml, xlsx


def cut(monkeypatch: pytest.MonkeyPatch, size: int = 200) -> list[Laid | None]:
    """Cut even tiny sheets, into pieces of so many bytes; what came of each sheet is listed."""
    results: list[Laid | None] = []
    laid_out = sheet_pieces.Pieces.laid_out

    def noted(*given: Any) -> Laid | None:
        results.append(laid_out(*given))
        return results[-1]

    monkeypatch.setattr(guard.Package, "pieces", lambda _self, block: (block[1] - block[0]) // size)
    monkeypatch.setattr(sheet_pieces.Pieces, "laid_out", noted)
    return results


def told(data: bytes) -> Any:
    """What a workbook is read as, or the code of its refusal."""
    try:
        return read_zip_workbook(data, "book.xlsx")
    except InputRefused as refused:
        return refused.diagnostic.code


def text(address: str, words: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{words}</t></is></c>'


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def odd_book() -> bytes:
    """Gaps, a first column that is blank for long, errors, formulas, merges, a hidden row, true dates, shared strings."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("ก")
    day = book.add_format({"num_format": "[$-107041E]d mmm yyyy"})
    sheet.merge_range("C2:E2", "ทะเบียน")
    for number in range(5, 60):
        sheet.write_string(number, 2, f"นายสมมุติ {number % 7}")
        sheet.write_datetime(number, 3, date(2024, 1, 1 + number % 28), day)
    sheet.write_formula("E30", "=1/0", value="#DIV/0!")
    sheet.write_formula("E31", "=A1", value="")
    sheet.write_number("A70", 7)
    sheet.write_string("H90", "ไกล")
    sheet.set_row(40, None, None, {"hidden": True})
    book.add_worksheet("ว่าง")
    other = book.add_worksheet("ข")
    other.write_column("B2", list(range(300)))
    book.close()
    return stream.getvalue()


def test_a_sheet_in_pieces_is_the_whole_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    data = odd_book()
    whole = told(data)
    assert [table.sheet for table in whole.tables] == ["ก", "ว่าง", "ข"]
    results = cut(monkeypatch)
    assert told(data) == whole
    assert [result is not None and len(result.rows) for result in results] == [90, 301]


@pytest.mark.parametrize("feature", BOOKS)
def test_every_feature_reads_the_same(feature: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = BOOKS[feature]()
    whole = told(data)
    results = cut(monkeypatch)
    assert told(data) == whole
    assert None not in results


@pytest.mark.parametrize("shape", [name for name in SHAPES if "gigabyte" not in name and "million" not in name])
def test_every_malformed_shape_reads_the_same(shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _, data = SHAPES[shape]()
    if data.startswith(b"PK"):
        whole = told(data)
        cut(monkeypatch)
        assert repr(told(data)) == repr(whole)  # what is no number is not equal to itself


@settings(max_examples=60, deadline=None)
@given(
    cells=st.dictionaries(st.tuples(st.integers(1, 40), st.integers(1, 6)), st.sampled_from("กขคง "), max_size=60),
    size=st.integers(1, 400),
)
def test_any_cells_in_pieces_of_any_size(cells: dict[tuple[int, int], str], size: int) -> None:
    rows = "".join(
        row(
            number,
            *(
                text(f"{'ABCDEF'[column - 1]}{at}", words)
                for (at, column), words in sorted(cells.items())
                if at == number
            ),
        )
        for number in sorted({at for at, _ in cells})
    )
    data = xlsx(sheet_xml(rows))
    whole = told(data)
    with pytest.MonkeyPatch.context() as patch:
        results = cut(patch, size)
        assert told(data) == whole
    assert None not in results
    assert bool(results) or len(rows) < size


def frame_of(**sizes: int) -> guard.Package:
    """A package whose parts have these sizes, whatever they hold."""
    package = guard.open_package(xlsx(sheet_xml(row(1, text("A1", "ก"))), strings=strings_xml("ข")), "a.xlsx")
    entries = {name: copy(entry) for name, entry in package.parts.items()}
    for name, size in sizes.items():
        entries[name] = copy(entries["xl/workbook.xml"])
        entries[name].file_size = size
    return package._replace(parts=entries)


def test_no_pieces_where_each_would_read_much_besides() -> None:
    plain, many = frame_of(), frame_of(**{"xl/sharedstrings.xml": guard.PIECE})
    assert {"xl/workbook.xml", "xl/sharedstrings.xml", "xl/_rels/workbook.xml.rels"} <= {*plain.frame()}
    assert plain.pieces((0, 40 * guard.PIECE)) == 40
    assert plain.pieces((0, guard.FEWEST * guard.PIECE - 1)) == 0
    assert plain.pieces((0, guard.FEWEST * guard.PIECE)) == guard.FEWEST
    assert plain.pieces((0, 400 * guard.PIECE)) == 200
    assert many.pieces((0, 40 * guard.PIECE)) in {4, 5}
    assert many.pieces((0, 3 * guard.FRAME_SHARE * guard.PIECE)) == 0


def test_what_no_cell_needs_is_in_no_piece() -> None:
    beside = dict.fromkeys(
        ("xl/calcchain.xml", "xl/worksheets/_rels/sheet1.xml.rels", "xl/drawings/drawing1.xml", "xl/media/a.png"),
        1 << 30,
    )
    assert not beside.keys() & {*frame_of(**beside).frame()}
    assert frame_of(**beside).pieces((0, 40 * guard.PIECE)) == 40


def test_rows_out_of_order_are_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(row(number, text(f"A{number}", f"แถว {number}")) for number in (1, 2, 9, 10, 3, 4, 11, 12))
    data = xlsx(sheet_xml(rows))
    whole = told(data)
    results = cut(monkeypatch, 100)
    assert told(data) == whole
    assert results == [None]


def test_what_the_reader_refuses_in_pieces_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    data = odd_book()
    whole = told(data)
    results = cut(monkeypatch)
    monkeypatch.setattr(sheet_pieces, "_with_rows", lambda *_given: b"<worksheet><sheetData><row><c></row>")
    assert told(data) == whole
    assert results == [None, None]


@pytest.mark.parametrize("count", [1, 2, 4])
def test_results_come_in_the_order_of_the_items(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "cores", lambda: count)
    assert list(threads.in_order(lambda number: number * number, range(50))) == [
        number * number for number in range(50)
    ]
    assert list(threads.in_order(str, ())) == []


@pytest.mark.parametrize("count", [1, 3])
def test_a_fault_is_raised_in_its_turn_and_the_rest_is_left(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "cores", lambda: count)
    results = threads.in_order(lambda number: 10 // (number - 3), range(1000))
    assert [next(results) for _ in range(3)] == [-4, -5, -10]
    with pytest.raises(ZeroDivisionError):
        next(results)
    assert list(results) == []


def test_who_stops_asking_leaves_nothing_running(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "cores", lambda: 2)
    done: list[int] = []

    def work(number: int) -> None:
        done.append(number)
        sleep(0.001)

    results = threads.in_order(work, range(10_000))
    next(results)
    results.close()
    held = len(done)
    assert held < 10_000
    assert len(done) == held

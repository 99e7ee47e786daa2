"""An independent judge of lossless appends: zipfile and regular expressions only, no code of skj (reliability section 9)."""

import io
import re
import zipfile
from itertools import pairwise

ROW = re.compile(rb"<row\b[^>]*?(?:/>|>.*?</row>)", re.DOTALL)
NUMBER = re.compile(rb'\sr="(\d+)"')


def raw_members(data: bytes) -> dict[str, bytes]:
    """Each member's own bytes: local header, name, extra, packed bytes, data descriptor."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert book.testzip() is None
        offsets = [*sorted(info.header_offset for info in book.infolist()), book.start_dir]
        ends = dict(pairwise(offsets))
        return {info.filename: data[info.header_offset : ends[info.header_offset]] for info in book.infolist()}


def parts(data: bytes) -> dict[str, bytes]:
    """The unpacked parts by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return {info.filename: book.read(info) for info in book.infolist()}


def rows(part: bytes) -> dict[int, bytes]:
    """The rows of a sheet part by number."""
    found = {int(number[1]): row[0] for row in ROW.finditer(part) if (number := NUMBER.search(row[0]))}
    assert list(found) == sorted(found)
    return found


def with_last_row(data: bytes, new: int, old: int) -> bytes:
    """The bytes with ranges that end on the new last row ending on the old one, and the order to recalculate left out."""
    data = re.sub(rb"(\$?[A-Z]{1,3}\$?)%d\b" % new, rb"\g<1>%d" % old, data)
    return re.sub(rb'<calcPr fullCalcOnLoad="1"/>| fullCalcOnLoad="1"', b"", data)


def judge(before: bytes, after: bytes, sheet: str, new_rows: set[int], may_change: set[str]) -> None:
    """Assert that nothing differs but the new rows and the ranges that had to grow with them."""
    old_raw, new_raw = raw_members(before), raw_members(after)
    assert list(old_raw) == list(new_raw)
    changed = {name for name in old_raw if old_raw[name] != new_raw[name]}
    assert changed <= {sheet, *may_change}
    old, new = parts(before), parts(after)
    kept = {number: row for number, row in rows(new[sheet]).items() if number not in new_rows}
    assert kept == {number: row for number, row in rows(old[sheet]).items() if number not in new_rows}
    last = max(new_rows)
    for name in changed - {"xl/styles.xml"}:
        grown = with_last_row(ROW.sub(b"", new[name]), last, last - len(new_rows))
        assert grown == with_last_row(ROW.sub(b"", old[name]), last, last - len(new_rows)), name

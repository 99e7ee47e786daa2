"""Lines added to a CSV ledger and fields changed in it, every other byte as it was (reliability P13)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from io import StringIO
from typing import Final

from skj.diagnostics import Diagnostic, Place, WriteRefused
from skj.files.delimited import find_delimiter
from skj.files.refusing import refusals_at, refuse
from skj.files.sheet_edit import Edited
from skj.files.tables import column_letters
from skj.frozen import dataclass
from skj.language import N_, _
from skj.rules import editing as rules

BOM: Final = b"\xef\xbb\xbf"
LOOKED_AT: Final = 1 << 18
WINDOWS_THAI: Final = "cp874"
# Spreadsheets take such beginnings for formulas; the command layer refuses them, here they are at least quoted.
FORMULA_STARTS: Final = tuple("=+-@\t\r＝＋－＠")


@dataclass(frozen=True, slots=True)
class Habits:
    """How a CSV file is written: `newline` and `delimiter` as bytes, the encoding, and whether all fields are quoted."""

    encoding: str
    delimiter: bytes
    newline: bytes
    quotes_all: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One record: its place without the line end, the place after it, and the places of its fields."""

    start: int
    end: int
    next_start: int
    fields: tuple[tuple[int, int], ...]


def insert_lines(
    data: bytes, offset: int, rows: Sequence[Sequence[str | None]], *, encoding: str = "", shown: str = ""
) -> Edited:
    """Add records before the one that starts at byte `offset` (see `line_offset`), in the file's own habits.

    Args:
        data: The file's bytes.
        offset: Where they go; the file's length for the end.
        rows: The fields in the file's order; fewer than the last record has are filled up with empty ones.
        encoding: What the reader took the file for; empty = UTF-8 if it is, else Windows-874.
        shown: The file's name for messages.

    Raises:
        WriteRefused: A character has no place in the encoding, the file is not CSV, or no record starts at `offset`
            (SKJ731-SKJ733).
    """
    with refusals_at(Place(shown)):
        lines, habits = _read(data, encoding)
        before = [line for line in lines if line.start < offset]
        if offset != len(data) and all(line.start != offset for line in lines):
            refuse(rules.CSV_RECORD_MISSING, detail=N_("no record starts at that place"))
        width = len(before[-1].fields) if before else 0
        padded = ([*values, *[None] * (width - len(values))] for values in rows)
        added = habits.newline.join(_line([value or "" for value in values], habits) for values in padded)
        return Edited(data[:offset] + _ended(data, offset, added, habits.newline) + data[offset:], len(before) + 1)


def set_fields(
    data: bytes, row: int, values: Mapping[int, str | None], *, encoding: str = "", shown: str = ""
) -> Edited:
    """Change fields of record `row` (from 1, headings counted), by column number from 1; None empties a field.

    Raises:
        WriteRefused: There is no such record, or as for `insert_lines` (SKJ731-SKJ733).
    """
    with refusals_at(Place(shown, "", row)):
        lines, habits = _read(data, encoding)
        if not 1 <= row <= len(lines):
            refuse(rules.CSV_RECORD_MISSING, detail=N_("the file has fewer records"))
        line = lines[row - 1]
        fields = [data[start:end] for start, end in line.fields]
        for column, value in values.items():
            _set_field(fields, column, value or "", habits)
        return Edited(data[: line.start] + habits.delimiter.join(fields) + data[line.end :], row)


def set_records(
    data: bytes,
    rows: Mapping[int, Mapping[int, str | None]],
    *,
    encoding: str = "",
    refused: list[Diagnostic] | None = None,
    shown: str = "",
) -> Edited:
    """Change fields of many records in one pass; arguments and refusals as for `set_fields`, values by row and column.

    With `refused` a field that cannot be written stays as it is and its reason is put there; without, it refuses all.
    """
    with refusals_at(Place(shown)):
        lines, habits = _read(data, encoding)
        if rows and not (min(rows) >= 1 and max(rows) <= len(lines)):
            refuse(rules.CSV_RECORD_MISSING, detail=N_("the file has fewer records"))
    pieces, at = [], 0
    for row in sorted(rows):
        line = lines[row - 1]
        fields = [data[start:end] for start, end in line.fields]
        for column, value in rows[row].items():
            _try_field(fields, column, value or "", habits, refused, Place(shown, "", row, column_letters(column)))
        pieces += [data[at : line.start], habits.delimiter.join(fields)]
        at = line.end
    return Edited(b"".join([*pieces, data[at:]]), min(rows, default=0))


def _try_field(  # noqa: PLR0913, PLR0917  (the field, its new value, and what is done when that cannot be written)
    fields: list[bytes], column: int, value: str, habits: Habits, refused: list[Diagnostic] | None, place: Place
) -> None:
    try:
        with refusals_at(place):
            _set_field(fields, column, value, habits)
    except WriteRefused as refusal:
        if refused is None:
            raise
        refused.append(refusal.diagnostic)


def line_offset(data: bytes, row: int, *, encoding: str = "", shown: str = "") -> int:
    """Where record `row` (from 1) starts in bytes; the file's length for the row after the last one."""
    with refusals_at(Place(shown, "", row)):
        lines, _ = _read(data, encoding)
        if not 1 <= row <= len(lines) + 1:
            refuse(rules.CSV_RECORD_MISSING, detail=N_("the file has fewer records"))
        return lines[row - 1].start if row <= len(lines) else len(data)


def _read(data: bytes, encoding: str) -> tuple[list[Line], Habits]:
    if b"\x00" in data or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        refuse(rules.CSV_NOT_READABLE, detail=N_("it holds null bytes, as UTF-16 texts do"))
    encoding = _without_mark(encoding) or _encoding(data)
    delimiter, start = _delimiter(data, encoding)
    lines = list(_lines(data, delimiter, start))
    return lines, Habits(encoding, delimiter, _newline(data, lines), _quotes_all(data, lines))


def _without_mark(encoding: str) -> str:
    """The encoding of a record: a byte order mark stands at the start of the file only."""
    return "utf-8" if encoding.lower().replace("_", "-") == "utf-8-sig" else encoding


def _encoding(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return WINDOWS_THAI
    return "utf-8"


@lru_cache(maxsize=8)
def _patterns(delimiter: bytes) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """The patterns of a field and a record; a quote counts only where a field begins, as in the csv module."""
    other = rb"[^%b\r\n]" % re.escape(delimiter)
    field = rb"(?:\"(?:[^\"]++|\"\")*+\"(?!\")%b*+|(?!\")%b*+)" % (other, other)
    record = rb"%b(?:%b%b)*+(?P<newline>\r\n|\n|\r|\Z)" % (field, re.escape(delimiter), field)
    return re.compile(field), re.compile(record)


def _lines(data: bytes, delimiter: bytes, at: int) -> Iterator[Line]:
    field, record = _patterns(delimiter)
    while at < len(data):
        found = record.match(data, at)
        if found is None:
            place = data.count(b"\n", 0, at) + 1
            refuse(rules.CSV_NOT_READABLE, detail=_unclosed(place))
        end = found.start("newline")
        yield Line(at, end, found.end(), tuple(_fields(data, field, at, end)))
        at = found.end()


def _unclosed(line: int) -> str:
    return _("a quotation mark in line {line} is never closed").format(line=line)


def _fields(data: bytes, field: re.Pattern[bytes], start: int, end: int) -> Iterator[tuple[int, int]]:
    while True:
        found = field.match(data, start, end)
        stop = found.end() if found else end
        yield start, stop
        if stop >= end:
            return
        start = stop + 1


def _delimiter(data: bytes, encoding: str) -> tuple[bytes, int]:
    """The delimiter as the reader finds it, and where the first record starts (after a mark and Excel's `sep=;`)."""
    start = len(BOM) if data.startswith(BOM) else 0
    head = list(StringIO(data[start : start + LOOKED_AT].decode(encoding, "replace"), newline=""))
    delimiter, skipped = find_delimiter(head)
    return delimiter.encode(), start + sum(len(line.encode(encoding, "replace")) for line in head[:skipped])


def _newline(data: bytes, lines: Sequence[Line]) -> bytes:
    """The line end of the last record that has one."""
    ends = (data[line.end : line.next_start] for line in reversed(lines))
    return next((end for end in ends if end), b"\r\n")


def _quotes_all(data: bytes, lines: Sequence[Line]) -> bool:
    """Tell whether the last records quote every field."""
    recent = [data[start:end] for line in lines[-3:] for start, end in line.fields]
    return bool(recent) and all(field.startswith(b'"') for field in recent)


def _line(values: Sequence[str], habits: Habits) -> bytes:
    fields = [_field(value, habits, quoted=habits.quotes_all) for value in values]
    # A record of one empty field would be a blank line.
    return habits.delimiter.join(fields) if any(fields) or len(fields) > 1 else b'""'


def _set_field(fields: list[bytes], column: int, value: str, habits: Habits) -> None:
    if column < 1:
        refuse(rules.CSV_RECORD_MISSING, detail=N_("columns count from 1"))
    fields += [b""] * (column - len(fields))
    fields[column - 1] = _field(value, habits, quoted=fields[column - 1].startswith(b'"'))


def _field(value: str, habits: Habits, *, quoted: bool) -> bytes:
    needed = value != value.strip() or value.startswith(FORMULA_STARTS) or any(sign in value for sign in '"\r\n')
    if needed or quoted or habits.delimiter.decode() in value:
        value = '"' + value.replace('"', '""') + '"'
    return _encoded(value, habits.encoding)


def _encoded(value: str, encoding: str) -> bytes:
    if "\x00" in value:
        refuse(rules.CHARACTER_NOT_IN_ENCODING, character="U+0000", encoding=encoding)
    try:
        return value.encode(encoding)
    except UnicodeEncodeError as error:
        refuse(rules.CHARACTER_NOT_IN_ENCODING, character=value[error.start], encoding=encoding)


def _ended(data: bytes, offset: int, line: bytes, newline: bytes) -> bytes:
    """The line with its line end; a file without a last line end keeps that habit."""
    before = data[:offset]
    is_open = bool(before.removeprefix(BOM)) and not before.endswith((b"\r", b"\n"))
    return newline + line if is_open else line + newline

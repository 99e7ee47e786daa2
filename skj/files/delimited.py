"""From the bytes of a CSV, TSV or semicolon file to a raw table: encoding in a fixed order, no guessing (features F8)."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Callable
from io import StringIO
from typing import Final

from skj.diagnostics import Diagnostic, Place, UsageRefused
from skj.files.limits import LIMITS, Limits, check_box, refusal
from skj.files.tables import CellValue, RawTable
from skj.frozen import dataclass
from skj.language import N_
from skj.patterns import later
from skj.rules import files as rules

DELIMITERS: Final = (",", ";", "\t", "|")
SAMPLE_LINES: Final = 30
LEAST_THAI: Final = 3
CONSONANT: Final = later("[ก-ฮ]")
NOT_ASCII: Final = later("[^\x00-\x7f]")
THAI_IN_UTF8: Final = later(rb"\xe0[\xb8\xb9][\x80-\xbf]")
QUOTED: Final = later(r'(?m)(?:^|(?<=[,;\t|]))"(?:[^"]|"")*"')
SEPARATOR_LINE: Final = later(r"sep=(.)[\r\n]*", re.IGNORECASE)
UTF8_MARK: Final = codecs.BOM_UTF8
UTF16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Python's tis_620 turns the quotes and dashes of Windows-874 into control characters; cp874 reads all of both (F8).
THAI_NAMES: Final = frozenset({"tis620", "windows874", "cp874", "iso885911", "thai"})
SENTINEL: Final = "end"

LooksRight = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with the codec that writes it back, and why it was taken ("" for UTF-8, which needs no reason)."""

    text: str
    encoding: str
    reason: str = ""


@dataclass(slots=True)
class _Records:
    """Records as they come: their cells, and the lines on which suspiciously long ones begin."""

    rows: list[list[CellValue]]
    long_ones: list[tuple[int, int, int]]  # row, first line, lines
    last_line: int = 1


def read_delimited(
    data: bytes,
    file: str,
    *,
    encoding: str | None = None,
    looks_right: LooksRight | None = None,
    limits: Limits = LIMITS,
) -> tuple[RawTable, tuple[Diagnostic, ...]]:
    """The table of a text file, all cells as text and empty ones None, with what was found on the way.

    The row number is the number of the record, as a spreadsheet shows it. InputRefused says why a file cannot be read.
    """
    _check_line_lengths(data, file, limits)
    decoded = decode(data, file, encoding=encoding, looks_right=looks_right)
    _check_nulls(decoded.text, file)
    lines = list(StringIO(decoded.text, newline=""))
    delimiter, skipped = find_delimiter(lines)
    records = _read_records(lines[skipped:], delimiter, skipped, file, limits)
    _check_last_quote(lines, delimiter, records.last_line, file)
    check_box("CSV", file, len(records.rows), max(map(len, records.rows), default=0), limits)
    table = RawTable(file, "", records.rows, encoding=decoded.encoding)
    return table, (*_encoding_note(decoded, file), *_long_record_notes(records, file))


def decode(data: bytes, file: str, *, encoding: str | None = None, looks_right: LooksRight | None = None) -> Decoded:
    """The text by a named encoding, else byte order mark, strict UTF-8, strict Windows-874 with Thai letters in it.

    `looks_right` may veto Windows-874 by what it finds in the text. UsageRefused for an unknown name, InputRefused when
    nothing fits.
    """
    if encoding:
        return _decode_as(data, file, encoding)
    if data.startswith(UTF16_MARKS):
        reason = N_("the file begins with the mark of UTF-16")
        return Decoded(_strictly(data, "utf-16", file), "utf-16", reason)
    if data.startswith(UTF8_MARK):
        return Decoded(_strictly(data, "utf-8-sig", file), "utf-8-sig")
    return _decode_unmarked(data, file, looks_right)


def find_delimiter(lines: list[str]) -> tuple[str, int]:
    """The delimiter, and how many lines in front (Excel's `sep=;`) are no data; "," when there is none.

    The same width on many lines counts more than a large width on few: title lines may hold any number of commas.
    """
    named = SEPARATOR_LINE.fullmatch(lines[0]) if lines else None
    if named:
        return named[1], 1
    sample = QUOTED.sub("", "".join(lines[:SAMPLE_LINES])).splitlines()
    return max(DELIMITERS, key=lambda delimiter: _consistency(sample, delimiter)), 0


def _decode_as(data: bytes, file: str, encoding: str) -> Decoded:
    name = "cp874" if re.sub("[-_ ]", "", encoding).lower() in THAI_NAMES else encoding
    try:
        codec = codecs.lookup(name).name
        name = "utf-8-sig" if codec == "utf-8" and data.startswith(UTF8_MARK) else codec
        return Decoded(
            _strictly(data, name, file), name, "" if codec == "utf-8" else N_("it was named with --encoding")
        )
    except (LookupError, ValueError) as fault:
        raise UsageRefused(Diagnostic(rules.ENCODING_NAME, Place(file), args={"encoding": encoding})) from fault


def _strictly(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        raise refusal(rules.ENCODING_WRONG, file, encoding=encoding, line=_line_at(data, fault.start)) from fault


def _decode_unmarked(data: bytes, file: str, looks_right: LooksRight | None) -> Decoded:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        _check_mixture(data, file)
    try:
        text = data.decode("cp874")
    except UnicodeDecodeError as fault:
        raise refusal(rules.ENCODING_UNKNOWN, file) from fault
    if not _is_thai(text) or (looks_right and not looks_right(text)):
        raise refusal(rules.ENCODING_UNKNOWN, file)
    return Decoded(text, "cp874", N_("it is not UTF-8, and all of it can be read as Thai Windows-874 text"))


def _is_thai(text: str) -> bool:
    """Whether the text holds Thai words: in Western text read as Windows-874, é and à become vowel signs, not consonants."""
    consonants = len(CONSONANT.findall(text))
    return consonants >= LEAST_THAI and 3 * consonants >= len(NOT_ASCII.findall(text))


def _check_mixture(data: bytes, file: str) -> None:
    """Refuse a file whose lines are partly UTF-8 Thai and partly not, as two files joined by hand are."""
    marks = [(number, _is_utf8(line)) for number, line in enumerate(data.split(b"\n"), start=1) if not line.isascii()]
    utf8 = [
        number
        for number, line in enumerate(data.split(b"\n"), start=1)
        if len(THAI_IN_UTF8.findall(line)) >= LEAST_THAI
    ]
    as_utf8 = {number for number, fits in marks if fits} & set(utf8)
    others = [number for number, fits in marks if not fits]
    if as_utf8 and others:
        most, line = ("utf-8", others[0]) if len(as_utf8) >= len(others) else ("cp874", min(as_utf8))
        raise refusal(rules.ENCODING_MIXED, file, encoding=most, line=line)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _line_at(data: bytes, position: int) -> int:
    """The number of the line that holds a byte, whatever ends the lines."""
    before = data[:position]
    return max(before.count(b"\n"), before.count(b"\r")) + 1


def _check_line_lengths(data: bytes, file: str, limits: Limits) -> None:
    at = -1
    while at + limits.line_bytes < len(data):
        stop = at + 1 + limits.line_bytes
        after = max(data.rfind(b"\n", at + 1, stop), data.rfind(b"\r", at + 1, stop))
        if after < 0:
            line = _line_at(data, at + 1)
            raise refusal(rules.LINE_TOO_LONG, file, line=line, limit=limits.line_bytes, setting="line_bytes")
        at = after


def _check_nulls(text: str, file: str) -> None:
    at = text.find("\0")
    if at >= 0:
        before = text[:at].encode("utf-8", "replace")
        raise refusal(rules.NULL_BYTE, file, line=_line_at(before, len(before)))


def _consistency(lines: list[str], delimiter: str) -> int:
    """How well a delimiter parts the lines: lines with the same number of them, squared, times that number."""
    counts = Counter(line.count(delimiter) for line in lines)
    return max(times * times * count for count, times in counts.items()) if counts else 0


def _read_records(lines: list[str], delimiter: str, skipped: int, file: str, limits: Limits) -> _Records:
    found, before = _Records([], []), 0
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        for row in reader:
            found.rows.append([cell or None for cell in row])
            if reader.line_num - before > limits.swallowed_lines:
                found.long_ones.append((len(found.rows), skipped + before + 1, reader.line_num - before))
            found.last_line, before = skipped + before + 1, reader.line_num
            if len(found.rows) > limits.rows:
                check_box("CSV", file, len(found.rows), 1, limits)
    except csv.Error as fault:
        line, limit = skipped + before + 1, csv.field_size_limit()
        raise refusal(rules.FIELD_TOO_LONG, file, line=line, limit=limit) from fault
    return found


def _check_last_quote(lines: list[str], delimiter: str, last_line: int, file: str) -> None:
    """Refuse when a line put after the last record would still belong to it: its quotation mark was never closed."""
    chunk = lines[last_line - 1 :]
    if not any('"' in line for line in chunk):
        return
    ended = [*chunk[:-1], chunk[-1].rstrip("\r\n") + "\n", SENTINEL]
    if list(csv.reader(ended, delimiter=delimiter))[-1] != [SENTINEL]:
        raise refusal(rules.QUOTE_UNCLOSED, file, line=last_line)


def _encoding_note(decoded: Decoded, file: str) -> list[Diagnostic]:
    if not decoded.reason:
        return []
    name = "Windows-874" if decoded.encoding == "cp874" else decoded.encoding
    return [Diagnostic(rules.ENCODING_NOTED, Place(file), args={"encoding": name, "reason": decoded.reason})]


def _long_record_notes(records: _Records, file: str) -> list[Diagnostic]:
    return [
        Diagnostic(rules.QUOTE_SWALLOWS, Place(file, row=row), args={"line": line, "count": count})
        for row, line, count in records.long_ones
    ]

"""The one door through which ledgers are read: from a path to raw tables, a SHA-256 and findings.

A file is read once, into memory; what is hashed and what is parsed are the same bytes.
"""

import os
import stat
import time
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from skj.diagnostics import Diagnostic, Place
from skj.files.limits import LIMITS, Limits, refusal
from skj.files.ole import MAGIC as OLE_MAGIC
from skj.files.tables import RawTable, SourceFile
from skj.files.workbook import read_ole_workbook, read_zip_workbook
from skj.language import N_
from skj.rules import files as rules

if TYPE_CHECKING:
    from skj.files.delimited import LooksRight

# Excel deletes a ledger and renames its new copy in its place: for a moment there is none (reliability R10).
WAITS: Final = (0.05, 0.1, 0.15, 0.2)
ZIP_MAGICS: Final = (b"PK\x03\x04", b"PK\x05\x06")
ENDINGS: Final = {"xlsx": {".xlsx", ".xlsm", ".xltx", ".xltm"}, "xls": {".xls", ".xlt"}, "ods": {".ods", ".ots"}}
TEXT_ENDINGS: Final = frozenset({".csv", ".tsv", ".tab", ".txt", ".skv"})
KNOWN_ENDINGS: Final = frozenset().union(*ENDINGS.values()) | TEXT_ENDINGS
FORM_NAMES: Final = {
    "xlsx": N_("an Excel workbook (.xlsx)"),
    "xls": N_("an old Excel workbook (.xls)"),
    "ods": N_("an OpenDocument workbook (.ods)"),
    "csv": N_("delimited text (CSV)"),
}
OTHER_MAGICS: Final = (
    (b"%PDF", N_("a PDF document")),
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
    (b"GIF8", N_("a picture")),
    (b"{\\rtf", N_("a Word document")),
    (b"Rar!", N_("a packed archive")),
    (b"7z\xbc\xaf", N_("a packed archive")),
    (b"\x1f\x8b", N_("a packed archive")),
)
WEB_STARTS: Final = (
    b"<!doctype",
    b"<html",
    b"<?xml",
    b"<table",
    b"<head",
    b"<meta",
    b"<style",
    b"<body",
    b"mime-version:",
)
LOOKED_AT: Final = 512


def read_source(
    path: Path,
    shown: str,
    *,
    encoding: str | None = None,
    limits: Limits = LIMITS,
    looks_right: "LooksRight | None" = None,
) -> SourceFile:
    """Read a ledger file of any known format, chosen by its content before its ending.

    `shown` is the name in messages. `encoding` and `looks_right` are for text files (see `delimited.decode`).
    InputRefused says why a file cannot be read; UsageRefused names an unknown encoding.
    """
    data = read_bytes(path, shown, limits)
    return parse_source(data, path, shown, encoding=encoding, limits=limits, looks_right=looks_right)


def parse_source(  # noqa: PLR0913  (what `read_source` takes, and the bytes)
    data: bytes,
    path: Path,
    shown: str,
    *,
    encoding: str | None = None,
    limits: Limits = LIMITS,
    looks_right: "LooksRight | None" = None,
) -> SourceFile:
    """Read bytes already in memory as `read_source` reads a file; `path` is only looked at for its ending."""
    if data.startswith((OLE_MAGIC, *ZIP_MAGICS)):
        tables, findings, form = _parse_workbook(data, shown, limits)
    else:
        from skj.files.delimited import read_delimited

        _check_text(data, path, shown)
        table, findings = read_delimited(data, shown, encoding=encoding, looks_right=looks_right, limits=limits)
        _check_columns(table, path)
        tables, form = (table,), "csv"
    return SourceFile(shown, sha256(data).hexdigest(), tables, (*_name_note(path, shown, form), *findings))


def read_bytes(path: Path, shown: str, limits: Limits = LIMITS) -> bytes:
    """All bytes of a file; a file missing for half a second from an existing folder, and all else, is InputRefused."""
    for wait in WAITS:
        try:
            return _bytes(path, shown, limits)
        except FileNotFoundError:
            if not path.parent.is_dir():
                break
            time.sleep(wait)
        except (OSError, ValueError) as fault:
            raise _refused(fault, shown) from fault
    return _last_try(path, shown, limits)


def _last_try(path: Path, shown: str, limits: Limits) -> bytes:
    try:
        return _bytes(path, shown, limits)
    except (OSError, ValueError) as fault:
        raise _refused(fault, shown) from fault


def _bytes(path: Path, shown: str, limits: Limits) -> bytes:
    """Look before opening: a pipe would wait for ever, a device never end."""
    about = os.stat(path)  # noqa: PTH116  (Path.stat is this call; os.stat stands beside stat.S_ISREG)
    if not stat.S_ISREG(about.st_mode):
        raise refusal(rules.NOT_A_FILE, shown)
    with path.open("rb") as stream:
        data = stream.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        raise refusal(rules.FILE_TOO_LARGE, shown, limit=limits.file_bytes, setting="file_bytes")
    if not data:
        raise refusal(rules.FILE_EMPTY, shown)
    return data


def _refused(fault: OSError | ValueError, shown: str) -> Exception:
    if isinstance(
        fault, FileNotFoundError | NotADirectoryError | ValueError
    ):  # ValueError: a name with a null character
        return refusal(rules.FILE_MISSING, shown)
    if isinstance(fault, PermissionError):
        return refusal(rules.FILE_FORBIDDEN, shown)
    return refusal(rules.FILE_UNREADABLE, shown, reason=fault.strerror or type(fault).__name__)


Parsed = tuple[tuple[RawTable, ...], tuple[Diagnostic, ...], str]


def _parse_workbook(data: bytes, shown: str, limits: Limits) -> Parsed:
    read = read_ole_workbook if data.startswith(OLE_MAGIC) else read_zip_workbook
    workbook = read(data, shown, limits)
    return workbook.tables, workbook.findings, workbook.form


def _check_text(data: bytes, path: Path, shown: str) -> None:
    """Refuse by name what is no text: other kinds of file, web pages, and the remains of a workbook."""
    from skj.files.delimited import UTF16_MARKS

    for magic, words in OTHER_MAGICS:
        if data.startswith(magic):
            raise refusal(rules.FORMAT_UNKNOWN, shown, found=words)
    if _is_web_page(data):
        raise refusal(rules.WEB_PAGE, shown)
    if _is_named_workbook(path) and b"\0" in data and not data.startswith(UTF16_MARKS):
        raise refusal(rules.DAMAGED, shown, reason=N_("it does not begin as a workbook does"))


def _check_columns(table: RawTable, path: Path) -> None:
    """Refuse text that is named as a workbook and has no columns either: it is neither of the two."""
    if _is_named_workbook(path) and all(len(row) < 2 for row in table.rows):
        raise refusal(rules.FORMAT_UNKNOWN, table.file, found=N_("plain text without columns"))


def _is_named_workbook(path: Path) -> bool:
    return path.suffix.lower() in KNOWN_ENDINGS - TEXT_ENDINGS


def _is_web_page(data: bytes) -> bool:
    # Null bytes are left out so that a page in UTF-16 is known too.
    start = data[:LOOKED_AT].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \t\r\n").lower()
    return start.startswith(WEB_STARTS)


def _name_note(path: Path, shown: str, form: str) -> tuple[Diagnostic, ...]:
    """A warning when a known ending says something else than the content."""
    ending = path.suffix.lower()
    right = ENDINGS.get(form, TEXT_ENDINGS)
    if ending not in KNOWN_ENDINGS or ending in right:
        return ()
    return (Diagnostic(rules.NAMED_OTHERWISE, Place(shown), args={"ending": ending, "found": FORM_NAMES[form]}),)

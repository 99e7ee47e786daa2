"""What `skj map` found, added to the text of skj.toml: lines are put in, nothing that stands there is changed; pure."""

import re
import tomllib
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Final

from skj.mapping.toml_text import NotCleanlyError, Statement, last_sign, line_end, statements

_BARE_KEY: Final = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPED: Final = {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\n": "\\n", "\r": "\\r"}


@dataclass(frozen=True, slots=True)
class LedgerChange:
    """What to add under `[ledgers.NAME]`: a file when none of its patterns matches, the sheet, the headings by field."""

    ledger: str
    file: str = ""
    sheet: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.file or self.sheet or self.columns)


def add_ledger(text: str, change: LedgerChange) -> str:
    """The text of skj.toml with a change added; the old text stands in it unbroken apart from the lines put in.

    Raises NotCleanlyError when another value stands there already, or the section is written in a form (inline, dotted)
    that could only be added to by rewriting it. The result is read back and compared before it is given.
    """
    wanted = _merged(tomllib.loads(text), change)
    new = _with_columns(_with_settings(text, change), change)
    try:
        is_right = tomllib.loads(new) == wanted
    except tomllib.TOMLDecodeError:
        is_right = False
    if not is_right:
        raise NotCleanlyError
    return new


def lines_of(change: LedgerChange) -> str:
    """The change as a section of its own, for somebody to write by hand."""
    head = (
        [f"[ledgers.{change.ledger}]", *_settings_lines(change, has_files=False)] if change.file or change.sheet else []
    )
    return "\n".join(head + (_columns_section(change) if change.columns else []))


def _merged(settings: dict[str, Any], change: LedgerChange) -> dict[str, Any]:
    """What the new text must say."""
    wanted = deepcopy(settings)
    section = wanted.setdefault("ledgers", {}).setdefault(change.ledger, {})
    if change.file:
        section["files"] = [*section.get("files", []), change.file]
    if change.sheet:
        _set(section, "sheet", change.sheet)
    for name, heading in change.columns.items():
        _set(section.setdefault("columns", {}), name, heading)
    return wanted


def _set(section: dict[str, Any], key: str, value: str) -> None:
    if section.setdefault(key, value) != value:
        raise NotCleanlyError


def _with_settings(text: str, change: LedgerChange) -> str:
    """With the file and the sheet."""
    if not change.file and not change.sheet:
        return text
    section = ("ledgers", change.ledger)
    found = list(statements(text))
    header = _header(found, section)
    if header is None:
        return _appended(text, [f"[ledgers.{_key(change.ledger)}]", *_settings_lines(change, has_files=False)])
    files = next((one for one in found if one.path == (*section, "files") and not one.is_header), None)
    put = _inserted(text, _last_of(found, header).line_end, _settings_lines(change, has_files=files is not None))
    return _with_item(put, files, change.file) if files and change.file else put


def _settings_lines(change: LedgerChange, *, has_files: bool) -> list[str]:
    files = [f"files = [{_string(change.file)}]"] if change.file and not has_files else []
    return files + ([f"sheet = {_string(change.sheet)}"] if change.sheet else [])


def _with_item(text: str, files: Statement, name: str) -> str:
    """One more item in a list; the statement stands before everything that was put in, so its place still holds."""
    value = text[files.value_start : files.value_end]
    items = tomllib.loads(f"x = {value}")["x"]
    if not isinstance(items, list):
        raise NotCleanlyError
    body = last_sign(text, files.value_start + 1, files.value_end - 1)
    comma = "" if not items or text[body - 1] == "," else ","
    return text[:body] + f"{comma}{' ' if items else ''}{_string(name)}" + text[body:]


def _with_columns(text: str, change: LedgerChange) -> str:
    """With the headings."""
    if not change.columns:
        return text
    section = ("ledgers", change.ledger)
    found = list(statements(text))
    present = {one.path[3] for one in found if one.path[:3] == (*section, "columns") and len(one.path) > 3}
    lines = [line for name, line in _column_lines(change) if name not in present]
    columns = _header(found, (*section, "columns"))
    if columns is not None:
        return _inserted(text, _last_of(found, columns).line_end, lines)
    header = _header(found, section)
    place = _block_end(text, _last_of(found, header).line_end) if header else len(text)
    return _inserted(text, place, ["", *_columns_section(change)] if header is None else _columns_section(change))


def _columns_section(change: LedgerChange) -> list[str]:
    return [f"[ledgers.{_key(change.ledger)}.columns]", *(line for _name, line in _column_lines(change))]


def _column_lines(change: LedgerChange) -> list[tuple[str, str]]:
    return [(name, f"{_key(name)} = {_string(heading)}") for name, heading in change.columns.items()]


def _header(found: list[Statement], path: tuple[str, ...]) -> Statement | None:
    return next((one for one in found if one.is_header and one.path == path), None)


def _last_of(found: list[Statement], header: Statement) -> Statement:
    """The last key of a table, or its header when it has none."""
    last = header
    for statement in found[found.index(header) + 1 :]:
        if statement.is_header:
            break
        last = statement
    return last


def _block_end(text: str, position: int) -> int:
    """Behind the comments that stand right below: they belong to the table above and must not come into another."""
    while position < len(text) and text[position : line_end(text, position)].lstrip().startswith("#"):
        position = line_end(text, position)
    return position


def _appended(text: str, lines: list[str]) -> str:
    """At the end, a blank line before."""
    return _inserted(text, len(text), ["", *lines] if text.strip() else lines)


def _inserted(text: str, place: int, lines: list[str]) -> str:
    """Whole lines at the beginning of a line, with the newlines the text has."""
    if not lines:
        return text
    newline = "\r\n" if "\r\n" in text else "\n"
    before = text[:place] + ("" if place == 0 or text[place - 1] == "\n" else newline)
    return before + "".join(line + newline for line in lines) + text[place:]


def _key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else _string(name)


def _string(text: str) -> str:
    """A basic string of TOML."""
    return (
        '"' + "".join(_ESCAPED.get(sign, sign if sign.isprintable() else f"\\u{ord(sign):04x}") for sign in text) + '"'
    )

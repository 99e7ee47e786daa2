"""Where the statements of a TOML text stand, so that it can be added to without touching a byte of the rest."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_LONG_QUOTES: Final = ('"""', "'''")
_OPENING: Final = {"[": "]", "{": "}"}
NEWLINE: Final = "\n"


class NotCleanlyError(ValueError):
    """The text cannot be added to without rewriting what is there."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A table's header (`value_end` 0) or a key with its value; positions in the text, the ends exclusive.

    `path` is the whole path of the table or key. `line_end` is behind the newline that ends the statement.
    """

    path: tuple[str, ...]
    start: int
    value_start: int
    value_end: int
    line_end: int

    @property
    def is_header(self) -> bool:
        """Whether this is `[a.b]`."""
        return self.value_end == 0


def statements(text: str) -> Iterator[Statement]:
    """All headers and keys of a text that `tomllib` reads, in order. Keys inside inline tables are not told apart."""
    table: tuple[str, ...] = ()
    position = _next_statement(text, 0)
    while position < len(text):
        if text[position] == "[":
            statement = _header(text, position)
            table = statement.path
        else:
            statement = _pair(text, position, table)
        yield statement
        position = _next_statement(text, statement.line_end)


def _next_statement(text: str, position: int) -> int:
    while position < len(text):
        if text[position] == "#":
            position = line_end(text, position)
        elif text[position].isspace():
            position += 1
        else:
            break
    return position


def _header(text: str, start: int) -> Statement:
    if text.startswith("[[", start):
        end = _find(text, start + 2, "]")
        return Statement((*_key(text[start + 2 : end]), "[]"), start, 0, 0, line_end(text, end))
    end = _find(text, start + 1, "]")
    return Statement(_key(text[start + 1 : end]), start, 0, 0, line_end(text, end))


def _pair(text: str, start: int, table: tuple[str, ...]) -> Statement:
    equals = _find(text, start, "=")
    value = equals + 1
    while text[value] in " \t":
        value += 1
    end = value_end(text, value)
    return Statement((*table, *_key(text[start:equals])), start, value, end, line_end(text, end))


def _key(words: str) -> tuple[str, ...]:
    """The parts of a dotted key, read by tomllib itself."""
    found: object = tomllib.loads(f"{words.strip()} = 0")
    parts: list[str] = []
    while isinstance(found, dict):
        ((part, found),) = found.items()
        parts.append(str(part))
    return tuple(parts)


def _find(text: str, position: int, sign: str) -> int:
    """Where `sign` stands next, outside quotation marks."""
    while text[position] != sign:
        position = _behind_string(text, position) if text[position] in "\"'" else position + 1
    return position


def value_end(text: str, position: int) -> int:
    """The end of the value that begins at `position`: behind its brackets or quotation marks, before blanks and comments."""
    closing: list[str] = []
    last = position
    while position < len(text):
        sign = text[position]
        if sign in "\"'":
            position = last = _behind_string(text, position)
            continue
        if sign == "#":
            if not closing:
                break
            position = line_end(text, position)
            continue
        if sign == NEWLINE and not closing:
            break
        if sign in _OPENING:
            closing.append(_OPENING[sign])
        elif closing and sign == closing[-1]:
            closing.pop()
        position += 1
        last = last if sign.isspace() else position
    return last


def last_sign(text: str, position: int, end: int) -> int:
    """The position behind the last sign before `end` that is neither a blank nor in a comment."""
    last = position
    while position < end:
        if text[position] == "#":
            position = line_end(text, position)
            continue
        is_blank = text[position].isspace()
        position = _behind_string(text, position) if text[position] in "\"'" else position + 1
        last = last if is_blank else position
    return last


def _behind_string(text: str, position: int) -> int:
    quote = text[position : position + 3]
    if quote in _LONG_QUOTES:
        end = _closing(text, position + 3, quote)
        # Up to two quotation marks may stand right before the closing three.
        while text[end : end + 1] == quote[0]:
            end += 1
        return end
    return _closing(text, position + 1, text[position])


def _closing(text: str, position: int, quote: str) -> int:
    """The position behind the closing quotation marks; a backslash counts in basic strings only."""
    while not text.startswith(quote, position):
        if position >= len(text):
            raise NotCleanlyError
        position += 2 if text[position] == "\\" and quote[0] == '"' else 1
    return position + len(quote)


def line_end(text: str, position: int) -> int:
    """The position behind the newline that ends this line."""
    found = text.find(NEWLINE, position)
    return len(text) if found < 0 else found + 1

"""One filter for all text that came from files: nothing in a cell can steer a terminal, a spreadsheet or a Markdown page.

Reliability R13, R14 and section 5. The filters change how a text is written, never which text it is.
"""

import re
from typing import Final

from skj.patterns import later

_BREAKS: Final = later("\r\n|[\n\r\v\f\x85\u2028\u2029]")
# Bidirectional controls (they reverse what a reader sees), annotation and tag characters, and halves of surrogate pairs,
# which no encoding can write.
_NAMED: Final = (
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f\ud800-\udfff"
)
_STEERING: Final = later(f"[\x00-\x1f\x7f-\x9f{_NAMED}]")
_STEERING_BUT_LINES: Final = later(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_NAMED}]")

# Characters that show nothing; a formula behind them is still a formula to a spreadsheet that trims them.
_INVISIBLE: Final = (
    r" \x0b\x0c\x01-\x08\x0e-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180e\u2000-\u200f"
    r"\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
)
_FORMULA: Final = later(rf"'*[{_INVISIBLE}]*[=+\-@\t\r\n\0＝＋－＠]")

_MARKDOWN: Final = str.maketrans(
    {sign: f"\\{sign}" for sign in r"\`*_[]~#!"} | {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"},
)
# What would open a list or draw a line at the start of a paragraph; a digit takes no backslash, so it becomes a reference.
_MARKDOWN_START: Final = later(r"^(?:[-+](?=\s|$)|-(?=-)|=(?==*\s*$)|\d(?=\d*[.)](?:\s|$)))")
_MARKDOWN_ADDRESS: Final = later(r"(?<=[A-Za-z]):(?=//)|(?<=\bwww)\.", re.IGNORECASE)


def visible(text: str) -> str:
    """`text` for one line of a terminal or page: line breaks as ↵, controls and bidirectional controls as marks."""
    if text.isprintable():  # true of no control, whatever its kind, and much faster than looking for each
        return text
    return _STEERING.sub(_mark, _BREAKS.sub("↵", text))


def printable(text: str) -> str:
    """`text` for a cell that may hold several lines: line breaks become LF and tabs stay, all other controls are marks."""
    if text.isprintable():
        return text
    return _STEERING_BUT_LINES.sub(_mark, _BREAKS.sub("\n", text))


def json_safe(document: str) -> str:
    r"""A JSON document with controls that `json` leaves bare (DEL, C1, bidirectional, lone surrogates) as `\\uXXXX`: same data."""
    return re.sub(f"[\x7f-\x9f\u2028\u2029{_NAMED}]", _escape, document)


def csv_text(text: str) -> str:
    """`text` with an apostrophe in front when a spreadsheet could take it for a formula (reliability section 5)."""
    return f"'{text}" if _FORMULA.match(text) else text


def csv_original(text: str) -> str:
    """The text that `csv_text` was given: takes away exactly the apostrophe that it added."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text, 1) else text


def markdown(text: str) -> str:
    """`text` as Markdown that shows exactly this text: no table border, markup, HTML, link or heading comes out of it."""
    escaped = visible(text).translate(_MARKDOWN)
    return _MARKDOWN_START.sub(_entity, _MARKDOWN_ADDRESS.sub(_entity, escaped))


def _mark(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"


def _escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"

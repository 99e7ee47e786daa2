"""The XML of one cell: texts inline, numbers unlocalised, never a formula made from a value (lossless rules 11 and 13)."""

import math
from datetime import date
from decimal import Decimal
from html import escape
from typing import Final

from skj.files.refusing import refuse
from skj.files.tables import column_letters
from skj.frozen import dataclass
from skj.language import N_
from skj.patterns import later
from skj.rules import editing as rules

CellInput = str | int | Decimal | float | date | None
LONGEST_TEXT: Final = 32_767
# What XML 1.0 cannot hold at all; tabs and line feeds stay.
FORBIDDEN: Final = later("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
LITERAL_ESCAPE: Final = later(r"_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class Typed:
    """A date or number that is to stand as one, whatever the cell and its neighbours are.

    `like` is a row whose cell in the same column shows how the column formats such values; 0 = there is none.
    `is_buddhist`: the cell showed a Buddhist year, so it is to show one afterwards, also among dates that do not.
    """

    value: int | Decimal | date
    like: int = 0
    is_buddhist: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in a cell element: its type attribute (empty for numbers) and its children."""

    kind: str
    body: bytes


@dataclass(frozen=True, slots=True)
class CellWriter:
    """Writes cells with one namespace prefix."""

    prefix: bytes

    def blank(self, row: int, column: int, style: int) -> bytes:
        """A cell that only carries a style."""
        return b"<" + self._opened(row, column, style) + b"/>"

    def filled(self, row: int, column: int, style: int, content: Content) -> bytes:
        """A cell with content."""
        kind = b' t="%b"' % content.kind.encode() if content.kind else b""
        return b"<%b%b>%b</%bc>" % (self._opened(row, column, style), kind, content.body, self.prefix)

    def text(self, text: str, look: bytes = b"") -> Content:
        """An inline string; shared strings are left alone (rule 11). `look` is the `<rPr>` element of all its letters."""
        p = self.prefix
        body = b'<%bt xml:space="preserve">%b</%bt>' % (p, escaped(text), p)
        if look:
            body = b"<%br>%b%b</%br>" % (p, look, body, p)
        return Content("inlineStr", b"<%bis>%b</%bis>" % (p, body, p))

    def number(self, number: str) -> Content:
        """A number as text without any local form."""
        return Content("", b"<%bv>%b</%bv>" % (self.prefix, number.encode(), self.prefix))

    def formula(self, formula: str) -> Content:
        """A formula without a cached value, which is never invented (rule 17)."""
        return Content("", b"<%bf>%b</%bf>" % (self.prefix, escape(formula, quote=False).encode(), self.prefix))

    def content(self, value: str | float | Decimal, cell: str, look: bytes = b"") -> Content:
        """The content for a value that is not a date; `cell` names it in a refusal, `look` is for a text as above."""
        if isinstance(value, bool):
            return Content("b", b"<%bv>%d</%bv>" % (self.prefix, value, self.prefix))
        if isinstance(value, str):
            if len(value) > LONGEST_TEXT:
                refuse(rules.VALUE_NOT_WRITABLE, cell=cell, detail=N_("a cell holds at most 32,767 characters"))
            return self.text(value, look)
        if not math.isfinite(value):
            refuse(rules.VALUE_NOT_WRITABLE, cell=cell, detail=N_("it is not a finite number"))
        return self.number(number_text(value))

    def _opened(self, row: int, column: int, style: int) -> bytes:
        styled = b' s="%d"' % style if style else b""
        return b'%bc r="%b%d"%b' % (self.prefix, column_letters(column).encode(), row, styled)


def number_text(value: float | Decimal) -> str:
    """A number as Excel stores it: whole numbers as integers, others with all their digits (rule 13)."""
    if isinstance(value, Decimal):
        return str(int(value)) if value == value.to_integral_value() else format(value.normalize(), "f")
    return str(value) if isinstance(value, int) else repr(value)


def escaped(text: str) -> bytes:
    """Text as XML: control characters dropped, line ends as line feeds, literal `_x000D_` kept literal."""
    text = FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return escape(LITERAL_ESCAPE.sub("_x005F_", text), quote=False).encode()

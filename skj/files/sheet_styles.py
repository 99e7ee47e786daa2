"""The cell formats of a workbook: read as far as dates and locks need it, and only ever added to (lossless rule 12)."""

import re
from dataclasses import dataclass, field
from typing import Final

from skj.files.refusing import refuse
from skj.files.xml_scan import Splice, Tag, attributes, element_end, spliced, tags, with_attribute
from skj.patterns import later
from skj.rules import editing as rules

# Dates among the built-in formats, those of East Asian and Thai Excel included; 18-21 and 45-47 are times of day.
BUILT_IN_DATES: Final = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59), *range(71, 76), 81})
BUILT_IN_PERCENTS: Final = frozenset({9, 10})
FIRST_OWN_FORMAT: Final = 164
# Arabic digits, Buddhist calendar, Thai month names: "12 ก.พ. 2567".
THAI_DATE: Final = "[$-107041E]d mmm yyyy"
QUOTED: Final = later(r"\"[^\"]*\"|\[[^\]]*\]|\\.|_.|\*.")
DATE_LETTERS: Final = later(r"[dybปว]", re.IGNORECASE)
# What makes Excel show the Buddhist year: the calendar number 07 in the locale, the letters b and ป, or the Thai built-ins.
BUDDHIST: Final = later(r"\[\$-[0-9A-Fa-f]*07[0-9A-Fa-f]{4}\]|buddhist|^(?:\[[^\]]*\]|\"[^\"]*\"|[^\"\[])*?[bBป]")
BUILT_IN_BUDDHIST: Final = frozenset(range(71, 82))
TEXT_FORMAT: Final = 49
GENERAL: Final = 0


@dataclass(slots=True)
class Styles:
    """The styles part with what was added to it."""

    part: str
    data: bytes
    formats: dict[int, str] = field(default_factory=dict)
    cell_formats: list[bytes] = field(default_factory=list)
    _known: int = 0
    _list: Tag | None = None
    _added_formats: dict[int, str] = field(default_factory=dict)
    _made: dict[tuple[int, int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for tag in tags(self.data):
            if tag.name == "numFmt" and tag.parent == "numFmts" and tag.get("numFmtId").isdigit():
                self.formats[int(tag.get("numFmtId"))] = tag.get("formatCode")
            if tag.name == "cellXfs":
                self._list = tag
            if tag.name == "xf" and tag.parent == "cellXfs":
                self.cell_formats.append(self.data[tag.start : element_end(self.data, tag)])
        self._known = len(self.cell_formats)
        if self._list is None or self._list.is_empty:
            refuse(rules.PART_NOT_WELL_FORMED, part=self.part, detail="cellXfs")

    def number_format(self, style: int) -> int:
        """The number of the number format that a cell format uses."""
        number = self._first_tag(style).get("numFmtId", "0")
        return int(number) if number.isdigit() else 0

    def is_date(self, style: int) -> bool:
        """Tell whether cells of this format show a date."""
        number = self.number_format(style)
        if number in self.formats:
            return is_date_code(self.formats[number])
        return number in BUILT_IN_DATES

    def is_buddhist(self, style: int) -> bool:
        """Tell whether cells of this format show a date with its Buddhist year."""
        number = self.number_format(style)
        code = self.formats.get(number, "")
        return self.is_date(style) and (number in BUILT_IN_BUDDHIST or bool(BUDDHIST.search(code)))

    def buddhist(self, style: int, like: int | None, *, must: bool = False) -> int:
        """The format for a date in a cell of `style`: as the column shows dates, else with its Buddhist year (`must`: never without)."""
        if like is not None and self.is_date(like) and (not must or self.is_buddhist(like)):
            return self.shown_as(style, self.number_format(like))
        return self.shown_as(style, self.number_format(style) if self.is_buddhist(style) else self._thai_format())

    def numeric(self, style: int, like: int | None) -> int:
        """The format for a number in a cell of `style`: its own; where that shows texts or dates, as the column shows numbers."""
        fitting = (each for each in (style, like) if each is not None and self._shows_numbers(each))
        found = next(fitting, None)
        return self.shown_as(style, GENERAL if found is None else self.number_format(found))

    def _shows_numbers(self, style: int) -> bool:
        number = self.number_format(style)
        return number != TEXT_FORMAT and self.formats.get(number, "").strip() != "@" and not self.is_date(style)

    def is_percent(self, style: int) -> bool:
        """Tell whether cells of this format show their number as percent, a hundred times what they hold."""
        number = self.number_format(style)
        return number in BUILT_IN_PERCENTS or "%" in QUOTED.sub("", self.formats.get(number, ""))

    def is_locked(self, style: int) -> bool:
        """Tell whether cells of this format are locked once the sheet is protected, which is the default."""
        if style >= len(self.cell_formats):
            return True
        flags = [tag.get("locked", "1") for tag in tags(self.cell_formats[style]) if tag.name == "protection"]
        return not any(flag in ("0", "false", "off") for flag in flags)

    def dated(self, style: int, number_format: int | None = None) -> int:
        """A cell format like `style` that shows dates as `number_format` (the Thai date when None) does.

        A fitting format is used again; else one is added at the end, so no older index changes.
        """
        return self.shown_as(style, self._thai_format() if number_format is None else number_format)

    def shown_as(self, style: int, number_format: int) -> int:
        """A cell format like `style` with this number format, and without the mark that makes whatever is typed a text."""
        if (style, number_format) not in self._made:
            self._made[style, number_format] = self._make(style, number_format)
        return self._made[style, number_format]

    def _make(self, style: int, number_format: int) -> int:
        wanted = self.cell_formats[style] if style < len(self.cell_formats) else b'<xf numFmtId="0"/>'
        first = next(tags(wanted))
        is_quoted = first.get("quotePrefix", "0") not in ("0", "false")
        if style < len(self.cell_formats) and self.number_format(style) == number_format and not is_quoted:
            return style
        tag = with_attribute(with_attribute(first.text, "numFmtId", str(number_format)), "applyNumberFormat", "1")
        wanted = (with_attribute(tag, "quotePrefix", "0") if is_quoted else tag) + wanted[first.end :]
        shapes = [_shape(one) for one in self.cell_formats]
        if _shape(wanted) not in shapes:
            self.cell_formats.append(wanted)
            return len(shapes)
        return shapes.index(_shape(wanted))

    def changed(self) -> bytes | None:
        """The part with the formats that were added; None when there are none."""
        added = self.cell_formats[self._known :]
        if not added or self._list is None:
            return None
        end = element_end(self.data, self._list)
        at = self.data.rfind(b"</", 0, end)
        count = with_attribute(self._list.text, "count", str(len(self.cell_formats)))
        splices = [(self._list.start, self._list.end, count), (at, at, b"".join(added)), *self._format_splices()]
        return spliced(self.data, splices)

    def _first_tag(self, style: int) -> Tag:
        known = style < len(self.cell_formats)
        return next(tags(self.cell_formats[style] if known else b"<xf/>"))

    def _thai_format(self) -> int:
        known = next((number for number, code in self.formats.items() if code == THAI_DATE), 0)
        if known:
            return known
        number = max([FIRST_OWN_FORMAT - 1, *self.formats]) + 1
        self.formats[number] = self._added_formats[number] = THAI_DATE
        return number

    def _format_splices(self) -> list[Splice]:
        if not self._added_formats:
            return []
        root = next(tags(self.data))
        item = b"".join(
            b'<%bnumFmt numFmtId="%d" formatCode="%b"/>' % (root.prefix, number, code.encode())
            for number, code in self._added_formats.items()
        )
        held = next((tag for tag in tags(self.data) if tag.name == "numFmts"), None)
        if held is None:
            element = b'<%bnumFmts count="1">%b</%bnumFmts>' % (root.prefix, item, root.prefix)
            return [(root.end, root.end, element)]
        tag = with_attribute(held.text, "count", str(len(self.formats)))
        if held.is_empty:
            closed = tag[:-2].rstrip() + b">" + item + b"</%bnumFmts>" % root.prefix
            return [(held.start, held.end, closed)]
        at = self.data.rfind(b"</", 0, element_end(self.data, held))
        return [(held.start, held.end, tag), (at, at, item)]


def _shape(cell_format: bytes) -> tuple[dict[str, str], bytes]:
    """A cell format for comparing: the order of its attributes does not count."""
    first = next(tags(cell_format))
    return attributes(first.text), b"" if first.is_empty else cell_format[first.end :]


def is_date_code(code: str) -> bool:
    """Tell whether a format code shows a day or year, quoted texts and colours left out; only its first part counts."""
    return bool(DATE_LETTERS.search(QUOTED.sub("", code).split(";")[0]))

"""How the rows of a ledger are laid out on a page as offices do it: titles, headings, sub-headings, totals, signatures."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from making import thai
from making.books import Cell, Sheet
from making.people import Person

Value = str | int | Decimal | bool | date | Person | Cell | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a ledger: values by field, and why it is to be set aside ('' when it is right)."""

    values: Mapping[str, Value]
    fault: str = ""
    at: str = ""

    def __getitem__(self, name: str) -> Value:
        return self.values.get(name)


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of the page: the field it shows ('' for a column that no ledger knows) and its heading, `over` on the line above."""

    field: str
    text: str
    over: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything on the page that is not a row of the ledger."""

    sheet: str
    headings: tuple[Heading, ...]
    titles: tuple[str, ...] = ()
    top: int = 1
    left: int = 1
    is_numbered: bool = False
    merges_title: bool = False
    merges_groups: bool = True
    section: Callable[[Row], str] | None = None
    blank_every: int = 0
    total: Mapping[str, Value] = field(default_factory=dict)
    total_label: str = "รวม"
    signature: tuple[str, ...] = ()

    @property
    def has_two_lines(self) -> bool:
        """Whether any heading has a line above it."""
        return any(heading.over for heading in self.headings)

    @property
    def right(self) -> int:
        """The last column."""
        return self.left + len(self.headings) - 1

    def column(self, name: str) -> int:
        """The column of a field (the first of the parts of a split name)."""
        return self.left + next(
            number for number, heading in enumerate(self.headings) if heading.field.split(":")[0] == name
        )


YES: Final = ("ใช่", "✓", "/", "Y", "1")
NO: Final = ("ไม่ใช่", "N", "0")
CLASSES: Final[Mapping[Value, Sequence[str]]] = {
    "ม.ป.ช.": ("ม.ป.ช.", "มปช.", "ม.ป.ช", "มหาปรมาภรณ์ช้างเผือก"),
    "ม.ว.ม.": ("ม.ว.ม.", "มวม", "ม. ว. ม.", "มหาวชิรมงกุฎ", "มหาวชิรมงกุฏ"),
    "ป.ช.": ("ป.ช.", "ปช.", "ป. ช.", "ประถมาภรณ์ช้างเผือก", "ปฐมาภรณ์ช้างเผือก"),
    "ป.ม.": ("ป.ม.", "ปม.", "ป. ม.", "ประถมาภรณ์มงกุฎไทย", "ประถมาภรณ์มงกุฏไทย"),
}
SATISFIED: Final[Mapping[Value, Sequence[str]]] = {
    5: ("5", "๕", "มากที่สุด"),
    4: ("4", "๔", "มาก"),
    3: ("3", "๓", "ปานกลาง"),
    2: ("2", "๒", "น้อย"),
    1: ("1", "๑", "น้อยที่สุด"),
}
ANY_BLANKS: Final = (None, "-")
DATE_FIELDS: Final = frozenset(
    [
        "received_on",
        "returned_on",
        "damaged_on",
        "started_on",
        "repaired_on",
        "ready_on",
        "moved_in_on",
        "ordered_on",
        "division_received_on",
        "agenda_ordered_on",
        "presented_on",
        "extended_until",
        "held_on",
        "asked_on",
        "answered_on",
        "appointed_on",
        "published_on",
        "dated_on",
        "done_on",
        "paid_on",
    ]
)
NUMBERED: Final = frozenset({"ลำดับ", "ที่"})
REMARKS: Final = (None, None, None, None, None, "ตรวจแล้ว", "รอเอกสารเพิ่ม", "โทรแจ้งแล้ว")


@dataclass(slots=True)
class Pen:
    """The hand that fills a page in: which date styles, number styles and blank marks it mixes."""

    rng: random.Random
    dates: Sequence[str] = ("short",)
    numbers: Sequence[str] = ("number",)
    blanks: Sequence[str | None] = (None,)
    words: Mapping[str, Mapping[Value, Sequence[str]]] = field(default_factory=dict)
    prefixes: Sequence[str] = ("",)
    encoding: str = ""

    def cell(self, name: str, value: Value) -> Cell:
        """The cell of a field's value."""
        if isinstance(value, Cell):
            return value
        if value is None:
            return Cell(self.rng.choice([mark for mark in self.blanks if mark in ANY_BLANKS or name in DATE_FIELDS]))
        if name.split(":", maxsplit=1)[0] in self.words:
            return self._number_if_digits(self._word(self.words[name][value]))
        return self._plain(name, value)

    def _plain(self, name: str, value: Value) -> Cell:
        if isinstance(value, Person):
            return Cell(str(value) if ":" not in name else str(getattr(value, name.split(":")[1])))
        if isinstance(value, bool):
            return self._number_if_digits(self._word(YES if value else NO))
        if isinstance(value, date):
            return thai.date_cell(value, self.rng.choice(self.dates), self.rng.randrange(60))
        if isinstance(value, (int, Decimal)):
            return self._number(value)
        return Cell(self.rng.choice(self.prefixes) + str(value) if name == "district" else str(value))

    def _word(self, words: Sequence[str]) -> str:
        return self.rng.choice([word for word in words if _fits(word, self.encoding)])

    def _number_if_digits(self, word: str) -> Cell:
        is_number = word.isascii() and word.isdigit() and "number" in self.numbers
        return Cell(int(word)) if is_number and self.rng.random() < 0.7 else Cell(word)

    def _number(self, value: int | Decimal) -> Cell:
        style = self.rng.choice(self.numbers)
        if style == "number":
            return Cell(int(value) if value == int(value) else float(value))
        text = f"{value:,}" if isinstance(value, Decimal) else str(value)
        return Cell(thai.thai_digits(text) if style == "thai" else text)


def _fits(word: str, encoding: str) -> bool:
    try:
        word.encode(encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def lay_out(layout: Layout, rows: Sequence[Row], pen: Pen) -> tuple[Sheet, list[int]]:
    """The page, and the row of the page on which each row of the ledger stands."""
    sheet = Sheet(layout.sheet)
    line = _titles(sheet, layout)
    line = _headings(sheet, layout, line)
    line, places = _body(sheet, layout, line, rows, pen)
    _foot(sheet, layout, line)
    return sheet, places


def _titles(sheet: Sheet, layout: Layout) -> int:
    for line, text in enumerate(layout.titles, layout.top):
        sheet.put(line, layout.left, Cell(text, is_bold=True))
        if layout.merges_title and layout.right > layout.left:
            sheet.merges.append((line, layout.left, line, layout.right))
    return layout.top + len(layout.titles) + (1 if len(layout.titles) > 1 else 0)


def _headings(sheet: Sheet, layout: Layout, line: int) -> int:
    if layout.has_two_lines:
        _upper_line(sheet, layout, line)
        line += 1
    for column, heading in enumerate(layout.headings, layout.left):
        if heading.over or not layout.has_two_lines:
            sheet.put(line, column, Cell(heading.text, is_bold=True))
    if layout.is_numbered:
        line += 1
        for number in range(1, len(layout.headings) + 1):
            sheet.put(line, layout.left + number - 1, Cell(f"({number})"))
    return line + 1


def _upper_line(sheet: Sheet, layout: Layout, line: int) -> None:
    """Group headings are merged across, the other headings down, as offices draw them."""
    before = ""
    for column, heading in enumerate(layout.headings, layout.left):
        if not heading.over:
            sheet.put(line, column, Cell(heading.text, is_bold=True))
            if layout.merges_groups:
                sheet.merges.append((line, column, line + 1, column))
        elif heading.over != before or not layout.merges_groups:
            sheet.put(line, column, Cell(heading.over, is_bold=True))
            _merge_group(sheet, layout, line, column)
        before = heading.over


def _merge_group(sheet: Sheet, layout: Layout, line: int, column: int) -> None:
    right = column
    over = layout.headings[column - layout.left].over
    while right < layout.right and layout.headings[right + 1 - layout.left].over == over:
        right += 1
    if right > column and layout.merges_groups:
        sheet.merges.append((line, column, line, right))


def _body(sheet: Sheet, layout: Layout, line: int, rows: Sequence[Row], pen: Pen) -> tuple[int, list[int]]:
    places: list[int] = []
    section = ""
    for number, row in enumerate(rows):
        now = layout.section(row) if layout.section else ""
        if now != section:
            sheet.put(line, layout.left, Cell(now, is_bold=True))
            section, line = now, line + 1
        if layout.blank_every and number and number % layout.blank_every == 0:
            line += 1
        for column, heading in enumerate(layout.headings, layout.left):
            sheet.put(
                line, column, _extra(heading, number, pen) or pen.cell(heading.field, row[heading.field.split(":")[0]])
            )
        places.append(line)
        line += 1
    return line, places


def _extra(heading: Heading, number: int, pen: Pen) -> Cell | None:
    """The cell of a column that no ledger knows: a running number or a remark."""
    if heading.field:
        return None
    return Cell(number + 1) if heading.text in NUMBERED else Cell(pen.rng.choice(REMARKS))


def _foot(sheet: Sheet, layout: Layout, line: int) -> None:
    if layout.total:
        sheet.put(line, layout.left, Cell(layout.total_label, is_bold=True))
        for name, value in layout.total.items():
            sheet.put(line, layout.column(name), Cell(value if isinstance(value, int) else str(value)))
        line += 1
    for offset, text in enumerate(layout.signature, 1):
        sheet.put(line + offset, max(layout.left, layout.right - 2), Cell(text))

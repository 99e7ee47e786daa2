"""What calamine would misread in an .xls workbook though it is written plainly, and the bytes that make it read it right."""

import re
import struct
from dataclasses import dataclass, field
from typing import Final

from skj.files.limits import refusal
from skj.patterns import later
from skj.rules import files as rules

BOF: Final = 0x0809
CODE_PAGE: Final = 0x0042
FORMAT: Final = 0x041E
STYLE: Final = 0x00E0
BIFF8: Final = 0x0600
UTF_16: Final = 1200
# Code pages in which a letter may take two bytes; calamine reads all text in them with a null character behind each letter.
WIDE_PAGES: Final = frozenset({932, 936, 949, 950, 1361})
# Formats that are dates unless the workbook itself says otherwise; calamine does not look whether it does.
DATES: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
GENERAL: Final = struct.pack("<H", 0)
NO_LETTERS: Final = later(r'"[^"]*"|\\.|\[(?![hms]+\])[^\]]*\]|e[+-]|general', re.IGNORECASE)
DATE_LETTERS: Final = later("[dmyhsbeg]", re.IGNORECASE)


@dataclass(slots=True)
class Amendments:
    """Gathers the changes, new bytes by their place in the stream, while the records of the workbook pass by."""

    stream: bytes
    file: str
    changes: dict[int, bytes] = field(default_factory=dict)
    _is_biff8: bool = False
    _numbers: set[int] = field(default_factory=set)

    def note(self, kind: int, at: int) -> None:
        """Look at one record; InputRefused for text that calamine could only read wrong."""
        if kind == BOF:
            self._is_biff8 = self._number(at) == BIFF8
        elif kind == CODE_PAGE:
            self._note_code_page(at)
        elif kind == FORMAT and self._number(at) in DATES and not self._is_date(at):
            self._numbers.add(self._number(at))
        elif kind == STYLE and self._number(at + 2) in self._numbers:
            self.changes[at + 2] = GENERAL

    def _note_code_page(self, at: int) -> None:
        """Text of Excel 97 and later is UTF-16 whatever the record says; older text is in that code page."""
        page = self._number(at)
        if self._is_biff8 and page != UTF_16:
            self.changes[at] = struct.pack("<H", UTF_16)
        elif not self._is_biff8 and page in WIDE_PAGES:
            raise refusal(rules.READER_FAILED, self.file, reason=f"Excel 95, code page {page}")

    def _is_date(self, at: int) -> bool:
        """Whether the format that a FORMAT record states has letters of a date."""
        begin = at + (5 if self._is_biff8 else 3)
        count = self._number(at + 2) if self._is_biff8 else self.stream[at + 2]
        text = self.stream[begin : begin + 2 * count if self._is_biff8 and self.stream[at + 4] & 1 else begin + count]
        return bool(DATE_LETTERS.search(NO_LETTERS.sub("", text.replace(b"\0", b"").decode("latin-1"))))

    def _number(self, at: int) -> int:
        number: int = struct.unpack_from("<H", self.stream, at)[0]
        return number

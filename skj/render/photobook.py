"""A workbook of thumbnails: each photograph with the grant it belongs to, four in a row, ready for A4.

The photographs go in as they are, only shown smaller: nothing unpacks them here, so a bad one can break nothing. What a
spreadsheet cannot show (PDF, or more than the workbook should hold) is said in its place.
"""

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from skj.language import _
from skj.render.bookcells import fitting
from skj.render.looks import BASE
from skj.render.safe import printable, visible
from skj.render.workbook import CREATED, OPTIONS

IN_A_ROW: Final = 4
HOLDS: Final = 200 << 20  # bytes of photographs in one workbook; more would not open on an office computer
_WIDTH, _HEIGHT = 164, 124  # of a thumbnail, in dots of the screen
_COLUMN: Final = 25  # characters; 180 dots
_PICTURE_ROW, _CAPTION_ROW = 99, 63  # points
_SCREEN: Final = 96  # dots an inch

_TITLE: Final = BASE | {"bold": True, "font_size": 20}
_BOX: Final = BASE | {
    "border": 1,
    "border_color": "#BFBFBF",
    "text_wrap": True,
    "align": "center",
    "valign": "vcenter",
    "font_color": "#A61C1C",
}
_CAPTION: Final = BASE | {"text_wrap": True, "font_size": 12, "align": "center"}


@dataclass(frozen=True, slots=True)
class Card:
    """One photograph: `content` gives its bytes when they are wanted; `problem` stands in place of what cannot be shown."""

    caption: tuple[str, ...]
    content: Callable[[], bytes]
    problem: str = ""


def to_photobook(title: str, cards: Sequence[Card], *, created: datetime = CREATED, holds: int = HOLDS) -> bytes:
    """The workbook as bytes; the same photographs, the same bytes."""
    from xlsxwriter import Workbook

    stream = BytesIO()
    with Workbook(stream, OPTIONS) as book:
        book.set_properties({"title": visible(title), "created": created})
        _Book(book, holds).write(title, cards)
    return stream.getvalue()


@dataclass(slots=True)
class _Book:
    """Writes one sheet; `room` is what it may still hold."""

    book: Any
    room: int
    page: Any = None
    formats: dict[str, Any] = field(default_factory=dict)

    def write(self, title: str, cards: Sequence[Card]) -> None:
        self.formats = {
            name: self.book.add_format(look) for name, look in (("title", _TITLE), ("box", _BOX), ("caption", _CAPTION))
        }
        self.page = self.book.add_worksheet(fitting(_("Photographs"))[:31])
        self.page.set_column(0, IN_A_ROW - 1, _COLUMN)
        self.page.set_row(0, 30)
        self._text(0, 0, title, "title")
        for number, card in enumerate(cards):
            self._card(2 + 2 * (number // IN_A_ROW), number % IN_A_ROW, card)
        self._print_setup()

    def _card(self, row: int, column: int, card: Card) -> None:
        if column == 0:
            self.page.set_row(row, _PICTURE_ROW)
            self.page.set_row(row + 1, _CAPTION_ROW)
        problem = card.problem or self._picture(row, column, card)
        self._text(row, column, problem, "box")
        self._text(row + 1, column, "\n".join(printable(line) for line in card.caption if line), "caption")

    def _picture(self, row: int, column: int, card: Card) -> str:
        """Put the photograph into its cell; the reason in words when it cannot be."""
        from xlsxwriter.exceptions import XlsxWriterException
        from xlsxwriter.image import Image

        data = card.content()
        if len(data) > self.room:
            return _("too much for one workbook; see the file")
        try:
            image = Image(BytesIO(data))
        except (XlsxWriterException, struct.error, LookupError, ValueError, ArithmeticError):
            return _("cannot be shown here; see the file")
        self.room -= len(data)
        self.page.insert_image(row, column, image, _placed(image, card))
        return ""

    def _text(self, row: int, column: int, text: str, look: str) -> None:
        self.page.write_string(row, column, fitting(text), self.formats[look])

    def _print_setup(self) -> None:
        self.page.set_paper(9)
        self.page.fit_to_pages(1, 0)
        self.page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        self.page.hide_gridlines(2)


def _placed(image: Any, card: Card) -> dict[str, Any]:
    """How much smaller the picture is shown, whatever dots an inch it claims, and where in its cell it stands."""
    width, height = image.width * _SCREEN / image.x_dpi, image.height * _SCREEN / image.y_dpi
    scale = min(_WIDTH / image.width, _HEIGHT / image.height)
    shown = image.width * scale, image.height * scale
    return {
        "x_scale": shown[0] / width,
        "y_scale": shown[1] / height,
        "x_offset": (_WIDTH + 16 - shown[0]) / 2,
        "y_offset": (_HEIGHT + 8 - shown[1]) / 2,
        "object_position": 1,  # moves and sizes with its cell, so that sorting and filtering leave no picture behind
        "description": visible(card.caption[0]) if card.caption else "",
    }

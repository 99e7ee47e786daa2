"""How a workbook looks: one font, few colours, nothing that only colour says; each cell format is made once.

A tone colours its mark (`layout.mark_of`) and leaves the text black, which any printer can print.
"""

from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from skj.language import _, current_language
from skj.render.values import NUMERIC
from skj.reports.model import TIMELINE_SIGNS, Kind, Rank, Tone

# Charset 222 is Thai: where the font is missing, Windows then takes another one that has Thai letters.
FONT: Final = "TH Sarabun New"
BASE: Final = {"font_name": FONT, "font_size": 14, "font_family": 2, "font_charset": 222, "valign": "top"}
LINE_HEIGHT: Final = 23  # points of a line of 14 points, tone marks included

_A4: Final = 9
_RULE: Final = {"bottom": 4, "bottom_color": "#A6A6A6"}
_LOOKS: Final[dict[str, dict[str, Any]]] = {
    "title": {"bold": True, "font_size": 20, "text_wrap": True},
    "subtitle": {"font_color": "#404040", "text_wrap": True},
    "caption": {"bold": True, "font_size": 16, "text_wrap": True},
    "over": {"bold": True, "font_size": 16},  # may run over empty cells at its right
    "head": {"bold": True, "bg_color": "#DCE6F0", "top": 1, "bottom": 1, "text_wrap": True, "valign": "vcenter"},
    "label": {"font_color": "#404040", "text_wrap": True, **_RULE},
    "fact": {"text_wrap": True, "bold": True, **_RULE},
    "cell": {"text_wrap": True, **_RULE},
    "link": {"font_color": "#0B5CAD", "underline": 1, **_RULE},
    "mark": {"bold": True, "align": "center"},
    "note": {"text_wrap": True},
    "column": {},
}
# A timeline is drawn in a font whose letters are all as wide, each sign in its own colour.
_DRAWING: Final = {"font_name": "Courier New", "font_size": 10, "font_charset": 0}
_SIGN_COLOURS: Final = {"d": "#1E5C2F", "p": "#7F9DB9", "l": "#9C1B1B", "v": "#000000"}
_LOOKS.update(
    {
        "timeline": {**_RULE, **_DRAWING, "valign": "vcenter", "indent": 1},
        "timeline_head": {**_LOOKS["head"], **_DRAWING, "text_wrap": False},
        **{f"sign {sign}": _DRAWING | {"font_color": _SIGN_COLOURS.get(sign, "#A6A6A6")} for sign in TIMELINE_SIGNS},
    }
)
_RANKS: Final[dict[Rank, dict[str, Any]]] = {
    "entry": {},
    "group": {"bold": True, "bg_color": "#F2F2F2"},
    "subtotal": {"bold": True, "top": 1},
    "total": {"bold": True, "top": 1, "bottom": 6, "bottom_color": "#000000", "bg_color": "#DCE6F0"},
}
_COLOURS: Final[dict[Tone, str]] = {"good": "#1E5C2F", "warn": "#7A4B00", "bad": "#9C1B1B", "quiet": "#595959"}
_PERCENT: Final = "0.00%"
_NUMBERS: Final = {Kind.COUNT: "#,##0", Kind.MONEY: "#,##0.00", Kind.SHARE: _PERCENT, Kind.BAR: _PERCENT}


class Style(NamedTuple):
    """The cell formats of one kind of value in one place: for texts, numbers, dates, and for nothing."""

    kind: Kind
    text: Any
    number: Any
    day: Any
    blank: Any


@dataclass(slots=True)
class Looks:
    """The formats of one workbook."""

    book: Any
    _formats: dict[tuple[Any, ...], Any] = field(default_factory=dict)
    _styles: dict[tuple[Any, ...], Style] = field(default_factory=dict)

    def format(  # noqa: PLR0913  (what a cell format is made of)
        self,
        look: str,
        tone: Tone = "plain",
        rank: Rank = "entry",
        *,
        number: str = "",
        align: str = "",
        indent: int = 0,
    ) -> Any:
        """The format of a look in a tone, with a number format and an alignment."""
        key = (look, tone, rank, number, align, indent)
        if key not in self._formats:
            extra: dict[str, Any] = {"num_format": number} if number else {}
            extra |= {"font_color": _COLOURS[tone]} if tone == "quiet" or (look == "mark" and tone in _COLOURS) else {}
            extra |= {"align": align} if align else {}
            extra |= {"indent": indent} if indent else {}
            self._formats[key] = self.book.add_format(BASE | _LOOKS[look] | _RANKS[rank] | extra)
        return self._formats[key]

    def style(self, look: str, kind: Kind, tone: Tone = "plain", rank: Rank = "entry") -> Style:
        """The formats of a kind of value; facts stand at the left whatever they are."""
        key = (look, kind, tone, rank)
        if key not in self._styles:
            align = "left" if look == "fact" else align_of(kind)
            indent = 0 if align == "center" else 1

            def made(number: str, align: str = align) -> Any:
                return self.format(look, tone, rank, number=number, align=align, indent=indent)

            numbers = made(_NUMBERS.get(kind, ""))
            self._styles[key] = Style(kind, made("@"), numbers, made(date_format(), "left"), made(""))
        return self._styles[key]


def align_of(kind: Kind) -> str:
    """Where values of a kind stand in their column."""
    return "right" if kind in NUMERIC else "center" if kind is Kind.MARK else "left"


def date_format() -> str:
    """Real dates that a Thai Excel shows as 12 ก.พ. 2567; `[$-107041E]` is the form that programs agree on (features, Excel Thai formats)."""
    return "[$-107041E]d mmm yyyy" if current_language() == "th" else "[$-409]d mmm yyyy"


def print_setup(page: Any, *, pages: int = 0) -> None:
    """A4, as wide as the paper and so many pages high (0: as many as it takes), with the sheet's name and the page number at the foot."""
    page.set_paper(_A4)
    page.fit_to_pages(1, pages)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    numbers = _("Page {page} of {pages}").format(page="&P", pages="&N")
    page.set_footer(f'&L&"{FONT},Regular"&12&A&R&"{FONT},Regular"&12{numbers}')

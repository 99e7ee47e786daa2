"""Formulas as text: which cells they refer to, the same formula some rows further down, and after rows were inserted."""

from collections.abc import Iterator
from typing import Final

from skj.files.sheet_ranges import Area, Growth, area_of
from skj.frozen import dataclass
from skj.patterns import later

NAME: Final = r"[^\W\d][\w.฀-๿]*"
# Texts and the brackets of tables and other workbooks are consumed first, so nothing inside them is taken for a cell.
ADDRESS: Final = r"\$?[A-Za-z]{1,3}\$?\d{1,7}(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?|\$?\d{1,7}:\$?\d{1,7}"
REFERENCE: Final = later(
    r"\"(?:[^\"]|\"\")*\""
    rf"|(?:'[^']*\[(?:[^']|'')*'|\[\d+\][^!,;()\s]*)!(?:{ADDRESS})?"
    r"|\[[^\]]*\]"
    rf"|(?P<sheet>(?:'(?:[^']|'')+'|{NAME})!)?(?<![\w.$])(?P<area>{ADDRESS})(?![\w(!.])"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference in a formula: the sheet it names (empty = its own) and the rectangle."""

    sheet: str
    area: Area
    text: str
    start: int
    end: int


def references(formula: str) -> Iterator[Reference]:
    """The cell references of a formula, as far as they are written with addresses."""
    for found in REFERENCE.finditer(formula):
        area = area_of(found["area"]) if found["area"] else None
        if area is not None:
            yield Reference(_sheet_name(found["sheet"]), area, found["area"], found.start("area"), found.end("area"))


def referred(formula: str, sheet: str, *, is_own: bool) -> Iterator[Reference]:
    """The references to one sheet; `is_own` tells whether references without a sheet name mean it."""
    for one in references(formula):
        if one.sheet.casefold() == sheet.casefold() or (is_own and not one.sheet):
            yield one


def reaches_below(formula: str, sheet: str, row: int, *, is_own: bool, spread: int = 0) -> bool:
    """Tell whether the formula refers to the sheet's rows from `row` on; `spread` more rows for a shared formula."""
    return any(one.area.bottom + spread >= row for one in referred(formula, sheet, is_own=is_own))


def after_insertion(formula: str, sheet: str, growth: Growth) -> str:
    """The formula of a moved row: references to rows below move along, ranges that ended on the last record grow."""
    for one in reversed(list(referred(formula, sheet, is_own=True))):
        is_range = ":" in one.text and one.area.top < one.area.bottom
        new = growth.grown(one.text) if is_range or one.area.bottom > growth.last_row else one.text
        formula = formula[: one.start] + new + formula[one.end :]
    return formula


def copied_down(formula: str, source: str, target: str) -> str | None:
    """The formula of cell `source` as Excel would copy it to `target`; None when it cannot be told."""
    from openpyxl.formula.tokenizer import TokenizerError
    from openpyxl.formula.translate import Translator, TranslatorError

    try:
        translated = str(Translator(f"={formula}", origin=source).translate_formula(target))
    except (TokenizerError, TranslatorError, ValueError, IndexError):
        return None
    return translated.removeprefix("=")


def _sheet_name(text: str | None) -> str:
    name = (text or "").removesuffix("!")
    return name[1:-1].replace("''", "'") if name.startswith("'") else name

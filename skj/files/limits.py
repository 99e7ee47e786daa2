"""How much of a file is read at most, and how a refusal is made; every limit is a setting (reliability section 4)."""

from typing import Final

from skj.diagnostics import Diagnostic, InputRefused, Place, Rule
from skj.files.damage import plain_words
from skj.frozen import dataclass
from skj.rules import files as rules


@dataclass(frozen=True, slots=True)
class Limits:
    """What an honest ledger never reaches; sizes in bytes, `packing` is packed size divided by unpacked size.

    `text_bytes` bounds the texts as the readers hold them, one copy in each cell; `cell_bytes` bounds one text.
    `sparse_cells` may be spanned by however few values; see `check_spread`.
    `swallowed_lines` is how many lines a quoted CSV row may span before it is called suspicious.
    """

    file_bytes: int = 50 << 20
    parts: int = 1_000
    unpacked_bytes: int = 512 << 20
    packing: float = 0.01
    packing_from: int = 100 << 10
    rows: int = 200_000
    columns: int = 500
    cells: int = 10_000_000
    sparse_cells: int = 2_000_000
    text_bytes: int = 256 << 20
    cell_bytes: int = 1 << 20
    line_bytes: int = 10_000_000
    swallowed_lines: int = 20


LIMITS: Final = Limits()


def refusal(rule: Rule, file: str, **args: object) -> InputRefused:
    """An exception that ends reading `file`; `args` fill the placeholders of the rule."""
    if rule is rules.DAMAGED:
        args["reason"], args["said"] = plain_words(str(args["reason"]))
    return InputRefused(Diagnostic(rule, Place(file), args=args))


def check_box(part: str, file: str, rows: int, columns: int, limits: Limits) -> None:
    """Refuse a rectangle of `rows` by `columns` from A1 that the readers would lay out cell by cell (reliability R3)."""
    if rows > limits.rows:
        raise refusal(rules.TOO_MANY_ROWS, file, part=part, count=rows, limit=limits.rows, setting="rows")
    if columns > limits.columns:
        raise refusal(rules.TOO_MANY_COLUMNS, file, part=part, count=columns, limit=limits.columns, setting="columns")
    if rows * columns > limits.cells:
        raise refusal(rules.TOO_MANY_CELLS, file, part=part, count=rows * columns, limit=limits.cells, setting="cells")


def most_spread(size: int, limits: Limits) -> int:
    """How many cells the values in `size` bytes of a file, unpacked, may span: one for each byte, and `sparse_cells` always."""
    return min(limits.cells, max(limits.sparse_cells, size))


def check_spread(part: str, file: str, cells: int, size: int, limits: Limits) -> None:
    """Refuse few values far from one another: the readers lay out every blank cell between them (reliability R3).

    A value takes many bytes (15 in an .xlsx at the least, 6 in an .xls), so a table passes however many of its cells are blank.
    """
    limit = most_spread(size, limits)
    if cells > limit:
        setting = "cells" if limit == limits.cells else "sparse_cells"
        raise refusal(rules.TOO_MANY_CELLS, file, part=part, count=cells, limit=limit, setting=setting)


def check_text(volume: int, file: str, limits: Limits) -> None:
    """Refuse texts that take more than `text_bytes` once every cell has its own copy (lossless section 2)."""
    if volume > limits.text_bytes:
        raise refusal(rules.TOO_MUCH_TEXT, file, count=volume, limit=limits.text_bytes, setting="text_bytes")

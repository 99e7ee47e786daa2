"""What a measure found: exact numbers, the records they come from and those left out, with the reason."""

from dataclasses import dataclass
from fractions import Fraction

from skj.ledgers.base import Record


@dataclass(frozen=True, slots=True)
class Measurement:
    """A count (`denominator` None) or a share; `left_out` are records that could have counted, each with the reason in words.

    `short` are those of the `counted` that stand in the denominator of a share alone: they do not meet what is counted.
    `notes` are warnings for people about this measure, already translated.
    """

    id: str
    numerator: int | Fraction
    denominator: int | Fraction | None = None
    counted: tuple[Record, ...] = ()
    left_out: tuple[tuple[Record, str], ...] = ()
    notes: tuple[str, ...] = ()
    short: tuple[Record, ...] = ()

    @property
    def is_share(self) -> bool:
        """Whether this is a share of something."""
        return self.denominator is not None

    @property
    def value(self) -> Fraction | None:
        """The count, or the exact share; None for a share of nothing, which is neither 0 nor 100 percent (reading A9)."""
        if self.denominator is None:
            return Fraction(self.numerator)
        return Fraction(self.numerator) / self.denominator if self.denominator else None


def shown_value(value: Fraction | None, *, is_share: bool) -> str:
    """A value for people, `348` or `89.98%`; a share is cut and never rounded up, so that 89.996 percent is not shown as 90."""
    if value is None:
        return "–"
    return f"{shown_number(value * 100)}%" if is_share else shown_number(value)


def shown_number(number: int | Fraction) -> str:
    """A number for people with at most two decimals, cut and never rounded up: `348`, `2.5`, `89.99`."""
    return f"{Fraction(number) * 100 // 1 / 100:.2f}".rstrip("0").rstrip(".")


def signed(change: Fraction) -> str:
    """A change for people, with its sign: `+12`, `−2.5`; the sign is no hyphen, which a spreadsheet would take for a formula."""
    return f"{'−' if change < 0 else '+'}{shown_number(abs(change))}"


def tenths(number: Fraction) -> Fraction:
    """A pace as people say it, rounded to a tenth; nothing is decided by it."""
    return Fraction(round(number * 10), 10)

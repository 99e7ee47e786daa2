"""One value to text for people, in the language in use, or to a JSON scalar for machines."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from math import isfinite, trunc
from typing import Any, Final, TypeGuard

from skj.frozen import dataclass
from skj.language import _, current_language
from skj.render.masking import mask_name
from skj.render.safe import visible
from skj.reports.model import SPARK_SIGNS, TIMELINE_SIGNS, Each, Kind, Scalar
from skj.thai.dates import format_be, format_ce

Number = int | float | Decimal | Fraction

DRESSED: Final = frozenset({Kind.NAME, Kind.TIMELINE, Kind.SPARK})  # texts that are shown otherwise than they are
NUMERIC: Final = frozenset({Kind.COUNT, Kind.DECIMAL, Kind.MONEY, Kind.POINTS, Kind.SHARE})
BAR_WIDTH: Final = 10

# What a timeline is drawn with; the signs differ in shape, so that it can be read without colour.
_TIMELINE: Final = str.maketrans(TIMELINE_SIGNS, "·░█✗▼│")
_TIMELINE_ASCII: Final = str.maketrans(TIMELINE_SIGNS, ".-#xv|")
_SPARK: Final = str.maketrans(SPARK_SIGNS, "·▁▂▃▄▅▆▇█ ")
_SPARK_ASCII: Final = str.maketrans(SPARK_SIGNS, "_.,-=+*%# ")
_PLACES: Final = 4  # of machine numbers; a share cut to 4 places is a percent cut to 2
_SANE_DIGITS: Final = 28  # "1E+999999" is five bytes in a ledger and a megabyte when it is written out


@dataclass(frozen=True, slots=True)
class Manner:
    """How values are shown: `names` unmasked, `ascii` with words and ASCII signs in place of drawn ones, bars in cells."""

    names: bool = False
    ascii: bool = False
    bar_width: int = BAR_WIDTH


DRAWN: Final = Manner()
PLAIN: Final = Manner(ascii=True)


def show(value: Scalar, kind: Kind = Kind.TEXT, manner: Manner = DRAWN) -> str:
    """`value` for one line of a screen or page, safe to print; a missing number or date is a dash, a missing text nothing."""
    if value is None:
        return "" if kind in {Kind.TEXT, Kind.NAME, Kind.BAR, Kind.PLACE} else _dash(manner)
    if isinstance(value, str) and kind not in DRESSED:
        return visible(value)
    return visible(_SHOWN[kind](value, manner))


def show_day(day: date) -> str:
    """`12 ก.พ. 2567` in Thai, `12 Feb 2024` in English."""
    return format_be(day, style="short") if current_language() == "th" else format_ce(day)


def percent(share: Number) -> str:
    """A share as percent, cut to two decimals and never rounded up: `89.99 %`; exact ones without zeros: `80 %`."""
    value = Fraction(share) * 100
    cut = _decimal(value, 2)
    return f"{_short(cut)} %" if cut == value else f"{cut:,.2f} %"


def bar(share: Number, manner: Manner = DRAWN) -> str:
    """A share from 0 to 1 as blocks, cut: only a full share fills the bar. Below 0 it is empty, above 1 full."""
    inside = min(max(Fraction(share), Fraction(0)), Fraction(1))
    width = manner.bar_width
    if manner.ascii:
        return ("#" * trunc(inside * width)).ljust(width, ".")
    whole, half = divmod(trunc(inside * width * 2), 2)
    return ("█" * whole + "▌" * half).ljust(width, "░")


def is_wild(number: Number) -> bool:
    """Whether a number is not finite or too long to be written out."""
    if isinstance(number, Decimal):
        return not number.is_finite() or abs(number.adjusted()) > _SANE_DIGITS
    return isinstance(number, float) and not isfinite(number)


def machine(value: Any) -> Any:
    """`value` as JSON knows it: dates ISO C.E., Fractions and Decimals as int or float cut to 4 decimals, texts as they are.

    Mappings and sequences are taken over in their own order. TypeError for anything a report should not hold.
    """
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, (str, Enum, date)):
        return _machine_text(value)
    if isinstance(value, (float, Decimal, Fraction)):
        return machine_number(value)
    if isinstance(value, Mapping):
        return {str(machine(key)): machine(item) for key, item in value.items()}
    if isinstance(value, Each):
        return Each(value, machine)
    if isinstance(value, Sequence) and not isinstance(value, (bytes, bytearray)):
        return [machine(item) for item in value]
    raise TypeError(type(value).__name__)


def machine_number(number: Number) -> int | float | str | None:
    """A number for machines: int when it is one, otherwise a float cut to 4 decimals; a wild one as text, NaN as None."""
    if is_wild(number):
        return str(number) if isinstance(number, Decimal) and number.is_finite() else None
    if Fraction(number).denominator == 1:
        return int(number)
    return float(_decimal(Fraction(number), _PLACES))


def machine_cell(value: Scalar, kind: Kind, *, names: bool) -> Any:
    """The cell of a grid for machines: as `machine`, with names masked and shares as percent, as people see them."""
    if kind is Kind.NAME and isinstance(value, str) and not names:
        return mask_name(value)
    if kind is Kind.TIMELINE and isinstance(value, str):
        return _show_timeline(value, PLAIN)
    if kind in {Kind.SHARE, Kind.BAR} and is_number(value):
        return machine_number(_decimal(Fraction(value) * 100, 2))
    return machine(value)


def is_number(value: object) -> TypeGuard[Number]:
    """Whether a scalar counts as a number; True and False do not."""
    return isinstance(value, (int, float, Decimal, Fraction)) and not isinstance(value, bool)


def _machine_text(value: str | Enum | date) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    return value if isinstance(value, str) else value.isoformat()


def _decimal(number: Fraction, places: int) -> Decimal:
    # By integers: a Decimal division rounds its 28th digit and could turn a long 0.999… into 1.
    # By text: `scaleb` would round to the 28 digits of the context as well.
    return Decimal(f"{trunc(number * 10**places)}E-{places}")


def _short(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _number(value: Number, places: int) -> str:
    if is_wild(value):
        return str(value)
    return _short(_decimal(Fraction(value), places))


def _show_plainly(value: Scalar, _manner: Manner) -> str:
    """By the value's own type: numbers without commas, since a year or a list number stands in a text column."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return f"{show_day(value.date())} {value:%H:%M}"
    if isinstance(value, date):
        return show_day(value)
    return _number(value, _PLACES).replace(",", "") if is_number(value) else str(value)


def _show_name(value: Scalar, manner: Manner) -> str:
    return str(value) if manner.names else mask_name(str(value))


def _show_mark(value: Scalar, manner: Manner) -> str:
    if manner.ascii:
        return _("yes") if value else _("no")
    return "✓" if value else "✗"


def _show_bar(value: Scalar, manner: Manner) -> str:
    return bar(value, manner) if is_number(value) else _show_plainly(value, manner)


def _show_timeline(value: Scalar, manner: Manner) -> str:
    return str(value).translate(_TIMELINE_ASCII if manner.ascii else _TIMELINE)


def _show_spark(value: Scalar, manner: Manner) -> str:
    return str(value).translate(_SPARK_ASCII if manner.ascii else _SPARK)


def _show_money(value: Scalar, manner: Manner) -> str:
    if not is_number(value) or is_wild(value):
        return _show_plainly(value, manner)
    return f"{_decimal(Fraction(value), 2):,.2f}"


def _show_share(value: Scalar, manner: Manner) -> str:
    return percent(value) if is_number(value) and not is_wild(value) else _show_plainly(value, manner)


def _show_number(value: Scalar, manner: Manner) -> str:
    return _number(value, _PLACES) if is_number(value) else _show_plainly(value, manner)


def _dash(manner: Manner) -> str:
    return "-" if manner.ascii else "–"


_SHOWN: Final[Mapping[Kind, Callable[[Scalar, Manner], str]]] = {
    Kind.TEXT: _show_plainly,
    Kind.NAME: _show_name,
    Kind.COUNT: _show_number,
    Kind.DECIMAL: _show_number,
    Kind.MONEY: _show_money,
    Kind.POINTS: _show_number,
    Kind.SHARE: _show_share,
    Kind.DATE: _show_plainly,
    Kind.MARK: _show_mark,
    Kind.BAR: _show_bar,
    Kind.PLACE: _show_plainly,
    Kind.TIMELINE: _show_timeline,
    Kind.SPARK: _show_spark,
}

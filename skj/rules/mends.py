"""The corrections `skj fix` makes, by the names of `--select`; each mends the findings of some rules by writing their `fix`.

Whether a correction is safe stands with the rule (`Rule.safe_fix`): then every cell is read as the same value afterwards.
"""

from dataclasses import dataclass
from typing import Final

from skj.language import N_


@dataclass(frozen=True, slots=True)
class Mend:
    """A correction: its name, what it does (English, marked `N_`), and the codes of the rules it mends.

    `is_typed`: the value is written as the date or number it stands for, not as a text. `is_guess`: its
    rules are not safe to mend, so it is made with `--unsafe` only.
    """

    name: str
    label: str
    codes: tuple[str, ...] = ()
    is_typed: bool = False
    is_guess: bool = False


DISTRICTS: Final = Mend("districts", N_("districts get their official spelling"))
CLASSES: Final = Mend("classes", N_("classes of royal insignia get their official spelling"))
POSITIONS: Final = Mend("positions", N_("types and levels of position get their official spelling"))
WORDS: Final = Mend("words", N_("other words of a fixed list get the spelling of the list"), ("SKJ366",))

# In the order in which they win when a cell needs several: what changes the type first.
MENDS: Final = (
    Mend(
        "era",
        N_("Buddhist years stored as C.E. and C.E. years become what is meant"),
        ("SKJ331", "SKJ333", "SKJ342"),
        is_typed=True,
    ),
    Mend("text-dates", N_("dates that stand as text become true dates"), ("SKJ335",), is_typed=True),
    Mend("date-numbers", N_("dates that show as bare numbers are shown as dates"), ("SKJ332",), is_typed=True),
    Mend("digits", N_("Thai digits where a number is meant become a number"), ("SKJ312",), is_typed=True),
    Mend("numbers", N_("numbers that stand as text become numbers"), ("SKJ311",), is_typed=True),
    DISTRICTS,
    CLASSES,
    POSITIONS,
    WORDS,
    Mend("zero-width", N_("invisible characters are taken out"), ("SKJ362",)),
    Mend("sara-am", N_("ำ typed as two characters, and marks out of order, become the usual spelling"), ("SKJ363",)),
    Mend("spaces", N_("spaces too many are taken out"), ("SKJ364",)),
    Mend(
        "nearest",
        N_("an unknown word becomes the nearest one of its list"),
        ("SKJ351", "SKJ352", "SKJ354", "SKJ355"),
        is_guess=True,
    ),
    Mend(
        "short-years",
        N_("doubtful two-digit years become the year that was probably meant"),
        ("SKJ325", "SKJ338"),
        is_typed=True,
        is_guess=True,
    ),
    Mend(
        "day-month",
        N_("dates with the month before the day are turned round"),
        ("SKJ324",),
        is_typed=True,
        is_guess=True,
    ),
    Mend(
        "weekdays", N_("weekdays that do not fit their date are taken out"), ("SKJ334",), is_typed=True, is_guess=True
    ),
    Mend("alike", N_("a name spelt in two ways becomes the more frequent spelling"), ("SKJ439",), is_guess=True),
    Mend("garbled", N_("Thai read in a wrong encoding becomes Thai again"), ("SKJ161", "SKJ162"), is_guess=True),
)
BY_NAME: Final = {mend.name: mend for mend in MENDS}
BY_CODE: Final = {code: mend for mend in MENDS for code in mend.codes}

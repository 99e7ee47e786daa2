"""The computer `skj` runs on: Python, terminal, language, holidays; and that no network is used."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from skj.diagnostics import Refusal
from skj.doctoring.checks import Check, State
from skj.language import _
from skj.resources import data_folder

OLDEST_PYTHON: Final = (3, 11)
NARROWEST: Final = 80
THAI_SAMPLE: Final = "ที่ ✓ –"
HOLIDAYS: Final = "holidays.csv"
BE_OFFSET: Final = 543


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the command line sees of the computer; `width` is None when nobody looks at a terminal."""

    python: tuple[int, int, int]
    version: str
    width: int | None
    encoding: str
    has_colour: bool
    language: str


def surroundings_checks(seen: Surroundings) -> Iterator[Check]:
    """Python and terminal."""
    yield _python(seen)
    yield _width(seen)
    yield _encoding(seen)
    yield Check("colour", _("Colour"), State.YES, _("on") if seen.has_colour else _("off"))
    yield Check("language", _("Language"), State.YES, {"th": "ไทย", "en": "English"}.get(seen.language, seen.language))
    yield Check("network", _("Network"), State.YES, _("no network is used"))


def _python(seen: Surroundings) -> Check:
    found = "{python}, skj {version}".format(python=".".join(map(str, seen.python)), version=seen.version)
    if seen.python[:2] >= OLDEST_PYTHON:
        return Check("python", "Python", State.YES, found)
    return Check("python", "Python", State.NO, found, _("Install Python 3.11 or newer."))


def _width(seen: Surroundings) -> Check:
    label = _("Width of the terminal")
    if seen.width is None:
        return Check("width", label, State.UNKNOWN, _("not a terminal"), _("Run it on a terminal to see."))
    found = _("{count} columns").format(count=seen.width)
    if seen.width >= NARROWEST:
        return Check("width", label, State.YES, found)
    return Check(
        "width", label, State.NO, found, _("Make the window at least {count} columns wide.").format(count=NARROWEST)
    )


def _encoding(seen: Surroundings) -> Check:
    label = _("Thai letters on the screen")
    try:
        THAI_SAMPLE.encode(seen.encoding)
    except (UnicodeEncodeError, LookupError):
        cure = _("Set the terminal to UTF-8: “chcp 65001” on Windows, a UTF-8 language elsewhere; or set PYTHONUTF8=1.")
        return Check("encoding", label, State.NO, seen.encoding, cure)
    return Check("encoding", label, State.YES, seen.encoding)


def holiday_check(years: range) -> Check:
    """Whether the list of holidays covers the C.E. `years`."""
    label = _("Holidays")
    try:
        lines = (data_folder() / HOLIDAYS).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return Check("holidays", label, State.NO, _("the list cannot be read"), _("Install skj again."))
    known = {int(line[:4]) for line in lines if line[:4].isdecimal()}
    missing = [str(year + BE_OFFSET) for year in years if year not in known]
    if missing:
        cure = _("Add the holidays of these years to {file}.").format(file=f"data/{HOLIDAYS}")
        return Check("holidays", label, State.NO, _("missing: {years}").format(years=", ".join(missing)), cure)
    span = f"{min(known) + BE_OFFSET}–{max(known) + BE_OFFSET}"
    return Check("holidays", label, State.YES, _("{years} are covered").format(years=span))


def refused(id_: str, label: str, refusal: Refusal) -> Check:
    """A line for something that was refused: the refusal's own words."""
    return Check(id_, label, State.NO, refusal.diagnostic.message(), refusal.diagnostic.hint())

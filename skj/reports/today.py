"""What to say in the morning: `skj today`. One line for each matter, the most pressing first, with what to type next."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from skj.language import N_, _
from skj.reports.model import Field, Grid, Kind, Line, Note, Report, Section, Tone
from skj.reports.wording import both_eras, iso, period_notes
from skj.scoring.matters import Matter, Morning, Urgency

WORDS: Final = {
    Urgency.BREACH: N_("breached"),
    Urgency.DUE: N_("due"),
    Urgency.RISK: N_("at risk"),
    Urgency.STALE: N_("not kept up"),
}
HEADINGS: Final = {
    Urgency.BREACH: N_("Breached"),
    Urgency.DUE: N_("Due"),
    Urgency.RISK: N_("At risk"),
    Urgency.STALE: N_("Not kept up"),
}
TONES: Final[dict[Urgency, Tone]] = {
    Urgency.BREACH: "bad",
    Urgency.DUE: "warn",
    Urgency.RISK: "warn",
    Urgency.STALE: "plain",
}
FOLD_AFTER: Final = 5  # of one kind and urgency; a morning's screen, not a register


def today_report(matters: Sequence[Matter], morning: Morning) -> Report:
    """The matters by urgency, many of one kind folded into a line; machines get every one."""
    whole = _grid(matters)
    return Report(
        title=_("To look at today"),
        subtitle=_subtitle(matters, morning),
        sections=tuple(_sections(matters)) or (Section("", (_nothing(morning),)),),
        main=whole,
        data=today_data(matters, morning),
        footer=tuple(period_notes(morning.period)),
        sheets=(Section(_("To look at today"), (whole if matters else _nothing(morning),)),),
    )


def _subtitle(matters: Sequence[Matter], morning: Morning) -> str:
    counted = Counter(matter.urgency for matter in matters)
    text = _("As of {as_of}; due means within {days} days; {counts}")
    counts = " · ".join(f"{_(WORDS[urgency])} {counted[urgency]}" for urgency in Urgency)
    return text.format(as_of=both_eras(morning.today), days=morning.days, counts=counts)


def _nothing(morning: Morning) -> Note:
    text = _("Nothing is breached, due within {days} days, at risk or left behind.")
    return Note(text.format(days=morning.days), "good")


def _grid(matters: Iterable[Matter]) -> Grid:
    fields = (
        Field("urgency", _("How")),
        Field("day", _("Day"), Kind.DATE),
        Field("text", _("What")),
        Field("place", _("Where")),
        Field("command", _("Next")),
    )
    return Grid(fields, tuple(_line(matter) for matter in matters))


def _line(matter: Matter) -> Line:
    cells = (_(WORDS[matter.urgency]), matter.day, matter.text, str(matter.place or ""), matter.command)
    return Line(cells, TONES[matter.urgency])


def _sections(matters: Sequence[Matter]) -> Iterator[Section]:
    """A section for each urgency there is; of each kind the first, and a line for the rest of it."""
    for urgency in Urgency:
        found = [matter for matter in matters if matter.urgency is urgency]
        if found:
            yield Section(_(HEADINGS[urgency]), tuple(_notes(found)))


def _notes(matters: Sequence[Matter]) -> Iterator[Note]:
    total = Counter(matter.kind for matter in matters)
    seen: Counter[str] = Counter()
    for matter in matters:
        seen[matter.kind] += 1
        if seen[matter.kind] <= FOLD_AFTER or total[matter.kind] == FOLD_AFTER + 1:
            yield Note(_sentence(matter.text, str(matter.place or ""), matter.command), TONES[matter.urgency])
        elif seen[matter.kind] == FOLD_AFTER + 1:
            text = _("and {count} more like these").format(count=total[matter.kind] - FOLD_AFTER)
            yield Note(_sentence(text, "", matter.all_command), TONES[matter.urgency])


def _sentence(text: str, place: str, command: str) -> str:
    """One line: what, where, and what to type next, so that a log of a scheduler can be searched."""
    where = f" [{place}]" if place else ""
    return f"{text}{where} → {command}"


def today_data(matters: Sequence[Matter], morning: Morning) -> dict[str, Any]:
    """The JSON shape: counts by urgency, and every matter with its place and command."""
    counted = Counter(matter.urgency for matter in matters)
    return {
        "as_of": iso(morning.today),
        "days": morning.days,
        "counts": {urgency.name.lower(): counted[urgency] for urgency in Urgency},
        "matters": [_matter_data(matter, morning) for matter in matters],
    }


def _matter_data(matter: Matter, morning: Morning) -> dict[str, Any]:
    place = matter.place
    return {
        "urgency": matter.urgency.name.lower(),
        "kind": matter.kind,
        "day": iso(matter.day),
        "days_left": None if matter.day is None else morning.left(matter.day),
        "text": matter.text,
        "indicator": matter.indicator or None,
        "ledger": matter.ledger or None,
        "source": None
        if place is None
        else {"file": place.file, "sheet": place.sheet, "row": place.row or None, "cell": place.cell or None},
        "command": matter.command,
    }

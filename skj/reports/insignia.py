"""What to say about people found in the register of insignia (its names are gazetted, so they are shown)."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from skj.frozen import dataclass
from skj.language import N_, _
from skj.ledgers.base import Ledger, Record
from skj.ledgers.insignia import InsigniaReturn
from skj.reports.model import Field, Grid, Kind, Line, Report, Section, Tone
from skj.reports.wording import basis_notes, both_eras, iso, spot
from skj.scoring.returns import GrantState, Standing
from skj.scoring.search import How, Match

HOW_WORDS: Final = {
    How.EXACT: N_("the same name"),
    How.MARKS: N_("the same but for marks"),
    How.SWAPPED: N_("name and surname swapped"),
    How.WORD: N_("the same name or surname"),
    How.PREFIX: N_("begins so"),
    How.PART: N_("contains it"),
    How.SOUND: N_("sounds the same"),
    How.CLOSE: N_("similar spelling"),
    How.LISTED: N_("fits what was asked"),
}
STATE_WORDS: Final = {
    GrantState.DUE: N_("to be returned"),
    GrantState.HELD: N_("held"),
    GrantState.RETURNED: N_("returned"),
    GrantState.PAID: N_("paid for"),
    GrantState.NEVER_ISSUED: N_("not handed out"),
}
TONES: Final[dict[GrantState, Tone]] = {GrantState.DUE: "warn", GrantState.RETURNED: "quiet", GrantState.PAID: "quiet"}


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What was found, how each stands on a day, and of how many grants."""

    matches: Sequence[Match]
    states: Sequence[GrantState | None]
    query: str
    day: date
    asked: int


def search_report(answer: SearchAnswer, ledger: Ledger[InsigniaReturn]) -> Report:
    """The people found, best match first, with why each was found and where it stands."""
    found = list(zip(answer.matches, answer.states, strict=True))
    count = _("{found} of {all} grants").format(found=len(answer.matches), all=answer.asked)
    title = (
        _("Search in the register of insignia: {query}").format(query=answer.query)
        if answer.query
        else _("Search in the register of insignia")
    )
    return Report(
        title,
        f"{count} · {_('As of {day}').format(day=both_eras(answer.day))}",
        (Section(_("Search"), (_found_grid(found),)),),
        _whole_grid(found),
        [match_data(match, state) for match, state in found],
        tuple(basis_notes([ledger])),
    )


Found = Sequence[tuple[Match, GrantState | None]]


def _found_grid(found: Found) -> Grid:
    """What people look for, narrow enough for a terminal."""
    fields = (
        Field("name", _("Name")),
        Field("insignia", _("Insignia")),
        Field("state", _("State")),
        Field("how", _("Found because")),
        Field("place", _("Place")),
    )
    lines = tuple(
        Line(
            (
                match.record.name,
                f"{match.record.insignia_class} {match.record.year}",
                _(STATE_WORDS[state]) if state else "",
                _(HOW_WORDS[match.how]),
                spot(match.record, "name"),
            ),
            TONES.get(state, "plain") if state else "plain",
        )
        for match, state in found
    )
    return Grid(fields, lines, empty=_("Nobody found. Try fewer letters, or the surname alone."))


def _whole_grid(found: Found) -> Grid:
    """Every column, for spreadsheets and programs."""
    fields = (
        Field("name", _("Name")),
        Field("insignia_class", _("Class")),
        Field("year", _("Grant year")),
        Field("received_on", _("Received on"), Kind.DATE),
        Field("returned_on", _("Returned on"), Kind.DATE),
        Field("state", _("State")),
        Field("how", _("Found because")),
        Field("place", _("Place")),
    )
    return Grid(fields, tuple(Line(_cells(match, state)) for match, state in found))


def _cells(match: Match, state: GrantState | None) -> tuple[Any, ...]:
    record = match.record
    return (
        record.name,
        record.insignia_class,
        str(record.year),
        record.received_on,
        record.returned_on,
        _(STATE_WORDS[state]) if state else "",
        _(HOW_WORDS[match.how]),
        str(record.place("name")),
    )


def match_data(match: Match, state: GrantState | None) -> dict[str, Any]:
    """The JSON shape of contract section 6: the fields of the record, its state, its source and the match."""
    return {
        **record_data(match.record),
        "state": state.value if state else None,
        "source": match.record.source(),
        "match": {"how": match.how.value, "score": match.score},
    }


def record_data(record: Record) -> dict[str, Any]:
    """The fields of any record as JSON values; dates in ISO."""
    names = [name for name in type(record).model_fields if name not in record.unexported]
    values = {name: getattr(record, name) for name in names}
    return {name: iso(value) if isinstance(value, date) else value for name, value in values.items()}


def states_of(standings: Sequence[Standing], matches: Sequence[Match]) -> list[GrantState | None]:
    """The state of each match; None for a grant that was not made yet on the day asked for."""
    known = {id(standing.record): standing.state for standing in standings}
    return [known.get(id(match.record)) for match in matches]

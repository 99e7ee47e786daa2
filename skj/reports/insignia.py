"""What to say about people found in the register of insignia (its names are gazetted, so they are shown)."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from skj.language import N_, _
from skj.ledgers.base import Ledger, Record
from skj.ledgers.insignia import InsigniaReturn
from skj.reports.model import Field, Grid, Kind, Line, Report, Section
from skj.reports.wording import basis_notes, iso
from skj.scoring.search import How, Match

HOW_WORDS: Final = {
    How.EXACT: N_("the same name"),
    How.SWAPPED: N_("name and surname swapped"),
    How.PREFIX: N_("begins so"),
    How.PART: N_("contains it"),
    How.CLOSE: N_("similar spelling"),
}


def search_report(matches: Sequence[Match], query: str, ledger: Ledger[InsigniaReturn]) -> Report:
    """The people found, best match first, with why each was found and where it stands."""
    fields = (
        Field("name", _("Name")),
        Field("insignia_class", _("Class")),
        Field("year", _("Grant year")),
        Field("received_on", _("Received on"), Kind.DATE),
        Field("returned_on", _("Returned on"), Kind.DATE),
        Field("how", _("Found because")),
        Field("place", _("Place")),
    )
    grid = Grid(
        fields,
        tuple(Line(_cells(match)) for match in matches),
        empty=_("Nobody found. Try fewer letters, or the surname alone."),
    )
    count = _("{found} of {all} grants").format(found=len(matches), all=len(ledger.records))
    return Report(
        _("Search in the register of insignia: {query}").format(query=query),
        count,
        (Section(_("Search"), (grid,)),),
        grid,
        [match_data(match) for match in matches],
        tuple(basis_notes([ledger])),
    )


def _cells(match: Match) -> tuple[Any, ...]:
    record = match.record
    how = _(HOW_WORDS[match.how])
    return (
        record.name,
        record.insignia_class,
        str(record.year),
        record.received_on,
        record.returned_on,
        how,
        str(record.place("name")),
    )


def match_data(match: Match) -> dict[str, Any]:
    """The JSON shape of contract section 6: the fields of the record, its source and the match."""
    return {
        **record_data(match.record),
        "source": match.record.source(),
        "match": {"how": match.how.value, "score": match.score},
    }


def record_data(record: Record) -> dict[str, Any]:
    """The fields of any record as JSON values; dates in ISO."""
    names = [name for name in type(record).model_fields if name not in record.unexported]
    values = {name: getattr(record, name) for name in names}
    return {name: iso(value) if isinstance(value, date) else value for name, value in values.items()}

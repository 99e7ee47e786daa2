"""What to say about the register of insignia as a whole: `insignia summary`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from skj.calendar import Period
from skj.language import N_, _
from skj.ledgers.base import Ledger
from skj.ledgers.insignia import InsigniaReturn
from skj.reports.insignia import STATE_WORDS
from skj.reports.model import Block, Chart, Facts, Field, Grid, Kind, Line, Note, Report, Section, Series, Trace
from skj.reports.wording import basis_notes, day_line, iso
from skj.scoring.measurement import Measurement
from skj.scoring.register import KEYS, NOT_GRANTED, Tally, tallies
from skj.scoring.returns import GrantState, Standing

GROUPINGS: Final = {"year": N_("Grant year"), "class": N_("Class"), "state": N_("State"), "agency": N_("Agency")}


@dataclass(frozen=True, slots=True)
class RegisterAnswer:
    """Everything the report shows; `imported` is the plan's own measure (indicator 2, level 3), None when the plan has none."""

    standings: Sequence[Standing]
    groups: Mapping[str, Sequence[Tally]]
    imported: Measurement | None
    period: Period

    def those(self, state: GrantState) -> tuple[InsigniaReturn, ...]:
        """The grants in a state."""
        return tuple(standing.record for standing in self.standings if standing.state is state)


def answer_register(
    records: Sequence[InsigniaReturn],
    standings: Sequence[Standing],
    expected: Mapping[int, int],
    imported: Measurement | None,
    period: Period,
) -> RegisterAnswer:
    """Count the register in every way it can be asked for."""
    groups = {by: tallies(records, standings, by, expected) for by in KEYS}
    return RegisterAnswer(standings, groups, imported, period)


def register_report(answer: RegisterAnswer, ledger: Ledger[InsigniaReturn], by: str) -> Report:
    """The register in numbers, with one table by year, class, state or agency."""
    grid = _grid(answer.groups[by], by)
    blocks: tuple[Block, ...] = (_facts(answer, ledger), grid, *_chart(answer.groups["year"], by))
    return Report(
        title=_("The register of sash-class insignia"),
        subtitle=day_line(answer.period),
        sections=(Section(_("Register"), blocks),),
        main=grid,
        data=register_data(answer, ledger),
        footer=(*basis_notes([ledger]), *_notes(answer)),
        traces=_traces(answer, ledger),
    )


def _facts(answer: RegisterAnswer, ledger: Ledger[InsigniaReturn]) -> Facts:
    items: list[tuple[str, Any, Kind]] = [(_("Grants in the register"), len(ledger.records), Kind.COUNT)]
    measure = answer.imported
    if measure is not None and measure.denominator:
        items += [
            (_("Paper records expected"), measure.denominator, Kind.COUNT),
            (_("Imported"), measure.value, Kind.SHARE),
        ]
    items += [(_(words), len(answer.those(state)), Kind.COUNT) for state, words in STATE_WORDS.items()]
    coming = len(ledger.records) - len(answer.standings)
    if coming:
        items.append((_("granted after that day"), coming, Kind.COUNT))
    return Facts(tuple(items))


def _grid(groups: Sequence[Tally], by: str) -> Grid:
    title = _(GROUPINGS[by])
    fields = [Field("key", title), Field("grants", _("Grants"), Kind.COUNT)]
    if by == "year":
        fields += [Field("expected", _("Expected"), Kind.COUNT), Field("imported", _("Imported"), Kind.SHARE)]
    if by != "state":
        fields += [Field(state.value, _(words), Kind.COUNT) for state, words in STATE_WORDS.items()]
    has_more = by != "state" and any(tally.to_come for tally in groups)
    if has_more:
        fields.append(Field(NOT_GRANTED, _("granted after that day"), Kind.COUNT))
    lines = tuple(
        Line(_cells(tally, by, with_coming=has_more), "warn" if _is_short(tally) else "plain") for tally in groups
    )
    return Grid(tuple(fields), lines, title, _("The register is empty."))


def _is_short(tally: Tally) -> bool:
    """Whether paper records of this year are not in the register."""
    return tally.imported is not None and tally.imported < 1


def _cells(tally: Tally, by: str, *, with_coming: bool) -> tuple[Any, ...]:
    cells: list[Any] = [key_words(tally.key), len(tally.records)]
    if by == "year":
        cells += [tally.expected, tally.imported]
    if by != "state":
        cells += [tally.count(state) for state in STATE_WORDS]
    return (*cells, tally.to_come) if with_coming else tuple(cells)


def key_words(key: str) -> str:
    """A state by its word; years, classes and agencies are said as they are."""
    if key == NOT_GRANTED:
        return _("granted after that day")
    return _(STATE_WORDS[GrantState(key)]) if key in set(GrantState) else key


def _chart(years: Sequence[Tally], by: str) -> list[Chart]:
    if by != "year" or not any(tally.expected for tally in years):
        return []
    series = (
        Series(_("Expected"), tuple(tally.expected or 0 for tally in years), "quiet"),
        Series(_("In the register"), tuple(len(tally.records) for tally in years)),
    )
    return [Chart("bars", _("Expected and in the register"), tuple(tally.key for tally in years), series)]


def _notes(answer: RegisterAnswer) -> list[Note]:
    if answer.imported is None or not answer.imported.denominator:
        text = _(
            "Nobody has said how many paper records each year has (expected under [ledgers.insignia]), so no share can be given (A24)."
        )
        return [Note(text, "warn")]
    return [
        *(Note(text, "warn") for text in answer.imported.notes),
        Note(
            _(
                "What is imported carries no date, so the register counts as it stands (A24); the states are those of the day."
            ),
            "quiet",
        ),
    ]


def _traces(answer: RegisterAnswer, ledger: Ledger[InsigniaReturn]) -> tuple[Trace, ...]:
    made = tuple(standing.record for standing in answer.standings)
    taken = {id(record) for record in made}
    later = tuple((record, _("granted after that day")) for record in ledger.records if id(record) not in taken)
    traces = [Trace("granted", _("Granted by that day"), len(made), Kind.COUNT, made, later)]
    for state, words in STATE_WORDS.items():
        those = answer.those(state)
        traces.append(Trace(state.value, _(words), len(those), Kind.COUNT, those))
    if (measure := answer.imported) is not None:
        traces.append(Trace("imported", _("Imported"), measure.value, Kind.SHARE, measure.counted, measure.left_out))
    return tuple(traces)


def register_data(answer: RegisterAnswer, ledger: Ledger[InsigniaReturn]) -> dict[str, Any]:
    """Counts, the exact share imported, and every table."""
    measure = answer.imported
    share = measure and measure.denominator
    return {
        "as_of": iso(answer.period.as_of),
        "grants": len(ledger.records),
        "imported": {"numerator": measure.numerator, "denominator": measure.denominator, "value": measure.value}
        if measure and share
        else None,
        "states": {state.value: len(answer.those(state)) for state in STATE_WORDS},
        **{f"by_{by}": [_tally_data(tally) for tally in groups] for by, groups in answer.groups.items()},
    }


def _tally_data(tally: Tally) -> dict[str, Any]:
    return {
        "key": tally.key,
        "grants": len(tally.records),
        "expected": tally.expected,
        "imported": tally.imported,
        **{state.value: tally.count(state) for state in STATE_WORDS},
        NOT_GRANTED: tally.to_come,
    }

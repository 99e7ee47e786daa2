"""The register of insignia in numbers: grants and their states by year, class, state or agency."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from skj.ledgers.insignia import InsigniaReturn
from skj.ledgers.vocabulary import agency_name, insignia_classes
from skj.scoring.returns import GrantState, Standing

NOT_GRANTED: Final = "not_granted"  # on the day asked for


class Tally(NamedTuple):
    """The grants of one kind; `expected` is how many the paper register has, where skj.toml says so."""

    key: str
    standings: tuple[Standing, ...]
    records: tuple[InsigniaReturn, ...]
    expected: int | None = None

    def count(self, state: GrantState) -> int:
        """How many of them are in a state."""
        return sum(standing.state is state for standing in self.standings)

    @property
    def to_come(self) -> int:
        """How many were granted after the day asked for, and so are in no state."""
        return len(self.records) - len(self.standings)

    @property
    def imported(self) -> Fraction | None:
        """The exact share of the paper records that is in the register, at most all; None when nobody said how many there are."""
        if not self.expected:
            return None
        return Fraction(min(len(self.records), self.expected), self.expected)


Key = Callable[[InsigniaReturn, GrantState | None], str]
KEYS: Final[Mapping[str, Key]] = {
    "year": lambda record, _state: str(record.year),
    "class": lambda record, _state: record.insignia_class,
    "state": lambda _record, state: state.value if state else NOT_GRANTED,
    "agency": lambda record, _state: agency_name(record.agency) if record.agency else "—",
}


def tallies(
    records: Sequence[InsigniaReturn], standings: Iterable[Standing], by: str, expected: Mapping[int, int]
) -> list[Tally]:
    """All records, told apart by `by`; a year of which no record came in is there with its expected number."""
    known = {id(standing.record): standing for standing in standings}
    groups: dict[str, list[InsigniaReturn]] = {key: [] for key in _keys_in_order(by, expected)}
    for record in records:
        standing = known.get(id(record))
        groups.setdefault(KEYS[by](record, standing.state if standing else None), []).append(record)
    made = [_tally(key, group, known, _expected(by, key, expected)) for key, group in groups.items()]
    return _sorted(by, [tally for tally in made if tally.records or tally.expected is not None])


def _tally(key: str, group: Sequence[InsigniaReturn], known: Mapping[int, Standing], expected: int | None) -> Tally:
    return Tally(key, tuple(known[id(record)] for record in group if id(record) in known), tuple(group), expected)


def _keys_in_order(by: str, expected: Mapping[int, int]) -> list[str]:
    orders: dict[str, list[str]] = {
        "year": [str(year) for year in expected],
        "class": [grade.abbreviation for grade in insignia_classes()],
        "state": [state.value for state in GrantState],
    }
    return orders.get(by, [])


def _expected(by: str, key: str, expected: Mapping[int, int]) -> int | None:
    return expected.get(int(key)) if by == "year" else None


def _sorted(by: str, made: list[Tally]) -> list[Tally]:
    """Years from the first; agencies with most to return first; classes and states in their own order."""
    if by == "year":
        return sorted(made, key=lambda tally: tally.key)
    if by == "agency":
        return sorted(made, key=lambda tally: (-tally.count(GrantState.DUE), -len(tally.records), tally.key))
    return made

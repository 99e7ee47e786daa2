"""Who must return which insignia: the state of every grant of the register on a day (facts 1.2 and 1.3).

Three grounds oblige to a return: a higher class of the same family was granted later, the holder died, the insignia were
recalled. Of the last two the register tells only through the cause written in a row.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Final, NamedTuple

from skj.ledgers.insignia import InsigniaReturn, granted_on
from skj.ledgers.vocabulary import ReturnCause, find_class, find_return_cause, return_causes
from skj.scoring.namekeys import identity_of, read_entry


class GrantState(StrEnum):
    """What became of the insignia of a grant, as of a day."""

    DUE = "due"
    HELD = "held"
    RETURNED = "returned"
    PAID = "paid"
    NEVER_ISSUED = "never_issued"


class Duty(NamedTuple):
    """Why insignia must go back, since when, and the row that says so: the higher grant, or the row with the cause.

    `since` is None while no day is known: the higher class is not handed out yet, or a cause was noted without a date.
    """

    cause: ReturnCause
    since: date | None
    because: InsigniaReturn


class Standing(NamedTuple):
    """A grant on a day; `duty` is given for those due, and for those never handed out that would be due otherwise."""

    record: InsigniaReturn
    state: GrantState
    duty: Duty | None = None
    is_deceased: bool = False

    @property
    def is_due(self) -> bool:
        """Whether somebody owes the return."""
        return self.state is GrantState.DUE

    @property
    def to_confirm(self) -> bool:
        """Whether the holder must confirm in writing that it was never handed out (facts 1.2)."""
        return self.state is GrantState.NEVER_ISSUED and self.duty is not None and not _has_cause(self.record)

    def limit(self, of_office: int | None) -> int | None:
        """The days there are for the return: the law's, else for a higher class what the office has set; None when there is no limit."""
        if self.duty is None:
            return None
        return self.duty.cause.limit_days or (of_office if self.duty.cause.cause == HIGHER else None)

    def days(self, day: date) -> int | None:
        """Days the return has been due, the first not counted; None when nobody knows since when."""
        return (day - self.duty.since).days if self.duty and self.duty.since else None


HIGHER, DECEASED, RECALLED = "higher_class", "deceased", "recalled"
_SETTLED: Final = {"paid": GrantState.PAID, "never_issued": GrantState.NEVER_ISSUED}


def standings(records: Iterable[InsigniaReturn], day: date) -> list[Standing]:
    """The standing of every grant made by `day`, in the order of the register."""
    made = [record for record in records if grant_day(record) <= day]
    keys = [holder_key(record.name) for record in made]
    grants: defaultdict[str, list[InsigniaReturn]] = defaultdict(list)
    for key, record in zip(keys, made, strict=True):
        grants[key].append(record)
    return [_standing(record, grants[key], day) for key, record in zip(keys, made, strict=True)]


def grant_day(record: InsigniaReturn) -> date:
    """The day a grant was made: 28 July of its year (facts 1.4)."""
    return granted_on(record.year)


def holder_key(name: str) -> str:
    """What all grants of a person have in common: given name and surname; titles change, and tone marks are often slips."""
    return read_entry(name).whole


def is_spelt_alike(one: InsigniaReturn, other: InsigniaReturn) -> bool:
    """Whether two rows of one holder agree in every letter of the name; otherwise a person has to look."""
    return identity_of(one.name) == identity_of(other.name)


def _standing(record: InsigniaReturn, grants: Sequence[InsigniaReturn], day: date) -> Standing:
    settled = _settled(record, day)
    if settled is GrantState.RETURNED or settled is GrantState.PAID:
        return Standing(record, settled)
    duties = sorted(_duties(record, grants, day), key=_first)
    duty, is_deceased = (duties[0] if duties else None), any(duty.cause.cause == DECEASED for duty in duties)
    is_issued = _is_by(record.received_on, day) and settled is None
    state = GrantState.NEVER_ISSUED if not is_issued else GrantState.DUE if duty else GrantState.HELD
    return Standing(record, state, duty, is_deceased)


def _settled(record: InsigniaReturn, day: date) -> GrantState | None:
    """What the row itself says of the end of the matter; a return after `day` says nothing yet."""
    cause = _cause(record, day)
    ended = _SETTLED.get(cause.cause) if cause else None
    return ended or (GrantState.RETURNED if _is_by(record.returned_on, day) else None)


def _cause(record: InsigniaReturn, day: date) -> ReturnCause | None:
    """The cause of a row; that of a return to come is not known yet, one without a date is taken as it stands."""
    is_known = record.return_cause and (record.returned_on is None or record.returned_on <= day)
    return find_return_cause(record.return_cause or "") if is_known else None


def _has_cause(record: InsigniaReturn) -> bool:
    cause = find_return_cause(record.return_cause or "")
    return cause is not None and cause.cause == GrantState.NEVER_ISSUED.value


def _duties(record: InsigniaReturn, grants: Sequence[InsigniaReturn], day: date) -> Iterator[Duty]:
    """Every ground on which the insignia of `record` must go back."""
    for other in grants:
        if is_superseded(record, other):
            yield Duty(_ground(HIGHER), _since(record, other.received_on, day), other)
    own = _cause(record, day)
    if own is not None and own.returned_by:
        yield Duty(own, None, record)
    for other in grants:
        cause = _cause(other, day)
        if other is not record and cause is not None and cause.cause == DECEASED:
            yield Duty(cause, _since(record, other.returned_on, day), other)


def is_superseded(record: InsigniaReturn, other: InsigniaReturn) -> bool:
    """Whether `other` is a later grant of a higher class of the same family (facts 1.2): ป.ช. does not replace ป.ม."""
    lower, higher = find_class(record.insignia_class), find_class(other.insignia_class)
    if lower is None or higher is None or other.year <= record.year:
        return False
    return lower.family == higher.family and higher.rank < lower.rank


def _since(record: InsigniaReturn, day_of_ground: date | None, day: date) -> date | None:
    """A return is due from the day the new insignia were handed out, and not before the old ones were."""
    if not _is_by(day_of_ground, day):
        return None
    return max(when for when in (day_of_ground, record.received_on) if when is not None and when <= day)


def _is_by(when: date | None, day: date) -> bool:
    return when is not None and when <= day


def _first(duty: Duty) -> tuple[bool, date, int]:
    """The ground that has held longest comes first; one without a day stands behind those with one."""
    order = (HIGHER, RECALLED, DECEASED)
    return duty.since is None, duty.since or date.max, order.index(duty.cause.cause)


@cache
def _ground(name: str) -> ReturnCause:
    return next(cause for cause in return_causes() if cause.cause == name)

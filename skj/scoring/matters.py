"""What needs somebody today: one type for every matter, whatever ledger it comes from, in one order (`skj today`).

Texts are in the language in use and name no person: cases by their number, rows by their place.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from skj.calendar import Period, days_between
from skj.diagnostics import Place


class Urgency(IntEnum):
    """How pressing: a limit is broken; a day is near; a figure or a level is at risk; a ledger is not kept up."""

    BREACH = 0
    DUE = 1
    RISK = 2
    STALE = 3


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to look at: `day` is the limit it is about, `command` what to type next, `kind` a word for machines.

    `listing` is the command that shows all matters of the kind, where `command` is about this one alone.
    """

    urgency: Urgency
    kind: str
    text: str
    command: str
    day: date | None = None
    place: Place | None = None
    indicator: str = ""
    ledger: str = ""
    listing: str = ""

    @property
    def all_command(self) -> str:
        """What shows all matters of this kind."""
        return self.listing or self.command


@dataclass(frozen=True, slots=True)
class Morning:
    """The day that is looked at and how many days ahead are near."""

    period: Period
    days: int

    @property
    def today(self) -> date:
        """The day of the answer."""
        return self.period.as_of

    def is_near(self, day: date) -> bool:
        """Whether a day is today or within the days ahead."""
        return self.today <= day <= self.today + timedelta(days=self.days)

    def left(self, day: date) -> int:
        """Days until a day; negative when it is past."""
        return days_between(self.today, day)


def in_order(matters: Iterable[Matter]) -> list[Matter]:
    """The most pressing first; of one urgency the earliest day, then by the words."""
    return sorted(matters, key=lambda matter: (matter.urgency, matter.day or date.max, matter.text))

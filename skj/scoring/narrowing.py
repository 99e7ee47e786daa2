"""Which grants of the register an answer is about: a class, a year, an agency, however loosely it is named."""

from dataclasses import dataclass
from functools import cached_property

from skj.ledgers.insignia import InsigniaReturn
from skj.ledgers.vocabulary import agency_name
from skj.thai.text import search_key


@dataclass(frozen=True)
class Narrowing:
    """What was asked for; an empty text and None ask for everything. `insignia_class` is an abbreviation."""

    insignia_class: str = ""
    year: int | None = None
    agency: str = ""

    @property
    def is_open(self) -> bool:
        """Whether nothing is narrowed."""
        return not (self.insignia_class or self.year or self._agency)

    def takes(self, record: InsigniaReturn) -> bool:
        """Whether a grant belongs to the answer."""
        return (
            self.insignia_class in {"", record.insignia_class}
            and self.year in {None, record.year}
            and (not self._agency or self._agency in agency_key(record.agency))
        )

    @cached_property
    def _agency(self) -> str:
        return agency_key(self.agency)


def agency_key(text: str | None) -> str:
    """An agency as it is compared: สนอ. and สำนักอนามัย are one, and a part of the name is enough."""
    return search_key(agency_name(text)) if text else ""

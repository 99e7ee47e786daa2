"""How many versions before a write are kept; a setting of the office (reliability section 7)."""

from typing import Final

from skj.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Retention:
    """The last `versions` of a ledger are kept, and the last of each day for `days` days."""

    versions: int = 20
    days: int = 90


KEPT: Final = Retention()  # where no office has set it otherwise

"""One line of the doctor: what was looked at, whether it is well, and the cure."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Well, to be mended, or not to be said. Only `no` makes the exit code 1."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Check:
    """`id` for machines; `label`, `found` and `cure` are sentences in the language in use. `ledger` is empty for others."""

    id: str
    label: str
    state: State
    found: str
    cure: str = ""
    ledger: str = ""

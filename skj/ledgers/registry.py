"""The ledgers there are; a new one is a module of its own and a line here. Each is loaded when it is first asked for."""

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, Final, cast

from skj.ledgers.base import LedgerSpec

# Name: the module of `skj.ledgers`, and what the declaration is called there.
_PLACES: Final = {
    "insignia": ("insignia", "SPEC"),
    "rooms": ("rooms", "SPEC"),
    "cases": ("cases", "SPEC"),
    "training_sessions": ("training", "SESSIONS"),
    "training_roll": ("training", "ROLL"),
    "training_followup": ("training", "FOLLOWUP"),
    "coaching": ("coaching", "SPEC"),
    "knowledge": ("knowledge", "SPEC"),
    "surveys": ("surveys", "SPEC"),
    "evidence": ("evidence", "SPEC"),
    "steps": ("steps", "SPEC"),
    "budget": ("budget", "SPEC"),
}


class _ByName(Mapping[str, LedgerSpec[Any]]):
    """The declarations by name: a command that needs one ledger does not wait for the others (docs/speed.md)."""

    def __getitem__(self, name: str) -> LedgerSpec[Any]:
        module, constant = _PLACES[name]
        return cast("LedgerSpec[Any]", getattr(import_module(f"skj.ledgers.{module}"), constant))

    def __contains__(self, name: object) -> bool:
        return name in _PLACES

    def __iter__(self) -> Iterator[str]:
        return iter(_PLACES)

    def __len__(self) -> int:
        return len(_PLACES)


class _All(Sequence[LedgerSpec[Any]]):
    """The declarations in their order."""

    def __getitem__(self, index: Any) -> Any:
        return tuple(BY_NAME.values())[index]

    def __len__(self) -> int:
        return len(_PLACES)


BY_NAME: Final[Mapping[str, LedgerSpec[Any]]] = _ByName()
SPECS: Final[Sequence[LedgerSpec[Any]]] = _All()

"""Values of a TOML file as the types a class declares: the annotations are the rules, every refusal names the key and why.

Pydantic does the same for the plan; here its import would take longer than reading skj.toml and a small ledger together
(docs/speed.md), and the few types of skj.toml need only these rules.
"""

from collections.abc import Callable, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, cast, get_args, get_origin

from skj.language import N_, _


class Field(NamedTuple):
    """Bounds of a number; `reason` is said in place of them."""

    ge: int | None = None
    le: int | None = None
    reason: str = ""

    def fault(self, value: Any) -> str:
        """Why a number is out of bounds, an empty text when it is not."""
        if self.ge is not None and value < self.ge:
            return _(self.reason) or _("the number must be at least {least}").format(least=self.ge)
        if self.le is not None and value > self.le:
            return _(self.reason) or _("the number must be at most {most}").format(most=self.le)
        return ""


class Before(NamedTuple):
    """What is done to a value before it is looked at."""

    change: Callable[[object], object]


class WrongValueError(Exception):
    """A value that does not fit; `key` leads to it, `reason` is for people."""

    def __init__(self, key: tuple[str, ...], reason: str) -> None:
        super().__init__(f"{'.'.join(key)}: {reason}")
        self.key, self.reason = key, reason


def read_value(kind: Any, value: object, key: tuple[str, ...] = ()) -> Any:
    """The value as `kind`: a class of settings, a mapping, a list of texts, a word of a list, a number, a text."""
    origin = get_origin(kind)
    if origin is Annotated:
        return _annotated(kind, value, key)
    if origin in {UnionType, Union}:
        return read_value(next(part for part in get_args(kind) if part is not NoneType), value, key)
    if origin is Literal:
        return _listed(get_args(kind), value, key)
    if origin is Mapping:
        return _mapping(get_args(kind), value, key)
    if origin is tuple:
        if not isinstance(value, list):
            raise WrongValueError(key, _("a list is needed, for example files = ['ledgers/rooms.xlsx']"))
        return tuple(read_value(get_args(kind)[0], one, (*key, str(number))) for number, one in enumerate(value))
    return _plain(kind, value, key) if kind in _PLAIN else _group(kind, value, key)


def _annotated(kind: Any, value: object, key: tuple[str, ...]) -> Any:
    bare, *marks = get_args(kind)
    for mark in marks:
        value = mark.change(value) if isinstance(mark, Before) else value
    read = read_value(bare, value, key)
    reason = next((fault for mark in marks if isinstance(mark, Field) and (fault := mark.fault(read))), "")
    if reason:
        raise WrongValueError(key, reason)
    return read


def _listed(words: tuple[object, ...], value: object, key: tuple[str, ...]) -> object:
    if value not in words:
        expected = " or ".join(map(repr, words))
        raise WrongValueError(key, _("choose one of {expected}").format(expected=expected))
    return value


def _mapping(kinds: tuple[Any, ...], value: object, key: tuple[str, ...]) -> dict[Any, Any]:
    table = _table(value, key)
    return {
        read_value(kinds[0], name, (*key, name)): read_value(kinds[1], one, (*key, name)) for name, one in table.items()
    }


def _group(kind: Any, value: object, key: tuple[str, ...]) -> Any:
    """A class with fields, each with a default; a key that is none of them is refused."""
    table = _table(value, key)
    fields = _fields(kind)
    given = {name: read_value(hint, table[name], (*key, name)) for name, hint in fields.items() if name in table}
    unknown = next((name for name in table if name not in fields), None)
    if unknown is not None:
        raise WrongValueError((*key, unknown), _("there is no such setting"))
    return kind(**given)


def _fields(kind: Any) -> dict[str, Any]:
    declared = getattr(kind, "model_fields", None)
    if declared is None:  # a frozen class, such as that of the limits; asking whether it is one would make it twice
        return dict(kind.__annotations__)
    return {name: field.annotation for name, field in declared.items()}


def _table(value: object, key: tuple[str, ...]) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise WrongValueError(key, _("a table of settings is needed"))
    return cast("Mapping[str, object]", value)


def _plain(kind: type, value: object, key: tuple[str, ...]) -> object:
    read, reason = _PLAIN[kind]
    found = read(value)
    if found is None:
        raise WrongValueError(key, _(reason))
    return found


def _whole(value: object) -> int | None:
    """A whole number, also as the key of a table, which is always a text."""
    if isinstance(value, str):
        return int(value) if value.isascii() and value.removeprefix("-").isdigit() else None
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _truth(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


_PLAIN: dict[Any, tuple[Callable[[object], Any], str]] = {
    int: (_whole, N_("a whole number is needed")),
    float: (_number, N_("a number is needed")),
    str: (_text, N_("a text in quotation marks is needed")),
    bool: (_truth, N_("true or false is needed")),
}

"""`dataclass(frozen=True, slots=True)` for the modules of a start: the same classes, made in a tenth of the time.

The standard decorator writes and compiles seven functions for every class and makes a class of signatures beside them, 0.4 ms
each (docs/speed.md). Here the functions are shared, and the one that has to be written,
`__init__`, is written at the first object. What `fields`, `replace` and `asdict` need comes from the standard decorator when
they ask. Classes with anything beyond plain fields go to the standard decorator at once.
A class whose objects are replaced in every run gains nothing here and keeps the standard decorator (`files/zip_patch.py`).
"""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, FrozenInstanceError, InitVar
from inspect import get_annotations
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, get_origin

_OWN: Final = frozenset(
    {"__init__", "__eq__", "__hash__", "__repr__", "__setattr__", "__delattr__", "__getstate__", "__setstate__"}
)
_HOW: Final = {"frozen": True, "slots": True}
_PLAIN_BASES: Final = frozenset({object, Generic})


def _dataclass(cls: type | None = None, /, **how: bool) -> Any:
    """The decorator, called as the standard one is."""
    return _decorated if cls is None and how == _HOW else dataclasses.dataclass(cls, **how)


def _decorated(cls: type) -> type:
    kinds = get_annotations(cls)
    defaults = {name: cls.__dict__[name] for name in kinds if name in cls.__dict__}
    if not _is_plain(cls, kinds, defaults):
        return dataclasses.dataclass(**_HOW)(cls)
    kept = {name: value for name, value in cls.__dict__.items() if name not in {*kinds, "__dict__", "__weakref__"}}
    made = type(cls)(cls.__name__, cls.__bases__, {**kept, **_functions(kinds, defaults)})
    made.__qualname__ = cls.__qualname__
    return made


def _is_plain(cls: type, kinds: Mapping[str, Any], defaults: Mapping[str, Any]) -> bool:
    """Whether the class has nothing but fields that are given in order, some with a default."""
    return (
        bool(kinds)
        and _PLAIN_BASES.issuperset(cls.__mro__[1:])
        and _OWN.isdisjoint(cls.__dict__)
        and not any(_is_no_field(kind) for kind in kinds.values())
        and all(_is_plain_default(value) for value in defaults.values())
    )


def _is_no_field(kind: Any) -> bool:
    """A text may stand for anything; the others say that they are no field, or not one by position."""
    return isinstance(kind, str | InitVar) or kind in {ClassVar, dataclasses.KW_ONLY} or get_origin(kind) is ClassVar


def _is_plain_default(value: Any) -> bool:
    if not isinstance(value, Field):
        return value.__class__.__hash__ is not None  # a list as a default is refused by the standard decorator
    return value.init and value.repr and value.compare and value.hash is None and value.kw_only in {MISSING, False}


def _functions(kinds: Mapping[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    names = tuple(kinds)
    values = attrgetter(*names) if len(names) > 1 else lambda one: (getattr(one, names[0]),)

    def __init__(self: Any, *given: Any, **named: Any) -> None:  # noqa: N807  (set under this name)
        owner = next(one for one in type(self).__mro__ if one.__dict__.get("__init__") is __init__)
        owner.__init__ = _written_init(owner, names, defaults)  # type: ignore[misc]
        owner.__init__(self, *given, **named)  # type: ignore[misc]

    def __eq__(self: Any, other: object) -> Any:  # noqa: N807
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(values(self))

    return {
        **_SHARED,
        "__slots__": names,
        "__match_args__": names,
        "__dataclass_fields__": _Standard(kinds, defaults),
        "__dataclass_params__": _Standard(kinds, defaults),
        "__init__": __init__,
        "__eq__": __eq__,
        "__hash__": __hash__,
    }


def _written_init(owner: type, names: tuple[str, ...], defaults: Mapping[str, Any]) -> Callable[..., None]:
    """The function that takes the fields of `owner` and sets its slots."""
    known: dict[str, Any] = {"_missing": MISSING}
    heads, lines = [], []
    for name in names:
        known[f"_set_{name}"] = owner.__dict__[name].__set__
        head, value = _field_of(name, defaults, known)
        heads.append(head)
        lines.append(f" _set_{name}(self, {value})")
    if hasattr(owner, "__post_init__"):
        lines.append(" self.__post_init__()")
    exec("def __init__(self, {}):\n{}".format(", ".join(heads), "\n".join(lines)), known)  # noqa: S102  (names of fields only)
    init: Callable[..., None] = known["__init__"]
    init.__qualname__ = f"{owner.__qualname__}.__init__"
    return init


def _field_of(name: str, defaults: Mapping[str, Any], known: dict[str, Any]) -> tuple[str, str]:
    """How a field stands among the parameters, and what its slot is set to."""
    default = defaults.get(name, MISSING)
    made = default.default_factory if isinstance(default, Field) else MISSING
    default = default.default if isinstance(default, Field) else default
    if made is not MISSING:
        known[f"_made_{name}"] = made
        return f"{name}=_missing", f"_made_{name}() if {name} is _missing else {name}"
    if default is MISSING:
        return name, name
    known[f"_default_{name}"] = default
    return f"{name}=_default_{name}", name


class _Standard:
    """What the standard decorator would have set on the class, made when somebody asks for it."""

    def __init__(self, kinds: Mapping[str, Any], defaults: Mapping[str, Any]) -> None:
        self._body = {"__annotations__": dict(kinds), **defaults}

    def __set_name__(self, owner: type, name: str) -> None:
        self._owner = owner
        self._name = name

    def __get__(self, _one: object, _owner: type) -> Any:
        body = {**self._body, "__module__": self._owner.__module__}
        twin: Any = dataclasses.dataclass(frozen=True)(type(self._owner.__name__, (), body))
        found = getattr(twin, self._name)
        setattr(self._owner, self._name, found)
        return found


@recursive_repr()
def _repr(self: Any) -> str:
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self.__match_args__)})"


def _setattr(_self: object, name: str, _value: object) -> None:
    raise FrozenInstanceError(name)


def _delattr(_self: object, name: str) -> None:
    raise FrozenInstanceError(name)


def _getstate(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__match_args__]


def _setstate(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__match_args__, state, strict=True):
        object.__setattr__(self, name, value)


_SHARED: Final = {
    "__repr__": _repr,
    "__setattr__": _setattr,
    "__delattr__": _delattr,
    "__getstate__": _getstate,
    "__setstate__": _setstate,
}

# Checkers of types are to see the standard decorator, whose classes these are in all but how they are made.
if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414  (handed on to those who import it here)
else:
    dataclass = _dataclass

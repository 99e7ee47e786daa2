"""What a row becomes when it is understood: a frozen record, declared once and used in two forms.

The form that is read, kept and counted is a tuple with names: 100,000 of them are made in a few hundredths of a second
and hold a fifth of the memory of pydantic's objects. Values whose types are plainly those declared need no more; for all
others the pydantic model of the same declaration decides, converts or says what is wrong (docs/speed.md).
"""

from collections import namedtuple
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import cache
from itertools import repeat
from operator import itemgetter
from types import UnionType
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    Final,
    NamedTuple,
    Self,
    TypeVar,
    dataclass_transform,
    get_args,
    get_origin,
)

if TYPE_CHECKING:
    from pydantic import BaseModel

REQUIRED: Final = object()
TEXTS: Final = tuple[str, ...]
NamedT = TypeVar("NamedT", bound="NamedValues")
MadeT = TypeVar("MadeT", bound="RecordTuple")


class RecordField(NamedTuple):
    """A field as declared; `default` is REQUIRED when there is none."""

    annotation: Any
    default: Any


@dataclass_transform(kw_only_default=True, frozen_default=True)
class RecordType(type):
    """Makes the annotations of a class, after those of its bases, the places of a tuple."""

    model_fields: Mapping[str, RecordField]

    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> "RecordType":
        """The class; defaults become part of its fields."""
        fields: dict[str, RecordField] = {}
        for base in reversed(bases):
            fields |= getattr(base, "model_fields", {})
        declared = namespace.get("__annotations__", {}).items()
        own = {
            field: annotation for field, annotation in declared if ClassVar not in {annotation, get_origin(annotation)}
        }
        fields |= {field: RecordField(annotation, namespace.pop(field, REQUIRED)) for field, annotation in own.items()}
        # The fastest way to a place of a tuple is the one that named tuples use.
        # The class is held while its places are taken: the collector would empty it in the middle.
        named = _named(name, fields)
        places = {field: vars(named)[field] for field in fields}
        return super().__new__(cls, name, bases, {"__slots__": (), **namespace, **places, "model_fields": fields})


def _named(name: str, fields: Iterable[str]) -> type:
    return namedtuple(name, fields)  # noqa: PYI024  (made at run time from the annotations)


class NamedValues(tuple[Any, ...], metaclass=RecordType):
    """Values under the names a class declares; its methods are named as those of pydantic's models."""

    __slots__ = ()
    model_fields: ClassVar[Mapping[str, RecordField]]

    def __new__(cls, **values: Any) -> Self:
        """The values with the declared defaults, unchecked."""
        return _made(cls, [values.get(name, field.default) for name, field in cls.model_fields.items()])

    def model_copy(self, *, update: Mapping[str, Any]) -> Self:
        """The same record with some values replaced, unchecked."""
        return _made(type(self), {**self.model_dump(), **update}.values())

    def model_dump(self, *, exclude: Container[str] = ()) -> dict[str, Any]:
        """The values by field."""
        return {name: value for name, value in zip(self.model_fields, self, strict=True) if name not in exclude}

    def __repr__(self) -> str:
        shown = (f"{name}={value!r}" for name, value in self.model_dump().items())
        return f"{type(self).__name__}({', '.join(shown)})"


class RecordTuple(NamedValues):
    """The base of records."""

    def __new__(cls, **values: Any) -> Self:
        """A record with these values; pydantic's ValidationError when they are not what was declared."""
        return checked(cls, values)


def checked(kind: type[MadeT], values: Mapping[str, Any]) -> MadeT:
    """A record of `kind`; raises pydantic's ValidationError for values that are not and cannot become what was declared."""
    fields, kinds = kind.model_fields, kinds_of(kind)
    placed = [values.get(name, field.default) for name, field in fields.items()]
    if values.keys() <= fields.keys() and all(map(_is_plain, placed, kinds)):
        return _made(kind, placed)
    judged = model_of(kind).model_validate(dict(values))
    return _made(kind, (getattr(judged, name) for name in fields))


def values_of(kind: type[MadeT], *fields: str) -> Callable[[MadeT], Any]:
    """What tells the values of these fields of a record, as a tuple where they are several; faster than by their names."""
    return itemgetter(*map(list(kind.model_fields).index, fields))


def rows_of(kind: type[MadeT], columns: Sequence[Sequence[Any]]) -> list[MadeT] | None:
    """The records of whole columns, one for each field in order; None when a value needs a closer look than its type."""
    if not all(map(_is_plain_column, columns, kinds_of(kind))):
        return None
    return list(map(tuple.__new__, repeat(kind), zip(*columns, strict=True)))


@cache
def model_of(kind: type[RecordTuple]) -> "type[BaseModel]":
    """The pydantic model of the same declaration."""
    from pydantic import ConfigDict, create_model

    config = ConfigDict(frozen=True, arbitrary_types_allowed=True, extra="forbid")
    fields: dict[str, Any] = {
        name: (field.annotation, ... if field.default is REQUIRED else field.default)
        for name, field in kind.model_fields.items()
    }
    return create_model(kind.__name__, __config__=config, **fields)


def refused_fields(error: ValueError) -> list[tuple[str, str]]:
    """The field and the reason of each value that pydantic refused; any other error is raised again."""
    from pydantic import ValidationError

    if not isinstance(error, ValidationError):
        raise error
    return [(str(problem["loc"][0]) if problem["loc"] else "", problem["msg"]) for problem in error.errors()]


@cache
def kinds_of(kind: type[RecordTuple]) -> tuple[frozenset[type], ...]:
    """The types of values that each field takes as they are; an empty set where only pydantic can tell."""
    return tuple(_plain_kinds(field.annotation) for field in kind.model_fields.values())


def _plain_kinds(annotation: Any) -> frozenset[type]:
    if isinstance(annotation, UnionType):
        parts = [_plain_kinds(part) for part in get_args(annotation)]
        return frozenset().union(*parts) if all(parts) else frozenset()
    if annotation == TEXTS:
        return frozenset({tuple})
    if get_origin(annotation) is Mapping:
        return frozenset({dict})
    return frozenset({annotation}) if isinstance(annotation, type) and get_origin(annotation) is None else frozenset()


def _is_plain(value: Any, kinds: frozenset[type]) -> bool:
    kind = value.__class__
    return kind in kinds and (kind is not tuple or set(map(type, value)) <= {str})


def _is_plain_column(values: Sequence[Any], kinds: frozenset[type]) -> bool:
    found = set(map(type, values))
    return found <= kinds and (tuple not in found or all(_is_plain(value, kinds) for value in set(values)))


def _made(kind: type[NamedT], values: Iterable[Any]) -> NamedT:
    return tuple.__new__(kind, values)

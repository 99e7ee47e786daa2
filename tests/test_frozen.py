"""Classes made quickly behave as the standard decorator's do."""

import copy
import dataclasses
from dataclasses import FrozenInstanceError, field
from typing import Any, ClassVar, Generic, TypeVar

import pytest

from skj import frozen

Kind = TypeVar("Kind")
WAYS = (dataclasses.dataclass, frozen.dataclass)


def made(dataclass: Any) -> Any:
    @dataclass(frozen=True, slots=True)
    class Fact(Generic[Kind]):
        """A fact."""

        row: int
        names: list[str] = field(default_factory=list)
        word: str = "x"
        more: Kind | None = None

        def __post_init__(self) -> None:
            if self.row < 0:
                raise ValueError(self.row)

        @property
        def next(self) -> int:
            return self.row + 1

    return Fact


@frozen.dataclass(frozen=True, slots=True)
class Alone:
    """One field."""

    row: int


@pytest.fixture(params=WAYS, ids=["standard", "quick"])
def fact(request: pytest.FixtureRequest) -> Any:
    return made(request.param)


def test_it_is_made_quickly() -> None:
    assert isinstance(vars(made(frozen.dataclass))["__dataclass_fields__"], frozen._Standard)


def test_fields_are_given_by_position_name_and_default(fact: Any) -> None:
    one = fact(1, word="y")
    assert (one.row, one.names, one.word, one.more, one.next) == (1, [], "y", None, 2)
    assert fact(1).names is not fact(1).names
    assert repr(one).endswith("Fact(row=1, names=[], word='y', more=None)")


@pytest.mark.parametrize(
    ("given", "named"), [((), {}), ((1, [], "", None, 5), {}), ((1,), {"row": 1}), ((1,), {"z": 1})]
)
def test_wrong_fields_are_refused(fact: Any, given: tuple[Any, ...], named: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="__init__"):
        fact(*given, **named)


def test_what_is_checked_after_is_checked_each_time(fact: Any) -> None:
    for _ in range(2):
        with pytest.raises(ValueError, match="-1"):
            fact(-1)


def test_nothing_can_be_changed(fact: Any) -> None:
    one = fact(1)
    with pytest.raises(FrozenInstanceError):
        one.row = 2
    with pytest.raises(FrozenInstanceError):
        del one.row
    assert not hasattr(one, "__dict__")


def test_what_the_standard_decorator_gets_wrong_is_right() -> None:
    """Python 3.11 asks the class that was there before the one with slots."""
    fact = made(frozen.dataclass)
    assert fact[str](1).row == 1
    with pytest.raises(FrozenInstanceError):
        fact(1).other = 2


def test_equal_values_are_equal_and_hash_alike(fact: Any) -> None:
    assert fact(1) == fact(1)
    assert fact(1) != fact(2)
    assert fact(1) != (1, [], "x", None)
    assert hash(fact(1, ())) == hash(fact(1, ()))
    with pytest.raises(TypeError):
        hash(fact(1))


def test_values_of_two_classes_are_never_equal() -> None:
    assert made(frozen.dataclass)(1) != made(frozen.dataclass)(1)
    assert {Alone(1), Alone(1)} == {Alone(1)}


def test_the_helpers_of_dataclasses_work(fact: Any) -> None:
    assert [one.name for one in dataclasses.fields(fact)] == ["row", "names", "word", "more"]
    assert dataclasses.replace(fact(1), row=2) == fact(2)
    assert dataclasses.asdict(fact(1)) == {"row": 1, "names": [], "word": "x", "more": None}
    with pytest.raises(ValueError, match="-1"):
        dataclasses.replace(fact(1), row=-1)
    assert dataclasses.is_dataclass(fact)


def test_it_is_matched_and_copied(fact: Any) -> None:
    one = fact(1)
    match one:
        case fact(row, names):
            assert (row, names) == (1, [])
    assert copy.copy(one) == one
    assert copy.deepcopy(one) == one


def test_a_class_can_be_built_upon() -> None:
    class More(made(frozen.dataclass)):  # type: ignore[misc]
        pass

    assert (More(1).row, More(2).row) == (1, 2)
    assert More(1) == More(1)


def test_classes_with_more_than_plain_fields_go_to_the_standard_decorator() -> None:
    @frozen.dataclass(frozen=True, slots=True)
    class Counted:
        many: ClassVar[int] = 0
        row: int = field(default=1, compare=False)

    @frozen.dataclass(frozen=True, slots=True, order=True)
    class Ordered:
        row: int

    @frozen.dataclass
    class Open:
        row: int = 1

    assert {type(vars(one)["__dataclass_fields__"]) for one in (Counted, Ordered, Open)} == {dict}
    assert Counted(1) == Counted(2)
    assert Ordered(1) < Ordered(2)
    with pytest.raises(ValueError, match="mutable default"):

        @frozen.dataclass(frozen=True, slots=True)
        class _Shared:
            rows: list[int] = []  # noqa: RUF012  (what is tested)

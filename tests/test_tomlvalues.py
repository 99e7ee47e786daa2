from collections.abc import Mapping
from typing import Annotated, Any, Literal

import pytest

from skj.language import use_language
from skj.ledgers.records import NamedValues
from skj.tomlvalues import Before, Field, WrongValueError, read_value


class Inner(NamedValues):
    """A part."""

    number: Annotated[int, Field(ge=1, le=9)] | None = None
    words: tuple[str, ...] = ()


class Outer(NamedValues):
    """The whole."""

    inner: Inner = Inner()
    rate: float = 1.0
    is_on: bool = False
    kind: Literal["a", "b"] = "a"
    name: Annotated[str, Before(str)] = ""
    table: Mapping[int, Annotated[int, Field(ge=0)]] = {}


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def test_a_whole_table_becomes_its_class_with_defaults() -> None:
    raw = {"inner": {"number": 3, "words": ["x"]}, "rate": 2, "name": 7, "table": {"2563": 4}}
    read = read_value(Outer, raw)
    assert read == Outer(inner=Inner(number=3, words=("x",)), rate=2.0, name="7", table={2563: 4})
    assert (read.is_on, read.kind, type(read.rate)) == (False, "a", float)


WRONG: list[tuple[Mapping[str, Any], str, str]] = [
    ({"inner": {"number": 0}}, "inner.number", "at least 1"),
    ({"inner": {"number": 10}}, "inner.number", "at most 9"),
    ({"inner": {"number": True}}, "inner.number", "whole number"),
    ({"inner": {"number": 1.5}}, "inner.number", "whole number"),
    ({"inner": {"words": "x"}}, "inner.words", "list"),
    ({"inner": {"words": ["x", 1]}}, "inner.words.1", "text"),
    ({"inner": 5}, "inner", "table"),
    ({"rate": "1"}, "rate", "number"),
    ({"is_on": 1}, "is_on", "true or false"),
    ({"kind": "c"}, "kind", "'a' or 'b'"),
    ({"table": {"x": 1}}, "table.x", "whole number"),
    ({"table": {"1": -1}}, "table.1", "at least 0"),
    ({"table": []}, "table", "table"),
    ({"nmae": 1, "rate": "x"}, "rate", "number"),
    ({"nmae": 1}, "nmae", "no such setting"),
]


@pytest.mark.parametrize(("raw", "key", "reason"), WRONG, ids=str)
def test_the_first_wrong_key_is_named_with_its_reason(raw: Mapping[str, Any], key: str, reason: str) -> None:
    with pytest.raises(WrongValueError) as wrong:
        read_value(Outer, raw)
    assert ".".join(wrong.value.key) == key
    assert reason in wrong.value.reason

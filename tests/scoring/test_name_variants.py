"""A register of thousands: people are found however their names are typed, and the same name always stands first."""

from collections import Counter

import pytest

from skj.ledgers.insignia import InsigniaReturn
from skj.scoring.search import How, Match, Register
from tests.record_books import sheet
from tests.scoring.name_variants import VARIANTS, people, variants

SIZE, EACH = 6_000, 20
ENOUGH = 97  # of 100, in the first three


@pytest.fixture(scope="module")
def names() -> list[str]:
    return people(SIZE)


@pytest.fixture(scope="module")
def register(names: list[str]) -> Register:
    return Register(
        InsigniaReturn(sheet=sheet("insignia"), row=row, year=2563 + row % 4, name=name, insignia_class="ป.ช.")
        for row, name in enumerate(names, 1)
    )


def is_found(found: list[Match], name: str) -> bool:
    return name in [match.record.name for match in found[:3]]


def test_nearly_all_are_among_the_first_three(names: list[str], register: Register) -> None:
    asked = variants(names, EACH)
    assert len(asked) >= 200
    missed = [(kind, typed, name) for kind, typed, name in asked if not is_found(register.search(typed), name)]
    by_kind = Counter(kind for kind, _typed, _name in asked)
    share = 100 * (len(asked) - len(missed)) / len(asked)
    assert share >= ENOUGH, missed
    assert set(by_kind) == set(VARIANTS)
    worst = Counter(kind for kind, _typed, _name in missed).most_common(1)
    assert not worst or worst[0][1] <= by_kind[worst[0][0]] // 5, worst


def test_the_name_itself_always_comes_first(names: list[str], register: Register) -> None:
    for name in names[:: SIZE // 150]:
        found = register.search(name)
        assert (found[0].record.name, found[0].how, found[0].score) == (name, How.EXACT, 100)


def test_every_answer_is_in_order_and_says_why(names: list[str], register: Register) -> None:
    for _kind, typed, _name in variants(names, 3, seed=7):
        found = register.search(typed)
        exact = [match.how is How.EXACT for match in found]
        assert exact == sorted(exact, reverse=True)
        assert all(match.how in How and 0 < match.score <= 100 for match in found)

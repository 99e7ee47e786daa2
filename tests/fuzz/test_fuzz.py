import random
import secrets
from pathlib import Path

import pytest

from tests.fuzz.__main__ import is_fault, read_damaged, sources
from tests.fuzz.mutations import PACKED, PLAIN, Damage, mutate


def test_damaged_ledgers_are_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SKJ_DEBUG", "1")
    first = secrets.randbelow(1 << 31)
    broken = [trial for seed in range(first, first + 42) if is_fault(trial := read_damaged(seed, tmp_path))]
    assert not broken, f"again with: make fuzz SEED={broken[0].seed} COUNT=1"


def test_a_seed_gives_the_same_damage() -> None:
    data = sources()[1].read_bytes()
    assert mutate(data, 7) == mutate(data, 7)
    assert mutate(data, 7) != mutate(data, 8)


@pytest.mark.parametrize("damage", [*PACKED, *PLAIN], ids=lambda damage: damage.__name__)
def test_every_kind_of_damage_takes_any_bytes(damage: Damage) -> None:
    for data in (b"", b"PK", b"PK\x03\x04" + bytes(30), b"a,b\n1,2\n"):
        assert isinstance(damage(data, random.Random(1)), bytes)  # noqa: S311  (nothing is hidden with it)

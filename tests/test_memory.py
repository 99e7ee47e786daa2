"""Memory that is given back: asked for after many rows only, and not where the system's library has no such call."""

import ctypes
import sys
from types import SimpleNamespace

import pytest

from skj.memory import MANY, give_back


@pytest.mark.parametrize(
    ("platform", "rows", "calls"), [("linux", MANY, [0]), ("linux", MANY - 1, []), ("win32", MANY, [])]
)
def test_given_back_after_many_rows(
    monkeypatch: pytest.MonkeyPatch, platform: str, rows: int, calls: list[int]
) -> None:
    told: list[int] = []
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: SimpleNamespace(malloc_trim=told.append))
    give_back(rows)
    assert told == calls


def test_a_library_without_the_call_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: SimpleNamespace())
    give_back(MANY)

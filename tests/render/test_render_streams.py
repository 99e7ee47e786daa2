"""Streams made ready, and colour."""

import io
import sys

import pytest

from skj.render.streams import is_terminal, prepare_streams, use_colour
from tests.render.render_samples import Terminal


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("settings", "no_color", "terminal", "coloured"),
    [
        ({}, False, True, True),
        ({}, False, False, False),
        ({}, True, True, False),
        ({"NO_COLOR": "1"}, False, True, False),
        ({"NO_COLOR": ""}, False, True, True),
        ({"TERM": "dumb"}, False, True, False),
        ({"FORCE_COLOR": "1"}, False, False, True),
        ({"FORCE_COLOR": "0"}, False, False, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, True, False),
        ({"FORCE_COLOR": "1"}, True, True, False),
    ],
)
def test_use_colour(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], *, no_color: bool, terminal: bool, coloured: bool
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert use_colour(Terminal() if terminal else io.StringIO(), no_color) is coloured


def test_redirected_streams_become_utf_8_with_lf(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="cp1252", newline="\r\n"))
    monkeypatch.setattr(sys, "stderr", None)  # as under pythonw
    prepare_streams()
    sys.stdout.write("ห้อง ─\ud800\n")
    sys.stdout.flush()
    assert raw.getvalue().decode() == "ห้อง ─\\ud800\n"
    with sys.stderr as nowhere:
        nowhere.write("nobody reads this\n")


def test_a_terminal_keeps_its_encoding_and_never_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="cp874", newline="\n")
    monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, "stdout", stream)
    prepare_streams()
    stream.write("ห้อง ─\n")
    stream.flush()
    assert raw.getvalue().decode("cp874") == "ห้อง ?\n"


def test_closed_and_foreign_streams_are_no_terminals() -> None:
    closed = io.StringIO()
    closed.close()
    assert not is_terminal(closed)
    assert not is_terminal(object())

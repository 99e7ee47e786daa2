import io
from pathlib import Path

import pytest

from skj import workspace
from skj.language import use_language
from skj.render.progress import Bar, bar_line, watch
from skj.render.wrap import width_of
from skj.workspace import Workspace
from tests.offices import write_office


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def test_the_bar_says_how_far_it_is_and_what_is_read() -> None:
    assert bar_line("a.xlsx", 0.5, 80) == "[############------------]  50%  reading a.xlsx"
    assert bar_line("a\x1b[2J.xlsx", 0.0, 80).count("\x1b") == 0


@pytest.mark.parametrize("width", [10, 33, 60])
def test_it_never_wraps(width: int) -> None:
    assert width_of(bar_line("ทะเบียนเครื่องราชอิสริยาภรณ์.xlsx", 0.3, width)) < width


def test_it_is_wiped_at_the_end() -> None:
    stream = io.StringIO()
    bar = Bar(stream)
    bar.show("", 1.0)
    assert stream.getvalue() == ""
    bar.show("a.xlsx", 0.5)
    bar.show("", 1.0)
    *_drawn, blank, rest = stream.getvalue().split("\r")
    assert (blank.strip(), len(blank), rest) == ("", len(bar_line("a.xlsx", 0.5, 80)), "")


def test_it_is_shown_to_people_only() -> None:
    assert watch(io.StringIO()) is None


def test_large_ledgers_are_watched_to_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    space = Workspace(write_office(tmp_path / "office"))
    seen: list[tuple[str, float]] = []
    space.watch = lambda name, share: seen.append((name, share))
    space.ledger("evidence")
    assert seen == [("", 1.0)]
    monkeypatch.setattr(workspace, "LONG", 1)
    space.ledger("insignia")
    assert seen[1:] == [("ledgers/insignia.csv", 0.0), ("ledgers/insignia.csv", 0.7), ("", 1.0)]

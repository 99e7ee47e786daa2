"""Calendar files as RFC 5545 wants them: line ends, folds, escapes, and the same bytes each time."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skj.render.ics import MOST_OCTETS, escape, fold, to_ics
from skj.reports.deadlines import Deadline

DAY = date(2024, 3, 31)
DEADLINE = Deadline("abc-wide@skj", date(2024, 2, 29), "กท 1/2567: a; b, c \\ d", "one\ntwo")


def unfolded(content: bytes) -> list[str]:
    """The lines a reader of RFC 5545 sees."""
    assert content.endswith(b"\r\n")
    return content.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n")


def test_a_calendar_whole() -> None:
    assert unfolded(to_ics([DEADLINE], "Days", DAY)) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//skj//deadlines//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Days",
        "BEGIN:VEVENT",
        "UID:abc-wide@skj",
        "DTSTAMP:20240331T000000Z",
        "DTSTART;VALUE=DATE:20240229",
        "DTEND;VALUE=DATE:20240301",
        r"SUMMARY:กท 1/2567: a\; b\, c \\ d",
        r"DESCRIPTION:one\ntwo",
        "CLASS:CONFIDENTIAL",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_a_calendar_without_days_is_still_one() -> None:
    assert unfolded(to_ics([], "Days", DAY))[-1] == "END:VCALENDAR"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a,b;c\\d", r"a\,b\;c\\d"),
        ("a\r\nb\rc\nd", r"a\nb\nc\nd"),
        (r"a\nb", r"a\\nb"),
        ("BEGIN:VEVENT\r\nX:1", r"BEGIN:VEVENT\nX:1"),
        ("a\x00b\x85c", None),
    ],
)
def test_nothing_in_a_text_can_end_its_line(text: str, written: str | None) -> None:
    found = escape(text)
    assert written is None or found == written
    assert found.isprintable()


@given(st.text(max_size=200))
def test_a_line_is_folded_at_75_octets_and_no_character_is_torn(text: str) -> None:
    line = f"SUMMARY:{escape(text)}"
    pieces = list(fold(line))
    assert all(len(piece) <= MOST_OCTETS for piece in pieces)
    assert all(piece.startswith(b" ") for piece in pieces[1:])
    assert pieces[0].decode() + "".join(piece.decode()[1:] for piece in pieces[1:]) == line

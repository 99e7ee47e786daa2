"""Days as a calendar file (RFC 5545): whole days, the same bytes for the same ledgers and as-of date."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from skj.render.safe import visible
from skj.reports.deadlines import Deadline

MOST_OCTETS: Final = 75  # of a line, its end not counted (RFC 5545, 3.1)
_SPECIAL: Final = re.compile(r"[\\;,]")


def to_ics(deadlines: Iterable[Deadline], name: str, as_of: date) -> bytes:
    """The calendar; entries are stamped with the as-of date, since the hour of writing would make each file another."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//skj//deadlines//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escape(name)}",
        *(line for deadline in deadlines for line in _event(deadline, as_of)),
        "END:VCALENDAR",
    ]
    return b"".join(octets + b"\r\n" for line in lines for octets in fold(line))


def _event(deadline: Deadline, as_of: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escape(deadline.uid)}"
    yield f"DTSTAMP:{as_of:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{deadline.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{deadline.day + timedelta(1):%Y%m%d}"
    yield f"SUMMARY:{escape(deadline.title)}"
    yield f"DESCRIPTION:{escape(deadline.text)}"
    yield "CLASS:CONFIDENTIAL"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escape(text: str) -> str:
    """A TEXT value: backslash, semicolon, comma and line ends escaped with a backslash, other controls made visible."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\\n".join(_SPECIAL.sub(lambda match: f"\\{match[0]}", visible(line)) for line in lines)


def fold(line: str) -> Iterator[bytes]:
    """The line in pieces of at most 75 octets, no character torn; each piece but the first begins with a space."""
    piece = b""
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > MOST_OCTETS:
            yield piece
            piece = b" "
        piece += octets
    yield piece

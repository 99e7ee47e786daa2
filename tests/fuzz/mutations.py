"""Ledgers damaged at random: bytes of the archive, bytes of a part, and the sense of a sheet's XML; a seed gives the same damage.

A mutation inside a part packs the part anew, so that it reaches the readers behind the zip and not only its checksum.
"""

import random
import re
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

Damage = Callable[[bytes, random.Random], bytes]
# What a hostile or broken program may write where a number, a reference or a name is expected.
STRANGE: Final = (
    b"",
    b"-1",
    b"0",
    b"1e999",
    b"NaN",
    b"4294967295",
    b"99999999999999999999",
    b"XFD1048576",
    b"A0",
    b"ZZZZ1",
    b"A1:",
    b"&#0;",
    b"&x;",
    b"\xff\xfe",
    "๒๕๖๗".encode(),
    "\u202e[red]".encode(),
    b"<!--",
    b"]]>",
    b"=1+1",
    b"../../x",
)
VALUE: Final = re.compile(rb'"[^"<>]{0,40}"|>[^<>]{1,40}<')
TAG: Final = re.compile(rb"<[^<>]{1,80}>")


def mutate(data: bytes, seed: int) -> bytes:
    """`data` with one to four damages of a kind chosen by `seed`."""
    chance = random.Random(seed)  # noqa: S311  (nothing is hidden with it)
    damage = chance.choice(PACKED if data.startswith(b"PK") else PLAIN)
    for _ in range(chance.randint(1, 4)):
        data = damage(data, chance)
    return data


def flip_bytes(data: bytes, chance: random.Random) -> bytes:
    """A few bytes replaced by others."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8) if changed else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(data: bytes, chance: random.Random) -> bytes:
    """A stretch taken out, often the end."""
    start, stop = sorted(chance.choices(range(len(data) + 1), k=2))
    return data[:start] if chance.random() < 0.4 else data[:start] + data[stop:]


def repeat(data: bytes, chance: random.Random) -> bytes:
    """A stretch of at most 2,000 bytes written several times."""
    start = chance.randrange(len(data) + 1)
    piece = data[start : start + chance.randint(1, 2_000)]
    return data[:start] + piece * chance.randint(2, 30) + data[start:]


def strange_value(data: bytes, chance: random.Random) -> bytes:
    """An attribute or a text of an XML part replaced by something that should not stand there."""
    found = _any(VALUE, data, chance)
    return data[: found[0] + 1] + chance.choice(STRANGE) + data[found[1] - 1 :] if found else data


def lose_tag(data: bytes, chance: random.Random) -> bytes:
    """A tag taken out or doubled."""
    found = _any(TAG, data, chance)
    if not found:
        return data
    start, stop = found
    return data[:start] + data[start:stop] * chance.choice((0, 2)) + data[stop:]


def _any(pattern: re.Pattern[bytes], data: bytes, chance: random.Random) -> tuple[int, int] | None:
    """The place of a match near a random spot; all of them would take too long to list."""
    found = pattern.search(data, chance.randrange(len(data) + 1)) or pattern.search(data)
    return found.span() if found else None


def in_a_part(damage: Damage) -> Damage:
    """The same damage inside one part of an archive."""

    def damaged(data: bytes, chance: random.Random) -> bytes:
        parts = unpacked(data)
        if not parts:
            return flip_bytes(data, chance)
        name = chance.choice(sorted(parts))
        return packed({**parts, name: damage(parts[name], chance)})

    return damaged


def lose_part(data: bytes, chance: random.Random) -> bytes:
    """A part taken out of the archive, or two of them exchanged."""
    parts = unpacked(data)
    if len(parts) < 2:
        return data
    first, second = chance.sample(sorted(parts), 2)
    if chance.random() < 0.5:
        return packed({name: content for name, content in parts.items() if name != first})
    return packed(parts | {first: parts[second], second: parts[first]})


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of an archive, none when it is no longer one."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            return {entry.filename: archive.read(entry) for entry in archive.infolist() if entry.file_size < 1 << 24}
    except (BadZipFile, NotImplementedError, ValueError, OSError, EOFError, RuntimeError):
        return {}
    except Exception as fault:  # zlib.error and struct.error share no base with the others
        if type(fault).__module__ not in {"zlib", "struct"}:
            raise
        return {}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """An archive of these parts."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


PLAIN: Final[tuple[Damage, ...]] = (flip_bytes, cut, repeat)
PACKED: Final[tuple[Damage, ...]] = (
    flip_bytes,
    cut,
    lose_part,
    in_a_part(flip_bytes),
    in_a_part(cut),
    in_a_part(repeat),
    in_a_part(strange_value),
    in_a_part(strange_value),
    in_a_part(lose_tag),
)

"""A zip archive whose untouched members are copied as they are, byte for byte (lossless rules 1 and 3)."""

import struct
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from skj.files.deflate import deflated, inflated
from skj.files.refusing import refuse
from skj.language import N_
from skj.rules import editing as rules

LOCAL: Final = struct.Struct("<4s5H3L2H")
CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
END: Final = struct.Struct("<4s4H2LH")
LOCAL_SIGNATURE: Final = b"PK\x03\x04"
CENTRAL_SIGNATURE: Final = b"PK\x01\x02"
END_SIGNATURE: Final = b"PK\x05\x06"
ZIP64_LOCATOR: Final = b"PK\x06\x07"
ZIP64_LOCATOR_SIZE: Final = 20
ZIP64_FIELD: Final = 1
OLE_SIGNATURE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STORED: Final = 0
DEFLATED: Final = 8
FLAG_ENCRYPTED: Final = 0x0001 | 0x0040 | 0x2000
FLAG_DESCRIPTOR: Final = 0x0008
FLAG_UTF8: Final = 0x0800
OFFSET_AT: Final = 42
FULL16: Final = 0xFFFF
FULL32: Final = 0xFFFFFFFF
MAX_INFLATED: Final = 512 * 1024 * 1024
VERSION: Final = 20
# 1 January 1980, the earliest time a zip can hold: the same input must give the same bytes.
EARLIEST: Final = 0x00210000


@dataclass(frozen=True, slots=True)
class Member:
    """One entry of the central directory.

    `stamp` is DOS time and date as one number, `end` where its raw bytes end, `record` the directory entry as found
    (empty when the member was changed).
    """

    name: str
    raw_name: bytes
    flags: int
    method: int
    stamp: int
    crc: int
    packed_size: int
    size: int
    offset: int
    end: int
    made_by: int
    internal: int
    external: int
    extra: bytes
    comment: bytes
    record: bytes = b""


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip archive held in memory; members in the order of the central directory."""

    data: bytes
    members: tuple[Member, ...]
    comment: bytes

    def find(self, name: str) -> Member | None:
        """The member with this name, whatever its letters' case; None when there is none."""
        wanted = name.lower()
        return next((member for member in self.members if member.name.lower() == wanted), None)

    def content(self, member: Member) -> bytes:
        """The unpacked bytes of a member, checked against its size and checksum."""
        if member.size > MAX_INFLATED:
            refuse(rules.PART_TOO_LARGE, part=member.name, size=member.size, limit=MAX_INFLATED)
        start = _payload_start(self.data, member)
        packed = self.data[start : start + member.packed_size]
        content = packed if member.method == STORED else inflated(packed, member.size)
        if content is None or len(content) != member.size or zlib.crc32(content) != member.crc:
            refuse(rules.NOT_A_WORKBOOK, detail=N_("a part of it is damaged"))
        return content

    def patched(self, changed: Mapping[str, bytes], dropped: Collection[str] = ()) -> bytes:
        """The archive with the members named in `changed` replaced (or added last) and those in `dropped` left out."""
        pieces: list[bytes] = []
        offsets: dict[str, tuple[Member, int]] = {}
        position = 0
        kept = [member for member in self.members if member.name not in dropped]
        for member in sorted(kept, key=lambda one: one.offset):
            new, piece = _piece(self.data, member, changed)
            offsets[member.name] = (new, position)
            pieces.append(piece)
            position += len(piece)
        added = [_new_member(name) for name in changed if self.find(name) is None]
        for member in added:
            new, piece = _rebuilt(member, changed[member.name], b"")
            offsets[member.name] = (new, position)
            pieces.append(piece)
            position += len(piece)
        directory = b"".join(_central(*offsets[member.name]) for member in [*kept, *added])
        count = len(kept) + len(added)
        end = END.pack(END_SIGNATURE, 0, 0, count, count, len(directory), position, len(self.comment))
        return b"".join([*pieces, directory, end, self.comment])


def open_archive(data: bytes) -> Archive:
    """Read the directory of a zip archive; refuses every form that could not be rewritten without loss, by name."""
    if data.startswith(OLE_SIGNATURE):
        refuse(rules.ENCRYPTED_WORKBOOK)
    at = _end_of_directory(data)
    _, disk, first_disk, here, total, size, offset, _ = END.unpack_from(data, at)
    _refuse_odd_ends(data, at, (disk, first_disk, here, total, size, offset))
    members = _directory(data, at - size, at, total)
    _refuse_duplicates(members)
    return Archive(data, _with_ends(data, members, at - size), data[at + END.size :])


def _end_of_directory(data: bytes) -> int:
    at = data.rfind(END_SIGNATURE)
    while at >= 0:
        if at + END.size <= len(data) and at + END.size + END.unpack_from(data, at)[7] == len(data):
            return at
        at = data.rfind(END_SIGNATURE, 0, at)
    return refuse(rules.NOT_A_WORKBOOK, detail=N_("it is not a zip archive, or its end is missing"))


def _refuse_odd_ends(data: bytes, at: int, fields: tuple[int, ...]) -> None:
    disk, first_disk, here, total, size, offset = fields
    if (
        data[max(0, at - ZIP64_LOCATOR_SIZE) :].startswith(ZIP64_LOCATOR)
        or FULL16 in (here, total)
        or FULL32 in (size, offset)
    ):
        refuse(rules.ZIP64_ARCHIVE)
    if disk or first_disk or here != total:
        refuse(rules.MULTI_DISK_ARCHIVE)
    if size > at or offset > at - size:
        refuse(rules.NOT_A_WORKBOOK, detail=N_("its directory is damaged"))
    if offset != at - size:
        refuse(rules.ARCHIVE_WITH_PREFIX)


def _directory(data: bytes, at: int, end: int, total: int) -> list[Member]:
    members: list[Member] = []
    while at < end:
        if at + CENTRAL.size > end or data[at : at + 4] != CENTRAL_SIGNATURE:
            refuse(rules.NOT_A_WORKBOOK, detail=N_("its directory is damaged"))
        member, at = _entry(data, at)
        members.append(member)
    if at != end or len(members) != total:
        refuse(rules.NOT_A_WORKBOOK, detail=N_("its directory is damaged"))
    return members


def _entry(data: bytes, at: int) -> tuple[Member, int]:
    """The entry of the directory at `at`, and where the next one starts."""
    (
        _,
        made_by,
        _,
        flags,
        method,
        time,
        day,
        crc,
        packed,
        size,
        names,
        extras,
        notes,
        disk,
        internal,
        external,
        offset,
    ) = CENTRAL.unpack_from(data, at)
    start = at + CENTRAL.size
    raw_name = data[start : start + names]
    name = raw_name.decode("utf-8" if flags & FLAG_UTF8 else "cp437", errors="replace")
    if FULL32 in (packed, size, offset):
        refuse(rules.ZIP64_ARCHIVE)
    if disk:
        refuse(rules.MULTI_DISK_ARCHIVE)
    if flags & FLAG_ENCRYPTED:
        refuse(rules.ENCRYPTED_WORKBOOK)
    if method not in (STORED, DEFLATED):
        refuse(rules.UNKNOWN_COMPRESSION, part=name, method=method)
    extra = data[start + names : start + names + extras]
    comment = data[start + names + extras : start + names + extras + notes]
    stamp = day << 16 | time
    known = (crc, packed, size, offset, 0, made_by, internal, external)
    end = start + names + extras + notes
    return Member(name, raw_name, flags, method, stamp, *known, extra, comment, data[at:end]), end


def _refuse_duplicates(members: list[Member]) -> None:
    seen: set[str] = set()
    for member in members:
        # `a\b` and `a/b` are the same part to Excel.
        name = member.name.lower().replace("\\", "/")
        if name in seen:
            refuse(rules.DUPLICATE_PARTS, part=member.name)
        seen.add(name)


def _with_ends(data: bytes, members: list[Member], end: int) -> tuple[Member, ...]:
    """The members with the place where their raw bytes end; refuses overlaps and bytes before the first member."""
    in_order = sorted(members, key=lambda one: one.offset)
    if in_order and in_order[0].offset:
        refuse(rules.ARCHIVE_WITH_PREFIX)
    ends = {one.name: following.offset for one, following in pairwise(in_order)}
    if in_order:
        ends[in_order[-1].name] = end
    for member in members:
        _refuse_overlap(data, member, ends[member.name])
    return tuple(replace(member, end=ends[member.name]) for member in members)


def _refuse_overlap(data: bytes, member: Member, end: int) -> None:
    if member.offset + LOCAL.size > end or data[member.offset : member.offset + 4] != LOCAL_SIGNATURE:
        refuse(rules.OVERLAPPING_PARTS, part=member.name)
    if _payload_start(data, member) + member.packed_size > end:
        refuse(rules.OVERLAPPING_PARTS, part=member.name)
    start = member.offset + LOCAL.size
    if data[start : start + len(member.raw_name)] != member.raw_name:
        refuse(rules.NOT_A_WORKBOOK, detail=N_("its directory is damaged"))


def _payload_start(data: bytes, member: Member) -> int:
    names, extras = struct.unpack_from("<2H", data, member.offset + LOCAL.size - 4)
    return member.offset + LOCAL.size + int(names) + int(extras)


def _piece(data: bytes, member: Member, changed: Mapping[str, bytes]) -> tuple[Member, bytes]:
    """The member as it will stand and its bytes: raw, data descriptor included, unless it was changed."""
    if member.name not in changed:
        return member, data[member.offset : member.end]
    start = member.offset + LOCAL.size + len(member.raw_name)
    return _rebuilt(member, changed[member.name], data[start : _payload_start(data, member)])


def _rebuilt(member: Member, content: bytes, local_extra: bytes) -> tuple[Member, bytes]:
    packed = deflated(content)
    new = replace(
        member,
        flags=member.flags & ~FLAG_DESCRIPTOR,
        method=DEFLATED,
        crc=zlib.crc32(content),
        packed_size=len(packed),
        size=len(content),
        extra=_without_zip64(member.extra),
        record=b"",
    )
    if max(len(packed), len(content)) >= FULL32:
        refuse(rules.ZIP64_ARCHIVE)
    extra = _without_zip64(local_extra)
    sizes = (new.crc, new.packed_size, new.size, len(new.raw_name), len(extra))
    header = LOCAL.pack(LOCAL_SIGNATURE, VERSION, new.flags, DEFLATED, new.stamp & FULL16, new.stamp >> 16, *sizes)
    return new, b"".join([header, new.raw_name, extra, packed])


def _without_zip64(extra: bytes) -> bytes:
    """The extra fields without the sizes of Zip64, which would be stale."""
    kept, at = b"", 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, at)
        if kind != ZIP64_FIELD:
            kept += extra[at : at + 4 + size]
        at += 4 + size
    return kept


def _new_member(name: str) -> Member:
    flags = 0 if name.isascii() else FLAG_UTF8
    return Member(name, name.encode(), flags, DEFLATED, EARLIEST, 0, 0, 0, 0, 0, VERSION, 0, 0, b"", b"")


def _central(member: Member, offset: int) -> bytes:
    """The directory entry: as found but for the offset, or built anew for a changed member."""
    if member.record:
        return member.record[:OFFSET_AT] + struct.pack("<L", offset) + member.record[OFFSET_AT + 4 :]
    lengths = (len(member.raw_name), len(member.extra), len(member.comment))
    header = CENTRAL.pack(
        CENTRAL_SIGNATURE,
        member.made_by,
        VERSION,
        member.flags,
        member.method,
        member.stamp & FULL16,
        member.stamp >> 16,
        member.crc,
        member.packed_size,
        member.size,
        *lengths,
        0,
        member.internal,
        member.external,
        offset,
    )
    return header + member.raw_name + member.extra + member.comment

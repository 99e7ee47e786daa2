"""Zip members copied raw, and every archive that cannot be, refused by name (lossless rules 1 and 3)."""

import io
import struct
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skj.diagnostics import WriteRefused
from skj.files.deflate import CHUNK, deflated, inflated
from skj.files.zip_patch import open_archive
from tests.files.judge import parts, raw_members

CENTRAL = b"PK\x01\x02"
END = b"PK\x05\x06"


class Pipe(io.RawIOBase):
    """A stream that cannot seek: zipfile then writes data descriptors."""

    def __init__(self) -> None:
        super().__init__()
        self.data = b""

    def writable(self) -> bool:
        """A pipe takes bytes."""
        return True

    def write(self, piece: object) -> int:
        """Keep the bytes."""
        new = bytes(piece)  # type: ignore[call-overload]  # zipfile hands over buffers only
        self.data += new
        return len(new)


def archive(*, streamed: bool = False) -> bytes:
    stream = Pipe() if streamed else io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as book:
        for name in ("b.xml", "a/ก.xml", "c.bin"):
            info = zipfile.ZipInfo(name, (2024, 2, 12, 8, 30, 4))
            info.external_attr = 0o640 << 16
            info.compress_type = zipfile.ZIP_STORED if name == "c.bin" else zipfile.ZIP_DEFLATED
            book.writestr(info, f"<{name}/>" * 50)
        book.comment = "หมายเหตุ".encode()
    return stream.data if isinstance(stream, Pipe) else stream.getvalue()


def patched(data: bytes, at: int, form: str, *values: int) -> bytes:
    """The bytes with some numbers overwritten."""
    new = struct.pack(form, *values)
    return data[:at] + new + data[at + len(new) :]


@pytest.mark.parametrize("way", ["seekable", "streamed"])
def test_nothing_changed_means_the_same_bytes(way: str) -> None:
    data = archive(streamed=way == "streamed")
    assert open_archive(data).patched({}) == data


@pytest.mark.parametrize("way", ["seekable", "streamed"])
def test_a_changed_member_keeps_its_place_name_time_and_attributes(way: str) -> None:
    data = archive(streamed=way == "streamed")
    new = open_archive(data).patched({"a/ก.xml": b"<new/>"})
    before, after = raw_members(data), raw_members(new)
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {"a/ก.xml"}
    assert parts(new)["a/ก.xml"] == b"<new/>"
    with zipfile.ZipFile(io.BytesIO(data)) as old_book, zipfile.ZipFile(io.BytesIO(new)) as new_book:
        old_info, info = old_book.getinfo("a/ก.xml"), new_book.getinfo("a/ก.xml")
        assert (info.date_time, info.external_attr) == (old_info.date_time, old_info.external_attr)
        assert not info.flag_bits & 8
        assert new_book.comment == old_book.comment


def test_members_can_be_added_last_and_left_out() -> None:
    new = open_archive(archive()).patched({"z.xml": b"<z/>"}, ["b.xml"])
    assert list(parts(new)) == ["a/ก.xml", "c.bin", "z.xml"]
    assert parts(new)["z.xml"] == b"<z/>"


def _duplicates() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as book:
        book.writestr("xl/Sheet.xml", "1")
        book.writestr("xl\\sheet.xml", "2")
    return stream.getvalue()


def _bzip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_BZIP2) as book:
        book.writestr("a", "1" * 100)
    return stream.getvalue()


def _second(data: bytes) -> int:
    return data.index(CENTRAL, data.index(CENTRAL) + 1)


REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "text": ("not-a-workbook", lambda: b"name,age\r\n"),
    "empty": ("not-a-workbook", lambda: b""),
    "cut": ("not-a-workbook", lambda: archive()[:-30]),
    "web page": ("not-a-workbook", lambda: b"<html>PK</html>"),
    "ole": ("encrypted-workbook", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    "prefix": ("archive-with-prefix", lambda: b"MZ junk" + archive()),
    "duplicates": ("duplicate-parts", _duplicates),
    "bzip2": ("unknown-compression", _bzip),
    "encrypted": ("encrypted-workbook", lambda: patched(archive(), archive().index(CENTRAL) + 8, "<H", 1)),
    "zip64 size": ("zip64-archive", lambda: patched(archive(), archive().index(CENTRAL) + 24, "<L", 0xFFFFFFFF)),
    "zip64 end": ("zip64-archive", lambda: patched(archive(), archive().index(END) + 8, "<2H", 0xFFFF, 0xFFFF)),
    "disks": ("multi-disk-archive", lambda: patched(archive(), archive().index(END) + 4, "<H", 1)),
    "member disk": ("multi-disk-archive", lambda: patched(archive(), archive().index(CENTRAL) + 34, "<H", 2)),
    "overlap": ("overlapping-parts", lambda: patched(archive(), _second(archive()) + 42, "<L", 0)),
    "long": ("overlapping-parts", lambda: patched(archive(), archive().index(CENTRAL) + 20, "<L", 60_000)),
    "count": ("not-a-workbook", lambda: patched(archive(), archive().index(END) + 8, "<2H", 2, 2)),
    "directory": ("not-a-workbook", lambda: patched(archive(), archive().index(CENTRAL), "<L", 0)),
    "name": ("not-a-workbook", lambda: patched(archive(), 30, "<B", 0x7A)),
}


@pytest.mark.parametrize("case", REFUSED)
def test_odd_archives_are_refused_by_name(case: str) -> None:
    name, make = REFUSED[case]
    with pytest.raises(WriteRefused) as refused:
        open_archive(make())
    assert refused.value.diagnostic.rule.name == name
    assert refused.value.diagnostic.message()
    assert refused.value.diagnostic.hint()


@pytest.mark.parametrize("lie", [10, 100_000])
def test_a_member_that_lies_about_its_size_is_refused(lie: int) -> None:
    data = patched(archive(), archive().index(CENTRAL) + 24, "<L", lie)
    opened = open_archive(data)
    with pytest.raises(WriteRefused) as refused:
        opened.content(opened.members[0])
    assert refused.value.diagnostic.rule.name == "not-a-workbook"


def test_a_member_beyond_the_limit_is_not_even_unpacked() -> None:
    data = patched(archive(), archive().index(CENTRAL) + 24, "<L", 0xFFFFFFF0)
    opened = open_archive(data)
    with pytest.raises(WriteRefused) as refused:
        opened.content(opened.members[0])
    assert refused.value.diagnostic.rule.name == "part-too-large"


def test_damage_in_a_member_is_noticed() -> None:
    data = archive()
    broken = patched(data, data.index(b"<c.bin/>"), "<B", 0x3F)
    opened = open_archive(broken)
    with pytest.raises(WriteRefused):
        opened.content(opened.members[2])


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(st.text("abcกข/.", min_size=1, max_size=6), st.binary(max_size=200), max_size=6),
    st.binary(max_size=99),
)
def test_any_archive_comes_back_and_takes_a_change(members: dict[str, bytes], new: bytes) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in members.items():
            book.writestr(name, content)
    data = stream.getvalue()
    opened = open_archive(data)
    assert opened.patched({}) == data
    for name in members:
        assert parts(opened.patched({name: new})) == {**members, name: new}


@pytest.mark.parametrize("size", [0, 1, CHUNK * 2, CHUNK * 2 + 1, CHUNK * 3 + 7])
def test_pieces_packed_side_by_side_are_one_stream(size: int) -> None:
    data = (b"abcdefghij\xe0\xb8\x81" * (size // 13 + 1))[:size]
    assert inflated(deflated(data), size) == data

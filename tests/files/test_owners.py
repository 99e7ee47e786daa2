"""Owner files are read right or named unknown, whatever bytes they hold (reliability P9)."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from skj.files import owners
from skj.files.disk import REAL
from skj.files.owners import LockOwner, read_excel_owner, read_libreoffice_lock

NOW = datetime(2024, 6, 12, 15, 0, tzinfo=UTC)


def excel_bytes(name: str, *, program: str = "Excel") -> bytes:
    """An owner file built from the layout in LibreOffice's source (`msodocumentlockfile.cxx`)."""
    name = name[:52]
    eight_bit = name.encode("cp874", errors="replace")
    if program == "Word":
        head = bytes([len(name)]) + eight_bit.ljust(53, b"\0")
        return head + len(name).to_bytes(2, "little") + name.encode("utf-16-le").ljust(106, b"\0")
    mark = b"\0" if program == "PowerPoint" else b""
    head = bytes([len(name)]) + (eight_bit + mark).ljust(54, b" ")
    tail = name.encode("utf-16-le")
    return head + len(name).to_bytes(2, "little") + tail + b" \0" * ((108 - len(tail)) // 2)


def test_the_builder_follows_the_layout() -> None:
    data = excel_bytes("Somchai")
    assert (len(data), data[0], data[1:8], data[8:55]) == (165, 7, b"Somchai", b" " * 47)
    assert (data[55:57], data[57:71]) == (b"\x07\0", "Somchai".encode("utf-16-le"))
    assert data[71:] == b" \0" * 47
    assert len(excel_bytes("Somchai", program="Word")) == 162


@pytest.mark.parametrize("program", ["Excel", "PowerPoint", "Word"])
@pytest.mark.parametrize("name", ["Somchai Jaidee", "สมชาย ใจดี", "ก", "x" * 31, "x" * 32, "x" * 33, "x" * 51, "y" * 52])
def test_names_are_read(name: str, program: str) -> None:
    assert read_excel_owner(excel_bytes(name, program=program)) == name


def test_a_longer_name_is_cut_as_excel_does() -> None:
    assert read_excel_owner(excel_bytes("z" * 60)) == "z" * 52


@pytest.mark.parametrize("size", [0, 1, 54, 55, 57, 161, 166, 400])
def test_other_sizes_are_unknown(size: int) -> None:
    assert read_excel_owner(excel_bytes("Somchai").ljust(400, b" ")[:size]) is None


@pytest.mark.parametrize(("at", "value"), [(0, 0), (0, 53), (0, 255), (55, 0), (55, 53), (56, 1)])
def test_impossible_lengths_are_unknown(at: int, value: int) -> None:
    data = bytearray(excel_bytes("Somchai"))
    data[at] = value
    assert read_excel_owner(bytes(data)) is None


def test_random_bytes_never_raise() -> None:
    seed = 20240612
    random = Random(seed)  # noqa: S311  (a test's dice, the seed is in the test)
    read = [read_excel_owner(_random_buffer(random)) for _ in range(100_000)]
    names = [name for name in read if name is not None]
    assert 100 < len(names) < 100_000, seed
    assert all(name.isprintable() and len(name) <= 52 for name in names)


def _random_buffer(random: Random) -> bytes:
    """Mostly noise of the right size; one in four with lengths that make the reader go on to the name."""
    data = bytearray(random.randbytes(165))
    if random.random() < 0.25:
        data[0], data[54], data[55], data[56] = random.randrange(1, 53), 0x20, random.randrange(1, 53), 0
    return bytes(data)


def test_lock_of_libreoffice_as_measured() -> None:
    owner = read_libreoffice_lock(b",root,vm,22.11.2026 10:12,file:///tmp/profile;")
    assert owner == LockOwner("", "root", "vm", datetime(2026, 11, 22, 10, 12).astimezone(), "file:///tmp/profile")


@pytest.mark.parametrize("name", ["สมหญิง, ใจดี", "a;b\\c", "", "\\"])
def test_lock_round_trip(name: str) -> None:
    owner = LockOwner(name, "u", "h", datetime(2024, 6, 12, 8, 30).astimezone(), "file:///p")
    assert read_libreoffice_lock(owners.write_libreoffice_lock(owner)) == owner


@pytest.mark.parametrize("data", [b"", b";", b"a,b,c,d,e", b"a,b,c,d;", b"a,b,c,d,e,f;", b",u,h,t,p;" + b"x" * 32_000])
def test_wrong_locks_are_unknown(data: bytes) -> None:
    assert read_libreoffice_lock(data) is None


def test_random_locks_never_raise() -> None:
    random = Random(7)  # noqa: S311  (a test's dice)
    for _ in range(5_000):
        read_libreoffice_lock(bytes(random.choices(b"a,;\\\xe0\xb8\0 1.:", k=random.randrange(40))))


def test_first_entry_of_a_shared_list() -> None:
    first = read_libreoffice_lock(b"A,a,h1,01.02.2024 08:00,p;B,b,h2,01.02.2024 09:00,p;")
    assert first
    assert (first.name, first.host) == ("A", "h1")


def make(folder: Path, name: str, data: bytes, age: timedelta = timedelta(hours=1)) -> None:
    (folder / name).write_bytes(data)
    at = (NOW - age).timestamp()
    os.utime(folder / name, (at, at))


def test_nobody_has_it_open(tmp_path: Path) -> None:
    assert owners.find_owners(tmp_path / "ทะเบียน.xlsx", REAL, NOW) == ()


def test_excel_by_name_and_file_time(tmp_path: Path) -> None:
    make(tmp_path, "~$ทะเบียน เครื่องราชฯ.xlsx", excel_bytes("สมชาย ใจดี"))
    (owner,) = owners.find_owners(tmp_path / "ทะเบียน เครื่องราชฯ.xlsx", REAL, NOW)
    assert (owner.program, owner.person, owner.since, owner.is_readable) == (
        "Excel",
        "สมชาย ใจดี",
        NOW - timedelta(hours=1),
        True,
    )
    found = owners.refusal_of(owner, "ทะเบียน.xlsx")
    assert found.code == "SKJ742"
    assert "สมชาย ใจดี" in found.message()


@pytest.mark.parametrize("data", [b"", b"\0" * 165, excel_bytes("Word", program="Word"), b"x" * 500])
def test_odd_office_files_mean_open_by_somebody(tmp_path: Path, data: bytes) -> None:
    make(tmp_path, "~$a.xlsx", data)
    (owner,) = owners.find_owners(tmp_path / "a.xlsx", REAL, NOW)
    assert (owner.is_readable, owners.refusal_of(owner, "a.xlsx").code) == (False, "SKJ743")
    assert "~$a.xlsx" in owners.refusal_of(owner, "a.xlsx").message()


def test_libreoffice_by_name_host_and_time(tmp_path: Path) -> None:
    since = NOW.astimezone() - timedelta(hours=2)
    make(tmp_path, ".~lock.a.ods#", owners.write_libreoffice_lock(LockOwner("Malee", "m", "pc-7", since, "file:///p")))
    (owner,) = owners.find_owners(tmp_path / "a.ods", REAL, NOW)
    text = owners.refusal_of(owner, "a.ods").message()
    assert owners.refusal_of(owner, "a.ods").code == "SKJ741"
    assert all(part in text for part in ("Malee", "pc-7", since.strftime("%Y-%m-%d %H:%M")))


def test_an_old_owner_file_is_still_refused_with_a_way_out(tmp_path: Path) -> None:
    make(tmp_path, "~$a.xlsx", excel_bytes("Malee"), age=timedelta(hours=30))
    (owner,) = owners.find_owners(tmp_path / "a.xlsx", REAL, NOW)
    found = owners.refusal_of(owner, "a.xlsx")
    assert found.code == "SKJ748"
    assert "--ignore-owner-file" in found.hint()


class DenyingDisk:
    """Excel on Windows keeps its owner file open so that nobody can read it (simulated)."""

    def __getattr__(self, name: str) -> object:
        return getattr(REAL, name)

    def read_bytes(self, path: Path) -> bytes:
        """Denied."""
        raise PermissionError(13, "denied", str(path))


def test_a_denied_owner_file_means_open(tmp_path: Path) -> None:
    make(tmp_path, "~$a.xlsx", excel_bytes("Malee"))
    (owner,) = owners.find_owners(tmp_path / "a.xlsx", DenyingDisk(), NOW)  # type: ignore[arg-type]  # passes calls on
    assert (owner.is_readable, owners.refusal_of(owner, "a.xlsx").code) == (False, "SKJ743")


def test_controls_never_reach_a_message() -> None:
    evil = read_excel_owner(excel_bytes("\x1b]0;x\x07\u202eBob"))
    assert evil == "]0;xBob"

"""Where a report goes, and what is refused."""

import io
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from skj.diagnostics import Refusal, UsageRefused, WriteRefused
from skj.render.output import COMMON, Format, emit, format_from, write_file
from tests.render.render_samples import Terminal, thai_report


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def code_of(call: Callable[[], object], kind: type[Refusal] = UsageRefused) -> str:
    with pytest.raises(kind) as caught:
        call()
    assert caught.value.diagnostic.message()
    assert caught.value.diagnostic.hint()
    return caught.value.diagnostic.code


@pytest.mark.parametrize(
    ("option", "output", "chosen"),
    [
        (None, None, Format.TABLE),
        ("json", None, Format.JSON),
        (" JSON ", None, Format.JSON),
        (None, "a.csv", Format.CSV),
        (None, "a.XLSX", Format.XLSX),
        (None, "a.txt", Format.TABLE),
        (None, "-", Format.TABLE),
        ("csv", "-", Format.CSV),
        ("json", "a.txt", Format.JSON),
        ("json", "a.dat", Format.JSON),
        ("xlsx", "a.xlsx", Format.XLSX),
    ],
)
def test_format_from(option: str | None, output: str | None, chosen: Format) -> None:
    assert format_from(option, Path(output) if output else None) is chosen


@pytest.mark.parametrize(
    ("option", "output", "code"),
    [("pdf", None, "SKJ910"), (None, "a.pdf", "SKJ911"), (None, "a", "SKJ911"), ("json", "a.xlsx", "SKJ912")],
)
def test_formats_that_make_no_sense(option: str | None, output: str | None, code: str) -> None:
    assert code_of(lambda: format_from(option, Path(output) if output else None)) == code


def test_a_file_is_written_whole_and_alone(tmp_path: Path) -> None:
    target = tmp_path / "รายงาน.json"
    emit(thai_report(), Format.JSON, target, io.StringIO())
    assert json.loads(target.read_text("utf-8"))["as_of"] == "2024-02-12"
    assert names_in(tmp_path) == ["รายงาน.json"]


@pytest.mark.parametrize("format_", COMMON)
def test_every_format_goes_to_a_file(tmp_path: Path, format_: Format) -> None:
    emit(thai_report(), format_, tmp_path / "out", io.StringIO())
    assert (tmp_path / "out").stat().st_size > 100


def test_an_existing_file_is_left_alone_without_force(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_text("ของเดิม", "utf-8")
    assert code_of(lambda: emit(thai_report(), Format.CSV, target, io.StringIO())) == "SKJ913"
    assert target.read_text("utf-8") == "ของเดิม"
    emit(thai_report(), Format.CSV, target, io.StringIO(), force=True)
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    assert names_in(tmp_path) == ["a.csv"]


def test_a_file_that_appears_meanwhile_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_bytes(b"x")
    assert code_of(lambda: write_file(target, b"y")) == "SKJ913"
    assert target.read_bytes() == b"x"
    assert names_in(tmp_path) == ["a.csv"]


@pytest.mark.parametrize("force", [False, True])
def test_links_are_not_followed(tmp_path: Path, *, force: bool) -> None:
    real = tmp_path / "real.csv"
    real.write_bytes(b"x")
    link = tmp_path / "link.csv"
    link.symlink_to(real)
    assert code_of(lambda: emit(thai_report(), Format.CSV, link, io.StringIO(), force=force)) == "SKJ914"
    assert real.read_bytes() == b"x"


def test_a_dangling_link_is_a_link(tmp_path: Path) -> None:
    link = tmp_path / "link.csv"
    link.symlink_to(tmp_path / "nowhere.csv")
    assert code_of(lambda: emit(thai_report(), Format.CSV, link, io.StringIO())) == "SKJ914"


def test_folders_are_not_made(tmp_path: Path) -> None:
    assert code_of(lambda: emit(thai_report(), Format.CSV, tmp_path / "no" / "a.csv", io.StringIO())) == "SKJ915"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert code_of(lambda: emit(thai_report(), Format.CSV, tmp_path, io.StringIO(), force=True)) == "SKJ916"


def test_a_failing_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    target = tmp_path / "a.csv"
    target.write_bytes(b"x")
    monkeypatch.setattr(os, "fsync", full)
    assert code_of(lambda: write_file(target, b"y", force=True), WriteRefused) == "SKJ917"
    assert target.read_bytes() == b"x"
    assert names_in(tmp_path) == ["a.csv"]


@pytest.mark.parametrize("there", [False, True])
def test_disks_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, there: bool) -> None:
    def unsupported(*_paths: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(Path, "hardlink_to", unsupported)
    target = tmp_path / "a.csv"
    if there:
        target.write_bytes(b"x")
        assert code_of(lambda: write_file(target, b"y")) == "SKJ913"
    else:
        write_file(target, b"y")
    assert target.read_bytes() == (b"x" if there else b"y")
    assert names_in(tmp_path) == ["a.csv"]


@pytest.mark.skipif(os.name == "nt", reason="rights are POSIX bits here")
@pytest.mark.parametrize(("names", "rights"), [(True, 0o600), (False, 0o640)])
def test_files_with_names_are_for_their_owner(tmp_path: Path, *, names: bool, rights: int) -> None:
    before = os.umask(0o027)
    try:
        emit(thai_report(), Format.JSON, tmp_path / "a.json", io.StringIO(), names=names)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.json").stat().st_mode) == rights


def test_a_terminal_gets_the_drawn_table_and_a_pipe_the_plain_one() -> None:
    terminal, pipe = Terminal(), io.StringIO()
    emit(thai_report(), Format.TABLE, None, terminal, width=80)
    emit(thai_report(), Format.TABLE, None, pipe)
    assert "─" in terminal.getvalue()
    assert "─" not in pipe.getvalue()


def test_colour_for_a_pipe_when_it_is_forced() -> None:
    pipe = io.StringIO()
    emit(thai_report(), Format.TABLE, None, pipe, colour=True, width=80)
    assert "\x1b[" in pipe.getvalue()


def test_bytes_go_past_the_text_layer() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="cp1252", newline="\r\n")
    stream.write("a")
    emit(thai_report(), Format.CSV, Path("-"), stream)
    content = raw.getvalue()
    assert content.startswith(b"a\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n")
    emit(thai_report(), Format.XLSX, None, stream)
    assert b"PK\x03\x04" in raw.getvalue()


@pytest.mark.parametrize("stream", [Terminal(), io.StringIO()])
def test_a_workbook_is_not_for_the_screen(stream: io.StringIO) -> None:
    assert code_of(lambda: emit(thai_report(), Format.XLSX, None, stream)) == "SKJ918"
    assert not stream.getvalue()

"""Photographs: names are data, a folder is a fence, and only bytes say what a file is."""

import os
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skj.files.images import ImageFolder, ImageState, plain_name, unsafe_reason
from skj.files.pictures import ImageKind, Picture, kind_of, picture_of
from tests.files.pictures import PDF, PNG_START, chunk, jpeg, png, segment


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "images"
    inside.mkdir()
    return inside


def state(folder: Path, name: str) -> ImageState:
    return ImageFolder(folder).look(name).state


@pytest.mark.parametrize(
    "name", ["2563-001.jpg", "ภาพ 1.png", "console.jpg", "a..b.jpg", "com10.jpg", "น้ำ.pdf", "auxiliary.png"]
)
def test_plain_names_are_safe(name: str) -> None:
    assert unsafe_reason(name) is None


@pytest.mark.parametrize(
    "name",
    [
        "../a.jpg", "a/b.jpg", "a\\b.jpg", "..", ".", "C:a.jpg", "~a.jpg", "a.jpg.", "CON", "nul.jpg", "com1.png", "lpt¹.x", "a\u202egpj.exe",
        "a\0.jpg", "a?.jpg", "a|b", "ก" * 67, "a\nb.jpg",
    ],
)  # fmt: skip
def test_names_that_lead_elsewhere_are_not(name: str, folder: Path) -> None:
    assert unsafe_reason(plain_name(name))
    assert state(folder, name) is ImageState.UNSAFE_NAME


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (png(3, 5), Picture(ImageKind.PNG, 3, 5)),
        (jpeg(640, 480), Picture(ImageKind.JPEG, 640, 480)),
        (jpeg(behind=b"motion photo" * 9), Picture(ImageKind.JPEG, 16, 8)),
        (jpeg(before=b"\xff" + segment(0xE1, b"Exif\0\0" + jpeg(1, 1))), Picture(ImageKind.JPEG, 16, 8)),
        (PDF, Picture(ImageKind.PDF)),
    ],
    ids=["png", "jpeg", "jpeg with more behind", "jpeg with a thumbnail and a fill byte", "pdf"],
)
def test_a_picture_is_known_by_its_bytes(data: bytes, found: Picture) -> None:
    assert picture_of(data) == found


@pytest.mark.parametrize(
    "data",
    [
        png()[:-1],
        png()[:40],
        png().replace(b"IDAT", b"IDAX"),
        PNG_START,
        PNG_START + chunk(b"IEND", b""),
        png(0, 5),
        png(70_000, 1),
        jpeg()[:-2],
        jpeg()[:12],
        jpeg(0, 8),
        b"\xff\xd8\xff",
        b"\xff\xd8" + segment(0xDA, b"x") + b"\xff\xd9",
        b"\xff\xd8\xff\xe0\0\x01",
        PDF[:-8],
        b"GIF89a",
        b"MZ\x90",
        b"<svg/>",
        b"",
    ],
)
def test_what_breaks_off_or_lies_is_no_picture(data: bytes) -> None:
    assert picture_of(data) is None


@given(st.binary(max_size=200), st.sampled_from([b"", PNG_START, b"\xff\xd8\xff", b"\xff\xd8\xff\xe0", b"%PDF-"]))
def test_any_bytes_are_judged_without_a_crash(data: bytes, start: bytes) -> None:
    assert picture_of(start + data) is None or kind_of(start + data) is not None


@given(st.integers(8, len(jpeg()) - 1), st.sampled_from([png(9, 9), jpeg(), PDF]))
def test_a_file_that_was_cut_is_never_fine(length: int, data: bytes) -> None:
    cut = data[: min(length, len(data) - 2)]
    assert picture_of(cut) is None


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (png(), ImageState.FINE),
        (jpeg(), ImageState.FINE),
        (b"", ImageState.EMPTY),
        (b"GIF89a....", ImageState.NOT_AN_IMAGE),
        (png()[:30], ImageState.DAMAGED),
        (PNG_START + bytes(2000), ImageState.TOO_LARGE),
    ],
    ids=["png", "jpeg", "empty", "gif", "cut", "large"],
)
def test_the_name_says_nothing_the_content_all(folder: Path, content: bytes, found: ImageState) -> None:
    (folder / "a.jpg").write_bytes(content)
    assert ImageFolder(folder, limit=1000).look("a.jpg").state is found


def test_capitals_and_the_form_of_letters_do_not_matter_unless_two_files_fit(folder: Path) -> None:
    (folder / "ภาพ-A.JPG").write_bytes(png())
    (folder / unicodedata.normalize("NFD", "é.png")).write_bytes(png())
    assert (state(folder, "ภาพ-a.jpg"), state(folder, " é.png ")) == (ImageState.FINE, ImageState.FINE)
    (folder / "ภาพ-a.jpg").write_bytes(b"")
    if len(os.listdir(folder)) == 3:  # noqa: PTH208  (a disk where both names can stand)
        assert [state(folder, name) for name in ("ภาพ-A.JPG", "ภาพ-a.jpg", "ภาพ-A.jpg")] == [
            ImageState.FINE, ImageState.EMPTY, ImageState.MISSING,
        ]  # fmt: skip


def test_a_folder_of_that_name_is_no_photograph(folder: Path) -> None:
    (folder / "a.jpg").mkdir()
    assert state(folder, "a.jpg") is ImageState.MISSING


def test_without_a_folder_everything_is_missing(folder: Path) -> None:
    assert state(folder / "none", "a.jpg") is ImageState.MISSING
    assert ImageFolder(folder / "none").files == {}


def test_what_systems_leave_behind_is_nobodys_photograph(folder: Path) -> None:
    for name in ("Thumbs.db", ".DS_Store", "~$a.xlsx", "desktop.ini", "a.jpg"):
        (folder / name).write_bytes(b"x")
    assert list(ImageFolder(folder).files) == ["a.jpg"]


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes need rights there")
def test_a_link_leads_nowhere_but_inside(folder: Path) -> None:
    (folder.parent / "secret.png").write_bytes(png())
    (folder / "out.png").symlink_to(folder.parent / "secret.png")
    (folder / "in.png").symlink_to("real.png")
    (folder / "gone.png").symlink_to("nothing.png")
    (folder / "circle.png").symlink_to("circle.png")
    (folder / "real.png").write_bytes(png())
    found = {name: state(folder, name) for name in ("out.png", "in.png", "gone.png", "circle.png")}
    assert found == {
        "out.png": ImageState.LEADS_OUT,
        "in.png": ImageState.FINE,
        "gone.png": ImageState.MISSING,
        "circle.png": ImageState.NOT_READABLE,
    }
    assert ImageFolder(folder).content("out.png") == b""


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes need rights there")
def test_a_pipe_is_not_opened(folder: Path) -> None:
    os.mkfifo(folder / "pipe.png")
    assert state(folder, "pipe.png") is ImageState.NOT_A_FILE

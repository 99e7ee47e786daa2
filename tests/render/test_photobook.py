"""The workbook of thumbnails: whatever the bytes are, there is a workbook, and what cannot be shown says so."""

import io
import re
import struct
import zipfile
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skj.language import use_language
from skj.render.photobook import IN_A_ROW, Card, to_photobook
from tests.files.pictures import PDF, PNG_START, chunk, jpeg, png, segment


def parts(*contents: bytes, holds: int = 1 << 20) -> dict[str, bytes]:
    use_language("en")
    cards = [
        Card((f"{number}.png", "นายสมชาย ใจดี", "ป.ช. 2563"), partial(bytes, data))
        for number, data in enumerate(contents)
    ]
    with zipfile.ZipFile(io.BytesIO(to_photobook("=1+1", cards, holds=holds))) as book:
        return {name: book.read(name) for name in book.namelist()}


def media(found: dict[str, bytes]) -> list[str]:
    return sorted(name for name in found if "/media/" in name)


def sizes(found: dict[str, bytes]) -> list[tuple[int, int]]:
    """How large each picture is shown, in dots of the screen (9,525 units each)."""
    text = found["xl/drawings/drawing1.xml"].decode()
    return [(round(int(x) / 9525), round(int(y) / 9525)) for x, y in re.findall(r'<a:ext cx="(\d+)" cy="(\d+)"', text)]


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (png(40, 30), (164, 123)),
        (png(3000, 30), (164, 2)),
        (png(30, 3000), (1, 124)),
        (jpeg(4000, 3000), (164, 123)),
        (jpeg(4000, 3000).replace(b"JFIF\0\x01\x02\0\0\x01\0\x01", b"JFIF\0\x01\x02\x01\x01\x2c\x01\x2c"), (164, 123)),
        (
            PNG_START + png(40, 30)[8:33] + chunk(b"pHYs", struct.pack(">IIB", 11811, 11811, 1)) + png(40, 30)[33:],
            (164, 123),
        ),
    ],
    ids=["png", "wide", "tall", "jpeg", "jpeg of 300 dots an inch", "png of 300 dots an inch"],
)
def test_a_picture_is_shown_as_large_as_its_cell_whatever_it_claims(data: bytes, shown: tuple[int, int]) -> None:
    (found,) = sizes(parts(data))
    assert abs(found[0] - shown[0]) <= 1
    assert abs(found[1] - shown[1]) <= 1


def test_four_stand_in_a_row_and_all_are_there() -> None:
    found = parts(*(png(number + 1, 2) for number in range(2 * IN_A_ROW + 1)))
    assert len(media(found)) == 2 * IN_A_ROW + 1
    columns = re.findall(r"<xdr:from><xdr:col>(\d+)</xdr:col>", found["xl/drawings/drawing1.xml"].decode())
    assert columns == ["0", "1", "2", "3", "0", "1", "2", "3", "0"]


def test_what_is_too_much_is_said_and_the_rest_is_there() -> None:
    small, large = png(2, 2), png(90, 90)
    found = parts(large, small, holds=len(small))
    assert len(media(found)) == 1
    assert "too much for one workbook" in found["xl/sharedStrings.xml"].decode()


def test_texts_stay_texts() -> None:
    found = parts(png())
    assert "<f>" not in found["xl/worksheets/sheet1.xml"].decode()
    assert "=1+1" in found["xl/sharedStrings.xml"].decode()


@pytest.mark.parametrize(
    "data", [b"", PDF, b"GIF89a\0\0", png()[:20], b"\xff\xd8\xff", jpeg()[:25], PNG_START, png(0, 0)]
)
def test_what_is_no_picture_says_so(data: bytes) -> None:
    found = parts(data)
    assert media(found) == []
    assert "cannot be shown here" in found["xl/sharedStrings.xml"].decode()


@settings(max_examples=120, deadline=None)
@given(
    st.binary(max_size=60),
    st.sampled_from(
        [
            b"",
            png()[:30],
            PNG_START,
            b"\xff\xd8\xff",
            jpeg()[:40],
            b"\xff\xd8" + segment(0xC0, b"\x08"),
            b"BM",
            b"\xd7\xcd\xc6\x9a",
            b"GIF89a",
        ]
    ),
)
def test_no_bytes_break_the_workbook(tail: bytes, start: bytes) -> None:
    assert "xl/worksheets/sheet1.xml" in parts(start + tail)

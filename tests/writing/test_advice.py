"""What a person should know of the family of classes before a grant is written (facts 1.2)."""

from pathlib import Path

import pytest

from skj.writing.advice import family_advice
from tests.writing.desk import Desk, book_of

HEADINGS = ("ประจำปี", "ชื่อ - สกุล", "ชั้นตรา", "วันที่ส่งคืน", "สาเหตุส่งคืน")
ROWS = (
    (2563, "นางสาวสมศรี ใจดี", "ป.ม.", None, None),
    (2563, "นายสมชาย ใจดี", "ป.ช.", None, None),
    (2564, "นายกลับ คืนแล้ว", "ป.ม.", "1 ก.พ. 66", "เสียชีวิต"),
    (2566, "นายสูง อยู่แล้ว", "ม.ว.ม.", None, None),
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, "insignia", {"r.xlsx": book_of({"ก": [HEADINGS, *ROWS]})})


@pytest.mark.parametrize(
    ("name", "insignia_class", "codes"),
    [
        ("นางสมศรี ใจดี", "ม.ว.ม.", ["SKJ795"]),  # the title changes over the years
        ("สมศรี  ใจดี", "มหาวชิรมงกุฎ", ["SKJ795"]),
        ("นางสมศรี ใจดี", "ป.ช.", []),  # another family
        ("นายสมชาย ใจดี", "ม.ป.ช.", ["SKJ795"]),
        ("นายกลับ คืนแล้ว", "ม.ว.ม.", []),  # returned already
        ("นายสูง อยู่แล้ว", "ป.ม.", ["SKJ796"]),
        ("นายคน อื่น", "ม.ว.ม.", []),
    ],
)
def test_family_advice(desk: Desk, name: str, insignia_class: str, codes: list[str]) -> None:
    texts = {"year": "2566", "name": name, "insignia_class": insignia_class}
    draft = desk.draft(desk.space(), texts, [family_advice])
    assert [found.code for found in draft.warnings] == codes
    assert draft.errors == ()
    assert all("B" in str(found.args["first"]) for found in draft.warnings)

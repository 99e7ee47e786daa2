"""Names one slip of the hand apart are one thing; names that only look alike stay two."""

from itertools import combinations
from pathlib import Path

import pytest

from skj.checking.looks.slips import is_slip, usual_spellings
from skj.ledgers.vocabulary import agencies, districts
from skj.rules import histories
from tests.checking.test_looks import found_in


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("สำนักอนามย", "สำนักอนามัย"),
        ("สำนักสิงแวดลล้อม", "สำนักสิ่งแวดล้อม"),
        ("การบรรุจแต่งตั้ง", "การบรรจุแต่งตั้ง"),
        ("การบริหาลบุคคล", "การบริหารบุคคล"),
        ("สำนักการโยทา", "สำนักการโยธา"),
        ("กองการเจ้าหน้าที่ 2", "กองการเจ้าน้าที่ ๒"),
    ],
)
def test_a_slip_inside_a_word_is_one(one: str, other: str) -> None:
    assert is_slip(one, other)
    assert is_slip(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("กลุ่มงานวิจัยและพัฒนา", "กลุ่มงานวินัยและพัฒนา"),
        ("การให้ออกจากราชการ", "การไล่ออกจากราชการ"),
        ("อาคารสงเคราะห์ ข", "อาคารสงเคราะห์ ค"),
        ("อาคารสงเคราะห์ก", "อาคารสงเคราะห์"),
        ("อาคารสงเคราะห์ ข ชั้นล่าง", "อาคารสงเคราะห์ ค ชั้นล่าง"),
        ("แฟลตสวัสดิการ2ขใหม่", "แฟลตสวัสดิการ2คใหม่"),
        ("ศูนย์บริการ III", "ศูนย์บริการ II"),
        ("อาคารร่มเย็น 11 เก่า", "อาคารร่มเย็น 1 เก่า"),
        ("โครงการอบรม รุ่นที่ 1/2567", "โครงการอบรม รุ่นที่ 2/2567"),
    ],
)
def test_what_a_single_sign_tells_apart_stays_apart(one: str, other: str) -> None:
    assert not is_slip(one, other)


def test_no_official_name_is_a_slip_of_another() -> None:
    names = [agency.thai for agency in agencies()]
    names += [before + district.thai for before in ("สำนักงานเขต", "อาคารสงเคราะห์") for district in districts()]
    assert [pair for pair in combinations(names, 2) if is_slip(*pair)] == []


def test_the_usual_spelling_stands_five_times_as_often_unless_it_is_official() -> None:
    right, slip = "กองการเจ้าหน้าที่", "กองการเจ้าน้าที่"
    assert usual_spellings({right: 4, slip: 1}) == {}
    assert usual_spellings({right: 5, slip: 1}) == {slip: right}
    assert usual_spellings({right: 9, slip: 2}) == {}
    assert usual_spellings({"สำนักอนามัย": 2, "สำนักอนามย": 1}) == {"สำนักอนามย": "สำนักอนามัย"}
    assert usual_spellings({"สำนักอนามัย": 1, "สำนักอนามย": 9}) == {}
    inside = "ฝ่ายปกครอง สำนักงานเขตบางเขน"
    assert usual_spellings({inside: 2, inside.replace("บางเขน", "บางแขน"): 10}) == {}
    assert usual_spellings({}) == {}


def test_each_row_of_a_rare_spelling_is_told_with_the_usual_one(tmp_path: Path) -> None:
    places = ["คลองใส"] * 3 + ["คลองไส"] + ["อาคารสงเคราะห์ร่มเย็น"] * 5 + ["อาคารสงเคาะห์ร่มเย็น"]
    rows = "".join(f"{place},1,พระนคร,{at},ไฟฟ้า\n" for at, place in enumerate(places, 1))
    found = found_in(tmp_path, rooms="แห่ง,อาคาร,เขต,ห้อง,รายการชำรุด\n" + rows)
    assert [(item.rule, item.value, item.fix) for item in found] == [
        (histories.SPELT_TWO_WAYS, "คลองไส", "คลองใส"),
        (histories.SPELT_TWO_WAYS, places[-1], places[-2]),
    ]


def test_buildings_are_compared_within_their_site_whichever_way_it_is_spelt(tmp_path: Path) -> None:
    rows = [("คลองใส", "ตึกใหม่"), ("คลองใส", "ตึกใหม่"), ("คลองใส", "ตึกไหม่"), ("ร่มเย็น", "ตึกไหม่")]
    lines = "".join(f"{site},{building},พระนคร,{at},ไฟฟ้า\n" for at, (site, building) in enumerate(rows, 1))
    found = found_in(tmp_path, rooms="แห่ง,อาคาร,เขต,ห้อง,รายการชำรุด\n" + lines)
    assert [(item.place.row, item.field, item.fix) for item in found] == [(4, "building", "ตึกใหม่")]

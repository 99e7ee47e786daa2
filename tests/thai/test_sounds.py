"""What sounds alike in Thai names, and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skj.thai.sounds import sound_key
from skj.thai.text import clean_text

ALIKE = [
    ("ศิริพร", "สิริพร"), ("ณัฏฐ์", "ณัฐ"), ("จันทร์เพ็ญ", "จันเพ็ญ"), ("วรรณา", "วันนา"), ("ธรรม", "ทำ"), ("ธรรมรัตน์", "ทำรัต"),
    ("ชัย", "ไชย"), ("ชัยวัฒน์", "ไชยวัตร"), ("ศักดิ์", "สัก"), ("พงษ์", "พงศ์"), ("จิตร", "จิตต์"), ("ศรีสุข", "สีสุก"),
    ("กาญจนา", "กานจนา"), ("กฤษณ์", "กริด"), ("ประเสริฐ", "ประเสิด"), ("รักษ์", "ลัก"), ("ลักษณ์", "รัก"), ("พันธุ์", "พันธ์"),
    ("สวรรค์", "สวัน"), ("ราษฎร์", "ราด"), ("ราษฎร์", "ราษฏร์"), ("เพ็ชร", "เพชร"), ("ทรัพย์", "ซับ"), ("ภูมิ", "พูม"),
    ("สิทธิ์", "สิด"), ("ญาดา", "ยาดา"), ("กรรณิการ์", "กันนิกา"), ("หมาย", "มาย"), ("น้ำฝน", "นามฝน"), ("ธนา", "ทะนา"),
    ("สุรีย์", "สุรี"), ("เกียรติ", "เกียด"), ("มาลี", "มารี"), ("กิตติ", "กิติ"), ("บุญ", "บุน"), ("ใจดี", "ไจดี"),
]  # fmt: skip
APART = [
    ("สมชาย", "สมชัย"), ("สมชาย", "สมหมาย"), ("มาลี", "มาลา"), ("วิไล", "วิมล"), ("ใจดี", "ใจงาม"), ("กิตติ", "กิติมา"),
    ("สุดา", "สุนิสา"), ("นภา", "ปภา"), ("ทองดี", "ทองคำ"), ("อนันต์", "อนงค์"), ("ชัย", "ชาย"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_they_sound_alike(one: str, other: str) -> None:
    assert sound_key(one) == sound_key(other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_they_do_not(one: str, other: str) -> None:
    assert sound_key(one) != sound_key(other)


def test_tone_marks_and_other_scripts() -> None:
    assert sound_key("น้อย") == sound_key("นอย")
    assert sound_key("Somchai") == "somchai"
    assert sound_key("") == ""


@given(st.text(alphabet="กขจชญฐตทธนบพมยรลวศสหอะัาำิีุูเแโใไ็่้์ๆฯ ab1", max_size=14))
def test_any_text_has_a_key_that_does_not_depend_on_how_it_is_typed(text: str) -> None:
    assert sound_key(text) == sound_key(clean_text(text))

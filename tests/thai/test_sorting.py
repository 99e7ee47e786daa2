"""Thai dictionary order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skj.thai.sorting import sort_key
from skj.thai.text import clean_text

DICTIONARY = {
    "leading vowels stand with their consonant": ["กา", "เก", "แก", "โก", "ใก", "ไก", "ขา", "คำ", "เจ้า"],
    "tones weigh last": ["กา", "ก่า", "ก้า", "ก๊า", "ก๋า", "กาก", "ก่าง"],
    "maitaikhu and thanthakhat weigh as tones": ["เกง", "เก็ง", "เก่ง", "เก้ง", "เก๋ง"],
    "ru and lu follow their neighbours": ["รัก", "ฤทธิ์", "ลม", "ฦๅ", "วัน"],
    "names": [
        "กนก ใจดี",
        "กนกพร ใจดี",
        "เกษม รักดี",
        "ขวัญ ใจดี",
        "ณัฐ ใจดี",
        "ไพศาล ใจดี",
        "สมชาย กล้าหาญ",
        "สมชาย ใจดี",
        "แสงดาว ใจดี",
        "อรุณ ใจดี",
    ],
    "digits, Latin, Thai": ["1 ห้อง", "๒ ห้อง", "3 ห้อง", "Adam", "bea", "ก"],
}


@pytest.mark.parametrize("words", DICTIONARY.values(), ids=DICTIONARY.keys())
def test_words_come_in_dictionary_order(words: list[str]) -> None:
    assert sorted(words[2:] + words[:2], key=sort_key) == words
    assert sorted(words[1::2] + words[::2], key=sort_key) == words


def test_code_point_order_would_be_wrong() -> None:
    words = ["กา", "ไก่", "ขา"]
    assert sorted(words) == ["กา", "ขา", "ไก่"]
    assert sorted(words, key=sort_key) == words


def test_spelling_variants_of_one_word_sort_as_one() -> None:
    assert sort_key("น\u0e4d\u0e49า") == sort_key("น้ำ")


LETTERS = st.text("กขเแา่้์็ ๑1", max_size=5)


@given(LETTERS, LETTERS)
def test_only_texts_that_clean_to_the_same_share_a_place(one: str, other: str) -> None:
    assert (sort_key(one) == sort_key(other)) == (clean_text(one) == clean_text(other))

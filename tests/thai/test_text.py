"""Thai text made comparable (facts 7.2)."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skj.thai.text import clean_text, doubtful_texts, heading_key, is_blank, search_key

NAM = "\u0e19\u0e49\u0e33"  # น้ำ: no nu, mai tho, sara am
THI = "\u0e17\u0e35\u0e48"  # ที่: tho thahan, sara ii, mai ek

SAME = {
    "tone before sara am": (NAM, NAM),
    "nikhahit, tone, sara aa": ("\u0e19\u0e4d\u0e49\u0e32", NAM),
    "tone, nikhahit, sara aa": ("\u0e19\u0e49\u0e4d\u0e32", NAM),
    "nikhahit, sara aa without a tone": ("จ\u0e4d\u0e32นวน", "จำนวน"),
    "tone after sara am": ("\u0e19\u0e33\u0e49", NAM),
    "nikhahit and lakkhangyao": ("จ\u0e4d\u0e45นวน", "จำนวน"),
    "tone before sara ii": ("\u0e17\u0e48\u0e35", THI),
    "tone before sara u (NFC does this one)": ("\u0e01\u0e48\u0e38", "\u0e01\u0e38\u0e48"),
    "tone before mai han akat": ("ว\u0e48\u0e31น", "ว\u0e31\u0e48น"),
    "thanthakhat before sara i": ("สิทธ\u0e4c\u0e34", "สิทธิ์"),
    "thanthakhat before sara u": ("พันธ\u0e4c\u0e38", "พันธุ์"),
    "doubled vowel": ("ท\u0e35\u0e35\u0e48", THI),
    "doubled tone": ("ท\u0e35\u0e48\u0e48", THI),
    "the last of two tones": ("ท\u0e35\u0e49\u0e48", THI),
    "doubled sara aa": ("วาาง", "วาง"),
    "two sara e for one sara ae": ("เเขวง", "แขวง"),
    "lakkhangyao for sara aa": ("วๅระ", "วาระ"),
    "lakkhangyao after ru stays": ("ฤๅษี", "ฤๅษี"),
    "space before a mark": ("ท \u0e35 \u0e48", THI),
    "marks at the start": ("\u0e48\u0e35 กอง", "กอง"),
    "zero-width space": ("สำนัก\u200bงาน", "สำนักงาน"),
    "zero-width joiners": ("สำนัก\u200c\u200dงาน", "สำนักงาน"),
    "byte order mark": ("\ufeffกอง", "กอง"),
    "soft hyphen": ("สำ\u00adนัก", "สำนัก"),
    "bidi marks": ("\u200eกอง\u200f \u202aก\u202c\u2066ข\u2069", "กอง กข"),
    "no-break space": ("กอง\u00a0วินัย", "กอง วินัย"),
    "thin, ideographic and narrow spaces": ("ก\u2009ข\u3000ค\u202fง", "ก ข ค ง"),
    "many spaces": ("  กอง   วินัย ", "กอง วินัย"),
    "line breaks": ("วันที่\r\nซ่อม\nเสร็จ\u2028ครบ", "วันที่ ซ่อม เสร็จ ครบ"),
    "tabs": ("ก\tข", "ก ข"),
    "control characters": ("ก\x00ข\x1b[31m", "กข[31m"),
    "invisible between consonant and mark": ("ท\u200bี\u200b่", THI),
    "Latin text composed": ("Cafe\u0301", "Café"),
    "digits as they are written": ("๑๒ ก.พ. 67", "๑๒ ก.พ. 67"),
    "empty": ("", ""),
    "only spaces": (" \u00a0\n", ""),
}


@pytest.mark.parametrize(("written", "clean"), SAME.values(), ids=SAME.keys())
def test_what_looks_the_same_becomes_the_same(written: str, clean: str) -> None:
    assert clean_text(written) == clean


def test_nfc_and_nfkc_would_not_do() -> None:
    composed, decomposed = NAM, "\u0e19\u0e4d\u0e49\u0e32"
    assert unicodedata.normalize("NFC", composed) != unicodedata.normalize("NFC", decomposed)
    assert unicodedata.normalize("NFKC", composed) != composed
    assert clean_text(decomposed) == clean_text(composed) == composed


@pytest.mark.parametrize("vowel", "ัิีึืุู")
@pytest.mark.parametrize("tone", "่้๊๋์")
def test_a_mark_typed_before_or_after_its_vowel_is_the_same(vowel: str, tone: str) -> None:
    assert clean_text(f"ก{tone}{vowel}น") == clean_text(f"ก{vowel}{tone}น") == f"ก{vowel}{tone}น"


MESSY = st.text(
    st.one_of(
        st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B),
        st.sampled_from("\u0e31\u0e34\u0e35\u0e38\u0e39\u0e3a\u0e45\u0e47\u0e48\u0e49\u0e4a\u0e4c\u0e4d\u0e4eเาำะ"),
        st.sampled_from(" \t\n\r\u00a0\u200b\u200d\ufeff\u00ad\u034f\u0301\u0323\u0327\u3000\x00\x1fa.-"),
        st.characters(),
    ),
    max_size=25,
)


@given(MESSY)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert once == once.strip()
    assert "  " not in once
    assert not set(once) & set("\n\r\t\u00a0\u200b\u200c\u200d\ufeff\u00ad")


@given(MESSY)
def test_a_key_does_not_depend_on_how_clean_the_text_is(text: str) -> None:
    assert search_key(text) == search_key(clean_text(text))
    assert heading_key(text) == heading_key(clean_text(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("กรกฎาคม", "กรกฏาคม"),
        ("มงกุฎไทย", "มงกุฏไทย"),
        ("ราษฎร์", "ราษฏร์"),
        ("ป.ม.", "ปม"),
        ("ป. ม.", "ป.ม"),
        ("กรุงเทพฯ", "กรุงเทพ"),
        ("ห้อง ๑๒-๓", "ห้อง 12–3"),
        ("น้อย", "นอย"),
        ("Room A", "ROOM a"),
        ("ต่าง ๆ", "ต่างๆ"),
    ],
)
def test_a_search_takes_them_as_one(one: str, other: str) -> None:
    assert search_key(one) == search_key(other)


@pytest.mark.parametrize(("one", "other"), [("มี.ค.", "มิ.ย."), ("สมชาย", "สมชัย"), ("วรรณา", "วันนา"), ("ก.พ.", "ก.ย.")])
def test_a_search_keeps_them_apart(one: str, other: str) -> None:
    assert search_key(one) != search_key(other)


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("วันที่\nซ่อมเสร็จ", "วันที่ซ่อมเสร็จ"),
        ("ลำดับ ที่", "ลำดับที่"),
        ("ชื่อ-สกุล", "ชื่อสกุล"),
        ("ชื่อ – สกุล:", "ชื่อสกุล"),
        ("ข้อ ๑.๒", "ข้อ12"),
        ("* ผู้ลงนาม *", "ผู้ลงนาม"),
        ("เลขที่/วันที่", "เลขที่วันที่"),
        ('"URL_ที่อยู่"', "urlที่อยู่"),
        ("กรุงเทพฯ", "กรุงเทพ"),
        ("มงกุฏ", "มงกุฎ"),
        ("จำนวนเงิน (บาท)", "จำนวนเงิน(บาท)"),
        ("ก, ข", "กข"),
    ],
)
def test_a_heading_is_compared_without_spaces_and_punctuation(heading: str, key: str) -> None:
    assert heading_key(heading) == key


def test_headings_that_differ_in_a_tone_or_in_brackets_stay_apart() -> None:
    assert heading_key("ที่") != heading_key("ที")
    assert heading_key("คะแนน (ก่อน)") != heading_key("คะแนน (หลัง)")


NOTHING = (
    "",
    "  ",
    "\u00a0",
    "\u200b",
    "-",
    "–",
    "—",
    "--",
    "- -",
    ".",
    "......",
    "…………",
    "____",
    "..../..../....",
    "- / - / -",
)
WORDS_FOR_NOTHING = (
    "ไม่มี",
    "- ไม่มี -",
    "ไม่ มี",
    "(ไม่มี)",
    "ยังไม่มี",
    "ไม่ระบุ",
    "N/A",
    "n/a",
    "n.a.",
    "NA",
    "null",
    "None",
    "nil",
    "NaN",
    "<NA>",
)


@pytest.mark.parametrize("text", NOTHING + WORDS_FOR_NOTHING)
def test_these_say_nothing(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize(
    "text", ["0", "/", "✓", "ไม่มีผู้พักอาศัย", "ว่าง", "#N/A", "ก", "*", '"', "ๆ", "ไม่", "5-", "Nan Somchai", "ไม่มี 2 ห้อง"]
)
def test_these_say_something(text: str) -> None:
    assert not is_blank(text)


DOUBTFUL = ["ก ", " ก", "ก  ข", "ก้้", "เเก", "-", "ไม่มี", "ก\u200b", "", " ", "ก\tข"]


@pytest.mark.parametrize("odd", DOUBTFUL)
def test_a_doubtful_text_is_found_wherever_it_stands(odd: str) -> None:
    plain = ["นายกำพล ใจดี", "ห้อง 12", "ก"]
    for place in range(len(plain) + 1):
        assert doubtful_texts([*plain[:place], odd, *plain[place:]]) == {odd}


@given(st.lists(st.text("กขาำ้ิ ๆ-1a\u200b", max_size=4), max_size=6))
def test_no_text_that_cleaning_changes_passes_among_others(texts: list[str]) -> None:
    doubtful = doubtful_texts(texts)
    assert all(text in doubtful for text in texts if clean_text(text) != text or is_blank(text))
    assert doubtful == doubtful_texts(texts[::-1])

"""Names that sound alike though they are written otherwise: ศิริพร and สิริพร, ณัฏฐ์ and ณัฐ, จันทร์เพ็ญ and จันเพ็ญ.

A coarse key of how a word is spoken: letters of one sound become one, silent letters and tones go, short and long vowels
meet. Two names with one key may still be two names, so whoever uses it says that they only sound alike.
"""

import re
from functools import lru_cache
from typing import Final

from skj.thai.text import clean_text

_TONES: Final = re.compile("[\u0e48-\u0e4b\u0e47ๆฯ .\u2010-\u2015-]")

# What is written and not spoken, or spoken otherwise, in this order. C is any consonant.
_RULES: Final = tuple(
    (re.compile(pattern.replace("C", "[ก-ฮ]")), said)
    for pattern, said in (
        ("ฤๅ|ฤ", "ริ"),
        ("รร(?=C[ิุ]?์|$)", "ัน"),  # สรร, สวรรค์
        ("รร(?=C)", "ั"),  # ธรรม, วรรณา
        ("ียรติ์?", "ียต"),  # เกียรติ
        ("(?<=C)(?:ตร|ทร|ดร|ฎร|ฏร|ธร|ชร|กร|ษณ|ษม|จน|ตถ|ทธ)[ิุ]?์", ""),  # จันทร์, ราษฎร์, ลักษณ์, กาญจน์
        ("(?<=C)ริย์", ""),  # กษัตริย์
        ("C[ิุ]?์", ""),  # ศักดิ์, พันธุ์, วงศ์
        ("(?<=[ัิุ])([ตทคกชด])ร$", r"\1"),  # จิตร, ฉัตร, จักร
        ("(?<=[าูีุ])([ตมฒ])[ิุ]$", r"\1"),  # ชาติ, ภูมิ, วุฒิ
        ("เ(C)ริ(?=C)", r"\1เิ"),  # ประเสริฐ
        ("ศรี", "สี"),
        ("สร(?=[้า])|ซร|เศร(?=า)", "ส"),
        ("ทร(?=[ัางว])", "ซ"),  # ทรัพย์, ทราย, ทรง, ทรวง
        ("ห(?=[มนลรยวงญณ])", ""),  # หมาย, หนู, หญิง
        ("ำ", "ัม"),
        ("ใ", "ไ"),
        ("([เแโไ])(C)", r"\2\1"),  # a vowel is spoken after its consonant
        ("(?:ัย|ไย)(?![ะ-ู])", "ไ"),  # ชัย, ไชย
        ("ะ", ""),  # ธนา as ทะนา
    )
)
_VOWELS: Final = {
    "ั": "a", "า": "a", "ิ": "i", "ี": "i", "ึ": "u", "ื": "u", "ุ": "o", "ู": "o", "เ": "e", "แ": "e",
    "โ": "w", "ไ": "y",
}  # fmt: skip
_FIRST: Final = {
    sign: code
    for code, signs in {
        "ก": "ก", "ข": "ขฃคฅฆ", "ง": "ง", "จ": "จ", "ช": "ฉชฌ", "ส": "ซศษส", "ย": "ญย", "ด": "ฎด", "ต": "ฏต", "ท": "ฐฑฒถทธ",
        "น": "ณน", "บ": "บ", "ป": "ป", "พ": "ผพภ", "ฟ": "ฝฟ", "ม": "ม", "ล": "รลฬ", "ว": "ว", "ห": "หฮ", "อ": "อ",
    }.items()
    for sign in signs
}  # fmt: skip
# At the end of a syllable only eight sounds are left.
_LAST: Final = {
    sign: code
    for code, signs in {
        "ก": "กขฃคฅฆ", "ต": "จชซฌฎฏฐฑฒดตถทธศษส", "บ": "บปพฟภ", "น": "ญณนรลฬ", "ม": "ม", "ง": "ง", "ย": "ย", "ว": "ว",
    }.items()
    for sign in signs
}  # fmt: skip
_TWICE: Final = re.compile(r"(.)\1+")


@lru_cache(1 << 16)
def sound_key(word: str) -> str:
    """How one word is spoken, coarsely; words of other scripts stay as they are, in small letters."""
    spoken = _TONES.sub("", clean_text(word).casefold())
    for pattern, said in _RULES:
        spoken = pattern.sub(said, spoken)
    return _TWICE.sub(r"\1", "".join(_code(spoken, at) for at in range(len(spoken))))


def _code(word: str, at: int) -> str:
    sign = word[at]
    if sign in _VOWELS:
        return _VOWELS[sign]
    opens = at == 0 or word[at + 1 : at + 2] in _VOWELS
    return _FIRST.get(sign, sign) if opens else _LAST.get(sign, _FIRST.get(sign, sign))

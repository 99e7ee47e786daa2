"""Thai text made comparable: one spelling for what looks the same, keys for searching and for headings, and what "nothing" is."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from string import ascii_letters, digits
from typing import Final

from skj.patterns import later
from skj.thai.digits import to_arabic

# Marks that stand on a consonant (all of them zero wide), as parts of a regular expression's character class.
_TONES: Final = "\u0e48-\u0e4b"
_KILLER: Final = "\u0e4c"
_VOWEL_MARKS: Final = "\u0e31\u0e34-\u0e3a\u0e47\u0e4d\u0e4e"
_MARKS: Final = _VOWEL_MARKS + _TONES + _KILLER
_NIKHAHIT: Final = "\u0e4d"
_SARA_AM: Final = "\u0e33"

# Phinthu and the lower vowels first: their combining classes (9 and 103) are what NFC sorts by, so NFC leaves this order alone.
_MARK_ORDER: Final = "\u0e3a\u0e38\u0e39\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47\u0e4d\u0e4e"

_BIDI_AND_JOINERS: Final = (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))
_CONTROLS: Final = (*range(9), *range(0x0E, 0x1C), 0x7F)
_INVISIBLE: Final = dict.fromkeys((*_BIDI_AND_JOINERS, *_CONTROLS, 0x00AD, 0x034F, 0x061C, 0x180E, 0xFEFF))

_AT_START: Final = later(f"^[{_MARKS} ]+")
_SPACE_BEFORE_MARK: Final = later(f" +(?=[{_MARKS}])")
_LONG_AA: Final = later("(?<![ฤฦ])ๅ")
_NIKHAHIT_AA: Final = later(f"{_NIKHAHIT}([{_MARKS}]*)[า{_SARA_AM}]")
_TONE_AFTER_AM: Final = later(f"({_SARA_AM}+)([{_TONES}]+)")
_MARK_RUN: Final = later(f"[{_MARKS}]{{2,}}")
_TWICE: Final = r"([ะาำๅเแโใไ])\1+"
_REPEATED: Final = later(_TWICE)
_TONE: Final = later(f"[{_TONES}]")

# Nine cells in ten are plainly clean: letters with at most one vowel mark and one tone each, single spaces, no vowel twice.
# A space before a line break ends a text where many are looked over as one.
_CLEAN_LINE: Final = f"[เแโใไ]?(?:[!-~ก-ฮฯ฿ๆ๏-๛]++[ัิ-ฺ็๎]?[{_TONES}{_KILLER}]?[ะาำ]?(?: (?=[^ \n{_MARKS}]))?[เแโใไ]?)*+"
_PLAINLY_CLEAN: Final = later(_CLEAN_LINE)

# A text without any of these is clean too; the search costs a tenth of the mending.
_SUSPECT: Final = later(
    f"[^ -~ก-ฺ฿-๛]|  |^ | $|^[{_MARKS}]| [{_MARKS}]|เเ|ๅ|{_NIKHAHIT}|{_SARA_AM}[{_TONES}]"
    f"|[{_TONES}{_KILLER}][{_MARKS}]|[{_VOWEL_MARKS}]{{2}}|" + _TWICE
)

_HYPHENS: Final = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
_DOTS: Final = ".\u00b7\u2022\u2024\u2025\u2026"
_QUOTES: Final = "'\"`\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb\u2032\u2033"
_LOOK_ALIKES: Final = {ord("ฏ"): "ฎ", ord("ฯ"): None}
_NOT_SEARCHED: Final = later(f"[{re.escape(' ' + _HYPHENS + _DOTS)}{_TONES}ฯ]+")
_FOR_HEADINGS: Final = _LOOK_ALIKES | dict.fromkeys(map(ord, " " + _HYPHENS + _DOTS + _QUOTES + "/\\:：*_,，"))

_LEADERS: Final = rf"[\s_\u2500{_HYPHENS[1:]}{re.escape(_DOTS)}-]"
# The slashes of a dotted form to fill in ("..../..../....") say nothing either; a "/" of its own is a tick.
_ONLY_LEADERS: Final = later(f"{_LEADERS}*|{_LEADERS}+(?:/{_LEADERS}+)+")
# What a clean text of leaders begins with; so does one without a sign.
_LEADER_SIGNS: Final = f" _\u2500{_HYPHENS}{_DOTS}"
_AROUND_NOTHING: Final = f" ()[]<>_{_HYPHENS}{_DOTS}"
_NOTHING: Final = frozenset(
    {"ไม่มี", "ยังไม่มี", "ไม่มีข้อมูล", "ไม่มีข้อมูลในระบบ", "ไม่ระบุ", "na", "null", "none", "nil", "nan", "nat", "blank", "empty"}
)
_MEANS_NOTHING_FROM: Final = {sign for word in _NOTHING for sign in (word[0], word[0].upper())}
# A text that begins so says something, whatever follows; cleaning does not change its first letter.
_SAYS_SOMETHING: Final = frozenset(
    {*map(chr, range(ord("ก"), ord("ฮ") + 1)), *ascii_letters, *digits} - _MEANS_NOTHING_FROM
)

_SPEAKING_LINE: Final = f"(?=[{''.join(sorted(_SAYS_SOMETHING))}]){_CLEAN_LINE}"
_PLAIN_LINE: Final = later(_SPEAKING_LINE)
_OTHER_LINES: Final = later(f"(?:{_SPEAKING_LINE}\n)*+(?:(.*)(\n)|\\Z)")  # each after the plain ones before it


def clean_text(text: str) -> str:
    """`text` on one line and in one spelling (facts 7.2, steps 1-8); digits stay as they are written.

    Texts that look the same become the same: NFC, no invisible characters, single plain spaces, marks in one order and
    written once. Cleaning twice changes nothing more.
    """
    if _PLAINLY_CLEAN.fullmatch(text) or not _SUSPECT.search(text):
        return text
    text = " ".join(text.translate(_INVISIBLE).split())
    while (settled := _settle(text)) != text:  # one mended place can bring two others together
        text = settled
    return text


def doubtful_texts(texts: Collection[str]) -> set[str]:
    """Those of `texts` that cleaning may change or that may mean nothing; for all others neither has to be asked.

    A hundred thousand texts are looked over as one, which takes a tenth of asking them one by one.
    """
    lines = "\n".join([*texts, ""])
    if lines.count("\n") > len(texts):  # a text of several lines
        return {text for text in texts if not _PLAIN_LINE.fullmatch(text)}
    return {other for other, ended in _OTHER_LINES.findall(lines) if ended}


def identity_keys(texts: Sequence[str]) -> list[str]:
    """`identity_key` of each text; the texts are clean already, as records hold them."""
    joined = to_arabic("\n".join(texts)).casefold().replace(" ", "")
    keys = joined.split("\n") if texts else []
    return keys if len(keys) == len(texts) else list(map(identity_key, texts))


def identity_key(text: str) -> str:
    """The key by which two cells name the same thing: clean, digits 0-9, no spaces; tone marks and letters must agree.

    Stricter than `search_key`, which may bring two different names together.
    """
    return "".join(to_arabic(clean_text(text)).casefold().split())


def search_key(text: str) -> str:
    """The key by which a search compares texts: clean, without tone marks, spaces, dots, hyphens and ฯ, ฏ as ฎ, digits 0-9."""
    return _NOT_SEARCHED.sub("", to_arabic(clean_text(text)).casefold()).replace("ฏ", "ฎ")


def heading_key(text: str) -> str:
    """The key by which headings are compared (contract section 2): spaces, punctuation and the digits' script do not matter.

    Brackets and what they hold stay: "(บาท)" can be all that tells two columns apart.
    """
    return to_arabic(clean_text(text)).casefold().translate(_FOR_HEADINGS)


def is_blank(text: str) -> bool:
    """Whether a cell with this text means "nothing": empty, dashes, dotted lines, ไม่มี, N/A and the like."""
    if text[:1] in _SAYS_SOMETHING:
        return False
    plain = clean_text(text)
    is_empty = plain[:1] in _LEADER_SIGNS and _ONLY_LEADERS.fullmatch(plain)
    return bool(is_empty) or _word_for_nothing(plain) in _NOTHING


def _word_for_nothing(plain: str) -> str:
    """The bare word of "(N/A)" or "- ไม่มี -"."""
    return re.sub("[ ./]", "", plain.casefold().strip(_AROUND_NOTHING))


def _settle(text: str) -> str:
    """One pass of the steps of facts 7.2 over a text without invisible characters."""
    text = unicodedata.normalize("NFC", text)
    text = _AT_START.sub("", _SPACE_BEFORE_MARK.sub("", text)).rstrip()
    text = _LONG_AA.sub("า", text.replace("เเ", "แ"))
    text = _NIKHAHIT_AA.sub(rf"\1{_SARA_AM}", text)
    text = _TONE_AFTER_AM.sub(r"\2\1", text)
    return _REPEATED.sub(r"\1", _MARK_RUN.sub(_in_order, text))


def _in_order(run: re.Match[str]) -> str:
    """The marks on one consonant: each vowel once, the last tone, then ์."""
    marks = run[0]
    vowels = "".join(mark for mark in _MARK_ORDER if mark in marks)
    return vowels + "".join(_TONE.findall(marks)[-1:]) + (_KILLER if _KILLER in marks else "")

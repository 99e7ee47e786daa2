"""Letters that are lost, garbled, invisible or typed in an unusual way."""

import re
from collections.abc import Collection, Iterator
from typing import Final

from skj.checking.looks.pages import Page, finding
from skj.diagnostics import Diagnostic, Rule
from skj.rules import forms
from skj.thai.text import clean_text

_LOST: Final = "\ufffd"
_CONTROLS: Final = re.compile("[\x80-\x9f]")
_UNSEEN: Final = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u206f\u00ad\u034f\u061c\u180e\ufeff\x00-\x08\x0e-\x1b\x7f]"
)
# UTF-8 Thai begins with the bytes E0 B8 or E0 B9; these are the letters that other encodings make of them.
_MOJIBAKE: Final = re.compile("(?:à[¸¹].){2}|(?:เธ.|เน.){3}", re.DOTALL)
_MISREAD: Final = ("cp1252", "latin-1", "cp874")
_THAI: Final = re.compile("[ก-๛]")
# A text without any of these needs no look: letters, figures and single plain spaces.
_SIGNS: Final = (
    "[^\n -~ก-ฺ฿-ไๆ-์๎-๛]",
    "^ ",
    " $",
    "  ",
    "(?:เธ.|เน.){3}",
    "[่-์][ัิ-ฺ็]",
    "ำ[่-๋]",
    "เเ",
)
_ODD: Final = re.compile("|".join(("\n", *_SIGNS)))
# One by one they run over a whole column many times faster than all as one over each text.
_ODD_LINES: Final = tuple(re.compile(sign, re.MULTILINE) for sign in _SIGNS)


def odd_letters(page: Page) -> Iterator[Diagnostic]:
    """One finding for each text whose letters are not as they should be, the gravest first."""
    judged: dict[str, tuple[Rule, str] | None] = {}
    for column, number in page.columns():
        raw = page.values(number)
        odd = odd_among(page.texts(number))
        judged |= {text: judge(text) for text in odd - judged.keys()}
        for row, text in zip(page.rows, raw, strict=True) if any(map(judged.get, odd)) else ():
            if isinstance(text, str) and (verdict := judged.get(text)):
                rule, fix = verdict
                yield finding(page, rule, (row, column, number), text, fix=fix, meant=fix, signs=_unseen(text))


def odd_among(texts: Collection[str]) -> set[str]:
    """Those of the texts that need a look; most columns have none."""
    lines = "\n".join(texts)
    if lines.count("\n") < len(texts) and not any(sign.search(lines) for sign in _ODD_LINES):
        return set()
    return {text for text in texts if _ODD.search(text)}


def judge(text: str) -> tuple[Rule, str] | None:
    """The rule that a text breaks and the text that is right, as far as it can be told."""
    if _LOST in text:
        return forms.LETTERS_LOST, ""
    if _MOJIBAKE.search(text) and (meant := mended(text)):
        return forms.TEXT_GARBLED, meant
    if _CONTROLS.search(text):
        return forms.CONTROL_CHARACTERS, _CONTROLS.sub(_as_windows, text)
    right = clean_text(text)
    return (_typing(text, right), right) if right not in {text, ""} else None


def _unseen(text: str) -> str:
    """The names of what nobody sees."""
    return ", ".join(dict.fromkeys(f"U+{ord(sign):04X}" for sign in _UNSEEN.findall(text)))


def _typing(text: str, right: str) -> Rule:
    """What is wrong with the typing of a text that looks as it should."""
    if _UNSEEN.search(text):
        return forms.INVISIBLE_CHARACTERS
    return forms.SPACES_ODD if "".join(right.split()) == "".join(text.split()) else forms.MARKS_MISPLACED


def mended(text: str) -> str:
    """Thai that was read in another encoding, read in its own; an empty text when it is none."""
    for encoding in _MISREAD:
        try:
            meant = text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if _THAI.search(meant):
            return clean_text(meant)
    return ""


def _as_windows(found: re.Match[str]) -> str:
    """What the byte means in Windows-874: quotation marks, dashes, the ellipsis."""
    return bytes([ord(found[0])]).decode("cp874", errors="ignore")

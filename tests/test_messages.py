"""Every text has its Thai; placeholders agree; Thai is Thai."""

import re
import string
from functools import cache

from babel.messages.catalog import Message

from tools.messages import texts, thai

THAI_LETTER = re.compile(r"[ก-๛]")
# Words that are the same in both languages.
SAME = re.compile(r"^[\W\d_]*$|^\{.*\}$")


@cache
def translated() -> dict[str, Message]:
    return {str(message.id): message for message in thai() if message.id}


@cache
def known() -> list[str]:
    return sorted(str(message.id) for message in texts() if message.id)


def test_every_text_is_translated() -> None:
    """Else run `make messages` and translate the new texts."""
    assert [text for text in known() if not is_thai(text, translated().get(text))] == []


def is_thai(text: str, message: Message | None) -> bool:
    if message is None or not message.string or "fuzzy" in message.flags:
        return False
    return bool(THAI_LETTER.search(str(message.string)) or SAME.match(re.sub(r"\{\w+\}", "", text)))


def test_placeholders_are_the_same_in_both_languages() -> None:
    assert [text for text in known() if placeholders(text) != placeholders(str(translated()[text].string))] == []


def placeholders(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


def test_no_translation_is_left_over() -> None:
    assert set(translated()) <= set(known())

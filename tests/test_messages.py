"""Every text has its Thai; placeholders agree; Thai is Thai."""

import re
import string

import pytest
from babel.messages.catalog import Message

from tools.messages import texts, thai

THAI_LETTER = re.compile(r"[ก-๛]")
# Words that are the same in both languages.
SAME = re.compile(r"^[\W\d_]*$|^\{.*\}$")


def translated() -> dict[str, Message]:
    return {str(message.id): message for message in thai() if message.id}


@pytest.mark.parametrize("text", sorted(str(message.id) for message in texts() if message.id))
def test_every_text_is_translated(text: str) -> None:
    message = translated().get(text)
    assert message is not None, "run `make messages` and translate the new text"
    assert message.string, f"not translated: {text}"
    assert "fuzzy" not in message.flags
    assert THAI_LETTER.search(str(message.string)) or SAME.match(re.sub(r"\{\w+\}", "", text))


@pytest.mark.parametrize("text", sorted(str(message.id) for message in texts() if message.id))
def test_placeholders_are_the_same_in_both_languages(text: str) -> None:
    message = translated().get(text)
    assert message is not None
    assert placeholders(text) == placeholders(str(message.string))


def placeholders(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


def test_no_translation_is_left_over() -> None:
    assert set(translated()) <= {str(message.id) for message in texts() if message.id}

"""The filters of `skj.render.safe`."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skj.render.jsontext import json_pieces
from skj.render.safe import csv_original, csv_text, json_safe, markdown, printable, visible
from tests.render.render_samples import CONTROLS, FORMULAS, PAYLOADS


def test_payloads_are_many() -> None:
    assert len(set(PAYLOADS)) >= 60


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ห้อง 12", "ห้อง 12"),
        ("\x1b[31m", "␛[31m"),
        ("a\r\nb\nc\rd", "a↵b↵c↵d"),
        ("\x00\x07\x7f\t", "␀␇␡␉"),
        ("\x9b", "⟨U+009B⟩"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("\ud800", "⟨U+D800⟩"),
        ("\U000e0041", "⟨U+E0041⟩"),
        ("น้ำ\u200bใจ", "น้ำ\u200bใจ"),  # the zero-width space parts Thai words and does no harm
    ],
)
def test_controls_are_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_nothing_visible_steers(text: str) -> None:
    assert not any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in visible(text))
    assert not {"RLO", "LRO", "RLE", "LRE", "PDF", "LRI", "RLI", "FSI", "PDI"} & set(
        map(unicodedata.bidirectional, visible(text))
    )


def test_cells_keep_their_lines() -> None:
    assert printable("a\r\nb\u2028c\td\x1b") == "a\nb\nc\td␛"


@pytest.mark.parametrize("text", [text for text in FORMULAS if text[0] not in '"{'])
def test_formulas_get_an_apostrophe(text: str) -> None:
    assert csv_text(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "นาย", "5-3", "a=b", "ก@ข", "'นาย'", '"=1"', "(=1)", "ที่ -5"])
def test_other_texts_stay(text: str) -> None:
    assert csv_text(text) == text
    assert csv_original(text) == text


@given(st.text(alphabet=st.sampled_from("'= +-@\t\r\n\0＝\u200b\ufeffกa1")) | st.text())
def test_apostrophe_comes_off_again(text: str) -> None:
    assert csv_original(csv_text(text)) == text


@pytest.mark.parametrize(
    "data", [[], {"x": CONTROLS}, [{"number": number, "text": "ก\u202e"} for number in range(5000)]]
)
def test_json_in_pieces_is_json(data: object) -> None:
    assert "".join(json_pieces(data)) == json_safe(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


@pytest.mark.parametrize("text", CONTROLS)
def test_json_keeps_the_text_and_no_control(text: str) -> None:
    document = json_safe(json.dumps({"x": text}, ensure_ascii=False))
    assert json.loads(document) == {"x": text}
    document.encode("utf-8")
    assert visible(document) == document


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a|b", "a&#124;b"),
        ("<b>&", "&lt;b&gt;&amp;"),
        ("[x](y)", r"\[x\](y)"),
        ("`c` *d* _e_ \\", r"\`c\` \*d\* \_e\_ \\"),
        ("# x", r"\# x"),
        ("- x", "&#45; x"),
        ("-80.00", "-80.00"),
        ("8.08 %", "8.08 %"),
        ("12) x", "&#49;2) x"),
        ("--", "&#45;-"),
        ("==", "&#61;="),
        ("1. x", "&#49;. x"),
        ("2567", "2567"),
        ("https://example.org", "https&#58;//example.org"),
        ("www.example.org", "www&#46;example.org"),
        ("a\nb", "a↵b"),
    ],
)
def test_markdown_shows_the_text(text: str, escaped: str) -> None:
    assert markdown(text) == escaped

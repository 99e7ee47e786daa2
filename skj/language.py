"""The two languages: English texts stand in the code, Thai ones in `locale/th`; chosen once per run.

Texts that are built when a module is imported (help, rules) are marked with `N_` and translated when they are shown.
"""

import os
from gettext import bindtextdomain, textdomain
from pathlib import Path
from typing import Final, Literal

from skj.catalogue import Catalogue

Language = Literal["th", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("th", "en")
CATALOGUES: Final = Path(__file__).with_name("locale")

_catalogue = Catalogue(b"")
_language: Language = "en"


def use_language(language: Language) -> None:
    """Show all later texts in `language`; an uncompiled catalogue falls back to English."""
    global _catalogue, _language  # noqa: PLW0603  (one language per run is the point of this module)
    _language = language
    _catalogue = Catalogue(_compiled(language))
    # Typer asks gettext's own domain for the words of its help: a catalogue of its few words, since gettext reads all of it.
    os.environ["LANGUAGE"] = language
    bindtextdomain("typer", CATALOGUES)
    textdomain("typer")


def _compiled(language: Language) -> bytes:
    try:
        return (CATALOGUES / language / "LC_MESSAGES" / "skj.mo").read_bytes()
    except OSError:
        return b""


def current_language() -> Language:
    """Return the language in use."""
    return _language


def _(text: str) -> str:
    """Translate `text` into the language in use."""
    return _catalogue.text(text) if text else ""


def N_(text: str) -> str:  # noqa: N802  (the customary name of gettext's marker)
    """Mark `text` for translation without translating it yet."""
    return text

"""The two languages: English texts stand in the code, Thai ones in `locale/th`; chosen once per run.

Texts that are built when a module is imported (help, rules) are marked with `N_` and translated when they are shown.
"""

import os
from gettext import NullTranslations, bindtextdomain, textdomain, translation
from pathlib import Path
from typing import Final, Literal

Language = Literal["th", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("th", "en")
CATALOGUES: Final = Path(__file__).with_name("locale")

_catalogue: NullTranslations = NullTranslations()
_language: Language = "en"


def use_language(language: Language) -> None:
    """Show all later texts in `language`; an uncompiled catalogue falls back to English."""
    global _catalogue, _language  # noqa: PLW0603  (one language per run is the point of this module)
    _language = language
    _catalogue = (
        translation("skj", CATALOGUES, languages=[language], fallback=True) if language != "en" else NullTranslations()
    )
    # Typer asks gettext's own domain for the words of its help.
    os.environ["LANGUAGE"] = language
    bindtextdomain("skj", CATALOGUES)
    textdomain("skj")


def current_language() -> Language:
    """Return the language in use."""
    return _language


def _(text: str) -> str:
    """Translate `text` into the language in use."""
    return _catalogue.gettext(text) if text else ""


def N_(text: str) -> str:  # noqa: N802  (the customary name of gettext's marker)
    """Mark `text` for translation without translating it yet."""
    return text

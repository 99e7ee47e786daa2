"""Collects every text of skj into locale/th/LC_MESSAGES/skj.po and compiles it: `make messages`."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # it is run by its path

from build_messages import compile_catalogue  # noqa: E402

THAI = ROOT / "skj" / "locale" / "th" / "LC_MESSAGES" / "skj.po"
# Kept fixed, so that the same texts give the same file.
DAY = datetime(2026, 1, 1, tzinfo=UTC)


def texts() -> Catalog:
    """Every text marked with `_` or `N_` in the code."""
    catalog = Catalog(project="skj", charset="utf-8", creation_date=DAY, fuzzy=False)
    found = extract_from_dir(ROOT / "skj", method_map=[("**.py", "python")], keywords={"_": None, "N_": None})
    for file, _line, message, _comments, _context in found:
        if message:
            catalog.add(message, locations=[(f"skj/{file}", 0)])
    return catalog


def thai() -> Catalog:
    """The Thai catalogue as it stands."""
    with THAI.open("rb") as file:
        return read_po(file, locale="th")


def main() -> None:
    """Bring the catalogue up to date: new texts come in empty, texts no longer used go."""
    catalog = (
        thai()
        if THAI.exists()
        else Catalog(locale="th", project="skj", creation_date=DAY, revision_date=DAY, fuzzy=False)
    )
    catalog.update(texts(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.creation_date = catalog.revision_date = DAY
    with THAI.open("wb") as file:
        write_po(
            file, catalog, width=120, sort_output=True, ignore_obsolete=True, include_lineno=False, no_location=True
        )
    compile_catalogue(catalog, THAI.parent, ROOT)


if __name__ == "__main__":
    main()

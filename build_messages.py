"""Compiles `skj/locale/*/LC_MESSAGES/skj.po` when the package is built or installed for development."""

from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(root: Path) -> list[Path]:
    """Write the `.mo` beside each `.po` below `root` and return what was written."""
    written: list[Path] = []
    for source in sorted(root.glob("skj/locale/*/LC_MESSAGES/skj.po")):
        with source.open("rb") as po:
            written += compile_catalogue(read_po(po), source.parent, root)
    return written


def compile_catalogue(catalog: Catalog, folder: Path, root: Path) -> list[Path]:
    """Write `skj.mo` with all texts and `typer.mo` with the few that typer looks up itself at each start."""
    marked = extract_from_file("python", root / "skj" / "commands" / "help.py", keywords={"N_": None})
    few = Catalog(locale=catalog.locale, charset="utf-8")
    for _line, text, _comments, _context in marked:
        if text in catalog:
            few.add(text, catalog[text].string)
    written = {folder / "skj.mo": catalog, folder / "typer.mo": few}
    for target, texts in written.items():
        with target.open("wb") as mo:
            write_mo(mo, texts)
    return list(written)


class CustomBuildHook(BuildHookInterface[Any]):
    """Hatchling's hook: catalogues are built, not kept in the repository."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  (hatchling's signature)
        """Compile the catalogues before the files of the wheel are collected."""
        compile_catalogues(Path(self.root))

"""Compiles `skj/locale/*/LC_MESSAGES/skj.po` when the package is built or installed for development."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(root: Path) -> list[Path]:
    """Write the `.mo` beside each `.po` below `root` and return what was written."""
    written = []
    for source in sorted(root.glob("skj/locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        with source.open("rb") as po, target.open("wb") as mo:
            write_mo(mo, read_po(po))
        written.append(target)
    return written


class CustomBuildHook(BuildHookInterface[Any]):
    """Hatchling's hook: catalogues are built, not kept in the repository."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  (hatchling's signature)
        """Compile the catalogues before the files of the wheel are collected."""
        compile_catalogues(Path(self.root))

"""Prints the lowest versions of the packages an office installs, as constraints for pip: `make lowest`."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

PROJECT: Final = Path(__file__).parents[1] / "pyproject.toml"
LOWER: Final = re.compile(r"(?P<name>[\w.-]+)\s*>=\s*(?P<version>[\d.]+)")


def lowest(requirements: Iterable[str]) -> Iterator[str]:
    """`name==version` of each requirement with a lower bound."""
    for requirement in requirements:
        found = LOWER.match(requirement)
        if found:
            yield f"{found['name']}=={found['version']}"


def main() -> None:
    """Print them, one a line."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    print("\n".join(lowest(project["dependencies"])))


if __name__ == "__main__":
    main()

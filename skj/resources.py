"""Where the facts and the sample office are: inside the installed package, else at the top of the repository."""

from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).parent


def data_folder() -> Path:
    """The folder of facts an officer may edit: plans, districts, insignia classes and the like."""
    return shipped_folder("data")


def samples_folder() -> Path:
    """The folder of the sample office."""
    return shipped_folder("samples")


def shipped_folder(name: str, package: Path = PACKAGE) -> Path:
    """The folder `name` inside `package` (a wheel carries it there), else beside `package` (a working copy)."""
    inside = package / name
    return inside if inside.is_dir() else package.parent / name

"""The direction of imports (architecture section 3); a rule here is a rule of the house."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "skj"
ALLOWED = {
    "thai": {"thai"},
    "rules": {"rules", "diagnostics", "language"},
    "files": {"files", "diagnostics", "language", "rules", "thai", "__init__"},
    "ledgers": {"ledgers", "thai", "calendar", "diagnostics", "language", "rules", "files", "resources"},
    "scoring": {"scoring", "ledgers", "calendar", "diagnostics", "language", "rules", "thai", "resources"},
    "mapping": {"mapping", "ledgers", "files", "diagnostics", "language", "rules", "thai"},
    "doctoring": {
        "doctoring",
        "workspace",
        "ledgers",
        "files",
        "calendar",
        "diagnostics",
        "language",
        "rules",
        "resources",
        "thai",
    },
    "checking": {
        "checking",
        "workspace",
        "scoring",
        "ledgers",
        "files",
        "calendar",
        "diagnostics",
        "language",
        "rules",
        "thai",
    },
    "writing": {"writing", "workspace", "ledgers", "files", "diagnostics", "language", "rules", "thai"},
    "fixing": {
        "fixing",
        "writing",
        "checking",
        "workspace",
        "ledgers",
        "files",
        "diagnostics",
        "language",
        "rules",
        "thai",
    },
    "reports": {
        "reports",
        "checking",
        "mapping",
        "doctoring",
        "scoring",
        "ledgers",
        "calendar",
        "diagnostics",
        "language",
        "thai",
    },
    "render": {"render", "reports", "checking", "diagnostics", "language", "rules", "thai"},
    "calendar": set(),
    "patterns": set(),
    "frozen": set(),
    "memory": set(),
    "diagnostics": {"language"},
    "catalogue": set(),
    "language": {"catalogue"},
}
COMMON = {"patterns", "frozen", "memory"}
HEAVY = {"pandas", "openpyxl", "xlsxwriter", "rich", "rapidfuzz", "numpy", "python_calamine"}
DOORS = {"frames.py"}
SPREADSHEETS = {"openpyxl", "xlsxwriter", "python_calamine"}


def modules() -> list[Path]:
    return sorted(ROOT.rglob("*.py"))


def imports(path: Path, *, top_only: bool = False) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tree.body if top_only else ast.walk(tree)
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def room(path: Path) -> str:
    parts = path.relative_to(ROOT).parts
    return parts[0] if len(parts) > 1 else parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_downwards(path: Path) -> None:
    allowed = ALLOWED.get(room(path))
    if allowed is None:
        return
    own = {name.split(".")[1] if "." in name else "__init__" for name in imports(path) if name.split(".")[0] == "skj"}
    assert own <= allowed | COMMON, f"{path.name} may import {sorted(allowed)} only"


@pytest.mark.parametrize(
    "path", [path for path in modules() if path.name not in DOORS], ids=lambda path: str(path.relative_to(ROOT))
)
def test_heavy_libraries_are_imported_where_they_are_used(path: Path) -> None:
    assert not {name.split(".")[0] for name in imports(path, top_only=True)} & HEAVY


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_libraries_stay_in_their_rooms(path: Path) -> None:
    used = {name.split(".")[0] for name in imports(path)}
    if room(path) != "files" and path.name not in {
        "workbook.py",
        "checkbook.py",
        "markedcopy.py",
        "photobook.py",
        "booktables.py",
    }:
        assert not used & SPREADSHEETS
    if room(path) not in {"render", "cli"}:
        assert "rich" not in used


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_nobody_asks_the_clock_but_the_command_line(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert path.name == "options.py" or "date.today(" not in text


def test_each_code_names_one_rule() -> None:
    found = [
        code
        for path in (ROOT / "rules").glob("*.py")
        for code in re.findall(r'^\s+"(SKJ\d{3})",$', path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert len(found) == len(set(found))

"""The smallest sample of each rule, `tests/errors/SKJnnn`, as data that `skj explain` shows: skj/checking/examples.json."""

import csv
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final
from unicodedata import category

SAMPLES: Final = Path(__file__).parents[1] / "tests" / "errors"
ANSWERS: Final = {"th": "th.txt", "en": "en.txt"}
# Longer sheets are told by their first rows and those around the finding; the numbers of the rows say what is left out.
MOST_ROWS: Final = 8
_FIRST_ROWS: Final = 3
_ROW: Final = re.compile(r"(?:› (?:[A-Z]{1,3}|row )(\d+))")

Row = tuple[int, list[str]]


def block_of(path: Path, code: str) -> str:
    """The finding of a rule among all that a sample shows."""
    blocks = path.read_text(encoding="utf-8").split("\n\n") if path.exists() else []
    return next((block.strip("\n") for block in blocks if code in block.partition("\n")[0]), "")


def examples_text(codes: list[str]) -> str:
    """The document with the examples of these rules; every character of it can be seen, and no line is long."""
    found = {code: example for code in codes if (example := _example(code))}
    lines = (f"{json.dumps(code)}: {json.dumps(example, ensure_ascii=False)}" for code, example in found.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _example(code: str) -> dict[str, Any]:
    """What is wrong and what is said of it, in both languages; nothing for a rule without a sample."""
    said = {language: _visible_lines(block_of(SAMPLES / code / name, code)) for language, name in ANSWERS.items()}
    if not all(said.values()):
        return {}
    place = next((line for line in said["en"] if line.lstrip().startswith("-->")), "")
    number = int(found[1]) if (found := _ROW.search(place)) else 0
    files = [part for path in _files(SAMPLES / code) for part in _parts(path, SAMPLES / code, number)]
    return {"files": files, **said}


def _files(sample: Path) -> list[Path]:
    found = (path for path in sample.rglob("*") if path.is_file())
    return sorted(path for path in found if path.name not in {*ANSWERS.values(), "words"})


def _parts(path: Path, sample: Path, number: int) -> Iterator[dict[str, Any]]:
    """A file as sheets of rows; a picture or a broken file has a name only."""
    name = path.relative_to(sample).as_posix()
    if path.name == "skj.toml":
        lines = path.read_text(encoding="utf-8").splitlines()
        yield _part(name, "", [(at, [line]) for at, line in enumerate(lines, 1)], number)
    elif path.suffix == ".csv":
        yield _part(name, "", _table(path.read_text(encoding="utf-8-sig")), number)
    elif path.suffix == ".toml":
        yield from _made(name.removesuffix(".toml"), tomllib.loads(path.read_text(encoding="utf-8")), number)
    else:
        yield _part(name, "", [], number)


def _made(name: str, content: Mapping[str, Any], number: int) -> Iterator[dict[str, Any]]:
    """A file that its sample describes (tests/errors_samples.py)."""
    for sheet in content.get("sheets", ()):
        rows = [(at, [_text(value) for value in cells]) for at, cells in enumerate(sheet["rows"], 1)]
        yield _part(name, sheet["name"], rows, number)
    if "sheets" not in content:
        pieces = content.get("pieces", ())
        is_plain = all(piece.keys() <= {"text", "encoding"} for piece in pieces)
        text = "".join(piece["text"] for piece in pieces) if is_plain else ""
        yield _part(name, "", _table(text) if name.endswith(".csv") else [], number)


def _part(name: str, sheet: str, rows: list[Row], number: int) -> dict[str, Any]:
    return {"file": name, "sheet": sheet, "rows": [_visible_row(row) for row in _few(rows, number)]}


def _few(rows: list[Row], number: int) -> list[Row]:
    if len(rows) <= MOST_ROWS:
        return rows
    return [row for row in rows if row[0] <= _FIRST_ROWS or abs(row[0] - number) <= 1]


def _table(text: str) -> list[Row]:
    return list(enumerate(csv.reader(text.splitlines()), 1))


def _text(value: Any) -> str:
    if isinstance(value, Mapping):  # an error of the spreadsheet
        return str(value["error"])
    return str(value).upper() if isinstance(value, bool) else str(value)


def _visible_row(row: Row) -> dict[str, Any]:
    return {"row": row[0], "cells": [visible(text) for text in row[1]]}


def _visible_lines(text: str) -> list[str]:
    return [visible(line) for line in text.splitlines()]


def visible(text: str) -> str:
    """A text in which nothing steers and nothing is unseen: controls, zero-width and private letters by their numbers."""
    return "".join(sign if sign.isprintable() and category(sign)[0] != "C" else f"⟨U+{ord(sign):04X}⟩" for sign in text)

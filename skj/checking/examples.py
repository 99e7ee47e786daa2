"""The smallest sample of each rule and what is said of it; read only by `skj explain`. `make rules` writes the file."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from skj.files.tables import column_letters
from skj.language import Language

FILE: Final = Path(__file__).with_name("examples.json")


class Part(NamedTuple):
    """A sheet of a sample, or a file of text: its rows with their numbers, as text; none when it is no text at all."""

    file: str
    sheet: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def letters(self) -> tuple[str, ...]:
        """The columns as a spreadsheet names them."""
        width = max((len(cells) for _number, cells in self.rows), default=0)
        return tuple(column_letters(number) for number in range(1, width + 1))


class Example(NamedTuple):
    """The files of a sample, and what `skj check` says of them, line by line."""

    parts: tuple[Part, ...]
    said: tuple[str, ...]


def example_of(code: str, language: Language) -> Example | None:
    """The example of a rule; None when it has none, as rules that no ledger can show."""
    import json

    found = json.loads(FILE.read_text(encoding="utf-8")).get(code)
    return Example(tuple(map(_part, found["files"])), tuple(found[language])) if found else None


def _part(found: Mapping[str, Any]) -> Part:
    rows: Sequence[Mapping[str, Any]] = found["rows"]
    return Part(found["file"], found["sheet"], tuple((row["row"], tuple(row["cells"])) for row in rows))

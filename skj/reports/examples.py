"""The example of a rule, for `skj explain`: the smallest wrong content, and what is said of it."""

from collections.abc import Iterator, Mapping
from typing import Any

from skj.checking.examples import Example, Part
from skj.language import _
from skj.reports.model import Block, Field, Grid, Kind, Line, Note, Section


def example_section(example: Example) -> Section:
    """Each file as a sheet with its rows and columns, then the finding as `skj check` prints it."""
    return Section(_("Example"), (*_parts(example), Note(_("skj check says:"), "quiet"), *map(Note, example.said)))


def _parts(example: Example) -> Iterator[Block]:
    for part in example.parts:
        title = f"{part.file} › {part.sheet}" if part.sheet else part.file
        if part.rows:
            yield Grid(_fields(part), tuple(_lines(part)), title)
        else:
            yield Note(_("{file} cannot be shown as text.").format(file=title), "quiet")


def _fields(part: Part) -> tuple[Field, ...]:
    return (Field("row", _("Row"), Kind.COUNT), *(Field(letters, letters) for letters in part.letters))


def _lines(part: Part) -> Iterator[Line]:
    for number, cells in part.rows:
        yield Line((number, *cells, *[""] * (len(part.letters) - len(cells))))


def example_data(example: Example | None) -> Mapping[str, Any] | None:
    """An example for machines: rows with their numbers and cells, and the finding in the language in use."""
    if example is None:
        return None
    files = [
        {
            "file": part.file,
            "sheet": part.sheet or None,
            "rows": [{"row": number, "cells": list(cells)} for number, cells in part.rows],
        }
        for part in example.parts
    ]
    return {"files": files, "output": "\n".join(example.said)}

"""JSON documents in pieces: a document is never held as a whole, neither as a text nor by its brackets, keys and values."""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from skj.render.safe import json_safe

_SIGNS: Final = 1_000  # brackets, keys and values of one piece


def json_pieces(data: Any) -> Iterator[str]:
    """An indented JSON document, safe as `json_safe` makes it."""
    signs = json.JSONEncoder(ensure_ascii=False, indent=2).iterencode(data)
    while piece := "".join(islice(signs, _SIGNS)):
        yield json_safe(piece)
    yield "\n"


def json_line(item: Any) -> str:
    """A JSON document in one line."""
    return f"{json_safe(json.dumps(item, ensure_ascii=False))}\n"

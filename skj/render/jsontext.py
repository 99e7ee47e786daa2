"""JSON documents in pieces: a document is never held as a whole, neither as a text nor by its brackets, keys and values."""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from skj.render.safe import json_safe
from skj.reports.model import Each

_SIGNS: Final = 1_000  # brackets, keys and values of one piece


def json_pieces(data: Any) -> Iterator[str]:
    """An indented JSON document, safe as `json_safe` makes it."""
    signs = json.JSONEncoder(ensure_ascii=False, indent=2, default=_List).iterencode(data)
    while piece := "".join(islice(signs, _SIGNS)):
        yield json_safe(piece)
    yield "\n"


class _List(list[Any]):
    """A sequence that `json` takes for a list; its items are made when they are written."""

    def __init__(self, items: Each[Any, Any]) -> None:
        super().__init__()
        self._items = items

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._items)


def json_line(item: Any) -> str:
    """A JSON document in one line."""
    return f"{json_safe(json.dumps(item, ensure_ascii=False))}\n"

"""A compiled catalogue of messages that is searched where it lies: a run shows fifty texts of three thousand.

Python's gettext makes a dictionary of all of them at each start, which takes a third of a bare interpreter (docs/speed.md).
The form of the file is GNU gettext's; its texts stand in the order of their bytes, so each is found by halving.
"""

from bisect import bisect_left
from collections.abc import Sequence
from struct import Struct
from typing import Final, overload

_HEAD: Final = Struct("<7I")  # mark, revision, texts, where the table of originals and that of translations begin, ...
_ENTRY: Final = Struct("<2I")  # length, and where the text begins
_MARK: Final = 0x950412DE


class Catalogue:
    """The texts of one language; bytes that are no catalogue hold none, and all texts then stay English."""

    def __init__(self, data: bytes) -> None:
        head = _HEAD.unpack_from(data) if len(data) >= _HEAD.size else (0,) * 7
        count, originals, translations = head[2:5] if head[0] == _MARK else (0, 0, 0)
        self._originals = _Texts(data, originals, count)
        self._translations = _Texts(data, translations, count)
        self._known: dict[str, str] = {}

    def text(self, original: str) -> str:
        """The translation of `original`, or itself when there is none."""
        found = self._known.get(original)
        if found is None:
            found = self._known[original] = self._looked_up(original)
        return found

    def _looked_up(self, original: str) -> str:
        wanted = original.encode(errors="surrogatepass")
        at = bisect_left(self._originals, wanted)
        if at < len(self._originals) and self._originals[at] == wanted:
            return self._translations[at].decode()
        return original


class _Texts(Sequence[bytes]):
    """One of the two tables of a catalogue: texts by their number."""

    def __init__(self, data: bytes, start: int, count: int) -> None:
        self._data = data
        self._start = start
        self._count = count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, number: int) -> bytes: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[bytes]: ...

    def __getitem__(self, number: int | slice) -> bytes | Sequence[bytes]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(self._count))]
        length, begin = _ENTRY.unpack_from(self._data, self._start + number * _ENTRY.size)
        return self._data[begin : begin + length]

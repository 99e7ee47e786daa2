"""Regular expressions that are compiled when they are first used.

A run needs a third of them, and compiling all takes longer than starting Python (docs/speed.md).
"""

import re
from typing import Any, AnyStr, Generic, cast


class _Later(Generic[AnyStr]):
    """Stands in for a compiled expression; after the first use its methods are the compiled one's own."""

    def __init__(self, text: AnyStr, flags: int) -> None:
        self._text: AnyStr = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, found)
        return found


def later(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, compiled at its first use."""
    return cast("re.Pattern[AnyStr]", _Later(text, flags))

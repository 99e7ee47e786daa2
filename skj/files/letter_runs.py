"""Letters of a text with formats of their own: the look that they all have, if they have one."""

import re
from functools import lru_cache
from typing import Final

# Programs choose these by script: LibreOffice cuts "5 ธ.ค. 66" into runs of a Thai and a Latin font.
_FONT: Final = (b"rFont", b"family", b"charset", b"scheme")


def common_look(item: bytes, prefix: bytes) -> bytes | None:
    """The `<rPr>` element of the first run of a string item, empty when it has none; None when runs look unlike, fonts apart."""
    run, font = _patterns(prefix)
    looks = [found[1] or b"" for found in run.finditer(item)]
    return looks[0] if len({font.sub(b"", look) for look in looks}) == 1 else None


@lru_cache(maxsize=8)
def _patterns(prefix: bytes) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    p = re.escape(prefix)
    run = rb"<%br(?:\s[^>]*)?>\s*(<%brPr(?:\s*/>|\s*>.*?</%brPr\s*>))?" % (p, p, p)
    font = rb"\s*<%b(?:%b)\b[^>]*>(?:\s*</%b(?:%b)\s*>)?\s*" % (p, b"|".join(_FONT), p, b"|".join(_FONT))
    return re.compile(run, re.DOTALL), re.compile(font)

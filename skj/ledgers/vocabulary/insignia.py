"""Classes of insignia and causes of their return by the many ways they are written."""

from functools import cache, lru_cache
from typing import Final

from skj.ledgers.vocabulary.matching import REMEMBERED, by_key, word_key
from skj.ledgers.vocabulary.wordlists import InsigniaClass, ReturnCause, insignia_classes, return_causes
from skj.patterns import later

_BEFORE_CLASS: Final = later("^(?:เครืองราชอิสริยาภรณ์)?(?:ชันสายสะพาย)?(?:ชันตรา|ชัน)?(?=.)")


def _class_key(text: str) -> str:
    return _BEFORE_CLASS.sub("", word_key(text))


@cache
def _classes_by_key() -> dict[str, InsigniaClass]:
    table = {}
    for it in insignia_classes():
        both = it.thai + it.abbreviation, it.abbreviation + it.thai  # "ประถมาภรณ์ช้างเผือก (ป.ช.)"
        table.update(dict.fromkeys(map(_class_key, (it.abbreviation, it.thai, it.english, *both, *it.aliases)), it))
    return table


@lru_cache(REMEMBERED)
def find_class(text: str) -> InsigniaClass | None:
    """The class that `text` names by abbreviation or long name; also one below the sash classes (`is_sash` tells)."""
    return _classes_by_key().get(_class_key(text))


@cache
def _causes_by_length() -> tuple[tuple[str, ReturnCause], ...]:
    table = by_key((it, (it.thai, *it.aliases)) for it in return_causes())
    return tuple(sorted(table.items(), key=lambda item: -len(item[0])))


@lru_cache(REMEMBERED)
def find_return_cause(text: str) -> ReturnCause | None:
    """The cause that `text` contains, the longest wording first; None for words of another kind."""
    key = word_key(text)
    return next((cause for words, cause in _causes_by_length() if words in key), None)

"""Districts, bureaus and offices by the many ways they are written."""

from functools import cache, lru_cache
from typing import Final

from skj.ledgers.vocabulary.matching import REMEMBERED, by_key, word_key
from skj.ledgers.vocabulary.wordlists import Agency, District, agencies, districts
from skj.patterns import later
from skj.thai.text import clean_text

_OF_BANGKOK: Final = later("(?<=.)(?:กรุงเทพมหานคร|กรุงเทพ|กทม)$")
_BEFORE_DISTRICT: Final = later("^(?:สำนักงานเขต|สนงเขต|สนข|เขต)(?=.)")
_AFTER_DISTRICT: Final = later("(?<=.)(?:district|office)+$")


@cache
def _districts_by_key() -> dict[str, District]:
    return by_key((it, (it.thai, it.english, it.code, *it.aliases)) for it in districts())


def bare_district(text: str) -> str:
    """The key of a district's name alone, without what stands before and behind it."""
    return _AFTER_DISTRICT.sub("", _BEFORE_DISTRICT.sub("", _OF_BANGKOK.sub("", word_key(text))))


@lru_cache(REMEMBERED)
def find_district(text: str) -> District | None:
    """The district that `text` names, with or without "เขต", "สำนักงานเขต", "สนข." before it; None when there is none."""
    return _districts_by_key().get(bare_district(text))


def says_district(text: str) -> bool:
    """Whether a text calls itself a district office, not only by the name of a district."""
    return bool(_BEFORE_DISTRICT.match(word_key(text)))


@cache
def _agencies_by_key() -> dict[str, Agency]:
    return by_key((it, (it.thai, it.english, it.abbreviation, *it.aliases)) for it in agencies())


@lru_cache(REMEMBERED)
def find_agency(text: str) -> Agency | None:
    """The bureau or office that `text` names in full, in short or with "กทม." behind it; None for any other unit."""
    key = word_key(text)
    return _agencies_by_key().get(key) or _agencies_by_key().get(_OF_BANGKOK.sub("", key))


@lru_cache(REMEMBERED)
def agency_name(text: str) -> str:
    """The canonical name of a bureau, an office or a district office; any other text as it is, cleaned."""
    if (agency := find_agency(text)) is not None:
        return agency.thai
    district = find_district(text)
    return f"สำนักงานเขต{district.thai}" if district else clean_text(text)

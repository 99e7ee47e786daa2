"""Names of people: titles taken off, given name and surname told apart, two people in one cell noticed (facts 7.1)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from skj.thai.text import clean_text, search_key

NAVY: Final = "ร.น."  # the only title that stands behind the surname
_NAVY_BEHIND: Final = re.compile(r"\s+\(?(?:ร\.? ?น\.?|ราชนาวี)\)?$")
_BRACKETED: Final = re.compile(r"\s*[(\[（][^)\]）]*[)\]）]")
_NAME_STARTS: Final = r"(?=[ก-ฮเ-ไa-z(\"“])"  # no word begins with a mark, nor with ะ, า or ำ
_AND: Final = re.compile("และ")
_BETWEEN_PEOPLE: Final = re.compile(r"[\r\n,;/]+|(?<=\s)และ|และ(?=\s)|(?:^|\s)\(?[0-9๐-๙]{1,2}[.)]")
_WORD: Final = re.compile("[ก-๎]{2,}|[A-Za-z'’-]{2,}")
_NOBLE_SURNAME: Final = "ณ"
_RANKS: Final = (
    r"พลฯ|พล ?\.|[พรน]\.[อทต]|พ\.จ\.|จ\.(?:ส\.)?[อทต]|ส\.[อทต]|ด\.ต|ก\.[ญอทต]|มว\.|ม\.[ญอทต]|ว่าที่|จอมพล|"
    "พล(?:เอก|โท|ตรี|จัตวา|เรือ|อากาศ|ตำรวจ|ทหาร)|พัน|ร้อย|นาวา|เรือ(?:เอก|โท|ตรี|อากาศ)|จ่า|สิบ|ดาบตำรวจ|นาย(?:กอง|หมวด|หมู่)"
)
# Behind a rank stands a space (facts 7.1); behind an abbreviation without its dot one must, or it would be read as part of the name.
_SPACE_AFTER: Final = re.compile(rf"(?:^|[\s.])(?:(?:{_RANKS})\S*(?: ?หญิง)?|[ก-ฮ]+)$|^[ -~]*$")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart; `raw` is the cell as it is. Titles change over the years and belong to no key (facts 7.1)."""

    title: str
    given: str
    surname: str
    raw: str

    @property
    def full(self) -> str:
        """Given name and surname with one space between."""
        return f"{self.given} {self.surname}".strip()

    @property
    def key(self) -> str:
        """What two spellings of the same name have in common, for searching and comparing."""
        return search_key(self.given + self.surname)


def split_title(name: str, titles: Sequence[str]) -> tuple[str, str]:
    """The titles before a name, as written, and the clean rest; a navy ร.น. behind the surname counts as a title.

    `titles` are all known titles, abbreviated and in full. The longest goes first, one after the other. A title stays when
    no given name and surname are left after it: นางนวล is a name (facts 7.1).
    """
    plain = clean_text(name)
    rest, navy = _without_navy(plain)
    start, patterns = 0, _patterns(tuple(titles))
    while found := _title_at(rest, start, patterns):
        if " " not in rest[found.end() :].strip():
            break
        start = found.end()
    return " ".join(filter(None, (rest[:start].strip(), navy))), rest[start:]


def read_name(text: str, titles: Sequence[str]) -> PersonName:
    """The name in a cell; remarks in brackets stay in `raw` only. Without a second word there is no surname."""
    title, rest = split_title(_BRACKETED.sub("", clean_text(text)), titles)
    words = rest.split(" ")
    if not title and len(words) == 2 and _is_title(words[0], titles):
        return PersonName(words[0], words[1], "", text)
    return PersonName(title, words[0], " ".join(words[1:]), text)


def has_two_people(text: str, titles: Sequence[str]) -> bool:
    """Whether a cell names two people: two titles or two full names, apart by a line break, comma, semicolon, slash or และ."""
    patterns = _patterns(tuple(titles))
    text = _AND.sub(lambda found: "\n" if _title_at(text, found.end(), patterns) else found[0], text)
    parts = [clean_text(part) for part in _BETWEEN_PEOPLE.split(_BRACKETED.sub("", text))]
    titled = sum(bool(_title_at(part, 0, patterns)) for part in parts)
    full = sum(_is_full_name(split_title(part, titles)[1]) for part in parts)
    return titled > 1 or full > 1 or any(_has_second_title(part, titles) for part in parts)


def join_name(title: str, given: str, surname: str) -> str:
    """The name as it is written: a space after a military or police rank, none after other titles, ร.น. at the end."""
    before, navy = (title.removesuffix(NAVY).rstrip(), NAVY) if title.endswith(NAVY) else (title, "")
    gap = " " if _SPACE_AFTER.search(before) else ""
    return " ".join(filter(None, (f"{before}{gap}{given}".strip(), surname, navy)))


def _without_navy(plain: str) -> tuple[str, str]:
    """`plain` without ร.น. behind a given name and surname, and ร.น. when it was there."""
    rest = _NAVY_BEHIND.sub("", plain)
    return (rest, NAVY) if rest != plain and " " in rest else (plain, "")


def _is_full_name(words: str) -> bool:
    """Whether this is a given name and a surname and nothing else."""
    parts = words.replace(f" {_NOBLE_SURNAME} ", " ").split(" ")
    return len(parts) == 2 and all(_WORD.fullmatch(part) for part in parts)


def _has_second_title(part: str, titles: Sequence[str]) -> bool:
    """Whether a full name is followed by a title and another name with nothing between them."""
    words = split_title(part, titles)[1].split(" ")
    return len(words) >= 4 and bool(split_title(" ".join(words[2:]), titles)[0].removesuffix(NAVY))


def _is_title(word: str, titles: Sequence[str]) -> bool:
    """Whether a word is a title and no more."""
    found = _title_at(f"{word} ก", 0, _patterns(tuple(titles)))
    return found is not None and found.end() > len(word)


def _title_at(text: str, start: int, patterns: Mapping[str, re.Pattern[str]]) -> re.Match[str] | None:
    """The longest title that stands at `start`."""
    pattern = patterns.get(text[start : start + 1].casefold())
    return pattern.match(text, start) if pattern else None


@lru_cache(maxsize=16)
def _patterns(titles: tuple[str, ...]) -> Mapping[str, re.Pattern[str]]:
    """One pattern for all titles with the same first letter, so that a name is compared with few of them."""
    groups: dict[str, list[str]] = {}
    for title in sorted(
        {clean_text(title) for title in titles if title.strip()}, key=lambda title: (-len(title), title)
    ):
        groups.setdefault(title[0].casefold(), []).append(_tolerant(title))
    return MappingProxyType({first: re.compile("|".join(group), re.IGNORECASE) for first, group in groups.items()})


def _tolerant(title: str) -> str:
    """The pattern of a title, with or without its dots and spaces.

    An abbreviation must end in a dot or a space, else "ดร" would be taken from ดรุณี.
    """
    core = r"\.? ?".join(_spaced(part) for part in title.removesuffix(".").split("."))
    is_short = title.endswith(".") or title.isascii()
    return f"{core}(?: ?\\. ?| ){_NAME_STARTS}" if is_short else f"{core} ?{_NAME_STARTS}"


def _spaced(part: str) -> str:
    """A part of a title whose spaces, and the one before หญิง, may be left out."""
    return re.escape(part.strip()).replace(r"\ ", " ?").replace("หญิง", " ?หญิง")

"""Names of people: titles taken off, given name and surname told apart, two people in one cell noticed (facts 7.1)."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from sys import intern
from typing import Final, NamedTuple

from skj.patterns import later
from skj.thai.text import clean_text, search_key

NAVY: Final = "ร.น."  # the only title that stands behind the surname
_NAVY_ENDS: Final = ("น", "น.", "ราชนาวี", ")")
_NAVY_BEHIND: Final = later(r"\s+\(?(?:ร\.? ?น\.?|ราชนาวี)\)?$")
_BRACKETED: Final = later(r"\s*[(\[（][^)\]）]*[)\]）]")
_NAME_STARTS: Final = r"(?=[ก-ฮเ-ไa-z(\"“])"  # no word begins with a mark, nor with ะ, า or ำ
_AND: Final = later("และ")
_BETWEEN_PEOPLE: Final = later(r"[\r\n,;/]+|(?<=\s)และ|และ(?=\s)|(?:^|\s)\(?[0-9๐-๙]{1,2}[.)]")
_WORD: Final = later("[ก-๎]{2,}|[A-Za-z'’-]{2,}")
_NOBLE_SURNAME: Final = "ณ"
_RANKS: Final = (
    r"พลฯ|พล ?\.|[พรน]\.[อทต]|พ\.จ\.|จ\.(?:ส\.)?[อทต]|ส\.[อทต]|ด\.ต|ก\.[ญอทต]|มว\.|ม\.[ญอทต]|ว่าที่|จอมพล|"
    "พล(?:เอก|โท|ตรี|จัตวา|เรือ|อากาศ|ตำรวจ|ทหาร)|พัน|ร้อย|นาวา|เรือ(?:เอก|โท|ตรี|อากาศ)|จ่า|สิบ|ดาบตำรวจ|นาย(?:กอง|หมวด|หมู่)"
)
# Behind a rank stands a space (facts 7.1); behind an abbreviation without its dot one must, or it would be read as part of the name.
_SPACE_AFTER: Final = rf"(?:^|[\s.])(?:(?:{_RANKS})\S*(?: ?หญิง)?|[ก-ฮ]+)$|^[ -~]*$"


class PersonName(NamedTuple):
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


class Titles(tuple[str, ...]):  # noqa: SLOT001  (the table is kept beside the titles)
    """Known titles, prepared once: `read_name` and the like take any sequence, but with this one they need no set-up."""

    @cached_property
    def table(self) -> "_Table":
        """The titles by how they begin."""
        return _table_of(self)


def split_title(name: str, titles: Sequence[str]) -> tuple[str, str]:
    """The titles before a name, as written, and the clean rest; a navy ร.น. behind the surname counts as a title.

    `titles` are all known titles, abbreviated and in full. The longest goes first, one after the other. A title stays when
    no given name and surname are left after it: นางนวล is a name (facts 7.1).
    """
    return _split(clean_text(name), _prepared(titles))


def read_name(text: str, titles: Sequence[str]) -> PersonName:
    """The name in a cell; remarks in brackets stay in `raw` only. Without a second word there is no surname."""
    table = _prepared(titles)
    plain = clean_text(text)
    if "(" in plain or "[" in plain or "（" in plain:
        plain = clean_text(_BRACKETED.sub("", plain))
    title, rest = _split(plain, table)
    given, _space, surname = rest.partition(" ")
    if not title and surname and " " not in surname and _is_title(given, table):
        return PersonName(given, surname, "", text)
    return PersonName(title, given, surname, text)


def has_two_people(text: str, titles: Sequence[str]) -> bool:
    """Whether a cell names two people: two titles or two full names, apart by a line break, comma, semicolon, slash or และ."""
    table = _prepared(titles)
    text = _AND.sub(lambda found: "\n" if _title_end(text, found.end(), table) else found[0], text)
    parts = [clean_text(part) for part in _BETWEEN_PEOPLE.split(_BRACKETED.sub("", text))]
    titled = sum(bool(_title_end(part, 0, table)) for part in parts)
    full = sum(_is_full_name(_split(part, table)[1]) for part in parts)
    return titled > 1 or full > 1 or any(_has_second_title(part, table) for part in parts)


def join_name(title: str, given: str, surname: str) -> str:
    """The name as it is written: a space after a military or police rank, none after other titles, ร.น. at the end."""
    before, navy = (title.removesuffix(NAVY).rstrip(), NAVY) if title.endswith(NAVY) else (title, "")
    gap = " " if re.search(_SPACE_AFTER, before) else ""
    return " ".join(filter(None, (f"{before}{gap}{given}".strip(), surname, navy)))


def _split(plain: str, table: "_Table") -> tuple[str, str]:
    """`split_title` of a text that is clean already."""
    rest, navy = _without_navy(plain)
    start = 0
    while (end := _title_end(rest, start, table)) and " " in rest[end:].strip():
        start = end
    # A register says the same few titles a hundred thousand times: each is held once.
    return intern(" ".join(filter(None, (rest[:start].strip(), navy)))), rest[start:]


def _without_navy(plain: str) -> tuple[str, str]:
    """`plain` without ร.น. behind a given name and surname, and ร.น. when it was there."""
    if not plain.endswith(_NAVY_ENDS):
        return plain, ""
    rest = _NAVY_BEHIND.sub("", plain)
    return (rest, NAVY) if rest != plain and " " in rest else (plain, "")


def _is_full_name(words: str) -> bool:
    """Whether this is a given name and a surname and nothing else."""
    parts = words.replace(f" {_NOBLE_SURNAME} ", " ").split(" ")
    return len(parts) == 2 and all(_WORD.fullmatch(part) for part in parts)


def _has_second_title(part: str, table: "_Table") -> bool:
    """Whether a full name is followed by a title and another name with nothing between them."""
    words = _split(part, table)[1].split(" ")
    return len(words) >= 4 and bool(_split(" ".join(words[2:]), table)[0].removesuffix(NAVY))


def _is_title(word: str, table: "_Table") -> bool:
    """Whether a word is a title and no more."""
    return _title_end(f"{word} ก", 0, table) > len(word)


_TELLING: Final = 8  # letters by which nearly every title is told from a name
_BEGINNINGS: Final = 1 << 14


class _Table:
    """Known titles by their letters, and by what texts were seen to begin with."""

    def __init__(self, titles: Mapping[str, Sequence[tuple[int, str]]]) -> None:
        # Every beginning of a title's letters, with the titles that end there and their ranks; the longest has the first.
        self.titles = titles
        self._seen: dict[str, Sequence[str]] = {}

    def likely(self, text: str, start: int) -> Sequence[str]:
        """The titles with whose letters a text begins at `start`, the longest first; a register begins in few ways."""
        beginning = text[start : start + _TELLING]
        if (known := self._seen.get(beginning)) is not None:
            return known
        found = tuple(title for _rank, title in sorted(_begun(_letters(text[start:]), self.titles)))
        letters = _letters(beginning)
        if letters and letters not in self.titles and len(self._seen) < _BEGINNINGS:  # what follows changes nothing
            self._seen[beginning] = found
        return found


def _prepared(titles: Sequence[str]) -> _Table:
    return titles.table if isinstance(titles, Titles) else _table_of(tuple(titles))


@lru_cache(maxsize=16)
def _table_of(titles: tuple[str, ...]) -> _Table:
    table: dict[str, list[tuple[int, str]]] = {}
    cleaned = {clean_text(title) for title in titles if title.strip()}
    for rank, title in enumerate(sorted(cleaned, key=lambda title: (-len(title), title))):
        letters = _letters(title)
        for length in range(1, len(letters)):
            table.setdefault(letters[:length], [])
        table.setdefault(letters, []).append((rank, title))
    return _Table(table)


def _letters(text: str) -> str:
    """A text without what may be left out of a title: its dots and spaces, and capitals."""
    return text.replace(".", "").replace(" ", "").casefold()


def _title_end(text: str, start: int, table: _Table) -> int:
    """Where the longest title that stands at `start` ends; 0 when there is none."""
    for title in table.likely(text, start):
        if found := _pattern(title).match(text, start):
            return found.end()
    return 0


def _begun(letters: str, titles: Mapping[str, Sequence[tuple[int, str]]]) -> list[tuple[int, str]]:
    """The titles with whose letters a text begins, with their ranks."""
    found: list[tuple[int, str]] = []
    for length in range(1, len(letters) + 1):
        ending = titles.get(letters[:length])
        if ending is None:
            break
        found += ending
    return found


@lru_cache(maxsize=1024)  # an office uses a few dozen of the titles there are; each is compiled when it is first met
def _pattern(title: str) -> re.Pattern[str]:
    """The pattern of a title, with or without its dots and spaces.

    An abbreviation must end in a dot or a space, else "ดร" would be taken from ดรุณี.
    """
    core = r"\.? ?".join(_spaced(part) for part in title.removesuffix(".").split("."))
    is_short = title.endswith(".") or title.isascii()
    end = r"(?: ?\. ?| )" if is_short else " ?"
    return re.compile(f"{core}{end}{_NAME_STARTS}", re.IGNORECASE)


def _spaced(part: str) -> str:
    """A part of a title whose spaces, and the one before หญิง, may be left out."""
    return re.escape(part.strip()).replace(r"\ ", " ?").replace("หญิง", " ?หญิง")

"""The keys by which names are compared, read as quickly as 100,000 of them need, and the ways a question may be meant."""

from functools import lru_cache
from typing import Final, NamedTuple

from skj.ledgers.vocabulary import titles
from skj.thai.names import PersonName, read_name
from skj.thai.text import clean_text, identity_key, search_key

_NOBODY: Final = "ก"  # a surname to let titles be told from a given name alone


class Entry(NamedTuple):
    """The keys of a name without its title: no tone marks, no spaces."""

    given: str
    surname: str

    @property
    def whole(self) -> str:
        """Given name and surname as a search compares them."""
        return self.given + self.surname


class Question(NamedTuple):
    """What was asked: the keys, and the letters of the name as they are."""

    entry: Entry
    identity: str


def read_entry(name: str) -> Entry:
    """The keys of a name as a register or a person writes it."""
    head, space, tail = name.partition(" ")
    if space and " " not in tail and "(" not in name and "[" not in name and (given := _given_of(head)):
        return Entry(given, _key(tail))
    return _entry(read_name(name, titles()))


def identity_of(name: str) -> str:
    """The letters of a name without its title: what the keys leave out, tone marks above all, still tells two names apart."""
    found = read_name(name, titles())
    return identity_key(found.given + found.surname)


@lru_cache(1 << 15)
def _given_of(head: str) -> str | None:
    """The key of the given name behind a title, which few people do not share; None when it is a title and no more."""
    found = read_name(f"{head} {_NOBODY}", titles())
    return _key(found.given) if found.surname == _NOBODY else None


@lru_cache(1 << 16)
def _key(word: str) -> str:
    return search_key(word)


def _entry(name: PersonName) -> Entry:
    return Entry(_key(name.given), _key(name.surname))


def readings(query: str) -> list[Question]:
    """A question as it may be meant: as it stands, with its last words first (ใจดี สมชาย), without a title before one name."""
    words = clean_text(query.replace(",", " ").replace(";", " ")).split(" ")
    found = [
        Question(read_entry(turn), identity_of(turn))
        for turn in (" ".join(words[at:] + words[:at]) for at in range(len(words)))
    ]
    if len(words) == 1 and (alone := _given_of(words[0])):
        found.append(Question(Entry(alone, ""), alone))
    return [question for question in dict.fromkeys(found) if question.entry.whole]

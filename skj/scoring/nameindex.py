"""Names prepared once so that each question about them is quick: one joined text for what is written the same, words for the rest.

Looking through one long text is the fastest way to find a name among 100,000 (docs/speed.md); similar spellings are looked for
among the distinct given names and surnames, of which there are far fewer than people.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from typing import Final, NamedTuple

from skj.scoring.namekeys import Entry, Question, identity_of, read_entry, readings
from skj.thai.sounds import sound_key

CLOSE_ENOUGH: Final = 80  # of 100, for a whole name: one slip in seven letters, two in twelve
WORD_LIKE: Final = 75  # for a given name or a surname alone
_WORD_MAY_BE: Final = 50  # a word so unlike is not even listened to
_SOUND_BONUS: Final = 8  # beside a spelling equally near, one that sounds the same is the likelier
_BARRIER: Final = "\n"  # stands in no name


class How(StrEnum):
    """Why a name was found, best first."""

    EXACT = "exact"
    MARKS = "marks"
    SWAPPED = "swapped"
    WORD = "word"
    PREFIX = "prefix"
    PART = "part"
    SOUND = "sound"
    CLOSE = "close"
    LISTED = "listed"


class Hit(NamedTuple):
    """A name, by its place in the index, how it was found and how near it is, 0 to 100."""

    at: int
    how: How
    score: int


class NameIndex:
    """Distinct names; `find` gives their places in the order they were given."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        self.entries = [read_entry(name) for name in self.names]
        self._text = _BARRIER + _BARRIER.join(entry.whole for entry in self.entries) + _BARRIER
        self._starts = _starts(self.entries)

    def find(self, query: str) -> list[Hit]:
        """The names a question may mean, in no order, each once and with the best reason.

        Similar spellings and sounds are looked for when nothing was found, or when a whole name was asked for and nobody
        has just that name.
        """
        meant = readings(query)
        if not meant:
            return []  # a dash or a dot names nobody; every name would begin so
        found = _best(self._written(meant))
        is_found = any(hit.how in SAME for hit in found) if meant[0].entry.surname else found
        return found if is_found else _best([*found, *self._near(meant)])

    def _written(self, meant: Sequence[Question]) -> Iterator[Hit]:
        """Names that are, begin with or hold what was asked; in another order of the words only the whole name counts."""
        first, *others = meant
        yield from self._holding(first)
        for question in others:
            hits = self._holding(question)
            if first.entry.surname:
                yield from (hit._replace(how=How.SWAPPED) for hit in hits if hit.how in {How.EXACT, How.MARKS})
            else:
                yield from hits

    def _holding(self, asked: Question) -> Iterator[Hit]:
        key, text = asked.entry.whole, self._text
        at = text.find(key)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            yield self._written_hit(number, at - self._starts[number], asked)
            at = text.find(key, at + 1)

    def _written_hit(self, number: int, offset: int, asked: Question) -> Hit:
        """How the letters at `offset` of a name answer the question."""
        entry, length = self.entries[number], len(asked.entry.whole)
        size, border = len(entry.whole), len(entry.given)
        nearness = 100 * length // size
        if length == size:
            is_exact = identity_of(self.names[number]) == asked.identity
            return Hit(number, How.EXACT, 100) if is_exact else Hit(number, How.MARKS, 99)
        if (offset, length) in {(0, border), (border, size - border)}:
            return Hit(number, How.WORD, nearness)
        return Hit(number, How.PREFIX if offset in {0, border} else How.PART, nearness)

    def _near(self, meant: Sequence[Question]) -> Iterator[Hit]:
        """Similar spellings: word by word, then, as words may be joined or split wrongly, the whole name."""
        found = False
        for entry, _identity in meant:
            for hit in self._near_words(entry) if entry.surname else self._near_word(entry):
                found = True
                yield hit
        if not found:
            yield from self._near_wholes(meant[0].entry)

    def _near_words(self, asked: Entry) -> Iterator[Hit]:
        """Names whose given name and surname both resemble those asked for."""
        from rapidfuzz import fuzz  # start-up: most searches need no similar spellings

        givens, surnames = (
            _like(asked.given, self._by_given, _WORD_MAY_BE),
            _like(asked.surname, self._by_surname, _WORD_MAY_BE),
        )
        for surname in surnames:
            for number in self._by_surname[surname]:
                entry = self.entries[number]
                if entry.given in givens and (
                    hit := _judged(number, entry, asked, fuzz.ratio(asked.whole, entry.whole))
                ):
                    yield hit

    def _near_word(self, asked: Entry) -> Iterator[Hit]:
        """Names one of whose words resembles the only word asked for."""
        sound = sound_key(asked.given)
        for table in (self._by_given, self._by_surname):
            for word, score in _like(asked.given, table, _WORD_MAY_BE).items():
                if sound_key(word) == sound or score >= WORD_LIKE:
                    how, bonus = (How.SOUND, _SOUND_BONUS) if sound_key(word) == sound else (How.CLOSE, 0)
                    yield from (Hit(number, how, min(99, int(score) + bonus)) for number in table[word])

    def _near_wholes(self, asked: Entry) -> Iterator[Hit]:
        from rapidfuzz import fuzz, process

        for _name, score, number in process.extract(
            asked.whole, self._wholes, scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH, limit=None
        ):
            yield Hit(number, How.CLOSE, int(score))

    @cached_property
    def _wholes(self) -> list[str]:
        return [entry.whole for entry in self.entries]

    @cached_property
    def _by_given(self) -> Mapping[str, list[int]]:
        return _numbers(entry.given for entry in self.entries)

    @cached_property
    def _by_surname(self) -> Mapping[str, list[int]]:
        return _numbers(entry.surname for entry in self.entries)


SAME: Final = frozenset({How.EXACT, How.MARKS, How.SWAPPED})
RANK: Final = {how: place for place, how in enumerate(How)} | {How.CLOSE: list(How).index(How.SOUND)}


def _starts(entries: Sequence[Entry]) -> list[int]:
    """Where each name begins in the joined text."""
    starts, at = [], len(_BARRIER)
    for given, surname in entries:
        starts.append(at)
        at += len(given) + len(surname) + len(_BARRIER)
    return starts


def _best(hits: Iterable[Hit]) -> list[Hit]:
    """Each name once, with its best reason."""
    best: dict[int, Hit] = {}
    for hit in hits:
        seen = best.setdefault(hit.at, hit)
        if (RANK[hit.how], -hit.score) < (RANK[seen.how], -seen.score):
            best[hit.at] = hit
    return list(best.values())


def _numbers(words: Iterable[str]) -> Mapping[str, list[int]]:
    table: defaultdict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(words):
        if word:
            table[word].append(number)
    return table


def _like(word: str, table: Mapping[str, object], cutoff: int) -> dict[str, float]:
    """The words of a table that resemble `word`, with how much."""
    from rapidfuzz import fuzz, process

    found = process.extract(word, list(table), scorer=fuzz.ratio, score_cutoff=cutoff, limit=None)
    return {near: score for near, score, _at in found}


def _judged(number: int, entry: Entry, asked: Entry, score: float) -> Hit | None:
    """A name both of whose words resemble the question: it sounds the same, is spelt nearly so, or neither."""
    if all(sound_key(one) == sound_key(other) for one, other in zip(entry, asked, strict=True)):
        return Hit(number, How.SOUND, min(99, int(score) + _SOUND_BONUS))
    return Hit(number, How.CLOSE, int(score)) if score >= CLOSE_ENOUGH else None

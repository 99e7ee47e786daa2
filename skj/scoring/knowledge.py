"""What the knowledge bank holds: work processes published, items by kind, addresses missing (plan table C, indicator 3; A30)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from skj.calendar import Period
from skj.ledgers.knowledge import KnowledgeItem
from skj.scoring.measures import Books, measured
from skj.scoring.milestones import Milestone, milestones_of
from skj.scoring.plan_model import Indicator
from skj.thai.sorting import sort_key
from skj.thai.text import identity_key

WEB: Final = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Process:
    """A work process: the items published by the as-of date, those that still wait, and the published ones without an address."""

    name: str
    published: tuple[KnowledgeItem, ...]
    waiting: tuple[KnowledgeItem, ...]
    unlinked: tuple[KnowledgeItem, ...]

    @property
    def published_on(self) -> date | None:
        """The day of its first item, on which the process counts; None while nothing is published."""
        return min((item.published_on for item in self.published if item.published_on), default=None)


@dataclass(frozen=True, slots=True)
class KnowledgeProgress:
    """Everything `knowledge progress` counts; processes that count stand first, in the order in which they were published."""

    processes: tuple[Process, ...]
    milestones: tuple[Milestone, ...]
    kinds: tuple[tuple[str, int, int], ...]

    @property
    def published(self) -> tuple[Process, ...]:
        """The processes that count."""
        return tuple(process for process in self.processes if process.published)

    @property
    def unlinked(self) -> tuple[KnowledgeItem, ...]:
        """Published items of which nobody can say where they stand."""
        return tuple(item for process in self.processes for item in process.unlinked)


def measure_knowledge(indicator: Indicator, period: Period, books: Books) -> KnowledgeProgress:
    """Count the items of the period by the rules of the indicator's measure."""
    records: Sequence[KnowledgeItem] = books.ledger("knowledge").records
    counted = {id(item) for item in measured("processes_published", indicator, period, books).counted}
    processes = _processes(records, counted)
    days = sorted(process.published_on for process in processes if process.published_on)
    return KnowledgeProgress(processes, milestones_of(indicator, "processes_published", days), _kinds(records, counted))


def _processes(records: Iterable[KnowledgeItem], counted: set[int]) -> tuple[Process, ...]:
    found: defaultdict[str, list[KnowledgeItem]] = defaultdict(list)
    for item in records:
        found[identity_key(item.process)].append(item)
    processes = [_process(items, counted) for items in found.values()]
    return tuple(sorted(processes, key=lambda process: (process.published_on or date.max, sort_key(process.name))))


def _process(items: Sequence[KnowledgeItem], counted: set[int]) -> Process:
    published = tuple(item for item in items if id(item) in counted)
    waiting = tuple(item for item in items if id(item) not in counted)
    return Process(items[0].process, published, waiting, tuple(item for item in published if not has_address(item)))


def has_address(item: KnowledgeItem) -> bool:
    """Whether the item names a web address; whether it answers is not asked, since skj never uses the network."""
    return (item.url or "").casefold().startswith(WEB)


def _kinds(records: Iterable[KnowledgeItem], counted: set[int]) -> tuple[tuple[str, int, int], ...]:
    """Kind as the ledger writes it, items published and items that wait; the most frequent first."""
    published: Counter[str] = Counter()
    waiting: Counter[str] = Counter()
    for item in records:
        (published if id(item) in counted else waiting)[item.kind or ""] += 1
    names = sorted({*published, *waiting}, key=lambda kind: (-published[kind], sort_key(kind)))
    return tuple((kind, published[kind], waiting[kind]) for kind in names)

"""Names that count by being different: sites, buildings, work processes, projects; and how many of them there may be."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from skj.checking.looks.pages import Office, about
from skj.checking.looks.people import doubles, with_fix
from skj.checking.looks.slips import spoken_key, usual_spellings
from skj.diagnostics import Diagnostic
from skj.language import N_
from skj.ledgers.base import Ledger
from skj.ledgers.budget import Payment
from skj.ledgers.rooms import RoomRepair
from skj.rules import histories
from skj.rules.between import PROJECT_MISSPELT, TOO_MANY_SITES
from skj.thai.text import identity_key, search_key

# Fields of free text by which rows are counted or told apart, and the field within which they are compared.
COUNTED_BY: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "rooms": (("site", ""), ("building", "site")),
    "knowledge": (("process", ""),),
    "budget": (("project", ""),),
    "training_roll": (("agency", ""), ("person_type", "")),
    "training_followup": (("agency", ""),),
    "insignia": (("agency", ""),),
}
# What makes two rows one entry: what both must say, and what must not differ.
_ENTRIES: Final[Mapping[str, tuple[tuple[str, ...], tuple[str, ...], str]]] = {
    "knowledge": (("process", "title"), ("kind", "url", "published_on"), N_("process and title")),
    "budget": (("project", "paid_on", "amount"), (), N_("project, day and amount")),
    "evidence": (("indicator", "item", "document_no"), ("dated_on", "file"), N_("document and item")),
}
_NEARLY: Final = 85


def spelt_two_ways(ledger: Ledger[Any]) -> Iterator[Diagnostic]:
    """Names that are one to a searcher and two to whoever counts: the rarer spelling, against the usual one."""
    for name, within in COUNTED_BY.get(ledger.spec.name, ()):
        yield from _spelt(ledger, name, within)


def _spelt(ledger: Ledger[Any], name: str, within: str) -> Iterator[Diagnostic]:
    spelt: defaultdict[tuple[str, str], list[Any]] = defaultdict(list)  # rows that say it letter for letter the same
    for record in ledger.records:
        if text := getattr(record, name):
            spelt[(getattr(record, within) or "") if within else "", text].append(record)
    groups: defaultdict[str, dict[str, list[Any]]] = defaultdict(dict)
    for (group, text), records in spelt.items():
        groups[spoken_key(group)].setdefault(text, []).extend(records)
    for texts in groups.values():
        for records in _alike(texts):
            spellings = Counter(identity_key(getattr(record, name)) for record in records)
            if len(spellings) > 1:
                yield from _rarer(ledger, name, records, spellings)


def _alike(texts: Mapping[str, list[Any]]) -> Iterator[list[Any]]:
    """The rows of each thing that is written in several ways."""
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for text in texts:
        alike[spoken_key(text)].append(text)
    slips = usual_spellings({same[0]: sum(len(texts[text]) for text in same) for same in alike.values()})
    for slip, usual in slips.items():
        if (own := spoken_key(usual)) in alike:
            alike[own] += alike.pop(spoken_key(slip))
    yield from ([record for text in same for record in texts[text]] for same in alike.values() if len(same) > 1)


def _rarer(ledger: Ledger[Any], name: str, records: Sequence[Any], spellings: Counter[str]) -> Iterator[Diagnostic]:
    usual = max(spellings, key=lambda spelling: spellings[spelling])
    best = next(record for record in records if identity_key(getattr(record, name)) == usual)
    for record in records:
        if identity_key(getattr(record, name)) != usual:
            found = about(histories.SPELT_TWO_WAYS, record, name, spec=ledger.spec, first=str(best.place(name)))
            yield with_fix(found, str(getattr(best, name)))


def doubled_entries(ledger: Ledger[Any]) -> Iterator[Diagnostic]:
    """The same thing entered twice."""
    fields, others, what = _ENTRIES[ledger.spec.name]

    def key(record: Any) -> tuple[Any, ...] | None:
        values = [getattr(record, name) for name in (*fields, *others)]
        if None in values[: len(fields)]:
            return None
        return tuple(identity_key(value) if isinstance(value, str) else value for value in values)

    for record, first in doubles(ledger.records, key):
        name = fields[0]
        yield about(histories.ENTRY_DOUBLED, record, name, spec=ledger.spec, what=what, first=str(first.place(name)))


def housing(office: Office, ledger: Ledger[RoomRepair]) -> Iterator[Diagnostic]:
    """One site in one district; no more sites and buildings than the plan knows (facts 10)."""
    yield from _two_districts(ledger)
    facts = next((each.facts.housing for each in office.plan.indicators if each.facts.housing), None)
    if facts is None:
        return
    sites = Counter(identity_key(record.site) for record in ledger.records if record.site)
    buildings = Counter(record.room_key[:2] for record in ledger.records if record.building)
    districts = Counter(record.district for record in ledger.records if record.district)
    for name, counts, limit, what in (
        ("site", sites, facts.sites, N_("sites")),
        ("building", buildings, facts.buildings, N_("buildings")),
        ("district", districts, facts.districts, N_("districts")),
    ):
        if len(counts) > limit:
            yield _too_many(ledger, name, counts, limit, what)


def _too_many(ledger: Ledger[RoomRepair], name: str, counts: Counter[Any], limit: int, what: str) -> Diagnostic:
    """One finding, at the first row of the name that occurs least."""
    keys: Mapping[str, Callable[[RoomRepair], Any]] = {
        "site": lambda record: identity_key(record.site or ""),
        "building": lambda record: record.room_key[:2],
        "district": lambda record: record.district,
    }
    rarest = min(counts, key=lambda key: counts[key])
    record = next(record for record in ledger.records if keys[name](record) == rarest)
    return about(TOO_MANY_SITES, record, name, spec=ledger.spec, count=len(counts), limit=limit, what=what)


def _two_districts(ledger: Ledger[RoomRepair]) -> Iterator[Diagnostic]:
    """Rooms of a site that stand in another district than most of that site."""
    sites: defaultdict[str, list[RoomRepair]] = defaultdict(list)
    for record in ledger.records:
        if record.site and record.district:
            sites[identity_key(record.site)].append(record)
    for records in sites.values():
        counts = Counter(record.district for record in records)
        usual = max(counts, key=lambda district: counts[district])
        best = next(record for record in records if record.district == usual)
        for record in records:
            if record.district != usual:
                where = {"other": usual, "first": str(best.place("district"))}
                yield about(histories.BUILDING_IN_TWO_DISTRICTS, record, "district", spec=ledger.spec, **where)


def payments(office: Office, ledger: Ledger[Payment]) -> Iterator[Diagnostic]:
    """More paid than the budget allows, and projects that are nearly those of the plan."""
    paid: defaultdict[str, Decimal] = defaultdict(Decimal)
    budgets: dict[str, Decimal] = {}
    told: set[str] = set()
    for record in ledger.records:
        project = identity_key(record.project)
        paid[project] += record.amount or 0
        budgets[project] = max(budgets.get(project, Decimal()), record.budget or Decimal())
        if project not in told and 0 < budgets[project] < paid[project]:
            told.add(project)
            sums = {"paid": f"{paid[project]:,}", "budget": f"{budgets[project]:,}"}
            yield about(histories.PAID_TOO_MUCH, record, "amount", spec=ledger.spec, **sums)
    yield from _projects(office, ledger)


def _projects(office: Office, ledger: Ledger[Payment]) -> Iterator[Diagnostic]:
    plan = office.plan
    known = [each.name.th for each in plan.routine_projects]
    known += [name for each in plan.indicators for name in (each.project.th, each.name.th)]
    keys = {identity_key(name) for name in known}
    nearest: dict[str, str] = {}
    for record in ledger.records:
        if record.project not in nearest:
            is_known = identity_key(record.project) in keys
            nearest[record.project] = "" if is_known else _nearly(record.project, known)
        if near := nearest[record.project]:
            yield with_fix(about(PROJECT_MISSPELT, record, "project", spec=ledger.spec), near)


def _nearly(text: str, names: Sequence[str]) -> str:
    from rapidfuzz import fuzz, process  # start-up: only an unknown project needs it

    best = process.extractOne(text, list(names), scorer=fuzz.ratio, processor=search_key, score_cutoff=_NEARLY)
    return str(best[0]) if best else ""

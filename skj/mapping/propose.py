"""A raw table to proposals: the ledger it is, and for every column the field it is, each with a confidence; pure."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from skj.files.headings import HeadingTexts, Vocabulary, assign_fields
from skj.files.tables import CellValue, RawTable, column_letters
from skj.ledgers.base import LedgerSpec, ReadingOptions
from skj.ledgers.knownheadings import DEFAULT_SETTINGS, LedgerSettings, vocabulary
from skj.mapping.blocks import Block, bounded, column_values, data_rows, find_blocks
from skj.mapping.evidence import MOSTLY, Fit, examples_of, fit_of, is_person_column, is_typed, kind_of, may_be_shown
from skj.mapping.fields import MapField, fields_of, is_missing, missing_headings
from skj.mapping.likeness import bare_key, begins_alike, holds_whole, likeness, slips

# A heading read from one of its lines, or with the group heading beside it, is a little less sure than one read whole.
_READING_COST: Final = (0.0, 0.02, 0.05, 0.05)
# What makes a proposal sure enough to be taken without a question; measured over thousands of layouts (tests/mapping).
SURE_LIKENESS: Final = 0.74
SHORT_LIKENESS: Final = 0.6
TELLING_WEIGHT: Final = 0.6
MARGIN: Final = 0.2
LEDGER_MARGIN: Final = 0.8
# Below these nothing is proposed; what is proposed there is asked.
WORTH_ASKING: Final = 0.55
WORTH_ASKING_BY_VALUES: Final = 0.3
CONTRADICTION: Final = -0.3
_FIT_UP, _FIT_DOWN = 0.3, 0.6
_MISSING_ESSENTIAL, _MISSING_REQUIRED = 0.8, 0.3
_CHOICES: Final = 5
_LOOKED_AT: Final = 4


class Status(StrEnum):
    """How sure a proposal is. Only `known` and `sure` are ever written; `unclear` is asked; `extra` is no field at all."""

    KNOWN = "known"
    SURE = "sure"
    UNCLEAR = "unclear"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Choice:
    """A field a column may be, and how well it fits from 0 to 1."""

    field: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ColumnProposal:
    """What one column is thought to be; `field` is None for a column of no field, `choices` the nearest fields, best first."""

    column: int
    heading: str
    field: str | None
    status: Status
    confidence: float
    choices: tuple[Choice, ...]
    examples: tuple[str, ...]
    fit: Fit
    is_personal: bool
    is_doubled: bool = False

    @property
    def letters(self) -> str:
        """The column as the spreadsheet names it."""
        return column_letters(self.column)


@dataclass(frozen=True, slots=True)
class TableProposal:
    """What one table of a sheet is thought to be.

    `spec` is None when the headings fit no ledger. `is_sure` is False when another ledger fits nearly as well. `missing`
    are the headings without which it is not this ledger and which no column may be. `rivals` are the ledgers by fit, best first.
    """

    sheet: str
    first_row: int
    last_row: int
    spec: LedgerSpec[Any] | None
    is_sure: bool
    confidence: float
    columns: tuple[ColumnProposal, ...]
    missing: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()

    @property
    def unclear(self) -> tuple[ColumnProposal, ...]:
        """The columns that somebody must decide."""
        return tuple(column for column in self.columns if column.status is Status.UNCLEAR)

    @property
    def mapped(self) -> Mapping[str, ColumnProposal]:
        """The columns that may be written, by field."""
        taken = {Status.KNOWN, Status.SURE}
        return {column.field: column for column in self.columns if column.field and column.status in taken}


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What proposals are made from: the ledgers, what skj.toml says of each, and which of them it says this file is."""

    specs: Sequence[LedgerSpec[Any]]
    settings: Mapping[str, LedgerSettings] = field(default_factory=dict)
    named: frozenset[str] = frozenset()

    def settings_of(self, name: str) -> LedgerSettings:
        """What skj.toml says about a ledger."""
        return self.settings.get(name, DEFAULT_SETTINGS)

    def fields_of(self, spec: LedgerSpec[Any]) -> tuple[MapField, ...]:
        """The fields of a ledger with all their headings."""
        return fields_of(spec, self.settings_of(spec.name))

    def keys(self) -> tuple[str, ...]:
        """All headings of all ledgers, without tone marks."""
        found = {bare_key(key) for spec in self.specs for each in self.fields_of(spec) for key in each.keys}
        return tuple(sorted(found - {""}))


def propose(table: RawTable, knowledge: Knowledge) -> list[TableProposal]:
    """The tables of a sheet from above, each with its ledger and columns; none when nothing looks like headings."""
    texts = HeadingTexts(table)
    found = [_Page(table, texts, block) for block in find_blocks(table, texts, knowledge.keys())]
    proposals = [_propose_block(page, knowledge) for page in found]
    tables = [(one.first_row, one.last_row) for one in proposals if one.spec and not one.missing]
    if len(tables) in {0, len(proposals)}:
        return proposals if tables else _fullest(proposals)
    # Rows of data that looked like headings cut a table short: look again without them.
    return [_propose_block(_Page(table, texts, block), knowledge) for block in bounded(tables, len(table.rows))]


def _fullest(proposals: list[TableProposal]) -> list[TableProposal]:
    """The one that comes nearest to being a table."""
    return [max(proposals, key=lambda one: (one.confidence, len(one.columns)))] if proposals else []


class _Page:
    """One table of a sheet as it is looked at: the readings of its headings and a sample of the values of each column."""

    def __init__(self, table: RawTable, texts: HeadingTexts, block: Block) -> None:
        self.table, self.texts, self.block = table, texts, block
        self._fits: dict[tuple[object, ...], Fit] = {}

    @cached_property
    def columns(self) -> list[int]:
        """The columns that have a heading, or values without one."""
        last = max((len(cells) for cells in self.rows), default=0)
        wide = range(1, max(self.texts.width(self.block.first_row, self.block.last_row), last) + 1)
        return [
            column
            for column in wide
            if column not in self._spanned and (self.title(column) or len(self.values[column]) > 1)
        ]

    @cached_property
    def _spanned(self) -> frozenset[int]:
        """Columns under a heading merged over several: they belong to the first of them."""
        first, last = self.block.first_row, self.block.last_row
        starts = {str(column): column for column in range(1, self.texts.width(first, last) + 1)}
        spans = self.texts.spans(first, last, starts)
        return frozenset(column for name, right in spans.items() for column in range(starts[name] + 1, right + 1))

    @cached_property
    def rows(self) -> list[Sequence[CellValue]]:
        return data_rows(self.table, self.block)

    @cached_property
    def values(self) -> Mapping[int, list[CellValue]]:
        width = max([self.texts.width(self.block.first_row, self.block.last_row), *map(len, self.rows)])
        return {column: column_values(self.rows, column) for column in range(1, width + 1)}

    def title(self, column: int) -> str:
        return self.texts.title(self.block.first_row, self.block.last_row, column)

    def readings(self, column: int) -> list[tuple[str, float]]:
        """The keys of a heading with what each costs."""
        kinds = range(len(_READING_COST) if self.block.last_row > self.block.first_row else 1)
        keys = ((self.texts.reading(kind, self.block.first_row, self.block.last_row, column), kind) for kind in kinds)
        return [(key, _READING_COST[kind]) for key, kind in keys if key]

    def likeness(self, column: int, each: MapField) -> float:
        """How much the heading of a column is like those of a field."""
        pairs = ((key, cost, known) for key, cost in self.readings(column) for known in each.keys)
        return max((likeness(key, known) - cost for key, cost, known in pairs), default=0.0)

    def slips(self, column: int, each: MapField) -> int:
        return min((slips(key, each.keys) for key, _cost in self.readings(column)), default=99)

    def fit(self, column: int, each: MapField, settings: LedgerSettings) -> Fit:
        """How the values of a column fit a field; looked at once for each way of reading."""
        key = (column, kind_of(each), settings.two_digit_years)
        if key not in self._fits:
            options = ReadingOptions(self.table.is_1904, "ce" if settings.two_digit_years == "ce" else "be")
            self._fits[key] = fit_of(self.values[column], each, options)
        return self._fits[key]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A column held against a field."""

    column: int
    field: MapField
    likeness: float
    fit: Fit
    is_known: bool = False

    @property
    def score(self) -> float:
        """Heading and values together; values that cannot be this field's weigh more than values that can."""
        weight = self.fit.weight
        return self.likeness + weight * (_FIT_UP if weight > 0 else _FIT_DOWN)

    @property
    def confidence(self) -> float:
        """The score as a share of certainty; only a known heading whose values agree is certain."""
        if self.is_known and self.fit.weight > CONTRADICTION:
            return 1.0
        return min(
            0.99, max(0.0, self.score / (1 + _FIT_UP)) if self.fit.share is not None else max(0.0, self.likeness)
        )


class _Match:
    """One ledger held against one table."""

    def __init__(self, page: _Page, spec: LedgerSpec[Any], knowledge: Knowledge) -> None:
        self.page, self.spec = page, spec
        self.settings = knowledge.settings_of(spec.name)
        self.fields = knowledge.fields_of(spec)
        self.words = vocabulary(spec, self.settings)
        self.known, self.doubled = self._exact(self.words)
        self.pairs = self._pairs()
        self.chosen = self._choose()

    def _exact(self, words: Vocabulary) -> tuple[Mapping[int, str], Mapping[int, str]]:
        """What the reader of ledgers itself would take: column to field, and columns whose field is taken already."""
        block = self.page.block
        taken, doubled = assign_fields(self.page.texts, words, block.first_row, block.last_row - block.first_row + 1)
        own = set(self.page.columns)
        known = {column: name for name, column in taken.items() if column in own}
        return known, {column: name for name, column in doubled if column in own}

    def _pairs(self) -> list[_Pair]:
        found = [self._pair(column, each) for column in self.page.columns for each in self.fields]
        return sorted(found, key=lambda pair: (-pair.is_known, -pair.score, pair.column))

    def _pair(self, column: int, each: MapField) -> _Pair:
        fit = self.page.fit(column, each, self.settings)
        if self.known.get(column) == each.name:
            return _Pair(column, each, 1.0, fit, is_known=True)
        alike = self.page.likeness(column, each)
        return _Pair(column, each, min(alike, 0.98), fit)

    @cached_property
    def asked(self) -> Mapping[int, _Pair]:
        """For each column the ledger cannot be without, the one unused column that may be it; asked, never taken."""
        names = {column.field for column in self.spec.columns if column.essential and is_missing(column, self.found)}
        near = [pair for pair in self.pairs if pair.field.name in names and self._may_be(pair)]
        columns, fields = (Counter(each) for each in ([one.column for one in near], [one.field.name for one in near]))
        return {one.column: one for one in near if columns[one.column] == fields[one.field.name] == 1}

    def _may_be(self, pair: _Pair) -> bool:
        """Whether an unused column fits a field by its values and loosely by its heading."""
        if pair.column in self.chosen or _clashes(pair.field.name, self.found):
            return False
        if pair.fit.share is None or pair.fit.share < MOSTLY:
            return False
        readings = [key for key, _cost in self.page.readings(pair.column)]
        if pair.fit.weight >= TELLING_WEIGHT:
            return begins_alike(readings, pair.field.keys)
        return pair.fit.weight >= 0 and holds_whole(readings, pair.field.keys)

    def _choose(self) -> dict[int, _Pair]:
        """One field a column and one column a field, the best pairs first; what is not worth asking is left out."""
        chosen: dict[int, _Pair] = {}
        taken: set[str] = set()
        for pair in self.pairs:
            if pair.column in chosen or _clashes(pair.field.name, taken) or not _is_worth_asking(pair):
                continue
            chosen[pair.column] = pair
            taken.add(pair.field.name)
        return chosen

    @cached_property
    def found(self) -> frozenset[str]:
        return frozenset(pair.field.name for pair in self.chosen.values())

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The headings of the columns without which this is not the ledger."""
        return missing_headings(self.spec, self.found)

    @cached_property
    def unanswered(self) -> tuple[str, ...]:
        """Of those that are missing, the ones that nobody can be asked about."""
        return missing_headings(self.spec, self.found | {pair.field.name for pair in self.asked.values()})

    @cached_property
    def score(self) -> float:
        """How well the ledger fits the table: its columns found, less those it cannot be without."""
        required = sum(column.required and is_missing(column, self.found) for column in self.spec.columns)
        gained = sum(min(pair.score, 1.0 + _FIT_UP) for pair in self.chosen.values())
        return gained - _MISSING_ESSENTIAL * len(self.missing) - _MISSING_REQUIRED * required

    def proposal(self, column: int) -> ColumnProposal:
        """What a column is thought to be."""
        asked = self.asked.get(column)
        pair = asked or self.chosen.get(column)
        status = Status.UNCLEAR if asked else self._status(pair) if pair else Status.EXTRA
        values = self.page.values[column]
        return ColumnProposal(
            column,
            self.page.title(column),
            pair.field.name if pair else None,
            status,
            pair.confidence if pair else 0.0,
            self._choices(column, asked),
            examples_of([value for value in values if not pair or may_be_shown(pair.field.column, value)]),
            pair.fit if pair else self.page.fit(column, self.fields[0], self.settings),
            self._is_personal(pair, status, values),
            is_doubled=column in self.doubled,
        )

    def _is_personal(self, pair: _Pair | None, status: Status, values: Sequence[CellValue]) -> bool:
        """Values are hidden when their field is personal, or when nobody knows what they are in a ledger that has such."""
        if pair and (status is not Status.UNCLEAR or _is_plainly(pair)):
            return pair.field.column.personal is not None
        return any(column.personal for column in self.spec.columns) or is_person_column(values)

    def _choices(self, column: int, first: _Pair | None) -> tuple[Choice, ...]:
        """The nearest fields that no known heading holds; before all the one that is asked about."""
        held = {name for other, name in self.known.items() if other != column}
        near = [pair for pair in self.pairs if pair.column == column and pair.field.name not in held]
        near.sort(key=lambda pair: pair is not first)
        return tuple(Choice(pair.field.name, round(pair.confidence, 2)) for pair in near[:_CHOICES])

    def _status(self, pair: _Pair) -> Status:
        if pair.fit.weight <= CONTRADICTION:
            return Status.UNCLEAR
        if pair.is_known:
            is_one = pair.field.name not in self.doubled.values() or pair.field.name in self.words.named
            return Status.KNOWN if is_one else Status.UNCLEAR
        return Status.SURE if self._is_sure(pair) else Status.UNCLEAR

    def _is_sure(self, pair: _Pair) -> bool:
        """A heading nearly right, values that agree, and no other field or column anywhere near."""
        if pair.field.name in self.words.named or pair.column in self.doubled:
            return False
        telling = pair.fit.weight >= TELLING_WEIGHT
        is_alike = pair.likeness >= SURE_LIKENESS or (telling and pair.likeness >= SHORT_LIKENESS)
        return is_alike and self._margin(pair) >= MARGIN

    def _margin(self, pair: _Pair) -> float:
        """How far the next field for this column, or the next column for this field, lies behind."""
        settled = {name for column, name in self.known.items() if column != pair.column}
        rivals = (
            other.score
            for other in self.pairs
            if other is not pair
            and (
                (other.column == pair.column and other.field.name not in settled)
                or (other.field.name == pair.field.name and other.column not in self.known)
            )
        )
        return pair.score - max(rivals, default=0.0)


def _clashes(name: str, taken: Collection[str]) -> bool:
    """Whether a field is taken, a whole field by its parts or a part by the whole."""
    whole, _dot, part = name.partition(".")
    return name in taken or (whole in taken if part else any(other.startswith(f"{name}.") for other in taken))


def _is_plainly(pair: _Pair) -> bool:
    """Whether the values are of the field's own kind, such as dates, whichever field of that kind it is."""
    return is_typed(pair.field.column) and pair.fit.share is not None and pair.fit.share >= MOSTLY


def _is_worth_asking(pair: _Pair) -> bool:
    if pair.is_known:
        return True
    if pair.fit.weight <= CONTRADICTION:
        return False
    telling = pair.fit.weight >= TELLING_WEIGHT
    return pair.likeness >= WORTH_ASKING or (telling and pair.likeness >= WORTH_ASKING_BY_VALUES)


def _propose_block(page: _Page, knowledge: Knowledge) -> TableProposal:
    matches = [_Match(page, spec, knowledge) for spec in _nearest(page, knowledge)]
    matches.sort(key=lambda match: -_rank(match, knowledge))
    best, rest = matches[0], matches[1:]
    lead = _rank(best, knowledge) - (_rank(rest[0], knowledge) if rest else 0.0)
    is_known = best.score > 0 and len(best.chosen) > 1
    columns = tuple(best.proposal(column) for column in page.columns)
    proposal = TableProposal(
        page.table.sheet,
        page.block.first_row,
        page.block.last_row,
        best.spec if is_known else None,
        is_known and lead >= LEDGER_MARGIN,
        _ledger_confidence(best, lead) if is_known else 0.0,
        columns,
        best.unanswered,
        tuple(match.spec.name for match in matches if match.score > 0),
    )
    return _with_doubt(proposal)


def _nearest(page: _Page, knowledge: Knowledge) -> list[LedgerSpec[Any]]:
    """The few ledgers whose headings are most like those of the table; only their values are looked at."""

    def alike(spec: LedgerSpec[Any]) -> float:
        fields = knowledge.fields_of(spec)
        best = (max(page.likeness(column, each) for column in page.columns) for each in fields)
        return sum(one for one in best if one >= WORTH_ASKING) + (
            LEDGER_MARGIN if spec.name in knowledge.named else 0.0
        )

    return sorted(knowledge.specs, key=lambda spec: -alike(spec))[:_LOOKED_AT]


def _rank(match: _Match, knowledge: Knowledge) -> float:
    """The fit of a ledger, with a lead for those that skj.toml says the file is."""
    return match.score + (LEDGER_MARGIN if match.spec.name in knowledge.named else 0.0)


def _ledger_confidence(match: _Match, lead: float) -> float:
    """The share of required columns that were found, less when another ledger is near."""
    needed = [column for column in match.spec.columns if column.required or column.essential]
    found = sum(not is_missing(column, match.found) for column in needed) / max(len(needed), 1)
    return round(found * min(1.0, max(lead, 0.0) / LEDGER_MARGIN), 2)


def _with_doubt(proposal: TableProposal) -> TableProposal:
    """When the ledger itself is not sure, no column is."""
    if proposal.is_sure:
        return proposal
    columns = tuple(replace(column, status=Status.UNCLEAR) if column.field else column for column in proposal.columns)
    return replace(proposal, columns=columns)

"""What would be: gains laid over what was measured, and scored by the same ladder as everything else."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from skj.diagnostics import Diagnostic, UsageRefused
from skj.language import _
from skj.ledgers.base import Sheet
from skj.ledgers.evidence import EvidenceDocument
from skj.rules.outlook import GAIN_IMPOSSIBLE
from skj.scoring.levels import score
from skj.scoring.measurement import Measurement
from skj.scoring.measures import Books
from skj.scoring.plan_model import EvidenceItem
from skj.scoring.scorecard import Result, Scorecard
from skj.scoring.supposing import Change, Gain, changes_of
from skj.scoring.work import Outlook, supply_of

_NOWHERE: Final = Sheet("evidence", "", "", {}, {})


@dataclass(frozen=True, slots=True)
class Supposition:
    """One gain with what it changes; `doubts` are sentences on why it may not come to pass, already translated."""

    gain: Gain
    changes: tuple[Change, ...]
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The scorecard as it is and as it would be; results stand in the same order."""

    before: Scorecard
    after: Scorecard
    suppositions: tuple[Supposition, ...]
    by: date | None

    @property
    def points_gain(self) -> Fraction:
        """The points that would be added."""
        return self.after.points - self.before.points

    @property
    def pairs(self) -> list[tuple[Result, Result]]:
        """Each indicator as it is and as it would be."""
        return list(zip(self.before.results, self.after.results, strict=True))


def suppose(card: Scorecard, gains: Sequence[Gain], by: date | None, books: Books) -> WhatIf:
    """Lay gains over a scorecard, in their order; UsageRefused for one that makes a share more than its whole."""
    before = {result.indicator.id: result for result in card.results}
    results, suppositions = dict(before), []
    sums: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for gain in gains:
        now = results[gain.indicator.id]
        changes = changes_of(gain, now.measurements)
        _check(gain, now.measurements, changes)
        for change in changes:
            sums[gain.indicator.id, name_of(change)] += change.part
        outlook = Outlook(gain.indicator, before[gain.indicator.id].measurements, card.period, by, books)
        doubts = (doubt for change in changes for doubt in _doubts(outlook, now, change, sums))
        suppositions.append(Supposition(gain, changes, tuple(dict.fromkeys(doubts))))
        results[gain.indicator.id] = with_changes(now, changes)
    after = replace(card, results=tuple(results.values()))
    return WhatIf(card, after, tuple(suppositions), by)


def name_of(change: Change) -> str:
    """The key of what a change is about: the id of a measure or the key of an evidence item."""
    return change.target.key if isinstance(change.target, EvidenceItem) else change.target.id


def with_changes(result: Result, changes: Iterable[Change]) -> Result:
    """The indicator after some changes, scored anew by the ladder of the plan."""
    measurements, evidence = dict(result.measurements), dict(result.evidence)
    for change in changes:
        if isinstance(change.target, EvidenceItem):
            evidence.setdefault(change.target.key, _paper(result.indicator.id, change.target.key))
        else:
            measurements[change.target.id] = grown(measurements[change.target.id], change)
    judged = score(result.indicator, measurements, evidence)
    return replace(result, measurements=measurements, evidence=evidence, score=judged, readings=())


def grown(found: Measurement, change: Change) -> Measurement:
    """A measurement with something added to its part and its whole; the records stay those that are there."""
    whole = None if found.denominator is None else found.denominator + change.whole
    return replace(found, numerator=found.numerator + change.part, denominator=whole)


def _paper(indicator: str, key: str) -> EvidenceDocument:
    """A document that is only supposed: it stands in no file."""
    return EvidenceDocument(sheet=_NOWHERE, row=0, indicator=indicator, item=key)


def _check(gain: Gain, measurements: Mapping[str, Measurement], changes: Iterable[Change]) -> None:
    for change in changes:
        if isinstance(change.target, EvidenceItem):
            continue
        then = grown(measurements[change.target.id], change)
        whole = then.denominator
        if whole is not None and not 0 <= then.numerator <= whole:
            args = {"value": gain.words, "measure": change.target.label.text(), "part": then.numerator, "whole": whole}
            raise UsageRefused(Diagnostic(GAIN_IMPOSSIBLE, args=args))


def _doubts(outlook: Outlook, now: Result, change: Change, sums: Mapping[tuple[str, str], Fraction]) -> Iterable[str]:
    """Why a gain may not be possible: no time, or with the gains before it more than there is. It is answered all the same."""
    if isinstance(change.target, EvidenceItem):
        if change.target.key in now.evidence:
            yield _("this document is there already")
        elif not paper_is_possible(outlook):
            yield _("no day is left on which the document could be dated")
        return
    supply = supply_of(outlook, change.target)
    if supply.most is not None and sums[outlook.indicator.id, change.target.id] > max(supply.most, Fraction(0)):
        yield supply.why


def paper_is_possible(outlook: Outlook) -> bool:
    """Whether a document can still be dated: it counts up to the as-of date of a later report, in whatever year."""
    return outlook.by is None or outlook.by > outlook.period.as_of


def default_by(card: Scorecard) -> date | None:
    """The last day of the fiscal year while it runs, and no limit afterwards: documents may follow."""
    end = card.period.fiscal.end
    return end if card.period.as_of < end else None


def days_left(card: Scorecard, by: date | None) -> int:
    """Days of the fiscal year after the as-of date and up to `by`: the time a gain has."""
    fiscal = card.period.fiscal
    last = fiscal.end if by is None else min(by, fiscal.end)
    return max(0, (last - max(card.period.as_of, fiscal.start - timedelta(days=1))).days)

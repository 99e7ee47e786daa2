"""The grammar of a gain: `housing+12`, `coaching.sessions=5`, `housing.satisfied+8/10`, `coaching.final_report`.

    GAIN      = INDICATOR [ "." KEY ] [ CHANGE ]
    INDICATOR = number or id                      KEY = a measure's id (without: the headline), or an evidence item's key or label
    CHANGE    = "+" N | "+" N "/" M | "=" N | "=" N "/" M

`+N` adds to what is there, `=N` says what there is afterwards. `N/M` is for shares whose whole grows with them: N good ones
among M new ones. Thai digits and spaces do not matter.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from skj.diagnostics import Diagnostic, UsageRefused
from skj.language import N_, _
from skj.rules.outlook import GAIN_UNCLEAR
from skj.rules.workspace import INDICATOR_UNKNOWN
from skj.scoring.measurement import Measurement
from skj.scoring.plan_model import EvidenceItem, Indicator, Measure, Plan
from skj.scoring.work import GROWTHS, Growth, days_limit, sharers
from skj.thai.digits import to_arabic

_GAIN: Final = re.compile(
    r"(?P<who>[^.+=\s]+)\s*(?:\.\s*(?P<what>[^+=]+?))?\s*"
    r"(?:(?P<sign>[+=])\s*(?P<part>\d+(?:\.\d+)?)\s*(?:/\s*(?P<whole>\d+(?:\.\d+)?))?)?\s*"
)


@dataclass(frozen=True, slots=True)
class Gain:
    """A gain as asked for: of a measure (`part`, `whole` None where none was given) or of an evidence item.

    `is_total`: the numbers are what there is afterwards, not what is added.
    """

    words: str
    indicator: Indicator
    target: Measure | EvidenceItem
    part: Fraction = Fraction(0)
    whole: Fraction | None = None
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What a gain does to one measure: added to the part and to the whole; or an evidence item that is there (`part` 1).

    `follows` marks what nobody asked for but cannot be otherwise: a case presented in time enlarges the whole of every limit.
    """

    indicator: Indicator
    target: Measure | EvidenceItem
    part: Fraction
    whole: Fraction = Fraction(0)
    follows: bool = False


def join_words(words: Iterable[str]) -> list[str]:
    """Gains from the words of a command line, where `housing +12` may come as two."""
    joined: list[str] = []
    for word in words:
        if joined and word.lstrip()[:1] in {"+", "="}:
            joined[-1] += word.strip()
        else:
            joined.append(word.strip())
    return joined


def parse_gain(plan: Plan, words: str) -> Gain:
    """Read one gain; UsageRefused says what is not understood and what there is to choose from."""
    found = _GAIN.fullmatch(to_arabic(unicodedata.normalize("NFC", words)))
    if found is None:
        raise _unclear(words, N_("it is not of the form INDICATOR.KEY+N"))
    indicator = indicator_named(plan, found["who"])
    target = _target(indicator, found["what"], words, has_number=found["sign"] is not None)
    if isinstance(target, EvidenceItem):
        return Gain(words, indicator, target, Fraction(1))
    whole = Fraction(found["whole"]) if found["whole"] else None
    gain = Gain(words, indicator, target, Fraction(found["part"]), whole, is_total=found["sign"] == "=")
    if reason := _mistake(gain, target):
        raise _unclear(words, reason, indicator)
    return gain


def indicator_named(plan: Plan, name: str) -> Indicator:
    """The indicator of a number or id; UsageRefused names those there are."""
    indicator = plan.find(name)
    if indicator is None:
        known = ", ".join(f"{each.number} {each.id}" for each in plan.indicators)
        raise UsageRefused(Diagnostic(INDICATOR_UNKNOWN, args={"value": name, "known": known}))
    return indicator


def _target(indicator: Indicator, key: str | None, words: str, *, has_number: bool) -> Measure | EvidenceItem:
    """A measure takes a number, an evidence item takes none."""
    wanted = indicator.headline if key is None else key.strip()
    measure = next((each for each in indicator.measures if each.id == wanted.lower()), None)
    item = None if measure else indicator.evidence_item(wanted)
    if measure and has_number:
        return measure
    if item and not has_number:
        return item
    if measure:
        raise _unclear(words, N_("it lacks a number"), indicator)
    reason = N_("a document takes no number") if item else N_("there is no such measure or document")
    raise _unclear(words, reason, indicator)


def _mistake(gain: Gain, measure: Measure) -> str:
    growth = GROWTHS[measure.function]
    numbers = [number for number in (gain.part, gain.whole) if number is not None]
    if measure.function != "plan_progress" and any(number.denominator != 1 for number in numbers):
        return N_("only whole numbers can be counted")
    if gain.whole is not None and gain.part > gain.whole:
        return N_("the part is more than the whole")
    if growth is Growth.COUNT and gain.whole is not None:
        return N_("a count has no whole")
    if growth is Growth.PART and gain.whole is not None:
        return N_("the whole of this share is fixed")
    if growth is Growth.BOTH and gain.is_total and gain.whole is None:
        return N_("of a share say part and whole, N/M")
    return ""


def _unclear(words: str, reason: str, indicator: Indicator | None = None) -> UsageRefused:
    known = "" if indicator is None else known_keys(indicator)
    return UsageRefused(Diagnostic(GAIN_UNCLEAR, args={"value": words, "reason": reason, "known": known}))


def known_keys(indicator: Indicator) -> str:
    """Everything of an indicator that can be gained, as it is written on the command line."""
    keys = [*(measure.id for measure in indicator.measures), *(item.key for item in indicator.evidence)]
    return _("Of {indicator} there are: {keys}.").format(indicator=indicator.id, keys=", ".join(keys))


def changes_of(gain: Gain, measurements: Mapping[str, Measurement]) -> tuple[Change, ...]:
    """What a gain adds, and what follows from it for other measures of the same cases."""
    if isinstance(gain.target, EvidenceItem):
        return (Change(gain.indicator, gain.target, Fraction(1)),)
    own = _own_change(gain, gain.target, measurements[gain.target.id])
    return (own, *followers(own))


def _own_change(gain: Gain, measure: Measure, now: Measurement) -> Change:
    part, whole = gain.part, gain.whole
    if GROWTHS[measure.function] is not Growth.BOTH:
        return Change(gain.indicator, measure, part - now.numerator if gain.is_total else part)
    whole = part if whole is None else whole
    if gain.is_total:
        part, whole = part - now.numerator, whole - (now.denominator or 0)
    return Change(gain.indicator, measure, part, whole)


def followers(change: Change) -> tuple[Change, ...]:
    """The same cases under the other limits of days: who keeps a limit keeps every wider one; of a narrower one nothing is claimed."""
    if isinstance(change.target, EvidenceItem):
        return ()
    limit = {measure.id: days_limit(measure) for measure in sharers(change.indicator, change.target)}
    own = days_limit(change.target) if limit else Fraction(0)
    return tuple(
        Change(
            change.indicator,
            measure,
            change.part if limit[measure.id] >= own else Fraction(0),
            change.whole,
            follows=True,
        )
        for measure in sharers(change.indicator, change.target)
    )

"""Which corrections are wanted: the words of `--select` and `--ignore`, names of corrections or codes of rules."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from skj.checking.select import Choice, choose
from skj.diagnostics import Diagnostic, Rule, UsageRefused
from skj.language import _
from skj.ledgers.vocabulary import nearest
from skj.rules.fixing import CORRECTION_UNKNOWN
from skj.rules.mends import BY_NAME, Mend


@dataclass(frozen=True, slots=True)
class _Words:
    """Names of corrections, and codes as `skj check` takes them."""

    names: frozenset[str] = frozenset()
    codes: Choice = field(default_factory=Choice)

    def fit(self, mend: Mend, rule: Rule) -> bool:
        """Whether the words name this correction or this rule."""
        return mend.name in self.names or (bool(self.codes.select) and self.codes.takes(rule))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What may be corrected; without words everything that is safe, with `unsafe` guesses too."""

    select: _Words | None = None
    ignore: _Words = field(default_factory=_Words)
    unsafe: bool = False

    def with_guesses(self) -> "Wanted":
        """The same with guesses."""
        return replace(self, unsafe=True)

    def takes(self, mend: Mend, rule: Rule, *, is_safe: bool) -> bool:
        """Whether a correction is wanted."""
        is_selected = self.select is None or self.select.fit(mend, rule)
        return is_selected and not self.ignore.fit(mend, rule) and (is_safe or self.unsafe)


def wanted_of(select: Sequence[str], ignore: Sequence[str], rules: Iterable[Rule], *, unsafe: bool) -> Wanted:
    """What the words mean; UsageRefused for a word that is no correction and no rule."""
    known = list(rules)
    return Wanted(_words(select, known) if select else None, _words(ignore, known), unsafe)


def _words(given: Sequence[str], rules: Sequence[Rule]) -> _Words:
    words = [word for text in given for word in re.split(r"[,\s]+", text) if word]
    names = [word.lower() for word in words if word.lower() in BY_NAME]
    codes = [word for word in words if word.lower() not in BY_NAME]
    try:
        return _Words(frozenset(names), choose(codes, [], rules))
    except UsageRefused as refusal:
        raise UsageRefused(_unknown(str(refusal.diagnostic.args["value"]))) from None


def _unknown(word: str) -> Diagnostic:
    near = nearest(word, BY_NAME)
    told = _(" (perhaps {name} is meant)").format(name=near) if near else ""
    return Diagnostic(CORRECTION_UNKNOWN, args={"value": word, "nearest": told, "known": ", ".join(BY_NAME)})

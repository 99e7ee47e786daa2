"""What is told of a check-up: the findings shown, and the counts that also hold what is not shown."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from skj.checking.baseline import Baseline, Split
from skj.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: the lowest severity shown, the baseline if any, whether all found now is to be accepted."""

    lowest: Severity = Severity.WARNING
    baseline: Baseline | None = None
    accept: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """The findings shown, how many there are of each severity, and what the baseline silenced.

    Notes are only compared with the baseline when they are shown. `baseline` accepts what was found and was asked for.
    """

    shown: tuple[Diagnostic, ...]
    counts: Counter[Severity]
    lowest: Severity
    accepted: int = 0
    gone: int = 0
    rules: int = 0
    baseline: Baseline | None = None
    by_ledger: Counter[tuple[str, Severity]] = field(default_factory=Counter)
    faulty: frozenset[str] = frozenset()  # the ledgers with an error or a warning, accepted or not

    @property
    def errors(self) -> int:
        """New findings of severity error."""
        return self.counts[Severity.ERROR]

    @property
    def warnings(self) -> int:
        """New findings of severity warning, shown or not."""
        return self.counts[Severity.WARNING]

    @property
    def notes(self) -> int:
        """Notes, shown or not."""
        return self.counts[Severity.INFO]

    @property
    def hidden(self) -> int:
        """Findings below the lowest severity shown."""
        return sum(count for severity, count in self.counts.items() if severity < self.lowest)


def judge(
    findings: Sequence[Diagnostic],
    wanted: Wanted,
    complete: Callable[[Diagnostic], Diagnostic],
    never: Callable[[Diagnostic], bool],
    rules: int = 0,
) -> Verdict:
    """Sort findings into shown, counted and accepted; `complete` adds what the sheets know to those that are looked at.

    Findings of `never` (files that cannot be read) are never accepted.
    """
    looked_at = min(wanted.lowest, Severity.WARNING)  # warnings count for --strict whether they are shown or not
    whole = [complete(found) for found in findings if found.severity >= looked_at]
    split, baseline = _split(whole, wanted, never)
    unseen = Counter(found.severity for found in findings if found.severity < looked_at)
    return Verdict(
        tuple(found for found in split.new if found.severity >= wanted.lowest),
        Counter(found.severity for found in split.new) + unseen,
        wanted.lowest,
        len(split.accepted),
        split.gone,
        rules,
        baseline,
        Counter((found.ledger, found.severity) for found in split.new),
        frozenset(found.ledger for found in whole if found.severity > Severity.INFO),
    )


def _split(
    whole: Iterable[Diagnostic], wanted: Wanted, never: Callable[[Diagnostic], bool]
) -> tuple[Split, Baseline | None]:
    found = list(whole)
    if wanted.baseline is None:
        return Split(found), None
    baseline = wanted.baseline.of(item for item in found if not never(item)) if wanted.accept else wanted.baseline
    return baseline.split(found, never), baseline

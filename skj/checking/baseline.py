"""Old faults the office has accepted: they stay silent, new ones do not.

A fault is known by its rule, file, sheet and field and by a keyed hash of the person, room or case and of the raw value,
never by its row: rows put in above it do not wake it. Nothing personal stands in the file in clear; whoever has the file
and a list of names can still try them out, so it belongs beside the ledgers, not on a public page.
"""

import hashlib
import hmac
import json
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

from skj.diagnostics import Diagnostic, Place, UsageRefused
from skj.rules.workspace import BASELINE_MISSING, BASELINE_UNREADABLE

VERSION: Final = 1
_HASH_LENGTH: Final = 32


class Fault(NamedTuple):
    """What makes a fault the same one as before."""

    code: str
    file: str
    sheet: str
    field: str
    key: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """Accepted faults and how often each occurs; `salt` is the key of the hashes, new for every new baseline."""

    salt: str = field(default_factory=lambda: secrets.token_hex(16))
    accepted: Counter[Fault] = field(default_factory=Counter)

    def fault_of(self, found: Diagnostic) -> Fault:
        """The fault that a finding is, under the salt of this baseline."""
        content = f"{found.key}\0{found.value or ''}".encode()
        key = hmac.new(self.salt.encode(), content, hashlib.sha256).hexdigest()[:_HASH_LENGTH]
        return Fault(found.code, found.place.file, found.place.sheet, found.field, key)

    def split(self, findings: Iterable[Diagnostic], never: Callable[[Diagnostic], bool]) -> "Split":
        """New findings, accepted ones, and how many accepted ones are gone; findings of `never` cannot be accepted."""
        left = Counter(self.accepted)
        new, old = [], []
        for found in findings:
            fault = self.fault_of(found)
            if left[fault] > 0 and not never(found):
                left[fault] -= 1
                old.append(found)
            else:
                new.append(found)
        return Split(new, old, left.total())

    def of(self, findings: Iterable[Diagnostic]) -> "Baseline":
        """A baseline that accepts exactly these findings, with the same salt."""
        return Baseline(self.salt, Counter(self.fault_of(found) for found in findings))

    def text(self) -> str:
        """The file: JSON lines, the first says what it is; in an order that does not depend on the ledgers' rows."""
        lines: list[dict[str, Any]] = [{"skj_baseline": VERSION, "salt": self.salt}]
        lines += [{**fault._asdict(), "count": count} for fault, count in sorted(self.accepted.items())]
        return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class Split:
    """Findings compared with a baseline; `gone` counts accepted faults that were not found any more."""

    new: Sequence[Diagnostic]
    accepted: Sequence[Diagnostic] = ()
    gone: int = 0


def read_baseline(path: Path) -> Baseline:
    """Read a baseline; UsageRefused when there is none or when it is something else."""
    try:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        head, *rest = lines
        if head["skj_baseline"] != VERSION:
            raise ValueError(head["skj_baseline"])  # noqa: TRY301  (told in one place with all that can be wrong)
        return Baseline(str(head["salt"]), Counter(dict(_accepted(line) for line in rest)))
    except FileNotFoundError:
        raise UsageRefused(Diagnostic(BASELINE_MISSING, Place(path.as_posix()))) from None
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        raise UsageRefused(Diagnostic(BASELINE_UNREADABLE, Place(path.as_posix()))) from None


def _accepted(line: Any) -> tuple[Fault, int]:
    return Fault(*(str(line[name]) for name in Fault._fields)), int(line["count"])

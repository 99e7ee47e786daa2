"""Runs every ledger and the rules between them, and keeps what was found and what was looked at."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from skj.checking.looks.closer import look_closely
from skj.checking.looks.pages import Office
from skj.diagnostics import Diagnostic, Findings
from skj.ledgers.base import Ledger
from skj.rules.between import SESSION_UNKNOWN
from skj.rules.sheets import SHEET_FOREIGN
from skj.scoring.between import REFERRING, check_between
from skj.scoring.measures import Books
from skj.workspace import Workspace

# The ledgers whose rows name something of the plan or of another ledger.
POINTING: Final = frozenset({*REFERRING, "training_roll"})


@dataclass(frozen=True, slots=True)
class CheckedLedger:
    """What was looked at of one ledger: its files, its rows, and who looks after it if skj.toml says so."""

    name: str
    label: str
    files: tuple[str, ...]
    records: int
    left_out: int
    responsible: str = ""

    @property
    def rows(self) -> int:
        """All rows that are records, sound or not."""
        return self.records + self.left_out


@dataclass(frozen=True, slots=True)
class Checkup:
    """Ledgers as they were checked, and all findings in the order of files, sheets, rows and columns."""

    ledgers: tuple[CheckedLedger, ...]
    findings: tuple[Diagnostic, ...]

    @property
    def files(self) -> tuple[str, ...]:
        """Every file that was read, once."""
        return tuple(dict.fromkeys(file for ledger in self.ledgers for file in ledger.files))

    def without_findings(self) -> "Checkup":
        """What was looked at alone."""
        return Checkup(self.ledgers, ())


def check_ledgers(
    space: Workspace, names: Sequence[str], refused: Iterable[Diagnostic] = (), *, today: date
) -> Checkup:
    """Check the ledgers `names` of a workspace; `refused` are files named on the command line that could not be read.

    `today` is the day after which nothing can have happened yet. Rules between ledgers look at the ledgers referred to as
    well, but tell only of those named. UsageRefused for a plan that cannot be read.
    """
    ledgers = [space.ledger(name) for name in names]
    findings = Findings([*refused, *_between(space, names)])
    findings.extend(found for ledger in ledgers for found in _own(ledger))
    findings.extend(look_closely(Office(space, today), names))
    return Checkup(
        tuple(_checked(space, ledger) for ledger in ledgers),
        tuple(_without_repeats(findings.sorted(), ledgers)),
    )


def _checked(space: Workspace, ledger: Ledger[Any]) -> CheckedLedger:
    name = ledger.spec.name
    return CheckedLedger(
        name,
        ledger.spec.label,
        tuple(ledger.files),
        len(ledger.records),
        len(ledger.left_out),
        space.section(name).responsible,
    )


def _own(ledger: Ledger[Any]) -> Iterator[Diagnostic]:
    """The findings of a ledger; those about a whole file do not know yet whose file it is."""
    name = ledger.spec.name
    return (found if found.ledger else replace(found, ledger=name) for found in ledger.findings)


def _between(space: Workspace, names: Sequence[str]) -> Iterator[Diagnostic]:
    if not POINTING & set(names):
        return
    is_known = space.ledger("training_sessions").is_configured
    for found in check_between(space.plan, Books(space.ledger)):
        # Without any ledger of sessions every row of the roll would be at fault; SKJ654 says what is missing.
        if found.ledger in names and (is_known or found.rule is not SESSION_UNKNOWN):
            yield found


def _without_repeats(findings: Iterable[Diagnostic], ledgers: Sequence[Ledger[Any]]) -> Iterator[Diagnostic]:
    """What is said of a file once, also when it holds several ledgers; a sheet that another ledger reads is not foreign."""
    read = {(sheet.file, sheet.sheet) for ledger in ledgers for sheet in ledger.sheets}
    said: set[tuple[str, object, object]] = set()
    for found in findings:
        place = (
            found.code,
            found.place,
            found.args.get("ledger_id"),
        )  # what is said of skj.toml is said of each ledger
        is_read_elsewhere = found.rule is SHEET_FOREIGN and (found.place.file, found.place.sheet) in read
        if is_read_elsewhere or (not found.place.row and found.place.file and place in said and not found.field):
            continue
        said.add(place)
        yield found

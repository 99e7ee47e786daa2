"""Sessions of training and coaching: their days, their numbers, and who stands on the roll."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from skj.checking.looks.pages import Office, about
from skj.diagnostics import Diagnostic
from skj.ledgers.base import Ledger
from skj.ledgers.coaching import CoachingTalk
from skj.ledgers.insignia import InsigniaReturn
from skj.ledgers.training import TrainingAttendance, TrainingSession
from skj.rules import histories
from skj.rules.between import AGENCY_NOT_INVITED, MORE_THAN_EXPECTED, SESSION_WITHOUT_ROLL
from skj.thai.text import identity_key


def missing_numbers(ledger: Ledger[Any]) -> Iterator[Diagnostic]:
    """Numbers left out between the first and the last session."""
    first: dict[int, Any] = {}
    for record in ledger.records:
        first.setdefault(record.session, record)
    numbers = sorted(first)
    for earlier, later in pairwise(numbers):
        if later - earlier > 1:
            told = {"session": earlier + 1, "earlier": earlier, "later": later}
            yield about(histories.SESSION_MISSING, first[later], "session", spec=ledger.spec, **told)


def two_days(ledger: Ledger[CoachingTalk]) -> Iterator[Diagnostic]:
    """One session of coaching on two days: the numbers or the days are wrong."""
    first: dict[int, CoachingTalk] = {}
    for record in ledger.records:
        if record.held_on is None:
            continue
        seen = first.setdefault(record.session, record)
        if seen.held_on != record.held_on:
            told = {"day": record.held_on, "other": seen.held_on, "first": str(seen.place("held_on"))}
            yield about(
                histories.SESSION_DAYS_DIFFER, record, "held_on", spec=ledger.spec, session=record.session, **told
            )


def without_roll(office: Office, ledger: Ledger[TrainingSession]) -> Iterator[Diagnostic]:
    """Sessions that were held and have nobody on the roll, once the roll is kept at all."""
    roll = office.ledger("training_roll")
    present = {record.session for record in roll.records} | _aside(roll)
    for record in ledger.records if present else ():
        if record.held_on and record.held_on <= office.today and record.session not in present:
            told = {"session": record.session, "day": record.held_on}
            yield about(SESSION_WITHOUT_ROLL, record, "session", spec=ledger.spec, **told)


def _aside(roll: Ledger[Any]) -> set[int]:
    """The sessions of rows that are set aside: somebody was there."""
    keys = (reason.key.split(" ")[0] for left in roll.left_out for reason in left.reasons)
    return {int(key) for key in keys if key.isdecimal()}


def agencies(office: Office, ledger: Ledger[TrainingAttendance]) -> Iterator[Diagnostic]:
    """People of agencies that were not at the session, where the sessions say who was."""
    invited = {
        record.session: {identity_key(agency) for agency in record.agencies}
        for record in office.ledger("training_sessions").records
        if record.agencies
    }
    for record in ledger.records:
        own = invited.get(record.session)
        if own and record.agency and identity_key(record.agency) not in own:
            yield about(AGENCY_NOT_INVITED, record, "agency", spec=ledger.spec, session=record.session)


def more_than_expected(office: Office, ledger: Ledger[InsigniaReturn]) -> Iterator[Diagnostic]:
    """More records of a grant year than paper records (contract section 3: capped per year, so the surplus counts for nothing)."""
    counts = Counter(record.year for record in ledger.records)
    for year, expected in sorted(office.space.section(ledger.spec.name).expected.items()):
        if counts[year] > expected:
            last = [record for record in ledger.records if record.year == year][-1]
            told = {"count": counts[year], "year": year, "expected": expected}
            yield about(MORE_THAN_EXPECTED, last, "year", spec=ledger.spec, **told)

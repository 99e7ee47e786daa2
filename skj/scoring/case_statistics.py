"""The statistics of discipline cases of a fiscal year (plan, evidence 4.3): what came, what went, and of which kind."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from skj.calendar import Period, month_key, months_begun
from skj.language import N_
from skj.scoring.clocks import Clock, Limits, Status
from skj.thai.sorting import sort_key

BROUGHT, RECEIVED, PRESENTED, OPEN, ALL = "brought", "received", "presented", "open", "all"
NOT_STATED: Final = N_("not stated")
IN_SCOPE: Final = N_("serious, corruption, in scope")
GRAVITY: Final = {
    (True, True): N_("serious, corruption, position below the scope"),
    (True, False): N_("serious, other"),
    (False, True): N_("not serious, corruption"),
    (False, False): N_("not serious, other"),
}


@dataclass(frozen=True, slots=True)
class Table:
    """Cases split by one question; its counts add up to the count named by `whole`. `groups` keep their order, empty ones too."""

    name: str
    whole: str
    groups: Mapping[str, tuple[Clock, ...]]

    @property
    def counts(self) -> dict[str, int]:
        """How many cases each group has."""
        return {key: len(clocks) for key, clocks in self.groups.items()}


@dataclass(frozen=True, slots=True)
class CaseStatistics:
    """`wholes` are the counts the tables add up to: brought + received = presented + open = all."""

    wholes: Mapping[str, tuple[Clock, ...]]
    tables: tuple[Table, ...]


def case_statistics(clocks: Iterable[Clock], limits: Limits, period: Period) -> CaseStatistics:
    """Statistics of the cases the office had in the fiscal year by the as-of date: all but those presented before it."""
    held = [clock for clock in clocks if clock.is_open or clock.in_year]
    received = [clock for clock in held if period.counts(clock.case.report_received_on)]
    presented = [clock for clock in held if not clock.is_open]
    running = [clock for clock in held if clock.is_open]
    brought = [clock for clock in held if not period.counts(clock.case.report_received_on)]
    wholes = {BROUGHT: brought, RECEIVED: received, PRESENTED: presented, OPEN: running, ALL: held}
    tables = (
        _table("kind", ALL, held, _kind, [IN_SCOPE, *GRAVITY.values()]),
        _table("position", ALL, sorted(held, key=lambda clock: sort_key(_position(clock))), _position, []),
        _table("stage", OPEN, running, _stage, STAGE_WORDS),
        _table("state", OPEN, running, lambda clock: STATE_WORDS[clock.status], STATE_WORDS.values()),
        _table("result", PRESENTED, presented, lambda clock: _result(clock, limits), RESULT_WORDS),
        _monthly("received_by_month", RECEIVED, received, lambda clock: clock.case.report_received_on, period),
        _monthly("presented_by_month", PRESENTED, presented, lambda clock: clock.end, period),
    )
    return CaseStatistics({name: tuple(found) for name, found in wholes.items()}, tables)


# Until when a case is in a stage, by the dates that are known.
STAGE_WORDS: Final = (
    N_("with the authority"),
    N_("on its way to the commission's office"),
    N_("at the commission's office"),
    N_("ordered onto the agenda"),
)
STATE_WORDS: Final = {
    Status.OPEN: N_("within both limits"),
    Status.AT_RISK: N_("past the stricter limit"),
    Status.OVERDUE: N_("past both limits"),
}
RESULT_WORDS: Final = (
    N_("within both limits"),
    N_("past the stricter limit"),
    N_("past both limits"),
)


def _table(name: str, whole: str, clocks: Sequence[Clock], key: Callable[[Clock], str], order: Iterable[str]) -> Table:
    groups: dict[str, list[Clock]] = {each: [] for each in order}
    for clock in clocks:
        groups.setdefault(key(clock), []).append(clock)
    return Table(name, whole, {each: tuple(found) for each, found in groups.items()})


def _kind(clock: Clock) -> str:
    """Gravity and scope in one: as two tables, a count hidden in one could be worked out from the other."""
    case = clock.case
    if clock.in_scope:
        return IN_SCOPE
    if case.serious is None or case.corruption is None:
        return NOT_STATED
    return GRAVITY[case.serious, case.corruption]


def _position(clock: Clock) -> str:
    case = clock.case
    words = [part for part in (case.known_position_type, case.position_level) if part]
    return " · ".join(words) or NOT_STATED


def _stage(clock: Clock) -> str:
    if clock.stage2.end:
        return STAGE_WORDS[3]
    if clock.stage2.start:
        return STAGE_WORDS[2]
    return STAGE_WORDS[1] if clock.stage1.end else STAGE_WORDS[0]


def _result(clock: Clock, limits: Limits) -> str:
    if clock.days < limits.strict:
        return RESULT_WORDS[0]
    return RESULT_WORDS[1] if clock.days <= limits.wide else RESULT_WORDS[2]


def _monthly(
    name: str, whole: str, clocks: Sequence[Clock], day: Callable[[Clock], date | None], period: Period
) -> Table:
    """By month, every month begun, as `2024-02`."""
    groups: dict[str, list[Clock]] = {month: [] for month in months_begun(period)}
    for clock in clocks:
        moment = day(clock)
        if moment is not None:
            groups[month_key(moment)].append(clock)
    return Table(name, whole, {month: tuple(found) for month, found in groups.items()})

"""What to say in the statistics of discipline cases: `discipline stats`, the plan's report 4.3. Counts alone, never a case."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from skj.calendar import Period
from skj.language import N_, _
from skj.ledgers.base import Ledger
from skj.ledgers.cases import DisciplineCase
from skj.reports.model import Field, Grid, Kind, Line, Note, Report, Section, Trace
from skj.reports.months import month_of_key
from skj.reports.wording import basis_notes, iso, period_line, period_notes
from skj.scoring.case_statistics import ALL, BROUGHT, OPEN, PRESENTED, RECEIVED, CaseStatistics, Table
from skj.scoring.suppression import LEAST, hidden_counts

WHOLES: Final = {
    BROUGHT: N_("brought forward from earlier years"),
    RECEIVED: N_("received this year"),
    PRESENTED: N_("presented this year"),
    OPEN: N_("open at the end"),
    ALL: N_("all cases of the year"),
}
TITLES: Final = {
    "kind": N_("Kind of breach"),
    "position": N_("Position of the accused"),
    "stage": N_("Open cases by stage"),
    "state": N_("Open cases by days"),
    "result": N_("Presented cases by days"),
    "received_by_month": N_("Received by month"),
    "presented_by_month": N_("Presented by month"),
}
HIDDEN: Final = "*"


@dataclass(frozen=True, slots=True)
class Shown:
    """Counts as they may be seen: None is hidden. `in_scope` are those of the indicator, by group; never published."""

    total: int | None
    counts: Mapping[str, int | None]
    in_scope: Mapping[str, int] | None = None


def shown_wholes(statistics: CaseStatistics, *, publish: bool) -> dict[str, int | None]:
    """The counts that tables add up to. What came and what went each add up to all, so each pair is hidden together."""
    counts = {name: len(clocks) for name, clocks in statistics.wholes.items()}
    if not publish:
        return dict(counts)
    everything = counts[ALL]
    seen: dict[str, int | None] = {ALL: None if 0 < everything < LEAST else everything}
    for pair in ((BROUGHT, RECEIVED), (PRESENTED, OPEN)):
        hidden = hidden_counts({name: counts[name] for name in pair})
        for name in pair:
            seen[name] = None if seen[ALL] is None or name in hidden.keys else counts[name]
    return seen


def shown_table(table: Table, whole: int | None, *, publish: bool) -> Shown:
    """The counts of a table; where its total may not be seen, none of them may."""
    if not publish:
        in_scope = {key: sum(clock.in_scope for clock in clocks) for key, clocks in table.groups.items()}
        return Shown(whole, dict(table.counts), in_scope)
    if whole is None:
        return Shown(None, dict.fromkeys(table.counts))
    hidden = hidden_counts(table.counts)
    return Shown(whole, {key: None if key in hidden.keys else count for key, count in table.counts.items()})


def stats_report(
    statistics: CaseStatistics, ledger: Ledger[DisciplineCase], period: Period, *, publish: bool = False
) -> Report:
    """The statistics; with `publish` counts of fewer than five are hidden, and others from which they could be worked out."""
    wholes = shown_wholes(statistics, publish=publish)
    tables = {table.name: shown_table(table, wholes[table.whole], publish=publish) for table in statistics.tables}
    grids = [_whole_grid(wholes), *(_grid(name, shown) for name, shown in tables.items())]
    notes = _notes(publish=publish)
    return Report(
        title=_("Statistics of discipline cases"),
        subtitle=period_line(period),
        sections=(Section(_("Statistics"), (*grids, *notes)),),
        main=_flat(wholes, tables),
        data=_data(wholes, tables, period, publish=publish),
        footer=(*([] if publish else basis_notes([ledger])), *period_notes(period)),
        traces=() if publish else tuple(_traces(statistics)),
    )


def _whole_grid(wholes: Mapping[str, int | None]) -> Grid:
    lines = tuple(Line((_(WHOLES[name]), _seen(wholes[name]))) for name in WHOLES)
    return Grid(_fields(), lines, _("Movement"))


def _fields(*, with_scope: bool = False) -> tuple[Field, ...]:
    scope = (Field("in_scope", _("In scope"), Kind.COUNT),) if with_scope else ()
    return Field("group", _("Group of cases")), Field("cases", _("Number of cases"), Kind.COUNT), *scope


def _grid(name: str, shown: Shown) -> Grid:
    """One table with its total; what is in scope stands beside it where nothing is hidden."""
    scope = shown.in_scope
    lines = [Line((group_name(key), _seen(count), *_scope(scope, key))) for key, count in shown.counts.items()]
    total = Line((_("Total"), _seen(shown.total), *([] if scope is None else [sum(scope.values())])), "quiet")
    fields = _fields(with_scope=scope is not None)
    return Grid(fields, (*lines, total) if lines else (), _(TITLES[name]), _("No cases."))


def _scope(counts: Mapping[str, int] | None, key: str) -> tuple[int, ...]:
    return () if counts is None else (counts[key],)


def _seen(count: int | None) -> int | str:
    return HIDDEN if count is None else count


def group_name(key: str) -> str:
    """A group in the language in use: a month, words of ours, or a position as the plan writes it."""
    return month_of_key(key) if key[:4].isdecimal() else _(key)


def _notes(*, publish: bool) -> Iterator[Note]:
    if publish:
        text = _("{sign} hides counts of fewer than {least} and others from which such a count could be worked out.")
        yield Note(text.format(sign=HIDDEN, least=LEAST), "quiet")
        text = _("Two publications of nearby days can give away together what each one hides; publish once a period.")
        yield Note(text, "warn")
    yield Note(_("A case (เรื่อง) is counted once, however many are accused in it (A8)."), "quiet")


def _flat(wholes: Mapping[str, int | None], tables: Mapping[str, Shown]) -> Grid:
    """Everything in one grid, for spreadsheets and programs."""
    fields = (Field("table", _("Table")), *_fields())
    lines = [Line((_("Movement"), _(WHOLES[name]), _seen(wholes[name]))) for name in WHOLES]
    lines += [
        Line((_(TITLES[name]), group_name(key), _seen(count)))
        for name, shown in tables.items()
        for key, count in shown.counts.items()
    ]
    return Grid(fields, tuple(lines))


def _data(
    wholes: Mapping[str, int | None], tables: Mapping[str, Shown], period: Period, *, publish: bool
) -> dict[str, Any]:
    return {
        "fiscal_year": period.fiscal_year,
        "as_of": iso(period.as_of),
        "published": publish,
        **wholes,
        "tables": {
            name: {
                "total": shown.total,
                "groups": [_group_data(shown, key) for key in shown.counts],
            }
            for name, shown in tables.items()
        },
    }


def _group_data(shown: Shown, key: str) -> dict[str, Any]:
    found: dict[str, Any] = {"key": key, "name": group_name(key), "cases": shown.counts[key]}
    return found if shown.in_scope is None else {**found, "in_scope": shown.in_scope[key]}


def _traces(statistics: CaseStatistics) -> Iterator[Trace]:
    for name, clocks in statistics.wholes.items():
        yield Trace(name, _(WHOLES[name]), len(clocks), counted=tuple(clock.case for clock in clocks))
    for table in statistics.tables:
        for key, clocks in table.groups.items():
            label = f"{_(TITLES[table.name])}: {group_name(key)}"
            counted = tuple(clock.case for clock in clocks)
            yield Trace(f"{table.name}.{key}", label, len(clocks), counted=counted)

"""The pictures of the single answers for the sheets of a scorecard: rooms, case days and sessions, by indicator."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, cast

from skj.calendar import Period
from skj.language import _
from skj.reports.housing_parts import burn_up
from skj.reports.model import Chart, Report, Section, Series
from skj.reports.months import month_names, running_counts
from skj.scoring.clocks import Clock, limits_of, running_clocks
from skj.scoring.measures import Books
from skj.scoring.milestones import Held, counts_needed, first_days
from skj.scoring.plan_model import Measure
from skj.scoring.progress import measure_progress
from skj.scoring.scorecard import Result, Scorecard

MOST_CASES: Final = 60  # more bars than that show nothing


def unit_charts(card: Scorecard, books: Books) -> Mapping[str, Sequence[Chart]]:
    """The charts of each indicator that has any, by its id."""
    return {result.indicator.id: charts for result in card.results if (charts := list(_charts(result, card, books)))}


def _charts(result: Result, card: Scorecard, books: Books) -> Iterator[Chart]:
    functions = {measure.function: measure for measure in result.indicator.measures}
    if "rooms_repaired" in functions:
        yield from _rooms(result, functions["rooms_repaired"], card.period, books)
    if "presented_within" in functions:
        yield from _cases(result, card.period, books)
    if "sessions_held" in functions:
        yield from _sessions(result, functions["sessions_held"], card.period)


def _rooms(result: Result, measure: Measure, period: Period, books: Books) -> Iterator[Chart]:
    needed = counts_needed(result.indicator, measure.function)
    progress = measure_progress(books.ledger(measure.ledger).records, period, needed)
    blocks = burn_up(progress, result.indicator.facts.housing, period).blocks
    yield from (block for block in blocks if isinstance(block, Chart))


def _cases(result: Result, period: Period, books: Books) -> Iterator[Chart]:
    yield from case_charts(result, running_clocks(books.ledger("cases").records, result.indicator, period))


def with_case_sheet(report: Report, result: Result, clocks: Sequence[Clock]) -> Report:
    """The report with a sheet for its workbook that shows the days of the cases; none when there are no cases."""
    charts = tuple(case_charts(result, clocks))
    if not charts:
        return report
    return replace(report, sheets=(*report.sections, Section(_("Days of each case"), charts)))


def case_charts(result: Result, clocks: Sequence[Clock]) -> Iterator[Chart]:
    """The days of every case in scope that counted this year or still runs, against the limits of the levels."""
    shown = [clock for clock in clocks if clock.in_scope and (clock.is_open or clock.in_year)]
    shown = sorted(shown, key=lambda clock: (clock.is_open, clock.case.case_no))[:MOST_CASES]
    if not shown:
        return
    limits = limits_of(result.indicator)
    presented = tuple(None if clock.is_open else clock.days for clock in shown)
    still_open = tuple(clock.days if clock.is_open else None for clock in shown)
    named = [(_("{days} days").format(days=days), days) for days in (limits.strict, limits.wide)]
    labels = tuple(clock.case.shown_no for clock in shown)
    series = (Series(_("presented"), presented), Series(_("open"), still_open, "warn"))
    yield Chart("bars", _("Days of each case"), labels, series, tuple(named), _("days"))


def _sessions(result: Result, measure: Measure, period: Period) -> Iterator[Chart]:
    """Sessions held by the end of each month, against the milestones of the levels."""
    days = first_days(cast("Iterable[Held]", result.measurements[measure.id].counted))
    done = running_counts(days, period)
    limits = tuple(
        (_("level {level}").format(level=level), needed)
        for level, needed in counts_needed(result.indicator, measure.function).items()
    )
    title = _("Sessions by the end of each month of {year}").format(year=period.fiscal_year)
    yield Chart("lines", title, month_names(period), (Series(_("held"), done),), limits, _("sessions"))

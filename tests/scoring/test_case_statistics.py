"""Statistics of cases: every table adds up; published, no count under five can be worked out."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import product
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skj.language import use_language
from skj.ledgers.base import Ledger
from skj.ledgers.cases import SPEC, DisciplineCase
from skj.render.output import COMMON, Format
from skj.reports.case_stats import shown_table, shown_wholes, stats_report
from skj.scoring.case_statistics import ALL, BROUGHT, OPEN, PRESENTED, RECEIVED, CaseStatistics, case_statistics
from skj.scoring.clocks import limits_of, running_clocks
from skj.scoring.suppression import LEAST
from tests import record_books as made
from tests.record_books import as_of, indicator
from tests.render.whole import to_bytes

DISCIPLINE: Final = indicator("discipline")
DAY: Final = date(2024, 3, 31)
YEAR: Final = date(2023, 10, 1)


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


def case(**fields: Any) -> DisciplineCase:
    return made.cases(0)[0].model_copy(update={"presented_on": None, **fields})


def counted(cases: list[DisciplineCase], day: date = DAY) -> CaseStatistics:
    period = as_of(day)
    return case_statistics(running_clocks(cases, DISCIPLINE, period), limits_of(DISCIPLINE), period)


def test_what_came_and_what_went() -> None:
    cases = [
        case(report_received_on=date(2023, 8, 1), presented_on=date(2023, 9, 30)),  # gone before the year
        case(report_received_on=date(2023, 8, 1), presented_on=date(2023, 10, 1)),
        case(report_received_on=date(2023, 9, 30)),
        case(report_received_on=date(2023, 10, 1), presented_on=date(2024, 3, 31)),
        case(report_received_on=date(2024, 3, 31), presented_on=date(2024, 4, 1)),
        case(report_received_on=date(2024, 4, 1)),  # not yet
    ]
    found = counted(cases)
    assert {name: len(clocks) for name, clocks in found.wholes.items()} == {
        BROUGHT: 2,
        RECEIVED: 2,
        PRESENTED: 2,
        OPEN: 2,
        ALL: 4,
    }


def test_every_question_of_the_report() -> None:
    start = date(2024, 1, 1)
    cases = [
        case(report_received_on=start),
        case(report_received_on=start, ordered_on=date(2024, 1, 20)),
        case(report_received_on=start, ordered_on=date(2024, 1, 20), division_received_on=date(2024, 1, 25)),
        case(report_received_on=date(2023, 12, 1), agenda_ordered_on=date(2024, 2, 1), division_received_on=start),
        case(report_received_on=start, presented_on=date(2024, 3, 20)),
        case(report_received_on=start, presented_on=date(2024, 3, 31), serious=False),
        case(report_received_on=start, corruption=None, position_type=None, position_level=None),
    ]
    tables = {
        table.name: {key: count for key, count in table.counts.items() if count} for table in counted(cases).tables
    }
    assert tables == {
        "kind": {"serious, corruption, in scope": 5, "not serious, corruption": 1, "not stated": 1},
        "position": {"อำนวยการ · ต้น": 6, "not stated": 1},
        "stage": {
            "with the authority": 2,
            "on its way to the commission's office": 1,
            "at the commission's office": 1,
            "ordered onto the agenda": 1,
        },
        "state": {"past the stricter limit": 4, "past both limits": 1},  # 90 days on 31 March, 121 days
        "result": {"within both limits": 1, "past the stricter limit": 1},  # 79 and 90 days
        "received_by_month": {"2023-12": 1, "2024-01": 6},
        "presented_by_month": {"2024-03": 2},
    }


days = st.integers(-60, 170).map(lambda step: YEAR + timedelta(step))
yes_no = st.sampled_from([True, False, None])
some_cases = st.lists(
    st.builds(
        lambda start, taken, serious, corruption, level: case(
            report_received_on=start,
            presented_on=None if taken is None else start + timedelta(taken),
            serious=serious,
            corruption=corruption,
            position_level=level,
        ),
        days,
        st.none() | st.integers(0, 150),
        yes_no,
        yes_no,
        st.sampled_from(["ต้น", "สูง"]),
    ),
    max_size=40,
)


@settings(max_examples=50)
@given(some_cases)
def test_everything_adds_up(cases: list[DisciplineCase]) -> None:
    found = counted(cases)
    whole = {name: len(clocks) for name, clocks in found.wholes.items()}
    assert whole[BROUGHT] + whole[RECEIVED] == whole[PRESENTED] + whole[OPEN] == whole[ALL]
    for table in found.tables:
        assert sum(table.counts.values()) == whole[table.whole], table.name


def possible(shown: Mapping[str, int | None], total: int) -> dict[str, set[int]]:
    """Every value each hidden count may have for somebody who sees the others and the total."""
    hidden = [key for key, count in shown.items() if count is None]
    rest = total - sum(count for count in shown.values() if count is not None)
    ways = [way for way in product(range(rest + 1), repeat=len(hidden)) if sum(way) == rest]
    return {key: {way[at] for way in ways} for at, key in enumerate(hidden)}


@settings(max_examples=50)
@given(some_cases)
def test_no_small_count_can_be_seen_or_worked_out(cases: list[DisciplineCase]) -> None:
    found = counted(cases)
    wholes = shown_wholes(found, publish=True)
    assert not any(count and count < LEAST for count in wholes.values() if count is not None)
    for table in found.tables:
        shown = shown_table(table, wholes[table.whole], publish=True)
        assert not any(0 < count < LEAST for count in shown.counts.values() if count is not None)
        if shown.total is not None:
            hidden = [key for key, count in shown.counts.items() if count is None]
            together = shown.total - sum(count for count in shown.counts.values() if count is not None)
            assert not hidden or (len(hidden) > 1 and together >= LEAST), table.name
            if len(hidden) <= 3:
                assert all(len(values) > 1 for values in possible(shown.counts, shown.total).values())


@pytest.mark.parametrize("form", COMMON)
def test_published_statistics_hold_no_small_count_in_any_form(form: Format) -> None:
    cases = [case(report_received_on=date(2024, 1, 1)) for _each in range(12)]
    cases += [case(report_received_on=date(2024, 2, 1), serious=False) for _each in range(3)]
    report = stats_report(counted(cases), Ledger(SPEC), as_of(DAY), publish=True)
    assert report.traces == ()
    if form in {Format.JSON, Format.CSV, Format.JSONL}:
        text = to_bytes(report, form).decode()
        gravity = [line for line in text.splitlines() if "not serious, corruption" in line]
        assert all(not line.rstrip('",} ').endswith("3") for line in gravity)
    shown = {(line.cells[0], line.cells[1]): line.cells[2] for line in report.main.lines}
    assert shown["Kind of breach", "not serious, corruption"] == "*"
    assert shown["Kind of breach", "serious, corruption, in scope"] == "*"  # 15 less 12 would tell
    assert shown["Movement", "all cases of the year"] == 15

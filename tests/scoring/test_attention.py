"""What needs somebody today: each boundary of each kind, the order, and that no name is ever said."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from skj.diagnostics import Diagnostic, Place
from skj.language import use_language
from skj.ledgers.base import Ledger
from skj.ledgers.registry import BY_NAME
from skj.ledgers.vocabulary import return_causes
from skj.reports.today import FOLD_AFTER, today_report
from skj.rules.cells import IMPOSSIBLE_DAY
from skj.scoring.attention import error_matters, newest_day, paper_matters, room_matters, stale_matters, step_matters
from skj.scoring.case_matters import case_matters, is_plain
from skj.scoring.clocks import limits_of, running_clocks
from skj.scoring.matters import Matter, Morning, Urgency, in_order
from skj.scoring.progress import measure_progress
from skj.scoring.return_matters import return_matters
from skj.scoring.returns import Duty, GrantState, Standing
from skj.scoring.scorecard import make_scorecard
from tests import record_books as made
from tests.record_books import PLAN, as_of, books_of, indicator

TODAY = date(2024, 4, 15)
MORNING = Morning(as_of(TODAY), 7)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


def running(days: int, **fields: Any) -> list[Any]:
    """An open case that has run for so many days."""
    received = TODAY - timedelta(days)
    update = {"presented_on": None, "report_received_on": received, "ordered_on": received, **fields}
    return [case.model_copy(update=update) for case in made.cases(1)]


def kinds(matters: Iterable[Matter]) -> list[tuple[str, str]]:
    return [(matter.urgency.name, matter.kind) for matter in matters]


def of_cases(cases: list[Any]) -> list[Matter]:
    discipline = indicator("discipline")
    clocks = running_clocks(cases, discipline, MORNING.period)
    return list(case_matters(clocks, limits_of(discipline), discipline, MORNING))


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (10, []),
        (71, []),  # day 79 is eight days ahead
        (72, [("DUE", "case-due")]),
        (79, [("DUE", "case-due")]),  # the last day under 80 is today
        (80, [("RISK", "case-at-risk")]),
        (82, [("RISK", "case-at-risk")]),
        (83, [("DUE", "case-due")]),  # day 90 is seven days ahead
        (90, [("DUE", "case-due")]),
        (91, [("BREACH", "case-over-limit")]),
    ],
)
def test_an_open_case_day_by_day(days: int, found: list[tuple[str, str]]) -> None:
    assert kinds(of_cases(running(days))) == found


def test_the_words_of_a_case_and_what_to_type_next() -> None:
    (matter,) = of_cases(running(91, case_no="กท 0404/7"))
    assert matter.text == "case กท 0404/7: 91 days, the limit of 90 is broken"
    assert matter.day == TODAY - timedelta(1)
    assert matter.command == 'skj discipline advance "กท 0404/7"'
    assert str(matter.place) == "cases.xlsx › 1 › row 1"


@pytest.mark.parametrize("number", ['1"; rm -rf .', "$(x)", "`x`", "a&b", "%PATH%", "-w", "", "1\n2", "a|b", "'"])
def test_a_case_number_that_a_shell_could_read_stands_in_no_command(number: str) -> None:
    assert not is_plain(number)
    (matter,) = of_cases(running(91, case_no=number))
    assert matter.command == "skj discipline sla"


@pytest.mark.parametrize(
    ("days", "fields", "found"),
    [
        (37, {}, []),
        (38, {}, [("DUE", "stage-due")]),
        (45, {}, [("DUE", "stage-due")]),  # the law says within 45 days
        (46, {}, [("BREACH", "stage-over-law")]),
        (46, {"extended_until": TODAY}, [("DUE", "stage-due")]),
        (46, {"extended_until": TODAY - timedelta(1)}, [("BREACH", "stage-over-law")]),
        (46, {"ordered_on": TODAY}, []),
        (46, {"ordered_on": TODAY + timedelta(1)}, [("BREACH", "stage-over-law")]),  # not ordered yet
    ],
)
def test_the_first_stage_by_law(days: int, fields: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert kinds(of_cases(running(days, **{"ordered_on": None, **fields}))) == found


def test_presented_cases_and_cases_out_of_scope_are_left_alone() -> None:
    assert of_cases([*made.cases(120), *running(120, serious=False), *running(120, corruption=None)]) == []


@pytest.mark.parametrize(
    ("ends", "done_on", "found"),
    [
        (TODAY - timedelta(1), None, [("BREACH", "step-late")]),
        (TODAY - timedelta(1), TODAY, []),
        (TODAY - timedelta(1), TODAY + timedelta(1), [("BREACH", "step-late")]),
        (TODAY, None, [("DUE", "step-due")]),
        (TODAY + timedelta(7), None, [("DUE", "step-due")]),
        (TODAY + timedelta(8), None, []),
        (None, None, []),
    ],
)
def test_steps_of_the_plan(ends: date | None, done_on: date | None, found: list[tuple[str, str]]) -> None:
    steps = [step.model_copy(update={"ends": ends}) for step in made.steps(20, done_on=done_on)]
    assert kinds(step_matters(PLAN, steps, MORNING)) == found


def test_a_step_of_no_indicator_is_nobodys() -> None:
    steps = [step.model_copy(update={"ends": date(2024, 1, 1)}) for step in made.steps(20, number=9, done_on=None)]
    assert list(step_matters(PLAN, steps, MORNING)) == []


def of_rooms(count: int, day: date = TODAY) -> list[Matter]:
    housing, morning = indicator("housing"), Morning(as_of(day), 7)
    milestones = {level: int(limit.value) for level, limit in housing.thresholds("rooms_repaired").items()}
    rooms = [
        room
        for month in (10, 11, 12, 1, 2, 3)
        for room in made.rooms(count, date(2023 if month > 9 else 2024, month, 5), building=str(month))
    ]
    return list(room_matters(measure_progress(rooms, morning.period, milestones), housing, morning))


def test_rooms_that_do_not_keep_pace() -> None:
    # 20 a month for six months: 120, and 5.5 months of 20 more are 230, level 2.
    (matter,) = of_rooms(20)
    assert (matter.urgency, matter.kind) == (Urgency.RISK, "rooms-behind")
    assert matter.text.startswith("rooms: 120 of 360; at the pace so far ")
    assert "most likely 230 (level 2); 43.5 a month are needed, " in matter.text
    assert of_rooms(40) == []
    assert of_rooms(20, date(2024, 9, 30)) == []  # nothing can be done about it any more


def test_a_level_that_lacks_nothing_but_documents() -> None:
    books = books_of({"evidence": made.papers(1, "plan_approved", "working_group_order")})
    matters = list(paper_matters(make_scorecard(PLAN, as_of(TODAY), books)))
    coaching = next(matter for matter in matters if matter.indicator == "coaching")
    # Level 2 lacks the minutes, level 3 four more; level 4 needs sessions.
    assert coaching.text.startswith("indicator 1: only documents are missing for level 3 (+4 points): minutes of")
    assert coaching.command == "skj evidence add --indicator 1 --item working_group_minutes"
    assert [matter.indicator for matter in matters] == ["coaching", "insignia", "knowledge", "discipline", "training"]
    assert {matter.urgency for matter in matters} == {Urgency.RISK}


def ledger(name: str, records: Iterable[Any], *findings: Diagnostic) -> Ledger[Any]:
    return Ledger(BY_NAME[name], tuple(records), findings=findings, files={f"{name}.xlsx": ""})


def stale(days: int, every: int, records: list[Any] | None = None, day: date = TODAY) -> list[tuple[str, str]]:
    rooms = made.rooms(1, day - timedelta(days)) if records is None else records
    morning, card = Morning(as_of(day), 7), make_scorecard(PLAN, as_of(day), books_of({}))
    return kinds(stale_matters([ledger("rooms", rooms)], card, {"rooms": every}, morning))


def test_a_ledger_that_is_not_kept_up() -> None:
    assert stale(31, 31) == []
    assert stale(32, 31) == [("STALE", "stale")]
    assert stale(0, 31, []) == []  # nothing has begun
    assert stale(0, 31, made.rooms(1, TODAY + timedelta(1))) == []  # only a day to come
    assert stale(400, 31, day=date(2025, 1, 1)) == []  # the year is over, its ledgers rest


def test_planned_days_do_not_keep_a_ledger_fresh() -> None:
    steps = [step.model_copy(update={"starts": TODAY, "ends": TODAY}) for step in made.steps(50, 50)]
    assert newest_day(steps, TODAY) == made.FEB


def owed(days: int | None, cause: str) -> list[Standing]:
    """A return owed for so many days on a ground of the table of causes."""
    record = made.register(y2563=1)[0]
    found = next(each for each in return_causes() if each.cause == cause)
    since = None if days is None else TODAY - timedelta(days)
    return [Standing(record, GrantState.DUE, Duty(found, since, record))]


@pytest.mark.parametrize(
    ("days", "cause", "office", "found"),
    [
        (22, "deceased", None, []),  # the law gives heirs 30 days
        (23, "deceased", None, [("DUE", "return-due")]),
        (30, "deceased", None, [("DUE", "return-due")]),
        (31, "deceased", None, [("BREACH", "return-over-limit")]),
        (500, "higher_class", None, [("RISK", "return-open")]),  # no law limits it (facts 1.3)
        (61, "higher_class", 60, [("BREACH", "return-over-limit")]),
        (None, "deceased", None, [("RISK", "return-open")]),
    ],
)
def test_returns_of_insignia(days: int | None, cause: str, office: int | None, found: list[tuple[str, str]]) -> None:
    assert kinds(return_matters(owed(days, cause), office, MORNING)) == found


def test_errors_are_counted_once_for_all_ledgers() -> None:
    found = Diagnostic(IMPOSSIBLE_DAY, Place("rooms.xlsx", "1", 5, "C"), {})
    (matter,) = error_matters([ledger("rooms", [], found, found), ledger("cases", [])])
    assert matter.text.startswith("errors in the ledgers: 2 (rooms 2)")
    assert matter.command == "skj check"
    assert list(error_matters([ledger("cases", [])])) == []


def test_the_most_pressing_first_then_by_day() -> None:
    days = [91, 100, 85, 79, 81]
    cases = [case for days_run in days for case in running(days_run, case_no=str(days_run))]
    found = in_order(of_cases(cases))
    assert [(matter.urgency.name, matter.text.split(":")[0]) for matter in found] == [
        ("BREACH", "case 100"),
        ("BREACH", "case 91"),
        ("DUE", "case 79"),
        ("DUE", "case 85"),
        ("RISK", "case 81"),
    ]


def test_many_of_a_kind_are_folded_for_people_and_whole_for_machines() -> None:
    cases = [case for number in range(12) for case in running(91 + number, case_no=str(number))]
    report = today_report(in_order(of_cases(cases)), MORNING)
    (section,) = report.sections
    assert len(section.blocks) == FOLD_AFTER + 1
    assert "and 7 more like these → skj discipline sla" in str(section.blocks[-1])
    assert len(report.main.lines) == 12


def test_nobody_accused_is_ever_named() -> None:
    cases = running(91, accused="นายลับสุดยอด มากมาย", extension_reason="ลับสุดยอด", ordered_on=None)
    report = today_report(in_order(of_cases(cases)), MORNING)
    assert "ลับสุดยอด" not in str(report)

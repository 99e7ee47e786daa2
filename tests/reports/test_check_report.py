"""What the answer of `skj check` is made of: lines of findings only when somebody asks for them."""

import pytest

from skj.checking.collect import Checkup
from skj.checking.verdict import Verdict, Wanted, judge
from skj.diagnostics import Diagnostic, Place
from skj.reports.check import check_report
from skj.reports.model import Each
from skj.rules.cells import WEEKDAY_MISMATCH

FOUND = [Diagnostic(WEEKDAY_MISMATCH, Place("a.xlsx", "ก", row, "B"), value=f"{row}") for row in range(1, 4)]


def verdict() -> Verdict:
    return judge(FOUND, Wanted(), lambda found: found, lambda _found: False)


def test_no_finding_is_told_before_its_line_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    monkeypatch.setattr(Diagnostic, "message", lambda found: told.append(found.place.row))
    report = check_report(Checkup((), tuple(FOUND)), verdict(), FOUND)
    assert told == []
    assert [line.cells[4:7] for line in report.main.lines] == [("ก", f"B{row}", row) for row in range(1, 4)]
    assert told == [1, 2, 3]


def test_what_is_made_of_each_is_a_sequence() -> None:
    made = Each((1, 2, 3), str)
    assert (len(made), list(made), made[-1], list(made[1:])) == (3, ["1", "2", "3"], "3", ["2", "3"])
    assert isinstance(made[1:], Each)

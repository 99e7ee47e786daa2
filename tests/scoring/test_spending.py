"""Money counted by hand, exact to the satang."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skj.language import use_language
from skj.ledgers.budget import Payment
from skj.scoring.spending import Spending, measure_spending
from tests.record_books import FEB, PLAN, YEAR_END, as_of, sheet

CEREMONY = PLAN.routine_projects[2]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


def payment(row: int, project: str, budget: str | None, amount: str | None, day: date | None = FEB) -> Payment:
    return Payment(
        sheet=sheet("budget"),
        row=row,
        project=project,
        budget=None if budget is None else Decimal(budget),
        paid_on=day,
        amount=None if amount is None else Decimal(amount),
    )


def spending(*rows: Payment, day: date = YEAR_END) -> Spending:
    return measure_spending(rows, PLAN.routine_projects, as_of(day))


def test_paid_remaining_and_share_are_exact() -> None:
    found = spending(
        payment(1, "วัสดุ", "300", "0.10"), payment(2, "วัสดุ", "300", "0.20"), payment(3, "วัสดุ", None, "99.70")
    )
    project = found.projects[0]
    assert (project.paid, project.remaining, project.share) == (Decimal("100.00"), Decimal("200.00"), Fraction(1, 3))
    assert (found.budget, found.paid, found.share) == (Decimal(300), Decimal("100.00"), Fraction(1, 3))


def test_what_does_not_count_is_told_apart() -> None:
    found = spending(
        payment(1, "วัสดุ", "100", "1"),
        payment(2, "วัสดุ", None, "2", None),
        payment(3, "วัสดุ", None, "4", date(2024, 3, 1)),
        payment(4, "วัสดุ", None, "8", date(2023, 9, 30)),
        payment(5, "วัสดุ", None, None),
        day=FEB,
    )
    project = found.projects[0]
    assert [project.paid, project.undated, project.later, project.earlier] == [1, 2, 4, 8]
    assert [(row.row, reason) for row, reason in found.left_out if isinstance(row, Payment)] == [
        (2, "has no date"),
        (3, "dated after the period"),
        (4, "dated before the fiscal year"),
    ]


def test_a_payment_after_the_fiscal_year_is_never_of_it() -> None:
    found = spending(payment(1, "วัสดุ", "100", "1", date(2024, 10, 1)), day=date(2024, 11, 1))
    assert [found.paid, found.projects[0].later] == [0, 1]


def test_budgets_that_differ_are_kept_and_the_first_is_reckoned_with() -> None:
    found = spending(payment(1, "วัสดุ", "100", "1"), payment(2, "วัสดุ", "120", "1"), payment(3, "วัสดุ", "100.00", "1"))
    assert (found.projects[0].stated, found.projects[0].budget) == ((Decimal(100), Decimal(120)), Decimal(100))


def test_a_project_of_the_plan_takes_its_budget_where_the_ledger_states_none() -> None:
    found = spending(payment(1, CEREMONY.name.th, None, "57500"), payment(2, "อื่น ๆ", None, "5"))
    assert [(each.budget, each.planned, each.remaining, each.share) for each in found.projects] == [
        (Decimal(57500), Decimal(57500), Decimal(0), Fraction(1)),
        (None, None, None, None),
    ]
    assert [found.budget, found.paid, found.paid_of_budget, found.share] == [57500, 57505, 57500, 1]


def test_a_project_of_the_plan_without_a_row_is_in_no_sum() -> None:
    found = spending(payment(1, CEREMONY.name.th, "57500", "1"))
    assert [project.number for project in found.absent] == [1, 2]
    assert found.budget == Decimal(57500)


def test_a_budget_of_nothing_has_no_share() -> None:
    assert spending(payment(1, "วัสดุ", "0", "0")).projects[0].share is None


def test_months_add_up_and_those_to_come_are_empty() -> None:
    found = spending(
        payment(1, "วัสดุ", "10", "1", date(2023, 10, 31)),
        payment(2, "วัสดุ", "10", "2", date(2023, 11, 1)),
        day=date(2023, 12, 1),
    )
    assert [(each.paid, each.so_far) for each in found.months[:4]] == [(1, 1), (2, 3), (0, 3), (None, None)]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["ก", "ข", "ค"]),
            st.decimals(0, 10_000, places=2),
            st.none() | st.dates(date(2023, 8, 1), date(2024, 11, 30)),
        ),
        max_size=25,
    ),
    st.dates(date(2023, 8, 1), date(2024, 11, 30)),
)
def test_no_satang_is_lost(rows: list[tuple[str, Decimal, date | None]], day: date) -> None:
    given_ones = [payment(row, name, "100", str(amount), paid) for row, (name, amount, paid) in enumerate(rows, 1)]
    found = spending(*given_ones, day=day)
    told = sum((each.paid + each.undated + each.later + each.earlier for each in found.projects), Decimal(0))
    assert told == sum((amount for _name, amount, _paid in rows), Decimal(0))
    assert sum((each.paid for each in found.months if each.paid is not None), Decimal(0)) == found.paid
    assert found.share is None or found.share >= 0

"""What to say about the money of the routine projects: `budget status` (plan part 3)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from skj.calendar import Period
from skj.language import _
from skj.ledgers.base import Ledger
from skj.reports.gains import percent_of
from skj.reports.model import Block, Chart, Facts, Field, Grid, Kind, Line, Note, Report, Section, Series, Tone, Trace
from skj.reports.months import month_and_year, month_names
from skj.reports.wording import basis_notes, iso, period_line, period_notes
from skj.scoring.spending import ProjectSpending, Spending


@dataclass(frozen=True, slots=True)
class BudgetAnswer:
    """Everything the report shows."""

    spending: Spending
    period: Period


def budget_report(answer: BudgetAnswer, ledger: Ledger[Any]) -> Report:
    """The report: totals, one line a project, one line a month, and what contradicts or counts nowhere."""
    projects = _projects(answer.spending)
    return Report(
        title=_("Budget of the routine projects"),
        subtitle=period_line(answer.period),
        sections=(
            Section(_("Budget and payments"), (_facts(answer.spending), projects, *_notes(answer.spending))),
            Section(_("Month by month"), (_months(answer.spending), *_chart(answer))),
        ),
        main=projects,
        data=budget_data(answer),
        footer=(*basis_notes([ledger]), *period_notes(answer.period)),
        traces=_traces(answer.spending),
    )


def _facts(spending: Spending) -> Facts:
    share = spending.share
    return Facts(
        (
            (_("Budget (baht)"), spending.budget, Kind.MONEY),
            (_("Paid"), spending.paid, Kind.MONEY),
            (_("Remaining"), spending.budget - spending.paid_of_budget, Kind.MONEY),
            (_("Share paid"), share, Kind.SHARE),
            ("", None if share is None else min(share, Fraction(1)), Kind.BAR),
        )
    )


def _projects(spending: Spending) -> Grid:
    fields = (
        Field("project", _("Project")),
        Field("budget", _("Budget"), Kind.MONEY),
        Field("paid", _("Paid"), Kind.MONEY),
        Field("remaining", _("Remaining"), Kind.MONEY),
        Field("share", _("Share"), Kind.SHARE),
        Field("payments", _("Rows"), Kind.COUNT),
    )
    lines = tuple(
        Line((each.name, each.budget, each.paid, each.remaining, each.share, each.payments), _tone(each))
        for each in spending.projects
    )
    return Grid(fields, lines, _("Projects"), _("The ledger names no project."))


def _tone(project: ProjectSpending) -> Tone:
    if project.budget is None or len(project.stated) > 1:
        return "warn"
    if project.paid > project.budget:
        return "bad"
    return "plain" if project.payments else "quiet"


def _notes(spending: Spending) -> list[Note]:
    text = _("The plan's project “{project}” (budget {planned}) has no row in the ledger and is in no sum.")
    absent = [
        Note(text.format(project=project.name.text(), planned=baht(Decimal(project.budget))), "warn")
        for project in spending.absent
    ]
    return [*(note for project in spending.projects for note in _project_notes(project)), *absent]


def _project_notes(project: ProjectSpending) -> list[Note]:
    """Everything a person must settle about a project, one sentence each."""
    texts: list[tuple[bool, str, Tone]] = [
        (
            len(project.stated) > 1,
            _("{project}: the ledger states different budgets ({amounts}); the first one is reckoned with."),
            "warn",
        ),
        (
            bool(project.stated) and project.planned not in {None, *project.stated},
            _("{project}: the plan prints a budget of {planned}, the ledger states {amounts}."),
            "warn",
        ),
        (project.budget is None, _("{project}: no budget is known."), "warn"),
        (
            project.remaining is not None and project.remaining < 0,
            _("{project}: {over} more than the budget was paid."),
            "bad",
        ),
        (bool(project.undated), _("{project}: payments of {undated} have no date and count nowhere."), "warn"),
        (bool(project.earlier), _("{project}: payments of {earlier} are dated before the fiscal year."), "quiet"),
        (bool(project.later), _("{project}: payments of {later} are dated after the period."), "quiet"),
    ]
    values = {
        "project": project.name,
        "amounts": " · ".join(map(baht, project.stated)),
        "planned": baht(project.planned or Decimal(0)),
        "over": baht(-(project.remaining or Decimal(0))),
        "undated": baht(project.undated),
        "earlier": baht(project.earlier),
        "later": baht(project.later),
    }
    return [Note(text.format(**values), tone) for applies, text, tone in texts if applies]


def baht(amount: Decimal) -> str:
    """An amount inside a sentence, `3,622,570` or `57.50`."""
    return f"{amount:,.2f}".removesuffix(".00")


def _months(spending: Spending) -> Grid:
    fields = (
        Field("month", _("Month")),
        Field("paid", _("Paid"), Kind.MONEY),
        Field("so_far", _("Paid so far"), Kind.MONEY),
        Field("share", _("of the budget"), Kind.SHARE),
    )
    # A share of the budget is only told where each payment has a budget to be compared with.
    budget = spending.budget if spending.paid == spending.paid_of_budget else None
    lines = tuple(
        Line(
            (
                month_and_year(each.month),
                each.paid,
                each.so_far,
                Fraction(each.so_far) / Fraction(budget) if budget and each.so_far is not None else None,
            ),
            "quiet" if each.paid is None else "plain",
        )
        for each in spending.months
    )
    return Grid(fields, lines)


def _chart(answer: BudgetAnswer) -> list[Block]:
    spending = answer.spending
    if not spending.paid:
        return []
    series = Series(_("Paid so far"), tuple(each.so_far for each in spending.months))
    limits = ((_("budget"), spending.budget),) if spending.budget else ()
    return [Chart("lines", _("Paid so far"), month_names(answer.period), (series,), limits, _("baht"))]


def _traces(spending: Spending) -> tuple[Trace, ...]:
    return (Trace("paid", _("Paid"), spending.paid, Kind.MONEY, spending.counted, spending.left_out),)


def budget_data(answer: BudgetAnswer) -> dict[str, Any]:
    """The JSON shape; amounts in baht."""
    spending = answer.spending
    return {
        "as_of": iso(answer.period.as_of),
        "budget": spending.budget,
        "paid": spending.paid,
        "remaining": spending.budget - spending.paid_of_budget,
        "percent_paid": percent_of(spending.share),
        "projects": [
            {
                "project": each.name,
                "budget": each.budget,
                "stated": list(each.stated),
                "planned": each.planned,
                "paid": each.paid,
                "remaining": each.remaining,
                "percent_paid": percent_of(each.share),
                "payments": each.payments,
                "undated": each.undated,
                "earlier": each.earlier,
                "later": each.later,
            }
            for each in spending.projects
        ],
        "absent": [{"project": each.name.th, "planned": each.budget} for each in spending.absent],
        "months": [
            {"month": f"{each.month:%Y-%m}", "paid": each.paid, "so_far": each.so_far} for each in spending.months
        ],
    }

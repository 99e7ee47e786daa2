"""`skj kpi whatif`: what some gains would change, and the least work that reaches a total of points."""

from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from skj.commands.kpi import Quarter, books_of, used_ledgers
from skj.commands.options import Run, read_day
from skj.language import _

if TYPE_CHECKING:
    from skj.reports.whatif_reach import Reach
    from skj.scoring.measures import Books
    from skj.scoring.plan_model import Plan
    from skj.scoring.reaching import Costs
    from skj.scoring.scorecard import Scorecard
    from skj.scoring.whatif import WhatIf
    from skj.workspace import Workspace

_LEDGER_ENDINGS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv"})


def whatif(
    run: Run,
    gains: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="GAIN",
            help=_(
                "INDICATOR+N, INDICATOR.MEASURE+N or =N, INDICATOR.DOCUMENT; for shares N/M; several at once. Ledger files may stand among them."
            ),
            show_default=False,
        ),
    ] = None,
    *,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="DATE", help=_("The last day of the gains; default: the end of the fiscal year.")),
    ] = None,
    reach: Annotated[
        str | None,
        typer.Option("--reach", metavar="POINTS", help=_("Find the least work that reaches this total of points.")),
    ] = None,
    quarter: Quarter = None,
) -> None:
    """Score the plan again with gains that are only supposed."""
    from skj.diagnostics import Diagnostic, UsageRefused
    from skj.reports.whatif import whatif_report
    from skj.rules.outlook import NOTHING_SUPPOSED
    from skj.scoring.scorecard import make_scorecard
    from skj.scoring.supposing import join_words, parse_gain
    from skj.scoring.whatif import suppose

    words = join_words(gains or ())
    if not words and reach is None:
        raise UsageRefused(Diagnostic(NOTHING_SUPPOSED))
    files = [Path(word) for word in words if Path(word).suffix.lower() in _LEDGER_ENDINGS]
    space = run.open(files)
    books, plan = books_of(space), space.plan
    asked = [parse_gain(plan, word) for word in words if Path(word) not in files]
    target = None if reach is None else _points(reach, plan)
    costs = costs_of(space)
    card = make_scorecard(plan, run.period(space, quarter), books)
    answer = suppose(card, asked, _by(card, by), books)
    found = None if target is None else find_reach(answer, target, costs, books)
    ledgers = used_ledgers(space)
    run.show(whatif_report(answer, found, ledgers), *ledgers)


def _by(card: "Scorecard", text: str | None) -> date | None:
    """The day of --by; UsageRefused when nothing can lie between the answer and it."""
    from skj.diagnostics import Diagnostic, UsageRefused
    from skj.rules.outlook import BY_TOO_EARLY
    from skj.scoring.whatif import default_by

    if text is None:
        return default_by(card)
    day = read_day(text)
    if day <= card.period.as_of:
        raise UsageRefused(Diagnostic(BY_TOO_EARLY, args={"by": day, "as_of": card.period.as_of}))
    return day


def _points(text: str, plan: "Plan") -> Fraction:
    """A total of points, `60` or `60.5`; UsageRefused for anything that is none, or that the plan does not have."""
    from skj.diagnostics import Diagnostic, UsageRefused
    from skj.rules.outlook import POINTS_UNCLEAR
    from skj.thai.digits import to_arabic

    try:
        number = Decimal(to_arabic(text.strip()))
    except InvalidOperation:
        number = Decimal(-1)
    if not number.is_finite() or not 0 <= number <= plan.weight:
        raise UsageRefused(Diagnostic(POINTS_UNCLEAR, args={"value": text, "most": plan.weight}))
    return Fraction(number)


def costs_of(space: "Workspace") -> "Costs":
    """The weights of work of skj.toml; UsageRefused for a name that is no work of the plan."""
    from skj.diagnostics import Diagnostic, Place, UsageRefused
    from skj.rules.outlook import COST_UNKNOWN
    from skj.scoring.reaching import EVIDENCE, Costs
    from skj.workspace import SETTINGS_FILE

    table = space.settings.whatif.cost
    known = [EVIDENCE] + [f"{each.id}.{part.id}" for each in space.plan.indicators for part in each.measures]
    papers = {f"{each.id}.{item.key}" for each in space.plan.indicators for item in each.evidence}
    for name in table:
        if name not in known and name not in papers:
            args = {"value": name, "known": ", ".join(known)}
            raise UsageRefused(Diagnostic(COST_UNKNOWN, Place(SETTINGS_FILE), args))
    return Costs(table)


def find_reach(answer: "WhatIf", target: Fraction, costs: "Costs", books: "Books") -> "Reach":
    """The cheapest work from where the gains lead to a total of points."""
    from skj.reports.whatif_reach import Reach
    from skj.scoring.reaching import cheapest, most_points, options_of
    from skj.scoring.work import Outlook

    period, by = answer.after.period, answer.by
    menus = [
        options_of(Outlook(now.indicator, then.measurements, period, by, books, now.measurements), then, costs)
        for now, then in zip(answer.before.results, answer.after.results, strict=True)
    ]
    return Reach(target, menus, cheapest(menus, target), most_points(menus), costs)

"""`skj kpi trend`: the quarters of the year side by side."""

from skj.calendar import QUARTERS
from skj.commands.kpi import books_of, used_ledgers
from skj.commands.options import Files, Run


def trend(run: Run, files: Files = None) -> None:
    """Score every quarter that has begun by the as-of date."""
    from skj.reports.trend import Trend, trend_report
    from skj.scoring.history import quarter_cards

    space = run.open(files)
    periods = [run.period(space, str(quarter)) for quarter in QUARTERS]
    answer = Trend(space.plan, run.period(space), quarter_cards(space.plan, periods, books_of(space)))
    ledgers = used_ledgers(space)
    run.show(trend_report(answer, ledgers), *ledgers)

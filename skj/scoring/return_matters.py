"""Insignia that must go back (facts 1.2, 1.3): past the law's or the office's limit, near it, or due without any limit."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

from skj.language import _
from skj.scoring.matters import Matter, Morning, Urgency
from skj.scoring.returns import Standing

_COMMAND: Final = "skj insignia due"


def return_matters(standings: Iterable[Standing], return_days: int | None, morning: Morning) -> Iterator[Matter]:
    """One matter for each return with a limit that is past or near; one for all that are due without a limit.

    `return_days` is the office's own limit for a lower class. Rows are told by class and grant year, never by name.
    """
    unlimited = []
    for standing in standings:
        if standing.is_due:
            limit, days = standing.limit(return_days), standing.days(morning.today)
            if limit is None or days is None:
                unlimited.append(standing)
            else:
                yield from _limited(standing, limit, days, morning)
    if unlimited:
        text = _("insignia due for return without a limit of days: {count}").format(count=len(unlimited))
        place = unlimited[0].record.place()
        yield Matter(Urgency.RISK, "return-open", text, _COMMAND, None, place, "", "insignia")


def _limited(standing: Standing, limit: int, days: int, morning: Morning) -> Iterator[Matter]:
    record, last = standing.record, morning.today + timedelta(limit - days)
    words = {
        "class": record.insignia_class,
        "year": record.year,
        "over": days - limit,
        "limit": limit,
        "left": limit - days,
    }
    if days > limit:
        text = _("{class} of grant year {year}: days the return is over its limit of {limit}: {over}").format(**words)
        yield Matter(Urgency.BREACH, "return-over-limit", text, _COMMAND, last, record.place(), "", "insignia")
    elif morning.is_near(last):
        text = _("{class} of grant year {year}: days left to return it: {left}").format(**words)
        yield Matter(Urgency.DUE, "return-due", text, _COMMAND, last, record.place(), "", "insignia")

"""Words several reports share: the period in both eras, files and rows left out, indicator labels."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from skj.calendar import BE_OFFSET, Period
from skj.language import _, current_language
from skj.ledgers.base import Ledger, Record
from skj.reports.model import Note
from skj.thai.dates import format_be, format_ce


def both_eras(day: date) -> str:
    """A day in B.E. and C.E., the language's own first: `31 มี.ค. 2567 (2024-03-31)`."""
    return (
        f"{format_be(day)} ({day.isoformat()})"
        if current_language() == "th"
        else f"{format_ce(day)} (B.E. {day.year + BE_OFFSET})"
    )


def day_line(period: Period) -> str:
    """The day an answer holds for, in both eras, for what does not begin anew each fiscal year."""
    text = _("As of {day}").format(day=both_eras(period.as_of))
    if period.quarter is None:
        return text
    quarter = _("Quarter {quarter}/{year}").format(quarter=period.quarter, year=period.fiscal_year)
    return f"{quarter} · {text}"


def plain_day(day: date) -> str:
    """A day inside a sentence, in the language's own era: `31 มี.ค. 2567`, `31 Mar 2024`."""
    return format_be(day) if current_language() == "th" else format_ce(day)


def short_day(day: date) -> str:
    """A day inside a cell of text, in the language's own era: `31 มี.ค. 67`, `31 Mar 2024`."""
    return format_be(day, style="short_year") if current_language() == "th" else format_ce(day)


def period_line(period: Period) -> str:
    """What counts, in both eras, as contract section 4 asks of every report."""
    if period.quarter is None:
        span = _("Fiscal year {year}").format(year=period.fiscal_year)
    else:
        span = _("Quarter {quarter}/{year}").format(quarter=period.quarter, year=period.fiscal_year)
    text = _("{span}: {start} – {end}; counted from {first} up to {as_of}")
    return text.format(
        span=span,
        start=both_eras(period.span.start),
        end=both_eras(period.span.end),
        first=both_eras(period.fiscal.start),
        as_of=both_eras(min(period.as_of, period.fiscal.end)),
    )


def open_cases_line(period: Period) -> str:
    """The same above open cases: their days run on to the as-of day when the year is over (A7 lists them, contract section 4)."""
    line = period_line(period)
    if period.as_of <= period.fiscal.end:
        return line
    return _("{period}; open cases up to {as_of}").format(period=line, as_of=both_eras(period.as_of))


def period_notes(period: Period) -> list[Note]:
    """Say when the period is not over, has not begun, or when the day asked for lies outside the fiscal year."""
    if period.as_of < period.fiscal.start:
        text = _("{as_of} is before the fiscal year, so nothing but older evidence counts.")
        return [Note(text.format(as_of=both_eras(period.as_of)), "warn")]
    if period.as_of > period.fiscal.end:
        text = _(
            "What belongs to the fiscal year counts up to its end; evidence, plan steps and the days of what is still open"
            " count up to {as_of}."
        )
        return [Note(text.format(as_of=both_eras(period.as_of)), "quiet")]
    if period.as_of < period.span.start:
        return [
            Note(
                _("The period has not begun; the answer is as of {as_of}.").format(as_of=both_eras(period.as_of)),
                "warn",
            )
        ]
    if period.quarter is not None and not period.is_over:
        return [
            Note(
                _("The quarter is not over; the answer is as of {as_of}.").format(as_of=both_eras(period.as_of)), "warn"
            )
        ]
    return []


def basis_notes(ledgers: Iterable[Ledger[Any]]) -> list[Note]:
    """Say loudly when rows were set aside: "based on 412 of 415 rows"."""
    text = _("{ledger}: based on {valid} of {all} rows; {left} set aside because of errors.")
    short = [ledger for ledger in ledgers if ledger.left_out]
    return [
        Note(
            text.format(
                ledger=_(ledger.spec.label),
                valid=len(ledger.records),
                all=len(ledger.records) + len(ledger.left_out),
                left=len(ledger.left_out),
            ),
            "warn",
        )
        for ledger in short
    ]


def spot(record: Record, field: str = "") -> str:
    """Where a row stands, short enough for a table: file, sheet and cell without the heading."""
    return str(replace(record.place(field), heading=""))


def iso(day: date | None) -> str | None:
    """A date of the JSON shapes."""
    return day.isoformat() if day else None

"""What to say about insignia that must go back: `insignia due` (contract section 6)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from skj.calendar import Period
from skj.language import _
from skj.ledgers.base import Ledger
from skj.ledgers.insignia import InsigniaReturn
from skj.reports.duewords import (
    BY_WORDS,
    DueAnswer,
    because_words,
    doubts,
    due_on,
    duty_of,
    is_late,
    returned_by,
    rules,
)
from skj.reports.model import Facts, Field, Grid, Kind, Line, Note, Report, Section, Tone
from skj.reports.wording import basis_notes, day_line, iso, spot
from skj.scoring.returns import Standing, is_spelt_alike
from skj.thai.sorting import sort_key


def answer_due(standings: Sequence[Standing], period: Period, return_days: int | None) -> DueAnswer:
    """What is due, the longest first; without a day since when, at the end."""
    due = [standing for standing in standings if standing.is_due]
    confirm = [standing for standing in standings if standing.to_confirm]
    return DueAnswer(
        sorted(due, key=lambda each: _longest_first(each, period.as_of)),
        sorted(confirm, key=lambda each: _longest_first(each, period.as_of)),
        period,
        return_days,
    )


def _longest_first(standing: Standing, day: date) -> tuple[Any, ...]:
    days = standing.days(day)
    return days is None, -(days or 0), sort_key(standing.record.name), standing.record.year


def due_report(answer: DueAnswer, ledger: Ledger[InsigniaReturn]) -> Report:
    """Who must return what and why, then what the register says was never handed out, which is to be confirmed in writing."""
    sections = [Section(_("To be returned"), (_facts(answer), _due_grid(answer), *doubts(answer)))]
    if answer.to_confirm:
        sections.append(Section(_("To be confirmed in writing"), (_confirm_note(), _confirm_grid(answer))))
    return Report(
        title=_("Insignia to be returned"),
        subtitle=day_line(answer.period),
        sections=tuple(sections),
        main=_whole_grid(answer),
        data=[due_data(standing, answer) for standing in answer.due],
        footer=(*basis_notes([ledger]), *rules(answer)),
    )


def _facts(answer: DueAnswer) -> Facts:
    days = [count for each in answer.due if (count := each.days(answer.day)) is not None]
    items: list[tuple[str, Any, Kind]] = [(_("To be returned"), len(answer.due), Kind.COUNT)]
    if len(days) < len(answer.due):
        items.append((_("since an unknown day"), len(answer.due) - len(days), Kind.COUNT))
    if days:
        items.append((_("Longest, in days"), max(days), Kind.COUNT))
    if any(each.limit(answer.return_days) for each in answer.due):
        items.append((_("Past the limit"), sum(is_late(each, answer) for each in answer.due), Kind.COUNT))
    return Facts(tuple(items))


def _due_grid(answer: DueAnswer) -> Grid:
    """What an officer needs to ask for the return, narrow enough for a terminal."""
    fields = (
        Field("name", _("Name")),
        Field("insignia", _("Insignia")),
        Field("because", _("Because")),
        Field("since", _("Due since"), Kind.DATE),
        Field("days", _("Days"), Kind.COUNT),
        Field("place", _("Place")),
    )
    lines = tuple(Line(_due_cells(each, answer), _tone(each, answer)) for each in answer.due)
    return Grid(fields, lines, _("Longest due first"), _("Nothing is to be returned."))


def _whole_grid(answer: DueAnswer) -> Grid:
    """Every column, for spreadsheets and programs."""
    fields = (
        Field("name", _("Name")),
        Field("insignia_class", _("Class")),
        Field("year", _("Grant year")),
        Field("received_on", _("Received on"), Kind.DATE),
        Field("because", _("Because")),
        Field("since", _("Due since"), Kind.DATE),
        Field("days", _("Days"), Kind.COUNT),
        Field("due_on", _("Last day"), Kind.DATE),
        Field("returned_by", _("Who returns it")),
        Field("agency", _("Agency")),
        Field("place", _("Place")),
    )
    return Grid(fields, tuple(Line(_whole_cells(each, answer)) for each in answer.due))


def _tone(standing: Standing, answer: DueAnswer) -> Tone:
    if standing.days(answer.day) is None:
        return "quiet"
    return "bad" if is_late(standing, answer) else "warn"


def _due_cells(standing: Standing, answer: DueAnswer) -> tuple[Any, ...]:
    record, duty = standing.record, duty_of(standing)
    because = because_words(duty, record)
    return (
        record.name,
        f"{record.insignia_class} {record.year}",
        because + ("; " + _("the heirs return it") if returned_by(standing) == "heirs" else ""),
        duty.since,
        standing.days(answer.day),
        spot(record, "name"),
    )


def _whole_cells(standing: Standing, answer: DueAnswer) -> tuple[Any, ...]:
    record, duty = standing.record, duty_of(standing)
    return (
        record.name,
        record.insignia_class,
        str(record.year),
        record.received_on,
        because_words(duty, record),
        duty.since,
        standing.days(answer.day),
        due_on(standing, answer.return_days),
        _(BY_WORDS[returned_by(standing)]),
        record.agency or "",
        str(record.place("name")),
    )


def _confirm_note() -> Note:
    text = _(
        "A higher class was granted, but the register has no day on which these were handed out. What was never handed out need not be returned: the holder confirms it in writing. Otherwise fill in the day of receipt."
    )
    return Note(text)


def _confirm_grid(answer: DueAnswer) -> Grid:
    fields = (
        Field("name", _("Name")),
        Field("insignia", _("Insignia")),
        Field("because", _("Because")),
        Field("place", _("Place")),
    )
    lines = (
        (
            record.name,
            f"{record.insignia_class} {record.year}",
            because_words(duty_of(each), record),
            spot(record, "name"),
        )
        for each in answer.to_confirm
        for record in (each.record,)
    )
    return Grid(fields, tuple(Line(cells) for cells in lines), _("Not handed out according to the register"))


def due_data(standing: Standing, answer: DueAnswer) -> dict[str, Any]:
    """The JSON shape of contract section 6; `because` is the ground and the row that states it."""
    record, duty = standing.record, duty_of(standing)
    return {
        "name": record.name,
        "insignia_class": record.insignia_class,
        "year": record.year,
        "received_on": iso(record.received_on),
        "because": {
            "cause": duty.cause.cause,
            "name": duty.because.name,
            "insignia_class": duty.because.insignia_class,
            "year": duty.because.year,
            "received_on": iso(duty.because.received_on),
            "source": duty.because.source(),
        },
        "since": iso(duty.since),
        "days": standing.days(answer.day),
        "limit_days": standing.limit(answer.return_days),
        "due_on": iso(due_on(standing, answer.return_days)),
        "returned_by": returned_by(standing),
        "with_certificate": duty.cause.with_certificate,
        "is_spelt_alike": is_spelt_alike(record, duty.because),
        "agency": record.agency,
        "position": record.position,
        "source": record.source(),
    }

"""Insignia that must go back, in words: why, by whom, until when, and what only a person can say."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from skj.calendar import Period
from skj.language import N_, _, current_language
from skj.ledgers.insignia import InsigniaReturn
from skj.reports.model import Note
from skj.reports.wording import spot
from skj.scoring.returns import HIGHER, Duty, Standing, is_spelt_alike

BY_WORDS: Final = {"holder": N_("the holder"), "heirs": N_("the heirs")}


@dataclass(frozen=True, slots=True)
class DueAnswer:
    """Everything the report shows: what is due, what is to be confirmed, the day, the limit the office has set itself."""

    due: Sequence[Standing]
    to_confirm: Sequence[Standing]
    period: Period
    return_days: int | None = None

    @property
    def day(self) -> date:
        """The day the answer holds for."""
        return self.period.as_of


def is_late(standing: Standing, answer: DueAnswer) -> bool:
    """Whether the last day of the limit, if there is one, has passed."""
    last = due_on(standing, answer.return_days)
    return last is not None and answer.day > last


def due_on(standing: Standing, return_days: int | None) -> date | None:
    """The last day for the return; None without a limit, or while nobody knows since when."""
    limit = standing.limit(return_days)
    if limit is None or standing.duty is None or standing.duty.since is None:
        return None
    return standing.duty.since + timedelta(days=limit)


def because_words(duty: Duty, record: InsigniaReturn) -> str:
    """Why, in words: the later grant, or the cause a row of the register states."""
    if duty.cause.cause == HIGHER and duty.because is not record:
        text = (
            _("{insignia_class} of {year} was granted")
            if duty.since
            else _("{insignia_class} of {year} was granted, not handed out yet")
        )
        return text.format(insignia_class=duty.because.insignia_class, year=duty.because.year)
    cause = duty.cause.thai if current_language() == "th" else duty.cause.english
    return cause if duty.because is record else f"{cause} ({spot(duty.because)})"


def returned_by(standing: Standing) -> str:
    """Who owes the return: the heirs of a holder who died, whatever the ground (facts 1.2)."""
    return "heirs" if standing.is_deceased else duty_of(standing).cause.returned_by


def duty_of(standing: Standing) -> Duty:
    """The duty of a grant that is due or to be confirmed; ValueError for any other."""
    if standing.duty is None:
        raise ValueError(standing)
    return standing.duty


def doubts(answer: DueAnswer) -> Iterator[Note]:
    """Where only a person can say whether two rows are about one holder."""
    text = _("{place}: is this the same person as “{name}” in {other}? The two names are not spelt alike.")
    for standing in answer.due:
        because = duty_of(standing).because
        if not is_spelt_alike(standing.record, because):
            yield Note(
                text.format(place=standing.record.place("name"), name=because.name, other=because.place("name")), "warn"
            )
    twice = Counter((each.record.name, each.record.insignia_class) for each in answer.due)
    for (name, insignia_class), count in twice.items():
        if count > 1:
            words = _(
                "{name} stands {count} times with {insignia_class}: one person entered twice, or two of one name?"
            )
            yield Note(words.format(name=name, count=count, insignia_class=insignia_class), "warn")


def rules(answer: DueAnswer) -> Iterator[Note]:
    """What was counted how, and what the register cannot tell."""
    yield Note(
        _(
            "Days are counted from the day the higher class was handed out, the first day left out. Classes of the other family are kept: ป.ช. does not replace ป.ม."
        ),
        "quiet",
    )
    if answer.return_days is None:
        yield Note(
            _(
                "The law sets no number of days for the return of a lower class; an office sets its own with return_days under [ledgers.insignia]."
            ),
            "quiet",
        )
    else:
        yield Note(
            _("The limit of {days} days is the office's own (return_days); the law sets none.").format(
                days=answer.return_days
            ),
            "quiet",
        )
    heirs = [each.duty.cause.limit_days for each in answer.due if each.duty and each.duty.cause.limit_days]
    if heirs:
        text = _(
            "Heirs have {days} days. The register only tells when another of the holder's insignia came back; the death was earlier."
        )
        yield Note(text.format(days=heirs[0]), "quiet")
    yield Note(
        _(
            "A death or a recall is known only where a cause of return says so; classes below the sash (ท.ช., ท.ม.) are not in this register."
        ),
        "quiet",
    )

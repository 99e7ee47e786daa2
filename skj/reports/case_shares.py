"""The share of cases in time: what it is, and what it can still become this year."""

from collections.abc import Iterator

from skj.language import _
from skj.reports.discipline_answer import DisciplineAnswer
from skj.reports.model import Field, Grid, Kind, Line, Note, Tone
from skj.scoring.case_outlook import LevelOutlook, Part
from skj.scoring.measurement import shown_number


def share_grid(answer: DisciplineAnswer) -> Grid:
    """One line for each level: its share now, at best and at worst."""
    fields = (
        Field("level", _("Level"), Kind.COUNT),
        Field("limit", _("In time means")),
        Field("now", _("Now")),
        Field("best", _("At best")),
        Field("worst", _("At worst")),
        Field("may_be_late", _("May be late"), Kind.COUNT),
    )
    return Grid(
        fields,
        tuple(_share_line(each) for each in answer.outlook),
        _("What it is, what it can still become this year, and how many open cases may still be late"),
    )


def _share_line(each: LevelOutlook) -> Line:
    tone: Tone = "good" if each.holds(each.now) else "bad" if each.is_lost else "warn" if each.best.of else "plain"
    return Line(
        (
            each.level,
            _limit_words(each),
            part_words(each.now),
            part_words(each.best),
            part_words(each.worst),
            each.may_be_late,
        ),
        tone,
    )


def _limit_words(each: LevelOutlook) -> str:
    params = each.measure.params
    if "less_than_days" in params:
        return _("fewer than {days} days").format(days=params["less_than_days"])
    return _("within {days} days").format(days=params["at_most_days"])


def part_words(part: Part) -> str:
    """A share with its two numbers, cut and never rounded up: `3 of 5 (60%)`."""
    if part.share is None:
        return _("none of none")
    return _("{count} of {all} ({percent}%)").format(
        count=part.kept, all=part.of, percent=shown_number(part.share * 100)
    )


def share_notes(answer: DisciplineAnswer) -> Iterator[Note]:
    """Which levels are lost or nearly so, and what the shares leave out."""
    for each in answer.outlook:
        yield from _lost_or_near(each)
    text = _(
        "At best and at worst count the cases known today as their dates allow; cases still to come are in neither."
    )
    yield Note(text, "quiet")


def _lost_or_near(each: LevelOutlook) -> Iterator[Note]:
    if each.is_lost:
        text = _("Level {level} cannot be reached any more with the cases known today.")
        yield Note(text.format(level=each.level), "bad")
    elif each.may_be_late is not None and each.may_be_late < 0:
        text = _("Level {level}: if every open case is presented this year, {count} too many are late already.")
        yield Note(text.format(level=each.level, count=-each.may_be_late), "warn")
    if each.if_overdue_fail != each.now:
        text = _("Level {level}: {share} if the open cases past the limit are counted as failures (A7).")
        yield Note(text.format(level=each.level, share=part_words(each.if_overdue_fail)), "quiet")

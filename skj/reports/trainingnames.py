"""The lists of people behind the numbers of `training progress`; conduct is in none of them."""

from collections.abc import Mapping
from typing import Any, Literal

from skj.language import _
from skj.ledgers.base import Record
from skj.reports.model import Field, Kind
from skj.reports.people import Names
from skj.scoring.training import TrainingProgress

TrainingList = Literal["trained", "untested", "asked", "unanswered", "unasked"]


def names_of(progress: TrainingProgress, listed: TrainingList) -> Names:
    """A list of names behind a number of the report."""
    followup = progress.followup
    lists: Mapping[TrainingList, tuple[str, tuple[Record, ...]]] = {
        "trained": (_("People on the roll of a session held"), progress.trained),
        "untested": (_("People without one or both scores"), progress.gains.lacking),
        "asked": (_("Trainees asked about"), followup.asked),
        "unanswered": (_("Trainees asked about and not answered for"), followup.unanswered),
        "unasked": (_("Trainees not asked about yet"), followup.not_asked),
    }
    title, records = lists[listed]
    if listed in {"trained", "untested"}:
        return Names(title, _roll_fields(), _roll_cells, records)
    return Names(title, _trainee_fields(), _trainee_cells, records)


def _roll_fields() -> tuple[Field, ...]:
    return (
        Field("agency", _("Agency")),
        Field("session", _("Session"), Kind.COUNT),
        Field("pre_test", _("Before"), Kind.DECIMAL),
        Field("post_test", _("After"), Kind.DECIMAL),
    )


def _roll_cells(record: Record) -> tuple[Any, ...]:
    return tuple(getattr(record, name) for name in ("agency", "session", "pre_test", "post_test"))


def _trainee_fields() -> tuple[Field, ...]:
    return (
        Field("agency", _("Agency")),
        Field("asked_on", _("Asked on"), Kind.DATE),
        Field("answered_on", _("Answered on"), Kind.DATE),
    )


def _trainee_cells(record: Record) -> tuple[Any, ...]:
    return tuple(getattr(record, name) for name in ("agency", "asked_on", "answered_on"))

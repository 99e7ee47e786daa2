"""What to say about the surveys: `survey summary` (plan readings A18-A23), small groups hidden when it is to be published."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import trunc
from typing import Any, Final

from skj.calendar import Period
from skj.language import N_, _, current_language
from skj.ledgers.base import Ledger
from skj.ledgers.surveys import SurveyAnswer
from skj.ledgers.vocabulary import MeanWords, mean_tables
from skj.reports.gains import percent_of
from skj.reports.levels import trace_of
from skj.reports.model import Block, Chart, Field, Grid, Kind, Line, Note, Report, Scalar, Section, Series, Tone, Trace
from skj.reports.people import said
from skj.reports.wording import basis_notes, iso, period_line, period_notes
from skj.scoring.satisfaction import STEPS, Answers, Survey
from skj.scoring.suppression import LEAST, Hidden, hidden_counts

ALL: Final = N_("all")


@dataclass(frozen=True, slots=True)
class SurveyAnswers:
    """Everything the report shows; `strangers` name an indicator without a survey, `table` names the words for means."""

    surveys: tuple[Survey, ...]
    strangers: tuple[SurveyAnswer, ...]
    period: Period
    table: str
    is_published: bool = False


@dataclass(frozen=True, slots=True)
class _Shown:
    """A line of the tables: a group or all of them, and whether its figures are hidden."""

    survey: Survey
    answers: Answers
    is_pooled: bool
    is_hidden: bool

    def figures(self, *values: Scalar) -> tuple[Scalar, ...]:
        """The values, or nothing in their place."""
        return (None,) * len(values) if self.is_hidden else values

    @property
    def name(self) -> str:
        """The group as the ledger writes it."""
        if not self.is_pooled:
            return said(self.answers.group)
        return said(self.survey.groups[0].group) if len(self.survey.groups) == 1 else _(ALL)


def survey_report(answer: SurveyAnswers, ledger: Ledger[Any]) -> Report:
    """The report: the share that scores with the mean beside it, how the answers are spread, by indicator and group."""
    shown = [line for survey in answer.surveys for line in _lines_of(survey, hide=answer.is_published)]
    return Report(
        title=_("Satisfaction surveys"),
        subtitle=period_line(answer.period),
        sections=(
            Section(_("Satisfaction"), (_satisfaction(shown, answer.table), *_chart(shown), *_notes(answer, shown))),
            Section(_("Answers"), (_spread(shown),)),
        ),
        main=_everything(shown, answer.table),
        data=survey_data(answer, shown),
        footer=(*basis_notes([ledger]), *period_notes(answer.period)),
        traces=() if answer.is_published else _traces(answer),
    )


def _lines_of(survey: Survey, *, hide: bool) -> list[_Shown]:
    """All groups pooled, then each; of one group alone only the pooled line, which says the same."""
    counts = {group.group: group.answers for group in survey.groups}
    hidden = hidden_counts(counts) if hide else Hidden(frozenset(), total=False)
    pooled = _Shown(survey, survey.pooled, is_pooled=True, is_hidden=hidden.total)
    if len(survey.groups) == 1:
        return [pooled]
    groups = [_Shown(survey, group, is_pooled=False, is_hidden=group.group in hidden.keys) for group in survey.groups]
    return [pooled, *groups]


def _satisfaction(shown: Sequence[_Shown], table: str) -> Grid:
    fields = (
        Field("number", _("No."), Kind.COUNT),
        Field("group", _("Group")),
        Field("answers", _("Answers"), Kind.COUNT),
        Field("satisfied", _("Satisfied"), Kind.COUNT),
        Field("share", _("Share"), Kind.SHARE),
        Field("needed", _("Needed"), Kind.SHARE),
        Field("mean", _("Mean"), Kind.DECIMAL),
        Field("words", _("In words")),
    )
    return Grid(
        fields, tuple(_satisfaction_line(line, table) for line in shown), empty=_("The plan asks for no survey.")
    )


def _satisfaction_line(line: _Shown, table: str) -> Line:
    answers, limit = line.answers, line.survey.threshold
    needed = limit.value if limit and line.is_pooled else None
    cells = (
        line.survey.indicator.number,
        line.name,
        *line.figures(answers.answers, answers.satisfied, answers.share),
        needed,
        *line.figures(answers.rounded_mean, words_for(answers, table)),
    )
    return Line(cells, _tone(line))


def _tone(line: _Shown) -> Tone:
    if not line.is_pooled or line.is_hidden:
        return "quiet"
    return "good" if line.survey.is_met else "warn"


def words_for(answers: Answers, table: str) -> str:
    """What the mean is called, in the language in use; nothing where nobody answered."""
    words = answers.words(table)
    return "" if words is None else _word(words)


def _spread(shown: Sequence[_Shown]) -> Grid:
    fields = (
        Field("number", _("No."), Kind.COUNT),
        Field("group", _("Group")),
        Field("forms", _("Forms"), Kind.COUNT),
        Field("answers", _("Answers"), Kind.COUNT),
        Field("response", _("Answered"), Kind.SHARE),
        *(Field(f"answer_{step}", f"{step}", Kind.COUNT) for step in STEPS),
    )
    lines = tuple(
        Line(
            (
                line.survey.indicator.number,
                line.name,
                *line.figures(line.answers.forms, line.answers.answers, line.answers.response, *line.answers.spread),
            ),
            "plain" if line.is_pooled else "quiet",
        )
        for line in shown
    )
    return Grid(fields, lines, _("How many answered what (5 the best)"), _("The plan asks for no survey."))


def _chart(shown: Sequence[_Shown]) -> list[Block]:
    """The satisfied share of each indicator in percent, cut, against the shares the plan asks for."""
    pooled = [line for line in shown if line.is_pooled and not line.is_hidden and line.answers.share is not None]
    if not pooled:
        return []
    labels = tuple(f"{line.survey.indicator.number} {line.survey.indicator.short.text()}" for line in pooled)
    values = tuple(Fraction(trunc((line.answers.share or 0) * 10_000), 100) for line in pooled)
    asked = sorted({line.survey.threshold.value * 100 for line in pooled if line.survey.threshold})
    limits = tuple((_("needed"), limit) for limit in asked)
    return [Chart("bars", _("Satisfied"), labels, (Series(_("Satisfied"), values),), limits, "%")]


def _notes(answer: SurveyAnswers, shown: Sequence[_Shown]) -> list[Note]:
    texts = [
        _(
            "Satisfied are those who answer 4 or 5 of 5; the level goes by their share, never by the mean (reading A19)."
        ),
        _("Words of a mean: {table} (data/satisfaction-means.csv).").format(table=bands_text(answer.table)),
        _(
            "Answered is the share of forms with an overall answer; how many were invited is in no ledger (reading A22)."
        ),
    ]
    notes = [Note(text, "quiet") for text in texts]
    if answer.strangers:
        text = _("{count} answers name an indicator that asks for no survey and count nowhere.")
        notes.append(Note(text.format(count=len(answer.strangers)), "warn"))
    if answer.is_published:
        text = _(
            "For publication: groups of fewer than {least} answers are hidden, and as many others as keep them from being worked out ({count} lines)."
        )
        notes.append(Note(text.format(least=LEAST, count=sum(line.is_hidden for line in shown)), "plain"))
    return notes


def bands_text(table: str) -> str:
    """The bands of a table in one line, the highest first: `4.51–5.00 very high, …`."""
    bands = mean_tables()[table]
    tops = [Decimal(STEPS[0]), *(band.least - Decimal("0.01") for band in bands)]
    return ", ".join(f"{band.least:.2f}–{top:.2f} {_word(band)}" for band, top in zip(bands, tops, strict=False))


def _word(band: MeanWords) -> str:
    return band.thai if current_language() == "th" else band.english


def _everything(shown: Sequence[_Shown], table: str) -> Grid:
    """Both tables as one, for machines."""
    first, second = _satisfaction(shown, table), _spread(shown)
    known = {field.id for field in first.fields}
    extra = [at for at, field in enumerate(second.fields) if field.id not in known]
    fields = (*first.fields, *(second.fields[at] for at in extra))
    lines = tuple(
        Line((*one.cells, *(other.cells[at] for at in extra)), one.tone)
        for one, other in zip(first.lines, second.lines, strict=True)
    )
    return Grid(fields, lines, empty=first.empty)


def _traces(answer: SurveyAnswers) -> tuple[Trace, ...]:
    return tuple(
        trace_of(
            f"satisfied_{each.indicator.number}",
            f"{each.indicator.number} {each.measure.label.text()}",
            each.measurement,
        )
        for each in answer.surveys
    )


def survey_data(answer: SurveyAnswers, shown: Sequence[_Shown]) -> dict[str, Any]:
    """The JSON shape; hidden figures are null and `hidden` says so."""
    return {
        "as_of": iso(answer.period.as_of),
        "published": answer.is_published,
        "means_table": answer.table,
        "surveys": [
            {
                "number": survey.indicator.number,
                "id": survey.indicator.id,
                "needed_percent": survey.threshold.value * 100 if survey.threshold else None,
                **_line_data(line, answer.table),
                "met": None if line.is_hidden else survey.is_met,
                "groups": [
                    {"group": each.answers.group, **_line_data(each, answer.table)}
                    for each in shown
                    if each.survey is survey and not each.is_pooled
                ],
            }
            for line in shown
            if line.is_pooled
            for survey in [line.survey]
        ],
        "of_no_survey": len(answer.strangers),
    }


def _line_data(line: _Shown, table: str) -> dict[str, Any]:
    answers = line.answers
    mean = answers.mean
    figures = {
        "forms": answers.forms,
        "answers": answers.answers,
        "satisfied": answers.satisfied,
        "percent_satisfied": percent_of(answers.share),
        "percent_answered": percent_of(answers.response),
        "spread": {str(step): count for step, count in zip(STEPS, answers.spread, strict=True)},
        "mean": answers.rounded_mean,
        "mean_exact": None if mean is None else f"{mean.numerator}/{mean.denominator}",
        "mean_words": words_for(answers, table) or None,
    }
    return {"hidden": line.is_hidden, **(dict.fromkeys(figures) if line.is_hidden else figures)}

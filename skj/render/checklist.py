"""The answer of `skj check` for people: findings grouped and folded, then what was counted, what passed, what is hidden."""

from collections import Counter
from collections.abc import Iterator, Sequence

from skj.diagnostics import Diagnostic
from skj.language import _
from skj.render.findings import FOLD_AFTER, lay_out_findings
from skj.render.layout import Page, Row, lay_out
from skj.render.values import PLAIN, Manner
from skj.reports.model import Note, Report, Section


def lay_out_check(
    findings: Sequence[Diagnostic], report: Report | None, page: Page, fold_after: int | None = FOLD_AFTER
) -> Iterator[Row]:
    """The findings, the gravest last, and below them the subtitle and the notes of the report, if any."""
    yield from lay_out_findings(findings, page, fold_after, counted=False)
    if report is None:
        return
    notes = (*report.footer, *_more(findings, fold_after))
    closing = Report("", report.subtitle, (Section("", notes),), report.main, {})
    yield from (row for row in lay_out(closing, page) if row)


def _more(findings: Sequence[Diagnostic], fold_after: int | None) -> Iterator[Note]:
    """How to see what is folded away."""
    most = max(Counter(found.code for found in findings).values(), default=0)
    if fold_after is not None and most > fold_after:
        yield Note(_("--findings lists every one; -o check.xlsx makes a workbook to work through."), "quiet")


def check_text(
    findings: Sequence[Diagnostic], report: Report | None, *, names: bool, fold_after: int | None = FOLD_AFTER
) -> Iterator[str]:
    """The same for pipes and text files, line by line: no colour, nothing drawn, no line wrapped."""
    page = Page(None, Manner(names=names, ascii=PLAIN.ascii))
    rows = ("".join(text for text, _role in row).rstrip() for row in lay_out_check(findings, report, page, fold_after))
    return (f"{row}\n" for row in rows)

"""Findings as lines of marked spans: what, where, the raw value, what to do; the same fault many times is folded."""

from collections.abc import Iterable, Iterator
from typing import Final

from skj.diagnostics import Diagnostic, Findings, Severity
from skj.language import _
from skj.render.excerpt import as_read, excerpt, margin
from skj.render.layout import PROSE, Page, Role, Row, hanging
from skj.render.safe import visible
from skj.render.wrap import width_of, wrap

FOLD_AFTER: Final = 5

_ROLES: Final[dict[Severity, Role]] = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.INFO: "quiet"}


def lay_out_findings(
    findings: Iterable[Diagnostic], page: Page, fold_after: int | None = FOLD_AFTER, *, counted: bool = True
) -> Iterator[Row]:
    """All findings grouped by rule, the gravest last and then one line that counts them; one finding alone is not counted."""
    found = list(findings)
    for group in _groups(found):
        yield from _group(group, page, fold_after)
    if counted and len(found) > 1:
        yield from _wrapped(summary(found), "", "heading", page)


def summary(findings: Iterable[Diagnostic]) -> str:
    """One line: how many errors, warnings and notes in how many files."""
    found = list(findings)
    counts = {severity: sum(1 for item in found if item.severity is severity) for severity in Severity}
    files = len({item.place.file for item in found if item.place.file})
    return _("Errors: {errors} · warnings: {warnings} · notes: {notes} · files: {files}").format(
        errors=f"{counts[Severity.ERROR]:,}",
        warnings=f"{counts[Severity.WARNING]:,}",
        notes=f"{counts[Severity.INFO]:,}",
        files=f"{files:,}",
    )


def _groups(found: list[Diagnostic]) -> list[list[Diagnostic]]:
    """Findings by rule: notes, warnings, errors, so that the gravest stand where a terminal stops scrolling."""
    groups: dict[str, list[Diagnostic]] = {}
    for item in found:
        groups.setdefault(item.code, []).append(item)
    return sorted(groups.values(), key=lambda group: (group[0].severity, group[0].code))


def _group(group: list[Diagnostic], page: Page, fold_after: int | None) -> Iterator[Row]:
    shown = [item if page.manner.names else item.masked() for item in Findings(group).sorted()[:fold_after]]
    for number, item in enumerate(shown):
        last = number + 1 == len(shown) or shown[number + 1].hint() != item.hint()
        yield from _finding(item, page, with_hint=last)
        if last:
            yield ()
    if len(group) > len(shown):
        more = _("… {count} more like this ({code})").format(count=f"{len(group) - len(shown):,}", code=group[0].code)
        yield from _wrapped(more, "", "quiet", page)
        yield ()


def _finding(item: Diagnostic, page: Page, *, with_hint: bool) -> Iterator[Row]:
    yield from _headline(item, page)
    if str(item.place):
        yield from _wrapped(str(item.place), "  --> ", "label", page)
    yield from excerpt(item, page) or _value(item, page)
    if item.key:
        yield from _wrapped(item.key, f"{' ' * len(margin(item))} =  ", "label", page)
    if item.fix:
        yield from _wrapped(item.fix, _("fix") + ": ", "good", page)
    if with_hint:
        hint = " · ".join(part for part in (item.hint(), f"skj explain {item.code}") if part)
        yield from _wrapped(hint, _("hint") + ": ", "plain", page)


def _headline(item: Diagnostic, page: Page) -> Iterator[Row]:
    """`error SKJ304 message`; only the word and the code are coloured."""
    lead = f"{item.severity.label} {item.code} "
    first, *rest = wrap(lead + visible(item.message()), page.room(2, PROSE))
    # On a very narrow page the lead itself may be torn; then all of it is plain.
    yield (
        ((lead, _ROLES[item.severity]), (first[len(lead) :], "plain"))
        if first.startswith(lead)
        else ((first, "plain"),)
    )
    yield from (((f"  {line}", "plain"),) for line in rest)


def _value(item: Diagnostic, page: Page) -> Iterator[Row]:
    """The raw value alone, and what it was read as."""
    if item.value:
        yield from _wrapped(item.value, f"{margin(item)} |  ", "plain", page)
    if item.value and item.read_as:
        yield from _wrapped(as_read(item), f"{' ' * len(margin(item))} |  ", _ROLES[item.severity], page)


def _wrapped(text: str, first: str, role: Role, page: Page) -> Iterator[Row]:
    return hanging(wrap(visible(text), page.room(width_of(first), PROSE)), first, role)

"""What `skj check` answers: findings for machines and for tables, counts by rule and by ledger, what passed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

from skj.checking.collect import CheckedLedger, Checkup
from skj.checking.verdict import Verdict
from skj.diagnostics import Diagnostic, Rule, Severity
from skj.language import N_, _
from skj.reports.model import Each, Field, Grid, Kind, Line, Note, Report, Section, Tone
from skj.reports.rules import told

SEVERITIES: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
TONES: Final[dict[Severity, Tone]] = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.INFO: "quiet"}
# The keys of a finding in JSON and the columns of CSV, in the order of contract section 6; those after "fix" are added.
TITLES: Final = {
    "code": N_("Code"),
    "severity": N_("Severity"),
    "ledger": N_("Ledger"),
    "file": N_("File"),
    "sheet": N_("Sheet"),
    "cell": N_("Cell"),
    "row": N_("Row"),
    "field": N_("Field"),
    "key": N_("Person, room or case"),
    "value": N_("Value in the cell"),
    "message": N_("Finding"),
    "hint": N_("What to do"),
    "fix": N_("Suggested value"),
    "rule": N_("Rule"),
    "heading": N_("Heading"),
    "read_as": N_("Read as"),
    "safe_fix": N_("Safe to write"),
}


def severity_word(severity: Severity) -> str:
    """The severity for machines, the same in both languages."""
    return SEVERITIES[severity]


def finding_data(found: Diagnostic) -> dict[str, Any]:
    """A finding for machines (contract section 6); what is not known is null. Mask it first unless names were asked for."""
    place = found.place
    return {
        "code": found.code,
        "severity": severity_word(found.severity),
        "ledger": found.ledger or None,
        "file": place.file,
        "sheet": place.sheet,
        "cell": place.cell or None,
        "row": place.row or None,
        "field": found.field or None,
        "key": found.key or None,
        "value": found.value or None,
        "message": found.message(),
        "hint": found.hint(),
        "fix": found.fix or None,
        "rule": found.rule.name,
        "heading": place.heading or None,
        "read_as": found.read_as or None,
        "safe_fix": bool(found.fix) and found.rule.safe_fix,
    }


def check_report(
    checkup: Checkup, verdict: Verdict, findings: Sequence[Diagnostic], *, statistics: bool = False
) -> Report:
    """The whole answer; `findings` are those of the verdict, masked unless names were asked for. Their lines are made when asked for."""
    by_rule = rule_grid(verdict.shown)
    blocks = (by_rule,) if statistics else (_short_grid(findings), by_rule)
    data: dict[str, Any] = {
        "summary": _summary(checkup, verdict),
        "diagnostics": Each(findings, finding_data),
        "ledgers": [_ledger_data(ledger, verdict) for ledger in checkup.ledgers],
    }
    if statistics:
        data["statistics"] = statistics_data(findings)
    return Report(
        _("Check of the ledgers"),
        passed_line(checkup, verdict),
        (Section("" if statistics else _("To fix"), blocks), Section("", (ledger_grid(checkup, verdict),))),
        _statistics_grid(findings) if statistics else _findings_grid(findings),
        data,
        tuple(closing_notes(checkup, verdict)),
    )


def _summary(checkup: Checkup, verdict: Verdict) -> dict[str, int]:
    return {
        "files": len(checkup.files),
        "records": sum(ledger.records for ledger in checkup.ledgers),
        "errors": verdict.errors,
        "warnings": verdict.warnings,
        "notes": verdict.notes,
        "ledgers": sum(1 for ledger in checkup.ledgers if ledger.files),
        "rows": sum(ledger.rows for ledger in checkup.ledgers),
        "left_out": sum(ledger.left_out for ledger in checkup.ledgers),
        "rules": verdict.rules,
        "accepted": verdict.accepted,
    }


def passed_line(checkup: Checkup, verdict: Verdict) -> str:
    """What was looked at: `12 ledgers · 15 files · 1,931 rows · 93 rules`."""
    numbers = {name: f"{number:,}" for name, number in _summary(checkup, verdict).items()}
    return _("Checked: ledgers {ledgers} · files {files} · rows {rows} · rules {rules}").format_map(numbers)


def count_line(verdict: Verdict) -> str:
    """What was found, and how much of it the office has accepted."""
    text = _("Errors: {errors} · warnings: {warnings} · notes: {notes}").format(
        errors=f"{verdict.errors:,}", warnings=f"{verdict.warnings:,}", notes=f"{verdict.notes:,}"
    )
    accepted = _("accepted before: {count}").format(count=f"{verdict.accepted:,}") if verdict.accepted else ""
    return " · ".join(part for part in (text, accepted) if part)


def closing_notes(checkup: Checkup, verdict: Verdict) -> list[Note]:
    """The sentences below the findings: counts, what passed, what is not shown."""
    tone: Tone = "bad" if verdict.errors else "warn" if verdict.warnings else "good"
    notes = [Note(count_line(verdict), tone)]
    clean = [ledger for ledger in checkup.ledgers if ledger.files and not _has_faults(ledger, verdict)]
    if clean:
        names = ", ".join(_(ledger.label) for ledger in clean)
        notes.append(Note(_("Without errors and warnings: {names}").format(names=names), "good"))
    without = sum(not ledger.files and ledger.name not in verdict.faulty for ledger in checkup.ledgers)
    if without:
        notes.append(Note(_("Ledgers without files, not looked at: {count}").format(count=without), "quiet"))
    if verdict.hidden:
        word = severity_word(min(severity for severity, count in verdict.counts.items() if count))
        text = _("Findings not shown: {count}; --severity {word} shows them.")
        notes.append(Note(text.format(count=f"{verdict.hidden:,}", word=word), "quiet"))
    if verdict.gone:
        text = _("{count} accepted findings are gone; --write-baseline drops them from the baseline.")
        notes.append(Note(text.format(count=f"{verdict.gone:,}"), "quiet"))
    return notes


def _has_faults(ledger: CheckedLedger, verdict: Verdict) -> bool:
    """Whether anything but notes was found; accepted faults are silent, so rows set aside are looked at as well."""
    return ledger.left_out > 0 or ledger.name in verdict.faulty


def rule_grid(findings: Iterable[Diagnostic]) -> Grid:
    """How often each rule was broken, the gravest and most frequent first."""
    fields = (
        Field("count", _("Count"), Kind.COUNT),
        Field("code", _("Code")),
        Field("severity", _("Severity")),
        Field("name", _("Name")),
    )
    lines = tuple(Line((count, rule.code, rule.severity.label, rule.name)) for rule, count in _by_rule(findings))
    return Grid(fields, lines, _("By rule"), _("Nothing found."))


def rule_summary(findings: Iterable[Diagnostic]) -> Grid:
    """The same for a page: what each rule says in words, then its code and how often it was broken."""
    fields = (
        Field("message", _("What it says")),
        Field("code", _("Code")),
        Field("severity", _("Severity")),
        Field("count", _("Count"), Kind.COUNT),
    )
    lines = tuple(Line((told(rule), rule.code, rule.severity.label, count)) for rule, count in _by_rule(findings))
    return Grid(fields, lines, _("By rule"), _("Nothing found."))


def _statistics_grid(findings: Iterable[Diagnostic]) -> Grid:
    """The counts for machines: severities are words that do not change with the language."""
    grid = rule_grid(findings)
    lines = tuple(
        Line((count, rule.code, severity_word(rule.severity), rule.name)) for rule, count in _by_rule(findings)
    )
    return Grid(grid.fields, lines)


def statistics_data(findings: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """The counts by rule as JSON."""
    return [
        {"code": rule.code, "name": rule.name, "severity": severity_word(rule.severity), "count": count}
        for rule, count in _by_rule(findings)
    ]


def _by_rule(findings: Iterable[Diagnostic]) -> list[tuple[Rule, int]]:
    counts = Counter(found.rule for found in findings)
    return sorted(counts.items(), key=lambda item: (-item[0].severity, -item[1], item[0].code))


def ledger_grid(checkup: Checkup, verdict: Verdict) -> Grid:
    """What was looked at ledger by ledger, with those who are responsible where skj.toml names them."""
    has_responsible = any(ledger.responsible for ledger in checkup.ledgers)
    fields = [
        Field("ledger", _("Ledger")),
        Field("files", _("Files"), Kind.COUNT),
        Field("rows", _("Rows"), Kind.COUNT),
        Field("left_out", _("Set aside"), Kind.COUNT),
        Field("errors", _("Errors"), Kind.COUNT),
        Field("warnings", _("Warnings"), Kind.COUNT),
    ]
    fields += [Field("responsible", _("Responsible"))] if has_responsible else []
    lines = tuple(
        Line(
            (
                _(ledger.label),
                len(ledger.files),
                ledger.rows,
                ledger.left_out,
                verdict.by_ledger[ledger.name, Severity.ERROR],
                verdict.by_ledger[ledger.name, Severity.WARNING],
                *((ledger.responsible,) if has_responsible else ()),
            )
        )
        for ledger in checkup.ledgers
    )
    return Grid(tuple(fields), lines, _("Ledgers"))


def person_grid(checkup: Checkup, findings: Iterable[Diagnostic]) -> Grid | None:
    """How much each person responsible has to mend; None when skj.toml names nobody."""
    responsible = {ledger.name: ledger.responsible for ledger in checkup.ledgers if ledger.responsible}
    if not responsible:
        return None
    counts = Counter(responsible.get(found.ledger, "—") for found in findings)
    fields = (Field("responsible", _("Responsible")), Field("count", _("Count"), Kind.COUNT))
    return Grid(fields, tuple(Line(item) for item in sorted(counts.items())), _("By person responsible"))


def _ledger_data(ledger: CheckedLedger, verdict: Verdict) -> dict[str, Any]:
    return {
        "ledger": ledger.name,
        "files": list(ledger.files),
        "records": ledger.records,
        "left_out": ledger.left_out,
        "errors": verdict.by_ledger[ledger.name, Severity.ERROR],
        "warnings": verdict.by_ledger[ledger.name, Severity.WARNING],
        "responsible": ledger.responsible or None,
    }


def _findings_grid(findings: Sequence[Diagnostic]) -> Grid:
    """Every key of every finding, for CSV and JSON lines."""
    fields = tuple(Field(name, _(title), Kind.COUNT if name == "row" else Kind.TEXT) for name, title in TITLES.items())
    return Grid(fields, Each(findings, _data_line), "", _("Nothing found."))


def _data_line(found: Diagnostic) -> Line:
    return Line(tuple(finding_data(found).values()), TONES[found.severity])


def _short_grid(findings: Sequence[Diagnostic]) -> Grid:
    """What fits a page of Markdown."""
    names = {"severity": _("Severity"), "code": _("Code"), "place": _("Place")}
    fields = tuple(Field(name, title) for name, title in names.items()) + tuple(
        Field(name, _(TITLES[name])) for name in ("key", "value", "message", "hint")
    )
    return Grid(fields, Each(findings, _short_line), "", _("Nothing found."))


def _short_line(found: Diagnostic) -> Line:
    place, value = str(found.place), found.value or ""
    cells = (found.severity.label, found.code, place, found.key, value, found.message(), found.hint())
    return Line(cells, TONES[found.severity])

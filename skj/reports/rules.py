"""The catalogue of rules for people: `skj rules` and `skj explain CODE`."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from skj.checking.examples import Example
from skj.diagnostics import Rule
from skj.language import N_, _
from skj.reports.examples import example_data, example_section
from skj.reports.model import Facts, Field, Grid, Kind, Line, Report, Section

FAMILIES: Final = {
    "1": N_("files and encodings"),
    "2": N_("sheets and headings"),
    "3": N_("single cells"),
    "4": N_("rows and rules between rows"),
    "5": N_("between ledgers"),
    "6": N_("plan, workspace and options"),
    "7": N_("writing"),
    "9": N_("skj itself and its output"),
}
_PLACEHOLDER: Final = re.compile(r"(?:\{\w+\})+")  # several in a row are one …


def rules_report(rules: Sequence[Rule]) -> Report:
    """One line a rule."""
    fields = (
        Field("code", _("Code")),
        Field("severity", _("Severity")),
        Field("name", _("Name")),
        Field("message", _("What it says")),
    )
    grid = Grid(
        fields, tuple(Line((rule.code, rule.severity.label, rule.name, _shape(rule.message))) for rule in rules)
    )
    count = _("{count} rules").format(count=len(rules))
    return Report(_("Rules of skj"), count, (Section(_("Rules"), (grid,)),), grid, [rule_data(rule) for rule in rules])


def explain_rule(rule: Rule, example: Example | None = None) -> Report:
    """Everything about one rule, with its example where it has one."""
    facts = Facts(
        (
            (_("Code"), rule.code, Kind.TEXT),
            (_("Name"), rule.name, Kind.TEXT),
            (_("Family"), _(FAMILIES[rule.code[3]]), Kind.TEXT),
            (_("Severity"), rule.severity.label, Kind.TEXT),
            (_("What it says"), _shape(rule.message), Kind.TEXT),
            (_("What to do"), _shape(rule.hint), Kind.TEXT),
            (_("What follows"), _consequence(rule), Kind.TEXT),
            *(((_("Mended by"), "skj fix", Kind.TEXT),) if rule.safe_fix else ()),
        )
    )
    grid = Grid((Field("code", _("Code")), Field("name", _("Name"))), (Line((rule.code, rule.name)),))
    sections = (Section(_("Rule"), (facts,)), *([example_section(example)] if example else []))
    return Report(f"{rule.code} {rule.name}", "", sections, grid, {**rule_data(rule), "example": example_data(example)})


def _consequence(rule: Rule) -> str:
    if rule.code[3] in "34":
        texts = {
            3: N_("The row is set aside and counts nowhere until it is corrected."),
            2: N_("The row counts; look at it."),
            1: N_("Nothing; it is said so that nothing happens in silence."),
        }
        return _(texts[rule.severity.value])
    return _("See what to do.")


def _shape(text: str) -> str:
    """A rule's text with … where a finding fills in its own values."""
    return _PLACEHOLDER.sub("…", _(text)).replace("{{", "{").replace("}}", "}")


def told(rule: Rule) -> str:
    """What a rule says, with … where a finding fills in its own values."""
    return _shape(rule.message)


def rule_data(rule: Rule) -> Mapping[str, Any]:
    """A rule for machines."""
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.name.lower(),
        "message": _shape(rule.message),
        "hint": _shape(rule.hint),
        "safe_fix": rule.safe_fix,
    }

"""Findings as SARIF 2.1.0, the format in which code hosts and editors show the findings of any checker."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any, Final
from urllib.parse import quote

from skj.diagnostics import Diagnostic, Place, Rule, Severity
from skj.language import _, current_language
from skj.render.jsontext import json_pieces
from skj.reports.model import Each
from skj.reports.rules import rule_data

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
VERSION: Final = "2.1.0"
LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def to_sarif(findings: Sequence[Diagnostic], version: str) -> Iterator[str]:
    """The findings of one run as a SARIF document in pieces; mask them first. A cell stands as a logical location, its row as a line."""
    rules = sorted({found.rule.code: found.rule for found in findings}.values(), key=lambda rule: rule.code)
    index = {rule.code: number for number, rule in enumerate(rules)}
    driver = {"name": "skj", "version": version, "rules": [_rule(rule) for rule in rules]}
    run = {
        "tool": {"driver": driver},
        "language": current_language(),
        "columnKind": "unicodeCodePoints",
        "results": Each(findings, partial(_result, index=index)),
    }
    document = {"$schema": SCHEMA, "version": VERSION, "runs": [run]}
    return json_pieces(document)


def _rule(rule: Rule) -> dict[str, Any]:
    data = rule_data(rule)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": data["message"]},
        "help": {"text": data["hint"]},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }


def _result(found: Diagnostic, index: dict[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": index[found.code],
        "level": LEVELS[found.severity],
        "message": {"text": " ".join(_sentences(found))},
    }
    if found.place.file:
        result["locations"] = [_location(found.place)]
    known = {"ledger": found.ledger, "field": found.field, "key": found.key, "value": found.value, "fix": found.fix}
    properties = {name: value for name, value in known.items() if value}
    return result | ({"properties": properties} if properties else {})


def _sentences(found: Diagnostic) -> Iterable[str]:
    yield found.message()
    if found.place.cell:
        yield _("Cell {cell}.").format(cell=found.place.cell)
    yield found.hint()


def _location(place: Place) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.file)}}
    if place.row:
        physical["region"] = {"startLine": place.row}
    location: dict[str, Any] = {"physicalLocation": physical}
    spot = "!".join(part for part in (place.sheet, place.cell) if part)
    if spot:
        location["logicalLocations"] = [{"fullyQualifiedName": spot, "kind": "member"}]
    return location


def _uri(file: str) -> str:
    """A relative reference, or a file address for a file outside of the workspace; no part of a name can become a scheme."""
    if file.startswith("/") or file[1:2] == ":":
        return "file:///" + quote(file.lstrip("/"))
    return quote(file)

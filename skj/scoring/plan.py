"""Plan files (`data/plans/2567.toml`): found, read, checked and refused with everything that is wrong in them."""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from skj.diagnostics import Diagnostic, Findings, Place, Rule, UsageRefused
from skj.language import N_, _
from skj.resources import data_folder
from skj.rules import plan as rules
from skj.scoring.plan_checks import slips
from skj.scoring.plan_model import (
    UNCLEAR,
    Condition,
    EvidenceItem,
    Indicator,
    Level,
    Measure,
    Plan,
    Reading,
    RoutineProject,
    Step,
    Unit,
    unit_name,
)
from skj.scoring.plan_parts import UNREADABLE, Label, Threshold

__all__ = [
    "Condition",
    "EvidenceItem",
    "Indicator",
    "Label",
    "Level",
    "Measure",
    "Plan",
    "PlanRefused",
    "Reading",
    "RoutineProject",
    "Step",
    "Threshold",
    "Unit",
    "built_in_plans",
    "check_plan",
    "load_plan",
    "unit_name",
]

SUFFIX: Final = ".toml"
# pydantic's error types: those with a rule of their own, and what to say of the others.
RULE_OF: Final[Mapping[str, Rule]] = {
    "extra_forbidden": rules.UNKNOWN_KEY,
    "missing": rules.MISSING_KEY,
    UNREADABLE: rules.UNREADABLE_THRESHOLD,
    UNCLEAR: rules.UNCLEAR_CONDITION,
}
REASONS: Final[Mapping[str, str]] = {
    "int_type": N_("a whole number is expected"),
    "int_parsing": N_("a whole number is expected"),
    "greater_than_equal": N_("the number is too small"),
    "less_than_equal": N_("the number is too large"),
    "string_type": N_("a text in quotation marks is expected"),
    "string_too_short": N_("the text is empty"),
    "bool_parsing": N_("true or false is expected"),
    "bool_type": N_("true or false is expected"),
    "literal_error": N_("it is not one of the words allowed here"),
    "tuple_type": N_("a list is expected"),
    "too_short": N_("at least one entry is needed"),
    "model_type": N_("a table of keys is expected"),
    "mapping_type": N_("a table of keys is expected"),
    "dict_type": N_("a table of keys is expected"),
}


class PlanRefused(UsageRefused):
    """A plan file with faults: `diagnostic` is the first, `findings` are all of them."""

    def __init__(self, findings: Findings) -> None:
        super().__init__(findings.items[0])
        self.findings = findings


def load_plan(name_or_path: str, *, base: Path | None = None, functions: Collection[str] = ()) -> Plan:
    """The plan of a built-in name such as `2567`, or of a path to a plan file, relative to `base`.

    `functions` are the names of the measure functions there are; when given, the plan may name no other.
    Raises PlanRefused (a UsageRefused) with every finding when the file cannot be found, read or used.
    """
    plan, findings = check_plan(name_or_path, base=base, functions=functions)
    if plan is None:
        raise PlanRefused(findings)
    return plan


def check_plan(
    name_or_path: str, *, base: Path | None = None, functions: Collection[str] = ()
) -> tuple[Plan | None, Findings]:
    """The plan and what is wrong with it; there is no plan when anything is wrong."""
    findings = Findings()
    path = _plan_path(name_or_path, base or Path())
    if path is None:
        findings.add(rules.PLAN_NOT_FOUND, Place(name_or_path), name=name_or_path, known=", ".join(built_in_plans()))
        return None, findings
    raw = _toml(path, findings)
    plan = None if raw is None else _plan(raw, path.name, functions, findings)
    return (None, findings) if findings.items else (plan, findings)


def built_in_plans() -> list[str]:
    """The names of the plans that come with the program."""
    return sorted(path.stem for path in _plans_folder().glob(f"*{SUFFIX}"))


def _plans_folder() -> Path:
    return data_folder() / "plans"


def _plan_path(name_or_path: str, base: Path) -> Path | None:
    """A built-in plan goes before a file of the same name; a name with a folder or an ending is always a path."""
    if name_or_path in built_in_plans():
        return _plans_folder() / f"{name_or_path}{SUFFIX}"
    path = base / name_or_path
    return path if path.is_file() else None


def _toml(path: Path, findings: Findings) -> dict[str, Any] | None:
    """The file as TOML; a byte-order mark, which Notepad writes, is not an error."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        findings.add(rules.PLAN_UNREADABLE, Place(path.name, row=_line_of(str(error))), reason=str(error))
    except UnicodeDecodeError:
        findings.add(rules.PLAN_UNREADABLE, Place(path.name), reason=N_("it is not saved as UTF-8"))
    except OSError as error:
        findings.add(rules.PLAN_UNREADABLE, Place(path.name), reason=error.strerror or str(error))
    return None


def _line_of(message: str) -> int:
    line = re.search(r"at line (\d+)", message)
    return int(line[1]) if line else 0


def _plan(raw: dict[str, Any], file: str, functions: Collection[str], findings: Findings) -> Plan | None:
    try:
        plan = Plan.model_validate(raw)
    except ValidationError as error:
        findings.extend(_misshapen(raw, file, detail) for detail in error.errors(include_url=False))
        return None
    findings.extend(Diagnostic(slip.rule, Place(file, heading=slip.key), slip.args) for slip in slips(plan, functions))
    return plan


def _misshapen(raw: dict[str, Any], file: str, detail: ErrorDetails) -> Diagnostic:
    """A finding for one of pydantic's errors, at the key as the person who edits the file would name it."""
    key = ".".join(_key_parts(raw, detail["loc"]))
    rule = RULE_OF.get(detail["type"], rules.WRONG_VALUE)
    reason = REASONS.get(detail["type"], N_("it is not of the kind that is expected here"))
    value = "" if rule is rules.MISSING_KEY else str(detail["input"])[:60]
    return Diagnostic(rule, Place(file, heading=key), {"key": key, "reason": reason}, value=value)


def _key_parts(raw: Any, loc: Sequence[int | str]) -> Iterator[str]:
    """The parts of a key, `indicators`, `housing`, `levels`, `5`: entries of a list go by their own name where they have one."""
    for part in loc:
        raw = _inner(raw, part)
        yield _entry_name(raw, part) if isinstance(part, int) else part


def _inner(raw: Any, part: int | str) -> Any:
    """The entry of a table or list; None when it is not there, as for a key that is missing."""
    match raw, part:
        case dict(), str():
            return raw.get(part)
        case list(), int() if part < len(raw):
            return raw[part]
        case _:
            return None


def _entry_name(entry: Any, index: int) -> str:
    names = (
        (entry.get(name) for name in ("id", "level", "key", "number", "step", "code"))
        if isinstance(entry, dict)
        else iter(())
    )
    return next((str(name) for name in names if name is not None), _("entry {number}").format(number=index + 1))

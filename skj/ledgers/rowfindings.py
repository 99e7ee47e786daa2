"""Findings about rows: which person, room or case they concern, and whether that must be hidden."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from skj.diagnostics import Diagnostic
from skj.ledgers.base import Column, Fault, LedgerSpec, Record
from skj.ledgers.hidden import may_hold_person
from skj.ledgers.vocabulary import titles
from skj.patterns import later
from skj.thai.dates import format_be
from skj.thai.digits import to_arabic

# A number, or a date in figures or with the name of a month: no person is written so.
_FIGURES: Final = later(r"[\d\s.,:/%()-]*|\d{1,2}[\s./-]*[ก-๎.]{2,12}[\s./-]*(พ\.?\s?ศ\.?\s*)?\d{2,4}")


def row_key(spec: LedgerSpec[Any], values: Mapping[str, Any]) -> str:
    """The person, room or case a row is about, as far as it could be read."""
    return " ".join(str(values[name]) for name in spec.key if values.get(name) is not None)


def row_finding(spec: LedgerSpec[Any], record: Record, fault: Fault) -> Diagnostic:
    """A broken row rule as a finding at the cell to look at."""
    value = getattr(record, fault.field, None)
    key = row_key(spec, {name: getattr(record, name) for name in spec.key})
    shown = format_be(value) if isinstance(value, date) else "" if value is None else str(value)
    personal = any(column.personal for column in spec.columns if column.field == fault.field)
    hidden = personal or (fault.field in spec.key and may_be_secret(spec, shown))
    found = Diagnostic(
        fault.rule, record.place(fault.field), fault.args, shown, spec.name, fault.field, personal=hidden
    )
    return with_key(found, spec, key)


def with_key(found: Diagnostic, spec: LedgerSpec[Any], key: str) -> Diagnostic:
    """The finding with the row's key, to be hidden with the names when the key is a person."""
    is_personal = any(column.personal for column in spec.columns if column.field in spec.key)
    return replace(found, key=key, personal_key=is_personal or may_be_secret(spec, key))


def may_be_secret(spec: LedgerSpec[Any], text: str) -> bool:
    """Whether what identifies a row in a ledger of secrets may name a person: a name can be typed into a case number."""
    return any(column.personal == "sensitive" for column in spec.columns) and may_hold_person(text)


def may_name_someone(spec: LedgerSpec[Any], column: Column, shown: str) -> bool:
    """Whether a value that could not be read may be a person who must stay hidden.

    In a ledger of secrets a name can stand in any cell, for example when a row was moved by one column; only figures are safe.
    """
    if column.personal is not None:
        return True
    if any(other.personal for other in spec.columns) and shown.strip().startswith(titles()):
        return True
    is_secret = any(other.personal == "sensitive" for other in spec.columns)
    return is_secret and not says_only_figures(shown)


def says_only_figures(text: str) -> bool:
    """Whether a text is a number or a date and so surely no person."""
    return _FIGURES.fullmatch(to_arabic(text)) is not None

"""Raising a refusal in one line; the place is filled in by the function the caller called."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import NoReturn

from skj.diagnostics import Diagnostic, Place, Rule, WriteRefused


def refuse(rule: Rule, **args: object) -> NoReturn:
    """Raise `WriteRefused` for `rule`; `args` fill the placeholders of its texts."""
    raise WriteRefused(Diagnostic(rule, args=args))


@contextmanager
def refusals_at(place: Place) -> Iterator[None]:
    """Give refusals raised inside the place of the file and sheet."""
    try:
        yield
    except WriteRefused as refused:
        raise WriteRefused(replace(refused.diagnostic, place=place)) from refused

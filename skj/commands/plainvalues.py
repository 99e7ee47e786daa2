"""Words of the command line that are plainly right are taken as they are, without pydantic.

Typer builds a pydantic adapter for each option of the command that is called, and importing pydantic takes longer than
all the rest of a start (docs/speed.md). A text, a whole number in digits, a path, a word of a list need none; everything
else goes to typer's own adapter, which converts it or says what is wrong.
"""

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final, Literal, get_args, get_origin

from typer._coercion import RuntimeParam, build_runtime_param, resolve_type_descriptor
from typer.models import ParameterInfo

from skj.patterns import later

_WHOLE: Final = later(r"-?[0-9]{1,18}", re.ASCII)
# What an option may ask for that is looked at by typer alone.
_ASKS_MORE: Final = ("clamp", "exists", "writable", "resolve_path", "allow_dash", "path_type")


class _NotPlainError(Exception):
    """A value that is not plainly right."""


@dataclass(frozen=True)
class PlainValues(RuntimeParam):
    """Takes plain values as they are and asks typer about all others."""

    take: Callable[[str], Any]
    is_list: bool

    def _coerce_value(self, value: Any, param: Any, ctx: Any) -> Any:
        try:
            return [self._taken(one) for one in value] if self.is_list else self._taken(value)
        except _NotPlainError:
            whole = build_runtime_param(resolve_type_descriptor(self.annotation, self.parameter_info))
            return whole.coerce(value, param, ctx)

    def _taken(self, value: Any) -> Any:
        if value.__class__ is not str:
            raise _NotPlainError
        return self.take(value)


def take_plain_values(params: Iterable[Any]) -> None:
    """Let the parameters of a command take plain values without pydantic, as far as their types allow it."""
    for param in params:
        about = param.type_descriptor
        plain = _plain_values(about.annotation, about.parameter_info)
        if plain is not None:
            param._runtime_param = plain  # noqa: SLF001  (where typer keeps what it would build; held by a test)


def _plain_values(annotation: Any, info: ParameterInfo) -> PlainValues | None:
    if any(getattr(info, name, None) for name in _ASKS_MORE):
        return None
    is_list = get_origin(annotation) is list
    take = _way_of(get_args(annotation)[0] if is_list else annotation, info)
    return take and PlainValues(parameter_info=info, annotation=annotation, take=take, is_list=is_list)


def _way_of(kind: Any, info: ParameterInfo) -> Callable[[str], Any] | None:
    if info.parser is not None:
        return partial(_parsed, info.parser)
    if get_origin(kind) is Literal:
        return lambda word: _listed(word, get_args(kind))
    ways: dict[Any, Callable[[str], Any]] = {
        str: str,
        int: partial(_whole, info.min, info.max),
        Path: _path,
        bool: _truth,
    }
    return ways.get(kind)


def _truth(_word: str) -> bool:
    """A switch that is not given needs no adapter either; words for yes and no are typer's."""
    raise _NotPlainError


def _parsed(parse: Callable[[str], Any], word: str) -> Any:
    try:
        return parse(word)
    except ValueError:
        raise _NotPlainError from None


def _whole(least: float | None, most: float | None, word: str) -> int:
    if not _WHOLE.fullmatch(word) or not _is_within(int(word), least, most):
        raise _NotPlainError
    return int(word)


def _is_within(number: int, least: float | None, most: float | None) -> bool:
    return (least is None or number >= least) and (most is None or number <= most)


def _listed(word: str, listed: tuple[Any, ...]) -> str:
    if word not in listed:
        raise _NotPlainError
    return word


def _path(word: str) -> Path:
    """A path; one that is there and may not be read is told by typer."""
    if "\0" in word or (not os.access(word, os.R_OK) and os.path.exists(word)):  # noqa: PTH110  (beside os.access)
        raise _NotPlainError
    return Path(word)

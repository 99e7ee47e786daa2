"""All rules by code: what `skj rules` lists and `skj explain` explains."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Final

import skj.rules
from skj.diagnostics import Rule

NOT_FAMILIES: Final = {"catalogue", "mends"}


def all_rules() -> dict[str, Rule]:
    """Every rule of every family, by code in ascending order."""
    names = [module.name for module in iter_modules(skj.rules.__path__) if module.name not in NOT_FAMILIES]
    found = [
        value
        for name in names
        for value in vars(import_module(f"skj.rules.{name}")).values()
        if isinstance(value, Rule)
    ]
    return {rule.code: rule for rule in sorted(found, key=lambda rule: rule.code)}

"""Which rules are looked for: codes, the beginnings of codes, and names, as `--select` and `--ignore` give them."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from skj.diagnostics import Diagnostic, Rule, UsageRefused
from skj.rules.workspace import RULE_UNKNOWN

# The families that ledgers are checked against; the others are about plans, writing and skj itself.
CHECKED_FAMILIES: Final = "12345"
_CODE: Final = re.compile(r"SKJ\d*")


@dataclass(frozen=True, slots=True)
class Choice:
    """Codes and beginnings of codes to look for (none: all) and to leave out; the longer beginning wins, as in ruff."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def takes(self, rule: Rule) -> bool:
        """Whether findings of the rule are wanted."""
        wanted = _strength(rule.code, self.select) if self.select else 0
        return wanted >= 0 and wanted > _strength(rule.code, self.ignore)


def _strength(code: str, beginnings: Iterable[str]) -> int:
    return max((len(each) for each in beginnings if code.startswith(each)), default=-1)


def choose(select: Sequence[str], ignore: Sequence[str], known: Iterable[Rule]) -> Choice:
    """The choice that the words of the command line mean; UsageRefused for a word that fits no rule."""
    rules = list(known)
    return Choice(*(tuple(_code(word, rules) for word in _words(words)) for words in (select, ignore)))


def _words(given: Iterable[str]) -> list[str]:
    """Options may be repeated and may hold several words with commas between them."""
    return [word for text in given for word in re.split(r"[,\s]+", text) if word]


def _code(word: str, rules: Sequence[Rule]) -> str:
    code = word.upper()
    if _CODE.fullmatch(code) and any(rule.code.startswith(code) for rule in rules):
        return code
    for rule in rules:
        if rule.name == word.lower():
            return rule.code
    raise UsageRefused(Diagnostic(RULE_UNKNOWN, args={"value": word}))


def looked_for(choice: Choice, rules: Iterable[Rule]) -> int:
    """How many rules about ledgers a choice looks for."""
    return sum(rule.code[3] in CHECKED_FAMILIES and choice.takes(rule) for rule in rules)


def chosen(findings: Iterable[Diagnostic], choice: Choice, always: Callable[[Diagnostic], bool]) -> list[Diagnostic]:
    """The findings wanted; those that are told `always` (a file that cannot be read) cannot be left out."""
    return [found for found in findings if choice.takes(found.rule) or always(found)]

"""Choosing rules by code, beginning and name."""

import pytest

from skj.checking.select import Choice, choose, chosen, looked_for
from skj.diagnostics import Diagnostic, UsageRefused
from skj.rules import cells, files, rows
from skj.rules.catalogue import all_rules

RULES = list(all_rules().values())


@pytest.mark.parametrize(
    ("select", "ignore", "code", "is_taken"),
    [
        ([], [], "SKJ324", True),
        (["SKJ3"], [], "SKJ324", True),
        (["skj3"], [], "SKJ402", False),
        (["SKJ402,SKJ3"], [], "SKJ402", True),
        (["SKJ402", "SKJ3"], [], "SKJ324", True),
        (["impossible-day"], [], "SKJ324", True),
        (["impossible-day"], [], "SKJ325", False),
        ([], ["SKJ3"], "SKJ324", False),
        ([], ["SKJ3"], "SKJ402", True),
        (["SKJ324"], ["SKJ3"], "SKJ324", True),
        (["SKJ3"], ["SKJ324"], "SKJ324", False),
        (["SKJ3"], ["SKJ3"], "SKJ324", False),
        (["SKJ"], [], "SKJ103", True),
    ],
)
def test_the_longer_code_wins(select: list[str], ignore: list[str], code: str, *, is_taken: bool) -> None:
    assert choose(select, ignore, RULES).takes(all_rules()[code]) is is_taken


@pytest.mark.parametrize("word", ["SKJ999", "SKJ3x", "no-such-rule", "3"])
def test_a_word_that_fits_no_rule_is_wrong_usage(word: str) -> None:
    with pytest.raises(UsageRefused) as refused:
        choose([], [word], RULES)
    assert refused.value.diagnostic.code == "SKJ665"


def test_what_is_always_told_cannot_be_left_out() -> None:
    unread, faulty, wrong = (
        Diagnostic(rule) for rule in (files.FILE_EMPTY, cells.IMPOSSIBLE_DAY, rows.RETURN_BEFORE_RECEIPT)
    )
    found = chosen([unread, faulty, wrong], Choice(("SKJ4",)), lambda item: item is unread)
    assert found == [unread, wrong]


def test_only_rules_about_ledgers_are_counted() -> None:
    everything = looked_for(Choice(), RULES)
    assert 60 < everything < len(RULES)
    assert looked_for(Choice(("SKJ5",)), RULES) == sum(rule.code.startswith("SKJ5") for rule in RULES)
    assert looked_for(Choice(("SKJ7",)), RULES) == 0

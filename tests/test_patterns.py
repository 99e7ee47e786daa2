import gc
import re
from importlib import import_module
from pkgutil import walk_packages

import pytest

import skj
from skj.patterns import _Later, later


def test_every_expression_of_the_house_compiles() -> None:
    for module in walk_packages(skj.__path__, "skj."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    waiting = [each for each in gc.get_objects() if isinstance(each, _Later)]
    assert len(waiting) > 50
    for each in waiting:
        re.compile(each._text, each._flags)


def test_it_is_compiled_at_its_first_use_and_then_the_compiled_one_answers() -> None:
    number = later(r"(\d+)", re.ASCII)
    assert "fullmatch" not in vars(number)
    assert number.fullmatch("12") is not None
    assert number.fullmatch("๑๒") is None
    assert vars(number)["fullmatch"] == re.compile(r"(\d+)", re.ASCII).fullmatch
    assert number.pattern == r"(\d+)"


def test_a_wrong_expression_is_told_at_its_use() -> None:
    wrong = later("(")
    with pytest.raises(re.error):
        wrong.search("")

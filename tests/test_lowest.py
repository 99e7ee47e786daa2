"""`make lowest` tests what it says: the lowest version of every package an office installs, and never the newest by oversight."""

import re
import tomllib

from tools.lowest import PROJECT, lowest


def test_every_dependency_is_held_at_its_lower_bound() -> None:
    needed = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]
    held = list(lowest(needed))
    assert [re.split("[=<>]", each)[0] for each in held] == [re.split("[=<>]", each)[0] for each in needed]
    assert all(f">={each.partition('==')[2]}," in asked for each, asked in zip(held, needed, strict=True))


def test_a_package_without_a_lower_bound_is_not_held() -> None:
    assert list(lowest(["rich>=14.3,<16", "typer<1", "filelock >= 3.20"])) == ["rich==14.3", "filelock==3.20"]

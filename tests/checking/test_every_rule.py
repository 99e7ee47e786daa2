"""An office with a fault for every rule gets exactly those findings, each at its cell; a clean one gets none.

The office is made of the samples of `tests/errors`: each ledger is many files, one for each rule.
"""

import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from skj.checking.collect import check_ledgers
from skj.diagnostics import Diagnostic, Severity
from skj.ledgers.registry import BY_NAME
from skj.rules.workspace import LEDGER_NOT_CONFIGURED
from skj.workspace import Workspace
from tests.errors_samples import TODAY, examine, lay_out, read_plan_once, samples

# Samples that need an office of their own, and why they cannot share one with the others.
ALONE: Final = {
    "settings of a whole ledger or of all files": (
        "SKJ106 SKJ120 SKJ121 SKJ130 SKJ131 SKJ132 SKJ133 SKJ134 SKJ152 SKJ153 SKJ157 SKJ160 SKJ201 SKJ204 SKJ211 SKJ510"
    ),
    "files named on the command line, no files, or a disk that fails": (
        "SKJ101 SKJ102 SKJ104 SKJ105 SKJ653 SKJ654 SKJ659"
    ),
    "about all sessions, places or documents there are": "SKJ426 SKJ438 SKJ443 SKJ501 SKJ507 SKJ511 SKJ512 SKJ513",
}
SHARING: Final = [path for path in samples() if path.name not in " ".join(ALONE.values()).split()]
SETTINGS: Final = '[ledgers.{name}]\nfiles = ["{name}_*.*"]\n'
SAMPLES: Final = Path(__file__).parents[2] / "samples"
Seen = tuple[str, str, str, str]


def seen(found: Diagnostic, file: str) -> Seen:
    return found.code, file, found.place.sheet, found.place.cell or str(found.place.row)


def own_name(file: str, code: str) -> str:
    """The name of a sample's ledger in the office of all; pictures and documents keep theirs."""
    return re.sub(r"^(\w+)(\.\w+)$", rf"\1_{code}\2", file)


def settle(folder: Path, own: Path, code: str) -> None:
    """Move the files of a sample into the office of all."""
    for source in sorted(path for path in own.rglob("*") if path.is_file() and path.name != "skj.toml"):
        target = folder / own_name(source.relative_to(own).as_posix(), code)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Counter[Seen]]:
    """The office of all samples, and what each of them shows alone."""
    folder, expected = tmp_path_factory.mktemp("office"), Counter[Seen]()
    with pytest.MonkeyPatch.context() as patch:
        read_plan_once(patch)
        for sample in SHARING:
            own = lay_out(sample, tmp_path_factory.mktemp(sample.name))
            expected.update(seen(found, own_name(found.place.file, sample.name)) for found in examine(sample, own))
            settle(folder, own, sample.name)
    text = "".join(SETTINGS.format(name=name) for name in BY_NAME)
    (folder / "skj.toml").write_text(
        text.replace('["insignia_*.*"]\n', '["insignia_*.*"]\nimages = "images"\n'), encoding="utf-8"
    )
    return folder, expected


def test_an_office_with_a_fault_for_every_rule_gets_exactly_those_findings(
    office: tuple[Path, Counter[Seen]],
) -> None:
    folder, expected = office
    checkup = check_ledgers(Workspace(folder), list(BY_NAME), today=TODAY)
    found = Counter(seen(item, item.place.file) for item in checkup.findings if item.rule is not LEDGER_NOT_CONFIGURED)
    assert found - expected == Counter()
    assert expected - found == Counter()
    assert len({code for code, *_place in found}) > 120


def test_the_samples_that_stand_alone_are_few_and_told() -> None:
    alone = " ".join(ALONE.values()).split()
    assert len(set(alone)) == len(alone)
    assert set(alone) <= {path.name for path in samples()}
    assert len(alone) < len(SHARING) / 3


def test_a_clean_office_gets_no_finding(tmp_path: Path) -> None:
    """The sample office without what is written down wrongly; it is as messy as ever, which is worth notes only."""
    subprocess.run([sys.executable, str(SAMPLES / "generate.py"), str(tmp_path), "--clean"], check=True)
    checkup = check_ledgers(Workspace(tmp_path), list(BY_NAME), today=TODAY)
    assert [str(item.place) + item.code for item in checkup.findings if item.severity > Severity.INFO] == []
    assert sum(ledger.records for ledger in checkup.ledgers) == 1_918
    assert sum(ledger.left_out for ledger in checkup.ledgers) == 0

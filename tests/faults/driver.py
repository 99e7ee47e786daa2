"""The victim of the fault harnesses: `skj insignia add` again and again in one process, as an officer's command line does it.

Usage: driver.py LEDGER LABEL [COUNT]. Says `done LABEL` for each acknowledged row, `refused CODE …` otherwise (its exit code).
"""

import os
import re
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

# As the console script has it: nothing is imported before the command asks for it.
from skj.cli import main as skj

WAITED_TOO_LONG = "SKJ740"


def add(ledger: Path, name: str) -> tuple[int, str]:
    """One run of the command; its exit code and what it said to stderr."""
    words = ["insignia", "add", "-w", str(ledger.parent), "--name", name, "--year", "2566", "--class", "ป.ม.", "--yes"]
    said = StringIO()
    with redirect_stdout(StringIO()), redirect_stderr(said):
        code = skj([*words, "--format", "json", "--lang", "en"])
    return code, said.getvalue()


def add_patiently(ledger: Path, name: str) -> tuple[int, str]:
    """As a person would: who waited ten seconds in vain tries again."""
    while True:
        code, said = add(ledger, name)
        if WAITED_TOO_LONG not in said:
            return code, said


def main(ledger: str, label: str, times: int = 1) -> int:
    """Add `times` rows; the exit code is skj's."""
    for number in range(times):
        name = f"{label}-{number}" if times > 1 else label
        code, said = add_patiently(Path(ledger), name)
        if code:
            found = re.search(r"error (SKJ\d+) (.*)", said)
            sys.stdout.write(f"refused {found[1]} {found[2]}\n" if found else f"failed {code} {said}\n")
            return code
        sys.stdout.write(f"done {name}\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    os.environ["SKJ_TODAY"] = "2024-03-31"
    sys.exit(main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 1))

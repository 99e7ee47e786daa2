"""`make bench`: how fast skj is beside what people would use instead, as ratios from interleaved runs.

Nothing here passes or fails: docs/speed.md says what the figures mean and what was aimed at.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import Final

from benchmarks.ledgers import make_workspace
from benchmarks.measuring import SKJ, Command, Sample, expecting, inner, interleaved, memory, wall
from benchmarks.tasks import NEW_LIST_NUMBER, NEW_NAME

SIZES: Final = (1_000, 10_000, 100_000)  # ROWS="500000" asks for more: a plain script takes minutes a sample there
SAMPLES: Final = {1_000: 9, 10_000: 5, 100_000: 3}
SOMEBODY: Final = "สมชาย0 ใจดี0"
MISSPELT: Final = "สมชาญ0 ใจดี00"
ADD: Final = ("insignia", "add", "--year", "2567", "--class", "ม.ว.ม.", "--name", NEW_NAME)


def task(name: str, rows: int, form: str = "xlsx") -> Command:
    """A task of `benchmarks.tasks` on the ledger of a folder."""
    return lambda folder: [sys.executable, "-m", "benchmarks.tasks", name, str(folder / f"insignia.{form}"), str(rows)]


def skj(*words: str, code: int = 0) -> Command:
    """A whole skj command in a workspace, silent, which ends with `code`."""
    return expecting(lambda folder: [*SKJ, *words, "-q", "-w", str(folder)], code)


def script(text: str) -> Command:
    """A Python script given as text."""
    return lambda _folder: [sys.executable, "-c", text]


def start(folder: Path, rows: int, samples: int) -> None:
    """How long one waits for an answer that needs no work."""
    taken = interleaved(
        {
            "python -c pass": script("pass"),
            "import typer, pydantic": script("import typer, pydantic; pydantic.TypeAdapter(int)"),
            "skj --help": lambda _folder: [*SKJ, "--help"],
            "skj insignia search": skj("insignia", "search", SOMEBODY),
            "search by typer + pandas + openpyxl": lambda folder: [
                *(sys.executable, "-m", "benchmarks.plain_search", str(folder / "insignia.xlsx"), SOMEBODY)
            ],
        },
        folder,
        max(samples, 15),
        writes=False,
    )
    bare = wall(taken["python -c pass"])
    for name, found in taken.items():
        say(f"{name}, {rows:,} rows", f"{wall(found) * 1000:.0f} ms", f"{wall(found) / bare:.1f}x the bare interpreter")


def edit(folder: Path, rows: int, samples: int) -> None:
    """Appending a row, without start and checks."""
    taken = interleaved(
        {"skj": task("edit_by_skj", rows), "openpyxl": task("edit_by_openpyxl", rows)}, folder, samples, writes=True
    )
    compare("append a row, the edit itself", rows, taken["skj"], taken["openpyxl"], inner)


def add(folder: Path, rows: int, samples: int) -> None:
    """The whole command: start, read, check, edit, back up, verify, journal; against a script that only appends."""
    taken = interleaved(
        {
            "skj": skj(*ADD, "--list-no", str(NEW_LIST_NUMBER), "--yes"),
            "openpyxl": task("edit_by_openpyxl", rows),
        },
        folder,
        samples,
        writes=True,
    )
    compare("skj insignia add, the whole command", rows, taken["skj"], taken["openpyxl"], wall)


def read(folder: Path, rows: int, samples: int) -> None:
    """A ledger from the file to records, against the bare reader and against the usual script."""
    names = ("read_by_calamine", "guarded_by_skj", "read_by_skj", "read_by_pandas")
    taken = interleaved({name: task(name, rows) for name in names}, folder, samples, writes=False)
    floor = inner(taken["read_by_calamine"])
    for name, text in (("guarded_by_skj", "read behind the guard"), ("read_by_skj", "read and validate")):
        seconds = inner(taken[name])
        say(f"{text}, {rows:,} rows", f"{seconds:.2f} s", f"{seconds / floor:.1f}x calamine alone ({floor:.2f} s)")
    compare("read and validate", rows, taken["read_by_skj"], taken["read_by_pandas"], inner)


def read_csv(folder: Path, rows: int, samples: int) -> None:
    """The same register as CSV, against the csv module, the usual script, and frictionless where it is installed."""
    folder = made(folder.with_name(f"{rows}-csv"), rows, form="csv")
    names = ["read_by_csv_module", "read_by_skj", "read_by_pandas"]
    if find_spec("frictionless"):
        names.append("read_by_frictionless")
    taken = interleaved({name: task(name, rows, "csv") for name in names}, folder, samples, writes=False)
    seconds, floor = inner(taken["read_by_skj"]), inner(taken["read_by_csv_module"])
    say(f"read and validate CSV, {rows:,} rows", f"{seconds:.2f} s", f"{seconds / floor:.1f}x the csv module alone")
    for name in names[2:]:
        compare(f"read and validate CSV, {name[8:]}", rows, taken["read_by_skj"], taken[name], inner)


def check(folder: Path, rows: int, samples: int) -> None:
    """`skj check` over a register with a thousand faults: every finding with its row, on the screen or for a machine."""
    folder = made(folder.with_name(f"{rows}-faulty"), rows, faults=min(1_000, rows // 10))
    taken = interleaved(
        {form: skj("check", "--format", form, code=1) for form in ("table", "json")}, folder, samples, writes=False
    )
    for form, found in taken.items():
        say(f"check with faults as {form}, {rows:,} rows", f"{wall(found):.2f} s", f"{memory(found):.0f} MiB at most")


def search(folder: Path, rows: int, samples: int) -> None:
    """The whole search command: a name that is there, and one that is only similar to some."""
    taken = interleaved(
        {
            "a name that is there": skj("insignia", "search", SOMEBODY),
            "a misspelt name": skj("insignia", "search", MISSPELT),
        },
        folder,
        samples,
        writes=False,
    )
    for name, found in taken.items():
        say(f"search: {name}, {rows:,} rows", f"{wall(found):.2f} s", f"{memory(found):.0f} MiB at most")


def names(folder: Path, rows: int, samples: int) -> None:
    """Searching names in memory, without start and reading."""
    texts = {"names_prepared": "made ready", "name_found": "one that is there", "name_misspelt": "a misspelt one"}
    taken = interleaved({name: task(name, rows) for name in texts}, folder, samples, writes=False)
    for name, text in texts.items():
        say(f"names in memory: {text}, {rows:,} names", f"{inner(taken[name]) * 1000:.1f} ms", "")


def report(folder: Path, rows: int, samples: int) -> None:
    """A report of so many rows and three charts as a workbook, against openpyxl without any look."""
    names = ("report_by_skj", "report_by_openpyxl")
    taken = interleaved({name: task(name, rows) for name in names}, folder, samples, writes=False)
    compare("a report with three charts", rows, taken["report_by_skj"], taken["report_by_openpyxl"], inner)


def compare(
    text: str, rows: int, ours: Sequence[Sample], theirs: Sequence[Sample], of: Callable[[Sequence[Sample]], float]
) -> None:
    """One line: our time, how many times theirs is, and the memory of both."""
    times = of(theirs) / of(ours)
    held = f"{memory(ours):.0f} against {memory(theirs):.0f} MiB"
    say(
        f"{text}, {rows:,} rows",
        f"{of(ours):.2f} s",
        f"{times:.1f}x faster than the script ({of(theirs):.2f} s); {held}",
    )


def say(what: str, took: str, beside: str) -> None:
    """Print one line of the table."""
    print(f"{what:<48} {took:>9}   {beside}", flush=True)


PARTS: Final = {
    "start": start,
    "read": read,
    "csv": read_csv,
    "search": search,
    "check": check,
    "names": names,
    "edit": edit,
    "add": add,
    "report": report,
}
# Sizes at which a part is measured when several are asked for; where none is named, at all.
SIZES_OF: Final = {"start": {1_000}, "report": {10_000}, "names": {100_000}, "check": {100_000}}


def made(folder: Path, rows: int, form: str = "xlsx", faults: int = 0) -> Path:
    """The folder with a ledger, made when it is first needed."""
    return folder if folder.is_dir() else make_workspace(folder, rows, form, faults).parent


def main() -> None:
    """Measure the parts and sizes asked for."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    asked.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), help="parts to measure")
    asked.add_argument("--rows", nargs="+", type=int, default=SIZES, help="rows of the ledgers")
    asked.add_argument("--samples", type=int, help="samples of each; the default falls with the rows")
    given = asked.parse_args()
    os.environ["SKJ_LANG"] = "th"
    started = perf_counter()
    with tempfile.TemporaryDirectory() as place:
        for rows in given.rows:
            folder = made(Path(place) / str(rows), rows)
            for name in given.only:
                if rows in SIZES_OF.get(name, given.rows) or len(given.rows) == 1:
                    PARTS[name](folder, rows, given.samples or SAMPLES.get(rows, 1))
    say("all of it", f"{perf_counter() - started:.0f} s", "")


if __name__ == "__main__":
    main()

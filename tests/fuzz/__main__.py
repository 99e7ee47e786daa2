"""`make fuzz`: thousands of damaged ledgers, each read as `skj check` reads it; what is not an answer is printed with its seed.

Children do the reading, so that an abort of a reader is seen and not suffered. One damage again: `--seed N --count 1`.
"""

import argparse
import contextlib
import io
import os
import re
import resource
import secrets
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import Queue, get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from skj import cli
from tests.fuzz.mutations import mutate

LEDGERS = Path(__file__).parents[2] / "samples" / "ledgers"
BATCH: Final = 200
SECONDS: Final = 5.0
MEGABYTES: Final = 300
READ: Final = "read"
ANSWERS: Final = ("3 SKJ", "2 SKJ")
CODE: Final = re.compile(r"SKJ\d{3}")
ADDRESS_SPACE: Final = 4 << 30  # an endless allocation ends as an error instead of taking the machine with it


@dataclass(frozen=True, slots=True)
class Trial:
    """One damaged ledger: what became of it, the seconds of processor it took, and the most memory of the child so far."""

    seed: int
    file: str
    outcome: str
    seconds: float
    megabytes: int


def sources() -> list[Path]:
    """The ledgers that are damaged: every file of the sample office."""
    return sorted(path for path in LEDGERS.iterdir() if path.suffix in {".xlsx", ".xls", ".ods", ".csv"})


def read_damaged(seed: int, folder: Path) -> Trial:
    """Damage a ledger and check it; the outcome is that of `check`, or the name of an exception."""
    files = sources()
    source = files[seed % len(files)]
    path = folder / source.name
    path.write_bytes(mutate(source.read_bytes(), seed))
    start = time.process_time()
    try:
        outcome = check(path)
    except Exception as fault:  # noqa: BLE001  (finding these is what this is for)
        outcome = f"{type(fault).__name__}: {fault}"
    return Trial(seed, source.name, outcome, time.process_time() - start, _megabytes())


def check(path: Path) -> str:
    """What `skj check` answers: `read`, or the exit code and the first code it names."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = cli.main(["check", str(path), "--format", "json", "--lang", "en"])
    if code in {0, 1}:
        return READ
    named = CODE.search(said.getvalue())
    return f"{code} {named[0]}" if named else f"exit code {code} without a word"


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def _child(seeds: range, answers: "Queue[Trial]") -> None:
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    with TemporaryDirectory() as folder:
        for seed in seeds:
            answers.put(read_damaged(seed, Path(folder)))
    answers.close()


def trials(first: int, count: int) -> Iterator[Trial]:
    """Trials of `count` seeds from `first`; a batch that died is gone on with behind the seed that killed it."""
    context = get_context("fork")
    while count > 0:
        seeds = range(first, first + min(BATCH, count))
        answers: Queue[Trial] = context.Queue()
        child = context.Process(target=_child, args=(seeds, answers))
        child.start()
        done = list(_answers(child, answers, len(seeds)))
        yield from done
        child.join()
        if len(done) < len(seeds):
            yield Trial(first + len(done), "?", f"the process died with {child.exitcode}", 0.0, 0)
            done.append(done[-1] if done else Trial(first, "?", "", 0.0, 0))
        first, count = first + len(done), count - len(done)


def _answers(child: BaseProcess, answers: "Queue[Trial]", wanted: int) -> Iterator[Trial]:
    import queue

    while wanted:
        try:
            yield answers.get(timeout=0.5)
            wanted -= 1
        except queue.Empty:
            if not child.is_alive() and answers.empty():
                return


def is_fault(trial: Trial) -> bool:
    """Whether a trial broke a promise: no answer, too slow, or too much memory."""
    answered = trial.outcome == READ or trial.outcome.startswith(ANSWERS)
    return not answered or trial.seconds > SECONDS or trial.megabytes > MEGABYTES


def main() -> int:
    """Run the trials and print what was found; 1 when a promise was broken."""
    options = argparse.ArgumentParser(prog="make fuzz")
    options.add_argument("--seed", type=int, default=secrets.randbelow(1 << 31))
    options.add_argument("--count", type=int, default=10_000)
    given = options.parse_args()
    print(f"seed {given.seed}, {given.count} damaged ledgers")
    outcomes: Counter[str] = Counter()
    faults = slowest = most = 0.0
    for trial in trials(given.seed, given.count):
        outcomes[trial.outcome if not is_fault(trial) else "FAULT"] += 1
        slowest, most = max(slowest, trial.seconds), max(most, trial.megabytes)
        if is_fault(trial):
            faults += 1
            print(
                f"FAULT {trial.file} --seed {trial.seed} --count 1: {trial.outcome} ({trial.seconds:.1f} s)", flush=True
            )
    for outcome, times in outcomes.most_common():
        print(f"{times:7} {outcome}")
    print(f"slowest {slowest:.2f} s, most memory {most:.0f} MB, faults {faults:.0f}")
    return int(faults > 0)


if __name__ == "__main__":
    os.environ["SKJ_DEBUG"] = "1"
    sys.exit(main())

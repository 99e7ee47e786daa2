"""Interleaved samples (A B A B …), each a fresh process, and their medians: only ratios of such runs mean anything."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

ROOT: Final = Path(__file__).parents[1]
SKJ: Final = (sys.executable, "-m", "skj")


@dataclass(frozen=True, slots=True)
class Sample:
    """One process: seconds from start to end, those the task itself counted, and the most memory it held in MiB."""

    wall: float
    inner: float
    memory: float


Command = Callable[[Path], Sequence[str]]
_CODES: Final[dict[Command, int]] = {}


def expecting(command: Command, code: int) -> Command:
    """The command, which is to end with this exit code."""
    _CODES[command] = code
    return command


def interleaved(
    commands: Mapping[str, Command], folder: Path, samples: int, *, writes: bool
) -> dict[str, list[Sample]]:
    """Run each command `samples` times in turn after one run that is not counted; those that write get a fresh copy each time."""
    taken: dict[str, list[Sample]] = {name: [] for name in commands}
    for number in range(-1, samples):
        for name, command in commands.items():
            sample = _on_copy(command, folder) if writes else _run(command, folder)
            if number >= 0:
                taken[name].append(sample)
    return taken


def _on_copy(command: Command, folder: Path) -> Sample:
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "office"
        shutil.copytree(folder, copy)
        return _run(command, copy)


def _run(command: Command, folder: Path) -> Sample:
    return run(command(folder), _CODES.get(command, 0))


def run(command: Sequence[str], code: int = 0) -> Sample:
    """Run one process to its end; SystemExit when it does not end as it is to."""
    # A run without compiled modules would measure the compiler.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile() as output:
        started = perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.PIPE, cwd=ROOT, env=env)
        said = process.stderr.read() if process.stderr else b""
        memory = _wait(process)
        wall = perf_counter() - started
        if process.returncode != code:
            sys.exit(f"{' '.join(command)}: {said.decode(errors='replace')}")
        output.seek(0)
        text = output.read().decode(errors="replace").strip()
    return Sample(wall, float(json.loads(text)) if "benchmarks.tasks" in command else wall, memory)


def _wait(process: subprocess.Popen[bytes]) -> float:
    """Wait for the end; the most memory held, 0 where the system does not tell."""
    if not hasattr(os, "wait4"):
        process.wait()
        return 0.0
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return usage.ru_maxrss / unit


def wall(samples: Sequence[Sample]) -> float:
    """The median of whole processes, in seconds."""
    return median(sample.wall for sample in samples)


def inner(samples: Sequence[Sample]) -> float:
    """The median of the work itself, in seconds."""
    return median(sample.inner for sample in samples)


def memory(samples: Sequence[Sample]) -> float:
    """The most memory any of them held, in MiB."""
    return max(sample.memory for sample in samples)

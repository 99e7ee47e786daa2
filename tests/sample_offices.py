"""Copies of the sample office to write to, and runs of `skj` in this process."""

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

from skj.cli import main

SAMPLES: Final = Path(__file__).resolve().parents[1] / "samples"
TODAY: Final = "2024-03-31"


def copy_office(folder: Path, *ledgers: str) -> Path:
    """The sample office in `folder`; with names only these ledgers' files, which is faster."""
    (folder / "ledgers").mkdir(parents=True)
    shutil.copy(SAMPLES / "skj.toml", folder)
    for file in sorted((SAMPLES / "ledgers").iterdir()):
        if not ledgers or file.name.startswith(ledgers):
            shutil.copy(file, folder / "ledgers")
    return folder


def hashes(folder: Path) -> dict[str, str]:
    """Every file below the folder by its SHA-256."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@dataclass(frozen=True)
class Outcome:
    """What a run gave back."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


Skj = Callable[..., Outcome]


def runner(capsys: pytest.CaptureFixture[str], office: Path) -> Skj:
    """Run `skj -w OFFICE` in this process; whatever it says, it never shows a traceback or a fault of its own."""

    def run(*words: str) -> Outcome:
        code = main([*words, "-w", str(office), "--lang", "en"])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        assert "SKJ901" not in err, err
        return Outcome(code, out, err)

    return run

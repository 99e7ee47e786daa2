"""Puts a new skj.toml in the place of the old one: whole or not at all, and never over somebody else's edit."""

import os
from contextlib import suppress
from itertools import count
from pathlib import Path

from skj.diagnostics import Diagnostic, Place, WriteRefused
from skj.files.commit import PREFIX, failure
from skj.files.disk import REAL, Disk
from skj.rules import writing


def replace_text(path: Path, before: bytes, after: bytes, disk: Disk = REAL) -> None:
    """Write `after` beside the file and move it into place, when the file still holds `before`.

    Raises WriteRefused; the file is then as it was. Links are followed, rights are kept.
    """
    try:
        _replace(disk.resolve(path), before, after, disk)
    except OSError as error:
        raise WriteRefused(failure(error, path.name)) from error


def _replace(path: Path, before: bytes, after: bytes, disk: Disk) -> None:
    temporary = _free_name(path, disk)
    try:
        with disk.create(temporary, disk.stat(path)) as file:
            disk.write_all(file, after)
            disk.sync(file)
        _require_unmoved(path, before, disk)
        disk.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            disk.remove(temporary)
        raise
    with suppress(OSError):  # the new file is in place; some shares have no such step
        disk.sync_dir(path.parent)


def _require_unmoved(path: Path, before: bytes, disk: Disk) -> None:
    if disk.read_bytes(path) != before:
        raise WriteRefused(Diagnostic(writing.CHANGED_MEANWHILE, Place(path.name)))


def _free_name(path: Path, disk: Disk) -> Path:
    taken = set(disk.list(path.parent))
    names = (f"{PREFIX}{os.getpid()}-settings-{number}.tmp" for number in count(1))
    return path.with_name(next(name for name in names if name not in taken))

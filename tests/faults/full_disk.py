"""Runs inside a mount namespace on a tmpfs of 64 kB: commits with every amount of free space; one outcome a line."""

import shutil
import sys
from pathlib import Path

from skj.diagnostics import WriteRefused
from skj.files.commit import Description, commit

PAGE = 4096


def outcome(path: Path, old: bytes, row: bytes) -> str:
    """`new`, the code of the refusal, or `TORN`; with `+stray` when something stayed behind."""
    try:
        commit(
            path,
            path.name,
            lambda data: data + row,
            expected_sha256=None,
            verify=lambda _data: None,
            description=Description("sweep"),
        )
        code, wanted = "new", old + row
    except WriteRefused as refusal:
        code, wanted = refusal.diagnostic.code, old
    stray = "+stray" if list(path.parent.glob(".skj-*.tmp")) or list(path.parent.glob(".~lock*")) else ""
    return (code if path.read_bytes() == wanted else "TORN") + stray


def sweep(room: Path) -> None:
    """Every ledger size with every amount of free space, page by page."""
    for size in range(500, 30_000, 1_313):
        for free in range(13):
            old, folder = b"x" * size, room / "office"
            folder.mkdir()
            (folder / "ledger.csv").write_bytes(old)
            spare = shutil.disk_usage(room).free - free * PAGE
            if spare >= 0:
                (room / "filler").write_bytes(b"f" * spare)
                sys.stdout.write(f"{outcome(folder / 'ledger.csv', old, b'row' * 400)}\n")
                (room / "filler").unlink()
            shutil.rmtree(folder)


if __name__ == "__main__":
    sweep(Path(sys.argv[1]))

"""Runs inside a mount namespace on a tmpfs of 64 kB: adds rows with every amount of free space; one outcome a line."""

import re
import shutil
import sys
from pathlib import Path

from tests.faults.driver import add
from tests.faults.rig import HEADINGS, write_settings

PAGE = 4096


def outcome(path: Path, old: bytes) -> str:
    """`new`, the code of the refusal, or `TORN`; with `+stray` when something stayed behind."""
    code, said = add(path, "นายเพิ่ม ใหม่")
    refused = re.search(r"error (SKJ\d+)", said)
    new = path.read_bytes()
    is_right = new == old if code else new.startswith(old) and new[len(old) :].decode() == "นายเพิ่ม ใหม่,2566,ป.ม.\r\n"
    stray = "+stray" if list(path.parent.glob(".skj-*.tmp")) or list(path.parent.glob(".~lock*")) else ""
    known = refused[1] if refused else f"exit{code}" if code else "new"
    return (known if is_right else "TORN") + stray


def register(size: int) -> bytes:
    """A register of about `size` bytes."""
    rows = (f"นายคนที่{number} เดิม,2566,ป.ม.\r\n" for number in range(size // 60))
    return (",".join(HEADINGS) + "\r\n" + "".join(rows)).encode()


def sweep(room: Path) -> None:
    """Every ledger size with every amount of free space, page by page."""
    for size in range(500, 30_000, 1_313):
        for free in range(13):
            old, folder = register(size), room / "office"
            folder.mkdir()
            (folder / "ledger.csv").write_bytes(old)
            write_settings(folder, "ledger.csv")
            spare = shutil.disk_usage(room).free - free * PAGE
            if spare >= 0:
                (room / "filler").write_bytes(b"f" * spare)
                sys.stdout.write(f"{outcome(folder / 'ledger.csv', old)}\n")
                (room / "filler").unlink()
            shutil.rmtree(folder)


if __name__ == "__main__":
    sweep(Path(sys.argv[1]))

"""A write leaves the old ledger or the new one, whatever fails (reliability P2, P3, P4, P5, P10, P11)."""

import errno
import os
import platform
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from skj.diagnostics import Diagnostic, WriteRefused
from skj.files import owners
from skj.files.commit import PREFIX, Description, Receipt, commit
from skj.files.disk import REAL, Disk, RealDisk
from skj.files.journal import HISTORY, JOURNAL, entry_of
from tests.files.faulty_disks import FailingDisk, PowerCut, WriteListDisk

OLD = "ลำดับ,ชื่อ\r\n1,สมชาย\r\n".encode() * 40
ROW = "41,สมหญิง\r\n".encode()
NEW = OLD + ROW
SHOWN = "ทะเบียน.csv"
CODES = ["ENOSPC", "EIO", "EACCES", "EROFS", "EINTR", "short"]


def add(data: bytes) -> bytes:
    return data + ROW


def accept(data: bytes) -> None:
    assert data.endswith(ROW)


def write(path: Path, disk: Disk = REAL, **more: Any) -> Receipt:
    options: dict[str, Any] = {
        "expected_sha256": None,
        "verify": accept,
        "description": Description("test add", "", 41),
    }
    return commit(path, SHOWN, more.pop("edit", add), disk=disk, **options | {"sleep": _no_sleep} | more)


def _no_sleep(seconds: float) -> None:
    assert 0 < seconds <= 10


def failing(at: int, code: str, *, for_ever: bool = False, only: str = "") -> Any:
    return FailingDisk(at, getattr(errno, code, 0), for_ever=for_ever, only=only)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / SHOWN
    path.write_bytes(OLD)
    return path


def sha(data: bytes) -> str:
    return sha256(data).hexdigest()


def strays(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith((f"{PREFIX}1", ".~lock"))] + [
        path.name for path in folder.glob(f"{PREFIX}*.tmp")
    ]


def refused(action: Callable[[], object]) -> WriteRefused:
    with pytest.raises(WriteRefused) as caught:
        action()
    assert caught.value.exit_code == 4
    return caught.value


def test_one_write(ledger: Path) -> None:
    receipt = write(ledger, expected_sha256=sha(OLD))
    assert ledger.read_bytes() == NEW
    assert (receipt.file, receipt.row, receipt.sha_before, receipt.sha_after) == (SHOWN, 41, sha(OLD), sha(NEW))
    assert receipt.backup.read_bytes() == OLD
    line = entry_of((ledger.parent / HISTORY / JOURNAL).read_bytes().rstrip(b"\n"))
    assert line
    assert (line.id, line.command, line.before, line.after) == (receipt.journal_id, "test add", sha(OLD), sha(NEW))
    assert receipt.notes == ()
    assert sorted(path.name for path in ledger.parent.iterdir()) == sorted([SHOWN, f"{SHOWN}.skj-lock", HISTORY])


def test_rights_are_kept(ledger: Path) -> None:
    ledger.chmod(0o640)
    receipt = write(ledger)
    journal = ledger.parent / HISTORY / JOURNAL
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (ledger, receipt.backup, journal, receipt.backup.parent)]
    assert modes == [0o640, 0o640, 0o640, 0o750]


def test_a_linked_ledger_stays_a_link(ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    link = tmp_path / "desk" / "link.csv"
    link.symlink_to(ledger)
    write(link)
    assert link.is_symlink()
    assert ledger.read_bytes() == NEW


def test_a_changed_ledger_is_refused(ledger: Path) -> None:
    assert refused(lambda: write(ledger, expected_sha256=sha(b"what was read"))).diagnostic.code == "SKJ745"
    assert ledger.read_bytes() == OLD


def test_a_change_during_the_edit_is_refused(ledger: Path) -> None:
    def edit(data: bytes) -> bytes:
        ledger.write_bytes(data + b"by hand\r\n")
        return data + ROW

    assert refused(lambda: write(ledger, edit=edit)).diagnostic.code == "SKJ745"
    assert ledger.read_bytes() == OLD + b"by hand\r\n"
    assert strays(ledger.parent) == []


def test_bytes_that_do_not_read_back_are_refused(ledger: Path) -> None:
    def verify(_data: bytes) -> None:
        message = "one row too many"
        raise ValueError(message)

    found = refused(lambda: write(ledger, verify=verify)).diagnostic
    assert found.code == "SKJ764"
    assert "one row too many" in found.message()
    assert ledger.read_bytes() == OLD


def test_a_missing_ledger(tmp_path: Path) -> None:
    assert refused(lambda: write(tmp_path / SHOWN)).diagnostic.code == "SKJ746"
    assert list(tmp_path.iterdir()) == []


def test_two_writers_take_turns(ledger: Path) -> None:
    waited: list[bool] = []
    with RealDisk().lock(ledger.with_name(f"{SHOWN}.skj-lock"), REAL.stat(ledger), 1.0, None):
        found = refused(lambda: write(ledger, wait_seconds=0.05, on_wait=lambda: waited.append(True))).diagnostic
    assert (found.code, waited) == ("SKJ740", [True])
    assert ledger.read_bytes() == OLD
    write(ledger)


# --- owner files ------------------------------------------------------------------------------------------------------


@pytest.fixture
def held(ledger: Path) -> Path:
    now = datetime.now().astimezone()
    lock = owners.libreoffice_lock_path(ledger)
    lock.write_bytes(owners.write_libreoffice_lock(owners.LockOwner("มาลี", "m", "pc-7", now, "file:///p")))
    return ledger


def test_an_open_ledger_is_refused_by_name(held: Path) -> None:
    found = refused(lambda: write(held)).diagnostic
    assert found.code == "SKJ741"
    assert all(part in found.message() for part in (SHOWN, "มาลี", "pc-7"))
    assert held.read_bytes() == OLD
    assert owners.libreoffice_lock_path(held).exists()


def test_an_owner_file_can_be_ignored_and_that_is_written_down(held: Path) -> None:
    receipt = write(held, ignore_owner_file=True)
    assert [note.code for note in receipt.notes] == ["SKJ747"]
    line = entry_of((held.parent / HISTORY / JOURNAL).read_bytes().rstrip(b"\n"))
    assert line
    assert line.ignored_owner_file
    assert owners.libreoffice_lock_path(held).exists()


def test_libreoffice_is_told_while_we_write(ledger: Path) -> None:
    seen: list[owners.Owner] = []

    def edit(data: bytes) -> bytes:
        seen.extend(owners.find_owners(ledger, REAL, datetime.now(UTC)))
        return data + ROW

    write(ledger, edit=edit)
    assert [(owner.is_ours, owner.host) for owner in seen] == [(True, platform.node())]
    assert strays(ledger.parent) == []


@pytest.mark.parametrize(("host", "is_refused"), [(platform.node(), False), ("another-pc", True)])
def test_our_own_leftover_lock(ledger: Path, host: str, *, is_refused: bool) -> None:
    lock = owners.libreoffice_lock_path(ledger)
    lock.write_bytes(owners.own_lock("somchai", host, datetime.now().astimezone(), 4242))
    if is_refused:
        assert refused(lambda: write(ledger)).diagnostic.code == "SKJ741"
    else:
        write(ledger)
    assert lock.exists() is is_refused


def test_a_lock_that_appears_between_looking_and_writing_is_refused(ledger: Path) -> None:
    class Sudden(RealDisk):
        def link(self, source: Path, target: Path) -> None:
            """LibreOffice is a moment faster."""
            lock = owners.LockOwner("มาลี", "m", "pc-7", datetime.now().astimezone(), "file:///p")
            target.write_bytes(owners.write_libreoffice_lock(lock))
            super().link(source, target)

    assert refused(lambda: write(ledger, Sudden())).diagnostic.code == "SKJ741"
    assert owners.libreoffice_lock_path(ledger).exists()
    assert ledger.read_bytes() == OLD


# --- leftovers --------------------------------------------------------------------------------------------------------


def leftover(folder: Path, process: int, hours: float, host: str = platform.node()) -> Path:
    path = folder / f"{PREFIX}{process}-{sha(host.encode())[:8]}-1.tmp"
    path.write_bytes(b"half")
    at = time.time() - hours * 3600
    os.utime(path, (at, at))
    return path


def dead_process() -> int:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def test_leftovers_of_dead_processes_are_removed(ledger: Path) -> None:
    dead = dead_process()
    gone = leftover(ledger.parent, dead, 2)
    kept = [
        leftover(ledger.parent, os.getpid(), 2),
        leftover(ledger.parent, dead + 1_000_000_000, 0.5),
        leftover(ledger.parent, dead, 2, host="another-pc"),
    ]
    receipt = write(ledger)
    assert not gone.exists()
    assert all(path.exists() for path in kept)
    assert [note.code for note in receipt.notes] == ["SKJ768"]


# --- P2: every step fails ---------------------------------------------------------------------------------------------


def count_steps(folder: Path) -> int:
    path = folder / "count.csv"
    path.write_bytes(OLD)
    disk: Any = FailingDisk(0, errno.EIO)
    write(path, disk)
    return len(disk.steps)


@pytest.mark.parametrize("for_ever", [False, True])
@pytest.mark.parametrize("code", CODES)
def test_every_step_fails(tmp_path: Path, code: str, *, for_ever: bool) -> None:
    steps = count_steps(tmp_path)
    assert steps > 30
    outcomes = [run_with_fault(tmp_path / str(at), at, code, for_ever=for_ever) for at in range(1, steps + 1)]
    assert {"old", "new"} >= set(outcomes)
    assert "new" in outcomes
    assert code == "short" or "old" in outcomes


def run_with_fault(folder: Path, at: int, code: str, *, for_ever: bool) -> str:
    """`old` or `new`, after checking that the message and what remains agree with it."""
    folder.mkdir()
    path = folder / SHOWN
    path.write_bytes(OLD)
    disk = failing(at, code, for_ever=for_ever)
    found = refusal_of(path, disk)
    assert path.read_bytes() == (OLD if found else NEW), (at, code, disk.steps)
    if found:
        assert SHOWN in found.message()
        assert found.hint()
        assert for_ever or disk.steps[-1] == "remove" or strays(folder) == [], (at, code, disk.steps)
    state = "old" if found else "new"
    write(path)
    assert path.read_bytes() == (OLD if state == "old" else NEW) + ROW
    return state


def refusal_of(path: Path, disk: Disk) -> Diagnostic | None:
    """Why the write was refused; None when it took place."""
    try:
        write(path, disk)
    except WriteRefused as refusal:
        return refusal.diagnostic
    return None


def test_a_quiet_short_write_is_never_committed(ledger: Path) -> None:
    disk = failing(2, "short", only="write_all")  # the first is the courtesy lock
    assert refused(lambda: write(ledger, disk)).diagnostic.code == "SKJ763"
    assert ledger.read_bytes() == OLD
    assert strays(ledger.parent) == []


@pytest.mark.parametrize(
    ("code", "rule"),
    [("ENOSPC", "SKJ760"), ("EDQUOT", "SKJ760"), ("EACCES", "SKJ761"), ("EROFS", "SKJ762"), ("EIO", "SKJ763")],
)
def test_the_message_says_what_failed(ledger: Path, code: str, rule: str) -> None:
    assert refused(lambda: write(ledger, failing(2, code, only="write_all"))).diagnostic.code == rule


@pytest.mark.parametrize(("step", "code"), [("append_line", "SKJ767"), ("sync_dir", "SKJ766")])
def test_a_fault_after_replacing_is_a_note(ledger: Path, step: str, code: str) -> None:
    receipt = write(ledger, failing(3 if step == "sync_dir" else 1, "ENOSPC", only=step))
    assert [note.code for note in receipt.notes] == [code]
    assert SHOWN in receipt.notes[0].message()
    assert ledger.read_bytes() == NEW


def test_the_next_write_adds_the_missing_line(ledger: Path) -> None:
    write(ledger, failing(1, "ENOSPC", only="append_line"))
    receipt = write(ledger)
    assert [note.code for note in receipt.notes] == ["SKJ769"]
    lines = [entry_of(line) for line in (ledger.parent / HISTORY / JOURNAL).read_bytes().splitlines()]
    assert [(line.is_late, line.before, line.after) for line in lines if line] == [
        (True, sha(OLD), sha(NEW)),
        (False, sha(NEW), sha(NEW + ROW)),
    ]


# --- P3: power loss, simulated ----------------------------------------------------------------------------------------


def test_power_loss(tmp_path: Path) -> None:
    path, torn, lost, damages, points = tmp_path / SHOWN, 0, 0, 0, 0
    for points in range(1, 1_000):
        disk: Any = WriteListDisk({path: OLD}, at=points)
        is_acknowledged = cut_at(path, disk)
        for seed in range(20):
            found = disk.after_crash(seed)[path]
            torn += found not in {OLD, NEW}
            lost += is_acknowledged and found != NEW
            damages += 1
        if is_acknowledged:
            break
    assert (torn, lost) == (0, 0), f"{torn} torn and {lost} lost of {damages}"
    assert damages >= 20 * 60


def cut_at(path: Path, disk: Any) -> bool:
    """Whether the write came to its end before the power went."""
    try:
        write(path, disk)
    except PowerCut:
        return False
    return True


def test_the_list_disk_does_tear_an_unsynced_write(tmp_path: Path) -> None:
    """The rig can see what it looks for: without the sync the ledger is torn."""

    class Lazy(WriteListDisk):
        def sync(self, file: Any) -> None:
            """A disk that lies."""

    path = tmp_path / SHOWN
    disk: Any = Lazy({path: OLD})
    write(path, disk)
    assert any(disk.after_crash(seed)[path] not in {OLD, NEW} for seed in range(20))


# --- P5: no rights ----------------------------------------------------------------------------------------------------


class NoRights(RealDisk):
    """What an ordinary user meets; as an administrator the real system would allow everything."""

    def __init__(self, denied: str) -> None:
        self.denied, self.written = denied, False

    def probe(self, path: Path) -> None:
        """Denied for a read-only ledger."""
        if self.denied == "ledger":
            raise PermissionError(errno.EACCES, "denied", str(path))

    def can_write(self, folder: Path) -> bool:
        """Denied for a read-only folder."""
        return self.denied != "folder" and folder.is_dir()


@pytest.mark.parametrize(("denied", "code"), [("ledger", "SKJ750"), ("folder", "SKJ751")])
def test_no_rights_are_refused_before_any_write(ledger: Path, denied: str, code: str) -> None:
    found = refused(lambda: write(ledger, NoRights(denied))).diagnostic
    assert found.code == code
    assert SHOWN in found.message()
    assert [path.name for path in ledger.parent.iterdir()] == [SHOWN]


# --- P10: Excel saves under us ----------------------------------------------------------------------------------------


def excel_saves(path: Path, gap: float, stop: threading.Event) -> None:
    """Random name, delete the ledger, rename (Microsoft KB 814068): a new identity after a moment without a ledger."""
    for number in range(1_000):
        if stop.is_set():
            return
        (path.parent / f"{number:08X}").write_bytes(OLD + f"excel {number}\r\n".encode())
        path.unlink(missing_ok=True)
        time.sleep(gap)
        (path.parent / f"{number:08X}").replace(path)
        time.sleep(0.03)


@pytest.mark.parametrize("gap", [0.0, 0.02, 0.12])
def test_excel_saving_under_us(ledger: Path, gap: float) -> None:
    stop = threading.Event()
    excel = threading.Thread(target=excel_saves, args=(ledger, gap, stop))
    excel.start()
    try:
        codes = [outcome(ledger) for _ in range(8)]
    finally:
        stop.set()
        excel.join()
    assert set(codes) <= {"written", "SKJ745", "SKJ765"}  # never "is not there"
    assert all(path.read_bytes().startswith(OLD) for path in (ledger.parent / HISTORY / SHOWN).glob("*.csv"))


def outcome(path: Path) -> str:
    try:
        receipt = write(path, sleep=time.sleep)
    except WriteRefused as refusal:
        return refusal.diagnostic.code
    assert sha(receipt.backup.read_bytes() + ROW) == receipt.sha_after
    return "written"


# --- P11: Windows denies the replace, simulated -----------------------------------------------------------------------


class BusyDisk(RealDisk):
    """Replacing is denied the first `times` times."""

    def __init__(self, times: int) -> None:
        self.times = times

    def replace(self, source: Path, target: Path) -> None:
        """Somebody holds the target open."""
        self.times -= 1
        if self.times >= 0:
            raise PermissionError(errno.EACCES, "Access is denied", str(target))
        super().replace(source, target)


@pytest.mark.parametrize("times", range(1, 10))
def test_a_denied_replace_is_tried_again(ledger: Path, times: int) -> None:
    slept: list[float] = []
    write(ledger, BusyDisk(times), sleep=slept.append)
    assert slept == [0.01 * 2**number for number in range(times)]
    assert ledger.read_bytes() == NEW


def test_a_replace_that_is_always_denied_is_refused(ledger: Path) -> None:
    slept: list[float] = []
    found = refused(lambda: write(ledger, BusyDisk(10_000), sleep=slept.append)).diagnostic
    assert found.code == "SKJ744"
    assert sum(slept) == pytest.approx(10.0)
    assert ledger.read_bytes() == OLD
    assert strays(ledger.parent) == []


def test_a_change_while_waiting_for_the_replace_is_refused(ledger: Path) -> None:
    def saves(_seconds: float) -> None:
        ledger.write_bytes(OLD + b"saved\r\n")

    assert refused(lambda: write(ledger, BusyDisk(3), sleep=saves)).diagnostic.code == "SKJ745"
    assert ledger.read_bytes() == OLD + b"saved\r\n"


def test_a_replace_done_but_reported_as_failed_counts_as_done(ledger: Path) -> None:
    class Confused(RealDisk):
        def replace(self, source: Path, target: Path) -> None:
            """Done, then the answer of the server is lost."""
            super().replace(source, target)
            raise OSError(errno.EIO, "lost answer")

    assert write(ledger, Confused()).sha_after == sha(NEW)
    assert ledger.read_bytes() == NEW


def test_a_ledger_saved_over_at_once_is_told(ledger: Path) -> None:
    class Overtaken(RealDisk):
        def replace(self, source: Path, target: Path) -> None:
            """Excel's rename comes right after ours."""
            super().replace(source, target)
            target.write_bytes(OLD + b"excel\r\n")

    found = refused(lambda: write(ledger, Overtaken())).diagnostic
    assert found.code == "SKJ765"
    assert (ledger.parent / HISTORY / JOURNAL).exists()


def test_windows_waits_for_a_program_that_holds_the_ledger(ledger: Path) -> None:
    class Shared(RealDisk):
        def probe(self, path: Path) -> None:
            """What Windows answers while Excel has the file open."""
            error = PermissionError(errno.EACCES, "in use", str(path))
            error.winerror = 32  # type: ignore[attr-defined,unused-ignore]  # only Windows has it
            raise error

    slept: list[float] = []
    assert refused(lambda: write(ledger, Shared(), sleep=slept.append)).diagnostic.code == "SKJ744"
    assert sum(slept) == pytest.approx(10.0)


def test_the_clock_is_the_callers(ledger: Path) -> None:
    now = datetime(2024, 6, 12, 10, 30, tzinfo=UTC).astimezone() + timedelta(seconds=5)
    receipt = write(ledger, clock=lambda: now)
    assert receipt.journal_id.startswith(now.strftime("%Y%m%d-%H%M%S"))

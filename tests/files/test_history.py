"""Undo restores exact bytes, the chain shows every change, old versions go as promised (reliability P21, P22, P23)."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skj.diagnostics import Refusal, UsageRefused, WriteRefused
from skj.files import backups, history, journal
from skj.files.commit import Description, Receipt, commit
from skj.files.disk import REAL, local_now
from skj.files.retention import KEPT, Retention

NAME = "ทะเบียน.csv"
START = datetime(2024, 1, 1, 9, tzinfo=UTC)


def write(
    path: Path, row: bytes = b"x\r\n", clock: Callable[[], datetime] = local_now, retention: Retention = KEPT
) -> Receipt:
    return commit(
        path,
        path.name,
        lambda data: data + row,
        expected_sha256=None,
        verify=lambda _data: None,
        description=Description("test add", "", 1),
        clock=clock,
        retention=retention,
    )


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / NAME
    path.write_bytes(b"head\r\n")
    return path


def lines_of(folder: Path) -> list[bytes]:
    return (folder / journal.HISTORY / journal.JOURNAL).read_bytes().splitlines(keepends=True)


def set_lines(folder: Path, lines: list[bytes]) -> None:
    (folder / journal.HISTORY / journal.JOURNAL).write_bytes(b"".join(lines))


def codes(folder: Path) -> set[str]:
    return {found.code for found in history.verify_chain(folder)}


def refused(action: Callable[[], object], kind: type[Refusal] = WriteRefused) -> str:
    with pytest.raises(kind) as caught:
        action()
    assert caught.value.diagnostic.message()
    assert caught.value.diagnostic.hint()
    return caught.value.diagnostic.code


# --- P21 undo ---------------------------------------------------------------------------------------------------------


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.binary(min_size=1, max_size=40), min_size=1, max_size=4))
def test_undo_restores_the_exact_bytes(tmp_path_factory: pytest.TempPathFactory, rows: list[bytes]) -> None:
    path = tmp_path_factory.mktemp("undo") / NAME
    path.write_bytes(b"head\r\n")
    for row in rows:
        before = path.read_bytes()
        receipt = write(path, row)
        undone = history.undo(path, NAME, receipt.journal_id)
        assert path.read_bytes() == before
        assert undone.sha_after == receipt.sha_before
        write(path, row)
    assert list(history.verify_chain(path.parent)) == []


def test_an_undo_can_be_undone(ledger: Path) -> None:
    write(ledger)
    after = ledger.read_bytes()
    history.undo(ledger, NAME)
    redone = history.undo(ledger, NAME)
    assert ledger.read_bytes() == after
    commands = [entry.command for entry in history.entries(ledger.parent)]
    ids = [entry.id for entry in history.entries(ledger.parent)]
    assert commands == ["test add", f"undo {ids[0]}", f"undo {ids[1]}"]
    assert redone.journal_id == ids[2]


def test_undo_after_a_foreign_change_is_refused(ledger: Path) -> None:
    write(ledger)
    ledger.write_bytes(ledger.read_bytes() + b"by hand\r\n")
    assert refused(lambda: history.undo(ledger, NAME)) == "SKJ772"
    assert ledger.read_bytes().endswith(b"by hand\r\n")


def test_undo_of_an_entry_with_later_writes_is_refused(ledger: Path) -> None:
    first = write(ledger)
    write(ledger, b"y\r\n")
    assert refused(lambda: history.undo(ledger, NAME, first.journal_id)) == "SKJ772"


def test_undo_without_a_version(ledger: Path) -> None:
    receipt = write(ledger)
    receipt.backup.write_bytes(b"other")
    assert refused(lambda: history.undo(ledger, NAME)) == "SKJ774"
    receipt.backup.unlink()
    assert refused(lambda: history.undo(ledger, NAME)) == "SKJ773"


def test_undo_of_nothing(ledger: Path) -> None:
    assert refused(lambda: history.undo(ledger, NAME), UsageRefused) == "SKJ770"
    write(ledger)
    assert refused(lambda: history.undo(ledger, NAME, "20240101-000000-0"), UsageRefused) == "SKJ771"


def test_undo_works_on_the_ledgers_own_entries(ledger: Path) -> None:
    other = ledger.with_name("other.csv")
    other.write_bytes(b"o\n")
    write(ledger)
    write(other)
    history.undo(ledger, NAME)
    assert (ledger.read_bytes(), other.read_bytes()) == (b"head\r\n", b"o\nx\r\n")
    assert codes(ledger.parent) == set()


# --- P22 the chain ----------------------------------------------------------------------------------------------------


@pytest.fixture
def five(ledger: Path) -> Path:
    for number in range(5):
        write(ledger, b"%d\r\n" % number)
    assert codes(ledger.parent) == set()
    return ledger.parent


@pytest.mark.parametrize("at", range(5))
def test_a_deleted_line_is_found(five: Path, at: int) -> None:
    lines = lines_of(five)
    set_lines(five, lines[:at] + lines[at + 1 :])
    assert codes(five) & {"SKJ781", "SKJ782"}


@pytest.mark.parametrize("at", range(5))
def test_a_cut_from_here_to_the_end_is_found(five: Path, at: int) -> None:
    set_lines(five, lines_of(five)[:at])
    assert codes(five) & {"SKJ782"}


@pytest.mark.parametrize(("one", "other"), [(one, other) for one in range(5) for other in range(one + 1, 5)])
def test_swapped_lines_are_found(five: Path, one: int, other: int) -> None:
    lines = lines_of(five)
    lines[one], lines[other] = lines[other], lines[one]
    set_lines(five, lines)
    assert "SKJ781" in codes(five)


@pytest.mark.parametrize("at", range(5))
def test_every_changed_byte_is_found(five: Path, at: int) -> None:
    lines = lines_of(five)
    line = lines[at].rstrip(b"\n")
    for place in range(len(line)):
        changed = line[:place] + bytes([line[place] ^ 1]) + line[place + 1 :]
        assert journal.entry_of(changed) is None, place
    set_lines(five, [*lines[:at], lines[at].replace(b"test add", b"test del"), *lines[at + 1 :]])
    places = [found.place.row for found in history.verify_chain(five) if found.code == "SKJ780"]
    assert places == [at + 1]


@pytest.mark.parametrize("at", range(5))
def test_a_line_written_twice_is_found(five: Path, at: int) -> None:
    lines = lines_of(five)
    set_lines(five, [*lines[: at + 1], lines[at], *lines[at + 1 :]])
    assert "SKJ781" in codes(five)


def test_a_line_cut_short_stays_visible_and_the_next_write_goes_on(five: Path) -> None:
    lines = lines_of(five)
    set_lines(five, [*lines[:4], lines[4][:50]])
    write(five / NAME)
    assert "SKJ780" in codes(five)
    assert [entry.is_late for entry in history.entries(five)] == [False] * 4 + [True, False]


@pytest.mark.parametrize(
    "line", [b"", b"{}", b"[1]", b"null", b'{"seal":1}', b"[" * 100_000, b"\xff", b'{"id":1,"seal":"x"}']
)
def test_odd_lines_are_no_entries(line: bytes) -> None:
    assert journal.entry_of(line) is None


def test_a_hand_edit_is_a_note(five: Path) -> None:
    (five / NAME).write_bytes(b"edited in a spreadsheet\r\n")
    assert codes(five) == {"SKJ783"}


def test_a_version_of_a_broken_off_write_is_named(five: Path) -> None:
    name = backups.version_name(NAME, "20240101-000000-00009abc", "a" * 64, "b" * 64)
    (five / journal.HISTORY / name).write_bytes(b"v")
    assert codes(five) == {"SKJ784"}


def test_the_journal_holds_no_values(ledger: Path) -> None:
    write(ledger, "สมหญิง 1-2345-67890-12-3\r\n".encode())
    assert all("สมหญิง".encode() not in line and b"67890" not in line for line in lines_of(ledger.parent))


# --- P23 kept versions ------------------------------------------------------------------------------------------------


def days(writes_per_day: int) -> Iterator[datetime]:
    for day in range(400):
        for number in range(writes_per_day):
            yield START + timedelta(days=day, hours=number)


@pytest.mark.parametrize("writes_per_day", [1, 3])
def test_versions_over_400_days(tmp_path: Path, writes_per_day: int) -> None:
    """The folder after 400 days of writing, against the promise counted by hand."""
    (tmp_path / NAME).mkdir()
    times = list(days(writes_per_day))
    for number, now in enumerate(times):
        id_ = backups.entry_id(now, "", "", number)
        (tmp_path / backups.version_name(NAME, id_, "a" * 64, f"{number:064x}")).touch()
        backups.prune(tmp_path, NAME, now.date(), REAL)
    kept = [version.time.replace(tzinfo=UTC) for version in backups.versions(tmp_path, NAME, REAL)]
    last = times[-1].date()
    wanted = {max(time for time in times if time.date() == day) for day in last_days(last)} | set(times[-20:])
    assert kept == sorted(wanted)
    assert len(kept) == 91 + (20 - -(-20 // writes_per_day) if writes_per_day > 1 else 0)


def last_days(last: date) -> list[date]:
    return [last - timedelta(days=back) for back in range(91)]


def test_writes_prune_and_spare_the_newest(ledger: Path) -> None:
    for number in range(25):
        write(ledger, clock=lambda number=number: START + timedelta(minutes=number))  # type: ignore[misc]  # mypy cannot infer a default
    receipt = write(ledger, clock=lambda: START - timedelta(days=200))
    kept = backups.versions(journal.history_folder(ledger.parent), NAME, REAL)
    assert receipt.backup.exists()
    assert len(kept) == 21
    assert history.undo(ledger, NAME).sha_after == receipt.sha_before


def test_an_office_may_keep_more_or_fewer(ledger: Path) -> None:
    for number in range(8):
        write(ledger, clock=lambda number=number: START + timedelta(hours=12 * number), retention=Retention(3, 1))  # type: ignore[misc]  # as above
    kept = backups.versions(journal.history_folder(ledger.parent), NAME, REAL)
    assert [version.time.replace(tzinfo=UTC) for version in kept] == [
        START + timedelta(hours=12 * n) for n in (5, 6, 7)
    ]
    history.undo(ledger, NAME, clock=lambda: START + timedelta(days=9), retention=Retention(1, 0))
    assert len(backups.versions(journal.history_folder(ledger.parent), NAME, REAL)) == 1


def test_other_files_in_the_history_are_left_alone(ledger: Path) -> None:
    receipt = write(ledger)
    foreign: Any = receipt.backup.parent / "notes.txt"
    foreign.write_text("keep", encoding="utf-8")
    for number in range(25):
        write(ledger, clock=lambda number=number: START + timedelta(days=number))  # type: ignore[misc]  # as above
    assert foreign.exists()

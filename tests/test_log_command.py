"""Duties of kept versions: listed with age and size, pruned as promised, searched for a person and removed on request (P23, R16)."""

import os
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import Workbook as Book

from skj.files import backups, history, journal
from skj.files.commit import Description, commit
from skj.files.keeping import find_person, kept_versions, prunable
from skj.language import use_language
from tests.sample_offices import Skj, hashes, runner

START = datetime(2024, 1, 1, 9, tzinfo=UTC)
PERSON = "นางสาวศิริพร เพชรวัฒนา"
HEADINGS = ["คำนำหน้า", "ชื่อ", "สกุล", "ประจำปี", "ชั้นตรา"]
CSV = "ชื่อ - สกุล,ประจำปี,ชั้นตรา\r\nนายสมชาย ใจดี,2566,ป.ม.\r\n"


def book(*names: tuple[str, str, str]) -> bytes:
    """A register with names in three columns."""
    made = Book()
    sheet = made.worksheets[0]
    sheet.append(HEADINGS)
    for name in names:
        sheet.append([*name, 2566, "ป.ม."])
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def save(path: Path, data: bytes, now: datetime = START) -> None:
    commit(
        path,
        path.name,
        lambda _old: data,
        expected_sha256=None,
        verify=lambda _data: None,
        description=Description("test add"),
        clock=lambda: now,
    )


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office of two registers: one that held a person in two versions and still does, one that never did."""
    monkeypatch.setenv("SKJ_TODAY", "2024-01-11")
    use_language("en")
    split, plain = tmp_path / "แยก.xlsx", tmp_path / "รวม.csv"
    split.write_bytes(book(("นาย", "สมชาย", "ใจดี")))
    plain.write_bytes(CSV.encode())
    held = ("นางสาว", "ศิริพร", "เพชรวัฒนา")
    save(split, book(held))
    save(split, book(held, ("นาย", "สมชาย", "ใจดี")))
    save(split, book(held, held))
    save(plain, CSV.encode() + "นายสมชาย ใจงาม,2566,ป.ช.\r\n".encode())
    settings = '[ledgers.insignia]\nfiles = ["*.xlsx", "*.csv"]\n'
    (tmp_path / "skj.toml").write_text(settings, encoding="utf-8")
    return tmp_path


@pytest.fixture
def skj(office: Path, capsys: pytest.CaptureFixture[str]) -> Skj:
    return runner(capsys, office)


def test_versions_are_listed_with_age_and_size(skj: Skj, office: Path) -> None:
    listed = skj("log", "--versions", "--format", "json").data["versions"]
    assert [each["ledger"] for each in listed] == ["รวม.csv", "แยก.xlsx", "แยก.xlsx", "แยก.xlsx"]
    assert listed[0]["bytes"] == len(CSV.encode())
    assert all((office / each["path"]).stat().st_size == each["bytes"] for each in listed)
    assert "10" in skj("log", "--versions").out


def test_a_person_is_found_in_split_and_joined_names_with_or_without_title(skj: Skj, office: Path) -> None:
    for name in (PERSON, "ศิริพร  เพชรวัฒนา"):
        found = skj("log", "--person", name, "--format", "json")
        assert [(each["ledger"], each["rows"]) for each in found.data["versions"]] == [("แยก.xlsx", 1), ("แยก.xlsx", 1)]
        assert (found.data["removed"], found.data["still_in"]) == (0, ["แยก.xlsx"])
        assert "ศิริพร" not in found.out + found.err
    assert len(kept_versions(office)) == 4


def test_a_version_that_cannot_be_read_is_named_and_never_removed(skj: Skj, office: Path) -> None:
    first = next(each for each in kept_versions(office) if each.ledger == "แยก.xlsx")
    first.path.write_bytes(b"PK\x03\x04 damaged")
    rows = [each.rows for each in find_person(kept_versions(office), "ศิริพร เพชรวัฒนา")]
    assert rows == [None, 1, 1]
    assert skj("log", "--person", PERSON, "--forget", "--yes", "--format", "json").data["removed"] == 2
    assert first.path.exists()


def test_removing_leaves_a_line_that_says_how_many_and_not_of_whom(skj: Skj, office: Path) -> None:
    ledgers = {name: value for name, value in hashes(office).items() if not name.startswith(journal.HISTORY)}
    done = skj("log", "--person", PERSON, "--forget", "--yes", "--format", "json").data
    assert done["removed"] == 2
    assert [each.rows for each in find_person(kept_versions(office), "ศิริพร เพชรวัฒนา")] == []
    entry = skj("log", "--format", "json").data[0]
    assert (entry["command"], entry["file"], entry["backup"]) == ("log --forget 2", "แยก.xlsx", "")
    assert "ศิริพร" not in (office / journal.HISTORY / journal.JOURNAL).read_text(encoding="utf-8")
    assert skj("log", "--verify").code == 0
    assert {name: value for name, value in hashes(office).items() if name in ledgers} == ledgers
    last = next(
        entry["id"] for entry in skj("log", "--format", "json").data if entry["file"] == "แยก.xlsx" and entry["backup"]
    )
    gone = skj("undo", last)
    assert (gone.code, "SKJ773" in gone.err) == (4, True)
    assert skj("log", "--person", PERSON, "--forget", "--yes", "--format", "json").data["removed"] == 0


def test_the_next_write_after_a_removal_goes_on(skj: Skj, office: Path) -> None:
    skj("log", "--person", PERSON, "--forget", "--yes")
    save(office / "แยก.xlsx", book(("นาย", "สมชาย", "ใจดี")), START + timedelta(days=1))
    assert list(history.verify_chain(office)) == []
    assert skj("undo").code == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--forget",), 2, "--person"),
        (("--verify", "--prune"), 2, "--verify"),
        (("--person", "นายสมชาย"), 2, "SKJ758"),
        (("--person", "ก ข"), 2, "SKJ758"),
        (("--person", PERSON, "--forget"), 4, "SKJ759"),
    ],
)
def test_what_is_refused_removes_nothing(
    skj: Skj, office: Path, words: tuple[str, ...], code: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO())
    refused = skj("log", *words)
    assert (refused.code, said in refused.err) == (code, True), refused.err
    assert len(kept_versions(office)) == 4


def test_pruning_over_400_days_keeps_what_was_promised(skj: Skj, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write every day for 400 days, none of them pruned; then one call prunes as every write would have done."""
    name, folder = "รวม.csv", office / journal.HISTORY
    for day in range(1, 401):
        now = START + timedelta(days=day)
        id_ = backups.entry_id(now, "", "", day)
        (folder / backups.version_name(name, id_, "a" * 64, f"{day:064x}")).write_bytes(b"x")
    monkeypatch.setenv("SKJ_TODAY", (START + timedelta(days=400)).date().isoformat())
    old = prunable(office, (START + timedelta(days=400)).date())
    assert skj("log", "--prune", "--dry-run", "--format", "json").data["removed"] == 0
    assert skj("log", "--prune", "--format", "json").data["removed"] == len(old)
    kept = [each for each in kept_versions(office) if each.ledger == name]
    assert len(kept) == 91
    assert kept[0].version.day == (START + timedelta(days=310)).date()
    assert skj("log", "--prune", "--format", "json").data["removed"] == 0


def test_the_office_sets_how_much_is_kept(skj: Skj, office: Path) -> None:
    """What stands under [history] holds for --prune and for every kind of write."""
    settings = office / "skj.toml"
    usual = settings.read_text(encoding="utf-8")

    def kept_of(ledger: str) -> int:
        return [each.ledger for each in kept_versions(office)].count(ledger)

    settings.write_text(usual + "[history]\nversions = 1\ndays = 0\n", encoding="utf-8")
    assert skj("log", "--prune", "--format", "json").data["removed"] == 2
    assert (kept_of("แยก.xlsx"), kept_of("รวม.csv")) == (1, 1)
    add = (
        "insignia",
        "add",
        "--name",
        "นายใหม่  มาแล้ว",
        "--year",
        "2566",
        "--class",
        "ป.ม.",
        "--file",
        "รวม.csv",
        "--yes",
    )
    path = office / "รวม.csv"
    path.write_bytes(path.read_bytes() + "นายสอง  ช่อง,2566,ป.ม.\r\n".encode())
    for words in (add, ("undo",), ("fix", str(path), "--select", "spaces", "--yes")):
        before = path.read_bytes()
        assert skj(*words).code == 0, words
        assert path.read_bytes() != before
        assert kept_of("รวม.csv") == 1
    settings.write_text(usual, encoding="utf-8")
    assert skj(*add).code == 0
    assert kept_of("รวม.csv") == 2
    settings.write_text(usual + "[history]\nversions = 0\n", encoding="utf-8")
    assert "history.versions" in skj("log").err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_versions_have_the_rights_of_their_ledger(office: Path) -> None:
    path = office / "รวม.csv"
    path.chmod(0o640)
    save(path, CSV.encode(), START + timedelta(days=2))
    newest = [each for each in kept_versions(office) if each.ledger == path.name][-1]
    assert newest.path.stat().st_mode & 0o777 == 0o640

"""What happens when a file changes between reading and writing, and what is read back."""

from pathlib import Path
from threading import Timer

import pytest

from skj.diagnostics import WriteRefused
from skj.files import history
from skj.writing.advice import family_advice
from skj.writing.writer import _verify, write
from tests.writing.desk import Desk, book_of

HEADINGS = ("ประจำปี", "ชื่อ - สกุล", "ชั้นตรา", "ลำดับในประกาศ")
OLD = (2566, "นายเก่า อยู่ก่อน", "ป.ม.", 5)
ROW = {"year": "2566", "name": "นายใหม่ มาแล้ว", "insignia_class": "ป.ม.", "list_no": "7"}
CSV = "ประจำปี,ชื่อ - สกุล,ชั้นตรา,ลำดับในประกาศ\r\n2566,นายเก่า อยู่ก่อน,ป.ม.,5\r\n"
KINDS = pytest.mark.parametrize("kind", ["csv", "xlsx"])


def desk_of(folder: Path, kind: str) -> Desk:
    data = CSV.encode() if kind == "csv" else book_of({"ก": [HEADINGS, OLD]})
    return Desk(folder, "insignia", {f"r.{kind}": data})


def places(desk: Desk) -> list[tuple[int, str]]:
    return [(record.row, record.name) for record in desk.space().ledger("insignia").records]


@KINDS
def test_another_skj_wrote_in_between_the_row_goes_below(tmp_path: Path, kind: str) -> None:
    desk = desk_of(tmp_path, kind)
    space = desk.space()
    plan = desk.plan(space, ROW)
    desk.add(**{**ROW, "name": "นายแทรก กลาง", "list_no": "6"})
    done = write(space, lambda seen: desk.plan(seen, ROW), plan, "test")
    assert done.receipt.row == 4
    assert places(desk) == [(2, OLD[1]), (3, "นายแทรก กลาง"), (4, "นายใหม่ มาแล้ว")]
    assert [entry.row for entry in history.entries(tmp_path)] == [3, 4]


@KINDS
def test_another_skj_wrote_the_same_row_in_between(tmp_path: Path, kind: str) -> None:
    desk = desk_of(tmp_path, kind)
    space = desk.space()
    plan = desk.plan(space, ROW)
    desk.add(**ROW)
    with pytest.raises(WriteRefused) as refused:
        write(space, lambda seen: desk.plan(seen, ROW), plan, "test")
    assert refused.value.diagnostic.code == "SKJ421"
    assert len(places(desk)) == 2


def test_a_warning_that_nobody_has_seen_refuses_unless_all_are_taken(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, "csv")
    texts = {**ROW, "name": "นายแทรก กลาง", "insignia_class": "ม.ว.ม."}
    space = desk.space()
    plan = desk.plan(space, texts, [family_advice])
    desk.add(year="2565", name="นายแทรก กลาง", insignia_class="ป.ม.")
    with pytest.raises(WriteRefused) as refused:
        write(space, lambda seen: desk.plan(seen, texts, [family_advice]), plan, "test")
    assert refused.value.diagnostic.code == "SKJ795"
    write(space, lambda seen: desk.plan(seen, texts, [family_advice]), plan, "test", takes_warnings=True)
    assert len(places(desk)) == 3


@KINDS
def test_a_foreign_change_in_between_is_refused(tmp_path: Path, kind: str) -> None:
    desk = desk_of(tmp_path, kind)
    desk.add(**{**ROW, "name": "นายแรก ก่อน", "list_no": "6"})  # there is a journal, and it does not know what follows
    space = desk.space()
    plan = desk.plan(space, ROW)
    path = tmp_path / f"r.{kind}"
    foreign = path.read_bytes() + b"2566,x,y,\r\n" if kind == "csv" else book_of({"ก": [HEADINGS, OLD, OLD]})
    path.write_bytes(foreign)
    with pytest.raises(WriteRefused) as refused:
        write(space, lambda seen: desk.plan(seen, ROW), plan, "test")
    assert (refused.value.diagnostic.code, refused.value.exit_code) == ("SKJ797", 4)
    assert path.read_bytes() == foreign


@KINDS
def test_undo_brings_back_the_bytes_and_can_be_undone(tmp_path: Path, kind: str) -> None:
    desk = desk_of(tmp_path, kind)
    path = tmp_path / f"r.{kind}"
    before = path.read_bytes()
    desk.add(**ROW)
    after = path.read_bytes()
    history.undo(path, path.name)
    assert path.read_bytes() == before
    history.undo(path, path.name)
    assert path.read_bytes() == after
    path.write_bytes(after + b"\r\n")
    with pytest.raises(WriteRefused):
        history.undo(path, path.name)
    assert len(history.verify_chain(tmp_path)) == 1  # a note: changed elsewhere since


@KINDS
def test_a_row_that_does_not_read_back_is_refused(tmp_path: Path, kind: str) -> None:
    desk = desk_of(tmp_path, kind)
    space = desk.space()
    plan = desk.plan(space, ROW)
    data = (tmp_path / f"r.{kind}").read_bytes()
    settings = space.settings_of("insignia")
    _verify(plan, plan.edit(data).data, settings)
    for wrong in (data, desk.plan(space, {**ROW, "list_no": "8"}).edit(data).data):
        with pytest.raises(ValueError, match="3"):
            _verify(plan, wrong, settings)


def test_while_excel_saves_one_file_the_row_does_not_go_to_the_other(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "insignia", {"a.csv": CSV.encode(), "b.csv": CSV.replace("2566", "2565").encode()})
    (tmp_path / "skj.toml").write_text('[ledgers.insignia]\nfiles = ["?.csv"]\n', encoding="utf-8")
    desk.add(**ROW)
    (tmp_path / "a.csv").rename(tmp_path / "1A2B3C4D")
    back = Timer(0.1, (tmp_path / "1A2B3C4D").rename, [tmp_path / "a.csv"])
    back.start()
    done = desk.add(**{**ROW, "name": "นายคนที่ สาม", "list_no": "8"})
    back.join()
    assert done.plan.target.path.name == "a.csv"
    assert len(places(desk)) == 4

"""Which findings become corrections, which of them are safe, and what is written for each."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
import xlsxwriter

from skj.checking.collect import check_ledgers
from skj.diagnostics import UsageRefused, WriteRefused
from skj.files.owners import excel_owner_path
from skj.fixing.choosing import Wanted, wanted_of
from skj.fixing.corrections import corrections
from skj.fixing.plans import Change, FilePlan, plan_files
from skj.fixing.writer import write
from skj.rules.catalogue import all_rules
from skj.rules.mends import BY_CODE, MENDS
from skj.workspace import Workspace
from tests.fixing.faulty_books import FIRST, REPAIRED, Value, delimited, findings, plans, sound_row, space_of, workbook

UNSAFE = Wanted(unsafe=True)


def book(**cells: Value) -> bytes:
    """The workbook with cells of its first record replaced, by their letters."""
    rows = [sound_row(number) for number in range(12)]
    for letter, value in cells.items():
        rows[0]["ABCDEFGH".index(letter)] = value
    return workbook(rows)


def only(folder: Path, data: bytes, wanted: Wanted | None = None) -> Change:
    """The one change of a plan."""
    (plan,) = plans(space_of(folder, "rooms.xlsx", data), wanted)
    (change,) = plan.changes
    return change


# The table of corrections and the rules.


def test_every_rule_with_a_safe_fix_has_a_name_and_no_guess_is_called_safe() -> None:
    rules = all_rules()
    assert {code for code, rule in rules.items() if rule.safe_fix} <= set(BY_CODE)
    assert set(BY_CODE) <= set(rules)
    for code, mend in BY_CODE.items():
        assert rules[code].safe_fix is not mend.is_guess, code
    assert len({mend.name for mend in MENDS}) == len(MENDS)


def test_words_choose_corrections_by_name_and_by_code() -> None:
    rules = all_rules()
    spaces, digits = (next(mend for mend in MENDS if mend.name == name) for name in ("spaces", "digits"))

    def takes(wanted: Wanted) -> list[bool]:
        pairs = ((spaces, rules["SKJ364"]), (digits, rules["SKJ312"]))
        return [wanted.takes(mend, rule, is_safe=True) for mend, rule in pairs]

    assert takes(Wanted()) == [True, True]
    assert takes(wanted_of(["spaces"], [], rules.values(), unsafe=False)) == [True, False]
    assert takes(wanted_of(["SKJ312,nearest"], [], rules.values(), unsafe=False)) == [False, True]
    assert takes(wanted_of([], ["number-in-thai-digits"], rules.values(), unsafe=False)) == [True, False]
    assert takes(wanted_of(["SKJ3"], ["spaces"], rules.values(), unsafe=False)) == [False, True]
    with pytest.raises(UsageRefused):
        wanted_of(["คำที่ไม่มี"], [], rules.values(), unsafe=False)


# Safe or not.


def test_an_unknown_word_is_corrected_only_when_guesses_are_asked_for(tmp_path: Path) -> None:
    data = book(C="พระนคา")
    assert plans(space_of(tmp_path, "rooms.xlsx", data)) == []
    change = only(tmp_path, data, UNSAFE)
    assert (change.name, change.is_safe, change.before, change.after) == ("nearest", False, "พระนคา", "พระนคร")


@pytest.mark.parametrize(
    ("typed", "name", "after"),
    [
        ("2/13/2567", "day-month", "13 ก.พ. 2567"),
        ("13/2/24", "short-years", "13 ก.พ. 2567"),
        ("13/2/10", "short-years", "13 ก.พ. 2510"),
        ("วันจันทร์ที่ 13 ก.พ. 2567", "weekdays", "13 ก.พ. 2567"),
    ],
)
def test_doubtful_dates_are_guesses(tmp_path: Path, typed: str, name: str, after: str) -> None:
    data = book(F="1 ม.ค. 2500", G=typed)
    select = wanted_of([name], [], all_rules().values(), unsafe=True)
    change = only(tmp_path, data, select)
    assert (change.found.place.cell, change.name, change.is_safe, change.after) == (f"G{FIRST}", name, False, after)


def test_what_would_change_a_reading_is_no_safe_correction(tmp_path: Path) -> None:
    """Line breaks part people: with a space in their place the doubt would be gone."""
    rolls = "ครั้งที่,ชื่อ - สกุล,หน่วยงาน,คะแนนก่อนอบรม,คะแนนหลังอบรม\r\n"
    rolls += '1,"นายสมชาย ใจดี\nนางสมหญิง ใจงาม",สำนักการคลัง,5,8\r\n1,  นายสมศักดิ์  ใจกล้า ,สำนักการคลัง,5,8\r\n'
    (tmp_path / "roll.csv").write_bytes(rolls.encode())
    (tmp_path / "skj.toml").write_text('[ledgers.training_roll]\nfiles = ["roll.csv"]\n', encoding="utf-8")
    space = Workspace(tmp_path)
    found = check_ledgers(space, ["training_roll"], today=date(2024, 9, 30)).findings
    made = corrections(space, found, UNSAFE_SPACES)
    assert [(each.found.place.cell, each.is_safe) for each in made] == [("B2", False), ("B3", True)]


UNSAFE_SPACES = wanted_of(["spaces"], [], all_rules().values(), unsafe=True)


def test_the_gravest_correction_of_a_cell_wins_and_takes_the_others_along(tmp_path: Path) -> None:
    change = only(tmp_path, book(G=" ๑/๒/๒๕๖๗  "))
    assert (change.name, change.before, change.after) == ("text-dates", " ๑/๒/๒๕๖๗  ", "1 ก.พ. 2567")


def test_one_correction_brings_another_to_light(tmp_path: Path) -> None:
    """Bare numbers become dates; only then are the texts the exception among true dates."""
    rows = [sound_row(number) for number in range(12)]
    for number in range(10):
        rows[number][REPAIRED - 1] = 45330 + number
    rows[10][REPAIRED - 1] = "11 ก.พ. 2567"
    (plan,) = plans(space_of(tmp_path, "rooms.xlsx", workbook(rows)))
    assert {change.name for change in plan.changes} == {"date-numbers", "text-dates"}
    assert not [item for item in findings(plan_space(tmp_path, plan)) if item.code in {"SKJ332", "SKJ335"}]


def plan_space(folder: Path, plan: FilePlan) -> Workspace:
    return Workspace(folder).seeing(plan.path, plan.after)


# What stays.


def test_a_cell_that_cannot_be_changed_stays_and_says_why(tmp_path: Path) -> None:
    path = tmp_path / "rooms.xlsx"
    made = xlsxwriter.Workbook(path)
    sheet = made.add_worksheet()
    sheet.write_row(0, 0, ["แห่ง", "อาคาร", "เขต", "ห้อง", "รายการชำรุด", "วันที่ซ่อมเสร็จ"])
    sheet.write_row(1, 0, ["คลองใส", "1", "พระนคร", "101", "ไฟฟ้า", "1 ก.พ. 2567"])
    sheet.write_formula(1, 0, '="  คลองใส "', None, "  คลองใส ")
    sheet.write_string(1, 3, "  101 ")
    made.close()
    (plan,) = plans(space_of(tmp_path, "rooms.xlsx", path.read_bytes()))
    told = {change.found.place.cell: change.refused and change.refused.rule.name for change in plan.changes}
    assert told == {"A2": "cell-holds-formula", "D2": None}
    assert [change.found.place.cell for change in plan.written] == ["D2"]


def test_cells_under_a_merge_are_corrected_where_their_value_stands(tmp_path: Path) -> None:
    path = tmp_path / "rooms.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ["แห่ง", "อาคาร", "เขต", "ห้อง", "รายการชำรุด", "วันที่ซ่อมเสร็จ"])
        for row in range(1, 4):
            sheet.write_row(row, 0, ["", "1", "พระนคร", str(100 + row), "ไฟฟ้า", "1 ก.พ. 2567"])
        sheet.merge_range("A2:A4", "  คลองใส ")
    (plan,) = plans(space_of(tmp_path, "rooms.xlsx", path.read_bytes()))
    assert [(change.found.place.cell, change.refused) for change in plan.changes] == [("A2", None)]


def test_a_text_that_a_spreadsheet_would_compute_is_not_written_to_csv(tmp_path: Path) -> None:
    rows = [sound_row(number) for number in range(3)]
    rows[0][0], rows[1][0] = " =1+1", "  คลองใส"
    (plan,) = plans(space_of(tmp_path, "rooms.csv", delimited(rows)))
    told = {change.found.place.cell: change.refused and change.refused.rule.name for change in plan.changes}
    assert told == {"A2": "text-looks-like-formula", "A3": None}


@pytest.mark.parametrize("kind", ["changed", "open"])
def test_a_file_that_somebody_else_has_is_refused(tmp_path: Path, kind: str) -> None:
    (plan,) = plans(space_of(tmp_path, "rooms.xlsx", book(A="  คลองใส ")))
    if kind == "open":
        excel_owner_path(plan.path).write_bytes(bytes(165))
    else:
        plan.path.write_bytes(book(A="  คลองใหม่ "))
    held = plan.path.read_bytes()
    with pytest.raises(WriteRefused) as refused:
        write(plan)
    expected = {"changed": "ledger-changed-meanwhile", "open": "ledger-open-by-unknown"}
    assert refused.value.diagnostic.rule.name == expected[kind]
    assert plan.path.read_bytes() == held


def test_a_file_changed_since_it_was_read_is_refused_when_planned(tmp_path: Path) -> None:
    space = space_of(tmp_path, "rooms.xlsx", book(A="  คลองใส "))
    found = findings(space)
    (tmp_path / "rooms.xlsx").write_bytes(book(A="  คลองใหม่ "))
    (plan,) = plan_files(space, found, Wanted(), findings)
    assert [note.code for note in plan.notes] == ["SKJ797"]
    assert all(change.refused for change in plan.changes)


MENDED = book(A="คลองใส")


@pytest.mark.parametrize(
    ("left", "code", "row"),
    [
        (MENDED, None, 0),
        (book(A="คลองใส", C="บางรัก"), "SKJ756", FIRST),
        (workbook([["คลองใส", *sound_row(0)[1:]], *map(sound_row, range(1, 11))]), "SKJ756", FIRST + 11),
        (workbook([["คลองใส", *sound_row(0)[1:]], *map(sound_row, range(1, 13))]), "SKJ756", FIRST + 12),
    ],
)
def test_a_row_that_would_be_read_otherwise_stops_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: bytes, code: str | None, row: int
) -> None:
    """An edit that leaves another value, a row less or a row more than it should; no such edit is known."""
    monkeypatch.setattr("skj.fixing.plans.set_rows", lambda *_of, **_how: SimpleNamespace(data=left, notes=()))
    (plan,) = plans(space_of(tmp_path, "rooms.xlsx", book(A="  คลองใส ")))
    assert [(note.code, note.place.row) for note in plan.notes] == ([(code, row)] if code else [])
    assert (plan.after == left) is (code is None)

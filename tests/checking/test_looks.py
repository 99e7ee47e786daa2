"""The closer look: what it must see, what it must leave alone, and whom it never compares."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from skj.checking.collect import check_ledgers
from skj.checking.looks.letters import judge, mended, odd_among
from skj.checking.looks.photos import is_there
from skj.diagnostics import Diagnostic, Rule
from skj.ledgers.base import NO_OPTIONS
from skj.ledgers.parsers import day, day_with
from skj.ledgers.registry import BY_NAME
from skj.rules import between, forms, histories, pictures
from skj.rules import rows as row_rules
from skj.workspace import Workspace

TODAY = date(2024, 6, 30)


def found_in(folder: Path, **ledgers: str) -> list[Diagnostic]:
    """What a check finds in an office of these CSV ledgers."""
    settings = "".join(f'[ledgers.{name}]\nfiles = ["{name}.csv"]\n' for name in ledgers)
    (folder / "skj.toml").write_text(settings, encoding="utf-8")
    for name, text in ledgers.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    names = [name for name in BY_NAME if name in ledgers]
    return list(check_ledgers(Workspace(folder), names, today=TODAY).findings)


def rules_of(found: Sequence[Diagnostic]) -> set[Rule]:
    return {item.rule for item in found}


@pytest.mark.parametrize(
    "text", ["นายกำพล ใจดี", "อาคาร 1/2", "12 ก.พ. 2567", "Grand Cordon", "ห้อง “ใหญ่” – 3", "น้ำ", "ฤๅษี"]
)
def test_ordinary_texts_are_left_alone(text: str) -> None:
    assert judge(text) is None


@pytest.mark.parametrize(
    ("text", "rule", "right"),
    [
        ("สมชาย\u200b ใจดี", forms.INVISIBLE_CHARACTERS, "สมชาย ใจดี"),
        ("สมชาย\u00a0ใจดี", forms.SPACES_ODD, "สมชาย ใจดี"),
        (" สมชาย\nใจดี ", forms.SPACES_ODD, "สมชาย ใจดี"),
        ("น\u0e49\u0e4d\u0e32", forms.MARKS_MISPLACED, "น้ำ"),
        ("เเดง", forms.MARKS_MISPLACED, "แดง"),
        ("\x93ใหม่\x94", forms.CONTROL_CHARACTERS, "“ใหม่”"),
        ("สม\ufffdาย", forms.LETTERS_LOST, ""),
    ],
)
def test_odd_letters_are_told_with_what_is_right(text: str, rule: Rule, right: str) -> None:
    assert judge(text) == (rule, right)


@pytest.mark.parametrize("encoding", ["latin-1", "cp874"])
def test_thai_read_in_another_encoding_is_read_again(encoding: str) -> None:
    text = "การบริหารงาน"
    spoilt = text.encode().decode(encoding, errors="replace")
    if "\ufffd" not in spoilt:
        assert mended(spoilt) == text
        assert judge(spoilt) == (forms.TEXT_GARBLED, text)


def test_a_day_of_1967_is_doubted_but_not_where_people_were_appointed() -> None:
    doubted = day(date(1967, 2, 12), NO_OPTIONS)
    assert (doubted.value, doubted.issue and doubted.issue.rule) == (date(1967, 2, 12), forms.SHORT_YEAR_STORED)
    assert doubted.issue is not None
    assert doubted.issue.fix == "12 ก.พ. 2567"
    leap = day(date(1968, 2, 29), NO_OPTIONS).issue
    assert leap is not None
    assert leap.fix == ""
    assert day_with()(date(1967, 2, 12), NO_OPTIONS).issue is None
    assert day(date(2024, 2, 12), NO_OPTIONS).issue is None


def test_figures_in_a_csv_file_are_texts_for_everybody(tmp_path: Path) -> None:
    found = found_in(tmp_path, rooms="แห่ง,อาคาร,เขต,ห้อง,ค่าซ่อม\nคลองใส,1,พระนคร,101,1200\n")
    assert found == []


def test_planned_days_may_lie_ahead(tmp_path: Path) -> None:
    steps = "ตัวชี้วัดที่,ขั้นตอนที่,ร้อยละ,เริ่ม,สิ้นสุด,วันที่แล้วเสร็จ\n1,1,100,ก.ค. 2567,ก.ย. 2567,1 ส.ค. 2567\n"
    found = found_in(tmp_path, steps=steps)
    assert [(item.rule, item.field) for item in found] == [(forms.IN_FUTURE, "done_on")]


def test_the_accused_are_compared_with_nobody(tmp_path: Path) -> None:
    cases = "เลขเรื่อง,ผู้ถูกกล่าวหา,ประเภทตำแหน่ง,ระดับ,วันที่ได้รับรายงาน\n1,นายชลอ มิ่งขวัญ,วิชาการ,ชำนาญการ,10 ม.ค. 2567\n"
    roll = "ครั้งที่,ชื่อ - สกุล\n1,นายชลอ มิงขวัญ\n"
    assert between.PERSON_SPELT_TWICE not in rules_of(found_in(tmp_path, cases=cases, training_roll=roll))


def test_a_public_name_beside_a_hidden_one_is_hidden_too(tmp_path: Path) -> None:
    register = "ประจำปี,ชื่อ - สกุล,ชั้นตรา\n2563,นายชลอ มิ่งขวัญ,ป.ช.\n"
    roll = "ครั้งที่,ชื่อ - สกุล\n1,นายชลอ มิงขวัญ\n1,นายชลอ มิงขวัญ\n"
    (found,) = [
        item
        for item in found_in(tmp_path, insignia=register, training_roll=roll)
        if item.rule is between.PERSON_SPELT_TWICE
    ]
    assert found.ledger == "insignia"
    assert found.fix == "นายชลอ มิงขวัญ"
    hidden = found.masked()
    assert "มิงขวัญ" not in hidden.message() + hidden.fix + str(hidden.args)


def test_the_lower_class_of_the_other_family_need_not_come_back(tmp_path: Path) -> None:
    """ป.ช. does not call for the return of ป.ม. (facts 1.2)."""
    head = "ประจำปี,ชื่อ - สกุล,ชั้นตรา,วันที่รับ\n"
    rows = "2563,นายกมล ใจดี,ป.ม.,9 มี.ค. 2564\n2566,ดร.กมล ใจดี,ป.ช.,9 มี.ค. 2567\n"
    assert histories.LOWER_CLASS_HELD not in rules_of(found_in(tmp_path, insignia=head + rows))
    rows += "2565,น.ส.มาลี ใจดี,ป.ม.,9 มี.ค. 2566\n2566,นางมาลี ใจดี,ม.ว.ม.,9 มี.ค. 2567\n"
    due = [item for item in found_in(tmp_path, insignia=head + rows) if item.rule is histories.LOWER_CLASS_HELD]
    assert [item.place.row for item in due] == [4]


@pytest.mark.parametrize("name", ["../out.pdf", "/etc/passwd", "a\0b", "missing.pdf", "sub"])
def test_a_name_that_leads_out_is_no_document(tmp_path: Path, name: str) -> None:
    office = tmp_path / "office"
    (office / "sub").mkdir(parents=True)
    (tmp_path / "out.pdf").write_text("x", encoding="utf-8")
    assert not is_there(office, "evidence.csv", name)


def test_a_document_may_lie_beside_its_ledger(tmp_path: Path) -> None:
    (tmp_path / "ledgers").mkdir()
    (tmp_path / "ledgers" / "แผน.pdf").write_text("x", encoding="utf-8")
    assert is_there(tmp_path, "ledgers/evidence.csv", "แผน.pdf")
    assert not is_there(tmp_path, "evidence.csv", "แผน.pdf")


ODD_TEXTS = (" ก", "ก ", "ก  ข", "ก\nข", "เเดง", "น่ั", "ก\u200b", "ๅ", "ํ", "\u0e33\u0e48")


@pytest.mark.parametrize("text", ODD_TEXTS)
@pytest.mark.parametrize("others", [(), ("นายกำพล ใจดี", "ห้อง 12"), ODD_TEXTS])
def test_an_odd_text_is_found_among_any_others(text: str, others: Sequence[str]) -> None:
    assert odd_among({text, *others}) == {text, *others} & set(ODD_TEXTS)


def test_a_missing_picture_is_never_taken_for_that_of_another_figure_or_another_row(tmp_path: Path) -> None:
    folder = tmp_path / "images"
    folder.mkdir()
    for name in ("return_2563_030.png", "return_2563_041.png", "retrun_2563_035.png"):
        (folder / name).write_bytes(b"")
    rows = ("return_2563_035.png", "return_2563_040.png", "return_2563_041.png", "return-2563-041.png")
    text = "ประจำปี,ชื่อ - สกุล,ชั้นตรา,ไฟล์ภาพ\n" + "".join(f"2563,นายกมล มี{at},ป.ช.,{row}\n" for at, row in enumerate(rows))
    (tmp_path / "insignia.csv").write_text(text, encoding="utf-8")
    (tmp_path / "skj.toml").write_text(
        '[ledgers.insignia]\nfiles = ["insignia.csv"]\nimages = "images"\n', encoding="utf-8"
    )
    found = check_ledgers(Workspace(tmp_path), ["insignia"], today=TODAY).findings
    missing = {item.value: item.fix for item in found if item.rule is pictures.IMAGE_MISSING}
    assert missing == {rows[0]: "retrun_2563_035.png", rows[1]: "", rows[3]: ""}


def test_a_masked_finding_still_says_that_something_is_proposed(tmp_path: Path) -> None:
    text = "เลขเรื่อง,ประเภทตำแหน่ง,วันที่ได้รับรายงาน\n1/2567,ครู,1 ธ.ค. 2566\n"
    loose = next(item for item in found_in(tmp_path, cases=text) if item.rule is forms.LOOSE_SPELLING)
    assert "“”" not in loose.masked().message()
    assert (loose.masked().fix, loose.fix in loose.masked().message()) == ("", False)


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ("1 ก.พ. 2567,1 ก.พ. 2567,2 ก.พ. 2567,3 ก.พ. 2567", ""),
        ("2 ก.พ. 2567,1 ก.พ. 2567,,", "วันที่เริ่มซ่อม"),
        ("2 ก.พ. 2567,,1 ก.พ. 2567,", "วันที่ซ่อมเสร็จ"),
        ("2 ก.พ. 2567,,,", ""),
        (",1 ก.พ. 2567,,", ""),
    ],
)
def test_damage_is_found_before_its_repair(tmp_path: Path, days: str, told: str) -> None:
    head = "แห่ง,อาคาร,เขต,ห้อง,รายการชำรุด,วันที่พบชำรุด,วันที่เริ่มซ่อม,วันที่ซ่อมเสร็จ,วันที่พร้อมเข้าพัก\n"
    found = found_in(tmp_path, rooms=f"{head}คลองใส,1,พระนคร,101,ไฟฟ้า,{days}\n")
    assert [(item.rule, item.args["wanted"]) for item in found] == [(row_rules.DAMAGED_AFTER_REPAIR, told)] * bool(told)


def test_a_blank_is_told_only_where_the_column_is_kept(tmp_path: Path) -> None:
    row = "คลองใส,1,พระนคร,101,ไฟฟ้า,1 ก.พ. 2567,3 ก.พ. 2567"
    head = "แห่ง,อาคาร,เขต,ห้อง,รายการชำรุด,วันที่พร้อมเข้าพัก,วันที่เข้าพัก"
    assert found_in(tmp_path, rooms=f"{head}\n{row}\n") == []
    head += ",วันที่ซ่อมเสร็จ,ผู้ได้รับสิทธิ"
    assert found_in(tmp_path, rooms=f"{head}\n{row},,\n") == []  # nobody keeps these columns
    kept = row.replace("101", "102") + ",1 ก.พ. 2567,นางสาวสายใจ ท่าพระ"
    found = found_in(tmp_path, rooms=f"{head}\n{row},,\n{kept}\n")
    assert rules_of(found) == {row_rules.READY_WITHOUT_REPAIR, row_rules.MOVED_IN_WITHOUT_PERSON}
    assert {item.place.row for item in found} == {2}
    register = "ประจำปี,ชื่อ - สกุล,ชั้นตรา,สาเหตุส่งคืน\n2563,นายดารา ปากเกร็ด,ป.ช.,ถึงแก่กรรม\n"
    assert found_in(tmp_path, insignia=register) == []


@pytest.mark.parametrize(
    ("one", "other", "is_doubtful"),
    [
        ("กท 0404/1", "กท.0404/๑", True),
        ("กท 0404/1", "กท0404 / 1.", True),
        ("ก.ท. 0404/1", "กท 0404/1", True),
        ("กท 4.12/1", "กท 41.2/1", False),
        ("กท 4.12/1", "กท 412/1", False),
        ("กท 4 12/1", "กท 4.12/1", False),
        ("กท 0404/1", "กท 0404-1", False),
        ("กท 0404/1", "กท 0404/11", False),
    ],
)
def test_case_numbers_that_only_dots_and_spaces_tell_apart_are_doubted(
    tmp_path: Path, one: str, other: str, *, is_doubtful: bool
) -> None:
    head = "เลขเรื่อง,ประเภทตำแหน่ง,ระดับ,วันที่ได้รับรายงาน\n"
    lines = "".join(f"{number},วิชาการ,ชำนาญการ,10 ม.ค. 2567\n" for number in (one, other))
    found = [item for item in found_in(tmp_path, cases=head + lines) if item.rule is histories.CASE_NUMBER_ALIKE]
    assert [item.place.row for item in found] == [3] * is_doubtful


@pytest.mark.parametrize(
    ("cause", "codes"),
    [
        ("ได้รับพระราชทานชั้นสูงขึ้น", ["SKJ454"]),
        ("เกษียณอายุราชการ", ["SKJ454"]),
        ("ถึงแก่กรรม", []),
        ("ถูกเรียกคืน", []),
        ("ชดใช้ราคา", []),
        ("ไม่เคยได้รับจ่าย", []),
    ],
)
def test_a_cause_that_needs_no_day_of_return_is_right_without_one(tmp_path: Path, cause: str, codes: list[str]) -> None:
    head = "ปีที่ได้รับ,ชื่อ - สกุล,ชั้นตรา,วันที่รับ,วันที่ส่งคืน,สาเหตุส่งคืน\n"
    found = found_in(tmp_path, insignia=f"{head}2563,นายสมชาย ใจดี,ป.ม.,5 ธ.ค. 2563,,{cause}\n")
    assert [item.code for item in found] == codes


def test_a_surname_column_left_blank_is_told_row_by_row(tmp_path: Path) -> None:
    head = "ครั้งที่,ชื่อ,นามสกุล,คะแนนก่อนอบรม,คะแนนหลังอบรม,คะแนนเต็ม\n"
    names = ("กมล", "ชูใจ", "ดวงดี", "มานะ", "พรใส", "บุญมี", "ทองดี", "ดงไม้", "งามตา", "วิภา")
    found = found_in(tmp_path, training_roll=head + "".join(f"1,{name},,5,8,10\n" for name in names))
    assert [item.code for item in found] == ["SKJ365"] * len(names)

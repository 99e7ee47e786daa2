"""The data files: whole, without doubles, in one spelling."""

import csv
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from skj.ledgers.vocabulary import (
    agencies,
    all_damage_kinds,
    districts,
    find_district,
    insignia_classes,
    other_staff,
    position_types,
    positions,
    provinces,
    return_causes,
    titles,
    word_key,
)
from skj.resources import data_folder

KEYS = {
    "districts.csv": ("code",),
    "provinces.csv": ("thai",),
    "agencies.csv": ("code",),
    "insignia-classes.csv": ("abbreviation",),
    "positions.csv": ("type", "level"),
    "damage-kinds.csv": ("thai",),
    "return-causes.csv": ("cause",),
    "satisfaction.csv": ("score",),
    "yes-no.csv": ("answer",),
    "holidays.csv": ("date",),
}
LISTS = {
    "districts.csv": ("thai", "english", "aliases"),
    "provinces.csv": ("thai", "english", "aliases"),
    "agencies.csv": ("thai", "english", "abbreviation", "aliases"),
    "insignia-classes.csv": ("abbreviation", "thai", "english", "aliases"),
    "damage-kinds.csv": ("thai", "english", "aliases"),
    "return-causes.csv": ("thai", "aliases"),
    "satisfaction.csv": ("words",),
    "yes-no.csv": ("words",),
}
FISCAL_2567 = (
    "2023-10-13 2023-10-23 2023-12-05 2023-12-11 2023-12-29 2024-01-01 2024-02-26 2024-04-08 2024-04-12 2024-04-15 "
    "2024-04-16 2024-05-06 2024-05-10 2024-05-22 2024-06-03 2024-07-22 2024-07-29 2024-08-12"
)


def lines_of(name: str) -> list[str]:
    return (data_folder() / name).read_text(encoding="utf-8").split("\n")


def rows_of(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(line for line in lines_of(name) if line and not line.startswith("#")))


@pytest.mark.parametrize("path", sorted(data_folder().glob("*.csv")), ids=lambda path: path.name)
def test_a_file_is_plain_utf8_in_nfc_and_names_its_source(path: Path) -> None:
    raw = path.read_bytes()
    text = raw.decode("utf-8")
    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert text == unicodedata.normalize("NFC", text)
    assert text.startswith("# source")
    assert text.endswith("\n")


@pytest.mark.parametrize("name", KEYS)
def test_rows_are_whole_and_keys_are_unique(name: str) -> None:
    rows = rows_of(name)
    assert rows
    assert all(None not in row and None not in row.values() for row in rows)
    assert all(value == value.strip() for row in rows for value in row.values())
    keys = Counter(tuple(row[key] for key in KEYS[name]) for row in rows)
    assert max(keys.values()) == 1


@pytest.mark.parametrize("name", LISTS)
def test_no_name_is_claimed_by_two_entries(name: str) -> None:
    owners: dict[str, set[int]] = {}
    for number, row in enumerate(rows_of(name)):
        for field in LISTS[name]:
            for word in row[field].split("|"):
                if word_key(word):
                    owners.setdefault(word_key(word), set()).add(number)
    assert {word: rows for word, rows in owners.items() if len(rows) > 1} == {}


def test_fifty_districts_in_six_groups() -> None:
    assert [int(district.code) for district in districts()] == list(range(1001, 1051))
    sizes = Counter(district.group for district in districts())
    groups = ["กรุงเทพกลาง", "กรุงเทพใต้", "กรุงเทพเหนือ", "กรุงเทพตะวันออก", "กรุงธนเหนือ", "กรุงธนใต้"]
    assert [sizes[group] for group in groups] == [9, 10, 7, 9, 8, 7]
    assert len(sizes) == 6


def test_seventy_six_provinces_none_of_which_is_a_district() -> None:
    assert len(provinces()) == 76
    assert [province.thai for province in provinces() if find_district(province.thai)] == []


def test_sixteen_bureaus_and_three_offices() -> None:
    assert Counter(agency.kind for agency in agencies()) == {"bureau": 16, "office": 2, "commission_office": 1}


def test_the_sash_classes_alternate_between_the_families() -> None:
    classes = insignia_classes()
    assert [grade.rank for grade in classes] == [1, 2, 3, 4, 5, 6]
    assert [grade.abbreviation for grade in classes if grade.is_sash] == ["ม.ป.ช.", "ม.ว.ม.", "ป.ช.", "ป.ม."]
    assert {grade.family for grade in classes[::2]} == {"white_elephant"}
    assert {grade.family for grade in classes[1::2]} == {"crown_of_thailand"}


def test_four_types_of_position_with_thirteen_levels() -> None:
    assert position_types() == ("ทั่วไป", "วิชาการ", "อำนวยการ", "บริหาร")
    sizes = Counter(position.type for position in positions())
    assert [sizes[kind] for kind in position_types()] == [4, 5, 2, 2]
    for kind in position_types():
        orders = [position.order for position in positions() if position.type == kind]
        assert orders == list(range(1, len(orders) + 1))
    assert not any(staff.order or staff.type in position_types() for staff in other_staff())


def test_the_other_lists_are_those_of_the_plan() -> None:
    assert [kind.thai for kind in all_damage_kinds()] == ["โครงสร้าง", "สุขาภิบาล", "ไฟฟ้า", "วัสดุอุปกรณ์"]
    assert [cause.cause for cause in return_causes()][:3] == ["higher_class", "deceased", "recalled"]
    assert [row["score"] for row in rows_of("satisfaction.csv")] == ["5", "4", "3", "2", "1"]
    assert {"นาย", "นางสาว", "ว่าที่ร้อยตรี"} <= set(titles())


def test_holidays_are_weekdays_in_order_from_2566_to_2570() -> None:
    days = [date.fromisoformat(row["date"]) for row in rows_of("holidays.csv")]
    assert days == sorted(days)
    assert all(day.weekday() < 5 for day in days)
    assert Counter(day.year + 543 for day in days) == {2566: 20, 2567: 19, 2568: 21, 2569: 20, 2570: 18}
    assert all(row["sureness"] in {"H", "M", "L"} and row["name"] and row["source"] for row in rows_of("holidays.csv"))


def test_fiscal_2567_has_eighteen_weekday_holidays() -> None:
    days = [row["date"] for row in rows_of("holidays.csv") if "2023-10-01" <= row["date"] <= "2024-09-30"]
    assert days == FISCAL_2567.split(" ")


@pytest.mark.parametrize("day", ["2023-01-03", "2023-05-01", "2024-01-02", "2024-05-01", "2027-05-03"])
def test_government_offices_work_on_labour_day_and_other_days_a_library_lists(day: str) -> None:
    assert day not in {row["date"] for row in rows_of("holidays.csv")}

"""Titles, given names and surnames (facts 7.1); all people are invented."""

import csv
from pathlib import Path

import pytest

from skj.thai.names import PersonName, Titles, has_two_people, join_name, read_name, split_title

DATA = Path(__file__).parents[2] / "data" / "titles.csv"
RANKS = {"army", "navy", "air_force", "police", "acting", "volunteer"}


def _rows() -> list[dict[str, str]]:
    with DATA.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


ROWS = _rows()
TITLES = tuple(row["title"] for row in ROWS)

NAMES = [
    ("นายสมชาย ใจดี", "นาย", "สมชาย", "ใจดี"),
    ("นาย สมชาย  ใจดี", "นาย", "สมชาย", "ใจดี"),
    ("นางสมหญิง รักดี", "นาง", "สมหญิง", "รักดี"),
    ("นางสาวสมหญิง รักดี", "นางสาว", "สมหญิง", "รักดี"),
    ("นางสาว สมหญิง รักดี", "นางสาว", "สมหญิง", "รักดี"),
    ("น.ส.สมหญิง รักดี", "น.ส.", "สมหญิง", "รักดี"),
    ("น.ส. สมหญิง รักดี", "น.ส.", "สมหญิง", "รักดี"),
    ("นส.สมหญิง รักดี", "นส.", "สมหญิง", "รักดี"),
    ("น.ส สมหญิง รักดี", "น.ส", "สมหญิง", "รักดี"),
    ("ด.ญ.สมหญิง รักดี", "ด.ญ.", "สมหญิง", "รักดี"),
    ("ดร.สมชาย ใจดี", "ดร.", "สมชาย", "ใจดี"),
    ("ดร สมชาย ใจดี", "ดร", "สมชาย", "ใจดี"),
    ("รศ.ดร.สมชาย ใจดี", "รศ.ดร.", "สมชาย", "ใจดี"),
    ("ผศ.ดร. สมหญิง รักดี", "ผศ.ดร.", "สมหญิง", "รักดี"),
    ("รศ. พ.ท. ดร.สุชาดา ใจดี", "รศ. พ.ท. ดร.", "สุชาดา", "ใจดี"),
    ("ศ.นพ.สมชาย ใจดี", "ศ.นพ.", "สมชาย", "ใจดี"),
    ("ว่าที่ ร.ต.หญิง สมศรี ใจดี", "ว่าที่ ร.ต.หญิง", "สมศรี", "ใจดี"),
    ("ว่าที่ร.ต. หญิงสมศรี ใจดี", "ว่าที่ร.ต. หญิง", "สมศรี", "ใจดี"),
    ("ว่าที่ร้อยตรีหญิงสมศรี ใจดี", "ว่าที่ร้อยตรีหญิง", "สมศรี", "ใจดี"),
    ("ว่าที่ร้อยตรี สมชาย ใจดี", "ว่าที่ร้อยตรี", "สมชาย", "ใจดี"),
    ("ว่าที่ ร.ต. ดร. สมชาย ใจดี", "ว่าที่ ร.ต. ดร.", "สมชาย", "ใจดี"),
    ("พล.ต.อ. สมชาย ใจดี", "พล.ต.อ.", "สมชาย", "ใจดี"),
    ("พ.ต.อ.อนันต์ ใจดี", "พ.ต.อ.", "อนันต์", "ใจดี"),
    ("ร.ต.อนันต์ ใจดี", "ร.ต.", "อนันต์", "ใจดี"),
    ("ร.ต.ท.หญิง สมศรี ใจดี", "ร.ต.ท.หญิง", "สมศรี", "ใจดี"),
    ("พ.อ.(พิเศษ) สมชาย ใจดี", "พ.อ.", "สมชาย", "ใจดี"),
    ("จ.ส.อ.สมชาย ใจดี", "จ.ส.อ.", "สมชาย", "ใจดี"),
    ("น.อ.สมชาย ใจดี ร.น.", "น.อ. ร.น.", "สมชาย", "ใจดี"),
    ("นาวาเอก สมชาย ใจดี รน.", "นาวาเอก ร.น.", "สมชาย", "ใจดี"),
    ("ม.ร.ว.สมชาย ณ บางใหม่", "ม.ร.ว.", "สมชาย", "ณ บางใหม่"),
    ("หม่อมหลวงสมหญิง รักดี", "หม่อมหลวง", "สมหญิง", "รักดี"),
    ("คุณหญิงสมศรี ใจดี", "คุณหญิง", "สมศรี", "ใจดี"),
    ("นายแพทย์สมชาย ใจดี", "นายแพทย์", "สมชาย", "ใจดี"),
    ("ทพญ.สมหญิง รักดี", "ทพญ.", "สมหญิง", "รักดี"),
    ("น.สพ.สมชาย ใจดี", "น.สพ.", "สมชาย", "ใจดี"),
    ("นายกองเอก สมชาย ใจดี", "นายกองเอก", "สมชาย", "ใจดี"),
    ("พลฯ สมชาย ใจดี", "พลฯ", "สมชาย", "ใจดี"),
    ("Mr. Somchai Jaidee", "Mr.", "Somchai", "Jaidee"),
    ("miss Somying Rakdee", "miss", "Somying", "Rakdee"),
    ("นายสมชาย ใจดี (ถึงแก่กรรม)", "นาย", "สมชาย", "ใจดี"),
    ("นาย\u200bสมชาย\u00a0ใจดี", "นาย", "สมชาย", "ใจดี"),
    ("สมชาย ใจดี", "", "สมชาย", "ใจดี"),
    ("สมชาย ใจดี ร่มเย็น", "", "สมชาย", "ใจดี ร่มเย็น"),
    ("นาย สมชาย", "นาย", "สมชาย", ""),
    ("น.ส. สมหญิง", "น.ส.", "สมหญิง", ""),
    ("สมชาย", "", "สมชาย", ""),
    ("", "", "", ""),
]


@pytest.mark.parametrize(("text", "title", "given", "surname"), NAMES)
def test_a_name_is_taken_apart(text: str, title: str, given: str, surname: str) -> None:
    assert read_name(text, TITLES) == PersonName(title, given, surname, text)


@pytest.mark.parametrize(
    "name",
    [
        "นางนวล",
        "นายกรัฐมนตรี",
        "นางสาวสมหญิง",
        "นายสมชาย",
        "ดรุณี ใจดี",
        "ดรกมล ใจดี",
        "คุณธรรม ใจดี",
        "Missy Jaidee",
        "นางสาว สมหญิง",
    ],
)
def test_a_name_that_begins_like_a_title_stays_whole(name: str) -> None:
    assert split_title(name, TITLES) == ("", name)


def test_nothing_is_known_about_titles_but_what_is_given() -> None:
    assert split_title("นายสมชาย ใจดี", ("นาง",)) == ("", "นายสมชาย ใจดี")
    assert split_title("นายสมชาย ใจดี", []) == ("", "นายสมชาย ใจดี")


def test_the_order_of_the_list_does_not_matter() -> None:
    for titles in (("นาง", "นางสาว"), ("นางสาว", "นาง")):
        assert split_title("นางสาวสมหญิง รักดี", titles) == ("นางสาว", "สมหญิง รักดี")


def test_every_title_of_the_list_is_taken_off_and_put_back() -> None:
    for title in TITLES:
        assert split_title(join_name(title, "สมชาย", "ใจดี"), TITLES) == (title, "สมชาย ใจดี")
        assert split_title(f"{title} สมชาย ใจดี", TITLES) == (title, "สมชาย ใจดี")


def test_a_space_stands_after_ranks_only() -> None:
    spaced = {
        (row["title"], row["kind"]) for row in ROWS if join_name(row["title"], "สมชาย", "") != f"{row['title']}สมชาย"
    }
    assert spaced == {(row["title"], row["kind"]) for row in ROWS if row["kind"] in RANKS | {"english"}}


@pytest.mark.parametrize(("text", "title", "given", "surname"), [name for name in NAMES if name[2]])
def test_a_name_put_together_reads_as_the_same_person(text: str, title: str, given: str, surname: str) -> None:
    joined = join_name(title, given, surname)
    again = read_name(joined, TITLES) if surname else PersonName(title, given, surname, text)
    assert (again.title, again.given, again.surname) == (title, given, surname)


@pytest.mark.parametrize(
    ("parts", "written"),
    [
        (("นาย", "สมชาย", "ใจดี"), "นายสมชาย ใจดี"),
        (("พ.ต.อ.", "สมชาย", "ใจดี"), "พ.ต.อ. สมชาย ใจดี"),
        (("รศ.ดร.", "สมชาย", "ใจดี"), "รศ.ดร.สมชาย ใจดี"),
        (("รศ. พ.ท. ดร.", "สุชาดา", "ใจดี"), "รศ. พ.ท. ดร.สุชาดา ใจดี"),
        (("น.อ. ร.น.", "สมชาย", "ใจดี"), "น.อ. สมชาย ใจดี ร.น."),
        (("ดร", "สมชาย", "ใจดี"), "ดร สมชาย ใจดี"),
        (("", "สมชาย", ""), "สมชาย"),
        (("", "", ""), ""),
    ],
)
def test_names_are_written_by_the_rules_of_the_royal_society(parts: tuple[str, str, str], written: str) -> None:
    assert join_name(*parts) == written


def test_the_key_has_no_title_and_survives_other_spellings() -> None:
    one, other = read_name("น.ส.น้ำฝน รักษ์ราษฎร์", TITLES), read_name("นาง น\u0e4d\u0e49าฝน  รักษ์ราษฏร์", TITLES)
    assert one.key == other.key
    assert one.full == "น้ำฝน รักษ์ราษฎร์"


@pytest.mark.parametrize(
    "text",
    [
        "นายสมชาย ใจดี\nนางสมหญิง รักดี",
        "นายสมชาย ใจดี, นางสมหญิง รักดี",
        "นายสมชาย ใจดี และ นางสาวสมหญิง รักดี",
        "นายสมชาย ใจดี และนางสาวสมหญิง รักดี",
        "นายสมชาย ใจดีและนางสาวสมหญิง รักดี",
        "สมชาย ใจดี / สมหญิง รักดี",
        "สมชาย ใจดี\r\nสมหญิง รักดี",
        "นายสมชาย และนางสมหญิง ใจดี",
        "นายสมชาย ใจดี นางสมหญิง รักดี",
        "1. นายสมชาย ใจดี 2. นางสมหญิง รักดี",
        "๑) สมชาย ใจดี ๒) สมหญิง ณ บางใหม่",
        "พ.ต.อ. สมชาย ใจดี; ดร.สมหญิง รักดี",
        "Somchai Jaidee/Somying Rakdee",
    ],
)
def test_two_people_in_one_cell_are_noticed(text: str) -> None:
    assert has_two_people(text, TITLES)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "นายสมชาย ใจดี",
        "นายสมชาย\nใจดี",
        "1. นายสมชาย ใจดี",
        "รศ. พ.ท. ดร.สุชาดา ใจดี",
        "น.อ.สมชาย ใจดี ร.น.",
        "นายสมชาย ณ บางใหม่",
        "นายสมชาย ใจดี (บิดานายสมหมาย ใจดี)",
        "นายสมชาย ใจดี, ผู้อำนวยการ",
        "นายสมชาย ใจดี/12345",
        "สมและ ใจดี",
        "สมชาย ใจดี ร่มเย็น",
    ],
)
def test_one_person_is_not_taken_for_two(text: str) -> None:
    assert not has_two_people(text, TITLES)


def test_the_list_of_titles_is_sound() -> None:
    assert len({(row["title"], row["kind"]) for row in ROWS}) == len(ROWS)
    assert {row["full"] for row in ROWS} <= set(TITLES)
    assert all(row["title"] and row["kind"] and row["full"] for row in ROWS)
    wanted = "นาย นาง นางสาว น.ส. ศ. รศ. ผศ. ดร. นพ. พญ. ทพ. ทพญ. ภก. ภญ. น.สพ. สพ.ญ. ม.จ. ม.ร.ว. ม.ล. คุณหญิง ท่านผู้หญิง พล.อ. พ.อ. ร.อ. จ.ส.อ. ส.อ."
    police = "พล.ต.อ. พ.ต.อ. ร.ต.อ. ด.ต. ส.ต.ต. น.อ. ว่าที่ร้อยตรี ว่าที่ร้อยตรีหญิง ว่าที่ร้อยโท ว่าที่ร้อยเอกหญิง"
    assert set(f"{wanted} {police}".split()) | {"ว่าที่ ร.ต.", "ว่าที่ ร.ต.หญิง"} <= set(TITLES)


@pytest.mark.parametrize("text", [text for text, *_parts in NAMES])
def test_names_seen_before_change_no_name(text: str) -> None:
    seen = Titles(TITLES)
    for other, *_parts in NAMES:
        read_name(other, seen)
    assert read_name(text, seen) == read_name(text, Titles(TITLES))

"""Searching the register: whatever the spelling, exact first, and each hit says why."""

import pytest

from skj.ledgers.insignia import InsigniaReturn
from skj.scoring.search import How, search
from tests.record_books import sheet

NAMES = (
    "นายสมชาย ใจดี",
    "นางสาวสมใจ ชายดี",
    "นางใจดี สมชาย",
    "ว่าที่ร้อยตรีสมชาย ใจดีงาม",
    "รศ.ดร.สมหมาย มั่นคง",
    "นายสมชัย ใจดี",
    "นายเกรียงไกร ศรีสุข",
    "นางกาญจนา ทองคำ",
)


def register(*names: str) -> list[InsigniaReturn]:
    return [
        InsigniaReturn(sheet=sheet("insignia"), row=row, year=2563 + row, name=name, insignia_class="ป.ช.")
        for row, name in enumerate(names)
    ]


def hits(query: str, *names: str) -> list[tuple[str, How]]:
    return [(match.record.name, match.how) for match in search(register(*(names or NAMES)), query)]


@pytest.mark.parametrize(
    "query",
    ["สมชาย ใจดี", "นายสมชาย ใจดี", "นาย สมชาย  ใจดี", "สมชายใจดี", "น.ส.สมชาย ใจดี", "สมชาย\u200b ใจดี", " สมชาย\xa0ใจดี "],
)
def test_exact_comes_first_whatever_the_title_and_the_spaces(query: str) -> None:
    assert hits(query)[0] == ("นายสมชาย ใจดี", How.EXACT)


def test_the_order_is_exact_swapped_prefix() -> None:
    assert hits("สมชาย ใจดี") == [
        ("นายสมชาย ใจดี", How.EXACT),
        ("นางใจดี สมชาย", How.SWAPPED),
        ("ว่าที่ร้อยตรีสมชาย ใจดีงาม", How.PREFIX),
    ]


def test_a_given_name_alone_finds_those_who_have_it_before_those_that_begin_so() -> None:
    assert hits("สมชาย", *NAMES, "นายสมชายชาญ ทองดี") == [
        ("นางใจดี สมชาย", How.WORD),
        ("นายสมชาย ใจดี", How.WORD),
        ("ว่าที่ร้อยตรีสมชาย ใจดีงาม", How.WORD),
        ("นายสมชายชาญ ทองดี", How.PREFIX),
    ]


def test_a_surname_alone_and_its_beginning() -> None:
    assert hits("มั่นคง") == [("รศ.ดร.สมหมาย มั่นคง", How.WORD)]
    assert hits("มั่น") == [("รศ.ดร.สมหมาย มั่นคง", How.PREFIX)]
    assert hits("คง") == [("รศ.ดร.สมหมาย มั่นคง", How.PART)]


def test_tone_marks_do_not_matter_but_the_same_ones_come_first() -> None:
    assert hits("สมหมาย มันคง") == [("รศ.ดร.สมหมาย มั่นคง", How.MARKS)]
    both = hits("สมหมาย มันคง", "นายสมหมาย มั่นคง", "นายสมหมาย มันคง")
    assert both == [("นายสมหมาย มันคง", How.EXACT), ("นายสมหมาย มั่นคง", How.MARKS)]


def test_a_slip_finds_what_is_close_when_nothing_is_exact() -> None:
    assert hits("เกรียงไก ศรีสุข")[0] == ("นายเกรียงไกร ศรีสุข", How.CLOSE)


def test_nothing_close_is_shown_beside_an_exact_hit() -> None:
    assert hits("สมชัย ใจดี") == [("นายสมชัย ใจดี", How.EXACT)]


def test_strangers_are_not_found() -> None:
    assert hits("ประเสริฐ ยิ่งใหญ่") == []


def test_nobody_is_found_in_an_empty_register() -> None:
    assert search([], "สมชาย") == []


def test_hits_of_one_kind_stand_by_name_then_year() -> None:
    found = search(register("นายสมชาย ใจดี", "นายสมชาย ใจดี", "นางสมชาย ใจดี"), "สมชาย ใจดี")
    assert [(match.record.name, match.record.year) for match in found] == [
        ("นางสมชาย ใจดี", 2565),
        ("นายสมชาย ใจดี", 2563),
        ("นายสมชาย ใจดี", 2564),
    ]


def test_scores_run_from_0_to_100_and_exact_is_100() -> None:
    found = search(register(*NAMES), "เกรียงไก ศรีสุข") + search(register(*NAMES), "สมชาย ใจดี")
    assert all(0 <= match.score <= 100 for match in found)
    assert {match.score for match in found if match.how is How.EXACT} == {100}


@pytest.mark.parametrize("query", ["", " ", "-", ".", "นาย", "ดร."])
def test_a_query_that_names_nobody_finds_nobody(query: str) -> None:
    assert hits(query) == []


@pytest.mark.parametrize("query", ["[bold]", "(", "*", "\x1b[31m", "%", "\\"])
def test_signs_of_other_languages_mean_nothing(query: str) -> None:
    assert hits(query) == []

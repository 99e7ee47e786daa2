"""What the knowledge bank holds, counted by hand (plan reading A30)."""

from datetime import date
from typing import Any

from skj.ledgers.knowledge import KnowledgeItem
from skj.scoring.knowledge import KnowledgeProgress, has_address, measure_knowledge
from tests.record_books import FEB, YEAR_END, as_of, books_of, indicator, items, sheet


def item(row: int, process: str, published_on: date | None = FEB, **fields: Any) -> KnowledgeItem:
    return KnowledgeItem(sheet=sheet("knowledge"), row=row, process=process, published_on=published_on, **fields)


def progress(*rows: KnowledgeItem, day: date = YEAR_END) -> KnowledgeProgress:
    return measure_knowledge(indicator("knowledge"), as_of(day), books_of({"knowledge": rows}))


def test_a_process_counts_once_from_its_first_item() -> None:
    found = progress(
        item(1, "การลา", date(2024, 3, 1), url="https://example.go.th/1"),
        item(2, "การลา ", date(2024, 2, 1), url="ดูที่หน้าเว็บ"),
        item(3, "การลา", None),
        item(4, "บำเหน็จ", None),
    )
    assert [
        (each.name, each.published_on, len(each.published), len(each.waiting), len(each.unlinked))
        for each in found.processes
    ] == [
        ("การลา", date(2024, 2, 1), 2, 1, 1),
        ("บำเหน็จ", None, 0, 1, 0),
    ]
    assert [row.row for row in found.unlinked] == [2]


def test_kinds_are_counted_as_written() -> None:
    found = progress(item(1, "ก", kind="คู่มือ"), item(2, "ข", kind="คู่มือ"), item(3, "ค"), item(4, "ง", None, kind="คลิป"))
    assert found.kinds == (("คู่มือ", 2, 0), ("", 1, 0), ("คลิป", 0, 1))


def test_the_tenth_process_reaches_the_milestone() -> None:
    rows = [*items(9, date(2024, 1, 1)), item(10, "งานที่ 10", date(2024, 5, 5))]
    assert [(each.needed, each.reached_on) for each in progress(*rows).milestones] == [(10, date(2024, 5, 5))]
    assert [each.reached_on for each in progress(*rows, day=FEB).milestones] == [None]


def test_an_address_is_one_of_the_web() -> None:
    said = ("HTTPS://example.go.th", "http://example.go.th", "example.go.th", "", None, "file:///ข้อมูล")
    assert [has_address(item(1, "ก", url=url)) for url in said] == [True, True, False, False, False, False]

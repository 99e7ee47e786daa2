"""How far the coaching is, counted by hand: districts, people, years of service (plan reading A17)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from skj.ledgers.coaching import CoachingTalk
from skj.scoring.coaching import CoachingProgress, is_new_in_service, measure_coaching, years_after
from tests.record_books import FEB, YEAR_END, as_of, books_of, indicator, sheet


def talk(row: int, session: int = 1, held_on: date | None = FEB, **fields: Any) -> CoachingTalk:
    return CoachingTalk(sheet=sheet("coaching"), row=row, session=session, held_on=held_on, **fields)


def progress(*talks: CoachingTalk, day: date = YEAR_END) -> CoachingProgress:
    return measure_coaching(indicator("coaching"), as_of(day), books_of({"coaching": talks}))


@pytest.mark.parametrize(
    ("appointed", "held", "is_new"),
    [
        (date(2022, 2, 12), FEB, True),  # to the day two years
        (date(2022, 2, 11), FEB, False),
        (date(2024, 2, 12), FEB, True),
        (None, FEB, None),
        (date(2022, 2, 12), None, None),
        (date(2020, 2, 29), date(2022, 2, 28), True),
        (date(2020, 2, 29), date(2022, 3, 1), False),
    ],
)
def test_at_most_two_years_of_service(appointed: date | None, held: date | None, is_new: bool | None) -> None:  # noqa: FBT001
    assert is_new_in_service(talk(1, held_on=held, appointed_on=appointed), 2) is is_new


def test_a_leap_day_has_an_anniversary_every_year() -> None:
    assert [years_after(date(2020, 2, 29), years) for years in (1, 4)] == [date(2021, 2, 28), date(2024, 2, 29)]


def test_people_and_districts_count_once_whatever_the_spelling() -> None:
    found = progress(
        talk(1, mentee="นาย ก ข", district="บางรัก", appointed_on=date(2023, 1, 1)),
        talk(2, session=2, mentee="นาย  ก ข", district="บางรัก"),
        talk(3, mentee="นาย ก ข", district="ดุสิต", appointed_on=date(2000, 1, 1)),
        talk(4, district="ปทุมวัน"),
        talk(5, mentee="นาง ค ง"),
    )
    assert [(each.name, each.district, each.sessions, each.is_new) for each in found.people] == [
        ("นาง ค ง", "", (1,), None),
        ("นาย ก ข", "ดุสิต", (1,), False),
        ("นาย ก ข", "บางรัก", (1, 2), True),
    ]
    assert [(line.district.thai, line.people) for line in found.reached] == [("ดุสิต", 1), ("บางรัก", 1), ("ปทุมวัน", 0)]
    assert (len(found.districts), found.unnamed, found.without_district) == (50, 1, 1)


def test_talks_after_the_day_reach_nobody() -> None:
    found = progress(talk(1, held_on=YEAR_END, mentee="นาย ก ข", district="บางรัก"), day=FEB)
    assert (found.people, found.reached, [each.is_held for each in found.sessions]) == ((), (), [False])


def test_the_fifth_session_reaches_the_milestone() -> None:
    found = progress(*(talk(number, session=number, held_on=date(2024, 1, number)) for number in range(1, 6)))
    assert [(each.level, each.needed, each.reached_on) for each in found.milestones] == [(4, 5, date(2024, 1, 5))]


def test_topics_with_the_most_people_first() -> None:
    found = progress(
        talk(1, topic="ลา", mentee="ก ข", district="ดุสิต"),
        talk(2, topic="บรรจุ", mentee="ค ง", district="ดุสิต"),
        talk(3, session=2, topic="บรรจุ", mentee="จ ฉ", district="ดุสิต"),
        talk(4, mentee="ช ซ", district="ดุสิต"),
    )
    assert [(topic.name, topic.sessions, topic.people) for topic in found.topics] == [
        ("บรรจุ", 2, 2),
        ("", 1, 1),
        ("ลา", 1, 1),
    ]


def test_knowledge_is_that_of_the_score() -> None:
    found = progress(
        talk(1, knowledge_before=Decimal(5), knowledge_after=Decimal(7)), talk(2, knowledge_before=Decimal(5))
    )
    assert (len(found.gains.up), found.gains.both, len(found.gains.lacking)) == (1, 1, 1)

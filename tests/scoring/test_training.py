"""How far the training is, counted by hand: milestones, agencies, the earlier trainees (plan readings A25, A27)."""

from collections.abc import Iterator, Sequence
from datetime import date

import pytest

from skj.language import use_language
from skj.ledgers.base import Record
from skj.ledgers.training import TrainingAttendance, TrainingFollowup, TrainingSession
from skj.ledgers.vocabulary import agencies
from skj.scoring.measures import Books
from skj.scoring.readings import Known, reading_warnings
from skj.scoring.training import TrainingProgress, measure_training
from tests.record_books import FEB, YEAR_END, as_of, books_of, indicator, roll, sheet, trainees

TRAINING = indicator("training")
OFFICES = ("สำนักงานเลขานุการผู้ว่าราชการกรุงเทพมหานคร", "สำนักงานเลขานุการสภากรุงเทพมหานคร")
BUREAUS = tuple(agency.thai for agency in agencies() if agency.kind == "bureau")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


def session(number: int, held_on: date | None, *names: str, row: int = 0) -> TrainingSession:
    return TrainingSession(
        sheet=sheet("training_sessions"), row=row or number, session=number, held_on=held_on, agencies=names or None
    )


def progress(day: date = YEAR_END, *, named: tuple[str, ...] = (), **ledgers: Sequence[Record]) -> TrainingProgress:
    books = books_of(ledgers)
    return measure_training(TRAINING, as_of(day), Books(books.ledger, books.expected, named))


def reached_on(found: TrainingProgress) -> dict[int, date | None]:
    return {each.needed: each.reached_on for each in found.milestones}


def test_a_milestone_is_reached_on_the_day_of_its_session() -> None:
    days = [date(2024, 1, day) for day in (5, 3, 9, 7, 11, 13, 15, 17)]
    found = progress(training_sessions=[session(number, day) for number, day in enumerate(days, 1)])
    assert reached_on(found) == {4: date(2024, 1, 9), 8: date(2024, 1, 17), 10: None}


def test_a_session_in_several_rows_counts_once_on_its_first_day() -> None:
    found = progress(
        training_sessions=[
            session(1, date(2024, 2, 2), BUREAUS[0], row=1),
            session(1, date(2024, 2, 1), BUREAUS[1], row=2),
        ]
    )
    assert [(each.session, each.held_on, each.agencies) for each in found.sessions] == [
        (1, date(2024, 2, 1), (BUREAUS[0], BUREAUS[1]))
    ]


def test_a_session_still_to_come_is_listed_and_does_not_count() -> None:
    found = progress(
        FEB, training_sessions=[session(1, FEB, BUREAUS[0]), session(2, YEAR_END, BUREAUS[1]), session(3, None)]
    )
    assert [each.is_held for each in found.sessions] == [True, False, False]
    assert [line.name for line in found.coverage.reached] == [BUREAUS[0]]


def test_without_names_every_bureau_is_listed_and_any_fourteen_are_enough() -> None:
    fourteen = [session(1, FEB, *BUREAUS[:14], *OFFICES)]
    found = progress(training_sessions=fourteen).coverage
    assert (len(found.lines), found.expected, len(found.reached), len(found.missing)) == (18, 16, 16, 2)
    assert (found.needed, found.is_whole) == (0, True)
    assert [line.is_sure for line in found.lines] == [False] * 16 + [True] * 2
    assert not found.is_named


def test_sixteen_bureaus_without_the_offices_are_not_all() -> None:
    found = progress(training_sessions=[session(1, FEB, *BUREAUS)]).coverage
    assert [line.name for line in found.missing] == list(OFFICES)
    assert (found.needed, found.is_whole) == (2, False)


def test_with_names_exactly_those_are_wanted() -> None:
    found = progress(
        named=("สนพ.", "สำนักอนามัย"), training_sessions=[session(1, FEB, "สำนักการแพทย์", "สำนักการคลัง")]
    ).coverage
    assert [(line.name, line.is_wanted, line.sessions) for line in found.lines] == [
        ("สำนักการแพทย์", True, (1,)),
        ("สำนักอนามัย", True, ()),
        ("สำนักการคลัง", False, (1,)),
    ]
    assert (found.expected, found.is_whole) == (2, False)


def test_the_warning_of_the_scorecard_counts_alike() -> None:
    books = books_of({"training_sessions": [session(1, FEB, *BUREAUS, "กองกลาง")]})
    known = Known(TRAINING, {}, as_of(YEAR_END), books)
    assert "The sessions held name 16 of 16 agencies (reading A27)." in reading_warnings(known)
    named = Known(TRAINING, {}, as_of(YEAR_END), Books(books.ledger, {}, BUREAUS[:3]))
    assert not [text for text in reading_warnings(named) if "A27" in text]


def test_people_are_told_apart_by_name_and_agency() -> None:
    rows = [
        TrainingAttendance(
            sheet=sheet("training_roll"), row=number, session=1, name=name, agency=agency, person_type=kind
        )
        for number, (name, agency, kind) in enumerate(
            [
                ("นาย ก ข", BUREAUS[0], "ข้าราชการ"),
                ("นาย ก ข", BUREAUS[0], "ข้าราชการ"),
                ("นาย ก ข", BUREAUS[1], None),
                ("นาย ค ง", BUREAUS[1], "ลูกจ้าง"),
            ],
            1,
        )
    ]
    found = progress(training_sessions=[session(1, FEB)], training_roll=list(rows))
    assert (len(found.trained), found.people) == (4, 3)
    assert found.by_type == {"ข้าราชการ": 2, "": 1, "ลูกจ้าง": 1}


def test_rows_of_a_session_not_held_are_not_trained() -> None:
    found = progress(training_sessions=[session(1, None)], training_roll=list(roll(3, 5)))
    assert (len(found.trained), found.gains.rows) == (0, 0)


def trainee(number: int, asked: date | None, answered: date | None, *, corrupt: bool | None) -> TrainingFollowup:
    return TrainingFollowup(
        sheet=sheet("training_followup"),
        row=number,
        name=f"คนที่ {number}",
        agency="สำนักการคลัง" if number % 2 else None,
        asked_on=asked,
        answered_on=answered,
        corrupt_conduct=corrupt,
    )


def test_the_earlier_trainees_by_what_became_of_them() -> None:
    rows = [
        trainee(1, FEB, FEB, corrupt=False),
        trainee(2, FEB, FEB, corrupt=True),
        trainee(3, FEB, None, corrupt=None),
        trainee(4, None, None, corrupt=None),
        trainee(5, None, FEB, corrupt=False),
        trainee(6, FEB, date(2024, 3, 1), corrupt=False),
    ]
    found = progress(FEB, training_followup=list(rows)).followup
    lists = (found.asked, found.answered, found.unanswered, found.not_asked)
    assert [[row.row for row in rows] for rows in lists] == [[1, 2, 3, 6], [1, 2, 5], [3, 6], [4]]
    assert (found.expected, found.clean, found.found) == (420, 2, 1)
    assert [(line.name, line.people, line.asked, line.answered) for line in found.by_agency] == [
        ("", 3, 2, 1),
        ("สำนักการคลัง", 3, 2, 2),
    ]


def test_the_counts_are_those_of_the_score() -> None:
    found = progress(training_followup=list(trainees(340, 300))).followup
    assert (len(found.asked), found.clean, len(found.unanswered)) == (340, 300, 40)

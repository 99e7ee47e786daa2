"""Scores before and after, with answers worked out by hand (plan readings A19, A26)."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from skj.ledgers.training import TrainingAttendance
from skj.scoring.gains import MOST_BANDS, Band, Gains, measure_gains, spread
from skj.scoring.measures import LACKS_SCORES, ScoredRow
from tests.record_books import sheet

Scores = tuple[str | None, str | None]
MARKS = st.none() | st.decimals(0, 100, places=1)


def row(number: int, before: Decimal | None, after: Decimal | None, full: Decimal | None = None) -> ScoredRow:
    record = TrainingAttendance(
        sheet=sheet("training_roll"),
        row=number,
        session=1,
        name=f"คนที่ {number}",
        pre_test=before,
        post_test=after,
        full_marks=full,
    )
    return ScoredRow(record, None, before, after)


def gains_of(*scores: Scores, full: str | None = None) -> Gains:
    marks = Decimal(full) if full else None
    pairs = [tuple(None if each is None else Decimal(each) for each in pair) for pair in scores]
    return measure_gains([row(number, before, after, marks) for number, (before, after) in enumerate(pairs, 1)])


def test_up_same_down_and_lacking() -> None:
    found = gains_of(("10", "12"), ("10", "10"), ("10", "9"), ("10", None), (None, "12"), (None, None), ("8", "13"))
    assert [len(group) for group in (found.up, found.same, found.down, found.lacking)] == [2, 1, 1, 3]
    assert (found.share, found.share_of_all) == (Fraction(2, 4), Fraction(2, 7))
    assert found.mean == Fraction(2 + 0 - 1 + 5, 4)
    assert found.bands == (Band(-1, -1, 1), Band(0, 0, 1), Band(2, 2, 1), Band(5, 5, 1))


def test_a_mean_is_exact() -> None:
    assert gains_of(("0", "1"), ("0", "0"), ("0", "0")).mean == Fraction(1, 3)


def test_equal_is_not_risen_and_full_marks_cannot_rise() -> None:
    found = gains_of(("20", "20"), ("19", "20"), ("15", "15"), full="20")
    assert [record.row for record in found.at_full if isinstance(record, TrainingAttendance)] == [1]
    assert found.share == Fraction(1, 3)


def test_nobody_is_no_share_and_no_mean() -> None:
    assert (gains_of().share, gains_of().share_of_all, gains_of().mean) == (None, None, None)
    assert (gains_of(("1", None)).share, gains_of(("1", None)).share_of_all) == (None, Fraction(0))


def test_rows_outside_the_period_are_not_looked_at() -> None:
    outside = row(1, Decimal(1), Decimal(2))._replace(reason=LACKS_SCORES)
    assert measure_gains([outside]) == Gains()


def test_half_a_mark_is_up_and_never_the_same() -> None:
    assert spread([Decimal("0.5"), Decimal("-0.5"), Decimal(0)]) == (Band(-1, -1, 1), Band(0, 0, 1), Band(1, 1, 1))


def test_wide_spreads_are_put_together_but_never_across_nothing() -> None:
    found = spread([Decimal(change) for change in range(-3, 20)])
    assert (
        found
        == (
            Band(-4, -3, 1),
            Band(-2, -1, 2),
            Band(0, 0, 1),
            *(Band(low, low + 1, 2) for low in range(1, 19, 2)),
            Band(19, 20, 1),
        )
        or len(found) <= MOST_BANDS
    )
    assert Band(0, 0, 1) in found


@given(st.lists(st.tuples(MARKS, MARKS), max_size=40))
def test_every_row_is_in_one_group_and_shares_are_shares(
    pairs: Sequence[tuple[Decimal | None, Decimal | None]],
) -> None:
    found = measure_gains([row(number, before, after) for number, (before, after) in enumerate(pairs, 1)])
    assert found.rows == len(pairs)
    assert sum(band.people for band in found.bands) == found.both
    assert len(found.bands) <= MOST_BANDS
    for share in (found.share, found.share_of_all):
        assert share is None or 0 <= share <= 1
    if found.share is not None and found.share_of_all is not None:
        assert found.share_of_all <= found.share
    known = [(before, after) for before, after in pairs if before is not None and after is not None]
    assert len(found.up) == sum(after > before for before, after in known)
    if known:
        assert found.mean == sum((Fraction(after) - Fraction(before) for before, after in known), Fraction(0)) / len(
            known
        )

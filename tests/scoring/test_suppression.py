from hypothesis import given
from hypothesis import strategies as st

from skj.scoring.suppression import LEAST, hidden_counts

COUNTS = st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 30), max_size=8)


def test_nothing_is_hidden_where_no_count_is_small() -> None:
    assert hidden_counts({"a": 5, "b": 0, "c": 40}) == (frozenset(), False)


def test_a_single_small_count_takes_the_next_smallest_with_it() -> None:
    # 31 in all, less 20 and 9, would be 2.
    assert hidden_counts({"a": 20, "b": 2, "c": 9}) == (frozenset({"b", "c"}), False)


def test_two_small_counts_that_together_are_still_few_take_another() -> None:
    # 2 in all for two groups could only be 1 and 1.
    assert hidden_counts({"a": 1, "b": 1, "c": 8, "d": 7}) == (frozenset({"a", "b", "d"}), False)


def test_the_total_is_hidden_where_nothing_else_can_be() -> None:
    assert hidden_counts({"a": 3, "b": 0}) == (frozenset({"a"}), True)


@given(COUNTS)
def test_no_small_count_is_shown_or_follows_from_the_total(counts: dict[str, int]) -> None:
    found = hidden_counts(counts)
    assert all(key in found.keys for key, count in counts.items() if 0 < count < LEAST)
    if found.keys and not found.total:
        assert len(found.keys) > 1
        assert sum(counts[str(key)] for key in found.keys) >= LEAST


@given(COUNTS)
def test_nothing_is_hidden_without_need(counts: dict[str, int]) -> None:
    if all(not 0 < count < LEAST for count in counts.values()):
        assert hidden_counts(counts) == (frozenset(), False)

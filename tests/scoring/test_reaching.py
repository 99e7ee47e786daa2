"""The least work to a total: hand-computed, and against trying everything, on small plans made at random."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skj.language import use_language
from skj.scoring.levels import score
from skj.scoring.measurement import Measurement
from skj.scoring.measures import Books
from skj.scoring.plan_model import Indicator
from skj.scoring.reaching import Costs, Option, cheapest, most_points, options_of
from skj.scoring.scorecard import Result, make_result, make_scorecard
from skj.scoring.supposing import parse_gain
from skj.scoring.whatif import suppose, with_changes
from skj.scoring.work import Outlook
from tests import record_books as made
from tests.record_books import PLAN, YEAR_END, as_of, books_of

NOW = date(2024, 4, 15)
PLAIN = Costs()


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


# --- the knapsack alone ------------------------------------------------------------------------------------------------


def option(level: int, points: int, cost: int, *, possible: bool = True) -> "Priced":
    return Priced(level, Fraction(points), Fraction(cost), possible)


@dataclass(frozen=True)
class Priced:
    """What the knapsack looks at of an option."""

    level: int
    points: Fraction
    cost: Fraction
    is_possible: bool


MENU = st.lists(
    st.builds(option, st.integers(0, 5), st.integers(0, 8), st.integers(0, 6), possible=st.booleans()), max_size=5
).map(lambda options: [option(0, 0, 0), *options])


def by_trying(menus: list[list[Priced]], target: int) -> tuple[Fraction, Fraction, tuple[int, ...]] | None:
    """The least (cost, −points, levels) over every choice there is."""
    choices = product(*([each for each in menu if each.is_possible] for menu in menus))
    reaching = [
        (sum((each.cost for each in choice), Fraction(0)), -points, tuple(each.level for each in choice))
        for choice in choices
        if (points := sum((each.points for each in choice), Fraction(0))) >= target
    ]
    return min(reaching, default=None)


@settings(deadline=None)
@given(st.lists(MENU, max_size=4), st.integers(0, 30))
def test_the_knapsack_finds_what_trying_everything_finds(menus: list[Any], target: int) -> None:
    found = cheapest(menus, Fraction(target))
    wanted = by_trying(menus, target)
    assert (found is None) == (wanted is None)
    if found is not None and wanted is not None:
        cost, points = sum(each.cost for each in found), sum(each.points for each in found)
        assert (cost, -points, tuple(each.level for each in found)) == wanted
    assert (found is None) == (most_points(menus) < target)


# --- prices of levels, on plans made at random -------------------------------------------------------------------------

MEASURES = {"c": "sessions_held", "r": "rooms_repaired", "s": "survey_satisfied", "i": "records_imported"}
LEDGERS = {"c": "coaching", "r": "rooms", "s": "surveys", "i": "insignia"}
WORDS = {"th": "ก", "en": "x"}
SHARES = ("50%", "60%", "75%", "100%")
NEED = st.one_of(
    st.sampled_from(["a", "b"]).map(lambda key: {"evidence": key}),
    st.builds(
        lambda name, limit, how: {"measure": name, how: limit, "label": {"th": "{threshold}", "en": "{threshold}"}},
        st.sampled_from(["c", "r"]),
        st.integers(1, 3),
        st.sampled_from(["at_least", "more_than", "equals"]),
    ),
    st.builds(
        lambda name, limit, how: {"measure": name, how: limit, "label": {"th": "{threshold}", "en": "{threshold}"}},
        st.sampled_from(["s", "i"]),
        st.sampled_from(SHARES),
        st.sampled_from(["at_least", "more_than"]),
    ),
)
LEVELS = st.lists(st.lists(NEED, min_size=1, max_size=2), min_size=1, max_size=3)
FOUND = st.fixed_dictionaries(
    {
        "c": st.tuples(st.integers(0, 2), st.none()),
        "r": st.tuples(st.integers(0, 2), st.none()),
        "s": st.sampled_from([(0, 0), (0, 1), (1, 2), (2, 3), (1, 4)]),
        "i": st.sampled_from([(0, 0), (0, 2), (1, 2), (2, 3)]),
    }
)
ROOMS_LEFT = 2
GOOD_ANSWERS = 9  # more than any share above can need of what is found above
PRICES = st.fixed_dictionaries({f"x.{name}": st.integers(0, 3) for name in ("a", "b", "c", "r", "s", "i")})


KINDS = [
    {
        "id": name,
        "function": function,
        "ledger": LEDGERS[name],
        "unit": "percent" if name in "si" else "count",
        "label": WORDS,
    }
    for name, function in MEASURES.items()
]


def small_indicator(
    levels: list[list[dict[str, Any]]], ladder: str, measures: Sequence[Mapping[str, Any]] = KINDS
) -> Indicator:
    return Indicator.model_validate(
        {
            "number": 1, "id": "x", "name": WORDS, "short": WORDS, "headline": measures[0]["id"], "unit": WORDS, "project": WORDS, "group": "1",
            "weight": 6, "target": {"text": "x"}, "ladder": ladder, "baselines": [], "measures": measures,
            "evidence": [{"key": key, "label": WORDS} for key in ("a", "b")],
            "levels": [
                {"level": level, "percent": 0, "words": "x", "requires": needs} for level, needs in enumerate(levels, 1)
            ],
        }
    )  # fmt: skip


def result_of(indicator: Indicator, found: Mapping[str, tuple[int, int | None]]) -> Result:
    measurements = {name: Measurement(name, part, whole) for name, (part, whole) in found.items()}
    return Result(indicator, measurements, {}, (), score(indicator, measurements, {}))


BOOKS = books_of({"rooms": made.rooms(ROOMS_LEFT, None)})


def outlook_of(result: Result, books: Books = BOOKS, day: date = NOW) -> Outlook:
    return Outlook(result.indicator, result.measurements, as_of(day), YEAR_END, books)


def points_by_trying(result: Result, prices: Mapping[str, int]) -> dict[Fraction, int]:
    """The least price of each number of points, over every amount of every kind of work that the levels ask for."""
    asked = {need.evidence or need.measure for level in result.indicator.levels for need in level.requires}
    left = (result.measurements["i"].denominator or 0) - result.measurements["i"].numerator
    most = {"a": 1, "b": 1, "c": 4, "r": ROOMS_LEFT, "s": GOOD_ANSWERS, "i": int(left)}
    names = sorted(asked)
    cheapest_of: dict[Fraction, int] = {}
    for counts in product(*(range(most[name] + 1) for name in names)):
        done = dict(zip(names, counts, strict=True))
        measurements = {
            name: Measurement(
                name,
                old.numerator + done.get(name, 0),
                None if old.denominator is None else old.denominator + (done.get(name, 0) if name == "s" else 0),
            )
            for name, old in result.measurements.items()
        }
        papers = dict.fromkeys([name for name in "ab" if done.get(name)], made.papers(1, "a")[0])
        points = score(result.indicator, measurements, papers).points
        price = sum(count * prices[f"x.{name}"] for name, count in done.items())
        cheapest_of[points] = min(price, cheapest_of.get(points, price))
    return cheapest_of


@settings(max_examples=150, deadline=None)
@given(LEVELS, st.sampled_from(["cumulative", "independent"]), FOUND, PRICES)
def test_each_number_of_points_costs_what_trying_everything_costs(
    levels: list[list[dict[str, Any]]],
    ladder: str,
    found: Mapping[str, tuple[int, int | None]],
    prices: Mapping[str, int],
) -> None:
    result = result_of(small_indicator(levels, ladder), found)
    options = [each for each in options_of(outlook_of(result), result, Costs(prices)) if each.is_possible]
    tried = {
        points: price for points, price in points_by_trying(result, prices).items() if points >= result.score.points
    }
    for target in sorted({*tried, *(each.points for each in options)}):
        ours = min((each.cost for each in options if each.points >= target), default=None)
        theirs = min((price for points, price in tried.items() if points >= target), default=None)
        assert ours == theirs


@settings(max_examples=150, deadline=None)
@given(LEVELS, st.sampled_from(["cumulative", "independent"]), FOUND, PRICES)
def test_what_is_called_possible_is_scored_so_by_the_ladder(
    levels: list[list[dict[str, Any]]],
    ladder: str,
    found: Mapping[str, tuple[int, int | None]],
    prices: Mapping[str, int],
) -> None:
    result = result_of(small_indicator(levels, ladder), found)
    for each in options_of(outlook_of(result), result, Costs(prices)):
        if each.is_possible:
            changes = [change for move in each.moves for change in move.changes]
            assert with_changes(result, changes).score.points == each.points >= result.score.points


# --- the plan of 2567, by hand -----------------------------------------------------------------------------------------


def menus_of(books: Books, day: date = NOW, costs: Costs = PLAIN) -> list[list[Option]]:
    card = make_scorecard(PLAN, as_of(day), books)
    return [options_of(outlook_of(result, books, day), result, costs) for result in card.results]


def costs_by_level(menu: list[Option]) -> dict[int, Fraction]:
    return {each.level: each.cost for each in menu if each.is_possible}


def test_rooms_documents_and_answers_are_priced() -> None:
    books = books_of({"rooms": made.rooms(200), "surveys": made.answers(5, 60, 80)})
    housing = menus_of(books)[4]
    # 40, 100 and 160 rooms; level 5 also needs the report and 20 good answers, 80 of 100
    assert costs_by_level(housing) == {2: 0, 3: 40, 4: 100, 5: 160 + 1 + 20}


def test_the_office_says_what_work_weighs() -> None:
    books = books_of({"rooms": made.rooms(200), "surveys": made.answers(5, 60, 80)})
    costs = Costs({"housing.rooms_repaired": 3, "evidence": 5, "coaching.plan_approved": 2})
    menus = menus_of(books, costs=costs)
    assert costs_by_level(menus[4])[5] == 160 * 3 + 5 + 20
    assert costs_by_level(menus[0])[1] == 2
    assert costs_by_level(menus[2])[1] == 5


def test_only_rooms_that_are_there_can_be_repaired() -> None:
    books = books_of({"rooms": [*made.rooms(200), *made.rooms(50, None, building="2")]})
    plan = PLAN.model_copy(
        update={"indicators": tuple(each.model_copy(update={"facts": each.facts.model_copy(update={"housing": None})}) for each in PLAN.indicators)}
    )  # fmt: skip
    card = make_scorecard(plan, as_of(NOW), books)
    housing = options_of(outlook_of(card.results[4], books), card.results[4], Costs())
    assert costs_by_level(housing) == {2: 0, 3: 40}
    assert "the ledger records 50" in housing[-1].blocks[0].why


def open_cases(*days: int) -> list[Any]:
    return [
        case.model_copy(update={"case_no": f"open {days}", "presented_on": None, "report_received_on": NOW - timedelta(days)})
        for days, case in zip(days, made.cases(*days), strict=True)
    ]  # fmt: skip


def test_only_open_cases_that_can_be_in_time_are_promised() -> None:
    # 8 of 10 in time, none of them under 80; of the open ones three can stay under 80 on the day after, one more within 90.
    done = made.cases(*[85] * 8, 95, 95)
    books = books_of({"cases": [*done, *open_cases(10, 40, 78, 79, 90)]})
    discipline = menus_of(books)[3]
    # 9/10 within 90 would take ten more, (8 + 10) / (10 + 10); four are there
    assert [each.level for each in discipline if each.is_possible] == [0, 1]
    few = books_of({"cases": [*made.cases(*[85] * 8, 95), *open_cases(10, 78, 79, 88)]})
    # (8 + 1) / (9 + 1) = 9/10 with one more
    assert costs_by_level(menus_of(few)[3]) == {0: 0, 1: 1, 4: 1}


def test_a_case_on_the_edge() -> None:
    for days, is_possible in ((88, True), (89, True), (90, False)):
        books = books_of({"cases": open_cases(days)})
        assert any(each.level == 4 and each.is_possible for each in menus_of(books)[3]) is is_possible
    for days, is_possible in ((78, True), (79, False)):
        books = books_of({"cases": open_cases(days)})
        assert any(each.level == 5 and each.is_possible for each in menus_of(books)[3]) is is_possible


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([70, 79, 80, 90, 91]), max_size=4),
    st.lists(st.sampled_from([10, 78, 79, 80, 89, 90, 120]), max_size=4),
    st.sampled_from(["cumulative", "independent"]),
    st.tuples(st.sampled_from(["50%", "75%", "90%"]), st.sampled_from(["50%", "75%", "90%"])),
    st.tuples(st.integers(0, 3), st.integers(0, 3)),
)
def test_cases_under_two_limits_cost_what_trying_everything_costs(
    done: list[int], running: list[int], ladder: str, shares: tuple[str, str], prices: tuple[int, int]
) -> None:
    indicator = case_indicator(ladder, shares)
    books = books_of({"cases": [*made.cases(*done), *open_cases(*running)]})
    result = make_result(indicator, as_of(NOW), books)
    costs = Costs({"x.wide": prices[0], "x.narrow": prices[1]})
    options = [each for each in options_of(outlook_of(result, books), result, costs) if each.is_possible]
    tried = cases_by_trying(indicator, done, running, prices)
    for target in tried:
        if target >= result.score.points:
            ours = min((each.cost for each in options if each.points >= target), default=None)
            assert ours == min(price for points, price in tried.items() if points >= target)


def case_indicator(ladder: str, shares: tuple[str, str]) -> Indicator:
    """Level 1 by the wide limit, level 2 by the narrow one, each with its own share."""
    words = {"th": "{threshold}", "en": "{threshold}"}
    needs = [
        [{"measure": "wide", "at_least": shares[0], "label": words}],
        [{"measure": "narrow", "at_least": shares[1], "label": words}],
    ]
    common = {"function": "presented_within", "ledger": "cases", "unit": "percent", "label": WORDS}
    limits = {"wide": {"at_most_days": 90}, "narrow": {"less_than_days": 80}}
    measures = [{**common, "id": name, "params": params} for name, params in limits.items()]
    return small_indicator(needs, ladder, measures)


def cases_by_trying(
    indicator: Indicator, done: list[int], running: list[int], prices: tuple[int, int]
) -> dict[Fraction, int]:
    """Every open case left open, or presented on the soonest day, or as late as each limit lets it be."""
    cheapest_of: dict[Fraction, int] = {}
    ways = [[None, *(days for days in (now + 1, 79, 90) if days > now and days <= 90)] for now in running]
    for choice in product(*ways):
        days = [*done, *(taken for taken in choice if taken is not None)]
        found = {
            "wide": Measurement("wide", sum(taken <= 90 for taken in days), len(days)),
            "narrow": Measurement("narrow", sum(taken < 80 for taken in days), len(days)),
        }
        points = score(indicator, found, {}).points
        price = sum(prices[1] if taken < 80 else prices[0] for taken in choice if taken is not None)
        cheapest_of[points] = min(price, cheapest_of.get(points, price))
    return cheapest_of


def test_steps_are_chosen_by_their_weights() -> None:
    steps = [*made.steps(50), *made.steps(10, 10, 30, done_on=None)]
    steps = [step.model_copy(update={"step": number}) for number, step in enumerate(steps, 1)]
    discipline = menus_of(books_of({"steps": steps}))[3]
    assert costs_by_level(discipline) == {0: 0, 1: 1, 2: 1, 3: 3}
    (move,) = next(each for each in discipline if each.level == 2).moves
    assert [step.step for step in move.works[0].steps] in ([2], [3], [4])


def after_gains(books: Books, *words: str) -> list[list[Option]]:
    """The menus from where some gains lead."""
    before = make_scorecard(PLAN, as_of(NOW), books)
    after = suppose(before, [parse_gain(PLAN, word) for word in words], YEAR_END, books).after
    pairs = zip(before.results, after.results, strict=True)
    return [
        options_of(
            Outlook(now.indicator, then.measurements, as_of(NOW), YEAR_END, books, now.measurements), then, PLAIN
        )
        for now, then in pairs
    ]


def test_what_a_gain_used_up_is_not_promised_again() -> None:
    # 8 of 9 in time and one case running: with it 9 of 10, level 4.
    books = books_of({"cases": [*made.cases(*[85] * 8, 95), *open_cases(10)]})
    assert [each.level for each in after_gains(books)[3] if each.is_possible] == [0, 1, 4]
    # Supposing the only running case late leaves 8 of 10, and no case that could still be in time.
    late = after_gains(books, "discipline+0/1")
    assert [each.level for each in late[3] if each.is_possible] == [0, 1]
    two = books_of({"cases": [*made.cases(*[85] * 8, 95), *open_cases(10, 120)]})
    # With a case that is late already, the one supposed late is that one; then (8 + 1) / (10 + 1) is still short of 9/10.
    assert [each.level for each in after_gains(two, "discipline+0/1")[3] if each.is_possible] == [0, 1]
    assert [len(each.blocks) for each in after_gains(two, "discipline+1")[3]][:2] == [0, 1]
    few = books_of({"steps": [*made.steps(50), *made.steps(30, 20, done_on=None)]})
    assert [each.level for each in after_gains(few, "discipline.plan_progress+20")[3] if each.is_possible] == [2, 3]
    assert [each.level for each in after_gains(few, "discipline.plan_progress+45")[3] if each.is_possible] == [2]


def test_nothing_is_promised_when_the_year_is_over_but_papers() -> None:
    books = books_of({"rooms": made.rooms(350), "coaching": made.talks(9)})
    menus = menus_of(books, YEAR_END)
    assert [each.level for each in menus[4] if each.is_possible] == [4]
    # --by stands at the year's end here, so not even a document can be dated any more
    assert [each.level for each in menus[0] if each.is_possible] == [0]


def test_a_share_of_no_expected_number_cannot_be_promised() -> None:
    books = books_of({"evidence": made.papers(2, "plan_approved", "system_built", "survey_form")})
    insignia = menus_of(books)[1]
    assert [each.level for each in insignia if each.is_possible] == [2]
    assert "expected is not set" in insignia[1].blocks[0].why


def test_the_cheapest_way_to_a_total_through_the_whole_plan() -> None:
    books = books_of({"rooms": made.rooms(239), "evidence": made.papers(1, "plan_approved")})
    menus = menus_of(books)
    now = sum((menu[0].points for menu in menus), Fraction(0))
    assert now == 4 + 2
    # One room more is level 3 (+2), and so is one document of knowledge (level 1, +2) or the plan of discipline (level 1, +4).
    chosen = cheapest(menus, now + 6)
    assert chosen is not None
    assert sum(each.cost for each in chosen) == 2
    assert [each.level for each in chosen] == [1, 0, 0, 1, 3, 0]

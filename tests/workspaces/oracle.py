"""Contract sections 3 and 4 written out plainly: from what truly happened to levels and points. Nothing here uses skj."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from making.layout import Row, Value

Truth = Mapping[str, Sequence[Row]]
QUARTER_ENDS = {1: (-1, 12, 31), 2: (0, 3, 31), 3: (0, 6, 30), 4: (0, 9, 30)}
IDS = ("coaching", "insignia", "knowledge", "discipline", "housing", "training")
WEIGHTS = {"coaching": 10, "insignia": 10, "knowledge": 10, "discipline": 20, "housing": 10, "training": 10}
INDEPENDENT = {"discipline", "housing"}
TRAINEES_2566 = 420
IN_SCOPE = {
    "ทั่วไป": {"อาวุโส", "ทักษะพิเศษ"},
    "วิชาการ": {"ชำนาญการพิเศษ", "เชี่ยวชาญ", "ทรงคุณวุฒิ"},
    "อำนวยการ": {"ต้น", "สูง"},
    "บริหาร": {"ต้น", "สูง"},
}


@dataclass(frozen=True, slots=True)
class Measure:
    """A count (no denominator) or a share."""

    numerator: int
    denominator: int | None = None

    def reaches(self, least: Fraction | int) -> bool:
        """At least that many, or at least that share; 0/0 never."""
        if self.denominator is None:
            return self.numerator >= least
        return self.denominator > 0 and Fraction(self.numerator, self.denominator) >= least


@dataclass(frozen=True, slots=True)
class Outcome:
    """The level and points of one indicator, and the measures behind them."""

    number: int
    id: str
    level: int
    points: Fraction
    measures: Mapping[str, Measure]


@dataclass(frozen=True, slots=True)
class Window:
    """The days that count: from the first day of the fiscal year to the as-of date."""

    start: date
    as_of: date

    def holds(self, day: Value) -> bool:
        """Whether a day lies within; no day never does."""
        return isinstance(day, date) and self.start <= day <= self.as_of

    def is_by_then(self, day: Value) -> bool:
        """Whether a day, of whatever year, is not after the as-of date."""
        return isinstance(day, date) and day <= self.as_of


def quarter_window(quarter: int, fiscal_year: int = 2567) -> Window:
    """The window of a quarter of a fiscal year (B.E.)."""
    shift, month, day = QUARTER_ENDS[quarter]
    year = fiscal_year - 543
    return Window(date(year - 1, 10, 1), date(year + shift, month, day))


def score(truth: Truth, expected: Mapping[int, int], quarter: int, fiscal_year: int = 2567) -> list[Outcome]:
    """The six indicators as of the last day of a quarter; rows with a fault count nowhere."""
    window = quarter_window(quarter, fiscal_year)
    right = {ledger: [row for row in rows if not row.fault] for ledger, rows in truth.items()}
    measures = measure(right, expected, window)
    papers = {
        (row["indicator"], row["item"]) for row in right.get("evidence", ()) if window.is_by_then(row["dated_on"])
    }
    return [_outcome(number, name, measures[name], papers) for number, name in enumerate(IDS, 1)]


def total(outcomes: Sequence[Outcome]) -> Fraction:
    """The points of all indicators, out of 70."""
    return sum((outcome.points for outcome in outcomes), Fraction(0))


def measure(truth: Truth, expected: Mapping[int, int], window: Window) -> dict[str, dict[str, Measure]]:
    """Every measure of every indicator."""
    rows = {
        ledger: truth.get(ledger, ()) for ledger in ("insignia", "rooms", "cases", "training_sessions", "training_roll")
    }
    talks = [row for row in truth.get("coaching", ()) if window.holds(row["held_on"])]
    held = {row["session"] for row in rows["training_sessions"] if window.holds(row["held_on"])}
    trained = [row for row in rows["training_roll"] if row["session"] in held]
    surveys = truth.get("surveys", ())
    return {
        "coaching": {
            "sessions": Measure(len({row["session"] for row in talks})),
            "satisfied": satisfied(surveys, 1, window),
            "knowledge_up": knowledge_up(talks, "knowledge_before", "knowledge_after"),
        },
        "insignia": {"imported": imported(rows["insignia"], expected), "satisfied": satisfied(surveys, 2, window)},
        "knowledge": {
            "processes": processes(truth.get("knowledge", ()), window),
            "satisfied": satisfied(surveys, 3, window),
        },
        "discipline": discipline(rows["cases"], truth.get("steps", ()), window),
        "housing": {"rooms_repaired": rooms(rows["rooms"], window), "satisfied": satisfied(surveys, 5, window)},
        "training": {
            **followed_up(truth.get("training_followup", ()), window),
            "sessions": Measure(len(held)),
            "knowledge_up": knowledge_up(trained, "pre_test", "post_test"),
        },
    }


def satisfied(surveys: Sequence[Row], indicator: int, window: Window) -> Measure:
    """Answers of 4 or 5 over all answers of an indicator; blank or undated answers are none."""
    answers = [row["overall"] for row in surveys if row["indicator"] == indicator and window.holds(row["answered_on"])]
    given = [int(str(answer)) for answer in answers if answer is not None]
    return Measure(sum(1 for answer in given if answer >= 4), len(given))


def knowledge_up(rows: Sequence[Row], before: str, after: str) -> Measure:
    """Rows whose second score is above the first, over the rows with both."""
    pairs = [
        (Fraction(str(row[before])), Fraction(str(row[after])))
        for row in rows
        if row[before] is not None and row[after] is not None
    ]
    return Measure(sum(1 for first, second in pairs if second > first), len(pairs))


def imported(register: Sequence[Row], expected: Mapping[int, int]) -> Measure:
    """Valid records over the paper records, no year above its own number; the register is taken as it stands."""
    counts = {year: sum(1 for row in register if row["year"] == year) for year in expected}
    return Measure(sum(min(counts[year], expected[year]) for year in expected), sum(expected.values()))


def processes(items: Sequence[Row], window: Window) -> Measure:
    """Distinct work processes published."""
    return Measure(len({row["process"] for row in items if window.holds(row["published_on"])}))


def discipline(cases: Sequence[Row], steps: Sequence[Row], window: Window) -> dict[str, Measure]:
    """Weights of the finished steps of indicator 4, and the in-scope cases presented within 90 and under 80 days."""
    done = sum(int(str(row["weight"])) for row in steps if row["indicator"] == 4 and window.is_by_then(row["done_on"]))
    days = [_days(row) for row in cases if _is_in_scope(row) and window.holds(row["presented_on"])]
    within, under = sum(1 for count in days if count <= 90), sum(1 for count in days if count < 80)
    return {
        "plan_progress": Measure(done, 100),
        "presented_within_90": Measure(within, len(days)),
        "presented_under_80": Measure(under, len(days)),
    }


def _days(case: Row) -> int:
    """Calendar days from the report to the presentation, the first day not counted."""
    start, end = case["report_received_on"], case["presented_on"]
    if not isinstance(start, date) or not isinstance(end, date):
        msg = "a presented case has both days"
        raise TypeError(msg)
    return (end - start).days


def _is_in_scope(case: Row) -> bool:
    return (
        case["serious"] is True
        and case["corruption"] is True
        and case["position_level"] in IN_SCOPE[str(case["position_type"])]
    )


def rooms(register: Sequence[Row], window: Window) -> Measure:
    """Rooms ready (or, when that is not known, repaired) within the window."""
    return Measure(sum(1 for row in register if window.holds(row["ready_on"] or row["repaired_on"])))


def followed_up(trainees: Sequence[Row], window: Window) -> dict[str, Measure]:
    """People asked about, and those answered for with no corrupt conduct over the 420 trainees of 2566."""
    asked = sum(1 for row in trainees if window.holds(row["asked_on"]))
    clean = sum(1 for row in trainees if window.holds(row["answered_on"]) and row["corrupt_conduct"] is False)
    return {"people_asked": Measure(asked), "clean": Measure(clean, TRAINEES_2566)}


def _outcome(number: int, name: str, measures: Mapping[str, Measure], papers: set[tuple[Value, Value]]) -> Outcome:
    def has(*items: str) -> bool:
        return all((number, item) in papers for item in items)

    met = LADDERS[name](measures, has)
    level = _highest(met) if name in INDEPENDENT else _climb(met)
    return Outcome(number, name, level, Fraction(WEIGHTS[name] * level, 5), measures)


def _climb(met: Sequence[bool]) -> int:
    """The highest level with every level below it met as well."""
    return next((level for level, is_met in enumerate(met) if not is_met), len(met))


def _highest(met: Sequence[bool]) -> int:
    """The highest level whose own conditions hold."""
    return max((level for level, is_met in enumerate(met, 1) if is_met), default=0)


Has = Callable[..., bool]
Measures = Mapping[str, Measure]
PERCENT_80, PERCENT_90 = Fraction(80, 100), Fraction(90, 100)


def _coaching(m: Measures, has: Has) -> list[bool]:
    return [
        has("plan_approved"),
        has("working_group_order", "working_group_minutes"),
        has("district_letter", "needs_summary", "coach_order", "session_timetable"),
        m["sessions"].reaches(5),
        m["satisfied"].reaches(PERCENT_80) and m["knowledge_up"].reaches(PERCENT_80) and has("final_report"),
    ]


def _insignia(m: Measures, has: Has) -> list[bool]:
    return [
        has("plan_approved"),
        has("system_built", "survey_form"),
        m["imported"].reaches(1),
        has("system_test_report"),
        has("system_in_use", "final_report") and m["satisfied"].reaches(PERCENT_90),
    ]


def _knowledge(m: Measures, has: Has) -> list[bool]:
    return [
        has("plan_approved"),
        has("working_group_order"),
        has("materials_prepared"),
        has("publication_proof", "survey_summary", "evaluation_summary"),
        m["processes"].reaches(10) and m["satisfied"].reaches(PERCENT_80) and has("final_report"),
    ]


def _discipline(m: Measures, has: Has) -> list[bool]:
    return [
        has("plan_submitted"),
        m["plan_progress"].reaches(Fraction(60, 100)),
        m["plan_progress"].reaches(1),
        m["presented_within_90"].reaches(PERCENT_90),
        m["presented_under_80"].reaches(PERCENT_90),
    ]


def _housing(m: Measures, has: Has) -> list[bool]:
    repaired = [m["rooms_repaired"].reaches(count) for count in (120, 180, 240, 300, 360)]
    return [*repaired[:4], repaired[4] and m["satisfied"].reaches(PERCENT_80) and has("final_report")]


def _training(m: Measures, has: Has) -> list[bool]:
    shares = m["clean"].reaches(PERCENT_80) and m["knowledge_up"].reaches(PERCENT_80)
    return [
        has("three_year_plan_approved", "plan_approved", "report_2566"),
        has("lecture_clips_published", "followup_letter") and m["people_asked"].reaches(336),
        has("participants_letter") and m["sessions"].reaches(4),
        m["sessions"].reaches(8),
        m["sessions"].reaches(10) and shares and has("final_report"),
    ]


LADDERS: Mapping[str, Callable[[Measures, Has], list[bool]]] = {
    "coaching": _coaching,
    "insignia": _insignia,
    "knowledge": _knowledge,
    "discipline": _discipline,
    "housing": _housing,
    "training": _training,
}

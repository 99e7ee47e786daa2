"""A random year whose measures sit at or next to the thresholds, with rows that must not count and rows that are wrong."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from making.books import Cell
from making.layout import Row, Value
from making.people import BUREAUS, DISTRICTS, Crowd

from tests.workspaces.headings import EVIDENCE_KEYS

BEFORE, AFTER = 0, 5
PERIODS: Final = {
    BEFORE: (date(2023, 7, 1), date(2023, 9, 30)),
    1: (date(2023, 10, 1), date(2023, 12, 31)),
    2: (date(2024, 1, 1), date(2024, 3, 31)),
    3: (date(2024, 4, 1), date(2024, 6, 30)),
    4: (date(2024, 7, 1), date(2024, 9, 30)),
    AFTER: (date(2024, 10, 1), date(2024, 11, 30)),
}
IMPOSSIBLE_DATES: Final = (
    "31/02/2567",
    "30 ก.พ. 67",
    "31 เม.ย. 2567",
    "32/1/67",
    "๓๑ มิถุนายน ๒๕๖๗",
    "29/2/2566",
    "31-11-66",
)
UNKNOWN_DISTRICTS: Final = ("เมืองทองใหม่", "สนามหญ้าเขียว", "กรุงเก่า")
SCOPES: Final = (
    ("ทั่วไป", "อาวุโส"),
    ("ทั่วไป", "ทักษะพิเศษ"),
    ("วิชาการ", "ชำนาญการพิเศษ"),
    ("วิชาการ", "เชี่ยวชาญ"),
    ("วิชาการ", "ทรงคุณวุฒิ"),
    ("อำนวยการ", "ต้น"),
    ("อำนวยการ", "สูง"),
    ("บริหาร", "ต้น"),
    ("บริหาร", "สูง"),
)
BELOW: Final = (("ทั่วไป", "ปฏิบัติงาน"), ("ทั่วไป", "ชำนาญงาน"), ("วิชาการ", "ปฏิบัติการ"), ("วิชาการ", "ชำนาญการ"))
Values = dict[str, Value]


class RandomYear:
    """One office's year, drawn from a seeded source; `truth()` gives all rows, `expected` the paper records of the register."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.crowd = Crowd(rng)
        self.expected = {2563: rng.randint(6, 14), 2564: rng.randint(6, 14), 2566: rng.randint(1, 9)}

    def truth(self) -> dict[str, list[Row]]:
        """Every row of every ledger."""
        return {
            "insignia": self.insignia(),
            "rooms": self.rooms(),
            "cases": self.cases(),
            "training_sessions": self.training_sessions(),
            "training_roll": self.training_roll(),
            "training_followup": self.training_followup(),
            "coaching": self.coaching(),
            "knowledge": self.knowledge(),
            "surveys": self.surveys(),
            "evidence": self.evidence(),
            "steps": self.steps(),
            "budget": self.budget(),
        }

    def day(self, period: int) -> date:
        """A day of a period, its first and last day as likely as all others together."""
        first, last = PERIODS[period]
        within = first + timedelta(days=self.rng.randrange((last - first).days + 1))
        return self.rng.choice((first, last, within, within))

    def periods(self, marks: Sequence[int]) -> list[int]:
        """The period of each thing in turn, so that the totals at the four quarter ends are four of the marks."""
        ends = sorted(self.rng.choices(marks, k=4))
        counts = [end - before for end, before in zip(ends, [0, *ends], strict=False)]
        return [quarter for quarter, count in enumerate(counts, 1) for _ in range(count)]

    def outside(self, most: int) -> list[int]:
        """Periods that never count, a few."""
        return [self.rng.choice((BEFORE, AFTER)) for _ in range(self.rng.randint(0, most))]

    def sometimes(self, rows: Sequence[Row]) -> list[Row]:
        """One of the faulty rows, or none."""
        return [self.rng.choice(rows)] if self.rng.random() < 0.6 else []

    def impossible(self) -> Cell:
        """A date that no calendar has."""
        return Cell(self.rng.choice(IMPOSSIBLE_DATES))

    # -- insignia --------------------------------------------------------------------------------------------------------------

    def insignia(self) -> list[Row]:
        """As many records as expected, one more or one less in a year, and faulty rows."""
        changes = self.rng.choice(({}, {}, {2563: -1}, {2564: 1}, {2563: 1, 2564: -1}))
        rows = [
            self._grant(year, number)
            for year, count in self.expected.items()
            for number in range(1, count + changes.get(year, 0) + 1)
        ]
        good = self._grant(2564, 900).values
        returned: Values = {
            "received_on": date(2022, 4, 5),
            "returned_on": date(2022, 4, 4),
            "return_cause": "ถึงแก่กรรม",
        }
        faults = [
            Row({**good, "year": 2560}, "year below 2563"),
            Row({**good, "name": Cell(None)}, "no name"),
            Row({**good, "received_on": self.impossible()}, "impossible date"),
            Row({**good, **returned}, "returned before received"),
            Row(
                {**good, **returned, "returned_on": date(2022, 4, 5), "return_cause": Cell(None)}, "no cause of return"
            ),
            Row({**good, "insignia_class": Cell("ช้างทอง")}, "unknown class"),
        ]
        copies = [Row(rows[0].values, "double entry")]
        return [rows[0], *self.sometimes(copies), *rows[1:], *self.sometimes(faults)]

    def _grant(self, year: int, number: int) -> Row:
        received = date(year - 542, 2, 1) + timedelta(days=self.rng.randrange(80)) if self.rng.random() < 0.9 else None
        values: Values = {
            "seq": number,
            "year": year,
            "name": self.crowd.someone(),
            "insignia_class": self.rng.choice(("ม.ป.ช.", "ม.ว.ม.", "ป.ช.", "ป.ม.")),
        }
        values |= {
            "list_no": number * 3 + year % 5,
            "received_on": received,
            "agency": self.rng.choice(BUREAUS),
            "position": "ผู้อำนวยการกอง",
        }
        if received and self.rng.random() < 0.2:
            values |= {
                "returned_on": received + timedelta(days=self.rng.choice((0, 1, 40))),
                "return_cause": self.rng.choice(("ถึงแก่กรรม", "ชั้นตราสูงขึ้น")),
            }
        return Row(values)

    # -- rooms -----------------------------------------------------------------------------------------------------------------

    def rooms(self) -> list[Row]:
        """Totals next to 120, 180, 240, 300 and 360 rooms; others before, after, or never repaired."""
        marks = (60, 119, 120, 121, 179, 180, 181, 239, 240, 241, 299, 300, 301, 359, 360, 361, 361, 360)
        periods = [*self.periods(marks), *self.outside(6), *[-1] * self.rng.randint(0, 12)]
        self.rng.shuffle(periods)
        rows = [self._room(number, period) for number, period in enumerate(periods)]
        good = self._room(len(periods), 1).values
        faults = [
            Row({**good, "district": Cell(self.rng.choice(UNKNOWN_DISTRICTS))}, "unknown district"),
            Row({**good, "started_on": self.impossible()}, "impossible date"),
            Row({**good, "room": Cell(None)}, "no room"),
            Row(
                {**good, "started_on": date(2023, 11, 3), "repaired_on": date(2023, 11, 2), "ready_on": None},
                "repaired before started",
            ),
            Row(
                {**good, "repaired_on": date(2023, 11, 3), "ready_on": date(2023, 11, 2), "started_on": None},
                "ready before repaired",
            ),
        ]
        return [rows[0], *self.sometimes([Row(rows[0].values, "double entry")]), *rows[1:], *self.sometimes(faults)]

    def _room(self, number: int, period: int) -> Row:
        site = number % 9
        values: Values = {
            "site": f"แฟลตริมคลอง {'กขคงจฉชซฌ'[site]}",
            "district": DISTRICTS[site * 5],
            "building": f"ตึก {number // 9 % 3 + 1}",
        }
        damage = self.rng.choice(("โครงสร้าง", "สุขาภิบาล", "ไฟฟ้า", "วัสดุอุปกรณ์", "ไฟฟ้า, สุขาภิบาล"))
        values |= {"room": f"{number // 27 + 1}/{number % 27 + 1}", "damage": damage}
        return Row(values | (self._repair(period) if period >= 0 else {"damaged_on": self.day(2)}))

    def _repair(self, period: int) -> Values:
        ready = self.day(period)
        if self.rng.random() < 0.3:
            return {"started_on": ready - timedelta(days=self.rng.choice((0, 5))), "repaired_on": ready}
        repaired = max(ready - timedelta(days=self.rng.choice((0, 3))), PERIODS[period][0])
        dates: Values = {
            "damaged_on": repaired - timedelta(days=60),
            "started_on": repaired - timedelta(days=20),
            "repaired_on": repaired,
        }
        cost = Decimal(self.rng.randint(100, 900) * 25) / 2 if self.rng.random() < 0.8 else None
        return dates | {
            "ready_on": ready,
            "cost": cost,
            "moved_in_on": ready + timedelta(days=2) if self.rng.random() < 0.3 else None,
        }

    # -- cases -----------------------------------------------------------------------------------------------------------------

    def cases(self) -> list[Row]:
        """Tens of presented cases with nine in time (or one less), and cases that are out of scope, open or of other years."""
        quarters = [quarter for quarter in (1, 2, 3, 4) if self.rng.random() < 0.6]
        rows = [self._case(quarter, days) for quarter in quarters for days in self._ten()]
        rows += [self._case(period, 85) for period in self.outside(3)] + [
            self._open() for _ in range(self.rng.randint(0, 4))
        ]
        rows += [self._out_of_scope() for _ in range(self.rng.randint(0, 6))]
        self.rng.shuffle(rows)
        rows = [Row({**row.values, "case_no": f"{number}/2567"}) for number, row in enumerate(rows, 11)]
        good = {**self._case(2, 70).values, "case_no": "999/2567"}
        faults = [
            Row({**good, "ordered_on": self.impossible()}, "impossible date"),
            Row({**good, "case_no": Cell(None)}, "no case number"),
            Row({**good, "report_received_on": self.impossible()}, "impossible date"),
        ]
        copies = self.sometimes([Row(rows[0].values, "double entry")]) if rows else []
        return [*rows[:1], *copies, *rows[1:], *self.sometimes(faults)]

    def _ten(self) -> list[int]:
        """Ten counts of days: nine on the right side of 80 or 90 days, or eight."""
        good, bad = self.rng.choice(((79, 80), (90, 91), (79, 91), (80, 91)))
        late = self.rng.choice((1, 1, 1, 0, 2))
        return [bad] * late + [good if self.rng.random() < 0.7 else self.rng.choice((30, 79)) for _ in range(10 - late)]

    def _case(self, period: int, days: int) -> Row:
        kind, level = self.rng.choice(SCOPES)
        end = self.day(period)
        start = end - timedelta(days=days)
        values: Values = {
            "accused": self.crowd.someone(),
            "position_type": kind,
            "position_level": level,
            "serious": True,
            "corruption": True,
        }
        middle = start + timedelta(days=days // 2)
        stages: Values = {
            "ordered_on": middle,
            "division_received_on": middle + timedelta(days=2),
            "agenda_ordered_on": end - timedelta(days=3),
        }
        return Row(values | stages | {"report_received_on": start, "presented_on": end})

    def _open(self) -> Row:
        closed: Values = {"presented_on": None, "agenda_ordered_on": None}
        return Row({**self._case(self.rng.randint(1, 4), 40).values, **closed})

    def _out_of_scope(self) -> Row:
        kind, level = self.rng.choice(BELOW)
        changes: tuple[Values, ...] = (
            {"serious": False},
            {"corruption": False},
            {"position_type": kind, "position_level": level},
        )
        return Row({**self._case(self.rng.randint(1, 4), self.rng.choice((20, 95))).values, **self.rng.choice(changes)})

    # -- training --------------------------------------------------------------------------------------------------------------

    def training_sessions(self) -> list[Row]:
        """Totals next to 4, 8 and 10 sessions, some over two rows, some not held, some of other years."""
        periods = [*self.periods((0, 3, 4, 5, 7, 8, 9, 10, 11, 10, 10)), *self.outside(2)]
        rows = [self._session(number, self.day(period)) for number, period in enumerate(periods, 1)]
        if rows and self.rng.random() < 0.3:
            rows.append(Row({**rows[0].values, "agencies": "สำนักเทศกิจ"}))
        unheld = [self._session(len(periods) + 1, None)] if self.rng.random() < 0.5 else []
        self.session_count = len(periods) + len(unheld) + 1
        wrong = Row({**self._session(self.session_count, None).values, "held_on": self.impossible()}, "impossible date")
        return [*rows, *unheld, *self.sometimes([wrong])]

    session_count = 0

    def _session(self, number: int, held: date | None) -> Row:
        return Row(
            {
                "session": number,
                "held_on": held,
                "agencies": ", ".join(self.rng.sample(BUREAUS[:6], 2)),
                "topic": "การป้องกันการทุจริต",
            }
        )

    def training_roll(self) -> list[Row]:
        """Five or ten people a session, four of five with more knowledge; sometimes one less."""
        rows = [
            row
            for session in range(1, self.session_count + 1)
            for row in self._fives(session, self.rng.choice((1, 1, 2)))
        ]
        if rows and self.rng.random() < 0.4:
            index = self.rng.randrange(len(rows))
            rows[index] = Row({**rows[index].values, "post_test": rows[index]["pre_test"]})
        good: Values = {
            "session": 1,
            "name": self.crowd.someone(),
            "agency": BUREAUS[1],
            "person_type": "ข้าราชการ",
            "pre_test": 3,
            "post_test": 9,
            "full_marks": 10,
        }
        faults = [
            Row({**good, "post_test": 11}, "score above full marks"),
            Row({**good, "name": Cell(None)}, "no name"),
            Row({**good, "pre_test": Decimal("10.5")}, "score above full marks"),
        ]
        return [*rows, *self.sometimes(faults)]

    def _fives(self, session: int, times: int) -> Iterator[Row]:
        for change in (1, 2, Decimal("0.5"), 1, 0, None) * times:
            before = self.rng.randint(2, 7)
            values: Values = {
                "session": session,
                "name": self.crowd.someone(),
                "agency": self.rng.choice(BUREAUS),
                "person_type": "ข้าราชการ",
            }
            yield Row(
                values
                | {"pre_test": before, "post_test": None if change is None else before + change, "full_marks": 10}
            )

    def training_followup(self) -> list[Row]:
        """People asked and answered for next to 336 of 420; some asked in other years."""
        asked = self.periods((0, 200, 335, 336, 337, 336))
        clean = [period for period in self.periods((0, 150, 335, 336, 337, 336)) if period][: len(asked)]
        rows = [
            self._trainee(period, clean[number] if number < len(clean) else 0) for number, period in enumerate(asked)
        ]
        rows += [Row({**self._trainee(period, 0).values}) for period in self.outside(4)]
        corrupt: Values = {"answered_on": PERIODS[4][1], "corrupt_conduct": True}
        rows += [Row({**self._trainee(BEFORE, 0).values, **corrupt}) for _ in range(self.rng.randint(0, 2))]
        wrong = {**self._trainee(2, 3).values, "answered_on": self.impossible()}
        return [*rows, *self.sometimes([Row(wrong, "impossible date")])]

    def _trainee(self, asked: int, answered: int) -> Row:
        values: Values = {
            "name": self.crowd.someone(),
            "agency": f"สำนักงานเขต{self.rng.choice(DISTRICTS)}",
            "asked_on": self.day(asked),
        }
        if answered:
            values |= {"answered_on": self.day(max(asked, answered)), "corrupt_conduct": False}
            values["asked_on"] = min(self._as_date(values["asked_on"]), self._as_date(values["answered_on"]))
        return Row(values)

    @staticmethod
    def _as_date(value: Value) -> date:
        assert isinstance(value, date)
        return value

    # -- coaching, knowledge, surveys -------------------------------------------------------------------------------------------

    def coaching(self) -> list[Row]:
        """Totals next to 5 sessions, five scored talks in each, four of them with more knowledge."""
        periods = [*self.periods((0, 3, 4, 5, 6, 5, 5)), *self.outside(1)]
        rows = [row for session, period in enumerate(periods, 1) for row in self._talks(session, self.day(period))]
        if rows and self.rng.random() < 0.4:
            index = self.rng.randrange(len(rows))
            rows[index] = Row({**rows[index].values, "knowledge_after": 1, "knowledge_before": 1})
        good = next(self._talks(len(periods) + 1, PERIODS[2][1])).values
        faults = [
            Row({**good, "district": Cell(self.rng.choice(UNKNOWN_DISTRICTS))}, "unknown district"),
            Row({**good, "held_on": self.impossible()}, "impossible date"),
            Row({**good, "appointed_on": self.impossible()}, "impossible date"),
        ]
        undated = Row({**good, "held_on": None})
        return [*rows, undated, *self.sometimes(faults)]

    def _talks(self, session: int, held: date) -> Iterator[Row]:
        mentor = self.crowd.someone()
        for change in (1, 2, 1, 1, 0, None):
            values: Values = {
                "session": session,
                "held_on": held,
                "topic": "การบรรจุ",
                "mentor": mentor,
                "mentee": self.crowd.someone(),
            }
            values |= {
                "district": self.rng.choice(DISTRICTS),
                "appointed_on": date(2022, 6, 1) + timedelta(days=self.rng.randrange(400)),
            }
            yield Row(values | {"knowledge_before": 3, "knowledge_after": None if change is None else 3 + change})

    def knowledge(self) -> list[Row]:
        """Totals next to 10 processes, several items of one process, unpublished ones and ones of other years."""
        periods = [*self.periods((0, 8, 9, 10, 11, 10, 10)), *self.outside(3)]
        rows = [self._item(number, self.day(period)) for number, period in enumerate(periods, 1)]
        rows += [self._item(self.rng.randint(1, len(periods)), PERIODS[4][1]) for _ in range(3) if periods]
        rows.append(self._item(len(periods) + 1, None))
        wrong = Row({**self._item(len(periods) + 2, None).values, "published_on": self.impossible()}, "impossible date")
        return [*rows, *self.sometimes([wrong])]

    def _item(self, process: int, published: date | None) -> Row:
        values: Values = {
            "process": f"กระบวนงาน{'กขคงจฉชซฌญฎฏฐฑฒณด'[process - 1]}",
            "title": f"คู่มือเล่ม {self.rng.randint(1, 99)}",
            "kind": "คู่มือ",
        }
        return Row(values | {"published_on": published, "url": "https://example.go.th/kb" if published else None})

    def surveys(self) -> list[Row]:
        """Shares of exactly 80 (or 90) per cent, or one less; blank, undated and late answers; perhaps no survey at all."""
        rows: list[Row] = []
        for indicator, block in ((1, 5), (2, 10), (3, 5), (5, 5)):
            if self.rng.random() < 0.9:
                rows += self._survey(indicator, block)
        self.rng.shuffle(rows)
        rows = [Row({**row.values, "respondent": f"ผต{number:04}"}) for number, row in enumerate(rows, 1)]
        good: Values = {
            "indicator": 5,
            "respondent": "ผต9999",
            "group": "ผู้พักอาศัย",
            "answered_on": PERIODS[1][1],
            "overall": 5,
        }
        faults = [
            Row({**good, "overall": Cell(6)}, "outside the scale"),
            Row({**good, "answered_on": self.impossible()}, "impossible date"),
        ]
        return [*rows, *self.sometimes(faults)]

    def _survey(self, indicator: int, block: int) -> list[Row]:
        grades: list[tuple[int, int | None]] = []
        for quarter in (2, 3, 4):
            for _ in range(self.rng.choice((0, 1, 2))):
                grades += [(quarter, self.rng.choice((4, 5))) for _ in range(block - 1)] + [
                    (quarter, self.rng.choice((1, 2, 3)))
                ]
        if grades and self.rng.random() < 0.4:
            grades[0] = (grades[0][0], 3)
        grades += [(period, 5) for period in self.outside(2)] + [(3, None)]
        rows = [
            Row({"indicator": indicator, "group": "กลุ่ม 1", "answered_on": self.day(period), "overall": grade})
            for period, grade in grades
        ]
        return [*rows, Row({"indicator": indicator, "group": "กลุ่ม 2", "answered_on": None, "overall": 1})]

    # -- evidence, steps, budget ------------------------------------------------------------------------------------------------

    def evidence(self) -> list[Row]:
        """Most documents early, some at a quarter's edge, some undated, some missing."""
        rows = [
            row for indicator, items in EVIDENCE_KEYS.items() for item in items for row in self._paper(indicator, item)
        ]
        self.rng.shuffle(rows)
        wrong = {**self._document(1, "plan_approved", None).values, "dated_on": self.impossible()}
        return [*rows, *self.sometimes([Row(wrong, "impossible date")])]

    def _paper(self, indicator: int, item: str) -> list[Row]:
        if self.rng.random() < 0.06:
            return []
        period = (
            self.rng.choice((BEFORE, 1, 1, 1, 1, 2, 2, 3, 4))
            if item != "final_report"
            else self.rng.choice((2, 3, 4, 4, AFTER))
        )
        draft = [self._document(indicator, item, None)] if self.rng.random() < 0.1 else []
        return [*draft, self._document(indicator, item, self.day(period))]

    def _document(self, indicator: int, item: str, dated: date | None) -> Row:
        number = f"กท 0404/{self.rng.randint(100, 9999)}"
        values: Values = {
            "indicator": indicator,
            "item": item,
            "document_no": number,
            "title": "หนังสือประกอบ",
            "dated_on": dated,
        }
        return Row(values | {"signed_by": self.crowd.someone(), "file": f"{item}.pdf"})

    def steps(self) -> list[Row]:
        """Plan progress next to 60 and 100 per cent for indicator 4, anything for two others."""
        weights = {
            4: self.rng.choice(((59, 1, 39, 1), (60, 40), (20, 40, 39, 1), (30, 29, 41))),
            1: (20, 20, 60),
            5: (5, 95),
        }
        return [row for indicator, parts in weights.items() for row in self._plan(indicator, parts)]

    def _plan(self, indicator: int, weights: Sequence[int]) -> Iterator[Row]:
        periods = sorted(self.rng.choices((BEFORE, 1, 1, 2, 2, 3, 4, AFTER), k=len(weights)))
        for step, (weight, period) in enumerate(zip(weights, periods, strict=True), 1):
            done = self.day(period) if self.rng.random() < 0.9 else None
            values: Values = {
                "indicator": indicator,
                "step": step,
                "text": f"ดำเนินการช่วง {'กขคงจ'[step - 1]}",
                "weight": weight,
            }
            yield Row(values | {"starts": PERIODS[1][0], "ends": PERIODS[4][1], "done_on": done})

    def budget(self) -> list[Row]:
        """A few payments."""
        good: Mapping[str, Value] = {"project": "ค่าวัสดุ", "budget": Decimal(50_000)}
        rows = [
            Row({**good, "paid_on": self.day(self.rng.randint(1, 4)), "amount": Decimal(self.rng.randint(1, 4000)) / 4})
            for _ in range(6)
        ]
        return [
            *rows,
            *self.sometimes([Row({**good, "paid_on": self.impossible(), "amount": Decimal(10)}, "impossible date")]),
        ]

"""The story of one small office through fiscal year 2567: what truly happened, and which rows were written down wrongly.

The counts at the end of each quarter are planned here and written out by hand in `expected.py`.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from making.books import Cell
from making.layout import Row, Value
from making.people import BUREAUS, DISTRICTS, POSITIONS, Crowd, Person

QUARTERS: Final = {
    0: (date(2023, 7, 1), date(2023, 9, 30)),
    1: (date(2023, 10, 1), date(2023, 12, 31)),
    2: (date(2024, 1, 1), date(2024, 3, 31)),
    3: (date(2024, 4, 1), date(2024, 6, 30)),
    4: (date(2024, 7, 1), date(2024, 9, 30)),
    5: (date(2024, 10, 1), date(2024, 10, 31)),
}
Truth = dict[str, list[Row]]


class Office:
    """The office's year, drawn from one seeded source."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.crowd = Crowd(rng)

    def day(self, quarter: int) -> date:
        """A day of the quarter; 0 is the one before the fiscal year, 5 the month after it."""
        first, last = QUARTERS[quarter]
        return first + timedelta(days=self.rng.randrange((last - first).days + 1))

    def after(self, day: date, least: int, most: int) -> date:
        """A day that many days after `day`."""
        return day + timedelta(days=self.rng.randint(least, most))

    def truth(self) -> Truth:
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

    # -- insignia: 180 paper records, three of them written down wrongly ------------------------------------------------------

    def insignia(self) -> list[Row]:
        """45, 40, 50 and 45 grants of the years 2563-2566."""
        rows = [row for year, count in INSIGNIA_EXPECTED.items() for row in self._grants(year, count)]
        backwards: dict[str, Value] = {
            "received_on": date(2023, 12, 4),
            "returned_on": date(2023, 1, 9),
            "return_cause": "ได้รับพระราชทานชั้นสูงขึ้น",
        }
        wrong: dict[int, tuple[str, str, dict[str, Value]]] = {
            60: ("impossible date", "received_on", {"received_on": Cell("31 ก.พ. 2566")}),
            100: ("returned before received", "returned_on", {**backwards}),
            150: (
                "unknown class",
                "insignia_class",
                {"insignia_class": Cell(CLASS_SLIPS[rows[150]["insignia_class"]])},
            ),
        }
        for number, (fault, field, change) in wrong.items():
            rows[number] = Row({**rows[number].values, **change}, fault, field)
        for later, (earlier, title) in PROMOTED.items():
            rows[later] = Row({**rows[later].values, **_same_holder(rows[earlier], title)})
        return rows

    def _grants(self, year: int, count: int) -> Iterator[Row]:
        ceremony = {2563: date(2021, 3, 9), 2564: date(2022, 4, 1), 2565: date(2023, 12, 2), 2566: date(2023, 12, 2)}[
            year
        ]
        numbers = dict.fromkeys(CLASS_WEIGHTS, 0)
        for seq in range(1, count + 1):
            insignia_class = self.rng.choices(list(CLASS_WEIGHTS), list(CLASS_WEIGHTS.values()))[0]
            numbers[insignia_class] += self.rng.randint(1, 9)
            received = self.after(ceremony, 0, 30) if self.rng.random() < 0.94 else None
            values: dict[str, Value] = {
                "seq": seq,
                "year": year,
                "name": self.crowd.someone(),
                "insignia_class": insignia_class,
            }
            values |= {"list_no": numbers[insignia_class], "received_on": received, "agency": self.rng.choice(BUREAUS)}
            values["position"] = self.rng.choice(POSITIONS)
            returned = self._return(received, year, seq) if received and self.rng.random() < 0.16 else {}
            if insignia_class in HIGHEST and "สูงขึ้น" in str(returned.get("return_cause")):
                returned["return_cause"] = "ถึงแก่กรรม"  # there is no class above it to be granted
            yield Row(values | returned)

    def _return(self, received: date, year: int, seq: int) -> dict[str, Value]:
        causes = ("ได้รับพระราชทานชั้นสูงขึ้น", "ชั้นตราสูงขึ้น", "ถึงแก่กรรม", "วายชนม์", "ทรงพระกรุณาโปรดเกล้าฯ ให้เรียกคืน")
        returned = min(self.after(received, 40, 300), QUARTERS[4][1])
        image = f"return_{year}_{seq:03}.png" if self.rng.random() < 0.5 else None
        return {"returned_on": returned, "return_cause": self.rng.choice(causes), "image_file": image}

    # -- rooms: 96, 200, 305 and 368 repaired by the end of the quarters ------------------------------------------------------

    def rooms(self) -> list[Row]:
        """Rooms of eight sites: repaired before, in and after the year, and not yet."""
        quarters = [1] * 96 + [2] * 104 + [3] * 105 + [4] * 63 + [0] * 12 + [5] * 6 + [-1] * 32
        self.rng.shuffle(quarters)
        places = [(site, building) for site in range(len(SITES)) for building in range(1, SITES[site][2] + 1)]
        rows = [self._room(number, quarter, places) for number, quarter in enumerate(quarters)]
        rows.sort(key=lambda row: (str(row["site"]), str(row["building"]), str(row["room"])))
        return self._wrong_rooms(rows)

    def _room(self, number: int, quarter: int, places: Sequence[tuple[int, int]]) -> Row:
        site, building = places[number % len(places)]
        floor, door = divmod(number // len(places), 8)
        values: dict[str, Value] = {"site": SITES[site][0], "district": SITES[site][1], "building": f"อาคาร {building}"}
        values |= {"room": f"{floor + 1}{door + 1:02}", "damage": self.rng.choice(DAMAGES)}
        return Row(
            values | (self._repair(quarter) if quarter >= 0 else {"damaged_on": self.day(self.rng.randint(1, 4))})
        )

    def _repair(self, quarter: int) -> dict[str, Value]:
        """The dates of a repair that ends in `quarter`; one room in five is only known as repaired."""
        end = self.day(quarter)
        repaired = max(end - timedelta(days=self.rng.randint(0, 9)), QUARTERS[quarter][0])
        started = repaired - timedelta(days=self.rng.randint(5, 40))
        dates: dict[str, Value] = {
            "started_on": started,
            "damaged_on": started - timedelta(days=self.rng.randint(10, 90)),
        }
        dates |= {"repaired_on": repaired, "ready_on": end if self.rng.random() < 0.8 else None}
        dates["cost"] = Decimal(self.rng.randint(45, 480) * 100)
        if self.rng.random() < 0.4 and dates["ready_on"]:
            dates |= {"allocated_to": self.crowd.someone(), "moved_in_on": self.after(end, 3, 20)}
        return dates

    def _wrong_rooms(self, rows: list[Row]) -> list[Row]:
        twin = next(row for row in rows if row["site"] == SITES[2][0] and row["ready_on"])
        rows.insert(rows.index(twin) + 3, Row(twin.values, "duplicate room", "room"))
        wrong: dict[str, Value] = {
            "site": SITES[5][0],
            "district": SITES[5][1],
            "building": "อาคาร 1",
            "damage": "ไฟฟ้า",
        }
        last = max(number for number, row in enumerate(rows) if row["site"] == SITES[5][0])
        backwards: dict[str, Value] = {"room": "909", "started_on": date(2024, 3, 20), "repaired_on": date(2024, 2, 20)}
        rows.insert(last, Row(wrong | backwards, "repaired before started", "repaired_on"))
        abroad: dict[str, Value] = {"room": "910", "district": Cell("เมืองใหม่"), "repaired_on": date(2024, 5, 2)}
        rows.insert(last, Row(wrong | abroad, "unknown district", "district"))
        return rows

    # -- cases: presented in scope 2, 5, 10 and 20; within 90 days 1, 3, 8 and 18; under 80 days 1, 2, 6 and 15 ----------------

    def cases(self) -> list[Row]:
        """Cases in and out of scope, presented and open."""
        rows = [self._presented(quarter, days) for quarter, all_days in CASE_DAYS.items() for days in all_days]
        rows += [self._out_of_scope() for _ in range(14)] + [
            self._open(days) for days in (20, 35, 61, 78, 80, 85, 93, 110)
        ]
        self.rng.shuffle(rows)
        rows = [Row({"case_no": f"กท 0404/{311 + number * 7}", **row.values}) for number, row in enumerate(rows)]
        rows.insert(9, Row(rows[4].values, "duplicate case", "case_no"))
        wrong = {**self._presented(3, 50).values, "case_no": "กท 0404/790", "ordered_on": Cell("31 เม.ย. 67")}
        return [*rows, Row(wrong, "impossible date", "ordered_on")]

    def _person(self, in_scope: bool) -> dict[str, Value]:  # noqa: FBT001  (private)
        kind, level = self.rng.choice(IN_SCOPE if in_scope else BELOW_SCOPE)
        return {"accused": self.crowd.someone(), "position_type": kind, "position_level": level}

    def _presented(self, quarter: int, days: int) -> Row:
        presented = self.day(quarter)
        return Row(self._person(in_scope=True) | {"serious": True, "corruption": True} | self._stages(presented, days))

    def _stages(self, presented: date, days: int) -> dict[str, Value]:
        start = presented - timedelta(days=days)
        ordered = start + timedelta(days=days * self.rng.randint(35, 50) // 100)
        handed = min(ordered + timedelta(days=self.rng.randint(2, 6)), presented)
        agenda = max(handed, presented - timedelta(days=self.rng.randint(3, 10)))
        return {
            "report_received_on": start,
            "ordered_on": ordered,
            "division_received_on": handed,
            "agenda_ordered_on": agenda,
            "presented_on": presented,
        }

    def _out_of_scope(self) -> Row:
        reason = self.rng.choice(("level", "serious", "corruption"))
        flags: dict[str, Value] = {"serious": reason != "serious", "corruption": reason != "corruption"}
        return Row(
            self._person(in_scope=reason != "level")
            | flags
            | self._stages(self.day(self.rng.randint(1, 4)), self.rng.randint(30, 160))
        )

    def _open(self, days: int) -> Row:
        start = QUARTERS[4][1] - timedelta(days=days)
        late: dict[str, Value] = (
            {"extended_until": start + timedelta(days=120), "extension_reason": "รอพยานเอกสารเพิ่มเติม"}
            if days > 90
            else {}
        )
        return Row(
            self._person(in_scope=True) | {"serious": True, "corruption": True, "report_received_on": start} | late
        )

    # -- training: 0, 4, 8 and 10 sessions; in each 28 people with both scores, 24 of them up ----------------------------------

    def training_sessions(self) -> list[Row]:
        """Ten sessions held, and one planned without a date."""
        topics = ("มาตรฐานทางจริยธรรม", "การป้องกันผลประโยชน์ทับซ้อน", "วินัยข้าราชการกับการทุจริต")
        rows = []
        for session, held in enumerate(TRAINING_DAYS, 1):
            agencies = ", ".join(BUREAUS[(session - 1) * 8 // 5 : session * 8 // 5])
            rows.append(Row({"session": session, "held_on": held, "agencies": agencies, "topic": topics[session % 3]}))
        return [*rows, Row({"session": 11, "agencies": BUREAUS[0], "topic": "ทบทวนความรู้ (รอกำหนดวัน)"})]

    def training_roll(self) -> list[Row]:
        """Thirty people a session, and one score above full marks."""
        rows = [row for session in range(1, 11) for row in self._attendance(session)]
        wrong: dict[str, Value] = {
            "session": 3,
            "name": self.crowd.someone(),
            "agency": BUREAUS[4],
            "person_type": "ข้าราชการ",
            "pre_test": 11,
            "post_test": 25,
            "full_marks": 20,
        }
        return [*rows[:77], Row(wrong, "score above full marks", "post_test"), *rows[77:]]

    def _attendance(self, session: int) -> Iterator[Row]:
        kinds = ["up"] * 24 + ["same"] * 2 + ["down"] * 2 + ["no post"] * 2
        self.rng.shuffle(kinds)
        agencies = BUREAUS[(session - 1) * 8 // 5 : session * 8 // 5]
        for kind in kinds:
            before = self.rng.randint(6, 14)
            change = {"up": self.rng.randint(1, 6), "same": 0, "down": -1}
            values: dict[str, Value] = {
                "session": session,
                "name": self.crowd.someone(),
                "agency": self.rng.choice(agencies),
            }
            values |= {"person_type": "ข้าราชการ", "pre_test": before, "full_marks": 20}
            yield Row(values | {"post_test": before + change[kind] if kind in change else None})

    def training_followup(self) -> list[Row]:
        """419 of the 420 trainees of 2566 and one row with an impossible date: asked 340 then all; 352 answers, three of them bad."""
        rows = []
        for number in range(420):
            asked = self.day(2) if number < 340 else self.day(3)
            answered = self.day(3) if number < 250 else self.day(4)
            values: dict[str, Value] = {
                "name": self.crowd.someone(),
                "agency": f"สำนักงานเขต{DISTRICTS[number * 7 % 50]}",
                "asked_on": asked,
            }
            if number < 352:
                values |= {"answered_on": max(asked, answered), "corrupt_conduct": number in {17, 120, 300}}
            rows.append(Row(values))
        rows[400] = Row(
            {**rows[400].values, "answered_on": Cell("32/08/2567"), "corrupt_conduct": False},
            "impossible date",
            "answered_on",
        )
        return rows

    # -- coaching: 0, 2, 6 and 8 sessions of eight people; six with both scores, five of them up -------------------------------

    def coaching(self) -> list[Row]:
        """Talks of a mentor with officers of the districts."""
        rows = [row for session, held in enumerate(COACHING_DAYS, 1) for row in self._talks(session, held)]
        extra: dict[str, Value] = {
            "session": 4,
            "held_on": COACHING_DAYS[3],
            "topic": "การลาทุกประเภท",
            "mentor": self.crowd.someone(),
        }
        wrong = extra | {"mentee": self.crowd.someone(), "district": Cell("บางเมืองใหม่")}
        return [*rows, Row(wrong, "unknown district", "district")]

    def _talks(self, session: int, held: date) -> Iterator[Row]:
        topics = ("การบรรจุและแต่งตั้ง", "การเลื่อนเงินเดือน", "การลาทุกประเภท", "การขอพระราชทานเครื่องราชอิสริยาภรณ์")
        mentor = self.crowd.someone()
        for number in range(8):
            before = self.rng.randint(4, 7)
            after = None if number >= 6 else before + (0 if number == 5 else self.rng.randint(1, 3))
            values: dict[str, Value] = {
                "session": session,
                "held_on": held,
                "topic": topics[session % 4],
                "mentor": mentor,
                "mentee": self.crowd.someone(),
            }
            values |= {
                "district": DISTRICTS[(session * 8 + number) % 50],
                "appointed_on": self.after(date(2022, 5, 2), 0, 500),
            }
            yield Row(values | {"knowledge_before": before, "knowledge_after": after})

    # -- knowledge: 0, 0, 8 and 12 processes published ------------------------------------------------------------------------

    def knowledge(self) -> list[Row]:
        """Items of twelve processes, some not yet published."""
        kinds = ("Infographic", "คู่มือ", "แบบฟอร์ม", "คลิปวิดีโอ")
        rows = []
        for number, process in enumerate(PROCESSES):
            quarter = 3 if number < 8 else 4
            for item in range(4):
                published = self.day(quarter) if item < 3 else None
                values: dict[str, Value] = {
                    "process": process,
                    "title": f"{kinds[item]}เรื่อง{process}",
                    "kind": kinds[item],
                    "published_on": published,
                }
                rows.append(
                    Row(values | {"url": f"https://example.go.th/kb/{number + 1}-{item + 1}" if published else None})
                )
        return rows

    # -- surveys -------------------------------------------------------------------------------------------------------------

    def surveys(self) -> list[Row]:
        """Answers by indicator and quarter, some left blank, one without a date, one outside the scale."""
        rows = [
            row
            for (indicator, quarter), counts in SURVEYS.items()
            for row in self._answers(indicator, quarter, *counts)
        ]
        rows = [Row({**row.values, "respondent": f"R{number:03}"}) for number, row in enumerate(rows, 1)]
        rows.append(Row({"indicator": 5, "respondent": "R901", "group": "ผู้พักอาศัย", "overall": 5}))
        rows.append(
            Row(
                {
                    "indicator": 5,
                    "respondent": "R902",
                    "group": "ผู้พักอาศัย",
                    "answered_on": self.day(4),
                    "overall": Cell(7),
                },
                "outside the scale",
                "overall",
            )
        )
        return rows

    def _answers(self, indicator: int, quarter: int, answered: int, satisfied: int) -> Iterator[Row]:
        grades = [self.rng.choice((4, 5, 5)) for _ in range(satisfied)] + [
            self.rng.choice((1, 2, 3, 3)) for _ in range(answered - satisfied)
        ]
        self.rng.shuffle(grades)
        group = {1: "ผู้ปฏิบัติงาน", 2: "ผู้รับบริการ", 3: "ผู้เรียนรู้", 5: "ผู้พักอาศัย"}[indicator]
        for grade in [*grades, None]:
            yield Row({"indicator": indicator, "group": group, "answered_on": self.day(quarter), "overall": grade})

    # -- evidence, steps, budget ----------------------------------------------------------------------------------------------

    def evidence(self) -> list[Row]:
        """The documents of the year, one draft without a date and one impossible date."""
        signers = self.crowd.people(4)
        rows = []
        for number, (quarter, indicator, item, title) in enumerate(EVIDENCE):
            values: dict[str, Value] = {
                "indicator": indicator,
                "item": item,
                "title": title,
                "dated_on": self.day(quarter) if quarter else None,
            }
            values |= {
                "document_no": f"กท 0404/{1200 + number * 3}" if quarter else None,
                "signed_by": signers[number % 4],
            }
            rows.append(Row(values | {"file": f"{indicator}_{item}.pdf" if quarter else None}))
        wrong: dict[str, Value] = {
            "indicator": 3,
            "item": "working_group_minutes",
            "title": "รายงานการประชุมคณะทำงาน ครั้งที่ 2",
            "dated_on": Cell("30 กุมภาพันธ์ 2567"),
        }
        return [*rows, Row(wrong, "impossible date", "dated_on")]

    def steps(self) -> list[Row]:
        """Planned steps of the six indicators; those of indicator 4 reach 20, 60, 100 and 100 per cent, three others were late."""
        rows = []
        for indicator, weights in STEP_WEIGHTS.items():
            for step, (weight, quarter) in enumerate(weights, 1):
                starts, ends = QUARTERS[quarter]
                done = self.day(quarter) if quarter < 4 or indicator != 2 else None
                if (indicator, step) in DAYS_LATE:
                    done = ends + timedelta(days=DAYS_LATE[indicator, step])
                values: dict[str, Value] = {
                    "indicator": indicator,
                    "step": step,
                    "text": STEP_TEXTS[(step - 1) % len(STEP_TEXTS)],
                    "weight": weight,
                }
                rows.append(Row(values | {"starts": starts, "ends": ends, "done_on": done}))
        return rows

    def budget(self) -> list[Row]:
        """Payments of four routine projects."""
        rows = []
        for project, whole in BUDGETS.items():
            for _ in range(14):
                amount = Decimal(self.rng.randint(150, 900) * whole // 10_000)
                rows.append(
                    Row(
                        {
                            "project": project,
                            "budget": Decimal(whole),
                            "paid_on": self.day(self.rng.randint(1, 4)),
                            "amount": amount,
                        }
                    )
                )
            rows.append(Row({"project": project, "budget": Decimal(whole), "amount": None}))
        return rows


def _same_holder(earlier: Row, title: str) -> dict[str, Value]:
    """The name, agency and position of a person who was granted something before."""
    person = earlier["name"]
    assert isinstance(person, Person)  # noqa: S101  (the story names people in no other way)
    return {"name": replace(person, title=title), "agency": earlier["agency"], "position": earlier["position"]}


INSIGNIA_EXPECTED: Final = {2563: 45, 2564: 40, 2565: 50, 2566: 45}
# Later grants of the same people: row of the later one, row of the earlier one, the title by then. What follows from it is
# told in README: five insignia are to be returned, one return is to be confirmed, one pair is of two families.
PROMOTED: Final = {
    94: (31, "นาง"),
    98: (30, "นาย"),
    99: (41, "นาย"),
    124: (46, "ว่าที่ร้อยตรี"),
    129: (38, "นางสาว"),
    138: (61, "นาง"),
    175: (6, "นางสาว"),
}
HIGHEST: Final = ("ม.ป.ช.", "ม.ว.ม.")  # each the highest class of its family
CLASS_WEIGHTS: Final = {"ม.ป.ช.": 1, "ม.ว.ม.": 3, "ป.ช.": 8, "ป.ม.": 14}
CLASS_SLIPS: Final[dict[Value, str]] = {"ม.ป.ช.": "ม.ป.ฉ.", "ม.ว.ม.": "ม.ว.น.", "ป.ช.": "ป.ฉ.", "ป.ม.": "ป.น."}
SITES: Final = (
    ("อาคารสงเคราะห์ท่าช้างเผือก", "ดุสิต", 3),
    ("อาคารสงเคราะห์สวนลำไย", "ดินแดง", 3),
    ("อาคารสงเคราะห์คลองใส", "ห้วยขวาง", 2),
    ("อาคารสงเคราะห์บึงกระถิน", "บึงกุ่ม", 2),
    ("อาคารสงเคราะห์ทุ่งรวงทอง", "ทุ่งครุ", 2),
    ("อาคารสงเคราะห์สะพานไม้", "บางแค", 2),
    ("อาคารสงเคราะห์วัดดอนตาล", "ตลิ่งชัน", 2),
    ("อาคารสงเคราะห์ริมคลองบางพร้าว", "จอมทอง", 1),
)
DAMAGES: Final = ("โครงสร้าง", "สุขาภิบาล", "ไฟฟ้า", "วัสดุอุปกรณ์", "สุขาภิบาล, ไฟฟ้า", "โครงสร้าง / วัสดุอุปกรณ์")
CASE_DAYS: Final = {
    0: (62, 140),
    1: (75, 96),
    2: (79, 84, 120),
    3: (60, 66, 71, 79, 88),
    4: (44, 52, 58, 63, 70, 72, 76, 78, 79, 90),
    5: (70,),
}
IN_SCOPE: Final = (
    ("ทั่วไป", "อาวุโส"),
    ("วิชาการ", "ชำนาญการพิเศษ"),
    ("วิชาการ", "เชี่ยวชาญ"),
    ("อำนวยการ", "ต้น"),
    ("อำนวยการ", "สูง"),
    ("บริหาร", "ต้น"),
)
BELOW_SCOPE: Final = (("ทั่วไป", "ปฏิบัติงาน"), ("ทั่วไป", "ชำนาญงาน"), ("วิชาการ", "ปฏิบัติการ"), ("วิชาการ", "ชำนาญการ"))
TRAINING_DAYS: Final = tuple(
    date(2024, month, day)
    for month, day in ((1, 18), (2, 1), (2, 22), (3, 31), (4, 4), (4, 25), (5, 16), (6, 30), (7, 11), (8, 15))
)
COACHING_DAYS: Final = tuple(
    date(2024, month, day) for month, day in ((2, 29), (3, 15), (4, 10), (5, 8), (5, 29), (6, 19), (7, 17), (8, 14))
)
PROCESSES: Final = (
    "การสรรหาลูกจ้าง",
    "การจ้างและแต่งตั้งลูกจ้าง",
    "การเลื่อนขั้นค่าจ้าง",
    "การลาของลูกจ้าง",
    "การประเมินผลการปฏิบัติงาน",
    "การปรับระดับชั้นงาน",
    "การย้ายลูกจ้างประจำ",
    "วินัยลูกจ้าง",
    "บำเหน็จลูกจ้าง",
    "กองทุนสำรองเลี้ยงชีพ",
    "การออกหนังสือรับรอง",
    "ทะเบียนประวัติลูกจ้าง",
)
SURVEYS: Final = {
    (1, 4): (45, 38),
    (2, 4): (40, 37),
    (3, 3): (24, 20),
    (3, 4): (36, 30),
    (5, 3): (80, 60),
    (5, 4): (80, 70),
}
EVIDENCE: Final[tuple[tuple[int, int, str, str], ...]] = (
    (1, 1, "plan_approved", "โครงการ HR 1:1 Coaching & Mentor ที่ได้รับอนุมัติ"),
    (2, 1, "working_group_order", "คำสั่งแต่งตั้งคณะทำงาน"),
    (2, 1, "working_group_minutes", "รายงานการประชุมคณะทำงาน"),
    (2, 1, "district_letter", "หนังสือสอบถามข้อปัญหา 50 สำนักงานเขต"),
    (2, 1, "needs_summary", "ตารางสรุปข้อปัญหาและสิ่งที่ต้องการพัฒนา"),
    (2, 1, "coach_order", "คำสั่งแต่งตั้ง Coaching & Mentor"),
    (2, 1, "session_timetable", "ตารางการพูดคุยเชิงลึก"),
    (4, 1, "final_report", "รายงานสรุปผลโครงการ"),
    (1, 2, "plan_approved", "แผนการจัดทำระบบฐานข้อมูลเครื่องราชอิสริยาภรณ์"),
    (2, 2, "system_built", "บันทึกส่งมอบระบบฐานข้อมูล"),
    (2, 2, "survey_form", "แบบประเมินความพึงพอใจ"),
    (3, 2, "system_test_report", "รายงานผลการทดสอบระบบ"),
    (4, 2, "system_in_use", "หนังสือแจ้งเปิดใช้งานระบบ"),
    (4, 2, "final_report", "รายงานสรุปผลระบบฐานข้อมูล"),
    (1, 3, "plan_approved", "หนังสืออนุมัติโครงการคลังความรู้"),
    (2, 3, "working_group_order", "คำสั่งแต่งตั้งคณะทำงานคลังความรู้"),
    (3, 3, "materials_prepared", "รายการเอกสารและ Infographic"),
    (3, 3, "publication_proof", "หลักฐานการเผยแพร่บนเว็บไซต์"),
    (3, 3, "survey_summary", "สรุปผลสำรวจความพึงพอใจ"),
    (3, 3, "evaluation_summary", "สรุปผลการประเมิน"),
    (4, 3, "final_report", "รายงานสรุปผลคลังความรู้"),
    (1, 4, "plan_submitted", "แผนเพิ่มประสิทธิภาพการดำเนินการทางวินัย"),
    (3, 5, "final_report", "รายงานผลการจัดผู้ได้รับสิทธิเข้าพักอาศัย"),
    (0, 5, "final_report", "ร่างรายงานผลการดำเนินงาน (รอลงนาม)"),
    (1, 6, "three_year_plan_approved", "แผนระยะ 3 ปี (พ.ศ. 2567 - 2569)"),
    (1, 6, "plan_approved", "แผนดำเนินการประจำปีงบประมาณ พ.ศ. 2567"),
    (1, 6, "report_2566", "รายงานผลการดำเนินโครงการปี 2566"),
    (2, 6, "lecture_clips_published", "บันทึกเผยแพร่คลิปวิดีโอการบรรยาย"),
    (2, 6, "followup_letter", "หนังสือขอทราบผลหลังการอบรม"),
    (2, 6, "participants_letter", "หนังสือขอความร่วมมือส่งข้าราชการเข้าร่วม"),
    (4, 6, "final_report", "รายงานสรุปผลโครงการเสริมสร้างความรู้"),
)
STEP_TEXTS: Final = (
    "ศึกษาและรวบรวมข้อมูล",
    "จัดทำแผนและขออนุมัติ",
    "ดำเนินการตามแผน",
    "ติดตามผลการดำเนินการ",
    "ประเมินผล",
    "รายงานสรุปผลต่อผู้บริหาร",
)
STEP_WEIGHTS: Final = {
    1: ((20, 1), (20, 2), (20, 2), (20, 3), (20, 4)),
    2: ((20, 1), (20, 2), (20, 3), (20, 3), (20, 4)),
    3: ((15, 1), (25, 2), (20, 3), (20, 3), (10, 4), (10, 4)),
    4: ((20, 1), (15, 2), (25, 2), (30, 3), (10, 3)),
    5: ((5, 1), (5, 1), (15, 1), (15, 2), (15, 3), (45, 4)),
    6: ((20, 1), (20, 2), (20, 2), (20, 3), (10, 4), (10, 4)),
}
# Days after their planned end on which steps were done; they are late when a quarter is reported in which they are not done yet.
DAYS_LATE: Final = {(1, 2): 16, (3, 1): 106, (6, 3): 45}
BUDGETS: Final = {
    "โครงการมอบประกาศเกียรติคุณให้แก่ผู้ที่เกษียณอายุราชการของกรุงเทพมหานคร": 3_622_570,
    "โครงการคัดเลือกข้าราชการกรุงเทพมหานครสามัญและลูกจ้างกรุงเทพมหานครดีเด่น": 1_916_000,
    "โครงการพิธีรับพระราชทานเครื่องราชอิสริยาภรณ์ชั้นสายสะพาย ประจำปี 2566 ของกรุงเทพมหานคร": 57_500,
    "ค่าวัสดุสำนักงาน": 240_000,
}

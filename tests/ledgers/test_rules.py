"""Every row rule and cross-row rule: the smallest sample that breaks it, and a neighbour that does not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from skj.diagnostics import Rule, Severity
from skj.files.tables import CellValue
from skj.ledgers import cases, insignia, rooms, steps, training
from skj.ledgers.base import Ledger, LedgerSpec
from skj.ledgers.registry import SPECS
from skj.rules import rows as rules
from tests.raw_tables import read_rows

Row = Mapping[str, CellValue]


@dataclass(frozen=True)
class Sample:
    """Rows of one ledger by field; `wrong` breaks `rule` at `cell`, `right` differs as little as can be and breaks nothing."""

    spec: LedgerSpec[Any]
    rule: str
    cell: str
    wrong: Sequence[Row]
    right: Sequence[Row]


def ledger_of(spec: LedgerSpec[Any], rows: Sequence[Row]) -> Ledger[Any]:
    """The ledger of these rows, each field under its canonical heading."""
    cells = [[row.get(column.field) for column in spec.columns] for row in rows]
    return read_rows(spec, [column.heading for column in spec.columns], *cells)


def found_in(ledger: Ledger[Any]) -> list[tuple[str, str]]:
    return [(found.rule.name, found.place.cell) for found in ledger.findings if found.code.startswith("SKJ4")]


GRANT: Row = {"year": 2563, "name": "นายสมชาย ใจดี", "insignia_class": "ป.ช.", "list_no": 1}
TAKEN: Row = {**GRANT, "received_on": "1 ธ.ค. 2563"}
ROOM: Row = {"site": "คลองใส", "building": "1", "district": "พระนคร", "room": "101", "damage": "ไฟฟ้า"}
CASE: Row = {"case_no": "กท 1/2567", "position_type": "ทั่วไป", "report_received_on": "10 ม.ค. 2567"}
MARKS: Row = {"session": 1, "name": "นายสมชาย ใจดี", "full_marks": 20}
TRAINEE: Row = {"name": "นายสมชาย ใจดี", "asked_on": "1 มี.ค. 2567"}
STEP: Row = {"indicator": "4", "step": 1, "weight": 100}
HELD: Row = {"session": 1, "held_on": "1 มี.ค. 2567"}

SAMPLES = [
    Sample(rooms.SPEC, "damage-not-said", "E2", [{**ROOM, "damage": None}], [{**ROOM, "damage": "ไฟฟ้า"}]),
    Sample(
        cases.SPEC,
        "position-not-said",
        "C2",
        [{**CASE, "position_type": None, "position_level": "ต้น"}],
        [{**CASE, "position_type": None, "position_level": "ชำนาญการพิเศษ"}],
    ),
    Sample(
        insignia.SPEC,
        "return-before-receipt",
        "G2",
        [{**TAKEN, "returned_on": "30 พ.ย. 2563", "return_cause": "ถึงแก่กรรม"}],
        [{**TAKEN, "returned_on": "1 ธ.ค. 2563", "return_cause": "ถึงแก่กรรม"}],
    ),
    Sample(
        insignia.SPEC,
        "return-without-cause",
        "H2",
        [{**TAKEN, "returned_on": "1 ธ.ค. 2564"}],
        [{**TAKEN, "returned_on": "1 ธ.ค. 2564", "return_cause": "ได้รับพระราชทานชั้นสูงขึ้น"}],
    ),
    Sample(
        insignia.SPEC,
        "return-without-cause",
        "H2",
        [{**TAKEN, "returned_on": "1 ธ.ค. 2564", "return_cause": "-"}],
        [{**TAKEN, "returned_on": "-", "return_cause": None}],
    ),
    Sample(
        insignia.SPEC,
        "receipt-before-grant",
        "F2",
        [{**GRANT, "received_on": "27 ก.ค. 2563"}],
        [{**GRANT, "received_on": "28 ก.ค. 2563"}],
    ),
    Sample(
        insignia.SPEC,
        "list-number-doubled",
        "E3",
        [GRANT, {**GRANT, "name": "นายสมศักดิ์ ใจดี"}],
        [GRANT, {**GRANT, "name": "นายสมศักดิ์ ใจดี", "list_no": 2}],
    ),
    Sample(
        insignia.SPEC,
        "list-number-doubled",
        "E3",
        [GRANT, {**GRANT, "name": "นายสมศักดิ์ ใจดี", "list_no": "๑"}],
        [GRANT, {**GRANT, "name": "นายสมศักดิ์ ใจดี", "insignia_class": "ป.ม."}],
    ),
    Sample(
        insignia.SPEC,
        "row-doubled",
        "C3",
        [{**GRANT, "list_no": None}, {**GRANT, "list_no": None}],
        [{**GRANT, "list_no": None}, {**GRANT, "list_no": None, "year": 2564}],
    ),
    Sample(
        insignia.SPEC,
        "grant-looks-doubled",
        "C3",
        [GRANT, {**GRANT, "list_no": 2}],
        [GRANT, {**GRANT, "list_no": 2, "insignia_class": "ป.ม."}],
    ),
    Sample(
        rooms.SPEC,
        "repair-before-start",
        "H2",
        [{**ROOM, "started_on": "2 ก.พ. 2567", "repaired_on": "1 ก.พ. 2567"}],
        [{**ROOM, "started_on": "1 ก.พ. 2567", "repaired_on": "1 ก.พ. 2567"}],
    ),
    Sample(
        rooms.SPEC,
        "ready-before-repair",
        "I2",
        [{**ROOM, "repaired_on": "2 ก.พ. 2567", "ready_on": "1 ก.พ. 2567"}],
        [{**ROOM, "repaired_on": "1 ก.พ. 2567", "ready_on": "1 ก.พ. 2567"}],
    ),
    Sample(
        rooms.SPEC,
        "moved-in-before-ready",
        "K2",
        [{**ROOM, "ready_on": "2 ก.พ. 2567", "moved_in_on": "1 ก.พ. 2567"}],
        [{**ROOM, "ready_on": "1 ก.พ. 2567", "moved_in_on": "1 ก.พ. 2567"}],
    ),
    Sample(rooms.SPEC, "row-doubled", "D3", [ROOM, {**ROOM, "room": " ๑๐๑ "}], [ROOM, {**ROOM, "building": "2"}]),
    Sample(rooms.SPEC, "row-doubled", "D3", [ROOM, {**ROOM, "room": 101.0}], [ROOM, {**ROOM, "site": "คลองขุ่น"}]),
    *(
        Sample(
            cases.SPEC,
            "case-stages-out-of-order",
            f"{letter}2",
            [{**CASE, field: "9 ม.ค. 2567"}],
            [{**CASE, field: "10 ม.ค. 2567"}],
        )
        for field, letter in zip(cases.STAGES[1:], "HIJK", strict=True)
    ),
    Sample(
        cases.SPEC,
        "case-stages-out-of-order",
        "K2",
        [{**CASE, "ordered_on": "1 มี.ค. 2567", "presented_on": "1 ก.พ. 2567"}],
        [{**CASE, "ordered_on": "1 ก.พ. 2567", "presented_on": "1 มี.ค. 2567"}],
    ),
    Sample(
        cases.SPEC,
        "case-number-may-name-someone",
        "A2",
        [{**CASE, "case_no": "นายสมชาย ใจดี 1/2567"}],
        [{**CASE, "case_no": "วินัย 1/2567"}],
    ),
    Sample(cases.SPEC, "row-doubled", "A3", [CASE, {**CASE, "case_no": "กท ๑/๒๕๖๗"}], [CASE, {**CASE, "case_no": "กท 2/2567"}]),
    Sample(training.ROLL, "score-above-full-marks", "E2", [{**MARKS, "pre_test": 20.5}], [{**MARKS, "pre_test": 20}]),
    Sample(training.ROLL, "score-above-full-marks", "F2", [{**MARKS, "post_test": 21}], [{**MARKS, "full_marks": None, "post_test": 21}]),
    Sample(
        training.FOLLOWUP,
        "answer-before-question",
        "D2",
        [{**TRAINEE, "answered_on": "29 ก.พ. 2567", "corrupt_conduct": "ไม่พบ"}],
        [{**TRAINEE, "answered_on": "1 มี.ค. 2567", "corrupt_conduct": "ไม่พบ"}],
    ),
    Sample(
        training.FOLLOWUP,
        "answer-without-verdict",
        "E2",
        [{**TRAINEE, "answered_on": "1 มี.ค. 2567"}],
        [{**TRAINEE, "answered_on": "1 มี.ค. 2567", "corrupt_conduct": "พบ"}],
    ),
    Sample(training.SESSIONS, "session-number-repeated", "A3", [HELD, {**HELD, "session": "ครั้งที่ ๑"}], [HELD, {**HELD, "session": 2}]),
    Sample(
        steps.SPEC,
        "step-ends-before-start",
        "F2",
        [{**STEP, "starts": "2 ต.ค. 2566", "ends": "1 ต.ค. 2566"}],
        [{**STEP, "starts": "1 ต.ค. 2566", "ends": "1 ต.ค. 2566"}],
    ),
    Sample(
        steps.SPEC,
        "row-doubled",
        "B3",
        [{**STEP, "weight": 50}, {**STEP, "weight": 50, "indicator": "ตัวชี้วัดที่ 4"}],
        [{**STEP, "weight": 50}, {**STEP, "weight": 50, "step": 2}],
    ),
    Sample(
        steps.SPEC,
        "step-weights-not-100",
        "D3",
        [{**STEP, "weight": 50}, {**STEP, "weight": 49.5, "step": 2}],
        [{**STEP, "weight": 50.5}, {**STEP, "weight": 49.5, "step": 2}],
    ),
    Sample(
        steps.SPEC,
        "step-weight-of-one",
        "D2",
        [{**STEP, "weight": 1}, {**STEP, "weight": 0, "step": 2}],
        [{**STEP, "weight": 1}, {**STEP, "weight": 99, "step": 2}],
    ),
    Sample(steps.SPEC, "step-weight-of-one", "D2", [{**STEP, "weight": 1}], [{**STEP, "weight": "100%"}]),
]  # fmt: skip
IDS = [f"{sample.spec.name}-{sample.rule}" for sample in SAMPLES]
RULES = {rule.name: rule for rule in vars(rules).values() if isinstance(rule, Rule)}


@pytest.mark.parametrize("sample", SAMPLES, ids=IDS)
def test_the_smallest_sample_breaks_the_rule(sample: Sample) -> None:
    assert (sample.rule, sample.cell) in found_in(ledger_of(sample.spec, sample.wrong))


@pytest.mark.parametrize("sample", SAMPLES, ids=IDS)
def test_its_neighbour_breaks_nothing(sample: Sample) -> None:
    ledger = ledger_of(sample.spec, sample.right)
    assert (found_in(ledger), len(ledger.records)) == ([], len(sample.right))


@pytest.mark.parametrize("sample", SAMPLES, ids=IDS)
def test_an_error_sets_its_row_aside_and_a_warning_does_not(sample: Sample) -> None:
    ledger = ledger_of(sample.spec, sample.wrong)
    is_error = RULES[sample.rule].severity is Severity.ERROR
    assert (len(ledger.records), len(ledger.left_out)) == (len(sample.wrong) - is_error, is_error)


# `skj check` alone looks for these, beside the reading of a ledger: their samples are in tests/errors.
LOOKED_FOR_BY_CHECK = {
    "case-stage-without-date",
    "cause-without-return",
    "damaged-after-repair",
    "extension-before-report",
    "extension-without-reason",
    "moved-in-without-person",
    "one-score-of-two",
    "ready-without-repair",
    "return-without-receipt",
}


def test_every_row_rule_has_a_sample() -> None:
    tried = {sample.rule for sample in SAMPLES} | LOOKED_FOR_BY_CHECK
    # Blank cells are tried below; what pydantic refuses after the parsers cannot be reached by a cell.
    assert set(RULES) - tried == {"value-required", "value-invalid"}


class OnlyThese:
    """A record that answers for some of its fields and its sheet alone; what is worked out from these works."""

    def __init__(self, record: Any, fields: Sequence[str]) -> None:
        self._record, self._fields = record, {*fields, "sheet"}

    def __getattr__(self, name: str) -> Any:
        found = getattr(type(self._record), name)
        if isinstance(found, property) and found.fget:
            return found.fget(self)
        assert name in self._fields, f"{name} is not among the fields of the rule"
        return getattr(self._record, name)


@pytest.mark.parametrize("spec", [spec for spec in SPECS if spec.row_rules], ids=lambda spec: str(spec.name))
def test_a_row_rule_looks_at_its_fields_alone(spec: LedgerSpec[Any]) -> None:
    rows = [row for sample in SAMPLES if sample.spec is spec for row in (*sample.wrong, *sample.right)]
    # A record at fault is set aside, so the dates run backwards only after reading.
    records = ledger_of(spec, [WHOLE[spec.name], *rows]).records
    assert records
    for record in records:
        for other in (
            record,
            *(record.model_copy(update={name: None}) for name in record.model_fields if name != "sheet"),
        ):
            for rule in spec.row_rules:
                seen = OnlyThese(other, rule.fields)
                if all(getattr(other, name) is not None for name in rule.fields if spec.column(name).required):
                    assert list(rule.faults(seen)) == list(rule.faults(other))


def test_rows_that_agree_in_what_a_rule_looks_at_are_all_told_of() -> None:
    wrong = {**TAKEN, "returned_on": "1 ม.ค. 2560"}
    ledger = ledger_of(
        insignia.SPEC, [{**wrong, "list_no": number, "name": f"นายก {number}"} for number in range(1, 6)]
    )
    assert [cell for rule, cell in found_in(ledger) if rule == rules.RETURN_BEFORE_RECEIPT.name] == [
        "G2",
        "G3",
        "G4",
        "G5",
        "G6",
    ]


REQUIRED = [(spec, column.field) for spec in SPECS for column in spec.columns if column.required]
WHOLE: Mapping[str, Row] = {
    "insignia": GRANT,
    "rooms": ROOM,
    "cases": CASE,
    "training_sessions": HELD,
    "training_roll": MARKS,
    "training_followup": TRAINEE,
    "coaching": HELD,
    "knowledge": {"process": "บรรจุ", "title": "คู่มือ"},
    "surveys": {"indicator": "1", "respondent": "ก 1", "overall": 5},
    "evidence": {"indicator": "1", "item": "plan_approved", "title": "แผน"},
    "steps": STEP,
    "budget": {"project": "วัสดุ", "budget": 500, "amount": 100},
}


@pytest.mark.parametrize(("spec", "field"), REQUIRED, ids=lambda value: str(getattr(value, "name", value)))
@pytest.mark.parametrize("nothing", [None, "-"], ids=["blank", "dash"])
def test_a_required_cell_may_not_be_blank(spec: LedgerSpec[Any], field: str, nothing: CellValue) -> None:
    filled = {**WHOLE[spec.name], "topic": "ก", "agency": "สำนักอนามัย", "kind": "ก"}
    ledger = ledger_of(spec, [{**filled, field: nothing}])
    wanted = [found.field for row in ledger.left_out for found in row.reasons if found.rule.name == "value-required"]
    assert wanted == [field]


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_the_whole_row_is_a_record(spec: LedgerSpec[Any]) -> None:
    ledger = ledger_of(spec, [WHOLE[spec.name]])
    assert (len(ledger.records), found_in(ledger)) == (1, [])


def test_every_repetition_is_told_and_points_to_the_first() -> None:
    ledger = ledger_of(rooms.SPEC, [ROOM, ROOM, ROOM])
    assert [str(found.args["first"]) for found in ledger.findings] == ["ledger.xlsx › แผ่น 1 › D2 (ห้อง)"] * 2
    assert [record.row for record in ledger.records] == [2]


def test_a_row_set_aside_does_not_forbid_its_key() -> None:
    wrong = {**ROOM, "started_on": "2 ก.พ. 2567", "repaired_on": "1 ก.พ. 2567"}
    ledger = ledger_of(rooms.SPEC, [wrong, ROOM])
    assert [record.row for record in ledger.records] == [3]


def test_people_found_twice_are_compared_whatever_the_spaces() -> None:
    twice = [{**GRANT, "list_no": None}, {**GRANT, "list_no": None, "name": "นายสมชาย   ใจดี"}]
    assert found_in(ledger_of(insignia.SPEC, twice)) == [("row-doubled", "C3")]


def test_a_finding_names_the_row_by_its_key() -> None:
    ledger = ledger_of(cases.SPEC, [{**CASE, "presented_on": "1 ม.ค. 2567", "accused": "นายลับ สุดยอด"}])
    assert [found.key for found in ledger.findings] == ["กท 1/2567"]


def test_a_long_case_gets_one_finding_for_each_step_backwards() -> None:
    row = {**CASE, "ordered_on": "9 ม.ค. 2567", "division_received_on": "8 ม.ค. 2567", "presented_on": "1 มี.ค. 2567"}
    assert [cell for _rule, cell in found_in(ledger_of(cases.SPEC, [row]))] == ["H2", "I2"]


@pytest.mark.parametrize(("year", "is_right"), [(2562, False), (2563, True), (2020, True), (2019, False)])
def test_the_register_begins_in_2563(year: int, *, is_right: bool) -> None:
    assert len(ledger_of(insignia.SPEC, [{**GRANT, "year": year}]).records) == is_right


@pytest.mark.parametrize("name", ["ท.ช.", "ท.ม.", "จ.ช.", "ป.น."])
def test_only_sash_classes_stand_in_the_register(name: str) -> None:
    ledger = ledger_of(insignia.SPEC, [{**GRANT, "insignia_class": name}])
    assert [row.place.row for row in ledger.left_out] == [2]

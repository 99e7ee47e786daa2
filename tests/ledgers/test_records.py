import subprocess
import sys
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast, get_args

import pytest
from pydantic import ValidationError

from skj.ledgers.base import Record, Sheet
from skj.ledgers.insignia import InsigniaReturn
from skj.ledgers.records import TEXTS, RecordTuple, checked, kinds_of, model_of, refused_fields, rows_of
from skj.ledgers.registry import SPECS
from skj.ledgers.training import TrainingSession

SHEET = Sheet("insignia", "a.xlsx", "1", {}, {})
GRANT: Mapping[str, Any] = {"sheet": SHEET, "row": 5, "year": 2563, "name": "นายสมชาย ใจดี", "insignia_class": "ป.ช."}
PLAIN: Mapping[Any, Any] = {
    int: 5,
    str: "ก",
    bool: True,
    date: date(2024, 2, 12),
    Decimal: Decimal("1.5"),
    TEXTS: ("ก", "ข"),
}


def whole(kind: type[Record]) -> dict[str, Any]:
    """A value of the declared type for every field."""
    annotations = {name: field.annotation for name, field in kind.model_fields.items() if name not in kind.unexported}
    values = {name: PLAIN[(get_args(hint) if hint not in PLAIN else (hint,))[0]] for name, hint in annotations.items()}
    return {"sheet": SHEET, "row": 5, "extra": {"หัว": "ค่า"}, **values}


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: str(spec.name))
def test_plain_values_are_what_the_model_of_the_same_declaration_makes_of_them(spec: Any) -> None:
    values = whole(spec.record)
    made, judged = checked(spec.record, values), model_of(spec.record)(**values)
    assert made.model_dump() == {name: getattr(judged, name) for name in spec.record.model_fields}
    columns = [[values[name]] for name in spec.record.model_fields]
    assert rows_of(spec.record, columns) == [checked(spec.record, values)]


def test_no_field_of_a_ledger_needs_pydantic_for_its_plain_values() -> None:
    assert [spec.name for spec in SPECS if not all(kinds_of(cast("type[Record]", spec.record)))] == []


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [("seq", "12", 12), ("year", 2563.0, 2563), ("received_on", datetime(2024, 2, 12), date(2024, 2, 12))],  # noqa: DTZ001
)
def test_what_is_nearly_of_the_type_is_converted_as_pydantic_does(field: str, value: Any, kept: Any) -> None:
    assert getattr(checked(InsigniaReturn, {**GRANT, field: value}), field) == kept


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"year": "ปีนี้"}, ["year"]),
        ({"name": None, "seq": 1.5}, ["seq", "name"]),
        ({"nickname": "แดง"}, ["nickname"]),
        ({"received_on": datetime(2024, 2, 12, 8, 30)}, ["received_on"]),  # noqa: DTZ001
    ],
)
def test_what_cannot_be_of_the_type_is_refused_by_its_field(values: Mapping[str, Any], fields: list[str]) -> None:
    with pytest.raises(ValidationError) as refused:
        checked(InsigniaReturn, {**GRANT, **values})
    assert [name for name, _reason in refused_fields(refused.value)] == fields


def test_a_required_field_must_be_given() -> None:
    with pytest.raises(ValidationError):
        checked(InsigniaReturn, {name: value for name, value in GRANT.items() if name != "name"})


def test_another_error_is_not_taken_for_a_refusal() -> None:
    with pytest.raises(ValueError, match="disk"):
        refused_fields(ValueError("disk"))


def test_texts_in_a_tuple_are_looked_at_one_by_one() -> None:
    values = {**whole(TrainingSession), "agencies": ("ก", 5)}
    assert "agencies" in TrainingSession.model_fields
    with pytest.raises(ValidationError):
        checked(TrainingSession, values)
    assert rows_of(TrainingSession, [[values[name]] for name in TrainingSession.model_fields]) is None


def test_a_record_is_frozen_and_can_be_copied_with_changes() -> None:
    record = checked(InsigniaReturn, GRANT)
    with pytest.raises(AttributeError):
        record.year = 2564  # type: ignore[misc]  # that it fails is what is shown
    assert (record.model_copy(update={"year": 2564}).year, record.year, record.seq) == (2564, 2563, None)
    assert "year=2563" in repr(record)


def test_fields_of_the_base_come_first() -> None:
    class Own(Record):
        mark: str

    assert list(Own.model_fields) == ["sheet", "row", "extra", "mark"]
    assert issubclass(Own, RecordTuple)


def test_records_are_declared_whole_while_the_collector_runs() -> None:
    code = (
        "import gc; gc.set_threshold(1, 1, 1); from skj.ledgers.registry import SPECS; [spec.record for spec in SPECS]"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr

"""Reading by columns gives what reading row by row gives: the same records, rows set aside and findings."""

from pathlib import Path
from typing import Any

import pytest

from skj.ledgers import tablereading
from skj.ledgers.columnreading import Form, PlainRows, plain_rows
from skj.ledgers.registry import SPECS
from skj.workspace import Workspace
from tests.sample_offices import SAMPLES

MESSY = """ลำดับ,ประจำปี,ชื่อ - สกุล,ชั้นตรา,ลำดับในประกาศ,วันที่รับ,วันที่ส่งคืน,สาเหตุส่งคืน,ชื่อไฟล์ภาพ,เบอร์โทร
1,2563,นายสมชาย ใจดี,ป.ช.,1,1 ธ.ค. 2563,,,img1.jpg,
2,2563,นางสาวสมหญิง  รักไทย,ป.ม.,2,๑ ธ.ค. ๒๕๖๓,2 ก.พ. 2564,ถึงแก่กรรม,,02
,,,,,,,,,
3,ปีนี้,นายก ข,ป.ช.,3,31 ก.พ. 2564,,,../x.jpg,
4,2564,นายเกษม รวมใจ,ม.ป.ช.,0,1 ม.ค. 2565,1 ม.ค. 2560,,,
รวม,,,,,,,,,
5,2564,"นายหนึ่ง หนึ่ง, นายสอง สอง",ม.ว.ม.,5,1 ธ.ค. 2564,,,,
ลำดับ,ประจำปี,ชื่อ - สกุล,ลำดับในประกาศ,ชั้นตรา,วันที่รับ,,,,
6,2565,นายสาม สาม,6,ป.ม.,1 ธ.ค. 2565,,,,
7,2565,นายสาม สาม,6,ป.ม.,1 ธ.ค. 2565,,,,
ลงชื่อ,นายผู้จัดทำ,,,,,,,,
(นายผู้จัดทำ บันทึก),,,,,,,,,
8,2566,นายสี่ สี่,8,ป.ม.,1 ธ.ค. 2566,,,,
"""


def row_by_row(form: Form, rows: Any, first: int, closely: Any) -> PlainRows:
    del form, closely
    return PlainRows([], (), range(first, first + len(rows)))


def told(space: Workspace, name: str) -> tuple[Any, ...]:
    ledger = space.ledger(name)
    return ledger.records, [(row.place, row.reasons) for row in ledger.left_out], ledger.findings


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: str(spec.name))
def test_the_sample_office_reads_the_same(spec: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    by_columns = told(Workspace(SAMPLES), spec.name)
    monkeypatch.setattr(tablereading, "plain_rows", row_by_row)
    assert told(Workspace(SAMPLES), spec.name) == by_columns


def test_a_messy_register_reads_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "skj.toml").write_text('[ledgers.insignia]\nfiles = ["a.csv"]\n', encoding="utf-8")
    (tmp_path / "a.csv").write_text(MESSY, encoding="utf-8")
    taken: list[int] = []

    def counted(*given: Any) -> PlainRows:
        found = plain_rows(*given)
        taken.extend(found.numbers)
        return found

    monkeypatch.setattr(tablereading, "plain_rows", counted)
    by_columns = told(Workspace(tmp_path), "insignia")
    monkeypatch.setattr(tablereading, "plain_rows", row_by_row)
    assert told(Workspace(tmp_path), "insignia") == by_columns
    assert len(by_columns[0]) > 3
    assert taken

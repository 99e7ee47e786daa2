import json
from fractions import Fraction

from skj.ledgers.rooms import RoomRepair
from skj.reports.model import Facts, Field, Grid, Kind, Line, Report, Section, Trace
from skj.reports.tracing import with_traces
from tests.record_books import sheet
from tests.render.whole import to_csv, to_json

ROOMS = [RoomRepair(sheet=sheet("rooms"), row=row, site="ดินแดง", room=str(row)) for row in (5, 6, 7)]
TRACE = Trace("repaired", "ห้องที่ซ่อมแล้ว", 2, counted=tuple(ROOMS[:2]), left_out=((ROOMS[2], "ยังไม่เสร็จ"),))


def report(*traces: Trace, data: object = None) -> Report:
    grid = Grid((Field("n", "n", Kind.COUNT),), (Line((2,)),))
    shape = {"repaired": 2} if data is None else data
    return Report("t", "", (Section("s", (Facts(()), grid)),), grid, shape, traces=traces)  # type: ignore[arg-type]


def test_each_number_is_led_back_to_its_rows() -> None:
    trace = json.loads(to_json(with_traces(report(TRACE))))["trace"]
    assert trace == [
        {
            "id": "repaired",
            "label": "ห้องที่ซ่อมแล้ว",
            "value": 2,
            "counted": [
                {"file": "rooms.xlsx", "sheet": "1", "row": 5, "what": "ดินแดง · 5", "met": True},
                {"file": "rooms.xlsx", "sheet": "1", "row": 6, "what": "ดินแดง · 6", "met": True},
            ],
            "left_out": [{"file": "rooms.xlsx", "sheet": "1", "row": 7, "what": "ดินแดง · 7", "reason": "ยังไม่เสร็จ"}],
        }
    ]


def test_a_spreadsheet_gets_the_rows() -> None:
    lines = to_csv(with_traces(report(TRACE))).splitlines()
    assert len(lines) == 4
    assert '"rooms.xlsx","1",7,"ดินแดง · 7","ยังไม่เสร็จ"' in lines[-1]


def test_a_share_is_shown_as_one() -> None:
    traced = with_traces(report(Trace("up", "up", Fraction(4, 5), Kind.SHARE)))
    numbers = traced.sections[-1].blocks[0]
    assert isinstance(numbers, Grid)
    assert numbers.lines[0].cells[1] == "80%"


def test_an_answer_without_traces_keeps_its_shape() -> None:
    traced = with_traces(report(data=[{"row": 5}]))
    assert traced.data == [{"row": 5}]
    assert len(traced.sections) == 1
    assert traced.footer


def test_rows_of_the_whole_alone_are_told_from_those_of_the_part() -> None:
    share = Trace("up", "up", Fraction(1, 2), Kind.SHARE, counted=tuple(ROOMS[:2]), short=(ROOMS[1],))
    traced = with_traces(report(share))
    assert [row["met"] for row in json.loads(to_json(traced))["trace"][0]["counted"]] == [True, False]
    assert [bool(line.cells[-1]) for line in traced.main.lines] == [False, True]

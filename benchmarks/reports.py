"""A report of many rows with three charts, and the same by openpyxl as a script would write it."""

import io
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from skj.reports.model import Chart, Field, Grid, Kind, Line, Report, Section, Series

MONTHS: Final = ("ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.")
CHARTS: Final = 3


def big_report(rows: int) -> Report:
    """A table of invented rows: texts, numbers, dates, shares, money; and charts of two series."""
    fields = (
        Field("no", "ลำดับ", Kind.COUNT),
        Field("name", "ชื่อ - สกุล"),
        Field("unit", "หน่วยงาน"),
        Field("year", "ปี", Kind.COUNT),
        Field("insignia_class", "ชั้นตรา"),
        Field("day", "วันที่รับ", Kind.DATE),
        Field("share", "ร้อยละ", Kind.SHARE),
        Field("cost", "ค่าใช้จ่าย", Kind.MONEY),
        Field("place", "ที่มา", Kind.PLACE),
    )
    grid = Grid(fields, tuple(map(_line, range(rows))))
    series = (Series("ทำแล้ว", tuple(range(len(MONTHS)))), Series("แผน", tuple(range(1, len(MONTHS) + 1))))
    charts = tuple(Chart("lines", f"กราฟ {number}", MONTHS, series) for number in range(CHARTS))
    return Report("รายงาน", "", (Section("รายการ", (*charts, grid)),), grid, {})


def _line(number: int) -> Line:
    cells = (
        number,
        f"นายสมชาย{number} ใจดี{number % 977}",
        "สำนักงานเขตพระนคร" if number % 2 else "สำนักการคลัง",
        2563 + number % 5,
        ("ม.ป.ช.", "ม.ว.ม.", "ป.ช.", "ป.ม.")[number % 4],
        date(2020, 1, 1) + timedelta(number % 1500),
        Fraction(number % 100, 100),
        Decimal(number * 10),
        f"C{number}",
    )
    return Line(cells, "warn" if number % 10 == 0 else "plain")


def plain_workbook(report: Report) -> bytes:
    """The rows and charts by openpyxl."""
    from openpyxl import Workbook
    from openpyxl.chart import LineChart, Reference

    book = Workbook()
    page: Any = book.active
    for line in report.main.lines:
        page.append([float(value) if isinstance(value, Fraction) else value for value in line.cells])
    numbers = book.create_sheet("numbers")
    charts = [block for block in report.sections[0].blocks if isinstance(block, Chart)]
    for at, chart in enumerate(charts):
        first = 1 + at * len(MONTHS)
        for row, label in enumerate(chart.labels):
            numbers.append([label, *(series.values[row] for series in chart.series)])
        last = first + len(MONTHS) - 1
        drawn = LineChart()
        drawn.add_data(Reference(numbers, min_col=2, max_col=3, min_row=first, max_row=last))
        drawn.set_categories(Reference(numbers, min_col=1, min_row=first, max_row=last))
        page.add_chart(drawn, "K2")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()

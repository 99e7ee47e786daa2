"""A ledger of rooms whose cells are spelt badly in known ways, as a workbook with everything around it and as CSV."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from skj.checking.collect import check_ledgers
from skj.diagnostics import Diagnostic
from skj.fixing.choosing import Wanted
from skj.fixing.plans import FilePlan, plan_files
from skj.workspace import Workspace

TODAY: Final = date(2024, 9, 30)
SHEET: Final = "ห้อง"
HEADINGS: Final = ("แห่ง", "อาคาร", "เขต", "ห้อง", "รายการชำรุด", "วันที่เริ่มซ่อม", "วันที่ซ่อมเสร็จ", "ค่าซ่อม", "ค่าซ่อมรวมภาษี")
FIRST: Final = 4
ROWS: Final = 12
SITE: Final = "อาคารสงเคราะห์น้ำใส"
STARTED, REPAIRED, COST = 6, 7, 8
EVERY_SAFE: Final = frozenset(
    {"SKJ311", "SKJ312", "SKJ331", "SKJ332", "SKJ333", "SKJ335", "SKJ342", "SKJ362", "SKJ363", "SKJ364", "SKJ366"}
)

Value = str | int | float | date


def _serial(day: date) -> int:
    return (day - date(1899, 12, 30)).days


# What a sound value becomes, by the name of the correction that mends it, and the columns (from 1) where it can happen.
TEXTS: Final = (1, 2, 3, 4)
FAULTS: Final[Mapping[str, tuple[tuple[int, ...], Any]]] = {
    "spaces": (TEXTS, lambda text: f"  {text} "),
    "zero-width": (TEXTS, lambda text: f"{text[:2]}\u200b{text[2:]}"),
    "sara-am": ((1,), lambda text: text.replace("น้ำ", "น\u0e4d\u0e49า")),
    "digits": ((COST,), lambda number: f"{number:,}".translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))),
    "numbers": ((COST,), lambda number: f"{number:,}.00"),
    "era": ((STARTED, REPAIRED), lambda day: day.replace(year=day.year + 543)),
    "date-numbers": ((STARTED, REPAIRED), _serial),
    "text-dates": ((REPAIRED,), lambda day: f"{day.day}/{day.month}/{day.year + 543}"),
}
IN_CSV: Final = ("spaces", "zero-width", "sara-am", "digits")


def sound_row(number: int) -> list[Value]:
    """A row without any fault."""
    started, repaired = date(2024, 1, number + 1), date(2024, 2, number + 1)
    return [SITE, f"อาคาร {number % 3}", "พระนคร", f"ห้อง {number}", "ไฟฟ้า", started, repaired, 1000 + number]


@dataclass(frozen=True)
class Fault:
    """One badly spelt cell: row (from 0 among the records), column (from 1), and what is wrong with it."""

    row: int
    column: int
    name: str


def with_faults(faults: Mapping[tuple[int, int], str]) -> list[list[Value]]:
    """The rows of the ledger with their faults, at most one in each cell."""
    rows = [sound_row(number) for number in range(ROWS)]
    for (row, column), name in faults.items():
        rows[row][column - 1] = FAULTS[name][1](rows[row][column - 1])
    return rows


def workbook(rows: list[list[Value]]) -> bytes:
    """A workbook with a title, a formula column, a filter, a chart, a validation and a second sheet around the rows."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": datetime(2024, 1, 1)})  # noqa: DTZ001  (workbooks know no time zones)
    sheet = book.add_worksheet(SHEET)
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "[$-107041E]d mmm yyyy", "border": 1})
    money = book.add_format({"num_format": "#,##0.00", "border": 1})
    plain = book.add_format({"border": 1})
    sheet.merge_range("A1:I1", "ทะเบียนห้องพักที่ชำรุด", bold)
    sheet.write_row(FIRST - 2, 0, HEADINGS, bold)
    for offset, values in enumerate(rows):
        row = FIRST - 1 + offset
        for column, value in enumerate(values):
            if isinstance(value, date):
                sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001
            elif isinstance(value, str):
                sheet.write_string(row, column, value, plain)
            else:
                sheet.write_number(row, column, value, money if column + 1 == COST else plain)
        sheet.write_formula(row, len(values), f"=H{row + 1}*1.07", money, 0)
    last = FIRST - 1 + len(rows)
    sheet.autofilter(FIRST - 2, 0, last - 1, len(HEADINGS) - 1)
    sheet.data_validation(FIRST - 1, 4, last - 1, 4, {"validate": "list", "source": ["ไฟฟ้า", "โครงสร้าง"]})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": f"='{SHEET}'!$H${FIRST}:$H${last}"})
    sheet.insert_chart("K2", chart)
    book.add_worksheet("หมายเหตุ").write_string("A1", "  ไม่ต้องแตะ  ")
    book.close()
    return stream.getvalue()


def delimited(rows: list[list[Value]], *, encoding: str = "utf-8-sig", delimiter: str = ";") -> bytes:
    """The same as delimited text with dates as the office writes them."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(HEADINGS[:8])
    for row in rows:
        writer.writerow(
            [f"{cell.day}/{cell.month}/{cell.year + 543}" if isinstance(cell, date) else cell for cell in row]
        )
    return out.getvalue().encode(encoding)


def space_of(folder: Path, name: str, data: bytes) -> Workspace:
    """A workspace whose only ledger is this file."""
    (folder / name).write_bytes(data)
    (folder / "skj.toml").write_text(
        f'[office]\nfiscal_year = 2567\n[ledgers.rooms]\nfiles = ["{name}"]\n', encoding="utf-8"
    )
    return Workspace(folder)


def findings(space: Workspace) -> list[Diagnostic]:
    """What `skj check` finds in the rooms."""
    return list(check_ledgers(space, ["rooms"], today=TODAY).findings)


def plans(space: Workspace, wanted: Wanted | None = None) -> list[FilePlan]:
    """What `skj fix` would do."""
    return plan_files(space, findings(space), wanted or Wanted(), findings)

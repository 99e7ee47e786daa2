"""What is measured, one task a process: `python -m benchmarks.tasks NAME FOLDER ROWS` prints its seconds as JSON.

Imports and what is prepared once are not counted here; whole commands are timed from outside.
"""

import csv
import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final

from benchmarks.ledgers import HEADER_ROW, HEADINGS, MONTHS, SHEET, make_workspace, name_of

NEW_NAME: Final = "นายทดสอบ ความเร็ว"
NEW_LIST_NUMBER: Final = 999_999
NEW_VALUES: Final[tuple[Any, ...]] = (NEW_LIST_NUMBER, 2567, NEW_NAME, "ม.ว.ม.", NEW_LIST_NUMBER, date(2025, 1, 15))


def edit_by_skj(path: Path, rows: int) -> float:
    """The edit itself: bytes in, bytes out."""
    from skj.files.sheet_edit import append_row
    from skj.files.sheet_target import DataBlock

    columns = {heading: number for number, heading in enumerate(HEADINGS, 1)}

    def edit(file: Path, count: int) -> float:
        block = DataBlock(SHEET, HEADER_ROW, HEADER_ROW + count, columns, 1, len(HEADINGS))
        started = perf_counter()
        changed = append_row(file.read_bytes(), block, dict(enumerate(NEW_VALUES, 1))).data
        file.write_bytes(changed)
        return perf_counter() - started

    _warmed_up(edit)
    return edit(path, rows)


def edit_by_openpyxl(path: Path, rows: int) -> float:
    """What a script would do: load, append, save; it keeps neither the filter's range nor much else."""
    from openpyxl import load_workbook

    def edit(file: Path, _count: int) -> float:
        started = perf_counter()
        book = load_workbook(file)
        book[SHEET].append(NEW_VALUES)
        book.save(file)
        return perf_counter() - started

    _warmed_up(edit)
    return edit(path, rows)


def _warmed_up(edit: Callable[[Path, int], float]) -> None:
    """One edit of a tiny register first: what a program imports and prepares once is no part of an edit, of either side."""
    with TemporaryDirectory() as folder:
        edit(make_workspace(Path(folder) / "tiny", 3), 3)


def read_by_calamine(path: Path, _rows: int) -> float:
    """The floor: the values of the cells and nothing else."""
    from python_calamine import CalamineWorkbook

    started = perf_counter()
    CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
    return perf_counter() - started


def guarded_by_skj(path: Path, _rows: int) -> float:
    """Reading behind the guard: raw tables, no meaning yet."""
    from skj.files.source import read_source
    from skj.workspace import Workspace

    limits = Workspace(path.parent).settings.limits
    started = perf_counter()
    read_source(path, path.name, limits=limits)
    return perf_counter() - started


def read_by_skj(path: Path, rows: int) -> float:
    """Guard, headings, records, row rules and cross-row rules, each value with its place."""
    import tomllib  # noqa: F401  (imported late by skj, as the next three are; imports are no part of reading)

    import python_calamine  # noqa: F401

    from skj.files import owners  # noqa: F401
    from skj.ledgers import insignia  # noqa: F401
    from skj.workspace import Workspace

    started = perf_counter()
    ledger = Workspace(path.parent).ledger("insignia")
    taken = perf_counter() - started
    _expect(len(ledger.records), rows)
    return taken


def read_by_pandas(path: Path, rows: int) -> float:
    """What a script would do: pandas with openpyxl, then a pydantic model a row."""
    import openpyxl  # noqa: F401  (imported late by pandas; its import is no part of reading)
    import pandas as pd
    from pydantic import ValidationError

    started = perf_counter()
    is_csv = path.suffix == ".csv"
    frame = pd.read_csv(path) if is_csv else pd.read_excel(path, header=HEADER_ROW - 1, engine="openpyxl")
    grant, records, faults = _usual_model(), [], []
    for row in frame.astype(object).where(frame.notna(), None).itertuples(index=False):
        try:
            records.append(grant(**dict(zip(grant.model_fields, row, strict=True))))
        except ValidationError as error:
            faults.append(error)
    taken = perf_counter() - started
    _expect(len(records), rows)
    return taken


def read_by_csv_module(path: Path, _rows: int) -> float:
    """The floor of CSV: the texts of the cells and nothing else."""
    started = perf_counter()
    with path.open(encoding="utf-8-sig", newline="") as stream:
        list(csv.reader(stream))
    return perf_counter() - started


def read_by_frictionless(path: Path, _rows: int) -> float:
    """A validator of tables with types for the columns; it has no Thai dates, so it checks less."""
    from frictionless import Resource, Schema, fields

    kinds = [fields.IntegerField if number in {0, 1, 4} else fields.StringField for number in range(len(HEADINGS))]
    schema = Schema(fields=[kind(name=name) for kind, name in zip(kinds, HEADINGS, strict=True)])
    started = perf_counter()
    report = Resource(path=path.name, basepath=str(path.parent), schema=schema, encoding="utf-8-sig").validate()
    taken = perf_counter() - started
    _expect(len(report.flatten(["type"])), 0)
    return taken


def names_prepared(_path: Path, rows: int) -> float:
    """Names of a register made ready for searching, once."""
    from skj.scoring.nameindex import NameIndex

    names = [name_of(number) for number in range(rows)]
    started = perf_counter()
    NameIndex(names)
    return perf_counter() - started


def name_found(_path: Path, rows: int) -> float:
    """A name that is there, among names that are ready: one of a hundred questions."""
    return _asked(rows, lambda name: name)


def name_misspelt(_path: Path, rows: int) -> float:
    """A name with a slip in it, which is near to some."""
    return _asked(rows, lambda name: name.replace("ม", "น", 1).replace("า", "", 1) + "ๆ")


def _asked(rows: int, typed: Callable[[str], str]) -> float:
    """Seconds for one question, the mean of a hundred."""
    from skj.scoring.nameindex import NameIndex

    index = NameIndex([name_of(number) for number in range(rows)])
    questions = [typed(name_of(number)) for number in range(0, rows, max(1, rows // 100))]
    index.find(questions[0])  # imports, and the words that are sorted at the first similar question
    started = perf_counter()
    for question in questions:
        index.find(question)
    return (perf_counter() - started) / len(questions)


def report_by_skj(_path: Path, rows: int) -> float:
    """A report as a workbook: a table of nine columns and three native charts."""
    import xlsxwriter  # noqa: F401  (imported late by skj; its import is no part of writing)

    from benchmarks.reports import big_report
    from skj.render.workbook import to_xlsx

    report = big_report(rows)
    started = perf_counter()
    to_xlsx(report)
    return perf_counter() - started


def report_by_openpyxl(_path: Path, rows: int) -> float:
    """The same numbers and charts by openpyxl without any look: no fonts, widths, borders or number formats."""
    from benchmarks.reports import big_report, plain_workbook

    report = big_report(rows)
    started = perf_counter()
    plain_workbook(report)
    return perf_counter() - started


def _expect(found: int, rows: int) -> None:
    """End with a fault when a task did not do all of its work."""
    if found != rows:
        sys.exit(f"{found} records instead of {rows}")


def _usual_model() -> Any:
    """The model such a script has: types, and dates typed in Thai."""
    from pydantic import BaseModel, field_validator

    class Grant(BaseModel):
        seq: int
        year: int
        name: str
        insignia_class: str
        list_no: int
        received_on: date | None
        returned_on: date | None
        return_cause: str | None
        image_file: str | None

        @field_validator("received_on", "returned_on", mode="before")
        @classmethod
        def thai_date(cls, value: object) -> object:
            if not isinstance(value, str):
                return value.date() if isinstance(value, datetime) else value
            day, month, year = value.split()
            return date(int(year) - 543, MONTHS.index(month) + 1, int(day))

    return Grant


TASKS: Final[dict[str, Callable[[Path, int], float]]] = {
    task.__name__: task
    for task in (
        edit_by_skj,
        edit_by_openpyxl,
        read_by_calamine,
        guarded_by_skj,
        read_by_skj,
        read_by_pandas,
        read_by_csv_module,
        read_by_frictionless,
        names_prepared,
        name_found,
        name_misspelt,
        report_by_skj,
        report_by_openpyxl,
    )
}


if __name__ == "__main__":
    print(json.dumps(TASKS[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))))

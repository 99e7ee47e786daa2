"""A small office with one ledger, and the steps of a write without the command line around them."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook as Book
from openpyxl import load_workbook

from skj.files.tables import CellValue
from skj.ledgers.registry import BY_NAME
from skj.workspace import Workspace
from skj.writing.drafts import Advice, Draft, Spot, new_draft, read_values
from skj.writing.plans import Plan, Target, find_place, numbered, plan_append
from skj.writing.writer import Written, write

Rows = Iterable[Sequence[CellValue]]


def book_of(sheets: Mapping[str, Rows]) -> bytes:
    """A workbook of these sheets, each row from column A."""
    book = Book()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([None if cell is None else cell for cell in row])
    built = BytesIO()
    book.save(built)
    return built.getvalue()


def cells(path: Path, sheet: str = "") -> list[list[Any]]:
    """All cells of a sheet as an independent reader sees them."""
    book = load_workbook(path)
    found = book[sheet] if sheet else book.worksheets[0]
    return [[cell.value for cell in row] for row in found.iter_rows()]


class Desk:
    """An office whose only ledger is `name`, in the files given (bytes by file name)."""

    def __init__(self, folder: Path, name: str, files: Mapping[str, bytes], settings: str = "") -> None:
        self.folder, self.name, self.spec = folder, name, BY_NAME[name]
        for file, data in files.items():
            (folder / file).write_bytes(data)
        listed = ", ".join(f'"{file}"' for file in files)
        (folder / "skj.toml").write_text(f"[ledgers.{name}]\nfiles = [{listed}]\n{settings}", encoding="utf-8")

    def space(self) -> Workspace:
        """The office as it is now."""
        return Workspace(self.folder)

    def target(self, space: Workspace, texts: Mapping[str, str], **where: str) -> Target:
        """Where a row with these values goes."""
        values = {name: self.spec.column(name).parse(text, _options()).value for name, text in texts.items()}
        return find_place(space, space.near(self.name, values), values, **where)

    def draft(self, space: Workspace, texts: Mapping[str, str], advice: Sequence[Advice] = (), **where: str) -> Draft:
        """The row as it would be written."""
        return self.plan(space, texts, advice, **where).drafts[0]

    def plan(self, space: Workspace, texts: Mapping[str, str], advice: Sequence[Advice] = (), **where: str) -> Plan:
        """The plan of a new row."""
        target = self.target(space, texts, **where)
        wanted = {name: self.spec.column(name).parse(text, _options()).value for name, text in texts.items()}
        spot = Spot(space.near(self.name, wanted), target.sheet, target.last_row + 1, tuple(advice))
        values, findings = read_values(spot, texts)
        return plan_append(target, [new_draft(spot, numbered(target, self.spec, values), findings)])

    def add(self, **texts: str) -> Written:
        """Write a row as the command does."""
        space = self.space()
        planned = self.plan(space, texts)
        assert not planned.errors, [found.message() for found in planned.errors]
        return write(space, lambda seen: self.plan(seen, texts), planned, "test add")


def _options() -> Any:
    from skj.ledgers.base import NO_OPTIONS

    return NO_OPTIONS
